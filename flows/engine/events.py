"""What may happen in a conversation, in the past tense. ``turn`` is the one that the pressed prompt carried."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from flows.engine.session import Partner

LOOSE = -1
"""Instead of a turn: a timer that belongs to no state."""


class Words(Struct, frozen=True, kw_only=True):
    """What somebody typed, spoke or showed: a text, or Telegram's file id of a voice message or photo.

    A photo may have a text, its caption.
    """

    text: str = ""
    voice: str | None = None
    photo: str | None = None


class Said(Struct, frozen=True, kw_only=True):
    """``by`` sent words. ``aloud``: in the shared group, where the partner has already read them.

    ``held``: the talk stands still, so they are kept as a draft.
    ``hint`` is a phrase in them that may sound like blame, None if there is none. ``moments`` are the
    moments (aware UTC) that they may mean, where one is asked for. ``before`` is how many characters ``by`` has
    written for the draft that they look at; ``onto`` the number of the answer that they wrote right before, None if
    something else has come since.
    """

    by: Partner
    turn: int
    words: Words
    aloud: bool = False
    held: bool = False
    before: int = 0
    onto: int | None = None
    hint: str | None = None
    moments: tuple[datetime, ...] = ()


class Chose(Struct, frozen=True, kw_only=True):
    """``by`` pressed an option, a number of a scale, or one of the engine's own buttons.

    ``aloud``: in the shared group, where the partner sees the choice.
    """

    by: Partner
    turn: int
    option: str
    aloud: bool = False


class Ticked(Struct, frozen=True, kw_only=True):
    """``by`` pressed one item of a palette, or an item, a level or a page of a worksheet."""

    by: Partner
    turn: int
    item: str


class Reopened(Struct, frozen=True, kw_only=True):
    """``by`` wants to change answer ``n``."""

    by: Partner
    n: int


class Withdrew(Struct, frozen=True, kw_only=True):
    """``by`` took back the sealed answer ``n``."""

    by: Partner
    n: int


class Edited(Struct, frozen=True, kw_only=True):
    """``by`` edited the sent message that holds answer ``n``."""

    by: Partner
    n: int
    words: Words
    aloud: bool = False


class Amended(Struct, frozen=True, kw_only=True):
    """``by`` chose to send (or not) the edited version ``n`` of an answer that the partner has seen."""

    by: Partner
    n: int
    send: bool


class Woke(Struct, frozen=True, kw_only=True):
    """A timer was due. ``entered`` is when its state was entered; another one now means that it is stale.

    ``LOOSE``: it belongs to no state.
    """

    by: Partner
    entered: int
    name: str


class Called(Struct, frozen=True, kw_only=True):
    """Something outside this conversation happened: a command, the end of a step, a group that is ready."""

    name: str
    by: Partner


Event = Said | Chose | Ticked | Reopened | Withdrew | Edited | Amended | Woke | Called
