"""People with a phone: every method does what a finger does, and makes the update that the bot will fetch.

One long class on purpose: it is the list of all that a person can do here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bot.rehearsal import shapes
from bot.rehearsal.entities import Entity, pieces, trimmed, with_automatic
from bot.rehearsal.group import Group, NotPossible
from bot.rehearsal.links import read_link
from bot.rehearsal.messages import Chat, Message, MessageKind
from bot.rehearsal.privacy import hears
from bot.rehearsal.rules import MAX_TEXT
from bot.rehearsal.screens import open_keyboard, open_question
from bot.rehearsal.sending import store
from bot.rehearsal.state import ChatRow, PersonRow, Press
from flows.engine.frozen import replace

if TYPE_CHECKING:
    from bot.rehearsal.world import LocalTelegram


Where: TypeAlias = Group | Chat | int | None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with Telegram; ``chat`` None always means their private chat with the bot."""

    world: LocalTelegram
    id: int

    @property
    def row(self) -> PersonRow:
        return self.world.state.people[self.id]

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def zone(self) -> str:
        return self.row.zone

    @property
    def chat(self) -> Chat:
        return self.world.chat(self.id)

    # -- looking

    def screen(self, chat: Where = None) -> list[Message]:
        return self.world.messages(self._row(chat).id)

    def last(self, chat: Where = None) -> Message:
        """Return the newest message, whoever wrote it."""
        shown = self.screen(chat)
        if not shown:
            raise NotPossible("the chat is empty")
        return shown[-1]

    def keyboard(self, chat: Where = None) -> tuple[tuple[str, ...], ...]:
        """Return the labels of the reply keyboard that is open."""
        return open_keyboard(self.screen(chat), self.id)

    def asked(self, chat: Where = None) -> Message | None:
        """Return the newest force reply for this person that they have not replied to."""
        return open_question(self.screen(chat), self.id)

    # -- writing

    def starts(self, payload: str | None = None) -> Message:
        """Press Start, or open a link with a payload; unblocks the bot if it was blocked."""
        row = self._row(None)
        if row.bot == "kicked":
            self.unblocks()
        row.bot = "member"
        return self._writes(row, f"/start {payload}" if payload else "/start", None)

    def says(self, text: str, chat: Where = None, reply_to: Message | int | None = None) -> Message:
        """Write a text; one that is too long goes out in parts, as from a real phone: returns the last."""
        row = self._row(chat)
        if not text.strip():
            raise NotPossible("an empty message cannot be sent")
        return [self._writes(row, piece, reply_to) for piece in pieces(text, MAX_TEXT)][-1]

    def answers(self, text: str, chat: Where = None) -> Message:
        """Write into the reply that the bot has opened by force."""
        asked = self.asked(chat)
        if asked is None:
            raise NotPossible("the bot has asked for no reply here")
        return self.says(text, chat, reply_to=asked)

    def sends_voice(self, chat: Where = None, reply_to: Message | int | None = None, *, seconds: int = 5) -> Message:
        file = store(self.world, "voice", b"voice", name="", mime="audio/ogg", duration=seconds)
        return self._sends(chat, "voice", file.id, "", reply_to)

    def sends_photo(self, chat: Where = None, reply_to: Message | int | None = None, *, caption: str = "") -> Message:
        file = store(self.world, "photo", b"photo", name="", mime="image/jpeg")
        return self._sends(chat, "photo", file.id, caption, reply_to)

    def sends_document(
        self,
        chat: Where = None,
        reply_to: Message | int | None = None,
        *,
        name: str = "paper.txt",
        data: bytes = b"paper",
        caption: str = "",
    ) -> Message:
        file = store(self.world, "document", data, name=name, mime="application/octet-stream")
        return self._sends(chat, "document", file.id, caption, reply_to)

    def edits(self, message: Message, text: str) -> Message:
        row, current = self._own(message)
        plain, entities = _typed(text)
        edited = replace(current, text=plain, entities=entities, edited_at=self.world.now())
        if edited.text == current.text:
            raise NotPossible("the text is the same")
        self.world.put(row, edited)
        if hears(self.world, row, edited):
            self.world.tell("edited_message", shapes.message(self.world, row, edited))
        return edited

    def deletes(self, message: Message) -> None:
        """Delete for both sides; the bot is never told. In a private chat the bot's messages too."""
        row = self._row(message.chat)
        current = row.messages.get(message.id)
        if current is None or (current.sender.id != self.id and row.kind != "private"):
            raise NotPossible("it is not theirs to delete")
        self.world.remove(row, current)

    # -- pressing

    def presses(self, wanted: str, message: Message | None = None, chat: Where = None) -> Press:
        """Press the button with this label, data or link.

        Without ``message`` it is the newest that has such a button, in ``chat`` or in any chat of theirs. An
        older snapshot given as ``message`` is pressed as it was then, as on a screen that has not caught up.
        A button of a reply keyboard says its label, a link button only returns its ``url``.
        """
        if message is not None:
            found = message.button(wanted)
            if found is None:
                raise NotPossible(f"no button {wanted!r} among {message.labels}")
            return self._presses(message, found.data, found.url)
        for shown in self._newest_first(chat):
            button = shown.button(wanted)
            if button is not None:
                return self._presses(shown, button.data, button.url)
        return self._taps(wanted, chat)

    def forges(self, data: str, message: Message) -> Press:
        """Send a press with any data, as a tampered client can."""
        return self._presses(message, data, None)

    def follows(self, url: str, group: Group | None = None) -> Message:
        """Open a link to the bot: start it with the payload, or add it to ``group`` with the payload."""
        link = read_link(url, self.world.state.username)
        if not link.to_group:
            return self.starts(link.payload)
        if group is None:
            raise NotPossible("choose a group for this link")
        self.adds_bot(group, link.payload)
        return group.screen()[-1]

    def hands(self, url: str, to: Person) -> Message:
        """Pass a link on as people do, past the bot: it shows as a note in the other's phone."""
        row = self._row(to.id)
        _, entities = _typed(url)
        return self.world.post(row, self.id, kind="note", text=url, entities=entities)

    # -- blocking and groups

    def blocks(self) -> None:
        row = self._row(None)
        if row.bot_in:
            self.world.stand(row, self.id, "kicked")

    def unblocks(self) -> None:
        row = self._row(None)
        if row.bot == "kicked":
            self.world.stand(row, self.id, "member")

    def deactivates(self) -> None:
        self.row.deactivated = True
        self.world.changed()

    def adds_bot(self, group: Group, payload: str | None = None) -> None:
        """Add the bot to a group; if it is in already, only the payload is sent."""
        row = self._member_of(group)
        if not row.bot_in:
            self.world.stand(row, self.id, "member")
            bot = shapes.user(self.world, self.world.bot_id)
            self.world.post(row, self.id, kind="service", service={"new_chat_members": [bot]})
        if payload:
            self._writes(row, f"/start@{self.world.state.username} {payload}", None)

    def promotes_bot(self, group: Group) -> None:
        """Make the bot an administrator, which ends its privacy mode in that group."""
        self.world.stand(self._member_of(group), self.id, "administrator")

    def removes_bot(self, group: Group) -> None:
        row = self._member_of(group)
        if not row.bot_in:
            raise NotPossible("the bot is not in this group")
        self.world.part(row, self.id, "kicked")

    def joins(self, group: Group) -> None:
        row = group.row
        if self.id in row.members:
            raise NotPossible("they are in this group already")
        row.members.append(self.id)
        told = shapes.user(self.world, self.id)
        self.world.post(row, self.id, kind="service", service={"new_chat_members": [told]})
        self._tells_of(row, "left", "member")

    def leaves(self, group: Group) -> None:
        row = self._member_of(group)
        row.members.remove(self.id)
        told = shapes.user(self.world, self.id)
        self.world.post(row, self.id, kind="service", service={"left_chat_member": told})
        self._tells_of(row, "member", "left")

    # -- how

    def _row(self, chat: Where) -> ChatRow:
        match chat:
            case None:
                return self.world.state.chats[self.id]
            case Group():
                return chat.row
            case Chat(id=chat_id) | int(chat_id):
                return self.world.state.chats[chat_id]

    def _member_of(self, group: Group) -> ChatRow:
        if self.id not in group.row.members:
            raise NotPossible(f"{self.name} is not in this group")
        return group.row

    def _tells_of(self, row: ChatRow, before: str, after: str) -> None:
        if row.bot == "administrator":  # others are not told of members coming and going
            change = shapes.change(self.world, row, by=self.id, who=self.id, before=before, after=after)
            self.world.tell("chat_member", change)

    def _open(self, row: ChatRow) -> ChatRow:
        if row.kind == "private":
            if row.bot == "kicked":
                raise NotPossible("the bot is blocked: there is nowhere to write")
            row.bot = "member"  # the first message opens the chat for the bot
        elif self.id not in row.members:
            raise NotPossible(f"{self.name} is not in this group")
        return row

    def _writes(self, row: ChatRow, text: str, reply_to: Message | int | None) -> Message:
        plain, entities = _typed(text)
        replied = reply_to.id if isinstance(reply_to, Message) else reply_to
        return self.world.post(self._open(row), self.id, text=plain, entities=entities, reply_to=replied)

    def _sends(
        self, chat: Where, kind: MessageKind, file: str, caption: str, reply_to: Message | int | None
    ) -> Message:
        plain, entities = _typed(caption)
        replied = reply_to.id if isinstance(reply_to, Message) else reply_to
        row = self._open(self._row(chat))
        return self.world.post(row, self.id, kind=kind, text=plain, entities=entities, file=file, reply_to=replied)

    def _own(self, message: Message) -> tuple[ChatRow, Message]:
        row = self._row(message.chat)
        current = row.messages.get(message.id)
        if current is None or current.sender.id != self.id or current.kind in ("service", "note"):
            raise NotPossible("it is not theirs to edit")
        return row, current

    def _newest_first(self, chat: Where) -> list[Message]:
        rows = self.world.state.chats.values()
        mine = [row for row in rows if self.id in row.members and row.migrated_to is None]
        wanted = mine if chat is None else [self._row(chat)]
        shown = [message for row in wanted for message in row.messages.values()]
        return sorted(shown, key=lambda message: message.order, reverse=True)

    def _presses(self, message: Message, data: str | None, url: str | None) -> Press:
        row = self._row(message.chat)
        if message.id not in row.messages:
            raise NotPossible("this message is gone")
        if self.id not in row.members:
            raise NotPossible(f"{self.name} cannot see this message")
        press = Press(
            id=str(self.world.state.count("press", 4_000_000)),
            person=self.id,
            chat=row.id,
            message=message.id,
            data=data,
            url=url,
            at=self.world.now(),
        )
        if data is not None:
            self.world.state.presses[press.id] = press
            if row.bot_in:
                self.world.tell("callback_query", shapes.query(self.world, press))
        return press

    def _taps(self, wanted: str, chat: Where) -> Press:
        if not any(wanted in row for row in self.keyboard(chat)):
            seen = [label for shown in self._newest_first(chat) for label in shown.labels]
            raise NotPossible(f"no button {wanted!r} among {seen}")
        said = self.says(wanted, chat)
        return Press(id="", person=self.id, chat=said.chat, message=said.id, data=None, at=said.at, answered=True)


def _typed(text: str) -> tuple[str, tuple[Entity, ...]]:
    plain, _ = trimmed(text, ())
    return plain, with_automatic(plain, ())
