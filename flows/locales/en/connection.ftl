### Step 3, connection. Light, and for any two adults: also poor, ill, far apart, or with little time. No cheering.

## Before

connection-intro =
    This step is for time together: small things, rather new than grand, about once a week for four weeks.

    For that time the hurt is parked. It isn't forgotten; it has its own place. If it comes up, "not now" is enough, and it waits. Sex is left aside too: these times lead to nothing else.

    We look for something that suits you both, and then for a day. Is now a good moment?
    .agree = Yes, let's look
    .not_today = Not today
connection-wishes =
    What do you need this time? Tick what fits. If everything is fine, skip.

    What either of you ticks counts for both, and I don't say who ticked it.

## What both like

connection-votes =
    Would you like these? Each is a yes, a maybe or a no; what you don't press counts as no.

    Nobody sees your answers. I show only what you both like, and forget the rest.
    .yes = yes
    .maybe = maybe
    .no = no
connection-nothing =
    There was nothing here yet that you both like. It says nothing about the two of you; there is more.

    How shall we go on? If your answers differ, I take one of the two.
    .more = Show us more
    .wider = Change what we need
    .own = Each names something
connection-idea =
    Is there something you would like to do together? A few words are enough. { $partner } can then say yes, maybe or no to it.

    If nothing comes, skip.
    .title = an idea
connection-idea-example =
    "Feeding the ducks."
    "That game from years ago."
    "Tea by the window while it rains."
# Read by both. One of them may have skipped.
connection-idea-revealed = Your own ideas. Now each can say yes, maybe or no to the other's; only what you both like goes on the list.
connection-choose =
    This is what you both like. What both said yes to comes first.

    Which would you like next? If your choices differ, chance decides the first time, and from then on you take turns.
# Read by both; what was chosen follows.
connection-agreed = You both chose the same. Now { $speaker } proposes a time.
connection-settled = Your choices differ, so chance decided, for { $listener }'s. If it happens again, it is { $speaker }'s turn. Now { $speaker } proposes a time.
connection-in_turn = Your choices differ. This time it is { $listener }'s turn, the next time { $speaker }'s. Now { $speaker } proposes a time.
connection-own = Then each of you can name something first.
connection-more = Then let's look at some more first.

## When

connection-propose =
    { $me }, when would it suit you? Pick a time, or type one, like "sat 19:30".

    Your own clock counts; your partner sees it on theirs, and can say yes or propose another time.
    .off = Not this after all
connection-accept =
    { $partner } proposes a time. Does it suit you?

    "Not this after all" calls it off, for both and without a reason.
    .yes = Yes, that suits me
    .other = Another time
    .off = Not this after all
connection-proposed =
    { $partner } has this time now, and can say yes or ask for another. Until then you can still change it.
    .other = Another time
    .off = Not this after all
# Read by whoever was just asked about a time that no longer counts.
connection-rethought = { $author } would rather propose another time. There is nothing for you to answer until it comes.
# Read by both.
connection-too_late = That time has gone by. Let's find another one.
# Read by both.
connection-other_time = That time doesn't suit you both. Let's look for another one.
connection-arrange = The time is settled. Who takes care of it: getting what is needed, booking, finding the way? If your answers differ, you do it together.
    .me = I'd like to
    .you = { $partner }
    .together = Together
connection-phones =
    Phones away for that time? If you meet on the phone, everything else on it stays silent.

    They go away if you both say yes. Otherwise they stay near, and I don't say who wished that.
    .away = Away
    .near = Near, please

## The plan

connection-line_what = { $activity }
connection-line_when = When: { $time }
connection-line_their_clock = On { $partner }'s clock: { $time }
connection-arranges-you = You take care of it.
connection-arranges-partner = { $partner } takes care of it.
connection-arranges-both = You take care of it together.
connection-line_phones = Phones away.
# Under a file, and on lock screens.
connection-calendar = For your calendar, if you like. If there is an older entry, this one counts.
    .title = Time together
    .file = time-together.ics
connection-ahead =
    What you have arranged. Each of you can move it or call it off, with one press and without a reason.

    A pause or a time-out leaves it standing, and it can be called off then too.

    For that time the hurt is parked.
    .question = A question for it
    .move = Move it
    .off = Call it off
connection-evening = A light question to talk about when you are together, if you like. Nobody has to, and nothing is written here.
    .question = Another one
    .back = Back to the plan
    .move = Move it
    .off = Call it off
# On lock screens: the time follows, and nothing else.
connection-reminder-day = A small reminder.
connection-reminder-hour = A small reminder: it is nearly time.
# Read by both, whoever wished it.
connection-moved = The time is open again. That needs no reason. Let's find another one.
connection-off = It's called off for now. That needs no reason, and nothing is lost.
connection-called_off = It's called off for now. That needs no reason, and nothing is lost. If it stands in your calendar, please take it out there.

## Afterwards

connection-happened = Did what you had planned come about? Either answer is fine, and nobody is told who said what.
    .yes = Yes
    .no = Not this time
# Read by both, also when their answers differ.
connection-another_day = It doesn't look as if it came about this time. That happens, and nobody has to explain it. You can simply plan anew.
connection-moment =
    Was there a moment in it that you liked? A few words or a photo are enough. Other people are best left out.

    If nothing comes, skip.
    .title = a moment I liked
connection-moment-example =
    "When we took the wrong bus and didn't mind."
    "The soup."

    Or begin with: "I liked it when …"
# Read by both. One of them may have skipped.
connection-moment-revealed = What was good in it:
connection-rating = How was it for you? 0 is not good at all, 10 is very good. The number stays with you.
connection-next =
    Would you like to plan something again? About once a week is a good measure, and less is fine too.

    What you both choose happens. Otherwise we leave it open for now, and I don't say who chose what.
    .plan = Yes, let's plan
    .later = Not just now
    .enough = On to the next step
    .close = End this step
connection-line_may_end = You can also go on to the next step, if you both want to. Times like this can still be planned beside it.
connection-waiting = Nothing is planned just now, and that's fine. Whenever you like, I'll ask you both.
    .ask = Ask us both
# Read only by whoever pressed "Ask us both" soon after the two were asked.
connection-room = You have both been asked not long ago, so let's leave some room first. I'll ask you both again then: { $time }.
    .leave = Leave it after all
connection-done = Then we leave it at that. You can do this step again whenever you both like.
