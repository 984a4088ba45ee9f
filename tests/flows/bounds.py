"""Stretches of the talk about boundaries, and of the time after it, that many tests need behind them."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from flows.agreement import Agreement, Value, from_facts
from flows.boundaries import FLOW
from flows.boundary_items import area_of
from flows.engine.events import Woke
from flows.engine.refusal import Refused
from flows.engine.session import Facts, Partner
from tests.flows.drive import A, B, Drive

WORDS = ("off_limits", "welcome", "crossed")


def begun(*, seed: int = 0, known: dict[str, Facts] | None = None) -> Drive:
    return Drive(FLOW, seed=seed, known=known)


def at_the_worksheet(**known: Facts) -> Drive:
    drive = begun(known=known)
    drive.both("agree")
    return drive


def at_the_ladder() -> Drive:
    drive = at_the_worksheet()
    drive.both("done", "leave_out")
    assert drive.states() == {"ladder"}
    return drive


def shown(
    a: tuple[str, ...] = (),
    b: tuple[str, ...] = (),
    *,
    rungs: tuple[int, int] = (3, 3),
    waits: tuple[str, str] = ("none", "none"),
) -> Drive:
    """The agreement is shown: ``a`` and ``b`` are the ticks of each."""
    drive = at_the_worksheet()
    for by, ticks in ((A, a), (B, b)):
        drive.ticks(by, *ticks)
        drive.presses(by, "leave_out")
    for by, rung, wait in zip((A, B), rungs, waits, strict=True):
        drive.presses(by, f"rung-{rung}", wait, "skip", "skip", "skip")
    assert drive.states() == {"look"}
    return drive


def signed(
    a: tuple[str, ...] = (),
    b: tuple[str, ...] = (),
    *,
    rungs: tuple[int, int] = (3, 3),
    waits: tuple[str, str] = ("none", "none"),
) -> Drive:
    """Both have signed, and stand beside the talk."""
    drive = shown(a, b, rungs=rungs, waits=waits)
    drive.both("agree")
    assert drive.states() == {"kept"}
    return drive


def written(**words: str) -> Drive:
    """Both have signed, with the same words of each: ``off_limits`` and so on; the rest is skipped."""
    drive = at_the_ladder()
    for by in (A, B):
        drive.presses(by, "rung-3", "none")
        for name in WORDS:
            if name in words:
                drive.says(by, f"{words[name]} of {by}")
            else:
                drive.presses(by, "skip")
    drive.both("agree")
    assert drive.states() == {"kept"}
    return drive


def done_again(before: Drive) -> Drive:
    """The step begins once more, with what the couple wrote ``before``."""
    drive = begun(known=dict(before.session.known))
    drive.takes_over(before)
    return drive


def to_own_words(drive: Drive) -> None:
    """Go on together from the beginning to one's own words."""
    drive.both("agree", "done", "leave_out", "rung-3", "none")


def agreed(drive: Drive) -> Agreement:
    return from_facts(drive.session.known["agreement"])


def level(drive: Drive, line: str) -> Value:
    return agreed(drive).level(line)


def to_line(drive: Drive, by: Partner, way: str, line: str) -> None:
    """Open /boundaries and go to a line, to make it more careful or to wish for less."""
    drive.calls("opened", by)
    drive.presses(by, way, *((line,) if line in ("rung", "wait") else (f"area-{area_of(line)}", line)))


def tightens(drive: Drive, by: Partner, line: str, code: str) -> None:
    to_line(drive, by, "tighten", line)
    drive.presses(by, code)


def wishes(drive: Drive, by: Partner, line: str, code: str) -> None:
    to_line(drive, by, "wish", line)
    drive.presses(by, code)


def comes(drive: Drive, name: str = "due") -> timedelta:
    """Let the time of the next timers called ``name`` come, for each of them; one that nothing asks for is dropped."""
    began = drive.now
    at = min(wake.at for wake in drive.pending if wake.name == name)
    drive.now = max(drive.now, at)
    for wake in [wake for wake in drive.pending if wake.name == name and wake.at == at]:
        drive.pending.remove(wake)
        with suppress(Refused):
            drive.apply(Woke(by=wake.by, entered=wake.entered, name=wake.name))
    return drive.now - began


def days_pass(drive: Drive, days: float) -> None:
    drive.now += timedelta(days=days)
