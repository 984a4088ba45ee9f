"""Step 5, patience: slow healing, a plan for setbacks, promises, a letter that nobody has to see, the time ahead.

If-then plans follow Gollwitzer's implementation intentions; that a lapse is no relapse, triggers, early signs and an
agreed first day follow relapse prevention; small kept promises as the beginning of trust Rempel, Holmes and Zanna
(1985); a decision together or apart as a worthy end Gordon, Baucom and Snyder; the upkeep Kennedy and others (2017).
The letter is no gate and no status (C5): what follows it never looks at it.
Source: programme.md, "Step 5"; evidence.md, B1 and B6.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flows import first_day, promises
from flows.engine.actions import keep_record, put_together, report, reveal, stand_aside, tell, unseal
from flows.engine.effects import Forget, Line, Print, Say, Wake
from flows.engine.events import LOOSE
from flows.engine.frozen import replace
from flows.engine.script import (
    EACH,
    LISTENER,
    SPEAKER,
    Action,
    Ask,
    End,
    Flow,
    Fork,
    Guard,
    Hold,
    Meet,
    Move,
    Palette,
    Scene,
    When,
    Words,
    one_of,
)
from flows.engine.session import Form, Partner, Seen, Session

PRIVATE, SEALED, SHARED = Seen.PRIVATE, Seen.SEALED, Seen.SHARED

PLAN = ("notice", "then_i", "from_you")
"""The parts of an if-then plan in the order in which it is read."""
MOST_PLANS = 3
KEEPSAKE = ("agreement", "plan", "promises", "jar")

UPKEEP = (timedelta(days=30), timedelta(days=91), timedelta(days=182), timedelta(days=365))
"""When each is asked how it is, counted from the end of the talk: after 1, 3, 6 and 12 months."""


def is_aside(scene: Scene) -> bool:
    return scene.session.aside


# What is written privately and shown by its author's own press


def own(*asks: str) -> promises.Numbers:
    """Return what quotes the reader's latest words for these asks, without what was skipped."""

    def quotes(session: Session, by: Partner) -> tuple[int, ...]:
        answers = (promises.written(session, ask, by) for ask in asks)
        return tuple(answer.n for answer in answers if answer and answer.form is not Form.SKIPPED)

    return quotes


def wrote(*asks: str) -> Guard:
    """Return a guard that holds where there are words: at a preview they may have been taken back."""
    return lambda scene: bool(own(*asks)(scene.session, scene.by))


def show(ask: str) -> Action:
    """Return an action that lets the partner read what the one who acted has seen and sent (P1)."""

    def then(scene: Scene) -> Scene:
        numbers = own(ask)(scene.session, scene.by)
        key = f"patience-{ask}-carried"
        return scene.become(scene.session.shared(*numbers)).add(
            Say(to=scene.by.other, key=key, seen=SHARED, quotes=numbers)
        )

    return then


def show_plan(scene: Scene) -> Scene:
    """Put the parts together as one plan and let the partner read it."""
    numbers = own(*PLAN)(scene.session, scene.by)
    n = scene.session.next_number()
    scene = put_together(scene, "if_then", numbers)
    return scene.become(scene.session.shared(n)).add(
        Say(to=scene.by.other, key="patience-if_then-carried", seen=SHARED, quotes=(n,))
    )


def plans_enough(scene: Scene) -> bool:
    return len([a for a in scene.session.answers if a.ask == "if_then" and a.by is scene.by]) >= MOST_PLANS


# What is kept of it


def both(ask: str, option: str) -> Guard:
    """Return a guard that holds where both have chosen ``option``."""
    return lambda scene: _chosen(scene.session, ask) == [option] * len(Partner)


def either(ask: str, option: str) -> Guard:
    return lambda scene: option in _chosen(scene.session, ask)


def _chosen(session: Session, ask: str) -> list[str]:
    return [option for answer in session.all_given(ask) for option in answer.chosen]


