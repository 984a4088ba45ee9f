"""Which calls may start: none to a chat whose last one is under way, none too fast, none while somebody must pause.

A process that is alone knows that by itself (``Alone``). Workers on one PostgreSQL have all of it in one row
(``Together``): whoever looks what is to be sent takes the row, reads the outbox, says in the row what it starts, and
commits that with what came of its earlier calls. So the looks of all workers are one after another, each sees what the
one before it has left, and for one look there is no difference between the two: what holds for one process (order
within a chat, Telegram's limits) holds for all of them together. Calls of a worker that is gone are taken for over.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from msgspec import Struct

from bot.config import Limits
from bot.outcomes import Verdict
from bot.pace import Pace, Pauses, moment, number
from bot.store import Presence, Transaction
from bot.store.tables import EPOCH
from bot.store.values import Waiting
from bot.verdict import Flooded
from flows.engine.frozen import replace

FORM = 1
"""Of what stands in the row about pace and pauses. Where another version left another form, workers begin with none."""
AT_ONCE = 64  # calls under way, of different chats, of one process
AGREE = timedelta(seconds=1)
"""So far the workers' clocks may be apart. By more than that a clock is behind only if it was set back."""
LOOK_AGAIN = timedelta(seconds=1)
"""How often a worker looks what another one has left that is gone."""
HALF_A_WAY = timedelta(milliseconds=50)
"""How soon it looks again where all that may be under way is under way, at others too."""
AFTER_OTHERS = timedelta(milliseconds=200)
"""How long it leaves it to the worker who started the last call to start the next."""


class Ended(Struct, frozen=True, kw_only=True):
    """A call that is over; ``took`` is how long it was on its way, if Telegram did what it asked for."""

    row: Waiting
    verdict: Verdict
    at: datetime
    took: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When a look is made, by a process with calls to the chats ``mine`` under way, ``ended`` being over."""

    now: datetime
    mine: frozenset[int]
    ended: tuple[Ended, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What may start: ``room`` calls, ``nudges`` of them nudges, of no chat in ``skip``.

    Of these, the chats in ``held`` must wait, and until when (None: until a call under way ends).
    """

    room: int
    nudges: int
    skip: Collection[int]
    held: Mapping[int, datetime | None]


class Traffic:
    """What is known of calls that were made, and the rules that follow from it."""

    def __init__(self, limits: Limits) -> None:
        self.pace = Pace(limits)
        self.pauses = Pauses()

    def view(self, now: datetime, busy: Collection[int], own: int) -> View:
        """Return what may start while calls to ``busy`` chats are under way, ``own`` of them this process's."""
        held = self.pace.held(now) | self.pauses.held(now)
        room = 0 if self.pauses.all(now) else min(AT_ONCE - own, self.pace.room(now))
        return View(room=room, nudges=self.pace.nudges(now), skip=busy | held.keys(), held=held)

    def set_back(self, by: timedelta) -> None:
        """Reckon by a clock that was set back."""
        self.pace.set_back(by)
        self.pauses.set_back(by)

    def start(self, rows: Iterable[Waiting], now: datetime) -> None:
        for row in rows:
            self.pace.start(row.chat, now)

    def end(self, ended: Ended) -> None:
        self.pace.finish(ended.row.chat, ended.at, ended.took)
        if isinstance(ended.verdict, Flooded):
            self.pace.refused()
        self.pauses.note(ended.row.chat, ended.verdict, ended.at)

    def next_moment(self, now: datetime, view: View, *, nudges: bool) -> datetime | None:
        """Return when more may start than may now; ``nudges``: some were left out of what was in view."""
        nudge = self.pace.next_nudge() if nudges else None
        waits = [nudge, self.pauses.all(now), self.pace.opens(now), *view.held.values()]
        return min((at for at in waits if at is not None and at > now), default=None)


class Places(Protocol):
    """Hands out places for calls: within a look, ``view``, then ``take``; after its commit, ``settle``."""

    def ended(self, ended: Ended) -> None:
        """Hear of a call that is over, as soon as it is; the next look is told of it too."""

    def passing(self, chat: int, now: datetime) -> None:
        """Hear of a call that waits for nothing; what is in the outbox waits for it."""

    def passed(self, chat: int, began: datetime, now: datetime) -> None:
        """Hear that it is over."""

    def set_back(self, by: timedelta) -> None:
        """Hear that this process's clock was set back: nobody is to wait until it is that late once more."""

    def view(self, tx: Transaction, at: Moment) -> View:
        """Return what may start; what waits in the outbox for a moment by an older clock waits no longer for it."""

    def take(self, tx: Transaction, rows: list[Waiting], *, nudges: bool) -> None:
        """Start calls that were in view; ``nudges``: some were left out."""

    def settle(self) -> datetime | None:
        """Return when to look again, what was taken being committed."""


class Alone:
    """One process, which starts a call only once its look is committed."""

    def __init__(self, limits: Limits) -> None:
        self._traffic = Traffic(limits)
        self._back = self._seen_to = timedelta()  # by how much the clock was set back, and how much of it is seen to
        self._first = True

    def set_back(self, by: timedelta) -> None:
        self._traffic.set_back(by)
        self._back += by

    def ended(self, ended: Ended) -> None:
        self._traffic.end(ended)

    def passing(self, chat: int, now: datetime) -> None:
        self._traffic.pace.start(chat, now)

    def passed(self, chat: int, began: datetime, now: datetime) -> None:  # noqa: ARG002 -- others need it
        self._traffic.pace.finish(chat, now)

    def view(self, tx: Transaction, at: Moment) -> View:
        if self._first:
            tx.outbox.try_again()
        elif self._back > self._seen_to:
            tx.outbox.set_back(self._back - self._seen_to)
        self._until = self._back
        self._now, self._view = at.now, self._traffic.view(at.now, at.mine, len(at.mine))
        return self._view

    def take(self, tx: Transaction, rows: list[Waiting], *, nudges: bool) -> None:  # noqa: ARG002 -- others need it
        self._rows, self._nudges = rows, nudges

    def settle(self) -> datetime | None:
        self._first, self._seen_to = False, self._until
        self._traffic.start(self._rows, self._now)
        return self._traffic.next_moment(self._now, self._view, nudges=self._nudges)


