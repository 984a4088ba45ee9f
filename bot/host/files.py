"""Files that appear whole or not at all, are their owner's alone, and never take the place of another."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.host.line import Stopped


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give an empty file beside ``path`` to write into; it gets that name once the block has ended well.

    Raises:
        Stopped: there is something of that name, or no place for it.
    """
    if os.path.lexists(path):
        raise Stopped(f"{path}: is there already, and was left alone")
    part = path.with_name(f"{path.name}.part")
    _make(part)
    try:
        yield part
        _keep(part)
        _name(part, path)
    finally:
        part.unlink(missing_ok=True)
    _sync(path.parent)


def _make(part: Path) -> None:
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise Stopped(f"{part}: is there; delete it if nothing is writing it any more") from None
    except OSError as error:
        raise Stopped(f"{part}: cannot be written: {error.strerror}") from None


def _keep(part: Path) -> None:
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _name(part: Path, path: Path) -> None:
    try:
        os.link(part, path)  # unlike a rename, it fails if something has come there meanwhile
    except FileExistsError:
        raise Stopped(f"{path}: is there already, and was left alone") from None
    except OSError:  # a memory stick knows no links
        part.rename(path)


def _sync(folder: Path) -> None:
    entry = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(entry)
    finally:
        os.close(entry)
