### What every conversation says. "$partner" is the first name of the other, "$me" of the reader.

## Who will read the answer: one line above the question

mark-private = 🔒 Only you will see this.
mark-sealed = ✉️ Sealed: your partner sees it when you have both answered.
mark-shared = 👥 Your partner will see what you send, after you have seen it here.
mark-group = 👥 { $me }, your turn. Everyone in this group can read this.

## Where one is

progress = { $step } · { $part } of { $parts }
step-welcome = Welcome
step-programme = The programme
step-open_communication = Open communication
step-boundaries = Boundaries
step-connection = Connection
step-appreciation = Appreciation
step-patience = Patience
step-reflection = A quiet page
step-check_in = Check-in
step-nudges = Reminders

## The buttons under every question: 8 characters at most

bar =
    .pause = Pause
    .time_out = Time-out
    .safety = Safety
    .menu = Menu

## What stands under a question that was answered

receipt-private = Kept, for you alone.
receipt-sealed = Sealed. It opens when you have both answered.
# Under a choice of which nobody else is shown anything but what follows from both.
receipt-blind = Sealed. Only what follows from both answers is shown.
receipt-opened = Open to both of you now.
receipt-sent = Sent to your partner.
receipt-said = Thank you. I took your reply as the answer.
receipt-chosen = Chosen: { $choice }
receipt-filled = Saved.
receipt-skipped = Skipped. That's fine.
receipt-kept = Kept to yourself. Nobody else sees it.
receipt-withdrawn = Taken back.
receipt-left = Left as it was.
# Stands in place of the safety questions: nothing may hint at what they were.
receipt-veiled = What stood here has been taken away.
receipt =
    .change = Change it
    .withdraw = Take it back

# In the group, for the one who is asked.
reply-here = { $me }, please answer by replying to this message.
    .placeholder = Your words, for both to read

# In place of words that were spoken; the message itself follows.
engine-voice = Voice message
engine-photo = Photo
engine-own_idea = something in own words

## Before words leave, and after

engine-preview = This is what your partner will see:
    .send = Send it
    .rewrite = Write it again
    .keep = Keep it to myself
# Beneath a preview that shows more than one message of its author.
engine-several = I put your messages together. Each one can be edited in the chat.
engine-hint = "{ $hint }" is often hard to hear. It's your sentence, and you decide.
engine-long = This is quite long. A few sentences are easier to give back. You decide.
# Must also be true when the earlier answer was taken back.
engine-again = The same question again. Your earlier answer counts until there is a new one.
    .leave = Leave it as it was
engine-edited = Changed.
engine-amend = You changed this after it was sent to your partner. Would you like to send the new version?
    .send = Send the new version
    .leave = Leave it as it was
# Read by both.
engine-amended = { $author } has a new version of this:
## Waiting

engine-wait = That's all from you for now. There is no hurry. I'll write when it goes on.
engine-listen = It is { $partner }'s turn now. I'll write when there is something for you.
engine-floor = Kept, for you alone. It is your partner's turn; when you have the floor, you can use it.
# What is written right after a page of one's own.
engine-added = Added to what you wrote before, for you alone.
# While the talk stands still.
engine-held = Kept, for you alone; it answers nothing yet. When you are asked for words for your partner, you can use it.
# Where no words for the partner are asked for.
engine-unasked = Kept, for you alone. It is not an answer to anything; /menu shows what is open.

## Buttons that many questions share

engine-words =
    .example = Show me an example
    .notes = Use my notes
    .skip = Skip
engine-palette =
    .done = Done
    .skip = Skip
engine-worksheet =
    .back = «
    .on = »
    .done = Done with all pages
engine-questions =
    .yes = Yes
    .no = No
    .rather_not = I'd rather not say

## What I cannot do here and now: one kind line each, below 190 characters.

engine-refused =
    .stale = This belongs to an earlier moment, so nothing has changed. /menu shows what is open now.
    .not_yours = This one is for somebody else. Nothing has changed.
    .no_question = No question is open here just now, so I kept nothing of this. /menu shows where you are, /safety where help is.
    .talk = That stays ordinary talk between the two of you. I took no answer from it.
    .which = This could be for two things here, with different readers, so I kept nothing of it. Could you send it again as a reply to the question you mean? (Hold it, then Reply.)
    .empty = I found no words in it. Please try again.
    .too_long = That is more than fits here. Your text is still in the chat. Could you send a shorter one?
    .no_voice = Here I can take only written words. Could you type it?
    .press_one = This one is answered with a button, so I kept nothing of your words. Please press the one that fits.
    .too_few = Please tick at least one first.
    .too_many = No more fit here. Untick one first.
    .not_found = I don't know that place. Try a bigger city nearby, your country, or something like UTC+2.
    .past = That time has gone by. Please choose a later one.
    .no_moment = I couldn't make out a time in that. It can look like "sat 19:30" or "tomorrow 20:00".
    .early = This came before my question, so I haven't taken it as an answer. If it is one, send it once more. If it belongs to what you wrote before, hold that earlier message and choose Edit.
    .more = I kept nothing of this. If it belongs to what you wrote before, hold that message, choose Edit, and add it there. Anything else that is open here is answered with a button.
    .not_kept = I keep no words of that message, so this change does nothing. The words of an answer change when you edit the message that holds them.
    .sent = This is part of what you have sent, so it stays as you saw it then.
    .seen = This has been seen already, so it stays as it is.
    .unknown = I can't do that here. Nothing has changed.
    .wrong_media = I can't take this here, and kept nothing of it. It is still in your chat. Could you put it into written words?
    .resting = Nothing moves just now, and nothing is lost. I'll write when it goes on.
