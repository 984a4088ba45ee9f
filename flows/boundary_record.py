"""The agreement that two people keep, as their conversation reads it: what counts, and how each line reads.

Nothing here tells the levels or wishes of one of the two.
"""

from __future__ import annotations

from datetime import datetime

from flows.agreement import NO_WAIT, OPEN, RUNG, WAIT, Agreement, Value, kept, to_facts
from flows.boundary_items import ITEMS, item_lines, line_alone, open_line, rung_line, until_line, wait_line
from flows.boundary_words import own_words
from flows.engine.actions import keep_record
from flows.engine.effects import Line
from flows.engine.script import Scene
from flows.engine.session import Partner, Session


def the_agreement(scene: Scene) -> Agreement:
    agreement = kept(scene.session)
    assert agreement is not None  # there is one from the signature on
    return agreement


def stands_still(session: Session) -> bool:
    """Say whether one of the two has stopped everything, by a pause or a time-out: then nothing gets less careful."""
    return bool(session.known.get("way", {}).get("still"))


def stopped(session: Session) -> str:
    """Return when everything was last stopped (ISO 8601, UTC), empty if it never was."""
    return str(session.known.get("way", {}).get("stopped", ""))


def it_stands_still(scene: Scene) -> bool:
    return stands_still(scene.session)


def keep(scene: Scene, agreement: Agreement) -> Scene:
    lines, quotes = agreement_lines(agreement), own_words(scene.session)
    return keep_record(scene, "agreement", to_facts(agreement), lines=lines, quotes=quotes)


# How it reads


def agreement_lines(agreement: Agreement) -> tuple[Line, ...]:
    return (*first_lines(agreement), *item_lines(items(agreement)))


def first_lines(agreement: Agreement) -> tuple[Line, ...]:
    return (rung_line(agreement.rung), line_with(WAIT, agreement.level(WAIT)))


def items(agreement: Agreement) -> dict[str, str]:
    return {item: str(agreement.level(item)) for item in agreement.lines if item in ITEMS}


def line_with(line: str, value: Value) -> Line:
    """Return how a line of the agreement reads with this value."""
    if line == RUNG:
        return rung_line(int(value))
    if line != WAIT:
        return line_alone(line, str(value))
    if value == NO_WAIT:
        return wait_line("none")
    return open_line() if value == OPEN else until_line(datetime.fromisoformat(str(value)))


def version_line(agreement: Agreement) -> Line:
    last = agreement.changes[-1]
    return Line(key="boundaries-version", number=last.version, at=last.at)


# What depends on the moment


def look_up(scene: Scene) -> Scene:
    """Remember when somebody opened it: what they are offered depends on the moment."""
    return scene.become(scene.session.remember(**{f"now_{scene.by}": scene.now.isoformat()}))


def opened_at(session: Session, by: Partner) -> datetime:
    return datetime.fromisoformat(str(session.memory[f"now_{by}"]))
