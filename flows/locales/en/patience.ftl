### Step 5, patience: slow healing, setbacks, commitment.

# The button in the menu.
patience-menu = Promises

patience-opening =
    This talk is about time: how slowly it may go, what you do on a bad day, and what each of you promises.

    It has two halves. After the first one you can stop, and go on another day.

    Is now a good time for you?
    .begin = Yes, let's begin
    .not_today = Not today

## What "slowly" means

patience-slowly =
    Trust mostly comes back slowly, and "slowly" is something different for each person.

    What does it mean for you? It may be about weeks and months, about closeness, or about questions that come up once more.
    .title = what slowly means
patience-slowly-example =
    "I may ask the same thing a third time. Then I don't want to quarrel, I want to be sure."

    "A good week is a good week. It isn't the end of it yet."

    Or begin with: "Slowly means for me that …"
patience-signs = How would you notice that things are getting better? Think of small things that could be seen or felt on an ordinary day.
    .title = how it would show
patience-signs-example =
    "We laugh about something at breakfast."

    "Your phone rings, and I go on reading."

    Or begin with: "I would notice it when …"
# Read by both. Some parts, or all, may have been skipped.
patience-slowly-revealed = What "slowly" means, and how each of you would notice that things are getting better. It needn't be the same for both. What was left open may stay open.

## Triggers and early signs: private, then shared if their author wants to

patience-triggers =
    On some days it all comes back. That is common, and it doesn't mean starting over.

    What can bring it back for you? A date, a place, a silence, a message late at night. Nobody else needs a name here. Afterwards you choose whether your partner sees this.
    .title = what brings it back
patience-triggers-example =
    "When it gets later than we said, and I hear nothing."

    "The week around the 14th of March."

    Or begin with: "It comes back when …"
patience-early =
    How do you notice it early, while it is still small? In your body, in your thoughts, in what you do.

    Here too you choose afterwards.
    .title = early signs
patience-early-example =
    "I get short with everybody."

    "My stomach is tight, and I keep looking at the clock."

    Or begin with: "The first thing I notice is …"
patience-share_triggers = This is what your partner would see. Would you like to show it?
    .share = Show it
    .keep = Keep it to myself
patience-share_early = And this one, your early signs? Your partner would see it as it stands here.
    .share = Show it
    .keep = Keep it to myself
# Read by both.
patience-triggers-carried = { $author } would like this to be known:
# Read by both.
patience-early-carried = { $author } would like this to be known:

## If I notice …, then I …, and I would like you to …

patience-notice =
    Now a small plan for such a moment, in three parts: "If I notice …, then I …, and I would like you to …"

    You see it whole before your partner does. The first part: what would you notice? One early sign is enough. If you'd rather have no plan, skip.
    .title = if I notice
patience-notice-example =
    It can go on like this: "If I notice …"

    "… that I read a message for the fifth time"
    "… that my answers get short"
patience-then_i = And then you: what will you do? Something small that you can do by yourself.
    .title = then I
    .no_plan = Rather no plan
patience-then_i-example =
    It can go on like this: "… then I …"

    "… say that I need ten minutes, and go outside"
    "… put the phone into the other room"
patience-from_you = And { $partner }? What would you like { $partner } to do then? It is a wish and no duty. If nothing comes, skip.
    .title = and I would like you to
patience-from_you-example =
    It can go on like this: "… and I would like you to …"

    "… ask me once how I am, and then wait"
    "… sit down next to me"
patience-plan_preview = This is what your partner would see:
    .share = Send it
    .rewrite = Write it again
    .keep = Keep it to myself
# Read by both.
patience-if_then-carried = { $author } has a plan for such a moment:
patience-another = Would you like to make one more, for another sign?
    .another = One more
    .enough = That's enough

## The first 24 hours

# The list of short labels follows as buttons.
patience-day_steps =
    In the first 24 hours after a setback it is hard to think. A few plain steps help then, if they are ready.

    Tick those that you would like the two of you to keep. A step stands if you have both ticked it; what only one of you ticked is shown to nobody. With "Skip" you tick none.
patience-day_line = Would you like to add one line of your own? It stands in the script under your name.
patience-day_line-example =
    "We walk once around the block without talking."

    Or begin with: "In these hours we …"
# Read by both. The steps follow, then the lines of their own.
patience-script = The first 24 hours, as they stand now:
patience-sign =
    Do you agree to this script for the first 24 hours? It takes both of you.

    If either of you would rather change something, you both choose again. If either of you would rather have none, there is none. Nobody is told who chose what.
    .sign = I agree
    .change = Choose again
    .without = Rather no script
patience-no_script =
    There is no step that you both ticked, and no line of your own. That is all right.

    If you both like, you choose once more. Otherwise it goes on without a script.
    .again = Choose once more
    .without = Go on without
