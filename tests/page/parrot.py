"""A bot with nothing to say of its own, for what the page must do whatever the bot is."""

from __future__ import annotations

import asyncio
from html import escape
from typing import Any

from bot.rehearsal import LocalTelegram

LINK = "https://t.me/reknit_bot?start=token-for-one"
KEYS = {"inline_keyboard": [[{"text": "Keep it", "callback_data": "keep"}, {"text": "Why?", "callback_data": "why"}]]}
SHARE = {"inline_keyboard": [[{"text": "Add me to a group", "url": "https://t.me/reknit_bot?startgroup=our-group"}]]}
ASK = {"force_reply": True, "selective": True, "input_field_placeholder": "What I heard is …"}


class Parrot:
    def __init__(self, world: LocalTelegram) -> None:
        self.world = world
        self.offset = 0

    async def run(self) -> None:
        changed = asyncio.Event()
        stop_listening = self.world.listen(changed.set)
        try:
            while True:
                for update in self._call("getUpdates", offset=self.offset):
                    self.offset = update["update_id"] + 1
                    self._answer(update)
                await changed.wait()
                changed.clear()
        finally:
            stop_listening()

    def _call(self, method: str, **params: Any) -> Any:
        body = self.world.receive(method, params).body
        assert body is not None
        assert body["ok"], body
        return body["result"]

    def _answer(self, update: dict[str, Any]) -> None:
        match update:
            case {"callback_query": query}:
                self._pressed(query)
            case {"edited_message": {"chat": {"id": chat}, "text": text}}:
                self._call("sendMessage", chat_id=chat, text=f"Changed to: {text}")
            case {"message": {"chat": {"id": chat}, "text": "/start"}}:
                self._call("sendMessage", chat_id=chat, text=f"Welcome. {LINK}", reply_markup=SHARE)
            case {"message": {"chat": {"id": chat}, "text": text, "message_id": number, "from": person}} if (
                "/ask" in text
            ):
                words = f"{person['first_name']}, your turn."
                reply = {"message_id": number}
                self._call("sendMessage", chat_id=chat, text=words, reply_parameters=reply, reply_markup=ASK)
            case {"message": {"chat": {"id": chat}, "text": text}}:
                html = f"You said:\n<blockquote>{escape(text)}</blockquote>\nIs that it?"
                self._call("sendMessage", chat_id=chat, text=html, parse_mode="HTML", reply_markup=KEYS)
            case {"message": {"chat": {"id": chat}, "voice": _}}:
                self._call("sendMessage", chat_id=chat, text="I cannot listen, only read.")

    def _pressed(self, query: dict[str, Any]) -> None:
        message = query["message"]
        place = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
        if query["data"] == "why":
            words = "So that you can try the page."
            self._call("answerCallbackQuery", callback_query_id=query["id"], text=words, show_alert=True)
            return
        self._call("answerCallbackQuery", callback_query_id=query["id"], text="Kept.")
        self._call("editMessageText", **place, text=f"Kept by {query['from']['first_name']}.")
