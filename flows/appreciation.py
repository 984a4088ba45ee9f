"""Step 4, appreciation: what each noticed in the other, small gestures for a week, and two weeks of good words.

Noticing in three parts is other-praising (Algoe and others, 2016), optional and never daily; touch obeys the ladder
of the agreement, gifts stay small. Source: programme.md, "Step 4"; evidence.md, B5.

The week of gestures belongs to the step: nothing else is asked of the two meanwhile, and its end is a joint moment. The
two weeks after it do not: then the programme goes on, and this conversation stands aside with its few nudges.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flows import gestures, noticing
from flows.engine.actions import report, stand_aside, tell, unseal, wake, wake_at
from flows.engine.effects import Line, Say
from flows.engine.prompt import OWN
from flows.engine.script import (
    EACH,
    Action,
    Ask,
    Choice,
    End,
    Flow,
    Fork,
    Hold,
    Items,
    Meet,
    Move,
    Palette,
    Scene,
    State,
    Words,
    one_of,
)
from flows.engine.session import Form, Partner, Seen, Session

PRIVATE, SEALED, SHARED = Seen.PRIVATE, Seen.SEALED, Seen.SHARED

WEEK = timedelta(days=7)
FORTNIGHT = timedelta(days=14)
DAY, SECOND_DAY = timedelta(days=1), timedelta(days=2)
MOST_UNANSWERED = 2
"""Nudges without an appreciation after which there are no more of them."""
WISHES = ("wish_words", "wish_deeds", "wish_touch")
OWN_IDEA, SOMETHING_ELSE, NOTHING = "own_idea", "something_else", "not_this_week"


# Wishes, and the secret pick


def rung(session: Session) -> int:
    return gestures.agreed_rung(session.known)


def of_kind(kind: str) -> Items:
    """Return the gestures of a kind that are within the agreement at this moment."""
    return lambda session, _: gestures.of_kind(kind, rung(session))


def some_touch(scene: Scene) -> bool:
    return bool(gestures.of_kind(gestures.TOUCH, rung(scene.session)))


def asks_touch(scene: Scene) -> bool:
    """Say whether both are asked about touch: settled for both at once, so that their lists have the same parts."""
    return scene.session.count("touch") == 1


def begin_wishes(touch: int) -> Action:
    return lambda scene: scene.become(scene.session.remember(touch=touch))


def own_words(session: Session, author: Partner) -> tuple[int, ...]:
    """Return the answer with the wish that ``author`` wrote, none if there is none that both may read."""
    answer = session.given("wish_own", author)
    return (answer.n,) if answer and answer.opened and answer.form is not Form.SKIPPED else ()


def wishes_of(session: Session, author: Partner) -> tuple[str, ...]:
    """Return what ``author`` wishes for, without what the agreement does not allow at this moment."""
    answers = [answer for ask in WISHES if (answer := session.given(ask, author))]
    chosen = [item for answer in answers for item in answer.chosen if gestures.within(item, rung(session))]
    return (*chosen, *(f"n{n}" for n in own_words(session, author)))


def to_pick(session: Session, partner: Partner) -> tuple[str, ...]:
    return (*wishes_of(session, partner.other), OWN_IDEA, NOTHING)


def no_wishes(session: Session, partner: Partner) -> tuple[Line, ...]:
    return () if wishes_of(session, partner.other) else (Line(key="appreciation-no-wishes"),)


def picked(session: Session, partner: Partner) -> str:
    answer = session.given("pick", partner)
    return answer.chosen[0] if answer else NOTHING


def allowed(session: Session, item: str) -> bool:
    """Say whether something that was picked is still within the agreement; people's own words always are."""
    return item not in gestures.deck() or gestures.within(item, rung(session))


def pick_beyond(scene: Scene) -> bool:
    return not allowed(scene.session, picked(scene.session, scene.by))


def begin_week(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(week_until=(scene.now + WEEK).isoformat()))


def week_over(scene: Scene) -> bool:
    return scene.now >= _moment(scene, "week_until")


def _moment(scene: Scene, name: str) -> datetime:
    return datetime.fromisoformat(str(scene.session.memory[name]))


# The end of the week


def what_it_was(session: Session, partner: Partner) -> tuple[str, ...]:
    """Return what ``partner`` may say that it was: the pick itself only while it is within the agreement."""
    pick = picked(session, partner)
    first = () if pick == NOTHING or not allowed(session, pick) else (pick,)
    return (*first, SOMETHING_ELSE, NOTHING)


