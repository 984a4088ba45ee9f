"""What Telegram refuses, with its codes and words; the limits and the Bot API fields that they come from."""

from __future__ import annotations

from bot.rehearsal.entities import Entity, trimmed, units, with_automatic
from bot.rehearsal.html import NotHtml, parse
from bot.rehearsal.messages import JsonObject, JsonValue

MAX_TEXT = 4096  # sendMessage.text
MAX_CAPTION = 1024  # sendPhoto.caption
MAX_CALLBACK_BYTES = 64  # InlineKeyboardButton.callback_data
MAX_TOAST = 200  # answerCallbackQuery.text
MAX_PLACEHOLDER = 64  # ForceReply.input_field_placeholder
MAX_COPY = 256  # CopyTextButton.text
MAX_BUTTONS = 100
MAX_COMMANDS = 100  # setMyCommands.commands
MAX_COMMAND = 32  # BotCommand.command
MAX_COMMAND_DESCRIPTION = 256  # BotCommand.description
MAX_DESCRIPTION = 512  # setMyDescription.description
MAX_SHORT_DESCRIPTION = 120  # setMyShortDescription.short_description
MAX_DELETED = 100  # deleteMessages.message_ids
MAX_PAYLOAD = 64  # deep links: A-Z a-z 0-9 _ -
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"

ENTITY_FIELDS = frozenset({"type", "offset", "length", "url", "user", "language", "unix_time", "date_time_format"})
ENTITY_TYPES = frozenset(
    {
        *("bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "blockquote"),
        *("expandable_blockquote", "text_link", "text_mention", "date_time"),
        *("bot_command", "mention", "url"),
    }
)
PREFIXES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    429: "Too Many Requests",
}


class Refused(Exception):
    """Telegram answers with an error; ``parameters`` holds retry_after or migrate_to_chat_id."""

    def __init__(self, code: int, words: str = "", parameters: JsonObject | None = None) -> None:
        prefix = PREFIXES.get(code, "Internal Server Error")
        self.code = code
        self.description = f"{prefix}: {words}" if words else prefix
        self.parameters = parameters
        super().__init__(f"{code} {self.description}")


def bad(words: str) -> Refused:
    return Refused(400, words)


def forbidden(words: str) -> Refused:
    return Refused(403, words)


def known_fields(given: JsonValue, known: frozenset[str], what: str) -> JsonObject:
    """Return the object if it is one and all its fields are known; the real Telegram ignores unknown ones."""
    if not isinstance(given, dict):
        raise bad(f"object expected as {what}")
    for name in given:
        if name not in known:
            raise bad(f'unknown field "{name}" in {what}')
    return given


def formatted(text: str, parse_mode: str | None, entities: JsonValue) -> tuple[str, tuple[Entity, ...]]:
    """Return the text as it will be shown."""
    match (parse_mode or "").lower():
        case "html":
            try:
                plain, found = parse(text)
            except NotHtml as error:
                raise bad(f"can't parse entities: {error}") from error
        case "":
            plain, found = text, tuple(_entity(given) for given in entities or ())
        case _:
            raise bad("unsupported parse_mode")
    plain, found = trimmed(plain, found)
    return plain, with_automatic(plain, found)


def shown_text(text: str, parse_mode: str | None, entities: JsonValue) -> tuple[str, tuple[Entity, ...]]:
    plain, found = formatted(text, parse_mode, entities)
    if not plain:
        raise bad("message text is empty")
    if units(plain) > MAX_TEXT:
        raise bad("message is too long")
    return plain, found


def shown_caption(text: str, parse_mode: str | None, entities: JsonValue) -> tuple[str, tuple[Entity, ...]]:
    plain, found = formatted(text, parse_mode, entities)
    if units(plain) > MAX_CAPTION:
        raise bad("message caption is too long")
    return plain, found


def _entity(given: JsonValue) -> Entity:
    fields = known_fields(given, ENTITY_FIELDS, "message entity")
    if fields.get("type") not in ENTITY_TYPES:
        raise bad("can't parse MessageEntity: unsupported type specified")
    if not isinstance(fields.get("offset"), int) or not isinstance(fields.get("length"), int):
        raise bad("can't parse MessageEntity: Can't find field \"offset\"")
    user = fields.get("user")
    return Entity(
        type=fields["type"],
        offset=fields["offset"],
        length=fields["length"],
        url=fields.get("url"),
        user=user["id"] if user else None,
        language=fields.get("language"),
        unix_time=fields.get("unix_time"),
        date_time_format=fields.get("date_time_format"),
    )
