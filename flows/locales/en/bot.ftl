### The pages around the conversations. What is said in a group must read right for everyone there.

## Where you are, and what there is

bot-menu =
    { $where }

    Nothing here is in a hurry.
    .waiting = Show what came up
    .continue = Show my question
    .pause = Pause the programme
    .resume = Go on
    .time_out = Time-out
    .safety = Safety
    .privacy = Privacy
    .help = How this works
    .language = Language / Idioma
    .invite = Invite my partner
    .withdraw_invite = Withdraw the invitation
    .leave = Leave
    .export = Copy of my words
    .erase = Erase my words
    .more = More …
    .again = Do a step again
    .end = Ask us both about an end
    .setback = A setback: tell us both
    .new_account = Partner's new account
    .new_account_off = Call it off

bot-where-welcome = We are still getting started.
bot-where-solo = You are here on your own, at your pace.
bot-where-invited_open = The invitation is still open.
bot-where-new_account = This account is on its way to the place of your old one. Nothing is needed from you.
bot-where-before = The next question: go on where you were, or begin anew?
bot-where-before_met = You have said how you would like to begin. I'll write when it goes on.
bot-where-place = The next question: private chats, or a group?
bot-where-place_met = You have said where you would like to go on. I'll write when it goes on.
bot-where-group = The next thing: choosing a group for the two of you.
bot-where-offered = A talk is ready when you both are.
bot-where-not_yet = The talk can wait until it suits you.
bot-where-ready_met = You said yes to the talk. It begins when you both have.
bot-where-running = A talk is open.
bot-where-resting = The programme is resting. I'll write to you both when it goes on.
bot-where-lapsed = The offer is put away. You can bring it back any day.
bot-where-arrived = These are all the steps there are for now.
bot-where-time_out = A time-out. The question is when to go on.
bot-where-agree = A time-out. A time to go on has been suggested.
bot-where-away = A time-out, until the time you agreed on.
bot-where-back = We could go on where we stopped.
bot-where-back_met = You said yes to going on. It goes on when you both have.
bot-where-paused = The programme is paused. It goes on when you both want it to.
bot-where-paused_met = You said yes to going on. It goes on when you both have.
bot-where-suggested = A step could be done again, when you are both ready.
bot-where-suggested_met = You said yes to a step. It begins when you both have.
bot-where-ending = The question is whether the programme ends here.
bot-where-ending_met = You said yes to an end. It ends when you both have.
bot-where-ended = The programme has ended.
bot-more = What is seldom needed:
bot-again = Which step would you like to go back to? I'll ask you both. Nothing of before is lost, and what is open now stays as it is.
# Whoever presses one while something beside the order is open.
bot-again-noted = Noted. When the talk that is open now is over, I'll ask you both.
bot-again-none = No step is behind you yet. Once one is, you can do it again any time.
# The way through the steps, one line a step.
bot-way =
    .done = ✓ { $step }
    .now = → { $step }
    .ahead = · { $step }
# Where both cannot be asked: while the programme rests. Read only by whoever pressed it.
bot-setback-alone =
    Setbacks are common on this way. One doesn't undo what you have done.

    For the first 24 hours: stop before it gets loud. Sleep. Eat and drink something. Decide nothing big. Talk to somebody who is good for you.

    I haven't told anybody. When the programme goes on, you can press this again, and I'll ask you both. /safety is there at any time.
# To whoever is still in Welcome.
bot-closed = That opens once we have got started: /start goes on from where you were.
# To anybody else: what belongs to a talk that is not done yet, or to a couple that is none any more.
bot-closed-now = There is nothing to open with that just now. /menu shows what there is.

bot-help =
    /menu: where you are, and what is open
    /timeout: stop the talk for a while, for both
    /pause: let the programme rest, for both
    /resume: go on after a pause
    /boundaries: what is agreed on, or what is yours
    /appreciate: something good, said
    /promises: what each of you has promised, from Patience on
    /reflect: a quiet page, only for you
    /checkin: seven numbers, only for you
    /plan: a plan for hard days, only for you
    /nudges: when and how often I remind you
    /language: English or español
    /privacy: what is kept, and who could read it
    /export: a copy of your words
    /erase: delete what I keep of you
    /safety: numbers and help

    /safety answers at any time, to anyone.

    Where I ask for words, you can write or send a voice message.
