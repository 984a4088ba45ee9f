"""The partner, jealous and good with computers, with a phone that shows and sends what it should not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.rehearsal import Message
from tests.attacks.stories import before
from tests.bot.test_group import NEUTRAL, all_buttons, changes_nothing, wrote
from tests.bot.test_oddities import KIND, all_presses
from tests.bot.walk import UNLIKE, at, rows, said

HIDDEN = re.compile(r"[strwax][A-Za-z0-9_-]{22}(\.[a-z_:/+-]+)?")
"""Of what it is about, and the name of what was chosen."""

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.mostly_sqlite]


def carried(messages: list[Message]) -> list[str]:
    return [button.data for message in messages for row in message.buttons for button in row if button.data]


async def test_P2_what_the_buttons_carry_counts_nothing(tmp_path: Path) -> None:
    """Turns and answers are counted for both together: by their numbers one could count the other's."""
    async with at("causes", tmp_path) as walk:
        for cause in ("mine", "ours"):
            await walk.says(walk.alex, cause)
        await walk.says(walk.sam, "mine")
        data = [one for person in (walk.alex, walk.sam) for one in carried(walk.screens(person))]

        of_conversations = [one for one in data if not one.startswith("m.")]
        assert len(of_conversations) >= 20
        assert [one for one in of_conversations if not HIDDEN.fullmatch(one)] == []
        assert max(map(len, data)) <= 64


async def test_P2_a_button_with_somebodys_own_words_does_not_tell_how_many_answers_there_are(tmp_path: Path) -> None:
    async with before("Alex presses [yes], [Done]", "connection-nothing-matches.md", tmp_path) as walk:
        data = [one for person in (walk.alex, walk.sam) for one in carried(person.screen())]

        assert [one for one in data if re.search(r"\.n\d", one)] == []
        assert len({one for one in data if re.search(r"\.n(:|$)", one)}) == 2 * 4


async def test_P2_asking_for_answers_by_their_numbers_does_not_tell_whether_there_are_any(tmp_path: Path) -> None:
    """Such buttons were not hidden once, and are still taken."""
    async with at("causes", tmp_path) as walk:
        stored = rows(tmp_path)["session"][-1][0]
        forged = [
            f"{kind}{session}.b{n}" for session in (1, 2, 3, 4, 5, stored) for kind in "rwax" for n in range(1, 30)
        ]

        async def asked() -> list[str]:
            return [(await walk.forges(walk.sam, data)).toast or "" for data in forged]

        before = await asked()
        for cause in ("mine", "ours", "around"):
            await walk.says(walk.alex, cause)

        assert await asked() == before


async def test_F2_a_press_in_a_group_of_others_is_none(tmp_path: Path) -> None:
    """It would pass for one in the couple's own group, where nothing has to be carried to the other one."""
    async with at("paired", tmp_path) as walk:
        await walk.to_offered()
        kim = walk.stage.world.person("Kim", zone="Europe/Madrid")
        group = walk.stage.world.group("Others", [walk.alex, kim])
        walk.alex.adds_bot(group, "couple")
        await walk.settle()
        _, data = walk.button(walk.alex, "programme-offered.ready")
        before = rows(tmp_path, *UNLIKE)

        press = await walk.forges(walk.alex, data, group.screen()[-1])

        assert press.toast == said("engine-refused.not_yours")
        assert rows(tmp_path, *UNLIKE) == before


async def test_F2_a_press_that_names_the_others_message_leaves_it_as_it_is(tmp_path: Path) -> None:
    """A tampered phone presses its own button on a message of its choice: that one would lose its buttons."""
    async with at("group speak", tmp_path) as walk:
        question = next(one for one in reversed(walk.group.screen()) if one.buttons)
        await walk.says(walk.sam, "for me alone")
        _, again = walk.button(walk.sam, "receipt.change") if walk.sees(walk.sam, "receipt.change") else (None, "")
        assert again or carried(walk.sam.screen())
        for data in filter(None, [again, *carried(walk.sam.screen())]):
            await walk.forges(walk.sam, data, question)

        assert next(one for one in walk.group.screen() if one.id == question.id).buttons == question.buttons


