"""The agreement as a value: tightened by one, loosened by both, whatever two people do and in whatever order (C3)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.agreement import (
    LEVELS,
    NO_WAIT,
    OPEN,
    RUNG,
    SILENCE,
    WAIT,
    WISH_LASTS,
    Agreement,
    Change,
    NotAllowed,
    Own,
    Value,
    care,
    from_facts,
    sign,
    tighter,
    to_facts,
)
from flows.engine.session import Partner
from tests.flows.walk import bounded

A, B = Partner.A, Partner.B
NOW = datetime(2030, 1, 7, 18, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def own(phones: str = "ask", bed: str = "ask", rung: int = 3, wait: str = NO_WAIT) -> Own:
    return {"phones": phones, "bed": bed, RUNG: rung, WAIT: wait}


def signed(a: Own | None = None, b: Own | None = None) -> Agreement:
    return sign({A: a or own(), B: b or own()}, NOW)


# What goes along when two come back to it


@given(st.sampled_from(LEVELS), st.sampled_from(LEVELS), st.integers(0, 6), st.integers(0, 6))
def test_P1_C3_a_new_account_is_given_what_counts_and_nothing_of_whose_it_was(
    one: str, other: str, rung: int, other_rung: int
) -> None:
    agreement = signed(own(phones=one, rung=rung), own(phones=other, rung=other_rung))
    carried = agreement.brought_back(B)

    assert all(carried.level(line) == agreement.level(line) for line in agreement.lines)
    assert carried.own[B] == {line: agreement.level(line) for line in agreement.lines}
    assert carried.own[A] == agreement.own[A]
    alike = signed(own(phones=one, rung=rung), carried.own[B])
    assert to_facts(alike.brought_back(B)) == to_facts(carried)  # two old accounts that nobody could tell apart


def test_P1_wishes_and_matches_of_the_old_account_do_not_go_along() -> None:
    agreement = signed().wish(A, "phones", "welcome", NOW).wish(B, "bed", "welcome", NOW)
    matched = agreement.wish(A, "bed", "welcome", NOW)

    assert agreement.brought_back(B).wishes == {A: agreement.wishes[A], B: {}}
    assert matched.brought_back(B).matches == {}
    assert matched.brought_back().wishes == matched.wishes


# What counts


@pytest.mark.parametrize("one", LEVELS)
@pytest.mark.parametrize("other", LEVELS)
def test_for_every_item_the_more_careful_level_counts(one: str, other: str) -> None:
    agreement = signed(own(phones=one), own(phones=other))

    assert agreement.level("phones") == max(one, other, key=LEVELS.index)


def test_the_lower_rung_and_the_longer_wait_count() -> None:
    week, month = ((NOW + days * DAY).isoformat() for days in (7, 30))

    assert signed(own(rung=5), own(rung=2)).rung == 2
    assert signed(own(wait=week), own(wait=month)).level(WAIT) == month
    assert signed(own(wait=month), own(wait=NO_WAIT)).level(WAIT) == month
    assert signed(own(wait=OPEN), own(wait=month)).level(WAIT) == OPEN


# More careful


def test_one_tightens_alone_and_at_once() -> None:
    agreement = signed().tighten(B, "phones", "no", NOW + DAY)

    assert agreement.level("phones") == "no"
    assert agreement.version == 2
    assert (agreement.changes[-1].line, agreement.changes[-1].value) == ("phones", "no")
    assert agreement.changes[-1].at == NOW + DAY


@pytest.mark.parametrize("level", ["welcome", "ask"])
def test_what_is_no_more_careful_is_no_tightening(level: str) -> None:
    with pytest.raises(NotAllowed):
        signed().tighten(A, "phones", level, NOW)


def test_a_version_says_nothing_of_who() -> None:
    by_a, by_b = (signed().tighten(by, "bed", "no", NOW) for by in (A, B))

    assert by_a.changes == by_b.changes


# Less careful


def test_C3_a_wish_changes_nothing_until_the_partner_wishes_the_same() -> None:
    agreement = signed().wish(A, "phones", "welcome", NOW)

    assert agreement.level("phones") == "ask"
    assert agreement.matches == {}
    assert agreement.wishes_of(A, NOW) == ("phones",)
    assert agreement.wishes_of(B, NOW) == ()


def matched() -> Agreement:
    return signed().wish(A, "phones", "welcome", NOW).wish(B, "phones", "welcome", NOW + DAY)


def test_C3_both_wishes_a_day_and_two_more_yeses_loosen() -> None:
    agreement = matched()
    assert agreement.level("phones") == "ask"
    assert agreement.to_confirm(A, NOW + 2 * DAY - timedelta(minutes=1)) == ()
    assert agreement.to_confirm(A, NOW + 2 * DAY) == agreement.to_confirm(B, NOW + 2 * DAY) == ("phones",)
    one_yes = agreement.answer(A, "phones", yes=True, now=NOW + 3 * DAY)
    assert one_yes.level("phones") == "ask"
    assert one_yes.to_confirm(A, NOW + 3 * DAY) == ()
    both = one_yes.answer(B, "phones", yes=True, now=NOW + 3 * DAY)

    assert both.level("phones") == "welcome"
    assert both.version == 2
    assert both.changes[-1] == Change(2, NOW + 3 * DAY, "phones", "welcome")
    assert both.matches == {}


def test_C3_before_the_day_has_passed_no_yes_counts() -> None:
    with pytest.raises(NotAllowed):
        matched().answer(A, "phones", yes=True, now=NOW + DAY)


@pytest.mark.parametrize(("a", "b"), [("welcome", "ask"), ("ask", "welcome")])
def test_of_two_wishes_the_more_careful_one_is_common(a: str, b: str) -> None:
    strict = signed(own(phones="no"))
    agreement = strict.wish(A, "phones", a, NOW).wish(B, "phones", b, NOW)

    assert agreement.matches["phones"].value == "ask"


def test_a_wish_older_than_fourteen_days_meets_nothing() -> None:
    agreement = signed().wish(A, "phones", "welcome", NOW).wish(B, "phones", "welcome", NOW + WISH_LASTS)

    assert agreement.matches == {}
    assert agreement.wishes_of(A, NOW + WISH_LASTS) == ()
    assert agreement.wishes_of(B, NOW + WISH_LASTS) == ("phones",)


def test_a_wish_can_be_withdrawn_unseen() -> None:
    agreement = signed().wish(A, "phones", "welcome", NOW).withdraw(A, "phones")

    assert agreement == signed()
    assert agreement.wish(B, "phones", "welcome", NOW).matches == {}


@pytest.mark.parametrize("answers", [{A: False}, {A: True, B: False}, {A: True}, {}])
def test_C3_one_no_or_silence_for_a_week_lets_it_lapse(answers: dict[Partner, bool]) -> None:
    agreement, asked = matched(), NOW + 2 * DAY
    for by, yes in answers.items():
        agreement = agreement.answer(by, "phones", yes=yes, now=asked)
    if False in answers.values():
        for by in set(Partner) - set(answers):
            agreement = agreement.answer(by, "phones", yes=True, now=asked)
    assert agreement.lapsed(asked + SILENCE - timedelta(minutes=1)) == ()
    assert agreement.lapsed(asked + SILENCE) == ("phones",)
    over = agreement.without_lapsed(asked + SILENCE)

    assert over.level("phones") == "ask"
    assert over.version == 1
    assert over.matches == {}
    assert over.to_confirm(B, asked + SILENCE) == ()


def test_after_a_no_the_other_is_still_asked_so_that_nothing_tells_of_it() -> None:
    agreement = matched().answer(A, "phones", yes=False, now=NOW + 2 * DAY)

    assert agreement.to_confirm(B, NOW + 2 * DAY) == ("phones",)


@pytest.mark.parametrize("first", [True, False])
def test_C3_whoever_has_answered_is_not_asked_again_and_a_no_stays_a_no(first: bool) -> None:
    asked = NOW + 2 * DAY
    agreement = matched().answer(A, "phones", yes=first, now=asked)
    assert agreement.to_confirm(A, asked + DAY) == ()
    with pytest.raises(NotAllowed):
        agreement.answer(A, "phones", yes=True, now=asked + DAY)
    both = agreement.answer(B, "phones", yes=True, now=asked + DAY)

    assert both.level("phones") == ("welcome" if first else "ask")


@pytest.mark.parametrize("said", [True, None])
def test_C3_a_common_wish_can_be_taken_back_until_it_has_come_true_and_nobody_sees_that(said: bool | None) -> None:
    asked = NOW + 2 * DAY
    agreement = matched() if said is None else matched().answer(A, "phones", yes=said, now=asked)
    assert agreement.wishes_of(A, asked) == agreement.wishes_of(B, asked) == ("phones",)
    back = agreement.withdraw(A, "phones")
    assert (back.wishes_of(A, asked), back.wishes_of(B, asked)) == ((), ("phones",))
    assert back.to_confirm(B, asked) == ("phones",)
    after = back.answer(B, "phones", yes=True, now=asked)

    assert after.level("phones") == "ask"
    assert shown(after) == shown(agreement)
    assert after.withdraw(A, "phones") == after
    assert agreement.wishes_of(A, asked + SILENCE) == ()


def test_C3_wishes_that_met_are_used_up_and_meet_nothing_a_second_time() -> None:
    assert matched().wishes == {A: {}, B: {}}
    after = NOW + 2 * DAY + SILENCE
    lapsed = matched().without_lapsed(after)

    for by in (A, B):
        assert lapsed.wish(by, "phones", "welcome", after).matches == {}


def test_a_tightening_meanwhile_puts_off_what_it_contradicts() -> None:
    assert matched().tighten(A, "phones", "no", NOW + DAY).matches == {}
    alone = signed().wish(A, "phones", "welcome", NOW).tighten(A, "phones", "no", NOW)
    assert alone.wishes_of(A, NOW) == ()


def test_no_step_further_is_wished_for_while_the_waiting_time_holds() -> None:
    waiting = signed(own(wait=OPEN))
    with pytest.raises(NotAllowed):
        waiting.wish(A, RUNG, 5, NOW)

    rising = signed().wish(A, RUNG, 4, NOW).wish(B, RUNG, 4, NOW)
    assert rising.tighten(A, WAIT, OPEN, NOW).matches == {}


def test_the_end_of_the_waiting_time_changes_nothing_by_itself() -> None:
    end = NOW + 7 * DAY
    agreement = signed(own(wait=end.isoformat()))

    assert agreement.wait_over(end - timedelta(minutes=1)) is None
    assert agreement.wait_over(end) == end
    assert agreement.waits
    assert not agreement.may_wish(RUNG)
    both = agreement.wish(A, WAIT, NO_WAIT, end).wish(B, WAIT, NO_WAIT, end)
    for by in (A, B):
        both = both.answer(by, WAIT, yes=True, now=end + DAY)
    assert not both.waits


def test_the_first_review_is_after_two_weeks_and_then_every_month() -> None:
    agreement = signed()
    assert agreement.review == agreement.next_review(NOW) == NOW + 14 * DAY
    assert agreement.next_review(NOW + 14 * DAY) == NOW + 44 * DAY
    assert agreement.next_review(NOW + 100 * DAY) == NOW + 104 * DAY


def test_signing_again_goes_on_with_the_next_version() -> None:
    again = sign(signed().own, NOW + DAY, before=matched().tighten(A, "bed", "no", NOW))

    assert again.version == 3
    assert again.matches == {}
    assert [change.version for change in again.changes] == [1, 2, 3]


# Random histories


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that one of them does, so many hours after what came before."""

    by: Partner
    kind: str
    line: str
    value: Value
    after: int


