"""What one transaction works with: the store, the moment, who is who, and what is to be done after the commit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import lru_cache

from bot.knowing import facts, programme_among
from bot.press import carried
from bot.screen import Reader
from bot.shelf import FLOWS, from_json
from bot.store.transaction import Transaction
from bot.store.values import Couple, Person, Post, StoredSession
from bot.texts import Argument, Texts
from flows.engine.frozen import replace
from flows.engine.session import Facts, Partner, Session
from flows.programme import at_rest, running, stands_still
from flows.schedule import EVERY_DAY, Cadence, Plan, QuietHours, is_quiet

ENOUGH, ENOUGH_FOR_HELP = 20, 40
"""So many messages may wait for a chat before pages and refusals are added to them no more. Where more wait than the
second, even help is not added twice; once it always is, so that nothing keeps it from being shown (S2)."""
PARTNERS = {partner.value: partner for partner in Partner}


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What stays the same from one transaction to the next. ``seed`` and ``token`` are chance, handed in.

    ``host`` is who runs this copy, empty if they did not say. ``reports`` is what the world does when a
    conversation reports something, by the report's name. After ``inactive_days`` without a sign of life somebody is
    erased; 0: never.
    """

    texts: Texts
    host: str
    username: str
    seed: Callable[[], int]
    token: Callable[[], str]
    reports: Mapping[str, Callable[..., None]]
    inactive_days: int = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Whose conversation it is. ``group`` is the chat of a couple that is alone there, None otherwise.

    ``apart``: their clocks may show different times.
    """

    couple: Couple | None
    people: Mapping[Partner, Person]
    names: Mapping[Partner, str] = field(init=False)
    apart: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", {partner: person.name for partner, person in self.people.items()})
        zones = {person.settings.zone or "UTC" for person in self.people.values()}
        object.__setattr__(self, "apart", len(zones) > 1)

    @property
    def group(self) -> int | None:
        return self.couple.group_chat if self.couple and self.couple.group_alone else None

    def part_of(self, person: Person) -> Partner | None:
        for partner, one in self.people.items():
            if one.id == person.id:
                return partner
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Woken:
    """What a timer began: of which ``kind`` it is, and whether it was set for just now by the two themselves."""

    kind: str
    timely: bool = False


@dataclass(slots=True, kw_only=True)
class Desk:
    """One transaction. ``toast`` answers the press that is handled; ``direct`` are calls that are never stored.

    ``actor`` is the person whose update it is, None for a timer. ``pressed`` is the message under whose button
    it was pressed. ``erased``: words were deleted, and no file may go on holding them. ``woken``: nobody asked for what
    happens now, so whatever is to be said waits in the tray. ``reading`` is the record of a tray that is worked with.
    """

    tx: Transaction
    now: datetime
    house: House
    toast: str = ""
    actor: int | None = None
    pressed: int | None = None
    erased: bool = False
    woken: Woken | None = None
    reading: int | None = None
    direct: list[Post] = field(default_factory=list)

    def silent(self, person_id: int | None) -> bool:
        """Say whether a message should make no sound: it is their quiet time, and not they who wrote just now."""
        person = self.tx.people.get(person_id) if person_id is not None and person_id != self.actor else None
        if person is None:
            return False
        wishes = person.settings
        return _is_quiet(wishes.zone or "UTC", wishes.quiet_from, wishes.quiet_to, self.now)

    def carried(self, kind: str, session_id: int, partner: Partner, number: int, *, own: int = 0) -> str:
        """Return what a button carries (see ``bot.press``)."""
        return carried(self.tx.keys.veil().hide, kind, session_id, partner, number, own=own)

    def is_flooded(self, chat: int, *, help_: bool = False) -> bool:
        """Say whether so much waits for a chat that another page or refusal would only come late.

        Somebody writes faster than Telegram lets answers be sent, on purpose or since the line was down. What they do
        counts all the same.
        """
        most = ENOUGH_FOR_HELP if help_ else ENOUGH
        return self.tx.outbox.queued(chat, most) >= most

    def cast(self, stored: StoredSession) -> Cast:
        """Return who takes part in a session."""
        if stored.couple_id is not None:
            known: Cast | None = self.tx.seen.get("cast", stored.couple_id)
            if known is not None:
                return known
            couple = self.tx.couples.get(stored.couple_id)
            assert couple is not None  # a session's couple is in the same database
            return self.cast_of(couple)
        assert stored.person_id is not None  # a session has one owner
        person = self.tx.people.get(stored.person_id)
        assert person is not None
        return Cast(couple=None, people={Partner.A: person})

    def cast_with_partner(self, stored: StoredSession) -> Cast:
        """Return who takes part in a private session, and their partner as B while there is one to be told things."""
        alone = self.cast(stored)
        me = alone.people[Partner.A]
        cast = self.cast_for(me)
        mine = cast.part_of(me) or Partner.A
        programme = self.programme(cast.couple) if cast.couple else None
        if programme is None or at_rest(from_json(programme.body)):
            return alone
        people = {Partner.A: me, Partner.B: other} if (other := cast.people.get(mine.other)) else alone.people
        return Cast(couple=cast.couple, people=people)

    def cast_of(self, couple: Couple) -> Cast:
        cast: Cast | None = self.tx.seen.get("cast", couple.id)
        if cast is None or cast.couple is not couple:
            found = {PARTNERS[name]: self.tx.people.get(person_id) for name, person_id in couple.members.items()}
            cast = Cast(couple=couple, people={partner: one for partner, one in found.items() if one})
            if self.tx.couples.get(couple.id) is couple:
                self.tx.seen.put("cast", couple.id, cast)
        return cast

    def cast_for(self, person: Person) -> Cast:
        """Return the couple that ``person`` is in, or the person alone."""
        couple = self.tx.couples.of(person.id)
        return self.cast_of(couple) if couple else Cast(couple=None, people={Partner.A: person})

    def programme(self, couple: Couple) -> StoredSession | None:
        """Return the couple's way through the steps, None when it has ended."""
        return programme_among(self.tx.sessions.open_of(None, couple.id))

    def talk(self, couple: Couple) -> StoredSession | None:
        """Return the conversation that the couple is at, None if there is none: the newest that stands not aside."""
        return _talk(self.tx.sessions.open_of(None, couple.id))

    def aside(self, couple: Couple) -> list[StoredSession]:
        """Return the conversations that go on beside the talk, newest first."""
        sessions = self.tx.sessions.open_of(None, couple.id)
        return [one for one in sessions if one.flow != "programme" and from_json(one.body).aside]

    def held(self, stored: StoredSession) -> bool:
        """Say whether a joint conversation stands still: paused, resting, in a time-out, beneath another, or over."""
        if stored.couple_id is None or stored.flow == "programme":
            return False
        sessions = self.tx.sessions.open_of(None, stored.couple_id)
        programme, couple = programme_among(sessions), self.tx.couples.get(stored.couple_id)
        if couple is None or programme is None or len(couple.members) < len(PARTNERS):
            return True  # whoever was erased has left an empty seat: nothing joint can go on
        if from_json(stored.body).aside:
            return FLOWS[stored.flow].rests and stands_still(from_json(programme.body))
        talk = _talk(sessions)
        return not _runs(programme.body) or talk is None or talk.id != stored.id

    def at_rest(self, stored: StoredSession) -> bool:
        """Say whether nothing unasked may come from a conversation of two: their programme rests or stands still."""
        couple = self.tx.couples.get(stored.couple_id) if stored.couple_id is not None else None
        programme = self.programme(couple) if couple else None
        return couple is not None and (programme is None or at_rest(from_json(programme.body)))

    def session(self, stored: StoredSession) -> Session:
        """Return a session with what its flow knows from beyond it."""
        session = from_json(stored.body)
        known = self.known(stored.flow, stored.person_id, stored.couple_id)
        return replace(session, known=known) if known else session

    def known(self, flow: str, person_id: int | None, couple_id: int | None) -> dict[str, Facts]:
        """Return what a flow reads from beyond it, for this person or couple."""
        found = {name: facts(self.tx, name, person_id, couple_id) for name in FLOWS[flow].reads}
        return {name: one for name, one in found.items() if one}

    def reader_of(self, person: Person) -> Reader:
        """Return who reads what belongs to no conversation."""
        cast = self.cast_for(person)
        return self.reader(cast, cast.part_of(person))

    def reader(self, cast: Cast, me: Partner | None, session: Session | None = None, **extra: Argument) -> Reader:
        """Return who reads; in a group (``me`` None) in the language and zone of the first one there."""
        settings = (cast.people.get(me or Partner.A) or next(iter(cast.people.values()))).settings
        names = cast.names
        if session and "partner" in session.known:
            me_there = next(iter(cast.people.values()))
            around = self.cast_for(me_there)
            other = next((one.name for one in around.people.values() if one.id != me_there.id), "")
            names = {**names, Partner.B: other}
        if session and "inviter" in session.memory:
            names = {**names, Partner.B: str(session.memory["inviter"])}
        return Reader(
            texts=self.house.texts,
            language=settings.language,
            zone=settings.zone or "UTC",
            now=self.now,
            names=names,
            me=me,
            speaker=session.speaker if session else Partner.A,
            host=self.house.host,
            extra=extra,
            together=me is None,
            apart=cast.apart,
        )


