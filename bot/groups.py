"""The couple's own group: linked by both, used only while the two are alone in it (P3)."""

from __future__ import annotations

from bot.delivery import in_group
from bot.desk import Desk
from bot.incoming import Counted, Found, Place
from bot.letters import Address, again, private, send
from bot.screen import Key, Sheet, plain
from bot.shelf import FLOWS, from_json
from bot.store.values import Couple, Person, Post
from bot.turns import call, show_again
from flows.engine.prompt import prompt
from flows.engine.refusal import Refused
from flows.engine.session import Partner

ALONE = 3
"""The two and the bot, whom getChatMemberCount counts too; that it is these two, getChatMember tells."""
PUBLIC, LINKED = "public", "linked"
"""Stand among those who are in a group that others can read without being in it: by its name, or below a channel."""


def added(desk: Desk, person: Person | None, chat: int) -> None:
    """Greet a group; the one who did not add the bot links it with a press there, so that both are in it."""
    couple = desk.tx.couples.of(person.id) if person else None
    if person is None or couple is None or desk.tx.couples.by_group(chat) or _waits(desk, chat) == person.id:
        return
    desk.tx.meta.set(_key(chat), str(person.id))
    if not desk.is_flooded(chat):  # an earlier greeting has the same button
        _hello(desk, couple, person, chat)


def _hello(desk: Desk, couple: Couple, person: Person, chat: int) -> None:
    cast = desk.cast_of(couple)
    adder = cast.part_of(person) or Partner.A
    reader = desk.reader(cast, adder)
    press = ((Key(text=reader.text("bot-group-hello.ours"), data="m.ours"),),)
    send(desk, _open_to_all(chat), Sheet(html=plain(reader.text("bot-group-hello")), rows=press))


def ours(desk: Desk, person: Person, chat: int) -> str:
    """Link the group that the partner has added, and return the key of the toast."""
    couple = desk.tx.couples.of(person.id)
    adder = _waits(desk, chat)
    if couple is None or adder not in couple.members.values():
        return "bot-group-other"
    if adder == person.id:
        return "bot-group-wait"
    desk.tx.meta.set(_key(chat), "")
    desk.tx.meta.set(_said(chat), "")
    if couple.group_chat is not None:
        _close(desk, couple, couple.group_chat)  # the one that they had before: who is there is looked at no more (P3)
    desk.tx.couples.group(couple.id, chat, False)
    _look(desk, couple, chat)
    return ""


def is_theirs(desk: Desk, person: Person, chat: int) -> bool:
    couple = desk.tx.couples.of(person.id)
    return couple is not None and couple.group_chat == chat


def _look(desk: Desk, couple: Couple, chat: int) -> None:
    """Ask Telegram who is there: each of the two, who else can read, then how many. The answers come in this order."""
    desk.tx.meta.set(_here(chat), "")
    for person in desk.cast_of(couple).people.values():
        asked = {"user_id": person.telegram_id}
        desk.tx.outbox.add(Post(chat=chat, method="getChatMember", params=asked, created_at=desk.now))
    for method in ("getChat", "getChatMemberCount"):
        desk.tx.outbox.add(Post(chat=chat, method=method, params={}, created_at=desk.now))


def noticed(desk: Desk, place: Place) -> None:
    """Look again where a group was made public, or private again: Telegram tells nobody when it is done."""
    couple = None if place.private else desk.tx.couples.by_group(place.chat)
    if couple is not None and place.public != (not couple.group_alone and PUBLIC in _who(desk, place.chat)):
        changed(desk, place.chat)
        opened(desk, place)


def changed(desk: Desk, chat: int) -> None:
    """Somebody came or went, so hold everything of the couple's back until the two are known to be alone."""
    desk.tx.locks.chats(chat)
    couple = desk.tx.couples.by_group(chat)
    if couple is None:
        return
    _close(desk, couple, chat)
    _look(desk, couple, chat)


def _close(desk: Desk, couple: Couple, chat: int) -> None:
    """Use the group no more for now; quotes that wait for it go to the private chats, so that none is lost."""
    if couple.group_alone:
        desk.tx.couples.group(couple.id, chat, False)
    quotes = desk.tx.outbox.take_quotes(chat)
    if desk.tx.outbox.delete_together(chat):
        desk.tx.meta.set(_said(chat), "")  # what was asked there is to be asked again
    for person in desk.cast_of(couple).people.values():
        for quote, author in quotes:
            again(desk, private(person), quote, author)


def found(desk: Desk, what: Found) -> None:
    """Remember that one of the two is in their group."""
    desk.tx.locks.chats(what.chat)
    person = desk.tx.people.by_telegram(what.person)
    couple = desk.tx.couples.by_group(what.chat)
    if couple is not None and person is not None and person.id in couple.members.values():
        _seen(desk, what.chat, str(person.id))