def reveal_week(scene: Scene) -> Scene:
    """Show both what each noticed, and then what it was, without what is no longer agreed or did not happen."""
    opened = unseal("noticed", "was")(scene)
    session = opened.session
    noticed = [answer.n for answer in session.all_given("noticed") if answer.form is not Form.SKIPPED]
    was = {answer.n: answer.chosen[0] for answer in session.all_given("was")}
    gestured = [n for n, item in was.items() if item != NOTHING and not OWN.fullmatch(item) and allowed(session, item)]
    wished = [int(item[1:]) for item in was.values() if OWN.fullmatch(item)]
    told = [("appreciation-noticed-revealed", noticed), ("appreciation-was-revealed", gestured)]
    told += [("appreciation-wish-revealed", [n]) for n in wished]  # in the words of whoever wished for it
    says = [Say(to=None, key=key, seen=SHARED, quotes=tuple(quotes)) for key, quotes in told if quotes]
    return opened.add(*(says or [Say(to=None, key="appreciation-quiet-week", seen=SHARED)]))


# Two weeks of good words


def begin_fortnight(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(fortnight_until=(scene.now + FORTNIGHT).isoformat()))


def fortnight_over(scene: Scene) -> bool:
    return scene.now >= _moment(scene, "fortnight_until")


def _unanswered(session: Session, partner: Partner) -> int:
    """Return how many nudges ``partner`` had since they last gave an appreciation."""
    given, nudged = noticing.given_at(session, partner), session.memory.get(f"nudged_{partner}")
    if nudged is None or (given and given > datetime.fromisoformat(str(nudged))):
        return 0
    return session.count(f"nudges_{partner}")


def room_for_one(scene: Scene) -> bool:
    """Say whether a nudge fits: none of their own in the last two days, and not two nudges left alone already."""
    given = noticing.given_at(scene.session, scene.by)
    recent = given is not None and scene.now - given < SECOND_DAY
    return not recent and _unanswered(scene.session, scene.by) < MOST_UNANSWERED


def nudge(scene: Scene) -> Scene:
    by = scene.by
    noted: dict[str, int | str] = {
        f"nudges_{by}": _unanswered(scene.session, by) + 1,
        f"nudged_{by}": scene.now.isoformat(),
    }
    return scene.become(scene.session.remember(**noted)).add(Say(to=by, key="appreciation-nudge"))


def open_all(scene: Scene) -> Scene:
    """Read out at the same moment what either has written: nobody sits with theirs while the other still thinks."""
    for partner in scene.session.members:
        whole = noticing.waiting_for(scene.session, partner)
        if whole is not None:
            scene = noticing.open_next(scene, partner)
            scene = scene.add(Say(to=partner, key="appreciation-letter", seen=SHARED, quotes=(whole.n,)))
    return scene


def was_given(scene: Scene) -> bool:
    return scene.session.given("letter", scene.by.other) is not None


STATES: tuple[State, ...] = (
    Ask("intro", of=EACH, seen=PRIVATE, expects=one_of("begin", "not_today"), part=1, passing=True),
    Meet("intro_met"),
    *noticing.asks(notice=1, receive=2),
    Meet("written"),
    Fork("take_gate"),
    Meet("taken"),
    Fork("answer_gate"),
    Meet("answered"),
    Ask(
        "wish_words",
        of=EACH,
        seen=SEALED,
        expects=Palette(deck="gestures", items=of_kind(gestures.WORDS), skip=True),
        part=3,
    ),
    Ask(
        "wish_deeds",
        of=EACH,
        seen=SEALED,
        expects=Palette(deck="gestures", items=of_kind(gestures.DEEDS), skip=True),
        part=3,
    ),
    Fork("touch_gate"),
    Ask(
        "wish_touch",
        of=EACH,
        seen=SEALED,
        expects=Palette(deck="gestures", items=of_kind(gestures.TOUCH), skip=True),
        part=3,
    ),
    Ask("wish_own", of=EACH, seen=SEALED, expects=Words(max_chars=100, voice=False, skip=True, example=True), part=3),
    Meet("wished"),
    Ask(
        "pick",
        of=EACH,
        seen=PRIVATE,
        expects=Choice(deck="gestures", offer=to_pick),
        part=4,
        quotes=lambda session, partner: own_words(session, partner.other),
        lines=no_wishes,
        changed_at=("week",),
    ),
    Fork("week_gate"),
    Hold("week"),
    Ask("noticed", of=EACH, seen=SEALED, expects=Words(skip=True, example=True), part=5),
    Ask(
        "was",
        of=EACH,
        seen=SEALED,
        expects=Choice(deck="gestures", offer=what_it_was),
        part=5,
        unshown=(NOTHING,),
    ),
    Meet("week_met"),
    Hold("fortnight"),
    End("over"),
)

