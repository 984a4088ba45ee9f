"""Stretches of the programme that many tests need behind them."""

from __future__ import annotations

from flows.programme import FLOW, STEPS
from tests.flows.drive import A, B, Drive


def begun() -> Drive:
    return Drive(FLOW)


def offered() -> Drive:
    drive = begun()
    drive.both("private")
    return drive


def arrived() -> Drive:
    """Both have been through all the steps."""
    return Drive(FLOW, at="arrived", memory={"step": len(STEPS)})


def talking() -> Drive:
    drive = offered()
    drive.both("ready")
    assert drive.states() == {"running"}
    return drive


def reported(drive: Drive) -> list[str]:
    return [report.name for report in drive.reports]


def taking_time(drive: Drive, option: str = "twenty_minutes") -> None:
    """Call a time-out, agree on when to come back, and let that time come."""
    drive.calls("time_out")
    drive.presses(A, option)
    drive.presses(B, "yes")
    drive.wakes("time")
    assert drive.states() == {"back"}
