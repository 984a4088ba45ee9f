"""One transaction: the repositories over one connection."""

from __future__ import annotations

from bot.store.account import Account
from bot.store.answers import Answers
from bot.store.couples import Couples
from bot.store.invitations import Invitations
from bot.store.keys import Keys
from bot.store.link import Link
from bot.store.locks import Locks
from bot.store.measures import Measures
from bot.store.outbox import Outbox
from bot.store.parked import ParkedUpdates
from bot.store.people import People
from bot.store.records import Records
from bot.store.seen import Seen
from bot.store.sending import Sending
from bot.store.sessions import Sessions
from bot.store.shown import ShownMessages
from bot.store.timers import Timers
from bot.store.updates import Meta, Updates


class Transaction:
    """All or nothing: what its repositories did is committed together, when the work that took it returns."""

    __slots__ = (
        "account",
        "answers",
        "couples",
        "invitations",
        "keys",
        "locks",
        "measures",
        "meta",
        "outbox",
        "parked",
        "people",
        "records",
        "seen",
        "sending",
        "sessions",
        "shown",
        "timers",
        "updates",
    )

    def __init__(self, link: Link, keys: Keys, seen: Seen) -> None:
        """``seen`` is what was read before, as it would be read in this transaction."""
        self.keys = keys
        self.meta = Meta(link)
        self.updates = Updates(link, seen)
        self.parked = ParkedUpdates(link, keys)
        self.measures = Measures(link, self.parked)
        self.seen = seen
        self.locks = Locks(link, seen)
        self.people = People(link, keys, seen)
        self.couples = Couples(link, keys, seen, self.people)
        self.invitations = Invitations(link)
        self.sessions = Sessions(link, keys, seen)
        self.answers = Answers(link, keys, seen)
        self.records = Records(link, keys)
        self.timers = Timers(link, seen)
        self.shown = ShownMessages(link, keys, seen)
        self.outbox = Outbox(link, keys, seen, self.shown)
        self.sending = Sending(link)
        self.account = Account(link, keys, seen)
