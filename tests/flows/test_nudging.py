"""N1 to N5 hold by construction: whatever waits, whatever is wished, and however the years of a person go."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from flows.engine.frozen import replace
from flows.nudging import KINDS, MOST, Later, Never, Now, Past, Waiting, Wishes, decide, remembered
from flows.schedule import EVERY_DAY, MAX_PER_WEEK, Plan, QuietHours, is_quiet, local_day
from tests.flows.walk import bounded

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ZONES = ("Europe/Madrid", "America/Santiago", "Australia/Lord_Howe", "Asia/Kolkata", "America/New_York", "UTC")
PLAN = Plan(zone="UTC", quiet=QuietHours(time(21, 30), time(8, 30)), nudges="some")
WISHES = Wishes(plan=PLAN)
TURN = Waiting(kind="turn", since=START)


def test_what_waits_is_told_at_once_in_the_day_and_in_the_morning_at_night() -> None:
    night = START.replace(hour=23)

    assert decide(WISHES, Past(), [TURN], START) == Now(("turn",))
    assert decide(WISHES, Past(), [TURN], night) == Later((night + DAY).replace(hour=8, minute=30))


def test_N2_a_second_thing_waits_for_the_next_day_and_both_are_one_nudge() -> None:
    past = remembered(Past(), START)
    two = [TURN, Waiting(kind="promise", since=START + HOUR)]

    assert decide(WISHES, past, two, START + HOUR) == Later(START.replace(hour=8, minute=30) + DAY)
    assert decide(WISHES, past, two, START + DAY) == Now(("turn", "promise"))


def test_N2_after_an_evening_the_next_one_does_not_come_in_the_morning() -> None:
    evening = START.replace(hour=20)
    morning = START.replace(hour=9) + DAY
    past = remembered(Past(), evening)

    assert decide(WISHES, past, [TURN], morning) == Later(evening + 20 * HOUR)
    assert decide(WISHES, past, [replace(TURN, timely=True)], morning) == Now(("turn",))


def test_what_is_long_past_is_forgotten_but_for_the_last_one() -> None:
    long_ago = Past(sent=(START, START + DAY), unanswered=1)
    later = START + 30 * DAY

    assert remembered(long_ago, later) == Past(sent=(START + DAY, later), unanswered=2)


def test_N3_after_two_without_a_sign_of_life_nothing_is_told_until_one() -> None:
    past = Past()
    for n in range(MOST):
        past = remembered(past, START + n * DAY)
    fresh = Waiting(kind="step", since=START + 20 * DAY)

    assert decide(WISHES, past, [fresh], fresh.since) == Never()
    assert decide(WISHES, replace(past, unanswered=0), [fresh], fresh.since) == Now(("step",))


def test_N3_the_same_thing_is_told_twice_at_most_whatever_else_its_reader_does() -> None:
    past = replace(remembered(remembered(Past(), START), START + DAY), unanswered=0)

    for days in (2, 9, 40):
        assert decide(WISHES, past, [TURN], START + days * DAY) == Never()


def test_N3_it_is_told_twice_at_most_also_where_the_first_time_was_long_ago() -> None:
    past = replace(remembered(remembered(Past(), START), START + 20 * DAY), unanswered=0)

    assert decide(WISHES, past, [TURN], START + 40 * DAY) == Never()


def test_N4_what_means_nothing_any_more_when_it_could_be_told_never_is() -> None:
    soon = Waiting(kind="activity", since=START.replace(hour=20), until=START.replace(hour=22), timely=True)
    past = remembered(Past(), START)

    assert decide(WISHES, past, [soon], soon.since) == Never()
    assert decide(WISHES, Past(), [soon], soon.since + 2 * HOUR) == Never()
    assert decide(WISHES, Past(), [soon], soon.since) == Now(("activity",))


def test_the_day_of_something_agreed_is_kept_free_for_it_and_the_weeks_limit_does_not_hold_it_back() -> None:
    few = Wishes(plan=replace(PLAN, nudges="few"))
    past = Past(sent=(START - 3 * DAY, START - 2 * DAY))
    agreed = START + 6 * HOUR
    reminder = Waiting(kind="activity", since=agreed, timely=True)

    assert decide(WISHES, Past(), [TURN], START, [agreed]) == Later(START.replace(hour=8, minute=30) + DAY)
    assert decide(few, past, [reminder], agreed) == Now(("activity",))


def test_whoever_wants_none_is_told_nothing_and_a_kind_that_is_off_is_left_out() -> None:
    none = Wishes(plan=replace(PLAN, nudges="none"))
    off = replace(WISHES, off=frozenset({"turn"}))

    assert decide(none, Past(), [TURN], START) == Never()
    assert decide(off, Past(), [TURN], START) == Never()
    assert decide(off, Past(), [TURN, Waiting(kind="step", since=START)], START) == Now(("step",))


def test_nothing_is_told_until_a_snooze_is_over() -> None:
    assert decide(replace(WISHES, snoozed=START + HOUR), Past(), [TURN], START) == Later(START + HOUR)


def test_an_hour_and_days_of_ones_own_are_waited_for() -> None:
    plan = replace(PLAN, at=time(19), days=frozenset({5, 6}))  # START is a Thursday

    assert decide(Wishes(plan=plan), Past(), [TURN], START) == Later(datetime(2026, 1, 3, 19, tzinfo=UTC))
    late = datetime(2026, 1, 3, 19, 40, tzinfo=UTC)
    assert decide(Wishes(plan=plan), Past(), [TURN], late) == Now(("turn",))


def test_N5_after_a_downtime_of_days_everything_is_one_nudge() -> None:
    missed = [Waiting(kind=kind, since=START + n * DAY) for n, kind in enumerate(KINDS)]
    back = START + 30 * DAY

    assert decide(WISHES, Past(), missed, back) == Now(KINDS)
    assert isinstance(decide(WISHES, remembered(Past(), back), missed, back), Later)


# A year of one person, by chance


@dataclass
class Life:
    """One person's time: things come up, they travel, sleep, answer or not, and the bot is down now and then."""

    chance: Random
    plan: Plan
    now: datetime = START
    past: Past = field(default_factory=Past)
    waiting: list[Waiting] = field(default_factory=list)
    sent: list[tuple[datetime, Plan, tuple[Waiting, ...]]] = field(default_factory=list)
    signs: list[datetime] = field(default_factory=list)
    off: frozenset[str] = frozenset()
    snoozed: datetime | None = None

    def goes_on(self, until: datetime) -> None:
        while self.now < until:
            self.something()
            verdict = decide(
                Wishes(plan=self.plan, off=self.off, snoozed=self.snoozed), self.past, self.waiting, self.now
            )
            match verdict:
                case Now(kinds):
                    told = tuple(one for one in self.waiting if one.kind in kinds and self.means_something(one))
                    assert {one.kind for one in told} == set(kinds)  # N4: each is about something
                    self.sent.append((self.now, self.plan, told))
                    self.past = remembered(self.past, self.now)
                case Later(at):
                    assert at > self.now
                    self.now = min(at, self.now + self.chance.choice((HOUR, DAY, 4 * DAY)))
                    continue
                case Never():
                    pass
            self.now += self.chance.choice((timedelta(minutes=1), HOUR, 5 * HOUR, DAY, 3 * DAY))  # also: it was down

    def means_something(self, one: Waiting) -> bool:
        return one.since <= self.now and (one.until is None or self.now < one.until)

    def something(self) -> None:
        match self.chance.randrange(12):
            case 0 | 1 | 2 | 3:
                until = self.chance.choice((None, None, self.now + 5 * HOUR, self.now + 2 * DAY))
                timely = self.chance.random() < 0.2
                since = self.now + self.chance.choice((timedelta(), DAY))
                self.waiting.append(Waiting(kind=self.chance.choice(KINDS), since=since, until=until, timely=timely))
            case 4 | 5:
                self.past = replace(self.past, unanswered=0)
                self.signs.append(self.now)
            case 6:
                self.waiting.clear()  # opened
            case 7:
                self.plan = replace(self.plan, zone=self.chance.choice(ZONES))
            case 8:
                self.off = frozenset(self.chance.sample(KINDS, 2))
            case 9:
                self.snoozed = self.now + self.chance.choice((HOUR, 9 * HOUR, DAY))
            case _:
                pass