async def test_the_partner_cannot_press_for_the_other(tmp_path: Path) -> None:
    async with at("group speak", tmp_path) as walk:
        same = changes_nothing(walk, tmp_path)
        for data in [data for data in all_buttons(walk.group) if not data.startswith("m.")]:
            press = await walk.forges(walk.sam, data, walk.group.screen()[-2])
            assert press.toast == said("engine-refused.not_yours")

        assert same()


FORGED = (
    "", "x", "m.", "m.nothing", "m.countries.x", "m.country.ZZ", "m.country.ZZZZZZZZZ", "m.language.xx", "m.ours",
    "s", "s1", "s1.a1", "s1.a1.", "s999999999999.a1.yes", "s9999999999999.a1.yes", "s0.a0.yes", "s1.c1.yes",
    "s1.a999999999.yes", "s1.a9999999999.yes", "s4.a-1.yes", "t4.a1.sad", "r4.a99", "w4.b99", "a4.a1", "x4.b1",
    "s4.a1.rate:11", "s٤.a١.yes", "s4.a1.yes\n", "q4.a1.yes", "{}", "💥" * 16,
)  # fmt: skip


@pytest.mark.parametrize("point", ["invited", "offered", "camera", "speak"])
async def test_forged_presses_change_nothing(tmp_path: Path, point: str) -> None:
    async with at(point, tmp_path) as walk:
        before, screens = rows(tmp_path, *UNLIKE), (walk.alex.screen(), walk.sam.screen())
        for data in FORGED:
            press = await walk.forges(walk.alex, data)
            assert press.toast in KIND, data

        assert rows(tmp_path, *UNLIKE) == before
        assert (walk.alex.screen(), walk.sam.screen()) == screens


@pytest.mark.parametrize("point", ["invited", "offered", "camera", "speak", "causes"])
async def test_the_others_buttons_are_not_ones_own(tmp_path: Path, point: str) -> None:
    async with at(point, tmp_path) as walk:
        before = rows(tmp_path, *UNLIKE)
        for data in [data for data in all_presses(walk, walk.sam) if not data.startswith("m.")]:
            press = await walk.forges(walk.alex, data)
            assert press.toast in {said("engine-refused.not_yours"), said("engine-refused.unknown")}, data

        assert rows(tmp_path, *UNLIKE) == before


async def test_the_leave_button_of_another_couple_ends_nothing(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        before = rows(tmp_path, *UNLIKE)
        for data in ("m.leave_now", "m.leave_now.", "m.leave_now.999", "m.leave_now.0"):
            press = await walk.forges(walk.alex, data)
            assert press.toast in KIND, data

        assert rows(tmp_path, *UNLIKE) == before


async def test_P6_a_copy_and_an_erasure_are_nothing_for_the_group(tmp_path: Path) -> None:
    """Whoever asks for them there is answered in private, and the partner can neither press nor read any of it."""
    async with at("group speak", tmp_path) as walk:
        since = len(walk.stage.world.calls)
        for command in ("/export", "/erase", "/privacy", "/checkin", "/reflect", "/boundaries"):
            await walk.says(walk.alex, command, walk.group)
        assert set(wrote(walk.stage.world, walk.group, since)) <= NEUTRAL
        _, sure = walk.button(walk.alex, "bot-erase.go_on")
        before = rows(tmp_path, *UNLIKE)

        for person in (walk.sam, walk.alex):
            press = await walk.forges(person, sure, walk.group.screen()[0])
            assert press.toast == said("engine-refused.unknown")
        press = await walk.forges(walk.sam, sure, walk.sam.screen()[0])

        assert press.toast == said("engine-refused.stale")
        assert rows(tmp_path, *UNLIKE) == before
