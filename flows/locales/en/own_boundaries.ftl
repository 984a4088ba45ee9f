### Own boundaries, for one person alone. Nobody else is named here, and nobody else reads any of it.

# The entry in /menu.
own_boundaries-menu = My boundaries
step-own_boundaries = My boundaries

own_boundaries-worksheet =
    { $area } · { $page } of { $pages }

    What is all right for you just now? What you don't tick counts as "ask me".

    It stays with you, and you can change it any day.
    .welcome = welcome
    .ask = ask me
    .not_now = not now
    .no = no
    .title = what is all right for me
own_boundaries-ladder = Which step of touch is the furthest that is all right for you just now? Then the ones before it are too, whenever it suits you. It stays with you.
own_boundaries-waiting = How long would you like to wait before touch goes further than that step? When the time is over, nothing changes unless you want it to. It stays with you.
    .none = No waiting time
    .week = One week
    .two_weeks = Two weeks
    .month = One month
    .three_months = Three months
    .until_said = Until I say
own_boundaries-off_limits = What is off limits for you, whatever happens? A sentence or two, about what you will do or won't do. You can skip it.
    .title = off limits
own_boundaries-off_limits-example =
    "I don't want to be woken up to talk."

    "When voices get loud, I leave the room."

    Or begin with: "For me it isn't all right when …"
own_boundaries-welcome = What would you welcome? Small things that would do you good.
    .title = what I'd welcome
own_boundaries-welcome-example =
    "An evening without phones."

    "Being asked before a hug."

    Or begin with: "I'd be glad of …"
own_boundaries-crossed = If a boundary is crossed one day: what will you do, and what would help you then?
    .title = if a boundary is crossed
own_boundaries-crossed-example =
    "I say stop and go into another room. Then I call my sister."

    Or begin with: "Then I will …"
    "What helps me then is …"
# The lines follow.
own_boundaries-kept = Kept, for you alone. You'll find it under /boundaries, and you can change it any day.
own_boundaries-home = Your own boundaries. Nobody but you reads this.
    .all = See every line
    .worksheet = Change my ticks
    .ladder = Change: step of touch
    .waiting = Change the waiting time
    .off_limits = Change: off limits
    .welcome = Change: what I'd welcome
    .crossed = Change: if crossed
    .pdf = As a PDF
    .close = That's all
# The heading over it in a keepsake.
records-own_boundaries = My boundaries
own_boundaries-all = Your boundaries, as they are now:
# Under a file, and on lock screens.
own_boundaries-print = Here is the page you asked for.
    .title = My boundaries
    .file = my-boundaries
