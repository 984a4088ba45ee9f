"""The world's values -> the JSON in which Telegram tells them to the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rehearsal.entities import Entity
from bot.rehearsal.messages import Button, JsonObject, Message
from bot.rehearsal.state import ChatRow, File, Press

if TYPE_CHECKING:
    from bot.rehearsal.world import LocalTelegram


def user(world: LocalTelegram, user_id: int) -> JsonObject:
    state = world.state
    if user_id == world.bot_id:
        return {"id": user_id, "is_bot": True, "first_name": state.name, "username": state.username}
    row = state.people.get(user_id)
    if row is None:
        return {"id": user_id, "is_bot": False, "first_name": ""}
    told: JsonObject = {"id": row.id, "is_bot": False, "first_name": row.name}
    if row.username:
        told["username"] = row.username
    return told | {"language_code": row.language}


def chat(world: LocalTelegram, row: ChatRow) -> JsonObject:
    if row.kind != "private":
        named = {"username": row.username} if row.username else {}
        return {"id": row.id, "type": row.kind, "title": row.title} | named
    told: JsonObject = {"id": row.id, "type": "private", "first_name": row.title}
    username = world.state.people[row.id].username
    return told | ({"username": username} if username else {})


def message(world: LocalTelegram, row: ChatRow, told: Message, *, whole: bool = True) -> JsonObject:
    """``whole``: with the message that it replies to; that one is told without its own."""
    shape: JsonObject = {
        "message_id": told.id,
        "from": user(world, told.sender.id),
        "chat": chat(world, row),
        "date": int(told.at.timestamp()),
    }
    if told.edited_at is not None:
        shape["edit_date"] = int(told.edited_at.timestamp())
    if told.protected:
        shape["has_protected_content"] = True
    replied = row.messages.get(told.reply_to) if whole and told.reply_to is not None else None
    if replied is not None:
        shape["reply_to_message"] = message(world, row, replied, whole=False)
    if told.buttons:
        shape["reply_markup"] = {"inline_keyboard": [[button(each) for each in buttons] for buttons in told.buttons]}
    return shape | _content(world, told)


def _content(world: LocalTelegram, told: Message) -> JsonObject:
    if told.service is not None:
        return dict(told.service)
    media = told.file is not None
    shape: JsonObject = _media(world.state.files[told.file]) if told.file is not None else {}
    if told.text:
        shape["caption" if media else "text"] = told.text
    if told.entities:
        shape["caption_entities" if media else "entities"] = [entity(world, each) for each in told.entities]
    if told.spoiler:
        shape["has_media_spoiler"] = True
    return shape


def _media(file: File) -> JsonObject:
    size = len(file.data)
    named = {"file_id": file.id, "file_unique_id": f"unique-{file.id}"}
    match file.kind:
        case "photo":
            return {"photo": [named | {"width": 1280, "height": 960, "file_size": size}]}
        case "voice":
            return {
                "voice": named | {"duration": file.duration, "mime_type": file.mime, "file_size": size},
            }
        case _:
            return {
                "document": named | {"file_name": file.name, "mime_type": file.mime, "file_size": size},
            }


def entity(world: LocalTelegram, told: Entity) -> JsonObject:
    shape: JsonObject = {"type": told.type, "offset": told.offset, "length": told.length}
    for name in ("url", "language", "unix_time", "date_time_format"):
        value = getattr(told, name)
        if value is not None:
            shape[name] = value
    if told.user is not None:
        shape["user"] = user(world, told.user)
    return shape


def button(told: Button) -> JsonObject:
    shape: JsonObject = {"text": told.text}
    if told.style:
        shape["style"] = told.style
    if told.data is not None:
        shape["callback_data"] = told.data
    if told.url is not None:
        shape["url"] = told.url
    if told.copy is not None:
        shape["copy_text"] = {"text": told.copy}
    return shape


def member(world: LocalTelegram, user_id: int, standing: str) -> JsonObject:
    shape: JsonObject = {"user": user(world, user_id), "status": standing}
    match standing:
        case "kicked":
            return shape | {"until_date": 0}
        case "creator":
            return shape | {"is_anonymous": False}
        case "administrator":
            return shape | _RIGHTS
        case _:
            return shape


def change(world: LocalTelegram, row: ChatRow, *, by: int, who: int, before: str, after: str) -> JsonObject:
    """Return what my_chat_member and chat_member tell."""
    return {
        "chat": chat(world, row),
        "from": user(world, by),
        "date": int(world.now().timestamp()),
        "old_chat_member": member(world, who, before),
        "new_chat_member": member(world, who, after),
    }


_RIGHTS: JsonObject = {
    "can_be_edited": False,
    "is_anonymous": False,
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": True,
    "can_restrict_members": True,
    "can_promote_members": False,
    "can_change_info": True,
    "can_invite_users": True,
    "can_post_stories": False,
    "can_edit_stories": False,
    "can_delete_stories": False,
    "can_pin_messages": True,
}


def query(world: LocalTelegram, press: Press) -> JsonObject:
    row = world.state.chats[press.chat]
    return {
        "id": press.id,
        "from": user(world, press.person),
        "message": message(world, row, row.messages[press.message]),
        "chat_instance": f"instance-{press.chat}",
        "data": press.data,
    }
