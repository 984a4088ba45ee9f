### Step 1, open communication. Examples are beginnings and pictures, never a finished apology.

## Ground rules

open_communication-rules =
    In this talk one of you tells, the other gives back what they heard, and then you swap. Five things help:

    • One speaks at a time.
    • Say what happened, not what the other is like.
    • One topic.
    • Nothing has to be solved today.
    • Either of you can stop at any time.

    Is that all right for you today?
    .agree = I agree
    .not_today = Not today

## Getting ready, each alone

open_communication-camera =
    Think of what happened as a camera would have seen it: where, when, who said or did what. Other people need no names here.

    A few sentences are enough. You can use them later, or not.
open_communication-camera-example =
    "On Friday I came home at two. I had said ten. The light was on. I said nothing and went to bed."

    "We were in the kitchen. I saw a message on your phone and asked who it was. You left the room."

    Or begin with: "It was … and then …"
open_communication-feelings = When you think of it now, what do you feel? Tick what fits, up to five. It stays with you; you can use it later, or not.
open_communication-impact =
    What has it changed for you?

    It may be your sleep, how close you feel, what you believe, what you no longer do. You can use these words later, or not.
open_communication-impact-example =
    "I still wake up at night and go through it."

    "I have stopped telling you about my day."

    Or begin with: "Since then I …"
open_communication-need = What would you like { $partner } to understand about it? One or two sentences are enough. You can use them later, or not.
open_communication-need-example =
    "For me it isn't about the money. It's about not being asked."

    Or begin with: "The hardest part for me is …"
    "I wish you knew that …"

## Who speaks first

open_communication-first = Who speaks first? You will both have the floor. If your answers leave it open, chance decides, and I'll say so.
    .me = I'd like to
    .you = { $partner } first
    .either = Either is fine
# Read by both.
open_communication-first-agreed = { $speaker } speaks first, { $listener } listens. Then it is the other way round.
# Read by both. Also when both said that either is fine.
open_communication-first-settled = Your answers left it open, so chance decided: { $speaker } speaks first, { $listener } listens. Then it is the other way round.
open_communication-full = How full are you right now? 0 is quite calm, 10 is more than you can hold. The number stays with you.
open_communication-full_offer =
    That is a lot to hold, and listening is hard then. A time-out helps: at least 20 minutes, for both of you, and nobody is told why.

    Would you like one?
    .time_out = Take a time-out
    .go_on = Go on now

## One speaks, the other listens

open_communication-listening =
    { $speaker } has the floor. You will see the words once they are sent, and then I'll ask you to say back what you heard.

    What comes up for you meanwhile, you can write here. I keep it for you alone.
# Asked again in each round, and in the extra talk about a cause.
open_communication-speak =
    { $me }, you have the floor.

    Tell { $listener } what happened for you and what it did to you. Two or three sentences, then you'll hear them back.
    It can start with: "When … I felt … because …"
    .not_today = Not today
open_communication-speak-example =
    "When you came in and didn't say a word, I felt like I wasn't there, because I had waited for you."

    "When I saw the message I was frightened, because I no longer knew what was true."

    Or begin with: "When … I felt …"
open_communication-speak-carried = { $author } says:
open_communication-mirror = Say back what you heard from { $speaker }, in your own words. No reply to it yet; for now it is only about hearing.
open_communication-mirror-example =
    "You sat there with the light on. I walked past without a word, and that hurt."

    Or begin with: "What I heard is …"
    "For you it was …"
open_communication-mirror-carried = { $author } heard:
open_communication-confirm = Is that it, as you meant it? Your partner sees what you press.
    .yes = Yes, that's it
    .partly = Partly
    .not_yet = Not yet
