"""Welcome, private, each person alone: what this is, consent, the clock, safety, and with whom.

Source: programme.md, "Welcome"; the safety questions evidence.md, C1 and C2.
"""

from __future__ import annotations

from flows.engine.actions import report, setting, tell
from flows.engine.effects import Set
from flows.engine.script import EACH, Ask, End, Flow, Fork, Move, Pick, Questions, Scene, one_of
from flows.engine.session import Seen, Session
from flows.safety_questions import SAFETY
from flows.schedule import QUIET
from flows.zones import common_zones, find_zone, found_by_typing

PRIVATE = Seen.PRIVATE

LANGUAGES = ("en", "es")


def offered_zones(session: Session) -> tuple[str, ...]:
    return common_zones(str(session.memory.get("language", "en")))


def was_invited(scene: Scene) -> bool:
    return scene.session.count("invited") == 1


def is_new_account(scene: Scene) -> bool:
    """Say whether the link was for a new account of somebody whose partner made it."""
    return scene.session.count("new_account") == 1


def set_language(scene: Scene) -> Scene:
    chosen = getattr(scene.event, "option", "en")
    return scene.become(scene.session.remember(language=chosen)).add(Set(to=scene.by, name="language", value=chosen))


def set_quiet(scene: Scene) -> Scene:
    return scene.add(Set(to=scene.by, name="quiet", value=QUIET[getattr(scene.event, "option", "usual")]))


STATES = (
    Ask("hello", of=EACH, seen=PRIVATE, expects=one_of("go_on", "language"), part=1, passing=True),
    Ask("language", of=EACH, seen=PRIVATE, expects=one_of(*LANGUAGES), part=1, passing=True),
    Ask("marks", of=EACH, seen=PRIVATE, expects=one_of("go_on"), part=1, passing=True),
    Ask("adult", of=EACH, seen=PRIVATE, expects=one_of("yes", "no"), part=2, passing=True),
    Ask("consent", of=EACH, seen=PRIVATE, expects=one_of("yes", "no"), part=2, passing=True),
    Ask(
        "zone",
        of=EACH,
        seen=PRIVATE,
        expects=Pick(offer=offered_zones, find=find_zone),
        part=3,
        passing=True,
        lines=found_by_typing,
    ),
    Ask("quiet", of=EACH, seen=PRIVATE, expects=one_of(*QUIET), part=3, passing=True),
    Ask("nudges", of=EACH, seen=PRIVATE, expects=one_of("none", "few", "some"), part=3, passing=True),
    Ask("safety_intro", of=EACH, seen=PRIVATE, expects=one_of("go_on", "skip"), part=4, passing=True, veiled=True),
    Ask("safety", of=EACH, seen=PRIVATE, expects=Questions(calm=SAFETY), part=4, veiled=True),
    Ask("care", of=EACH, seen=PRIVATE, expects=one_of("go_on"), part=4, passing=True, veiled=True),
    Fork("whom_gate"),
    Ask("whom", of=EACH, seen=PRIVATE, expects=one_of("partner", "alone"), part=5, passing=True, veiled=True),
    Ask("invited", of=EACH, seen=PRIVATE, expects=one_of("join", "decline"), part=5, passing=True, veiled=True),
    Ask("new_account", of=EACH, seen=PRIVATE, expects=one_of("go_on", "decline"), part=5, passing=True, veiled=True),
    End("declined"),
    End("solo"),
    End("joint"),
)

_solo = setting("track", "solo")
_joint = setting("track", "joint")

MOVES = (
    Move(at="hello", on="go_on", to="marks"),
    Move(at="hello", on="language", to="language"),
    Move(at="language", on=LANGUAGES, to="hello", then=(set_language,)),
    Move(at="marks", on="go_on", to="adult"),
    Move(at="adult", on="yes", to="consent"),
    Move(at=("adult", "consent"), on="no", to="declined", then=(report("declined"),)),
    Move(at="consent", on="yes", to="zone", then=(report("consented"),)),
    Move(at="zone", on="picked", to="quiet", then=(setting("zone"),)),
    Move(at="quiet", on=tuple(QUIET), to="nudges", then=(set_quiet,)),
    Move(at="nudges", on=("none", "few", "some"), to="safety_intro", then=(setting("nudges"),)),
    Move(at="safety_intro", on="go_on", to="safety"),
    Move(at="safety_intro", on="skip", to="care", then=(report("safety", last=True),)),
    Move(at="safety", on="worried", to="care", then=(report("safety", last=True),)),
    Move(at="safety", on="clear", to="whom_gate"),
    Move(at="care", on="go_on", to="solo", then=(_solo, tell("welcome-solo"))),
    Move(at="whom_gate", on="go", to="new_account", when=is_new_account),
    Move(at="whom_gate", on="go", to="invited", when=was_invited),
    Move(at="whom_gate", on="go", to="whom"),
    Move(at="whom", on="partner", to="joint", then=(_joint, report("invite"))),
    Move(at="whom", on="alone", to="solo", then=(_solo, tell("welcome-solo"))),
    Move(at=("whom", "invited", "new_account"), on="invited_now", to="whom_gate"),
    Move(at="invited", on="join", to="joint", then=(_joint, report("join"))),
    Move(at="invited", on="decline", to="solo", then=(_solo, report("decline"), tell("welcome-solo"))),
    Move(at="new_account", on="go_on", to="joint", then=(_joint, report("new_account"))),
    Move(at="new_account", on="decline", to="solo", then=(_solo, report("decline"), tell("welcome-solo"))),
)

FLOW = Flow(name="welcome", states=STATES, moves=MOVES, pair=False, parts=5, calls=("invited_now",))
