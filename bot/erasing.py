"""/erase: says what goes, asks once more, and then leaves nothing of the person's words.

What the partner was shown stays in their Telegram. In the database it is blanked: quotes of the person, and the name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from json import loads

from bot import groups, handover, safety, tray
from bot.desk import Cast, Desk, Woken
from bot.letters import Address, delete_many, edit, packed, private, send, tell, unpacked
from bot.screen import Key, Reader, Rows, Sheet, arranged, bare, plain
from bot.shelf import from_json, to_json
from bot.store.values import Person, Shown
from bot.turns import call
from flows.engine.frozen import replace
from flows.engine.prompt import OWN
from flows.engine.refusal import Reason, Refused
from flows.engine.session import Partner, Session

OPEN_FOR = timedelta(hours=1)
"""So long a button of /erase works, unless another one has taken its place."""
BLANK = "…"
_TAG = re.compile("(<[^>]+>)")
_QUOTE = re.compile("(<blockquote[^>]*>.*?</blockquote>)", re.DOTALL)
_OWN_IDEA = re.compile(rf"[st][\w-]+\.(?:n|{OWN.pattern})")
"""What a button carries whose label is somebody's own words."""


def ask(desk: Desk, person: Person) -> None:
    """Say what goes and what stays, offer a copy, and ask."""
    reader = desk.reader_of(person)
    keys = ["bot-erase"]
    keys += ["bot-erase-couple"] if desk.tx.account.memberships(person.id) else []
    keys += ["bot-erase-rests"] if desk.tx.couples.of(person.id) else []
    token = _expect(desk, person)
    buttons = {"bot-erase.copy": "m.export"} if person.consented else {}
    buttons |= {"bot-erase.go_on": f"m.erase_sure.{token}", "bot-erase.keep": "m.keep"}
    html = "\n\n".join(plain(reader.text(key)) for key in keys)
    send(desk, private(person), Sheet(html=html, rows=_rows(reader, buttons)))


def sure(desk: Desk, person: Person, token: str, shown: Shown | None) -> None:
    """Ask once more; the button of the first question works no longer.

    Raises:
        Refused: it belongs to an earlier question.
    """
    _check(desk, person, token)
    _take_buttons(desk, person, shown)
    reader, token = desk.reader_of(person), _expect(desk, person)
    rows = _rows(reader, {"bot-erase-sure.keep": "m.keep", "bot-erase-sure.now": f"m.erase_now.{token}"})
    send(desk, private(person), Sheet(html=plain(reader.text("bot-erase-sure")), rows=rows))


def keep(desk: Desk, person: Person) -> None:
    """Let everything be, and no button of /erase work any more."""
    desk.tx.people.settings(person.id, replace(person.settings, erasing=None))
    tell(desk, person, "bot-erase-kept")


def now(desk: Desk, person: Person, token: str) -> None:
    """Erase, unless the copy that was asked for is still on its way.

    Raises:
        Refused: the button belongs to an earlier question.
    """
    _check(desk, person, token)
    if desk.tx.account.waits(person.telegram_id, "sendDocument"):
        tell(desk, person, "bot-erase-waits")
        return
    erase(desk, person)


def erase(desk: Desk, person: Person) -> None:
    """Erase the person, let the partner's programme rest, and say goodbye under nobody's key."""
    reader, help_waits = desk.reader_of(person), safety.waits(desk, person)
    recent = desk.tx.shown.recent(person.telegram_id, desk.now - safety.DELETABLE)
    gone = [one.message_id or 0 for one in recent if one.kind != "copy"]
    _forget(desk, person)
    nobody = Address(chat=person.telegram_id)
    delete_many(desk, nobody, sorted(gone, reverse=True))
    send(desk, nobody, Sheet(html=plain(reader.text("bot-erased"))))
    if help_waits:
        safety.show_stranger(desk, person.telegram_id, reader)


def erase_unasked(desk: Desk, person_id: int) -> None:
    """Erase somebody who has not pressed anything just now: without a word to them.

    That the programme rests waits in the partner's tray, as all that comes up by itself.
    """
    desk.tx.locks.person(person_id)
    person = desk.tx.people.get(person_id)
    if person is not None:
        desk.woken = Woken(kind="step")
        _forget(desk, person)


def _forget(desk: Desk, person: Person) -> None:
    handover.before_erasing(desk, person)
    left, resting = _part(desk, person)
    desk.tx.people.forget(person.id, left)
    desk.erased = True
    for rest in resting:
        rest()


