### A plan for hard days, private: one person alone, with or without a partner here.

step-own_plan = Plan for hard days
# The button in the menu.
own_plan-menu = My plan for hard days

own_plan-triggers =
    A plan for hard days, for you alone: four short questions. You can change and reread it on any day.

    The first: what can bring it all back for you? A date, a place, a silence, a message late at night. Other people need no names here.
    .title = what brings it back
    .not_now = Not now
own_plan-triggers-example =
    "Sunday evenings, when it gets quiet."

    "The week around the 14th of March."

    Or begin with: "It comes back when …"
own_plan-if_then = What will you do when you notice it? Best is one small thing that you can do by yourself, at any hour.
    .title = if I notice it
    .not_now = Not now
own_plan-if_then-example =
    "If I read old messages again, then I put the phone into the kitchen and drink a glass of water."

    Or begin with: "If I notice …, then I …"
own_plan-call = The first 24 hours are the hardest. Whom could you call, or be with? "My sister" or one letter is enough. If there is nobody, skip; /safety has numbers of people who listen.
    .title = whom I call
    .not_now = Not now
own_plan-call-example =
    "M., also late at night."

    "Somebody at the counselling line."

    Or begin with: "I can call …"
own_plan-calms = What calms you, and what would you rather not do in these hours?
    .title = what calms me
    .not_now = Not now
own_plan-calms-example =
    "A warm shower, then to bed with the radio on. I don't decide anything, and write no long messages."

    Or begin with: "It helps me to …"
own_plan-plan = This is your plan, as it stands. Nobody else sees it unless you show it. What is empty may stay empty, and each part can be changed on any day.
    .done = That's all for now
    .triggers = What brings it back
    .if_then = If I notice it
    .call = Whom I call
    .calms = What calms me
    .share = Show it to my partner
    .delete = Delete the plan
own_plan-share = This is what your partner will see, word for word. Once it is sent, I can't take it back.
    .send = Send it
    .keep = Keep it to myself
# Read by the partner; the plan follows.
own_plan-shared =
    There is something new for you here.

    { $author } would like you to know this plan for hard days:
own_plan-sent = Sent. Your plan stays yours, and you can change it on any day; what you change later is not sent.
# Where there is nobody to send it to at this moment.
own_plan-nobody = It can't be sent just now, so it stays with you alone.
own_plan-sure = Shall I delete your plan? Messages in this chat that show it stay until you delete them here, and a copy with /export has them too.
    .keep = Keep it
    .delete = Delete it
own_plan-kept = Kept, for you alone. You find it again with /menu on any day.
own_plan-not_now = Nothing is written yet. You find your plan with /menu on any day.
own_plan-deleted = Deleted. You can write a new one on any day.
