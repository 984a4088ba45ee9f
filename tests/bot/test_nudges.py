"""N1 to N6, as far as there are nudges: a quiet reminder of a question that waits."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.rehearsal import Message, Person, Refusal, ServerError
from tests.bot.walk import Walk, at, rows, said

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.mostly_sqlite]

MADRID = ZoneInfo("Europe/Madrid")
QUIET_FROM, QUIET_TO = time(21, 30), time(8, 30)
A_DAY = timedelta(days=1)
TEN_DAYS = timedelta(days=10)
WORDS = {said("nudge")}


def nudges(person: Person) -> list[Message]:
    return [message for message in person.screen() if message.sender.bot and message.text in WORDS]


def local(message: Message) -> datetime:
    return message.at.astimezone(MADRID)


async def passes_to(walk: Walk, hour: int, minute: int = 0) -> None:
    """Let time pass to the next moment when clocks in Madrid read this."""
    now = walk.stage.clock.now().astimezone(MADRID)
    then = now.replace(hour=hour, minute=minute)
    await walk.stage.passes((then if then > now else then + A_DAY) - now)


async def test_a_question_is_mentioned_twice_on_two_days_and_never_in_quiet_hours(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await passes_to(walk, 23, 40)  # the day's length later it is quiet
        await walk.presses(walk.alex, "engine-words.skip")
        await walk.stage.passes(TEN_DAYS)

        for person in (walk.alex, walk.sam):
            came = nudges(person)
            assert len(came) == 2
            assert all(QUIET_TO <= local(nudge).time() < QUIET_FROM for nudge in came)
            assert len({local(nudge).date() for nudge in came}) == 2


async def test_a_question_that_is_shown_again_is_not_mentioned_more_often(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        for _ in range(3):
            await walk.says(walk.alex, "/menu")
            await walk.presses(walk.alex, "bot-menu.continue")
        await walk.stage.passes(TEN_DAYS)

        assert len(nudges(walk.alex)) == 2


@pytest.mark.parametrize("restarts", [0, 2])
async def test_after_a_downtime_there_is_one_at_most(tmp_path: Path, restarts: int) -> None:
    async with at("camera", tmp_path) as walk:
        await passes_to(walk, 12)
        await walk.stage.stop()
        walk.stage.clock.advance(timedelta(days=5))
        await walk.stage.start()
        for _ in range(restarts):
            await walk.stage.restart()

        assert [len(nudges(person)) for person in (walk.alex, walk.sam)] == [1, 1]


async def test_after_a_downtime_that_ends_at_night_it_waits_for_the_morning(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await passes_to(walk, 3)
        await walk.stage.stop()
        walk.stage.clock.advance(timedelta(days=3))
        await walk.stage.start()
        assert nudges(walk.alex) == []

        await walk.stage.passes(TEN_DAYS)

        assert all(QUIET_TO <= local(nudge).time() < QUIET_FROM for nudge in nudges(walk.alex))
        assert 1 <= len(nudges(walk.alex)) <= 2


async def test_whoever_wants_none_gets_none(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        link = await walk.invites()
        await walk.follows(walk.sam, link)
        await walk.welcome(walk.sam, nudges="none")
        await walk.to_paired()
        await walk.to_offered()
        await walk.to_camera()
        await walk.stage.passes(TEN_DAYS)

        assert nudges(walk.sam) == []
        assert len(nudges(walk.alex)) == 2


async def pauses(walk: Walk) -> None:
    await walk.says(walk.sam, "/pause")


async def rests(walk: Walk) -> None:
    await walk.says(walk.sam, "/timeout")
    for _ in range(3):
        await walk.stage.passes(A_DAY)  # nobody suggests a time
    await walk.opens(walk.alex, walk.sam)  # whether to go on is asked once


async def leaves(walk: Walk) -> None:
    await walk.says(walk.sam, "/menu")
    await walk.presses(walk.sam, "bot-menu.leave", "bot-leave.leave_now")


async def blocks(walk: Walk) -> None:
    walk.alex.blocks()
    await walk.settle()


@pytest.mark.parametrize("stop", [pauses, rests, leaves, blocks])
async def test_nothing_is_mentioned_while_nothing_is_asked(tmp_path: Path, stop: object) -> None:
    async with at("camera", tmp_path) as walk:
        await stop(walk)  # type: ignore[operator]  # one of the three above
        before = nudges(walk.alex)
        await walk.stage.passes(TEN_DAYS)

        assert nudges(walk.alex) == before


async def test_who_blocked_the_bot_and_comes_back_is_nudged_again(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        closed = Refusal(403, "Forbidden: bot was blocked by the user")  # found out by sending, not told
        walk.stage.world.faults.add("sendMessage", times=None, fault=closed, chat=walk.alex.id)
        await walk.stage.passes(TEN_DAYS)
        walk.stage.world.faults.clear()
        assert nudges(walk.alex) == []

        await walk.says(walk.alex, "/menu")
        await walk.presses(walk.alex, "bot-menu.continue")
        await walk.stage.passes(A_DAY + timedelta(hours=12))

        assert len(nudges(walk.alex)) == 1  # the other one of two was on its way when the chat was found closed


async def test_a_question_that_was_answered_is_not_mentioned(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.presses(walk.alex, *["engine-words.skip"] * 4)
        await walk.stage.passes(TEN_DAYS)

        assert nudges(walk.alex) == []
        assert len(nudges(walk.sam)) == 2


async def test_one_that_could_not_be_sent_in_time_is_dropped(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await passes_to(walk, 9)
        await walk.presses(walk.alex, "engine-words.skip")  # the next question is to be mentioned at nine tomorrow
        walk.stage.world.faults.add("sendMessage", times=None, fault=ServerError(), chat=walk.alex.id)
        await walk.stage.passes(A_DAY + timedelta(hours=7))
        walk.stage.world.faults.clear()
        await walk.stage.passes(timedelta(minutes=5))

        assert nudges(walk.alex) == []
        assert [row for row in rows(tmp_path)["outbox"] if row[2] == "sendMessage"] == []


async def test_one_that_could_not_be_sent_by_day_is_not_sent_at_night(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await passes_to(walk, 21)
        await walk.presses(
            walk.alex, "engine-words.skip"
        )  # the next question is to be mentioned at nine in the evening tomorrow
        walk.stage.world.faults.add("sendMessage", times=None, fault=ServerError(), chat=walk.alex.id)
        await walk.stage.passes(A_DAY + timedelta(hours=1))
        walk.stage.world.faults.clear()
        await walk.stage.passes(timedelta(minutes=5))

        assert nudges(walk.alex) == []


async def test_the_programmes_own_messages_are_the_one_of_their_day(tmp_path: Path) -> None:
    """Whatever a timer sends comes outside quiet hours, and with a nudge on the same day it would be two."""
    async with at("offered", tmp_path) as walk:
        await walk.presses(walk.alex, "programme-offered.not_now")
        begin = walk.stage.clock.now()
        await walk.stage.passes(timedelta(days=20))

        for person in (walk.alex, walk.sam):
            unasked = [message for message in person.screen() if message.sender.bot and message.at > begin]
            assert {message.text for message in unasked} == WORDS
            assert all(QUIET_TO <= local(message).time() < QUIET_FROM for message in unasked)
            assert max(Counter(local(message).date() for message in unasked).values()) == 1
            await walk.opens(person)
            assert said("programme-lapsed") in [message.text for message in person.screen()]


async def test_the_button_of_a_nudge_shows_the_question(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.stage.passes(A_DAY)
        assert nudges(walk.alex) != []

        await walk.presses(walk.alex, "nudge.show")

        assert said("open_communication-camera") in walk.alex.last().text


async def test_the_words_give_nothing_away(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.stage.passes(A_DAY)
        (nudge,) = nudges(walk.alex)

        telling = ("Sam", "partner", "trust", "talk", "feel", "apolog", "sex", "relationship", "still", "waiting")
        assert [word for word in telling if word.lower() in nudge.text.lower()] == []
        assert nudge.at.tzinfo is UTC


async def test_nothing_is_mentioned_while_it_is_put_off_and_then_it_is(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.stage.passes(A_DAY - timedelta(minutes=10))
        await walk.says(walk.alex, "/nudges")
        await walk.presses(walk.alex, "nudges-choose.snooze", "nudges-snooze.hour")
        await walk.stage.passes(timedelta(minutes=45))
        assert [len(nudges(person)) for person in (walk.alex, walk.sam)] == [0, 1]

        await walk.stage.passes(timedelta(minutes=20))

        assert len(nudges(walk.alex)) == 1


@pytest.mark.parametrize("put_off", [True, False])
async def test_a_reminder_that_comes_while_all_are_put_off_waits(tmp_path: Path, put_off: bool) -> None:
    async with at("ready", tmp_path) as walk:
        await walk.presses(walk.alex, "welcome-whom.alone")
        await walk.says(walk.alex, "/reflect")
        await walk.presses(walk.alex, "reflection-choose.weekly", "reflection-choose.close")
        await walk.stage.passes(timedelta(days=7) - timedelta(minutes=10))
        if put_off:
            await walk.says(walk.alex, "/nudges")
            await walk.presses(walk.alex, "nudges-choose.snooze", "nudges-snooze.hour")
        await walk.stage.passes(timedelta(minutes=20))
        assert len(nudges(walk.alex)) == (0 if put_off else 1)

        await walk.stage.passes(timedelta(hours=1))
        assert len(nudges(walk.alex)) == 1
        await walk.presses(walk.alex, "nudge.show")
        assert said("reflection-invitation") in [message.text for message in walk.alex.screen()]


async def test_a_nudge_can_be_put_off_and_asked_why_where_it_stands(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.stage.passes(A_DAY)
        await walk.presses(walk.alex, "nudge.why")
        last = [message.text for message in walk.alex.screen()][-3:]
        assert said("nudges-last") in last[0]
        assert said("nudges-with.turn") in last[0]
        assert last[1] == said("nudges-because")

        await walk.presses(walk.alex, "nudge.later", "nudges-snooze.tomorrow")
        await walk.stage.passes(timedelta(hours=12))

        assert len(nudges(walk.alex)) == 1


async def test_a_kind_that_is_switched_off_is_not_mentioned_and_still_found(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "/nudges")
        await walk.presses(walk.alex, "nudges-choose.kinds", "nudges-kinds.turn", "nudges-kinds.enough")
        await walk.stage.passes(TEN_DAYS)

        assert nudges(walk.alex) == []
        assert len(nudges(walk.sam)) == 2


async def test_N6_nothing_but_a_nudge_comes_by_itself_whatever_came_up_and_the_press_opens_it(tmp_path: Path) -> None:
    async with at("offered", tmp_path) as walk:
        await walk.presses(walk.alex, "programme-offered.not_now")
        before = len(walk.sam.screen())
        await walk.stage.passes(timedelta(days=8))
        came = [message.text for message in walk.sam.screen()[before:] if message.sender.bot]
        await walk.presses(walk.sam, "nudge.show")

        assert set(came) == WORDS
        assert walk.sam.last().text == said("programme-lapsed")
        assert not walk.sees(walk.sam, "bot-menu.waiting")


async def test_what_came_up_is_found_in_the_menu_without_a_nudge(tmp_path: Path) -> None:
    async with at("offered", tmp_path) as walk:
        await walk.says(walk.alex, "/nudges")
        await walk.presses(walk.alex, "nudges-choose.often", "nudges-often.none")
        await walk.presses(walk.alex, "programme-offered.not_now")
        await walk.stage.passes(timedelta(days=8))
        assert nudges(walk.alex) == []

        await walk.opens(walk.alex)

        assert walk.alex.last().text == said("programme-lapsed")


async def test_P3_in_a_group_a_nudge_goes_to_each_alone_and_the_first_press_shows_it_in_the_group(
    tmp_path: Path,
) -> None:
    async with at("group speak", tmp_path) as walk:
        await walk.presses(walk.alex, "open_communication-speak.not_today")
        there = len(walk.group.screen())
        await walk.stage.passes(timedelta(hours=20))

        assert walk.group.screen()[there:] == []
        assert len(nudges(walk.alex)) == len(nudges(walk.sam)) == 1


async def test_P6_what_waits_to_be_opened_is_in_no_copy_and_keeps_none_from_being_made(tmp_path: Path) -> None:
    async with at("offered", tmp_path) as walk:
        await walk.presses(walk.alex, "programme-offered.not_now")
        await walk.stage.passes(timedelta(days=8))
        await walk.says(walk.sam, "/export")

        assert any(message.kind == "document" for message in walk.sam.screen())
