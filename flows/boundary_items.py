"""What a couple can have boundaries on: items in areas, the ladder of touch, waiting times, and how they read in lists.

The areas are those of programme.md, "Step 2"; that a boundary is about what is all right for oneself, and that nothing
may become a means to watch the other, is from evidence.md, B3. Keys only; the labels are texts ``boundary_items-…``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from flows.engine.effects import Line
from flows.engine.script import Area
from flows.engine.session import Partner, Session

DECK = "boundary_items"
AREAS: dict[str, tuple[str, ...]] = {
    "phones": ("phone_look", "messages_read", "location", "phone_bed", "phone_meals", "photos_post"),
    "others": ("former_partner", "involved", "new_people", "colleagues", "friend_alone"),
    "out": ("out_alone", "home_late", "night_away", "alcohol_out", "alcohol_home", "big_spending"),
    "telling": ("tell_friend", "tell_family", "tell_children", "tell_counsellor", "tell_work", "tell_online"),
    "home": ("same_bed", "same_room", "bathroom", "changing", "come_in", "evening_alone", "guests"),
    "talking": ("talk_night", "talk_bed", "talk_meals", "talk_details", "talk_before_others", "talk_sudden"),
    "touch": ("kiss_hello", "hug_unasked", "hands_outside", "comfort", "touch_asleep", "flirting", "body_remarks"),
}
ITEMS = tuple(item for items in AREAS.values() for item in items)
UNTICKED = "ask"

NAMED_RUNGS = (5, 6)
"""The steps of the ladder that the couple names; below them all have a label."""
RUNGS = tuple(range(NAMED_RUNGS[0]))

WAITS: dict[str, timedelta | None] = {
    "none": timedelta(0),
    "week": timedelta(days=7),
    "two_weeks": timedelta(days=14),
    "month": timedelta(days=30),
    "three_months": timedelta(days=91),
    "until_said": None,
}
"""How long nothing goes further; None: until it is said."""


def areas(_session: Session, _partner: Partner) -> tuple[Area, ...]:
    return tuple(Area(name, items) for name, items in AREAS.items())


def area_of(item: str) -> str:
    return next(name for name, items in AREAS.items() if item in items)


def item_line(item: str, level: str) -> Line:
    """Return an item with its level, below the name of its area."""
    return Line(key="boundary_items-line", names=_names(item, level))


def line_alone(item: str, level: str) -> Line:
    """Return an item with its level and the name of its area, to be understood without the others."""
    area = ("area", f"boundary_items-area-{area_of(item)}")
    return Line(key="boundary_items-alone", names=(area, *_names(item, level)))


def _names(item: str, level: str) -> tuple[tuple[str, str], ...]:
    return (("item", f"boundary_items-{item}"), ("level", f"boundary_items-level-{level}"))


def item_lines(levels: Mapping[str, str]) -> tuple[Line, ...]:
    """Return all items with their levels, each area under its name."""
    lines: list[Line] = []
    for name, items in AREAS.items():
        known = [item for item in items if item in levels]
        if known:
            lines.append(Line(key="boundary_items-heading", names=(("area", f"boundary_items-area-{name}"),)))
            lines += [item_line(item, levels[item]) for item in known]
    return tuple(lines)


def special_lines(levels: Mapping[str, str]) -> tuple[Line, ...]:
    """Return only the items that read otherwise than all that nobody ticked, and one line for those."""
    special = {item: level for item, level in levels.items() if level != UNTICKED}
    rest = Line(key="boundary_items-rest" if item_lines(special) else "boundary_items-rest_all")
    return (*item_lines(special), rest)


def rung_line(rung: int) -> Line:
    return Line(key="boundary_items-ladder", names=(("rung", f"boundary_items-rung-{rung}"),))


def wait_line(wait: str) -> Line:
    """Return the line for a waiting time that is counted from a moment to come."""
    return Line(key="boundary_items-waiting", names=(("wait", f"boundary_items-wait-{wait}"),))


def open_line() -> Line:
    """Return the line for a waiting time of which nobody reads whose word ends it."""
    return Line(key="boundary_items-open")


def until_line(until: datetime) -> Line:
    """Return the line for a waiting time that has its end."""
    return Line(key="boundary_items-until", at=until)
