### Boundaries: items, levels, the ladder of touch, waiting times. Labels of items stand on a button with their level: 22 characters.

boundary_items-area-phones = Phones and messages
boundary_items-phone_look = Each other's phones
boundary_items-messages_read = Each other's messages
boundary_items-location = Sharing where we are
boundary_items-phone_bed = Phones in the bedroom
boundary_items-phone_meals = Phones at meals
boundary_items-photos_post = Posting photos of us

boundary_items-area-others = Contact with others
boundary_items-former_partner = A former partner
boundary_items-involved = People involved in it
boundary_items-new_people = Messages to new people
boundary_items-colleagues = Colleagues after work
boundary_items-friend_alone = A friend, one to one

boundary_items-area-out = Going out, alcohol
boundary_items-out_alone = Going out separately
boundary_items-home_late = Home after midnight
boundary_items-night_away = A night away
boundary_items-alcohol_out = Alcohol when out
boundary_items-alcohol_home = Alcohol at home
boundary_items-big_spending = Spending a large sum

boundary_items-area-telling = Telling others about it
boundary_items-tell_friend = A close friend
boundary_items-tell_family = Family
boundary_items-tell_children = Children in the family
boundary_items-tell_counsellor = A counsellor
boundary_items-tell_work = People at work
boundary_items-tell_online = Writing online

boundary_items-area-home = Home, sleep, time alone
boundary_items-same_bed = The same bed
boundary_items-same_room = The same bedroom
boundary_items-bathroom = The bathroom together
boundary_items-changing = Changing in one room
boundary_items-come_in = Coming into the room
boundary_items-evening_alone = An evening to oneself
boundary_items-guests = Guests at home

boundary_items-area-talking = Talking about what happened
boundary_items-talk_night = Late in the evening
boundary_items-talk_bed = In bed
boundary_items-talk_meals = At meals
boundary_items-talk_details = Asking for details
boundary_items-talk_before_others = In front of others
boundary_items-talk_sudden = At any moment

boundary_items-area-touch = Touch and closeness
boundary_items-kiss_hello = A kiss hello, goodbye
boundary_items-hug_unasked = A hug
boundary_items-hands_outside = Holding hands outside
boundary_items-comfort = Touch as comfort
boundary_items-touch_asleep = Waking by touch
boundary_items-flirting = Flirting
boundary_items-body_remarks = Remarks on the body

# How careful: from the least to the most.
boundary_items-level-welcome = welcome
boundary_items-level-ask = ask each time
boundary_items-level-not_now = not now
boundary_items-level-no = no

# The ladder of touch. Steps 5 and 6 have the words of the two.
boundary_items-rung = Touch: the ladder
boundary_items-rung-0 = no touch for now
boundary_items-rung-1 = sitting close
boundary_items-rung-2 = holding hands, hugs
boundary_items-rung-3 = kissing, cuddling dressed
boundary_items-rung-4 = massage
boundary_items-rung-5 = your own step 5
boundary_items-rung-6 = your own step 6

boundary_items-wait = The waiting time
boundary_items-wait-none = no waiting time
boundary_items-wait-week = one week
boundary_items-wait-two_weeks = two weeks
boundary_items-wait-month = one month
boundary_items-wait-three_months = three months
boundary_items-wait-until_said = until I say

# In the choice of what to do with a line.
boundary_items-words = Something in own words
boundary_items-back = Back

# Lines of lists. A heading begins with an empty line.
boundary_items-heading = {"\u000A"}{ $area }
boundary_items-line = { $item }: { $level }
boundary_items-alone = { $area } · { $item }: { $level }
boundary_items-ladder = Touch, at most: { $rung }
boundary_items-waiting = Waiting time: { $wait }
# With a date that passes and changes nothing: read also in a copy of before, so it must be true on either side of it.
# Two yeses can end it before that date too.
boundary_items-until = Waiting time: until you both end it; planned until { $time }
boundary_items-open = Waiting time: until it is said that it is over
# Stands last, for all items that nobody has ticked otherwise.
boundary_items-rest = {"\u000A"}All other lines: ask each time
boundary_items-rest_all = {"\u000A"}All lines: ask each time
