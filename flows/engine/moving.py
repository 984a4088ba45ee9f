"""Moves partners along the rows: one trigger, then whatever passes by itself, then the prompts that are new."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from flows.engine.effects import Close, Effect, Record, Report, Show
from flows.engine.events import Called, Chose, Event, Woke
from flows.engine.frozen import replace_struct
from flows.engine.machine import chosen_row
from flows.engine.prompt import Outline, outline
from flows.engine.refusal import Reason, Refused
from flows.engine.script import EACH, Ask, End, Flow, Fork, Meet, Move, Scene
from flows.engine.session import Partner, Position, Seen, Session, may_see

Outlines: TypeAlias = dict[Partner, Outline | None]

MOST_PASSES = 64
"""More moves than that without anybody acting is a flow that runs in a circle."""


class Outcome(Struct, frozen=True, kw_only=True):
    """The session after an event, and what the shell is to do, in this order."""

    session: Session
    effects: tuple[Effect, ...] = ()


def fire(flow: Flow, scene: Scene, trigger: str) -> Scene:
    """Take the move for ``trigger`` and all that follows by itself.

    Raises:
        Refused: no row allows it.
    """
    row = chosen_row(flow, scene.session.at(scene.by).state, trigger, scene)
    if row is None:
        raise Refused(Reason.UNKNOWN)
    return settle(flow, _take(flow, scene, row))


def gets_out(flow: Flow, session: Session, event: Event) -> bool:
    """Say whether an event is a press that counts also while the conversation stands still."""
    if not isinstance(event, Chose):
        return False
    here = session.at(event.by).state
    return any(row.way_out and here in row.sources() and event.option in row.triggers() for row in flow.moves)


def settle(flow: Flow, scene: Scene) -> Scene:
    """Pass every fork, and every meeting point where both are; end where both have ended."""
    for _ in range(MOST_PASSES):
        passed = _pass_one(flow, scene)
        if passed is None:
            return _end(flow, scene)
        scene = passed
    msg = f"{flow.name} runs in a circle"
    raise AssertionError(msg)


def _pass_one(flow: Flow, scene: Scene) -> Scene | None:
    session = scene.session
    places = {member: flow.state(session.at(member).state) for member in session.members}
    for member, place in places.items():
        if isinstance(place, Fork):
            return _pass(flow, replace_struct(scene, by=member), "go")
    first = places[session.members[0]]
    together = isinstance(first, Meet) and all(place is first for place in places.values())
    if together and not any(session.at(member).again for member in session.members):
        return _pass(flow, scene, "met")
    return None


def _pass(flow: Flow, scene: Scene, trigger: str) -> Scene:
    row = chosen_row(flow, scene.session.at(scene.by).state, trigger, scene)
    if row is None:
        msg = f"{flow.name}: nothing follows {scene.session.at(scene.by).state}"
        raise AssertionError(msg)
    return _take(flow, scene, row)


def _take(flow: Flow, scene: Scene, row: Move) -> Scene:
    session = scene.session
    here = flow.state(session.at(scene.by).state)
    if row.stays:
        return _acted(replace_struct(scene, left=here.name), row)
    alone = isinstance(here, Fork) or (isinstance(here, Ask) and here.of is EACH)
    leaves = isinstance(here, Meet) and "met" not in row.triggers()
    called = isinstance(scene.event, Called) and scene.event.name in row.triggers()
    carried = not row.alone and (row.both or called or not (alone or leaves))
    turn = session.turn + 1
    place = Position(state=row.to, turn=turn, entered=turn)
    movers = session.members if carried else (scene.by,)
    for draft in (session.at(mover).draft for mover in movers):
        session = session if draft is None else session.lay_aside(draft)  # carried off in the middle of a preview
    positions = {**session.positions, **dict.fromkeys(movers, place)}
    changing = (mover for mover in movers if _has_changed_ticks(session, mover))
    positions |= {mover: replace_struct(session.at(mover), state=row.to, turn=turn, entered=turn) for mover in changing}
    session = replace_struct(session, turn=turn, positions=positions)
    return _acted(replace_struct(scene, session=session, left=here.name), row)


def _has_changed_ticks(session: Session, member: Partner) -> bool:
    """Say whether somebody ticks an earlier answer anew and is not done: what else happens must not undo that."""
    position = session.at(member)
    old = position.again_n and session.numbered(position.again_n)
    return position.again is not None and set(position.ticked) != set(old.chosen if old else ())


def _acted(scene: Scene, row: Move) -> Scene:
    for action in row.then:
        scene = action(scene)
    return scene


def _end(flow: Flow, scene: Scene) -> Scene:
    session = scene.session
    places = [flow.state(session.at(member).state) for member in session.members]
    if all(isinstance(place, End) for place in places):
        return scene.become(replace_struct(session, ended=places[0].name))
    return scene


def outcome(flow: Flow, before: Session, scene: Scene, *closes: Close) -> Outcome:
    """Return the outcome with closed and new prompts around what the actions did.

    ``closes`` say more about a prompt than that it is over; the others are closed here.
    """
    moved = _moved(before, scene.session)
    was = {member: outline(flow, before, member) for member in moved}
    now = {member: outline(flow, scene.session, member) for member in moved}
    session = _waiting_on(was, now, before, scene.session)
    moved = _moved(before, session)
    said = {close.to for close in closes}
    gone = ((member, was[member]) for member in moved if member not in said)
    silent = tuple(closing(flow, member, old.turn, old.ask) for member, old in gone if old)
    came = isinstance(scene.event, Woke)
    shows = tuple(Show(to=member) for member in moved if _worth_showing(now[member], before, session, member, came))
    last = tuple(effect for effect in scene.effects if isinstance(effect, Report) and effect.last)
    first = tuple(effect for effect in scene.effects if effect not in last) if last else scene.effects
    effects = (*_veiled(flow, closes), *silent, *first, *shows, *last)
    _check_quotes(flow, session, effects)
    return Outcome(session=session, effects=effects)


def _moved(before: Session, session: Session) -> list[Partner]:
    return [member for member in session.members if session.positions[member].turn != before.positions[member].turn]


def _waiting_on(was: Outlines, now: Outlines, before: Session, session: Session) -> Session:
    """Let whoever waits as before keep that prompt: a new one would only tell that the partner did something."""
    for member, old in was.items():
        new = now[member]
        if old and new and old.kind == new.kind == "wait" and old.key == new.key and not new.exits:
            session = session.move(member, turn=old.turn, entered=before.at(member).entered)
    return session


def closing(flow: Flow, to: Partner, turn: int, ask: str) -> Close:
    """Return what takes away the prompt of a turn, of which nothing more is to be said."""
    return _veiled(flow, (Close(to=to, turn=turn, ask=ask),))[0]


def _veiled(flow: Flow, closes: tuple[Close, ...]) -> tuple[Close, ...]:
    return tuple(
        Close(to=close.to, turn=close.turn, ask=close.ask, veiled=True)
        if isinstance(state := flow.by_name.get(close.ask), Ask) and state.veiled
        else close
        for close in closes
    )


def _worth_showing(shown: Outline | None, before: Session, session: Session, member: Partner, came: bool) -> bool:
    """Say whether a prompt is to be shown; where it ``came`` by itself, nobody is called to read that they may wait."""
    if shown is None or shown.kind != "wait":
        return shown is not None
    arrived = session.at(member).state != before.at(member).state
    return shown.key != "engine-listen" and arrived and not came


def _check_quotes(flow: Flow, session: Session, effects: tuple[Effect, ...]) -> None:
    """Hold P1 and P2 by construction: nothing is quoted or kept for anybody who may not see it."""
    for effect in effects:
        if isinstance(effect, Record) and effect.name not in (*flow.keeps, *flow.keeps_together):
            msg = f"{flow.name} keeps {effect.name} and does not say so"
            raise AssertionError(msg)
        for n in getattr(effect, "quotes", ()):
            answer, to = session.numbered(n), getattr(effect, "to", None)
            viewers = session.members if to is None or getattr(effect, "seen", None) is Seen.SHARED else (to,)
            if answer is None or not all(may_see(viewer, answer) for viewer in viewers):
                msg = f"{session.flow}: answer {n} quoted to somebody who may not see it"
                raise AssertionError(msg)
