"""The bot sends: texts, voice messages, photos and documents."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.rehearsal import shapes
from bot.rehearsal.entities import part
from bot.rehearsal.markup import read_markup
from bot.rehearsal.messages import JsonObject, Message, MessageKind
from bot.rehearsal.params import Params, Upload
from bot.rehearsal.rules import bad, known_fields, shown_caption, shown_text
from bot.rehearsal.state import ChatRow, File

if TYPE_CHECKING:
    from bot.rehearsal.world import LocalTelegram

REPLY_FIELDS = frozenset({"message_id", "allow_sending_without_reply"})
PREVIEW_FIELDS = frozenset({"is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"})
ACTIONS = frozenset(
    {
        *("typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice"),
        *("upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note"),
    }
)
NAMES = {"voice": "VoiceNote", "photo": "Photo", "document": "Document"}


def send_message(world: LocalTelegram, params: Params) -> JsonObject:
    text, entities = shown_text(params["text"], params.get("parse_mode"), params.get("entities"))
    if params.get("link_preview_options") is not None:
        known_fields(params["link_preview_options"], PREVIEW_FIELDS, "link preview options")
    return _post(world, params, kind="text", text=text, entities=entities)


def send_voice(world: LocalTelegram, params: Params) -> JsonObject:
    return _send_file(world, params, "voice")


def send_photo(world: LocalTelegram, params: Params) -> JsonObject:
    return _send_file(world, params, "photo")


def send_document(world: LocalTelegram, params: Params) -> JsonObject:
    return _send_file(world, params, "document")


def send_chat_action(world: LocalTelegram, params: Params) -> bool:
    row = world.writable(params["chat_id"])
    if params["action"] not in ACTIONS:
        raise bad("wrong parameter action in request")
    row.action = params["action"]
    world.changed()
    return True


def get_file(world: LocalTelegram, params: Params) -> JsonObject:
    file = world.state.files.get(params["file_id"])
    if file is None:
        raise bad("invalid file_id")
    shape: JsonObject = {"file_id": file.id, "file_unique_id": f"unique-{file.id}"}
    return shape | {"file_size": len(file.data), "file_path": f"{file.kind}/{file.id}"}


def _send_file(world: LocalTelegram, params: Params, kind: MessageKind) -> JsonObject:
    text, entities = shown_caption(
        params.get("caption") or "", params.get("parse_mode"), params.get("caption_entities")
    )
    given = params[kind]
    if isinstance(given, Upload):
        world.writable(params["chat_id"])
        file = store(world, kind, given.data, name=given.name, mime=given.mime, duration=params.get("duration") or 0)
    else:
        file = _stored(world, kind, given)
    spoiler = bool(params.get("has_spoiler"))
    return _post(world, params, kind=kind, text=text, entities=entities, file=file.id, spoiler=spoiler)


def store(world: LocalTelegram, kind: str, data: bytes, *, name: str, mime: str, duration: int = 0) -> File:
    number = world.state.count("file")
    content = b64encode(data).decode()
    file = File(id=f"{kind}-{number:06}", kind=kind, name=name, mime=mime, content=content, duration=duration)
    world.state.files[file.id] = file
    return file


def _stored(world: LocalTelegram, kind: str, file_id: str) -> File:
    if "://" in file_id:
        raise bad("failed to get HTTP URL content")
    file = world.state.files.get(file_id)
    if file is None:
        raise bad("wrong remote file identifier specified: Wrong character in the string")
    if file.kind != kind:
        raise bad(f"can't use file of type {NAMES[file.kind]} as {NAMES[kind]}")
    return file


def _post(world: LocalTelegram, params: Params, **content: Any) -> JsonObject:
    markup = read_markup(params.get("reply_markup"))
    row = world.writable(params["chat_id"])
    reply_to = _reply_to(row, params.get("reply_parameters"))
    message = world.post(
        row,
        world.bot_id,
        reply_to=reply_to,
        buttons=markup.buttons,
        force_reply=markup.force_reply,
        force_for=_for(world, row, reply_to, content) if markup.selective else None,
        placeholder=markup.placeholder,
        keyboard=markup.keyboard,
        removes_keyboard=markup.removes_keyboard,
        silent=bool(params.get("disable_notification")),
        protected=bool(params.get("protect_content")),
        **content,
    )
    return shapes.message(world, row, message)


def _reply_to(row: ChatRow, given: JsonObject | None) -> int | None:
    if given is None:
        return None
    fields = known_fields(given, REPLY_FIELDS, "reply parameters")
    wanted: int | None = fields.get("message_id")
    if wanted is None:
        raise bad("message identifier is not specified")
    found: Message | None = row.messages.get(wanted)
    if found is not None and found.kind != "note":
        return found.id
    if fields.get("allow_sending_without_reply"):
        return None
    raise bad("message to be replied not found")


def _for(
    world: LocalTelegram, row: ChatRow, reply_to: int | None, content: Mapping[str, Any]
) -> tuple[int, ...] | None:
    """Return whom a selective markup is for: who is mentioned, else who wrote what it replies to."""
    if row.kind == "private":
        return None
    text, entities = content["text"], content["entities"]
    mentioned = [entity.user for entity in entities if entity.user is not None]
    names = {part(text, entity).lstrip("@") for entity in entities if entity.type == "mention"}
    mentioned += [each.id for each in world.state.people.values() if each.username in names]
    if reply_to is not None:
        mentioned.append(row.messages[reply_to].sender.id)
    return tuple(dict.fromkeys(mentioned))
