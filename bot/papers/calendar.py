"""A moment -> an entry for a calendar (RFC 5545) that tells a stranger nothing: whose it is, or what it is about."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

PRODUCT = "-//calendar entry//EN"


def entry(*, summary: str, at: datetime, minutes: int, now: datetime, conversation: str) -> bytes:
    """Return the file. The same moment of the same ``conversation`` is the same entry, however often it is added."""
    event = Event()
    event.add("uid", sha256(f"{conversation} {at.timestamp():.0f}".encode()).hexdigest()[:32])
    event.add("dtstamp", now)
    event.add("dtstart", at)
    event.add("dtend", at + timedelta(minutes=minutes))
    event.add("summary", summary)
    event.add("class", "PRIVATE")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
