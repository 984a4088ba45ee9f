"""One transaction: the repositories over one connection."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.store.answers import Answers
from bot.store.couples import Couples
from bot.store.invitations import Invitations
from bot.store.keys import Keys
from bot.store.outbox import Outbox
from bot.store.people import People
from bot.store.records import Records
from bot.store.sessions import Sessions
from bot.store.shown import ShownMessages
from bot.store.timers import Timers
from bot.store.updates import Meta, Updates


class Transaction:
    """All or nothing: what its repositories did is committed together, when the work that took it returns."""

    __slots__ = (
        "answers",
        "couples",
        "invitations",
        "keys",
        "meta",
        "outbox",
        "people",
        "records",
        "sessions",
        "shown",
        "timers",
        "updates",
    )

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self.keys = keys
        self.meta = Meta(connection)
        self.updates = Updates(connection, self.meta)
        self.people = People(connection, keys)
        self.couples = Couples(connection, keys)
        self.invitations = Invitations(connection)
        self.sessions = Sessions(connection, keys)
        self.answers = Answers(connection, keys)
        self.records = Records(connection, keys)
        self.timers = Timers(connection)
        self.shown = ShownMessages(connection, keys)
        self.outbox = Outbox(connection, keys)
