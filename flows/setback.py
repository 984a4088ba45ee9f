"""A setback: what was agreed for the first 24 hours at once, a night's rest, then a talk about it in five short parts.

The talk follows Gottman's aftermath of a fight: what each felt, both sides with the other giving them back, what it
touched, what was one's own, one thing for next time; only when both are calm. That nothing starts over follows
relapse prevention: a lapse is no relapse. No word says who caused it, and none says who called it.
Source: programme.md, "Step 5"; evidence.md, B2 and B6.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flows.engine.actions import count, report, reveal, tell, unseal, wake, wake_at
from flows.engine.effects import Line, Print, Report, Say
from flows.engine.frozen import replace
from flows.engine.script import (
    EACH,
    LISTENER,
    OPENED,
    SPEAKER,
    Ask,
    End,
    Flow,
    Fork,
    Hold,
    Meet,
    Move,
    Palette,
    Scene,
    Words,
    one_of,
)
from flows.engine.session import Partner, Seen, Session

PRIVATE, SEALED, SHARED = Seen.PRIVATE, Seen.SEALED, Seen.SHARED

FEELINGS = (
    "sad", "hurt", "lonely", "afraid", "ashamed", "guilty", "angry", "disappointed",
    "confused", "numb", "helpless", "insecure", "tired", "jealous", "hopeful", "relieved",
)  # fmt: skip
PLAIN_SCRIPT = ("apart", "say_when", "nothing_big", "sleep")
"""The steps for the first 24 hours of a couple that has agreed on none."""
STEPS = ("open_communication", "boundaries", "connection", "appreciation", "patience")

MOST_MISSES = 2
UNTIL_TOMORROW = timedelta(hours=10)
"""Gentle timers slip to the end of the quiet hours, so this is the next morning."""
LAPSE = timedelta(days=7)


def first_day(session: Session, to: Partner | None) -> Say:
    """Return the script as the couple has signed it, their own lines too; plain steps where they have signed none."""
    plan = session.known.get("plan", {})
    agreed = plan.get("steps") or plan.get("own_lines")
    key, steps = ("agreed", plan.get("steps", ())) if agreed else ("plain", PLAIN_SCRIPT)
    return Say(
        to=to,
        key=f"setback-script-{key}",
        seen=SHARED if to is None else PRIVATE,
        lines=tuple(Line(key=f"first_day_step-{step}") for step in steps),
        entries=(("plan", 0),) if plan else (),
        asks=("day_line",),
    )


def tell_script(scene: Scene) -> Scene:
    return scene.add(Say(to=None, key="setback-script", seen=SHARED), first_day(scene.session, None))


def tell_script_again(scene: Scene) -> Scene:
    return scene.add(Say(to=scene.by, key="setback-again"), first_day(scene.session, scene.by))


def ways(session: Session, _: Partner) -> tuple[str, ...]:
    """Return what can be chosen after the script: the plan only where there is one."""
    plan = ("plan",) if "plan" in session.known else ()
    return ("rest", "now", *plan, "put_away")


def print_plan(scene: Scene) -> Scene:
    return scene.add(Print(to=scene.by, form="pdf", key="setback-plan_file", records=("plan",)))


def note_wish(scene: Scene) -> Scene:
    """Remember what the one who acted would prefer; nobody is shown it."""
    return scene.become(scene.session.remember(**{f"wish_{scene.by}": getattr(scene.event, "option", "")}))


def both_now(scene: Scene) -> bool:
    return all(scene.session.memory.get(f"wish_{by}") == "now" for by in scene.session.members)


def take_seed(scene: Scene) -> Scene:
    speaker = Partner.A if scene.session.seed % 2 == 0 else Partner.B
    return scene.become(replace(scene.session, speaker=speaker))


def swap(scene: Scene) -> Scene:
    session = replace(scene.session, speaker=scene.session.speaker.other)
    return scene.become(session.remember(misses=0, turns=1))


def first_turn(scene: Scene) -> bool:
    return scene.session.count("turns") == 0


def third_miss(scene: Scene) -> bool:
    return scene.session.count("misses") >= MOST_MISSES


def steps_done(session: Session) -> tuple[str, ...]:
    """Return the steps that there is a way back to."""
    done = session.known.get("way", {}).get("done", ())
    return tuple(step for step in STEPS if step in done)


def offered_steps(session: Session, _: Partner) -> tuple[str, ...]:
    return ("none", *steps_done(session))


def no_step_done(scene: Scene) -> bool:
    return not steps_done(scene.session)


def fitting_step(session: Session) -> str | None:
    """Return the earlier of the two steps that were chosen, None if either chose none."""
    chosen = [option for answer in session.all_given("back") for option in answer.chosen]
    return None if "none" in chosen else min(chosen, key=STEPS.index)


def a_step_fits(scene: Scene) -> bool:
    return fitting_step(scene.session) is not None


def tell_step(scene: Scene) -> Scene:
    """Name the step to both and to the programme, which asks them both after a rest; nothing is reset by it."""
    step = fitting_step(scene.session)
    assert step is not None  # the row's guard has seen it
    named = Line(key="setback-back-line", names=(("step", f"step-{step}"),))
    said = Say(to=None, key="setback-back-step", seen=SHARED, lines=(named,))
    return scene.add(said, Report(name=step, by=scene.by))


def spoken_lately(scene: Scene) -> bool:
    """Say whether there was something in the last week, be it that the two went on after a rest."""
    return _silent_since(scene) + LAPSE > scene.now


def _silent_since(scene: Scene) -> datetime:
    lately = scene.session.known.get("lately", {}).get("at")
    return datetime.fromisoformat(str(lately)) if lately else scene.now - LAPSE


_lapses = wake("week", LAPSE)
_each_lapses = wake("week", LAPSE, each=True)
_talk_lapses = wake("week", LAPSE, loose=True)
_lapses_later = wake_at("week", lambda scene: _silent_since(scene) + LAPSE, loose=True)
_put_away = (tell("setback-put_away"),)

STATES = (
    Fork("begun"),
    Ask(
        "when",
        of=EACH,
        seen=PRIVATE,
        expects=one_of("rest", "now", "plan", "put_away", offered=ways),
        part=1,
        passing=True,
        quiet=True,
    ),
    Meet("when_met", exits=("put_away",)),
    Hold("night"),
    Ask(
        "ready",
        of=EACH,
        seen=PRIVATE,
        expects=one_of("ready", "not_yet", "put_away"),
        part=1,
        passing=True,
        quiet=True,
    ),
    Ask("ready_later", of=EACH, seen=PRIVATE, expects=one_of("ready", "put_away"), part=1, passing=True, quiet=True),
    Meet("ready_met", exits=("not_yet",)),
    Ask("feelings", of=EACH, seen=SEALED, expects=Palette(deck="feelings", items=FEELINGS, skip=True), part=2),
    Meet("feelings_met"),
    Ask(
        "reality",
        of=SPEAKER,
        seen=SHARED,
        expects=Words(long_chars=600, example=True, hints="blame", extra=("not_today", "put_away")),
        part=3,
    ),
    Ask(
        "give_back",
        of=LISTENER,
        seen=SHARED,
        expects=Words(example=True, hints="blame", extra=("put_away",)),
        part=3,
    ),
    Ask("confirm", of=SPEAKER, seen=SHARED, expects=one_of("yes", "partly", "not_yet"), part=3, carries=True),
    Ask("add", of=SPEAKER, seen=SHARED, expects=Words(long_chars=600, hints="blame", extra=("put_away",)), part=3),
    Ask("sense", of=LISTENER, seen=SHARED, expects=Words(skip=True, example=True, hints="blame"), part=3),
    Fork("turn_over"),
    Ask("trigger", of=EACH, seen=SEALED, expects=Words(skip=True, example=True), part=4),
    Ask("mine", of=EACH, seen=SEALED, expects=Words(skip=True, example=True), part=5),
    Ask("next_time", of=EACH, seen=SEALED, expects=Words(skip=True, example=True, hints="blame"), part=6),
    Meet("told"),
    Fork("back_gate"),
    Ask("back", of=EACH, seen=SEALED, expects=one_of("none", *STEPS, offered=offered_steps), part=7, blind=True),
    Meet("back_met"),
    End("done"),
    End("put_away"),
)

_WAITING = ("when", "when_met", "ready", "ready_later", "ready_met")
_CAN_PUT_AWAY = ("when", "when_met", "ready", "ready_later", "reality", "give_back", "add")
_STEADY = tuple(state.name for state in STATES if not isinstance(state, Fork | End))
_TALKING = tuple(name for name in _STEADY if name not in (*_WAITING, "night"))

MOVES = (
    Move(at="begun", on="go", to="when", then=(tell_script, _each_lapses), both=True),
    Move(at="when", on=("rest", "now"), to="when_met", then=(note_wish, _lapses)),
    Move(at="when", on="plan", to="when", then=(print_plan, _lapses)),
    Move(at="when_met", on="met", to="feelings", when=both_now, then=(_talk_lapses,)),
    Move(
        at="when_met",
        on="met",
        to="night",
        then=(tell("setback-night", seen=SHARED), wake("morning", UNTIL_TOMORROW, each=True)),
    ),
    Move(at="night", on="morning", to="ready", then=(_each_lapses,)),
    Move(at=("ready", "ready_later"), on="ready", to="ready_met", then=(_lapses,)),
    Move(at="ready", on="not_yet", to="ready_later", then=(_lapses,)),
    Move(at="ready_met", on="not_yet", to="ready_later", then=(_lapses,)),
    Move(at="ready_met", on="met", to="feelings", then=(_talk_lapses,)),
    Move(at=_CAN_PUT_AWAY, on="put_away", to="put_away", then=_put_away, both=True),
    *(Move(at=name, on="week", to=name, when=spoken_lately, then=(_lapses_later,), stays=True) for name in _TALKING),
    Move(at=(*_WAITING, *_TALKING), on="week", to="put_away", then=_put_away, both=True),
    Move(at="feelings", on=("ticked", "skip"), to="feelings_met"),
    Move(
        at="feelings_met",
        on="met",
        to="reality",
        then=(reveal("feelings"), take_seed, tell("setback-listening", to="listener")),
    ),
    Move(at="reality", on="said", to="give_back"),
    Move(at="reality", on="not_today", to="reality", then=(report("not_today"),)),
    Move(at="give_back", on="said", to="confirm"),
    Move(at="confirm", on="yes", to="sense"),
    Move(
        at="confirm",
        on=("partly", "not_yet"),
        to="sense",
        when=third_miss,
        then=(tell("setback-enough", seen=SHARED),),
    ),
    Move(at="confirm", on=("partly", "not_yet"), to="add", then=(count("misses"),)),
    Move(at="add", on="said", to="give_back"),
    Move(at="sense", on=("said", "skip"), to="turn_over"),
    Move(
        at="turn_over",
        on="go",
        to="reality",
        when=first_turn,
        then=(swap, tell("setback-swapped", seen=SHARED)),
        both=True,
    ),
    Move(at="turn_over", on="go", to="trigger", both=True),
    Move(at="trigger", on=("said", "skip"), to="mine"),
    Move(at="mine", on=("said", "skip"), to="next_time"),
    Move(at="next_time", on=("said", "skip"), to="told"),
    Move(at="told", on="met", to="back_gate", then=(reveal("trigger", "mine", "next_time"),)),
    Move(at="back_gate", on="go", to="done", when=no_step_done, then=(tell("setback-done"),), both=True),
    Move(at="back_gate", on="go", to="back", both=True),
    Move(at="back", on=("none", *STEPS), to="back_met"),
    Move(
        at="back_met",
        on="met",
        to="done",
        when=a_step_fits,
        then=(unseal("back"), tell_step, tell("setback-done")),
    ),
    Move(
        at="back_met",
        on="met",
        to="done",
        then=(unseal("back"), tell("setback-back-none", seen=SHARED), tell("setback-done")),
    ),
    *(Move(at=name, on=OPENED, to=name, then=(tell_script_again,), stays=True) for name in _STEADY),
)

FLOW = Flow(
    name="setback",
    states=STATES,
    moves=MOVES,
    parts=7,
    calls=(OPENED,),
    wakes=("morning", "week"),
    reads=("plan", "way", "lately"),
)
