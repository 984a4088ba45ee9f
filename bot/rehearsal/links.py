"""Links to the bot, https://t.me/<bot>?start=<payload> and ?startgroup=<payload>.

Source: Telegram's "Bot Features", deep linking.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from bot.rehearsal.group import NotPossible
from bot.rehearsal.rules import MAX_PAYLOAD


@dataclass(frozen=True, slots=True)
class Link:
    payload: str | None
    to_group: bool


def read_link(url: str, username: str) -> Link:
    """Raise NotPossible if the link leads elsewhere or its payload is none that Telegram takes."""
    parts = urlsplit(url)
    if parts.netloc != "t.me" or parts.path.strip("/") != username:
        raise NotPossible(f"this link does not lead to the bot: {url}")
    query = parse_qs(parts.query, keep_blank_values=True)
    payload = query.get("start", query.get("startgroup", [""]))[0]
    if not re.fullmatch(rf"[A-Za-z0-9_-]{{0,{MAX_PAYLOAD}}}", payload):
        raise NotPossible(f"Telegram takes no such payload: {payload!r}")
    return Link(payload or None, "startgroup" in query)
