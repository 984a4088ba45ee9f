"""Stretches of the step connection that many tests need behind them."""

from __future__ import annotations

from datetime import datetime, timedelta

from flows.connection import FLOW
from flows.engine.effects import Say, Wake
from flows.engine.session import Partner
from flows.votes import matches, on_the_page
from tests.flows.drive import A, B, Drive

ZONES = {"zones": {"a": "Europe/Madrid", "b": "America/New_York"}}
HERE = {"zones": {"a": "Europe/Madrid", "b": "Europe/Madrid"}}


def begun(*, seed: int = 0, far: bool = False) -> Drive:
    return Drive(FLOW, seed=seed, known=ZONES if far else HERE)


def at(state: str, *, seed: int = 0, **memory: int | str) -> Drive:
    return Drive(FLOW, at=state, seed=seed, memory=memory, known=HERE)


def voting(*, seed: int = 0, far: bool = False) -> Drive:
    """Both are at the first page, and neither needs anything."""
    drive = begun(seed=seed, far=far)
    drive.both("agree", "skip")
    assert drive.states() == {"votes"}
    return drive


def votes(drive: Drive, by: Partner, **levels: str) -> None:
    """Vote on the page; ``all`` is the level of whatever is not named."""
    page = on_the_page(drive.session, by)
    for item in page:
        level = levels.get(item, levels.get("all", "no"))
        if level != "no":
            drive.apply(drive.ticked(by, f"{item}:{level}"))
    drive.presses(by, "done")


def choosing(*, seed: int = 0, far: bool = False) -> Drive:
    """Both said yes to all of the first page."""
    drive = voting(seed=seed, far=far)
    for by in Partner:
        votes(drive, by, all="yes")
    assert drive.states() == {"choose"}
    return drive


def proposing(*, seed: int = 0, far: bool = False) -> Drive:
    """Both chose the first of what both like."""
    drive = choosing(seed=seed, far=far)
    drive.both(matches(drive.session)[0])
    assert drive.states() == {"propose"}
    return drive


def planned(*, seed: int = 0, far: bool = False, after: timedelta = timedelta(days=4)) -> Drive:
    """The plan stands, so long from now."""
    drive = proposing(seed=seed, far=far)
    agrees_on(drive, drive.now + after)
    drive.both("together", "away")
    assert drive.states() == {"ahead"}
    return drive


def agrees_on(drive: Drive, moment: datetime) -> None:
    proposer = drive.session.speaker
    drive.proposes(proposer, moment)
    drive.presses(proposer, moment.isoformat())
    drive.presses(proposer.other, "yes")


def over(*, seed: int = 0) -> Drive:
    """The time together is past, and each is asked whether it came about."""
    drive = planned(seed=seed)
    drive.wakes("after")
    assert drive.states() == {"happened"}
    return drive


def done(drive: Drive) -> None:
    """From the question whether it came about to the question what next."""
    drive.both("yes")
    for by in (A, B):
        drive.presses(by, "skip", "7")
    assert drive.states() == {"next"}


def once_more(drive: Drive) -> None:
    """From the question what next to the next one, one time together later."""
    drive.both("plan", "skip")
    for by in Partner:
        votes(drive, by, all="yes")
    drive.both(matches(drive.session)[0])
    agrees_on(drive, drive.now + timedelta(days=4))
    drive.both("me", "near")
    drive.wakes("after")
    done(drive)


def aside() -> Drive:
    """The step is done after two times together, and goes on beside the next one."""
    drive = over()
    done(drive)
    once_more(drive)
    drive.both("enough")
    return drive


def says(drive: Drive, key: str) -> list[Say]:
    return [say for say in drive.said if say.key == key]


def timers(drive: Drive, name: str) -> list[Wake]:
    return [wake for wake in drive.pending if wake.name == name]
