"""The tables. Ids of rows are never used again; moments are UTC milliseconds; sealed columns hold ciphertext."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    and_,
    column,
    false,
    text,
    true,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


@lru_cache(maxsize=128)  # what is written in one transaction has one moment
def _to_milliseconds(value: datetime | None) -> int | None:
    return None if value is None else (value - EPOCH) // _MILLISECOND


def _from_milliseconds(value: int | None) -> datetime | None:
    return None if value is None else EPOCH + value * _MILLISECOND


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime, kept as whole milliseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], int | None]:  # noqa: ARG002 -- as SQLAlchemy calls it
        return _to_milliseconds

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[int | None], datetime | None]:  # noqa: ARG002 -- as SQLAlchemy calls it
        return _from_milliseconds


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only in an INTEGER column


def _id() -> Column[int]:
    return Column("id", Id, primary_key=True)


def _owner(name: str, table: str, ondelete: str = "CASCADE") -> Column[int]:
    return Column(name, Id, ForeignKey(f"{table}.id", ondelete=ondelete))


person = Table(
    "person",
    metadata,
    _id(),
    Column("telegram_id", BigInteger, nullable=False, unique=True),
    Column("key", LargeBinary, nullable=False),
    Column("name", LargeBinary, nullable=False),
    Column("settings", LargeBinary, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("consented_at", Moment),
    Column("unreachable_since", Moment),
    Column("last_nudged_at", Moment),  # no longer written: when somebody was nudged lies among their settings, sealed
    sqlite_autoincrement=True,
)

couple = Table(
    "couple",
    metadata,
    _id(),
    Column("key", LargeBinary, nullable=False),
    Column("group_chat", BigInteger, unique=True),
    Column("group_alone", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("ended_at", Moment),
    sqlite_autoincrement=True,
)

member = Table(
    "member",
    metadata,
    Column("couple_id", Id, ForeignKey("couple.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", Id, ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("partner", Text, primary_key=True),
    Column("left_at", Moment),
    Index("ix_member_person_id", "person_id"),
    Index(
        "uq_member_person_id_active",
        "person_id",
        unique=True,
        sqlite_where=text("left_at IS NULL"),
    ),
)

invitation = Table(
    "invitation",
    metadata,
    _id(),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("person_id", Id, ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
    Column("used_at", Moment),
    _owner("used_by", "person", "SET NULL"),
    sqlite_autoincrement=True,
)

session = Table(
    "session",
    metadata,
    _id(),
    Column("flow", Text, nullable=False),
    _owner("person_id", "person"),
    _owner("couple_id", "couple"),
    Column("body", LargeBinary, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("finished_at", Moment),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Index(None, "couple_id", "finished_at"),
    Index(None, "person_id", "finished_at"),
    sqlite_autoincrement=True,
)

answer = Table(
    "answer",
    metadata,
    _id(),
    Column("session_id", Id, ForeignKey("session.id", ondelete="CASCADE"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("author", Id, ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    UniqueConstraint("session_id", "n"),
    sqlite_autoincrement=True,
)

record = Table(
    "record",
    metadata,
    _id(),
    _owner("person_id", "person"),
    _owner("couple_id", "couple"),
    Column("name", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("created_at", Moment, nullable=False),
    Index(None, "person_id", "name"),
    Index(None, "couple_id", "name"),
    sqlite_autoincrement=True,
)

timer = Table(
    "timer",
    metadata,
    _id(),
    Column("kind", Text, nullable=False),
    Column("session_id", Id, ForeignKey("session.id", ondelete="CASCADE"), index=True),
    Column("person_id", Id, ForeignKey("person.id", ondelete="CASCADE"), index=True),
    Column("couple_id", Id, ForeignKey("couple.id", ondelete="CASCADE"), index=True),
    Column("partner", Text),
    Column("turn", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("due_at", Moment, nullable=False),
    # What moves a conversation is found past any number of nudges, and these past any number of those.
    *(
        Index(f"ix_timer_due_at_{name}", "due_at", sqlite_where=which)
        for name, which in (("nudges", text("kind = 'nudge'")), ("others", text("kind <> 'nudge'")))
    ),
    sqlite_autoincrement=True,
)

_closed, _words = column("closed", Boolean), column("words", Boolean)
shown = Table(
    "shown",
    metadata,
    _id(),
    Column("chat", BigInteger, nullable=False),
    Column("message_id", BigInteger),
    Column("session_id", Id, ForeignKey("session.id", ondelete="CASCADE")),
    Column("partner", Text),
    Column("turn", Integer, nullable=False),
    Column("answer", Integer),
    Column("kind", Text, nullable=False),
    Column("words", Boolean, nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("person_id", Id, ForeignKey("person.id", ondelete="CASCADE"), index=True),
    _owner("couple_id", "couple"),
    Column("body", LargeBinary, nullable=False),
    Column("created_at", Moment, nullable=False),
    Index(None, "chat", "message_id"),
    Index(None, "session_id", "partner", "turn"),
    # Few are in a group, and few take words still: a message that does not is not to be added to any more indexes.
    Index(None, "couple_id", sqlite_where=text("couple_id IS NOT NULL")),
    Index("ix_shown_chat_words", "chat", sqlite_where=and_(_closed == false(), _words == true())),
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("chat", BigInteger, nullable=False),
    Column("method", Text, nullable=False),
    Column("priority", Integer, nullable=False),
    _owner("person_id", "person"),
    _owner("couple_id", "couple"),
    Column("body", LargeBinary, nullable=False),
    _owner("shown_id", "shown", "SET NULL"),
    _owner("author", "person"),
    Column("together", Boolean, nullable=False),
    Column("remove_after", Integer),  # seconds
    Column("state", Text, nullable=False),  # waiting, held, later, failed
    Column("not_before", Moment, nullable=False),  # 1970: at once, whatever the clock says
    Column("expires_at", Moment),
    Column("attempts", Integer, nullable=False),
    Column("error", Text),
    Column("created_at", Moment, nullable=False),
    Index(None, "state", "priority", "id"),
    Index(None, "state", "not_before", sqlite_where=text("state IN ('held', 'later')")),  # few wait for a moment
    Index(None, "chat", "state", "id"),
    sqlite_autoincrement=True,
)

seen_update = Table(
    "seen_update",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False, index=True),
)

parked_update = Table(
    "parked_update",
    metadata,
    _id(),
    Column("update_id", BigInteger),  # none: not even that could be read
    Column("at", Moment, nullable=False, index=True),
    Column("reason", Text, nullable=False),  # bug, malformed
    Column("sender", BigInteger),
    Column("chat", BigInteger),
    Column("body", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)

meta = Table(
    "meta",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)


def tell_postgres() -> None:
    """Let an index of some rows only be so on PostgreSQL, too. Said above, it would make SQLite load that dialect."""
    for table in metadata.tables.values():
        for index in table.indexes:
            index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]
