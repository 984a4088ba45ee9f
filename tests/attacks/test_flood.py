"""Somebody who writes and presses without end: what they do counts, and is answered only as fast as it may be sent."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from bot.desk import ENOUGH, ENOUGH_FOR_HELP
from bot.rehearsal import Person, TooMany
from tests.bot.walk import Walk, at, rows, said

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.mostly_sqlite]

MANY = 300
AS_TELEGRAM_ALLOWS = {
    "REKNIT_TELEGRAM__LIMITS__PER_SECOND": "30",
    "REKNIT_TELEGRAM__LIMITS__PER_CHAT_PER_SECOND": "1",
    "REKNIT_TELEGRAM__LIMITS__PER_GROUP_PER_MINUTE": "20",
}


def growth(folder: Path, before: dict[str, list[tuple[object, ...]]]) -> Counter[str]:
    """Return how many rows each table has more than before."""
    return Counter({name: len(found) - len(before[name]) for name, found in rows(folder).items()})


async def floods(walk: Walk, person: Person, *texts: str) -> None:
    for _ in range(MANY // len(texts)):
        for text in texts:
            person.says(text)
    await walk.settle()


async def seconds(walk: Walk, count: int) -> None:
    for _ in range(count):
        await walk.stage.passes(timedelta(seconds=1))


@pytest.mark.parametrize(
    "texts", [("hello",), ("/help", "/menu", "x" * 4096), ("/safety",), ("/start zzz",), ("/reflect",)]
)
async def test_a_strangers_flood_leaves_few_rows_and_delays_nobody(tmp_path: Path, texts: tuple[str, ...]) -> None:
    async with at("speak", tmp_path, more=AS_TELEGRAM_ALLOWS) as walk:
        kim = walk.stage.world.person("Kim", zone="Europe/Madrid")
        await walk.stage.passes(timedelta(minutes=5))
        before, since = rows(tmp_path), len(walk.stage.world.calls)
        await floods(walk, kim, *texts)
        walk.sam.says("/help")
        await walk.settle()

        more = growth(tmp_path, before)
        assert more.pop("seen_update") == MANY + 1
        assert more["outbox"] <= ENOUGH_FOR_HELP + 3
        assert max(more.values()) <= ENOUGH_FOR_HELP + 8
        assert walk.sam.last().text == said("bot-help")
        to_kim = [call for call in walk.stage.world.calls[since:] if str(call.params.get("chat_id")) == str(kim.id)]
        assert len(to_kim) <= 4  # a burst, and then one a second


async def test_S2_help_is_shown_to_who_floods_with_other_things(tmp_path: Path) -> None:
    async with at("speak", tmp_path, more=AS_TELEGRAM_ALLOWS) as walk:
        for _ in range(2):  # the first few are sent at once, which makes room again
            await floods(walk, walk.alex, "/menu")
        await walk.says(walk.alex, "/safety")
        await seconds(walk, ENOUGH_FOR_HELP)

        shown = [one.text for one in walk.alex.screen()]
        assert len([text for text in shown if said("bot-where-running") in text]) <= ENOUGH + 3
        assert any(text.startswith(said("bot-safety", country="").split(".")[0]) for text in shown)


@pytest.mark.parametrize(("wanted", "key"), [("/safety", "bot-safety-hide"), ("/help", "bot-help")])
async def test_S2_help_is_shown_however_much_waits_and_once_however_often_it_is_asked_for(
    tmp_path: Path, wanted: str, key: str
) -> None:
    async with at("speak", tmp_path, more=AS_TELEGRAM_ALLOWS) as walk:
        for opens in ("/reflect", "/checkin", "/boundaries", "/appreciate"):
            await walk.says(walk.alex, opens)
            await walk.stage.passes(timedelta(minutes=1))
        await floods(walk, walk.alex, "/start", "/start zzz")
        before = rows(tmp_path)
        assert len(before["outbox"]) >= ENOUGH_FOR_HELP
        await floods(walk, walk.alex, wanted)

        assert growth(tmp_path, before)["outbox"] <= 1
        await seconds(walk, 2 * ENOUGH_FOR_HELP)
        assert [said(key) in one.text for one in walk.alex.screen()].count(True) == 1


async def test_C2_a_pause_counts_however_much_was_asked_for_before(tmp_path: Path) -> None:
    async with at("speak", tmp_path, more=AS_TELEGRAM_ALLOWS) as walk:
        await floods(walk, walk.alex, "/menu", "/reflect")
        await walk.says(walk.alex, "/pause")

        assert said("programme-paused") in walk.sam.last().text


async def test_words_that_answer_a_question_count_however_much_waits(tmp_path: Path) -> None:
    async with at("speak", tmp_path, more=AS_TELEGRAM_ALLOWS) as walk:
        await floods(walk, walk.alex, "/menu")
        await walk.says(walk.alex, "told4711")
        await seconds(walk, ENOUGH_FOR_HELP)
        await walk.presses(walk.alex, "engine-preview.send")

        assert any("told4711" in one.text for one in walk.sam.screen())


async def test_a_members_flood_in_the_group_keeps_no_question_from_it(tmp_path: Path) -> None:
    async with at("group speak", tmp_path, more=AS_TELEGRAM_ALLOWS) as walk:
        await walk.stage.passes(timedelta(minutes=5))
        before = rows(tmp_path)
        for _ in range(MANY):
            walk.sam.says("/help", walk.group)
        await walk.settle()

        assert growth(tmp_path, before)["outbox"] <= 2 * ENOUGH_FOR_HELP
        await walk.answers(walk.alex, "told4711", walk.group)
        await seconds(walk, 2 * ENOUGH_FOR_HELP)
        assert said("reply-here", me="Sam") in [one.text for one in walk.group.screen()]


async def test_drafts_in_one_conversation_have_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.engine.answering.MOST_ASIDE", 10)
    async with at("speak", tmp_path) as walk:
        for n in range(15):
            await walk.says(walk.sam, f"aside {n}")

        assert walk.sam.last().text == said("engine-refused.no_question")
        assert len(rows(tmp_path)["answer"]) == 10


async def test_of_a_message_that_is_edited_again_and_again_only_the_last_version_is_kept(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        message = await walk.says(walk.alex, "told4711")
        await walk.presses(walk.alex, "engine-preview.send")
        kept = len(rows(tmp_path)["answer"])
        for n in range(20):
            walk.alex.edits(message, f"version {n:02}")
            await walk.settle()

        assert len(rows(tmp_path)["answer"]) == kept + 1
        await walk.presses(walk.alex, "engine-amend.send")
        assert "version 19" in walk.sam.last().text


async def test_two_who_offer_a_group_in_turns_are_greeted_no_more_often_than_can_be_sent(tmp_path: Path) -> None:
    async with at("paired", tmp_path, more=AS_TELEGRAM_ALLOWS) as walk:
        group = walk.stage.world.group("Us", [walk.alex, walk.sam])
        walk.alex.adds_bot(group)
        await walk.settle()
        before = rows(tmp_path)
        for _ in range(MANY // 2):
            for person in (walk.alex, walk.sam):
                person.says("/start", group)
        await walk.settle()

        assert growth(tmp_path, before)["outbox"] <= ENOUGH + 1
        await seconds(walk, 5 * ENOUGH)
        press = await walk.presses(walk.alex, "bot-group-hello.ours")
        assert press.toast in ("", said("bot-group-wait"))


@pytest.mark.parametrize("way", ["declines", "is erased"])
async def test_S2_help_that_waits_still_comes_when_all_else_of_somebodys_goes(tmp_path: Path, way: str) -> None:
    async with at("" if way == "declines" else "speak", tmp_path) as walk:
        if way == "declines":
            await walk.begins(walk.alex)
            await walk.presses(walk.alex, *(f"welcome-{key}" for key in ("hello.go_on", "marks.go_on", "adult.yes")))
        else:
            await walk.says(walk.alex, "/erase")
            await walk.presses(walk.alex, "bot-erase.go_on")
        storm = walk.stage.world.faults
        storm.add("sendMessage", times=None, fault=TooMany(30))
        await walk.says(walk.alex, "/safety")
        await walk.presses(walk.alex, "welcome-consent.no" if way == "declines" else "bot-erase-sure.now")
        storm.clear()
        await walk.stage.passes(timedelta(minutes=2))

        assert any(one.text.startswith(said("bot-safety", country="").split(".")[0]) for one in walk.alex.screen())
