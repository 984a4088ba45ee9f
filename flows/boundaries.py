"""Step 2, boundaries: what is all right, what is not, how long to wait; then the agreement that both keep.

Yes, no and maybe are filled in alone, and only the more careful of both is shown; the ladder of touch and the question
before each closeness follow sensate focus (Masters and Johnson) and FRIES (Planned Parenthood). What one of them does
alone may make a boundary more careful and never less (C3). Source: programme.md, "Step 2"; evidence.md, B3.
"""

from __future__ import annotations

from flows import boundary_draft as draft
from flows import boundary_keeping as keeping
from flows import boundary_signing as signing
from flows import boundary_today as today
from flows import boundary_words as words
from flows.agreement import LEVELS
from flows.boundary_items import DECK, UNTICKED, WAITS, areas
from flows.boundary_record import it_stands_still, look_up
from flows.engine.actions import report, stand_aside, tell
from flows.engine.script import (
    EACH,
    LISTENER,
    SPEAKER,
    Ask,
    Choice,
    Flow,
    Fork,
    Hold,
    Items,
    Meet,
    Move,
    Options,
    Palette,
    State,
    Ticks,
    Words,
    one_of,
)
from flows.engine.session import Seen

PRIVATE, SEALED, SHARED = Seen.PRIVATE, Seen.SEALED, Seen.SHARED

CHANGES = (*draft.SHEETS, "words", "back")
HOME = (
    "see",
    "tighten",
    "more",
    "wish",
    "wishes",
    "today",
    "today_again",
    "step_back",
    "history",
    "pdf",
    "picture",
    "close",
)
_STEP_NAME = Words(max_chars=40, voice=False, name=True, extra=("leave_out",))
MOST_BEFORE = 20
"""So many of one's own words can be left out at once."""


def _written(name: str) -> tuple[State, ...]:
    """Return the questions for one's own words: first, where there are some of before, which of those stay."""
    before = Palette(deck=DECK, items=words.to_leave_out(name), at_most=MOST_BEFORE, skip=True)
    own = Words(max_chars=1000, voice=False, skip=True, example=True)
    return (
        Fork(f"{name}_turn"),
        Ask(f"{name}_before", of=EACH, seen=PRIVATE, expects=before, part=5, quotes=words.words_before(name)),
        Ask(name, of=EACH, seen=SEALED, expects=own, part=5, lines=words.beside(name), holds=words.is_signed),
    )


TALK: tuple[State, ...] = (
    Ask("rule", of=EACH, seen=PRIVATE, expects=one_of("agree", "not_today"), part=1, passing=True),
    Meet("rule_met"),
    Ask(
        "worksheet",
        of=EACH,
        seen=PRIVATE,  # sealed, and never opened: only the more careful of both is ever shown
        expects=Ticks(deck=DECK, levels=LEVELS, default=UNTICKED, areas=areas, begin=draft.begun_ticks),
        part=2,
    ),
    Fork("worksheet_done"),
    Ask("naming", of=EACH, seen=PRIVATE, expects=one_of("name", "leave_out"), part=3, passing=True, quiet=True),
    Meet("naming_met"),
    Ask("propose_five", of=SPEAKER, seen=SHARED, expects=_STEP_NAME, part=3, holds=signing.is_named(5)),
    Ask(
        "accept_five",
        of=LISTENER,
        seen=SHARED,
        expects=one_of("take", "other", "leave_out"),
        part=3,
        passing=True,
        carries=True,
    ),
    Ask("propose_six", of=SPEAKER, seen=SHARED, expects=_STEP_NAME, part=3, holds=signing.is_named(6)),
    Ask(
        "accept_six",
        of=LISTENER,
        seen=SHARED,
        expects=one_of("take", "other", "leave_out"),
        part=3,
        passing=True,
        carries=True,
    ),
    Ask(
        "ladder",
        of=EACH,
        seen=PRIVATE,
        expects=Choice(deck=DECK, offer=draft.rung_codes),
        part=3,
        lines=signing.so_far("ladder"),
    ),
    Fork("ladder_done"),
    Ask("waiting", of=EACH, seen=PRIVATE, expects=one_of(*WAITS), part=4, lines=signing.so_far("waiting")),
    Fork("waiting_done"),
    *(state for name in words.OWN_WORDS for state in _written(name)),
    Meet("written"),
    Ask(
        "look",
        of=EACH,
        seen=PRIVATE,
        expects=one_of("agree", "every_line", "ask", "change", "not_today"),
        part=6,
        passing=True,
    ),
    Ask("ask_area", of=EACH, seen=PRIVATE, expects=Choice(deck=DECK, offer=signing.lines_to_ask), part=6, passing=True),
    Ask("ask_item", of=EACH, seen=PRIVATE, expects=Choice(deck=DECK, offer=signing.items_to_ask), part=6, passing=True),
    Ask(
        "ask_words",
        of=EACH,
        seen=SHARED,
        expects=Words(max_chars=1000, voice=False, hints="blame", extra=("back",)),
        part=6,
        lines=signing.line_asked_by,
    ),
    Ask(
        "answer",
        of=LISTENER,
        seen=SHARED,
        expects=Words(max_chars=1000, voice=False, hints="blame", extra=("no_answer",)),
        part=6,
        lines=signing.line_of_question,
        quotes=signing.question,
    ),
    Ask("change", of=EACH, seen=PRIVATE, expects=Options(CHANGES, offered=signing.to_change), part=6, passing=True),
    Fork("changed"),
    Meet("looked", exits=("look_again",)),
)


