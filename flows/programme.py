"""The couple's way through the steps: readiness of both, rests, time-outs, pauses, an end.

Source: programme.md, "Rules that hold everywhere" and "Between the talks"; the time-out is PREP's and Gottman's
(at least 20 minutes, a time to come back within 24 hours that both accept); evidence.md, B2.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flows.engine.actions import count, remember, report, tell, unseal, wake
from flows.engine.effects import Line, Report, Say, Wake
from flows.engine.events import LOOSE
from flows.engine.frozen import replace
from flows.engine.script import (
    ANY,
    EACH,
    LISTENER,
    Action,
    Ask,
    End,
    Flow,
    Fork,
    Guard,
    Hold,
    Meet,
    Move,
    Options,
    Scene,
    one_of,
)
from flows.engine.session import Partner, Seen, Session
from flows.rests import FORTNIGHT, day_off_at, length, morning, questions_at

STEPS = ("open_communication", "boundaries", "connection", "appreciation", "patience")
"""The steps there are, in their order; each is the name of a flow."""
SETBACK = "setback"
"""The talk after a setback; the step's own talk waits beneath it."""

LAPSE = timedelta(days=7)
HEAVY_REST = timedelta(hours=48)
UNTIL_TOMORROW = timedelta(hours=10)
"""Gentle timers slip to the end of the quiet hours, so this is the next morning."""
IN_THE_MIDDLE = timedelta(hours=6)
"""A rest does not begin by itself where something was said in the talk so lately; it waits ``TRIES_AGAIN``."""
TRIES_AGAIN = timedelta(hours=3)
MOST_WAITING = 3
"""Mornings that such a rest waits at most because it would cover a time that the two agreed on."""
MOST_TIME_OUTS = 3
RETURNS = {
    "twenty_minutes": timedelta(minutes=20),
    "one_hour": timedelta(hours=1),
    "three_hours": timedelta(hours=3),
    "tomorrow": timedelta(hours=24),
}

PRIVATE, SEALED, SHARED = Seen.PRIVATE, Seen.SEALED, Seen.SHARED

GOES_ON_AT = {
    "before": "before",
    "before_met": "before",
    "place": "place",
    "place_met": "place",
    "group": "group",
    "offered": "offered",
    "not_yet": "offered",
    "ready_met": "offered",
    "lapsed": "lapsed",
    "arrived": "arrived",
    "running": "running",
    "resting": "resting",
    "suggested": "suggested",
    "suggested_met": "suggested",
    "ending": "ending",
    "ending_met": "ending",
}
"""Where the programme goes on after a pause or time-out that was called at a state; elsewhere as before."""


def both_chose(ask: str, option: str) -> Guard:
    return lambda scene: [one.chosen for one in scene.session.all_given(ask)] == [(option,)] * len(Partner)


def were_here_before(scene: Scene) -> bool:
    """Say whether these two had come to some place together, before they parted."""
    return scene.session.count("earlier") > 0


def go_on_from_before(scene: Scene) -> Scene:
    """Go on at the step of before, with what they keep together."""
    session = scene.session.remember(step=scene.session.count("earlier_step"))
    return scene.become(session).add(Report(name="bring_back", by=scene.by))


def came_from(name: str) -> Guard:
    return lambda scene: scene.session.memory.get("before") == name


def third_time_out(scene: Scene) -> bool:
    return talk_open(scene) and scene.session.count("time_outs") >= MOST_TIME_OUTS - 1


def talk_open(scene: Scene) -> bool:
    return scene.session.count("talk_open") == 1 or _extra(scene.session) != ""


def extra_open(scene: Scene) -> bool:
    return _extra(scene.session) != ""


def _extra(session: Session) -> str:
    """Return the talk that the couple are at beside the order of the steps, empty if none."""
    return str(session.memory.get("extra", ""))


def no_setback(scene: Scene) -> bool:
    return _extra(scene.session) != SETBACK


def has_done(step: str) -> Guard:
    """Return whether a step can be done again now: it is done, and nothing else was begun beside the order."""
    return lambda scene: STEPS.index(step) < scene.session.count("step") and not extra_open(scene)


