"""P3: the couple's own group is theirs alone, and only neutral words go anywhere else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.rehearsal import Call, Group, LocalTelegram, Refusal, ServerError
from flows.engine.refusal import Reason
from tests.bot.walk import UNLIKE, Walk, at, rows, said

pytestmark = pytest.mark.usefixtures("database")

A_MINUTE = timedelta(minutes=1)
NEUTRAL = {
    said(key)
    for key in (
        "bot-group-hello",
        "bot-group-two",
        "bot-group-third",
        "bot-group-open",
        "bot-private-only",
        "bot-open-private",
        *(f"engine-refused.{reason}" for reason in Reason),
    )
}
"""Sentences that may stand before anybody."""


def wrote(world: LocalTelegram, group: Group, since: int) -> list[str]:
    """Return what was sent to a group, or changed there, after so many calls; whether it arrived or not."""
    texts = [call.params.get("text") for call in world.calls[since:] if _is_for(call, group)]
    return [str(text) for text in texts if text is not None]


def _is_for(call: Call, group: Group) -> bool:
    return str(call.params.get("chat_id")) in {str(group.id), str(group.first_id)}


def group_of(folder: Path) -> list[tuple[object, object]]:
    """Return each couple's group, and whether they are alone in it."""
    return [(row[2], row[3]) for row in rows(folder)["couple"]]


async def asks_for_a_group(walk: Walk) -> Group:
    for person in (walk.alex, walk.sam):
        await walk.presses(person, "programme-place.group")
    return walk.stage.world.group("Us", [walk.alex, walk.sam])


# -- linking


@pytest.mark.parametrize("payload", [None, "couple"])
async def test_a_group_is_linked_only_by_both(tmp_path: Path, payload: str | None) -> None:
    async with at("paired", tmp_path) as walk:
        group = await asks_for_a_group(walk)
        walk.alex.adds_bot(group, payload)
        await walk.settle()
        assert [message.text for message in group.screen() if message.sender.bot] == [said("bot-group-hello")]

        own = await walk.presses(walk.alex, "bot-group-hello.ours")
        assert own.toast == said("bot-group-wait")
        assert group_of(tmp_path) == [(None, 0)]
        await walk.presses(walk.sam, "bot-group-hello.ours")

        assert group_of(tmp_path) == [(group.id, 1)]
        assert group.screen()[-1].text == said("bot-group-two")
        for person in (walk.alex, walk.sam):
            assert walk.sees(person, "programme-offered.ready")


async def test_a_group_with_a_third_person_is_not_used_until_they_are_gone(tmp_path: Path) -> None:
    async with at("paired", tmp_path) as walk:
        kim = walk.stage.world.person("Kim")
        group = await asks_for_a_group(walk)
        kim.joins(group)
        walk.alex.adds_bot(group)
        await walk.settle()
        await walk.presses(walk.sam, "bot-group-hello.ours")
        assert group.screen()[-1].text == said("bot-group-third")
        assert group_of(tmp_path) == [(group.id, 0)]
        assert not walk.sees(walk.alex, "programme-offered.ready")

        kim.leaves(group)
        await walk.settle()

        assert group.screen()[-1].text == said("bot-group-two")
        assert walk.sees(walk.alex, "programme-offered.ready")


async def test_what_waits_for_a_group_does_not_go_there_once_the_two_have_another_one(tmp_path: Path) -> None:
    async with at("group speak", tmp_path) as walk:
        world, group = walk.stage.world, walk.group
        world.faults.add("sendMessage", times=None, fault=ServerError(), chat=group.id)
        await walk.answers(walk.alex, "told4711", group)
        another = world.group("Others", [walk.alex, walk.sam])
        walk.alex.adds_bot(another)
        await walk.settle()
        since = len(world.calls)
        await walk.presses(walk.sam, "bot-group-hello.ours")

        world.faults.clear()
        world.person("Kim").joins(group)
        await walk.stage.passes(A_MINUTE)

        assert group_of(tmp_path) == [(another.id, 1)]
        assert set(wrote(world, group, since)) <= NEUTRAL
        mirror = said("open_communication-mirror", speaker="Alex")
        assert any(mirror in message.text for message in another.screen())


# -- a third person