# Read by both.
patience-script-again = The script isn't settled yet, so you both choose once more.
# Read by both.
patience-script-none = Then it goes on without a script for now.
# Read by both, where the step is done again.
patience-script-stays = Then what you both agreed on before stays as it is.
# Under a question, where the step is done again.
patience-script-stands = You both agreed on a script before. It stands until you both agree on another one.
# Read by both. The plan holds what was shared, and the script if there is one.
patience-plan-kept = Your plan is kept for both of you. If there is a setback one day, /menu has a button for it.
# The same where there is no script: only what one of them or both have shown is kept.
patience-plan-shown = What was shown of your plans is kept for both of you. If there is a setback one day, /menu has a button for it.
patience-plan-signed = Agreed by both: { $time }
patience-plan-steps = The first 24 hours:
patience-halfway =
    That was the first half. The second one is about promises, an hour in the week, and the time ahead.

    Would you like to go on now, or another day?
    .go_on = Go on now
    .not_today = Another day

## Promises. Only the receiver marks one, and nobody counts.

patience-promise_offer =
    A promise can be small: one thing, your own, with a date. "Until Sunday I will …"

    Your partner sees it. When the day has come, only they say how it went. Nobody counts.

    Would you like to make one?
    .write = Make a promise
    .not_now = Not now
patience-promise = What do you promise? Something small that is your own and that can be noticed. The date comes next, and your partner sees nothing before you have seen it whole.
    .title = promise
    .rather_not = Rather not
patience-promise-example =
    "I will write before I am late."

    "I will call for an appointment."

    Or begin with: "I will …"
patience-promise_due = Until when? Pick a day, or type one, such as "sat 19:30" or "5.12. 18:00". Until you send it, nobody sees it.
    .title = until
    .rather_not = Rather not
patience-promise_preview = This is what your partner would see:
    .share = Send it
    .other_day = Another day
    .rewrite = Write it again
    .keep = Keep it to myself
# Read by both.
patience-promise-carried = { $author } makes a promise:
patience-promise-late = That day has gone by meanwhile, so nothing was sent.
patience-promise_more = Would you like to make another one? Any other day /menu has a place for it too.
    .another = One more
    .enough = That's enough
# A reminder, and perhaps on a lock screen: it says nothing of what.
patience-eve = A small reminder, for you alone: tomorrow is a day that you have noted here.
patience-mark =
    When you have a quiet moment: the day of this promise has come.

    How did it go, as you see it? Only you can say, and your partner will read what you choose. With "Ask me in a week" and "Leave it open" nobody is told anything.
    .kept = It was kept
    .not_kept = It wasn't kept
    .changed = We changed it
    .later = Ask me in a week
    .open = Leave it open
# Above what was chosen and the promise. The author reads it in the words below.
patience-mark_sure = This is how you see the promise, and what your partner will be told. It can't be changed afterwards:
    .tell = Tell my partner
    .back = Choose again
# To the one who promised, alone. Plain, no praise and no blame; the promise follows.
# A timer brings these: the first line can stand on a lock screen.
patience-mark-kept =
    There is something new about a promise of yours.

    { $partner } has marked this promise of yours as kept:
patience-mark-not_kept =
    There is something new about a promise of yours.

    { $partner } has marked this promise of yours as not kept. It is said about this one thing, not about you. A talk about it is possible, and so is a new promise, perhaps a smaller one:
patience-mark-changed =
    There is something new about a promise of yours.

    { $partner } has marked this promise of yours as changed:

## The weekly hour

patience-weekly =
    Some couples keep a fixed hour in the week: ten minutes each on how it is going, and nothing to solve.

    Would you like that? If you both would, we look for the day and the hour. If not, there is none for now.
    .yes = Yes
    .not_now = Not for now
# Read by both. Also when no hour was found.
patience-weekly-none = For now there is no fixed hour in the week. You can agree on one any day.
# Each reads it on their own, at the hour that both agreed on.
patience-weekly_hour = The hour has come that you both chose for a look at the week: /checkin. A few minutes are enough, and leaving it out is fine too.
patience-slot = Which day and which hour would suit you? Pick one, or type one, such as "sun 19:00". I ask { $listener } whether it suits too.
    .none = Rather no fixed hour
# To the one who isn't asked meanwhile.
patience-slot-listening = { $speaker } is looking for an hour in the week now. Then I'll ask you whether it suits.
patience-slot_agree =
    { $speaker } suggests an hour in the week, the first time { $time }.

    Does that suit you?
    .accept = Yes, that suits me
    .other = Another time
    .none = Rather no fixed hour
patience-slot-line = The hour in the week, the first time { $time }
# Read by both.
patience-slot-agreed = Your hour in the week is settled, the first time { $time }.

## A letter that nobody has to see. Never asked about again (C5).

