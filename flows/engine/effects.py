"""What a conversation may ask for, in the imperative. The shell carries it out; a step performs nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from msgspec import Struct

from flows.engine.events import Words
from flows.engine.session import Facts, Partner, Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a list: the text ``key``, whose arguments ``names`` are texts themselves, given by their keys.

    ``at`` is the moment that it names as ``$time``, on the reader's own clock; with a ``zone`` on the clock there, and
    with its day, so that it can be read later too; a ``zone`` alone is named as ``$place``. ``number`` is what it
    names as ``$number``.
    """

    key: str
    names: tuple[tuple[str, str], ...] = ()
    at: datetime | None = None
    zone: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Tell ``to`` (None: both) the text ``key`` with ``lines`` beneath it, quoting answers that they may see.

    SHARED goes to the group if the couple has one, else to the private chats; anything else is private.
    ``at`` is the moment and ``hint`` the phrase that the text names. ``offers`` is the number of an edited answer
    whose author is asked whether to send it. In a private conversation ``to`` may be B: the partner of the one whose
    conversation it is, if there is one. From ``until`` on (aware UTC) it means nothing any more, so whoever has
    not read it by then never does (N4); and so it is once the session remembers anything else than it ``supposes``, a
    name and its value. ``entries`` are kept records that were added to others, each named by its
    record and its number among them, from 0: what they hold is read out after the text, whatever session it is from;
    with ``asks`` only what answers one of these.
    """

    to: Partner | None
    key: str
    seen: Seen = Seen.PRIVATE
    quotes: tuple[int, ...] = ()
    at: datetime | None = None
    hint: str | None = None
    offers: int | None = None
    lines: tuple[Line, ...] = ()
    until: datetime | None = None
    supposes: tuple[str, str] | None = None
    entries: tuple[tuple[str, int], ...] = ()
    asks: tuple[str, ...] = ()


class Show(Struct, frozen=True, kw_only=True):
    """Send ``to`` their live prompt; ``redraw``: in the message that shows it already.

    ``question`` is the page of ``Questions`` to show; it is sent without being stored (P5).
    """

    to: Partner
    redraw: bool = False
    question: str | None = None


class Close(Struct, frozen=True, kw_only=True):
    """Take the buttons off the prompt that ``to`` had in ``turn``.

    The message then shows ``answer``, or ``chosen`` where there is no answer to show; ``veiled``: nothing
    of what was asked. ``kept``: the words of a preview stay with their author.
    """

    to: Partner
    turn: int
    ask: str
    answer: int | None = None
    chosen: str | None = None
    veiled: bool = False
    kept: bool = False


class Keep(Struct, frozen=True, kw_only=True):
    """Keep these words as answer ``n`` of ``by``, instead of earlier ones."""

    n: int
    by: Partner
    words: Words


class Forget(Struct, frozen=True, kw_only=True):
    """Delete the words of answer ``n``."""

    n: int


class Wake(Struct, frozen=True, kw_only=True):
    """Call ``Woke`` at ``at`` (aware UTC).

    What is said then waits until its reader opens it, unless it is not ``gentle``: then they have set themselves just
    this moment, and it comes as it is. ``timely``: the two agreed on the moment, so they are told of it on that day.
    ``entered`` is the turn at which the state was entered that it belongs to, ``LOOSE`` if it belongs to none.
    """

    by: Partner
    at: datetime
    name: str
    entered: int
    gentle: bool = True
    timely: bool = False


class Set(Struct, frozen=True, kw_only=True):
    """Change a setting of the person who is ``to``.

    It is language, zone, quiet, nudges, nudge_at, nudge_days, nudges_off, snooze or track. ``nudges_off`` are the kinds
    that are not wanted, with spaces between them.
    """

    to: Partner
    name: str
    value: str


class Report(Struct, frozen=True, kw_only=True):
    """Tell the world outside this conversation that something happened in it.

    ``last``: after the new prompts are shown, not before.
    """

    name: str
    by: Partner
    last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Keep something beyond this conversation: ``facts`` for other flows, ``lines`` and ``quotes`` for people.

    It belongs to the couple, in a private conversation to the person. It replaces what was kept under this
    name, or ``adds`` to it. ``quotes`` are answers that both may read. Facts hold no words of people.
    """

    name: str
    facts: Facts = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    quotes: tuple[int, ...] = ()
    adds: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line of a chart: the text ``key`` names it, the points are moments (aware UTC) and values from 0 to 10."""

    key: str
    points: tuple[tuple[datetime, int], ...]


Form: TypeAlias = Literal["pdf", "picture", "calendar", "trend"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """Give ``to`` (None: each of them) a file: ``lines``, ``quotes``, and the kept ``records`` under their headings.

    Its caption is the text ``key``, its title ``{key}.title`` and its name ``{key}.file``. A calendar holds
    one event at ``at`` (aware UTC) that lasts ``minutes``; a trend is a picture of the ``series``.
    """

    to: Partner | None
    form: Form
    key: str
    lines: tuple[Line, ...] = ()
    quotes: tuple[int, ...] = ()
    records: tuple[str, ...] = ()
    at: datetime | None = None
    minutes: int = 0
    series: tuple[Series, ...] = ()


Effect = Say | Show | Close | Keep | Forget | Wake | Set | Report | Record | Print
