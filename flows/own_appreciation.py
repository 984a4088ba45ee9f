"""Appreciation to give later: what somebody notices while they are alone here, kept for themselves.

Nothing of it leaves this conversation but by its author's press on that very note (P1). Noticing without telling is
where gratitude begins ("find", before "remind" and "bind": Algoe, 2012). Source: programme.md, "Welcome", point 5, and
"Step 4"; evidence.md, B5.
"""

from __future__ import annotations

from flows.engine.actions import note_partner, same_partner, tell
from flows.engine.effects import Forget, Say
from flows.engine.script import (
    EACH,
    OPENED,
    Action,
    Ask,
    Flow,
    Fork,
    Hold,
    Move,
    Options,
    Scene,
    State,
    Words,
    one_of,
)
from flows.engine.session import Answer, Partner, Seen, Session

PRIVATE = Seen.PRIVATE
MOST_CHARS = 1800
"""The three parts of an appreciation together, in one note."""


def notes(session: Session) -> list[Answer]:
    """Return all notes, oldest first."""
    return [answer for answer in session.answers if answer.ask == "note"]


def open_note(session: Session) -> Answer | None:
    """Return the note that is being read, None if there is none."""
    own = notes(session)
    return own[-1 - min(session.count("back"), len(own) - 1)] if own else None


def shown(session: Session, _: Partner) -> tuple[int, ...]:
    note = open_note(session)
    return (note.n,) if note else ()


def ways(session: Session, _: Partner) -> tuple[str, ...]:
    return ("write", "read", "close") if notes(session) else ("write", "close")


def pages(session: Session, _: Partner) -> tuple[str, ...]:
    """Return the ways on from the note that is being read. It is given only once, and only where there is somebody."""
    back, last, note = session.count("back"), len(notes(session)) - 1, open_note(session)
    older, newer = ("older",) if back < last else (), ("newer",) if back > 0 else ()
    there = "partner" in session.known and note is not None and note.seen is PRIVATE
    return (*older, *newer, *(("share",) if there else ()), "delete", "close")


def turn(by: int) -> Action:
    """Return an action that goes back by so many notes, or forward if ``by`` is negative."""

    def then(scene: Scene) -> Scene:
        return scene.become(scene.session.remember(back=max(0, scene.session.count("back") + by)))

    return then


def newest(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(back=0))


def can_give(scene: Scene) -> bool:
    return same_partner(scene) and "share" in pages(scene.session, scene.by)


def give(scene: Scene) -> Scene:
    """Let the partner read the note: the press that leads here is its author's own, on that very note (P1)."""
    note = open_note(scene.session)
    assert note is not None  # it is what was asked about
    shared = scene.become(scene.session.shared(note.n))
    said = Say(to=Partner.B, key="own_appreciation-shared", quotes=(note.n,))
    return shared.add(said, Say(to=scene.by, key="own_appreciation-sent"))


def delete(scene: Scene) -> Scene:
    note = open_note(scene.session)
    assert note is not None  # it is what was asked about
    left = scene.session.drop(note.n)
    back = min(left.count("back"), max(0, len(notes(left)) - 1))
    return scene.become(left.remember(back=back)).add(Forget(n=note.n))


def any_left(scene: Scene) -> bool:
    return bool(notes(scene.session))


def _of_note(name: str, expects: Options) -> Ask:
    """Return a question below the note that is read, which stands on the screen only as long as it is open."""
    return Ask(name, of=EACH, seen=PRIVATE, expects=expects, passing=True, quiet=True, quotes=shown, veiled=True)


STATES: tuple[State, ...] = (
    Ask(
        "choose",
        of=EACH,
        seen=PRIVATE,
        expects=one_of("write", "read", "close", offered=ways),
        passing=True,
        quiet=True,
    ),
    Ask(
        "note",
        of=EACH,
        seen=PRIVATE,
        expects=Words(max_chars=MOST_CHARS, photo=True, example=True, extra=("leave_it",)),
        quiet=True,
    ),
    _of_note("read", one_of("older", "newer", "share", "delete", "close", offered=pages)),
    _of_note("share", one_of("send", "keep")),
    _of_note("sure", one_of("delete", "keep")),
    Fork("deleted"),
    Hold("closed"),
)

MOVES = (
    Move(at=("choose", "note", "read", "share", "sure", "closed"), on=OPENED, to="choose"),
    Move(at="choose", on="write", to="note"),
    Move(at="choose", on="read", to="read", then=(newest,)),
    Move(at="choose", on="close", to="closed"),
    Move(at="note", on="said", to="choose"),
    Move(at="note", on="leave_it", to="choose"),
    Move(at="read", on="older", to="read", then=(turn(1),)),
    Move(at="read", on="newer", to="read", then=(turn(-1),)),
    Move(at="read", on="share", to="share", then=(note_partner,)),
    Move(at="share", on="send", to="read", when=can_give, then=(give,)),
    Move(at="share", on="send", to="read", then=(tell("own_appreciation-nobody", to="actor"),)),
    Move(at="share", on="keep", to="read"),
    Move(at="read", on="delete", to="sure"),
    Move(at="read", on="close", to="closed"),
    Move(at="sure", on="keep", to="read"),
    Move(at="sure", on="delete", to="deleted", then=(delete, tell("own_appreciation-deleted", to="actor"))),
    Move(at="deleted", on="go", to="read", when=any_left),
    Move(at="deleted", on="go", to="choose"),
)

FLOW = Flow(
    name="own_appreciation",
    states=STATES,
    moves=MOVES,
    pair=False,
    calls=(OPENED,),
    reads=("partner",),
    command="appreciate",
)
