"""People: who they are to Telegram, their name and settings (sealed), their consent and reachability."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import bindparam, insert, select, update

from bot.store.erasure import forget
from bot.store.keys import Keys, person_owner
from bot.store.link import AnyRow, Link
from bot.store.seen import Seen
from bot.store.tables import person
from bot.store.values import Person, Settings
from flows.engine.frozen import replace

_SETTINGS = TypeAdapter(Settings)

CELLS = (
    person.c.id,
    person.c.telegram_id,
    person.c.name,
    person.c.settings,
    person.c.consented_at,
    person.c.unreachable_since,
)
_BY_TELEGRAM = select(*CELLS).where(person.c.telegram_id == bindparam("telegram_id"))
_BY_ID = select(*CELLS).where(person.c.id == bindparam("row"))
_ADD = insert(person)
_ROW = person.c.id == bindparam("row")
_RENAME = update(person).where(_ROW).values(name=bindparam("name"))
_SETTLE = update(person).where(_ROW).values(settings=bindparam("settings"))
_CONSENT = update(person).where(_ROW).values(consented_at=bindparam("at"))
_REACHABLE = update(person).where(_ROW, person.c.unreachable_since.is_not(None)).values(unreachable_since=None)
_UNREACHABLE = (
    update(person).where(_ROW, person.c.unreachable_since.is_(None)).values(unreachable_since=bindparam("at"))
)


class People:
    __slots__ = ("_keys", "_link", "_seen")

    def __init__(self, link: Link, keys: Keys, seen: Seen) -> None:
        self._link = link
        self._keys = keys
        self._seen = seen

    def by_telegram(self, telegram_id: int) -> Person | None:
        person_id = self._seen.get("telegram", telegram_id)
        if person_id is not None:
            return self.get(person_id)
        return self._one(self._link.execute(_BY_TELEGRAM, {"telegram_id": telegram_id}).first())

    def get(self, person_id: int) -> Person | None:
        known: Person | None = self._seen.get("person", person_id)
        return known or self._one(self._link.execute(_BY_ID, {"row": person_id}).first())

    def _one(self, row: AnyRow | None) -> Person | None:
        return None if row is None else self.read(tuple(row))

    def read(self, cells: tuple[Any, ...]) -> Person:
        """Return the person whose ``CELLS`` these are."""
        place = f"person:{cells[0]}"
        person: Person | None = self._keys.known(place, cells)
        if person is None:
            person = self._opened(cells)
            self._keys.note(place, cells, person)
        self._seen.put("person", person.id, person)
        self._seen.put("telegram", person.telegram_id, person.id)
        return person

    def add(self, telegram_id: int, name: str, now: datetime) -> Person:
        person_id, settings = self._link.new_id(person), Settings()
        row = {
            "id": person_id,
            "telegram_id": telegram_id,
            "created_at": now,
            "key": self._keys.new(person_owner(person_id)),
            "name": self._seal(person_id, "name", name),
            "settings": self._seal(person_id, "settings", _SETTINGS.dump_json(settings).decode()),
        }
        self._link.execute(_ADD, row)
        return Person(
            id=person_id,
            telegram_id=telegram_id,
            name=name,
            settings=settings,
            consented=False,
            reachable=True,
        )

    def rename(self, person_id: int, name: str) -> None:
        self._seen.forget("person", person_id)
        self._link.execute(_RENAME, {"row": person_id, "name": self._seal(person_id, "name", name)})

    def settings(self, person_id: int, settings: Settings) -> None:
        known: Person | None = self._seen.get("person", person_id)
        self._seen.forget("person", person_id)
        if known is not None:
            self._seen.put("person", person_id, replace(known, settings=settings))
        sealed = self._seal(person_id, "settings", _SETTINGS.dump_json(settings).decode())
        self._link.execute(_SETTLE, {"row": person_id, "settings": sealed})

    def consent(self, person_id: int, at: datetime) -> None:
        self._seen.forget("person", person_id)
        self._link.execute(_CONSENT, {"row": person_id, "at": at})

    def reachable(self, person_id: int, reachable: bool, at: datetime) -> None:
        """Note that Telegram refuses (since ``at``) or takes messages to this person again."""
        self._seen.forget("person", person_id)
        if reachable:
            self._link.execute(_REACHABLE, {"row": person_id})
        else:
            self._link.execute(_UNREACHABLE, {"row": person_id, "at": at})

    def forget(self, person_id: int, left: Mapping[int, str] | None = None) -> None:
        """Erase the person: every row that is theirs, their key, and what their couple owned, with its key.

        ``left`` are the conversations, by id, that the partner goes on with, and what is left to read in them.
        """
        self._seen.clear()
        forget(self._link, self._keys, person_id, left or {})

    def _seal(self, person_id: int, column: str, text: str) -> bytes:
        return self._keys.seal(text, f"person:{column}:{person_id}", person_id, None)

    def _opened(self, cells: tuple[Any, ...]) -> Person:
        person_id, telegram_id, name, settings, consented_at, unreachable_since = cells
        return Person(
            id=person_id,
            telegram_id=telegram_id,
            name=self._keys.open(name, f"person:name:{person_id}", person_id, None),
            settings=_SETTINGS.validate_json(
                self._keys.open(settings, f"person:settings:{person_id}", person_id, None)
            ),
            consented=consented_at is not None,
            reachable=unreachable_since is None,
        )
