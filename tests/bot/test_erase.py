"""P6: /erase leaves none of a person's words anywhere, and the partner learns only that the programme rests."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.rehearsal import Person, Press, ServerError
from bot.store.reading import reading
from bot.store.tables import person
from tests import databases
from tests.bot.diary import Diaries
from tests.bot.process import PATIENCE
from tests.bot.test_export import Copied, export, leaked, missing
from tests.bot.unsealed import unsealed
from tests.bot.walk import UNLIKE, Walk, at, files, rows, said

RESTING = said("programme-resting")


async def erases(walk: Walk, person: Person) -> Press:
    await walk.says(person, "/erase")
    return await walk.presses(person, "bot-erase.go_on", "bot-erase-sure.now")


def left(folder: Path, words: list[str]) -> list[str]:
    """Return which of the words can still be read: as they are in any file, or with any key that is there."""
    raw, opened = files(folder), unsealed(folder)
    return [one for one in words if one.encode() in raw or one in opened]


def news(walk: Walk, person: Person, since: int) -> list[str]:
    """Return what was sent to a person's chat after so many calls."""
    calls = [call for call in walk.stage.world.calls[since:] if str(call.params.get("chat_id")) == str(person.id)]
    return [str(call.params.get("text")) for call in calls if call.method.startswith("send")]


# -- nothing is left


async def test_P6_after_the_whole_talk_nothing_of_the_person_can_be_read_and_the_partners_own_words_stay(
    tmp_path: Path,
) -> None:
    async with at("camera", tmp_path) as walk:
        diaries = Diaries(walk)
        await diaries.to_end()
        assert left(tmp_path, diaries.alex.all) == diaries.alex.all

        await erases(walk, walk.alex)

        assert left(tmp_path, [*diaries.alex.all, "Alex"]) == []
        assert left(tmp_path, diaries.sam.all) == diaries.sam.all
    assert left(tmp_path, [*diaries.alex.all, "Alex"]) == []


