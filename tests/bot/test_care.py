"""Words about self-harm: a calm question to their author alone, asked again if they wish, and never a block."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.texts import languages
from flows.hints import asks_for_care
from tests.bot.unsealed import unsealed
from tests.bot.walk import at, rows, said

HARD = "Some nights I want to die."


async def test_the_author_is_asked_and_what_they_wrote_is_still_their_answer(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        before, sams = len(walk.alex.screen()), len(walk.sam.screen())
        await walk.says(walk.alex, HARD)

        texts = [message.text for message in walk.alex.screen()[before:] if message.sender.bot]
        assert texts[-1] == said("bot-care")
        assert len(rows(tmp_path)["answer"]) == 1
        assert len(walk.sam.screen()) == sams


async def test_whoever_begins_with_such_words_is_asked_too(tmp_path: Path) -> None:
    async with at("", tmp_path) as walk:
        await walk.says(walk.alex, HARD)

        assert walk.alex.last().text == said("bot-care")


async def test_it_is_asked_again_a_day_later_only_if_the_person_wished_it(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, HARD)
        await walk.presses(walk.alex, "bot-care.tomorrow")
        since = walk.alex.screen()[-1].id
        await walk.stage.passes(timedelta(hours=25))

        later = [message.text for message in walk.alex.screen() if message.id > since]
        assert later.count(said("bot-care-again")) == 1
        assert said("bot-care") not in later  # N6: what comes by itself can stand on a lock screen
        assert said("bot-care-again") not in [message.text for message in walk.sam.screen()]

        await walk.presses(walk.alex, "bot-care-again.open")
        assert walk.alex.last().text == said("bot-care")


async def test_whoever_did_not_mean_it_says_so_and_nothing_of_it_is_kept(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, HARD)
        await walk.presses(walk.alex, "bot-care.fine")
        await walk.stage.passes(timedelta(hours=25))

        assert said("bot-care") not in [message.text for message in walk.alex.screen()]
        assert said("bot-care")[:40] not in unsealed(tmp_path)


async def test_the_numbers_are_one_press_away(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, HARD)
        await walk.presses(walk.alex, "bot-care.numbers")

        assert said("bot-safety-removes") in walk.alex.last().text


@pytest.mark.parametrize(
    "text", ["I could kill myself", "No quiero seguir viviendo.", "suicidal thoughts", "a veces quiero hacerme daño"]
)
def test_these_words_are_asked_about_in_whatever_language_somebody_writes(text: str) -> None:
    assert asks_for_care(text, languages())


@pytest.mark.parametrize(
    "text", ["", "I cut myself off", "you always do that", "I am dying to see you", "voy a cortarme el pelo"]
)
def test_these_are_not(text: str) -> None:
    assert not asks_for_care(text, languages())
