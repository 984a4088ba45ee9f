"""All that goes wrong, by the seed; each kind can be switched off. Whoever keeps the bot starts it again."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from bot.rehearsal import NotPossible
from bot.rehearsal.updates import PRESS_LIFE
from bot.store.migrate import WORKS_SINCE
from tests import databases
from tests.world.line import Way

if TYPE_CHECKING:
    from tests.world.people import Human
    from tests.world.world import World

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
OTHER_KEY = "/" * 43 + "="
ON_THE_LINE = ("lost replies", "lost requests", "429", "5xx", "slow", "outage", "doubled", "reordered")
IN_THE_PROCESS = ("await", "commit", "stop", "long stop", "clock", "full", "read-only", "locked", "key", "schema")
AMONG_PEOPLE = ("blocked", "migrated", "removed", "third")
KINDS: frozenset[str] = frozenset((*ON_THE_LINE, *IN_THE_PROCESS, *AMONG_PEOPLE))
SENDS = ("send", "edit", "delete", "answer")


class Trouble:
    """Plans what befalls calls, and comes by itself every few hours.

    ``jump`` is how wrong the host's clock is.
    """

    def __init__(self, world: World, chance: Random, kinds: frozenset[str]) -> None:
        self.world = world
        self.chance = chance
        self.kinds = kinds
        self.counts: Counter[str] = Counter()
        self.jump = timedelta()
        self.over = False
        self._storms: dict[str, float] = {}
        self._fetched: deque[tuple[datetime, dict[str, Any]]] = deque(maxlen=30)
        self._every = chance.choice((0.5, 2, 6, 20)) * HOUR
        self._rate = chance.choice((0.0, 0.003, 0.02))

    # -- on the line

    def way(self, method: str) -> Way:
        """Return what befalls this call."""
        chance, poll = self.chance, method == "getUpdates"
        there, back = chance.uniform(0.005, 0.08), chance.uniform(0.005, 0.08)
        if self.over or not self.kinds:
            return Way(there=there, back=back)
        for storm in ("outage", "429", "5xx", "slow"):
            if self._storms.get(storm, 0) > self.world.loop.time() and chance.random() < (
                1 if storm == "outage" else 0.4
            ):
                return self._struck(storm, there, back, poll=poll)
        if chance.random() < self._rate:
            kind = chance.choice(("lost replies", "lost requests", "429", "5xx", "slow"))
            if kind in self.kinds:
                return self._struck(kind, there, back, poll=poll)
        return Way(there=there, back=back)

    def _struck(self, kind: str, there: float, back: float, *, poll: bool) -> Way:
        self.counts[kind] += 1
        match kind:
            case "lost replies":
                return Way(there=there, back=back, lost="answer")
            case "lost requests" | "outage":
                return Way(there=there, back=back, lost="request")
            case "429":
                return Way(there=there, back=back, refused=429, after=self.chance.randint(1, 40))
            case "5xx":
                return Way(there=there, back=back, refused=self.chance.choice((500, 502, 503)))
            case _:
                longest = 5.0 if poll else 45.0
                return Way(there=self.chance.uniform(0, longest), back=self.chance.uniform(0, longest))

    def fetched(self, updates: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return what a poll brings: some of it once more, or in another order."""
        if self.over:
            return updates
        told = list(updates)
        if "doubled" in self.kinds and (before := self._brought()) and self.chance.random() < 0.04:
            self.counts["doubled"] += 1
            told.insert(self.chance.randint(0, len(told)), self.chance.choice(before))
        self._fetched.extend((self.world.record.now, update) for update in updates)
        if "reordered" in self.kinds and len(told) > 1 and self.chance.random() < 0.1:
            self.counts["reordered"] += 1
            self.chance.shuffle(told)
        if told != updates:
            self.world.record.mixed.update(update["update_id"] for update in told)
        return told

    def _brought(self) -> list[dict[str, Any]]:
        """Return what was brought before, and may be once more: presses are gone after a while."""
        since = self.world.record.now - PRESS_LIFE
        return [update for at, update in self._fetched if "callback_query" not in update or at > since]

    # -- by itself

    async def comes(self) -> None:
        """Bring trouble, until cancelled."""
        kinds = [kind for kind in sorted(self.kinds) if kind in COMES]
        while kinds:
            await asyncio.sleep(self.chance.expovariate(1 / self._every))
            kind = self.chance.choice(kinds)
            if await COMES[kind](self):
                self.counts[kind] += 1
                self.world.record.trouble(kind)

    async def minds(self) -> None:
        """Start the bot whenever it is down, until cancelled."""
        keeper = self.world.keeper
        while True:
            await keeper.down.wait()
            await asyncio.sleep(self._downtime())
            if not self.over and not keeper.disk.state:  # else it is the disk that it complains of
                await self._refused("key", {"REKNIT_PRIVACY__KEYS": f'["{OTHER_KEY}"]'}, "privacy")
                await self._next_schema()
            keeper.starts()
            await asyncio.sleep(0.001)

    async def ends(self) -> None:
        """Be over: the disk is well, the clock right, the line up."""
        self.over = True
        self.world.keeper.disk.state = ""
        self.world.keeper.disk.unlock()
        self.world.keeper.disk.fuse = None
        if self.world.keeper.life is not None:
            self.world.keeper.life.fuse = None
        if self.jump:
            self.jump = timedelta()
            self.world.record.clock(self.jump)

    def _downtime(self) -> float:
        if self._long and not self.over:
            self._long = False
            return self.chance.choice((HOUR, 8 * HOUR, 2 * DAY, 5 * DAY))
        if self.world.keeper.why and not self.world.keeper.why.startswith("killed"):
            self._tries += 1  # as whoever supervises a service waits longer each time
            return float(min(5 * 2**self._tries, 600))
        self._tries = 0
        return self.chance.choice((0.0, 0.5, 5.0, 60.0))

    _long, _tries = False, 0

    # -- the process

    async def _await(self) -> bool:
        """Kill it some steps from now; it is busy when there is something to do."""
        life = self.world.keeper.life
        if life is None or life.over:
            return False
        life.fuse = self.chance.randint(1, self.chance.choice((10, 100, 1000)))
        return True

    async def _commit(self) -> bool:
        disk = self.world.keeper.disk
        disk.fuse, disk.after = self.chance.randint(1, self.chance.choice((2, 20))), self.chance.random() < 0.5
        return True

    async def _stop(self) -> bool:
        self.world.keeper.stops()
        return True

    async def _long_stop(self) -> bool:
        self._long = True
        if self.chance.random() < 0.5:
            self.world.keeper.kills()
        else:
            self.world.keeper.stops()
        return True

    async def _clock(self) -> bool:
        """Set the host's clock wrong, or right."""
        by = self.chance.choice((1, 20, 90, 600, 3 * 60, 26 * 60)) * self.chance.choice((-1, 1))
        self.jump = timedelta() if self.jump and self.chance.random() < 0.7 else timedelta(minutes=by)
        self.world.record.clock(self.jump)
        return True

    async def _full(self) -> bool:
        return await self._sick("full")

    async def _read_only(self) -> bool:
        return await self._sick("read-only")

    async def _sick(self, state: Any) -> bool:
        if databases.kind() != "sqlite":
            return False
        disk = self.world.keeper.disk
        disk.state = state
        self.world.record.trouble(f"{state} from now on")
        await asyncio.sleep(self.chance.choice((2, 30, 600)))
        disk.state = ""
        return True

    async def _locked(self) -> bool:
        if databases.kind() != "sqlite" or self.world.keeper.app is None or not self.world.keeper.up.is_set():
            return False
        self.world.keeper.disk.lock(self.world.keeper.folder)
        self.world.record.trouble("locked from now on")
        await asyncio.sleep(self.chance.choice((0.5, 4, 20)))
        self.world.keeper.disk.unlock()
        return True

    async def _refused(self, kind: str, more: dict[str, str], about: str) -> None:
        """Start it with what it cannot use: it says so in one line, and changes nothing."""
        if kind not in self.kinds or self.chance.random() > 0.1 or databases.kind() != "sqlite":
            return
        keeper = self.world.keeper
        before = _content(self.world)
        keeper.starts(more)
        await keeper.down.wait()
        self.counts[kind] += 1
        if keeper.why.startswith("killed"):
            return  # before it could say anything
        if about not in keeper.why or "\n" in keeper.why or keeper.why.startswith("bug"):
            self.world.breaks(f"a start with another {kind} ended by: {keeper.why!r}")
        if _content(self.world) != before:
            self.world.breaks(f"a start with another {kind} changed the database")

    async def _next_schema(self) -> None:
        if "schema" not in self.kinds or databases.kind() != "sqlite" or self.chance.random() > 0.1:
            return
        with self._opened() as connection:
            ((now,),) = connection.execute("SELECT version_num FROM alembic_version").fetchall()
            ((since,),) = connection.execute("SELECT value FROM meta WHERE name = ?", [WORKS_SINCE]).fetchall()
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
            connection.execute("UPDATE meta SET value = '9999' WHERE name = ?", [WORKS_SINCE])  # of no use to us
        await self._always_refused()
        with self._opened() as connection:  # one that was killed has left its files in another folder
            connection.execute("UPDATE alembic_version SET version_num = ?", [now])
            connection.execute("UPDATE meta SET value = ? WHERE name = ?", [since, WORKS_SINCE])

    def _opened(self) -> closing[sqlite3.Connection]:
        return closing(sqlite3.connect(self.world.keeper.folder / "reknit.db", isolation_level=None))

    async def _always_refused(self) -> None:
        keeper = self.world.keeper
        before = _content(self.world)
        keeper.starts()
        await keeper.down.wait()
        self.counts["schema"] += 1
        if keeper.why.startswith("killed"):
            return  # before it could say anything
        if "a later version of reknit" not in keeper.why or "\n" in keeper.why:
            self.world.breaks(f"a start on the next schema ended by: {keeper.why!r}")
        if _content(self.world) != before:
            self.world.breaks("a start on the next schema changed the database")

    # -- the line, for a while

    async def _storm(self, kind: str) -> bool:
        lasts = self.chance.choice((20, 300, 3 * HOUR))
        self._storms[kind] = self.world.loop.time() + lasts
        return True

    # -- people

    def _somebody(self, wanted: Callable[[Human], bool]) -> Human | None:
        found = [human for human in self.world.people if wanted(human)]
        return self.chance.choice(found) if found else None

    async def _blocked(self) -> bool:
        human = self._somebody(lambda human: self.world.telegram.state.chats[human.person.id].bot == "member")
        if human is None:
            return False
        self.world.note(human, "blocks the bot")
        human.person.blocks()
        self.world.later(self.chance.choice((MINUTE, HOUR, DAY)), human.person.unblocks)
        return True

    async def _migrated(self) -> bool:
        groups = [group for group in self.world.telegram.groups if group.row.kind == "group"]
        if not groups:
            return False
        group = self.chance.choice(groups)
        self.world.tell(f"  {group.id} becomes a supergroup")
        group.migrates()
        return True

    async def _removed(self) -> bool:
        human = self._somebody(lambda human: human.group is not None and human.group.bot_in)
        if human is None or human.group is None or human.person.id not in human.group.row.members:
            return False
        human._throws_out()
        return True

    async def _third(self) -> bool:
        """Let somebody else join a couple's group, and leave it later."""
        groups = [group for group in self.world.telegram.groups if group.bot_in]
        if not groups:
            return False
        group = self.chance.choice(groups)
        guest = self._somebody(lambda human: human.person.id not in group.row.members)
        if guest is None:
            return False
        self.world.note(guest, f"joins {group.id}")
        if guest.group is None:
            guest.group = group
        guest.person.joins(group)

        def leaves() -> None:
            try:
                guest.person.leaves(group)
            except NotPossible:
                return

        self.world.later(self.chance.choice((MINUTE, HOUR, 2 * DAY)), leaves)
        return True


COMES: dict[str, Callable[[Trouble], Awaitable[bool]]] = {
    "await": Trouble._await,
    "commit": Trouble._commit,
    "stop": Trouble._stop,
    "long stop": Trouble._long_stop,
    "clock": Trouble._clock,
    "full": Trouble._full,
    "read-only": Trouble._read_only,
    "locked": Trouble._locked,
    "blocked": Trouble._blocked,
    "migrated": Trouble._migrated,
    "removed": Trouble._removed,
    "third": Trouble._third,
    "429": lambda trouble: trouble._storm("429"),
    "5xx": lambda trouble: trouble._storm("5xx"),
    "slow": lambda trouble: trouble._storm("slow"),
    "outage": lambda trouble: trouble._storm("outage"),
}
"""What comes by itself."""


def _content(world: World) -> dict[str, list[databases.Row]]:
    return databases.of(world.keeper.folder).rows()
