"""What people may do that looks like a broken rule: the checkers know it, and let it pass."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.rehearsal.faults import LostReply, ServerError
from flows.engine.frozen import replace
from tests.bot.test_came_up import AGAIN
from tests.world.checker import Ways
from tests.world.checkers import ALL
from tests.world.checkers_consent import C2, C4
from tests.world.checkers_flow import F1, F4
from tests.world.checkers_privacy import P6
from tests.world.record import Called, Pressed, Shown
from tests.world.scripts import apologises, replays, watched


@pytest.mark.parametrize("way", ["deletes", "blocks"])
async def test_a_wish_opens_to_the_partner_alone_where_its_author_can_see_nothing_there(
    tmp_path: Path, way: str
) -> None:
    name = "appreciation-spanish.md"
    async with watched(name, tmp_path, ALL) as (walk, found):
        await replays(name, walk, found.record, until="Alex presses [Saltar], [Saltar], [Ver un ejemplo]")
        await walk.presses(walk.alex, "engine-palette.skip", "engine-palette.skip")
        await walk.says(walk.alex, "un té jasper-1062")
        if way == "deletes":
            await walk.says(walk.alex, "/safety")
            await walk.presses(walk.alex, "bot-safety-delete")
        else:
            walk.alex.blocks()
        await walk.presses(walk.sam, "engine-palette.skip", "engine-palette.skip", "engine-words.skip")

    assert "jasper-1062" in " ".join(walk.sam.last().labels)
    assert list(map(str, found.broken)) == []


async def test_words_that_were_written_anew_in_ones_own_boundaries_are_missing_in_no_copy(tmp_path: Path) -> None:
    name = "own-boundaries.md"
    async with watched(name, tmp_path, ALL) as (walk, found):
        await replays(name, walk, found.record, until="Alex presses [See every line]")
        await walk.presses(walk.alex, "own_boundaries-home.off_limits")
        await walk.says(walk.alex, "I don't answer after nine.")
        await walk.says(walk.alex, "/export")

    assert list(map(str, found.broken)) == []


async def test_who_answers_after_all_what_they_had_skipped_is_watched_for_all_that_they_wrote(
    tmp_path: Path,
) -> None:
    async with watched("camera", tmp_path, ALL) as (walk, found):
        await walk.says(walk.alex, "it was quartz-1001")
        await walk.presses(walk.alex, "engine-palette.skip", "engine-words.skip", "receipt.change")
        await walk.says(walk.alex, "and quartz-1002")
        (copies,) = (one for one in found.checkers if isinstance(one, P6))

        assert copies.owned[walk.alex.id] == {"quartz-1001", "quartz-1002"}


async def test_a_step_that_both_are_ready_for_may_begin_again_where_another_one_stood_still(tmp_path: Path) -> None:
    async with watched("a-step-again.md", tmp_path, ALL) as (walk, found):
        for person in (walk.alex, walk.sam):
            await walk.presses(person, "programme-offered.ready")
        await walk.says(walk.alex, "/menu")
        await walk.forges(walk.alex, AGAIN)
        await walk.opens(walk.alex, walk.sam)
        await walk.says(walk.sam, "/pause")
        await walk.presses(walk.alex, "programme-paused.go_on")
        await walk.presses(walk.sam, "programme-paused.go_on")
        await walk.presses(walk.alex, "programme-suggested.ready")
        await walk.presses(walk.sam, "programme-suggested.ready")

        assert walk.sees(walk.alex, "open_communication-rules.agree")
    assert list(map(str, found.broken)) == []


async def test_an_old_button_below_an_apology_that_was_read_takes_no_yes_to_it_away(tmp_path: Path) -> None:
    """A preview that was sent twice keeps its buttons on one of the two."""
    async with watched("apology", tmp_path, ALL) as (walk, found):
        await apologises(walk, found.record)
        messages = walk.stage.world.state.chats[walk.alex.id].messages
        said = found.record.authors["ember-1042"]
        sent = next(one for one in found.record.events if isinstance(one, Pressed) and one.label == "Send it")
        assert sent.on is not None
        messages[sent.message] = sent.on
        await walk.forges(walk.alex, sent.data, sent.on)
        await walk.says(walk.sam, "/export")

        assert said.person == walk.alex.id
        assert any("ember-1042" in one.words for one in found.record.events[-6:] if isinstance(one, Shown))
    assert list(map(str, found.broken)) == []


@pytest.mark.parametrize("known", [True, False])
async def test_what_the_partner_knows_from_elsewhere_is_none_of_an_apologys_words(
    tmp_path: Path, *, known: bool
) -> None:
    async with watched("apology", tmp_path, [C4]) as (walk, found):
        await walk.presses(walk.sam, "open_communication-apology.not_now")
        await walk.presses(walk.alex, "open_communication-apology.write")
        for number in (1041, 1042):
            await walk.says(walk.alex, f"I did ember-{number}")
        await walk.presses(walk.alex, *["engine-words.skip"] * 3)
        preview = [one for one in found.record.events if isinstance(one, Shown) and "ember-1041" in one.words][-1]
        to_sam = replace(preview, viewers=frozenset({walk.sam.id}))
        if known:
            found.checkers[0].shown(to_sam)
        await walk.presses(walk.alex, "open_communication-letter_preview.send")
        found.checkers[0].shown(to_sam)
    assert bool(found.broken) is not known


async def test_who_blocks_the_bot_after_asking_for_help_is_answered_when_they_come_back(tmp_path: Path) -> None:
    """Whoever comes back writes before the bot can answer what it could not answer meanwhile."""
    async with watched("ready", tmp_path, ALL, Ways(orderly=False)) as (walk, found):
        kim, clock = walk.stage.world.person("Kim"), walk.stage.clock
        kim.says("/help")
        kim.blocks()
        walk.alex.says("/menu")
        clock.leap(clock.now() + timedelta(minutes=1))
        kim.unblocks()
        kim.says("/start")
        await walk.settle()
    assert list(map(str, found.broken)) == []


async def test_who_stops_and_says_yes_in_an_order_that_nobody_knows_goes_on_with_the_other(tmp_path: Path) -> None:
    async with watched("camera", tmp_path, ALL, Ways(orderly=False)) as (walk, found):
        waiting = walk.stage.world.state.waiting
        walk.sam.says("/menu")  # what the poll that is open brings
        walk.alex.says("/resume")
        walk.alex.says("/pause")
        found.record.mixed.update(one.id for one in waiting)
        waiting.reverse()
        await walk.settle()
        await walk.presses(walk.sam, "programme-paused.go_on")

        assert walk.sees(walk.alex, "engine-words.skip")
    assert list(map(str, found.broken)) == []


async def test_a_question_that_was_on_its_way_when_the_talk_was_stopped_asks_nobody_to_go_on(tmp_path: Path) -> None:
    """Telegram did at last what the bot had asked for, given up, and asked for once more."""
    async with watched("camera", tmp_path, [C2], Ways(orderly=False)) as (walk, found):
        await walk.presses(walk.alex, "engine-words.skip")
        await walk.says(walk.alex, "/timeout")
        calls = [one.call for one in found.record.events if isinstance(one, Called)]
        asked = [one for one in calls if one.method == "sendMessage" and one.params["chat_id"] == walk.alex.id][-2]
        found.checkers[0].called(Called(at=found.record.now, call=replace(asked, fault=LostReply())))
        walk.stage.world.receive("sendMessage", asked.params)
        await walk.settle()

        assert walk.alex.last().text == walk.screens(walk.alex)[3].text
    assert list(map(str, found.broken)) == []


async def test_what_both_have_taken_stands_in_a_copy_as_it_was_though_it_was_changed_in_the_group(
    tmp_path: Path,
) -> None:
    name = "boundaries-group.md"
    async with watched(name, tmp_path, ALL) as (walk, found):
        await replays(name, walk, found.record)
        await walk.says(walk.sam, "/export")

        (copy,) = (one for one in found.record.events if isinstance(one, Shown) and one.file)
        assert "falling asleep side by side" in copy.words
        assert "whatever comes" not in copy.words
    assert list(map(str, found.broken)) == []


async def test_a_language_that_was_chosen_before_the_last_one_may_be_told_of_once_more(tmp_path: Path) -> None:
    async with watched("camera", tmp_path, [F4], Ways(orderly=False)) as (walk, found):
        await walk.says(walk.alex, "/language")
        await walk.presses(walk.alex, "welcome-language.en")
        calls = [one.call for one in found.record.events if isinstance(one, Called)]
        told = next(one for one in calls if str(one.params.get("text")).startswith("From now on"))
        await walk.says(walk.alex, "/language")
        await walk.presses(walk.alex, "welcome-language.es")
        walk.stage.world.receive(told.method, told.params)
        await walk.says(walk.alex, "/export")

        assert walk.alex.last().text.startswith("Aquí")
    assert list(map(str, found.broken)) == []


async def test_the_refusal_of_a_document_is_none_of_the_words_that_came_after_it(tmp_path: Path) -> None:
    async with watched("camera", tmp_path, [P6], Ways(orderly=False)) as (walk, found):
        walk.alex.sends_document()
        walk.alex.says("it was quartz-1001")
        walk.stage.world.faults.add("editMessageText", fault=ServerError(), chat=walk.alex.id)
        await walk.settle()
        walk.alex.says("and quartz-1002")
        walk.stage.clock.leap(walk.stage.clock.now() + timedelta(seconds=2))
        await walk.settle()
        await walk.says(walk.alex, "/export")

        (copy,) = (one for one in found.record.events if isinstance(one, Shown) and one.file)
        assert copy.words == {"quartz-1001"}
    assert list(map(str, found.broken)) == []


@pytest.mark.parametrize("failed", [True, False])
async def test_what_comes_late_may_be_in_the_language_of_before(tmp_path: Path, *, failed: bool) -> None:
    async with watched("ready", tmp_path, [F4], Ways(orderly=False)) as (walk, found):
        await walk.says(walk.alex, "it was quartz-1001")
        calls = [one.call for one in found.record.events if isinstance(one, Called)]
        refused = [one for one in calls if one.method == "sendMessage"][-1]
        if failed:
            found.checkers[0].called(Called(at=found.record.now, call=replace(refused, fault=LostReply())))
        await walk.says(walk.alex, "/language")
        await walk.presses(walk.alex, "welcome-language.es")
        walk.stage.world.receive(refused.method, refused.params)
        await walk.says(walk.alex, "/export")
    assert bool(found.broken) is not failed


@pytest.mark.parametrize("blocked", [True, False])
async def test_whoever_has_blocked_the_bot_is_asked_nothing_when_it_is_their_turn(
    tmp_path: Path, *, blocked: bool
) -> None:
    async with watched("camera", tmp_path, [F1]) as (walk, found):
        if blocked:
            walk.sam.blocks()
        await walk.presses(walk.alex, *["engine-words.skip"] * 4)
        await walk.stage.passes(timedelta(days=9))
        walk.stage.world.state.chats[walk.sam.id].messages.clear()
    assert bool(found.broken) is not blocked


async def test_words_changed_while_the_bot_was_down_are_those_that_it_takes_half_a_day_later(tmp_path: Path) -> None:
    async with watched("camera", tmp_path, [P6], Ways(orderly=False)) as (walk, found):
        await walk.stage.stop()
        said = walk.alex.says("it was quartz-1001")
        walk.alex.edits(said, "it was quartz-1002")
        walk.stage.clock.leap(walk.stage.clock.now() + timedelta(hours=14))
        walk.alex.says("into nothing: quartz-1003")
        await walk.stage.start()
        await walk.says(walk.alex, "/export")

        (copy,) = (one for one in found.record.events if isinstance(one, Shown) and one.file)
        assert copy.words == {"quartz-1002"}
    assert list(map(str, found.broken)) == []
