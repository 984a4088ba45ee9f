### The weekly check-in, for one person alone. Nobody else sees the numbers, unless both have opened their lines.

# The button in the menu.
check_in-menu = Check-in
check_in-choose = A short check-in: seven numbers, one press each.
    .begin = Begin
    .trend = How it has been
    .open_line = Open my trust line
    .close_line = Close my trust line
    .weekly = Remind me weekly
    .not_weekly = No weekly reminder
    .close = Not now
# Who sees them, below both questions. "alone": there is no partner.
check_in-seen =
    .alone = Only you see the numbers.
    .closed = Only you see the numbers, unless you open your trust line.
    .open = Your trust line is open: while your partner's line is open too, your partner can see your trust numbers. All the others only you see.
check_in-scales = How was it over the last few days? 0 is not at all, 10 is very much. What you leave out stays out.
    .left_out = –
check_in_items-communication = Talking openly
check_in_items-transparency = Transparency
check_in_items-empathy = Empathy
check_in_items-respect = Mutual respect
check_in_items-vulnerability = Showing what's tender
check_in_items-trust = Trust
check_in_items-mood = My mood
# The CSI-4 (Funk & Rogge, 2007), word for word where it is English.
check_in-csi =
    Every few weeks there are four more questions. They come from research on couples (CSI-4, Funk & Rogge 2007), and only you see what comes of them.

    Is that all right now?
    .go_on = Yes
    .not_now = Not now
check_in-csi_happy = Please indicate the degree of happiness, all things considered, of your relationship. Only you see this.
    .n0 = Extremely unhappy
    .n1 = Fairly unhappy
    .n2 = A little unhappy
    .n3 = Happy
    .n4 = Very happy
    .n5 = Extremely happy
    .n6 = Perfect
check_in-csi_warm = "I have a warm and comfortable relationship with my partner." How true is that? Only you see this.
    .n0 = Not at all true
    .n1 = A little true
    .n2 = Somewhat true
    .n3 = Mostly true
    .n4 = Almost completely true
    .n5 = Completely true
check_in-csi_rewarding = How rewarding is your relationship with your partner? Only you see this.
    .n0 = Not at all
    .n1 = A little
    .n2 = Somewhat
    .n3 = Mostly
    .n4 = Almost completely
    .n5 = Completely
check_in-csi_satisfied = In general, how satisfied are you with your relationship? Only you see this.
    .n0 = Not at all
    .n1 = A little
    .n2 = Somewhat
    .n3 = Mostly
    .n4 = Almost completely
    .n5 = Completely
# Only for the person, never for both, and never as a mark or a label.
check_in-low =
    Thank you. What you said sounds as if it is hard at the moment. That says nothing about you, or about whether it can change.

    Many find it easier with somebody beside them: a counsellor for couples, or for you alone. /safety has numbers, too. Only you read this.
check_in-thanks = Thank you. I have kept it, for you alone.
# A line opens only while both have opened theirs.
check_in-line_opened = Your trust line is open. Your partner sees it only while theirs is open too, and then you see theirs: each with all its numbers since you have been here together. You can close it at any time.
check_in-line_closed = Your trust line is closed. From now on I show it to nobody but you. A picture that your partner has opened stays with them.
check_in-line =
    .trust = Trust
    .mood = My mood
    .partner = Trust, the other line
# Stands under a picture: neutral first words.
check_in-trend = How it has been, 0 to 10.
    .title = Check-in
    .file = check-in
# A reminder: these words can stand on a lock screen.
check_in-invitation = A short check-in is here when you like: /checkin
