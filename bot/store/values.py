"""What the store takes and gives: frozen values, opened. No row and no sealed bytes leave the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from msgspec import Struct, json

ShownKind = Literal["prompt", "receipt", "notice", "page", "copy"]

REPLY, NUDGE = 0, 1  # Post.priority: replies to people go out before nudges


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``zone`` is an IANA name, ``country`` an ISO 3166 code, quiet hours are local ``HH:MM``.

    ``copied`` is when they last had a copy of their words; ``erasing`` is what the live button of /erase carries, and
    since when. ``nudge_at`` is the local ``HH:MM`` that nudges wait for and ``nudge_days`` the days of the week on
    which they may come, as digits from 0 for Monday; empty for any. ``nudges_off`` are kinds that are not wanted, and
    until ``snoozed`` no nudge is sent. ``nudged`` are the moments of the last ones, ``unanswered`` how many of them no
    sign of life followed, and ``nudged_for`` the kinds that the last one was about.
    ``alive`` is when they gave a sign of life, within a day; ``warned`` when they were told since then that what is
    kept of them is going to be erased.
    ``place`` is how it stands with a new account that is to take this one's place: ``asked`` whether that is them,
    ``seen`` (they have used the bot since then), ``agreed``; or it is the new account itself, and ``waits`` for the
    place beside the person ``place_of``. ``heir`` is the new account that has taken this one's place.
    """

    language: str = "en"
    zone: str | None = None
    country: str | None = None
    quiet_from: str = "21:30"
    quiet_to: str = "08:30"
    nudges: Literal["none", "few", "some"] = "few"
    track: Literal["joint", "solo"] | None = None
    copied: datetime | None = None
    erasing: tuple[str, datetime] | None = None
    nudge_at: str = ""
    nudge_days: str = ""
    nudges_off: tuple[str, ...] = ()
    snoozed: datetime | None = None
    nudged: tuple[datetime, ...] = ()
    unanswered: int = 0
    nudged_for: tuple[str, ...] = ()
    alive: datetime | None = None
    warned: tuple[datetime, ...] = ()
    place: Literal["", "asked", "seen", "agreed", "waits"] = ""
    place_of: int | None = None
    heir: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    id: int
    telegram_id: int
    name: str
    settings: Settings
    consented: bool
    reachable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Couple:
    """``group_alone``: the two and the bot are all who is in the group. ``members`` maps 'a' and 'b' to person ids."""

    id: int
    group_chat: int | None
    group_alone: bool
    members: Mapping[str, int]
    ended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """``person_id`` invites. Open while it is neither withdrawn nor used nor past ``expires_at``.

    ``used_by`` has used it, or, while it is not ``used``, has followed it last.
    """

    id: int
    person_id: int
    created_at: datetime
    expires_at: datetime
    withdrawn: bool
    used_by: int | None
    used: bool

    def open_at(self, now: datetime) -> bool:
        return not self.withdrawn and not self.used and now < self.expires_at


class StoredSession(Struct, frozen=True, kw_only=True):
    """Owned by a person (private) or a couple (a talk): one of the two ids is set."""

    id: int
    flow: str
    person_id: int | None
    couple_id: int | None
    body: str
    finished: bool


class StoredAnswer(Struct, frozen=True, kw_only=True):
    """``author`` is a person's id, under whose key the body lies."""

    session_id: int
    n: int
    author: int
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    id: int
    kind: str
    due_at: datetime
    session_id: int | None
    person_id: int | None
    couple_id: int | None
    partner: str | None
    turn: int
    name: str


class Shown(Struct, frozen=True, kw_only=True):
    """A message of the bot that may be edited or answered later.

    ``message_id`` is None until Telegram gave one; ``words`` says that it asks for words; ``answer`` is the
    number of the answer that it shows or asked for. The owner of its key is ``person_id`` or ``couple_id``.
    """

    id: int
    chat: int
    message_id: int | None
    kind: str
    session_id: int | None
    partner: str | None
    turn: int
    answer: int | None
    words: bool
    closed: bool
    person_id: int | None
    couple_id: int | None


class Post(Struct, frozen=True, kw_only=True):
    """One call to Telegram, to be made once the transaction is committed.

    ``params`` are the call's parameters without ``chat_id`` (taken from ``chat``) and, for edits and deletions
    of a shown message, without ``message_id`` (taken from ``shown_id``'s row when the call is made).
    The body is sealed under the key of ``person_id`` or ``couple_id``; with neither, under the store's own.
    ``author`` is the person whose words are quoted; ``together`` marks what a group may see only while the couple
    is alone there. ``not_before`` on a ``deleteMessage`` schedules it without holding up the chat.
    """

    chat: int
    method: str
    params: Mapping[str, Any]
    created_at: datetime
    person_id: int | None = None
    couple_id: int | None = None
    priority: int = REPLY
    shown_id: int | None = None
    author: int | None = None
    together: bool = False
    remove_after: timedelta | None = None
    not_before: datetime | None = None
    expires_at: datetime | None = None


class Waiting(Struct, frozen=True, kw_only=True):
    """A row of the outbox whose turn it is. ``message_id`` is that of its shown message, if Telegram gave one.

    ``body`` is what the call takes besides that and the chat: an object in JSON.
    """

    id: int
    chat: int
    method: str
    body: bytes
    priority: int
    person_id: int | None
    couple_id: int | None
    shown_id: int | None
    message_id: int | None
    remove_after: timedelta | None
    expires_at: datetime | None
    attempts: int

    def __repr__(self) -> str:
        """Tell nothing of what it says (P4)."""
        return f"Waiting({self.id}, {self.method!r})"

    @property
    def params(self) -> Mapping[str, Any]:
        params: Mapping[str, Any] = json.decode(self.body)
        return params


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedUpdate:
    """An update that could not be handled, as it came. What it does not tell is None; the ids are Telegram's."""

    update_id: int | None
    reason: str
    sender: int | None
    chat: int | None
    body: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the database tells about how the bot does; ``outbox`` counts calls by state and priority.

    ``oldest_reply`` is since when somebody waits for a reply that could be sent: not one for a phone that is blocked.
    """

    outbox: Mapping[tuple[str, int], int]
    oldest_reply: datetime | None
    timers: int
    overdue: int
    oldest_due: datetime | None
    parked: Mapping[str, int]
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgrade:
    """What a start did to the schema: revisions before (None: a new database) and after.

    ``listed`` is what a look found noted of the list of erased keys, None where nothing is; ``open`` how many
    conversations are not over, by their flows.
    """

    before: str | None
    after: str
    listed: str | None = None
    open: Mapping[str, int] = field(default_factory=dict)