open_communication-confirm-yes = { $author } says: yes, that's it.
open_communication-confirm-partly = { $author } says: partly. There is something more to hear.
open_communication-confirm-not_yet = { $author } says: not yet. It often takes a few tries.
open_communication-add = What is missing? Send one or two sentences. Your partner will see them and try again.
open_communication-add-carried = { $author } adds:
# After three tries. In the group both read it.
open_communication-slow = It isn't quite there yet. That happens, and it is nobody's fault. How would you like to go on?
    .slowly = Once more, slowly
    .voice = Talk it over by voice
    .rest = Rest for today
open_communication-voice =
    Sit down together, or call each other. You say it in your own words, { $listener } says it back, until it fits.

    Come back here afterwards. Do you feel heard in this?
    .heard = Yes, I feel heard
    .rest = Not yet, rest for today
open_communication-by-voice =
    { $speaker } suggests going through this part by voice: sit down together, or call each other. { $speaker } tells it again, and you say back what you hear.

    You don't need to write anything until then.
open_communication-more = Is there more to it, or is that all for now?
    .more = There is more
    .enough = That's all for now
# Read by both.
open_communication-four-rounds = Four rounds are enough for one talk. What is still unsaid can have a talk of its own.
open_communication-sense =
    Is there something in it that makes sense to you? To understand isn't to agree. If nothing comes, skip.

    It can start with: "It makes sense to me, because …"
open_communication-sense-example =
    "It makes sense to me that you were worried, because I had said ten and I wasn't there."

    Or begin with: "I can see why …, because …"
open_communication-sense-carried = What makes sense to { $author }:
open_communication-imagine = What do you imagine { $speaker } feels? Tick up to five, and your partner will see them. It's a guess, and a guess may be wrong.
open_communication-imagine-carried = { $author } imagines these feelings:
open_communication-heard = How much do you feel heard by { $listener }? 1 is hardly, 5 is fully. The number stays with you.
open_communication-another = One more round can help: the same thing in other words, or something you left out. Would you like one?
    .again = One more round
    .go_on = Go on for now
# Read by both.
open_communication-swapped = Now it is the other way round: { $speaker } speaks, { $listener } listens.

## Why it happened

open_communication-causes_mine =
    Now three short questions about why it happened. To explain isn't to excuse.

    The first: what was yours in it? Something you felt, feared, wanted or did. Nobody has to find anything; you can skip.
    .title = what was mine
open_communication-causes_mine-example =
    "I had been worn out for months and told nobody."

    "I was afraid of a quarrel, so I kept quiet."

    Or begin with: "I wanted … and didn't know how to say it."
open_communication-causes_ours = What was between the two of you? A habit, something left unsaid, an old quarrel.
    .title = what was between us
open_communication-causes_ours-example =
    "We hardly talked any more in the evening."

    Or begin with: "Whenever we talked about …, we …"
open_communication-causes_around = What was around you both? Work, family, money, illness, too little time.
    .title = what was around us
open_communication-causes_around-example =
    "Night shifts. We were never at home at the same time."

    Or begin with: "At that time …"
# Read by both. Some parts, or all, may have been skipped.
open_communication-causes_mine-revealed = Why it happened, as each of you sees it. These words explain; they don't excuse. What was left open may stay open.
open_communication-causes_next = Would you like to talk about one of these now? If either of you would, there is one more round. If not, we go on.
    .talk = Talk about one
    .go_on = Go on
# Read by both.
open_communication-topic = One more round, about one of these causes. { $speaker } has the floor and chooses which one, { $listener } listens.

## An apology, if it is true

open_communication-apology =
    There is room for an apology here, if it is true for you. It is never a must, and another day is fine.

    You would write it in small parts. They stay with you unless you send them at the end. I tell nobody what you press here. Would you like to?
    .write = I'd like to write one
    .not_now = Not now
open_communication-took = What did you do that you take responsibility for? Only the act itself, as plainly as you can, without "if" and without "but".
    .not_now = Not now after all
open_communication-took-example =
    Plain and short is enough. It can begin with:

    "I said I would …, and I …"
    "It was my decision to …"
    "I knew that …, and still I …"