# -- asking


def _expect(desk: Desk, person: Person) -> str:
    """Return what the next button carries; all earlier ones stop working."""
    token = str(desk.house.seed())
    desk.tx.people.settings(person.id, replace(person.settings, erasing=(token, desk.now)))
    return token


def _check(desk: Desk, person: Person, token: str) -> None:
    live = person.settings.erasing
    if live is None or live[0] != token or desk.now >= live[1] + OPEN_FOR:
        raise Refused(Reason.STALE)


def _take_buttons(desk: Desk, person: Person, shown: Shown | None) -> None:
    if shown is not None and shown.person_id == person.id:
        edit(desk, private(person), shown.id, replace(unpacked(desk.tx.shown.body(shown.id)), rows=()))


def _rows(reader: Reader, buttons: dict[str, str]) -> Rows:
    return arranged([Key(text=reader.text(key), data=data) for key, data in buttons.items()])


# -- what the partner goes on with


@dataclass(frozen=True, slots=True, kw_only=True)
class _Blanking:
    """What is taken out of somebody's messages: ``name``, and every quote but their ``own`` words (None: no quote)."""

    name: re.Pattern[str]
    own: Collection[str] | None

    def html(self, html: str) -> str:
        parts = _QUOTE.split(html)
        return "".join(self._quote(part) if n % 2 else self._around(part) for n, part in enumerate(parts))

    def _quote(self, quote: str) -> str:
        start, end = quote.index(">") + 1, quote.rindex("<")
        kept = self.own is None or quote[start:end] in self.own
        return quote if kept else f"{quote[:start]}{BLANK}{quote[end:]}"

    def _around(self, html: str) -> str:
        return "".join(part if n % 2 else self.text(part) for n, part in enumerate(_TAG.split(html)))

    def text(self, html: str) -> str:
        return self.name.sub(BLANK, html)

    def label(self, text: str) -> str:
        return bare(self.text(plain(text)))

    def key(self, key: Key) -> Key:
        """Return a button without the name; what is labelled with somebody's own words may be of either."""
        return replace(key, text=BLANK if _OWN_IDEA.fullmatch(key.data) else self.label(key.text))

    def sheet(self, sheet: Sheet) -> Sheet:
        rows = tuple(tuple(self.key(key) for key in row) for row in sheet.rows)
        answer_to = self.label(sheet.answer_to) if sheet.answer_to is not None else None
        blank = replace(sheet, html=self.html(sheet.html), rows=rows, answer_to=answer_to)
        return blank if blank == sheet else replace(blank, blanked=True)


def _part(desk: Desk, person: Person) -> tuple[dict[int, str], list[Callable[[], None]]]:
    """Return what is left of the couples' conversations, and what is to be done once the person is gone."""
    left: dict[int, str] = {}
    resting: list[Callable[[], None]] = []
    for membership in desk.tx.account.memberships(person.id):
        couple = desk.tx.couples.get(membership.couple_id)
        assert couple is not None  # a membership's couple is in the same database
        cast, gone = desk.cast_of(couple), Partner(membership.partner)
        for stored in desk.tx.sessions.all_of(None, couple.id):
            left[stored.id] = to_json(from_json(stored.body).without(gone))
        for partner in [one for who, one in cast.people.items() if who is not gone]:
            own = _words_of(desk, (partner.id,))
            blanking = _Blanking(name=_word(_names(desk, person, partner)), own=own)
            _blank(desk, partner, blanking, membership.created_at, membership.ended_at)
            if not couple.ended:
                resting.append(_rest(desk, cast, partner))
        if len(cast.people) == 1:
            groups.let_go(desk, couple)
    _blank_invitations(desk, person)
    _blank_carried(desk, person)
    return left, resting


def _rest(desk: Desk, cast: Cast, partner: Person) -> Callable[[], None]:
    """Return what lets the programme rest for who stays: the words, the place and the time of any other rest."""
    part = cast.part_of(partner)
    assert part is not None and cast.couple is not None  # noqa: PT018 -- the partner is one of these two
    programme = desk.programme(cast.couple)
    where = Address(chat=cast.group) if cast.group is not None else private(partner)
    text = desk.reader(cast, None if cast.group is not None else part).text("programme-resting")

    def then() -> None:
        stored = desk.tx.sessions.get(programme.id) if programme else None
        if stored is None:
            return
        session = from_json(stored.body)
        call(desk, stored, "rest", part)
        if session.at(part).state == "resting":
            return
        if desk.woken is not None:
            tray.lay_notice(desk, partner, "programme-resting", timely=False)
        else:
            send(desk, where, Sheet(html=plain(text)))

    return then