VALUES: dict[str, list[Value]] = {
    "phones": [*LEVELS],
    "bed": [*LEVELS],
    RUNG: [*range(7)],
    WAIT: [NO_WAIT, OPEN, *((NOW + days * DAY).isoformat() for days in (3, 9, 30))],
}
owns = st.fixed_dictionaries({line: st.sampled_from(values) for line, values in VALUES.items()})
agreements = st.builds(lambda a, b: sign({A: a, B: b}, NOW), owns, owns)


@st.composite
def deeds(draw: st.DrawFn, whose: tuple[Partner, ...] = (A, B)) -> Deed:
    line = draw(st.sampled_from([*VALUES]))
    return Deed(
        by=draw(st.sampled_from(whose)),
        kind=draw(st.sampled_from(("tighten", "wish", "wish", "wish", "withdraw", "yes", "yes", "no", "lapse"))),
        line=line,
        value=draw(st.sampled_from(VALUES[line])),
        after=draw(st.sampled_from((0, 1, 25, 25, 100))),
    )


def done(agreement: Agreement, deed: Deed, now: datetime) -> Agreement:
    acts: dict[str, Callable[[], Agreement]] = {
        "tighten": lambda: agreement.tighten(deed.by, deed.line, deed.value, now),
        "wish": lambda: agreement.wish(deed.by, deed.line, deed.value, now),
        "withdraw": lambda: agreement.withdraw(deed.by, deed.line),
        "yes": lambda: agreement.answer(deed.by, _asked(agreement, deed, now), yes=True, now=now),
        "no": lambda: agreement.answer(deed.by, _asked(agreement, deed, now), yes=False, now=now),
        "lapse": lambda: agreement.without_lapsed(now),
    }
    try:
        return acts[deed.kind]()
    except NotAllowed:
        return agreement