def fits(step: str) -> Guard:
    """Return whether a talk beside the order may ask for a step to be done again after it."""
    return lambda scene: STEPS.index(step) < scene.session.count("step") and extra_open(scene)


def wants_back(scene: Scene) -> bool:
    return scene.session.memory.get("wanted", "") != "" and not extra_open(scene)


def steps_left(scene: Scene) -> bool:
    return scene.session.count("step") < len(STEPS)


def nothing_left(scene: Scene) -> bool:
    return not steps_left(scene)


def note_yes(scene: Scene) -> Scene:
    """Remember since when somebody has wished to go on."""
    return scene.become(scene.session.remember(**{f"yes_{scene.by}": scene.now.isoformat()}))


def own_yes_is_old(scene: Scene) -> bool:
    return _is_old(scene, scene.by)


def a_yes_is_old(scene: Scene) -> bool:
    """Say whether one of the two yeses is no longer of today: whoever gave it is asked once more (C1, C2)."""
    return any(_is_old(scene, member) for member in scene.session.members)


def _is_old(scene: Scene, by: Partner) -> bool:
    said = scene.session.memory.get(f"yes_{by}")
    return said is None or scene.now - datetime.fromisoformat(str(said)) >= LAPSE


def note_place(scene: Scene) -> Scene:
    """Remember where to go on, and since when the programme stands still."""
    session = scene.session.remember(since=scene.now.isoformat())
    if scene.left in GOES_ON_AT:
        session = session.remember(before=GOES_ON_AT[scene.left])
    return scene.become(session)


def note_stop(scene: Scene) -> Scene:
    """Remember as well when one of them has stopped everything."""
    return note_place(scene.become(scene.session.remember(stopped=scene.now.isoformat())))


def begin_step(scene: Scene) -> Scene:
    session = scene.session.remember(talk_open=1, time_outs=0, before="running", offer_rested=0)
    return scene.become(session).add(Report(name="begin", by=scene.by))


def begin_extra(talk: str = "") -> Action:
    """Return an action that begins ``talk``, or the step that was suggested; what is open waits beneath it.

    A step that is done again waits as well: it is remembered as what is ``beneath``.
    """

    def then(scene: Scene) -> Scene:
        name = talk or str(scene.session.memory["wanted"])
        beneath = _extra(scene.session)
        session = scene.session.remember(extra=name, beneath=beneath, wanted="", time_outs=0, before="running")
        return scene.become(session).add(Report(name="begin", by=scene.by))

    return then


def end_extra(scene: Scene) -> Scene:
    """Return to what waits beneath; where that is the step that was wished for, it needs no asking afterwards."""
    beneath, wanted = (str(scene.session.memory.get(name, "")) for name in ("beneath", "wanted"))
    wanted = "" if wanted == beneath else wanted
    return scene.become(scene.session.remember(extra=beneath, beneath="", wanted=wanted))


def end_step(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(talk_open=0, step=scene.session.count("step") + 1))


def want(step: str) -> Action:
    return remember(wanted=step)


def suggest(scene: Scene) -> Scene:
    """Remember where the two are if nothing comes of it; after a rest, an open talk goes on only with both (C2)."""
    after_rest = "back" if talk_open(scene) else "offered" if steps_left(scene) else "arrived"
    origin = after_rest if scene.left == "resting" else GOES_ON_AT[scene.left]
    return scene.become(scene.session.remember(origin=origin))


def from_where(name: str) -> Guard:
    return lambda scene: scene.session.memory.get("origin") == name


def about_step(session: Session, _: Partner) -> tuple[Line, ...]:
    """Return what the step that is offered is about."""
    return (Line(key=f"programme-about.{next_step(session)}"),)


def about_wanted(session: Session, _: Partner) -> tuple[Line, ...]:
    return (Line(key=f"programme-about.{session.memory['wanted']}"),)


def go_on(scene: Scene) -> Scene:
    return scene.add(Report(name="go_on", by=scene.by))


