"""The one door into a conversation: ``(flow, session, event, now) -> Outcome``. Pure; a refused event raises."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import assert_never

from flows.engine import answering, changing, choosing
from flows.engine.events import (
    LOOSE,
    Amended,
    Called,
    Chose,
    Edited,
    Event,
    Reopened,
    Said,
    Ticked,
    Withdrew,
    Woke,
)
from flows.engine.frozen import replace
from flows.engine.moving import Outcome, fire, outcome, settle
from flows.engine.refusal import Reason, Refused
from flows.engine.script import Flow, Scene
from flows.engine.session import Facts, Partner, Position, Session


def start(
    flow: Flow,
    *,
    seed: int,
    now: datetime,
    by: Partner = Partner.A,
    at: str | None = None,
    memory: dict[str, int | str] | None = None,
    known: Mapping[str, Facts] | None = None,
) -> Outcome:
    """Return a new session at its first prompts. ``at`` is the state to start in, the first one if None."""
    members = tuple(Partner) if flow.pair else (Partner.A,)
    nowhere = Position(state="", turn=-1, entered=-1)
    place = Position(state=at or flow.states[0].name, turn=0, entered=0)
    session = Session(
        flow=flow.name,
        version=flow.version,
        seed=seed,
        members=members,
        positions=dict.fromkeys(members, place),
        memory=memory or {},
        aside=flow.beside,
        known=known or {},
    )
    scene = Scene(session=session, by=by, now=now)
    before = replace(session, ended="not begun", positions=dict.fromkeys(members, nowhere))
    return outcome(flow, before, settle(flow, scene))


def step(flow: Flow, session: Session, event: Event, now: datetime) -> Outcome:
    """Return the session after ``event`` and what the shell is to do.

    Raises:
        Refused: the event is not legal here and now; nothing changes.
    """
    if event.by not in session.members:
        raise Refused(Reason.NOT_YOURS)
    if session.ended is not None and not isinstance(event, Edited):
        raise Refused(Reason.STALE)
    scene = Scene(session=session, by=event.by, now=now, event=event)
    match event:
        case Said():
            return answering.said(flow, scene, event)
        case Chose():
            return choosing.chose(flow, scene, event)
        case Ticked():
            return choosing.ticked(flow, scene, event)
        case Reopened():
            return changing.reopened(flow, scene, event)
        case Withdrew():
            return changing.withdrew(flow, scene, event)
        case Edited():
            return changing.edited(flow, scene, event)
        case Amended():
            return changing.amended(flow, scene, event)
        case Woke():
            if event.entered not in (LOOSE, session.at(event.by).entered):
                raise Refused(Reason.STALE)
            if event.name not in flow.wakes:
                raise Refused(Reason.UNKNOWN)
            return outcome(flow, session, fire(flow, scene, event.name))
        case Called():
            if event.name not in flow.calls:
                raise Refused(Reason.UNKNOWN)
            return outcome(flow, session, fire(flow, scene, event.name))
        case _:
            assert_never(event)


def carry_over(flow: Flow, session: Session) -> Session:
    """Return a session of an earlier version of ``flow`` in today's states; nothing is dropped."""
    today = flow.renamed
    positions = {
        partner: replace(
            place, state=today.get(place.state, place.state), again=today.get(place.again or "", place.again)
        )
        for partner, place in session.positions.items()
    }
    answers = tuple(replace(answer, ask=today.get(answer.ask, answer.ask)) for answer in session.answers)
    return replace(session, version=flow.version, positions=positions, answers=answers)
