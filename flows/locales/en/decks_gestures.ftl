### Short labels of the small gestures: buttons of 30 characters at most.

# Small gestures that somebody would like: "me" is the one who wishes. 30 characters at most.
gestures-kind_word = A kind word in the morning
gestures-compliment = To hear what you like in me
gestures-note = A note where I'll find it
gestures-message = A message during the day
gestures-thanks = A thank-you for daily things
gestures-ask_day = To be asked about my day
gestures-listen = Ten minutes of listening
gestures-ask_worry = To be asked what worries me
gestures-good_night = A good-night wish
gestures-voice = A voice message, just because
gestures-song = A song you think I'd like
gestures-memory = A good memory of us, told
gestures-tea = A cup of tea or coffee
gestures-breakfast = Breakfast made for me
gestures-meal = A meal I love
gestures-chore = Help with a chore
gestures-take_over = A chore of mine, taken over
gestures-errand = An errand done for me
gestures-mend = Something small, mended
gestures-evening_off = An evening to myself
gestures-phones_away = An hour without phones
gestures-walk = A walk together
gestures-watch = Watching what I like, together
gestures-read_aloud = Being read to
gestures-game = A game together
gestures-sweet = Something sweet to eat
gestures-flower = A flower or a small plant
gestures-small_gift = A very small gift
gestures-sit_close = Sitting close together
gestures-one_blanket = Side by side, one blanket
gestures-hold_hands = Holding hands at the TV
gestures-hands_walk = Holding hands on a walk
gestures-hug_hello = A hug to say hello
gestures-long_hug = A long hug
gestures-cuddle = Cuddling on the sofa
gestures-kiss_goodbye = A kiss goodbye
gestures-kiss_forehead = A kiss on the forehead
gestures-shoulders = A shoulder massage
gestures-feet = A foot massage
# Picked beside, or instead of, a wish of the partner.
gestures-own_idea = Something of my own
gestures-something_else = Something else
gestures-not_this_week = Nothing this week
