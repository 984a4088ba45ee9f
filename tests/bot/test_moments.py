"""What people type about a moment is read in their own zone: to come if any of it is, four at most."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.moment_words import tokens
from bot.moments import MOST, moments
from bot.texts import languages

NOW = datetime(2026, 11, 25, 20, 0, 30, tzinfo=UTC)
"""A Wednesday, 21:00 in Madrid."""
ZONES = ("Europe/Madrid", "America/New_York", "America/Sao_Paulo", "Pacific/Chatham", "Australia/Lord_Howe")


def read(
    text: str, language: str = "en", *, zone: str = "Europe/Madrid", now: datetime = NOW, month_first: bool = False
) -> list[str]:
    """Return the proposals as the clock in ``zone`` shows them."""
    found = moments(text, language=language, zone=zone, now=now, month_first=month_first)
    return [moment.astimezone(ZoneInfo(zone)).strftime("%a %Y-%m-%d %H:%M") for moment in found]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("sat 19:30", "Sat 2026-11-28 19:30"),
        ("saturday at 7pm", "Sat 2026-11-28 19:00"),
        ("Sat, 7.30 p.m.", "Sat 2026-11-28 19:30"),
        ("tomorrow 20:00", "Thu 2026-11-26 20:00"),
        ("today 10pm", "Wed 2026-11-25 22:00"),
        ("tonight at 10", "Wed 2026-11-25 22:00"),
        ("wed 19:30", "Wed 2026-12-02 19:30"),
        ("5.12. 19:30", "Sat 2026-12-05 19:30"),
        ("5/12 19:30", "Sat 2026-12-05 19:30"),
        ("12/25 7pm", "Fri 2026-12-25 19:00"),
        ("12 December 19:30", "Sat 2026-12-12 19:30"),
        ("December 12 at 7 in the evening", "Sat 2026-12-12 19:00"),
        ("the 5th at 8pm", "Sat 2026-12-05 20:00"),
        ("2026-12-05 19:30", "Sat 2026-12-05 19:30"),
        ("5 december 2027 19:30", "Sun 2027-12-05 19:30"),
        ("in 3 days 18h", "Sat 2026-11-28 18:00"),
        ("in 90 minutes", "Wed 2026-11-25 22:30"),
        ("let's say fri around 8pm?", "Fri 2026-11-27 20:00"),
        ("tomorrow morning at 08:00", "Thu 2026-11-26 08:00"),
        ("half past seven tomorrow evening", "Thu 2026-11-26 19:30"),
        ("saturday noon", "Sat 2026-11-28 12:00"),
        ("19.30", "Thu 2026-11-26 19:30"),
        ("29 feb at 20:00", "Tue 2028-02-29 20:00"),
    ],
)
def test_one_meaning_is_one_moment(text: str, meant: str) -> None:
    assert read(text) == [meant]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("sáb 19:30", "Sat 2026-11-28 19:30"),
        ("mañana a las 8 de la noche", "Thu 2026-11-26 20:00"),
        ("mañana por la mañana a las 9", "Thu 2026-11-26 09:00"),
        ("el 5 de diciembre a las 19:30", "Sat 2026-12-05 19:30"),
        ("pasado mañana 20h", "Fri 2026-11-27 20:00"),
        ("dentro de 3 días a las 18h", "Sat 2026-11-28 18:00"),
        ("en dos horas", "Wed 2026-11-25 23:00"),
        ("el sábado a las siete y media de la tarde", "Sat 2026-11-28 19:30"),
        ("mañana al mediodía", "Thu 2026-11-26 12:00"),
        ("el 5 a las 20:30", "Sat 2026-12-05 20:30"),
        ("el lunes que viene a las 9 de la mañana", "Mon 2026-11-30 09:00"),
        ("vale, el viernes a las 20", "Fri 2026-11-27 20:00"),
    ],
)
def test_spanish_is_read_as_well(text: str, meant: str) -> None:
    assert read(text, "es") == [meant]


@pytest.mark.parametrize(
    ("text", "language", "meant"),
    [
        ("8", "en", ["Thu 2026-11-26 08:00", "Thu 2026-11-26 20:00"]),
        ("mañana a las 8", "es", ["Thu 2026-11-26 08:00", "Thu 2026-11-26 20:00"]),
        ("saturday", "en", [f"Sat 2026-11-28 {hour}:00" for hour in (10, 15, 18, 20)]),
        ("el viernes por la noche", "es", [f"Fri 2026-11-27 {hour}:00" for hour in (18, 19, 20, 21)]),
        ("next friday at 7pm", "en", ["Fri 2026-11-27 19:00", "Fri 2026-12-04 19:00"]),
        ("sat 6 dec 19:30", "en", ["Sat 2026-11-28 19:30", "Sun 2026-12-06 19:30"]),
    ],
)
def test_what_may_mean_several_moments_is_asked_back(text: str, language: str, meant: list[str]) -> None:
    assert read(text, language) == meant


def test_a_date_by_slash_is_day_first_but_where_people_write_the_month_first() -> None:
    assert read("1/2 19:30") == ["Mon 2027-02-01 19:30"]
    assert read("1/2 19:30", month_first=True) == ["Sat 2027-01-02 19:30", "Mon 2027-02-01 19:30"]
    assert read("12/25 19:30", month_first=True) == ["Fri 2026-12-25 19:30"]


NONSENSE = ("", "banana", "may", "sat sat 8", "25:00", "31.2. 10:00", "am", "1 1 1", "yesterday tomorrow")


@pytest.mark.parametrize("text", NONSENSE)
def test_nonsense_is_no_moment(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "language", "meant"),
    [
        ("today 9pm", "en", "Wed 2026-11-25 21:00"),
        ("yesterday 20:00", "en", "Tue 2026-11-24 20:00"),
        ("ayer a las 20:00", "es", "Tue 2026-11-24 20:00"),
        ("23 nov 20:00", "en", "Mon 2026-11-23 20:00"),
        ("mon 23.11. 20:00", "en", "Mon 2026-11-23 20:00"),
        ("26 oct 20:00", "en", "Mon 2026-10-26 20:00"),
        ("5.12.2019 16:00", "en", "Thu 2019-12-05 16:00"),
    ],
)
def test_what_has_just_gone_by_is_past_and_not_next_years(text: str, language: str, meant: str) -> None:
    assert read(text, language) == [meant]


@pytest.mark.parametrize(
    ("now", "text", "meant"),
    [
        ("2026-11-25", "27 may 20:00", "Thu 2027-05-27 20:00"),
        ("2026-05-05", "31.12. 20:00", "Thu 2026-12-31 20:00"),
        ("2027-01-02", "30.12. 20:00", "Wed 2026-12-30 20:00"),
        ("2026-12-30", "2 jan 20:00", "Sat 2027-01-02 20:00"),
    ],
)
def test_a_date_without_a_year_is_the_next_one_unless_it_has_just_gone_by(now: str, text: str, meant: str) -> None:
    assert read(text, now=datetime.fromisoformat(f"{now}T20:00+00:00")) == [meant]


@pytest.mark.parametrize(
    ("zone", "now", "text", "in_utc"),
    [
        # the hour that is skipped in spring, and the one that comes twice in autumn
        ("Europe/Madrid", "2026-03-28T20:00", "sun 02:30", "2026-03-29T01:30"),
        ("Europe/Madrid", "2026-10-24T20:00", "sun 02:30", "2026-10-25T00:30"),
        ("America/New_York", "2026-03-07T20:00", "sun 02:30", "2026-03-08T07:30"),
        ("America/New_York", "2026-10-31T20:00", "sun 01:30", "2026-11-01T05:30"),
        ("America/Sao_Paulo", "2018-11-03T20:00", "sun 00:30", "2018-11-04T03:30"),  # the last one there at midnight
        ("America/Sao_Paulo", "2026-10-16T20:00", "sun 00:30", "2026-10-18T03:30"),  # and none since
        ("Pacific/Chatham", "2026-09-26T02:00", "sun 03:00", "2026-09-26T14:15"),
        ("Pacific/Chatham", "2026-04-04T02:00", "sun 03:00", "2026-04-04T13:15"),
        ("Australia/Lord_Howe", "2026-10-03T02:00", "sun 02:15", "2026-10-03T15:45"),
        ("Australia/Lord_Howe", "2026-04-04T02:00", "sun 01:45", "2026-04-04T14:45"),
    ],
)
def test_a_skipped_or_doubled_time_is_taken_as_the_zone_has_it(zone: str, now: str, text: str, in_utc: str) -> None:
    found = moments(text, language="en", zone=zone, now=datetime.fromisoformat(now).replace(tzinfo=UTC))

    assert found == (datetime.fromisoformat(in_utc).replace(tzinfo=UTC),)


def test_within_the_doubled_hour_the_second_one_is_still_to_come() -> None:
    between = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)  # 02:45 in Madrid, for the first time

    assert moments("today 02:30", language="en", zone="Europe/Madrid", now=between) == (
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    )


def test_tomorrow_at_the_same_time_is_the_same_time_across_a_clock_change() -> None:
    eve = datetime(2026, 3, 28, 18, 0, tzinfo=UTC)

    assert read("tomorrow 19:30", now=eve) == ["Sun 2026-03-29 19:30"]


WORDS = (
    "sat",
    "tomorrow",
    "mañana",
    "noche",
    "8",
    "12",
    "19:30",
    "pm",
    "a. m.",
    "in 3 days",
    "en",
    "5.12.",
    "5/12",
    "1930",
    "31",
    "may",
    "next",
    "half past",
    "menos cuarto",
    "24:00",
    "99",
    "0:00",
    "2026-02-30",
    "in 999 weeks",
    "midnight",
    "the 5th",
    "de la",
    ".",
    ",",
)
MOMENTS = st.integers(0, 100 * 366).map(lambda days: NOW.replace(year=1999) + timedelta(days=days, hours=days % 24))
TYPED = st.one_of(st.text(max_size=100), st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join))


@given(TYPED, st.sampled_from(("en", "es")), st.sampled_from(ZONES), MOMENTS, st.booleans())
@example("٣:٣٠", "en", "Europe/Madrid", NOW, False)
@example("9999-12-31 23:59", "en", "Pacific/Chatham", NOW, False)
def test_whatever_is_typed_never_fails_and_is_past_only_where_nothing_of_it_is_to_come(
    text: str, language: str, zone: str, now: datetime, month_first: bool
) -> None:
    found = moments(text, language=language, zone=zone, now=now, month_first=month_first)

    assert len(found) <= MOST
    assert list(found) == sorted(set(found))
    assert all(moment > now for moment in found) or all(moment <= now for moment in found)
    assert all(moment.utcoffset() == timedelta(0) for moment in found)


@given(st.sampled_from(ZONES), MOMENTS, st.integers(1, 300), st.integers(0, 23), st.integers(0, 59))
def test_a_day_and_an_hour_that_are_written_out_come_back(
    zone: str, now: datetime, days: int, hour: int, minute: int
) -> None:
    local = now.astimezone(ZoneInfo(zone)) + timedelta(days=days)
    text = f"{local.day}.{local.month}.{local.year} {hour:02}:{minute:02}"
    wanted = datetime(local.year, local.month, local.day, hour, minute, tzinfo=ZoneInfo(zone)).astimezone(UTC)

    found = moments(text, language="en", zone=zone, now=now)

    assert wanted in found


def test_every_language_can_name_every_weekday_and_month() -> None:
    for language in languages():
        kinds = [token for word in _words(language) for token in tokens(word, language) or ()]

        assert {token.value for token in kinds if token.kind == "weekday"} == {(n,) for n in range(7)}
        assert {token.value for token in kinds if token.kind == "month"} == {(n,) for n in range(12)}


def _words(language: str) -> list[str]:
    data = tomllib.loads(files("flows").joinpath("locales", language, "moments.toml").read_text("utf-8"))
    return [word for words in (*data["weekdays"], *data["months"]) for word in words]
