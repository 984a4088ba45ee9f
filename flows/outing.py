"""A time together as the two have planned it: what, when on whose clock, who arranges it, and what is said before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from flows.activities import activities
from flows.engine.actions import count, wake_at
from flows.engine.effects import Line, Print, Say
from flows.engine.frozen import replace
from flows.engine.script import Action, Guard, Scene
from flows.engine.session import Partner, Session, moment_of
from flows.schedule import free_times, same_clock

OWN_MINUTES = 90
"""How long an idea of their own is taken to last."""
A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
STALE = {"day": 12 * AN_HOUR, "hour": timedelta(0)}
"""How long before the plan a reminder means nothing any more; on the day itself that is the second one's."""
AFTERWARDS = timedelta(hours=2)

QUESTIONS = (
    "smell", "smile", "learn", "place", "song", "ten", "meal", "proud", "laugh", "taught", "again", "morning",
    "weather", "talent", "window", "hour", "taste", "present", "animal", "ordinary", "game", "kind", "tradition",
    "dream",
)  # fmt: skip


def what(session: Session, _: Partner | None = None) -> tuple[Line, ...]:
    item = str(session.memory.get("item", ""))
    if item not in activities():
        return ()
    return (Line(key="connection-line_what", names=(("activity", f"activities-{item}"),)),)


def own_idea(session: Session, _: Partner | None = None) -> tuple[int, ...]:
    """Return the number of the idea that is planned, if it is one of their own."""
    item = str(session.memory.get("item", ""))
    idea = session.numbered(int(item[1:])) if item[1:].isdecimal() else None
    return (idea.n,) if idea else ()


def ask_when(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(asked=scene.now.isoformat()))


def free(session: Session, partner: Partner) -> tuple[datetime, ...]:
    """Return times to propose, on the proposer's clock, at which the partner is awake too, and that of a moved plan."""
    asked, zones = str(session.memory.get("asked", "")), session.known.get("zones", {})
    if not asked:
        return ()
    since, was = datetime.fromisoformat(asked), _moment(session, "was")
    times = free_times(zones.get(partner, "UTC"), since, (zones.get(partner.other, "UTC"),))
    return tuple(sorted({*times, was})) if was and was > since else times


def proposed(session: Session) -> datetime | None:
    answer = session.given("propose", session.speaker)
    return moment_of(answer) if answer and answer.chosen else None


def too_late(scene: Scene) -> bool:
    moment = proposed(scene.session)
    return moment is None or moment <= scene.now


def swap(scene: Scene) -> Scene:
    return ask_when(scene.become(replace(scene.session, speaker=scene.session.speaker.other)))


def clocks(session: Session, partner: Partner, moment: datetime | None) -> tuple[Line, ...]:
    """Return when it is, on the own clock, and on the partner's where that shows something else."""
    if moment is None:
        return ()
    zones = session.known.get("zones", {})
    mine, theirs = zones.get(partner, "UTC"), zones.get(partner.other, "UTC")
    own = Line(key="connection-line_when", at=moment, zone=mine)
    if same_clock(mine, theirs, moment):
        return (own,)
    return (own, Line(key="connection-line_their_clock", at=moment, zone=theirs))


def proposal(session: Session, partner: Partner) -> tuple[Line, ...]:
    return (*what(session), *clocks(session, partner, proposed(session)))


def planned_before(scene: Scene) -> bool:
    """Say whether only the time was open: who arranges it is settled."""
    return bool(scene.session.memory.get("arranges"))


def fix(scene: Scene) -> Scene:
    """Let the plan stand: the moment, a calendar entry for each, and what will be said before and after."""
    at = proposed(scene.session)
    assert at is not None  # the row's guard has seen it
    minutes = lasts(scene.session)
    entry = Print(to=None, form="calendar", key="connection-calendar", at=at, minutes=minutes)
    scene = scene.become(scene.session.remember(at=at.isoformat())).add(entry)
    return timed(scene, at, timedelta(minutes=minutes))


def timed(scene: Scene, at: datetime, length: timedelta) -> Scene:
    """Set the timers; a reminder that would come at once is left out."""
    moments = {"day": at - A_DAY, "hour": at - AN_HOUR, "after": at + length + AFTERWARDS}
    soon = {"day": scene.now + 6 * AN_HOUR, "hour": scene.now + AN_HOUR, "after": scene.now}
    for name, moment in moments.items():
        if moment >= soon[name]:
            scene = wake_at(name, at_the(moment), loose=True, timely=name != "after")(scene)
    return scene


def at_the(moment: datetime) -> Callable[[Scene], datetime]:
    return lambda _: moment


def lasts(session: Session) -> int:
    """Return for how many minutes it is planned."""
    activity = activities().get(str(session.memory.get("item", "")))
    return activity.minutes if activity else OWN_MINUTES


def planned(session: Session) -> datetime | None:
    return _moment(session, "at")


def _moment(session: Session, name: str) -> datetime | None:
    moment = session.memory.get(name)
    return datetime.fromisoformat(str(moment)) if moment else None


def plan(session: Session, partner: Partner) -> tuple[Line, ...]:
    """Return the plan as one of them reads it."""
    activity = activities().get(str(session.memory.get("item", "")))
    how = (Line(key=f"activities-{activity.key}.how"),) if activity and activity.how else ()
    arranges = session.memory.get("arranges", "both")
    who = {partner.value: "you", partner.other.value: "partner"}.get(str(arranges), "both")
    phones = session.memory.get("phones", "near")
    return (
        *what(session),
        *how,
        *clocks(session, partner, planned(session)),
        Line(key=f"connection-arranges-{who}"),
        *((Line(key="connection-line_phones"),) if phones == "away" else ()),
    )


def due(name: str, first: timedelta, last: timedelta) -> Guard:
    """Return whether it is between ``first`` and ``last`` before the plan as it stands now, and not said yet."""

    def guard(scene: Scene) -> bool:
        at = planned(scene.session)
        said = scene.session.memory.get(f"reminded_{name}")
        return at is not None and at - first <= scene.now <= at - last and said != scene.session.memory["at"]

    return guard


def remind(name: str) -> Action:
    """Return an action that reminds both of the plan, each on their own clock, until it begins."""

    def then(scene: Scene) -> Scene:
        session, at = scene.session, planned(scene.session)
        assert at is not None  # the row's guard has seen it
        key, until, stands = f"connection-reminder-{name}", at - STALE[name], str(session.memory["at"])
        said = (
            Say(to=to, key=key, lines=clocks(session, to, at)[:1], until=until, supposes=("at", stands))
            for to in session.members
        )
        return scene.become(session.remember(**{f"reminded_{name}": stands})).add(*said)

    return then


def over(scene: Scene) -> bool:
    at = planned(scene.session)
    return at is not None and scene.now >= at + timedelta(minutes=lasts(scene.session))


def reopen(scene: Scene) -> Scene:
    """Leave the plan, but for its time; whoever wished for another one proposes it, or the one that it had."""
    session = scene.session.remember(was=str(scene.session.memory["at"]), at="")
    session = replace(session, speaker=scene.by)
    return ask_when(scene.become(session))


def drop_plan(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(item="", at="", was="", arranges="", phones=""))


def question(session: Session, partner: Partner) -> tuple[Line, ...]:
    """Return a question for the evening; each goes through them from another place."""
    start = session.seed + (len(QUESTIONS) // 2 if partner is Partner.B else 0)
    return (Line(key=f"questions-{QUESTIONS[(start + session.count(f'asked_{partner}')) % len(QUESTIONS)]}"),)


def next_question(scene: Scene) -> Scene:
    return count(f"asked_{scene.by}")(scene)
