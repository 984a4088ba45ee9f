"""What is known of a pause where boundaries can still be used: nothing may get less careful in it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.desk import Desk
from bot.store.transaction import Transaction
from flows.engine.session import Facts
from tests.bot.walk import Walk, at


async def way(walk: Walk) -> Facts:
    house = walk.stage.app._clerk.house
    assert house is not None  # the bot has begun

    def look(tx: Transaction) -> Facts:
        desk = Desk(tx=tx, now=walk.stage.clock.now(), house=house)
        return desk.known("boundaries", None, 1)["way"]

    return await walk.stage.app._store.run(look)


async def test_C2_boundaries_know_of_a_pause_and_of_a_time_out(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        before = await way(walk)
        assert (before["still"], before["stopped"]) == (False, "")
        for person, command in ((walk.alex, "/timeout"), (walk.sam, "/pause")):
            await walk.says(person, command)
            now = await way(walk)
            assert (now["still"], now["stopped"]) == (True, walk.stage.clock.now().isoformat())
            await walk.stage.passes(timedelta(minutes=1))