async def test_what_was_pressed_as_a_third_person_came_is_carried_to_the_partner_in_private(tmp_path: Path) -> None:
    async with at("group speak", tmp_path) as walk:
        await walk.answers(walk.alex, "told4711", walk.group)
        await walk.answers(walk.sam, "heard4712", walk.group)
        question, partly = walk.button(walk.alex, "open_communication-confirm.partly")
        since = len(walk.stage.world.calls)
        walk.stage.world.person("Kim").joins(walk.group)
        walk.alex.presses(partly, question)
        await walk.settle()

        assert said("open_communication-confirm-partly") in [message.text for message in walk.sam.screen()]
        assert set(wrote(walk.stage.world, walk.group, since)) <= NEUTRAL


async def test_what_waits_for_the_group_is_held_back_when_a_third_person_comes(tmp_path: Path) -> None:
    async with at("group speak", tmp_path) as walk:
        world, group = walk.stage.world, walk.group
        world.faults.add("sendMessage", times=None, fault=ServerError(), chat=group.id)
        await walk.answers(walk.alex, "told4711", group)
        assert [row for row in rows(tmp_path)["outbox"] if row[1] == group.id and row[9]] != []
        kim = world.person("Kim")
        kim.joins(group)
        await walk.settle()
        since = len(world.calls)

        world.faults.clear()
        await walk.stage.passes(A_MINUTE)

        assert [row for row in rows(tmp_path)["outbox"] if row[1] == group.id] == []
        assert set(wrote(world, group, since)) <= NEUTRAL
        assert said("open_communication-mirror", speaker="Alex") in walk.sam.last().text


async def test_who_came_and_went_at_once_takes_no_question_away(tmp_path: Path) -> None:
    async with at("group speak", tmp_path) as walk:
        world, group = walk.stage.world, walk.group
        world.faults.add("sendMessage", times=None, fault=ServerError(), chat=group.id)
        await walk.answers(walk.alex, "told4711", group)
        kim = world.person("Kim")
        kim.joins(group)
        kim.leaves(group)
        await walk.settle()
        world.faults.clear()
        await walk.stage.passes(A_MINUTE)

        assert walk.sam.asked(group) is not None


async def test_nothing_is_sent_there_before_it_is_known_who_is_there(tmp_path: Path) -> None:
    async with at("group speak", tmp_path) as walk:
        world, group = walk.stage.world, walk.group
        world.faults.add("getChatMemberCount", times=3, fault=ServerError())
        kim = world.person("Kim")
        since = len(world.calls)
        kim.joins(group)
        await walk.settle()
        await walk.says(walk.alex, "/menu")
        await walk.presses(walk.alex, "bot-menu.continue")

        assert set(wrote(world, group, since)) <= NEUTRAL
        assert said("open_communication-speak") in walk.alex.last().text


async def test_a_third_person_who_came_while_the_bot_was_away_reads_nothing(tmp_path: Path) -> None:
    async with at("group speak", tmp_path) as walk:
        world, group = walk.stage.world, walk.group
        world.faults.add("sendMessage", times=None, fault=ServerError(), chat=group.id)
        await walk.answers(walk.alex, "told4711", group)
        await walk.stage.stop()
        world.faults.clear()
        since = len(world.calls)
        world.person("Kim").joins(group)

        await walk.stage.start()
        await walk.stage.passes(A_MINUTE)

        assert set(wrote(world, group, since)) <= NEUTRAL


async def test_the_group_is_used_again_when_the_two_are_alone(tmp_path: Path) -> None:
    async with at("group speak", tmp_path) as walk:
        kim = walk.stage.world.person("Kim")
        kim.joins(walk.group)
        await walk.settle()
        kim.leaves(walk.group)
        await walk.settle()

        await walk.answers(walk.alex, "told4711", walk.group)

        assert walk.sam.asked(walk.group) is not None
        assert said("bot-group-two") in [message.text for message in walk.group.screen()[-8:]]


async def test_when_one_of_the_two_leaves_it_goes_on_in_private(tmp_path: Path) -> None:
    async with at("group speak", tmp_path) as walk:
        world, group = walk.stage.world, walk.group
        since = len(world.calls)
        walk.sam.leaves(group)
        await walk.settle()

        assert set(wrote(world, group, since)) <= NEUTRAL
        await walk.says(walk.alex, "told4711")
        await walk.presses(walk.alex, "engine-preview.send")
        assert "told4711" in walk.sam.screen()[-2].text


async def test_three_members_are_not_enough_if_one_of_the_two_is_another(tmp_path: Path) -> None:
    async with at("group speak", tmp_path) as walk:
        world, group = walk.stage.world, walk.group
        since = len(world.calls)
        walk.sam.leaves(group)
        world.person("Kim").joins(group)
        await walk.settle()

        assert set(wrote(world, group, since)) <= NEUTRAL
        assert group_of(tmp_path) == [(group.id, 0)]
        assert said("open_communication-speak") in walk.alex.last().text


