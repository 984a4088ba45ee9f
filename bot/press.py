"""What a button carries: a session's turn and an action, or the name of a page. Never words, never a secret (P4)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.engine.session import Partner

_SESSION = re.compile(r"([strwax])(\d{1,12})\.([ab])(\d{1,9})(?:\.([\w:/+-]{1,40}))?", re.ASCII)
_PAGE = re.compile(r"m\.([a-z_]{1,20})(?:\.([A-Za-z0-9]{0,12}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSession:
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


def parse(data: str) -> ToSession | ToPage | None:
    """Return what a button says, None if no button of ours says that."""
    if found := _SESSION.fullmatch(data):
        kind, session_id, partner, number, action = found.groups()
        return ToSession(
            kind=kind,
            session_id=int(session_id),
            partner=Partner(partner),
            number=int(number),
            action=action or "",
        )
    if found := _PAGE.fullmatch(data):
        return ToPage(name=found[1], argument=found[2] or "")
    return None
