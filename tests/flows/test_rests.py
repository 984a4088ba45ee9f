"""The rests that begin by themselves: when, how long, and where they do not."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.engine.effects import Report, Say, Show, Wake
from flows.engine.events import LOOSE, Called, Woke
from flows.engine.refusal import Reason
from flows.engine.session import Seen
from flows.programme import FLOW, IN_THE_MIDDLE, TRIES_AGAIN
from flows.rests import FORTNIGHT, LONGEST, SHORTEST, day_off_at, length, morning, questions_at
from tests.flows.drive import A, B, Drive
from tests.flows.programmes import arrived, offered, talking

BEGAN = datetime(2030, 1, 7, 18, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)
SEEDS, ZONES = st.integers(0, 2**32), st.sampled_from(["Europe/Madrid", "America/Bogota", "Pacific/Auckland", "UTC"])
QUESTIONS, DAY_OFF = Woke(by=A, entered=LOOSE, name="questions"), Woke(by=A, entered=LOOSE, name="day_off")


@given(seed=SEEDS, zone=ZONES, n=st.integers(1, 60))
def test_the_questions_come_every_two_weeks_give_or_take_some_days(seed: int, zone: str, n: int) -> None:
    moment = questions_at(seed, zone, BEGAN, n)

    assert -2 * A_DAY <= moment - (BEGAN + n * FORTNIGHT) <= 3 * A_DAY
    assert time(6) <= moment.astimezone(ZoneInfo(zone)).time() < time(9)


@given(seed=SEEDS, zone=ZONES, n=st.integers(1, 60))
def test_a_day_off_is_over_before_the_next_questions_come(seed: int, zone: str, n: int) -> None:
    asked = questions_at(seed, zone, BEGAN, n)
    day_off = day_off_at(seed, zone, asked, n)

    if day_off is not None:
        assert day_off > asked + timedelta(hours=LONGEST)
        assert day_off + timedelta(hours=LONGEST) < questions_at(seed, zone, BEGAN, n + 1) + A_DAY


@given(seed=SEEDS, n=st.integers(1, 100), zone=ZONES)
def test_S1_nothing_tells_what_began_a_rest(seed: int, n: int, zone: str) -> None:
    """All begin at the couple's own minute of the morning, and their lengths are drawn alike."""
    assert timedelta(hours=SHORTEST) <= length(seed, n) <= timedelta(hours=LONGEST)
    minutes = {morning(seed, zone, BEGAN + days * A_DAY).astimezone(ZoneInfo(zone)).time() for days in range(9)}
    assert len(minutes) == 1


def resting_after(drive: Drive) -> timedelta:
    """Return how long the rest that has just begun will last."""
    return max(wake.at for wake in drive.pending if wake.name == "rested") - drive.now


@pytest.mark.parametrize("seed", range(8))
def test_S1_a_late_answer_brings_the_rest_that_a_day_off_brings(seed: int) -> None:
    late, ordinary = (Drive(FLOW, seed=seed, at="running", memory={"talk_open": 1}) for _ in range(2))
    late.calls("safety_done", B)
    [wake] = [effect for effect in late.effects if isinstance(effect, Wake)]
    assert late.states() == {"running"}
    assert not [effect for effect in late.effects if isinstance(effect, Say | Show)]
    late.comes(wake)
    ordinary.now = wake.at
    ordinary.apply(Woke(by=wake.by, entered=wake.entered, name=wake.name))

    assert wake.by is A, "whose timer it is says who answered"
    assert late.session == ordinary.session
    assert late.effects == ordinary.effects
    assert late.states() == {"resting"}


def test_the_questions_come_to_both_in_a_rest_after_which_each_is_asked_alone() -> None:
    drive = talking()
    drive.wakes("questions")

    assert Report(name="safety_questions", by=A) in drive.effects
    assert drive.states() == {"resting"}
    assert timedelta(hours=SHORTEST) <= resting_after(drive) <= timedelta(hours=LONGEST)
    drive.wakes("rested")
    assert drive.states() == {"back"}
    drive.presses(B, "go_on")
    assert drive.state(A) == "back"
    assert drive.options(A) == ("go_on", "later")