def opened(desk: Desk, place: Place) -> None:
    """Remember who else can read a couple's group."""
    desk.tx.locks.chats(place.chat)
    if desk.tx.couples.by_group(place.chat) is None:
        return
    for mark, holds in ((PUBLIC, place.public), (LINKED, place.linked)):
        if holds:
            _seen(desk, place.chat, mark)


def _seen(desk: Desk, chat: int, what: str) -> None:
    here = {*_who(desk, chat), what}
    desk.tx.meta.set(_here(chat), " ".join(sorted(here)))


def _who(desk: Desk, chat: int) -> list[str]:
    return (desk.tx.meta.get(_here(chat)) or "").split()


def counted(desk: Desk, what: Counted) -> None:
    """Use the group again if the two are alone in it; else go on in the private chats."""
    desk.tx.locks.chats(what.chat)
    couple = desk.tx.couples.by_group(what.chat)
    if couple is None:
        return
    both = {str(member) for member in couple.members.values()}
    here = set(_who(desk, what.chat))
    alone = what.members == ALONE and both == here
    linking = _linking(desk, couple)
    desk.tx.couples.group(couple.id, what.chat, alone)
    key = "bot-group-two" if alone else "bot-group-open" if here & {PUBLIC, LINKED} else "bot-group-third"
    if desk.tx.meta.get(_said(what.chat)) == key:
        return  # it was only looked at again
    desk.tx.meta.set(_said(what.chat), key)
    reader = desk.reader(desk.cast_of(couple), Partner.A)
    send(desk, _open_to_all(what.chat), Sheet(html=plain(reader.text(key))))
    if alone and linking:
        _ready(desk, couple)
    _show_talk_again(desk, couple)


def _linking(desk: Desk, couple: Couple) -> bool:
    programme = desk.programme(couple)
    return programme is not None and from_json(programme.body).at(Partner.A).state == "group"


def _ready(desk: Desk, couple: Couple) -> None:
    programme = desk.programme(couple)
    if programme is not None:
        try:
            call(desk, programme, "group_ready", Partner.A)
        except Refused:
            return  # they went on without the group; it is used from now on


def gone(desk: Desk, chat: int) -> None:
    """Forget the group that the bot is no longer in: everything goes on in the private chats."""
    desk.tx.locks.chats(chat)
    couple = desk.tx.couples.by_group(chat)
    if couple is None:
        return
    _close(desk, couple, chat)
    desk.tx.outbox.drop_chat(chat)
    desk.tx.couples.group(couple.id, None, False)
    cast = desk.cast_of(couple)
    for partner, person in cast.people.items():
        send(desk, private(person), Sheet(html=plain(desk.reader(cast, partner).text("bot-group-gone"))))
    _show_talk_again(desk, couple)


def let_go(desk: Desk, couple: Couple) -> None:
    """Forget who was seen in a couple's group, which is nobody's any more."""
    if couple.group_chat is not None:
        desk.tx.meta.set(_here(couple.group_chat), "")
        desk.tx.meta.set(_said(couple.group_chat), "")


def moved(desk: Desk, chat: int, to: int) -> None:
    """Follow a group that became a supergroup: its id changes everywhere at once."""
    desk.tx.outbox.migrate(chat, to)
    _follow(desk, chat, to)
    couple = desk.tx.couples.by_group(chat) or desk.tx.couples.by_group(to)  # a refused call may have told it first
    if couple is not None:
        desk.tx.couples.group(couple.id, to, False)
        _look(desk, couple, to)


def _follow(desk: Desk, chat: int, to: int) -> None:
    """Take along who waits there for the partner's press, and ask for it where it can be pressed."""
    adder = desk.tx.people.get(_waits(desk, chat) or 0)
    couple = desk.tx.couples.of(adder.id) if adder else None
    for name in (_key, _said, _here):
        desk.tx.meta.drop(name(chat))
    if adder is not None and couple is not None and _waits(desk, to) is None:
        desk.tx.meta.set(_key(to), str(adder.id))
        _hello(desk, couple, adder, to)


def _show_talk_again(desk: Desk, couple: Couple) -> None:
    """Ask in its new place what both may read; private questions stay where they are."""
    talk = desk.talk(couple)
    for partner in Partner if talk else ():
        assert talk is not None
        shown = prompt(FLOWS[talk.flow], desk.session(talk), partner)
        if shown is not None and in_group(shown):
            show_again(desk, talk, partner)


def _open_to_all(chat: int) -> Address:
    """Return where only neutral words go: under no couple's key, since anybody there may read them."""
    return Address(chat=chat)


def _waits(desk: Desk, chat: int) -> int | None:
    """Return the id of the person who added the bot and waits for the partner's press, None if nobody does."""
    return int(desk.tx.meta.get(_key(chat)) or 0) or None


def _said(chat: int) -> str:
    return f"said:{chat}"


def _here(chat: int) -> str:
    return f"here:{chat}"


def _key(chat: int) -> str:
    return f"group:{chat}"
