"""A group of people, with or without the bot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.rehearsal.messages import Chat, Message
from bot.rehearsal.state import ChatRow

if TYPE_CHECKING:
    from bot.rehearsal.person import Person
    from bot.rehearsal.world import LocalTelegram


class NotPossible(Exception):
    """The phone does not offer this: no such button, a blocked chat, another's message, a wrong link."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people; its id changes when it becomes a supergroup."""

    world: LocalTelegram
    first_id: int

    @property
    def row(self) -> ChatRow:
        row = self.world.state.chats[self.first_id]
        return row if row.migrated_to is None else self.world.state.chats[row.migrated_to]

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def title(self) -> str:
        return self.row.title

    @property
    def chat(self) -> Chat:
        return self.world.chat(self.id)

    @property
    def members(self) -> list[Person]:
        return [self.world.find(person_id) for person_id in self.row.members]

    @property
    def bot_in(self) -> bool:
        return self.row.bot_in

    def screen(self) -> list[Message]:
        return self.world.messages(self.id)

    def goes_public(self, username: str) -> None:
        """Take a name by which anybody finds the group and reads it; an empty one makes it private again.

        The bot is told nothing. A basic group becomes a supergroup by it.
        """
        if username and self.row.kind == "group":
            self.migrates()
        self.row.username = username

    def migrates(self) -> None:
        """Become a supergroup: a new id, the old messages gone, and both service messages told."""
        old = self.row
        if old.kind != "group":
            raise NotPossible("it is a supergroup already")
        new_id = -1_000_000_000_000 + old.id
        by = old.creator if old.creator is not None else old.members[0]
        new = ChatRow(id=new_id, kind="supergroup", title=old.title, members=list(old.members), creator=old.creator)
        new.bot = old.bot
        self.world.state.chats[new_id] = new
        self.world.post(old, by, kind="service", service={"migrate_to_chat_id": new_id})
        old.migrated_to = new_id
        self.world.post(new, by, kind="service", service={"migrate_from_chat_id": old.id})
