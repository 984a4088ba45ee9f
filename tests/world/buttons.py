"""What buttons say, for checkers and for who forges more than anybody could: read by the veil that hides it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.press import ToSession, carried, parse
from bot.store.keys import Keys
from bot.vault import Veil

_veils: dict[bytes, Veil] = {}
"""Those of all databases that this process had, by what they make of a known block; the newest is the last."""


@contextmanager
def readable() -> Iterator[None]:
    """Remember by which veil a bot hides what its buttons carry."""
    right = Keys.veil

    def remembered(keys: Keys) -> Veil:
        veil = right(keys)
        known = veil.hide(bytes(16))
        _veils[known] = _veils.pop(known, veil)
        return veil

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Keys, "veil", remembered)
        yield


def read(data: str) -> ToSession | None:
    """Return what a button says that leads into a conversation, None for any other."""
    tried = (parse(data, veil.show) for veil in reversed(_veils.values()))
    return next((found for found in tried if isinstance(found, ToSession)), None)


def forged(to: ToSession) -> str:
    """Return what a button would carry that leads there in the newest database, as only who knows its key can say."""
    veil = next(reversed(_veils.values()))
    data = carried(veil.hide, to.kind, to.session_id, to.partner, to.number)
    return f"{data}.{to.action}" if to.action else data