async def test_a_bug_while_it_learns_who_is_there_opens_nothing_and_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise LookupError

    async with at("group speak", tmp_path) as walk:
        world, group = walk.stage.world, walk.group
        since = len(world.calls)
        monkeypatch.setattr("bot.app.counted", broken)
        world.person("Kim").joins(group)
        await walk.settle()
        await walk.says(walk.alex, "/menu")

        assert group_of(tmp_path) == [(group.id, 0)]
        assert walk.alex.last().text.startswith(said("bot-menu", where=said("bot-where-running")))
        assert set(wrote(world, group, since)) <= NEUTRAL


# -- the bot goes and comes, and the group changes its kind


async def test_when_the_bot_is_removed_everything_goes_on_in_private(tmp_path: Path) -> None:
    async with at("group speak", tmp_path) as walk:
        group, since = walk.group, len(walk.stage.world.calls)
        walk.sam.removes_bot(group)
        await walk.settle()

        assert group_of(tmp_path) == [(None, 0)]
        for person in (walk.alex, walk.sam):
            assert said("bot-group-gone") in [message.text for message in person.screen()[-2:]]
        await walk.says(walk.alex, "told4711")
        await walk.presses(walk.alex, "engine-preview.send")
        assert "told4711" in walk.sam.screen()[-2].text
        assert wrote(walk.stage.world, group, since) == []

        walk.alex.adds_bot(group)
        await walk.settle()
        assert group.screen()[-1].text == said("bot-group-hello")
        assert group_of(tmp_path) == [(None, 0)]
        await walk.presses(walk.sam, "bot-group-hello.ours")
        assert group_of(tmp_path) == [(group.id, 1)]
        assert walk.sam.asked(group) is not None


@pytest.mark.parametrize("late", [False, True], ids=["told at once", "told by a refusal"])
async def test_a_supergroup_is_followed_and_the_question_comes_again(tmp_path: Path, late: bool) -> None:
    async with at("group speak", tmp_path) as walk:
        group = walk.group
        if late:
            walk.stage.world.faults.add("sendMessage", times=1, fault=ServerError(), chat=group.id)
            await walk.answers(walk.alex, "told4711", group)
        asked = walk.sam if late else walk.alex
        group.migrates()
        await walk.settle()
        await walk.stage.passes(A_MINUTE)

        assert group_of(tmp_path) == [(group.id, 1)]
        assert asked.asked(group) is not None
        await walk.answers(asked, "said4712", group)
        assert (walk.alex if late else walk.sam).asked(group) is None or late is False
        assert len(rows(tmp_path)["answer"]) == (2 if late else 1)


async def test_a_group_that_becomes_a_supergroup_before_it_is_linked_can_be_linked_there(tmp_path: Path) -> None:
    async with at("paired", tmp_path) as walk:
        group = await asks_for_a_group(walk)
        walk.alex.adds_bot(group, "couple")
        await walk.settle()
        old = group.id
        group.migrates()
        await walk.settle()
        await walk.presses(walk.sam, "bot-group-hello.ours")

        assert group_of(tmp_path) == [(group.id, 1)]
        assert group.id != old
        assert not any(str(old) in str(row) for row in rows(tmp_path)["meta"])
        assert walk.stage.world.called("getChatMemberCount")[-1].ok