def test_S1_who_is_done_with_the_questions_before_their_own_yes_changes_nothing_at_all() -> None:
    drive = talking()
    done = Called(name="safety_done", by=A)
    drive.wakes("questions")
    assert drive.refused(done) is Reason.UNKNOWN
    drive.wakes("rested")
    assert drive.refused(done) is Reason.UNKNOWN
    drive.presses(B, "go_on")

    assert drive.refused(done) is Reason.UNKNOWN


def test_S1_who_had_said_yes_before_gets_a_rest_as_soon_as_it_goes_on() -> None:
    drive = talking()
    drive.wakes("questions")
    drive.wakes("rested")
    drive.presses(A, "go_on")
    drive.calls("safety_done", A)
    drive.wakes("day_off")
    assert (drive.state(A), drive.state(B)) == ("back_met", "back")

    drive.presses(B, "go_on")
    drive.wakes("day_off")

    assert drive.states() == {"resting"}


@pytest.mark.parametrize("event", [QUESTIONS, DAY_OFF])
def test_a_rest_waits_while_somebody_is_in_the_middle_of_the_talk(event: Woke) -> None:
    drive = talking()
    drive.knows("lately", {"at": (drive.now - IN_THE_MIDDLE + timedelta(minutes=1)).isoformat()})
    drive.apply(event)
    assert drive.states() == {"running"}
    assert [effect.at - drive.now for effect in drive.effects if isinstance(effect, Wake)] == [TRIES_AGAIN]

    drive.now += TRIES_AGAIN
    drive.apply(event)

    assert drive.states() == {"resting"}


def test_a_rest_waits_for_a_time_that_both_agreed_on_but_not_for_ever() -> None:
    drive = talking()
    for _ in range(3):
        drive.knows("lately", {"agreed": [(drive.now + timedelta(hours=12)).isoformat()]})
        drive.apply(DAY_OFF)
        assert drive.states() == {"running"}
        drive.now += A_DAY
    drive.knows("lately", {"agreed": [(drive.now + timedelta(hours=12)).isoformat()]})
    drive.apply(DAY_OFF)

    assert drive.states() == {"resting"}


def test_rests_do_not_stack() -> None:
    drive = talking()
    drive.apply(DAY_OFF)
    until = drive.session.memory["rest_until"]

    assert drive.refused(DAY_OFF) is Reason.UNKNOWN
    drive.apply(QUESTIONS)

    assert drive.session.memory["rest_until"] == until
    assert Report(name="safety_questions", by=A) in drive.effects


@pytest.mark.parametrize("place", ["paused", "time_out", "arrived", "lapsed"])
def test_where_nothing_joint_is_under_way_nobody_is_asked_and_the_next_round_is_set(place: str) -> None:
    drive = arrived() if place == "arrived" else offered()
    if place == "lapsed":
        drive.wakes("week")
    elif place != "arrived":
        drive.calls({"paused": "pause"}.get(place, place))
    drive.apply(QUESTIONS)

    assert drive.states() == {place}
    assert [type(effect) for effect in drive.effects if not isinstance(effect, Wake)] == []
    assert "questions" in [effect.name for effect in drive.effects if isinstance(effect, Wake)]


def test_C1_a_rest_makes_an_offer_longer_only_once() -> None:
    drive = offered()
    drive.apply(QUESTIONS)
    assert drive.states() == {"resting"}
    drive.wakes("rested")
    assert drive.states() == {"offered"}

    drive.apply(QUESTIONS)
    assert drive.states() == {"offered"}
    drive.wakes("week")

    assert drive.states() == {"lapsed"}


def test_a_programme_of_an_earlier_version_begins_its_rounds_with_the_next_step() -> None:
    drive = Drive(FLOW, at="offered")
    assert not drive.pending or {wake.name for wake in drive.pending} == {"week"}
    drive.both("ready")

    assert "questions" in {wake.name for wake in drive.pending}


