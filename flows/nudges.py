"""How somebody wants to be reminded: of what, how often, when, where they are, not for a while, and why at all.

Source: programme.md, "Between the talks".
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from flows.engine.actions import setting, tell
from flows.engine.effects import Line, Say, Set
from flows.engine.frozen import replace
from flows.engine.script import EACH, OPENED, Ask, Flow, Hold, Move, Pick, Scene, State, one_of
from flows.engine.session import Partner, Seen, Session
from flows.nudging import KINDS
from flows.schedule import QUIET, next_morning
from flows.zones import common_zones, find_zone, found_by_typing

PRIVATE = Seen.PRIVATE

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
OFTEN = ("none", "few", "some")
TIMES = {"any": "", "morning": "09:00", "noon": "12:30", "evening": "19:00"}
DAYS = {"any": "", "weekdays": "01234", "weekend": "56", **{name: str(n) for n, name in enumerate(WEEK)}}
TONIGHT, MORNING = time(19), time(9)


def now_so(session: Session, _: Partner) -> tuple[Line, ...]:
    """Return how it is set now."""
    wishes = session.known.get("wishes", {})
    at = next((name for name, clock in TIMES.items() if clock == wishes.get("at", "")), "any")
    days = next((name for name, digits in DAYS.items() if digits == wishes.get("days", "")), "any")
    quiet = (name for name, hours in QUIET.items() if hours == wishes.get("quiet"))
    snoozed = session.memory.get("snoozed")
    left_out = (Line(key=f"nudges-without.{kind}") for kind in KINDS if kind in wishes.get("off", ()))
    return (
        Line(key=f"nudges-often.{wishes.get('nudges', 'few')}"),
        Line(key=f"nudges-days.{days}"),
        Line(key=f"nudges-time.{at}"),
        *(Line(key="nudges-quiet_now", names=(("hours", f"nudges-quiet.{name}"),)) for name in quiet),
        Line(key="nudges-place_now", zone=str(wishes.get("zone", "UTC"))),
        *left_out,
        *((Line(key="nudges-snooze_now", at=datetime.fromisoformat(str(snoozed))),) if snoozed else ()),
    )


def kinds_so(session: Session, _: Partner) -> tuple[Line, ...]:
    """Return which kinds come now, and which do not."""
    off = session.known.get("wishes", {}).get("off", ())
    return tuple(Line(key=f"nudges-{'without' if kind in off else 'with'}.{kind}") for kind in KINDS)


def because(scene: Scene) -> Scene:
    """Say why the last one came, and what holds for all."""
    kinds = scene.session.known.get("wishes", {}).get("for", ())
    lines = tuple(Line(key=f"nudges-with.{kind}") for kind in kinds)
    if lines:
        scene = scene.add(Say(to=scene.by, key="nudges-last", lines=lines))
    return scene.add(Say(to=scene.by, key="nudges-because"))


def note_snooze(scene: Scene) -> Scene:
    """Remember until when nothing comes, if that is still ahead."""
    until = str(scene.session.known.get("wishes", {}).get("snoozed", ""))
    ahead = until != "" and datetime.fromisoformat(until) > scene.now
    return scene.become(scene.session.remember(snoozed=until if ahead else ""))


def places(session: Session) -> tuple[str, ...]:
    return common_zones(str(session.known.get("wishes", {}).get("language", "en")))


def set_time(scene: Scene) -> Scene:
    return scene.add(Set(to=scene.by, name="nudge_at", value=TIMES[getattr(scene.event, "option", "any")]))


def switch(scene: Scene) -> Scene:
    """Switch a kind off, or on again."""
    kind, wishes = getattr(scene.event, "option", ""), scene.session.known.get("wishes", {})
    off = [one for one in wishes.get("off", ()) if one != kind]
    if len(off) == len(wishes.get("off", ())):
        off.append(kind)
    known = {**scene.session.known, "wishes": {**wishes, "off": off}}
    scene = scene.become(replace(scene.session, known=known))
    return scene.add(Set(to=scene.by, name="nudges_off", value=" ".join(off)))


def set_days(scene: Scene) -> Scene:
    return scene.add(Set(to=scene.by, name="nudge_days", value=DAYS[getattr(scene.event, "option", "any")]))


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
        expects=one_of("snooze", "kinds", "often", "days", "time", "quiet", "place", "why", "close"),
        passing=True,
        lines=now_so,
    ),
    Ask("often", of=EACH, seen=PRIVATE, expects=one_of(*OFTEN), passing=True),
    Ask("kinds", of=EACH, seen=PRIVATE, expects=one_of(*KINDS, "enough"), passing=True, lines=kinds_so),
    Ask("days", of=EACH, seen=PRIVATE, expects=one_of(*DAYS), passing=True),
    Ask("time", of=EACH, seen=PRIVATE, expects=one_of(*TIMES), passing=True),
    Ask("quiet", of=EACH, seen=PRIVATE, expects=one_of(*QUIET), passing=True),
    Ask(
        "place",
        of=EACH,
        seen=PRIVATE,
        expects=Pick(offer=places, find=find_zone),
        passing=True,
        lines=found_by_typing,
    ),
    Ask("snooze", of=EACH, seen=PRIVATE, expects=one_of("hour", "tonight", "tomorrow"), passing=True),
)

ASKED = ("snooze", "kinds", "often", "days", "time", "quiet", "place")

_kept = tell("nudges-kept", to="actor")

MOVES = (
    Move(at="home", on=OPENED, to="choose", then=(note_snooze,)),
    *(Move(at="choose", on=name, to=name) for name in ASKED),
    Move(at="choose", on="why", to="choose", then=(because,)),
    Move(at=("home", "choose", *ASKED), on="because", to="choose", then=(note_snooze, because)),
    Move(at=("home", "choose", *ASKED), on="not_now", to="snooze"),
    Move(at="choose", on="close", to="home"),
    Move(at="often", on=OFTEN, to="home", then=(setting("nudges"), _kept)),
    Move(at="kinds", on=KINDS, to="kinds", then=(switch,)),
    Move(at="kinds", on="enough", to="home", then=(_kept,)),
    Move(at="days", on=tuple(DAYS), to="home", then=(set_days, _kept)),
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
    calls=(OPENED, "not_now", "because"),
    reads=("wishes",),
    command="nudges",
)