def keep_plan(scene: Scene) -> Scene:
    """Keep what was shown, with the script that both have agreed to, here or before; else what is kept stays."""
    agreed, shown = first_day.agreed(scene.session), _shown(scene.session)
    if not shown and not first_day.is_agreed_here(scene.session):
        return scene
    answers, at = agreed or ([], scene.now)
    own = first_day.own_lines(answers)
    facts = {"signed": at.date().isoformat(), "steps": list(first_day.steps(answers)), "own_lines": len(own)}
    lines = first_day.in_plan(answers, at) if agreed else ()
    kept = keep_record(scene, "plan", facts, lines=lines, quotes=(*shown, *own))
    return kept.add(Say(to=None, key="patience-plan-kept" if agreed else "patience-plan-shown", seen=SHARED))


def _shown(session: Session) -> tuple[int, ...]:
    """Return all that was shown of triggers and early signs, as it reads now, and of plans."""
    signs = (answer for ask in ("triggers", "early") for answer in session.all_given(ask))
    plans = (answer for answer in session.answers if answer.ask == "if_then")
    return tuple(answer.n for answer in (*signs, *plans) if answer.seen is SHARED)


# Promises


def note_now(scene: Scene) -> Scene:
    """Remember when a moment is asked for, so that the proposals are counted from then."""
    return scene.become(scene.session.remember(**{f"at_{scene.by}": scene.now.isoformat()}))


def day_gone_by(scene: Scene) -> bool:
    return promises.until(scene.session, scene.by) <= scene.now


def make_promise(scene: Scene) -> Scene:
    """Share what was previewed; months later the partner reads it at a moment outside quiet hours."""
    session, n = promises.made(scene.session, scene.by)
    scene = scene.become(session.shared(*promises.parts(session, scene.by)))
    scene = promises.set_timers(scene, n)
    if scene.session.aside:
        return scene.add(promises.poke(scene.by.other, scene.now, "news"))
    return _told(scene, scene.by.other, n)


def _told(scene: Scene, reader: Partner, n: int) -> Scene:
    """Tell a promise to whom it was made; from then on it is among what the two have kept together (P6)."""
    quotes = promises.whole(scene.session, n)
    said = Say(
        to=reader, key="patience-promise-carried", seen=PRIVATE if scene.session.aside else SHARED, quotes=quotes
    )
    facts = {"by": reader.other.value, "due": str(scene.session.memory[f"due_{n}"])}
    kept = keep_record(scene, "promises", facts, quotes=quotes, adds=True)
    return kept.become(kept.session.remember(**{f"told_{n}": 1})).add(said)


def promise_waits(scene: Scene) -> bool:
    return promises.to_tell(scene.session, scene.by) is not None


def tell_promise(scene: Scene) -> Scene:
    n = promises.to_tell(scene.session, scene.by)
    assert n is not None  # the row's guard has seen it
    return _told(scene, scene.by, n)


def mark_waits(scene: Scene) -> bool:
    return promises.to_hear(scene.session, scene.by) is not None


def tell_mark(scene: Scene) -> Scene:
    n = promises.to_hear(scene.session, scene.by)
    assert n is not None  # the row's guard has seen it
    key = f"patience-mark-{scene.session.memory[f'mark_{n}']}"
    said = Say(to=scene.by, key=key, quotes=promises.whole(scene.session, n))
    return scene.become(scene.session.remember(**{f"unheard_{n}": 0})).add(said)


def something_new(scene: Scene) -> bool:
    """Say whether there is something to tell whoever has finished the talk."""
    return scene.session.aside and (promise_waits(scene) or mark_waits(scene) or eve_of_promise(scene))


def tell_news(scene: Scene) -> Scene:
    """Tell all that is new, and no more than that: what is asked meanwhile is not asked a second time."""
    while promise_waits(scene):
        scene = tell_promise(scene)
    while mark_waits(scene):
        scene = tell_mark(scene)
    while eve_of_promise(scene):
        scene = remind(scene)
    return scene