_next_day = (wake_at("day", lambda scene: min(scene.now + DAY, _moment(scene, "week_until"))),)
_in_two_days = (wake("second_day", SECOND_DAY),)

MOVES = (
    Move(at="intro", on="begin", to="intro_met"),
    Move(at="intro", on="not_today", to="intro", then=(report("not_today"),)),
    Move(at="intro_met", on="met", to="did"),
    Move(at="did", on="said", to="shows"),
    Move(at="did", on="leave_it", to="written"),
    Move(at="shows", on=("said", "skip"), to="let"),
    Move(at="let", on=("said", "skip"), to="preview"),
    Move(at="preview", on="send", to="written", then=(noticing.seal,)),
    Move(at="preview", on="rewrite", to="did"),
    Move(at="preview", on="keep", to="written"),
    Move(at="written", on="met", to="take_gate", then=(open_all,)),
    Move(at="take_gate", on="go", to="take", when=was_given),
    Move(at="take_gate", on="go", to="taken"),
    Move(at="take", on=("thanks", "keep"), to="taken", then=(noticing.pass_on,)),
    Move(at="take", on="ask", to="question"),
    Move(at="question", on=("said", "skip"), to="taken"),
    Move(at="taken", on="met", to="answer_gate"),
    Move(at="answer_gate", on="go", to="answer", when=noticing.is_asked),
    Move(at="answer_gate", on="go", to="answered"),
    Move(at="answer", on=("said", "skip"), to="answered", then=(noticing.done_with_question,)),
    Move(at="answered", on="met", to="wish_words", when=some_touch, then=(begin_wishes(1),)),
    Move(at="answered", on="met", to="wish_words", then=(begin_wishes(0),)),
    Move(at="wish_words", on=("ticked", "skip"), to="wish_deeds"),
    Move(at="wish_deeds", on=("ticked", "skip"), to="touch_gate"),
    Move(at="touch_gate", on="go", to="wish_touch", when=asks_touch),
    Move(at="touch_gate", on="go", to="wish_own"),
    Move(at="wish_touch", on=("ticked", "skip"), to="wish_own"),
    Move(at="wish_own", on=("said", "skip"), to="wished"),
    Move(
        at="wished",
        on="met",
        to="pick",
        when=asks_touch,
        then=(unseal("wish_words", "wish_deeds", "wish_touch", "wish_own"), begin_week),
    ),
    Move(at="wished", on="met", to="pick", then=(unseal("wish_words", "wish_deeds", "wish_own"), begin_week)),
    Move(at="pick", on="picked", to="week_gate"),
    Move(at="week_gate", on="go", to="noticed", when=week_over),
    Move(at="week_gate", on="go", to="week", then=_next_day),
    Move(at="week", on="day", to="noticed", when=week_over, alone=True),
    Move(
        at="week",
        on="day",
        to="pick",
        when=pick_beyond,
        then=(tell("appreciation-pick-again", to="actor"),),
        alone=True,
    ),
    Move(at="week", on="day", to="week", then=_next_day, alone=True),
    Move(at="noticed", on=("said", "skip"), to="was"),
    Move(at="was", on="picked", to="week_met"),
    Move(
        at="week_met",
        on="met",
        to="fortnight",
        then=(
            reveal_week,
            begin_fortnight,
            tell("appreciation-done"),
            wake("second_day", SECOND_DAY, each=True),
            stand_aside,
        ),
    ),
    Move(at="fortnight", on="second_day", to="over", when=fortnight_over, alone=True),
    Move(at="fortnight", on="second_day", to="fortnight", when=room_for_one, then=(nudge, *_in_two_days), alone=True),
    Move(at="fortnight", on="second_day", to="fortnight", then=_in_two_days, alone=True),
)

FLOW = Flow(
    name="appreciation",
    states=STATES,
    moves=MOVES,
    parts=5,
    kind="appreciation",
    wakes=("day", "second_day"),
    reads=("agreement", noticing.JAR),
    keeps_together=(noticing.JAR,),
)