def rest(after: timedelta) -> Action:
    """Return an action that rests the programme, at least so long; it wakes outside both's quiet hours.

    A longer rest that runs already is not shortened.
    """

    def then(scene: Scene) -> Scene:
        until = max(scene.now + after, _rest_until(scene))
        return rest_on(scene.become(scene.session.remember(rest_until=until.isoformat())))

    return then


def begin_rounds(scene: Scene) -> Scene:
    """Let the safety questions and the days off begin, unless they have."""
    return scene if "began" in scene.session.memory else next_round(scene)


def next_round(scene: Scene) -> Scene:
    """Set the timers of the next safety questions, and of a day off before them, if there is to be one."""
    session, n = scene.session, scene.session.count("round")
    began = datetime.fromisoformat(str(session.memory.get("began", scene.now.isoformat())))
    scene = scene.become(session.remember(began=began.isoformat(), round=n + 1))
    day_off = day_off_at(session.seed, _zone(session), scene.now, n)
    questions = questions_at(session.seed, _zone(session), began, n + 1)
    if questions <= scene.now:  # after a long downtime
        questions = morning(session.seed, _zone(session), scene.now + FORTNIGHT)
    scene = _wakes_loosely(scene, "questions", questions)
    return _wakes_loosely(scene, "day_off", day_off) if day_off and day_off < questions else scene


def rounds_again(scene: Scene) -> Scene:
    """Set the timers of this round once more: they went with whoever was erased, and nothing may show that."""
    return next_round(scene.become(scene.session.remember(round=max(0, scene.session.count("round") - 1))))


def day_off_tomorrow(scene: Scene) -> Scene:
    """Let the programme rest on the next morning, as it does on some days anyhow.

    Somebody was done with the safety questions after they had said yes to going on. What they answered nobody knows,
    here neither, so this comes after every answer (S1, P5). Where their own yes is still to come, nothing has to.
    """
    after = scene.now + IN_THE_MIDDLE
    return _wakes_loosely(scene, "day_off", morning(scene.session.seed, _zone(scene.session), after))


def wait_for_a_pause(name: str) -> Action:
    return lambda scene: _wakes_loosely(scene, name, scene.now + TRIES_AGAIN)


def wait_a_day(name: str) -> Action:
    def then(scene: Scene) -> Scene:
        at = morning(scene.session.seed, _zone(scene.session), scene.now)
        waited = scene.session.remember(waited=scene.session.count("waited") + 1)
        return _wakes_loosely(scene.become(waited), name, at)

    return then


def own_rest(scene: Scene) -> Scene:
    """Rest for a while that the seed draws, whatever the reason."""
    n = scene.session.count("rests") + 1
    return rest(length(scene.session.seed, n))(scene.become(scene.session.remember(rests=n, waited=0)))


def tell_of_rest(scene: Scene) -> Scene:
    """Say that the programme rests, to whoever reads it while it does."""
    return scene.add(Say(to=None, key="programme-resting", seen=SHARED, until=_rest_until(scene)))


def _wakes_loosely(scene: Scene, name: str, at: datetime) -> Scene:
    """Set a timer that comes wherever they are; whose it is says nothing, so it is always the same one's."""
    return scene.add(Wake(by=Partner.A, at=at, name=name, entered=LOOSE))


def _zone(session: Session) -> str:
    zones = session.known.get("zones", {})
    return str(zones.get(Partner.A) or zones.get(Partner.B) or "UTC")


def in_the_middle(scene: Scene) -> bool:
    """Say whether something was said in the talk a short while ago."""
    lately = scene.session.known.get("lately", {}).get("at")
    return lately is not None and datetime.fromisoformat(str(lately)) > scene.now - IN_THE_MIDDLE


def covers_something_agreed(scene: Scene) -> bool:
    """Say whether a rest from now on would keep the two from being told of a time that they agreed on."""
    ahead = map(datetime.fromisoformat, scene.session.known.get("lately", {}).get("agreed", ()))
    end = scene.now + length(scene.session.seed, scene.session.count("rests") + 1)
    return scene.session.count("waited") < MOST_WAITING and any(scene.now <= moment < end for moment in ahead)


