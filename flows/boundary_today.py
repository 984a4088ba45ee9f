"""Still all right today? Both are asked, each alone, and read only the more careful answer; one press steps back.

Source: programme.md, "Step 2"; that a yes is for one moment only is from evidence.md, B3.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flows.agreement import kept
from flows.boundary_record import stands_still, stopped, the_agreement
from flows.boundary_signing import picked
from flows.engine.actions import wake_at
from flows.engine.effects import Line
from flows.engine.script import Scene
from flows.engine.session import Partner, Session

EVENING = timedelta(hours=12)
"""How long the answers of a day hold."""


def asked_today(session: Session, now: datetime) -> bool:
    """Say whether both are asked about today, and have not both answered.

    A yes is for its moment only: once everything has stood still, a question of before is over.
    """
    asked = _is_today(session, now) and session.memory.get("today_rung") == -1
    return asked and (stands_still(session) or not _stopped_since(session))


def _stopped_since(session: Session) -> bool:
    """Say whether one of the two has stopped everything since both were asked about today."""
    return stopped(session) >= str(session.memory["today_since"])


def is_asked(scene: Scene) -> bool:
    return asked_today(scene.session, scene.now)


def _is_today(session: Session, now: datetime) -> bool:
    since = session.memory.get("today_since")
    return bool(since) and now - datetime.fromisoformat(str(since)) < EVENING


def rung_today(session: Session, now: datetime) -> int:
    """Return what counts for today: never more than what is agreed; -1 where nothing was answered by both.

    A yes of before everything was stopped counts no more; a no does.
    """
    rung = _settled_rung(session, now)
    return -1 if rung > 0 and (stands_still(session) or _stopped_since(session)) else rung


def _settled_rung(session: Session, now: datetime) -> int:
    agreement, rung = kept(session), session.memory.get("today_rung", -1)
    if agreement is None or not _is_today(session, now):
        return -1
    return min(int(rung), agreement.rung)


def ask_today(scene: Scene) -> Scene:
    session = scene.session.remember(today_since=scene.now.isoformat(), today_rung=-1, today_a="", today_b="")
    return wake_at("night", lambda it: it.now + EVENING, each=True, loose=True)(scene.become(session))


def today_to_answer(scene: Scene) -> bool:
    return is_asked(scene) and not scene.session.memory.get(f"today_{scene.by}")


def today_to_show(scene: Scene) -> bool:
    return today_to_answer(scene) and not stands_still(scene.session)


def settles_today(scene: Scene) -> bool:
    """Say whether both have answered with this; while everything stands still, no yes of before counts for anything."""
    both = today_to_answer(scene) and bool(scene.session.memory.get(f"today_{scene.by.other}"))
    return both and (picked(scene) == "not_today" or not stands_still(scene.session))


def answer_anew(scene: Scene) -> Scene:
    """Take the answer for today back: until there is another one, the partner's makes no yes."""
    return scene.become(scene.session.remember(**{f"today_{scene.by}": ""}))


def answer_today(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(**{f"today_{scene.by}": picked(scene)}))


def settle_today(scene: Scene) -> Scene:
    """Let the more careful of the two answers count, and forget whose it was."""
    scene, agreed = answer_today(scene), the_agreement(scene).rung
    steps = {"yes": agreed, "less": agreed - 1, "not_today": 0}
    rung = min(steps[str(scene.session.memory[f"today_{by}"])] for by in Partner)
    return scene.become(scene.session.remember(today_rung=max(0, rung), today_a="", today_b="", away_a=0, away_b=0))


def evening_on(scene: Scene) -> bool:
    return rung_today(scene.session, scene.now) >= 0


def evening_to_show(scene: Scene) -> bool:
    return evening_on(scene) and not scene.session.count(f"away_{scene.by}")


def can_step_back(scene: Scene) -> bool:
    return rung_today(scene.session, scene.now) > 0


def step_back(scene: Scene) -> Scene:
    lower = rung_today(scene.session, scene.now) - 1
    return scene.become(scene.session.remember(today_rung=lower, away_a=0, away_b=0))


def no_touch(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(today_rung=0, away_a=0, away_b=0))


def put_away(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(**{f"away_{scene.by}": 1}))


def _evening_rung(session: Session) -> int:
    """Return today's step while the prompt of an evening stands: its presses stay, whatever was stopped meanwhile."""
    since = session.memory.get("today_since")
    return _settled_rung(session, datetime.fromisoformat(str(since))) if since else -1


def evening_lines(session: Session, _by: Partner) -> tuple[Line, ...]:
    return _lines(_evening_rung(session))


def today_lines(session: Session, now: datetime) -> tuple[Line, ...]:
    """Return what counts for today as a line, none where nothing was answered by both."""
    return _lines(rung_today(session, now))


def _lines(rung: int) -> tuple[Line, ...]:
    return (Line(key="boundaries-for_today", names=(("rung", f"boundary_items-rung-{rung}"),)),) if rung >= 0 else ()


def evening_options(session: Session, _by: Partner) -> tuple[str, ...]:
    less = ("step_back", "no_touch")
    return (*less[: max(0, _evening_rung(session))], "put_away")


def forget_today(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(today_a="", today_b=""))


def is_over(scene: Scene) -> bool:
    return not _is_today(scene.session, scene.now)
