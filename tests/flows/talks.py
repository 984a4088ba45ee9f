"""Stretches of the talk that many tests need behind them."""

from __future__ import annotations

from flows.engine.session import Partner
from flows.open_communication import FLOW
from tests.flows.drive import A, Drive

HEARD: dict[str, int | str] = {"heard_a": 1, "heard_b": 1, "turns": 1}
"""What the talk remembers once both have been given back fully."""


def begun() -> Drive:
    return Drive(FLOW)


def at(state: str, *, seed: int = 0, heard: bool = True) -> Drive:
    return Drive(FLOW, at=state, seed=seed, memory=HEARD if heard else None)


def speaking() -> Drive:
    """Both are at the first round, and A has the floor."""
    return at("speak", heard=False)


def listener(drive: Drive) -> Partner:
    return drive.session.speaker.other


def given_back(drive: Drive) -> None:
    """The speaker says something, and the listener gives it back."""
    drive.sends(drive.session.speaker, "said")
    drive.sends(listener(drive), "given back")


def to_the_rating(drive: Drive) -> None:
    """From a confirmed round to the question how heard the speaker feels."""
    drive.presses(drive.session.speaker, "enough")
    drive.sends(listener(drive), "it makes sense")
    drive.ticks(listener(drive), "sad", "hurt")


def one_turn(drive: Drive, heard: str = "5") -> None:
    """A whole turn of one speaker with one round."""
    given_back(drive)
    drive.presses(drive.session.speaker, "yes")
    to_the_rating(drive)
    drive.presses(drive.session.speaker, heard)


def causes_sealed(drive: Drive, by: Partner) -> None:
    for cause in ("mine", "ours", "around us"):
        drive.says(by, f"{cause}, says {by}")


def letter_sent(by: Partner = A) -> Drive:
    """``by`` has written and sent an apology; the other wrote none, and is asked whether to receive it."""
    drive = at("apology_gate")
    drive.presses(by, "write")
    for text in ("I took it", "I will repair it"):
        drive.says(by, text)
    drive.presses(by, "skip", "skip", "skip", "send", "go_on")
    drive.presses(by.other, "not_now")
    return drive