def test_the_questions_end_with_the_couple() -> None:
    drive = talking()
    drive.calls("leave")

    assert Report(name="safety_over", by=A) in drive.effects


def test_what_one_did_not_want_now_is_not_suggested_again_after_a_rest() -> None:
    drive = Drive(FLOW, at="running", memory={"talk_open": 1, "step": 2})
    drive.calls("boundaries")
    drive.presses(A, "not_now")
    assert drive.states() == {"running"}
    drive.apply(DAY_OFF)
    drive.wakes("rested")

    assert drive.states() == {"back"}


# What only several rests, or one moment, can tell


def at_the_talk(**memory: int | str) -> Drive:
    return Drive(FLOW, seed=5, at="running", memory={"talk_open": 1, **memory})


def loose(drive: Drive) -> list[tuple[str, datetime]]:
    """Return the timers that were just set and come wherever they are."""
    return [(wake.name, wake.at) for wake in drive.effects if isinstance(wake, Wake) and wake.entered == LOOSE]


@pytest.mark.parametrize("before", [0, 1, 2])
def test_S1_the_length_of_a_rest_is_drawn_by_the_couples_seed_and_how_many_there_were(before: int) -> None:
    drive = at_the_talk(rests=before)
    drive.apply(DAY_OFF)

    assert resting_after(drive) == length(5, before + 1)
    assert drive.session.count("rests") == before + 1


@pytest.mark.parametrize(("until_it", "state"), [(-1, "running"), (0, "resting"), (1, "resting")])
@pytest.mark.parametrize("before", [0, 1])
def test_a_rest_waits_only_for_what_was_agreed_before_its_own_end(before: int, until_it: int, state: str) -> None:
    drive = at_the_talk(rests=before)
    agreed = drive.now + length(5, before + 1) + timedelta(minutes=until_it)
    drive.knows("lately", {"agreed": [agreed.isoformat()]})
    drive.apply(DAY_OFF)

    assert drive.states() == {state}


def test_a_rest_waits_for_a_time_that_both_agreed_on_and_that_is_now() -> None:
    drive = at_the_talk()
    drive.knows("lately", {"agreed": [drive.now.isoformat()]})
    drive.apply(DAY_OFF)

    assert drive.states() == {"running"}


def test_after_a_rest_the_next_one_waits_for_what_was_agreed_as_often_again() -> None:
    drive = at_the_talk(waited=3)
    drive.apply(DAY_OFF)
    assert (drive.states(), drive.session.memory["waited"]) == ({"resting"}, 0)


def test_six_hours_after_the_last_word_a_rest_may_begin() -> None:
    drive = at_the_talk()
    drive.knows("lately", {"at": (drive.now - IN_THE_MIDDLE).isoformat()})
    drive.apply(DAY_OFF)

    assert drive.states() == {"resting"}


def test_S1_the_questions_come_in_a_rest_also_where_one_has_said_ready() -> None:
    drive = offered()
    drive.presses(A, "ready")
    drive.apply(QUESTIONS)

    assert drive.states() == {"resting"}


def test_a_day_off_means_nothing_where_nobody_has_said_yes() -> None:
    assert offered().refused(DAY_OFF) is Reason.UNKNOWN


def test_S1_a_day_off_after_an_answer_is_no_sooner_than_six_hours_from_it() -> None:
    drive = at_the_talk()
    drive.now = morning(5, "UTC", drive.now) - IN_THE_MIDDLE / 2
    drive.calls("safety_done", B)

    assert loose(drive) == [("day_off", morning(5, "UTC", drive.now) + A_DAY)]


@pytest.mark.parametrize("done", range(4))
def test_S1_an_erasure_sets_the_timers_that_went_with_it_as_they_were(done: int) -> None:
    drive = at_the_talk(round=done, began=BEGAN.isoformat(), before="running")
    drive.apply(QUESTIONS)
    before = loose(drive)
    drive.calls("rest")

    assert before
    assert loose(drive) == before
    assert drive.session.count("round") == done + 1


