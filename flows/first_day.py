"""The first 24 hours after a setback: steps that both have ticked, and a line of each, once both agree to them.

What both have agreed to stands until both agree to something else: a talk that begins the step again takes it over.
Source: programme.md, "Step 5"; evidence.md, B6 (an agreed first day, from relapse prevention).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flows.engine.effects import Line, Say
from flows.engine.script import Scene
from flows.engine.session import Answer, Form, Partner, Seen, Session

STEPS = (
    "apart", "say_when", "nothing_big", "sleep", "no_alcohol", "no_writing", "one_person", "boundaries",
)  # fmt: skip
"""The proposed steps."""
_ASKS = ("day_steps", "day_line")
_AGREED, _BEFORE = "script_agreed", "script_before"
"""When both agreed to what was chosen here, and to what was handed on (aware UTC, ISO 8601)."""


def chosen(session: Session) -> list[Answer]:
    """Return what both have chosen for it in this talk."""
    return [answer for ask in _ASKS for answer in session.all_given(ask)]


def of_before(session: Session) -> list[Answer]:
    """Return what the script is made of that was agreed to before this talk; nothing if there is none."""
    return [answer for answer in session.answers if answer.handed_on and answer.ask in _ASKS]


def steps(answers: Iterable[Answer]) -> tuple[str, ...]:
    """Return the steps that both have ticked: only those are ever shown."""
    ticked = [answer.chosen for answer in answers if answer.ask == "day_steps"]
    return tuple(step for step in STEPS if ticked and all(step in one for one in ticked))


def own_lines(answers: Iterable[Answer]) -> tuple[int, ...]:
    return tuple(answer.n for answer in answers if answer.ask == "day_line" and answer.form is not Form.SKIPPED)


def is_empty(scene: Scene) -> bool:
    answers = chosen(scene.session)
    return not steps(answers) and not own_lines(answers)


def read_out(scene: Scene) -> Scene:
    """Let both read what would be agreed to."""
    answers = chosen(scene.session)
    said = Say(to=None, key="patience-script", seen=Seen.SHARED, lines=_named(answers), quotes=own_lines(answers))
    return scene.add(said)


def agree(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(**{_AGREED: scene.now.isoformat()}))


def is_agreed_here(session: Session) -> bool:
    return _AGREED in session.memory


def agreed(session: Session) -> tuple[list[Answer], datetime] | None:
    """Return what both have agreed to, here or before, and when; None if they have to nothing."""
    for name, answers in ((_AGREED, chosen), (_BEFORE, of_before)):
        if name in session.memory:
            return answers(session), datetime.fromisoformat(str(session.memory[name]))
    return None


def in_plan(answers: Iterable[Answer], at: datetime) -> tuple[Line, ...]:
    """Return how it reads in the plan that is kept."""
    lines = _named(answers)
    return (Line(key="patience-plan-signed", at=at), *((Line(key="patience-plan-steps"), *lines) if lines else ()))


def go_on_without(scene: Scene) -> Scene:
    """Say that nothing new was agreed to, and whether something of before stands."""
    key = "patience-script-none" if agreed(scene.session) is None else "patience-script-stays"
    return scene.add(Say(to=None, key=key, seen=Seen.SHARED))


def stands(session: Session, _: Partner) -> tuple[Line, ...]:
    """Return what says that an earlier script goes on, where one could think that it ends."""
    return (Line(key="patience-script-stands"),) if _BEFORE in session.memory else ()


def hand_on(session: Session, before: Session) -> Session:
    """Return a talk of the same two with what they had agreed to in the one before."""
    found = agreed(before)
    if found is None:
        return session
    answers, at = found
    return session.handed(answers).remember(**{_BEFORE: at.isoformat()})


def _named(answers: Iterable[Answer]) -> tuple[Line, ...]:
    return tuple(Line(key=f"first_day_step-{step}") for step in steps(answers))
