### Good things that somebody noticed, for themselves alone, to be given later or never. Also without a partner here, so without names.

# In the menu.
own_appreciation-menu = Good things I noticed
step-own_appreciation = Good things I noticed

own_appreciation-choose = A place for good things that you notice in your partner. Only you can read them. Once you are both here you can give one, or keep them all.
    .write = Write one
    .read = Read what is here
    .close = Not now
own_appreciation-note =
    What did your partner do, however small? It can start with: "You …", and go on with: "It shows you are …" and "It let me …"

    It stays with you; nothing is sent unless you send it yourself.
    .leave_it = Not now
own_appreciation-note-example =
    "You waited for me with dinner. It shows you are patient. It let me come home without rushing."

    Or begin with: "Today you …"
own_appreciation-read = One of your notes.
    .older = An older one
    .newer = A newer one
    .share = Give this one
    .delete = Delete this one
    .close = That's all for now
own_appreciation-share = This is what your partner would read, word for word. Once it is sent, I can't take it back.
    .send = Send it
    .keep = Keep it to myself
# Read by the partner; the note follows.
own_appreciation-shared =
    There is something new for you here.

    { $author } noticed this some time ago, and would like you to have it:
own_appreciation-sent = Sent. It stays in your notes too. What you give with /appreciate also goes into the jar that you share.
# Where there is nobody to send it to at this moment.
own_appreciation-nobody = It can't be sent just now, so it stays with you alone.
own_appreciation-sure = Delete this note? It can't be brought back. What you wrote in the chat yourself, you can delete there.
    .delete = Delete it
    .keep = Leave it here
own_appreciation-deleted = Deleted.
