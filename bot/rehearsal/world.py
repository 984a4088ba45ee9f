"""The local Telegram: people, chats, messages and updates, and the Bot API calls that are made to it.

Plain and synchronous; what it tells others, it tells through ``listen``. Every id comes from a counter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.rehearsal import shapes, state, updates
from bot.rehearsal.calls import Call, Reply, refusal, too_many
from bot.rehearsal.faults import (
    Dropped,
    Fault,
    Faults,
    Flood,
    FloodLimits,
    LostReply,
    Refusal,
    ServerError,
    Slow,
    TooMany,
)
from bot.rehearsal.group import Group
from bot.rehearsal.messages import Chat, JsonObject, Message, Sender, Standing
from bot.rehearsal.methods import BY_LOWER_NAME, METHODS
from bot.rehearsal.params import Params, read
from bot.rehearsal.person import Person
from bot.rehearsal.privacy import hears
from bot.rehearsal.rules import Refused, bad, forbidden
from bot.rehearsal.state import ChatRow, File, PersonRow, State

TOKEN = "1000001:LOCAL-TOKEN"  # noqa: S105  # opens nothing but this local server
FIRST_PERSON = 5_000_000
FIRST_GROUP = 4_000_000
SUPERGROUPS = 1_000_000_000_000
MAX_CALLS = 20_000


class LocalTelegram:
    """``limits`` switches Telegram's own flood limits on; they answer 429."""

    def __init__(
        self,
        now: Callable[[], datetime],
        token: str = TOKEN,
        username: str = "reknit_bot",
        name: str = "reknit",
        limits: FloodLimits | None = None,
    ) -> None:
        self.now = now
        self.state = State(token=token, username=username, name=name)
        self.calls: list[Call] = []
        self.faults = Faults()
        self.flood = Flood(limits) if limits is not None else None
        self._listeners: list[Callable[[], None]] = []

    # -- the people's side

    def person(self, name: str, language: str = "en", zone: str = "UTC", username: str | None = None) -> Person:
        row = PersonRow(
            id=self.state.count("person", FIRST_PERSON),
            name=name,
            language=language,
            zone=zone,
            username=username,
        )
        self.state.people[row.id] = row
        self.state.chats[row.id] = ChatRow(id=row.id, kind="private", title=name, members=[row.id])
        self.changed()
        return Person(self, row.id)

    def group(self, title: str, people: list[Person]) -> Group:
        """Return a new group of these people, the first its creator; the bot is not in it yet."""
        members = [person.id for person in people]
        row = ChatRow(id=-self.state.count("group", FIRST_GROUP), kind="group", title=title, members=members)
        row.creator = members[0] if members else None
        self.state.chats[row.id] = row
        self.changed()
        return Group(self, row.id)

    @property
    def people(self) -> list[Person]:
        return [Person(self, person_id) for person_id in self.state.people]

    @property
    def groups(self) -> list[Group]:
        rows = [row for row in self.state.chats.values() if row.kind != "private"]
        return [Group(self, row.id) for row in rows if row.migrated_to is None]

    def find(self, person_id: int) -> Person:
        """Raise KeyError if there is no such person."""
        return Person(self, self.state.people[person_id].id)

    def chat(self, chat_id: int) -> Chat:
        row = self.state.chats[chat_id]
        return Chat(id=row.id, kind=row.kind, title=row.title)

    def messages(self, chat_id: int) -> list[Message]:
        return list(self.state.chats[chat_id].messages.values())

    def file(self, file_id: str) -> File:
        return self.state.files[file_id]

    # -- memory and listeners

    @property
    def version(self) -> int:
        return self.state.version

    @property
    def bot_id(self) -> int:
        return int(self.state.token.partition(":")[0])

    def dump(self) -> JsonObject:
        return state.dump(self.state)

    @classmethod
    def load(cls, dumped: JsonObject, now: Callable[[], datetime]) -> LocalTelegram:
        world = cls(now)
        world.state = state.load(dumped)
        return world

    def listen(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call back after every change; return what ends it."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback) if callback in self._listeners else None

    def changed(self) -> None:
        self.state.version += 1
        for callback in list(self._listeners):
            callback()

    # -- what both sides do to chats

    def writable(self, chat_id: int) -> ChatRow:
        """Return the chat if the bot may write there.

        Raises:
            Refused: as Telegram would.
        """
        row = self.state.chats.get(chat_id)
        if row is None:
            raise bad("chat not found")
        if row.migrated_to is not None:
            moved = {"migrate_to_chat_id": row.migrated_to}
            raise Refused(400, "group chat was upgraded to a supergroup chat", moved)
        if row.kind == "private" and self.state.people[row.id].deactivated:
            raise forbidden("user is deactivated")
        if row.bot_in:
            return row
        if row.kind == "private":
            blocked = row.bot == "kicked"
            words = "bot was blocked by the user" if blocked else "bot can't initiate conversation with a user"
            raise forbidden(words)
        match row.bot:
            case "kicked":
                raise forbidden(f"bot was kicked from the {row.kind} chat")
            case "left":
                raise forbidden(f"bot is not a member of the {row.kind} chat")
            case _:
                raise bad("chat not found")

    def post(self, row: ChatRow, sender_id: int, **content: Any) -> Message:
        """Put a new message into a chat, and queue an update if the bot can see it."""
        is_bot = sender_id == self.bot_id
        name = self.state.name if is_bot else self.state.people[sender_id].name
        message = Message(
            id=self._next_message_id(row),
            chat=row.id,
            sender=Sender(id=sender_id, name=name, bot=is_bot),
            at=self.now(),
            order=self.state.count("order"),
            **content,
        )
        row.messages[message.id] = message
        row.action = None if is_bot else row.action
        if hears(self, row, message):
            self.tell("message", shapes.message(self, row, message))
        self.changed()
        return message

    def put(self, row: ChatRow, message: Message) -> None:
        """Replace a message by what it has become."""
        row.messages[message.id] = message
        self.changed()

    def remove(self, row: ChatRow, message: Message) -> None:
        del row.messages[message.id]
        self.changed()

    def tell(self, kind: str, body: JsonObject) -> None:
        updates.add(self.state, kind, body, self.now())
        self.changed()

    def stand(self, row: ChatRow, by: int, standing: Standing) -> None:
        """Give the bot another standing in a chat, which my_chat_member tells."""
        before: Standing = "left" if row.bot == "none" else row.bot
        row.bot = standing
        told = shapes.change(self, row, by=by, who=self.bot_id, before=before, after=standing)
        self.tell("my_chat_member", told)

    def part(self, row: ChatRow, by: int, standing: Standing) -> None:
        """Take the bot out of a group; in a basic group it still sees the message that says so."""
        gone: JsonObject = {"left_chat_member": shapes.user(self, self.bot_id)}
        if row.kind == "group":
            self.post(row, by, kind="service", service=gone)
        self.stand(row, by, standing)
        if row.kind == "supergroup":
            self.post(row, by, kind="service", service=gone)

    def _next_message_id(self, row: ChatRow) -> int:
        # private chats and basic groups share the bot's one row of numbers, a supergroup has its own
        if row.kind != "supergroup":
            return self.state.count("message")
        row.last_message_id += 1
        return row.last_message_id

    # -- the bot's side

    def called(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    def receive(self, method: str, given: Mapping[str, object]) -> Reply:
        """Answer one Bot API call; a getUpdates never waits here."""
        name = BY_LOWER_NAME.get(method.lower(), method)
        chat = _chat_of(given)
        fault = self.faults.take(name, chat)
        body = self._refusal(fault, name, chat)
        if body is None and not isinstance(fault, Dropped):
            body = self._answer(name, given)
        self._note(Call(method=name, params=dict(given), at=self.now(), answer=body, fault=fault))
        if isinstance(fault, LostReply):
            return Reply(body=None)
        return Reply(body=body, after=fault.seconds if isinstance(fault, Slow) else 0.0)

    def params(self, method: str, given: Mapping[str, object]) -> Params:
        """Return what was given as typed parameters.

        Raises:
            Refused: the method or a parameter is unknown, missing or wrong.
        """
        if method not in METHODS:
            raise Refused(404)
        known = METHODS[method]
        return read(given, known.required, known.optional)

    def _answer(self, method: str, given: Mapping[str, object]) -> JsonObject:
        try:
            params = self.params(method, given)
            return {"ok": True, "result": METHODS[method].handler(self, params)}
        except Refused as refused:
            return refusal(refused)

    def _refusal(self, fault: Fault | None, method: str, chat: int | None) -> JsonObject | None:
        match fault:
            case TooMany(retry_after):
                return refusal(too_many(retry_after))
            case ServerError(code):
                words = {500: "Internal Server Error", 502: "Bad Gateway"}.get(code, "Service Unavailable")
                return {"ok": False, "error_code": code, "description": words}
            case Refusal(code, description):
                return {"ok": False, "error_code": code, "description": description}
            case _:
                wait = self.flood.retry_after(method, chat, self.now()) if self.flood else None
                return None if wait is None else refusal(too_many(wait))

    def _note(self, call: Call) -> None:
        self.calls.append(call)
        if len(self.calls) > MAX_CALLS:
            del self.calls[: MAX_CALLS // 2]


def _chat_of(given: Mapping[str, object]) -> int | None:
    chat = given.get("chat_id")
    if isinstance(chat, int):
        return chat
    return int(chat) if isinstance(chat, str) and chat.removeprefix("-").isdecimal() else None
