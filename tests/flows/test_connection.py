"""From the beginning of step 3 to a plan: what both need, what both like, one choice, one time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.activities import activities, suitable
from flows.connection import FLOW
from flows.engine.check import mistakes
from flows.engine.effects import Say
from flows.engine.events import Reopened
from flows.engine.refusal import Reason
from flows.engine.session import Partner, Seen
from flows.outing import proposed
from flows.votes import cards, matches, on_the_page
from tests.flows.drive import A, B, Drive
from tests.flows.outings import agrees_on, at, begun, choosing, proposing, says, votes, voting


def test_the_rows_are_sound() -> None:
    assert mistakes(FLOW) == []


def test_it_begins_when_both_agree_and_can_wait_for_another_day() -> None:
    drive = begun()
    drive.presses(A, "agree")
    drive.presses(B, "not_today")
    assert [report.name for report in drive.reports] == ["not_today"]
    assert drive.state(B) == "intro"
    drive.presses(B, "agree")

    assert drive.states() == {"wishes"}


# What both need


def test_what_either_needs_counts_for_both() -> None:
    drive = begun()
    drive.both("agree")
    drive.ticks(A, "home", "free")
    drive.ticks(B, "apart")

    page = cards(drive.session)
    assert len(page) == 6
    for key in page:
        one = activities()[key]
        assert one.place == "home"
        assert one.cost == 0
        assert "apart" in one.ways


def test_nobody_is_told_who_needed_what() -> None:
    drive = begun()
    drive.both("agree")
    drive.ticks(A, "free")
    drive.ticks(B, "easy")

    assert not drive.said
    assert drive.seen == {A: set(), B: set()}


# What both like


def test_P2_nothing_comes_of_one_ones_votes_before_the_other_has_voted() -> None:
    drive = voting()
    votes(drive, A, all="yes")

    assert drive.state(A) == "votes_met"
    assert not drive.said
    assert matches(drive.session) == ()
    assert drive.prompt(B).quotes == ()


def test_only_what_both_like_is_shown_and_two_yeses_come_first() -> None:
    drive = voting()
    one, two, three, four, five, six = cards(drive.session)
    votes(drive, A, **{one: "maybe", two: "yes", three: "yes", four: "maybe", five: "yes"})
    votes(drive, B, **{one: "yes", two: "yes", three: "no", four: "maybe", six: "yes"})

    for by in Partner:
        assert drive.options(by) == (two, one, "more", "own")


def test_every_vote_is_forgotten_once_both_have_voted() -> None:
    drive = voting()
    votes(drive, A, all="maybe")
    n = drive.answer("votes", A).n
    votes(drive, B, all="yes")

    assert not any(answer.ask == "votes" for answer in drive.session.answers)
    assert drive.refused(Reopened(by=A, n=n)) is Reason.STALE


def test_votes_can_be_changed_until_the_other_has_voted() -> None:
    drive = voting()
    votes(drive, A, all="yes")
    drive.reopens(A, drive.answer("votes", A).n)
    first = cards(drive.session)[0]
    drive.apply(drive.ticked(A, f"{first}:no"))
    drive.presses(A, "done")
    votes(drive, B, all="yes")

    assert first not in matches(drive.session)
    assert len(matches(drive.session)) == 5


def test_more_is_shown_if_either_wishes_and_what_both_like_stays() -> None:
    drive = choosing()
    before = matches(drive.session)
    drive.presses(A, before[0])
    drive.presses(B, "more")
    assert drive.told(A) == drive.told(B) == ["connection-more"]
    assert not set(cards(drive.session)) & set(before)
    for by in Partner:
        votes(drive, by)

    assert drive.states() == {"choose"}
    assert matches(drive.session) == before


# An idea of their own


def ideas(*, of_b: str = "feed the ducks") -> Drive:
    drive = choosing()
    drive.both("own")
    drive.says(A, "the old game")
    drive.says(B, of_b)
    return drive


def test_P2_own_ideas_are_revealed_together_and_each_votes_on_the_others() -> None:
    drive = choosing()
    drive.both("own")
    drive.says(A, "the old game")
    assert drive.read == {A: [], B: []}
    drive.says(B, "feed the ducks")

    assert drive.read[A][:2] == drive.read[B][:2] == ["the old game", "feed the ducks"]
    assert on_the_page(drive.session, A) == (f"n{drive.answer('idea', B).n}",)
    assert on_the_page(drive.session, B) == (f"n{drive.answer('idea', A).n}",)


def test_an_idea_that_the_other_likes_can_be_chosen_and_planned() -> None:
    drive = ideas()
    mine, yours = (f"n{drive.answer('idea', by).n}" for by in (A, B))
    votes(drive, A, **{yours: "yes"})
    votes(drive, B, **{mine: "no"})
    assert yours in drive.options(A)
    assert mine not in drive.options(A)
    drive.both(yours)

    said = says(drive, "connection-agreed")[0]
    assert said.quotes == (int(yours[1:]),)
    assert said.lines == ()
    assert drive.prompt(drive.session.speaker).quotes == (int(yours[1:]),)


def test_who_has_no_idea_skips_and_votes_on_the_others() -> None:
    drive = choosing()
    drive.both("own")
    drive.says(A, "the old game")
    drive.presses(B, "skip")

    assert drive.state(A) == "votes_met"
    assert drive.state(B) == "votes"
    votes(drive, B, all="yes")
    assert f"n{drive.answer('idea', A).n}" in matches(drive.session)


def test_where_neither_has_an_idea_the_choice_is_as_before() -> None:
    drive = choosing()
    before = matches(drive.session)
    drive.both("own", "skip")

    assert drive.states() == {"choose"}
    assert matches(drive.session) == before


# Nothing matches


def nothing() -> Drive:
    drive = voting()
    votes(drive, A, all="yes")
    votes(drive, B)
    assert drive.states() == {"nothing"}
    return drive


def test_where_nothing_matches_there_are_three_ways_on() -> None:
    assert nothing().options(A) == ("more", "wider", "own")


@pytest.mark.parametrize(
    ("a", "b", "state"),
    [
        ("more", "more", "votes"),
        ("more", "wider", "wishes"),
        ("wider", "wider", "wishes"),
        ("wider", "own", "idea"),
        ("own", "more", "idea"),
    ],
)
def test_where_they_wish_for_different_ways_on_one_of_them_is_taken(a: str, b: str, state: str) -> None:
    drive = nothing()
    drive.presses(A, a)
    drive.presses(B, b)

    assert drive.states() == {state}


def test_the_deck_runs_out_without_a_dead_end() -> None:
    drive = nothing()
    for _ in range(len(suitable((), 0)) // 6):
        if "more" not in drive.options(A):
            break
        drive.both("more")
        for by in Partner:
            votes(drive, by)

    assert drive.options(A) == ("wider", "own")
    drive.both("wider", "skip")
    assert len(cards(drive.session)) == 6
    assert drive.states() == {"votes"}


def test_neither_cards_nor_ideas_lead_back_to_the_ways_on() -> None:
    drive = nothing()
    drive.both("own", "skip")

    assert drive.states() == {"nothing"}


# Choosing one


def test_what_both_choose_is_planned_and_told_to_both() -> None:
    drive = choosing()
    first = matches(drive.session)[0]
    drive.both(first)

    told = says(drive, "connection-agreed")[0]
    assert (told.to, told.seen) == (None, Seen.SHARED)
    assert told.lines[0].names == (("activity", f"activities-{first}"),)


@pytest.mark.parametrize(("seed", "winner"), [(0, A), (1, B)])
def test_different_choices_are_settled_by_chance_and_the_other_one_proposes_the_time(
    seed: int, winner: Partner
) -> None:
    drive = choosing(seed=seed)
    one, two = matches(drive.session)[:2]
    drive.presses(A, one)
    drive.presses(B, two)

    assert drive.session.memory["item"] == {A: one, B: two}[winner]
    assert drive.session.speaker is winner.other
    assert says(drive, "connection-settled")


def test_the_next_time_it_is_the_other_ones_turn() -> None:
    drive = choosing()
    winners = []
    for _ in range(3):
        one, two = matches(drive.session)[:2]
        drive.presses(A, one)
        drive.presses(B, two)
        winners.append(drive.session.memory["item"] == one)
        drive.presses(drive.session.speaker, "off")
        drive.both("plan", "skip")
        for by in Partner:
            votes(drive, by)

    assert winners == [True, False, True]
    assert len(says(drive, "connection-settled")) == 1
    assert len(says(drive, "connection-in_turn")) == 2


# When


def test_one_proposes_and_the_other_accepts() -> None:
    drive = proposing()
    proposer, moment = drive.session.speaker, drive.now + timedelta(days=3)
    drive.proposes(proposer, moment)
    drive.presses(proposer, moment.isoformat())
    assert drive.options(proposer.other) == ("yes", "other", "off")
    assert [line.at for line in drive.prompt(proposer.other).lines if line.at] == [moment]
    drive.presses(proposer.other, "yes")

    assert drive.states() == {"arrange"}


def test_the_other_may_propose_another_time_as_often_as_it_takes() -> None:
    drive = proposing()
    first = drive.session.speaker
    for n in range(4):
        proposer = drive.session.speaker
        assert proposer is (first if n % 2 == 0 else first.other)
        drive.presses(proposer, drive.options(proposer)[n])
        drive.presses(proposer.other, "other")

    assert drive.states() == {"propose"}


def test_whoever_proposes_may_take_another_time_until_it_is_answered_and_the_other_learns_of_it() -> None:
    drive = proposing()
    proposer = drive.session.speaker
    wrong, right = (drive.now + timedelta(days=n) for n in (2, 3))
    drive.proposes(proposer, wrong)
    drive.presses(proposer, wrong.isoformat())
    assert drive.options(proposer) == ("other", "off")
    assert [line.at for line in drive.prompt(proposer).lines if line.at] == [wrong]
    drive.presses(proposer, "other")
    assert drive.told(proposer.other)[-1] == "connection-rethought"
    assert "connection-rethought" not in drive.told(proposer)
    assert drive.refused(drive.chose(proposer.other, "yes")) is Reason.NOT_YOURS
    agrees_on(drive, right)

    assert drive.states() == {"arrange"}
    assert proposed(drive.session) == right


def test_D4_a_time_that_was_proposed_when_the_proposer_only_waited_can_still_be_accepted() -> None:
    drive = proposing()
    proposer = drive.session.speaker
    drive.presses(proposer, drive.options(proposer)[0])
    drive.session = drive.session.move(proposer, state="accept")
    drive.presses(proposer.other, "yes")

    assert drive.states() == {"arrange"}


@pytest.mark.parametrize("state", ["propose", "proposed", "accept"])
def test_C2_each_may_call_it_off_before_a_time_stands(state: str) -> None:
    drive = proposing()
    proposer = drive.session.speaker
    if state != "propose":
        drive.presses(proposer, drive.options(proposer)[0])
    drive.presses(proposer.other if state == "accept" else proposer, "off")

    assert drive.states() == {"next"}
    assert drive.told(A)[-1] == drive.told(B)[-1] == "connection-off"


def test_a_time_that_went_by_unanswered_is_asked_anew() -> None:
    drive = proposing()
    proposer = drive.session.speaker
    drive.presses(proposer, drive.options(proposer)[0])
    drive.now += timedelta(days=9)
    drive.presses(proposer.other, "yes")

    assert drive.states() == {"propose"}
    assert drive.told(proposer)[-1] == "connection-too_late"
    assert all(button.at is None or button.at > drive.now for button in drive.prompt(proposer).buttons)


def test_a_time_that_went_by_before_both_said_the_rest_is_asked_anew_and_the_rest_stands() -> None:
    drive = proposing()
    agrees_on(drive, drive.now + timedelta(hours=5))
    drive.now += timedelta(hours=6)
    drive.both("me", "near")
    assert drive.states() == {"propose"}
    agrees_on(drive, drive.now + timedelta(days=1))

    assert drive.states() == {"ahead"}


# Who, and the phones


@pytest.mark.parametrize(
    ("a", "b", "key_of_a"),
    [
        ("me", "you", "you"),
        ("you", "me", "partner"),
        ("me", "me", "both"),
        ("you", "you", "both"),
        ("together", "me", "both"),
    ],
)
def test_who_arranges_it(a: str, b: str, key_of_a: str) -> None:
    drive = proposing()
    agrees_on(drive, drive.now + timedelta(days=3))
    drive.presses(A, a, "near")
    drive.presses(B, b, "near")

    assert f"connection-arranges-{key_of_a}" in [line.key for line in drive.prompt(A).lines]


@pytest.mark.parametrize(("a", "b", "away"), [("away", "away", True), ("away", "near", False), ("near", "near", False)])
def test_phones_go_away_only_if_both_wish_it(a: str, b: str, *, away: bool) -> None:
    drive = proposing()
    agrees_on(drive, drive.now + timedelta(days=3))
    drive.presses(A, "me", a)
    drive.presses(B, "you", b)

    assert ("connection-line_phones" in [line.key for line in drive.prompt(B).lines]) is away


def test_the_moment_is_told_in_the_private_chats_where_each_has_their_own_clock() -> None:
    told = [state for state in FLOW.states if state.name in ("propose", "accept")]
    assert all(getattr(state, "discreet", False) for state in told)
    drive = at("propose", item="tea")
    drive.presses(A, "off")

    assert all(say.seen is Seen.PRIVATE for say in drive.said if isinstance(say, Say))