def eve_of_promise(scene: Scene) -> bool:
    return promises.to_remind(scene.session, scene.by, scene.now) is not None


def remind(scene: Scene) -> Scene:
    n = promises.to_remind(scene.session, scene.by, scene.now)
    assert n is not None  # the row's guard has seen it
    said = Say(to=scene.by, key="patience-eve", until=promises.due(scene.session, n))
    return scene.become(scene.session.remember(**{f"reminded_{n}": 1})).add(said)


def promise_due(scene: Scene) -> bool:
    return promises.to_mark(scene.session, scene.by, scene.now) is not None


def take_due(scene: Scene) -> Scene:
    n = promises.to_mark(scene.session, scene.by, scene.now)
    assert n is not None  # the row's guard has seen it
    return scene.become(scene.session.remember(**{f"marks_{scene.by}": n}))


def asked_about(session: Session, partner: Partner) -> tuple[int, ...]:
    n = session.count(f"marks_{partner}")
    return promises.whole(session, n) if n else ()


def note_mark(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(**{f"says_{scene.by}": getattr(scene.event, "option", "")}))


def noted_mark(session: Session, by: Partner) -> tuple[Line, ...]:
    return (Line(key=f"patience-mark.{session.memory[f'says_{by}']}"),)


def mark(scene: Scene) -> Scene:
    """Keep what its receiver says of a promise; its author is told at a moment outside quiet hours."""
    n, said = scene.session.count(f"marks_{scene.by}"), scene.session.memory[f"says_{scene.by}"]
    marked = scene.become(scene.session.remember(**{f"mark_{n}": said, f"unheard_{n}": 1}))
    return marked.add(promises.poke(scene.by.other, scene.now, "news"))


def leave_open(scene: Scene) -> Scene:
    n = scene.session.count(f"marks_{scene.by}")
    left = scene.become(scene.session.remember(**{f"mark_{n}": promises.LEFT_OPEN}))
    return left.add(promises.poke(scene.by.other, scene.now, "news"))


def ask_later(scene: Scene) -> Scene:
    n, at = scene.session.count(f"marks_{scene.by}"), scene.now + promises.A_WEEK
    later = scene.become(scene.session.remember(**{f"ask_{n}": at.isoformat()}))
    return later.add(promises.poke(scene.by, at, "due"))


# The weekly hour


def take_seed(scene: Scene) -> Scene:
    """Let chance settle who proposes first."""
    return _proposes(scene, Partner.A if scene.session.seed % 2 == 0 else Partner.B)


def swap(scene: Scene) -> Scene:
    return _proposes(scene, scene.session.speaker.other)


def _proposes(scene: Scene, speaker: Partner) -> Scene:
    session = replace(scene.session, speaker=speaker)
    return scene.become(session.remember(**{f"at_{speaker}": scene.now.isoformat()}))


def slot(session: Session) -> datetime:
    """Return the hour that was proposed last (aware UTC)."""
    return datetime.fromisoformat(str(session.memory["slot"]))


def take_slot(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(slot=str(getattr(scene.event, "option", ""))))


def keep_slot(scene: Scene) -> Scene:
    at = slot(scene.session)
    scene = scene.become(scene.session.remember(weekly=at.isoformat()))
    kept = keep_record(scene, "check_in", {"at": at.isoformat()}, lines=(Line(key="patience-slot-line", at=at),))
    return kept.add(Say(to=None, key="patience-slot-agreed", seen=SHARED, at=at))


# The letter


def send_letter(scene: Scene) -> Scene:
    numbers = own("letter")(scene.session, scene.by)
    said = Say(to=scene.by.other, key="patience-letter-carried", quotes=numbers)
    return scene.become(scene.session.shared(*numbers)).add(said)


def delete_letter(scene: Scene) -> Scene:
    """Drop the letter with its words: nothing shows that there was one."""
    session = scene.session
    letters = [answer.n for answer in session.answers if answer.ask == "letter" and answer.by is scene.by]
    for n in letters:
        session = session.drop(n)
    return scene.become(session).add(*(Forget(n=n) for n in letters))


