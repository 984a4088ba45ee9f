import re
import tomllib
from datetime import date
from importlib.resources import files
from typing import get_args

import pytest

from flows import safety_lines
from flows.safety_lines import Line, SafetyLines, countries, country_of_zone, lines
from flows.zone_countries import zone_table

NUMBER = re.compile(r"[0-9 +/-]+")


def every_line(found: SafetyLines) -> tuple[Line, ...]:
    return found.violence + found.support


def tzdata_lines(name: str) -> list[str]:
    text = files("tzdata").joinpath(name).read_text("utf-8")
    return [row for row in text.splitlines() if row and not row.startswith("#")]


def test_all_countries_of_the_evidence_are_there() -> None:
    evidence = (
        "US CA GB IE AU NZ DE AT CH FR BE NL ES PT IT PL CZ UA RU KZ GE TR IL IN JP KR BR MX AR ZA SE NO DK FI RO GR"
    )

    assert countries() == tuple(sorted(evidence.split()))


@pytest.mark.parametrize("country", countries())
def test_a_country_has_an_emergency_number_a_line_about_violence_a_date_and_a_confidence(
    country: str,
) -> None:
    found = lines(country)

    assert found.country == country
    assert found.emergency
    assert found.violence
    assert isinstance(found.checked, date)
    assert found.confidence in get_args(safety_lines.Confidence)


@pytest.mark.parametrize("country", [*countries(), "HR"])
def test_numbers_hold_nothing_that_a_phone_cannot_dial(country: str) -> None:
    found = lines(country)
    numbers = [*found.emergency, found.emergency_text, found.emergency_silent]
    numbers += [number for line in every_line(found) for number in (line.number, line.text, line.whatsapp)]

    assert [number for number in numbers if number is not None and not NUMBER.fullmatch(number)] == []


@pytest.mark.parametrize("country", [*countries(), "HR"])
def test_a_line_can_be_reached_and_its_tags_are_known(country: str) -> None:
    for line in every_line(lines(country)):
        assert line.number or line.text or line.site
        assert line.hours in get_args(safety_lines.Hours)
        assert line.audience in get_args(safety_lines.Audience)
        assert line.reach in get_args(safety_lines.Reach)
        assert line.confidence in get_args(safety_lines.Confidence)
        assert all(re.fullmatch("[a-z]{2}", language) for language in line.languages)


def test_an_unsure_number_says_so() -> None:
    assert [line.confidence for line in lines("PT").support] == ["high", "low"]
    assert {line.confidence for line in every_line(lines("RU"))} == {"low"}


def test_lines_for_men_and_lgbt_people_are_marked() -> None:
    assert [line.audience for line in lines("GB").violence] == ["women", "men", "lgbt"]


def test_a_country_without_an_entry_gets_what_is_there_for_anywhere() -> None:
    anywhere = SafetyLines(country=None)

    assert lines("MN") == anywhere
    assert lines(None) == anywhere


def test_the_rest_of_the_european_union_gets_its_shared_numbers_as_unsure() -> None:
    found = lines("HR")

    assert found.emergency == ("112",)
    assert [(line.number, line.confidence) for line in found.violence] == [
        ("116 016", "low"),
        ("116 006", "low"),
    ]


def test_a_territory_shares_the_lines_of_its_country_and_case_does_not_matter() -> None:
    assert lines("PR") == lines("us")


def test_no_sentences_stand_in_the_data() -> None:
    data = tomllib.loads(files("flows").joinpath("decks/safety_lines.toml").read_text("utf-8"))
    tags = {"high", "medium", "low", "always", "office", "limited", "women", "men", "lgbt"}

    for entry in data["countries"].values():
        for line in (*entry["violence"], *entry.get("support", ())):
            words = {value for key, value in line.items() if key != "name" and isinstance(value, str)}
            assert all(word in tags or " " not in word or NUMBER.fullmatch(word) for word in words)


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/Madrid", "ES"),
        ("America/Argentina/Buenos_Aires", "AR"),
        ("America/Buenos_Aires", "AR"),
        ("Europe/Kiev", "UA"),
        ("Asia/Calcutta", "IN"),
        ("Iceland", "IS"),
        ("US/Eastern", "US"),
        ("Australia/Lord_Howe", "AU"),
        ("UTC", None),
        ("Etc/GMT-2", None),
        ("Nowhere/Town", None),
    ],
)
def test_a_zone_suggests_a_country(zone: str, country: str | None) -> None:
    assert country_of_zone(zone) == country


def test_every_zone_maps_to_a_country_or_is_listed_as_placeless() -> None:
    placeless = zone_table().placeless
    names = set(tzdata_lines("zones"))

    assert {zone for zone in names if country_of_zone(zone) is None} - placeless == set()
    assert {zone for zone in placeless if country_of_zone(zone) is not None} == set()


def test_the_zones_and_their_countries_are_those_of_tzdata() -> None:
    rows = [row.split("\t") for row in tzdata_lines("zoneinfo/zone.tab")]

    assert dict(zone_table().zones) == {row[2]: row[0] for row in rows}
    assert set(zone_table().links.values()) <= set(zone_table().zones)
