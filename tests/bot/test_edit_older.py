"""An answer that was changed by a new message is no longer what the older message holds."""

from __future__ import annotations

from pathlib import Path

from tests.bot.test_export import export
from tests.bot.walk import at, said


async def test_an_edit_of_what_was_replaced_takes_nothing_of_the_newer_answer(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        older = await walk.says(walk.alex, "older4711")
        await walk.presses(walk.alex, "receipt.change")
        await walk.says(walk.alex, "newer4712")
        walk.alex.edits(older, "edited4713")
        await walk.settle()

        copy = await export(walk, walk.alex)
        assert copy.has("newer4712") == (True, True)
        assert copy.has("edited4713") == (False, False)
        assert said("engine-edited") not in [one.text for one in walk.alex.screen()]
