"""The Bot API methods that the local Telegram knows: each row a name, its parameters and who answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bot.rehearsal import about, editing, membership, polling, sending
from bot.rehearsal.messages import JsonValue
from bot.rehearsal.params import Params

if TYPE_CHECKING:
    from bot.rehearsal.world import LocalTelegram

Handler: TypeAlias = "Callable[[LocalTelegram, Params], JsonValue]"


@dataclass(frozen=True, slots=True)
class Method:
    handler: Handler
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


SENT = ("disable_notification", "protect_content", "reply_parameters", "reply_markup")
CAPTIONED = ("caption", "parse_mode", "caption_entities", *SENT)
TEXT = ("parse_mode", "entities", "link_preview_options")
ONE = ("chat_id", "message_id")

METHODS: dict[str, Method] = {
    "getMe": Method(about.get_me),
    "getUpdates": Method(polling.get_updates, (), ("offset", "limit", "timeout", "allowed_updates")),
    "setWebhook": Method(
        polling.set_webhook, ("url",), ("allowed_updates", "drop_pending_updates", "max_connections", "secret_token")
    ),
    "deleteWebhook": Method(polling.delete_webhook, (), ("drop_pending_updates",)),
    "getWebhookInfo": Method(polling.get_webhook_info),
    "sendMessage": Method(sending.send_message, ("chat_id", "text"), (*TEXT, *SENT)),
    "sendVoice": Method(sending.send_voice, ("chat_id", "voice"), ("duration", *CAPTIONED)),
    "sendPhoto": Method(sending.send_photo, ("chat_id", "photo"), ("has_spoiler", *CAPTIONED)),
    "sendDocument": Method(
        sending.send_document, ("chat_id", "document"), ("disable_content_type_detection", *CAPTIONED)
    ),
    "sendChatAction": Method(sending.send_chat_action, ("chat_id", "action")),
    "getFile": Method(sending.get_file, ("file_id",)),
    "editMessageText": Method(editing.edit_text, (), (*ONE, "text", *TEXT, "reply_markup")),
    "editMessageReplyMarkup": Method(editing.edit_markup, (), (*ONE, "reply_markup")),
    "deleteMessage": Method(editing.delete_message, ONE),
    "deleteMessages": Method(editing.delete_messages, ("chat_id", "message_ids")),
    "setMessageReaction": Method(editing.set_reaction, ONE, ("reaction", "is_big")),
    "answerCallbackQuery": Method(
        editing.answer_query, ("callback_query_id",), ("text", "show_alert", "url", "cache_time")
    ),
    "getChat": Method(membership.get_chat, ("chat_id",)),
    "getChatMember": Method(membership.get_chat_member, ("chat_id", "user_id")),
    "getChatMemberCount": Method(membership.get_chat_member_count, ("chat_id",)),
    "getChatAdministrators": Method(membership.get_chat_administrators, ("chat_id",)),
    "leaveChat": Method(membership.leave_chat, ("chat_id",)),
    "setMyCommands": Method(about.set_commands, ("commands",), ("scope", "language_code")),
    "getMyCommands": Method(about.get_commands, (), ("scope", "language_code")),
    "deleteMyCommands": Method(about.delete_commands, (), ("scope", "language_code")),
    "setMyDescription": Method(about.set_description, (), ("description", "language_code")),
    "getMyDescription": Method(about.get_description, (), ("language_code",)),
    "setMyShortDescription": Method(about.set_short_description, (), ("short_description", "language_code")),
    "getMyShortDescription": Method(about.get_short_description, (), ("language_code",)),
    "setChatMenuButton": Method(about.set_menu_button, (), ("chat_id", "menu_button")),
    "getChatMenuButton": Method(about.get_menu_button, (), ("chat_id",)),
}
BY_LOWER_NAME = {name.lower(): name for name in METHODS}
