### A setback: the script at once, a night's rest, then a talk in five short parts. No word says who caused it.

step-setback = Afterwards

# Read by both. What helps in the first 24 hours follows.
setback-script =
    Something has come back, or happened anew. What you have done so far isn't lost, and nothing starts over. Where it came from needn't be settled now.

    If somebody was hurt physically or threatened, or is afraid, this is no time for a talk: /safety shows where help is.
# Read by both, or again by whoever wishes it. The steps that both have signed follow, then each one's own line.
setback-script-agreed = What you have both agreed on for the first 24 hours:
# The same where nothing is signed. The steps follow.
setback-script-plain = Some plain steps that often help in the first 24 hours:
# To whoever presses the button while the talk is open already, above the script.
setback-again =
    A talk about a setback is open already. I haven't told anybody that you pressed this.

    If somebody was hurt physically or threatened, or is afraid, /safety shows where help is.
setback-when =
    A talk about it goes better after a night's sleep. It can be now if you both want that; otherwise I ask you both tomorrow.

    What would you prefer? I don't say who chose what. "No talk about it" puts it away for both of you.
    .rest = After a night's sleep
    .now = Now
    .plan = Send me our plan
    .put_away = No talk about it
setback-when_met = Noted. It goes on when you have both answered. There is no hurry.
    .put_away = No talk about it
# Under a file, and on lock screens.
setback-plan_file = Your file is here. It is not encrypted.
    .title = Our plan
    .file = plan
# Read by both.
setback-night = Then it rests until tomorrow. Nothing has to be solved before that. Eat something, move a little, sleep. I'll ask you both then.
setback-ready =
    We could talk about it now, in five short parts: what you felt, how each of you saw it, what it touched, what was your own, and one thing for next time.

    It begins when you have both said yes. If that doesn't happen within a week, I put it away.

    Is it a good moment for you?
    .ready = Yes, I'm ready
    .not_yet = Not yet
    .put_away = No talk about it
setback-ready_later = All right, not now. You don't need to say why. Press here when it suits you.
    .ready = I'm ready now
    .put_away = No talk about it
setback-ready_met = You said yes. The talk begins when you both have, and I'll write then. You can still change your mind.
    .not_yet = Not now after all
# Read by both. The same words after a press and after a week: never change them for one case only.
setback-put_away = This talk is put away. What you have both read stays in the chat; anything else stays with whoever wrote it. Whenever you like, /menu begins a new one.

## What each felt

setback-feelings = What did you feel? Only the feelings for now, no reasons. Tick up to five. You will both see them when you have both answered.
# Read by both. One or both may have skipped.
setback-feelings-revealed = What each of you felt. Feelings need no reasons here, and what was left open may stay open.

## How each saw it

setback-listening =
    { $speaker } has the floor. You will see the words once they are sent, and then I'll ask you to say back what you heard.

    What comes up for you meanwhile, you can write here. I keep it for you alone.
# Asked of each in turn.
setback-reality =
    { $me }, you have the floor.

    How was it, seen from your side? What you saw, heard, thought. Two or three sentences, then you'll hear them back. Two people can see the same thing in two ways, and both can be true.
    It can start with: "For me it was …"
    .not_today = Not today
    .put_away = Put the talk away for both
setback-reality-example =
    "I saw the message light up, and thought: not again. I didn't hear anything after that."

    Or begin with: "I saw …, and I thought …"
setback-reality-carried = { $author } says:
setback-give_back = Say back how it was for { $speaker }, in your own words. No reply to it here; each of you has a turn.
    .put_away = Put the talk away for both
setback-give_back-example =
    "The screen lit up, and for you it all began again."

    Or begin with: "For you it was …"
setback-give_back-carried = { $author } heard:
setback-confirm = Is that it, as you meant it? Your partner sees what you press.
    .yes = Yes, that's it
    .partly = Partly
    .not_yet = Not yet
setback-confirm-yes = { $author } says: yes, that's it.
setback-confirm-partly = { $author } says: partly. Something is still missing.
setback-confirm-not_yet = { $author } says: not yet. To be understood can take a while.
setback-add = What is missing? Send one or two sentences. Your partner will see them and try again.
    .put_away = Put the talk away for both
setback-add-carried = { $author } adds:
# Read by both. After three tries.
setback-enough = It doesn't quite fit yet. It may stay so for today, and it is nobody's fault. It goes on with the next part.
setback-sense = Is there a part of it that makes sense to you? To understand isn't to agree. If nothing comes, skip.
setback-sense-example =
    "It makes sense to me that the light of the screen was enough."

    Or begin with: "I can see why …"
setback-sense-carried = What makes sense to { $author }:
# Read by both.
setback-swapped = Now it is the other way round: { $speaker } speaks, { $listener } listens.

## What it touched, what was one's own, next time

setback-trigger = What did it touch in you? Something from before, from long ago, or from what the two of you have been through. If nothing comes, skip.
    .title = what it touched
setback-trigger-example =
    "As a child I often waited at the window."

    Or begin with: "It reminded me of …"
setback-mine = What was yours in it? Something small that you did or left undone, and would do otherwise. Nobody has to find anything; you can skip.
    .title = what was my own
setback-mine-example =
    "I was tired and answered before I had listened."

    Or begin with: "I could have …"
setback-next_time = One thing that you could do in another way next time. Small, and your own. If nothing comes, skip.
    .title = next time
setback-next_time-example =
    "I say that I need ten minutes, and come back after ten minutes."

    Or begin with: "Next time I …"
# Read by both. Some parts, or all, may have been skipped.
setback-trigger-revealed = What it touched, what was each one's own, and one thing for next time. These words explain; they accuse nobody. What was left open may stay open.

## A step that may fit

setback-back =
    Would it help to go through one of the steps again? Nothing is reset by it, and all that you have agreed on holds.

    If you choose different steps, the earlier one is named. If either of you chooses none, it is none. Who chose what is shown to nobody.
    .none = None for now
    .open_communication = Open communication
    .boundaries = Boundaries
    .connection = Connection
    .appreciation = Appreciation
    .patience = Patience
# Read by both. A line with the step's name follows.
setback-back-step = This step may fit now. After a rest I ask you both whether you would like to go through it again:
setback-back-line = { $step }
# Read by both.
setback-back-none = Then no step is done again for now.
setback-done = This talk is complete. Go gently with yourself today: eat something, go outside for a while, sleep.
