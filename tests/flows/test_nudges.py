"""How somebody wants to be reminded: one press each, in their own zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from flows.engine.effects import Line, Say
from flows.nudges import FLOW, TIMES, later
from flows.schedule import QUIET
from flows.zones import common_zones
from tests.flows.drive import START, A, Drive

WISHES = {"nudges": "some", "at": "19:00", "zone": "Pacific/Chatham", "quiet": QUIET["short"], "language": "es"}


def opened() -> Drive:
    drive = Drive(FLOW, known={"wishes": WISHES})
    drive.calls("opened")
    return drive


def test_the_page_says_how_it_is_now() -> None:
    assert opened().prompt(A).lines == (
        Line(key="nudges-often.some"),
        Line(key="nudges-days.any"),
        Line(key="nudges-time.evening"),
        Line(key="nudges-quiet_now", names=(("hours", "nudges-quiet.short"),)),
        Line(key="nudges-place_now", zone="Pacific/Chatham"),
    )


@pytest.mark.parametrize("hours", [-1, 1])
def test_the_page_says_until_when_nothing_comes_while_that_is_ahead(hours: int) -> None:
    until = START + timedelta(hours=hours)
    drive = Drive(FLOW, known={"wishes": {**WISHES, "snoozed": until.isoformat()}})
    drive.calls("opened")

    said = Line(key="nudges-snooze_now", at=until)
    assert (said in drive.prompt(A).lines) == (hours > 0)


def test_the_places_are_those_of_the_readers_language() -> None:
    drive = opened()
    drive.presses(A, "place")

    assert drive.options(A) == common_zones("es")


@pytest.mark.parametrize(
    ("presses", "settings"),
    [
        (("often", "none"), {"nudges": "none"}),
        (("time", "morning"), {"nudge_at": TIMES["morning"]}),
        (("time", "any"), {"nudge_at": ""}),
        (("days", "weekend"), {"nudge_days": "56"}),
        (("days", "sunday"), {"nudge_days": "6"}),
        (("quiet", "short"), {"quiet": QUIET["short"]}),
        (("place", "Europe/Madrid"), {"zone": "Europe/Madrid"}),
    ],
)
def test_each_wish_is_two_presses(presses: tuple[str, ...], settings: dict[str, str]) -> None:
    drive = opened()
    drive.presses(A, *presses)

    assert drive.settings == settings
    assert drive.told(A) == ["nudges-kept"]
    assert drive.state(A) == "home"


def test_one_press_switches_a_kind_off_and_another_on_again() -> None:
    drive = opened()
    drive.presses(A, "kinds", "turn", "promise")
    assert drive.settings == {"nudges_off": "turn promise"}
    assert [line.key for line in drive.prompt(A).lines][:2] == ["nudges-with.step", "nudges-without.turn"]

    drive.presses(A, "turn")
    assert drive.settings == {"nudges_off": "promise"}
    drive.presses(A, "enough")
    assert drive.state(A) == "home"


def test_why_the_last_one_came_can_be_asked_wherever_somebody_is() -> None:
    drive = Drive(FLOW, known={"wishes": {**WISHES, "for": ["step", "promise"]}})
    drive.calls("because")
    said = [effect for effect in drive.effects if isinstance(effect, Say)]

    assert [(one.key, [line.key for line in one.lines]) for one in said] == [
        ("nudges-last", ["nudges-with.step", "nudges-with.promise"]),
        ("nudges-because", []),
    ]
    drive.presses(A, "often")
    drive.calls("not_now")
    assert drive.state(A) == "snooze"


def test_a_city_can_be_typed_on_a_journey() -> None:
    drive = opened()
    drive.presses(A, "place")
    drive.types(A, "Lisbon")
    assert drive.prompt(A).lines == (Line(key="zones-found"),)
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