def _lines_to_choose(way: str, *, level: Seen) -> tuple[Ask, ...]:
    """Return the questions that lead to a line and to what it should be; ``level`` is who may see the last answer."""

    def ask(name: str, offer: Items, *, seen: Seen = PRIVATE, now: bool = False) -> Ask:
        return Ask(
            f"{way}_{name}",
            of=EACH,
            seen=seen,
            expects=Choice(deck=DECK, offer=offer),
            lines=keeping.line_now if now else None,
            passing=True,
            discreet=seen is SHARED,
            quiet=True,
        )

    return (
        ask("area", keeping.areas_to_change(way)),
        ask("item", keeping.items_to_change(way)),
        ask("level", keeping.levels_to_choose(way), seen=level, now=True),
    )


TAIL: tuple[State, ...] = (
    Fork("landing"),
    Hold("kept"),
    Ask(
        "home",
        of=EACH,
        seen=PRIVATE,
        expects=Options(HOME, offered=keeping.home_options),
        lines=keeping.home_lines,
        passing=True,
        quiet=True,
    ),
    *_lines_to_choose(keeping.TIGHTEN, level=SHARED),  # both read the new line at once, and nobody reads who
    Ask(
        words.MORE,
        of=EACH,
        seen=PRIVATE,
        expects=Words(max_chars=1000, voice=False, extra=("back",)),
        holds=words.is_added,
        quiet=True,
    ),
    Ask(
        "share",
        of=EACH,
        seen=SHARED,
        expects=one_of("send", "back"),
        quotes=words.to_add,
        passing=True,
        discreet=True,
        quiet=True,
    ),
    *_lines_to_choose(keeping.WISH, level=PRIVATE),
    Ask("wishes", of=EACH, seen=PRIVATE, expects=Choice(deck=DECK, offer=keeping.own_wishes), passing=True, quiet=True),
    Ask(
        "confirm",
        of=EACH,
        seen=PRIVATE,
        expects=one_of("yes", "no"),
        lines=keeping.wished_line,
        passing=True,
        quiet=True,
    ),
    Ask("today", of=EACH, seen=PRIVATE, expects=one_of("yes", "less", "not_today"), passing=True, quiet=True),
    Ask(
        "evening",
        of=EACH,
        seen=PRIVATE,
        expects=Options(("step_back", "no_touch", "put_away"), offered=today.evening_options),
        lines=today.evening_lines,
        passing=True,
        quiet=True,
    ),
    Ask("waited", of=EACH, seen=PRIVATE, expects=one_of("over", "longer", "as_it_is"), passing=True, quiet=True),
    Ask("review", of=EACH, seen=PRIVATE, expects=one_of("fits", "look"), passing=True, quiet=True),
)
_IN_TAIL = tuple(state.name for state in TAIL if not isinstance(state, Fork))
_still = (tell("boundaries-still", to="actor"),)
_something_is_due = keeping.any_due(keeping.to_confirm, keeping.wait_to_ask, keeping.review_to_ask)


