"""Data keys: read, opened once, and kept for the next transaction; sealing and opening of columns."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, LargeBinary, Table, bindparam, func, select, update

from bot.store.errors import StoreError
from bot.store.link import Link
from bot.store.recent import Recent
from bot.store.sending import all_know, tell_erased
from bot.store.tables import couple, meta, person
from bot.store.upsert import insert
from bot.vault import KEY_ID_BYTES, Damaged, DataKey, Vault, Veil, WrongKey, wrapped_by

Cells: TypeAlias = tuple[Any, ...]
STORE = "store"  # the owner of what belongs to nobody: messages to people without a row
STORE_KEY = "key"  # its wrapped key, in hex, in meta: also the check that the configured master keys fit

KNOWN_KEYS = "known_keys"  # in meta: the ids of the master keys that the running bot was started with, in hex

_PERSON_KEY = select(person.c.key).where(person.c.id == bindparam("row"))
_COUPLE_KEY = select(couple.c.key).where(couple.c.id == bindparam("row"))
_PERSON_KEYS = select(person.c.id, person.c.key).where(person.c.key != b"")
_STORE_KEY = select(meta.c.value).where(meta.c.name == STORE_KEY)
_KNOWN_KEYS = select(meta.c.value).where(meta.c.name == KNOWN_KEYS)
_ANNOUNCE = insert(meta)
_ANNOUNCE = _ANNOUNCE.on_conflict_do_update(index_elements=["name"], set_={"value": _ANNOUNCE.excluded.value})


def person_owner(person_id: int) -> str:
    return f"person:{person_id}"


def couple_owner(couple_id: int) -> str:
    return f"couple:{couple_id}"


def _master(table: Table) -> ColumnElement[bytes]:
    """Return the id of the master key in a wrapped key (see ``bot.vault``)."""
    return func.substr(table.c.key, 2, KEY_ID_BYTES, type_=LargeBinary())


_MASTERS = [select(_master(table)).where(table.c.key != b"").distinct() for table in (person, couple)]


MOST_KEYS = 4096
MOST_BYTES = 12_000_000


class KeyRing:
    """The opened data keys of committed owners, and what was lately found in rows with sealed columns.

    Safe between threads. ``opened`` maps the place of a row to its cells and what they hold: of use only while the
    same is there, so that no transaction has to undo anything.
    """

    def __init__(self) -> None:
        self._keys: Recent[str, DataKey] = Recent(MOST_KEYS)
        self.opened: Recent[str, tuple[Cells, Any]] = Recent(MOST_BYTES)
        self.veil: Veil | None = None
        """The store's, once it was needed."""

    def get(self, owner: str) -> DataKey | None:
        return self._keys.get(owner)

    def erased(self, owner: str) -> None:
        """Forget a key that another process has erased; '' for any of them."""
        if owner:
            self._keys.drop(owner)
        else:
            self._keys.clear()
        self.opened.clear()

    def take(self, fresh: dict[str, DataKey], gone: set[str]) -> None:
        for owner, key in fresh.items():
            self._keys.put(owner, key)
        for owner in gone:
            self._keys.drop(owner)
        if gone:
            self.opened.clear()  # what an erased person's key opened goes with it


def _weight(cells: Cells) -> int:
    return sum(len(cell) for cell in cells if isinstance(cell, bytes))


