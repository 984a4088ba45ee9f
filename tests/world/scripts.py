"""Short scenes in which the rules can be watched: what two people do, from a point of the way on."""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from structlog.testing import capture_logs

from bot.rehearsal import NotPossible
from flows.programme import STEPS
from tests.bot.process import TOKEN
from tests.bot.test_durability import delivered_again
from tests.bot.test_safety_rest import WAYS, reseeded
from tests.bot.theatre import KEY
from tests.bot.walk import Walk, at
from tests.transcripts import replay
from tests.transcripts.phones import Phones
from tests.transcripts.script import FOLDER, read
from tests.world.checker import Checker, Watch, Ways, watch
from tests.world.checkers_durable import OLDER, REPEATED
from tests.world.record import Record

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIRST_RELEASE = Path(__file__).parents[1] / "store" / "revision_0001.sql"
SECRETS = [TOKEN.encode(), KEY.encode(), base64.b64decode(KEY), base64.b64decode(KEY).hex().encode()]

Script = Callable[[Walk, Record], Awaitable[None]]


@asynccontextmanager
async def watched(
    point: str, folder: Path, kinds: Iterable[type[Checker]], ways: Ways | None = None
) -> AsyncIterator[tuple[Walk, Watch]]:
    """Open the theatre at a point, with a record of it that is watched: an orderly one if not told otherwise."""
    with capture_logs() as logs:
        async with opened(point, folder) as walk:
            await walk.stage.app._store.run(lambda tx: tx.keys.veil())  # what is on the phones already is to be read
            record = _recorded(walk, sentences=point.endswith(".md"))
            found = watch(record, kinds, ways)
            try:
                yield walk, found
            finally:
                for line in logs:
                    record.logs(str(line))
                found.ends()


@asynccontextmanager
async def opened(point: str, folder: Path) -> AsyncIterator[Walk]:
    """Open the theatre at a point of the way, where a transcript begins, or "after" it."""
    if not point.endswith(".md"):
        async with at(point, folder) as walk:
            yield walk
        return
    name = point.removeprefix("after ")
    script = read(FOLDER / name)
    async with replay._opened(script if name == point else replace(script, include=script.path), folder) as stage:
        await stage.settle()
        if name == point and script.step is not None:
            await stage.app._store.run(partial(replay._come_to, STEPS.index(script.step)))
            for person in (stage.alex, stage.sam):  # whose screens are to say which step is offered
                await Walk(stage).says(person, "/menu")
                await Walk(stage).presses(person, "bot-menu.continue")
        yield Walk(stage)


def _recorded(walk: Walk, *, sentences: bool = False) -> Record:
    """Return a record of what happens on a stage, which tells it also when the bot goes down and up."""
    stage = walk.stage
    record = Record(stage.world, stage.folder, sentences=sentences)
    record.secrets += SECRETS
    stop, start = stage.stop, stage.start

    async def stops() -> None:
        await stop()
        record.goes_down()

    async def starts(*, settle: bool = True) -> None:
        await start(settle=False)
        record.goes_up()
        if settle:
            await stage.settle()

    stage.stop, stage.start = stops, starts  # type: ignore[method-assign]  # they are listened to
    return record


async def played(point: str, script: Script, folder: Path, kinds: Iterable[type[Checker]], *, faulty: bool) -> Watch:
    """Play a scene, and return what its watch says; a faulty bot may keep people from going on."""
    async with watched(point, folder, kinds) as (walk, found):
        if not faulty:
            await script(walk, found.record)
            return found
        with suppress(AssertionError, NotPossible, TimeoutError, StopIteration):
            await script(walk, found.record)
    return found


# -- the scenes


async def talks(walk: Walk, record: Record) -> None:
    """Alex writes for themself, tells, and Sam gives it back."""
    await walk.says(walk.alex, "it was quartz-1001")
    await walk.presses(walk.alex, *["engine-words.skip"] * 3)
    await walk.presses(walk.sam, *["engine-words.skip"] * 4)
    await walk.presses(walk.alex, "open_communication-first.me")
    await walk.presses(walk.sam, "open_communication-first.you")
    for person in (walk.alex, walk.sam):
        await walk.presses(person, "=4")
    await walk.says(walk.sam, "aside amber-1002")
    await walk.says(walk.alex, "I tell basalt-1003")
    await walk.presses(walk.alex, "engine-preview.send")
    await walk.says(walk.sam, "heard coral-1004")
    await walk.presses(walk.sam, "engine-preview.send")