def _tell_own(what: str) -> Action:
    """Return an action that tells the author alone what became of the letter, which is on the screen no more."""
    return tell(f"patience-letter-{what}", to="actor")


# Looking ahead


def look_ahead(scene: Scene) -> Scene:
    """Open both answers at the same moment, under words that honour this combination."""
    session = unseal("ahead")(scene).session
    combination = "_".join(sorted(set(_chosen(session, "ahead"))))
    quotes = tuple(answer.n for answer in session.all_given("ahead"))
    said = Say(to=None, key=f"patience-ahead-{combination}", seen=SHARED, quotes=quotes)
    return scene.become(session).add(said)


def print_keepsake(scene: Scene) -> Scene:
    return scene.add(Print(to=scene.by, form="pdf", key="patience-keepsake_file", records=KEEPSAKE))


# Afterwards


def begin_upkeep(scene: Scene) -> Scene:
    scene = scene.become(scene.session.remember(since=scene.now.isoformat()))
    pokes = (promises.poke(by, scene.now + after, "upkeep") for after in UPKEEP for by in scene.session.members)
    scene = scene.add(*pokes)
    return scene.add(*(_weekly(scene, by) for by in scene.session.members)) if has_weekly_hour(scene) else scene


def has_weekly_hour(scene: Scene) -> bool:
    return "weekly" in scene.session.memory


def remind_weekly(scene: Scene) -> Scene:
    """Say that the hour has come which both chose, unless its day is over (N4), and that it will again in a week."""
    hour = _hour(scene, later_than=scene.now - promises.A_DAY)
    if hour <= scene.now:  # else a rest or a downtime has held it back
        scene = scene.add(Say(to=scene.by, key="patience-weekly_hour", until=hour + promises.A_DAY))
    return scene.add(_weekly(scene, scene.by))


def _weekly(scene: Scene, by: Partner) -> Wake:
    return Wake(by=by, at=_hour(scene, later_than=scene.now), name="weekly", entered=LOOSE, timely=True)


def _hour(scene: Scene, *, later_than: datetime) -> datetime:
    first = datetime.fromisoformat(str(scene.session.memory["weekly"]))
    return promises.next_hour(scene.session, first, later_than)


def _passed(scene: Scene) -> int:
    """Return how many of the questions afterwards have come due so far."""
    since = scene.session.memory.get("since")
    return sum(datetime.fromisoformat(str(since)) + after <= scene.now for after in UPKEEP) if since else 0


def upkeep_due(scene: Scene) -> bool:
    return _passed(scene) > scene.session.count(f"upkeep_{scene.by}")


def note_upkeep(scene: Scene) -> Scene:
    """Remember what was answered: what came due meanwhile is not asked a second time."""
    return scene.become(scene.session.remember(**{f"upkeep_{scene.by}": _passed(scene)}))


def promise_due_aside(scene: Scene) -> bool:
    return scene.session.aside and promise_due(scene)


def upkeep_due_aside(scene: Scene) -> bool:
    return scene.session.aside and upkeep_due(scene)


def year_over(scene: Scene) -> bool:
    """Say whether all has been asked, and nothing more is to be said of any promise."""
    return scene.session.count(f"upkeep_{scene.by}") == len(UPKEEP) and not promises.is_open(scene.session, scene.by)


def _shared_press(name: str, *options: str, part: int, quotes: promises.Numbers, veiled: bool = False) -> Ask:
    """Return the question under what its author alone sees so far; ``share`` lets the partner read it."""
    return Ask(
        name,
        of=EACH,
        seen=SHARED,
        expects=one_of(*options),
        part=part,
        passing=True,
        discreet=True,
        veiled=veiled,
        quotes=quotes,
    )