# Telegram's list of commands.
bot-command-menu = Where you are, and what is open
bot-command-pause = Let the programme rest
bot-command-timeout = Stop the talk for a while
bot-command-safety = Numbers and help, at any time
bot-command-help = How this works
bot-command-language = Language
bot-command-privacy = What is kept, and who could read it
# What anybody reads in the bot's profile and before /start: neutral, on a lock screen too. At most 512 and 120 characters.
bot-description =
    I'm software that guides two people, step by step, through talks they both want to have. Each of them can pause, stop for a while or leave at any time, without giving a reason.

    I'm not therapy, I'm not for emergencies, and nobody reads along live. After Start you can read how it works before you decide anything.
bot-about = Software that guides two people, step by step, through talks they both want to have.
bot-media = I can take only written words and voice messages here. I kept nothing of this, and nothing is lost.
# In a group, perhaps with strangers: it must not say what I am for.
bot-stranger = I can't do anything here. In a private chat with me I'll gladly say who I am.
bot-language = Which language shall I use with you?
bot-language-set = From now on I'll write to you in English.
# Moments: "tomorrow 20:00", "24.11. 20:00".
bot-tomorrow = tomorrow { $clock }
bot-on-day = { $weekday } { $day } { $clock }
bot-weekday =
    .mon = Mon
    .tue = Tue
    .wed = Wed
    .thu = Thu
    .fri = Fri
    .sat = Sat
    .sun = Sun
bot-declined = Then we stop here, and I keep nothing of this. If you come back one day, /start begins anew. /safety is there at any time.
## Pause and time-out

bot-pause-none = Nothing is running that could be paused.
bot-resume-none = Nothing is paused just now.
bot-resume-noted = Noted. It goes on when you have both said yes, and I'll write then.
bot-timeout-none = No talk is open just now, so there is nothing to stop.
bot-resting = The programme is resting. I'll write to you both when it goes on.
bot-private-only = I have answered in the private chat.
bot-open-private = For this I need a private chat with you first.
    .open = Open the private chat

## Inviting

# bot-invite goes to the one who invites, bot-invite-forward is what they pass on: nothing in it says what it is about.
bot-invite = Please forward the next message to your partner. The link works once, for { $days } days, and you can withdraw it before that. It doesn't say what this is about.
bot-invite-forward =
    This is an invitation to a guide for two, here in Telegram. It asks questions one at a time, and you decide at each one.

    Have a look whenever you like. Looking commits you to nothing.

    { $link }
bot-invite-withdrawn = The invitation is withdrawn. The link no longer works.
bot-invite-expired = The invitation has run out. You can make a new one any day in /menu.
# The same words for a used, expired, withdrawn or unknown link.
bot-invite-invalid = This link doesn't work. It may have been used, or its time may be over. You can ask for a new one, or begin on your own with /start.
bot-invite-self = This is your own link. It is meant for your partner: please forward it.
bot-invite-taken = You are connected with a partner here already. Each person can be part of only one couple here at a time.
bot-joined = { $partner } and you are here together now. What each of you writes in private stays private, unless the mark above a question says something else.
# Only to the one who invited, below it.
bot-joined-other = If { $partner } isn't the person you invited: "Leave" in /menu ends it at once, and you can make a new invitation.
bot-invite-safety = Before an invitation, a few private questions for you alone.

## Leaving

bot-leave =
    Would you like to leave the programme? Then it ends for both of you. You each keep your own words and what was shared with you.

    I say neither who left nor why. But you are two, so your partner can guess. Just not answering is possible too.
    .leave_now = Leave
    .stay = Stay
bot-left = Done. Your words are still yours. /start is there if you want to begin again one day.

