"""What a hostile or hurried person tries, and what it must not do to the other one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.rehearsal import Group, Message, Person
from tests.bot.accounts import ways
from tests.bot.walk import Walk, at, link_in, rows, said

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.mostly_sqlite]


def texts(person: Person, chat: Group | None = None) -> list[str]:
    return [message.text for message in person.screen(chat)]


def asks(person: Person, words: str) -> bool:
    return words in person.last().text


async def test_P2_words_sent_before_a_question_was_asked_do_not_answer_it(tmp_path: Path) -> None:
    async with at("causes", tmp_path) as walk:
        for cause in ("mine", "ours", "around"):
            await walk.says(walk.sam, f"Sam {cause}")

        for words in ("I was tired.", "Hello? Are you there?", "I only stay because of the children."):
            walk.alex.says(words)
        await walk.settle()

        assert not any("I was tired" in text or "only stay" in text for text in texts(walk.sam))
        assert said("engine-refused.early") in texts(walk.alex)


async def test_P1_a_reply_to_a_question_that_is_over_answers_no_other_one(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        first = walk.alex.last()
        await walk.presses(walk.alex, "engine-words.skip", "engine-palette.skip")

        walk.alex.says("On Friday I came home at two.", None, first)
        await walk.settle()

        assert walk.alex.last().text == said("engine-refused.stale")
        assert rows(tmp_path)["answer"] == []


async def told(walk: Walk) -> Message:
    message = await walk.says(walk.alex, "I came home at two.")
    await walk.presses(walk.alex, "engine-preview.send")
    return message


async def test_C2_an_edited_version_waits_until_a_time_out_is_over(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        message = await told(walk)
        await walk.says(walk.sam, "/timeout")

        walk.alex.edits(message, "And you know it.")
        await walk.settle()
        press = await walk.presses(walk.alex, "engine-amend.send")

        assert press.toast == said("engine-refused.resting")
        assert not any("And you know it." in text for text in texts(walk.sam))


async def test_S1_a_worrying_answer_makes_ones_own_open_invitation_useless(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        link = await walk.invites()
        await walk.begins(walk.sam)
        await walk.welcome(walk.sam)
        await walk.presses(walk.sam, "welcome-whom.partner")
        await walk.follows(walk.alex, link_in(walk.sam.last()))
        await walk.presses(walk.alex, "welcome-safety_intro.go_on")
        await walk.worried(walk.alex)
        await walk.presses(walk.alex, "welcome-care.go_on")

        await walk.follows(walk.sam, link)

        assert said("bot-invite-invalid") in texts(walk.sam)
        assert rows(tmp_path)["couple"] == []


async def test_P5_a_typed_word_is_never_weighed_against_a_safety_question(tmp_path: Path) -> None:
    async with at("safety", tmp_path) as walk:
        await walk.presses(walk.alex, "engine-questions.no", "engine-questions.no")

        await walk.says(walk.alex, "Yes")

        assert walk.alex.last().text == said("engine-refused.press_one")
        assert walk.sees(walk.alex, "engine-questions.yes")


@pytest.mark.parametrize("words", ["never please", "5"])
async def test_what_is_typed_where_a_press_is_wanted_is_told_that(tmp_path: Path, words: str) -> None:
    async with at("ready", tmp_path) as walk:
        await walk.says(walk.alex, "/nudges")
        await walk.says(walk.alex, words)

        assert walk.alex.last().text == said("engine-refused.press_one")


async def test_what_is_typed_once_something_else_was_asked_is_not_sent_to_an_older_page(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "/nudges")
        await walk.presses(walk.alex, *["engine-words.skip"] * 4)
        await walk.says(walk.alex, "and now?")

        assert walk.alex.last().text == said("engine-refused.no_question")


async def test_the_label_of_a_preview_can_be_typed(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.says(walk.alex, "I came home at two.")

        await walk.says(walk.alex, "send it")

        assert any("I came home at two." in text for text in texts(walk.sam))


async def test_who_follows_an_invitation_late_in_welcome_is_asked_to_join(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        link = await walk.invites()
        await walk.begins(walk.sam)
        await walk.welcome(walk.sam)

        await walk.follows(walk.sam, link)
        await walk.presses(walk.sam, "welcome-invited.join")

        assert len(rows(tmp_path)["couple"]) == 1


async def test_D3_what_was_sent_to_a_blocked_phone_arrives_when_it_is_open_again(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        walk.sam.blocks()
        await walk.settle()
        await told(walk)

        walk.sam.unblocks()
        await walk.settle()

        assert any("I came home at two." in text for text in texts(walk.sam))


async def test_S2_deleting_the_last_two_days_takes_voice_messages_too(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        walk.alex.sends_voice()
        await walk.settle()
        await walk.presses(walk.alex, "engine-preview.send")
        assert any(message.kind == "voice" for message in walk.sam.screen())

        await walk.says(walk.sam, "/safety")
        await walk.presses(walk.sam, "bot-safety-delete")

        assert [m.text for m in walk.sam.screen() if m.sender.bot] == [said("bot-safety-deleted")]


async def test_P2_once_the_question_is_deleted_nothing_that_is_typed_answers_it(tmp_path: Path) -> None:
    async with at("causes", tmp_path) as walk:
        await walk.says(walk.alex, "/safety")
        await walk.presses(walk.alex, "bot-safety-delete")
        before = rows(tmp_path)["answer"]

        await walk.says(walk.alex, "who is this4711")

        assert walk.alex.last().text == said("engine-refused.no_question")
        assert rows(tmp_path)["answer"] == before


async def test_C2_the_label_of_a_button_that_was_not_shown_yet_is_no_press(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.presses(walk.alex, "open_communication-speak.not_today")
        await walk.stage.passes(timedelta(hours=26))  # both are to be asked, once they look

        await walk.says(walk.alex, said("programme-back.go_on"))

        (way,) = await ways(walk)
        assert {place.state for place in way.positions.values()} == {"back"}


async def test_N1_a_rest_that_ended_while_the_bot_was_down_does_not_wake_anybody_at_night(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.presses(walk.alex, "open_communication-speak.not_today")
        before = texts(walk.sam)
        await walk.stage.stop()
        walk.stage.clock.advance(timedelta(hours=31))  # 03:02 in Madrid

        await walk.stage.start()
        at_night = texts(walk.sam)
        await walk.stage.passes(timedelta(hours=6))

        assert at_night == before
        assert texts(walk.sam)[-1] == said("nudge")
        await walk.opens(walk.sam)
        assert walk.sees(walk.sam, "programme-back.go_on")


async def test_P3_after_a_long_absence_a_group_is_not_taken_for_granted(tmp_path: Path) -> None:
    async with at("group speak", tmp_path) as walk:
        kim = walk.stage.world.person("Kim", zone="Europe/Madrid")
        await walk.stage.stop()
        kim.joins(walk.group)
        walk.stage.world.state.waiting.clear()  # Telegram keeps an update for a day
        walk.stage.clock.advance(timedelta(hours=30))

        await walk.stage.start()
        await walk.says(walk.alex, "Only for you.")
        await walk.presses(walk.alex, "engine-preview.send")

        assert not any("Only for you." in text for text in texts(walk.alex, walk.group))
        assert any("Only for you." in text for text in texts(walk.sam))