async def seals(walk: Walk, record: Record) -> None:
    for person, words in ((walk.alex, (1011, 1012, 1013)), (walk.sam, (1021, 1022, 1023))):
        for number in words:
            await walk.says(person, f"because of opal-{number}")


async def third_comes(walk: Walk, record: Record) -> None:
    """Somebody else joins the group while Alex is to speak there."""
    kim = walk.stage.world.person("Kimberley")
    await walk.answers(walk.alex, "I tell basalt-1003", walk.group)
    kim.joins(walk.group)
    await walk.settle()
    with suppress(NotPossible):
        await walk.answers(walk.sam, "heard coral-1004", walk.group)
    await walk.says(walk.sam, "heard coral-1005")
    await walk.presses(walk.sam, "engine-preview.send")


async def stranger_writes(walk: Walk, record: Record) -> None:
    kim = walk.stage.world.person("Kimberley")
    await walk.begins(kim)
    await talks(walk, record)


async def has_a_wish(walk: Walk, record: Record) -> None:
    """Somebody names an idea of their own, which then stands on a button."""
    await replays("appreciation-spanish.md", walk, record, until="Sam: Diez minutos sin prisa")
    await walk.says(walk.sam, "un té jasper-1061")


async def answers_safely(walk: Walk, record: Record) -> None:
    await walk.calm(walk.alex)


async def copies(walk: Walk, record: Record) -> None:
    await walk.says(walk.sam, "mine is slate-1031")
    await talks_on(walk)
    await walk.says(walk.alex, "/export")


async def talks_on(walk: Walk) -> None:
    await walk.says(walk.alex, "mine is quartz-1001")
    await walk.presses(walk.alex, *["engine-words.skip"] * 3)


async def erases(walk: Walk, record: Record) -> None:
    await walk.says(walk.alex, "mine is quartz-1001")
    await walk.says(walk.alex, "/erase")
    await walk.presses(walk.alex, "bot-erase.go_on", "bot-erase-sure.now")
    await walk.says(walk.sam, "/menu")


async def gets_ready(walk: Walk, record: Record) -> None:
    await walk.presses(walk.alex, "programme-offered.ready")
    await walk.stage.passes(DAY)
    await walk.presses(walk.sam, "programme-offered.ready")


async def is_late(walk: Walk, record: Record) -> None:
    """Sam comes back after more than a week."""
    await walk.presses(walk.alex, "programme-offered.ready")
    await walk.stage.passes(9 * DAY)
    await walk.opens(walk.sam)
    if walk.sees(walk.sam, "programme-offered.ready"):
        await walk.presses(walk.sam, "programme-offered.ready")


async def pauses(walk: Walk, record: Record) -> None:
    await walk.presses(walk.alex, "bar.pause")
    await walk.presses(walk.alex, "programme-paused.go_on")
    await walk.says(walk.sam, "/menu")
    await walk.presses(walk.sam, "programme-paused.go_on")
    await walk.says(walk.alex, "/timeout")
    await walk.stage.restart()
    await walk.says(walk.alex, "/menu")


async def replays(name: str, walk: Walk, record: Record, *, until: str = "nothing") -> None:
    """Do what the people of a transcript do, up to the line that begins so."""
    play = replay.Replay(stage=walk.stage, phones=Phones(walk.stage.world), log=[])
    for line in (one for one in read(FOLDER / name).lines if one.acts):
        if line.text.startswith(until):
            return
        await play._do(line.text)
        await walk.settle()


async def apologises(walk: Walk, record: Record) -> None:
    """Alex writes an apology; Sam writes none, and reads it when ready."""
    await walk.presses(walk.sam, "open_communication-apology.not_now")
    await walk.presses(walk.alex, "open_communication-apology.write")
    for number in (1041, 1042):
        await walk.says(walk.alex, f"I did ember-{number}")
    await walk.presses(walk.alex, *["engine-words.skip"] * 3)
    await walk.presses(walk.alex, "open_communication-letter_preview.send", "open_communication-letter_waits.go_on")
    await walk.presses(walk.sam, "open_communication-receive.ready")


