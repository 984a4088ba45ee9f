"""How the agreement reads that is still to be signed: a code for every line, the more careful of both.

It is made of what each has ticked, put together as one answer, and of what either has made more careful since in an
earlier agreement (C3); no code shows whose it is.
"""

from __future__ import annotations

from datetime import datetime

from flows import agreement as agreements
from flows.agreement import LEVELS, NO_WAIT, OPEN, RUNG, WAIT, Change, Own, Value
from flows.boundary_items import (
    ITEMS,
    NAMED_RUNGS,
    RUNGS,
    WAITS,
    item_lines,
    line_alone,
    open_line,
    rung_line,
    wait_line,
)
from flows.boundary_words import OWN_WORDS
from flows.engine import actions
from flows.engine.effects import Line
from flows.engine.script import Scene
from flows.engine.session import Answer, Partner, Session, graded

SHEETS = ("worksheet", "ladder", "waiting")


def until(wait: str, now: datetime) -> str:
    """Return the end of a waiting time that begins now, as an agreement has it."""
    span = WAITS[wait]
    if span is None:
        return agreements.OPEN
    return (now + span).isoformat() if span else agreements.NO_WAIT


# The ladder: 0 to 4 have labels, 5 and 6 the words of the couple


def rung_codes(session: Session, _by: Partner | None = None) -> tuple[str, ...]:
    """Return the steps that there are, from the lowest: those that the two have named by the number of the words."""
    named = [f"n{n}" for step in NAMED_RUNGS if (n := session.count(f"rung_{step}"))]
    return (*(f"rung-{step}" for step in RUNGS), *named)


# What each has ticked


def begun_ticks(session: Session, by: Partner) -> tuple[str, ...]:
    """Return the ticks to start with: one's own of before, or of an earlier agreement."""
    before = session.given("worksheet", by)
    if before is not None:
        return before.chosen
    own = session.known.get("agreement", {}).get("own", {}).get(by.value, {})
    return tuple(f"{item}:{own[item]}" for item in ITEMS if item in own)


def put_together(scene: Scene, by: Partner) -> Scene:
    """Let nothing of ``by``'s ticks be changed behind the agreement that they lead to."""
    asks = (*SHEETS, *(f"{name}_before" for name in OWN_WORDS))
    parts = tuple(answer.n for name in asks if (answer := scene.session.given(name, by)))
    return actions.put_together(scene, "own", parts, by)


def _sheets(session: Session, by: Partner, *, latest: bool) -> list[Answer]:
    """Return what ``by`` has ticked: the ``latest``, or what was put together for the agreement."""
    whole = session.given("own", by)
    if latest or whole is None:
        return [answer for name in SHEETS if (answer := session.given(name, by))]
    return [answer for n in whole.parts if (answer := session.numbered(n))]


def note_standing(scene: Scene) -> Scene:
    """Remember which version the two begin with: what becomes more careful from then on stays so (C3)."""
    standing = agreements.kept(scene.session)
    return scene.become(scene.session.remember(stood=standing.version if standing else 0))


def _meanwhile(session: Session, by: Partner) -> dict[str, str]:
    """Return the codes of what ``by`` has changed in an earlier agreement since this talk began."""
    standing = agreements.kept(session)
    since = [it for it in standing.changes if it.line and _is_since(session, it)] if standing else []
    own = standing.own[by] if standing else {}
    return {it.line: _code_of(session, it) for it in since if own.get(it.line) == it.value}


def _is_since(session: Session, change: Change) -> bool:
    """Say whether a change came after the two had begun; of a talk that is older than ``stood``, after it was shown."""
    if "stood" in session.memory:
        return change.version > session.count("stood")
    shown = session.memory.get("shown_at")
    return shown is not None and change.at >= datetime.fromisoformat(str(shown))


def _code_of(session: Session, change: Change) -> str:
    if change.line == RUNG:
        steps = rung_codes(session)
        return steps[min(int(change.value), len(steps) - 1)]
    return _wait_of(change) if change.line == WAIT else str(change.value)


def _wait_of(change: Change) -> str:
    """Return the waiting time that was chosen, whenever it is counted from."""
    if change.value in (NO_WAIT, OPEN):
        return "none" if change.value == NO_WAIT else "until_said"
    chosen = datetime.fromisoformat(str(change.value)) - change.at
    return next(code for code, span in WAITS.items() if span is None or span >= chosen)


def _codes(session: Session, by: Partner, *, latest: bool) -> dict[str, str]:
    """Return a code for every line of ``by``: what they have ticked, or have made more careful meanwhile."""
    sheets = {answer.ask: answer for answer in _sheets(session, by, latest=latest)}
    ticked = {RUNG: sheets["ladder"].chosen[0], WAIT: sheets["waiting"].chosen[0], **graded(sheets["worksheet"])}
    meanwhile = _meanwhile(session, by)
    return {line: _more_careful(session, line, code, meanwhile.get(line, code)) for line, code in ticked.items()}


def _more_careful(session: Session, line: str, *codes: str) -> str:
    if line == RUNG:
        return min(codes, key=rung_codes(session).index)
    return max(codes, key=(list(WAITS) if line == WAIT else LEVELS).index)


def own_levels(session: Session, by: Partner, now: datetime) -> Own:
    """Return ``by``'s levels as they are signed; a waiting time is counted from ``now``."""
    codes = _codes(session, by, latest=False)
    return {line: value_at(session, line, code, now) for line, code in codes.items()}


def value_at(session: Session, line: str, code: str, now: datetime) -> Value:
    if line == RUNG:
        return rung_codes(session).index(code)
    return until(code, now) if line == WAIT else code


def drafted(session: Session, latest_of: Partner | None = None) -> dict[str, str]:
    """Return how the agreement would read: a code for every line, the more careful of both; empty before both ticked.

    Empty too once one of them is erased. ``latest_of`` is the one whose latest ticks count already, though they are
    not put together yet.
    """
    if not all((own := session.given("own", by)) and own.parts for by in Partner):
        return {}
    one, other = (_codes(session, by, latest=by is latest_of) for by in Partner)
    return {line: _more_careful(session, line, one[line], other[line]) for line in (RUNG, WAIT, *ITEMS)}


def code_line(session: Session, line: str, code: str) -> Line:
    """Return how a line reads in the agreement that is still to be signed."""
    if line == RUNG:
        return rung_line(rung_codes(session).index(code))
    if line == WAIT:
        return wait_line(code) if WAITS[code] is not None else open_line()
    return line_alone(line, code)


def draft_lines(session: Session) -> tuple[Line, ...]:
    """Return every line of the agreement that they may sign."""
    draft = drafted(session)
    if not draft:
        return ()
    return (*(code_line(session, line, draft[line]) for line in (RUNG, WAIT)), *item_lines(draft))