def _asked(agreement: Agreement, deed: Deed, now: datetime) -> str:
    return next(iter(agreement.to_confirm(deed.by, now)), deed.line)


def history(agreement: Agreement, acts: list[Deed]) -> list[tuple[Deed, datetime, Agreement, Agreement]]:
    steps, now = [], NOW
    for deed in acts:
        now += timedelta(hours=deed.after)
        after = done(agreement, deed, now)
        steps.append((deed, now, agreement, after))
        agreement = after
    return steps


def looser(before: Agreement, after: Agreement) -> list[str]:
    return [line for line in before.lines if tighter(line, before.level(line), after.level(line))]


def shown(agreement: Agreement) -> Agreement:
    """Return all of it that both may read: no wishes, no second answers, not whose level is which."""
    levels = {line: agreement.level(line) for line in agreement.lines}
    matches = {line: replace(match, yes=(), no=()) for line, match in agreement.matches.items()}
    return replace(agreement, own={A: levels, B: levels}, wishes={A: {}, B: {}}, matches=matches)


@bounded(300)
@given(agreement=agreements, acts=st.data(), by=st.sampled_from(Partner))
def test_C3_no_sequence_of_one_partners_deeds_ever_loosens_anything(
    agreement: Agreement, acts: st.DataObject, by: Partner
) -> None:
    """Also after anything that both did before: from there on, one alone loosens nothing that was not agreed."""
    earlier = acts.draw(st.lists(deeds(), max_size=12))
    steps = history(agreement, earlier)
    start = steps[-1][3] if steps else agreement
    now = steps[-1][1] if steps else NOW
    pending = {line for line, match in start.matches.items() if by.other in match.yes}
    for deed in acts.draw(st.lists(deeds((by,)), max_size=25)):
        now += timedelta(hours=deed.after)
        after = done(start, deed, now)
        assert set(looser(start, after)) <= pending, "one alone has loosened something"
        pending &= set(after.matches)
        start = after


