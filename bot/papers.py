"""Files that a conversation gives people: the agreement as a page, an evening as a calendar entry, the keepsake."""

from __future__ import annotations

from bot.desk import Desk
from bot.store.values import StoredSession
from flows.engine.effects import Print
from flows.engine.session import Session


def print_for(desk: Desk, stored: StoredSession, session: Session, effect: Print) -> None:
    """Send each reader the file that a flow asked for."""
    raise NotImplementedError