async def test_P6_in_the_middle_of_a_talk_nothing_of_the_person_can_be_read(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        diaries = Diaries(walk)
        await diaries.to_one_sealed()

        await erases(walk, walk.sam)

        assert left(tmp_path, [*diaries.sam.all, "Sam"]) == []
        assert left(tmp_path, diaries.alex.all) == diaries.alex.all


async def test_P6_a_hint_and_a_choice_go_too(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.says(walk.alex, "You never listen, said4711")
        assert "you never" in unsealed(tmp_path).lower()
        choices = unsealed(tmp_path).count('"number":4')

        await erases(walk, walk.alex)

        opened = unsealed(tmp_path)
        assert "you never" not in opened.lower()
        assert opened.count('"number":4') == choices - 1


async def test_P6_in_a_group_nothing_of_the_person_can_be_read_and_neutral_words_are_the_last(tmp_path: Path) -> None:
    async with at("group causes", tmp_path) as walk:
        words = ["Alex tells", "Alex heard", "Alex understands"]
        calls = len(walk.stage.world.calls)

        await erases(walk, walk.alex)

        assert left(tmp_path, [*words, "Alex"]) == []
        assert walk.group.screen()[-1].text == RESTING
        assert news(walk, walk.sam, calls) == []
        await walk.says(walk.sam, "/menu")
        assert walk.sam.last().text.startswith(said("bot-where-resting"))


async def test_P6_what_waits_for_the_partner_and_quotes_the_person_is_never_sent(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        walk.sam.blocks()
        await walk.settle()
        await walk.sends(walk.alex, "said4711")
        assert left(tmp_path, ["said4711"]) == ["said4711"]

        await erases(walk, walk.alex)

        assert left(tmp_path, ["said4711"]) == []
        calls = len(walk.stage.world.calls)
        walk.sam.starts()
        await walk.settle()
        assert "said4711" not in str(news(walk, walk.sam, calls))
        assert RESTING in news(walk, walk.sam, calls)


async def test_P6_a_backup_that_runs_meanwhile_only_puts_off_that_nothing_is_left(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "camera4711")
        (name,) = [row[3] for row in rows(tmp_path)["person"] if row[1] == walk.alex.id]
        assert isinstance(name, bytes)
        with reading(databases.of(tmp_path).url) as backup:
            assert backup.scalar(select(func.count()).select_from(person)) == 2
            await erases(walk, walk.alex)
            assert walk.alex.last().text == said("bot-erased")
            assert name in files(tmp_path)

        await walk.stage.passes(timedelta(minutes=1))

        async with asyncio.timeout(PATIENCE):
            while name in files(tmp_path):  # noqa: ASYNC110 -- nothing to wait on
                await asyncio.sleep(0)


async def test_P6_both_can_erase_themselves_and_then_nothing_is_left(tmp_path: Path) -> None:
    async with at("causes", tmp_path) as walk:
        await erases(walk, walk.alex)
        await erases(walk, walk.sam)

        kept = {table for table, found in rows(tmp_path, *UNLIKE).items() if found}
        assert kept == {"alembic_version", "meta"}


# -- the person's side


async def test_erasing_takes_two_presses_and_ends_with_a_goodbye(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "/erase")
        explained = walk.alex.last().text
        assert [said(key) in explained for key in ("bot-erase", "bot-erase-couple", "bot-erase-rests")] == [True] * 3
        before = rows(tmp_path, *UNLIKE)["answer"]
        await walk.presses(walk.alex, "bot-erase.go_on")
        assert walk.alex.last().text == said("bot-erase-sure")
        assert rows(tmp_path, *UNLIKE)["answer"] == before

        await walk.presses(walk.alex, "bot-erase-sure.now")

        assert [message.text for message in walk.alex.screen() if message.sender.bot] == [said("bot-erased")]


async def test_who_keeps_everything_keeps_everything(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "/erase")
        await walk.presses(walk.alex, "bot-erase.go_on")
        question, data = walk.button(walk.alex, "bot-erase-sure.now")
        await walk.presses(walk.alex, "bot-erase-sure.keep")
        assert walk.alex.last().text == said("bot-erase-kept")

        press = await walk.forges(walk.alex, data, question)

        assert press.toast == said("engine-refused.stale")
        assert len(rows(tmp_path)["person"]) == 2


async def test_F2_a_button_of_an_earlier_question_erases_nothing(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "/erase")
        await walk.presses(walk.alex, "bot-erase.go_on")
        old, data = walk.button(walk.alex, "bot-erase-sure.now")
        await walk.says(walk.alex, "/erase")
        first, go_on = walk.button(walk.alex, "bot-erase.go_on")

        presses = [await walk.forges(walk.alex, data, old), await walk.forges(walk.sam, data)]
        await walk.stage.passes(timedelta(hours=1))
        presses.append(await walk.forges(walk.alex, go_on, first))

        assert {press.toast for press in presses} == {said("engine-refused.stale")}
        assert len(rows(tmp_path)["person"]) == 2


async def test_a_copy_comes_before_the_erasure_and_stays_in_the_chat(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "camera4711")
        await walk.says(walk.alex, "/erase")
        await walk.presses(walk.alex, "bot-erase.go_on")
        walk.stage.world.faults.add("sendDocument", fault=ServerError(), times=1)
        await walk.says(walk.alex, "/export")
        await walk.presses(walk.alex, "bot-erase-sure.now")
        assert len(rows(tmp_path)["person"]) == 2
        await walk.stage.passes(timedelta(seconds=2))
        assert walk.alex.last().text == said("bot-erase-waits")

        await walk.presses(walk.alex, "bot-erase-sure.now")

        document, goodbye = [message for message in walk.alex.screen() if message.sender.bot]
        assert Copied(walk, document).written("camera4711")
        assert goodbye.text == said("bot-erased")


async def test_who_comes_back_begins_anew(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await erases(walk, walk.alex)

        await walk.begins(walk.alex)

        assert walk.alex.last().text.endswith(said("welcome-hello"))
        await walk.says(walk.alex, "/export")
        assert walk.alex.last().text == said("bot-export-none")


async def test_an_invitation_of_somebody_who_is_gone_leads_nowhere(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        link = await walk.invites()
        await erases(walk, walk.alex)

        await walk.follows(walk.sam, link)

        assert said("bot-invite-invalid") in [message.text for message in walk.sam.screen()]


async def test_an_invited_one_in_the_middle_of_welcome_keeps_no_name_and_goes_on_alone(tmp_path: Path) -> None:
    async with at("invited", tmp_path) as walk:
        shown = walk.sam.last().text
        assert "Alex" in shown

        await erases(walk, walk.alex)

        assert left(tmp_path, ["Alex"]) == []
        assert walk.sam.last().text == shown
        await walk.presses(walk.sam, "welcome-invited.join")
        assert walk.sam.last().text == said("bot-invite-invalid")
        await walk.says(walk.sam, "/menu")
        assert walk.sam.last().text.startswith(said("bot-where-solo"))
        assert rows(tmp_path)["parked_update"] == []


async def test_P6_a_name_goes_also_where_it_was_another_one_then(tmp_path: Path) -> None:
    async with at("invited", tmp_path) as walk:
        walk.alex.row.name = "Jo & Ann"
        await walk.says(walk.alex, "/menu")

        await erases(walk, walk.alex)

        assert left(tmp_path, ["Alex", "Jo &"]) == []


async def test_P6_a_name_with_signs_in_it_goes_from_buttons(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        walk.alex.row.name = "Jo & Ann"
        for person in (walk.alex, walk.sam):
            await walk.presses(person, *["engine-words.skip"] * 4)
        assert '"text":"Jo & Ann first"' in unsealed(tmp_path)

        await erases(walk, walk.alex)

        assert left(tmp_path, ["Jo & Ann"]) == []


async def test_in_the_middle_of_welcome_a_stranger_can_be_erased_as_well(tmp_path: Path) -> None:
    async with at("safety", tmp_path) as walk:
        await erases(walk, walk.alex)

        kept = {table for table, found in rows(tmp_path, *UNLIKE).items() if found}
        assert kept == {"alembic_version", "meta"}


async def test_somebody_the_bot_does_not_know_has_nothing_to_erase(tmp_path: Path) -> None:
    async with at("", tmp_path) as walk:
        await walk.says(walk.alex, "/erase")

        assert walk.alex.last().text == said("bot-erase-none")
        assert rows(tmp_path)["person"] == []


async def test_erasing_is_for_the_private_chat_only(tmp_path: Path) -> None:
    async with at("group camera", tmp_path) as walk:
        await walk.says(walk.alex, "/erase", walk.group)
        assert walk.group.screen()[-1].text == said("bot-private-only")
        _, data = walk.button(walk.alex, "bot-erase.go_on")

        press = await walk.forges(walk.alex, data, walk.group.screen()[-1])

        assert press.toast
        assert len(rows(tmp_path)["person"]) == 2


# -- the partner's side


async def pauses(walk: Walk) -> None:
    await walk.says(walk.alex, "/pause")


async def stops(walk: Walk) -> None:
    await walk.says(walk.alex, "/timeout")


async def rests(walk: Walk) -> None:
    await walk.presses(walk.alex, "open_communication-speak.not_today")


async def goes_on(walk: Walk) -> None:
    return


@pytest.mark.parametrize("before", [goes_on, pauses, stops])
@pytest.mark.parametrize("point", ["paired", "offered", "camera", "speak", "causes"])
async def test_the_partner_reads_that_the_programme_rests_and_nothing_else(
    tmp_path: Path, point: str, before: Callable[[Walk], Awaitable[None]]
) -> None:
    async with at(point, tmp_path) as walk:
        await before(walk)
        calls = len(walk.stage.world.calls)

        await erases(walk, walk.alex)

        assert news(walk, walk.sam, calls) == [RESTING]


async def test_where_it_rests_already_the_partner_hears_nothing(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        await rests(walk)
        calls = len(walk.stage.world.calls)

        await erases(walk, walk.alex)

        assert news(walk, walk.sam, calls) == []


async def seen_by_sam(folder: Path, rest: Callable[[Walk], Awaitable[object]]) -> list[str]:
    """Return all that Sam reads in the weeks after, whatever Sam tries."""
    async with at("speak", folder) as walk:
        calls = len(walk.stage.world.calls)
        await rest(walk)
        for command in ("/menu", "/resume", "/help"):
            await walk.says(walk.sam, command)
        await walk.says(walk.sam, "typed meanwhile")
        await walk.stage.passes(timedelta(hours=40))
        await walk.says(walk.sam, "/pause")
        await walk.presses(walk.sam, "programme-paused.go_on", "programme-paused_met.not_yet")
        await walk.says(walk.sam, "/timeout")
        await walk.presses(walk.sam, "programme-time_out.one_hour")
        await walk.says(walk.sam, "/menu")
        await walk.stage.passes(timedelta(hours=26))
        await walk.opens(walk.sam)
        await walk.presses(walk.sam, "programme-back.later")
        await walk.says(walk.sam, "/menu")
        await walk.stage.passes(timedelta(days=9))
        await walk.says(walk.sam, "/menu")
        await walk.presses(walk.sam, "bot-menu.leave")
        await walk.presses(walk.sam, "bot-leave.leave_now")
        await walk.says(walk.sam, "/menu")
        return news(walk, walk.sam, calls) + [f"{message.text} {message.labels}" for message in walk.sam.screen()]


async def test_for_weeks_the_partner_sees_what_they_see_when_the_other_rests_and_says_nothing(tmp_path: Path) -> None:
    async def leaves_it(walk: Walk) -> None:
        await rests(walk)

    async def erasing(walk: Walk) -> None:
        await erases(walk, walk.alex)

    erased, rested = await seen_by_sam(tmp_path / "1", erasing), await seen_by_sam(tmp_path / "2", leaves_it)

    assert erased == rested


async def in_group(folder: Path, rest: Callable[[Walk], Awaitable[object]]) -> list[tuple[str | None, list[str]]]:
    """Return what Sam reads in the group and elsewhere when Sam tries there what can be tried."""
    seen: list[tuple[str | None, list[str]]] = []
    async with at("group speak", folder) as walk:
        before = walk.group.screen()
        await rest(walk)
        for act in ("m.menu", "m.safety", "/resume", "/start x", "m.pause", "/timeout", "/menu", "hello"):
            calls = len(walk.stage.world.calls)
            toast = (await walk.forges(walk.sam, act, before[-1])).toast if act.startswith("m.") else None
            if toast is None:
                await walk.says(walk.sam, act, walk.group)
            seen.append((toast, news(walk, walk.sam, calls)))
        await walk.stage.passes(timedelta(days=3))
        await walk.stage.restart()
        await walk.says(walk.sam, "/menu")
        seen.append((None, [message.text for message in walk.group.screen()[len(before) :] if message.sender.bot]))
    return seen


async def test_in_the_group_too_the_partner_sees_what_they_see_when_the_other_rests(tmp_path: Path) -> None:
    async def leaves_it(walk: Walk) -> None:
        await rests(walk)

    async def erasing(walk: Walk) -> None:
        await erases(walk, walk.alex)

    erased, rested = await in_group(tmp_path / "1", erasing), await in_group(tmp_path / "2", leaves_it)

    assert erased == rested


async def test_what_is_on_the_partners_phone_keeps_its_words(tmp_path: Path) -> None:
    async with at("causes", tmp_path) as walk:
        before = [message.text for message in walk.sam.screen()]
        await erases(walk, walk.alex)

        await walk.says(walk.sam, "/menu")
        await walk.presses(walk.sam, "bot-menu.leave", "bot-leave.leave_now")

        assert [message.text for message in walk.sam.screen()][: len(before)] == before
        assert any("Alex" in text for text in before)


async def test_the_partner_can_leave_and_begin_again_with_whoever_comes_back(tmp_path: Path) -> None:
    async with at("causes", tmp_path) as walk:
        await erases(walk, walk.alex)
        await walk.says(walk.sam, "/menu")
        await walk.presses(walk.sam, "bot-menu.leave", "bot-leave.leave_now")

        await walk.begins(walk.alex)

        await walk.welcome(walk.alex)
        link = await walk.invites()
        await walk.follows(walk.sam, link)
        await walk.presses(walk.sam, "welcome-safety_intro.go_on")
        await walk.calm(walk.sam)
        await walk.presses(walk.sam, "welcome-invited.join")
        assert said("bot-joined", partner="Alex") in [message.text for message in walk.sam.screen()]


async def test_P6_the_partners_copy_holds_their_own_words_and_choices_and_none_of_the_persons(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        diaries = Diaries(walk)
        await diaries.to_end()
        before = await export(walk, walk.sam)
        await erases(walk, walk.alex)
        await walk.stage.passes(timedelta(minutes=11))

        copy = await export(walk, walk.sam)

        assert missing(copy, diaries.sam.all) == []
        assert leaked(copy, diaries.alex.all) == []
        same = ("ask", "form", "words", "seen", "sent", "asked_at", "written_at", "began_at")
        for one, other in zip(before.data["written"], copy.data["written"], strict=True):
            assert {name: str(one[name]).replace("Alex", "…") for name in same} == {
                name: str(other[name]) for name in same
            }
        assert copy.written("cameraS4711 <i>& so on</i>")["question"] == said("open_communication-camera")


async def test_the_partner_can_still_change_what_they_wrote_for_themself(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        message = await walk.says(walk.sam, "camera4711")
        await erases(walk, walk.alex)

        walk.sam.edits(message, "camera4799")
        await walk.settle()

        assert left(tmp_path, ["camera4711", "camera4799"]) == ["camera4799"]
        await walk.stage.restart()
        assert rows(tmp_path)["parked_update"] == []


async def test_after_leaving_the_partner_hears_nothing_and_the_words_go_all_the_same(tmp_path: Path) -> None:
    async with at("causes", tmp_path) as walk:
        await walk.presses(walk.sam, "bar.menu", "bot-menu.leave", "bot-leave.leave_now")
        calls = len(walk.stage.world.calls)

        await erases(walk, walk.alex)

        assert news(walk, walk.sam, calls) == []
        assert left(tmp_path, ["Alex tells", "Alex heard", "Alex understands", "Alex"]) == []
