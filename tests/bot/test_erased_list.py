"""P6: who has erased themself stays erased, whatever older database is brought back, and wherever a crash comes."""

from __future__ import annotations

import re
import shutil
import signal
from pathlib import Path

import pytest

from bot.store import LISTED, StoreError
from bot.store.erased import ErasedList
from tests import databases
from tests.bot.diary import Diaries
from tests.bot.host import Commands
from tests.bot.process import Process, config, until
from tests.bot.test_erase import erases, news
from tests.bot.test_rekey import BOTH, NEW
from tests.bot.unsealed import unsealed
from tests.bot.walk import Walk, at, files, rows, said

pytestmark = pytest.mark.usefixtures("database")

NOWHERE = "http://127.0.0.1:9"
RESTING = said("programme-resting")


def opened(commands: Commands, folder: Path) -> str:
    """Return all that can be read in a folder's database by whoever has its key, on either kind of database."""
    copy = folder / "looked at"
    copy.mkdir(exist_ok=True)
    (copy / "reknit.db").unlink(missing_ok=True)
    assert commands.run("backup", copy / "reknit.db", "--config", config(NOWHERE, folder))[0] == 0
    return unsealed(copy)


def elsewhere(folder: Path, name: str = "new") -> Path:
    """Return the configuration of a bot in another folder, which has the list of the first one."""
    new = folder / name
    new.mkdir()
    if (folder / "reknit.erased").exists():
        shutil.copyfile(folder / "reknit.erased", new / "reknit.erased")
    return config(NOWHERE, new)


async def backs_up(commands: Commands, walk: Walk, folder: Path) -> Path:
    file = folder / "old.backup"
    path = config(walk.stage.server.url, folder)
    assert (await commands.beside("backup", file, "--config", path))[0] == 0
    return file


# -- what the list is