def _named(step: str, to: str) -> tuple[Move, ...]:
    """Return the rows of one step's name: one proposes it, the other takes it, proposes another, or leaves it out."""
    propose, accept = f"propose_{step}", f"accept_{step}"
    return (
        Move(at=propose, on="said", to=accept),
        Move(at=propose, on="leave_out", to="ladder", then=(tell(f"boundaries-{accept}-leave_out", seen=SHARED),)),
        Move(
            at=accept, on="take", to=to, then=(signing.take_five if step == "five" else signing.take_six, signing.swap)
        ),
        Move(at=accept, on="other", to=propose, then=(signing.swap,)),
        Move(at=accept, on="leave_out", to="ladder"),
    )


def _writing(name: str, to: str) -> tuple[Move, ...]:
    """Return the rows of one's own words: of those of before some can be left out, and more can be written."""
    turn, before, changed = f"{name}_turn", f"{name}_before", "changed" if to == "written" else to
    return (
        Move(at=turn, on="go", to=before, when=words.wrote_before(name)),
        Move(at=turn, on="go", to=changed, when=signing.is_changing),
        Move(at=turn, on="go", to=name),
        Move(at=before, on=("ticked", "skip"), to=changed, when=signing.is_changing),
        Move(at=before, on=("ticked", "skip"), to=name),
        Move(at=name, on=("said", "skip"), to=to),
    )


SIGNING = (
    Move(at="rule", on="agree", to="rule_met"),
    Move(at="rule", on="not_today", to="rule", then=(report("not_today"),)),
    Move(at="rule_met", on="met", to="worksheet", then=(draft.note_standing,)),
    Move(at="worksheet", on="ticked", to="worksheet_done"),
    Move(at="worksheet_done", on="go", to="changed", when=signing.is_changing),
    Move(at="worksheet_done", on="go", to="naming"),
    Move(at="naming", on=("name", "leave_out"), to="naming_met", then=(signing.note_naming,)),
    Move(at="naming_met", on="met", to="propose_five", when=signing.both_would_name, then=(signing.floor_by_seed,)),
    Move(at="naming_met", on="met", to="ladder", then=(tell("boundaries-unnamed"),)),
    *_named("five", "propose_six"),
    *_named("six", "ladder"),
    Move(at="ladder", on="picked", to="ladder_done"),
    Move(at="ladder_done", on="go", to="changed", when=signing.is_changing),
    Move(at="ladder_done", on="go", to="waiting"),
    Move(at="waiting", on=tuple(WAITS), to="waiting_done"),
    Move(at="waiting_done", on="go", to="changed", when=signing.is_changing),
    Move(at="waiting_done", on="go", to="off_limits_turn"),
    *_writing("off_limits", "welcome_turn"),
    *_writing("welcome", "crossed_turn"),
    *_writing("crossed", "written"),
    Move(at="written", on="met", to="look", then=(signing.put_both_together, words.open_words, signing.show)),
    Move(at="look", on="agree", to="looked"),
    Move(at="look", on="every_line", to="look", then=(signing.tell_draft,)),
    Move(at="look", on="ask", to="ask_area"),
    Move(at="look", on="change", to="change"),
    Move(at="look", on="not_today", to="look", then=(report("not_today"),)),
    Move(at="ask_area", on="picked", to="look", when=signing.went_back),
    Move(at="ask_area", on="picked", to="ask_item", when=signing.picked_area, then=(signing.note_area,)),
    Move(at="ask_area", on="picked", to="ask_words", then=(signing.note_about,)),
    Move(at="ask_item", on="picked", to="ask_area", when=signing.went_back),
    Move(at="ask_item", on="picked", to="ask_words", then=(signing.note_about,)),
    Move(at="ask_words", on="back", to="look"),
    Move(
        at="ask_words",
        on="said",
        to="answer",
        when=signing.partner_can_look,
        then=(signing.note_question, signing.floor_to_question, signing.show_changed),
        both=True,
    ),
    Move(at="ask_words", on="said", to="looked", then=(signing.note_question,)),
    Move(
        at="answer",
        on="no_answer",
        to="answer",
        when=signing.other_question_waits,
        then=(tell("boundaries-no_answer", to="speaker"), signing.question_answered, signing.floor_to_question),
    ),
    Move(
        at="answer",
        on="no_answer",
        to="look",
        then=(tell("boundaries-no_answer", to="speaker"), signing.question_answered),
    ),
    Move(
        at="answer",
        on="said",
        to="answer",
        when=signing.other_question_waits,
        then=(signing.question_answered, signing.floor_to_question),
    ),
    Move(at="answer", on="said", to="look", then=(signing.question_answered,)),
    Move(at="change", on="back", to="look"),
    *(Move(at="change", on=sheet, to=sheet, then=(signing.begin_change,)) for sheet in draft.SHEETS),
    Move(at="change", on="words", to="off_limits_turn", then=(signing.begin_change,)),
    Move(
        at="changed",
        on="go",
        to="answer",
        when=signing.question_waits_and_partner_can_look,
        then=(signing.take_change, signing.show_changed, signing.floor_to_question),
        both=True,
    ),
    Move(
        at="changed",
        on="go",
        to="look",
        when=signing.differs_and_partner_can_look,
        then=(signing.take_change, signing.show_changed),
        both=True,
    ),
    Move(at="changed", on="go", to="looked", when=signing.reads_differently, then=(signing.take_change,)),
    Move(at="changed", on="go", to="look", then=(signing.take_change,)),
    Move(at="looked", on="look_again", to="look", then=(signing.tell_agreed,)),
    Move(
        at="looked",
        on="met",
        to="answer",
        when=signing.question_waits,
        then=(signing.show_changed, signing.floor_to_question),
    ),
    Move(at="looked", on="met", to="look", when=signing.unseen, then=(signing.show_changed,)),
    Move(at="looked", on="met", to="landing", then=(keeping.signed, stand_aside)),
)