def _private(name: str, *options: str, part: int | None = None, quiet: bool = False) -> Ask:
    return Ask(name, of=EACH, seen=PRIVATE, expects=one_of(*options), part=part, passing=True, quiet=quiet)


STATES = (
    _private("opening", "begin", "not_today", part=1),
    Meet("begun"),
    Ask("slowly", of=EACH, seen=SEALED, expects=Words(skip=True, example=True), part=1),
    Ask("signs", of=EACH, seen=SEALED, expects=Words(skip=True, example=True), part=1),
    Meet("slowly_met"),
    Ask("triggers", of=EACH, seen=PRIVATE, expects=Words(skip=True, example=True), part=2),
    Ask("early", of=EACH, seen=PRIVATE, expects=Words(skip=True, example=True), part=2),
    Fork("triggers_gate"),
    _shared_press("share_triggers", "share", "keep", part=2, quotes=own("triggers")),
    Fork("early_gate"),
    _shared_press("share_early", "share", "keep", part=2, quotes=own("early")),
    Ask("notice", of=EACH, seen=PRIVATE, expects=Words(skip=True, example=True), part=3),
    Ask("then_i", of=EACH, seen=PRIVATE, expects=Words(example=True, extra=("no_plan",)), part=3),
    Ask("from_you", of=EACH, seen=PRIVATE, expects=Words(skip=True, example=True, hints="blame"), part=3),
    _shared_press("plan_preview", "share", "rewrite", "keep", part=3, quotes=own(*PLAN)),
    Fork("plan_gate"),
    _private("another", "another", "enough", part=3),
    Meet("plans_met"),
    Ask(
        "day_steps",
        of=EACH,
        seen=SEALED,
        expects=Palette(deck="first_day", items=first_day.STEPS, at_most=len(first_day.STEPS), skip=True),
        part=4,
        blind=True,
        lines=first_day.stands,
    ),
    Ask("day_line", of=EACH, seen=SEALED, expects=Words(max_chars=200, voice=False, skip=True, example=True), part=4),
    Meet("day_met"),
    Ask(
        "no_script",
        of=EACH,
        seen=SEALED,
        expects=one_of("again", "without"),
        part=4,
        blind=True,
        lines=first_day.stands,
    ),
    Meet("no_script_met"),
    Ask(
        "sign",
        of=EACH,
        seen=SEALED,
        expects=one_of("sign", "change", "without"),
        part=4,
        blind=True,
        lines=first_day.stands,
    ),
    Meet("signed"),
    _private("halfway", "go_on", "not_today", part=5),
    Meet("halfway_met"),
    _private("promise_offer", "write", "not_now", part=5, quiet=True),
    Ask(
        "promise",
        of=EACH,
        seen=PRIVATE,
        expects=Words(max_chars=400, example=True, extra=("rather_not",)),
        part=5,
        quiet=True,
    ),
    Ask(
        "promise_due",
        of=EACH,
        seen=PRIVATE,
        expects=When(offer=promises.evenings, extra=("rather_not",)),
        part=5,
        final=True,
        quiet=True,
        quotes=own("promise"),
    ),
    _shared_press("promise_preview", "share", "other_day", "rewrite", "keep", part=5, quotes=promises.parts),
    _private("promise_more", "another", "enough", part=5, quiet=True),
    Fork("promises_gate"),
    Meet("promises_met"),
    Ask("weekly", of=EACH, seen=SEALED, expects=one_of("yes", "not_now"), part=6, blind=True),
    Meet("weekly_met"),
    Ask("slot", of=SPEAKER, seen=SHARED, expects=When(offer=promises.weekly_hours, extra=("none",)), part=6),
    Ask(
        "slot_agree",
        of=LISTENER,
        seen=SHARED,
        expects=one_of("accept", "other", "none"),
        part=6,
        passing=True,
        moment=slot,
    ),
    _private("letter_offer", "write", "leave_it", part=7, quiet=True),
    Ask(
        "letter",
        of=EACH,
        seen=PRIVATE,
        expects=Words(skip=True, example=True),
        part=7,
        final=True,
        veiled=True,
        quiet=True,
    ),
    _shared_press("letter_choice", "share", "keep", "rewrite", "delete", part=7, quotes=own("letter"), veiled=True),
    Ask("ahead", of=EACH, seen=SEALED, expects=one_of("together", "time", "apart"), part=8),
    Meet("ahead_met"),
    _private("keepsake", "yes", "no", part=8, quiet=True),
    Meet("closing"),
    Hold("kept"),
    Fork("landing"),
    _private("desk", "promise", "keepsake", "close", quiet=True),
    Ask(
        "mark",
        of=EACH,
        seen=SHARED,
        expects=one_of(*promises.MARKS, "later", "open"),
        passing=True,
        discreet=True,
        quiet=True,
        quotes=asked_about,
    ),
    Ask(
        "mark_sure",
        of=EACH,
        seen=SHARED,
        expects=one_of("tell", "back"),
        passing=True,
        discreet=True,
        quiet=True,
        quotes=asked_about,
        lines=noted_mark,
    ),
    Ask("upkeep", of=EACH, seen=PRIVATE, expects=Words(skip=True, example=True), quiet=True),
    _private("upkeep_next", "promise", "enough", quiet=True),
    Meet("a_year", exits=("promise",)),
    End("done"),
    End("apart"),
)

