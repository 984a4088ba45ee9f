"""What was meant for one partner is none of the business of the next one, nor of an empty seat."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.rehearsal import Person
from bot.shelf import Shelved, record_to_json
from bot.store.transaction import Transaction
from flows.engine.effects import Record
from flows.engine.session import Facts
from tests.bot.test_erase import erases
from tests.bot.walk import Walk, at, link_in, said


async def checks_in(walk: Walk, person: Person) -> None:
    """Keep a check-in of today."""
    now = walk.stage.clock.now()

    def keep(tx: Transaction) -> None:
        stored = tx.people.by_telegram(person.id)
        assert stored is not None
        record = Record(name="check_ins", facts={"at": now.isoformat(), "trust": 3}, adds=True)
        body = record_to_json(Shelved(session_id=1, record=record))
        tx.records.keep("check_ins", body, now=now, person_id=stored.id)

    await walk.stage.app._store.run(keep)


async def partners_line(walk: Walk, person: Person) -> Facts:
    """Return what this person's check-in knows of the partner's."""

    house = walk.stage.app._clerk.house
    assert house is not None  # the bot has begun

    def look(tx: Transaction) -> dict[str, Facts]:
        stored = tx.people.by_telegram(person.id)
        assert stored is not None
        desk = Desk(tx=tx, now=walk.stage.clock.now(), house=house)
        return desk.known("check_in", stored.id, None)

    return (await walk.stage.app._store.run(look)).get("partner_check_ins", {"all": []})


async def opens_line(walk: Walk, person: Person) -> None:
    await walk.says(person, "/checkin")
    await walk.presses(person, "check_in-choose.open_line")


async def pairs_anew(walk: Walk) -> Person:
    """Alex leaves Sam, and is together with Kim."""
    await walk.says(walk.alex, "/menu")
    await walk.presses(walk.alex, "bot-menu.leave", "bot-leave.leave_now")
    kim = walk.stage.world.person("Kim")
    await walk.begins(kim)
    await walk.welcome(kim)
    await walk.presses(kim, "welcome-whom.partner")
    await walk.follows(walk.alex, link_in(kim.last()))
    await walk.presses(walk.alex, "welcome-safety_intro.go_on")
    await walk.calm(walk.alex)
    await walk.presses(walk.alex, "welcome-invited.join")
    return kim


async def test_P1_a_trust_line_is_open_only_to_the_partner_it_was_opened_for(tmp_path: Path) -> None:
    async with at("offered", tmp_path) as walk:
        for person in (walk.alex, walk.sam):
            await checks_in(walk, person)
            await opens_line(walk, person)
        assert len((await partners_line(walk, walk.sam))["all"]) == 1

        await walk.stage.passes(timedelta(hours=1))
        kim = await pairs_anew(walk)
        await checks_in(walk, kim)
        await opens_line(walk, kim)
        assert (await partners_line(walk, kim))["all"] == []
        assert (await partners_line(walk, walk.alex))["all"] == []
        assert (await partners_line(walk, walk.sam))["all"] == []

        await opens_line(walk, walk.alex)
        assert (await partners_line(walk, kim))["all"] == []  # what was before Kim stays before Kim
        await checks_in(walk, walk.alex)
        assert len((await partners_line(walk, kim))["all"]) == 1


async def test_P1_a_page_about_to_be_shared_with_one_partner_is_not_sent_to_the_next_one(tmp_path: Path) -> None:
    async with at("offered", tmp_path) as walk:
        await walk.opens_page(walk.alex)
        await walk.says(walk.alex, "page4711")
        await walk.says(walk.alex, "/reflect")
        await walk.presses(walk.alex, "reflection-choose.read", "reflection-read.share")

        kim = await pairs_anew(walk)
        await walk.presses(walk.alex, "reflection-share.send")

        assert not any("page4711" in message.text for message in walk.screens(kim))
        assert said("reflection-nobody") in [message.text for message in walk.alex.screen()]


@pytest.mark.parametrize("anew", [False, True])
async def test_P1_a_page_that_was_shared_stays_as_it_was_read_and_no_edit_of_it_reaches_the_next_partner(
    tmp_path: Path,
    anew: bool,
) -> None:
    async with at("offered", tmp_path) as walk:
        await walk.opens_page(walk.alex)
        page = await walk.says(walk.alex, "page4711")
        await walk.says(walk.alex, "/reflect")
        await walk.presses(walk.alex, "reflection-choose.read", "reflection-read.share", "reflection-share.send")
        other = await pairs_anew(walk) if anew else walk.sam

        walk.alex.edits(page, "edited4712")
        await walk.settle()

        assert walk.alex.last().text == said("engine-refused.seen")
        assert not walk.sees(walk.alex, "engine-amend.send")
        assert not any("edited4712" in message.text for message in walk.screens(other))


async def test_beside_an_empty_seat_nothing_joint_goes_on(tmp_path: Path) -> None:
    async with at("offered", tmp_path) as walk:
        await walk.says(walk.alex, "/appreciate")
        await erases(walk, walk.sam)

        await walk.presses(walk.alex, "appreciate-choose.write")
        assert not walk.sees(walk.alex, "engine-words.example")
        await walk.says(walk.alex, "/appreciate")
        assert walk.alex.last().text == said("bot-resting")
