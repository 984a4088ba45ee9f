### Reminders, for one person.

# The button in the menu.
nudges-menu = Reminders
nudges-choose = How would you like to be reminded? This is how it is now:
    .snooze = Not for a while
    .often = How often
    .time = Time of day
    .quiet = Quiet hours
    .place = I'm somewhere else
    .why = Why do I get these?
    .close = It's fine so
nudges-often = How often may I write without being asked? As a rule no more than once a day. When two stay unanswered, I stop.
    .none = Not at all
    .few = Seldom
    .some = Now and then
nudges-time = At what time of day?
    .any = Any time but the quiet hours
    .morning = In the morning, from 9:00
    .noon = At noon, from 12:30
    .evening = In the evening, from 19:00
nudges-quiet = When should it be quiet? In these hours I won't remind you of anything.
    .usual = 21:30 to 08:30
    .earlier = 20:00 to 08:00
    .later = 23:30 to 10:00
    .short = 23:00 to 07:00
nudges-place = Which city are you in, or near? I only need it for the time of day. Press one, or type the name of a city.
nudges-snooze = No reminders for how long?
    .hour = For an hour
    .tonight = Until this evening
    .tomorrow = Until tomorrow
nudges-because = I write without being asked when a question or a talk is waiting, when something you two planned comes near, or when you wished for a weekly reminder. As a rule no more than once a day, never in your quiet hours, and my words don't say what it is about.
nudges-kept = Noted.
