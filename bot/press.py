"""What a button carries: a session's turn and an action, or the name of a page. Never words, never a secret (P4).

Turns and answers are counted for both partners together, and conversations for everybody. Whoever reads what their
buttons carry, as some clients show it, must not see by the numbers that the other one has answered (P2): so they are
hidden, and nobody can make up a button.
"""

from __future__ import annotations

import re
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass

from msgspec import Struct

from flows.engine.session import Partner

_HIDDEN = re.compile(r"([strwax])([\w-]{22})(?:\.([\w:/+-]{1,40}))?", re.ASCII)
_PAGE = re.compile(r"m\.([a-z_]{1,20})(?:\.([A-Za-z0-9]{0,12}))?")
_BLOCK = struct.Struct(">ccQIH")
_PARTNERS = {partner.value.encode(): partner for partner in Partner}
MOST_SESSIONS = 10**12
_OWN = re.compile(r"n(\d{1,6})(?=:|$)")
_MOST_OWN = 2**16 - 1

Turned = Callable[[bytes], bytes]
"""A block of 16 bytes -> another, as ``bot.vault.Veil`` does."""


class ToSession(Struct, frozen=True, kw_only=True):
    """A press for one partner of one session.

    ``kind``: chose (s), ticked (t), reopens (r), withdraws (w), sends (a) or leaves (x) an edited version.
    ``number`` is the prompt's turn for s and t, the answer's number otherwise.
    """

    kind: str
    session_id: int
    partner: Partner
    number: int
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPage:
    """A press of the menu, of the bar under a prompt, or of a page."""

    name: str
    argument: str


def carried(hide: Turned, kind: str, session_id: int, partner: Partner, number: int, *, own: int = 0) -> str:
    """Return what such a button carries; an action goes after it and a dot, and ``own`` is the number hidden in it."""
    block = _BLOCK.pack(kind.encode(), partner.value.encode(), session_id, number, own)
    return kind + urlsafe_b64encode(hide(block)).decode().rstrip("=")


def in_clear(action: str) -> tuple[str, int]:
    """Return an action as it may stand in clear, and the number of the answer that it names, 0 if it names none."""
    found = _OWN.match(action) if action[:1] == "n" else None
    number = int(found[1]) if found else 0
    return (f"n{action[found.end() :]}", number) if found and 0 < number <= _MOST_OWN else (action, 0)


def parse(data: str, show: Turned) -> ToSession | ToPage | None:
    """Return what a button says, None if no button of ours says that."""
    if found := _HIDDEN.fullmatch(data):
        return _hidden(show(urlsafe_b64decode(f"{found[2]}==")), found[1], found[3] or "")
    if found := _PAGE.fullmatch(data):
        return ToPage(name=found[1], argument=found[2] or "")
    return None


def _hidden(block: bytes, kind: str, action: str) -> ToSession | None:
    made_for, partner, session_id, number, own = _BLOCK.unpack(block)
    if made_for != kind.encode() or partner not in _PARTNERS or session_id >= MOST_SESSIONS:
        return None
    if own:
        if action.partition(":")[0] != "n":
            return None
        action = f"n{own}{action[1:]}"
    return ToSession(kind=kind, session_id=session_id, partner=_PARTNERS[partner], number=number, action=action)
