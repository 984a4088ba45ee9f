"""Whatever two people do with their boundaries, in whatever order: random walks, and C3 through the conversation."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.agreement import Agreement, tighter
from flows.boundaries import FLOW
from flows.boundary_today import rung_today
from flows.boundary_words import left_out, own_words
from flows.engine.check import mistakes
from flows.engine.effects import Close, Say, Show
from flows.engine.events import Called, Chose, Event, Said, Ticked, Woke
from flows.engine.frozen import replace
from flows.engine.prompt import asked, prompt
from flows.engine.refusal import Refused
from flows.engine.script import Flow, Fork
from flows.engine.session import Partner
from flows.own_boundaries import FLOW as OWN
from tests.flows.bounds import (
    agreed,
    at_the_ladder,
    begun,
    comes,
    done_again,
    shown,
    signed,
    to_own_words,
    wishes,
    written,
)
from tests.flows.drive import Drive
from tests.flows.walk import KINDS, Stir, bounded, stirs, walk


def named_steps() -> Drive:
    """Both would name further steps of the ladder."""
    drive = begun()
    drive.both("agree", "done", "name")
    return drive


def strict() -> Drive:
    return signed(("guests:no", "same_bed:not_now"), ("guests:not_now", "same_bed:no"), rungs=(1, 3))


def waiting() -> Drive:
    return signed(("guests:no",), ("flirting:welcome",), rungs=(3, 4), waits=("week", "none"))


def wished() -> Drive:
    """One of them has wished for something: what the other wishes for next may be the same."""
    drive = strict()
    wishes(drive, Partner.A, "guests", "level-ask")
    return drive


def asked_again() -> Drive:
    """Both have wished for the same, a day ago."""
    drive = wished()
    wishes(drive, Partner.B, "guests", "level-ask")
    comes(drive)
    assert drive.states() == {"confirm"}
    return drive


OWN_LEVELS = ("worksheet", "ladder", "waiting", "own")


def words_again() -> Drive:
    """They do the step again, and each has written something before."""
    drive = done_again(written(off_limits="no alarm", welcome="tea", crossed="a walk"))
    to_own_words(drive)
    return drive


TALKS = (begun, named_steps, at_the_ladder, shown, words_again)
TAILS: tuple[Callable[[], Drive], ...] = (strict, waiting, wished, asked_again)
STARTS = (*TALKS, *TAILS)
starts = st.sampled_from(STARTS)


@pytest.mark.parametrize("flow", [FLOW, OWN])
def test_the_rows_are_sound(flow: Flow) -> None:
    assert mistakes(flow) == []


@bounded(20)
@given(begin=starts, stirs=stirs(more=("reopened", "withdrew", "edited")))
def test_P1_nobody_reads_what_its_author_has_not_sent(begin: Callable[[], Drive], stirs: list[Stir]) -> None:
    drive = begin()
    for _ in walk(drive, stirs):
        for reader in Partner:
            assert all(drive.eyes.may_read(reader, n) for n in drive.seen[reader])
            seen = [answer for answer in drive.session.answers if answer.n in drive.seen[reader]]
            assert not any(answer.ask in OWN_LEVELS and answer.by is not reader for answer in seen)


@bounded(20)
@given(begin=starts, stirs=stirs(60, 150))
def test_F1_from_every_session_somebody_can_go_on(begin: Callable[[], Drive], stirs: list[Stir]) -> None:
    for _ in walk(begin(), stirs):
        pass  # Drive checks it after every step: live prompts, presses that count, timers, calls


NOISE = ("stale", "wrong person", "forged", "doubled", "woke", "forged call")


@bounded(20)
@given(begin=starts, stirs=stirs(more=NOISE))
def test_F2_only_the_buttons_of_ones_own_live_prompt_do_anything(begin: Callable[[], Drive], stirs: list[Stir]) -> None:
    drive = begin()
    for stride in walk(drive, stirs):
        if stride.outcome is None:
            assert drive.session is stride.before
            continue
        place = stride.before.at(stride.event.by)
        match stride.event:
            case Chose() | Ticked() as press:
                assert press.turn == place.turn
            case Said(held=False) as said if asked(FLOW, stride.before, said.by):
                assert said.turn == place.turn
            case _:
                pass


def test_walks_reach_every_state() -> None:
    """Walks that come nowhere would hold all of the above."""
    missing = {state.name for state in FLOW.states if not isinstance(state, Fork)}
    chance = random.Random(1)
    for _ in range(300):
        if not missing:
            break
        drive = chance.choice(STARTS)()
        for stride in walk(drive, [_any_stir(chance) for _ in range(80)]):
            missing -= drive.states() if stride.outcome else set()
    assert not missing


def _any_stir(chance: random.Random) -> Stir:
    by = chance.choice(list(Partner))
    return Stir(kind=chance.choice(KINDS), by=by, pick=chance.randrange(60), twist=chance.randrange(60))


# C3, through the conversation


@dataclass(frozen=True, slots=True)
class Press:
    """``by`` presses one of the buttons they have, or opens /boundaries where they have none; or time passes."""

    by: Partner
    pick: int
    hours: int


def presses(*whose: Partner, least: int = 20) -> st.SearchStrategy[list[Press]]:
    one = st.builds(
        Press,
        by=st.sampled_from(whose or tuple(Partner)),
        pick=st.integers(0, 59),
        hours=st.sampled_from((0, 0, 0, 0, 0, 0, 1, 13, 25, 200)),
    )
    return st.lists(one, min_size=least, max_size=60)


def happens(drive: Drive, press: Press) -> Event:
    """Carry out a press, after letting time pass and all timers come that are due by then."""
    drive.now += timedelta(hours=press.hours)
    for wake in sorted((wake for wake in drive.pending if wake.at <= drive.now), key=lambda wake: wake.at):
        drive.pending.remove(wake)
        with suppress(Refused):
            drive.apply(Woke(by=wake.by, entered=wake.entered, name=wake.name))
    shown_now = prompt(FLOW, drive.session, press.by)
    event: Event = Called(name="opened", by=press.by)
    if shown_now is not None and shown_now.buttons and press.pick % 12:
        option = shown_now.buttons[press.pick % len(shown_now.buttons)].action
        event = Chose(by=press.by, turn=shown_now.turn, option=option)
    drive.apply(event)
    return event


def looser(before: Agreement, after: Agreement) -> list[str]:
    return [line for line in before.lines if tighter(line, before.level(line), after.level(line))]


@pytest.mark.parametrize("begin", TAILS)
@bounded(10)
@given(earlier=st.just([]) | presses(least=0), alone=st.data(), by=st.sampled_from(Partner))
def test_C3_nothing_that_one_of_them_does_alone_ever_loosens_anything(
    begin: Callable[[], Drive], earlier: list[Press], alone: st.DataObject, by: Partner
) -> None:
    """After whatever both did before: only what the other has said yes to for the second time can come true."""
    drive = begin()
    for press in earlier:
        happens(drive, press)
    pending = {line for line, match in agreed(drive).matches.items() if by.other in match.yes}
    for press in alone.draw(presses(by)):
        before = agreed(drive)
        happens(drive, press)
        assert set(looser(before, agreed(drive))) <= pending
        pending &= set(agreed(drive).matches)


@bounded(20)
@given(stirs=stirs(more=("reopened", "withdrew", "edited")))
def test_C3_no_words_of_before_end_that_both_have_not_read_before_they_sign(stirs: list[Stir]) -> None:
    drive = words_again()
    before = set(own_words(drive.session))
    for stride in walk(drive, stirs):
        if drive.states() <= {"look", "looked"} or drive.session.aside:
            told = {n for say in drive.said if say.key == "boundaries-left_out" for n in say.quotes}
            assert before <= told | set(own_words(drive.session))
            assert not left_out(drive.session) & set(own_words(drive.session))
        if stride.outcome is None:
            assert drive.session is stride.before


def test_F2_nothing_of_a_worksheet_that_was_changed_stays_with_the_question_after_it() -> None:
    drive = named_steps()
    drive.says(Partner.A, "a walk")
    drive.presses(Partner.A, "send")
    drive.reopens(Partner.A, drive.answer("worksheet", Partner.A).n)
    drive.ticks(Partner.A, "phone_look:welcome")

    assert drive.session.at(Partner.A).again is None
    assert not drive.session.at(Partner.A).focus


def told_to_both(drive: Drive) -> tuple[object, ...]:
    """Return all that both may know: what counts, what both wished for, and what counts for today."""
    agreement, memory = agreed(drive), drive.session.memory
    levels = tuple(agreement.level(line) for line in agreement.lines)
    return levels, agreement.version, tuple(agreement.matches), memory.get("today_rung"), memory.get("today_since")


@bounded(9)
@given(begin=st.sampled_from(TAILS), acts=presses())
def test_C3_nothing_reaches_the_partner_that_is_not_for_both(begin: Callable[[], Drive], acts: list[Press]) -> None:
    """No wish, no look, no answer for today, no second answer: not a word, not a redrawn screen."""
    drive = begin()
    for press in acts:
        drive.now += timedelta(hours=press.hours)
        happens(drive, replace(press, hours=0))
        before, screen = told_to_both(drive), drive.screens.get(press.by.other)
        event = happens(drive, replace(press, hours=0, pick=press.pick + 1))
        if told_to_both(drive) == before:
            other = press.by.other
            reached = [it for it in drive.effects if isinstance(it, Say | Show | Close) and it.to in (other, None)]
            assert reached == [], event
            assert drive.screens.get(other) == screen


@bounded(24)
@given(begin=st.sampled_from(TAILS), acts=presses())
def test_what_both_read_is_the_more_careful_of_both_at_every_moment(
    begin: Callable[[], Drive], acts: list[Press]
) -> None:
    """And what counts for a day gets no less careful on that day."""
    drive = begin()
    for press in acts:
        today = rung_today(drive.session, drive.now + timedelta(hours=press.hours))
        happens(drive, press)
        assert today < 0 or 0 <= rung_today(drive.session, drive.now) <= today
        agreement, facts = agreed(drive), drive.session.known["agreement"]
        assert facts["rung"] == min(int(own["rung"]) for own in agreement.own.values())
        for item, level in facts["items"].items():
            assert not any(tighter(item, own[item], level) for own in agreement.own.values())
            assert level in [own[item] for own in agreement.own.values()]
        assert rung_today(drive.session, drive.now) <= facts["rung"]
