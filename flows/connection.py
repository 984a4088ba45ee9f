"""Step 3, connection: time together without sex and without the hurt, chosen by both, planned, and looked back on.

Ninety minutes a week of something new, for four weeks, is what Coulter and Malouff (2013) tried with 101 couples;
small, specific, pleasant acts are behavioural activation. Each votes sealed and only what both like is shown, as in
the yes-no-maybe lists that counsellors use. Source: programme.md, "Step 3"; evidence.md, B4.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flows.activities import WISHES
from flows.engine.actions import report, reveal, stand_aside, tell, unseal, wake, wake_at
from flows.engine.effects import Line, Say
from flows.engine.frozen import replace
from flows.engine.script import (
    EACH,
    LISTENER,
    SPEAKER,
    Ask,
    Choice,
    End,
    Flow,
    Fork,
    Guard,
    Meet,
    Move,
    Palette,
    Scale,
    Scene,
    Ticks,
    When,
    Words,
    one_of,
)
from flows.engine.session import Form, Partner, Seen, Session
from flows.outing import (
    ask_when,
    drop_plan,
    due,
    fix,
    free,
    next_question,
    over,
    own_idea,
    plan,
    planned_before,
    proposal,
    question,
    remind,
    reopen,
    swap,
    too_late,
    what,
)
from flows.votes import (
    compare,
    deal,
    listed,
    pages,
    something_matches,
    something_to_vote_on,
    take_ideas,
    take_wishes,
    to_choose,
    ways_on,
)

PRIVATE, SEALED, SHARED = Seen.PRIVATE, Seen.SEALED, Seen.SHARED

ENOUGH = 2
"""So many times together open the end of the step."""
FOUR_WEEKS = timedelta(days=28)
A_WEEK = timedelta(days=7)
ROOM = timedelta(days=2)
"""After it was left open nobody is asked again any sooner, whoever wishes it (N6)."""
AN_HOUR, A_MINUTE = timedelta(hours=1), timedelta(minutes=1)


# Choosing one


def chosen(session: Session, ask: str) -> dict[Partner, str]:
    return {answer.by: answer.chosen[0] for answer in session.all_given(ask)}


def either_chose(ask: str, option: str) -> Guard:
    return lambda scene: option in chosen(scene.session, ask).values()


def both_chose(ask: str, option: str) -> Guard:
    return lambda scene: list(chosen(scene.session, ask).values()) == [option] * len(Partner)


def same_choice(scene: Scene) -> bool:
    return len(set(chosen(scene.session, "choose").values())) == 1


def has_idea(scene: Scene) -> bool:
    return any(answer.form is not Form.SKIPPED for answer in scene.session.all_given("idea"))


def seeded(session: Session) -> Partner:
    return Partner.A if session.seed % 2 == 0 else Partner.B


def take_same(scene: Scene) -> Scene:
    """Plan what both chose; who proposes the time changes from plan to plan."""
    session = scene.session
    proposer = seeded(session) if session.count("plans") % 2 == 0 else seeded(session).other
    return told_choice(plan_for(scene, chosen(session, "choose")[proposer], proposer), "connection-agreed")


def settle_choice(scene: Scene) -> Scene:
    """Plan what one of them chose: the first time by chance, then in turn. The other one proposes the time."""
    session = scene.session
    turn = session.memory.get("picker")
    picker = Partner(str(turn)) if turn else seeded(session)
    planned = plan_for(scene, chosen(session, "choose")[picker], picker.other)
    planned = planned.become(planned.session.remember(picker=picker.other.value))
    return told_choice(planned, "connection-in_turn" if turn else "connection-settled")


def plan_for(scene: Scene, item: str, proposer: Partner) -> Scene:
    session = replace(scene.session, speaker=proposer)
    session = session.remember(item=item, plans=session.count("plans") + 1, at="", arranges="", phones="")
    return ask_when(scene.become(session))


def has_proposed(scene: Scene) -> bool:
    return scene.by is scene.session.speaker


def told_choice(scene: Scene, key: str) -> Scene:
    session = scene.session
    return scene.add(Say(to=None, key=key, seen=SHARED, lines=what(session), quotes=own_idea(session)))


def named(option: str, by: Partner) -> Partner | None:
    """Return who is to arrange it, None for both."""
    return {"me": by, "you": by.other}.get(option)


def settle_plan(scene: Scene) -> Scene:
    """Settle who arranges it, and put the phones away if both would."""
    wishes = {named(option, by) for by, option in chosen(scene.session, "arrange").items()}
    who = wishes.pop() if len(wishes) == 1 else None
    away = both_chose("phones", "away")(scene)
    arranges = who.value if who else "both"
    return scene.become(scene.session.remember(arranges=arranges, phones="away" if away else "near"))


# Afterwards


def note_done(scene: Scene) -> Scene:
    session = scene.session
    past = (*listed(session, "past"), str(session.memory.get("item", "")))
    return scene.become(session.remember(done=session.count("done") + 1, past=",".join(past)))


def liked_a_moment(scene: Scene) -> bool:
    return any(answer.form is not Form.SKIPPED for answer in scene.session.all_given("moment"))


def note_begin(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(began=scene.now.isoformat()))


def look_ahead(scene: Scene) -> Scene:
    """Leave the plan behind; two times together or four weeks open the end of the step."""
    session = drop_plan(scene).session
    began = session.memory.get("began")
    long = began is not None and scene.now - datetime.fromisoformat(str(began)) >= FOUR_WEEKS
    return scene.become(session.remember(may_end=int(long or session.count("done") >= ENOUGH)))


def leave_open(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(open_until=(scene.now + ROOM).isoformat()))


def open_until(session: Session) -> datetime:
    return datetime.fromisoformat(str(session.memory["open_until"]))


def just_left_open(scene: Scene) -> bool:
    return "open_until" in scene.session.memory and scene.now < open_until(scene.session)


def what_next(session: Session, _: Partner) -> tuple[str, ...]:
    if session.aside:
        return ("plan", "later", "close")
    return ("plan", "later", "enough") if session.count("may_end") else ("plan", "later")


def what_may_end(session: Session, partner: Partner) -> tuple[Line, ...]:
    return (Line(key="connection-line_may_end"),) if "enough" in what_next(session, partner) else ()


def not_aside(scene: Scene) -> bool:
    return not scene.session.aside


STATES = (
    Ask("intro", of=EACH, seen=PRIVATE, expects=one_of("agree", "not_today"), part=1, passing=True),
    Meet("intro_met"),
    Ask(
        "wishes",
        of=EACH,
        seen=SEALED,
        expects=Palette(deck="wishes", items=WISHES, at_most=len(WISHES), skip=True),
        part=2,
        blind=True,
    ),
    Meet("wishes_met"),
    Fork("votes_gate"),
    Ask(
        "votes",
        of=EACH,
        seen=SEALED,
        expects=Ticks(deck="activities", levels=("yes", "maybe", "no"), default="no", areas=pages),
        part=3,
        blind=True,
    ),
    Meet("votes_met"),
    Ask(
        "nothing",
        of=EACH,
        seen=SEALED,
        expects=one_of("more", "wider", "own", offered=ways_on),
        part=3,
        blind=True,
    ),
    Meet("nothing_met"),
    Ask("idea", of=EACH, seen=SEALED, expects=Words(max_chars=60, voice=False, skip=True, example=True), part=3),
    Meet("ideas_met"),
    Ask("choose", of=EACH, seen=SEALED, expects=Choice(deck="activities", offer=to_choose), part=4, blind=True),
    Meet("choose_met"),
    Ask(
        "propose",
        of=SPEAKER,
        seen=SHARED,
        expects=When(offer=free, extra=("off",)),
        part=5,
        lines=what,
        quotes=own_idea,
        discreet=True,  # in the group it would be told on one clock only
    ),
    Fork("proposal"),
    Ask(
        "accept",
        of=LISTENER,
        seen=SHARED,
        expects=one_of("yes", "other", "off"),
        part=5,
        lines=proposal,
        quotes=own_idea,
        passing=True,
        discreet=True,
    ),
    Ask(
        "proposed",
        of=EACH,
        seen=PRIVATE,
        expects=one_of("other", "off"),
        part=5,
        lines=proposal,
        quotes=own_idea,
        passing=True,
        quiet=True,
    ),
    Ask("arrange", of=EACH, seen=SEALED, expects=one_of("me", "you", "together"), part=5, blind=True),
    Ask("phones", of=EACH, seen=SEALED, expects=one_of("away", "near"), part=5, blind=True),
    Meet("plan_met"),
    Ask(
        "ahead",
        of=EACH,
        seen=PRIVATE,
        expects=one_of("question", "move", "off"),
        part=6,
        lines=plan,
        quotes=own_idea,
        passing=True,
        quiet=True,
    ),
    Ask(
        "evening",
        of=EACH,
        seen=PRIVATE,
        expects=one_of("question", "back", "move", "off"),
        part=6,
        lines=question,
        passing=True,
        quiet=True,
    ),
    Ask("happened", of=EACH, seen=SEALED, expects=one_of("yes", "no"), part=7, blind=True),
    Meet("happened_met"),
    Ask("moment", of=EACH, seen=SEALED, expects=Words(photo=True, skip=True, example=True), part=7),
    Ask("rating", of=EACH, seen=PRIVATE, expects=Scale(0, 10), part=7),
    Meet("moment_met"),
    Ask(
        "next",
        of=EACH,
        seen=SEALED,
        expects=one_of("plan", "later", "enough", "close", offered=what_next),
        lines=what_may_end,
        blind=True,
    ),
    Meet("next_met"),
    Ask("waiting", of=EACH, seen=PRIVATE, expects=one_of("ask"), passing=True, quiet=True),
    Ask("room", of=EACH, seen=PRIVATE, expects=one_of("leave"), passing=True, quiet=True, moment=open_until),
    End("done"),
)

_no_plan = (drop_plan, tell("connection-off"), look_ahead)
_called_off = (drop_plan, tell("connection-called_off"), look_ahead)
_UP_TO, _NO_TIME_YET = ("ahead", "evening"), ("propose", "proposed", "accept")
_in_a_week = (wake("week", A_WEEK),)
_after_room = (wake_at("asked", lambda scene: open_until(scene.session)),)


def _reminders() -> tuple[Move, ...]:
    """Return the rows that remind whoever is at the plan, and leave its buttons as they are."""
    windows = {"day": due("day", 25 * AN_HOUR, 3 * AN_HOUR), "hour": due("hour", 70 * A_MINUTE, 5 * A_MINUTE)}
    return tuple(
        Move(at=at, on=name, to=at, when=when, then=(remind(name),), stays=True)
        for at in _UP_TO
        for name, when in windows.items()
    )


MOVES = (
    Move(at="intro", on="agree", to="intro_met"),
    Move(at="intro", on="not_today", to="intro", then=(report("not_today"),)),
    Move(at="intro_met", on="met", to="wishes", then=(note_begin,)),
    Move(at="wishes", on=("ticked", "skip"), to="wishes_met"),
    Move(at="wishes_met", on="met", to="votes_gate", then=(unseal("wishes"), take_wishes, deal)),
    Move(at="votes_gate", on="go", to="votes", when=something_to_vote_on),
    Move(at="votes_gate", on="go", to="votes_met"),
    Move(at="votes", on="ticked", to="votes_met"),
    Move(at="votes_met", on="met", to="choose", when=something_matches, then=(compare,)),
    Move(at="votes_met", on="met", to="nothing", then=(compare,)),
    Move(at="nothing", on=("more", "wider", "own"), to="nothing_met"),
    Move(at="nothing_met", on="met", to="idea", when=either_chose("nothing", "own"), then=(unseal("nothing"),)),
    Move(at="nothing_met", on="met", to="wishes", when=either_chose("nothing", "wider"), then=(unseal("nothing"),)),
    Move(at="nothing_met", on="met", to="votes_gate", then=(unseal("nothing"), deal)),
    Move(at="idea", on=("said", "skip"), to="ideas_met"),
    Move(at="ideas_met", on="met", to="votes_gate", when=has_idea, then=(reveal("idea"), take_ideas)),
    Move(at="ideas_met", on="met", to="votes_gate", then=(unseal("idea"), take_ideas)),
    Move(at="choose", on="picked", to="choose_met"),
    Move(
        at="choose_met",
        on="met",
        to="idea",
        when=either_chose("choose", "own"),
        then=(unseal("choose"), tell("connection-own", seen=SHARED)),
    ),
    Move(
        at="choose_met",
        on="met",
        to="votes_gate",
        when=either_chose("choose", "more"),
        then=(unseal("choose"), deal, tell("connection-more", seen=SHARED)),
    ),
    Move(at="choose_met", on="met", to="propose", when=same_choice, then=(unseal("choose"), take_same)),
    Move(at="choose_met", on="met", to="propose", then=(unseal("choose"), settle_choice)),
    Move(at="propose", on="picked", to="proposal"),
    Move(at="proposal", on="go", to="proposed", when=has_proposed),
    Move(at="proposal", on="go", to="accept"),
    Move(
        at="proposed", on="other", to="propose", then=(ask_when, tell("connection-rethought", to="listener")), both=True
    ),
    Move(at=_NO_TIME_YET, on="off", to="next", when=planned_before, then=_called_off, both=True),
    Move(at=_NO_TIME_YET, on="off", to="next", then=_no_plan, both=True),
    Move(at="accept", on="yes", to="propose", when=too_late, then=(ask_when, tell("connection-too_late"))),
    Move(at="accept", on="yes", to="ahead", when=planned_before, then=(fix,)),
    Move(at="accept", on="yes", to="arrange"),
    Move(at="accept", on="other", to="propose", then=(swap, tell("connection-other_time"))),
    Move(at="arrange", on=("me", "you", "together"), to="phones"),
    Move(at="phones", on=("away", "near"), to="plan_met"),
    Move(
        at="plan_met",
        on="met",
        to="propose",
        when=too_late,
        then=(unseal("arrange", "phones"), settle_plan, ask_when, tell("connection-too_late")),
    ),
    Move(at="plan_met", on="met", to="ahead", then=(unseal("arrange", "phones"), settle_plan, fix)),
    Move(at="ahead", on="question", to="evening"),
    Move(at="evening", on="question", to="evening", then=(next_question,)),
    Move(at="evening", on="back", to="ahead", then=(next_question,)),
    Move(at=_UP_TO, on="move", to="propose", then=(reopen, tell("connection-moved")), both=True),
    Move(at=_UP_TO, on="off", to="next", then=_called_off, both=True, way_out=True),
    *_reminders(),
    Move(at=_UP_TO, on="after", to="happened", when=over, both=True),
    Move(at="happened", on=("yes", "no"), to="happened_met"),
    Move(
        at="happened_met",
        on="met",
        to="moment",
        when=both_chose("happened", "yes"),
        then=(unseal("happened"), note_done),
    ),
    Move(
        at="happened_met",
        on="met",
        to="next",
        then=(unseal("happened"), tell("connection-another_day"), look_ahead),
    ),
    Move(at="moment", on=("said", "skip"), to="rating"),
    Move(at="rating", on="rated", to="moment_met"),
    Move(at="moment_met", on="met", to="next", when=liked_a_moment, then=(reveal("moment"), look_ahead)),
    Move(at="moment_met", on="met", to="next", then=(unseal("moment"), look_ahead)),
    Move(at="next", on=("plan", "later", "enough", "close"), to="next_met"),
    Move(at="next_met", on="met", to="wishes", when=both_chose("next", "plan"), then=(unseal("next"),)),
    Move(at="next_met", on="met", to="waiting", when=both_chose("next", "enough"), then=(unseal("next"), stand_aside)),
    Move(
        at="next_met",
        on="met",
        to="done",
        when=both_chose("next", "close"),
        then=(unseal("next"), tell("connection-done")),
    ),
    Move(at="next_met", on="met", to="waiting", then=(unseal("next"), leave_open, *_in_a_week)),
    Move(at="waiting", on="ask", to="room", when=just_left_open, then=_after_room),
    Move(at="waiting", on="ask", to="next", then=(look_ahead,), both=True),
    Move(at="waiting", on="week", to="next", when=not_aside, then=(look_ahead,), both=True),
    Move(at="room", on="leave", to="waiting", then=_in_a_week),
    Move(at="room", on="asked", to="next", then=(look_ahead,), both=True),
)

FLOW = Flow(
    name="connection",
    states=STATES,
    moves=MOVES,
    parts=7,
    wakes=("day", "hour", "after", "week", "asked"),
    kind="activity",
    reads=("zones",),
)