def offer_is_new(scene: Scene) -> bool:
    """Say whether both are offered a step, and no rest has made this offer longer yet (C1)."""
    places = {place.state for place in scene.session.positions.values()}
    return places <= {"offered", "ready_met"} and scene.session.count("offer_rested") == 0


def one_has_said_yes(scene: Scene) -> bool:
    """Say whether it would go on with a yes of the other one."""
    return any(place.state in _ONE_YES for place in scene.session.positions.values())


def rest_on(scene: Scene) -> Scene:
    """Set the timers of a rest that was remembered; a pause does not shorten it."""
    return scene.add(*_wakes(scene.session, "rested", _rest_until(scene), gentle=True))


def _rest_until(scene: Scene) -> datetime:
    until = scene.session.memory.get("rest_until")
    return max(scene.now, datetime.fromisoformat(str(until))) if until else scene.now


def _wakes(session: Session, name: str, at: datetime, *, gentle: bool) -> list[Wake]:
    return [Wake(by=by, at=at, name=name, entered=session.at(by).entered, gentle=gentle) for by in session.members]


def propose(scene: Scene) -> Scene:
    """Give the floor to whoever proposed a time to come back, and remember which."""
    chosen = getattr(scene.event, "option", "")
    return scene.become(replace(scene.session, speaker=scene.by).remember(proposed=chosen))


def proposed(session: Session) -> datetime:
    start = datetime.fromisoformat(str(session.memory["since"]))
    return start + RETURNS[str(session.memory["proposed"])]


def come_back(scene: Scene) -> Scene:
    """Set the timer for the time that both accepted; it is their own, so quiet hours do not move it."""
    at = max(proposed(scene.session), scene.now)
    said = Say(to=None, key="programme-away", seen=SHARED, at=at)
    return scene.add(said, *_wakes(scene.session, "time", at, gentle=False))


_ONE_YES = ("ready_met", "suggested_met", "back_met")
_UNDER_WAY = ("offered", "not_yet", "ready_met", "suggested", "suggested_met", "back", "back_met")
"""Where nothing goes on without both, though the two are at it: the questions come, and need no rest around them."""
_AT_OTHER_THINGS = (
    *("before", "before_met", "place", "place_met", "group", "lapsed", "arrived", "ending", "ending_met"),
    *("time_out", "agree", "away", "paused", "paused_met"),
)
"""Where no safety questions come: there is no step to go on with, or one of them has stopped everything."""
_ask_each, _over = report("safety_questions"), report("safety_over")
_questions_rest = (_ask_each, own_rest, tell_of_rest, next_round)
_offer = (wake("week", LAPSE, each=True),)
_comes_back = remember(before="running", time_outs=0)
_a_day = (wake("day", timedelta(hours=24), each=True),)
_to_tomorrow = (rest(UNTIL_TOMORROW), tell("programme-resting", seen=SHARED))
_STEADY = (*GOES_ON_AT, "back", "back_met", "paused", "paused_met")
_OPEN = ("offered", "not_yet", "ready_met", "lapsed", "arrived", "running")
"""Where a step can be done again, or the end be asked for: nothing rests or stands still."""
_TAKING_TIME = ("time_out", "agree", "away")
"""A time-out is being taken here: another press of either one is no further time-out."""


def _returns(asked: str) -> tuple[Move, ...]:
    """Return the rows that lead from ``asked``, once both said yes there of late, to where the programme was."""
    at, gate = f"{asked}_met", f"{asked}_gate"
    places = ("before", "place", "group", "lapsed", "arrived", "ending")
    plain = tuple(Move(at=at, on="met", to=to, when=came_from(to)) for to in places)
    return (
        Move(at=asked, on="go_on", to=at, then=(note_yes,)),
        Move(at=at, on="not_yet", to=asked),
        Move(at=at, on="met", to=gate, when=a_yes_is_old),
        Move(at=gate, on="go", to=asked, when=own_yes_is_old, then=(tell("programme-yes_again", to="actor"),)),
        Move(at=gate, on="go", to=at),
        *plain,
        Move(at=at, on="met", to="suggested", when=came_from("suggested"), then=_offer),
        Move(at=at, on="met", to="offered", when=came_from("offered"), then=_offer),
        Move(
            at=at,
            on="met",
            to="resting",
            when=came_from("resting"),
            then=(rest_on, tell("programme-resting", seen=SHARED)),
        ),
        Move(at=at, on="met", to="running", then=(go_on,)),
    )


