"""Two questions for words are open in one chat, for different readers: nothing is taken for the wrong one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.bot.walk import Walk, at, said


async def comes_to_the_last_cause(walk: Walk) -> None:
    """Let Alex be asked for the last of the causes, which is all that both wait for."""
    for person, causes in ((walk.sam, 3), (walk.alex, 2)):
        for cause in range(causes):
            await walk.says(person, f"{person.name} {cause}")


async def opens_a_page_beside_a_sealed_question(walk: Walk, *, set_back: timedelta = timedelta()) -> None:
    """Let Alex begin a page then, when the host's clock was set back."""
    await comes_to_the_last_cause(walk)
    walk.stage.clock._now -= set_back
    await walk.opens_page(walk.alex)


async def test_P1_what_was_written_for_a_page_is_not_taken_for_a_sealed_answer_that_came_meanwhile(
    tmp_path: Path,
) -> None:
    async with at("causes", tmp_path) as walk:
        await opens_a_page_beside_a_sealed_question(walk)
        page = walk.alex.last()
        await walk.says(walk.sam, "/pause")
        for person in (walk.sam, walk.alex):  # and Alex is shown the sealed question once more, below the page
            await walk.presses(person, "programme-paused.go_on")

        await walk.says(walk.alex, "page4711")

        assert not any("page4711" in message.text for message in walk.screens(walk.sam))
        assert walk.alex.last().text == said("engine-refused.which")

        walk.alex.says("page4712", reply_to=page)
        await walk.settle()
        assert not any("page4712" in message.text for message in walk.screens(walk.sam))
        sealed = walk.alex.screen()
        question = next(one for one in reversed(sealed) if said("mark-sealed") in one.text and one.buttons)
        await walk.says(walk.alex, "page4713")  # which goes on with the page
        assert not any("page4713" in message.text for message in walk.screens(walk.sam))
        assert walk.alex.last().text == said("engine-refused.which")
        walk.alex.says("Alex 2", reply_to=question)
        await walk.settle()
        assert any("Alex 2" in message.text for message in walk.screens(walk.sam))


async def is_asked_which_is_meant(walk: Walk) -> None:
    """Hold that Sam has read nothing, and that the sealed question, once it is shown anew, takes the answer."""
    assert not any("page471" in message.text for message in walk.screens(walk.sam))
    assert walk.alex.last().text == said("engine-refused.which")
    await walk.says(walk.alex, "/menu")
    await walk.presses(walk.alex, "bot-menu.continue")
    await walk.says(walk.alex, "Alex 2")
    assert any("Alex 2" in message.text for message in walk.screens(walk.sam))


@pytest.mark.parametrize("set_back", [timedelta(), timedelta(hours=3)])
async def test_P1_what_goes_on_with_a_page_that_was_kept_is_not_taken_for_an_older_sealed_answer(
    tmp_path: Path, set_back: timedelta
) -> None:
    async with at("causes", tmp_path) as walk:
        await opens_a_page_beside_a_sealed_question(walk, set_back=set_back)
        await walk.says(walk.alex, "page4711")

        await walk.says(walk.alex, "page4712")

        await is_asked_which_is_meant(walk)


async def test_P1_what_was_written_after_a_page_was_skipped_is_not_taken_for_an_older_sealed_answer(
    tmp_path: Path,
) -> None:
    async with at("causes", tmp_path) as walk:
        await comes_to_the_last_cause(walk)
        await walk.says(walk.alex, "/reflect")
        await walk.presses(walk.alex, "reflection-choose.outside", *["engine-words.skip"] * 3)

        await walk.says(walk.alex, "page4711")  # they have thought again

        await is_asked_which_is_meant(walk)


@pytest.mark.parametrize("replies", [False, True])
async def test_P1_what_was_written_for_a_page_is_not_taken_for_a_press_in_the_talk(
    tmp_path: Path, replies: bool
) -> None:
    async with at("offered", tmp_path) as walk:
        await walk.presses(walk.sam, "programme-offered.ready")
        await walk.opens_page(walk.alex)
        page = walk.alex.last()

        walk.alex.says(said("programme-offered.ready"), reply_to=page if replies else None)
        await walk.settle()

        assert walk.sees(walk.alex, "programme-offered.ready")  # and nothing has begun
        assert not walk.sees(walk.sam, "open_communication-rules.agree")
        await walk.says(walk.alex, "/reflect")
        await walk.presses(walk.alex, "reflection-choose.read")
        assert said("programme-offered.ready") in walk.alex.last().text


async def test_a_typed_label_is_the_press_of_the_question_that_was_shown_last(tmp_path: Path) -> None:
    async with at("offered", tmp_path) as walk:
        await walk.presses(walk.sam, "programme-offered.ready")
        await walk.opens_page(walk.alex)
        await walk.says(walk.alex, "/menu")
        await walk.presses(walk.alex, "bot-menu.continue")

        await walk.says(walk.alex, said("programme-offered.ready"))

        assert walk.sees(walk.sam, "open_communication-rules.agree")


async def test_what_can_be_ticked_keeps_its_place_and_what_ends_it_has_a_row_of_its_own(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.presses(walk.alex, "engine-words.skip")
        before = [[button.text for button in row] for row in walk.alex.last().buttons]
        await walk.presses(walk.alex, "feelings-ashamed")
        after = [[button.text for button in row] for row in walk.alex.last().buttons]

        assert before[:2] == [["sad", "hurt", "lonely"], ["afraid", "ashamed", "guilty"]]
        assert before[-2] == ["Done", "Skip"]
        assert after == [["✓ ashamed" if text == "ashamed" else text for text in row] for row in before]
