"""S1 and P5 over the wire: two-weekly safety questions, the rests around them, and the partner's phone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.rehearsal import Person
from bot.shelf import from_json, to_json
from bot.store.transaction import Transaction
from flows.engine.effects import Wake
from flows.engine.frozen import replace
from flows.engine.script import Scene
from flows.engine.session import Partner
from flows.programme import next_round
from flows.rests import morning
from flows.safety_questions import SAFETY
from tests.bot.test_privacy import outline
from tests.bot.walk import MINDS, UNLIKE, Walk, at, rows, said

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.mostly_sqlite]

A_DAY = timedelta(days=1)
SEEDS = range(20)
CALM = tuple(f"engine-questions.{calm}" for calm in SAFETY.values())
WORRY = f"engine-questions.{MINDS[SAFETY['afraid']]}"
WAYS: dict[str, tuple[str, ...]] = {
    "calm": ("safety-asked-opening.go_on", *CALM, "safety-asked-clear.done"),
    "worried": (
        "safety-asked-opening.go_on",
        f"engine-questions.{MINDS[SAFETY['afraid']]}",
        "safety-asked-worried.done",
    ),
    "rather not": ("safety-asked-opening.go_on", *CALM[:2], "engine-questions.rather_not", "safety-asked-worried.done"),
    "skipped": ("safety-asked-opening.skip", "safety-asked-worried.done"),
    "walked off": ("safety-asked-opening.go_on", CALM[0]),
    "never looked": (),
}
"""What Sam presses when the questions are there."""
ANSWERED = ("calm", "worried", "rather not", "skipped")


def reseeded(seed: int, now: datetime, tx: Transaction) -> dict[str, datetime]:
    """Let the couple have another seed, and return when what it draws will come, by name."""
    stored = next(one for one in tx.sessions.all_of(None, 1) if one.flow == "programme")
    session = from_json(stored.body)
    fresh = replace(session, seed=seed, memory={k: v for k, v in session.memory.items() if k not in ("began", "round")})
    scene = next_round(Scene(session=fresh, by=Partner.A, now=now))
    tx.sessions.save(stored, to_json(scene.session), now)
    for name in ("questions", "day_off"):
        tx.timers.clear(session_id=stored.id, name=name)
    wakes = [effect for effect in scene.effects if isinstance(effect, Wake)]
    for wake in wakes:
        tx.timers.set("gentle wake", wake.at, session_id=stored.id, partner=wake.by, turn=wake.entered, name=wake.name)
    return {wake.name: wake.at for wake in wakes}


@asynccontextmanager
async def with_seed(seed: int, folder: Path, point: str = "camera") -> AsyncIterator[tuple[Walk, dict[str, datetime]]]:
    async with at(point, folder) as walk:
        now = walk.stage.clock.now()
        yield walk, await walk.stage.app._store.run(lambda tx: reseeded(seed, now, tx))


async def passes_to(walk: Walk, moment: datetime) -> None:
    await walk.stage.passes(moment - walk.stage.clock.now())


def phone(person: Person) -> list[tuple[str, object, datetime]]:
    return [(message.text, message.labels, message.at) for message in person.screen()]


async def state(walk: Walk) -> str:
    def read(tx: Transaction) -> str:
        stored = next(one for one in tx.sessions.all_of(None, 1) if one.flow == "programme")
        return " ".join(place.state for place in from_json(stored.body).positions.values())

    return await walk.stage.app._store.run(read)


async def to_questions(walk: Walk, due: dict[str, datetime]) -> None:
    await passes_to(walk, due["questions"] + timedelta(minutes=1))
    assert await state(walk) == "resting resting"


async def in_time(seed: int, way: str, folder: Path) -> object:
    """Return Alex's phone where Sam did this in the rest around the questions, and did not go on."""
    async with with_seed(seed, folder) as (walk, due):
        await to_questions(walk, due)
        await walk.stage.passes(timedelta(hours=5))
        await walk.opens(walk.sam)
        if WAYS[way]:
            await walk.presses(walk.sam, *WAYS[way])
        await walk.opens(walk.alex)
        await walk.presses(walk.alex, *WAYS["calm"])
        await walk.stage.passes(4 * A_DAY)
        assert await state(walk) == "back back"
        await walk.opens(walk.alex)
        await walk.presses(walk.alex, "programme-back.go_on")
        await walk.stage.passes(3 * A_DAY)
        assert (await state(walk)).split()[0] == "back_met"
        await walk.opens(walk.alex)
        return phone(walk.alex)


@pytest.mark.parametrize("seed", SEEDS)
async def test_S1_a_rest_after_a_worrying_answer_is_to_the_partner_any_rest_that_the_other_has_not_ended(
    tmp_path: Path, seed: int
) -> None:
    ways = ("never looked", "worried", *(("calm", "skipped", "walked off") if seed < 3 else ()))
    ordinary, *others = [await in_time(seed, way, tmp_path / way) for way in ways]

    assert all(other == ordinary for other in others)


async def late(seed: int, way: str, folder: Path) -> tuple[object, dict[str, datetime]]:
    """Return Alex's phone where Sam did this in the middle of a talk, days after the rest."""
    async with with_seed(seed, folder) as (walk, due):
        await to_questions(walk, due)
        await walk.stage.passes(4 * A_DAY)
        await walk.opens(walk.alex, walk.sam)
        for person in (walk.alex, walk.sam):
            await walk.presses(person, "programme-back.go_on")
        assert await state(walk) == "running running"
        if way == "a day off":
            await walk.stage.app._store.run(lambda tx: _day_off(tx, walk.stage.clock.now()))
        elif WAYS[way]:
            await walk.presses(walk.sam, *WAYS[way])
        await walk.says(walk.alex, "as a camera")
        assert await state(walk) == "running running"
        await walk.stage.passes(timedelta(hours=30))
        assert await state(walk) == "resting resting"
        await walk.presses(walk.alex, "bar.menu")
        await walk.stage.passes(4 * A_DAY)
        await walk.opens(walk.alex)
        return phone(walk.alex), due


