"""Still all right today? Both are asked, each alone, and read only the more careful answer; one press steps back.

Source: programme.md, "Step 2"; that a yes is for one moment only is from evidence.md, B3.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flows.agreement import kept
from flows.boundary_record import opened_at, the_agreement
from flows.boundary_signing import picked
from flows.engine.actions import wake_at
from flows.engine.effects import Line
from flows.engine.script import Scene
from flows.engine.session import Partner, Session

EVENING = timedelta(hours=12)
"""How long the answers of a day hold."""


def has_answered_today(session: Session, by: Partner) -> bool:
    """Say whether ``by`` has answered for today, and the other not yet."""
    return _asked_today(session, opened_at(session, by)) and bool(session.memory.get(f"today_{by}"))


def _asked_today(session: Session, now: datetime) -> bool:
    return _is_today(session, now) and session.memory.get("today_rung") == -1


def _is_today(session: Session, now: datetime) -> bool:
    since = session.memory.get("today_since")
    return bool(since) and now - datetime.fromisoformat(str(since)) < EVENING


def rung_today(session: Session, now: datetime) -> int:
    """Return what counts for today: never more than what is agreed; -1 where nothing was answered by both."""
    agreement, rung = kept(session), session.memory.get("today_rung", -1)
    if agreement is None or not _is_today(session, now):
        return -1
    return min(int(rung), agreement.rung)


def ask_today(scene: Scene) -> Scene:
    session = scene.session.remember(today_since=scene.now.isoformat(), today_rung=-1, today_a="", today_b="")
    return wake_at("night", lambda it: it.now + EVENING, each=True, loose=True)(scene.become(session))


def today_to_answer(scene: Scene) -> bool:
    return _asked_today(scene.session, scene.now) and not scene.session.memory.get(f"today_{scene.by}")


def today_answered_by_partner(scene: Scene) -> bool:
    return today_to_answer(scene) and bool(scene.session.memory.get(f"today_{scene.by.other}"))


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


def put_away(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(**{f"away_{scene.by}": 1}))


def _evening_rung(session: Session) -> int:
    """Return today's step while the prompt of an evening stands."""
    since = session.memory.get("today_since")
    return rung_today(session, datetime.fromisoformat(str(since))) if since else -1


def evening_lines(session: Session, _by: Partner) -> tuple[Line, ...]:
    rung = _evening_rung(session)
    return (Line(key="boundaries-for_today", names=(("rung", f"boundary_items-rung-{rung}"),)),) if rung >= 0 else ()


def evening_options(session: Session, _by: Partner) -> tuple[str, ...]:
    return ("step_back", "put_away") if _evening_rung(session) > 0 else ("put_away",)


def forget_today(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(today_a="", today_b=""))


def is_over(scene: Scene) -> bool:
    return not _is_today(scene.session, scene.now)
