"""The list of whose key is erased: a small file beside the database, so that no older database brings anybody back.

A line is the mark of a person's data key (``Vault.mark``), and tells nothing to whoever does not have that key.
Lines are only ever added. A mark stands in the database first, in the same commit as the erasure, and leaves it once
it is on the list for good: so the list names nobody who was not erased, and a crash at any point loses no mark.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bot.store.errors import Absent, StoreError

LISTED = "listed"
"""The name in ``meta`` under which stands up to where nobody on the list is in this database (``noted``)."""
UNLISTED = "unlisted:"
"""What the names in ``meta`` begin with under which marks stand that the list does not have yet."""

_HEADER = b"reknit: keys erased, 1\n"
_MARK = re.compile(rb"[0-9a-f]{32}\n")


class Lacking(StoreError):
    """The list is not the one that a database has noted, nor has it grown from it."""


class ErasedList:
    """Safe between threads and processes. Whoever adds to it has looked at its beginning."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def marks(self) -> list[str]:
        """Return the marks in their order. What a crash has left unfinished at the end is none.

        Raises:
            Absent: there is no list.
            StoreError: it cannot be read, or is no list.
        """
        try:
            return _read(self.path, self.path.read_bytes())
        except FileNotFoundError:
            raise Absent(f"privacy.erased: {self.path} is not there") from None
        except OSError as error:
            raise self._unusable("read", error) from None

    def make(self) -> None:
        """Make an empty list, which its owner alone can read, unless there is one.

        Raises:
            StoreError: there is no place for it.
        """
        if self.path.exists():
            return
        part = self.path.with_name(f"{self.path.name}.part")
        try:
            with _held(part, os.O_CREAT) as file:
                if self.path.exists():  # another process has made it meanwhile
                    part.unlink(missing_ok=True)
                    return
                self._append(file, _HEADER)
                part.rename(self.path)
            folder = os.open(self.path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        except OSError as error:
            raise self._unusable("made", error) from None

    def add(self, marks: Iterable[str]) -> None:
        """Put marks on the list that it does not have, and return once they will be there after any crash.

        Raises:
            StoreError: it cannot be written, or is no list.
        """
        try:
            with _held(self.path) as file:
                found = file.read()
                known = set(_read(self.path, found))
                lines = b"".join(f"{mark}\n".encode() for mark in dict.fromkeys(marks) if mark not in known)
                if lines:
                    file.seek(found.rfind(b"\n") + 1)  # over what a crash has left unfinished
                    self._append(file, lines)
        except FileNotFoundError:
            raise Absent(f"privacy.erased: {self.path} is not there") from None
        except OSError as error:
            raise self._unusable("written", error) from None

    def _append(self, file: BinaryIO, lines: bytes) -> None:
        """Let the file end with these lines from here on, and return once it does after any crash."""
        file.truncate()
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())

    def begin(self, note: str | None, *, missing: bool = False) -> list[str]:
        """Return the marks, of a new list where there is none and a database with this note knows of nobody on it.

        ``missing``: also where it knows of some, and whatever the list lacks.

        Raises:
            StoreError: there is no list, or it lacks something; it is no list, or of no use.
        """
        try:
            self.check(note)
        except Absent:
            if not (missing or is_empty(note)):
                raise
            self.make()
        except Lacking:
            if not missing:
                raise
        self._check_writable()
        return self.marks()

    def check(self, note: str | None) -> None:
        """Look whether all is on the list that a database with this note knows of.

        Raises:
            Absent: there is no list.
            Lacking: something is not on it.
            StoreError: it cannot be read, or is no list.
        """
        if not holds(self.marks(), note):
            raise Lacking(f"privacy.erased: {self.path} is an older copy of the list, or another bot's")

    def _check_writable(self) -> None:
        try:
            self.path.open("rb+").close()
        except OSError as error:
            raise self._unusable("written", error) from None

    def _unusable(self, what: str, error: OSError) -> StoreError:
        return StoreError(f"privacy.erased: {self.path} cannot be {what}: {error.strerror}")


@contextmanager
def _held(path: Path, flags: int = 0) -> Iterator[BinaryIO]:
    """Open a file which no other process, and no other thread, has meanwhile: several workers have one list."""
    with open(os.open(path, os.O_RDWR | flags, 0o600), "rb+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # until it is closed
        yield file


def noted(marks: Sequence[str]) -> str:
    """Return what a database notes of the list: how long it is, and its last mark."""
    return f"{len(marks)} {marks[-1] if marks else ''}".rstrip()


def holds(marks: Sequence[str], note: str | None) -> bool:
    """Say whether a list is the one that a database has noted, or has grown since."""
    count, _, last = (note or "0").partition(" ")
    return len(marks) >= int(count) and (not last or last in marks)


def is_empty(note: str | None) -> bool:
    """Say whether a database knows of nobody on the list."""
    return holds((), note)


def _read(path: Path, found: bytes) -> list[str]:
    whole = found[: found.rfind(b"\n") + 1]
    lines = whole.removeprefix(_HEADER).splitlines(keepends=True)
    if not whole.startswith(_HEADER) or not all(map(_MARK.fullmatch, lines)):
        raise StoreError(f"privacy.erased: {path} is no list of erased keys, or is damaged")
    return [line.decode().strip() for line in lines]
