"""What the bot says about itself: its name, commands, descriptions and menu button."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from bot.rehearsal import shapes
from bot.rehearsal.entities import units
from bot.rehearsal.messages import JsonObject, JsonValue
from bot.rehearsal.params import Params
from bot.rehearsal.rules import (
    MAX_COMMAND,
    MAX_COMMAND_DESCRIPTION,
    MAX_COMMANDS,
    MAX_DESCRIPTION,
    MAX_SHORT_DESCRIPTION,
    bad,
    known_fields,
)

if TYPE_CHECKING:
    from bot.rehearsal.world import LocalTelegram

SCOPES = {
    "default": frozenset({"type"}),
    "all_private_chats": frozenset({"type"}),
    "all_group_chats": frozenset({"type"}),
    "all_chat_administrators": frozenset({"type"}),
    "chat": frozenset({"type", "chat_id"}),
    "chat_administrators": frozenset({"type", "chat_id"}),
    "chat_member": frozenset({"type", "chat_id", "user_id"}),
}
NO = dict.fromkeys(
    (
        *("can_read_all_group_messages", "supports_guest_queries", "supports_inline_queries"),
        *("can_connect_to_business", "has_main_web_app", "has_topics_enabled"),
        *("allows_users_to_create_topics", "can_manage_bots"),
    ),
    False,
)


def get_me(world: LocalTelegram, _params: Params) -> JsonObject:
    return shapes.user(world, world.bot_id) | {"can_join_groups": True} | NO


def set_commands(world: LocalTelegram, params: Params) -> bool:
    commands = [_command(given) for given in params["commands"]]
    if len(commands) > MAX_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    world.state.account.commands[_scope(params)] = commands
    world.changed()
    return True


def get_commands(world: LocalTelegram, params: Params) -> list[dict[str, str]]:
    return world.state.account.commands.get(_scope(params), [])


def delete_commands(world: LocalTelegram, params: Params) -> bool:
    world.state.account.commands.pop(_scope(params), None)
    world.changed()
    return True


def set_description(world: LocalTelegram, params: Params) -> bool:
    return _describe(world.state.account.descriptions, params, "description", MAX_DESCRIPTION)


def get_description(world: LocalTelegram, params: Params) -> JsonObject:
    return {"description": world.state.account.descriptions.get(_language(params), "")}


def set_short_description(world: LocalTelegram, params: Params) -> bool:
    texts = world.state.account.short_descriptions
    return _describe(texts, params, "short_description", MAX_SHORT_DESCRIPTION)


def get_short_description(world: LocalTelegram, params: Params) -> JsonObject:
    return {"short_description": world.state.account.short_descriptions.get(_language(params), "")}


def set_menu_button(world: LocalTelegram, params: Params) -> bool:
    given = params.get("menu_button") or {"type": "default"}
    fields = known_fields(given, frozenset({"type"}), "menu button")
    if fields.get("type") not in ("commands", "default"):
        raise bad("MenuButton has unsupported type")
    world.state.account.menu_buttons[_chat(world, params)] = fields
    world.changed()
    return True


def get_menu_button(world: LocalTelegram, params: Params) -> JsonObject:
    buttons = world.state.account.menu_buttons
    return buttons.get(_chat(world, params)) or buttons.get("") or {"type": "default"}


def _chat(world: LocalTelegram, params: Params) -> str:
    chat_id = params.get("chat_id")
    if chat_id is None:
        return ""
    if chat_id not in world.state.people:
        raise bad("chat not found")
    return str(chat_id)


def _command(given: JsonValue) -> dict[str, str]:
    fields = known_fields(given, frozenset({"command", "description"}), "bot command")
    command, description = fields.get("command"), fields.get("description")
    pattern = rf"[a-z0-9_]{{1,{MAX_COMMAND}}}"
    if not isinstance(command, str) or not re.fullmatch(pattern, command.removeprefix("/")):
        raise bad("BOT_COMMAND_INVALID")
    if not isinstance(description, str) or not 0 < units(description) <= MAX_COMMAND_DESCRIPTION:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command.removeprefix("/"), "description": description}


def _scope(params: Params) -> str:
    given = params.get("scope") or {"type": "default"}
    kind = given.get("type")
    if kind not in SCOPES:
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    fields = known_fields(given, SCOPES[kind], "bot command scope")
    if len(fields) != len(SCOPES[kind]):
        raise bad("chat_id is empty")
    return f"{json.dumps(fields, sort_keys=True)}|{_language(params)}"


def _language(params: Params) -> str:
    code: str = params.get("language_code") or ""
    if not re.fullmatch(r"([a-z]{2})?", code):
        raise bad("invalid language code specified")
    return code


def _describe(texts: dict[str, str], params: Params, name: str, most: int) -> bool:
    text: str = params.get(name) or ""
    if units(text) > most:
        raise bad(f"{name.replace('_', ' ')} is too long")
    texts[_language(params)] = text
    return True
