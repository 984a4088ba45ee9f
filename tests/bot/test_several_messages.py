"""Many people write one answer in several messages: none of them is lost, none is sent unseen (P1, C1)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.rehearsal import Message
from tests.attacks.wire import brings, message
from tests.bot.test_export import export
from tests.bot.walk import Walk, at, rows, said

FIRST, MORE, LAST = "On Friday I came home at two.", "I could not look at you.", "That was wrong."


async def test_P1_what_is_written_in_one_breath_is_previewed_and_sent_as_one(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        for words in (FIRST, MORE, LAST):
            walk.alex.says(words)
        await walk.settle()

        preview = walk.alex.last().text
        assert preview.startswith(said("engine-preview"))
        assert [preview.find(words) > 0 for words in (FIRST, MORE, LAST)] == [True] * 3
        assert said("engine-refused.early") not in [message.text for message in walk.alex.screen()]
        assert [message.text for message in walk.alex.screen() if FIRST in message.text] == [FIRST, preview]
        assert FIRST not in walk.sam.last().text
        await walk.presses(walk.alex, "engine-preview.send")

        read = next(message.text for message in reversed(walk.sam.screen()) if FIRST in message.text)
        assert read.index(FIRST) < read.index(MORE) < read.index(LAST)


async def test_P1_what_is_added_to_a_preview_is_shown_with_it_and_can_be_edited_there(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.says(walk.alex, FIRST)
        more = await walk.says(walk.alex, MORE)
        walk.alex.edits(more, LAST)
        await walk.settle()

        preview = walk.alex.last().text
        assert FIRST in preview
        assert LAST in preview
        assert MORE not in preview
        await walk.presses(walk.alex, "engine-preview.send")
        walk.alex.edits(more, MORE)
        await walk.settle()

        assert said("engine-amend") in walk.alex.last().text
        assert not any(MORE in message.text for message in walk.sam.screen())


async def test_P1_a_voice_message_is_added_too(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.says(walk.alex, FIRST)
        voice = walk.alex.sends_voice()
        await walk.settle()
        await walk.presses(walk.alex, "engine-preview.send")

        assert any(FIRST in message.text for message in walk.sam.screen())
        assert voice.file in [message.file for message in walk.sam.screen()]


async def test_P1_what_was_written_for_a_page_is_not_added_to_a_preview_that_is_shown_again_meanwhile(
    tmp_path: Path,
) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.says(walk.alex, FIRST)
        await walk.says(walk.sam, "/pause")
        await walk.presses(walk.alex, "programme-paused.go_on")
        await walk.opens_page(walk.alex)
        message, data = walk.button(walk.sam, "programme-paused.go_on")
        walk.sam.presses(data, message)
        walk.alex.says("page4711")
        await walk.settle()

        assert not any("page4711" in message.text for message in previews(walk))


@pytest.mark.parametrize("at_once", [True, False])
async def test_P1_more_of_a_page_is_not_added_to_a_preview_beside_it(tmp_path: Path, at_once: bool) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.says(walk.alex, FIRST)
        await walk.opens_page(walk.alex)
        walk.alex.says("page4711")
        if not at_once:
            await walk.settle()
        walk.alex.says("page4712")
        await walk.settle()

        assert not any("page471" in message.text for message in previews(walk))


@pytest.mark.parametrize("at_once", [True, False])
async def test_P1_the_rest_of_a_text_that_is_too_long_is_not_added_without_its_beginning(
    tmp_path: Path, at_once: bool
) -> None:
    async with at("speak", tmp_path) as walk:
        walk.alex.says(FIRST)
        if not at_once:
            await walk.settle()
        walk.alex.says("word " * 818 + "rest4711 " * 100)  # which a phone sends as two
        await walk.settle()

        assert not any("rest4711" in message.text for message in previews(walk))


async def test_several_messages_are_called_long_and_hinted_at_as_one_would_be(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        for words in ("You never listen to me.", "word " * 60, "more " * 60):
            walk.alex.says(words)
        await walk.settle()

        preview = walk.alex.last().text
        assert "hard to hear" in preview
        assert said("engine-several") in preview
        assert said("engine-long") in preview


async def test_several_messages_together_are_no_longer_than_one_may_be(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.says(walk.alex, "word " * 600)
        await walk.says(walk.alex, "more " * 300)

        assert any(message.text == said("engine-refused.too_long") for message in walk.alex.screen())
        assert not any("more more" in message.text for message in previews(walk))


async def test_P6_the_copy_has_several_messages_once_as_the_answer_that_they_are(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        for words in (FIRST, MORE):
            walk.alex.says(words)
        await walk.settle()
        await walk.presses(walk.alex, "engine-preview.send")
        copy = await export(walk, walk.alex)

        whole = copy.written(f"{FIRST}\n\n{MORE}")
        assert (whole["ask"], whole["sent"], whole["seen"]) == ("speak", True, "partner")
        assert whole["written_at"]
        assert not any(one["words"] in (FIRST, MORE) for one in copy.data["written"])


async def writes_a_page(walk: Walk, *texts: str, at_once: bool = True) -> None:
    await walk.opens_page(walk.alex)
    for text in texts:
        walk.alex.says(text)
        if not at_once:
            await walk.settle()
    await walk.settle()


async def reads(walk: Walk) -> str:
    await walk.says(walk.alex, "/reflect")
    await walk.presses(walk.alex, "reflection-choose.read")
    return walk.alex.last().text


@pytest.mark.parametrize("at_once", [True, False])
async def test_C1_a_page_of_ones_own_can_be_written_in_several_messages(tmp_path: Path, at_once: bool) -> None:
    async with at("ready", tmp_path) as walk:
        await writes_a_page(walk, FIRST, MORE, LAST, at_once=at_once)
        assert walk.alex.last().text == said("engine-added")
        page = await reads(walk)

        assert page.index(FIRST) < page.index(MORE) < page.index(LAST)
        assert walk.alex.last().labels[:2] == [said("reflection-read.delete"), said("reflection-read.done")]


async def test_P6_what_was_added_to_a_page_can_be_edited_and_goes_when_the_page_is_deleted(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        await writes_a_page(walk, FIRST, "page4711")
        message = next(one for one in reversed(walk.alex.screen()) if one.text == "page4711")
        walk.alex.edits(message, "page4712")
        await walk.settle()
        assert "page4712" in await reads(walk)
        copy = await export(walk, walk.alex)
        assert copy.written(f"{FIRST}\n\npage4712")["seen"] == "you"
        assert not any(one["words"] in (FIRST, "page4712") for one in copy.data["written"])
        await walk.presses(walk.alex, "reflection-read.delete", "reflection-delete.delete")

        assert rows(tmp_path)["answer"] == []


@pytest.mark.parametrize("between", ["/help", "/language"])
async def test_C1_what_comes_after_a_line_of_the_bot_is_no_more_of_the_page(tmp_path: Path, between: str) -> None:
    async with at("ready", tmp_path) as walk:
        await writes_a_page(walk, FIRST)
        await walk.says(walk.alex, between)
        await walk.says(walk.alex, MORE)

        assert walk.alex.last().text == said("engine-refused.more")


async def test_P1_the_label_of_an_older_question_is_more_of_the_page_and_no_press(tmp_path: Path) -> None:
    async with at("offered", tmp_path) as walk:
        await walk.presses(walk.sam, "programme-offered.ready")
        await writes_a_page(walk, "I asked myself what I am.")
        await walk.says(walk.alex, said("programme-offered.ready"))

        assert walk.alex.last().text == said("engine-added")
        assert not walk.sees(walk.sam, "open_communication-rules.agree")


WRITTEN = ("reflection-choose.read", "reflection-read.delete", "reflection-delete.delete", "reflection-choose.close")


@pytest.mark.parametrize(
    "presses", [("reflection-choose.close",), ("reflection-choose.outside", *["engine-words.skip"] * 3), WRITTEN]
)
async def test_C1_what_comes_after_a_page_is_over_is_kept_for_the_talk_as_before(
    tmp_path: Path, presses: tuple[str, ...]
) -> None:
    async with at("speak", tmp_path) as walk:
        if presses == WRITTEN:
            await walk.opens_page(walk.sam)
            await walk.says(walk.sam, FIRST)
        await walk.says(walk.sam, "/reflect")
        await walk.presses(walk.sam, *presses)
        await walk.says(walk.sam, "for my turn")

        assert walk.sam.last().text == said("engine-floor")


async def test_C1_a_reply_to_the_talk_right_after_a_page_is_kept_for_the_talk(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        listening = walk.sam.last()
        await walk.opens_page(walk.sam)
        await walk.says(walk.sam, FIRST)
        walk.sam.says("for my turn", reply_to=listening)
        await walk.settle()

        assert walk.sam.last().text == said("engine-floor")


async def test_C1_what_is_written_once_the_partner_has_the_floor_is_for_the_talk(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        for person in (walk.alex, walk.sam):
            await walk.presses(person, *["engine-words.skip"] * 4)
        await walk.presses(walk.alex, "open_communication-first.me")
        await walk.presses(walk.sam, "open_communication-first.you")
        await walk.presses(walk.alex, "=4")
        await walk.opens_page(walk.sam)
        await walk.says(walk.sam, FIRST)
        await walk.presses(walk.sam, "=4")
        await walk.says(walk.sam, "for my turn")

        assert walk.sam.last().text == said("engine-floor")


async def test_C1_the_first_message_of_a_page_can_be_written_anew_after_more_was_added(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        await writes_a_page(walk, FIRST, MORE)
        await walk.presses(walk.alex, "receipt.change")
        await walk.says(walk.alex, LAST)
        page = await reads(walk)

        assert FIRST not in page
        assert page.index(LAST) < page.index(MORE)


async def test_C1_what_comes_after_another_question_is_no_more_of_the_page(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        await writes_a_page(walk, FIRST)
        await walk.says(walk.alex, "/checkin")
        await walk.says(walk.alex, "page4711")

        assert said("engine-added") not in [message.text for message in walk.alex.screen()]


async def test_C1_what_comes_much_later_is_no_more_of_the_page(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        await writes_a_page(walk, FIRST)
        await walk.stage.passes(timedelta(hours=1, minutes=1))
        await walk.says(walk.alex, "page4711")

        assert walk.alex.last().text == said("engine-refused.no_question")


async def test_C1_more_of_an_answer_that_is_complete_is_told_how_to_get_there(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        answer = await walk.says(walk.alex, FIRST)
        await walk.presses(walk.alex, *["engine-words.skip"] * 3)
        await walk.says(walk.alex, MORE)
        assert walk.alex.last().text == said("engine-refused.more")

        walk.alex.edits(answer, f"{FIRST} {MORE}")
        await walk.settle()
        assert walk.alex.last().text == said("engine-edited")


async def test_C1_what_follows_an_answer_long_after_or_after_it_was_read_is_asked_by_nothing(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, FIRST)
        await walk.presses(walk.alex, *["engine-words.skip"] * 3)
        await walk.stage.passes(timedelta(hours=1, minutes=1))
        await walk.says(walk.alex, MORE)

        assert walk.alex.last().text == said("engine-refused.no_question")


async def test_C1_what_follows_a_voice_message_is_not_told_to_edit_that(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        walk.alex.sends_voice()
        await walk.settle()
        await walk.presses(walk.alex, *["engine-words.skip"] * 3)
        await walk.says(walk.alex, MORE)

        assert walk.alex.last().text == said("engine-refused.no_question")


@pytest.mark.parametrize("what", ["voice", "photo"])
async def test_C1_who_speaks_or_shows_something_after_an_answer_is_not_told_to_edit_it_in(
    tmp_path: Path, what: str
) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, FIRST)
        await walk.presses(walk.alex, *["engine-words.skip"] * 3)
        walk.alex.sends_voice() if what == "voice" else walk.alex.sends_photo()
        await walk.settle()

        assert walk.alex.last().text == said("engine-refused.no_question")


async def test_C1_a_change_of_a_message_that_was_not_taken_is_said_not_to_be_either(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        refused = await walk.says(walk.alex, FIRST)
        walk.alex.edits(refused, LAST)
        await walk.settle()

        assert walk.alex.last().text == said("engine-refused.not_kept")


async def test_a_change_of_a_press_that_was_typed_is_not_told_that_it_was_no_answer(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        typed = await walk.says(walk.alex, said("welcome-whom.partner"))
        assert "t.me" in walk.alex.last().text  # the press was taken
        walk.alex.edits(typed, "Perhaps")
        await walk.settle()

        assert walk.alex.last().text == said("engine-refused.not_kept")
        assert "as an answer" not in walk.alex.last().text


async def test_a_place_that_is_shared_live_is_told_nothing_however_often_it_moves(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        place = message(walk.alex, location={"latitude": 40.4, "longitude": -3.7, "live_period": 3600})
        brings(walk, "message", place)
        await walk.settle()
        before = walk.alex.screen()
        for step in range(3):
            moved = {"latitude": 40.4, "longitude": -3.6 + step, "live_period": 3600}
            brings(walk, "edited_message", {**place, "edit_date": place["date"] + step + 1, "location": moved})
            await walk.settle()

        assert walk.alex.screen() == before


def previews(walk: Walk) -> list[Message]:
    return [message for message in walk.alex.screen() if message.text.startswith(said("engine-preview"))]