async def writes_a_letter(walk: Walk, record: Record) -> None:
    for keys in (("=Not now",), ("=Not for now",)):
        for person in (walk.alex, walk.sam):
            await walk.presses(person, *keys)
    await walk.presses(walk.alex, "patience-letter_offer.write")
    await walk.says(walk.alex, "not yet fern-1051")
    await walk.presses(walk.alex, "patience-letter_choice.keep")
    await walk.presses(walk.sam, "patience-letter_offer.leave_it")


async def is_worried(walk: Walk, record: Record, way: str = "worried") -> None:
    """In the rest around the returning questions Sam answers them; Alex answers calmly."""
    stage = walk.stage
    due = await stage.app._store.run(partial(reseeded, 1, stage.clock.now()))
    await stage.passes(due["questions"] + timedelta(minutes=1) - stage.clock.now())
    await walk.opens(walk.sam)
    await walk.presses(walk.sam, *WAYS[way])
    await stage.passes(HOUR)
    await walk.opens(walk.alex)
    await walk.presses(walk.alex, *WAYS["calm"])
    await stage.passes(4 * DAY)


async def asks_for_help(walk: Walk, record: Record) -> None:
    kim = walk.stage.world.person("Kimberley")
    for person in (walk.alex, kim):
        await walk.says(person, "/help")
        await walk.says(person, "/safety")
    await walk.presses(walk.alex, "bar.safety")


async def hears_again(walk: Walk, record: Record) -> None:
    """Telegram brings all updates once more."""
    await walk.says(walk.alex, "it was quartz-1001")
    await walk.presses(walk.sam, "bar.menu")
    again = delivered_again(walk)
    await walk.stage.stop()
    record.trouble(REPEATED)
    walk.stage.world.state.waiting.extend(again)
    await walk.stage.start()


async def opens_an_old_file(walk: Walk, record: Record) -> None:
    await walk.stage.stop()
    path = walk.stage.folder / "reknit.db"
    for name in ("", "-wal", "-shm"):
        path.with_name(f"reknit.db{name}").unlink(missing_ok=True)
    with sqlite3.connect(path) as connection:
        connection.executescript(FIRST_RELEASE.read_text("utf-8"))
    connection.close()
    record.trouble(OLDER)
    record.key = base64.b64encode(b"m" * 32).decode()
    walk.stage.more = {**walk.stage.more, "REKNIT_PRIVACY__KEYS": f'["{record.key}"]'}
    await walk.stage.start()


async def stays_away(walk: Walk, record: Record) -> None:
    """Both stay away for long, one wants an early evening's peace, and the bot is down in between."""
    await walk.says(walk.alex, "/nudges")
    await walk.presses(walk.alex, "nudges-choose.quiet", "nudges-quiet.earlier")
    for person in (walk.alex, walk.sam):
        await walk.says(person, "/menu")
        await walk.presses(person, "bot-menu.continue")
    await walk.stage.passes(12 * DAY + 16 * HOUR)
    await walk.presses(walk.alex, "nudge.show")
    await walk.presses(walk.alex, "programme-lapsed.offer")
    await walk.stage.stop()
    walk.stage.clock.advance(9 * DAY)
    await walk.stage.start()
    await walk.stage.passes(2 * DAY)


async def presses_what_is_old(walk: Walk, record: Record) -> None:
    """Alex presses Skip twice on one question; Sam tries Alex's button."""
    message, data = walk.button(walk.alex, "engine-words.skip")
    await walk.presses(walk.alex, "engine-words.skip")
    await walk.forges(walk.alex, data, message)
    _, theirs = walk.button(walk.alex, "feelings-sad")
    await walk.forges(walk.sam, theirs)
    await walk.forges(walk.sam, "s99.a1.nonsense")


async def looks_around(walk: Walk, record: Record) -> None:
    for person in (walk.alex, walk.sam):
        await walk.presses(person, "programme-offered.ready")
    for person in (walk.alex, walk.sam):
        await walk.presses(person, "open_communication-rules.agree")
        await walk.says(person, "/menu")
        await walk.presses(person, "bot-menu.continue")
    await walk.stage.passes(9 * DAY)
    await walk.says(walk.alex, "/menu")


async def speaks_spanish(walk: Walk, record: Record) -> None:
    await walk.forges(walk.sam, "m.language.es")
    await walk.says(walk.sam, "/menu")
    await walk.presses(walk.sam, "engine-words.skip", "engine-words.skip")
