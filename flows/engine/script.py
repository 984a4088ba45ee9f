"""The rows that a flow is written in: what is asked of whom, who sees it, and every legal move."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from functools import cached_property
from typing import TypeAlias

from msgspec import Struct

from flows.engine.effects import Effect, Line
from flows.engine.events import Event
from flows.engine.frozen import replace_struct
from flows.engine.session import Answer, Partner, Seen, Session

ANY = "*"
OPENED = "opened"
"""What a conversation is told when its command is used."""
OPENING, CLEAR, WORRIED = "opening", "clear", "worried"
"""The pages around questions that are framed."""

Items: TypeAlias = Callable[[Session, Partner], tuple[str, ...]]
"""Which items or options there are for one of them now."""


class Of(Enum):
    """Who is asked: the one who has the floor, the one who listens, or each of them alone."""

    SPEAKER = "speaker"
    LISTENER = "listener"
    EACH = "each"


SPEAKER, LISTENER, EACH = Of.SPEAKER, Of.LISTENER, Of.EACH


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Free text of at most ``max_chars``, a voice message or a ``photo``; triggers ``said`` (and ``skip``).

    What is written while the preview is looked at is added to it; a ``name`` is written anew instead.

    ``long_chars``: from here on the preview says that shorter is easier to give back.
    ``notes`` are private asks whose answers the author may put together instead of typing.
    ``hints`` names the list of phrases that get a gentle hint, None for no hints.
    ``extra`` are options beside the words, each a trigger of its own.
    """

    max_chars: int = 4000
    long_chars: int | None = None
    voice: bool = True
    photo: bool = False
    name: bool = False
    skip: bool = False
    example: bool = False
    notes: tuple[str, ...] = ()
    hints: str | None = None
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """One of several; each option is a trigger.

    ``after`` are moments counted from the one remembered as ``since``, shown as times. ``link`` names a
    link that only the shell can make, shown as a button beside the options. ``offered`` are those that can
    be chosen now, all if None.
    """

    names: tuple[str, ...]
    after: dict[str, timedelta] = field(default_factory=dict)
    since: str = ""
    link: str | None = None
    offered: Items | None = None

    def open_to(self, session: Session, partner: Partner) -> tuple[str, ...]:
        """Return the options that ``partner`` has now, in their order."""
        return self.names if self.offered is None else self.offered(session, partner)


def one_of(*names: str, link: str | None = None, offered: Items | None = None) -> Options:
    return Options(names, link=link, offered=offered)