class Keys:
    """The keys that one transaction uses. New ones reach the ring only by ``committed``.

    A rolled-back insert gives its id to the next row, which has another key: hence not earlier.
    """

    __slots__ = ("_fresh", "_gone", "_link", "_ring", "_used", "_vault")

    def __init__(self, link: Link, vault: Vault, ring: KeyRing) -> None:
        self._link = link
        self._vault = vault
        self._ring = ring
        self._fresh: dict[str, DataKey] = {}
        self._gone: set[str] = set()
        self._used: dict[tuple[int | None, int | None], DataKey] = {}

    def seal(self, text: str | bytes, place: str, person_id: int | None, couple_id: int | None) -> bytes:
        used = self._used.get((person_id, couple_id))  # a call less than by _of: it is looked for so often
        return (used or self._of(person_id, couple_id)).seal(text, place)

    def open(self, blob: bytes, place: str, person_id: int | None, couple_id: int | None) -> str:
        """Return the text; '' for what was emptied when its couple was erased."""
        return self._of(person_id, couple_id).open(blob, place) if blob else ""

    def known(self, place: str, cells: Cells) -> Any:
        """Return what was lately noted of this row, None if nothing was."""
        known = self._ring.opened.get(place)
        return None if known is None or known[0] != cells else known[1]

    def note(self, place: str, cells: Cells, value: object) -> None:
        """Keep for the next transactions what is in this row: a value that nobody changes."""
        self._ring.opened.put(place, (cells, value), _weight(cells))

    def new(self, owner: str) -> bytes:
        """Draw a data key for this owner and return it wrapped, for its row."""
        self._fresh[owner], wrapped = self._vault.new_data_key(owner)
        return wrapped

    def drop(self, owner: str) -> None:
        """Let every process forget the key of this owner, once it is committed that it is gone."""
        self._fresh.pop(owner, None)
        tell_erased(self._link, owner)
        self._used.clear()
        self._gone.add(owner)

    def veil(self) -> Veil:
        """Return what hides what buttons carry: the same for as long as there is this database."""
        if self._ring.veil is None:
            self._ring.veil = self._vault.veil(self._wrapped(None, None), STORE)
        return self._ring.veil

    def mark(self, person_id: int) -> str:
        """Return the mark of a person's data key (see ``bot.store.erased``)."""
        return self._vault.mark(self._wrapped(person_id, None), person_owner(person_id))

    def marked(self, marks: Collection[str]) -> list[int]:
        """Return the people whose data keys have one of these marks. It opens the keys of all."""
        rows = self._link.execute(_PERSON_KEYS).all()
        return [row_id for row_id, key in rows if self._vault.mark(key, person_owner(row_id)) in marks]

    def committed(self) -> None:
        if self._fresh or self._gone:
            self._ring.take(self._fresh, self._gone)

    def rewrap(self, most: int) -> int:
        """Wrap data keys that an older master key holds by the first one; return how many: 0 when all are."""
        people = self._rewrap(person, most)
        couples = self._rewrap(couple, most - people)
        return people + couples + (self._rewrap_store() if people + couples < most else 0)

    def announce(self) -> None:
        """Note which master keys this process knows: by any other it could not open what is rewrapped meanwhile."""
        known = " ".join(sorted(master.hex() for master in self._vault.masters))
        if self._link.scalar(_KNOWN_KEYS) != known:
            self._link.execute(_ANNOUNCE, {"name": KNOWN_KEYS, "value": known})

    def announced(self) -> bool:
        """Say whether the bot, when it was last started, knew the key that encrypts here, and all its workers do."""
        known = self._vault.first.hex() in (self._link.scalar(_KNOWN_KEYS) or "").split()
        return known and all_know(self._link, self._vault.first)

    def check(self) -> None:
        """Raise WrongKey if any data key is wrapped by a master key that the vault does not hold."""
        self._of(None, None)
        masters = {bytes(found) for query in _MASTERS for found in self._link.scalars(query)}
        if not all(self._vault.knows(master) for master in masters):
            raise WrongKey("a stored key belongs to a master key that is not listed")

    def _rewrap(self, table: Table, most: int) -> int:
        older = select(table.c.id, table.c.key).where(table.c.key != b"", _master(table) != self._vault.first)
        rows = self._link.execute(older.order_by(table.c.id).limit(most)).all()
        # Not what was erased or changed meanwhile, where writers do not wait for each other.
        same = (table.c.id == bindparam("row"), table.c.key == bindparam("old"))
        replace = update(table).where(*same).values(key=bindparam("wrapped"))
        for row_id, key in rows:
            wrapped = self._vault.rewrap(key, f"{table.name}:{row_id}")
            self._link.execute(replace, {"row": row_id, "old": key, "wrapped": wrapped})
        return len(rows)

    def _rewrap_store(self) -> int:
        wrapped = self._wrapped(None, None)
        if wrapped_by(wrapped) == self._vault.first:
            return 0
        fresh = self._vault.rewrap(wrapped, STORE).hex()
        self._link.execute(update(meta).where(meta.c.name == STORE_KEY).values(value=fresh))
        return 1

    def _of(self, person_id: int | None, couple_id: int | None) -> DataKey:
        key = self._used.get((person_id, couple_id))
        if key is None:
            key = self._used[person_id, couple_id] = self._found(person_id, couple_id)
        return key

    def _found(self, person_id: int | None, couple_id: int | None) -> DataKey:
        if person_id is not None:
            owner = person_owner(person_id)
        elif couple_id is not None:
            owner = couple_owner(couple_id)
        else:
            owner = STORE
        key = self._fresh.get(owner) or self._ring.get(owner)
        if key is None:
            key = self._fresh[owner] = self._vault.unwrap(self._wrapped(person_id, couple_id), owner)
        return key

    def _wrapped(self, person_id: int | None, couple_id: int | None) -> bytes:
        wrapped: bytes | None
        if person_id is not None:
            wrapped = self._link.scalar(_PERSON_KEY, {"row": person_id})
        elif couple_id is not None:
            wrapped = self._link.scalar(_COUPLE_KEY, {"row": couple_id})
        else:
            wrapped = bytes.fromhex(self._link.scalar(_STORE_KEY) or "")
        if not wrapped:
            raise StoreError(f"no key for person {person_id}, couple {couple_id}: erased or never there")
        return wrapped


def fits(connection: Connection, vault: Vault, name: str = "storage.url") -> None:
    """Check that the vault opens what is in this database, which an error calls ``name``.

    Raises:
        WrongKey: a data key is wrapped by a master key that the vault does not hold.
        StoreError: the keys in the database are damaged.
    """
    try:
        Keys(Link(connection, {}), vault, KeyRing()).check()
    except WrongKey:
        raise WrongKey("privacy.keys: the key that this database was written with is not among them") from None
    except (Damaged, TypeError, ValueError):
        raise StoreError(f"{name}: the keys in this database are damaged") from None