_OFFERED = ("desk", "upkeep", "upkeep_next", "promise_more")
"""Where whoever has finished the talk can be asked something else: nothing that is being written is lost by it."""
_MARKING = ("mark", "mark_sure")
_PROMISING = ("promise", "promise_due", "promise_preview")
_POKES = ("news", "eve", "due", "upkeep")
_TAIL = ("kept", "a_year", *_OFFERED, *_MARKING, *_PROMISING)

_looks = tell("patience-slot-listening", to="listener")

TALK = (
    Move(at="opening", on="begin", to="begun"),
    Move(at="opening", on="not_today", to="opening", then=(report("not_today"),)),
    Move(at="begun", on="met", to="slowly"),
    Move(at="slowly", on=("said", "skip"), to="signs"),
    Move(at="signs", on=("said", "skip"), to="slowly_met"),
    Move(at="slowly_met", on="met", to="triggers", then=(reveal("slowly", "signs"),)),
    Move(at="triggers", on=("said", "skip"), to="early"),
    Move(at="early", on=("said", "skip"), to="triggers_gate"),
    Move(at="triggers_gate", on="go", to="share_triggers", when=wrote("triggers")),
    Move(at="triggers_gate", on="go", to="early_gate"),
    Move(at="share_triggers", on="share", to="early_gate", when=wrote("triggers"), then=(show("triggers"),)),
    Move(at="share_triggers", on=("share", "keep"), to="early_gate"),
    Move(at="early_gate", on="go", to="share_early", when=wrote("early")),
    Move(at="early_gate", on="go", to="notice"),
    Move(at="share_early", on="share", to="notice", when=wrote("early"), then=(show("early"),)),
    Move(at="share_early", on=("share", "keep"), to="notice"),
    Move(at="notice", on="said", to="then_i"),
    Move(at="notice", on="skip", to="plans_met"),
    Move(at="then_i", on="said", to="from_you"),
    Move(at="then_i", on="no_plan", to="plans_met"),
    Move(at="from_you", on=("said", "skip"), to="plan_preview"),
    Move(at="plan_preview", on="share", to="plan_gate", then=(show_plan,)),
    Move(at="plan_preview", on="keep", to="plan_gate"),
    Move(at="plan_preview", on="rewrite", to="notice"),
    Move(at="plan_gate", on="go", to="plans_met", when=plans_enough),
    Move(at="plan_gate", on="go", to="another"),
    Move(at="another", on="another", to="notice"),
    Move(at="another", on="enough", to="plans_met"),
    Move(at="plans_met", on="met", to="day_steps"),
    Move(at="day_steps", on=("ticked", "skip"), to="day_line"),
    Move(at="day_line", on=("said", "skip"), to="day_met"),
    Move(at="day_met", on="met", to="no_script", when=first_day.is_empty, then=(unseal("day_steps", "day_line"),)),
    Move(at="day_met", on="met", to="sign", then=(unseal("day_steps", "day_line"), first_day.read_out)),
    Move(at="no_script", on=("again", "without"), to="no_script_met"),
    Move(at="no_script_met", on="met", to="day_steps", when=both("no_script", "again"), then=(unseal("no_script"),)),
    Move(
        at="no_script_met",
        on="met",
        to="halfway",
        then=(unseal("no_script"), first_day.go_on_without, keep_plan),
    ),
    Move(at="sign", on=("sign", "change", "without"), to="signed"),
    Move(
        at="signed",
        on="met",
        to="halfway",
        when=both("sign", "sign"),
        then=(unseal("sign"), first_day.agree, keep_plan),
    ),
    Move(
        at="signed",
        on="met",
        to="halfway",
        when=either("sign", "without"),
        then=(unseal("sign"), first_day.go_on_without, keep_plan),
    ),
    Move(
        at="signed",
        on="met",
        to="day_steps",
        then=(unseal("sign"), tell("patience-script-again", seen=SHARED)),
    ),
    Move(at="halfway", on="go_on", to="halfway_met"),
    Move(at="halfway", on="not_today", to="halfway", then=(report("not_today"),)),
    Move(at="halfway_met", on="met", to="promise_offer"),
    Move(at="promises_met", on="met", to="weekly"),
    Move(at="weekly", on=("yes", "not_now"), to="weekly_met"),
    Move(at="weekly_met", on="met", to="slot", when=both("weekly", "yes"), then=(unseal("weekly"), take_seed, _looks)),
    Move(
        at="weekly_met",
        on="met",
        to="letter_offer",
        then=(unseal("weekly"), tell("patience-weekly-none", seen=SHARED)),
    ),
    Move(at="slot", on="picked", to="slot_agree", then=(take_slot,)),
    Move(at="slot_agree", on="accept", to="letter_offer", then=(keep_slot,)),
    Move(at="slot_agree", on="other", to="slot", then=(swap, _looks)),
    Move(at=("slot", "slot_agree"), on="none", to="letter_offer", then=(tell("patience-weekly-none", seen=SHARED),)),
    Move(at="letter_offer", on="write", to="letter"),
    Move(at="letter_offer", on="leave_it", to="ahead"),
    Move(at="letter", on="said", to="letter_choice"),
    Move(at="letter", on="skip", to="ahead"),
    Move(at="letter_choice", on="share", to="ahead", when=wrote("letter"), then=(send_letter, _tell_own("sent"))),
    Move(at="letter_choice", on=("share", "keep"), to="ahead", then=(_tell_own("kept"),)),
    Move(at="letter_choice", on="rewrite", to="letter", then=(delete_letter,)),
    Move(at="letter_choice", on="delete", to="ahead", then=(delete_letter, _tell_own("deleted"))),
    Move(at="ahead", on=("together", "time", "apart"), to="ahead_met"),
    Move(at="ahead_met", on="met", to="keepsake", then=(look_ahead,)),
    Move(at="keepsake", on="yes", to="closing", then=(print_keepsake,)),
    Move(at="keepsake", on="no", to="closing"),
    Move(at="closing", on="met", to="apart", when=both("ahead", "apart"), then=(tell("patience-done-apart"),)),
    Move(
        at="closing",
        on="met",
        to="landing",
        when=either("ahead", "apart"),
        then=(tell("patience-done-differently"), stand_aside),
    ),
    Move(at="closing", on="met", to="landing", then=(tell("patience-done"), stand_aside, begin_upkeep)),
)
"""The step itself, which both go through."""

