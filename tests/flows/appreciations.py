"""Stretches of the fourth step, and of what goes on beside it, that many tests need behind them."""

from __future__ import annotations

from datetime import timedelta

from flows import appreciate, appreciation
from flows.engine.session import Facts, Partner
from tests.flows.drive import START, A, B, Drive

SIGNED: dict[str, Facts] = {"agreement": {"rung": 2, "signed": "2030-01-01"}}
"""Both agreed on holding hands and hugs."""


def begun(known: dict[str, Facts] | None = None) -> Drive:
    return Drive(appreciation.FLOW, known=known)


def at(state: str, *, known: dict[str, Facts] | None = None, touch: int = 0) -> Drive:
    week_until, fortnight_until = START + timedelta(days=7), START + timedelta(days=14)
    memory: dict[str, int | str] = {
        "touch": touch,
        "week_until": week_until.isoformat(),
        "fortnight_until": fortnight_until.isoformat(),
    }
    return Drive(appreciation.FLOW, at=state, memory=memory, known=known)


def writes(drive: Drive, by: Partner, *texts: str) -> None:
    """Write an appreciation of these parts up to its preview; the rest is skipped."""
    for text in texts:
        drive.says(by, text)
    drive.presses(by, *(["skip"] * (3 - len(texts))))


def gives(drive: Drive, by: Partner, *texts: str) -> None:
    writes(drive, by, *texts)
    drive.presses(by, "send")


def noticed() -> Drive:
    """Both have given an appreciation in the step, and read the other's."""
    drive = at("did")
    gives(drive, A, "you made tea", "you are kind", "rest")
    gives(drive, B, "you called")
    return drive


def wishing(*, rung: int | None = 2) -> Drive:
    """Both are asked for their wishes; ``rung`` is what they agreed on, None if nothing is signed."""
    drive = at("answer_gate", known={} if rung is None else agreed(rung))
    assert drive.states() == {"wish_words"}
    return drive


def agreed(rung: int) -> dict[str, Facts]:
    return {"agreement": {"rung": rung}}


def wishes(drive: Drive, by: Partner, *items: str, own: str | None = None) -> None:
    """Go through all the lists with these ticks."""
    while drive.state(by) in appreciation.WISHES:
        here = [item for item in items if item in drive.options(by)]
        if here:
            drive.ticks(by, *here)
        else:
            drive.presses(by, "skip")
    if own is None:
        drive.presses(by, "skip")
    else:
        drive.says(by, own)


def picking(*items: str, rung: int | None = 2, own: str | None = None) -> Drive:
    """B wishes for ``items``, A for nothing; both are asked to pick."""
    drive = wishing(rung=rung)
    wishes(drive, A)
    wishes(drive, B, *items, own=own)
    return drive


def in_the_week(pick_of_a: str, *, rung: int = 2) -> Drive:
    """A has picked one of B's wishes, and B something of their own."""
    drive = picking(pick_of_a, rung=rung) if pick_of_a != "not_this_week" else picking(rung=rung)
    drive.presses(A, pick_of_a)
    drive.presses(B, "own_idea")
    return drive


def a_week_later(pick_of_a: str, *, rung: int = 2) -> Drive:
    drive = in_the_week(pick_of_a, rung=rung)
    while drive.states() != {"noticed"}:
        drive.wakes("day")
    return drive


def beside() -> Drive:
    return Drive(appreciate.FLOW)


def given_beside(drive: Drive, by: Partner, *texts: str) -> None:
    """Open /appreciate, write one and send it; it has not arrived yet."""
    drive.calls("opened", by)
    drive.presses(by, "write")
    gives(drive, by, *texts)
