"""Every command answers, in every state, kindly; what it says of the place is true."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot import openings
from bot.rehearsal import Message, Person, Refusal
from flows.engine.refusal import Reason
from tests.bot.walk import UNLIKE, Walk, at, rows, said, texts

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.mostly_sqlite]

LISTED = ("menu", "pause", "timeout", "safety", "help", "language", "privacy")
ALL = ("start", "resume", *LISTED, *openings.commands())


def answers_since(person: Person, since: int) -> list[Message]:
    return [message for message in person.screen()[since:] if message.sender.bot]


async def answered(walk: Walk, person: Person, command: str) -> list[str]:
    """Return what the bot writes to a command, in this person's chat."""
    since = len(person.screen())
    await walk.says(person, command)
    return [message.text for message in answers_since(person, since)]


def where(place: str) -> str:
    return said(f"bot-where-{place}")


# -- the list that Telegram shows


async def test_the_commands_are_listed_in_every_language(tmp_path: Path) -> None:
    async with at("", tmp_path) as walk:
        await walk.settle()
        listed = walk.stage.world.state.account.commands

        assert len(listed) == 2
        for language, commands in zip(("en", "es"), listed.values(), strict=True):
            expected = {name: texts().text(language, f"bot-command-{name}", {}) for name in LISTED}
            assert {command["command"]: command["description"] for command in commands} == expected


@pytest.mark.parametrize("code", [400, 429, 500])
async def test_a_bot_whose_commands_are_refused_works_as_well(tmp_path: Path, code: int) -> None:
    async with at("ready", tmp_path) as walk:
        walk.stage.world.faults.add("setMyCommands", times=None, fault=Refusal(code, "no"))
        await walk.stage.restart()

        assert await answered(walk, walk.alex, "/help") == [said("bot-help")]


# -- everywhere


@pytest.mark.parametrize("point", ["", "safety", "ready", "invited", "paired", "offered", "camera", "speak", "group"])
async def test_every_command_answers_everywhere(tmp_path: Path, point: str) -> None:
    async with at(point, tmp_path) as walk:
        for command in ALL:
            for person in (walk.sam, walk.alex):
                assert await answered(walk, person, f"/{command}") != [], (command, person.name)
        assert rows(tmp_path)["parked_update"] == []


@pytest.mark.parametrize("point", ["", "safety", "invited", "camera"])
async def test_help_safety_and_privacy_interrupt_nothing(tmp_path: Path, point: str) -> None:
    async with at(point, tmp_path) as walk:
        before = rows(tmp_path, *UNLIKE)
        assert await answered(walk, walk.alex, "/help") == [said("bot-help")]
        assert (await answered(walk, walk.alex, "/privacy"))[0] == said("bot-privacy")
        (page,) = await answered(walk, walk.alex, "/safety")
        assert page.startswith(said("bot-safety", country="Spain" if point else "").split("\n")[0])

        after = rows(tmp_path, *UNLIKE)
        assert [after[table] for table in ("session", "answer", "timer")] == [
            before[table] for table in ("session", "answer", "timer")
        ]


