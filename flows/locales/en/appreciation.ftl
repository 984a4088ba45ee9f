### Step 4, appreciation. Nothing here praises looks, asks for a return, or counts. Examples are small pictures of a day.

# An entry of the jar: it stands after the name of whoever wrote it, "Alex · 04.05. 20:14".
jar-entry = { $time }
# A heading on paper.
records-jar = Appreciation

## What each noticed

appreciation-intro =
    This talk is about good things, and small ones. You notice something that { $partner } did, { $partner } notices something that you did, and each of you hears it. Then come small wishes for one week.

    Nothing has to be made good with it, and nobody owes anything for it. Every part can be left out.

    Is this a good moment for you?
    .begin = Yes, let's begin
    .not_today = Not today
appreciation-did =
    Think of something { $partner } did lately, however small. What was it? It can start with: "You …"

    There are three short questions. At the end you see the whole of it, and decide if your partner gets it. A photo is welcome too, without other people in it.
    .leave_it = Nothing for now
appreciation-did-example =
    "You made tea when I came home late."

    "You stayed at the table when it got hard."

    Or begin with: "Yesterday you …"
appreciation-shows = What does it show you about { $partner }? A quality, rather than looks. It can start with: "It shows you are …"
appreciation-shows-example =
    "It shows you are someone who sees when others are tired."

    Or begin with: "It shows how much you …"
appreciation-let = What did it make possible for you? It can start with: "It let me …"
appreciation-let-example =
    "It let me sit down and breathe out."

    Or begin with: "It let me feel …"
appreciation-preview =
    This is what your partner would read, once you are both through with this part. It then goes into a jar that the two of you share and can reread.
    .send = Send it
    .rewrite = Write it again
    .keep = Keep it to myself
# In the group both read it.
appreciation-letter = { $author } noticed this about { $other }:
appreciation-take = Take a moment with it, { $me }. You needn't make it smaller, and nothing has to come back for it. Your partner sees what you press.
    .thanks = Thank you
    .ask = Ask one question
    .keep = Just keep it
appreciation-take-thanks = { $author } has read your words, and says thank you.
appreciation-take-keep = { $author } has read your words, and is keeping them.
appreciation-question = What would you like to ask? One short question, to understand it better.
appreciation-question-example =
    "When did you notice it?"

    "What was that moment like for you?"
appreciation-question-carried = { $author } asks:
appreciation-answer = { $partner } asked this about your words. You can answer in a sentence or two, or leave it.
appreciation-answer-carried = { $author } answers:

## Small wishes for one week

appreciation-wish_words = Now small wishes, for one week. Which words would do you good? Tick up to five, or skip. Your partner sees your list when you have both made one, and may pick one thing from it.
appreciation-wish_deeds = And which small deeds? Tick up to five, or skip. It isn't about money, so everything here stays small. Your partner sees them when you have both made your lists.
# Asked only where an agreement allows some touch. It may change while this stands open.
appreciation-wish_touch = And touch? Only what is all right for both of you now is listed here. A wish is not a promise: at the moment itself either of you can say no. Tick up to five, or skip. Your partner sees them when you have both made your lists.
appreciation-wish_own = One more wish, in your own words? A short line, and something small. Touch stays within what you have agreed.
appreciation-wish_own-example =
    "Ask me how the interview went."

    "Ten minutes on the balcony, just us."
appreciation-pick = This is what your partner would like. Pick one thing for this week. It stays with you: your partner isn't told which one. Something of your own is fine, and so is nothing. In a week I'll ask you both what you noticed.
# Stands below the question above.
appreciation-no-wishes = There is nothing on the list this time.
appreciation-pick-again = What is all right between you has changed since, and the small thing you had picked doesn't fit it now. Please leave it out. You can pick another one.

## The end of the week

appreciation-noticed = A week has gone by. Was there a small thing from { $partner } that you noticed? It needn't be one from your list.
appreciation-noticed-example =
    "On Wednesday there was tea when I woke up."

    Or begin with: "I noticed that you …"
appreciation-was = And what was your own small thing this week? Your partner sees what you press when you have both answered. "Nothing this week" isn't shown.
# Read by both.
appreciation-noticed-revealed = A week of small things, as it was noticed. What isn't here may stay open.
# Read by both.
appreciation-was-revealed = What the small things were. Where it was a wish, it is in the words of whoever wished for it.
# Read by both; the wish follows, in its author's own words.
appreciation-wish-revealed = { $other } had this wish of { $author }'s in mind:
# Read by both, where neither has written or chosen anything.
appreciation-quiet-week = A week has gone by, and there is nothing to open this time. That is all right.

## Two weeks of good words

appreciation-done =
    This talk is complete.

    For two weeks there is room for a good word beside all the rest, every second day at the very most. I may mention it; leaving it out is free and leads to nothing.

    With /appreciate you can write one at any time, and open the jar.
# On lock screens.
appreciation-nudge = A quiet minute, if you have one: /appreciate. Leaving it is fine too.