def _rounds() -> tuple[Move, ...]:
    """Return the rows of the two-weekly safety questions, and of the rests that begin by themselves."""
    waits = [(in_the_middle, wait_for_a_pause), (covers_something_agreed, wait_a_day)]
    middle = [
        Move(at="running", on=name, to="running", when=when, then=(wait(name),), stays=True)
        for name in ("questions", "day_off")
        for when, wait in waits
    ]
    asked = [Move(at=at, on="questions", to=at, then=(_ask_each, next_round), stays=True) for at in _UNDER_WAY]
    return (
        *middle,
        Move(at="running", on="questions", to="resting", then=_questions_rest),
        Move(at="running", on="day_off", to="resting", then=(own_rest,)),
        Move(
            at=("offered", "ready_met"),
            on="questions",
            to="resting",
            when=offer_is_new,
            then=(note_place, remember(offer_rested=1), *_questions_rest),
            both=True,
        ),
        *asked,
        Move(at="resting", on="questions", to="resting", then=(_ask_each, next_round), stays=True),
        *(Move(at=at, on="questions", to=at, then=(next_round,), stays=True) for at in _AT_OTHER_THINGS),
        *(
            Move(at=at, on="day_off", to=at, when=one_has_said_yes, then=(day_off_tomorrow,), stays=True)
            for at in _UNDER_WAY
        ),
        *(Move(at=at, on="safety_done", to=at, then=(day_off_tomorrow,), stays=True) for at in ("running", *_ONE_YES)),
    )


def _stays(at: str, on: str) -> tuple[Move, ...]:
    """Return the rows that lead both from ``at`` to where they were before something was suggested."""
    after_rest = at.startswith("suggested")
    said = (tell("programme-stays"), *((remember(wanted=""),) if after_rest else ()))
    back = Move(at=at, on=on, to="back", when=from_where("back"), then=(*said, _comes_back), both=True)
    return (
        *(Move(at=at, on=on, to=to, when=from_where(to), then=said, both=True) for to in ("lapsed", "arrived")),
        Move(at=at, on=on, to="running", when=from_where("running"), then=(*said, go_on), both=True),
        *((back,) if after_rest else ()),
        Move(at=at, on=on, to="offered", then=(*said, *_offer), both=True),
    )


STATES = (
    Fork("begun"),
    Ask("before", of=EACH, seen=SEALED, expects=one_of("go_on", "anew"), blind=True),
    Meet("before_met"),
    Ask("place", of=EACH, seen=SEALED, expects=one_of("private", "group"), blind=True),
    Meet("place_met"),
    Ask("group", of=EACH, seen=PRIVATE, expects=one_of("private_instead", link="group"), passing=True, quiet=True),
    Ask("offered", of=EACH, seen=PRIVATE, expects=one_of("ready", "not_now"), passing=True, lines=about_step),
    Ask("not_yet", of=EACH, seen=PRIVATE, expects=one_of("ready"), passing=True, quiet=True),
    Meet("ready_met", exits=("not_now",)),
    Hold("running"),
    Hold("resting"),
    Ask("lapsed", of=EACH, seen=PRIVATE, expects=one_of("offer"), passing=True, quiet=True),
    Ask("arrived", of=EACH, seen=PRIVATE, expects=one_of(*STEPS, "end"), passing=True, quiet=True),
    Ask(
        "suggested",
        of=EACH,
        seen=PRIVATE,
        expects=one_of("ready", "not_now"),
        passing=True,
        quiet=True,
        lines=about_wanted,
    ),
    Meet("suggested_met", exits=("not_now",)),
    Ask("ending", of=EACH, seen=PRIVATE, expects=one_of("agree", "stay"), passing=True, quiet=True),
    Meet("ending_met", exits=("stay",)),
    Ask(
        "time_out",
        of=EACH,
        seen=PRIVATE,
        expects=Options(tuple(RETURNS), after=RETURNS, since="since"),
        passing=True,
        quiet=True,
    ),
    Ask("agree", of=LISTENER, seen=PRIVATE, expects=one_of("yes", "other"), passing=True, moment=proposed),
    Hold("away"),
    Ask("back", of=EACH, seen=PRIVATE, expects=one_of("go_on", "later"), passing=True, quiet=True),
    Meet("back_met", exits=("not_yet",)),
    Fork("back_gate"),
    Ask("paused", of=EACH, seen=PRIVATE, expects=one_of("go_on"), passing=True, quiet=True),
    Meet("paused_met", exits=("not_yet",)),
    Fork("paused_gate"),
    End("ended"),
)

