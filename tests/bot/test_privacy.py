"""P1, P2 and P5 over the wire: who reads what, and what is left of it on disk."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.rehearsal import Person
from flows.safety_questions import SAFETY
from tests.bot.walk import MINDS, UNLIKE, Walk, at, rows, said

pytestmark = pytest.mark.usefixtures("database")


def told(walk: Walk, chat: int) -> str:
    """Return all that was ever sent to a chat or changed there, toasts apart."""
    calls = walk.stage.world.calls
    return "\n".join(str(call.params) for call in calls if str(call.params.get("chat_id")) == str(chat))


# -- P5


async def test_in_the_middle_of_the_safety_questions_nothing_is_stored(tmp_path: Path) -> None:
    async with at("safety", tmp_path) as walk:
        before = rows(tmp_path, *UNLIKE)
        for name, calm in list(SAFETY.items())[:-1]:
            assert said(f"welcome-safety-{name}") in walk.alex.last().text

            await walk.presses(walk.alex, f"engine-questions.{calm}")

            assert rows(tmp_path, *UNLIKE) == before
        assert said(f"welcome-safety-{list(SAFETY)[-1]}") in walk.alex.last().text


def outline(folder: Path) -> dict[str, list[list[object]]]:
    """Return the rows with sealed columns by their length: their bytes differ each time."""
    kept = rows(folder, *UNLIKE)
    return {
        table: [[len(cell) if isinstance(cell, bytes) else cell for cell in row] for row in found]
        for table, found in kept.items()
        if table != "meta"  # the store's own key, and when it was made
    }


async def after_worry(folder: Path, question: str, answer: str) -> tuple[object, object]:
    """Return what is stored and what is on the screen after this answer to this question."""
    async with at("safety", folder) as walk:
        for name, calm in SAFETY.items():
            await walk.presses(walk.alex, f"engine-questions.{answer if name == question else calm}")
            if name == question:
                break
        first = outline(folder), [(message.text, message.labels) for message in walk.alex.screen()]
        await walk.presses(walk.alex, "welcome-care.go_on")
        return first, (outline(folder), [(message.text, message.labels) for message in walk.alex.screen()])


async def test_nothing_tells_which_question_worried(tmp_path: Path) -> None:
    cases = [(name, answer) for name, calm in SAFETY.items() for answer in (MINDS[calm], "rather_not")]
    first, *others = [await after_worry(tmp_path / f"{name}-{answer}", name, answer) for name, answer in cases]

    for case, other in zip(cases[1:], others, strict=True):
        assert other == first, case


@pytest.mark.parametrize("again", ["bot-menu.continue", "/start", "/language"])
async def test_P5_nothing_of_what_a_worry_brings_stays_in_the_chat_when_it_was_shown_again(
    tmp_path: Path, again: str
) -> None:
    async with at("safety", tmp_path) as walk:
        await walk.worried(walk.alex, "afraid")
        if again.startswith("/"):
            await walk.says(walk.alex, again)
        else:
            await walk.presses(walk.alex, "bar.menu", again)
        if again == "/language":
            await walk.presses(walk.alex, "=English")
        assert cares(walk) == 1

        await walk.presses(walk.alex, "welcome-care.go_on")

        assert cares(walk) == 0


def cares(walk: Walk) -> int:
    return sum(said("welcome-care") in message.text for message in walk.alex.screen())


# -- P1 and P2


def nowhere_but(walk: Walk, owner: Person, words: str) -> bool:
    """Tell whether these words went to no chat but their author's own."""
    chats = [chat for chat in walk.stage.world.state.chats if chat != owner.id]
    return not any(words in told(walk, chat) for chat in chats)