@dataclass(frozen=True, slots=True)
class Scale:
    """A whole number from ``low`` to ``high``, one press; triggers ``rated``."""

    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Several of many, ticked on one message that redraws itself; triggers ``ticked`` (and ``skip``).

    Labels are the keys ``{deck}-{item}``; an item ``n12`` is labelled with the words of answer 12.
    """

    deck: str
    items: tuple[str, ...] | Items
    at_least: int = 1
    at_most: int = 5
    skip: bool = False

    def offer(self, session: Session, partner: Partner) -> tuple[str, ...]:
        """Return the items that ``partner`` can tick now, in their order."""
        return self.items if isinstance(self.items, tuple) else self.items(session, partner)


@dataclass(frozen=True, slots=True)
class Area:
    """One page of a worksheet. ``name`` is that of its title, ``{deck}-area-{name}``, empty for none."""

    name: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """A level for each of many items, ticked page by page on one message; triggers ``ticked``.

    The levels of the item in focus stand beneath it. ``begin`` are ticks (``item:level``) to start with;
    whatever is left unticked counts as ``default``. Labels are ``{deck}-{item}`` and, for the levels,
    attributes of the ask's text; an item ``n12`` is labelled with the words of answer 12.
    """

    deck: str
    levels: tuple[str, ...]
    default: str
    areas: Callable[[Session, Partner], tuple[Area, ...]]
    begin: Items | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several that depend on the session; triggers ``picked``. Labels are as those of a palette."""

    deck: str
    offer: Items


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A moment to come, picked from ``offer`` (aware UTC) or typed; triggers ``picked``.

    ``extra`` are options beside the moments, each a trigger of its own.
    """

    offer: Callable[[Session, Partner], tuple[datetime, ...]]
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """One of some proposals, or something typed that ``find`` turns into proposals; triggers ``picked``."""

    offer: Callable[[Session], tuple[str, ...]]
    find: Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """Yes, no or rather not, one after the other on one message, weighed in memory and never kept (P5).

    The first answer that is not in ``calm`` triggers ``worried``, the last calm one ``clear``. Until then
    the session does not change: which question is shown travels in the buttons.

    ``framed``: the same message first says what comes (``OPENING``), and in the end ``CLEAR`` or, with where help is
    beneath it, ``WORRIED``. Only ``done`` is an event then, and the same whatever was answered or skipped: so nothing
    that is kept, counted or timed can tell one answer from another.
    """

    calm: dict[str, str]
    framed: bool = False

    def first(self) -> str:
        """Return the page that is shown first."""
        return OPENING if self.framed else next(iter(self.calm))

    def pages(self) -> tuple[str, ...]:
        return (OPENING, *self.calm, CLEAR, WORRIED) if self.framed else tuple(self.calm)


Expects = Words | Options | Scale | Palette | Ticks | Choice | Pick | When | Questions


class Scene(Struct, frozen=True, kw_only=True):
    """What an action sees and adds to: the session so far, who acted, when, and the effects so far.

    ``left`` is the state that the one who acted has just left.
    """

    session: Session
    by: Partner
    now: datetime
    event: Event | None = None
    left: str = ""
    effects: tuple[Effect, ...] = ()

    def add(self, *effects: Effect) -> Scene:
        return replace_struct(self, effects=(*self.effects, *effects))

    def become(self, session: Session) -> Scene:
        return replace_struct(self, session=session)


Guard = Callable[[Scene], bool]
Action = Callable[[Scene], Scene]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question. ``part`` is the part of the flow that the progress line counts."""

    name: str
    of: Of = field(kw_only=True)
    seen: Seen = field(kw_only=True)
    expects: Expects = field(kw_only=True)
    part: int | None = field(default=None, kw_only=True)
    quotes: Callable[[Session, Partner], tuple[int, ...]] | None = field(default=None, kw_only=True)
    lines: Callable[[Session, Partner], tuple[Line, ...]] | None = field(default=None, kw_only=True)
    passing: bool = field(default=False, kw_only=True)
    """The choice is a move and no answer: it is not kept, and cannot be changed later."""
    final: bool = field(default=False, kw_only=True)
    """Once given it stays: something was made of it."""
    holds: Callable[[Session, Answer], bool] | None = field(default=None, kw_only=True)
    """From when on the two have agreed on the words as they stand: an edit changes nothing then, and ``{flow}-holds``
    tells its author so."""
    changed_at: tuple[str, ...] = field(default=(), kw_only=True)
    """It can be changed only while its author is at one of these states; anywhere if there are none."""
    veiled: bool = field(default=False, kw_only=True)
    """Nothing of it is left on the screen once it is answered."""
    discreet: bool = field(default=False, kw_only=True)
    """Asked in the private chat also where the two share a group, though the answer is for both."""
    blind: bool = field(default=False, kw_only=True)
    """What each chose is shown to nobody else, also when it is opened: only what follows from both answers is."""
    unshown: tuple[str, ...] = field(default=(), kw_only=True)
    """Options that are as blind as that, where the others are shown to both."""
    quiet: bool = field(default=False, kw_only=True)
    """Nobody is reminded of it: pressing for an answer would be wrong here."""
    moment: Callable[[Session], datetime] | None = field(default=None, kw_only=True)
    """The moment that the text and the labels name as ``$time``."""
    carries: bool = field(default=False, kw_only=True)
    """A choice that the partner is told of in words of its own, ``{flow}-{ask}-{option}``."""

    def shows(self, chosen: tuple[str, ...]) -> bool:
        """Say whether both are shown this choice once it opens."""
        return not self.blind and not (chosen and set(chosen) <= set(self.unshown))


@dataclass(frozen=True, slots=True)
class Meet:
    """Whoever arrives waits until both are here; then ``met`` moves both.

    ``exits`` are options of whoever waits, each a trigger that carries them alone.
    """

    name: str
    exits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fork:
    """Passed through at once, each alone, by guards; triggers ``go``."""

    name: str


