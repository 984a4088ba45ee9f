"""A connection that runs Core statements prepared once: their SQL, the order and types of their values, their columns.

SQLAlchemy finds all that in its caches again at each execution, which costs several times what SQLite takes for the
statement itself. What has to be rendered each time (a list within a statement, many rows) still goes through it.
"""

from __future__ import annotations

import re
from collections import namedtuple
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, TypeAlias

from sqlalchemy import (
    BigInteger,
    Boolean,
    Connection,
    Delete,
    Dialect,
    Insert,
    LargeBinary,
    Select,
    Table,
    Text,
    Update,
    bindparam,
    column,
    func,
    select,
    table,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.types import TypeEngine

from bot.store.postgres import terse

AnyRow: TypeAlias = Any  # a named tuple of the columns that the statement selects
Process: TypeAlias = Callable[[Any], Any] | None
Change: TypeAlias = Insert | Update
Known: TypeAlias = dict[Executable, "Prepared | None"]
"""What was prepared by its statement, which is always given values of the same names; None where it cannot be."""
_NO_VALUES: Mapping[str, Any] = {}

_LAST_ID: Select[Any] = (
    select(column("seq")).select_from(table("sqlite_sequence")).where(column("name") == bindparam("name"))
)
_NEXT_ID = select(func.nextval(func.pg_get_serial_sequence(bindparam("name", type_=Text), "id")).cast(BigInteger))


class Result:
    """What a statement gave: ``rowcount`` of a change, ``row_id`` of an added row, and its rows."""

    __slots__ = ("_rows", "row_id", "rowcount")

    def __init__(self, rows: list[AnyRow], rowcount: int, row_id: int | None) -> None:
        self._rows = rows
        self.rowcount = rowcount
        self.row_id = row_id

    def __iter__(self) -> Iterator[AnyRow]:
        return iter(self._rows)

    def all(self) -> list[AnyRow]:
        return self._rows

    def first(self) -> AnyRow | None:
        return self._rows[0] if self._rows else None

    def one(self) -> AnyRow:
        (row,) = self._rows
        return row


class Prepared:
    """A statement for one dialect, with the names of the values that it is given."""

    __slots__ = (
        "_given",
        "_outputs",
        "_returning",
        "_row",
        "_selects",
        "_sql",
        "count",
        "finds",
        "refers",
        "touches",
    )

    def __init__(self, statement: Executable, compiled: SQLCompiler, dialect: Dialect, given: Collection[str]) -> None:
        self._sql = compiled.string
        self.finds = _taken_along(statement).union(re.findall(r"\w+", self._sql))
        self.refers = _where(statement).refers if isinstance(statement, Insert | Update) else frozenset[str]()
        self.touches = self.finds | self.refers
        names = compiled.positiontup if compiled.positiontup is not None else list(compiled.bind_names.values())
        self.count = len(given)
        processes = {name: _to_driver(compiled.binds[name].type, dialect) for name in names}
        constants = {name: compiled.params[name] for name in names if name not in given}
        self._given = _giver(names, processes, constants, by_name=not compiled.positional)
        self._returning = bool(compiled.effective_returning)
        self._selects = isinstance(statement, Select)
        columns = statement.selected_columns if isinstance(statement, Select) else ()
        found = [_from_driver(column.type, dialect) for column in columns]
        self._outputs = [(place, process) for place, process in enumerate(found) if process is not None]
        self._row: Callable[[Sequence[Any]], AnyRow] | None = None

    def run(self, cursor: Any, values: Mapping[str, Any]) -> Result:
        cursor.execute(self._sql, self._given(values))
        if self._selects:
            return Result(self._opened(cursor), -1, None)
        row_id = cursor.fetchone()[0] if self._returning else getattr(cursor, "lastrowid", None)
        return Result([], cursor.rowcount, row_id)

    def run_many(self, cursor: Any, rows: Sequence[Mapping[str, Any]]) -> None:
        cursor.executemany(self._sql, [self._given(row) for row in rows])

    def _opened(self, cursor: Any) -> list[AnyRow]:
        rows = cursor.fetchall()
        make = self._row
        if make is None:
            names = [column[0] for column in cursor.description]
            row: Any = namedtuple("Row", names)  # type: ignore[misc]  # the names are the query's
            make = self._row = partial(tuple.__new__, row)  # what its _make does, in a call less
        if self._outputs:
            rows = map(self._processed, rows)
        return list(map(make, rows))

    def _processed(self, row: tuple[Any, ...]) -> list[Any]:
        values = list(row)
        for place, process in self._outputs:
            values[place] = process(values[place])
        return values


def _giver(
    names: Sequence[str], processes: Mapping[str, Process], constants: Mapping[str, Any], *, by_name: bool
) -> Callable[[Mapping[str, Any]], Any]:
    """Return what makes of the values by name those that the driver takes: written out, since it is done so often."""
    known: dict[str, Any] = {}
    parts = []
    for place, name in enumerate(names):
        process = processes[name]
        if name in constants:
            known[f"constant_{place}"] = process(constants[name]) if process else constants[name]
            part = f"constant_{place}"
        else:
            known[f"process_{place}"] = process
            part = f"process_{place}(values[{name!r}])" if process else f"values[{name!r}]"
        parts.append(f"{name!r}: {part}" if by_name else f"{part},")
    whole = f"{{{', '.join(parts)}}}" if by_name else f"({' '.join(parts)})"
    giver: Callable[[Mapping[str, Any]], Any] = eval(f"lambda values: {whole}", known)  # noqa: S307 -- of names in code
    return giver


class Link:
    """The connection of one transaction. ``known`` outlives it: what was prepared for this database.

    ``ids`` are the last ones that were given, by table, as far as they are known.
    """

    __slots__ = ("_connection", "_cursor", "_known", "_last_ids", "_later", "dialect")

    def __init__(self, connection: Connection, known: Known, ids: dict[str, int] | None = None) -> None:
        self._connection = connection
        self._cursor = connection.connection.cursor()
        self._known = known
        self._last_ids = {} if ids is None else ids
        self._later: dict[Change, _Later] = {}
        self.dialect = connection.dialect

    def execute(self, statement: Executable, values: Any = None, *, about: int | None = None) -> Any:
        """Run a statement: a Result, or SQLAlchemy's own for what could not be prepared.

        ``about`` is what all rows that it can find or change are about, as ``later`` was told.

        Raises:
            DBAPIError: as SQLAlchemy has it, without the values.
        """
        values = values or _NO_VALUES
        prepared = self._known.get(statement)
        if prepared is None or prepared.count != len(values):
            prepared = self._prepared(statement, values)
        if prepared is None:
            self.catch_up()
            return self._connection.execute(statement, values)
        if self._later:
            self._catch_up_for(prepared, about)
        try:
            return prepared.run(self._cursor, values)
        except self.dialect.loaded_dbapi.Error as error:
            raise _told(statement, error, self.dialect) from None

    def execute_many(self, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run a change once for each row of values; all rows have the same names."""
        if rows:
            self._run_many(statement, rows, at_once=True)

    def _run_many(self, statement: Executable, rows: Sequence[Mapping[str, Any]], *, at_once: bool) -> None:
        prepared = self._prepared(statement, rows[0])
        assert prepared is not None  # no list within a statement that is run many times
        if at_once:
            self._catch_up_for(prepared, None)
        try:
            prepared.run_many(self._cursor, rows)
        except self.dialect.loaded_dbapi.Error as error:
            raise _told(statement, error, self.dialect) from None

    def scalar(self, statement: Executable, values: Any = None, *, about: int | None = None) -> Any:
        row = self.execute(statement, values, about=about).first()
        return None if row is None else row[0]

    def scalars(self, statement: Executable, values: Any = None) -> list[Any]:
        return [row[0] for row in self.execute(statement, values)]

    def add(self, statement: Insert, row: Mapping[str, Any]) -> int:
        """Add the row and return the id that the database gave it."""
        row_id: int = self.execute(statement, row).row_id
        return row_id

    def later(self, statement: Change, row: Mapping[str, Any], *, about: Collection[int] | None = None) -> None:
        """Add or change a row together with others: before the next statement that may find it, else by ``catch_up``.

        What is added to a table is there before it is changed, and before what refers to it is added. Of the
        statements that change a table only one is given here. ``about`` are numbers by which the row is found, such
        as its chat's; None where it may be found in any way.
        """
        due = self._later.get(statement)
        if due is None:
            due = self._later[statement] = _Later(_where(statement))
        due.rows.append(row)
        if about is None:
            due.about = None
        elif due.about is not None:
            due.about.update(about)

    def catch_up(self) -> None:
        """Do all that was to be done later; to be called at the end of the transaction."""
        self._catch_up_with(self._later)

    def _catch_up_for(self, prepared: Prepared, about: int | None) -> None:
        """Do what matters to a statement, if it may be about the same."""
        for due in self._later.values():
            if due.where.name in prepared.touches and (about is None or due.about is None or about in due.about):
                self._catch_up_with(self._needed(prepared))
                return

    def _needed(self, prepared: Prepared) -> list[Change]:
        """Return what is due in the tables that a statement finds, and what adds rows that it, or these, refer to."""
        needed, refers = [], set(prepared.refers)
        for statement in sorted(self._later, key=_turn, reverse=True):
            where = _where(statement)
            if where.name in prepared.finds or (where.name in refers and where.adds):
                needed.append(statement)
                refers |= where.refers
        return needed

    def _catch_up_with(self, statements: Iterable[Change]) -> None:
        due = [(statement, self._later.pop(statement)) for statement in sorted(statements, key=_turn)]
        for statement, what in due:
            self._run_many(statement, what.rows, at_once=False)

    def new_id(self, of: Table) -> int:
        """Return the id for a row that is about to be added, which no row of this table has had.

        What is sealed is bound to its row, so the id is needed before the row is there. A table's rows are all
        added with ids from here, or all without.
        """
        if self.dialect.name != "sqlite":
            row_id: int = self.scalar(_NEXT_ID, {"name": of.name})
            return row_id
        last = self._last_ids.get(of.name)
        if last is None:  # this transaction is the only writer
            last = self.scalar(_LAST_ID, {"name": of.name}) or 0
        self._last_ids[of.name] = last + 1
        return last + 1

    def _prepared(self, statement: Executable, values: Mapping[str, Any]) -> Prepared | None:
        prepared = self._known.get(statement)
        if prepared is None and statement not in self._known:
            prepared = self._known[statement] = _prepared(statement, values.keys(), self.dialect)
        if prepared is not None and prepared.count != len(values):
            raise TypeError(f"{type(statement).__name__} is given other values than before")
        return prepared


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a statement changes something: ``refers`` are the tables whose rows this one's rows refer to.

    Changes are made in the order of ``turn``: all that is added comes first, what is referred to before the rest.
    """

    name: str
    adds: bool
    refers: frozenset[str]
    turn: tuple[bool, int]


@cache
def _where(statement: Change) -> _Where:
    of, adds = statement.table, isinstance(statement, Insert)
    assert isinstance(of, Table)
    return _Where(of.name, adds, _parents(of), (not adds, of.metadata.sorted_tables.index(of)))


def _turn(statement: Change) -> tuple[bool, int]:
    return _where(statement).turn


class _Later:
    """What one statement is to change later, and what that is about; None: anything."""

    __slots__ = ("about", "rows", "where")

    def __init__(self, where: _Where) -> None:
        self.where = where
        self.rows: list[Mapping[str, Any]] = []
        self.about: set[int] | None = set()


def _parents(of: Table) -> frozenset[str]:
    return frozenset(key.column.table.name for key in of.foreign_keys)


def _taken_along(statement: Executable) -> set[str]:
    """Return the tables that may lose a row, or what one refers to, when this statement deletes."""
    if not isinstance(statement, Delete):
        return set()
    assert isinstance(statement.table, Table)
    gone = {statement.table.name}
    for one in statement.table.metadata.sorted_tables:  # what refers comes after what it refers to
        if not gone.isdisjoint(_parents(one)):
            gone.add(one.name)
    return gone


def _prepared(statement: Executable, given: Collection[str], dialect: Dialect) -> Prepared | None:
    assert isinstance(statement, ClauseElement)
    compiled = statement.compile(dialect=dialect, column_keys=list(given))
    assert isinstance(compiled, SQLCompiler)
    if any(bind.expanding for bind in compiled.binds.values()):
        return None
    if missing := {name for name, bind in compiled.binds.items() if bind.required}.difference(given):
        raise TypeError(f"no value for {sorted(missing)}")
    return Prepared(statement, compiled, dialect, given)


_AS_NUMBER = {None: None, False: 0, True: 1}.__getitem__


def _to_driver(kind: TypeEngine[Any], dialect: Dialect) -> Process:
    """Return what makes the driver's value of one; SQLite's takes bytes as they are, and a bool as the number it is."""
    if dialect.name == "sqlite" and isinstance(kind, LargeBinary):
        return None
    if dialect.name == "sqlite" and isinstance(kind, Boolean):
        return _AS_NUMBER
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _from_driver(kind: TypeEngine[Any], dialect: Dialect) -> Process:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _told(statement: Executable, error: Exception, dialect: Dialect) -> BaseException:
    """Return SQLAlchemy's error for the driver's. The values stay out of it: they may be people's words (P4)."""
    base = dialect.loaded_dbapi.Error
    return DBAPIError.instance(
        type(statement).__name__, None, terse(error), base, hide_parameters=True, dialect=dialect
    )
