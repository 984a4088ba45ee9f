"""What Telegram may bring beside what the local one's people can do: whole messages, as they stand on the wire."""

from __future__ import annotations

from typing import Any

from bot.rehearsal import Group, Person
from bot.rehearsal.state import Waiting
from tests.bot.walk import Walk


def brings(walk: Walk, kind: str, body: dict[str, Any]) -> None:
    """Put an update on the wire as it is."""
    state = walk.stage.world.state
    state.waiting.append(
        Waiting(id=state.count("update", 700_000_000), kind=kind, body=body, at=walk.stage.clock.now())
    )
    walk.stage.world.changed()


def message(person: Person, group: Group | None = None, **content: Any) -> dict[str, Any]:
    """Return a message of this person's, to the bot alone or in a group."""
    user = {"id": person.id, "is_bot": False, "first_name": person.name, "language_code": "en"}
    private = {"id": person.id, "type": "private", "first_name": person.name}
    chat = {"id": group.id, "type": "group", "title": "Us"} if group else private
    return {"message_id": 999_999, "from": user, "chat": chat, "date": 1_777_917_720} | content