@dataclass(frozen=True, slots=True)
class Hold:
    """Nobody is asked anything here; a timer or a call from outside moves on."""

    name: str


@dataclass(frozen=True, slots=True)
class End:
    """The last state. ``result`` is what the world outside is told."""

    name: str


State = Ask | Meet | Fork | Hold | End


@dataclass(frozen=True, slots=True)
class Move:
    """One legal move. At an EACH ask it carries the one who acted, unless ``both``; elsewhere both, unless ``alone``.

    The first row whose guard holds is taken. ``to`` may be the state itself, which asks again.
    """

    at: str | tuple[str, ...]
    on: str | tuple[str, ...]
    to: str
    when: Guard | None = None
    then: tuple[Action, ...] = ()
    both: bool = False
    alone: bool = False
    stays: bool = False
    """Nobody moves, and what is asked stays as it is; only ``then`` happens. ``to`` is the state itself."""
    way_out: bool = False
    """A press for it counts also while all stands still: nobody has to wait to get out of something (C2)."""

    def sources(self) -> tuple[str, ...]:
        return (self.at,) if isinstance(self.at, str) else self.at

    def triggers(self) -> tuple[str, ...]:
        return (self.on,) if isinstance(self.on, str) else self.on


class SameName(Exception):
    """Two conversations have one name: a stored one would be read as the other."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Flow:
    """A conversation, compared by identity. The first state is where it starts.

    ``calls`` are the triggers that come from outside, ``wakes`` those of timers. ``renamed`` maps states of earlier
    versions to today's. ``pair`` is False for a private one. ``reads`` names the kept records that it knows,
    ``keeps`` and ``keeps_together`` those that it makes: the latter go along where the two come back to each other,
    or one of them by a new account. So they hold nothing that not both may know. ``command`` is the command that
    opens it: it calls ``OPENED`` there. ``beside``: it never is the talk that the programme is at. ``rests`` is False
    where it can be used also while the programme rests, once it stands beside it. ``kind`` says what people are
    nudged about when it comes up by itself, and ``kinds`` where that is something else for a timer of this name.
    ``goes_on`` are private asks whose author may write more right after an answer: it is put together with that.
    ``hands_on`` gives a talk that begins what it takes over from the one of before, which stands aside: the new
    session, with answers of the old one.
    """

    name: str
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    version: int = 1
    pair: bool = True
    calls: tuple[str, ...] = ()
    wakes: tuple[str, ...] = ()
    renamed: dict[str, str] = field(default_factory=dict)
    parts: int = 0
    reads: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    keeps_together: tuple[str, ...] = ()
    command: str = ""
    beside: bool = False
    rests: bool = True
    kind: str = "turn"
    kinds: dict[str, str] = field(default_factory=dict)
    goes_on: tuple[str, ...] = ()
    hands_on: Callable[[Session, Session], Session] | None = None

    @cached_property
    def by_name(self) -> dict[str, State]:
        return {state.name: state for state in reversed(self.states)}

    def state(self, name: str) -> State:
        """Return the state called ``name``.

        Raises:
            KeyError: there is none.
        """
        return self.by_name[name]


def triggers_of(state: State) -> tuple[str, ...]:
    """Return what can happen at ``state`` from inside the conversation."""
    match state:
        case Meet():
            return ("met", *state.exits)
        case Fork():
            return ("go",)
        case Hold() | End():
            return ()
        case Ask():
            return _triggers(state.expects)


def _triggers(expects: Expects) -> tuple[str, ...]:
    match expects:
        case Words():
            return ("said", *(("skip",) if expects.skip else ()), *expects.extra)
        case Options():
            return expects.names
        case Scale():
            return ("rated",)
        case Palette():
            return ("ticked", *(("skip",) if expects.skip else ()))
        case Ticks():
            return ("ticked",)
        case Choice() | Pick():
            return ("picked",)
        case When():
            return ("picked", *expects.extra)
        case Questions():
            return ("done",) if expects.framed else (WORRIED, CLEAR)
