"""How somebody wants to be reminded: how often, at what time of day, where they are, not for a while, and why at all.

Source: programme.md, "Between the talks".
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from flows.engine.actions import setting, tell
from flows.engine.effects import Line, Set
from flows.engine.script import EACH, OPENED, Ask, Flow, Hold, Move, Pick, Scene, State, one_of
from flows.engine.session import Partner, Seen, Session
from flows.schedule import QUIET, next_morning
from flows.zones import common_zones, find_zone

PRIVATE = Seen.PRIVATE

OFTEN = ("none", "few", "some")
TIMES = {"any": "", "morning": "09:00", "noon": "12:30", "evening": "19:00"}
TONIGHT, MORNING = time(19), time(9)


def now_so(session: Session, _: Partner) -> tuple[Line, ...]:
    """Return how it is set now."""
    wishes = session.known.get("wishes", {})
    at = next((name for name, clock in TIMES.items() if clock == wishes.get("at", "")), "any")
    return (Line(key=f"nudges-often.{wishes.get('nudges', 'few')}"), Line(key=f"nudges-time.{at}"))


def places(_: Session) -> tuple[str, ...]:
    return common_zones("en")


def set_time(scene: Scene) -> Scene:
    return scene.add(Set(to=scene.by, name="nudge_at", value=TIMES[getattr(scene.event, "option", "any")]))


def set_quiet(scene: Scene) -> Scene:
    return scene.add(Set(to=scene.by, name="quiet", value=QUIET[getattr(scene.event, "option", "usual")]))


def snooze(scene: Scene) -> Scene:
    zone = str(scene.session.known.get("wishes", {}).get("zone", "UTC"))
    until = later(getattr(scene.event, "option", "hour"), zone, scene.now)
    return scene.add(Set(to=scene.by, name="snooze", value=until.isoformat()))


def later(choice: str, zone: str, now: datetime) -> datetime:
    """Return when reminders may come again (aware UTC): an hour from ``now``, this evening or tomorrow morning there.

    This evening is tomorrow's where it is past.
    """
    match choice:
        case "hour":
            return now + timedelta(hours=1)
        case "tonight":
            return next_morning(zone, now, TONIGHT)
        case _:
            return next_morning(zone, next_morning(zone, now, time.min), MORNING)


STATES: tuple[State, ...] = (
    Hold("home"),
    Ask(
        "choose",
        of=EACH,
        seen=PRIVATE,
        expects=one_of("snooze", "often", "time", "quiet", "place", "why", "close"),
        passing=True,
        lines=now_so,
    ),
    Ask("often", of=EACH, seen=PRIVATE, expects=one_of(*OFTEN), passing=True),
    Ask("time", of=EACH, seen=PRIVATE, expects=one_of(*TIMES), passing=True),
    Ask("quiet", of=EACH, seen=PRIVATE, expects=one_of(*QUIET), passing=True),
    Ask("place", of=EACH, seen=PRIVATE, expects=Pick(offer=places, find=find_zone), passing=True),
    Ask("snooze", of=EACH, seen=PRIVATE, expects=one_of("hour", "tonight", "tomorrow"), passing=True),
)

_kept = tell("nudges-kept", to="actor")

MOVES = (
    Move(at="home", on=OPENED, to="choose"),
    *(Move(at="choose", on=name, to=name) for name in ("often", "time", "quiet", "place", "snooze")),
    Move(at="choose", on="why", to="choose", then=(tell("nudges-because", to="actor"),)),
    Move(at="choose", on="close", to="home"),
    Move(at="often", on=OFTEN, to="home", then=(setting("nudges"), _kept)),
    Move(at="time", on=tuple(TIMES), to="home", then=(set_time, _kept)),
    Move(at="quiet", on=tuple(QUIET), to="home", then=(set_quiet, _kept)),
    Move(at="place", on="picked", to="home", then=(setting("zone"), _kept)),
    Move(at="snooze", on=("hour", "tonight", "tomorrow"), to="home", then=(snooze, _kept)),
)

FLOW = Flow(
    name="nudges",
    states=STATES,
    moves=MOVES,
    pair=False,
    calls=(OPENED,),
    reads=("wishes",),
    command="nudges",
)