async def test_what_belongs_to_a_later_talk_is_not_said_to_wait_for_a_beginning(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        assert await answered(walk, walk.alex, "/promises") == [said("bot-closed-now")]


@pytest.mark.parametrize("command", openings.commands())
async def test_what_opens_a_page_waits_until_welcome_is_done(tmp_path: Path, command: str) -> None:
    async with at("", tmp_path) as walk:
        await answered(walk, walk.alex, "/start")
        before = rows(tmp_path)["session"]

        assert await answered(walk, walk.alex, f"/{command}") == [said("bot-closed")]
        assert rows(tmp_path)["session"] == before


@pytest.mark.parametrize("command", openings.commands())
async def test_a_page_of_ones_own_opens_beside_the_talk_and_is_shown_again_when_asked_twice(
    tmp_path: Path, command: str
) -> None:
    async with at("camera", tmp_path) as walk:
        (page,) = await answered(walk, walk.alex, f"/{command}")
        (again,) = await answered(walk, walk.alex, f"/{command}")

        assert page == again


# -- start and menu


async def test_start_begins_and_then_goes_on_where_it_was(tmp_path: Path) -> None:
    async with at("", tmp_path) as walk:
        (hello,) = await answered(walk, walk.alex, "/start")
        assert said("welcome-hello") in hello
        await walk.presses(walk.alex, "welcome-hello.go_on")

        (again,) = await answered(walk, walk.alex, "/start")
        assert said("welcome-marks") in again
        assert [message.labels for message in walk.alex.screen() if message.labels] == [walk.alex.last().labels]


async def test_words_from_somebody_new_begin_welcome_too(tmp_path: Path) -> None:
    async with at("", tmp_path) as walk:
        (hello,) = await answered(walk, walk.alex, "hello?")

        assert said("welcome-hello") in hello
        assert rows(tmp_path)["answer"] == []


@pytest.mark.parametrize(
    ("point", "place"),
    [
        ("safety", "welcome"),
        ("ready", "welcome"),
        ("paired", "place"),
        ("offered", "offered"),
        ("camera", "running"),
        ("group", "offered"),
    ],
)
async def test_the_menu_says_where_one_is(tmp_path: Path, point: str, place: str) -> None:
    async with at(point, tmp_path) as walk:
        (menu,) = await answered(walk, walk.alex, "/menu")

        assert menu.startswith(said("bot-menu", where=where(place)))
        await walk.presses(walk.alex, "bot-menu.continue")
        assert walk.alex.last().labels


async def test_the_menu_of_somebody_alone_offers_an_invitation(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        await walk.presses(walk.alex, "welcome-whom.alone")
        assert await answered(walk, walk.alex, "/menu") == [said("bot-menu", where=where("solo"))]

        await walk.presses(walk.alex, "bot-menu.invite")
        assert walk.sees(walk.alex, "welcome-safety_intro.go_on")  # asked anew: nothing is remembered of it
        await walk.presses(walk.alex, "welcome-safety_intro.go_on")
        await walk.calm(walk.alex)
        await walk.invites()
        assert await answered(walk, walk.alex, "/menu") == [said("bot-menu", where=where("invited_open"))]


# -- pause, resume, time-out


async def test_a_pause_is_for_both_and_its_end_needs_both(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.sam, "/pause")
        for person in (walk.alex, walk.sam):
            assert person.last().text == said("programme-paused")
        await walk.says(walk.alex, "/pause")
        assert walk.sam.last().text == said("programme-paused")

        assert await answered(walk, walk.alex, "/resume") == [said("programme-paused_met")]
        assert walk.sam.last().text == said("programme-paused")
        assert await answered(walk, walk.alex, "/resume") == [said("bot-resume-noted")]
        await walk.says(walk.sam, "/resume")

        for person in (walk.alex, walk.sam):
            assert said("open_communication-camera") in person.last().text
            assert walk.sees(person, "engine-words.skip")
        assert said("open_communication-camera") in (await answered(walk, walk.alex, "/resume"))[-1]


async def test_a_time_out_comes_back_at_the_time_that_both_accept(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "/timeout")
        for person in (walk.alex, walk.sam):
            assert person.last().text == said("programme-time_out")
        await walk.presses(walk.alex, "programme-time_out.one_hour")
        assert walk.sees(walk.sam, "programme-agree.yes")
        await walk.presses(walk.sam, "programme-agree.yes")

        await walk.stage.passes(timedelta(minutes=59))
        assert not walk.sees(walk.alex, "programme-back.go_on")
        await walk.stage.passes(timedelta(minutes=1))
        for person in (walk.alex, walk.sam):
            await walk.presses(person, "programme-back.go_on")

        for person in (walk.alex, walk.sam):
            assert said("open_communication-camera") in person.last().text


async def test_without_a_programme_there_is_nothing_to_pause(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        assert await answered(walk, walk.alex, "/pause") == [said("bot-pause-none")]
        assert await answered(walk, walk.alex, "/resume") == [said("bot-resume-none")]
        assert await answered(walk, walk.alex, "/timeout") == [said("bot-timeout-none")]


async def test_leaving_asks_once_and_tells_nobody_who_left(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "/menu")
        await walk.presses(walk.alex, "bot-menu.leave")
        sams = walk.sam.screen()
        await walk.presses(walk.alex, "bot-leave.stay")
        assert walk.sam.screen() == sams
        await walk.says(walk.alex, "/menu")

        await walk.presses(walk.alex, "bot-menu.leave", "bot-leave.leave_now")

        assert walk.alex.last().text == walk.sam.last().text == said("programme-ended")
        for person in (walk.alex, walk.sam):
            assert not walk.sees(person, "engine-words.skip")
            assert (await answered(walk, person, "/resume"))[-1] == said("bot-resume-none")


# -- language and safety


async def test_another_language_shows_the_open_question_in_it(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        assert await answered(walk, walk.alex, "/language") == [said("bot-language")]
        await walk.presses(walk.alex, "welcome-language.es")

        assert said("open_communication-camera", "es") in walk.alex.last().text
        assert await answered(walk, walk.alex, "/help") == [said("bot-help", "es")]
        assert await answered(walk, walk.sam, "/help") == [said("bot-help")]
        await walk.says(walk.alex, "Llegué a las dos.")
        assert walk.sees(walk.alex, "feelings-sad")


async def test_the_safety_page_turns_to_another_country_and_removes_itself(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "/safety")
        page = walk.alex.last()
        await walk.presses(walk.alex, "bot-safety-country")
        assert walk.alex.last().text == said("bot-safety-choose")
        await walk.presses(walk.alex, "country-gb")
        assert "999" in walk.alex.last().text
        assert walk.alex.last().id == page.id

        await walk.stage.passes(timedelta(minutes=10))

        assert page.id not in [message.id for message in walk.alex.screen()]


async def test_the_bots_messages_of_two_days_can_be_deleted(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.says(walk.alex, "/safety")
        await walk.presses(walk.alex, "bot-safety-delete")

        left = [message.text for message in walk.alex.screen() if message.sender.bot]
        assert left == [said("bot-safety-deleted")]
        assert len([message for message in walk.sam.screen() if message.sender.bot]) > 5
        await walk.says(walk.alex, "/menu")
        await walk.presses(walk.alex, "bot-menu.continue")
        assert said("open_communication-speak") in walk.alex.last().text


async def test_a_stranger_gets_the_safety_page_at_once(tmp_path: Path) -> None:
    async with at("", tmp_path) as walk:
        kim = walk.stage.world.person("Kim", language="fr")
        (page,) = await answered(walk, kim, "/safety")

        assert page.startswith(said("bot-safety", country="").split("\n")[0])
        assert rows(tmp_path)["person"] == []
        assert not any(reason in page for reason in (said(f"engine-refused.{reason}") for reason in Reason))


async def test_both_press_setback_one_after_the_other_and_both_are_in_the_same_talk(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        for person in (walk.alex, walk.sam):
            await walk.says(person, "/menu")
            await walk.presses(person, "bot-menu.setback")

        assert walk.sam.last().text.endswith(said("setback-when"))
        assert said("bot-setback-alone") not in [message.text for message in walk.sam.screen()]


# -- beneath and at rest


async def test_a_talk_beneath_the_one_after_a_setback_takes_nothing_until_it_goes_on(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        question = walk.alex.last()
        await walk.says(walk.sam, "/menu")
        await walk.presses(walk.sam, "bot-menu.setback")
        before = rows(tmp_path)["session"]

        press = walk.alex.presses(said("engine-words.skip"), question)
        await walk.settle()

        assert walk.stage.world.state.presses[press.id].toast == said("engine-refused.resting")
        assert rows(tmp_path)["session"] == before


async def test_S1_in_a_rest_no_page_of_ones_own_can_be_sent_to_the_partner(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.opens_page(walk.sam)
        await walk.says(walk.sam, "mine")
        await walk.says(walk.sam, "/reflect")
        await walk.presses(walk.sam, "reflection-choose.read")
        assert said("reflection-read.share", partner="Alex") in walk.sam.last().labels
        await walk.presses(walk.sam, "reflection-read.done")
        await walk.presses(walk.alex, "open_communication-speak.not_today")
        await walk.says(walk.sam, "/reflect")
        await walk.presses(walk.sam, "reflection-choose.read")

        assert said("reflection-read.share", partner="Alex") not in walk.sam.last().labels
        assert said("reflection-read.delete") in walk.sam.last().labels
