"""What came up by itself waits here until its reader opens it: kept records, for one person or for both in their group.

Nothing in here holds words of people: it names texts and numbers of answers, and is told only when it is opened. What
cannot be read or told is put aside (see ``bot.clerk``), so that it keeps nobody from all the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pydantic import TypeAdapter

from bot.desk import Cast, Desk
from bot.store.transaction import Transaction
from bot.store.values import Person, StoredSession
from flows.engine.effects import Say, Show
from flows.engine.frozen import replace
from flows.engine.session import Partner, Seen, Session

TRAY, ASIDE = "tray", "put aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that was not told yet.

    ``said`` is told to ``reader`` (None: to both, where their group is); a question of ``turn`` is shown where there is
    nothing that was said. ``notice`` is a text that belongs to no conversation. ``absent``: it means something only
    while they give no sign of life, so they are nudged for it once, and not after one; it can be read all the same.
    ``row`` is the id of the record that it was read from.
    """

    kind: str
    since: datetime
    session_id: int | None = None
    reader: Partner | None = None
    said: Say | None = None
    turn: int = 0
    notice: str = ""
    timely: bool = False
    absent: bool = False
    row: int = field(default=0, compare=False)


_ITEM = TypeAdapter(Item)


def lay(desk: Desk, stored: StoredSession, session: Session, cast: Cast, effect: Say | Show) -> None:
    """Put what a timer has to say where its readers will find it, and see to it that they learn of it some day."""
    woken = desk.woken
    assert woken is not None  # else it is said at once
    item = Item(kind=woken.kind, since=desk.now, session_id=stored.id, timely=woken.timely)
    readers = session.members if effect.to is None else (effect.to,)
    people = {to: cast.people[to] for to in readers if to in cast.people}  # whoever was erased has left an empty seat
    if isinstance(effect, Say) and effect.seen is Seen.SHARED and cast.group is not None:
        assert cast.couple is not None  # a group has a couple
        _add(desk, replace(item, said=effect), couple_id=cast.couple.id)
        people = {**cast.people}
    else:
        for to, person in people.items():
            what = {"said": effect} if isinstance(effect, Say) else {"turn": session.at(to).turn}
            _add(desk, replace(item, reader=to, **what), person_id=person.id)
    for person in people.values():
        look_soon(desk, person)


def lay_notice(desk: Desk, person: Person, key: str, *, timely: bool = True) -> None:
    """Put a text for one person there that belongs to no conversation."""
    _add(desk, Item(kind="step", since=desk.now, notice=key, timely=timely), person_id=person.id)
    look_soon(desk, person)


def lay_warning(desk: Desk, person: Person, key: str, number: int) -> None:
    """Put a text there for somebody who has been away for long; the next one takes its place."""
    item = Item(kind="keeping", since=desk.now, notice=key, turn=number, absent=True)
    _add(desk, item, person_id=person.id)
    look_soon(desk, person)


def look_soon(desk: Desk, person: Person, after: timedelta = timedelta(0)) -> None:
    desk.tx.timers.bring_forward(desk.now + after, person.id)


def lies(desk: Desk, person: Person) -> list[Item]:
    """Return what waits for a person, oldest first, also what is for both in their group."""
    return sorted((item for owner in _owners(desk, person) for item in _all(desk, owner)), key=lambda item: item.since)


@contextmanager
def at(desk: Desk, row: int) -> Iterator[None]:
    """Work with one record of a tray; a bug that is met there leaves behind which one it was."""
    before, desk.reading = desk.reading, row
    yield
    desk.reading = before


def put_aside(tx: Transaction, row: int) -> bool:
    """Take a record out of the tray it lies in, and keep it; False where it lies in none."""
    return tx.records.rename(row, ASIDE)


def take(desk: Desk, person: Person, which: Callable[[Item], bool]) -> list[Item]:
    """Take out what ``which`` says, oldest first, and leave the rest."""
    taken: list[Item] = []
    for owner in _owners(desk, person):
        items = _all(desk, owner)
        chosen = []
        for item in items:
            with at(desk, item.row):
                chosen += [item] if which(item) else []
        if chosen:
            desk.tx.records.remove(TRAY, **owner)
            for item in items:
                if item not in chosen:
                    _keep(desk, item, **owner)
            taken += chosen
    return sorted(taken, key=lambda item: item.since)


def _owners(desk: Desk, person: Person) -> list[dict[str, int]]:
    couple = desk.tx.couples.of(person.id)
    return [{"person_id": person.id}, *([{"couple_id": couple.id}] if couple else [])]


def _all(desk: Desk, owner: dict[str, int]) -> list[Item]:
    items: list[Item] = []
    for row, opened in desk.tx.records.numbered(TRAY, **owner):
        with at(desk, row):
            items.append(replace(_ITEM.validate_json(opened()), row=row))
    return items


def _add(desk: Desk, item: Item, *, person_id: int | None = None, couple_id: int | None = None) -> None:
    """Keep an item; what says the same as one that waits already takes its place, and is no newer than that."""
    owner = {name: one for name, one in (("person_id", person_id), ("couple_id", couple_id)) if one is not None}
    items = _all(desk, owner)
    same = next((one for one in items if replace(one, since=item.since, turn=item.turn) == item), None)
    if same is not None:
        desk.tx.records.remove(TRAY, **owner)
        for one in items:
            if one is not same:
                _keep(desk, one, **owner)
        item = item if item.turn != same.turn else replace(item, since=same.since)
    _keep(desk, item, **owner)


def _keep(desk: Desk, item: Item, *, person_id: int | None = None, couple_id: int | None = None) -> None:
    body = _ITEM.dump_json(item, exclude_defaults=True, exclude={"row"}).decode()
    desk.tx.records.keep(TRAY, body, now=desk.now, person_id=person_id, couple_id=couple_id)
