"""Leaving and coming back: copies before and after, the same partner or another one, a phone that was blocked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.desk import Desk
from bot.rehearsal import Person
from bot.shelf import FLOWS, Shelved, record_to_json
from flows.engine.effects import Record
from tests.bot.accounts import agreement, appreciates, heard, sent_to, signs, ways
from tests.bot.diary import Diaries
from tests.bot.leaflet import at_desk, leaflet
from tests.bot.test_another_partner import pairs_anew
from tests.bot.test_erase import news
from tests.bot.test_export import LATER, Copied, export, leaked, missing
from tests.bot.walk import Walk, at, link_in, rows, said

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.mostly_sqlite]


async def leaves(walk: Walk, person: Person) -> None:
    await walk.says(person, "/menu")
    await walk.presses(person, "bot-menu.leave", "bot-leave.leave_now")


async def comes_back(walk: Walk, person: Person, partner: Person) -> None:
    """Let one invite the other again, and the two be together."""
    await walk.says(person, "/menu")
    await walk.presses(person, "bot-menu.invite", "welcome-safety_intro.go_on")
    await walk.calm(person)
    await walk.presses(person, "welcome-whom.partner")
    await walk.follows(partner, link_in(person.last()))
    await walk.presses(partner, "welcome-safety_intro.go_on")
    await walk.calm(partner)
    await walk.presses(partner, "welcome-invited.join")


def without_times(copy: Copied) -> dict[str, Any]:
    """Return what a copy holds of what was written, by what it says and to whom."""
    return {"written": copy.data["written"], "kept": copy.data["kept"]}


# Copies before and after


@pytest.mark.parametrize("point", ["sealed", "over"])
async def test_P6_after_leaving_a_copy_holds_all_that_it_held_before_with_names_and_nothing_more(
    tmp_path: Path, point: str
) -> None:
    async with at("camera", tmp_path) as walk:
        diaries = Diaries(walk)
        await (diaries.to_one_sealed() if point == "sealed" else diaries.to_end())
        before = {person.name: await export(walk, person) for person in (walk.alex, walk.sam)}

        await leaves(walk, walk.sam)
        await walk.stage.passes(LATER)
        after = {person.name: await export(walk, person) for person in (walk.alex, walk.sam)}

        for name, mine, yours in (("Alex", diaries.alex, diaries.sam), ("Sam", diaries.sam, diaries.alex)):
            old, new = before[name], after[name]
            assert without_times(new) == without_times(old)
            assert missing(new, [*mine.all, *yours.told]) == []
            assert leaked(new, [*yours.own, *(yours.sealed if point == "sealed" else [])]) == []
            assert [one["html"] for one in old.data["shown"] if one not in new.data["shown"]] == []
            other = "Sam" if name == "Alex" else "Alex"
            assert any(other in one["question"] for one in new.data["written"])
            assert (old.data["together"][0]["until"], len(new.data["together"])) == (None, 1)
            assert new.data["together"][0]["until"] is not None


async def test_P6_after_leaving_a_copy_still_holds_what_was_read_in_the_group(tmp_path: Path) -> None:
    async with at("group causes", tmp_path) as walk:
        before = await export(walk, walk.sam)
        await leaves(walk, walk.alex)
        await walk.stage.passes(LATER)

        after = await export(walk, walk.sam)

        assert without_times(after) == without_times(before)
        assert [one for one in before.data["shown"] if one["place"] == "group" and one not in after.data["shown"]] == []
        assert missing(after, ["Sam tells", "Sam heard"]) == []


async def test_P6_a_copy_with_another_partner_names_each_as_they_were(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.sends(walk.alex, "told4711")
        kim = await pairs_anew(walk)

        alex, theirs = await export(walk, walk.alex), await export(walk, kim)

        questions = [one["question"] for one in alex.data["written"] if one["words"] == "told4711"]
        assert ["Sam" in question and "Kim" not in question for question in questions] == [True]
        assert leaked(theirs, ["told4711", "Sam"]) == []
        assert len(alex.data["together"]) == 2


# The same partner again


async def test_the_same_two_are_asked_whether_to_go_on_where_they_were_and_both_yeses_bring_it_back(
    tmp_path: Path,
) -> None:
    async with at("offered", tmp_path) as walk:
        await appreciates(walk, walk.sam, walk.alex, "jarS4711")
        await walk.stage.app._store.run(partial(signs, now=walk.stage.clock.now()))
        await leaves(walk, walk.sam)
        await comes_back(walk, walk.sam, walk.alex)  # the other way round than at first

        await walk.presses(walk.alex, "programme-before.go_on")
        assert said("programme-brought_back") not in heard(walk.sam)
        await walk.presses(walk.sam, "programme-before.go_on")

        assert said("programme-brought_back") in heard(walk.alex)
        assert (await ways(walk))[-1].count("step") == 2
        seats = sorted(row for row in rows(tmp_path)["member"] if row[3] is None)
        assert [row[1:3] for row in seats] == [(1, "a"), (2, "b")]  # each has their own levels again (P1)
        facts = await walk.stage.app._store.run(agreement)
        assert facts["own"] == {
            "a": {"rung": 2, "wait": "", "gifts": "ask"},
            "b": {"rung": 4, "wait": "open", "gifts": "welcome"},
        }
        for person in (walk.alex, walk.sam):
            await walk.presses(person, "programme-place.private")
        for person in (walk.alex, walk.sam):
            await walk.says(person, "/boundaries")
            assert walk.sees(person, "boundaries-home.tighten")
            await walk.presses(person, "boundaries-home.close")
            await walk.says(person, "/appreciate")
            await walk.presses(person, "appreciate-choose.jar")
            assert "jarS4711" in person.screen()[-2].text
        copy = await export(walk, walk.sam)
        assert [one["name"] for one in copy.data["kept"]].count("jar") == 1


@pytest.mark.parametrize("along", [True, False])
async def test_what_two_keep_by_a_flow_comes_back_with_them_where_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, along: bool
) -> None:
    flow = leaflet()
    monkeypatch.setitem(FLOWS, flow.name, replace(flow, keeps_together=flow.keeps if along else ()))
    kept = record_to_json(Shelved(session_id=0, record=Record(name=flow.name, facts={"kept": 4711})))

    def couple(desk: Desk) -> int:
        person = desk.tx.people.by_telegram(walk.alex.id)
        found = desk.tx.couples.of(person.id) if person else None
        assert found is not None
        return found.id

    async with at("offered", tmp_path) as walk:
        await at_desk(walk, lambda desk: desk.tx.records.keep(flow.name, kept, now=desk.now, couple_id=couple(desk)))
        await appreciates(walk, walk.sam, walk.alex, "jarS4711")
        await leaves(walk, walk.sam)
        await comes_back(walk, walk.alex, walk.sam)
        await walk.presses(walk.alex, "programme-before.go_on")
        await walk.presses(walk.sam, "programme-before.go_on")

        there = await at_desk(walk, lambda desk: desk.tx.records.all(flow.name, couple_id=couple(desk)))
        assert there == ([kept] if along else [])


@pytest.mark.parametrize("other", ["go_on", "anew"])
async def test_where_one_would_begin_anew_both_do_and_nothing_is_brought_back(tmp_path: Path, other: str) -> None:
    async with at("offered", tmp_path) as walk:
        await appreciates(walk, walk.sam, walk.alex, "jarS4711")
        await leaves(walk, walk.alex)
        await comes_back(walk, walk.alex, walk.sam)
        calls = len(walk.stage.world.calls)

        await walk.presses(walk.alex, "programme-before.anew")
        assert news(walk, walk.sam, calls) == []
        await walk.presses(walk.sam, f"programme-before.{other}")

        for person in (walk.alex, walk.sam):
            assert said("programme-anew") in heard(person)
            assert said("programme-brought_back") not in heard(person)
            await walk.presses(person, "programme-place.private")
        await walk.says(walk.sam, "/appreciate")
        assert not walk.sees(walk.sam, "appreciate-choose.jar")
        assert (await export(walk, walk.sam)).has("jarS4711") == (True, True)


async def test_two_who_had_come_to_nothing_together_are_not_asked(tmp_path: Path) -> None:
    async with at("offered", tmp_path) as walk:
        await leaves(walk, walk.alex)
        await comes_back(walk, walk.alex, walk.sam)

        assert walk.sees(walk.alex, "programme-place.private")
        assert not walk.sees(walk.alex, "programme-before.go_on")


async def test_a_question_of_before_can_be_paused_and_come_back_to(tmp_path: Path) -> None:
    async with at("offered", tmp_path) as walk:
        await appreciates(walk, walk.sam, walk.alex, "jarS4711")
        await leaves(walk, walk.alex)
        await comes_back(walk, walk.alex, walk.sam)
        await walk.says(walk.sam, "/menu")
        assert walk.sam.last().text.startswith(said("bot-where-before"))
        await walk.says(walk.sam, "/pause")
        for person in (walk.alex, walk.sam):
            await walk.presses(person, "programme-paused.go_on")

        for person in (walk.alex, walk.sam):
            await walk.presses(person, "programme-before.go_on")
        assert said("programme-brought_back") in heard(walk.alex)


# Another partner


async def test_P1_P3_nothing_of_the_first_couple_reaches_the_next_one_and_nothing_of_the_next_one_the_first(
    tmp_path: Path,
) -> None:
    async with at("camera", tmp_path) as walk:
        diaries = Diaries(walk)
        await diaries.to_one_sealed()
        kim = await pairs_anew(walk)
        calls = len(walk.stage.world.calls)
        for person in (walk.alex, kim):
            await walk.presses(person, "programme-place.private")
        for person in (walk.alex, kim):
            await walk.presses(person, "programme-offered.ready")
        for person in (walk.alex, kim):
            await walk.presses(person, "open_communication-rules.agree")
        await walk.says(walk.alex, "new4711")
        for person in (walk.alex, kim):
            for command in ("/menu", "/boundaries", "/appreciate"):
                await walk.says(person, command)

        words = [*diaries.alex.all, *diaries.sam.all]
        assert [one for one in words if one in sent_to(walk, kim)] == []
        assert "Sam" not in sent_to(walk, kim)
        assert news(walk, walk.sam, calls) == []
        assert not walk.sees(walk.alex, "programme-before.go_on")
        sam = await export(walk, walk.sam)
        assert leaked(sam, ["new4711", "Kim"]) == []


async def test_coming_back_to_the_first_partner_brings_nothing_of_the_one_between(tmp_path: Path) -> None:
    async with at("offered", tmp_path) as walk:
        await appreciates(walk, walk.sam, walk.alex, "jarS4711")
        kim = await pairs_anew(walk)
        for person in (walk.alex, kim):
            await walk.presses(person, "programme-place.private")
        await appreciates(walk, kim, walk.alex, "jarK4711")
        await leaves(walk, walk.alex)
        await comes_back(walk, walk.alex, walk.sam)
        for person in (walk.alex, walk.sam):
            await walk.presses(person, "programme-before.go_on")
        for person in (walk.alex, walk.sam):
            await walk.presses(person, "programme-place.private")
        await walk.says(walk.sam, "/appreciate")
        await walk.presses(walk.sam, "appreciate-choose.jar")

        assert "jarS4711" in sent_to(walk, walk.sam)
        assert "jarK4711" not in sent_to(walk, walk.sam)
        assert "Kim" not in sent_to(walk, walk.sam)


# A phone that was blocked, an account that is gone


async def test_what_waited_for_a_blocked_phone_comes_in_its_order(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        walk.sam.blocks()
        await walk.settle()
        before = len(walk.sam.screen())
        await walk.sends(walk.alex, "first4711")
        await walk.says(walk.alex, "/timeout")
        await walk.presses(walk.alex, "programme-time_out.one_hour")
        await walk.stage.passes(timedelta(hours=30))
        assert len(walk.sam.screen()) == before

        walk.sam.unblocks()
        await walk.settle()

        texts = [message.text for message in walk.sam.screen()[before:]]
        told = next(n for n, text in enumerate(texts) if "first4711" in text)
        out = next(n for n, text in enumerate(texts) if said("programme-time_out").partition("\n")[0] in text)
        assert told < out
        assert sum("first4711" in text for text in texts) == 1


async def partners_week(folder: Path, how: str) -> list[str]:
    """Return all that Alex reads in a week in which nothing comes from Sam."""
    async with at("speak", folder) as walk:
        calls = len(walk.stage.world.calls)
        if how != "silent":
            getattr(walk.sam, how)()
            await walk.settle()
        await walk.sends(walk.alex, "told4711")
        await walk.stage.passes(timedelta(days=7))
        await walk.says(walk.alex, "/menu")
        return news(walk, walk.alex, calls)


@pytest.mark.parametrize("how", ["blocks", "deactivates"])
async def test_the_partner_of_a_phone_that_cannot_be_reached_learns_nothing_but_ordinary_silence(
    tmp_path: Path, how: str
) -> None:
    assert await partners_week(tmp_path / how, how) == await partners_week(tmp_path / "silent", "silent")


async def test_beside_an_account_that_is_gone_the_partner_can_leave_and_begin_again(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        walk.sam.deactivates()
        await walk.settle()
        await walk.sends(walk.alex, "told4711")

        kim = await pairs_anew(walk)

        assert walk.sees(kim, "programme-place.private")
        assert walk.sees(walk.alex, "programme-place.private")
