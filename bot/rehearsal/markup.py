"""Keyboards: ``reply_markup`` as the bot gives it -> what stands under the message."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.rehearsal.entities import units
from bot.rehearsal.messages import Button, JsonObject, JsonValue
from bot.rehearsal.rules import (
    MAX_BUTTONS,
    MAX_CALLBACK_BYTES,
    MAX_COPY,
    MAX_PLACEHOLDER,
    bad,
    known_fields,
)

FIELDS = {
    "InlineKeyboardMarkup": frozenset({"inline_keyboard"}),
    "InlineKeyboardButton": frozenset({"text", "callback_data", "url", "copy_text", "style"}),
    "CopyTextButton": frozenset({"text"}),
    "ReplyKeyboardMarkup": frozenset(
        {
            *("keyboard", "is_persistent", "resize_keyboard", "one_time_keyboard"),
            *("input_field_placeholder", "selective"),
        }
    ),
    "KeyboardButton": frozenset({"text", "style"}),
    "ReplyKeyboardRemove": frozenset({"remove_keyboard", "selective"}),
    "ForceReply": frozenset({"force_reply", "input_field_placeholder", "selective"}),
}
STYLES = frozenset({"danger", "success", "primary"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    buttons: tuple[tuple[Button, ...], ...] = ()
    force_reply: bool = False
    selective: bool = False
    placeholder: str | None = None
    keyboard: tuple[tuple[str, ...], ...] | None = None
    removes_keyboard: bool = False


def read_markup(given: JsonValue) -> Markup:
    """Return what any kind of markup says; None is no markup."""
    match given:
        case None:
            return Markup()
        case {"inline_keyboard": rows}:
            known_fields(given, FIELDS["InlineKeyboardMarkup"], "reply markup")
            return Markup(buttons=_rows(rows))
        case {"force_reply": True}:
            fields = known_fields(given, FIELDS["ForceReply"], "reply markup")
            return Markup(force_reply=True, selective=_selective(fields), placeholder=_placeholder(fields))
        case {"keyboard": rows}:
            fields = known_fields(given, FIELDS["ReplyKeyboardMarkup"], "reply markup")
            labels = tuple(tuple(_label(button) for button in row) for row in _lists(rows))
            return Markup(keyboard=labels, selective=_selective(fields), placeholder=_placeholder(fields))
        case {"remove_keyboard": True}:
            fields = known_fields(given, FIELDS["ReplyKeyboardRemove"], "reply markup")
            return Markup(removes_keyboard=True, selective=_selective(fields))
        case _:
            raise bad("object expected as reply markup")


def read_inline(given: JsonValue) -> tuple[tuple[Button, ...], ...]:
    """Return the rows of an inline keyboard, the only markup that an edited message may have."""
    if given is not None and (not isinstance(given, dict) or "inline_keyboard" not in given):
        raise bad("inline keyboard expected")
    return read_markup(given).buttons


def _rows(rows: JsonValue) -> tuple[tuple[Button, ...], ...]:
    read = tuple(tuple(_button(button) for button in row) for row in _lists(rows) if row)
    if sum(len(row) for row in read) > MAX_BUTTONS:
        raise bad("reply markup is too long")
    return read


def _lists(rows: JsonValue) -> list[list[JsonValue]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('can\'t parse reply keyboard markup JSON object: Field "keyboard" must be an Array of Arrays')
    return rows


def _button(given: JsonValue) -> Button:
    fields = known_fields(given, FIELDS["InlineKeyboardButton"], "inline keyboard button")
    text = fields.get("text")
    if text is None:
        raise bad("can't parse inline keyboard button: Can't find field \"text\"")
    if not isinstance(text, str):
        raise bad('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not text.strip():
        raise bad("REPLY_MARKUP_INVALID")
    style = fields.get("style")
    if style is not None and style not in STYLES:
        raise bad("BUTTON_STYLE_INVALID")
    return _acting(text, style, fields)


def _acting(text: str, style: str | None, fields: JsonObject) -> Button:
    data, url, copy = fields.get("callback_data"), fields.get("url"), fields.get("copy_text")
    if not data and not url and not copy:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if sum(bool(action) for action in (data, url, copy)) > 1:
        raise bad("can't parse inline keyboard button: only one action may be specified")
    if data:
        if not isinstance(data, str) or len(data.encode()) > MAX_CALLBACK_BYTES:
            raise bad("BUTTON_DATA_INVALID")
        return Button(text=text, data=data, style=style)
    if url:
        return Button(text=text, url=_url(url), style=style)
    copied = known_fields(copy, FIELDS["CopyTextButton"], "copy text button").get("text")
    if not isinstance(copied, str) or not 0 < units(copied) <= MAX_COPY:
        raise bad("BUTTON_COPY_TEXT_INVALID")
    return Button(text=text, copy=copied, style=style)


def _url(url: JsonValue) -> str:
    if isinstance(url, str) and re.match(r"(?:https?|tg)://[^\s/]+", url) and not re.search(r"\s", url):
        return url
    scheme = re.match(r"(\w+)://", str(url))
    known = scheme is None or scheme[1] in ("http", "https", "tg")
    words = "Wrong HTTP URL" if known else "Unsupported URL protocol"
    raise bad(f"inline keyboard button URL '{url}' is invalid: {words}")


def _label(given: JsonValue) -> str:
    fields = {"text": given} if isinstance(given, str) else given
    text = known_fields(fields, FIELDS["KeyboardButton"], "keyboard button").get("text")
    if not isinstance(text, str) or not text:
        raise bad("can't parse keyboard button: Can't find field \"text\"")
    return text


def _selective(fields: JsonObject) -> bool:
    return bool(fields.get("selective", False))


def _placeholder(fields: JsonObject) -> str | None:
    placeholder = fields.get("input_field_placeholder")
    if placeholder is None:
        return None
    if not isinstance(placeholder, str) or not 0 < units(placeholder) <= MAX_PLACEHOLDER:
        raise bad("input field placeholder must be 1 to 64 characters long")
    return placeholder
