"""What a phone can send beside words typed into the chat: forwarded, by another bot, in albums, topics and quotes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.attacks.stories import before
from tests.attacks.wire import brings, message
from tests.bot.test_group import wrote
from tests.bot.walk import UNLIKE, at, files, rows, said

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.mostly_sqlite]

BOT = {"id": 1_000_001, "is_bot": True, "first_name": "reknit"}
OTHER_BOT = {"id": 77, "is_bot": True, "first_name": "gif", "username": "gif"}
KIM = {"id": 5_000_009, "is_bot": False, "first_name": "Kim"}
CHANNEL = {"id": -1001, "type": "channel", "title": "News"}
KEYBOARD = {"inline_keyboard": [[{"text": "Send it", "callback_data": "m.leave_now.1"}]]}
BROUGHT: dict[str, dict[str, Any]] = {
    "of the bot's": {"forward_origin": {"type": "user", "sender_user": BOT, "date": 1}, "reply_markup": KEYBOARD},
    "of a third person's": {"forward_origin": {"type": "user", "sender_user": KIM, "date": 1}},
    "of somebody hidden": {"forward_origin": {"type": "hidden_user", "sender_user_name": "Sam", "date": 1}},
    "of a channel's": {"forward_origin": {"type": "channel", "chat": CHANNEL, "message_id": 1, "date": 1}},
    "by another bot": {"via_bot": OTHER_BOT, "reply_markup": KEYBOARD},
    "as a quote": {
        "quote": {"text": "of Sam's words", "position": 0},
        "external_reply": {"origin": {"type": "user", "sender_user": KIM, "date": 1}, "chat": CHANNEL},
    },
    "as a story's answer": {"reply_to_story": {"chat": CHANNEL, "id": 1}},
    "with effects": {"effect_id": "5", "has_protected_content": True, "is_from_offline": True},
}


@pytest.mark.parametrize("how", BROUGHT.values(), ids=BROUGHT.keys())
async def test_P1_words_that_were_not_typed_are_looked_at_like_all_others(tmp_path: Path, how: dict[str, Any]) -> None:
    """Whoever wrote them first: they go to the partner as what this person sends, after the preview."""
    async with at("speak", tmp_path) as walk:
        brings(walk, "message", message(walk.alex, text="told4711", **how))
        await walk.settle()
        assert not any("told4711" in one.text for one in walk.sam.screen())

        await walk.presses(walk.alex, "engine-preview.send")

        assert any("told4711" in one.text for one in walk.sam.screen())
        assert not any(
            button.data == "m.leave_now.1" for one in walk.sam.screen() for row in one.buttons for button in row
        )


@pytest.mark.parametrize("how", BROUGHT.values(), ids=BROUGHT.keys())
async def test_in_the_group_only_a_reply_to_the_question_answers_it(tmp_path: Path, how: dict[str, Any]) -> None:
    async with at("group speak", tmp_path) as walk:
        kept, since = rows(tmp_path, *UNLIKE), len(walk.stage.world.calls)
        brings(walk, "message", message(walk.alex, walk.group, text="told4711", **how))
        brings(walk, "message", message(walk.sam, walk.group, text="told4712", **how))
        await walk.settle()

        assert rows(tmp_path, *UNLIKE) == kept
        assert wrote(walk.stage.world, walk.group, since) == []


async def test_a_question_is_answered_in_a_topic_as_well_and_nothing_else_there_is_an_answer(tmp_path: Path) -> None:
    async with at("group speak", tmp_path) as walk:
        asked = walk.alex.asked(walk.group)
        assert asked is not None
        forum = {"id": walk.group.id, "type": "supergroup", "title": "Us", "is_forum": True}
        topic = {"chat": forum, "message_thread_id": 7, "is_topic_message": True}
        opening = {"message_id": 7, "chat": forum, "forum_topic_created": {"name": "Talks", "icon_color": 1}}
        kept = rows(tmp_path, *UNLIKE)
        brings(walk, "message", message(walk.alex, walk.group, text="plain4711", reply_to_message=opening, **topic))
        await walk.settle()
        assert rows(tmp_path, *UNLIKE) == kept

        brings(
            walk,
            "message",
            message(walk.alex, walk.group, text="told", reply_to_message={"message_id": asked.id}, **topic),
        )
        await walk.settle()

        assert len(rows(tmp_path)["answer"]) == 1


@pytest.mark.parametrize("name", ["connection.md", "appreciation-group.md"])
async def test_P1_of_an_album_the_first_picture_is_the_answer_and_the_others_go_nowhere(
    tmp_path: Path, name: str
) -> None:
    async with before("Sam sends a photo", name, tmp_path) as walk:
        kept, since = len(rows(tmp_path)["answer"]), len(walk.stage.world.calls)
        _, *others = [walk.sam.sends_photo(caption=f"caption471{n}") for n in range(3)]
        await walk.settle()

        calls = str([call.params for call in walk.stage.world.calls[since:]])
        assert len(rows(tmp_path)["answer"]) == kept + 1
        assert [one for one in others if one.text in calls or str(one.file) in calls] == []
        assert walk.sam.last().text in {said(f"engine-refused.{why}") for why in ("early", "press_one", "wrong_media")}


@pytest.mark.parametrize(
    "kind",
    [
        {"contact": {"phone_number": "+34600471100", "first_name": "Kim4711", "user_id": 5_000_009}},
        {"location": {"latitude": 40.4711, "longitude": -3.4711}},
        {"venue": {"title": "Kim4711", "address": "x", "location": {"latitude": 40.4711, "longitude": 1}}},
        {"video": {"file_id": "v4711"}, "caption": "cap4711"},
        {"animation": {"file_id": "v4711"}, "document": {"file_id": "v4711"}, "caption": "cap4711"},
        {"story": {"chat": CHANNEL, "id": 4711}},
        {"poll": {"id": "4711", "question": "who4711", "options": [{"text": "Sam4711"}]}},
        {"paid_media": {"star_count": 1, "paid_media": []}, "caption": "cap4711"},
        {"video_note": {"file_id": "v4711"}},
    ],
    ids=lambda kind: next(iter(kind)),
)
@pytest.mark.parametrize("point", ["camera", "causes", "group speak"])
async def test_what_names_or_shows_others_is_kept_nowhere(tmp_path: Path, point: str, kind: dict[str, Any]) -> None:
    async with at(point, tmp_path) as walk:
        kept, since = rows(tmp_path)["answer"], len(walk.stage.world.calls)
        brings(walk, "message", message(walk.alex, **kind))
        if walk.stage.world.groups:
            asked = walk.alex.asked(walk.group)
            assert asked is not None
            brings(walk, "message", message(walk.alex, walk.group, reply_to_message={"message_id": asked.id}, **kind))
        await walk.settle()

        assert rows(tmp_path)["answer"] == kept
        assert [str(call.params) for call in walk.stage.world.calls[since:] if "4711" in str(call.params)] == []
        assert b"4711" not in files(tmp_path)
        assert rows(tmp_path)["parked_update"] == []
