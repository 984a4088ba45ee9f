"""After a lost phone: a new account takes the place of the old one, and is given nothing that was private or sealed."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

from bot.shelf import Shelved, from_json, record_to_json
from bot.store.transaction import Transaction
from flows.engine.effects import Line, Record
from flows.engine.session import Facts, Partner
from tests.bot.accounts import agreement, appreciates, heard, sent_to, signs, takes_its_place, ways
from tests.bot.diary import Diaries
from tests.bot.test_erase import erases, left
from tests.bot.test_export import export, leaked, missing
from tests.bot.walk import at, said

# What it is given


async def test_P6_the_old_account_and_the_partner_keep_all_that_their_copies_held(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        diaries = Diaries(walk)
        await diaries.to_one_sealed()

        await takes_its_place(walk)
        sam, alex = await export(walk, walk.sam), await export(walk, walk.alex)

        for copy, mine, yours in ((alex, diaries.alex, diaries.sam), (sam, diaries.sam, diaries.alex)):
            assert missing(copy, mine.all) == []
            assert missing(copy, yours.told) == []
            assert leaked(copy, [*yours.own, *yours.sealed]) == []
        assert said("bot-new_account-gone") not in heard(walk.sam)
        await walk.opens(walk.sam)
        assert said("bot-new_account-gone") in heard(walk.sam)


async def test_C1_the_programme_rests_and_then_asks_both_at_the_step_they_were_at(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        new = await takes_its_place(walk)

        assert (await ways(walk))[-1].memory["step"] == 0
        await walk.stage.passes(timedelta(days=1))
        await walk.opens(new, walk.alex)
        await walk.presses(new, "programme-offered.ready")
        assert (await ways(walk))[-1].positions[Partner.B].state == "ready_met"
        await walk.presses(walk.alex, "programme-offered.ready")
        for person in (walk.alex, new):
            assert walk.sees(person, "open_communication-rules.agree")


async def test_the_group_of_the_old_couple_is_not_used_for_the_new_one(tmp_path: Path) -> None:
    async with at("group speak", tmp_path) as walk:
        await walk.sends(walk.alex, "told4711")
        before = len(walk.group.screen())

        new = await takes_its_place(walk)
        await walk.stage.passes(timedelta(days=1))
        await walk.opens(new)

        assert walk.sees(new, "programme-offered.ready")
        assert [message.text for message in walk.group.screen()[before:] if message.sender.bot] == []
        assert "told4711" not in sent_to(walk, new)
        new.joins(walk.group)
        await walk.settle()
        assert "told4711" not in sent_to(walk, new)


async def test_a_rest_is_not_shortened_and_a_pause_ends_in_two_new_yeses(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "/pause")

        new = await takes_its_place(walk)
        await walk.stage.passes(timedelta(days=1))
        await walk.opens(walk.alex, new)

        for person in (walk.alex, new):
            assert walk.sees(person, "programme-offered.ready")
        assert (await ways(walk))[-1].count("talk_open") == 0


async def test_P6_the_old_account_can_erase_its_words_wherever_they_were_carried(tmp_path: Path) -> None:
    async with at("offered", tmp_path) as walk:
        await appreciates(walk, walk.sam, walk.alex, "jarS4711")
        await appreciates(walk, walk.alex, walk.sam, "jarA4711")
        new = await takes_its_place(walk)
        for person in (new, walk.alex):
            await walk.says(person, "/appreciate")
            await walk.presses(person, "appreciate-choose.jar")
        assert all(words in "\n".join(heard(new)) for words in ("jarS4711", "jarA4711"))
        assert [one["name"] for one in (await export(walk, walk.alex)).data["kept"]] == ["jar", "jar"]

        await erases(walk, walk.sam)

        assert left(tmp_path, ["jarS4711"]) == []
        assert left(tmp_path, ["jarA4711"]) == ["jarA4711"]
        await walk.says(new, "/appreciate")
        await walk.presses(new, "appreciate-choose.jar")
        assert "jarA4711" in new.last().text or "jarA4711" in "\n".join(heard(new)[-4:])


async def test_P1_an_agreement_is_carried_without_the_levels_and_wishes_of_the_old_account(tmp_path: Path) -> None:
    async with at("offered", tmp_path) as walk:
        await walk.stage.app._store.run(partial(signs, now=walk.stage.clock.now()))

        new = await takes_its_place(walk)
        facts = await walk.stage.app._store.run(agreement)

        assert facts["own"]["b"] == {"rung": 2, "wait": "open", "gifts": "ask"}
        assert facts["own"]["a"] == {"rung": 2, "wait": "", "gifts": "ask"}
        assert facts["wishes"] == {"a": {"gifts": ["welcome", walk_moment(facts)]}, "b": {}}
        await walk.says(new, "/boundaries")
        assert walk.sees(new, "boundaries-home.tighten")
        await walk.stage.passes(timedelta(days=1))
        await walk.opens(new)
        assert walk.sees(new, "programme-suggested.ready")


def walk_moment(facts: Facts) -> str:
    return str(facts["signed"])


async def test_P1_a_record_that_quotes_what_only_one_may_read_is_carried_without_it(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.sam, "camera4711")

        def keep(tx: Transaction) -> None:
            (talk,) = (one for one in tx.sessions.all_of(None, 1) if one.flow == "open_communication")
            (private,) = (one.n for one in from_json(talk.body).answers if one.ask == "camera")
            record = Record(name="plan", lines=(Line(key="programme-about.patience"),), quotes=(private,))
            body = record_to_json(Shelved(session_id=talk.id, record=record))
            tx.records.keep("plan", body, now=walk.stage.clock.now(), couple_id=1)

        await walk.stage.app._store.run(keep)
        new = await takes_its_place(walk)
        copy = await export(walk, new)

        assert [one["body"] for one in copy.data["kept"]] == [said("programme-about.patience")]
        assert leaked(copy, ["camera4711"]) == []
