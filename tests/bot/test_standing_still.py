"""What is known of a pause where boundaries can still be used: nothing may get less careful in it."""

from __future__ import annotations

from pathlib import Path

from bot.desk import Desk
from bot.store.transaction import Transaction
from tests.bot.walk import Walk, at


async def stands_still(walk: Walk) -> bool:
    house = walk.stage.app._clerk.house
    assert house is not None  # the bot has begun

    def look(tx: Transaction) -> bool:
        desk = Desk(tx=tx, now=walk.stage.clock.now(), house=house)
        return bool(desk.known("boundaries", None, 1)["way"]["still"])

    return await walk.stage.app._store.run(look)


async def test_C2_boundaries_know_of_a_pause_and_of_a_time_out(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        assert not await stands_still(walk)
        await walk.says(walk.alex, "/timeout")
        assert await stands_still(walk)
        await walk.says(walk.sam, "/pause")
        assert await stands_still(walk)
