### Welcome, each person alone. "$host" is who runs this copy, "none" if they gave no name.

welcome-hello =
    Hello { $me }. I guide two partners, step by step, through talks that can help when something has hurt the trust between them. Parts of it are for one person alone.

    I'm software: nobody reads along live. I'm not therapy, and I'm not for emergencies. /safety shows where help is, at any time.

    { $host ->
        [none] Whoever runs this copy of me could technically read what is written here.
       *[named] This copy of me is run by { $host }. Whoever runs it could technically read what is written here.
    }

    You can pause or stop on any day.
    .go_on = Go on
    .language = Español / English
welcome-language = Which language shall I use with you?
    .en = English
    .es = Español
welcome-marks =
    When I ask for your words, a mark above says who will see them:

    🔒 only you
    ✉️ both of you, at the same moment, once you have both answered
    👥 your partner

    Safety and menu are always one press away. Once you are two here, pause and time-out are too.

    Please don't name anyone outside the two of you, or send pictures of them.
    .go_on = Go on
welcome-adult = I'm made for adults. Are you 18 or older?
    .yes = Yes, I'm 18 or older
    .no = No
welcome-consent =
    What you write here can be very private. It can be about closeness and sex too. So I need your clear yes.

    Your words are kept encrypted by whoever runs this copy, and used only to guide you here. /privacy says more. With /erase you can take your yes back on any day.

    May I keep what you write here?
    .yes = Yes, keep it
    .no = No
welcome-zone = Which city are you in, or near? I only need it for the time of day. Press one, or type the name of a city.
# Below the question for a city, here and in /nudges, once something was typed: above the places that it may mean.
zones-found = If a place below has the same time of day as you, press it. If not, type another city.
welcome-quiet = When should it be quiet? In these hours I won't remind you of anything. If you are in a talk or write to me, I still answer.
    .usual = 21:30 to 08:30
    .earlier = 20:00 to 08:00
    .later = 23:30 to 10:00
    .short = 23:00 to 07:00
welcome-nudges = How often may I write without being asked? Never more than once a day. When two stay unanswered, I stop until you are back.
    .none = Not at all
    .few = Seldom
    .some = Now and then

## The safety questions: calm, plain, the same for everyone. Answers are never kept.

welcome-safety_intro =
    Next come a few questions about your safety. Everyone gets the same ones. It is best to answer them when nobody can look at your screen.

    Your answers are not kept, and nobody is told. They only decide what I offer you next.
    .go_on = Show me the questions
    .skip = Skip these
welcome-safety-afraid = In the last year, have you been afraid of how your partner might react?
welcome-safety-hurt = Has your partner ever hurt you physically, or threatened you?
welcome-safety-pushed = Has your partner ever pushed you into sex, or into anything sexual, that you didn't want?
welcome-safety-controlled = Does your partner control your phone, your money, or who you see?
welcome-safety-free = Could you stop using this, on any day, without trouble with your partner?
welcome-safety-read = Does anyone else read what is on this phone?
# Also after skipped questions: it must fit somebody who is safe, too.
welcome-care =
    Thank you for taking a moment for this. I don't know how things are for you. You know it best.

    If something frightens you or hurts you: it is not your fault, you are not alone with it, and there is help. /safety answers at any time, with numbers and with ways to hide this chat. You decide whether and when. Nothing has to happen now.

    From here we go on with just you, at your pace. Nobody is told. "Go on" takes this message away.
    .go_on = Go on

## With whom

welcome-whom =
    Would you like to do this with your partner, or on your own?

    With your partner: you get an invitation to pass on. On your own: your partner is asked nothing, and shown nothing.
    .partner = With my partner
    .alone = On my own
welcome-invited =
    { $partner } has invited you. If you join, it is for the two of you. You each keep a private chat with me, and you are asked before each step.

    If you'd rather not, nobody is told. Would you like to join?
    .join = Yes, join
    .decline = Rather on my own
# After the link for a new account. Nothing is confirmed yet, so it says nothing of the two.
welcome-new_account =
    { $partner } has passed you a link that is meant for a new account of somebody who was here before, with another one.

    If that is you: first { $partner } is asked whether it is really you, then a day passes, and the old account is asked too. Then you two go on at the step you were at, with what you kept together. What was written in private with the old account stays there.

    If not, please stop here. Nobody is told. Is this your new account?
    .go_on = Yes, it's me
    .decline = No, stop here
welcome-solo =
    Then it's just you and me here, at your pace.

    /menu shows what there is for one person: a quiet page to write on, your own boundaries, a plan for hard days, a short check-in, and a place for good things you notice. Nobody is shown any of it unless you send it yourself.

    /safety answers at any time.
