"""Somebody whom the bot does not know, in its chat or in a group of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.attacks.wire import brings, message
from tests.bot.walk import UNLIKE, at, rows, said

pytestmark = pytest.mark.usefixtures("database")


async def test_a_strangers_group_gets_no_word(tmp_path: Path) -> None:
    async with at("paired", tmp_path) as walk:
        kim = walk.stage.world.person("Kim")
        group = walk.stage.world.group("Others", [kim, walk.alex])
        before = rows(tmp_path, *UNLIKE)
        kim.adds_bot(group, "couple")
        kim.says("/menu", group)
        kim.says("/start", group)
        await walk.settle()

        assert [message for message in group.screen() if message.sender.bot] == []
        assert rows(tmp_path, *UNLIKE) == before
        await walk.says(kim, "/safety", group)
        assert group.screen()[-1].text == said("bot-open-private")


async def test_an_edit_by_somebody_unknown_begins_nothing(tmp_path: Path) -> None:
    async with at("", tmp_path) as walk:
        brings(walk, "edited_message", message(walk.alex, text="changed", edit_date=1_777_917_721))
        await walk.settle()

        assert walk.alex.screen() == []
        assert rows(tmp_path)["person"] == []
