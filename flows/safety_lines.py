"""Where help is, by country: emergency numbers, lines about violence, lines to be heard.

Source: evidence.md, C4; each entry has the date it was checked and how sure it is.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from flows.zone_countries import country_of_zone

__all__ = ["Line", "SafetyLines", "countries", "country_of_zone", "lines"]

Confidence = Literal["high", "medium", "low"]
Hours = Literal["always", "office", "limited", "unknown"]
Audience = Literal["anyone", "women", "men", "lgbt"]
Reach = Literal["everywhere", "mobile", "buenos_aires", "moscow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: at least one of ``number``, ``text`` and ``site`` is there.

    ``name`` is its proper name; ``text`` takes SMS, which begin with ``word`` when there is one;
    ``languages`` are ISO 639-1 codes, empty when not known.
    """

    number: str | None = None
    name: str | None = None
    hours: Hours = "unknown"
    text: str | None = None
    word: str | None = None
    whatsapp: str | None = None
    site: str | None = None
    chat: bool = False
    languages: tuple[str, ...] = ()
    multilingual: bool = False
    audience: Audience = "anyone"
    reach: Reach = "everywhere"
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyLines:
    """What a person in ``country`` can turn to; None is a place that we have no numbers for.

    ``emergency_silent`` is typed during a call by someone who cannot speak.
    ``checked`` and ``confidence`` are None when there are no numbers.
    """

    country: str | None
    emergency: tuple[str, ...] = ()
    emergency_text: str | None = None
    emergency_silent: str | None = None
    violence: tuple[Line, ...] = ()
    support: tuple[Line, ...] = ()
    apps: tuple[str, ...] = ()
    checked: date | None = None
    confidence: Confidence | None = None


def lines(country: str | None) -> SafetyLines:
    """Return the lines of an ISO 3166 country; those for anywhere when it is None or not known."""
    data = _data()
    code = country.upper() if country else ""
    code = data["shared"].get(code, code)
    if code in data["countries"]:
        return _lines(code, data["countries"][code])
    if code in data["european_union"]["members"]:
        return _lines(code, data["european_union"])
    return SafetyLines(country=None)


def countries() -> tuple[str, ...]:
    """Return the countries with an entry of their own."""
    return tuple(sorted(_data()["countries"]))


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("flows").joinpath("decks/safety_lines.toml").read_text("utf-8"))


def _lines(code: str, entry: Mapping[str, Any]) -> SafetyLines:
    return SafetyLines(
        country=code,
        emergency=tuple(entry["emergency"]),
        emergency_text=entry.get("emergency_text"),
        emergency_silent=entry.get("emergency_silent"),
        violence=tuple(_line(row, entry["confidence"]) for row in entry["violence"]),
        support=tuple(_line(row, entry["confidence"]) for row in entry.get("support", ())),
        apps=tuple(entry.get("apps", ())),
        checked=entry["checked"],
        confidence=entry["confidence"],
    )


def _line(row: Mapping[str, Any], confidence: Confidence) -> Line:
    known: dict[str, Any] = {"confidence": confidence, **row, "languages": tuple(row.get("languages", ()))}
    return Line(**known)
