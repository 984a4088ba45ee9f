"""What a conversation may ask for, in the imperative. The shell carries it out; a step performs nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.engine.events import Words
from flows.engine.session import Partner, Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Tell ``to`` (None: both) the text ``key``, quoting answers that they may see.

    SHARED goes to the group if the couple has one, else to the private chats; anything else is private.
    ``at`` is the moment and ``hint`` the phrase that the text names. ``offers`` is the number of an edited answer
    whose author is asked whether to send it.
    """

    to: Partner | None
    key: str
    seen: Seen = Seen.PRIVATE
    quotes: tuple[int, ...] = ()
    at: datetime | None = None
    hint: str | None = None
    offers: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """Send ``to`` their live prompt; ``redraw``: in the message that shows it already.

    ``question`` is the one of several ``Questions`` to show; it is sent without being stored (P5).
    """

    to: Partner
    redraw: bool = False
    question: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """Keep these words as answer ``n`` of ``by``, instead of earlier ones."""

    n: int
    by: Partner
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Forget:
    """Delete the words of answer ``n``."""

    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wake:
    """Call ``Woke`` at ``at`` (aware UTC). ``gentle``: later if that falls into anybody's quiet hours."""

    by: Partner
    at: datetime
    name: str
    entered: int
    gentle: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """Change a setting of the person who is ``to``: language, zone, quiet hours, nudges, track."""

    to: Partner
    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Tell the world outside this conversation that something happened in it.

    ``last``: after the new prompts are shown, not before.
    """

    name: str
    by: Partner
    last: bool = False


Effect = Say | Show | Close | Keep | Forget | Wake | Set | Report
