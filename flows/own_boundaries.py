"""Own boundaries, for one person alone: the worksheet, the ladder, a waiting time and words, to change any day.

The same questions as in the second step, with nobody else to answer them; they stay private when a partner joins.
Source: programme.md, "Step 2"; evidence.md, B3.
"""

from __future__ import annotations

from flows.agreement import LEVELS
from flows.boundary_items import (
    DECK,
    RUNGS,
    UNTICKED,
    WAITS,
    areas,
    item_lines,
    rung_line,
    special_lines,
    wait_line,
)
from flows.engine.actions import ask_again, keep_record
from flows.engine.effects import Line, Print, Say
from flows.engine.script import EACH, Ask, Choice, Flow, Fork, Hold, Move, Scene, Ticks, Words, one_of
from flows.engine.session import Form, Partner, Seen, Session, graded

PRIVATE = Seen.PRIVATE
OWN_WORDS = ("off_limits", "welcome", "crossed")
SHEETS = ("worksheet", "ladder", "waiting")
_WORDS = Words(max_chars=1000, voice=False, skip=True, example=True)


def begun_ticks(session: Session, by: Partner) -> tuple[str, ...]:
    before = session.given("worksheet", by)
    return before.chosen if before else ()


def rungs(_session: Session, _by: Partner) -> tuple[str, ...]:
    return tuple(f"rung-{rung}" for rung in RUNGS)


def own_words(session: Session) -> tuple[int, ...]:
    answers = (session.given(ask, Partner.A) for ask in OWN_WORDS)
    return tuple(answer.n for answer in answers if answer and answer.form is not Form.SKIPPED)


def _chosen(session: Session, ask: str) -> str:
    answer = session.given(ask, Partner.A)
    assert answer is not None  # nobody comes to the end without it
    return answer.chosen[0]


def _levels(session: Session) -> dict[str, str]:
    answer = session.given("worksheet", Partner.A)
    assert answer is not None  # nobody comes to the end without it
    return graded(answer)


def _first_lines(session: Session) -> tuple[Line, ...]:
    rung = int(_chosen(session, "ladder").removeprefix("rung-"))
    return (rung_line(rung), wait_line(_chosen(session, "waiting")))


def every_line(session: Session) -> tuple[Line, ...]:
    return (*_first_lines(session), *item_lines(_levels(session)))


def renew(scene: Scene) -> Scene:
    """Keep them as they are now: an answer may have been changed on its own message since."""
    session = scene.session
    facts = {
        "rung": int(_chosen(session, "ladder").removeprefix("rung-")),
        "wait": _chosen(session, "waiting"),
        "items": _levels(session),
        "kept": scene.now.isoformat(),
    }
    return keep_record(scene, "own_boundaries", facts, lines=every_line(session), quotes=own_words(session))


def keep(scene: Scene) -> Scene:
    """Keep them for the person alone, and tell what is special in them."""
    scene = renew(scene)
    lines = (*_first_lines(scene.session), *special_lines(_levels(scene.session)))
    scene = scene.add(Say(to=scene.by, key="own_boundaries-kept", lines=lines))
    return scene.become(scene.session.remember(again=1))


def tell_all(scene: Scene) -> Scene:
    words = own_words(scene.session)
    return scene.add(Say(to=scene.by, key="own_boundaries-all", lines=every_line(scene.session), quotes=words))


def print_pdf(scene: Scene) -> Scene:
    lines, words = every_line(scene.session), own_words(scene.session)
    return scene.add(Print(to=scene.by, form="pdf", key="own_boundaries-print", lines=lines, quotes=words))


def again(scene: Scene) -> bool:
    """Say whether they were kept before, so that only one part is being changed."""
    return scene.session.count("again") == 1


STATES = (
    Ask(
        "worksheet",
        of=EACH,
        seen=PRIVATE,
        expects=Ticks(deck=DECK, levels=LEVELS, default=UNTICKED, areas=areas, begin=begun_ticks),
        part=1,
    ),
    Fork("worksheet_done"),
    Ask("ladder", of=EACH, seen=PRIVATE, expects=Choice(deck=DECK, offer=rungs), part=2),
    Fork("ladder_done"),
    Ask("waiting", of=EACH, seen=PRIVATE, expects=one_of(*WAITS), part=3),
    Fork("waiting_done"),
    Ask("off_limits", of=EACH, seen=PRIVATE, expects=_WORDS, part=4),
    Ask("welcome", of=EACH, seen=PRIVATE, expects=_WORDS, part=4),
    Ask("crossed", of=EACH, seen=PRIVATE, expects=_WORDS, part=4),
    Fork("done"),
    Hold("closed"),
    Ask(
        "home",
        of=EACH,
        seen=PRIVATE,
        expects=one_of("all", *SHEETS, *OWN_WORDS, "pdf", "close"),
        passing=True,
        quiet=True,
    ),
)

MOVES = (
    *(
        row
        for sheet, on, following in (
            ("worksheet", ("ticked",), "ladder"),
            ("ladder", ("picked",), "waiting"),
            ("waiting", tuple(WAITS), "off_limits"),
        )
        for row in (
            Move(at=sheet, on=on, to=f"{sheet}_done"),
            Move(at=f"{sheet}_done", on="go", to="done", when=again),
            Move(at=f"{sheet}_done", on="go", to=following),
        )
    ),
    Move(at="off_limits", on=("said", "skip"), to="welcome"),
    Move(at="welcome", on=("said", "skip"), to="crossed"),
    Move(at="crossed", on=("said", "skip"), to="done"),
    Move(at="done", on="go", to="closed", then=(keep,)),
    Move(at="closed", on="opened", to="home", then=(renew,)),
    Move(at="home", on="opened", to="home", then=(renew,)),
    Move(at="home", on="all", to="home", then=(tell_all,)),
    *(Move(at="home", on=sheet, to=sheet) for sheet in SHEETS),
    *(Move(at="home", on=words, to="home", then=(ask_again(words),)) for words in OWN_WORDS),
    Move(at="home", on="pdf", to="home", then=(print_pdf,)),
    Move(at="home", on="close", to="closed", then=(renew,)),
)

FLOW = Flow(
    name="own_boundaries",
    states=STATES,
    moves=MOVES,
    pair=False,
    parts=4,
    calls=("opened",),
    keeps=("own_boundaries",),
    command="boundaries",
)
