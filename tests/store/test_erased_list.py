"""The list of erased keys: only ever longer, whole after any crash, and gone through only when it has to be."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from bot.store import LISTED, Store, StoreError, Transaction
from bot.store.erased import UNLISTED, ErasedList
from bot.vault import Vault

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ONE, TWO, THREE = "1" * 32, "2" * 32, "3" * 32


@pytest.fixture
def erased(tmp_path: Path) -> ErasedList:
    made = ErasedList(tmp_path / "reknit.erased")
    made.make()
    return made


@pytest.fixture
def listing(store: Store, url: str, vault: Vault, erased: ErasedList) -> Iterator[Store]:
    """A store with a list, and two people in it."""
    store.transact(lambda tx: [tx.people.add(number, "Alex", NOW) for number in (100, 200)])
    made = Store(url, vault, erased)
    yield made
    made.close()


def test_what_is_added_stays_and_nothing_stands_there_twice(erased: ErasedList) -> None:
    erased.add([ONE])
    before = erased.path.read_bytes()
    erased.add([TWO, ONE, TWO])
    erased.make()

    assert erased.marks() == [ONE, TWO]
    assert erased.path.read_bytes().startswith(before)
    assert erased.path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("torn", range(1, 33))
def test_a_line_that_a_crash_has_cut_short_is_none_and_is_written_over(erased: ErasedList, torn: int) -> None:
    erased.add([ONE])
    whole = erased.path.read_bytes()
    erased.path.write_bytes(whole + TWO[:torn].encode())

    assert erased.marks() == [ONE]
    erased.add([THREE])
    assert erased.path.read_bytes() == whole + f"{THREE}\n".encode()


def test_many_may_add_at_once(erased: ErasedList) -> None:
    marks = [f"{number:032x}" for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda mark: erased.add([mark]), [*marks, *marks]))

    assert sorted(erased.marks()) == marks


PROCESS = """
import sys
from pathlib import Path
from bot.store.erased import ErasedList
erased, first = ErasedList(Path(sys.argv[1])), int(sys.argv[2])
sys.stdin.readline()
erased.make()
for number in range(first, first + int(sys.argv[3])):
    erased.add([f"{number:032x}"])
"""


def test_P6_several_processes_make_one_list_and_lose_nobody(tmp_path: Path) -> None:
    """Workers on one database have one list: where one writes over another's line, that person comes back."""
    path, each, count = tmp_path / "reknit.erased", 150, 4
    started = [
        Popen([sys.executable, "-c", PROCESS, path, str(number * each), str(each)], stdin=PIPE)
        for number in range(count)
    ]
    for process in started:
        assert process.stdin is not None  # it was asked for
        process.stdin.close()  # go
    assert [process.wait(60) for process in started] == [0] * count

    assert sorted(ErasedList(path).marks()) == [f"{number:032x}" for number in range(each * count)]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["reknit.erased"]


def test_a_mark_is_the_same_under_another_master_key_and_another_for_another_data_key() -> None:
    old, both = Vault([b"o" * 32], os.urandom), Vault([b"n" * 32, b"o" * 32], os.urandom)
    _, wrapped = old.new_data_key("person:1")
    _, other = old.new_data_key("person:1")

    mark = old.mark(wrapped, "person:1")

    assert both.mark(both.rewrap(wrapped, "person:1"), "person:1") == mark
    assert len(mark) == 32
    assert mark != old.mark(other, "person:1")


async def test_an_erasure_is_on_the_list_once_it_is_scrubbed(listing: Store, erased: ErasedList) -> None:
    mark = listing.transact(lambda tx: tx.keys.mark(1))
    listing.transact(lambda tx: tx.people.forget(1))
    assert erased.marks() == []
    assert listing.transact(lambda tx: tx.meta.under(UNLISTED)) == [mark]

    assert await listing.scrub()

    assert erased.marks() == [mark]
    assert listing.transact(lambda tx: tx.meta.under(UNLISTED)) == []


async def test_an_erasure_that_was_undone_is_not_on_the_list(listing: Store, erased: ErasedList) -> None:
    with pytest.raises(ZeroDivisionError):
        listing.transact(forgets_and_fails)

    assert await listing.scrub()
    assert erased.marks() == []


def forgets_and_fails(tx: Transaction) -> None:
    tx.people.forget(1)
    raise ZeroDivisionError


async def test_a_process_without_the_list_leaves_it_to_one_that_has_it(
    listing: Store, store: Store, erased: ErasedList
) -> None:
    store.transact(lambda tx: tx.people.forget(1))
    assert await store.scrub()
    assert erased.marks() == []

    assert await listing.scrub()

    assert len(erased.marks()) == 1


async def test_a_list_that_cannot_be_written_is_tried_again(
    listing: Store, erased: ErasedList, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing.transact(lambda tx: tx.people.forget(1))
    with monkeypatch.context() as full:
        full.setattr(ErasedList, "_append", no_room)
        assert not await listing.scrub()
        assert listing.unlisted == f"privacy.erased: {erased.path} cannot be written: No space left on device"

    assert await listing.scrub()
    assert listing.unlisted == ""
    assert len(erased.marks()) == 1


def no_room(*_: object) -> None:
    raise OSError(28, "No space left on device")


async def test_who_is_on_the_list_is_found_and_the_keys_are_opened_only_when_an_older_database_may_be_here(
    listing: Store, erased: ErasedList, monkeypatch: pytest.MonkeyPatch
) -> None:
    erased.add([listing.transact(lambda tx: tx.keys.mark(2)), THREE])
    assert listing.erased_again() == [2]
    listing.transact(lambda tx: tx.people.forget(2))
    listing.all_gone()
    assert listing.transact(lambda tx: tx.meta.get(LISTED)) == f"2 {THREE}"
    monkeypatch.setattr("bot.store.keys.Keys.marked", never)

    assert listing.erased_again() == []

    await listing.scrub()  # it is on the list: nothing is added
    assert len(erased.marks()) == 2


def never(*_: object) -> list[int]:
    raise AssertionError


def with_less(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-33])


def with_another(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-33] + f"{ONE}\n".encode())


@pytest.mark.parametrize("change", [Path.unlink, with_less, with_another])
async def test_a_list_that_lacks_somebody_ends_the_start_unless_it_is_to_be_done_without(
    listing: Store, erased: ErasedList, change: Callable[[Path], None]
) -> None:
    listing.erased_again()
    listing.all_gone()
    for person in (1, 2):
        listing.transact(lambda tx, one=person: tx.people.forget(one))  # type: ignore[misc]
        await listing.scrub()
    change(erased.path)

    with pytest.raises(StoreError, match=r"(is not there|is an older copy of the list, or another bot's)$"):
        listing.erased_again()

    assert listing.erased_again(missing=True) == []
    listing.all_gone()
    assert listing.erased_again() == []