@dataclass(slots=True)
class _Known:
    """What the workers know together; ``last`` is who has started the last call.

    ``at`` is the latest moment by which they reckoned; None if none did yet.
    """

    traffic: Traffic
    under_way: dict[int, set[int]]
    last: int
    at: datetime | None

    def end(self, worker: int, now: datetime) -> None:
        """Take all calls of this worker for over now."""
        for chat in self.under_way.pop(worker, ()):
            self.traffic.pace.finish(chat, now)


class Together:
    """One of several workers. What it has under way stands in the row under its number."""

    def __init__(self, limits: Limits, presence: Presence) -> None:
        self._limits = limits
        self._presence = presence
        self._listed = 0  # as whom it has committed what it has under way
        self._passed: list[tuple[int, datetime, datetime]] = []

    def set_back(self, by: timedelta) -> None:
        """Do nothing yet: what is known together tells the next look by how much."""

    def ended(self, ended: Ended) -> None:
        """Say nothing yet: that the chat is free may be known only together with what came of the call."""

    def passing(self, chat: int, now: datetime) -> None:
        """Say nothing yet: nobody could take it for over if this worker died."""

    def passed(self, chat: int, began: datetime, now: datetime) -> None:
        self._passed.append((chat, began, now))

    def view(self, tx: Transaction, at: Moment) -> View:
        self._at, self._me = at, self._presence.number
        known = self._known = _read(tx.sending.take(), self._limits)
        _reckon(known, tx, at.now)
        for worker in set(known.under_way) - {self._me, self._listed}:
            if tx.sending.is_gone(worker):
                known.end(worker, at.now)
        self._tell(known, at)
        others = frozenset[int]().union(*known.under_way.values())
        self._view = known.traffic.view(at.now, at.mine | others, len(at.mine))
        return self._view

    def _tell(self, known: _Known, at: Moment) -> None:
        """Bring what stands there of this worker up to date; whoever took it for gone has ended all of that."""
        listed = known.under_way.pop(self._listed, set()) | known.under_way.pop(self._me, set())
        for one in at.ended:
            ended = replace(one, at=min(one.at, at.now))  # the clock may have been set back since
            if ended.row.chat in listed:
                listed.discard(ended.row.chat)
                known.traffic.end(ended)
            else:
                known.traffic.pauses.note(ended.row.chat, ended.verdict, ended.at)
        for chat in listed - at.mine:  # its start was committed, which nobody knew
            known.traffic.pace.finish(chat, at.now)
        for chat in at.mine - listed:
            known.traffic.pace.start(chat, at.now)
        self._told = len(self._passed)
        for chat, began, now in self._passed[: self._told]:
            known.traffic.pace.start(chat, min(began, at.now))
            known.traffic.pace.finish(chat, min(now, at.now))

    def take(self, tx: Transaction, rows: list[Waiting], *, nudges: bool) -> None:
        known, now = self._known, self._at.now
        known.traffic.start(rows, now)
        known.under_way[self._me] = {*self._at.mine, *(row.chat for row in rows)}
        if rows:
            known.last = self._me
        self._next = self._soonest(known, known.traffic.next_moment(now, self._view, nudges=nudges))
        tx.sending.keep(_written(known))

    def _soonest(self, known: _Known, moment: datetime | None) -> datetime:
        now, again = self._at.now, self._at.now + LOOK_AGAIN
        if moment is None and known.traffic.pace.room(now) <= 0:
            moment = now + HALF_A_WAY
        if moment is not None and known.last != self._me:
            moment = max(moment, now + AFTER_OTHERS)
        return again if moment is None else min(moment, again)

    def settle(self) -> datetime | None:
        self._listed = self._me
        del self._passed[: self._told]
        return self._next


def _read(state: str, limits: Limits) -> _Known:
    traffic = Traffic(limits)
    if not state:
        return _Known(traffic, {}, 0, None)
    kept = json.loads(state)
    under_way = {int(worker): set(chats) for worker, chats in kept["under_way"].items()}
    busy = [chat for chats in under_way.values() for chat in chats]
    if kept["form"] == FORM:
        traffic.pace.take(kept["pace"], busy)
        traffic.pauses.take(kept["pauses"])
    else:
        for chat in busy:
            traffic.pace.start(chat, EPOCH)
    return _Known(traffic, under_way, kept["last"], moment(kept["at"]))


def _reckon(known: _Known, tx: Transaction, now: datetime) -> None:
    """Go by this clock from here on, and where it was set back, let nobody wait until it is that late once more."""
    if known.at is None:
        tx.outbox.try_again()
    elif known.at - now > AGREE:
        known.traffic.set_back(known.at - now)
        tx.outbox.set_back(known.at - now)
        known.at = now
    known.at = max(known.at or now, now)


def _written(known: _Known) -> str:
    kept = {
        "form": FORM,
        "under_way": {worker: sorted(chats) for worker, chats in known.under_way.items() if chats},
        "last": known.last,
        "at": None if known.at is None else number(known.at),
        "pace": known.traffic.pace.to_json(),
        "pauses": known.traffic.pauses.to_json(),
    }
    return json.dumps(kept, separators=(",", ":"))