def _day_off(tx: Transaction, now: datetime) -> None:
    """Let one of the days off that the seed draws fall on the next morning."""
    stored = next(one for one in tx.sessions.all_of(None, 1) if one.flow == "programme")
    tx.timers.set(
        "gentle wake",
        morning(from_json(stored.body).seed, "Europe/Madrid", now + timedelta(hours=6)),
        session_id=stored.id,
        partner="a",
        turn=-1,
        name="day_off",
    )


@pytest.mark.parametrize("seed", SEEDS)
async def test_S1_a_late_worrying_answer_brings_what_any_day_off_brings(tmp_path: Path, seed: int) -> None:
    ways = ("a day off", "worried", *(("calm", "skipped") if seed < 3 else ()))
    ordinary, *others = [(await late(seed, way, tmp_path / way))[0] for way in ways]

    assert all(other == ordinary for other in others)


@pytest.mark.parametrize("way", ANSWERED)
async def test_P5_no_page_of_the_returning_questions_leaves_a_trace(tmp_path: Path, way: str) -> None:
    async with with_seed(1, tmp_path) as (walk, due):
        await to_questions(walk, due)
        await walk.opens(walk.sam)
        before = rows(tmp_path, *UNLIKE)
        for key in WAYS[way][:-1]:
            await walk.presses(walk.sam, key)

            assert rows(tmp_path, *UNLIKE) == before
        shown = said(WAYS[way][-1].partition(".")[0])
        assert walk.sam.last().text.startswith(shown)
        assert ("112" in walk.sam.last().text) == (way != "calm")


@pytest.mark.parametrize("late_", [False, True])
async def test_P5_what_is_stored_afterwards_is_the_same_whatever_was_answered(tmp_path: Path, late_: bool) -> None:
    async def after(way: str) -> object:
        async with with_seed(1, tmp_path / way) as (walk, due):
            await to_questions(walk, due)
            await walk.opens(walk.sam)
            if late_:
                await walk.stage.passes(4 * A_DAY)
                await walk.opens(walk.alex, walk.sam)
                for person in (walk.alex, walk.sam):
                    await walk.presses(person, "programme-back.go_on")
            await walk.presses(walk.sam, *WAYS[way])
            return outline(tmp_path / way), phone(walk.sam)

    first, *others = [await after(way) for way in ANSWERED]

    assert all(other == first for other in others)


async def test_words_typed_after_the_questions_were_shown_last_go_to_nobody(tmp_path: Path) -> None:
    """P1, P5: they may be meant for these, and the open question beside may be one that the partner sees."""
    async with with_seed(1, tmp_path) as (walk, due):
        await to_questions(walk, due)
        await walk.opens(walk.sam)
        await walk.says(walk.sam, "saf4711")
        assert walk.sam.last().text == said("engine-refused.press_one")

        await walk.stage.passes(4 * A_DAY)
        await walk.opens(walk.alex, walk.sam)
        for person in (walk.alex, walk.sam):
            await walk.presses(person, "programme-back.go_on")
        assert "🔒" in walk.sam.last().text
        await walk.says(walk.sam, "cam4712")

        assert walk.sam.last().text != said("engine-refused.press_one")
        assert walk.sees(walk.sam, "safety-asked-opening.go_on")


async def test_P5_the_questions_stand_in_the_chat_once_however_often_they_are_shown(tmp_path: Path) -> None:
    async with with_seed(1, tmp_path) as (walk, due):
        await to_questions(walk, due)
        await walk.opens(walk.sam)
        await walk.presses(walk.sam, "safety-asked-opening.go_on")
        await walk.says(walk.sam, "/start")
        await walk.says(walk.sam, "/language")
        await walk.presses(walk.sam, "=English")
        opening = said("safety-asked-opening")
        assert sum(opening in message.text for message in walk.sam.screen()) == 1

        await walk.presses(walk.sam, *WAYS["worried"])

        shown = "\n".join(message.text for message in walk.sam.screen())
        assert not any(said(f"safety-asked-{page}") in shown for page in ("opening", "worried", *SAFETY))


async def test_the_questions_are_asked_of_nobody_any_more_once_the_couple_has_parted(tmp_path: Path) -> None:
    async with with_seed(1, tmp_path) as (walk, due):
        await to_questions(walk, due)
        await walk.opens(walk.alex, walk.sam)
        await walk.presses(walk.sam, "bot-menu.leave", "bot-leave.leave_now")

        for person in (walk.alex, walk.sam):
            assert not walk.sees(person, "safety-asked-opening.go_on")
        shown = len(walk.alex.screen())
        await walk.stage.passes(30 * A_DAY)
        assert len(walk.alex.screen()) == shown


async def test_an_erased_partner_leaves_rests_and_questions_as_they_were(tmp_path: Path) -> None:
    async with with_seed(1, tmp_path) as (walk, due):
        await walk.says(walk.alex, "/erase")
        await walk.presses(walk.alex, "bot-erase.go_on", "bot-erase-sure.now")
        await passes_to(walk, due["questions"] + timedelta(minutes=1))
        await walk.opens(walk.sam)

        await walk.presses(walk.sam, *WAYS["worried"])
