"""How somebody wants to be reminded: one press each, in their own zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from flows.nudges import FLOW, TIMES, later
from flows.schedule import QUIET
from tests.flows.drive import A, Drive

WISHES = {"nudges": "some", "at": "19:00", "zone": "Pacific/Chatham"}


def opened() -> Drive:
    drive = Drive(FLOW, known={"wishes": WISHES})
    drive.calls("opened")
    return drive


def test_the_page_says_how_it_is_now() -> None:
    assert [line.key for line in opened().prompt(A).lines] == [
        "nudges-often.some",
        "nudges-days.any",
        "nudges-time.evening",
    ]


@pytest.mark.parametrize(
    ("presses", "settings"),
    [
        (("often", "none"), {"nudges": "none"}),
        (("time", "morning"), {"nudge_at": TIMES["morning"]}),
        (("time", "any"), {"nudge_at": ""}),
        (("quiet", "short"), {"quiet": QUIET["short"]}),
        (("place", "Europe/London"), {"zone": "Europe/London"}),
    ],
)
def test_each_wish_is_two_presses(presses: tuple[str, ...], settings: dict[str, str]) -> None:
    drive = opened()
    drive.presses(A, *presses)

    assert drive.settings == settings
    assert drive.told(A) == ["nudges-kept"]
    assert drive.state(A) == "home"


def test_a_city_can_be_typed_on_a_journey() -> None:
    drive = opened()
    drive.presses(A, "place")
    drive.types(A, "Lisbon")
    drive.presses(A, "Europe/Lisbon")

    assert drive.settings == {"zone": "Europe/Lisbon"}


@pytest.mark.parametrize(
    ("choice", "now", "until"),
    [
        ("hour", "2026-05-04T18:00", "2026-05-04T19:00"),
        ("tonight", "2026-05-04T10:00", "2026-05-04T17:00"),
        ("tonight", "2026-05-04T18:00", "2026-05-05T17:00"),
        ("tomorrow", "2026-05-04T18:00", "2026-05-05T07:00"),
        ("tomorrow", "2026-05-04T22:30", "2026-05-06T07:00"),
    ],
)
def test_a_while_ends_on_the_persons_own_clock(choice: str, now: str, until: str) -> None:
    assert later(choice, "Europe/Madrid", _utc(now)) == _utc(until)


def test_a_while_is_always_ahead_also_across_a_clock_change() -> None:
    start = datetime(2026, 3, 28, tzinfo=UTC)
    for zone in ("Europe/Madrid", "Pacific/Chatham", "America/Sao_Paulo", "Australia/Lord_Howe"):
        for hours in range(0, 72, 5):
            now = start + timedelta(hours=hours)
            for choice in ("hour", "tonight", "tomorrow"):
                assert now < later(choice, zone, now) <= now + timedelta(hours=36)


def _utc(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)