MOVES = (
    Move(at="begun", on="go", to="before", when=were_here_before),
    Move(at="begun", on="go", to="place"),
    Move(at="before", on=("go_on", "anew"), to="before_met"),
    Move(
        at="before_met",
        on="met",
        to="place",
        when=both_chose("before", "go_on"),
        then=(unseal("before"), go_on_from_before, tell("programme-brought_back")),
    ),
    Move(at="before_met", on="met", to="place", then=(unseal("before"), tell("programme-anew"))),
    Move(at="place", on=("private", "group"), to="place_met"),
    Move(
        at="place_met",
        on="met",
        to="group",
        when=both_chose("place", "group"),
        then=(unseal("place"), begin_rounds),
    ),
    Move(
        at="place_met",
        on="met",
        to="arrived",
        when=nothing_left,
        then=(unseal("place"), tell("programme-private_first"), begin_rounds),
    ),
    Move(
        at="place_met",
        on="met",
        to="offered",
        then=(unseal("place"), tell("programme-private_first"), begin_rounds, *_offer),
    ),
    Move(at="group", on="private_instead", to="arrived", when=nothing_left, both=True),
    Move(at="group", on="group_ready", to="arrived", when=nothing_left),
    Move(at="group", on="private_instead", to="offered", then=_offer, both=True),
    Move(at="group", on="group_ready", to="offered", then=_offer),
    Move(at="offered", on="ready", to="ready_met"),
    Move(at="offered", on="not_now", to="not_yet", then=(wake("week", LAPSE),)),
    Move(at="not_yet", on="ready", to="ready_met"),
    Move(at="ready_met", on="not_now", to="not_yet", then=(wake("week", LAPSE),)),
    Move(at=("offered", "not_yet"), on="week", to="lapsed", both=True),
    Move(at="lapsed", on="offer", to="offered", then=_offer, both=True),
    Move(at="ready_met", on="met", to="running", then=(begin_step, begin_rounds)),
    Move(
        at="running",
        on="step_done",
        to="resting",
        when=extra_open,
        then=(end_extra, rest(HEAVY_REST), tell_of_rest),
    ),
    Move(
        at="running",
        on="step_done",
        to="resting",
        then=(end_step, rest(HEAVY_REST), tell_of_rest),
    ),
    Move(at="running", on="not_today", to="resting", then=_to_tomorrow),
    Move(at="resting", on="rested", to="suggested", when=wants_back, then=(suggest, *_offer)),
    Move(at="resting", on="rested", to="back", when=talk_open, then=(_comes_back,)),
    Move(at="resting", on="rested", to="before", when=came_from("before")),
    Move(at="resting", on="rested", to="place", when=came_from("place")),
    Move(at="resting", on="rested", to="group", when=came_from("group")),
    Move(at="resting", on="rested", to="offered", when=steps_left, then=_offer),
    Move(at="resting", on="rested", to="arrived"),
    *(
        Move(at=_OPEN, on=step, to="suggested", when=has_done(step), then=(want(step), suggest, *_offer), both=True)
        for step in STEPS
    ),
    *(Move(at="running", on=step, to="running", when=fits(step), then=(want(step),)) for step in STEPS),
    *(Move(at="arrived", on=step, to="arrived") for step in STEPS),
    Move(at="suggested", on="ready", to="suggested_met"),
    Move(at="suggested_met", on="met", to="running", then=(begin_extra(),)),
    *_stays("suggested", "not_now"),
    *_stays("suggested", "week"),
    *_stays("suggested_met", "not_now"),
    Move(at=_OPEN, on="setback", to="running", when=no_setback, then=(suggest, begin_extra(SETBACK))),
    Move(at=_OPEN, on="end", to="ending", then=(suggest,), both=True),
    Move(at="ending", on="agree", to="ending_met"),
    Move(at="ending_met", on="met", to="ended", then=(tell("programme-ended_together"), _over)),
    *_stays("ending", "stay"),
    *_stays("ending_met", "stay"),
    Move(at=_STEADY, on="time_out", to="resting", when=third_time_out, then=(note_stop, *_to_tomorrow)),
    Move(at=_TAKING_TIME, on="time_out", to="time_out", then=(note_stop, *_a_day)),
    Move(at=_STEADY, on="time_out", to="time_out", then=(note_stop, count("time_outs"), *_a_day)),
    Move(
        at="time_out",
        on=tuple(RETURNS),
        to="agree",
        then=(propose, *_a_day),
        both=True,
    ),
    Move(at="agree", on="yes", to="away", then=(come_back,)),
    Move(at="agree", on="other", to="time_out", then=(*_a_day, tell("programme-other_time"))),
    Move(at=("time_out", "agree"), on="day", to="back", both=True),
    Move(at="away", on="time", to="back"),
    *_returns("back"),
    Move(at="back", on="later", to="resting", then=_to_tomorrow, both=True),
    Move(at=(*_STEADY, *_TAKING_TIME), on="pause", to="paused", then=(note_stop,)),
    *_returns("paused"),
    Move(
        at=(*_STEADY, *_TAKING_TIME),
        on="rest",
        to="resting",
        then=(note_place, rest(UNTIL_TOMORROW), rounds_again),
    ),
    *_rounds(),
    Move(at=ANY, on="leave", to="ended", then=(tell("programme-ended"), _over)),
)