@pytest.mark.parametrize("n", range(1, 7))
@pytest.mark.parametrize(
    ("zones", "zone"),
    [
        ({"a": "Asia/Tokyo", "b": "Europe/Madrid"}, "Asia/Tokyo"),
        ({"a": None, "b": "Europe/Madrid"}, "Europe/Madrid"),
        ({"a": "Asia/Tokyo"}, "Asia/Tokyo"),
        ({}, "UTC"),
    ],
)
def test_N1_each_round_comes_in_a_morning_where_the_couple_lives(n: int, zones: dict[str, str], zone: str) -> None:
    drive = at_the_talk(round=n, began=BEGAN.isoformat())
    drive.now = questions_at(5, zone, BEGAN, n)
    drive.knows("zones", zones)
    drive.apply(QUESTIONS)
    day_off = day_off_at(5, zone, drive.now, n)

    expected = [("questions", questions_at(5, zone, BEGAN, n + 1)), *([("day_off", day_off)] if day_off else [])]
    assert loose(drive) == expected
    assert (drive.session.count("round"), drive.session.memory["began"]) == (n + 1, BEGAN.isoformat())


def test_N5_after_a_long_downtime_the_next_questions_are_two_weeks_away() -> None:
    drive = at_the_talk(round=2, began=BEGAN.isoformat())
    drive.now = BEGAN + 300 * A_DAY
    drive.knows("zones", {"a": "Asia/Tokyo"})
    drive.apply(QUESTIONS)

    assert dict(loose(drive))["questions"] == morning(5, "Asia/Tokyo", drive.now + FORTNIGHT)


@pytest.mark.parametrize(("minutes", "late"), [(-1, False), (0, True), (1, True)])
def test_N5_questions_that_would_come_at_once_again_come_two_weeks_later(minutes: int, late: bool) -> None:
    due = questions_at(5, "UTC", BEGAN, 3)
    drive = at_the_talk(round=2, began=BEGAN.isoformat())
    drive.now = due + timedelta(minutes=minutes)
    drive.apply(QUESTIONS)

    assert dict(loose(drive))["questions"] == (morning(5, "UTC", drive.now + FORTNIGHT) if late else due)


def test_a_day_off_that_would_begin_with_the_next_questions_is_left_out() -> None:
    seeds = [(seed, days) for seed in range(40) for days in range(3, 8)]
    met = 0
    for seed, days in seeds:
        due = questions_at(seed, "UTC", BEGAN, 3)
        drive = Drive(FLOW, seed=seed, at="running", memory={"talk_open": 1, "round": 2, "began": BEGAN.isoformat()})
        drive.now = due - days * A_DAY
        if day_off_at(seed, "UTC", drive.now, 2) == due:
            drive.apply(QUESTIONS)
            assert loose(drive) == [("questions", due)]
            met += 1

    assert met > 0


def test_the_rounds_of_a_couple_begin_only_once() -> None:
    drive = offered()
    assert [wake.name for wake in drive.pending].count("questions") == 1
    began = drive.session.memory["began"]
    drive.now += A_DAY
    drive.both("ready")

    assert [wake.name for wake in drive.pending].count("questions") == 1
    assert (drive.session.memory["began"], drive.session.count("round")) == (began, 1)


def test_N1_the_end_of_a_rest_keeps_to_quiet_hours_and_is_said_with_it() -> None:
    drive = at_the_talk(round=1, began=BEGAN.isoformat())
    drive.apply(QUESTIONS)
    over = drive.now + length(5, 1)

    ends = [effect for effect in drive.effects if isinstance(effect, Wake) and effect.name == "rested"]
    assert [(wake.by, wake.at, wake.gentle) for wake in ends] == [(A, over, True), (B, over, True)]
    assert Say(to=None, key="programme-resting", seen=Seen.SHARED, until=over) in drive.effects
