"""A local Telegram: people, chats and a Bot API server, for the demo, the preview and the tests' wire."""

from bot.rehearsal.calls import Call
from bot.rehearsal.faults import Dropped, FloodLimits, LostReply, Refusal, ServerError, Slow, TooMany
from bot.rehearsal.group import Group, NotPossible
from bot.rehearsal.messages import Button, Chat, Message
from bot.rehearsal.person import Person
from bot.rehearsal.server import LocalTelegramServer
from bot.rehearsal.state import File, Press
from bot.rehearsal.world import LocalTelegram

__all__ = [
    "Button",
    "Call",
    "Chat",
    "Dropped",
    "File",
    "FloodLimits",
    "Group",
    "LocalTelegram",
    "LocalTelegramServer",
    "LostReply",
    "Message",
    "NotPossible",
    "Person",
    "Press",
    "Refusal",
    "ServerError",
    "Slow",
    "TooMany",
]
