"""What a tampered phone can send for a press: made up, or a real button's with something in it changed."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.press import ToPage, ToSession, carried, in_clear, parse
from bot.vault import Veil
from flows.engine.session import Partner
from tests import databases
from tests.bot.walk import UNLIKE, Walk, at, kept_at, rows
from tests.fuzz.bounds import tries

VEIL = Veil(bytes(range(32)))
KINDS = st.sampled_from("strwax")
PARTNERS = st.sampled_from(Partner)
ACTIONS = st.from_regex(r"[a-z_:/+-]{1,40}", fullmatch=True)
LETTERS = st.sampled_from("abmrstwx.:_-0123456789ABCé \n\x00\u202e")


@tries(200)
@given(KINDS, PARTNERS, st.integers(0, 10**12 - 1), st.integers(0, 2**32 - 1), ACTIONS)
def test_what_a_button_carries_comes_back_and_fits(
    kind: str, partner: Partner, session: int, number: int, action: str
) -> None:
    data = f"{carried(VEIL.hide, kind, session, partner, number)}.{action}"

    assert len(data.encode()) <= 64
    wanted = ToSession(kind=kind, session_id=session, partner=partner, number=number, action=action)
    assert parse(data, VEIL.show) == wanted


@tries(100)
@given(KINDS, PARTNERS, st.integers(0, 10**12 - 1), st.integers(0, 2**32 - 1), st.integers(0, 10**6 - 1))
def test_P2_an_answer_that_stands_on_a_button_comes_back_by_its_number_which_is_hidden(
    kind: str, partner: Partner, session: int, number: int, answer: int
) -> None:
    for level in ("", ":maybe"):
        action, own = in_clear(f"n{answer}{level}")
        data = f"{carried(VEIL.hide, kind, session, partner, number, own=own)}.{action}"
        read, other = parse(data, VEIL.show), parse(f"{data[:23]}.skip", VEIL.show)

        assert isinstance(read, ToSession)
        assert read.action == f"n{answer}{level}"
        assert (other is None) == (own > 0)
        assert (action == f"n{level}") == (0 < answer < 2**16)


@tries(300)
@given(st.one_of(st.text(max_size=64), st.from_regex(r"[strwaxm]\.?[\w-]{22}(\.\w{1,9})?", fullmatch=True)))
def test_whatever_a_press_says_is_read_or_is_none(data: str) -> None:
    assert isinstance(parse(data, VEIL.show), ToSession | ToPage | None)


@tries(200)
@given(KINDS, PARTNERS, st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 22), LETTERS)
def test_P2_nobody_can_make_up_a_button(
    kind: str, partner: Partner, session: int, number: int, place: int, letter: str
) -> None:
    data = carried(VEIL.hide, kind, session, partner, number)
    changed = data[:place] + letter + data[place + 1 :]
    read = parse(changed, VEIL.show)

    assert read is None or read == parse(data, VEIL.show)


@pytest.mark.parametrize("point", ["offered", "causes"])
def test_F2_a_press_with_something_changed_in_it_changes_nothing(point: str) -> None:
    with databases.using("sqlite"):
        asyncio.run(kept_at(point))

        @tries(3, shrinks=False)
        @given(
            st.lists(st.tuples(st.integers(0, 99), st.integers(0, 23), LETTERS, st.booleans()), min_size=8, max_size=15)
        )
        def tried(changes: list[tuple[int, int, str, bool]]) -> None:
            with TemporaryDirectory() as folder:
                asyncio.run(_pressed(Path(folder), point, changes))

        tried()


async def _pressed(folder: Path, point: str, changes: list[tuple[int, int, str, bool]]) -> None:
    """Press what the other one has, or one's own with a letter of what hides it changed."""
    async with at(point, folder) as walk:
        await walk.settle()
        before = rows(folder, *UNLIKE)
        for which, place, letter, theirs in changes:
            mine = [data for data in _buttons(walk, sams=True) if not data.startswith("m.")]
            data = mine[which % len(mine)]
            changed = data[: min(place, 21)] + letter + data[min(place, 21) + 1 :]
            others = [data for data in _buttons(walk, sams=False) if not data.startswith("m.")]
            await walk.forges(walk.sam, others[which % len(others)] if theirs or changed == data else changed)

        assert rows(folder, *UNLIKE) == before


def _buttons(walk: Walk, *, sams: bool) -> list[str]:
    screen = walk.screens(walk.sam if sams else walk.alex)
    return [button.data for message in screen for row in message.buttons for button in row if button.data]
