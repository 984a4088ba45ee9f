"""Reflections, private: a question that fits the step, a free page, the seven-minute outside view; read, share, delete.

The outside view is Finkel, Slotter, Luchies, Walton and Gross (2013): how somebody who wants the best for both would
see it, what makes that hard, how to keep it in mind. Source: programme.md, "Between the talks"; evidence.md.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from flows import weekly
from flows.engine.actions import count, note_partner, put_together, remember, same_partner, tell, wake
from flows.engine.effects import Forget, Line, Say
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
from flows.engine.session import Answer, Form, Partner, Seen, Session

PRIVATE = Seen.PRIVATE

QUESTIONS = {
    "open_communication": ("heard", "hardest", "true_now", "body"),
    "boundaries": ("yes", "no", "tired", "safe"),
    "connection": ("light", "curious", "missed", "small_time"),
    "appreciation": ("noticed", "received", "taken", "gesture"),
    "patience": ("slow", "earlier", "sign", "kind"),
    "alone": ("today", "needs", "strength", "circle"),
}
"""What can be thought about in each step; alone also where there is no step."""
OUTSIDE = ("outside_see", "outside_hard", "outside_keep")
SEVEN_MINUTES = timedelta(minutes=7)


def _fitting(session: Session) -> tuple[str, ...]:
    step = str(session.known.get("way", {}).get("step", "alone"))
    return QUESTIONS.get(step, QUESTIONS["alone"])


def question(session: Session, by: Partner) -> tuple[Line, ...]:
    """Return the question of the day, or the one that was answered, where its answer is being changed."""
    changed = session.memory.get("thought") if session.at(by).again else None
    return (Line(key=f"reflection-questions-{changed or _of_the_day(session)}"),)


def _of_the_day(session: Session) -> str:
    """Return which question is next: each one comes once before one comes again."""
    fitting = _fitting(session)
    return fitting[(session.seed + session.count("asked")) % len(fitting)]


def note_question(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(thought=_of_the_day(scene.session)))


def pages(session: Session) -> list[Answer]:
    """Return what was written, oldest first."""
    within = {n for answer in session.answers for n in answer.parts}
    own = ("think", "free", "outside")
    return [one for one in session.answers if one.ask in own and one.n not in within and one.form is not Form.SKIPPED]


def open_page(session: Session) -> Answer | None:
    """Return the page that is being read: the newest one unless another was turned to."""
    written = pages(session)
    return written[max(0, len(written) - 1 - session.count("back"))] if written else None


def quoted(session: Session, _: Partner) -> tuple[int, ...]:
    page = open_page(session)
    return (page.n,) if page else ()


def who_sees(session: Session, _: Partner) -> tuple[Line, ...]:
    """Return whether only its author has the page that is read."""
    return (Line(key=f"reflection-seen.{'sent' if _is_sent(session) else 'private'}"),)


def what_stays(session: Session, _: Partner) -> tuple[Line, ...]:
    """Return who keeps the page that is to be deleted, if anybody does."""
    return (Line(key="reflection-delete.sent"),) if _is_sent(session) else ()


def _is_sent(session: Session) -> bool:
    page = open_page(session)
    return page is not None and page.seen is Seen.SHARED


def ways(session: Session, _: Partner) -> tuple[str, ...]:
    """Return what can be begun: reading only where there is something to read."""
    return ("think", "free", "outside", *(("read",) if pages(session) else ()), weekly.option(session), "close")


def turns(session: Session, _: Partner) -> tuple[str, ...]:
    """Return what can be done with the page that is open. It is shared only once, and only where there is somebody."""
    back, page = session.count("back"), open_page(session)
    older = ("older",) if back < len(pages(session)) - 1 else ()
    newer = ("newer",) if back > 0 else ()
    there = "partner" in session.known and page is not None and page.seen is PRIVATE
    return (*older, *newer, *(("share",) if there else ()), "delete", "done")


def something_left(scene: Scene) -> bool:
    return bool(pages(scene.session))


def note_begin(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(outside=scene.now.isoformat()))


def seven_are_over(scene: Scene) -> bool:
    """Say whether it is the last begun outside view whose minutes are over, and not an earlier one's."""
    began = scene.session.memory.get("outside")
    return began is None or scene.now >= datetime.fromisoformat(str(began)) + SEVEN_MINUTES


def gather(scene: Scene) -> Scene:
    """Make one page of what the outside view brought."""
    session = scene.session
    within = {n for answer in session.answers for n in answer.parts}
    parts = tuple(
        answer.n
        for answer in session.answers
        if answer.ask in OUTSIDE and answer.n not in within and answer.form is not Form.SKIPPED
    )
    if not parts:
        return scene
    return put_together(scene, "outside", parts)