async def test_P6_the_list_gets_a_line_for_each_who_is_erased_and_it_tells_nothing(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        assert (tmp_path / "reknit.erased").read_bytes().count(b"\n") == 1
        found = rows(tmp_path)["person"]

        await erases(walk, walk.alex)
        once = (tmp_path / "reknit.erased").read_bytes()
        await erases(walk, walk.sam)

        twice = (tmp_path / "reknit.erased").read_bytes()
        assert twice.startswith(once)
        assert (once.count(b"\n"), twice.count(b"\n")) == (2, 3)
        told = [str(walk.alex.id).encode(), str(walk.sam.id).encode(), b"Alex", b"Sam"]
        assert [word for word in told if word in twice] == []
        for row in found:
            assert [cell for cell in row if isinstance(cell, bytes) and cell.hex()[10:42].encode() in twice] == []
        assert (tmp_path / "reknit.erased").stat().st_mode & 0o077 == 0
        assert [row for row in rows(tmp_path)["meta"] if str(row[0]).startswith("unlisted:")] == []


async def test_who_says_no_at_the_beginning_is_on_the_list_too(tmp_path: Path) -> None:
    async with at("safety", tmp_path) as walk:
        await erases(walk, walk.alex)

        assert len(ErasedList(tmp_path / "reknit.erased").marks()) == 1


# -- older databases


async def test_P6_a_restore_of_an_older_backup_brings_nobody_back(commands: Commands, tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        diaries = Diaries(walk)
        await diaries.to_end()
        backup = await backs_up(commands, walk, tmp_path)
        await erases(walk, walk.alex)
    path = elsewhere(tmp_path)

    code, out, err = await commands.beside("restore", backup, "--config", path)

    assert (code, err) == (0, [])
    assert out[1] == "Erased again, since they are on the list of erased keys: 1."
    everything = opened(commands, tmp_path / "new")
    assert [words for words in [*diaries.alex.all, "Alex"] if words in everything] == []
    assert [words for words in diaries.sam.all if words not in everything] == []
    raw = files(tmp_path / "new")
    assert [words for words in [*diaries.alex.all, "Alex", *diaries.sam.all] if words.encode() in raw] == []


@pytest.mark.sqlite
async def test_P6_after_the_restore_no_file_holds_the_erased_key_or_what_it_sealed(
    commands: Commands, tmp_path: Path
) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "camera4711")
        backup = await backs_up(commands, walk, tmp_path)
        (key, name) = next((row[2], row[3]) for row in rows(tmp_path)["person"] if row[1] == walk.alex.id)
        couple = rows(tmp_path)["couple"][0][1]
        await erases(walk, walk.alex)
    path = elsewhere(tmp_path)
    sealed = [blob for blob in (key, name, couple) if isinstance(blob, bytes)]
    assert len(sealed) == 3
    assert all(blob in backup.read_bytes() for blob in sealed)

    await commands.beside("restore", backup, "--config", path)

    assert [blob for blob in sealed if blob in files(tmp_path / "new")] == []


async def test_P6_a_database_that_was_copied_back_by_hand_is_gone_through_at_the_start(tmp_path: Path) -> None:
    async with at("causes", tmp_path) as walk:
        await walk.stage.stop()
        database = databases.of(tmp_path)
        older = database.keep()
        database.bring_back(older)
        await walk.stage.start()
        await erases(walk, walk.alex)
        alexs = [message.text for message in walk.alex.screen()]
        await walk.stage.stop()
        _forget(tmp_path)
        database.bring_back(older)
        calls = len(walk.stage.world.calls)

        await walk.stage.start()

        assert [row[1] for row in rows(tmp_path)["person"]] == [walk.sam.id]
        assert [message.text for message in walk.alex.screen()] == alexs
        assert set(news(walk, walk.sam, calls)) <= {said("nudge")}
        await walk.opens(walk.sam)
        assert RESTING in news(walk, walk.sam, calls)
        assert not [text for text in news(walk, walk.sam, calls) if "Alex" in text]


def _forget(folder: Path) -> None:
    """Delete a database as it is now; PostgreSQL's is replaced when an older one is brought back."""
    for name in ("reknit.db", "reknit.db-wal", "reknit.db-shm"):
        (folder / name).unlink(missing_ok=True)


async def test_who_came_after_the_backup_and_got_the_number_of_somebody_erased_is_left_alone(
    commands: Commands, tmp_path: Path
) -> None:
    async with at("", tmp_path) as walk:
        backup = await backs_up(commands, walk, tmp_path)
        await walk.begins(walk.alex)
        await erases(walk, walk.alex)
        await walk.stage.stop()
        path = elsewhere(tmp_path)
        await commands.beside("restore", backup, "--config", path)
        walk.stage.folder = tmp_path / "new"
        await walk.stage.start()

        await walk.begins(walk.sam)
        await walk.stage.restart()

        assert [row[:2] for row in rows(tmp_path / "new")["person"]] == [(1, walk.sam.id)]


async def test_who_erased_themself_and_came_back_is_not_erased_again(commands: Commands, tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await erases(walk, walk.alex)
        await walk.begins(walk.alex)
        backup = await backs_up(commands, walk, tmp_path)
    path = elsewhere(tmp_path)

    _, out, _ = await commands.beside("restore", backup, "--config", path)

    assert out[1].endswith(": 0.")
    assert {row[1] for row in rows(tmp_path / "new")["person"]} == {walk.alex.id, walk.sam.id}


async def test_P6_a_mark_outlives_a_new_master_key(commands: Commands, tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        old = await backs_up(commands, walk, tmp_path)
        await walk.stage.stop()
        walk.stage.more = {"REKNIT_PRIVACY__KEYS": f'["{BOTH}"]'}
        await walk.stage.start()
        path = config(walk.stage.server.url, tmp_path, key=BOTH)
        assert (await commands.beside("rekey", "--config", path))[0] == 0
        await erases(walk, walk.alex)
    new = elsewhere(tmp_path)
    config(NOWHERE, tmp_path / "new", key=BOTH)

    _, out, _ = await commands.beside("restore", old, "--config", new)

    assert out[1].endswith(": 1.")
    assert [row[1] for row in rows(tmp_path / "new")["person"]] == [walk.sam.id]
    assert NEW  # else there would be nothing new


# -- without the list


async def erased_since(commands: Commands, folder: Path) -> tuple[Path, Path]:
    """Return a backup in which somebody is who was erased since, and the configuration of a new place for it."""
    async with at("camera", folder) as walk:
        await erases(walk, walk.sam)
        backup = await backs_up(commands, walk, folder)
        await erases(walk, walk.alex)
    return backup, elsewhere(folder)


async def test_without_the_list_nobody_is_brought_back_in_silence(commands: Commands, tmp_path: Path) -> None:
    backup, path = await erased_since(commands, tmp_path)
    found = tmp_path / "new" / "reknit.erased"
    found.unlink()

    code, out, (line,) = await commands.beside("restore", backup, "--config", path)

    why = "without it whoever has been erased since is back; see --without-list"
    assert (code, out, line) == (1, [], f"privacy.erased: {found} is not there: {why}")
    assert rows(tmp_path / "new") == {}
    code, out, err = await commands.beside("restore", backup, "--config", path, "--without-list")
    assert (code, err) == (0, [])
    assert (
        out[1] == "Whoever has erased themself since is back: tell people, and that /erase must be pressed once more."
    )
    assert ErasedList(found).marks() == []


async def test_an_older_list_or_anothers_is_noticed(commands: Commands, tmp_path: Path) -> None:
    backup, path = await erased_since(commands, tmp_path)
    found = tmp_path / "new" / "reknit.erased"
    whole = found.read_bytes()
    assert whole.count(b"\n") == 3

    for other in (whole[:-66], whole[:23] + b"0" * 32 + b"\n" + b"1" * 32 + b"\n"):
        found.write_bytes(other)
        code, out, (line,) = await commands.beside("restore", backup, "--config", path)
        assert (code, out) == (1, [])
        assert line == f"privacy.erased: {found} is an older copy of the list, or another bot's"
    for nonsense in (b"", b"hello\n", whole[:40] + b"\n" + whole[40:]):
        found.write_bytes(nonsense)
        code, out, (line,) = await commands.beside("restore", backup, "--config", path, "--without-list")
        assert (code, out) == (1, [])
        assert line == f"privacy.erased: {found} is no list of erased keys, or is damaged"
    assert rows(tmp_path / "new") == {}


async def test_just_after_a_move_no_list_is_missed_where_nobody_was_erased(commands: Commands, tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        backup = await backs_up(commands, walk, tmp_path)
    (tmp_path / "reknit.erased").unlink()
    path = elsewhere(tmp_path)

    code, out, err = await commands.beside("restore", backup, "--config", path)

    assert (code, err) == (0, [])
    assert out[1].endswith(": 0.")
    assert re.fullmatch(r"There was no list: whoever has erased themself after \d\d:\d\d UTC is back\.", out[2])
    assert ErasedList(tmp_path / "new" / "reknit.erased").marks() == []


async def test_the_bot_does_not_start_without_the_list_of_those_it_has_erased(tmp_path: Path) -> None:
    found = tmp_path / "reknit.erased"
    async with at("camera", tmp_path) as walk:
        await walk.stage.restart()  # nobody was erased: a list that is lost is made anew
        found.unlink()
        await walk.stage.restart()
        await erases(walk, walk.alex)
        await walk.stage.stop()
        whole = found.read_bytes()
        for less in (b"", whole[:23]):
            found.unlink()
            if less:
                found.write_bytes(less)

            with pytest.raises(StoreError, match=r"^privacy\.erased: .*reknit\.erased is (not there|an older copy)"):
                await walk.stage.start()

            await walk.stage.stop()
            found.touch()
        found.write_bytes(whole)
        await walk.stage.start()
        assert [row[1] for row in rows(tmp_path)["person"]] == [walk.sam.id]


def test_a_list_that_cannot_be_read_or_made_ends_the_start_in_one_line(commands: Commands, tmp_path: Path) -> None:
    path, found, nowhere = config(NOWHERE, tmp_path), tmp_path / "reknit.erased", tmp_path / "nowhere" / "list"
    found.mkdir()

    assert commands.refusal("run", "--config", path) == f"privacy.erased: {found} cannot be read: Is a directory"
    path.write_text(path.read_text("utf-8").replace(str(found), str(nowhere)), "utf-8")
    assert commands.refusal("run", "--config", path) == (
        f"privacy.erased: {nowhere} cannot be made: No such file or directory"
    )


# -- a list that cannot be written for a while, and crashes


async def test_P6_where_the_list_cannot_be_written_the_erasure_is_done_and_the_list_catches_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at("camera", tmp_path) as walk:
        with monkeypatch.context() as broken:
            broken.setattr(ErasedList, "_append", full)
            await erases(walk, walk.alex)
            assert walk.alex.last().text == said("bot-erased")
            assert [row[1] for row in rows(tmp_path)["person"]] == [walk.sam.id]
            await walk.stage.restart()
        assert ErasedList(tmp_path / "reknit.erased").marks() == []

        await walk.stage.restart()
        await until(walk.stage.world, lambda: listed(tmp_path))

        assert [row for row in rows(tmp_path)["meta"] if str(row[0]).startswith("unlisted:")] == []
        assert [row[1] for row in rows(tmp_path)["meta"] if row[0] == LISTED] == [f"1 {listed(tmp_path)[0]}"]


def listed(folder: Path) -> list[str]:
    return ErasedList(folder / "reknit.erased").marks()


def full(*_: object) -> None:
    raise OSError(28, "No space left on device")


KILLED = """
import os, signal, sys
from bot.store.erased import ErasedList
from bot.store.store import Store
from bot.cli import main
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
append, drop = ErasedList._append, None
match sys.argv[1]:
    case "before the commit":
        from bot.store import erasure
        forget, erasure._mark = erasure._mark, die
    case "before the list":
        ErasedList._append = die
    case "in the middle of a line":
        def half(self, file, lines):
            file.write(lines[:9])
            file.flush()
            die()
        ErasedList._append = half
    case "after the list":
        ErasedList._append = lambda self, file, lines: (append(self, file, lines), die())
    case "after the commit of that":
        Store._note = die
sys.exit(main(["run", "--config", sys.argv[2]]))
"""


async def presses_soon(walk: Walk, key: str) -> None:
    """Let Alex press a button of a bot in another process as soon as it is there."""
    await until(walk.stage.world, lambda: walk.sees(walk.alex, key))
    message, data = walk.button(walk.alex, key)
    walk.alex.presses(data, message)


class Dying(Process):
    """The bot as a process that is killed once, at a moment of an erasure."""

    moment = ""

    def command(self) -> tuple[str, ...]:
        return ("-c", KILLED, self.moment, str(self._path)) if self.moment else super().command()


@pytest.mark.parametrize(
    "moment",
    [
        "before the commit",
        "before the list",
        "in the middle of a line",
        "after the list",
        "after the commit of that",
    ],
)
async def test_P6_a_kill_at_any_moment_of_an_erasure_leaves_it_done_in_both_or_to_be_repeated(
    commands: Commands, tmp_path: Path, moment: str
) -> None:
    async with at("camera", tmp_path) as walk:
        backup = await backs_up(commands, walk, tmp_path)
        await walk.stage.stop()
        async with Dying(config(walk.stage.server.url, tmp_path), forked=True) as process:
            process.moment = moment
            await process.start()
            walk.alex.says("/erase")
            await presses_soon(walk, "bot-erase.go_on")
            await presses_soon(walk, "bot-erase-sure.now")
            assert await process.ends() == -signal.SIGKILL
            assert len(rows(tmp_path)["person"]) == (2 if moment == "before the commit" else 1)

            process.moment = ""
            await process.start()
            await until(walk.stage.world, lambda: [one for one in walk.alex.screen() if one.text == said("bot-erased")])
            walk.alex.says("/help")
            await until(walk.stage.world, lambda: [one for one in walk.alex.screen() if one.text == said("bot-help")])
            assert await process.terminate() == 0
        await walk.stage.start()

        assert len(listed(tmp_path)) == 1
        assert [row[1] for row in rows(tmp_path)["person"]] == [walk.sam.id]
    path = elsewhere(tmp_path)
    _, out, _ = await commands.beside("restore", backup, "--config", path)
    assert out[1].endswith(": 1.")
