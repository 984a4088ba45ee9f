"""A plan for hard days, private: what brings it back, what I do then, whom I call, what calms me.

Triggers, an if-then plan and the first 24 hours follow relapse prevention and Gollwitzer's implementation
intentions. It is for one person alone, and stays private whoever joins later, until they show it themselves.
Source: programme.md, "Step 5" and "Welcome"; evidence.md, B6.
"""

from __future__ import annotations

from flows.engine.actions import ask_again, keep_record, note_partner, same_partner, tell
from flows.engine.effects import Forget, Say
from flows.engine.script import EACH, Ask, End, Flow, Hold, Move, Scene, State, Words, one_of
from flows.engine.session import Partner, Seen, Session

PARTS = ("triggers", "if_then", "call", "calms")
"""The parts of the plan in the order in which they are asked and read."""


def written(session: Session, by: Partner) -> tuple[int, ...]:
    """Return the numbers of the parts that have words."""
    return session.written(by, *PARTS)


def ways(session: Session, by: Partner) -> tuple[str, ...]:
    """Return what can be done with the plan: it is shown only where there is somebody, and something in it."""
    there = "partner" in session.known and written(session, by)
    return ("done", *PARTS, *(("share",) if there else ()), "delete")


def can_share(scene: Scene) -> bool:
    return same_partner(scene) and "share" in ways(scene.session, scene.by)


def share(scene: Scene) -> Scene:
    """Let the partner read the plan as it stands: by its author's own press, with the plan before their eyes (P1)."""
    numbers = written(scene.session, scene.by)
    said = Say(to=Partner.B, key="own_plan-shared", quotes=numbers)
    return scene.become(scene.session.shared(*numbers)).add(said, Say(to=scene.by, key="own_plan-sent"))


def is_written(scene: Scene) -> bool:
    return bool(written(scene.session, scene.by))


def keep_plan(scene: Scene) -> Scene:
    facts = {"written": scene.now.date().isoformat()}
    return keep_record(scene, "own_plan", facts, quotes=written(scene.session, scene.by))


def delete_plan(scene: Scene) -> Scene:
    """Drop every part with its words, and keep an empty record in place of the plan."""
    session = scene.session
    gone = [answer.n for answer in session.answers if answer.ask in PARTS]
    for n in gone:
        session = session.drop(n)
    return keep_record(scene.become(session).add(*(Forget(n=n) for n in gone)), "own_plan", {})


def _words(name: str) -> Ask:
    return Ask(name, of=EACH, seen=Seen.PRIVATE, expects=Words(skip=True, example=True, extra=("not_now",)))


STATES: tuple[State, ...] = (
    *(_words(part) for part in PARTS),
    Ask(
        "plan",
        of=EACH,
        seen=Seen.PRIVATE,
        expects=one_of("done", *PARTS, "share", "delete", offered=ways),
        passing=True,
        quiet=True,
        quotes=written,
    ),
    Ask("share", of=EACH, seen=Seen.PRIVATE, expects=one_of("send", "keep"), passing=True, quiet=True, quotes=written),
    Ask("sure", of=EACH, seen=Seen.PRIVATE, expects=one_of("keep", "delete"), passing=True, quiet=True),
    Hold("kept"),
    End("deleted"),
)

_keep = (keep_plan, tell("own_plan-kept", to="actor"))

MOVES = (
    *(Move(at=part, on=("said", "skip"), to=after) for part, after in zip(PARTS, (*PARTS[1:], "plan"), strict=True)),
    Move(at=PARTS, on="not_now", to="kept", when=is_written, then=_keep),
    Move(at=PARTS, on="not_now", to="kept", then=(tell("own_plan-not_now", to="actor"),)),
    *(Move(at="plan", on=part, to="plan", then=(ask_again(part),)) for part in PARTS),
    Move(at="plan", on="done", to="kept", then=_keep),
    Move(at="plan", on="share", to="share", then=(note_partner,)),
    Move(at="share", on="send", to="plan", when=can_share, then=(share,)),
    Move(at="share", on="send", to="plan", then=(tell("own_plan-nobody", to="actor"),)),
    Move(at="share", on="keep", to="plan"),
    Move(at="plan", on="delete", to="sure"),
    Move(at="sure", on="keep", to="plan"),
    Move(at="sure", on="delete", to="deleted", then=(delete_plan, tell("own_plan-deleted", to="actor"))),
    *(Move(at=name, on="opened", to=name) for name in (*PARTS, "share", "sure")),
    Move(at=("plan", "kept"), on="opened", to="plan"),
)

FLOW = Flow(
    name="own_plan",
    states=STATES,
    moves=MOVES,
    pair=False,
    calls=("opened",),
    reads=("partner",),
    keeps=("own_plan",),
    command="plan",
)
