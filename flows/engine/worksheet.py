"""A worksheet: a level for each of many items, page by page on one message that redraws itself."""

from __future__ import annotations

from dataclasses import dataclass

from flows.engine.refusal import Reason, Refused
from flows.engine.script import Area, Ticks
from flows.engine.session import Partner, Session

BACK, ON = "page:back", "page:on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is on the message now. ``number`` counts from 1; ``levels`` has every item of the page."""

    deck: str
    area: Area
    number: int
    pages: int
    focus: str
    levels: dict[str, str]


def page(ticks: Ticks, session: Session, partner: Partner) -> Page:
    """Return the page with the item in focus."""
    areas, focus = ticks.areas(session, partner), session.at(partner).focus
    index = next((i for i, area in enumerate(areas) if focus in area.items), 0)
    area, levels = areas[index], _levels(ticks, session, partner)
    return Page(
        deck=ticks.deck,
        area=area,
        number=index + 1,
        pages=len(areas),
        focus=focus if focus in area.items else area.items[0],
        levels={item: levels.get(item, ticks.default) for item in area.items},
    )


def _levels(ticks: Ticks, session: Session, partner: Partner) -> dict[str, str]:
    begun = ticks.begin(session, partner) if ticks.begin else ()
    ticked = (*begun, *session.at(partner).ticked)
    return {item: level for item, _, level in (tick.partition(":") for tick in ticked)}


def filled_in(ticks: Ticks, session: Session, partner: Partner) -> tuple[str, ...]:
    """Return ``item:level`` for every item; what was left out has the default."""
    levels = _levels(ticks, session, partner)
    items = [item for area in ticks.areas(session, partner) for item in area.items]
    return tuple(f"{item}:{levels.get(item, ticks.default)}" for item in items)


def ticked(ticks: Ticks, session: Session, partner: Partner, pressed: str) -> Session:
    """Return the session after a press: a page turned, an item in focus, or its level set and the next in focus.

    Raises:
        Refused: there is no such page, item or level.
    """
    areas = ticks.areas(session, partner)
    items = [item for area in areas for item in area.items]
    item, _, level = pressed.partition(":")
    if pressed in (BACK, ON):
        here = page(ticks, session, partner).number - 1
        there = here + (1 if pressed == ON else -1)
        if not 0 <= there < len(areas):
            raise Refused(Reason.UNKNOWN)
        return session.move(partner, focus=areas[there].items[0])
    if item not in items or (level and level not in ticks.levels):
        raise Refused(Reason.UNKNOWN)
    if not level:
        return session.move(partner, focus=item)
    others = tuple(tick for tick in session.at(partner).ticked if tick.partition(":")[0] != item)
    following = items[min(items.index(item) + 1, len(items) - 1)]
    return session.move(partner, ticked=(*others, pressed), focus=following)
