"""Which time zones a person may mean by the city, country, zone or distance from UTC that they type."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from flows.engine.effects import Line
from flows.engine.session import Partner, Session
from flows.zone_countries import ZoneTable, country_of_zone, zone_table

MAX_OFFERED = 4
MAX_TYPED_CHARS = 80
MIN_PREFIX_CHARS = 3
MIN_INNER_CHARS = 4  # inside a longer text, "la" and "ba" are words, not cities
LIKENESS = 0.8  # of 0 to 1, as difflib measures: one typo in a word of five letters

OFFSET = re.compile(r"(?:utc|gmt)?\s*([+−–-])\s*(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"} | dict.fromkeys("'’‘ʻʼ`´"))
REGIONS_OF_LINKS = frozenset({"Africa", "America", "Asia", "Atlantic", "Europe", "Indian", "Pacific"})


@dataclass(frozen=True, slots=True)
class Spelling:
    written: str
    zone: str


def find_zone(text: str) -> tuple[str, ...]:
    """Return the zones that ``text`` may mean, the likeliest first; empty when it is not known.

    Accents and case do not matter. A name that is written in full hides those that only resemble it.
    """
    if len(text) > MAX_TYPED_CHARS:
        return ()
    typed = text.strip()
    folded = _fold(typed)
    return (
        _first((*_spelled(folded, typed), *_named(typed), *_at_offset(typed)))
        or _first(_mentioned(folded.split()))
        or _first(_beginning_with(folded))
        or _first(_resembling(folded))
    )


def common_zones(language: str) -> tuple[str, ...]:
    """Return six zones to pick from, for a language tag; those of English where we have no list."""
    common = _data()["common"]
    return tuple(common.get(language.split("-", maxsplit=1)[0].lower(), common["en"]))


def found_by_typing(session: Session, partner: Partner) -> tuple[Line, ...]:
    """Return what to ask below the places that were found for something typed: each stands for its time of day."""
    return (Line(key="zones-found"),) if session.at(partner).found else ()


def place_of_zone(zone: str, language: str) -> str:
    """Return what people call the place of a zone, in a language that we have: its city, or its distance from UTC."""
    return _names().get(language, {}).get(zone) or _place(zone)


def _place(zone: str) -> str:
    place = zone.rsplit("/", 1)[-1]
    if zone.startswith("Etc/GMT") and place != "GMT":
        return "UTC" + place.removeprefix("GMT").translate(str.maketrans("+-", "-+"))  # POSIX signs run westward
    return place.replace("_", " ")


def _first(zones: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(zones))[:MAX_OFFERED]


def _spelled(folded: str, typed: str = "") -> list[str]:
    """Return the zones of a spelling; those that have the accents as typed come first."""
    known = _spellings().get(folded, ())
    wanted = unicodedata.normalize("NFC", typed).casefold()
    return [one.zone for one in sorted(known, key=lambda one: one.written.casefold() != wanted)]


def _named(typed: str) -> list[str]:
    name = _zone_names().get(typed.casefold().replace(" ", "_"))
    return [name] if name else []


def _at_offset(typed: str) -> list[str]:
    match = OFFSET.fullmatch(typed)
    if match is None:
        return []
    east = match[1] == "+"
    hours, minutes = int(match[2]), int(match[3] or 0)
    if minutes:
        zone = _data()["offsets"].get(f"{'+' if east else '-'}{hours:02}:{minutes:02}")
        return [zone] if zone else []
    if hours == 0:
        return ["UTC"]
    zone = f"Etc/GMT{'-' if east else '+'}{hours}"  # POSIX signs: west is plus
    return [zone] if zone in zone_table().placeless else []


def _mentioned(words: list[str]) -> list[str]:
    """Return the zones of the longest spelling among ``words``, those of a country also mentioned first."""
    found = [zones for phrase in _phrases(words) if len(phrase) >= MIN_INNER_CHARS and (zones := _spelled(phrase))]
    if not found:
        return []
    countries = {country_of_zone(zone) for zones in found[1:] for zone in zones}
    return sorted(found[0], key=lambda zone: country_of_zone(zone) not in countries)


def _phrases(words: list[str]) -> Iterator[str]:
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


def _beginning_with(folded: str) -> list[str]:
    if len(folded) < MIN_PREFIX_CHARS:
        return []
    return [one.zone for key, known in _spellings().items() if key.startswith(folded) for one in known]


def _resembling(folded: str) -> list[str]:
    alike = get_close_matches(folded, _spellings(), n=MAX_OFFERED, cutoff=LIKENESS)
    return [one.zone for key in alike for one in _spellings()[key]]


def _fold(text: str) -> str:
    """Return letters without case and accents, words parted by one space."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(LETTERS)
    letters = (char for char in plain if not unicodedata.category(char).startswith("M"))
    return " ".join("".join(char if char.isalnum() else " " for char in letters).split())


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("flows").joinpath("decks/cities.toml").read_text("utf-8"))


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    """Return by language what the places of zones are called where that is not the zone's own name."""
    return tomllib.loads(files("flows").joinpath("decks/zone_names.toml").read_text("utf-8"))


@cache
def _spellings() -> Mapping[str, tuple[Spelling, ...]]:
    """Return what each folded spelling may mean, in the order of cities.toml and then of the zones."""
    table, listed = zone_table(), _data()["spellings"]
    found: dict[str, dict[str, Spelling]] = {}
    for zone in (*listed, *table.zones):
        for written in (*listed.get(zone, ()), _place(zone), *(of[zone] for of in _names().values() if zone in of)):
            found.setdefault(_fold(written), {}).setdefault(zone, Spelling(written, zone))
    for written, zone in _older_places(table):
        found.setdefault(_fold(written), {}).setdefault(zone, Spelling(written, zone))
    return {key: tuple(known.values()) for key, known in found.items()}


def _older_places(table: ZoneTable) -> Iterator[tuple[str, str]]:
    """Yield places that only an older zone name knows, such as Saigon."""
    for link, zone in table.links.items():
        if link.split("/")[0] in REGIONS_OF_LINKS:
            yield _place(link), zone


@cache
def _zone_names() -> Mapping[str, str]:
    table = zone_table()
    names = {name: name for name in (*table.zones, *table.placeless) if name != "Factory"} | dict(table.links)
    return {name.casefold(): zone for name, zone in names.items()}