## A new account, after a lost phone. The one that is asked, and the one that waits, may be anybody: these words give nothing away.

# To the partner who makes the link.
bot-new_account =
    Does your partner have a new Telegram account, because a phone is lost, for instance? It can take the place of the old one beside you.

    I give you a link for your partner. Once the new account has opened it, I ask you whether it is really theirs. Best is to hear it from them, by voice or face to face. Then a day passes, in which the old account is asked too.

    The new account will read what you have kept together: the agreement, the plan, promises and appreciations. Nothing that either of you wrote in private, and nothing of earlier talks. A talk that is open now begins anew.
    .link = Make a link
    .stay = Not now
    .call_off = Call it off
bot-new_account-link = Please pass the next message on to your partner, and to nobody else. The link works once, for { $days } days.
# What the partner passes on: nothing in it says what it is about.
bot-new_account-forward =
    This is for your new account in Telegram: it brings you back to where you were here.

    { $link }
bot-new_account-none = That is for two who are together here.
bot-new_account-waits = A new account is to take its place here: { $time }. Until then it can be called off. Nobody is told by whom.
bot-new_account-later = A new account was called off not long ago. I can ask about another one from here on: { $time }.
# To somebody who opens the link with the account that they have here already.
bot-new_account-old = This is the account you have here already. Please open the link with the new one.
# To the new account, which has gone through Welcome. { $partner } is the one who made the link.
bot-new_account-asked = Thank you. Now { $partner } is asked whether this account is yours. It helps if you say so to each other, by voice or face to face. I'll write when it goes on.
# To the partner. { $other } is the name that the new account has in Telegram: anybody can call themself so.
bot-new_account-question =
    The link that you passed on has been opened.

    The account that opened it calls itself { $other }. Is it really the one you know? A name alone proves nothing. Please ask before you say yes, by voice or face to face.

    After a yes a day passes, and the old account is asked as well.
    .yes = Yes, it's them
    .no = No, or not sure
bot-new_account-confirmed = Thank you. The new account takes its place: { $time }. Until then everything stays as it is, and it can be called off. Nobody is told by whom.
bot-new_account-waiting = { $partner } has said that this account is yours. It takes the old one's place: { $time }. Until then the old account is asked too, and it can be called off. Nobody is told by whom.
# To the old account, on whatever phone it is now: it names nobody, and can stand on a lock screen.
bot-new_account-notice =
    Another account is to take the place of this one here: { $time }.

    What was written in private stays with this account, and the other one can't read it. If that account is yours: press yes, or leave this one unused. If it isn't: one press stops it. Nobody is told who stopped it.
    .stop = Not me: stop it
    .mine = Yes, it is mine
bot-new_account-seen =
    You are using this account, so I ask once more: another account is to take its place here: { $time }.

    Is it yours? Without a yes from this account, nothing changes.
bot-new_account-agreed = Thank you. It stays as planned: { $time }. Until then you can still stop it here. If you would like a copy of your words: /export
# To all three, whoever called it off, and why.
bot-new_account-off = No new account takes a place here. Everything is as it was.
# To the partner, when the day is over. { $partner } is the new account's name.
bot-new_account-there =
    The new account is here now: { $partner }. What you have kept together is there for you both; what either of you wrote in private is not.

    The programme rests until tomorrow. Then it goes on at the step you were at. A talk that was open begins anew.
# To the new account.
bot-new_account-here =
    You are here together with { $partner } again. What you have kept together is here: /boundaries and /appreciate open it.

    What you wrote in private stayed with your old account, locked. I can't give it to anybody who says they are you, so not to you either. If you ever get into that account, /export gives you a copy there.

    The programme rests until tomorrow. Then it goes on at the step you were at.
# To the old account.
bot-new_account-gone = The other account has its place here now. Your own words are still here, for you alone: /export gives you a copy, /erase deletes them. If that wasn't you, please say so to somebody you trust. /safety is there at any time.

## In the group

