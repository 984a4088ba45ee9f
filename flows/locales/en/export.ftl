### The page in the file that /export gives: a person reads it alone, perhaps on paper.

export-title = My copy
export-made = Made on { $moment }
export-careful = This file is not encrypted: whoever has it can read it.
export-written = Your answers
export-shown = What was shown to you
export-kept = What is kept beyond the talks
export-about = You here
export-nothing = Nothing yet.
export-voice = (a voice message; it is in your chat in Telegram)
export-skipped = (skipped)
# In place of a question, where there was none.
export-question =
    .letter = The apology, as you put it together
    .aside = Written while you didn't have the floor
    .draft = Written while the talk stood still
    .other = Something you wrote
# Who could read an answer when the copy was made.
export-seen =
    .you = Only you
    .sealed = Sealed: your partner sees it when you have both answered
    .both = Both of you
    .partner = Your partner has seen it, or it is on its way there
    .draft = A draft: only you
export-place =
    .private = in your private chat
    .group = in your group
export-track =
    .joint = with your partner
    .solo = on your own
export-fact =
    .name = First name
    .number = Number in Telegram
    .met = Here since
    .consented = You consented on
    .language = Language
    .zone = Clock of
    .country = Country of the safety page
    .quiet = Quiet hours
    .nudges = Reminders
    .track = Your way
    .together = With a partner here
    .invitation = Invitation
export-invitation =
    .used = used on { $moment }
    .withdrawn = withdrawn on { $moment }
    .until = until { $moment }
