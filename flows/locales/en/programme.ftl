### The couple's way through the steps. Both get the same words at the same time; nothing says who pressed what, or why.

# Only to two who were here together before. Their own answers of then are nowhere shown again.
programme-before =
    You two were here together before. You can go on at the step where you were, with what you kept together: the agreement, the plan, promises and appreciations. Or you begin anew, and what was before stays with each of you as a copy.

    If your answers differ, we begin anew. What would you like?
    .go_on = Go on where we were
    .anew = Begin anew
# To both, in front of the next question.
programme-brought_back = Then we go on where you were. What you kept together is here again: /boundaries and /appreciate open it.
# Also when their answers differ.
programme-anew = Then we begin anew. What was before stays in each one's own copy: /export

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

    Is now a good time for you? It would be this one:
    .ready = Yes, I'm ready
    .not_now = Not now
# What each step is about, in one line, below the offer of it.
programme-about =
    .open_communication = Open communication: what happened, told and heard.
    .boundaries = Boundaries: what is all right for each of you now, what is not, and how long to wait.
    .connection = Connection: good time together, with what hurts left aside.
    .appreciation = Appreciation: noticing what the other does, and saying it.
    .patience = Patience: going slowly, setbacks, and what you promise.
programme-not_yet = All right, not now. I tell nobody, and you don't need to say why. Press here when it suits you.
    .ready = I'm ready now
programme-ready_met = You said yes. The talk begins when you both have, and I'll write then. You can still change your mind.
    .not_now = Not now after all
programme-lapsed = A week has gone by, so I have put the offer away. That is all right. Whenever you like, I'll ask you both again.
    .offer = Ask us both again
programme-arrived =
    You have been through all five steps. Nothing has to follow. What you agreed on stays, and /boundaries and /appreciate are still there.

    A press here asks you both: about a step again, or about an end.
    .open_communication = Open communication
    .boundaries = Boundaries
    .connection = Connection
    .appreciation = Appreciation
    .patience = Patience
    .end = Ask us both about an end
# To both, whoever of them pressed it.
programme-suggested =
    One step could be done again. What is open now stays as it is meanwhile, and nothing of before is lost.

    It begins when you have both said yes. If one of you says no, you both read at once that everything stays as it was. Is now a good time for it?
    .ready = Yes, I'm ready
    .not_now = Not now
programme-suggested_met = You said yes. It begins when you both have, and I'll write then. You can still change your mind.
    .not_now = Not now after all
# To both, also when a week went by.
programme-stays = Everything stays as it was.
programme-ending =
    The programme could end here, for both of you. Each of you keeps your own words and what was shared.

    It ends when you have both said so. If one of you says no, you both read at once that everything stays as it was. Is it time?
    .agree = Yes, let it end here
    .stay = Not yet
programme-ending_met = You said yes to an end here. It ends when you both have. You can still change your mind.
    .stay = Not yet after all
programme-ended_together = The programme has ended, as you both wished. Each of you keeps your own words and what was shared with you. I wish you both well.
programme-time_out =
    Let's stop here for a while. At least 20 minutes: move, drink some water, look out of the window. Nothing is lost.

    When shall we go on? Please press one of these: I can't take a time that you type.
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
programme-away = We go on: { $time }. Until then nothing is needed here. Something that calms you helps more than going over it all again.
programme-back =
    We could go on now, where we stopped.

    Is it a good moment for you? "Later" lets the programme rest for a while, for both.
    .go_on = Yes, go on
    .later = Later
programme-back_met = You said yes to going on. It goes on when you both have, and I'll write then. If that takes more than a week, I ask you once more before it goes on. You can still change your mind.
    .not_yet = Not yet after all
# To whoever said yes to going on more than a week ago, once the other one has too; the question follows.
programme-yes_again = Your yes to going on is more than a week old, so I ask you once more. Both answers are fine.
programme-paused = The programme is paused. It goes on when you both want it to.
    .go_on = Go on
programme-paused_met = You said yes to going on. It goes on when you both have, and I'll write then. If that takes more than a week, I ask you once more before it goes on. You can still change your mind.
    .not_yet = Not yet after all
# Read by both. The same sentence whatever its reason: never change it for one case only. It is also bot-resting and bot-where-resting.
programme-resting = The programme is resting. I'll write to you both when it goes on.
programme-ended = The programme has ended here. Each of you keeps your own words and what was shared with you.
