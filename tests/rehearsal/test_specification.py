"""The table of methods, its parameters and limits against the Bot API as data, where that file is at hand."""

from __future__ import annotations

import re

import pytest

from bot.rehearsal import about, editing, markup, params, rules, sending, updates
from bot.rehearsal.methods import METHODS
from tests.rehearsal.specification import Api, fields


def test_every_method_is_telegrams_with_the_same_required_parameters(api: Api) -> None:
    for name, method in METHODS.items() if api else ():
        given = fields(api, name)
        assert set(method.required) | set(method.optional) <= set(given), name
        assert set(method.required) == {each for each, field in given.items() if field["required"]}, name


def test_every_parameter_has_telegrams_type(api: Api) -> None:
    for name, method in METHODS.items() if api else ():
        for each, field in fields(api, name).items():
            if each in (*method.required, *method.optional):
                assert kind_of(each) in (type_ for told in field["types"] for type_ in kinds_of(told)), (name, each)


def kind_of(name: str) -> str:
    if name in params.INTEGERS | params.CHATS:
        return "integer"
    if name in params.BOOLEANS:
        return "boolean"
    if name in params.OBJECTS:
        return "object"
    return "array" if name in params.ARRAYS else "string"


def kinds_of(told: str) -> set[str]:
    if told.startswith("Array of"):
        return {"array"}
    plain = {"Integer": {"integer"}, "Boolean": {"boolean"}, "String": {"string"}, "InputFile": {"string"}}
    return plain.get(told, {"object"})


@pytest.mark.parametrize(
    ("type_", "known"),
    [
        *markup.FIELDS.items(),
        ("ReplyParameters", sending.REPLY_FIELDS),
        ("LinkPreviewOptions", sending.PREVIEW_FIELDS),
        ("MessageEntity", rules.ENTITY_FIELDS),
        ("Update", updates.KINDS),
        ("BotCommand", frozenset({"command", "description"})),
        ("BotCommandScopeChat", about.SCOPES["chat"]),
        ("BotCommandScopeChatMember", about.SCOPES["chat_member"]),
        ("User", frozenset(about.NO) | {"can_join_groups"}),
    ],
)
def test_every_object_has_telegrams_fields(api: Api, type_: str, known: frozenset[str]) -> None:
    given = fields(api, type_, "types") if api else {}

    assert known <= set(given) or not api
    assert {name for name, field in given.items() if field["required"]} <= known | {
        "id",
        "is_bot",
        "first_name",
        "update_id",
    }


@pytest.mark.parametrize(
    ("kind", "owner", "field", "limit"),
    [
        ("methods", "sendMessage", "text", rules.MAX_TEXT),
        ("methods", "editMessageText", "text", rules.MAX_TEXT),
        ("methods", "sendPhoto", "caption", rules.MAX_CAPTION),
        ("methods", "sendVoice", "caption", rules.MAX_CAPTION),
        ("methods", "sendDocument", "caption", rules.MAX_CAPTION),
        ("methods", "answerCallbackQuery", "text", rules.MAX_TOAST),
        ("types", "InlineKeyboardButton", "callback_data", rules.MAX_CALLBACK_BYTES),
        ("types", "ForceReply", "input_field_placeholder", rules.MAX_PLACEHOLDER),
        ("types", "ReplyKeyboardMarkup", "input_field_placeholder", rules.MAX_PLACEHOLDER),
        ("types", "CopyTextButton", "text", rules.MAX_COPY),
        ("types", "BotCommand", "command", rules.MAX_COMMAND),
        ("types", "BotCommand", "description", rules.MAX_COMMAND_DESCRIPTION),
        ("methods", "setMyCommands", "commands", rules.MAX_COMMANDS),
        ("methods", "setMyDescription", "description", rules.MAX_DESCRIPTION),
        ("methods", "setMyShortDescription", "short_description", rules.MAX_SHORT_DESCRIPTION),
        ("methods", "deleteMessages", "message_ids", rules.MAX_DELETED),
        ("methods", "getUpdates", "limit", updates.MOST),
    ],
)
def test_every_limit_is_telegrams(api: Api, kind: str, owner: str, field: str, limit: int) -> None:
    told = fields(api, owner, kind)[field]["description"] if api else str(limit)

    assert str(limit) in re.findall(r"\d+", told)


def test_reactions_styles_actions_and_entities_are_telegrams(api: Api) -> None:
    if not api:
        return
    quoted = re.compile('[“"]([^"”]+)[”"]')

    emoji = fields(api, "ReactionTypeEmoji", "types")["emoji"]["description"]
    style = fields(api, "InlineKeyboardButton", "types")["style"]["description"]
    action = fields(api, "sendChatAction")["action"]["description"]
    entity = fields(api, "MessageEntity", "types")["type"]["description"]

    assert set(quoted.findall(emoji)) == editing.REACTIONS
    assert set(quoted.findall(style)) == markup.STYLES
    assert set(re.findall(r"typing|(?:upload|record|choose|find)_\w+", action)) == sending.ACTIONS
    assert set(quoted.findall(entity)) >= rules.ENTITY_TYPES
    assert {name.removeprefix("BotCommandScope") for name in api["types"]["BotCommandScope"]["subtypes"]} == {
        "".join(word.title() for word in scope.split("_")) for scope in about.SCOPES
    }
