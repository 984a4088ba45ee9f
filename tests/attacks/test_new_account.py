"""Another account that would be somebody's new one: what it is given, and who can bring it in."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.bot.accounts import asks, follows, gets_link, heard, row_of, sent_to, takes_its_place, together
from tests.bot.diary import Diaries
from tests.bot.test_export import export, leaked
from tests.bot.test_new_account_day import opened
from tests.bot.walk import UNLIKE, at, rows, said

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.mostly_sqlite]


@pytest.mark.usefixtures("database")
@pytest.mark.mostly_sqlite
async def test_P1_P6_the_new_account_is_never_sent_anything_private_or_sealed_of_the_old_one(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        diaries = Diaries(walk)
        await diaries.to_one_sealed()

        new = await takes_its_place(walk)
        await walk.stage.passes(timedelta(days=2))
        await walk.opens(walk.alex, new)
        for person in (walk.alex, new):
            await walk.presses(person, "programme-offered.ready")
        for person in (walk.alex, new):
            await walk.presses(person, "open_communication-rules.agree")
        for command in ("/menu", "/boundaries", "/appreciate", "/checkin", "/reflect"):
            await walk.says(new, command)
        copy = await export(walk, new)

        words = [*diaries.sam.all, *diaries.alex.all]
        assert [one for one in words if one in sent_to(walk, new)] == []
        assert leaked(copy, words) == []
        assert [one["conversation"] for one in copy.data["written"]] == []
        assert together(tmp_path) == {frozenset({row_of(tmp_path, walk.alex), row_of(tmp_path, new)})}


async def test_F2_no_button_of_before_does_anything_for_the_old_account_or_the_new_one(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        message, data = walk.button(walk.sam, "engine-words.skip")
        new = await takes_its_place(walk)
        before = rows(tmp_path, *UNLIKE, "meta", "shown", "outbox", "timer")

        pressed = walk.sam.presses(data, message)
        await walk.settle()
        await walk.forges(new, data)
        await walk.says(new, "typed4711")

        assert pressed.toast == said("engine-refused.stale")
        assert rows(tmp_path, *UNLIKE, "meta", "shown", "outbox", "timer")["session"] == before["session"]
        assert new.last().text == said("engine-refused.no_question")


async def test_a_link_works_once_for_a_week_and_only_for_an_account_of_nobody_here(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        link = await gets_link(walk, walk.alex)
        kim, jo = walk.stage.world.person("Kim"), walk.stage.world.person("Jo")
        await walk.joins(kim, jo)

        assert said("bot-invite-self") in await opened(walk, walk.alex, link)
        assert said("bot-new_account-old") in await opened(walk, walk.sam, link)
        assert said("bot-invite-taken") in await opened(walk, kim, link)
        assert said("bot-invite-invalid") in await opened(walk, walk.stage.world.person("Forger"), f"{link}x")
        new = await follows(walk, link)
        late = await follows(walk, link, "Late")
        await walk.presses(new, "welcome-new_account.go_on")
        await walk.presses(late, "welcome-new_account.go_on")
        assert said("bot-invite-invalid") in heard(late)
        assert said("bot-invite-invalid") in await opened(walk, walk.stage.world.person("Later"), link)


async def test_a_link_for_a_new_account_never_becomes_an_invitation(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        link = await gets_link(walk, walk.alex)
        await walk.says(walk.alex, "/menu")
        await walk.presses(walk.alex, "bot-menu.leave", "bot-leave.leave_now")

        assert said("bot-invite-invalid") in await opened(walk, walk.stage.world.person("Kim"), link)


async def test_F2_nobody_but_the_partner_says_yes_and_nobody_but_the_old_account_says_mine(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        new = await asks(walk)
        before = rows(tmp_path, *UNLIKE, "meta")
        kim = walk.stage.world.person("Kim")
        await walk.begins(kim)
        data = walk.button(walk.alex, "bot-new_account-question.yes")[1]
        link = data.rpartition(".")[2]

        for person in (walk.sam, new, kim):
            await walk.forges(person, data)
        for person in (walk.sam, kim):
            await walk.forges(person, f"m.new_account_off.{link}")
        for person in (walk.alex, walk.sam, new, kim):
            await walk.forges(person, f"m.new_account_mine.{link}")
        await walk.forges(walk.alex, "m.new_account_yes.999")
        await walk.forges(walk.alex, "m.new_account_yes")

        after = rows(tmp_path, *UNLIKE, "meta")
        assert after["member"] == before["member"]
        assert after["record"] == before["record"]
        assert after["timer"] == before["timer"]
        await walk.presses(walk.alex, "bot-new_account-question.no")
        assert heard(new).count(said("bot-new_account-off")) == 1
        assert said("bot-new_account-off") not in heard(walk.sam)