def _talk(sessions: Sequence[StoredSession]) -> StoredSession | None:
    for one in sessions:
        if one.flow != "programme" and not from_json(one.body).aside:
            return one
    return None


@lru_cache(maxsize=1024)  # a programme stays as it is for many updates
def _runs(programme: str) -> bool:
    return running(from_json(programme))


@lru_cache(maxsize=256)  # all that happens in one batch has one moment
def _is_quiet(zone: str, start: str, end: str, now: datetime) -> bool:
    return is_quiet(Plan(zone=zone, quiet=_hours(start, end)), now)


def _hours(start: str, end: str) -> QuietHours:
    return QuietHours(time.fromisoformat(start), time.fromisoformat(end))


def plan(person: Person) -> Plan:
    """Return a person's wishes about when they may be written to."""
    one = person.settings
    return _plan(one.zone or "UTC", (one.quiet_from, one.quiet_to), one.nudges, one.nudge_at, one.nudge_days)


@lru_cache(maxsize=1024)  # most people wish for the same
def _plan(zone: str, quiet: tuple[str, str], nudges: Cadence, at: str, days: str) -> Plan:
    return Plan(
        zone=zone,
        quiet=_hours(*quiet),
        nudges=nudges,
        at=time.fromisoformat(at) if at else None,
        days=frozenset(map(int, days)) or EVERY_DAY,
    )
