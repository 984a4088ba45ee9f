### Reflections: for one person alone. Whoever is alone reads them too, so only the words about sharing name a partner.

# The button in the menu.
reflection-menu = A quiet page
reflection-choose =
    A quiet page, only for you. What would you like?

    Nobody sees what you write here, unless you open a page later and send it yourself.
    .think = A question for me
    .free = A free page
    .outside = Look from outside
    .read = Read my pages
    .weekly = Remind me weekly
    .not_weekly = No weekly reminder
    .close = Not now
reflection-think = A question, if you like it. A few lines are enough.
    .another = Another question
    .close = Not now
    .title = a question
reflection-free = The page is yours. Write what comes; it needn't be fair, or finished.
    .close = Not now
    .title = a free page
# Before the three questions of the outside view.
reflection-outside = Seven minutes are enough. I'll tell you when they are over; you can also stop earlier, or go on.
reflection-outside_see =
    Think of a disagreement with somebody close to you. Imagine someone who wants the best for you both, and who was there.

    What would they have seen?
    .title = from outside
reflection-outside_hard = What makes it hard for you, in the middle of it, to see it that way?
    .title = what makes it hard
reflection-outside_keep = How could you keep this view in mind the next time?
    .title = for next time
reflection-seven = Seven minutes have gone by. You can stop here, or go on as long as you like.
reflection-read = Your page.
    .older = Older
    .newer = Newer
    .share = Show it to my partner
    .delete = Delete it
    .done = Put it away
# Below "Your page." The partner may be one of before.
reflection-seen =
    .private = Only you see it here.
    .sent = You have sent it to your partner.
reflection-share = This is what your partner will see, word for word. Once it is sent, I can't take it back.
    .send = Send it
    .keep = Keep it to myself
# Read by the partner; the page follows.
reflection-shared =
    There is something new for you here.

    { $author } would like you to read this:
reflection-sent = Sent. It stays in your pages too.
# Where there is nobody to send it to at this moment.
reflection-nobody = It can't be sent just now, so it stays with you alone.
reflection-delete = Shall I delete this page for good? What you wrote in the chat yourself, you can delete there.
    .delete = Delete it
    .keep = Keep it
    .sent = You have sent it to your partner, and what was sent stays there.
# A reminder: these words can stand on a lock screen.
reflection-invitation = A quiet page is here, if you like. /reflect opens it.

## The questions. Each fits a step; those of "alone" are for anybody.

reflection-questions-heard = Was there a moment lately when you felt heard? What made it so?
reflection-questions-hardest = What is hardest for you to say? What would make it a little easier?
reflection-questions-true_now = What is true for you today that wasn't a month ago?
reflection-questions-body = Where in your body do you notice it when a talk gets hard? What would do it good then?
reflection-questions-yes = What do you say yes to, and mean it?
reflection-questions-no = When did you last say no, or wish you had? What helped, or would have helped?
reflection-questions-tired = How do you notice that something is becoming too much for you?
reflection-questions-safe = What makes you feel safe at the moment? Small things count.
reflection-questions-light = When was it light lately, even for a minute?
reflection-questions-curious = What would you like to know about somebody close to you that you have never asked?
reflection-questions-missed = What do you miss and would like to have back? And what not?
reflection-questions-small_time = What could fifteen good minutes look like this week?
reflection-questions-noticed = What did somebody do today that made your day easier?
reflection-questions-received = Which kind word has stayed with you? What did it touch?
reflection-questions-taken = What do you take for granted and would miss at once?
reflection-questions-gesture = Which small gesture says more to you than words?
reflection-questions-slow = What would "slowly" look like this week?
reflection-questions-earlier = What used to throw you off and no longer does, or does it less?
reflection-questions-sign = What tells you early that it is getting to be too much?
reflection-questions-kind = If a good friend were in your place, what would you say to them?
reflection-questions-today = How are you today, really?
reflection-questions-needs = What do you need just now? Which part of it can you give yourself?
reflection-questions-strength = What has carried you through hard times before?
reflection-questions-circle = Who is good for you? When could you see or call them?