CLOSED = {
    "deleted": Refusal(403, "Forbidden: the group chat was deleted"),
    "muted": Refusal(400, "Bad Request: not enough rights to send text messages to the chat"),
    "muted by an earlier server": Refusal(400, "Bad Request: have no rights to send a message"),
    "restricted": Refusal(400, "Bad Request: CHAT_RESTRICTED"),
    "read only": Refusal(400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
    "its topic is closed": Refusal(400, "Bad Request: TOPIC_CLOSED"),
}


@pytest.mark.parametrize("closed", CLOSED.values(), ids=CLOSED.keys())
async def test_a_group_that_refuses_the_bot_without_a_word_is_left_and_nothing_is_lost(
    tmp_path: Path, closed: Refusal
) -> None:
    async with at("group causes", tmp_path) as walk:
        group = walk.group
        for method in ("sendMessage", "editMessageText", "deleteMessage"):
            walk.stage.world.faults.add(method, times=None, fault=closed, chat=group.id)
        for person in (walk.alex, walk.sam):
            for cause in ("mine", "ours", "around"):
                await walk.says(person, f"{person.name} {cause}")
        await walk.stage.passes(A_MINUTE)

        assert group_of(tmp_path) == [(None, 0)]
        for person, other in ((walk.alex, "Sam"), (walk.sam, "Alex")):
            read = "\n".join(message.text for message in person.screen() if message.sender.bot)
            assert said("bot-group-gone") in read
            assert f"{other} ours" in read


# -- wrong hands


def all_buttons(group: Group) -> list[str]:
    return [button.data for message in group.screen() for row in message.buttons for button in row if button.data]


def changes_nothing(walk: Walk, folder: Path) -> Callable[[], bool]:
    """Return what tells whether anything has changed since now, on disk or on a screen of the two."""

    def now() -> object:
        return rows(folder, *UNLIKE), walk.group.screen(), walk.alex.screen(), walk.sam.screen()

    before = now()
    return lambda: now() == before


# -- plain talk


async def test_plain_talk_is_not_touched(tmp_path: Path) -> None:
    async with at("group speak", tmp_path) as walk:
        walk.alex.promotes_bot(walk.group)  # it hears everything then
        await walk.settle()
        same = changes_nothing(walk, tmp_path)
        said_there = [walk.alex.says("shall we eat", walk.group), walk.sam.sends_photo(walk.group)]
        walk.sam.says("yes", walk.group, reply_to=said_there[0])
        walk.alex.edits(said_there[0], "shall we eat soon")
        await walk.settle()

        assert rows(tmp_path)["answer"] == []
        assert [message for message in walk.group.screen()[-3:] if message.sender.bot] == []
        assert not same()  # only the screen of the group: their own words
        assert walk.alex.asked(walk.group) is not None


async def test_a_reply_by_the_wrong_person_is_ordinary_talk(tmp_path: Path) -> None:
    async with at("group speak", tmp_path) as walk:
        kim = walk.stage.world.person("Kim")
        question = walk.alex.asked(walk.group)
        assert question is not None
        before = rows(tmp_path, *UNLIKE)
        await_sam = walk.sam.says("let me", walk.group, reply_to=question)
        await walk.settle()

        assert rows(tmp_path, *UNLIKE) == before
        assert walk.group.screen()[-1] == await_sam
        kim.joins(walk.group)
        await walk.settle()
        kim.says("who are you", walk.group, reply_to=question)
        walk.alex.says("told4711", walk.group, reply_to=question)
        await walk.settle()
        assert rows(tmp_path)["answer"] == []


async def test_commands_in_the_group_answer_in_private_and_say_so_neutrally(tmp_path: Path) -> None:
    async with at("group speak", tmp_path) as walk:
        since = len(walk.stage.world.calls)
        for command in ("/menu", "/help@reknit_bot", "/safety", "/privacy", "/language", "/export"):
            await walk.says(walk.alex, command, walk.group)
            assert walk.group.screen()[-1].text == said("bot-private-only"), command
        await walk.says(walk.sam, "/pause", walk.group)

        assert set(wrote(walk.stage.world, walk.group, since)) <= NEUTRAL
        assert walk.sees(walk.alex, "programme-paused.go_on")


@pytest.mark.parametrize("how", ["public", "linked"])
async def test_a_group_that_others_can_read_without_joining_is_not_used(tmp_path: Path, how: str) -> None:
    async with at("group speak", tmp_path) as walk:
        world, group = walk.stage.world, walk.group
        since = len(world.calls)
        if how == "public":
            group.goes_public("usandonly")
        else:
            group.migrates()
            group.row.linked = -1_000_000_000_099
        await walk.says(walk.alex, "/help", group)
        await walk.says(walk.alex, "told4711")
        await walk.presses(walk.alex, "engine-preview.send")

        assert said("bot-group-open") in wrote(world, group, since)
        assert set(wrote(world, group, since)) <= NEUTRAL
        assert "told4711" in walk.sam.screen()[-2].text


async def test_a_supergroup_is_made_public_and_private_again(tmp_path: Path) -> None:
    async with at("group speak", tmp_path) as walk:
        world, group = walk.stage.world, walk.group
        group.migrates()
        await walk.settle()
        group.goes_public("usandonly")  # which Telegram tells nobody
        since = len(world.calls)
        await walk.answers(walk.alex, "told4711", group)

        assert set(wrote(world, group, since)) <= NEUTRAL
        group.goes_public("")
        await walk.says(walk.sam, "/help", group)
        assert said("bot-group-two") in [message.text for message in group.screen()[-8:]]
        await walk.answers(walk.alex, "told4712", group)
        assert walk.sam.asked(group) is not None