def _blank_carried(desk: Desk, person: Person) -> None:
    """Take the person's words out of what those were shown who went on after a new account had taken their place."""
    heirs = list(_heirs(desk, person))
    left = [one for one in desk.tx.account.memberships(person.id) if one.ended_at] if heirs else []
    readers = {*heirs, *_members(desk, left[-1].couple_id)} - {person.id} if left else set()
    for reader in filter(None, map(desk.tx.people.get, readers)):
        others = {one for it in desk.tx.account.memberships(reader.id) for one in _members(desk, it.couple_id)}
        own = _words_of(desk, {reader.id, *others} - {person.id})
        _blank(desk, reader, _Blanking(name=_word(()), own=own), left[-1].ended_at or desk.now, None)


def _heirs(desk: Desk, person: Person) -> Iterator[int]:
    """Yield the new account that has taken a person's place, the one that has taken that one's, and so on."""
    heir = desk.tx.people.get(person.settings.heir or 0)
    if heir is not None:
        yield heir.id
        yield from _heirs(desk, heir)


def _members(desk: Desk, couple_id: int) -> tuple[int, ...]:
    couple = desk.tx.couples.get(couple_id)
    return tuple(couple.members.values()) if couple is not None else ()


def _words_of(desk: Desk, people: Collection[int]) -> set[str]:
    return {plain(str(loads(answer.body)["text"])) for one in people for answer in desk.tx.account.answers(one)}


def _blank_invitations(desk: Desk, person: Person) -> None:
    """Take the name out of what those who followed an invitation were shown of it."""
    for invitation in desk.tx.account.invitations(person.id):
        follower = desk.tx.people.get(invitation.used_by) if invitation.used_by is not None else None
        if follower is not None:
            blanking = _Blanking(name=_word(_names(desk, person, follower)), own=None)
            _blank(desk, follower, blanking, invitation.created_at, invitation.expires_at)
            _forget_inviter(desk, follower, person)


def _blank(desk: Desk, partner: Person, blanking: _Blanking, since: datetime, until: datetime | None) -> None:
    """Take the person out of all that is kept of what somebody was shown meanwhile, and of what waits for them."""
    for message in desk.tx.account.queued(partner.telegram_id):
        if message.body and _within(message.created_at, since, until):
            sheet = unpacked(message.body)
            blank = blanking.sheet(sheet)
            if blank != sheet:
                desk.tx.shown.rewrite(
                    message.id, packed(blank), person_id=message.person_id, couple_id=message.couple_id
                )
    waiting = [(row, str(params.get("text", ""))) for row, params in desk.tx.account.unsent(partner.telegram_id)]
    desk.tx.account.drop_unsent([row for row, html in waiting if blanking.html(html) != html])


def _within(moment: datetime, since: datetime, until: datetime | None) -> bool:
    return since <= moment and (until is None or moment <= until)


def _word(names: Collection[str]) -> re.Pattern[str]:
    words = "|".join(re.escape(plain(name)) for name in sorted(names, key=len, reverse=True) if name)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else re.compile("(?!)")


def _names(desk: Desk, person: Person, reader: Person) -> set[str]:
    """Return the names that somebody may have read of the person: today's, and the one that invited them."""
    return {person.name, *(str(session.memory["inviter"]) for _, session in _invited(desk, person, reader))}


def _forget_inviter(desk: Desk, follower: Person, person: Person) -> None:
    """Take the name of who invited out of the follower's Welcome."""
    for row, session in _invited(desk, person, follower):
        desk.tx.account.rewrite_session(row, follower.id, to_json(session.remember(inviter=BLANK)))


def _invited(desk: Desk, person: Person, follower: Person) -> list[tuple[int, Session]]:
    """Return the conversations that somebody began by an invitation of the person's, whatever their name was then."""
    sessions = [(stored.id, from_json(stored.body)) for stored in desk.tx.sessions.all_of(follower.id, None)]
    links = [
        (row, session, desk.tx.invitations.by_hash(str(session.memory.get("invitation", ""))))
        for row, session in sessions
    ]
    return [(row, session) for row, session, link in links if link is not None and link.person_id == person.id]
