### The couple's way through the steps. Both get the same words at the same time; nothing says who pressed what, or why.

programme-place =
    Where would you like to go on: each in the private chat with me, or together in a group?

    If your answers differ, we begin in the private chats.
    .private = In the private chats
    .group = In a group
# Also when both wished for private chats.
programme-private_first = Then we begin in the private chats, each of you alone with me.
programme-group =
    It takes a group with only the two of you in it; you can make a new one. One of you adds me with the button below. Then the other presses the button that I put there.

    In a group I can read commands, replies to my messages and presses on my buttons, and I notice who comes and goes. Nothing else.
    .link = Choose the group
    .private_instead = Private chats, for both of us
programme-offered =
    The next talk is ready when you both are. It takes 20 to 30 minutes at a time. You can stop anywhere, and go on from there another day.

    It begins when you have both said yes. If that doesn't happen within a week, I put the offer away; you can bring it back.

    Is now a good time for you?
    .ready = Yes, I'm ready
    .not_now = Not now
programme-not_yet = All right, not now. You don't need to say why. Press here when it suits you.
    .ready = I'm ready now
programme-ready_met = You said yes. The talk begins when you both have, and I'll write then. You can still change your mind.
    .not_now = Not now after all
programme-lapsed = A week has gone by, so I have put the offer away. That is all right. Whenever you like, I'll ask you both again.
    .offer = Ask us both again
programme-arrived = These are all the steps there are for now. Nothing has to follow. You can go through them again whenever you both like.
    .again = Go through it again
programme-time_out =
    Let's stop here for a while. At least 20 minutes: move, drink some water, look out of the window. Nothing is lost.

    When shall we go on?
    .twenty_minutes = 20 min · { $time }
    .one_hour = 1 h · { $time }
    .three_hours = 3 h · { $time }
    .tomorrow = 24 h · { $time }
programme-agree =
    { $speaker } suggests going on: { $time }.

    Does that suit you?
    .yes = Yes, that suits me
    .other = Another time
# Read by both.
programme-other_time = That time doesn't suit you both. Let's look for another one.
# Read by both.
programme-away = We go on: { $time }. Until then nothing is needed here. Something that calms you helps more than going over the quarrel again.
programme-back =
    We could go on now, where we stopped.

    Is it a good moment for you? "Later" lets the programme rest for a while, for both.
    .go_on = Yes, go on
    .later = Later
programme-back_met = You said yes to going on. It goes on when you both have, and I'll write then. You can still change your mind.
    .not_yet = Not yet after all
programme-paused = The programme is paused. It goes on when you both want it to.
    .go_on = Go on
programme-paused_met = You said yes to going on. It goes on when you both have, and I'll write then. You can still change your mind.
    .not_yet = Not yet after all
# Read by both. The same sentence whatever its reason: never change it for one case only. It is also bot-resting and bot-where-resting.
programme-resting = The programme is resting. I'll write to you both when it goes on.
programme-ended = The programme has ended here. Each of you keeps your own words and what was shared with you.
