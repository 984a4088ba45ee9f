"""Who gives no sign of life is warned twice, as nudges go, and then erased as by /erase (P6)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.rehearsal import Person
from tests.bot.test_erase import RESTING, left, news
from tests.bot.test_nudges import QUIET_FROM, QUIET_TO, local, nudges
from tests.bot.walk import Walk, at, rows, said

pytestmark = pytest.mark.usefixtures("database")

A_DAY = timedelta(days=1)
WARNING = said("bot-inactive")
NEVER = {"REKNIT_PRIVACY__INACTIVE_DAYS": "0"}


def kept(folder: Path) -> list[object]:
    """Return the numbers of those of whom something is kept."""
    return [row[1] for row in rows(folder)["person"]]


def texts(person: Person) -> list[str]:
    return [message.text for message in person.screen() if message.sender.bot]


async def passes(walk: Walk, days: int) -> None:
    """Let days pass; the bot looks at what there is to do once a day."""
    for _ in range(days // 10):
        await walk.stage.passes(10 * A_DAY)
    await walk.stage.passes(days % 10 * A_DAY)


async def alone(walk: Walk) -> None:
    """Let Alex go through Welcome, for whom nothing waits then, and let the bot see to everybody."""
    await walk.begins(walk.alex)
    await walk.welcome(walk.alex)
    await walk.stage.restart()


async def test_two_warnings_come_as_nudges_a_month_and_a_week_before_and_then_nothing_is_left(tmp_path: Path) -> None:
    async with at("", tmp_path) as walk:
        await alone(walk)
        before = len(nudges(walk.alex))
        assert before == 0
        await passes(walk, 149)
        assert len(nudges(walk.alex)) == 0

        await passes(walk, 4)
        assert len(nudges(walk.alex)) == 1
        await passes(walk, 19)
        assert len(nudges(walk.alex)) == 1
        await passes(walk, 4)
        assert len(nudges(walk.alex)) == 2
        assert all(QUIET_TO <= local(one).time() < QUIET_FROM for one in nudges(walk.alex))
        assert kept(tmp_path) == [walk.alex.id]
        calls = len(walk.stage.world.calls)
        await passes(walk, 8)

        assert kept(tmp_path) == []
        assert {name for name, found in rows(tmp_path, "sqlite_sequence").items() if found} <= {
            "alembic_version",
            "meta",
            "seen_update",
        }
        assert news(walk, walk.alex, calls) == []
        assert (tmp_path / "reknit.erased").read_bytes().count(b"\n") == 2


async def test_whoever_opens_the_warning_reads_it_and_all_of_it_stays(tmp_path: Path) -> None:
    async with at("", tmp_path) as walk:
        await alone(walk)
        await passes(walk, 153)
        await walk.presses(walk.alex, "nudge.show")
        assert texts(walk.alex).count(WARNING) == 1

        await passes(walk, 140)

        assert kept(tmp_path) == [walk.alex.id]
        assert len(nudges(walk.alex)) <= 1
        await passes(walk, 60)
        assert kept(tmp_path) == []


async def test_a_warning_is_not_told_of_after_a_sign_of_life_and_can_be_read(tmp_path: Path) -> None:
    async with at("", tmp_path) as walk:
        await alone(walk)
        walk.alex.blocks()
        await walk.settle()
        await passes(walk, 155)
        walk.alex.starts()
        await walk.settle()
        await passes(walk, 5)

        assert nudges(walk.alex) == []
        await walk.opens(walk.alex)
        assert texts(walk.alex).count(WARNING) == 1


async def test_N3_whoever_left_two_nudges_unanswered_gets_none_for_a_warning(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.stage.restart()
        await passes(walk, 140)
        calls = len(walk.stage.world.calls)
        assert len(nudges(walk.alex)) == len(nudges(walk.sam)) == 2
        await passes(walk, 35)

        assert news(walk, walk.alex, calls) == news(walk, walk.sam, calls) == []
        await walk.opens(walk.alex)
        assert WARNING in texts(walk.alex)
        await passes(walk, 10)
        assert kept(tmp_path) == [walk.alex.id]


async def test_the_partner_of_whoever_was_erased_sees_an_ordinary_rest(tmp_path: Path) -> None:
    async with at("causes", tmp_path) as walk:
        await walk.stage.restart()
        for _ in range(17):
            await walk.says(walk.sam, "/menu")
            await passes(walk, 10)
        await walk.opens(walk.sam)
        calls = len(walk.stage.world.calls)
        assert kept(tmp_path) == [walk.alex.id, walk.sam.id]

        await passes(walk, 12)

        assert kept(tmp_path) == [walk.sam.id]
        assert set(news(walk, walk.sam, calls)) <= {said("nudge")}
        await walk.opens(walk.sam)
        told = news(walk, walk.sam, calls)
        assert told.count(RESTING) == 1
        assert [text for text in told if "Alex" in text] == []


@pytest.mark.sqlite
async def test_P6_nothing_of_whoever_was_erased_can_be_read(tmp_path: Path) -> None:
    async with at("causes", tmp_path) as walk:
        words = ["Alex tells", "Alex heard", "Alex understands", "Alex"]
        await walk.stage.restart()
        for _ in range(20):
            await walk.says(walk.sam, "/menu")
            await passes(walk, 10)

        assert kept(tmp_path) == [walk.sam.id]
        assert left(tmp_path, words) == []


async def test_after_a_year_off_nobody_is_erased_before_they_could_have_come_by(tmp_path: Path) -> None:
    async with at("", tmp_path) as walk:
        await alone(walk)
        await walk.stage.stop()
        walk.stage.clock.leap(walk.stage.clock.now() + 400 * A_DAY)
        await walk.stage.start()

        await passes(walk, 28)
        assert kept(tmp_path) == [walk.alex.id]
        assert len(nudges(walk.alex)) == 2
        await passes(walk, 6)
        assert kept(tmp_path) == []


async def test_a_host_may_keep_everything(tmp_path: Path) -> None:
    async with at("", tmp_path) as walk:
        walk.stage.more = NEVER
        await alone(walk)
        await passes(walk, 400)

        assert kept(tmp_path) == [walk.alex.id]
        assert nudges(walk.alex) == []
        await walk.says(walk.alex, "/privacy")
        assert "400" not in texts(walk.alex)[-1]
        assert "days, it is erased" not in texts(walk.alex)[-1]


async def test_privacy_says_after_how_many_days(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "/privacy")

        assert "If you don't come by for 180 days, it is erased as by /erase." in texts(walk.alex)[-1]


async def test_a_sign_of_life_is_noted_once_a_day(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "/help")
        settings = [row[4] for row in rows(tmp_path)["person"]]

        await walk.says(walk.alex, "/help")
        assert [row[4] for row in rows(tmp_path)["person"]] == settings

        await walk.stage.passes(25 * timedelta(hours=1))
        await walk.says(walk.alex, "/help")
        assert [row[4] for row in rows(tmp_path)["person"]] != settings