def turn_page(by: int) -> Action:
    return lambda scene: scene.become(scene.session.remember(back=max(0, scene.session.count("back") + by)))


def share(scene: Scene) -> Scene:
    """Let the partner read the page: the press that leads here is its author's own, on that very page (P1)."""
    page = open_page(scene.session)
    assert page is not None  # it is being read
    said = Say(to=Partner.B, key="reflection-shared", quotes=(page.n,))
    return scene.become(scene.session.shared(page.n)).add(said, Say(to=scene.by, key="reflection-sent"))


def can_share(scene: Scene) -> bool:
    return same_partner(scene) and "share" in turns(scene.session, scene.by)


def delete(scene: Scene) -> Scene:
    session, page = scene.session, open_page(scene.session)
    assert page is not None  # it is being read
    gone = (page.n, *page.parts)
    for n in gone:
        session = session.drop(n)
    return scene.become(session.remember(back=0)).add(*(Forget(n=n) for n in gone))


def _write(name: str, *, skip: bool = False, extra: tuple[str, ...] = ()) -> Ask:
    return Ask(name, of=EACH, seen=PRIVATE, expects=Words(skip=skip, extra=extra))


def _of_page(name: str, expects: Options, lines: Callable[[Session, Partner], tuple[Line, ...]] | None = None) -> Ask:
    """Return a question below the page that is read, which stands on the screen only as long as it is open."""
    return Ask(name, of=EACH, seen=PRIVATE, expects=expects, passing=True, quotes=quoted, lines=lines, veiled=True)


STATES: tuple[State, ...] = (
    Hold("home"),
    Ask(
        "choose",
        of=EACH,
        seen=PRIVATE,
        expects=one_of("think", "free", "outside", "read", "weekly", "not_weekly", "close", offered=ways),
        passing=True,
    ),
    Ask("think", of=EACH, seen=PRIVATE, expects=Words(extra=("another", "close")), lines=question),
    _write("free", extra=("close",)),
    *(_write(name, skip=True) for name in OUTSIDE),
    Fork("gathered"),
    Fork("read_gate"),
    _of_page("read", one_of("older", "newer", "share", "delete", "done", offered=turns), who_sees),
    _of_page("share", one_of("send", "keep")),
    _of_page("delete", one_of("delete", "keep"), what_stays),
    Fork("leaving"),
)

MOVES = (
    Move(at="home", on=OPENED, to="choose", then=(remember(back=0),)),
    Move(at="choose", on="think", to="think"),
    Move(at="choose", on="free", to="free"),
    Move(
        at="choose",
        on="outside",
        to="outside_see",
        then=(note_begin, tell("reflection-outside"), wake("seven", SEVEN_MINUTES, gentle=False, loose=True)),
    ),
    Move(at="choose", on="read", to="read_gate"),
    Move(at=("choose", "think", "free"), on="close", to="leaving"),
    Move(at="think", on="another", to="think", then=(count("asked"),)),
    Move(at="think", on="said", to="leaving", then=(note_question, count("asked"))),
    Move(at="free", on="said", to="leaving"),
    Move(at="outside_see", on=("said", "skip"), to="outside_hard"),
    Move(at="outside_hard", on=("said", "skip"), to="outside_keep"),
    Move(at="outside_keep", on=("said", "skip"), to="gathered"),
    *(
        Move(at=name, on="seven", to=name, when=seven_are_over, then=(tell("reflection-seven"),), stays=True)
        for name in OUTSIDE
    ),
    Move(at="gathered", on="go", to="leaving", then=(gather,)),
    Move(at="read_gate", on="go", to="read", when=something_left),
    Move(at="read_gate", on="go", to="choose"),
    Move(at="read", on="older", to="read", then=(turn_page(1),)),
    Move(at="read", on="newer", to="read", then=(turn_page(-1),)),
    Move(at="read", on="share", to="share", then=(note_partner,)),
    Move(at="read", on="delete", to="delete"),
    Move(at="read", on="done", to="leaving"),
    Move(at="share", on="send", to="read", when=can_share, then=(share,)),
    Move(at="share", on="send", to="read", then=(tell("reflection-nobody"),)),
    Move(at="share", on="keep", to="read"),
    Move(at="delete", on="delete", to="read_gate", then=(delete,)),
    Move(at="delete", on="keep", to="read"),
    *weekly.rows("reflection-invitation"),
)

FLOW = Flow(
    name="reflection",
    states=STATES,
    moves=MOVES,
    pair=False,
    calls=(OPENED,),
    kind="check_in",
    wakes=("seven", "week"),
    reads=("way", "partner"),
    command="reflect",
    goes_on=("think", "free"),
)