open_communication-repair = What will you do to repair it? Best is something small that your partner can see and that you can keep.
    .not_now = Not now after all
open_communication-repair-example =
    It can begin with:

    "From this week on I will …"
    "By Sunday I will …"

    A small thing that can be seen: telling you beforehand when I'll be late.
open_communication-regret = What do you regret? Skip it if the words don't come.
open_communication-regret-example =
    Think of one moment you would undo. It can begin with:

    "I regret that I …"
    "When I think of that evening, …"
open_communication-how = How did it come about? Explain it without excusing it, and without "but". Skip it if you like.
open_communication-how-example =
    It can begin with:

    "I told myself that …"
    "At that time I …, and I didn't say so."
open_communication-different = What will be different from now on? Skip it if you don't know yet.
open_communication-different-example =
    It can begin with:

    "When I notice that …, I will …"
    "Next time, before I …, I …"
open_communication-letter_preview =
    This is what your partner would read, in this order. First I'd ask them if it is a good moment. Until then it stays closed.
    .send = Send it
    .rewrite = Write it again
    .request = Add a request
    .keep = Keep it to myself
open_communication-request_words =
    Is there something you would like to ask { $partner } for, such as forgiveness? It can also be left out; nothing is missing then.

    { $partner } owes no answer to it.
open_communication-request_words-example =
    It can begin with:

    "If it is possible for you one day, …"
    "I'd like to ask you …, and you needn't answer."
# The hour is SECOND_THOUGHTS in flows/open_communication.py; it may end later, after the quiet hours.
open_communication-letter_waits = Your words are on their way, and nothing more is needed from you. For at least an hour you can still take them back. Then I ask { $partner } whether it is a good moment, or sooner if you press "Ask sooner".
    .go_on = Ask sooner
    .take_back = Take them back
open_communication-receive =
    { $partner } has written an apology for you. It stays closed until you want to read it, and no answer is owed.

    If you leave it closed, it isn't asked again in this talk, and your partner reads only that it was not opened. Are you ready to read it?
    .ready = I'm ready to read it
    .not_yet = Not yet, ask me again
    .rather_not = Leave it closed
open_communication-receive_later = That's fine. It stays closed, and I won't ask for two days. If you want to read it sooner, you can open it here. If you leave it closed, your partner reads only that it was not opened.
    .ready = I'm ready to read it
    .rather_not = Leave it closed
open_communication-letter = { $partner } wrote this for you:
open_communication-response = Take your time with it. Your partner will read that you have read it, and what you press here. Whatever you choose, it promises nothing.
    .thanks = Thank you
    .time = I need time
    .missing = Something is missing
    .nothing = No answer for now
open_communication-response-thanks = { $author } has read your words, and says thank you.
open_communication-response-time = { $author } has read your words, and needs time.
open_communication-response-missing = { $author } has read your words. Something in them is missing for { $author }.
open_communication-response-nothing = { $author } has read your words. There is no answer for now, and none is owed.
open_communication-missing_part = Which part is missing for you? Tick what fits; your partner will see it.
open_communication-missing_part-carried = What is missing for { $author }:
open_communication-missing_words = If you like, say in your own words what is missing.
open_communication-missing_words-carried = { $author } says about it:
open_communication-complete = Something was missing for { $partner }. If you'd like to add it, write it here. You can also leave it.
open_communication-complete-carried = { $author } adds:
open_communication-unopened = Your words were not opened. They stay yours, and nobody else has them.

## Closing

open_communication-word = To close: one word for how you are now.
open_communication-word-example = "Tired." "Lighter." "Unsure." Any word will do.
open_communication-trust = How much trust is there for you today? 0 is none, 10 is all. It is one day's number, and it stays with you.
# Read by both.
open_communication-word-revealed = One word from each, to close:
open_communication-done =
    This talk is complete.

    It may stay with you for a while. Eat something, go for a walk, sleep. There is no new talk for at least two days.
