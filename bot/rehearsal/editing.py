"""The bot changes what is there: edits, deletions, reactions, answers to presses."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.rehearsal import shapes
from bot.rehearsal.entities import units
from bot.rehearsal.markup import read_inline
from bot.rehearsal.messages import JsonObject, JsonValue, Message
from bot.rehearsal.params import Params
from bot.rehearsal.rules import MAX_DELETED, MAX_TOAST, TOO_OLD, bad, known_fields, shown_text
from bot.rehearsal.sending import PREVIEW_FIELDS
from bot.rehearsal.state import ChatRow
from bot.rehearsal.updates import PRESS_LIFE
from flows.engine.frozen import replace

if TYPE_CHECKING:
    from bot.rehearsal.world import LocalTelegram

DELETABLE = timedelta(hours=48)
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
# ReactionTypeEmoji.emoji
_REACTIONS = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤\u200d🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 "
    "🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨\u200d💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 "
    "🤷\u200d♂ 🤷 🤷\u200d♀ 😡"
)
REACTIONS = frozenset(_REACTIONS.split())


def edit_text(world: LocalTelegram, params: Params) -> JsonObject:
    text, entities = shown_text(params.get("text") or "", params.get("parse_mode"), params.get("entities"))
    if params.get("link_preview_options") is not None:
        known_fields(params["link_preview_options"], PREVIEW_FIELDS, "link preview options")
    row, message = _editable(world, params)
    if message.kind != "text":
        raise bad("there is no text in the message to edit")
    return _edit(world, row, message, params, text=text, entities=entities)


def edit_markup(world: LocalTelegram, params: Params) -> JsonObject:
    row, message = _editable(world, params)
    return _edit(world, row, message, params)


def _editable(world: LocalTelegram, params: Params) -> tuple[ChatRow, Message]:
    for name, words in (("chat_id", "chat_id is empty"), ("message_id", "message identifier is not specified")):
        if params.get(name) is None:
            raise bad(words)
    row = world.writable(params["chat_id"])
    message = _message(row, params["message_id"], "message to edit not found")
    # a message once sent with a reply keyboard or ForceReply stays as it is (TDLib, can_edit_message)
    fixed = message.force_reply or message.keyboard is not None or message.removes_keyboard
    if fixed or message.sender.id != world.bot_id or message.kind == "service":
        raise bad("message can't be edited")
    return row, message


def _edit(world: LocalTelegram, row: ChatRow, message: Message, params: Params, **content: Any) -> JsonObject:
    new = replace(message, buttons=read_inline(params.get("reply_markup")), **content)
    if new == message:
        raise bad(NOT_MODIFIED)
    edited = replace(new, edited_at=world.now())
    world.put(row, edited)
    return shapes.message(world, row, edited)


def delete_message(world: LocalTelegram, params: Params) -> bool:
    row = world.writable(params["chat_id"])
    message = _message(row, params["message_id"], "message to delete not found")
    if not _deletable(world, row, message):
        raise bad("message can't be deleted")
    world.remove(row, message)
    return True


def delete_messages(world: LocalTelegram, params: Params) -> bool:
    row = world.writable(params["chat_id"])
    ids = params["message_ids"]
    if not 0 < len(ids) <= MAX_DELETED:
        raise bad("message identifiers are not specified" if not ids else "too many message identifiers")
    found = [row.messages[each] for each in ids if each in row.messages and row.messages[each].kind != "note"]
    if not all(_deletable(world, row, message) for message in found):
        raise bad("message can't be deleted")
    for message in found:
        world.remove(row, message)
    return True


def _deletable(world: LocalTelegram, row: ChatRow, message: Message) -> bool:
    if world.now() - message.at >= DELETABLE:
        return False
    return message.sender.id == world.bot_id or row.kind == "private" or row.bot == "administrator"


def set_reaction(world: LocalTelegram, params: Params) -> bool:
    row = world.writable(params["chat_id"])
    message = _message(row, params["message_id"], "message to react not found")
    given = params.get("reaction") or []
    if len(given) > 1:
        raise bad("REACTIONS_TOO_MANY")
    world.put(row, replace(message, reaction=_emoji(given[0]) if given else None))
    return True


def _emoji(given: JsonValue) -> str:
    fields = known_fields(given, frozenset({"type", "emoji"}), "reaction type")
    emoji = fields.get("emoji")
    if fields.get("type") != "emoji" or emoji not in REACTIONS:
        raise bad("REACTION_INVALID")
    return str(emoji)


def answer_query(world: LocalTelegram, params: Params) -> bool:
    press = world.state.presses.get(params["callback_query_id"])
    text = params.get("text") or ""
    if units(text) > MAX_TOAST:
        raise bad("MESSAGE_TOO_LONG")
    if press is None or press.answered or world.now() - press.at >= PRESS_LIFE:
        raise bad(TOO_OLD)
    if params.get("url"):
        raise bad("URL_INVALID")
    press.answered, press.toast, press.alert = True, text, bool(params.get("show_alert"))
    world.changed()
    return True


def _message(row: ChatRow, message_id: int, words: str) -> Message:
    message = row.messages.get(message_id)
    if message is None or message.kind == "note":
        raise bad(words)
    return message
