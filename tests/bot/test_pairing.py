from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.rehearsal import Message, Person
from tests.bot.walk import UNLIKE, Walk, at, link_in, rows, said

pytestmark = pytest.mark.usefixtures("database")

A_WEEK = timedelta(days=7)


def shown(person: Person) -> list[tuple[str, list[str]]]:
    """Return a whole chat as its person reads it."""
    return [(message.text, message.labels) for message in person.screen()]


def couples(folder: Path) -> int:
    return len(rows(folder)["couple"])


def remembered(folder: Path) -> dict[str, object]:
    """Return all that is stored, apart from when Telegram was reached last."""
    kept = rows(folder, *UNLIKE)
    return kept | {"meta": {str(row[0]) for row in kept["meta"]} - {"reached"}}


async def test_a_link_joins_two_people_once(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        link = await walk.invites()
        await walk.follows(walk.sam, link)
        await walk.welcome(walk.sam)
        join, data = walk.button(walk.sam, "welcome-invited.join")

        first, again = walk.sam.presses(data, join), walk.sam.presses(data, join)
        await walk.settle()

        assert (first.toast, again.toast) == ("", said("engine-refused.stale"))
        assert couples(tmp_path) == 1
        joined, other = (said(key, partner="Sam") for key in ("bot-joined", "bot-joined-other"))
        assert f"{joined}\n\n{other}" in [text for text, _ in shown(walk.alex)]  # the link may have gone astray
        assert said("bot-joined", partner="Alex") in [text for text, _ in shown(walk.sam)]


async def refused(walk: Walk, link: str) -> Message:
    """Return what Sam is told who follows a link that does not work, and may begin alone then."""
    await walk.follows(walk.sam, link)
    assert walk.sees(walk.sam, "welcome-hello.go_on")
    return walk.sam.screen()[1]


async def test_an_expired_link_is_closed_and_its_maker_is_told_once(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        link = await walk.invites()
        await walk.stage.passes(A_WEEK - timedelta(seconds=1))
        assert said("bot-invite-expired") not in [text for text, _ in shown(walk.alex)]

        await walk.stage.passes(timedelta(seconds=1))
        await walk.stage.passes(A_WEEK)
        await walk.opens(walk.alex)
        await walk.opens(walk.alex)

        assert [text for text, _ in shown(walk.alex)].count(said("bot-invite-expired")) == 1
        assert (await refused(walk, link)).text == said("bot-invite-invalid")


async def test_a_new_link_withdraws_the_one_before(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        first = await walk.invites()
        await walk.says(walk.alex, "/menu")
        await walk.presses(walk.alex, "bot-menu.withdraw_invite")
        await walk.says(walk.alex, "/menu")
        await walk.presses(walk.alex, "bot-menu.invite", "welcome-safety_intro.go_on")
        await walk.calm(walk.alex)
        second = await walk.invites()

        assert first != second
        assert (await refused(walk, first)).text == said("bot-invite-invalid")
        await walk.follows(walk.sam, second)
        await walk.welcome(walk.sam)
        assert walk.sees(walk.sam, "welcome-invited.join")


async def test_an_own_link_is_meant_for_the_partner(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        link = await walk.invites()

        await walk.follows(walk.alex, link)

        assert said("bot-invite-self") in [text for text, _ in shown(walk.alex)]
        assert couples(tmp_path) == 0
        await walk.follows(walk.sam, link)
        await walk.welcome(walk.sam)
        await walk.to_paired()
        assert couples(tmp_path) == 1


async def test_the_first_of_two_who_were_invited_by_different_people_stays(tmp_path: Path) -> None:
    async with at("invited", tmp_path) as walk:
        kim = walk.stage.world.person("Kim")
        await walk.begins(kim)
        await walk.welcome(kim)
        await walk.presses(kim, "welcome-whom.partner")
        await walk.follows(walk.sam, link_in(kim.last()))
        assert walk.sam.last().text.startswith("Welcome · 5 of 5\n\nKim has invited you.")

        await walk.presses(walk.sam, "welcome-invited.join")

        assert kim.screen()[-2].text.startswith(said("bot-joined", partner="Sam"))
        assert shown(walk.alex)[-1][0].startswith(said("bot-invite-forward", link="").split("\n")[0])


async def inviter_sees(folder: Path, ending: str) -> list[tuple[str, list[str]]]:
    """Return Alex's chat of the eight days after the invitation, whatever Sam makes of it."""
    async with at("ready", folder) as walk:
        link = await walk.invites()
        if ending != "never opens it":
            await walk.follows(walk.sam, link)
        match ending:
            case "declines":
                await walk.welcome(walk.sam)
                await walk.presses(walk.sam, "welcome-invited.decline")
            case "is worried":
                await walk.to_safety(walk.sam)
                await walk.worried(walk.sam)
                await walk.presses(walk.sam, "welcome-care.go_on")
            case "refuses consent":
                await walk.presses(walk.sam, "welcome-hello.go_on", "welcome-marks.go_on", "welcome-adult.no")
            case "blocks":
                walk.sam.blocks()
        await walk.stage.passes(timedelta(hours=20))
        await walk.says(walk.alex, "/menu")
        await walk.stage.passes(timedelta(days=7))
        link = link_in(next(message for message in walk.alex.screen() if "https://" in message.text))
        return [(text.replace(link, "LINK"), labels) for text, labels in shown(walk.alex)]


async def test_the_inviter_sees_the_same_whatever_the_invited_one_does(tmp_path: Path) -> None:
    never = await inviter_sees(tmp_path / "never", "never opens it")

    for ending in ("declines", "is worried", "refuses consent", "blocks"):
        assert await inviter_sees(tmp_path / ending, ending) == never, ending


@pytest.mark.parametrize("question", ["adult", "consent"])
async def test_whoever_does_not_consent_leaves_nothing_behind(tmp_path: Path, question: str) -> None:
    async with at("", tmp_path) as walk:
        before = remembered(tmp_path)
        await walk.begins(walk.alex)
        await walk.presses(walk.alex, "welcome-hello.go_on", "welcome-marks.go_on")
        if question == "consent":
            await walk.presses(walk.alex, "welcome-adult.yes")

        await walk.presses(walk.alex, f"welcome-{question}.no")

        assert walk.alex.last().text == said("bot-declined")
        assert remembered(tmp_path) == before
        await walk.begins(walk.alex)
        assert walk.sees(walk.alex, "welcome-hello.go_on")


async def test_the_invited_one_without_consent_leaves_only_the_open_invitation(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        link = await walk.invites()
        before = remembered(tmp_path)
        await walk.follows(walk.sam, link)
        await walk.presses(walk.sam, "welcome-hello.go_on", "welcome-marks.go_on", "welcome-adult.no")

        assert remembered(tmp_path) == before