def _choosing(way: str) -> tuple[Move, ...]:
    """Return the rows that lead to the line that somebody wants to change, and back."""
    area, item, level = (f"{way}_{name}" for name in ("area", "item", "level"))
    return (
        Move(at=area, on="picked", to="home", when=signing.went_back, then=(look_up,)),
        Move(at=area, on="picked", to=item, when=signing.picked_area, then=(signing.note_area,)),
        Move(at=area, on="picked", to=level, then=(keeping.note_line,)),
        Move(at=item, on="picked", to=area, when=signing.went_back),
        Move(at=item, on="picked", to=level, then=(keeping.note_line,)),
        Move(at=level, on="picked", to=area, when=signing.went_back),
    )


KEEPING = (
    Move(at="landing", on="go", to="confirm", when=keeping.to_confirm, then=(keeping.note_confirm,)),
    Move(at="landing", on="go", to="today", when=today.today_to_show),
    Move(at="landing", on="go", to="waited", when=keeping.wait_to_ask),
    Move(at="landing", on="go", to="review", when=keeping.review_to_ask),
    Move(at="landing", on="go", to="evening", when=today.evening_to_show),
    Move(at="landing", on="go", to="kept"),
    Move(at=_IN_TAIL, on="opened", to="home", then=(look_up,), alone=True),
    Move(at="kept", on="brought_back", to="kept", then=(keeping.bring_back,)),
    Move(at=("kept", "home", "evening"), on="due", to="landing", when=_something_is_due, alone=True),
    Move(at=_IN_TAIL, on="lapse", to="landing", when=keeping.something_lapsed, then=(keeping.lapse,), alone=True),
    Move(
        at=("today", "evening"),
        on="night",
        to="landing",
        when=today.is_over,
        then=(today.forget_today,),
        alone=True,
    ),
    Move(at="home", on="see", to="home", then=(keeping.tell_agreement, look_up)),
    Move(at="home", on="history", to="home", then=(keeping.tell_history, look_up)),
    Move(at="home", on="pdf", to="home", then=(keeping.print_pdf, look_up)),
    Move(at="home", on="picture", to="home", then=(keeping.print_picture, look_up)),
    Move(at="home", on="tighten", to="tighten_area"),
    Move(at="home", on="more", to=words.MORE, when=keeping.room_for_more),
    Move(at="home", on="more", to="home", then=(tell("boundaries-added_enough", to="actor"), look_up)),
    Move(at="home", on="wish", to="wish_area"),
    Move(at="home", on="wishes", to="wishes"),
    Move(at="home", on="today", to="today", then=(today.ask_today,), both=True),
    Move(at="home", on="today_again", to="today", when=today.is_asked, then=(today.answer_anew,)),
    Move(at="home", on="today_again", to="home", then=(tell("boundaries-today_past", to="actor"), look_up)),
    Move(at="home", on="step_back", to="evening", when=today.can_step_back, then=(today.step_back,), both=True),
    Move(at="home", on="step_back", to="home", then=(look_up,)),
    Move(at="home", on="close", to="landing"),
    *_choosing("tighten"),
    Move(at="tighten_level", on="picked", to="landing", then=(keeping.tighten,)),
    Move(at=words.MORE, on="said", to="share"),
    Move(at=words.MORE, on="back", to="home", then=(look_up,)),
    Move(at="share", on="send", to="landing", when=keeping.can_be_added, then=(keeping.add_words,)),
    Move(at="share", on="send", to="home", then=(tell("boundaries-not_added", to="actor"), look_up)),
    Move(at="share", on="back", to="home", then=(look_up,)),
    Move(at="share", on="signed_anew", to="kept", then=(tell("boundaries-added_late", to="actor"),), alone=True),
    *_choosing("wish"),
    Move(at="wish_level", on="picked", to="home", when=it_stands_still, then=(*_still, look_up)),
    Move(
        at="wish_level",
        on="picked",
        to="landing",
        when=keeping.wish_meets_another,
        then=(keeping.meet_wish,),
        both=True,
    ),
    Move(at="wish_level", on="picked", to="landing", then=(keeping.keep_wish,)),
    Move(at="wishes", on="picked", to="home", when=signing.went_back, then=(look_up,)),
    Move(at="wishes", on="picked", to="home", then=(keeping.withdraw, look_up)),
    Move(at="confirm", on="yes", to="confirm", when=it_stands_still, then=_still),
    Move(at="confirm", on="yes", to="landing", when=keeping.is_second_yes, then=(keeping.loosen,), both=True),
    Move(at="confirm", on="yes", to="landing", when=keeping.still_to_confirm, then=(keeping.answer(yes=True),)),
    Move(at="confirm", on="no", to="landing", when=keeping.still_to_confirm, then=(keeping.answer(yes=False),)),
    Move(at="confirm", on=("yes", "no"), to="landing", then=(tell("boundaries-settled", to="actor"),)),
    Move(at="today", on="yes", to="landing", when=it_stands_still, then=_still),
    Move(
        at="today",
        on=("yes", "less", "not_today"),
        to="evening",
        when=today.settles_today,
        then=(today.settle_today,),
        both=True,
    ),
    Move(
        at="today",
        on=("yes", "less", "not_today"),
        to="landing",
        when=today.today_to_answer,
        then=(today.answer_today, tell("boundaries-today_noted", to="actor")),
    ),
    Move(at="today", on=("yes", "less", "not_today"), to="landing", then=(tell("boundaries-today_past", to="actor"),)),
    Move(at="evening", on="step_back", to="evening", when=today.can_step_back, then=(today.step_back,), both=True),
    Move(at="evening", on="no_touch", to="evening", when=today.can_step_back, then=(today.no_touch,), both=True),
    Move(
        at="evening",
        on=("step_back", "no_touch"),
        to="landing",
        then=(tell("boundaries-today_past", to="actor"),),
    ),
    Move(at="evening", on="put_away", to="landing", then=(today.put_away,)),
    Move(at="waited", on="over", to="waited", when=it_stands_still, then=_still),
    Move(
        at="waited",
        on="over",
        to="landing",
        when=keeping.wait_ends_for_both,
        then=(keeping.note_waited, keeping.meet_wait_over),
        both=True,
    ),
    Move(
        at="waited",
        on="over",
        to="landing",
        when=keeping.may_end_wait,
        then=(keeping.note_waited, keeping.wish_wait_over),
    ),
    Move(at="waited", on="over", to="landing", then=(tell("boundaries-settled", to="actor"),)),
    Move(at="waited", on="longer", to="tighten_level", then=(keeping.look_at_wait,)),
    Move(at="waited", on="as_it_is", to="landing", then=(keeping.note_waited,)),
    Move(at="review", on="fits", to="landing", then=(keeping.note_review,)),
    Move(at="review", on="look", to="home", then=(keeping.note_review, look_up)),
)

FLOW = Flow(
    name="boundaries",
    states=(*TALK, *TAIL),
    moves=(*SIGNING, *KEEPING),
    parts=6,
    calls=("opened", "brought_back", "signed_anew"),
    wakes=("due", "lapse", "night"),
    reads=("agreement", "way"),
    keeps_together=("agreement",),
    hands_on=words.hand_on,
    command="boundaries",
    kind="boundaries",
    rests=False,
)
