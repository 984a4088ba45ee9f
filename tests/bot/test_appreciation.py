"""Appreciation over the wire: when it arrives, what a rest holds back, and what an erasure leaves."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.shelf import from_json, to_json
from bot.store.transaction import Transaction
from flows.programme import STEPS
from tests.bot.test_erase import erases, left
from tests.bot.test_export import LATER, export
from tests.bot.walk import Walk, at, said


async def to_the_step(walk: Walk) -> None:
    """Let the two have done the three steps before, and begin the fourth."""
    now = walk.stage.clock.now()

    def done(tx: Transaction) -> None:
        programme = next(stored for stored in tx.sessions.all_of(None, 1) if stored.flow == "programme")
        tx.sessions.save(programme, to_json(from_json(programme.body).remember(step=STEPS.index("appreciation"))), now)

    await walk.stage.app._store.run(done)
    for key in ("programme-offered.ready", "appreciation-intro.begin"):
        for person in (walk.alex, walk.sam):
            await walk.presses(person, key)


async def to_the_pick(walk: Walk) -> None:
    """Both have given one, and Sam has a wish in own words; Alex is about to pick."""
    await to_the_step(walk)
    for person in (walk.alex, walk.sam):
        await walk.says(person, f"{person.name} noticed")
        await walk.presses(person, "engine-words.skip", "engine-words.skip", "appreciation-preview.send")
    for person in (walk.alex, walk.sam):
        await walk.presses(person, "appreciation-take.thanks")
    for person in (walk.alex, walk.sam):
        await walk.presses(person, "engine-palette.skip", "engine-palette.skip")
    await walk.says(walk.alex, "Alexs wish")
    await walk.says(walk.sam, "Sams wish")


async def given(walk: Walk) -> None:
    """Alex writes one with /appreciate, and sends it."""
    await walk.says(walk.alex, "/appreciate")
    await walk.presses(walk.alex, "appreciate-choose.write")
    await walk.says(walk.alex, "Alex noticed4711")
    await walk.presses(walk.alex, "engine-words.skip", "engine-words.skip", "appreciate-preview.send")


def came(walk: Walk) -> list[str]:
    return [message.text for message in walk.sam.screen() if message.text == said("nudge")]


def reads(walk: Walk) -> bool:
    return any("noticed4711" in message.text for message in walk.screens(walk.sam))


async def test_P6_an_erasure_leaves_no_wish_on_the_buttons_of_an_open_pick(tmp_path: Path) -> None:
    async with at("offered", tmp_path) as walk:
        await to_the_pick(walk)
        assert walk.sees(walk.alex, "=Sams wish")

        await erases(walk, walk.sam)

        assert left(tmp_path, ["Sams wish", "Sam noticed"]) == []
        assert left(tmp_path, ["Alexs wish", "Alex noticed"]) == ["Alexs wish", "Alex noticed"]


async def test_P6_an_erasure_leaves_nothing_of_what_was_read_from_the_jar(tmp_path: Path) -> None:
    async with at("offered", tmp_path) as walk:
        await given(walk)
        await walk.says(walk.sam, "/appreciate")
        await walk.presses(walk.sam, "appreciate-choose.jar", "appreciate-jar.paper")
        assert left(tmp_path, ["noticed4711"]) == ["noticed4711"]

        await erases(walk, walk.alex)

        assert left(tmp_path, ["noticed4711", "Alex"]) == []


async def test_P2_what_is_typed_before_a_question_was_shown_is_no_sealed_answer_to_it(tmp_path: Path) -> None:
    async with at("offered", tmp_path) as walk:
        await to_the_pick(walk)
        for person in (walk.alex, walk.sam):
            await walk.presses(person, "gestures-not_this_week")
        await walk.stage.passes(timedelta(days=8))  # what each noticed is to be asked, once they look

        await walk.says(walk.alex, "aloud4711")

        assert walk.alex.last().text == said("engine-refused.no_question")
        for person in (walk.alex, walk.sam):
            await walk.opens(person)
            await walk.says(person, "/menu")
            await walk.presses(person, "bot-menu.continue", "engine-words.skip", "gestures-not_this_week")
        assert not any("aloud4711" in message.text for message in walk.screens(walk.sam))


async def test_what_may_sound_like_blame_gets_one_hint_and_is_kept_as_it_is(tmp_path: Path) -> None:
    async with at("offered", tmp_path) as walk:
        await walk.says(walk.alex, "/appreciate")
        await walk.presses(walk.alex, "appreciate-choose.write")
        await walk.says(walk.alex, "For once you cooked. You never do.")
        await walk.presses(walk.alex, "engine-words.skip", "engine-words.skip")

        texts = [message.text for message in walk.alex.screen()]
        assert texts.count(said("engine-hint", hint="You never")) == 1
        assert "You never do." in walk.button(walk.alex, "appreciate-preview.send")[0].text


async def test_N1_it_arrives_outside_quiet_hours(tmp_path: Path) -> None:
    async with at("offered", tmp_path) as walk:
        await walk.stage.passes(timedelta(hours=4))
        await given(walk)
        assert came(walk) == []

        await walk.stage.passes(timedelta(hours=9))
        assert len(came(walk)) == 1
        assert not reads(walk)
        await walk.presses(walk.sam, "nudge.show")
        assert reads(walk)


async def test_S1_nothing_arrives_while_the_programme_rests_and_everything_after_it(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.presses(walk.alex, "open_communication-speak.not_today")
        await given(walk)
        await walk.opens(walk.sam)
        assert not reads(walk)

        await walk.stage.passes(timedelta(hours=26))
        await walk.opens(walk.sam)
        assert reads(walk)


async def test_C2_while_it_is_paused_it_cannot_be_opened(tmp_path: Path) -> None:
    async with at("offered", tmp_path) as walk:
        await walk.says(walk.sam, "/pause")
        await walk.says(walk.alex, "/appreciate")

        assert walk.alex.last().text == said("bot-resting")


async def test_P6_until_it_is_opened_whoever_it_is_for_has_no_copy_of_it(tmp_path: Path) -> None:
    async with at("offered", tmp_path) as walk:
        await given(walk)
        await walk.stage.passes(timedelta(hours=14))
        assert not reads(walk)

        early = await export(walk, walk.sam)
        await walk.presses(walk.sam, "nudge.show")
        await walk.stage.passes(LATER)
        late = await export(walk, walk.sam)

        assert early.has("noticed4711") == (False, False)
        assert reads(walk)
        assert late.has("noticed4711") == (True, True)