patience-letter_offer =
    There is room here for a letter that nobody has to see. It may be about forgiving, about not being there yet, or about something you let go. To forgive isn't to trust, and it is owed to nobody.

    You can keep it, delete it or send it. Nobody is told whether you wrote one, and I don't ask about it again.
    .write = Write a letter
    .leave_it = No letter
patience-letter = Write it as it comes. Afterwards you choose what becomes of it.
patience-letter-example =
    It can begin with:

    "What I still carry is …"
    "What I would like to put down is …"
    "I'm not there yet, because …"
# Stands in a private chat, above the letter.
patience-letter_choice =
    Your letter. What should become of it?

    If you send it, your partner reads it now, as it stands here. If you delete it, I keep nothing of it; your own message in this chat stays until you delete it there. This page goes away once you have chosen.
    .share = Send it
    .keep = Keep it to myself
    .rewrite = Write it again
    .delete = Delete it
# To the author, after the letter was on the screen for the last time.
patience-letter-sent = Sent to your partner.
patience-letter-kept = Your letter is kept, for you alone. You find it again in your copy of all that you have written: /export.
patience-letter-deleted = Your letter is deleted.
patience-letter-carried =
    There is something new for you here.

    { $author } has written you a letter. No answer is owed:

## Looking ahead

patience-ahead =
    How do you see the time ahead? Each of these is a good answer, and none is for ever.

    You will both see both answers at the same moment. Until then nobody sees anything, and it can wait for another day.
    .title = the time ahead
    .together = Go on together
    .time = Take more time
    .apart = Each our own way
# Read by both, above both answers. Six combinations, each to be honoured; none is a success or a failure.
patience-ahead-together = You both see yourselves going on together. Not everything has to be settled for that. What you have agreed on goes with you, and it can be changed with you.
patience-ahead-time = You would both like more time. That is an answer, too. Nothing has to be decided before you can decide it, and all that you have agreed on holds meanwhile.
patience-ahead-apart = You both see separate ways. Such an end can be a careful one. What each of you has understood here stays, and nobody has to explain it today. What must be arranged can wait for a rested day.
patience-ahead-time_together = One of you would go on together, one would like more time. The two can stand side by side: going on needs no hurry, and time needs no distance. A day on which you look at it again may help you both.
patience-ahead-apart_together = You see the time ahead differently, and both answers are honest. Nobody has to convince anybody, and nothing has to be decided today. For a question as big as this, somebody from outside can be a help, such as a counsellor.
patience-ahead-apart_time = One of you would like more time, one sees separate ways. Both answers are honest. Nobody has to hurry and nobody has to hold on. A quiet talk on a rested day can show what comes next, with somebody from outside if you like.

## The keepsake, and the end of the talk

patience-keepsake =
    I can put together a file for you: the boundary agreement, your plan, the promises and the appreciations, as far as there are any.

    It isn't encrypted, so whoever holds your phone can open it. Would you like to have it?
    .yes = Yes, as a PDF
    .no = No, thanks
# Headings in a file.
records-plan = The plan for a setback
records-promises = Promises
# Under a file, and on lock screens.
patience-keepsake_file = Your file is here. It is not encrypted.
    .title = What we have kept
    .file = kept
patience-done =
    This talk is complete, and with it the steps.

    In one month I'll ask each of you one question, and again after three, six and twelve. For a promise, or for the file, /menu has a place on any day.
# One of them sees separate ways.
patience-done-differently =
    This talk is complete, and with it the steps. Nothing more is asked of you about it, and nothing has to be decided today.

    Go gently with yourself: sleep, eat, be with somebody you can lean on. /safety has numbers of people who listen, at night too.

    For a promise, or for the file, /menu has a place on any day.
# Both see separate ways.
patience-done-apart =
    This talk is complete, and with it the steps. When you both want to finish the programme here too, /menu has a place for that.

    Go gently with yourself in the next weeks: sleep, eat, be with somebody you can lean on. /safety has numbers of people who listen, at night too.

## Afterwards

patience-desk = What would you like?
    .promise = Make a promise
    .keepsake = Have the file
    .close = Nothing for now
# Comes unasked, after 1, 3, 6 and 12 months: the first words may stand on a lock screen.
patience-upkeep =
    A question for a quiet moment. A few words are enough, or none.

    How is it between the two of you now, and what helps?
patience-upkeep-example =
    "Sundays are good. What helps is that we say when we will be late."

    Or begin with: "What helps is …"
patience-upkeep_next =
    If you would both like to go through one of the steps again, /menu shows how. Nothing is lost by it.

    Would you like to make a small promise?
    .promise = Make a promise
    .enough = That's all for now
# After the question of the twelfth month.
patience-a_year = A year has gone by, so this was my last question. What you have kept stays with you. If you like, you can still make a promise.
    .promise = Make a promise
patience-over = These questions have come to their end. What was kept stays with each of you.
