"""Which zone names there are, and which country each lies in."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneTable:
    """``zones`` has the ISO 3166 code of each zone; ``links`` the zone that an older name stands for."""

    zones: Mapping[str, str]
    links: Mapping[str, str]
    placeless: frozenset[str]


@cache
def zone_table() -> ZoneTable:
    data = tomllib.loads(files("flows").joinpath("decks/zone_countries.toml").read_text("utf-8"))
    return ZoneTable(zones=data["zones"], links=data["links"], placeless=frozenset(data["placeless"]))


def country_of_zone(zone: str) -> str | None:
    """Return the ISO 3166 code that the zone suggests; None for one that belongs to no country."""
    table = zone_table()
    return table.zones.get(table.links.get(zone, zone))