bot-group-hello =
    Hello, both of you.

    Here I can read commands, replies to my messages, and presses on my buttons, and I notice who comes and goes. I don't see the rest of what you write.

    What I write here, everyone here can read. Private questions come in the private chats.

    If this is your group of two: whoever did not add me, please press the button.
    .ours = This is our group
# After a change: there may be more people, or fewer.
bot-group-third = I go on in the private chats until there are just two people here with me.
bot-group-open = Others can read along here without being in this group. I go on in the private chats until it is a private group, without a channel.
bot-group-two = There are just two people here with me, so I can go on here.
bot-group-other = This button is for the two people who want to use this group with me. Nothing has changed.
bot-group-gone = I can't write in the group any more, so we go on here, in the private chats.
bot-group-wait = Now the other one of you needs to press it here.

## Safety: everything here must be true

# The first words may stand on a lock screen. "$country" is empty where I have no numbers; the numbers follow.
bot-safety =
    Here is the page with people you can reach. { $country }

    I'm software, and nobody reads along live. With "Another country" you can choose where you are. If you are in danger now, your emergency number is the quickest way.

    If someone hurts or frightens you: it is not your fault. Whatever it is, you don't have to carry it alone.
bot-safety-emergency = In danger now:
bot-safety-violence = If someone hurts you, threatens you or controls you:
bot-safety-support = If you need someone to listen, or think about ending your life:
# What follows a number. The names are those in flows/safety_lines.py.
bot-safety-tags =
    .always = 24 hours
    .office = office hours
    .limited = certain hours
    .text = text message to { $number }
    .text_word = text { $word } to { $number }
    .chat = chat on their website
    .languages = in { $languages }
    .multilingual = many languages
    .women = for women
    .men = for men
    .lgbt = for LGBT+ people
    .mobile = from a mobile phone
    .buenos_aires = Buenos Aires area
    .moscow = Moscow
    .uncertain = not sure it is still right
    .silent = from a mobile, if you can't speak: press { $number } when asked
    .app = app: { $app }
bot-safety-checked = This list is dated { $date }. Numbers may have changed since.
bot-safety-uncertain = I'm not sure about some of these numbers. If one doesn't work, call the emergency number.
bot-safety-international = These sites list helplines in many countries: findahelpline.com and befrienders.org.
bot-safety-hide =
    If someone else may look at this phone: a call can show in the list of calls and on the phone bill. A device that nobody else uses is safer.

    In Telegram you can mute or delete this chat. Settings, Devices shows where else your account is open; these messages can be read there too. Settings, Privacy and Security lets you set a passcode; Settings, Notifications lets you turn off message previews.

    Deleting the chat doesn't delete what I keep: whoever opens me on this phone can read it. /erase deletes it.

    None of this is perfect. Do only what feels safe to you.
bot-safety-removes = This page removes itself after 10 minutes.
bot-safety-country = Another country
bot-safety-choose = Which country are you in?
bot-safety-back = Back
bot-safety-delete = Delete bot messages (48 h)
bot-safety-deleted = I have deleted what I wrote here in the last 48 hours, as far as Telegram lets me. Your own messages, and older ones of mine, you can delete yourself. What you wrote is still kept; /erase deletes it.

## After words about self-harm: only for whoever wrote them. It asks directly, claims nothing, and tells nobody.

bot-care =
    I'd like to ask you something, because of words you wrote: are you thinking about ending your life, or about hurting yourself?

    If you are: you don't have to be alone with it now. People answer on these numbers, in many countries also at night. If it is urgent, call the emergency number.

    I'm software, and nobody reads along live, so I can't help in danger. I tell nobody about this. What was open stays open; you can go on whenever you like. This message removes itself after a day.
    .numbers = Show me the numbers
    .tomorrow = Ask me again tomorrow
    .fine = I didn't mean it that way
# Comes a day later; these words can stand on a lock screen.
bot-care-again = You asked me to look in again today. Here I am.
    .open = Open it
bot-care-tomorrow = I'll ask you again tomorrow. The numbers are there until then, and after: /safety
bot-care-fine = Thank you for saying so. If it changes: /safety is there at any time.