@pytest.mark.parametrize("point", ["camera", "group camera"])
async def test_private_answers_stay_with_their_author(tmp_path: Path, point: str) -> None:
    async with at(point, tmp_path) as walk:
        camera = await walk.says(walk.alex, "cam4711")
        await walk.presses(walk.alex, "feelings-numb", "engine-palette.done")
        await walk.says(walk.alex, "imp4712")
        await walk.says(walk.alex, "ned4713")
        walk.alex.edits(camera, "cam4799")
        await walk.settle()
        await walk.presses(walk.sam, *["engine-words.skip"] * 4)
        await walk.presses(walk.alex, "open_communication-first.me")
        await walk.presses(walk.sam, "open_communication-first.you")
        for person in (walk.alex, walk.sam):
            await walk.presses(person, "=4")
        await walk.says(walk.sam, "asi4714")

        if point == "camera":
            await walk.presses(walk.alex, "engine-words.notes")
            assert "cam4799" in walk.alex.last().text
            await walk.presses(walk.alex, "engine-preview.keep")
            await walk.says(walk.alex, "kep4715")
            await walk.presses(walk.alex, "engine-preview.keep")
        await walk.to_causes()

        for words in ("cam4711", "cam4799", "imp4712", "ned4713", "kep4715"):
            assert nowhere_but(walk, walk.alex, words), words
        assert nowhere_but(walk, walk.sam, "asi4714")


async def test_notes_go_to_the_partner_only_after_send(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "cam4711")
        await walk.presses(walk.alex, *["engine-words.skip"] * 3)
        await walk.presses(walk.sam, *["engine-words.skip"] * 4)
        await walk.presses(walk.alex, "open_communication-first.me")
        await walk.presses(walk.sam, "open_communication-first.you")
        for person in (walk.alex, walk.sam):
            await walk.presses(person, "=4")
        await walk.presses(walk.alex, "engine-words.notes")
        assert nowhere_but(walk, walk.alex, "cam4711")

        await walk.presses(walk.alex, "engine-preview.send")

        assert "cam4711" in walk.sam.screen()[-2].text


@pytest.mark.parametrize("point", ["causes", "group causes"])
async def test_sealed_answers_open_for_both_at_the_same_moment(tmp_path: Path, point: str) -> None:
    async with at(point, tmp_path) as walk:
        before = told(walk, walk.sam.id)
        first = await walk.says(walk.alex, "min4711")
        await walk.says(walk.alex, "our4712")
        await walk.says(walk.alex, "aro4713")
        walk.alex.edits(first, "min4799")
        await walk.settle()
        await walk.stage.passes(timedelta(hours=3))
        assert told(walk, walk.sam.id) == before
        assert nowhere_but(walk, walk.alex, "our4712")
        await walk.presses(walk.alex, "receipt.withdraw")
        await walk.says(walk.alex, "new4714")

        for words in ("sam4721", "sam4722", "sam4723"):
            assert nowhere_but(walk, walk.alex, "min4799")
            await walk.says(walk.sam, words)

        chats = [walk.group.id] if walk.stage.world.groups else [walk.alex.id, walk.sam.id]
        for chat in chats:
            lately = "\n".join(message.text for message in walk.stage.world.messages(chat))
            for words in ("min4799", "our4712", "new4714", "sam4721", "sam4722", "sam4723"):
                assert words in lately
        everywhere = "".join(told(walk, chat) for chat in walk.stage.world.state.chats)
        assert "min4711" not in everywhere
        assert "aro4713" not in everywhere


async def test_what_was_sealed_can_no_longer_be_taken_back_once_it_is_open(tmp_path: Path) -> None:
    async with at("causes", tmp_path) as walk:
        await walk.says(walk.alex, "min4711")
        receipt, withdraw = walk.button(walk.alex, "receipt.withdraw")
        await walk.presses(walk.alex, "engine-words.skip", "engine-words.skip")
        for words in ("sam4721", "sam4722", "sam4723"):
            await walk.says(walk.sam, words)
        before = rows(tmp_path, *UNLIKE)

        press = await walk.forges(walk.alex, withdraw, receipt)

        assert press.toast == said("engine-refused.seen")
        assert rows(tmp_path, *UNLIKE) == before