@bounded(300)
@given(agreement=agreements, acts=st.lists(deeds(), max_size=40))
def test_C3_a_loosening_has_two_wishes_a_day_and_two_yeses_behind_it(agreement: Agreement, acts: list[Deed]) -> None:
    wished: dict[tuple[str, Partner], tuple[datetime, Value]] = {}
    matched_at: dict[str, datetime] = {}
    yes: set[tuple[str, Partner]] = set()
    for deed, now, before, after in history(agreement, acts):
        for line in set(before.matches) - set(after.matches):
            if line not in looser(before, after):
                yes -= {(line, A), (line, B)}
        if deed.kind == "wish" and after != before:
            wished[deed.line, deed.by] = now, deed.value
            if deed.line in set(after.matches) - set(before.matches):
                matched_at[deed.line] = now
                yes -= {(deed.line, A), (deed.line, B)}
        if deed.kind == "yes" and after != before:
            yes.add((_asked(before, deed, now), deed.by))
        if deed.kind == "withdraw":
            yes.discard((deed.line, deed.by))
        for line in looser(before, after):
            assert {(line, A), (line, B)} <= yes
            (one, _), (other, _) = wished[line, A], wished[line, B]
            assert abs(one - other) < WISH_LASTS
            assert now - matched_at[line] >= DAY
            asked = [wished[line, by][1] for by in Partner]
            assert all(not tighter(line, value, after.level(line)) for value in asked)
            yes -= {(line, A), (line, B)}


@bounded(300)
@given(agreement=agreements, acts=st.lists(deeds(), max_size=30))
def test_what_counts_is_the_more_careful_of_both_at_every_moment(agreement: Agreement, acts: list[Deed]) -> None:
    for _, _, _, after in history(agreement, acts):
        for line in after.lines:
            levels = [after.own[by][line] for by in Partner]
            assert care(line, after.level(line)) == max(care(line, level) for level in levels)
        assert to_facts(after)["rung"] == min(int(after.own[by][RUNG]) for by in Partner)


@bounded(300)
@given(agreement=agreements, acts=st.lists(deeds(), max_size=30))
def test_C3_nothing_that_both_may_read_tells_of_a_wish_or_a_no(agreement: Agreement, acts: list[Deed]) -> None:
    for deed, _, before, after in history(agreement, acts):
        quiet = deed.kind in ("withdraw", "no") or (deed.kind == "wish" and set(after.matches) == set(before.matches))
        if quiet:
            assert shown(after) == shown(before)


@bounded(300)
@given(agreement=agreements, acts=st.lists(deeds(), max_size=30))
def test_an_agreement_survives_a_round_trip_through_JSON(agreement: Agreement, acts: list[Deed]) -> None:
    for _, _, _, after in history(agreement, acts):
        again = from_facts(json.loads(json.dumps(to_facts(after))))
        assert again == after
        assert to_facts(again) == to_facts(after)