## Privacy

bot-privacy =
    What is kept: your first name, your Telegram number (not your phone number), your settings, your answers, what I wrote to you, and where you are in the programme. Names, settings and words are encrypted; who uses me with whom, and when, is not. Voice messages stay with Telegram; I keep only where to find them. What you answer to the safety questions is not kept.

    Who sees it: where I ask for your words, a mark above says so. 🔒 only you, ✉️ both of you once you have both answered, 👥 your partner.

    Who else could: { $host ->
        [none] whoever runs this copy has the key, and could technically read it.
       *[named] { $host } runs this copy, has the key, and could technically read it.
    } Telegram could as well, because chats with bots are not end-to-end encrypted. So could anyone who uses your phone.
bot-privacy-more =
    Please don't name anyone outside the two of you, or send pictures of them.

    I send nothing to anyone but Telegram. There is no advertising, no tracking, and no training of AI with your words.

    You can leave on any day. You each keep your own words and what was shared with you.

    /export gives you a copy of your words, and of what was shown to you. /erase deletes what I keep of you, and takes your consent back; before that, I tell you what stays, and where.

    Deleting this chat in Telegram doesn't delete what is kept here.{ $days ->
        [0] {""}
       *[other] {" "}If you don't come by for { $days } days, it is erased as by /erase. One month before, and again one week before, a word about it waits for you here; opening anything is enough to keep all.
    }

## A copy, and erasing: everything here must be true

# Goes with the file, and can stand on a lock screen: it must not say what this is about.
bot-export = Here is your copy, as a zip file. Open read.html in it to read; data.json holds the same for programs. It is not encrypted: whoever has the file, or opens this chat, can read it. Please keep it somewhere only you can reach.
bot-export-soon = You asked for a copy a little while ago; it is here, or on its way. In ten minutes you can ask for a new one.
bot-export-none = I have no words of yours yet, so there is nothing to copy.
bot-export-large = Your copy is larger than a file that Telegram lets me send. Nothing is lost. Please ask whoever runs this bot.
# To somebody the bot doesn't know.
bot-erase-none = I keep nothing of you, so there is nothing to erase.
bot-erase =
    Would you like me to erase what I keep of you?

    Your answers and drafts, your name, settings and invitations go, and so does the key that encrypts them. I can't bring them back. Your consent is taken back too.

    From this chat I delete my messages of the last 48 hours, as far as Telegram lets me, but not a copy that I sent you. The rest you can delete yourself.

    Backups made before now can still hold your words, encrypted. If one is brought back as it should be, I erase you again. Until they are deleted, whoever runs this bot, and has the key, could still open them.
    .copy = A copy first
    .go_on = Yes, erase
    .keep = Keep everything
# Follows bot-erase where there is or was a partner.
bot-erase-couple = What belongs to you both goes too. Your partner keeps their own words. What they were shown stays in their Telegram, and in your group, if there is one; in what I keep, your words and your name are blanked out.
# Follows bot-erase-couple while the two are together here.
bot-erase-rests = Your partner is told only that the programme is resting. They may notice that what you kept together is gone.
bot-erase-sure = Erase all of it now? There is no way back.
    .keep = No, keep it
    .now = Erase it now
bot-erase-kept = Nothing was erased. Everything is as it was.
bot-erase-waits = Your copy is still on its way, so I have erased nothing yet. Please press again when it is here.
# Read after a press, by somebody who has been away for months: by that press all of it stays.
bot-inactive = You haven't been here for a long time. What nobody comes back to, I erase after a while, so that it doesn't lie around. Now you are here, and all of it stays as it is. /export gives you a copy, and /erase deletes it today, if you'd rather.
bot-erased = Done. What I kept of you is erased. In backups made before, your words stay, encrypted, until those are deleted. If you come back one day, /start begins anew. /safety is there at any time.

## Reminders: the words give nothing away on a lock screen

nudge = Something is here for when you have a quiet moment.
    .show = Show it
    .later = Not now
    .why = Why this?