plans = st.builds(
    Plan,
    zone=st.sampled_from(ZONES),
    quiet=st.sampled_from((None, QuietHours(time(21, 30), time(8, 30)), QuietHours(time(0, 30), time(23)))),
    nudges=st.sampled_from(("few", "some")),
    at=st.sampled_from((None, time(9), time(19), time(23, 30))),
    days=st.sampled_from((EVERY_DAY, frozenset({5, 6}), frozenset({2}))),
)


@given(seed=st.integers(0, 2**32), plan=plans)
@bounded(60)
def test_N1_to_N5_hold_in_every_year(seed: int, plan: Plan) -> None:
    life = Life(chance=Random(seed), plan=plan)
    life.goes_on(START + 365 * DAY)

    moments = [moment for moment, _, _ in life.sent]
    for n, (moment, wishes, told) in enumerate(life.sent):
        assert not is_quiet(wishes, moment)  # N1
        assert n == 0 or local_day(wishes, moments[n - 1]) < local_day(wishes, moment)  # N2, N5
        if not any(one.timely for one in told):
            week = [one for one in moments[: n + 1] if local_day(wishes, one) > local_day(wishes, moment) - 7 * DAY]
            assert len(week) <= MAX_PER_WEEK[wishes.nudges]
    for first, second, third in zip(moments, moments[1:], moments[2:], strict=False):
        assert any(first <= sign <= third for sign in life.signs), (first, second, third)  # N3
