### Appreciation at any time, beside the talks: /appreciate.

# In the menu.
appreciate-menu = Appreciation
step-appreciate = Appreciation at any time

# The jar is offered once there is something in it.
appreciate-choose = Is there something good you noticed in { $partner }? You can write it here. What the two of you have given each other is kept in a jar, and opens here too.
    .write = Write one
    .jar = Open the jar
    .take_back = Take back what's on its way
    .close = Not now
# Read by its author alone; their words follow.
appreciate-taken_back = Taken back. It stays with you, and your partner gets nothing of it.
appreciate-did =
    What did { $partner } do, however small? It can start with: "You …"

    One sentence is enough, and two more questions can be skipped. You see all of it before your partner does. A photo is welcome too, without other people in it.
    .leave_it = Not now
appreciate-did-example =
    "You did the shopping before I was up."

    "You asked how my day was, and listened."

    Or begin with: "Today you …"
appreciate-shows = What does it show you about { $partner }? It can start with: "It shows you are …"
appreciate-shows-example =
    "It shows you are someone who thinks ahead."

    Or begin with: "It shows how much you …"
appreciate-let = What did it make possible for you? It can start with: "It let me …"
appreciate-let-example =
    "It let me begin the day without hurry."

    Or begin with: "It let me feel …"
appreciate-preview =
    This is what your partner would read. I deliver it outside the quiet hours of both of you, and not during a rest. Then it goes into the jar that you share.
    .send = Send it
    .rewrite = Write it again
    .keep = Keep it to myself
appreciate-sent = It's on its way to your partner. It's in the jar as soon as it has arrived. Until then you can take it back: /appreciate.
# In the group both read it.
appreciate-letter = { $author } noticed this about { $other }:
appreciate-take = Take a moment with it, { $me }. You needn't make it smaller, and nothing has to come back for it. Your partner sees what you press; pressing nothing is fine too.
    .thanks = Thank you
    .ask = Ask one question
    .keep = Just keep it
appreciate-take-thanks = { $author } has read your words, and says thank you.
appreciate-take-keep = { $author } has read your words, and is keeping them.
appreciate-question = What would you like to ask? One short question, to understand it better.
appreciate-question-example =
    "When did you notice it?"

    "What was that moment like for you?"
appreciate-question-carried = { $author } asks:
appreciate-answer = { $partner } asked this about your words. You can answer in a sentence or two, or leave it.
appreciate-answer-carried = { $author } answers:
appreciate-page = From the jar. The newest comes last.
appreciate-jar = That's the end of this page.
    .older = Older ones
    .newer = Newer ones
    .paper = All of it as a file
    .close = Close the jar
# Stands with the file; its title and name say nothing of what it holds.
appreciate-paper = The jar as a file. Whoever has the file, or opens this chat, can read it.
    .title = The jar
    .file = jar
