"""Appreciation at any time, /appreciate: notice something, take it in, and reread the jar of all of them.

It stands beside the talk from the day the two are paired. What is sent goes on its way gently: it arrives outside both
people's quiet hours, and when whoever it is for is not in the middle of writing. Other-praising: Algoe and others
(2016). Source: programme.md, "Step 4"; evidence.md, B5.
"""

from __future__ import annotations

from datetime import timedelta

from flows import noticing
from flows.engine.actions import reach_partner, tell, wake
from flows.engine.effects import Print, Say
from flows.engine.script import EACH, OPENED, Action, Ask, Flow, Fork, Hold, Move, Scene, State, one_of
from flows.engine.session import Partner, Seen, Session

PRIVATE, SHARED = Seen.PRIVATE, Seen.SHARED

PAGE = 3
"""Entries of the jar on one page: six hundred characters thrice, and still one message."""
LEFT_ALONE = timedelta(days=2)
"""After that whoever began to write is no longer kept at it, so that what is on its way to them can arrive."""

WRITING = ("did", "shows", "let", "preview", "question", "answer")
OPEN = ("choose", "jar", "take")


# The jar, page by page from the newest


def entries(session: Session) -> int:
    """Return how many appreciations there are in the jar."""
    return len(session.known.get(noticing.JAR, {}).get("all", []))


def first_shown(session: Session, partner: Partner) -> int:
    """Return how many newer ones there are than those on the page."""
    return session.count(f"page_{partner}")


def ways(session: Session, partner: Partner) -> tuple[str, ...]:
    back = ("take_back",) if noticing.on_its_way(session, partner) else ()
    return ("write", *(("jar",) if entries(session) else ()), *back, "close")


def pages(session: Session, partner: Partner) -> tuple[str, ...]:
    """Return the ways on from the page that is open."""
    first = first_shown(session, partner)
    older = ("older",) if first + PAGE < entries(session) else ()
    newer = ("newer",) if first > 0 else ()
    return (*older, *newer, "paper", "close")


def show_page(scene: Scene) -> Scene:
    """Read a page out to the one who turned to it, the newest of its entries last."""
    last = entries(scene.session) - first_shown(scene.session, scene.by)
    shown = tuple((noticing.JAR, n) for n in range(max(0, last - PAGE), last))
    return scene.add(Say(to=scene.by, key="appreciate-page", entries=shown))


def turn(by: int) -> Action:
    """Return an action that turns to older entries, or back to newer ones if ``by`` is negative."""

    def then(scene: Scene) -> Scene:
        first = max(0, first_shown(scene.session, scene.by) + by)
        return scene.become(scene.session.remember(**{f"page_{scene.by}": first}))

    return then


def print_jar(scene: Scene) -> Scene:
    return scene.add(Print(to=scene.by, form="pdf", key="appreciate-paper", records=(noticing.JAR,)))


def newest(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(**{f"page_{scene.by}": 0}))


# On its way


def take_back(scene: Scene) -> Scene:
    """Keep the newest one that has not arrived to its author, and show which one it was."""
    whole = noticing.on_its_way(scene.session, scene.by)[-1]
    kept = scene.become(scene.session.drop(whole.n))
    return kept.add(Say(to=scene.by, key="appreciate-taken_back", quotes=whole.parts))


def comes(scene: Scene) -> bool:
    """Say whether there is something that arrives: it may have been taken back, or be read already."""
    return noticing.waits(scene) or noticing.is_asked(scene)


STATES: tuple[State, ...] = (
    Hold("home"),
    Fork("door"),
    Fork("landing"),
    Ask(
        "choose",
        of=EACH,
        seen=PRIVATE,
        expects=one_of("write", "jar", "take_back", "close", offered=ways),
        passing=True,
        quiet=True,
    ),
    *noticing.asks(quiet=True),
    Ask(
        "jar",
        of=EACH,
        seen=PRIVATE,
        expects=one_of("older", "newer", "paper", "close", offered=pages),
        passing=True,
        quiet=True,
    ),
)

_idle = (wake("left_alone", LEFT_ALONE),)

_set_out = reach_partner("arrive")

MOVES = (
    Move(at=("home", *OPEN), on=OPENED, to="door", alone=True),
    *(Move(at=name, on=OPENED, to=name, then=_idle, alone=True) for name in WRITING),
    Move(at="door", on="go", to="take", when=noticing.waits, then=(noticing.deliver,)),
    Move(at="door", on="go", to="answer", when=noticing.is_asked, then=_idle),
    Move(at="door", on="go", to="choose"),
    Move(at=("home", "choose", "jar"), on="arrive", to="landing", when=comes, alone=True),
    Move(at="take", on="arrive", to="landing", when=noticing.waits, alone=True),
    Move(at="landing", on="go", to="take", when=noticing.waits, then=(noticing.deliver,)),
    Move(at="landing", on="go", to="answer", when=noticing.is_asked, then=_idle),
    Move(at="landing", on="go", to="home"),
    Move(at="choose", on="write", to="did", then=_idle),
    Move(at="choose", on="jar", to="jar", then=(newest, show_page)),
    Move(at="choose", on="take_back", to="choose", then=(take_back,)),
    Move(at="choose", on="close", to="landing"),
    Move(at="did", on="said", to="shows", then=_idle),
    Move(at="did", on="leave_it", to="landing"),
    Move(at="shows", on=("said", "skip"), to="let", then=_idle),
    Move(at="let", on=("said", "skip"), to="preview", then=_idle),
    Move(at="preview", on="send", to="landing", then=(noticing.seal, _set_out, tell("appreciate-sent", to="actor"))),
    Move(at="preview", on="rewrite", to="did", then=_idle),
    Move(at="preview", on="keep", to="landing"),
    Move(at="take", on=("thanks", "keep"), to="landing", then=(noticing.pass_on,)),
    Move(at="take", on="ask", to="question", then=_idle),
    Move(at="question", on="said", to="landing", then=(_set_out,)),
    Move(at="question", on="skip", to="landing"),
    Move(at="answer", on=("said", "skip"), to="landing", then=(noticing.done_with_question,)),
    Move(at="answer", on="left_alone", to="landing", then=(noticing.done_with_question,)),
    Move(at=tuple(name for name in WRITING if name != "answer"), on="left_alone", to="landing"),
    Move(at="jar", on="older", to="jar", then=(turn(PAGE), show_page)),
    Move(at="jar", on="newer", to="jar", then=(turn(-PAGE), show_page)),
    Move(at="jar", on="paper", to="jar", then=(print_jar,)),
    Move(at="jar", on="close", to="landing"),
)

FLOW = Flow(
    name="appreciate",
    states=STATES,
    moves=MOVES,
    calls=(OPENED,),
    kind="appreciation",
    wakes=("arrive", "left_alone"),
    reads=(noticing.JAR,),
    keeps_together=(noticing.JAR,),
    command="appreciate",
    beside=True,
)
