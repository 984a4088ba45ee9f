"""What Telegram can bring that nobody has written to the bot: it changes nothing, and nothing is said to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.incoming import SERVICE
from tests.attacks.wire import brings, message
from tests.bot.walk import Walk, at, rows, said
from tests.rehearsal.specification import specification

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.mostly_sqlite]

SEEN = ("seen_update", "sqlite_sequence", "meta")
OTHERS = {"new_chat_members", "left_chat_member", "migrate_to_chat_id"}
"""Of these the bot takes note."""


async def changes_nothing(walk: Walk, folder: Path, *updates: tuple[str, dict[str, Any]]) -> None:
    await walk.settle()
    before, since = rows(folder, *SEEN), len(walk.stage.world.calls)
    for kind, body in updates:
        brings(walk, kind, body)
        await walk.settle()

    assert rows(folder, *SEEN) == before
    assert {call.method for call in walk.stage.world.calls[since:]} <= {"getUpdates", "answerCallbackQuery"}


@pytest.mark.parametrize("point", ["", "camera"])
async def test_what_telegram_says_in_a_private_chat_gets_no_answer(tmp_path: Path, point: str) -> None:
    async with at(point, tmp_path) as walk:
        await changes_nothing(
            walk,
            tmp_path,
            *(("message", message(walk.alex) | {name: {}}) for name in sorted(SERVICE - {"migrate_from_chat_id"})),
        )


def test_what_telegram_says_by_itself_is_all_known() -> None:
    found = specification()
    told = {
        field["name"]
        for field in (found["types"]["Message"]["fields"] if found else ())
        if field["description"].startswith("Optional. Service message:")
    }

    assert told - OTHERS <= SERVICE


@pytest.mark.parametrize("point", ["camera", "group speak"])
async def test_kinds_of_updates_that_were_not_asked_for_change_nothing(tmp_path: Path, point: str) -> None:
    async with at(point, tmp_path) as walk:
        group = walk.group if walk.stage.world.groups else None
        words = message(walk.alex, text="of no use")
        reaction = {"chat": words["chat"], "message_id": 1, "user": words["from"], "date": 1, "old_reaction": []}
        await changes_nothing(
            walk,
            tmp_path,
            ("message_reaction", {**reaction, "new_reaction": [{"type": "emoji", "emoji": "👎"}]}),
            ("business_message", {**words, "business_connection_id": "1"}),
            ("edited_business_message", {**words, "business_connection_id": "1", "edit_date": 2}),
            ("guest_message", {**words, "guest_query_id": "1"}),
            ("channel_post", {**words, "chat": {"id": -100, "type": "channel", "title": "News"}}),
            ("poll_answer", {"poll_id": "1", "user": words["from"], "option_ids": [0]}),
            ("inline_query", {"id": "1", "from": words["from"], "query": "Sam", "offset": ""}),
            (
                "chat_join_request",
                {"chat": words["chat"], "from": words["from"], "user_chat_id": walk.alex.id, "date": 1},
            ),
            ("chat_member", {"chat": words["chat"], "from": words["from"], "date": 1}),
            ("message", message(walk.alex, group, text="/pause", sender_chat={"id": -1, "type": "channel"})),
        )


async def test_P3_words_in_a_private_chat_that_is_not_their_authors_are_none(tmp_path: Path) -> None:
    """As when the bot is let into somebody's chats with others."""
    async with at("speak", tmp_path) as walk:
        theirs = message(walk.alex, text="not for the bot")["chat"]
        press = {"id": "7", "from": message(walk.sam)["from"], "data": "m.menu", "message": message(walk.alex)}
        await changes_nothing(
            walk,
            tmp_path,
            ("message", {**message(walk.sam, text="/menu"), "chat": theirs}),
            ("edited_message", {**message(walk.sam, text="told"), "chat": theirs}),
            ("callback_query", press),
        )


async def test_P3_in_a_channel_nothing_is_said(tmp_path: Path) -> None:
    """Nobody knows who reads it."""
    async with at("paired", tmp_path) as walk:
        channel = {"id": -1001, "type": "channel", "title": "News"}
        added = {"chat": channel, "from": message(walk.alex)["from"], "new_chat_member": {"status": "administrator"}}
        press = {"id": "7", "from": message(walk.sam)["from"], "data": "m.ours"}
        await changes_nothing(
            walk,
            tmp_path,
            ("my_chat_member", added),
            ("message", {**message(walk.alex, text="/start couple"), "chat": channel}),
            ("callback_query", {**press, "message": {**message(walk.sam), "chat": channel}}),
        )


async def test_a_group_member_without_a_name_is_nobody(tmp_path: Path) -> None:
    """Telegram writes for an anonymous administrator as a bot, for a channel that is linked as its own account."""
    async with at("group speak", tmp_path) as walk:
        asked = next(one for one in reversed(walk.group.screen()) if said("reply-here") in one.text)
        words = message(walk.alex, walk.group, text="told", reply_to_message={"message_id": asked.id})
        bot = {"id": 1_087_968_824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
        its_own = {**words, "from": bot, "chat": {"id": bot["id"], "type": "private"}}
        await changes_nothing(
            walk,
            tmp_path,
            ("message", {**words, "from": bot, "sender_chat": words["chat"]}),
            ("message", {**words, "from": {**bot, "id": 777_000, "is_bot": False}, "sender_chat": words["chat"]}),
            ("message", {**words, "from": bot}),
            ("callback_query", {"id": "7", "from": bot, "data": "m.safety", "message": its_own}),
        )


async def test_C2_a_command_in_the_group_for_another_bot_is_not_this_ones(tmp_path: Path) -> None:
    async with at("group speak", tmp_path) as walk:
        for text in ("/pause@another_bot", "/leave@another_bot", "/menu@reknit_bot_too"):
            await changes_nothing(walk, tmp_path, ("message", message(walk.sam, walk.group, text=text)))

        await walk.says(walk.sam, f"/pause@{walk.stage.world.state.username}", walk.group)

        assert walk.sees(walk.alex, "programme-paused.go_on")
