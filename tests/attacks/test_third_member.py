"""A third person in the couple's group, known to the bot or not; and groups that others can read (P3)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.rehearsal import Person, ServerError
from tests.attacks.wire import brings, message
from tests.bot.test_group import NEUTRAL, all_buttons, asks_for_a_group, changes_nothing, group_of, wrote
from tests.bot.walk import Walk, at, rows, said

pytestmark = pytest.mark.usefixtures("database")

WHO = pytest.mark.parametrize("known", [False, True], ids=["a stranger", "somebody of another couple"])


async def comes(walk: Walk, *, known: bool) -> tuple[Person, Person]:
    """Let Kim come into the couple's group, who is Jo's partner if ``known``; return both."""
    kim, jo = walk.stage.world.person("Kim"), walk.stage.world.person("Jo")
    if known:
        await walk.joins(kim, jo)
    kim.joins(walk.group)
    await walk.settle()
    return kim, jo


async def test_a_third_person_cannot_link_a_group(tmp_path: Path) -> None:
    async with at("paired", tmp_path) as walk:
        kim, jo = walk.stage.world.person("Kim"), walk.stage.world.person("Jo")
        await walk.joins(kim, jo)
        group = await asks_for_a_group(walk)
        for person in (kim, jo):
            person.joins(group)
        walk.alex.adds_bot(group)
        await walk.settle()

        press = await walk.presses(kim, "bot-group-hello.ours")

        assert press.toast == said("bot-group-other")
        assert [chat for chat, _ in group_of(tmp_path)] == [None, None]


async def test_no_second_couple_can_take_a_groups_place(tmp_path: Path) -> None:
    async with at("group", tmp_path) as walk:
        kim, jo = walk.stage.world.person("Kim"), walk.stage.world.person("Jo")
        await walk.joins(kim, jo)
        for person in (kim, jo):
            person.joins(walk.group)
        await walk.settle()
        await walk.says(kim, "/start@reknit_bot couple", walk.group)
        presses = [await walk.forges(person, "m.ours", walk.group.screen()[-1]) for person in (jo, kim)]

        assert [press.toast for press in presses] == [said("bot-group-other")] * 2
        assert group_of(tmp_path) == [(walk.group.id, 0), (None, 0)]
        assert rows(tmp_path)["parked_update"] == []


@WHO
async def test_a_third_person_can_press_nothing(tmp_path: Path, known: bool) -> None:
    async with at("group speak", tmp_path) as walk:
        kim, jo = await comes(walk, known=known)
        same, theirs = changes_nothing(walk, tmp_path), (kim.screen(), jo.screen())
        message = next(message for message in reversed(walk.group.screen()) if message.sender.bot)
        for data in {*all_buttons(walk.group), "m.pause", "m.time_out", "m.leave_now", "m.ours"} - {"m.safety"}:
            press = await walk.forges(kim, data, message)
            assert press.toast

        assert same()
        assert (kim.screen(), jo.screen()) == theirs


@WHO
async def test_S2_a_third_person_finds_help_by_the_button_of_the_two(tmp_path: Path, known: bool) -> None:
    async with at("group speak", tmp_path) as walk:
        question = next(message for message in reversed(walk.group.screen()) if message.buttons)
        kim, _ = await comes(walk, known=known)
        since = len(walk.stage.world.calls)
        await walk.forges(kim, "m.safety", question)

        if known:
            assert kim.last().text.startswith(said("bot-safety", country="").split(".")[0])
        else:
            assert walk.group.screen()[-1].text == said("bot-open-private")
        assert set(wrote(walk.stage.world, walk.group, since)) <= NEUTRAL


async def test_a_third_person_stops_everything_but_neutral_words(tmp_path: Path) -> None:
    async with at("group speak", tmp_path) as walk:
        world, group = walk.stage.world, walk.group
        question = next(message for message in reversed(group.screen()) if message.buttons)
        kim = world.person("Kim")
        since = len(world.calls)
        kim.joins(group)
        await walk.settle()
        shown = walk.alex.last()
        assert said("open_communication-speak") in shown.text

        await walk.says(walk.alex, "told4711")
        await walk.presses(walk.alex, "engine-preview.send")
        await walk.says(walk.sam, "heard4712")
        await walk.presses(walk.sam, "engine-preview.send")
        await walk.presses(walk.alex, "open_communication-confirm.yes")
        await walk.says(walk.sam, "/pause")
        await walk.presses(walk.alex, "programme-paused.go_on")
        await walk.presses(walk.sam, "programme-paused.go_on")
        await walk.stage.passes(timedelta(days=2))

        assert set(wrote(world, group, since)) <= NEUTRAL
        assert said("bot-group-third") in wrote(world, group, since)
        left = next((message for message in group.screen() if message.id == question.id), None)
        assert left is None or left.text == question.text


async def test_P3_a_migration_counts_only_in_the_group_and_nothing_goes_there_before_it_was_looked_who_is_there(
    tmp_path: Path,
) -> None:
    """Only Telegram can say it; even if somebody else could, they would read nothing by it."""
    async with at("group speak", tmp_path) as walk:
        kim = walk.stage.world.person("Kim")
        theirs = walk.stage.world.group("Theirs", [kim])
        kim.adds_bot(theirs)
        await walk.settle()
        since = len(walk.stage.world.calls)
        brings(walk, "message", message(kim, walk.group, migrate_to_chat_id=theirs.id))
        await walk.settle()
        await walk.says(walk.alex, "told4711")
        await walk.presses(walk.alex, "engine-preview.send")

        assert set(wrote(walk.stage.world, theirs, since)) <= NEUTRAL
        assert "told4711" in walk.sam.screen()[-2].text


async def test_P3_a_private_chat_becomes_no_group(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        kim = walk.stage.world.person("Kim")
        await walk.begins(kim)
        walk.stage.world.faults.add("sendMessage", times=None, fault=ServerError(), chat=walk.alex.id)
        await walk.says(walk.alex, "told4711")
        brings(walk, "message", message(walk.alex, migrate_to_chat_id=kim.id))
        await walk.settle()
        walk.stage.world.faults.clear()
        await walk.stage.passes(timedelta(minutes=2))

        assert not any("told4711" in one.text for one in kim.screen())
        assert walk.sees(walk.alex, "engine-preview.send")
