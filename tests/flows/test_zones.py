import tomllib
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.zone_countries import zone_table
from flows.zones import common_zones, find_zone, place_of_zone

SPELLINGS = tomllib.loads(files("flows").joinpath("decks/cities.toml").read_text("utf-8"))["spellings"]


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Madrid", "Europe/Madrid"),
        ("  madrid ", "Europe/Madrid"),
        ("MADRID, Spain", "Europe/Madrid"),
        ("vivo en Sevilla", "Europe/Madrid"),
        ("Seville", "Europe/Madrid"),
        ("nueva york", "America/New_York"),
        ("New York", "America/New_York"),
        ("NYC", "America/New_York"),
        ("são paulo", "America/Sao_Paulo"),
        ("Sao Paulo", "America/Sao_Paulo"),
        ("CDMX", "America/Mexico_City"),
        ("Ciudad de México", "America/Mexico_City"),
        ("ciudad de mexico", "America/Mexico_City"),
        ("Kyiv", "Europe/Kyiv"),
        ("Kiev", "Europe/Kyiv"),
        ("Київ", "Europe/Kyiv"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("Saigon", "Asia/Ho_Chi_Minh"),
        ("Lisboa", "Europe/Lisbon"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("America/New York", "America/New_York"),
        ("Łódź", "Europe/Warsaw"),
        ("Lodz", "Europe/Warsaw"),
        ("København", "Europe/Copenhagen"),
        ("Kobenhavn", "Europe/Copenhagen"),
        ("İstanbul", "Europe/Istanbul"),
        ("Xian", "Asia/Shanghai"),
        ("St Johns", "America/St_Johns"),
        ("東京", "Asia/Tokyo"),
        ("서울", "Asia/Seoul"),
        ("मुंबई", "Asia/Kolkata"),
        ("UTC", "UTC"),
        ("UTC+2", "Etc/GMT-2"),
        ("gmt -3", "Etc/GMT+3"),
        ("+05:30", "Asia/Kolkata"),
        ("UTC+0", "UTC"),
        ("Córdoba, Argentina", "America/Argentina/Cordoba"),
        ("Córdoba, España", "Europe/Madrid"),
        ("San José", "America/Costa_Rica"),
        ("San José, California", "America/Los_Angeles"),
    ],
)
def test_what_people_type_finds_their_zone_first(typed: str, zone: str) -> None:
    assert find_zone(typed)[0] == zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Madird", "Europe/Madrid"),
        ("Barcelon", "Europe/Madrid"),
        ("Nueva Yrok", "America/New_York"),
        ("Londn", "Europe/London"),
        ("Bogtá", "America/Bogota"),
        ("Buenos Aries", "America/Argentina/Buenos_Aires"),
        ("Amsterdan", "Europe/Amsterdam"),
        ("san fran", "America/Los_Angeles"),
    ],
)
def test_one_typo_or_a_beginning_is_enough(typed: str, zone: str) -> None:
    assert zone in find_zone(typed)


@pytest.mark.parametrize("typed", ["", "  ", "?", "xyzzyq", "no lo sé", "UTC+99", "+5:17", "Madrid" * 40, "Factory"])
def test_what_is_not_known_finds_nothing(typed: str) -> None:
    assert find_zone(typed) == ()


def test_a_name_of_several_places_offers_them() -> None:
    assert find_zone("Birmingham") == ("Europe/London", "America/Chicago")
    assert find_zone("Valencia") == ("Europe/Madrid", "America/Caracas")
    assert len(find_zone("Estados Unidos")) == 4


@settings(deadline=None)
@given(st.text(max_size=100))
def test_whatever_is_typed_gives_at_most_four_zones_that_exist(typed: str) -> None:
    found = find_zone(typed)

    assert len(found) <= 4
    assert len(set(found)) == len(found)
    for zone in found:
        assert ZoneInfo(zone)


def test_every_spelling_finds_the_zones_it_is_listed_at() -> None:
    lost = [
        (spelling, zone)
        for zone, spellings in SPELLINGS.items()
        for spelling in spellings
        if zone not in (found := find_zone(spelling)) and len(found) < 4
    ]

    assert lost == []


def test_every_zone_can_be_typed() -> None:
    assert [zone for zone in zone_table().zones if find_zone(zone) != (zone,)] == []


def test_the_listed_zones_exist_and_the_list_is_wide() -> None:
    assert set(SPELLINGS) <= set(zone_table().zones)
    assert sum(len(spellings) for spellings in SPELLINGS.values()) > 350


def test_each_language_offers_six_zones_to_pick_from() -> None:
    assert common_zones("es")[0] == "Europe/Madrid"
    assert common_zones("es-MX") == common_zones("es")
    assert common_zones("xx") == common_zones("en")
    for language in ("en", "es"):
        zones = common_zones(language)
        assert len(set(zones)) == 6
        assert set(zones) <= set(zone_table().zones)


@pytest.mark.parametrize(
    ("zone", "english", "spanish"),
    [
        ("America/Argentina/Buenos_Aires", "Buenos Aires", "Buenos Aires"),
        ("America/Mexico_City", "Mexico City", "Ciudad de México"),
        ("Europe/Vienna", "Vienna", "Viena"),
        ("Etc/GMT-2", "UTC+2", "UTC+2"),
        ("Etc/GMT+3", "UTC-3", "UTC-3"),
        ("UTC", "UTC", "UTC"),
    ],
)
def test_a_zone_is_shown_by_its_place_as_the_reader_calls_it(zone: str, english: str, spanish: str) -> None:
    assert place_of_zone(zone, "en") == english
    assert place_of_zone(zone, "es") == spanish


def test_what_a_place_is_called_can_be_typed() -> None:
    for zone in zone_table().zones:
        assert zone in find_zone(place_of_zone(zone, "es"))


def test_the_names_of_places_are_of_zones_that_there_are_and_of_no_other_length_than_a_button_holds() -> None:
    names = tomllib.loads(files("flows").joinpath("decks/zone_names.toml").read_text("utf-8"))
    for places in names.values():
        assert set(places) <= set(zone_table().zones)
        assert max(map(len, places.values())) <= 32
