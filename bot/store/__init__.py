"""The database: tables, transactions, migrations. No row leaves it, and nothing that people wrote lies in it open."""

from bot.store.aftermath import A_MOVE
from bot.store.copies import Copy, copy, restore
from bot.store.database import told
from bot.store.erased import LISTED, ErasedList, is_empty
from bot.store.errors import Absent, StoreError
from bot.store.look import look
from bot.store.presence import CAUGHT_UP, INTAKE, Crowded, Presence, knows
from bot.store.store import Store
from bot.store.transaction import Transaction
from bot.store.updates import PROBED, REACHED, UNSCRUBBED
from bot.store.values import (
    NUDGE,
    REPLY,
    Couple,
    Figures,
    Invitation,
    ParkedUpdate,
    Person,
    Post,
    Settings,
    Shown,
    StoredAnswer,
    StoredSession,
    Timer,
    Upgrade,
    Waiting,
)

__all__ = [
    "A_MOVE",
    "CAUGHT_UP",
    "INTAKE",
    "LISTED",
    "NUDGE",
    "PROBED",
    "REACHED",
    "REPLY",
    "UNSCRUBBED",
    "Absent",
    "Copy",
    "Couple",
    "Crowded",
    "ErasedList",
    "Figures",
    "Invitation",
    "ParkedUpdate",
    "Person",
    "Post",
    "Presence",
    "Settings",
    "Shown",
    "Store",
    "StoreError",
    "StoredAnswer",
    "StoredSession",
    "Timer",
    "Transaction",
    "Upgrade",
    "Waiting",
    "copy",
    "is_empty",
    "knows",
    "look",
    "restore",
    "told",
]
