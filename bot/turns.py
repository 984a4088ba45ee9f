"""One event -> one step -> one saved session: answers, timers, settings and messages in the same transaction."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import assert_never

from msgspec import Struct, field, json

from bot import delivery, papers, tray
from bot.desk import Cast, Desk
from bot.shelf import FLOWS, Shelved, from_json, record_to_json, to_json
from bot.store.values import Person, StoredSession
from flows.engine.effects import Close, Effect, Forget, Keep, Print, Record, Report, Say, Set, Show, Wake
from flows.engine.events import Called, Event, Words
from flows.engine.frozen import replace
from flows.engine.moving import Outcome, closing, gets_out
from flows.engine.prompt import prompt
from flows.engine.refusal import Reason, Refused
from flows.engine.script import Expects
from flows.engine.script import Words as AskedWords
from flows.engine.session import Partner, Session
from flows.engine.step import start, step
from flows.hints import apology_hint, blame_hint
from flows.schedule import Cadence
from flows.zone_countries import country_of_zone


class Turn(Struct, frozen=True, kw_only=True):
    """One session at the moment that something happens in it. ``kept`` collects which answers got words."""

    desk: Desk
    stored: StoredSession
    session: Session
    cast: Cast
    kept: list[int] = field(default_factory=list)


PRESENT = timedelta(hours=1)
"""So long after somebody has changed what they wish for they are taken to be there, and need no nudge."""

CADENCES: dict[str, Cadence] = {"none": "none", "few": "few", "some": "some"}


def begin(
    desk: Desk,
    flow: str,
    *,
    person: Person | None = None,
    couple_id: int | None = None,
    at: str | None = None,
    memory: dict[str, int | str] | None = None,
    seed: int | None = None,
) -> StoredSession:
    """Start a conversation of a person or a couple, and show its first prompts; ``seed`` is drawn if None."""
    known = desk.known(flow, person.id if person else None, couple_id)
    seed = desk.house.seed() if seed is None else seed
    outcome = start(FLOWS[flow], seed=seed, now=desk.now, at=at, memory=memory, known=known)
    body = to_json(outcome.session)
    stored = desk.tx.sessions.add(flow, person.id if person else None, couple_id, body, desk.now)
    desk.tx.shown.begun(stored.id, outcome.session.members)
    _carry_out(Turn(desk=desk, stored=stored, session=outcome.session, cast=desk.cast(stored)), outcome)
    return stored


def apply(desk: Desk, stored: StoredSession, event: Event) -> list[int]:
    """Let an event happen in a session, and return the numbers of the answers whose words it kept.

    Raises:
        Refused: the event is not legal here and now; nothing has changed.
    """
    before = desk.session(stored)
    outcome = step(FLOWS[stored.flow], before, event, desk.now)
    session = outcome.session
    if session is not before:
        body, ended = to_json(session, instead_of=stored.body), session.ended is not None
        stored = desk.tx.sessions.save(stored, body, desk.now, finished=ended)
    turn = Turn(desk=desk, stored=stored, session=session, cast=desk.cast(stored))
    _carry_out(turn, outcome)
    delivery.opened(desk, stored, before, session)
    if session.ended is not None and before.ended is None:
        _finished(turn)
    return turn.kept


def happen(desk: Desk, stored: StoredSession, event: Event) -> None:
    """Let something that a person did happen in a session, unless it is over, or stands still and is no way out of it.

    Raises:
        Refused: it is, or the event is not legal here and now.
    """
    if stored.finished:
        raise Refused(Reason.STALE)
    if desk.held(stored) and not _gets_out(desk, stored, event):
        raise Refused(Reason.RESTING)
    apply(desk, stored, event)


def _gets_out(desk: Desk, stored: StoredSession, event: Event) -> bool:
    """Say whether somebody gets out of something, which both are told: so both must still be there."""
    session = from_json(stored.body)
    there = len(desk.cast(stored).people) == len(session.members)
    return there and gets_out(FLOWS[stored.flow], session, event)


def call(desk: Desk, stored: StoredSession, name: str, by: Partner) -> None:
    """Tell a session that something happened outside it.

    Raises:
        Refused: it means nothing there and then.
    """
    apply(desk, stored, Called(name=name, by=by))


def _finished(turn: Turn) -> None:
    desk, stored = turn.desk, turn.stored
    desk.tx.timers.clear(session_id=stored.id)
    couple = turn.cast.couple
    if couple is None:
        return
    if stored.flow == "programme":
        for talk in desk.tx.sessions.open_of(None, couple.id):
            break_off(desk, talk)
        desk.tx.couples.end(couple.id, desk.now)
    elif not turn.session.aside:
        _perform(turn, Report(name="step_done", by=Partner.A))


def break_off(desk: Desk, talk: StoredSession) -> None:
    """End a talk where it stands: its questions stay to be read, without buttons."""
    session = from_json(talk.body)
    for partner, position in session.positions.items():
        delivery.close(desk, talk, session, closing(FLOWS[talk.flow], partner, position.turn, position.state))
    desk.tx.sessions.save(talk, to_json(replace(session, ended="left")), desk.now, finished=True)
    desk.tx.timers.clear(session_id=talk.id)


def _carry_out(turn: Turn, outcome: Outcome) -> None:
    for effect in outcome.effects:
        _perform(turn, effect)


def _perform(turn: Turn, effect: Effect) -> None:
    desk, stored, session = turn.desk, turn.stored, turn.session
    match effect:
        case Say() | Show(redraw=False) if desk.woken is not None:
            tray.lay(desk, stored, session, delivery.cast_for(desk, stored, session, effect), effect)
        case Say():
            delivery.say(desk, stored, session, effect)
        case Show():
            delivery.show(desk, stored, session, effect)
        case Close():
            delivery.close(desk, stored, session, effect)
        case Keep():
            _keep(turn, effect)
        case Forget():
            desk.tx.answers.forget(stored.id, effect.n)
        case Wake():
            _wake(turn, effect)
        case Set():
            _set(turn, effect)
        case Report():
            desk.house.reports[effect.name](turn, effect)
        case Record():
            _record(turn, effect)
        case Print():
            papers.print_for(desk, stored, session, effect)
        case _:
            assert_never(effect)


def _keep(turn: Turn, effect: Keep) -> None:
    words = {"text": effect.words.text, "voice": effect.words.voice, "photo": effect.words.photo}
    body = json.encode({name: value for name, value in words.items() if value is not None}).decode()
    author = turn.cast.people[effect.by]
    turn.desk.tx.answers.keep(turn.stored.id, effect.n, author.id, body, turn.desk.now)
    turn.kept.append(effect.n)


def _record(turn: Turn, effect: Record) -> None:
    owner = {"person_id": turn.stored.person_id, "couple_id": turn.stored.couple_id}
    if not effect.adds:
        turn.desk.tx.records.remove(effect.name, **owner)
    body = record_to_json(Shelved(session_id=turn.stored.id, record=effect))
    turn.desk.tx.records.keep(effect.name, body, now=turn.desk.now, **owner)


def _wake(turn: Turn, effect: Wake) -> None:
    kind = "timely wake" if effect.timely else "gentle wake" if effect.gentle else "wake"
    turn.desk.tx.timers.set(
        kind,
        effect.at,
        session_id=turn.stored.id,
        partner=effect.by,
        turn=effect.entered,
        name=effect.name,
    )


def _set(turn: Turn, effect: Set) -> None:
    person = turn.cast.people[effect.to]
    settings = person.settings
    match effect.name:
        case "language":
            settings = replace(settings, language=effect.value)
        case "zone":
            settings = replace(settings, zone=effect.value, country=country_of_zone(effect.value))
        case "quiet":
            start_at, _, end_at = effect.value.partition("-")
            settings = replace(settings, quiet_from=start_at, quiet_to=end_at)
        case "nudges":
            settings = replace(settings, nudges=CADENCES[effect.value])
        case "nudge_at":
            settings = replace(settings, nudge_at=effect.value)
        case "nudge_days":
            settings = replace(settings, nudge_days=effect.value)
        case "nudges_off":
            settings = replace(settings, nudges_off=tuple(effect.value.split()))
        case "snooze":
            settings = replace(settings, snoozed=datetime.fromisoformat(effect.value))
        case "track":
            settings = replace(settings, track="joint" if effect.value == "joint" else "solo")
        case name:
            raise AssertionError(name)
    turn.desk.tx.people.settings(person.id, settings)
    tray.look_soon(turn.desk, person, PRESENT)


def show_again(desk: Desk, stored: StoredSession, partner: Partner) -> bool:
    """Send a partner's prompt once more in place of the old one; False where there is none to send.

    Where a timer began it the old one stays as it is: it is shown again when its reader comes.
    """
    session = desk.session(stored)
    flow = FLOWS[stored.flow]
    shown = prompt(flow, session, partner)
    if shown is None or desk.held(stored):
        return False
    if desk.woken is not None:
        tray.lay(desk, stored, session, desk.cast(stored), Show(to=partner))
        return True
    delivery.close(desk, stored, session, closing(flow, partner, shown.turn, shown.ask))
    delivery.show(desk, stored, session, Show(to=partner))
    return True


def hint_for(expects: Expects | None, words: Words, language: str) -> str | None:
    """Return a phrase in the words that may sound like blame, where what is asked for wants such hints."""
    match expects:
        case AskedWords(hints="blame"):
            return blame_hint(words.text, language)
        case AskedWords(hints="apology"):
            return apology_hint(words.text, language)
        case _:
            return None
