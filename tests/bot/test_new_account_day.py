"""The day before a new account takes a place: who may stop it, what may happen meanwhile, and who is told what."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.handover import withdraw_quietly
from bot.rehearsal import Person
from bot.rehearsal.faults import ServerError
from bot.store.transaction import Transaction
from tests.bot.accounts import (
    A_DAY,
    appreciates,
    asks,
    follows,
    gets_link,
    heard,
    row_of,
    takes_its_place,
    together,
    waits,
)
from tests.bot.test_erase import RESTING, erases, left, news
from tests.bot.test_webhook import passing
from tests.bot.theatre import by_webhook
from tests.bot.walk import Walk, at, link_in, rows, said

# The day, and who may stop it


async def test_the_old_account_is_asked_at_once_in_neutral_words_and_once_more_by_day(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        calls = len(walk.stage.world.calls)
        await waits(walk)

        (notice,) = [text for text in news(walk, walk.sam, calls) if "another account" in text.lower()]
        assert not any(word in notice.lower() for word in ("alex", "sam", "partner", "programme", "trust"))
        await walk.stage.passes(timedelta(hours=12, minutes=30))
        asked = [text for text in news(walk, walk.sam, calls) if "another account" in text.lower()]
        assert len(asked) == 2
        assert walk.sam.last().at.hour == 6  # 08:30 in Madrid, the end of the quiet hours


@pytest.mark.usefixtures("database")
@pytest.mark.mostly_sqlite
async def test_N1_after_a_downtime_it_is_not_asked_once_more_in_its_quiet_hours(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.stage.passes(timedelta(hours=3))  # 23:02 in Madrid
        await waits(walk)
        await walk.stage.passes(timedelta(hours=11))
        before = heard(walk.sam)
        await walk.stage.stop()
        walk.stage.clock.advance(timedelta(hours=12))  # 22:02
        await walk.stage.start()

        assert heard(walk.sam) == before


@pytest.mark.usefixtures("database")
@pytest.mark.mostly_sqlite
async def test_the_place_passes_after_a_day_and_not_earlier(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        new = await waits(walk)
        await walk.stage.passes(A_DAY - timedelta(seconds=1))
        assert frozenset({row_of(tmp_path, walk.alex), row_of(tmp_path, new)}) not in together(tmp_path)
        await walk.stage.restart()

        await walk.stage.passes(timedelta(seconds=1))

        assert together(tmp_path) == {frozenset({row_of(tmp_path, walk.alex), row_of(tmp_path, new)})}


@pytest.mark.parametrize("who", ["old", "new", "partner"])
async def test_each_of_the_three_can_stop_it_with_one_press_and_nobody_is_told_who(tmp_path: Path, who: str) -> None:
    async with at("camera", tmp_path) as walk:
        new = await waits(walk)
        person = {"old": walk.sam, "new": new, "partner": walk.alex}[who]
        before = together(tmp_path)

        await walk.presses(person, "bot-new_account-notice.stop" if who == "old" else "bot-new_account.call_off")
        await walk.stage.passes(timedelta(days=2))

        assert together(tmp_path) == before
        for one in (walk.alex, walk.sam, new):
            assert heard(one).count(said("bot-new_account-off")) == 1
        await walk.says(new, "/menu")
        assert new.last().text.startswith(said("bot-where-solo"))


async def test_after_one_that_was_called_off_the_old_account_is_left_in_peace_for_a_week(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await waits(walk)
        await walk.says(walk.alex, "/menu")
        await walk.presses(walk.alex, "bot-menu.more", "bot-menu.new_account")
        old = walk.button(walk.alex, "bot-new_account.link")
        await walk.presses(walk.sam, "bot-new_account-notice.stop")

        await walk.says(walk.alex, "/menu")
        await walk.presses(walk.alex, "bot-menu.more", "bot-menu.new_account")
        assert walk.alex.last().text.startswith(said("bot-new_account-later", time="").rstrip(". "))
        assert walk.alex.presses(old[1], old[0])
        await walk.settle()
        assert said("bot-new_account-link", days=7) not in heard(walk.alex)[-2:]

        await walk.stage.passes(timedelta(days=7))
        await gets_link(walk, walk.alex)


@pytest.mark.usefixtures("database")
@pytest.mark.mostly_sqlite
async def test_a_sign_of_life_without_a_yes_stops_it_and_the_question_comes_again_once(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        new = await waits(walk)
        calls = len(walk.stage.world.calls)

        await walk.says(walk.sam, "/menu")
        await walk.says(walk.sam, "/menu")
        again = said("bot-new_account-seen", time="").partition("\n")[0].rstrip(".: ")
        assert sum(again[:40] in text for text in news(walk, walk.sam, calls)) == 1
        assert [text for text in news(walk, walk.alex, calls) if "account" in text] == []
        await walk.stage.passes(A_DAY)
        await walk.opens(walk.alex, new)
        await walk.opens(walk.sam)

        assert frozenset({row_of(tmp_path, walk.alex), row_of(tmp_path, new)}) not in together(tmp_path)
        for one in (walk.alex, walk.sam, new):
            assert heard(one).count(said("bot-new_account-off")) == 1


async def test_the_old_account_can_say_yes_and_the_day_passes_all_the_same(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        new = await waits(walk)
        await walk.says(walk.sam, "/menu")
        await walk.presses(walk.sam, "bot-new_account-notice.mine")
        await walk.says(walk.sam, "/menu")
        assert frozenset({row_of(tmp_path, walk.alex), row_of(tmp_path, new)}) not in together(tmp_path)

        await walk.stage.passes(A_DAY)

        assert frozenset({row_of(tmp_path, walk.alex), row_of(tmp_path, new)}) in together(tmp_path)


@pytest.mark.parametrize("how", ["blocks", "deactivates"])
async def test_an_account_that_cannot_be_reached_is_waited_for_all_the_same(tmp_path: Path, how: str) -> None:
    async with at("camera", tmp_path) as walk:
        getattr(walk.sam, how)()
        await walk.settle()
        new = await waits(walk)
        await walk.stage.passes(A_DAY - timedelta(seconds=1))
        assert frozenset({row_of(tmp_path, walk.alex), row_of(tmp_path, new)}) not in together(tmp_path)

        await walk.stage.passes(timedelta(seconds=1))

        assert together(tmp_path) == {frozenset({row_of(tmp_path, walk.alex), row_of(tmp_path, new)})}


async def test_N1_the_end_of_the_day_is_told_after_the_quiet_hours(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.stage.passes(timedelta(hours=3))  # 23:02 in Madrid
        new = await waits(walk)
        told = len(new.screen())

        await walk.stage.passes(A_DAY)
        assert frozenset({row_of(tmp_path, walk.alex), row_of(tmp_path, new)}) in together(tmp_path)
        assert len(new.screen()) == told
        await walk.stage.passes(timedelta(hours=10))

        assert new.last().text == said("nudge")
        assert not new.last().silent


async def test_a_sign_of_life_while_the_bot_was_down_counts_though_the_day_ended_too(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        new = await waits(walk)
        await walk.stage.stop()
        walk.stage.clock.advance(timedelta(hours=23))
        walk.sam.says("What is this?")
        walk.stage.clock.advance(timedelta(hours=2))
        await walk.stage.start(settle=False)
        await walk.stage.app._caught_up.wait()
        await walk.settle()

        assert frozenset({row_of(tmp_path, walk.alex), row_of(tmp_path, new)}) not in together(tmp_path)


async def test_a_sign_of_life_that_could_not_be_fetched_counts_though_the_day_ended_too(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        new = await waits(walk)
        walk.stage.world.faults.add("getUpdates", fault=ServerError(502), times=None)
        walk.alex.says("This ends the question for updates that is under way.")
        for hour in range(26):
            if hour == 20:
                walk.sam.says("What is this?")
            walk.stage.clock.advance(timedelta(hours=1))
            await asyncio.sleep(0.03)  # for the wire, whose time is real
        assert frozenset({row_of(tmp_path, walk.alex), row_of(tmp_path, new)}) not in together(tmp_path)
        walk.stage.world.faults.clear()
        walk.stage.clock.advance(timedelta(minutes=2))
        await walk.settle()

        assert frozenset({row_of(tmp_path, walk.alex), row_of(tmp_path, new)}) not in together(tmp_path)
        assert any(one.text == "What is this?" for one in walk.sam.screen())


async def test_a_sign_of_life_that_could_not_be_brought_counts_though_the_day_ended_too(tmp_path: Path) -> None:
    async with at("camera", tmp_path, by_webhook()) as walk:
        new = await waits(walk)
        world, bringing = walk.stage.world, walk.stage.deliveries
        assert bringing is not None
        world.faults.add("getWebhookInfo", fault=ServerError(502), times=None)
        way, bringing.through = bringing.through, "http://127.0.0.1:9"
        for hour in range(26):
            if hour == 20:
                walk.sam.says("What is this?")
            walk.stage.clock.advance(timedelta(hours=1))
            await asyncio.sleep(0.03)  # for the wire, whose time is real
        assert frozenset({row_of(tmp_path, walk.alex), row_of(tmp_path, new)}) not in together(tmp_path)
        world.faults.clear()
        walk.stage.clock.advance(timedelta(minutes=2))
        await asyncio.sleep(0.03)
        assert not walk.stage.app._caught_up.is_set()
        bringing.through = way
        await passing(walk, walk.stage.app._caught_up.is_set)
        await walk.settle()

        assert frozenset({row_of(tmp_path, walk.alex), row_of(tmp_path, new)}) not in together(tmp_path)
        assert any(one.text == "What is this?" for one in walk.sam.screen())


async def test_after_a_downtime_over_the_end_of_the_day_the_old_account_has_more_time(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        new = await waits(walk)
        asked = heard(walk.sam).count(walk.sam.last().text)
        await walk.stage.stop()
        walk.stage.clock.advance(timedelta(hours=38))  # Wednesday, 10:02
        await walk.stage.start()

        assert frozenset({row_of(tmp_path, walk.alex), row_of(tmp_path, new)}) not in together(tmp_path)
        assert len([one for one in heard(walk.sam) if one.startswith("Another account")]) == asked + 1
        await walk.stage.passes(timedelta(hours=13))

        assert frozenset({row_of(tmp_path, walk.alex), row_of(tmp_path, new)}) in together(tmp_path)


# What may happen meanwhile


@pytest.mark.usefixtures("database")
@pytest.mark.mostly_sqlite
@pytest.mark.parametrize("who", ["partner", "old"])
async def test_C2_leaving_ends_it_and_the_new_account_is_told(tmp_path: Path, who: str) -> None:
    async with at("camera", tmp_path) as walk:
        new = await waits(walk)
        person = walk.alex if who == "partner" else walk.sam
        await walk.says(person, "/menu")
        await walk.presses(person, "bot-menu.leave", "bot-leave.leave_now")

        await walk.stage.passes(timedelta(days=2))
        await walk.opens(walk.alex, new)

        assert together(tmp_path) == set()
        assert heard(new).count(said("bot-new_account-off")) == 1
        for one in (walk.alex, walk.sam):
            assert said("bot-new_account-off") not in heard(one)
        await walk.says(walk.sam, "/menu")
        assert walk.sam.last().text.startswith(said("bot-where-solo"))


@pytest.mark.usefixtures("database")
@pytest.mark.mostly_sqlite
@pytest.mark.parametrize("point", ["asked", "waiting"])
@pytest.mark.parametrize("who", ["partner", "old", "new"])
async def test_P6_an_erasure_ends_it_and_says_nothing_of_why(tmp_path: Path, who: str, point: str) -> None:
    async with at("camera", tmp_path) as walk:
        new = await (asks(walk) if point == "asked" else waits(walk))
        person = {"partner": walk.alex, "old": walk.sam, "new": new}[who]
        calls = len(walk.stage.world.calls)

        await erases(walk, person)
        at_once = {one.name: news(walk, one, calls) for one in (walk.alex, walk.sam, new) if one.id != person.id}
        await walk.stage.passes(timedelta(days=9))
        await walk.opens(walk.alex, new)

        off = said("bot-new_account-off")
        match who:
            case "new":
                assert at_once["Alex"] == [off]
                assert at_once["Sam"] == ([off] if point == "waiting" else [])
            case "partner":
                assert at_once == {"Sam": [RESTING], "Sammy": [off]}
            case "old":
                assert at_once == {"Alex": [RESTING], "Sammy": []}
                assert all(heard(one).count(off) == 1 for one in (walk.alex, new))
        assert len(together(tmp_path)) == 1  # of two, or of one beside an empty seat
        assert row_of(tmp_path, new if who != "new" else walk.alex) is not None
        assert rows(tmp_path)["parked_update"] == []


async def test_a_pause_does_not_stop_it_and_who_pressed_it_is_not_told(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        new = await waits(walk)
        await walk.says(walk.alex, "/pause")
        await walk.stage.passes(A_DAY)

        assert frozenset({row_of(tmp_path, walk.alex), row_of(tmp_path, new)}) in together(tmp_path)


async def test_a_new_account_that_joined_somebody_else_meanwhile_stays_there(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        new = await waits(walk)
        kim = walk.stage.world.person("Kim")
        await walk.begins(kim)
        await walk.welcome(kim)
        await walk.presses(kim, "welcome-whom.partner")
        await walk.follows(new, link_in(kim.last()))
        await walk.presses(new, "welcome-safety_intro.go_on")
        await walk.calm(new)
        await walk.presses(new, "welcome-invited.join")

        await walk.stage.passes(timedelta(days=2))

        assert frozenset({row_of(tmp_path, kim), row_of(tmp_path, new)}) in together(tmp_path)
        assert frozenset({row_of(tmp_path, walk.alex), row_of(tmp_path, walk.sam)}) in together(tmp_path)


async def partner_sees(folder: Path, ending: str) -> list[str]:
    """Return all that Alex reads in nine days after the link was made."""
    async with at("offered", folder) as walk:
        await walk.says(walk.alex, "/pause")
        link = await gets_link(walk, walk.alex)
        new = walk.stage.world.person("Sammy")
        if ending != "never opens it":
            await walk.follows(new, link)
        match ending:
            case "is worried":
                await walk.to_safety(new)
                await walk.worried(new)
                await walk.presses(new, "welcome-care.go_on")
            case "declines":
                await walk.welcome(new)
                await walk.presses(new, "welcome-new_account.decline")
            case "refuses consent":
                await walk.presses(new, "welcome-hello.go_on", "welcome-marks.go_on", "welcome-adult.no")
        await walk.stage.passes(timedelta(days=9))
        await walk.says(walk.alex, "/menu")
        await walk.presses(walk.alex, "bot-menu.more", "bot-menu.new_account")
        return [text.replace(link, "LINK") for text in heard(walk.alex)]


async def test_S1_the_partner_sees_the_same_whatever_keeps_the_new_account_from_coming(tmp_path: Path) -> None:
    never = await partner_sees(tmp_path / "never", "never opens it")

    for ending in ("is worried", "declines", "refuses consent"):
        assert await partner_sees(tmp_path / ending.replace(" ", "-"), ending) == never, ending


async def test_S1_a_worrying_answer_while_it_waits_ends_it_and_looks_like_any_other_end(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        new = await waits(walk)
        calls = len(walk.stage.world.calls)
        await walk.forges(new, "m.invite")
        await walk.presses(new, "welcome-safety_intro.skip")
        assert news(walk, walk.alex, calls) == []

        await walk.stage.passes(A_DAY)
        await walk.opens(walk.alex, new)

        assert frozenset({row_of(tmp_path, walk.alex), row_of(tmp_path, walk.sam)}) in together(tmp_path)
        assert heard(walk.alex).count(said("bot-new_account-off")) == 1


@pytest.mark.parametrize("who", ["partner", "old"])
async def test_S1_a_worrying_answer_of_either_of_the_couple_ends_it_in_the_same_way(tmp_path: Path, who: str) -> None:
    async with at("offered", tmp_path) as walk:
        new = await waits(walk)
        person = walk.alex if who == "partner" else walk.sam
        if who == "old":
            await walk.presses(walk.sam, "bot-new_account-notice.mine")
        calls = len(walk.stage.world.calls)
        await walk.stage.app._store.run(partial(worries, telegram_id=person.id, walk=walk))
        for one in (walk.alex, walk.sam, new):
            assert news(walk, one, calls) == []

        await walk.stage.passes(A_DAY)
        await walk.opens(walk.alex, new)

        assert frozenset({row_of(tmp_path, walk.alex), row_of(tmp_path, walk.sam)}) in together(tmp_path)
        assert heard(walk.alex).count(said("bot-new_account-off")) == 1


def worries(tx: Transaction, telegram_id: int, walk: Walk) -> None:
    """Do what a worrying safety answer does, wherever it is asked for."""
    house = walk.stage.app._clerk.house
    person = tx.people.by_telegram(telegram_id)
    assert house is not None and person is not None  # noqa: PT018 -- the bot has begun, and they are here
    withdraw_quietly(Desk(tx=tx, now=walk.stage.clock.now(), house=house), person)


# Links and presses that do nothing


async def opened(walk: Walk, person: Person, link: str) -> list[str]:
    before = len(heard(person))
    await walk.follows(person, link)
    return heard(person)[before:]


async def test_a_link_that_ran_out_or_was_replaced_or_withdrawn_does_nothing(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        first = await gets_link(walk, walk.alex)
        second = await gets_link(walk, walk.alex)
        assert said("bot-invite-invalid") in await opened(walk, walk.stage.world.person("One"), first)
        await walk.presses(walk.alex, "bot-new_account.call_off")
        assert said("bot-invite-invalid") in await opened(walk, walk.stage.world.person("Two"), second)
        third = await gets_link(walk, walk.alex)
        await walk.stage.passes(timedelta(days=7))
        assert said("bot-invite-invalid") in await opened(walk, walk.stage.world.person("Three"), third)


async def test_a_partner_who_says_nothing_lets_it_run_out(tmp_path: Path) -> None:
    async with at("offered", tmp_path) as walk:
        new = await asks(walk)

        await walk.stage.passes(timedelta(days=8))
        await walk.opens(walk.alex, new)

        assert heard(new).count(said("bot-new_account-off")) == 1
        assert frozenset({row_of(tmp_path, walk.alex), row_of(tmp_path, walk.sam)}) in together(tmp_path)


async def test_who_is_alone_here_is_told_that_there_is_nobody_to_take_the_place_of(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        await walk.forges(walk.alex, "m.new_account")

        assert walk.alex.last().text == said("bot-new_account-none")


async def test_the_seat_can_pass_a_second_time(tmp_path: Path) -> None:
    async with at("offered", tmp_path) as walk:
        await appreciates(walk, walk.sam, walk.alex, "jarS4711")
        await takes_its_place(walk)
        link = await gets_link(walk, walk.alex)
        third = await follows(walk, link, "Samantha")
        await walk.presses(third, "welcome-new_account.go_on")
        await walk.presses(walk.alex, "bot-new_account-question.yes")
        await walk.stage.passes(timedelta(days=2))
        await walk.says(third, "/appreciate")
        await walk.presses(third, "appreciate-choose.jar")
        assert "jarS4711" in "\n".join(heard(third))

        await erases(walk, walk.sam)

        assert left(tmp_path, ["jarS4711"]) == []


ACTS = ("old looks", "old says yes", "old stops", "old blocks", "partner looks", "new looks", "restart", "hours")


@pytest.mark.parametrize("seed", range(12))
async def test_whatever_happens_in_the_day_the_place_passes_only_where_the_old_account_did_not_speak_against_it(
    tmp_path: Path, seed: int
) -> None:
    chance, place, stopped, reachable, hours = random.Random(seed), "asked", False, True, 0
    async with at("offered", tmp_path) as walk:
        new = await waits(walk)
        pair = frozenset({row_of(tmp_path, walk.alex), row_of(tmp_path, new)})
        for act in chance.choices(ACTS, weights=(2, 3, 1, 1, 2, 2, 1, 4), k=6):
            match act:
                case "old looks" if reachable:
                    await walk.says(walk.sam, "/menu")
                    place = "seen" if place == "asked" else place
                case "old says yes" if reachable and not stopped and place != "agreed":
                    await walk.presses(walk.sam, "bot-new_account-notice.mine")
                    place = "agreed"
                case "old stops" if reachable and not stopped and place != "agreed":
                    await walk.presses(walk.sam, "bot-new_account-notice.stop")
                    stopped = True
                case "old blocks" if reachable:
                    walk.sam.blocks()
                    reachable = False
                case "partner looks" | "new looks":
                    await walk.says(walk.alex if act == "partner looks" else new, "/menu")
                case "restart":
                    await walk.stage.restart()
                case "hours" if hours < 20:
                    await walk.stage.passes(timedelta(hours=5))
                    hours += 5
                case _:
                    pass
            await walk.settle()
            assert pair not in together(tmp_path)

        await walk.stage.passes(timedelta(hours=24 - hours))

        assert (pair in together(tmp_path)) is (not stopped and place != "seen")