PROMISES = (
    Move(at="promise_offer", on="write", to="promise"),
    Move(at="promise_offer", on="not_now", to="promises_gate"),
    Move(at="promise", on="said", to="promise_due", then=(note_now,)),
    Move(at=("promise", "promise_due"), on="rather_not", to="promises_gate"),
    Move(at="promise_due", on="picked", to="promise_preview"),
    Move(
        at="promise_preview",
        on="share",
        to="promise_due",
        when=day_gone_by,
        then=(note_now, tell("patience-promise-late", to="actor")),
    ),
    Move(at="promise_preview", on="share", to="promise_more", then=(make_promise,)),
    Move(at="promise_preview", on="other_day", to="promise_due", then=(note_now,)),
    Move(at="promise_preview", on="rewrite", to="promise"),
    Move(at="promise_preview", on="keep", to="promise_more"),
    Move(at="promise_more", on="another", to="promise"),
    Move(at="promise_more", on="enough", to="promises_gate"),
    Move(at="promises_gate", on="go", to="landing", when=is_aside),
    Move(at="promises_gate", on="go", to="promises_met"),
)
"""A promise is made in the talk and at any time after it."""

AFTERWARDS = (
    Move(at="kept", on=_POKES, to="landing", alone=True),
    Move(at="a_year", on=_POKES, to="landing", when=something_new, alone=True),
    Move(at=_OFFERED, on="due", to="landing", when=promise_due_aside, alone=True),
    Move(at=_OFFERED, on="upkeep", to="landing", when=upkeep_due_aside, alone=True),
    *(
        Move(at=name, on=("news", "eve"), to=name, when=something_new, then=(tell_news,), stays=True)
        for name in (*_OFFERED, *_MARKING, *_PROMISING)
    ),
    *(Move(at=name, on="weekly", to=name, when=has_weekly_hour, then=(remind_weekly,), stays=True) for name in _TAIL),
    Move(at=("kept", "a_year", *_OFFERED, *_MARKING), on="opened", to="desk", when=is_aside, alone=True),
    *(Move(at=name, on="opened", to=name, when=is_aside, then=(note_now,), alone=True) for name in _PROMISING),
    Move(at="landing", on="go", to="landing", when=something_new, then=(tell_news,)),
    Move(at="landing", on="go", to="mark", when=promise_due, then=(take_due,)),
    Move(at="landing", on="go", to="upkeep", when=upkeep_due),
    Move(at="landing", on="go", to="a_year", when=year_over),
    Move(at="landing", on="go", to="kept"),
    Move(at="desk", on="promise", to="promise"),
    Move(at="desk", on="keepsake", to="landing", then=(print_keepsake,)),
    Move(at="desk", on="close", to="landing"),
    Move(at="mark", on=promises.MARKS, to="mark_sure", then=(note_mark,)),
    Move(at="mark_sure", on="tell", to="landing", then=(mark,)),
    Move(at="mark_sure", on="back", to="mark"),
    Move(at="mark", on="later", to="landing", then=(ask_later,)),
    Move(at="mark", on="open", to="landing", then=(leave_open,)),
    Move(at="upkeep", on=("said", "skip"), to="upkeep_next", then=(note_upkeep,)),
    Move(at="upkeep_next", on="promise", to="promise"),
    Move(at="upkeep_next", on="enough", to="landing"),
    Move(at="a_year", on="promise", to="promise"),
    Move(at="a_year", on="met", to="done", then=(tell("patience-over"),)),
)
"""The step's long tail, in which each is alone: what is due catches them where they land."""

FLOW = Flow(
    name="patience",
    states=STATES,
    moves=(*TALK, *PROMISES, *AFTERWARDS),
    parts=8,
    calls=("opened",),
    wakes=(*_POKES, "weekly"),
    kinds={**dict.fromkeys(_POKES, "promise"), "upkeep": "booster", "weekly": "check_in"},
    reads=("zones",),
    keeps=("check_in",),
    keeps_together=("plan", "promises"),
    hands_on=first_day.hand_on,
    command="promises",
)