FLOW = Flow(
    name="programme",
    states=STATES,
    moves=MOVES,
    calls=(
        *("group_ready", "step_done", "not_today", "time_out", "pause", "rest", "leave", "setback", "end"),
        *("safety_done", *STEPS),
    ),
    wakes=("week", "rested", "day", "time", "questions", "day_off"),
    kind="step",
    kinds={"questions": "check_in"},
    reads=("zones", "lately"),
)


def running(session: Session) -> bool:
    """Say whether the couple's talk may go on now."""
    return session.ended is None and all(place.state == "running" for place in session.positions.values())


def stands_still(session: Session) -> bool:
    """Say whether the two have stopped everything between them, by a pause or in a time-out."""
    stopped = ("paused", "paused_met", *_TAKING_TIME)
    return session.ended is not None or any(place.state in stopped for place in session.positions.values())


def stopped(session: Session) -> str:
    """Return when one of the two has last stopped everything (ISO 8601, UTC), empty if neither ever has."""
    return str(session.memory.get("stopped", ""))


def at_rest(session: Session) -> bool:
    """Say whether the programme rests, so that nothing comes by itself."""
    return stands_still(session) or any(place.state == "resting" for place in session.positions.values())


def next_step(session: Session) -> str:
    """Return the name of the flow that is offered or running."""
    return _extra(session) or STEPS[min(session.count("step"), len(STEPS) - 1)]


def done_steps(session: Session) -> tuple[str, ...]:
    """Return the names of the steps that the couple has been through."""
    return STEPS[: session.count("step")]


def waits_for(session: Session, partner: Partner) -> bool:
    """Say whether going on after a pause or rest needs ``partner``'s yes."""
    return session.ended is None and session.at(partner).state in ("paused", "back")
