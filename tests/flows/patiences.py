"""Stretches of the fifth step that many tests need behind them."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

from flows.engine.refusal import Refused
from flows.engine.session import Partner
from flows.patience import FLOW
from tests.flows.drive import START, A, B, Drive

SUNDAY = datetime(2030, 1, 13, 19, 0, tzinfo=UTC)
"""Six days after everything begins."""
ZONES = {"zones": {"a": "Europe/Madrid", "b": "America/Bogota"}}


def begun() -> Drive:
    return Drive(FLOW, known=ZONES)


def at(state: str, *, seed: int = 0) -> Drive:
    both = {f"at_{by}": START.isoformat() for by in Partner}
    return Drive(FLOW, at=state, seed=seed, memory=dict(both), known=ZONES)


def promised(drive: Drive, by: Partner = A, text: str = "I will call", until: datetime = SUNDAY) -> int:
    """Let ``by``, who was just asked what they promise, send a promise; return its number."""
    drive.says(by, text)
    drive.proposes(by, until)
    drive.presses(by, until.isoformat(), "share", "enough")
    return drive.session.answers[-2].n


def afterwards(*, a: str = "together", b: str = "time") -> Drive:
    """The talk is over, and both are at home in what follows it."""
    drive = at("ahead")
    drive.presses(A, a)
    drive.presses(B, b)
    drive.both("no")
    return drive


def promised_afterwards(until: datetime = SUNDAY) -> Drive:
    """A has made B a promise after the talk, and B has read it."""
    drive = afterwards()
    drive.calls("opened", A)
    drive.presses(A, "promise")
    promised(drive, until=until)
    drive.wakes("news")
    return drive


def passes(drive: Drive, *, days: int) -> None:
    """Let time go by; every timer that comes due on the way is woken, whether it means something then or not."""
    until = drive.now + timedelta(days=days)
    while due := [wake for wake in drive.pending if wake.at <= until and drive.is_live(wake)]:
        with suppress(Refused):
            drive.comes(min(due, key=lambda wake: wake.at))
    drive.now = until
