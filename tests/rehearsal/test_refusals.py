"""What Telegram refuses is refused with its code and words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearsal import Group, Person
from tests.rehearsal.conftest import Hands, Line


def keys(**button: object) -> dict[str, object]:
    return {"inline_keyboard": [[button]]}


@pytest.fixture
async def chat(line: Line, alex: Person) -> int:
    alex.starts()
    await line.updates()
    return alex.id


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "🔒" * 2049}, "message is too long"),
        (
            {"text": "<b>x", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ({"text": "x", "parse_mode": "MarkdownV2"}, "unsupported parse_mode"),
        ({"text": "x", "disable_web_page_preview": True}, 'unknown parameter "disable_web_page_preview"'),
        ({"text": "x", "protect_content": "maybe"}, 'parameter "protect_content" must be a Boolean'),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply markup JSON object"),
        ({"text": "x", "reply_markup": {}}, "object expected as reply markup"),
        ({"text": "x", "reply_markup": keys(text="x", callback_data="ü" * 33)}, "BUTTON_DATA_INVALID"),
        (
            {"text": "x", "reply_markup": keys(callback_data="x")},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        ({"text": "x", "reply_markup": keys(text="", callback_data="x")}, "REPLY_MARKUP_INVALID"),
        (
            {"text": "x", "reply_markup": keys(text="x")},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x", "reply_markup": keys(text="x", url="nowhere")},
            "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "x", "reply_markup": keys(text="x", url="ftp://a.org")},
            "inline keyboard button URL 'ftp://a.org' is invalid: Unsupported URL protocol",
        ),
        (
            {"text": "x", "reply_markup": keys(text="x", callback_data="x", colour="red")},
            'unknown field "colour" in inline keyboard button',
        ),
        ({"text": "x", "reply_markup": keys(text="x", callback_data="x", style="red")}, "BUTTON_STYLE_INVALID"),
        (
            {"text": "x", "reply_markup": {"force_reply": True, "input_field_placeholder": "x" * 65}},
            "input field placeholder must be 1 to 64 characters long",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 101]}},
            "reply markup is too long",
        ),
        ({"text": "x", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
        ({"text": "x", "chat_id": 17}, "chat not found"),
        ({"text": "x", "chat_id": None}, "chat_id is empty"),
    ],
)
async def test_a_bad_message_is_refused_and_not_sent(
    line: Line, alex: Person, chat: int, params: dict[str, object], words: str
) -> None:
    assert await line.refused("sendMessage", **({"chat_id": chat} | params)) == f"400 Bad Request: {words}"
    assert len(alex.screen()) == 1


async def test_what_lies_just_within_the_limits_is_sent(line: Line, alex: Person, chat: int) -> None:
    entities = "<b>" + "&lt;" * 4096 + "</b>"
    await line.done("sendMessage", chat_id=chat, text=entities, parse_mode="HTML")
    await line.done("sendMessage", chat_id=chat, text="x", reply_markup=keys(text="x", callback_data="x" * 64))
    reply = {"message_id": 999, "allow_sending_without_reply": True}
    await line.done("sendMessage", chat_id=chat, text="x", reply_parameters=reply)

    assert len(alex.screen()[1].text) == 4096


async def test_the_bot_cannot_write_first(line: Line, sam: Person) -> None:
    refused = await line.refused("sendMessage", chat_id=sam.id, text="hi")
    assert refused == "403 Forbidden: bot can't initiate conversation with a user"


async def test_unknown_methods_are_not_found(line: Line) -> None:
    assert await line.refused("sendChecklist") == "404 Not Found"


async def test_captions_are_shorter_than_texts(line: Line, alex: Person, chat: int) -> None:
    file = alex.sends_voice().file
    refused = await line.refused("sendVoice", chat_id=chat, voice=file, caption="x" * 1025)
    assert refused == "400 Bad Request: message caption is too long"


async def test_an_edit_changes_text_and_buttons_and_says_so_once(line: Line, alex: Person, chat: int) -> None:
    sent = await line.done("sendMessage", chat_id=chat, text="a", reply_markup=keys(text="x", callback_data="x"))
    edit = {"chat_id": chat, "message_id": sent["message_id"], "text": "<b>b</b>", "parse_mode": "HTML"}

    await line.done("editMessageText", **edit)

    shown = alex.last()
    assert (shown.html, shown.buttons, shown.edited_at is not None) == ("<b>b</b>", (), True)
    assert await line.refused("editMessageText", **edit) == (
        "400 Bad Request: message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message"
    )
    assert "message is not modified" in await line.refused(
        "editMessageReplyMarkup", chat_id=chat, message_id=sent["message_id"]
    )


async def test_only_the_bots_own_messages_can_be_edited(line: Line, alex: Person, chat: int) -> None:
    theirs = alex.says("mine").id
    forced = await line.done("sendMessage", chat_id=chat, text="?", reply_markup={"force_reply": True})

    for message_id in (theirs, forced["message_id"]):
        edit = {"chat_id": chat, "message_id": message_id, "text": "x"}
        assert await line.refused("editMessageText", **edit) == "400 Bad Request: message can't be edited"
    gone = await line.refused("editMessageText", chat_id=chat, message_id=999, text="x")
    assert gone == "400 Bad Request: message to edit not found"
    inline = await line.refused(
        "editMessageText", chat_id=chat, message_id=1, text="x", reply_markup={"force_reply": True}
    )
    assert inline == "400 Bad Request: message can't be edited"


async def test_messages_can_be_deleted_for_two_days(line: Line, now: Hands, alex: Person, chat: int) -> None:
    theirs = alex.says("mine").id
    old = await line.done("sendMessage", chat_id=chat, text="old")
    await line.done("deleteMessage", chat_id=chat, message_id=theirs)
    now.advance(timedelta(hours=48))
    new = await line.done("sendMessage", chat_id=chat, text="new")

    gone = await line.refused("deleteMessage", chat_id=chat, message_id=theirs)
    late = await line.refused("deleteMessage", chat_id=chat, message_id=old["message_id"])
    await line.done("deleteMessages", chat_id=chat, message_ids=[new["message_id"], 999])

    assert gone == "400 Bad Request: message to delete not found"
    assert late == "400 Bad Request: message can't be deleted"
    assert [message.text for message in alex.screen()] == ["/start", "old"]


async def test_in_a_group_the_bot_deletes_only_its_own(line: Line, alex: Person, group: Group) -> None:
    alex.adds_bot(group)
    theirs = alex.says("/menu", group).id

    refused = await line.refused("deleteMessage", chat_id=group.id, message_id=theirs)
    assert refused == "400 Bad Request: message can't be deleted"
    alex.promotes_bot(group)
    assert await line.done("deleteMessage", chat_id=group.id, message_id=theirs) is True


async def test_a_reaction_shows_and_only_telegrams_emoji_do(line: Line, alex: Person, chat: int) -> None:
    said = alex.says("done")
    react = {"chat_id": chat, "message_id": said.id}

    await line.done("setMessageReaction", **react, reaction=[{"type": "emoji", "emoji": "👍"}])

    assert alex.last().reaction == "👍"
    wrong = await line.refused("setMessageReaction", **react, reaction=[{"type": "emoji", "emoji": "🧵"}])
    assert wrong == "400 Bad Request: REACTION_INVALID"


async def test_a_toast_has_at_most_200_characters(line: Line, alex: Person, chat: int) -> None:
    await line.done("sendMessage", chat_id=chat, text="?", reply_markup=keys(text="x", callback_data="x"))
    press = alex.presses("x")

    refused = await line.refused("answerCallbackQuery", callback_query_id=press.id, text="x" * 201)

    assert refused == "400 Bad Request: MESSAGE_TOO_LONG"
    assert not press.answered


async def test_the_bot_tells_about_itself_per_scope_and_language(line: Line, alex: Person, chat: int) -> None:
    menu = [{"command": "menu", "description": "Show where you are"}]
    scope = {"type": "all_private_chats"}
    await line.done("setMyCommands", commands=menu, scope=scope, language_code="es")
    await line.done("setMyDescription", description="For two", language_code="")
    await line.done("setMyShortDescription", short_description="Two")
    await line.done("setChatMenuButton", menu_button={"type": "commands"})
    await line.done("sendChatAction", chat_id=chat, action="typing")

    assert await line.done("getMyCommands", scope=scope, language_code="es") == menu
    assert await line.done("getMyCommands") == []
    assert await line.done("getMyDescription") == {"description": "For two"}
    assert await line.done("getMyShortDescription") == {"short_description": "Two"}
    assert await line.done("getChatMenuButton", chat_id=chat) == {"type": "commands"}
    assert (await line.done("getChat", chat_id=chat))["first_name"] == "Alex"


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("setMyCommands", {"commands": [{"command": "Menu", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "menu", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": [], "language_code": "english"}, "invalid language code specified"),
        ("setMyDescription", {"description": "x" * 513}, "description is too long"),
        ("setMyShortDescription", {"short_description": "x" * 121}, "short description is too long"),
        ("sendChatAction", {"chat_id": 0, "action": "typing"}, "chat not found"),
        ("setChatMenuButton", {"menu_button": {"type": "web_app"}}, "MenuButton has unsupported type"),
    ],
)
async def test_what_the_bot_says_of_itself_has_limits(
    line: Line, method: str, params: dict[str, object], words: str
) -> None:
    assert await line.refused(method, **params) == f"400 Bad Request: {words}"
