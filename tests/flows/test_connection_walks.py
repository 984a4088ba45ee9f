"""Step 3 under random histories: only mutual picks are ever shown, and nothing of anybody's votes."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from flows.activities import activities
from flows.connection import FLOW, ROOM
from flows.engine.effects import Say, Show
from flows.engine.events import Chose
from flows.engine.script import Fork
from flows.engine.session import Partner, Session, graded
from flows.votes import PAGE, cards, listed, matches, on_the_page
from tests.flows.checks import dumped
from tests.flows.drive import A, B, Drive
from tests.flows.outings import HERE, ZONES, aside, planned, voting
from tests.flows.walk import KINDS, Stir, Stride, bounded, stirs, walk

LEVELS = ("yes", "maybe", "no")
seeds = st.integers(0, 3)
pages = st.lists(st.sampled_from(LEVELS), min_size=PAGE, max_size=PAGE)
MEMORY: dict[str, int | str] = {
    "wishes": "apart,free",
    "liked": "tea,music,quiz",
    "maybe": "photos",
    "item": "music",
    "plans": 1,
    "at": "2030-01-10T18:00:00+00:00",
    "arranges": "both",
    "phones": "near",
}
STARTS = ("intro", "votes", "choose", "propose", "ahead", "happened", "next", "waiting")


def begin(start: str, seed: int, *, far: bool) -> Drive:
    memory = MEMORY if start != "intro" else {}
    if start == "propose":
        memory = {**memory, "at": "", "asked": "2030-01-07T18:00:00+00:00"}
    return Drive(FLOW, at=start, seed=seed, memory=memory, known=ZONES if far else HERE)


starts = st.builds(begin, st.sampled_from(STARTS), seeds, far=st.booleans())


def vote(drive: Drive, by: Partner, levels: list[str]) -> None:
    for item, level in zip(cards(drive.session), levels, strict=True):
        drive.apply(drive.ticked(by, f"{item}:{level}"))
    drive.presses(by, "done")


@bounded(36)
@given(ours=st.lists(st.tuples(pages, pages), min_size=1, max_size=4), first=st.sampled_from(Partner))
def test_only_what_both_like_is_ever_shown_and_nothing_before_both_have_voted(
    ours: list[tuple[list[str], list[str]]], first: Partner
) -> None:
    drive = voting()
    yes: list[str] = []
    maybe: list[str] = []
    for one, two in ours:
        page = cards(drive.session)
        before = matches(drive.session)
        vote(drive, first, one)
        assert matches(drive.session) == before
        assert all(getattr(effect, "to", first) is first for effect in drive.effects)
        vote(drive, first.other, two)
        yes += [item for item, both in zip(page, zip(one, two, strict=True), strict=True) if both == ("yes", "yes")]
        maybe += [item for item, both in zip(page, zip(one, two, strict=True), strict=True)
                  if set(both) == {"yes", "maybe"}]  # fmt: skip
        shown = [option for option in drive.options(A) if option in activities()]
        assert shown == [*yes, *maybe][:8]
        assert drive.options(A) == drive.options(B)
        drive.both("more")


@bounded(24)
@given(ours=st.tuples(pages, pages))
def test_no_session_holds_a_vote_once_both_have_voted(ours: tuple[list[str], list[str]]) -> None:
    """Whatever the two voted: the same likes leave the same session behind."""
    drive, alike = voting(), voting()
    for by, levels in zip(Partner, ours, strict=True):
        vote(drive, by, levels)
    agreed = [set(both) for both in zip(*ours, strict=True)]
    plain = [("yes", "yes") if one == {"yes"} else ("yes", "maybe") if one == {"yes", "maybe"} else ("no", "no")
             for one in agreed]  # fmt: skip
    for n, by in enumerate(Partner):
        vote(alike, by, [pair[n] for pair in plain])

    assert dumped(drive.session) == dumped(alike.session)
    assert [effect for effect in drive.effects if isinstance(effect, Say | Show)] == [
        effect for effect in alike.effects if isinstance(effect, Say | Show)
    ]


@bounded(36)
@given(drive=starts, stirs=stirs(40, 120, more=("reopened", "withdrew")))
def test_on_any_walk_what_is_chosen_or_planned_was_liked_by_both(drive: Drive, stirs: list[Stir]) -> None:
    """Worked out a second time from what people pressed, not from what the flow remembers."""
    liked = {*listed(drive.session, "liked"), *listed(drive.session, "maybe"), str(drive.session.memory.get("item"))}
    for stride in walk(drive, stirs):
        if stride.outcome is not None:
            liked |= _mutual(stride)
        for by in Partner:
            if drive.session.ended is None and drive.state(by) == "choose":
                shown = {option for option in drive.options(by) if option not in ("more", "own", "leave")}
                if not drive.session.at(by).again:
                    assert shown <= liked
        item = drive.session.memory.get("item")
        assert not item or item in liked


def _mutual(stride: Stride) -> set[str]:
    """Return what both like of the page that this event closed."""
    before, after = stride.before, stride.outcome.session if stride.outcome else stride.before
    if after.ended or {place.state for place in after.positions.values()} & {"votes", "votes_met"}:
        return set()
    if "votes_met" not in {place.state for place in before.positions.values()} and not listed(before, "ideas"):
        return set()
    ballots = {by: _ballot(before, by) for by in Partner}
    last = stride.event.by
    if not (isinstance(stride.event, Chose) and stride.event.option == "leave"):  # then what was given stays
        ballots[last] |= _ticked_now(before, last)
    both = set(on_the_page(before, A)) | set(on_the_page(before, B))
    return {item for item in both if _likes(before, ballots, item)}


def _likes(session: Session, ballots: dict[Partner, dict[str, str]], item: str) -> bool:
    idea = session.numbered(int(item[1:])) if item[1:].isdecimal() else None
    levels = {"yes" if idea and idea.by is by else ballots[by].get(item, "no") for by in Partner}
    return "yes" in levels and "no" not in levels


def _ballot(session: Session, by: Partner) -> dict[str, str]:
    given = session.given("votes", by)
    return graded(given) if given else {}


def _ticked_now(session: Session, by: Partner) -> dict[str, str]:
    return {item: level for item, _, level in (tick.partition(":") for tick in session.at(by).ticked)}


@bounded(24)
@given(drive=starts, stirs=stirs())
def test_P1_a_private_answer_is_read_by_nobody_else(drive: Drive, stirs: list[Stir]) -> None:
    for _ in walk(drive, stirs):
        for reader in Partner:
            assert all(drive.eyes.may_read(reader, n) for n in drive.seen[reader])
            for n in drive.seen[reader]:
                answer = drive.session.numbered(n)
                assert answer is None or answer.by is reader or answer.ask in ("idea", "moment", "propose")


@bounded(24)
@given(drive=starts, stirs=stirs(60, 150))
def test_F1_from_every_session_somebody_can_go_on(drive: Drive, stirs: list[Stir]) -> None:
    for _ in walk(drive, stirs):
        pass  # Drive checks it after every step


@bounded(24)
@given(drive=starts, stirs=stirs(more=("stale", "wrong person", "forged", "doubled", "woke", "forged call")))
def test_F2_what_is_stale_forged_or_another_persons_changes_nothing(drive: Drive, stirs: list[Stir]) -> None:
    for stride in walk(drive, stirs):
        if stride.outcome is None:
            assert drive.session is stride.before
        elif isinstance(stride.event, Chose):
            assert stride.event.turn == stride.before.at(stride.event.by).turn


@bounded(24)
@given(stirs=stirs())
def test_C2_a_plan_stands_only_while_both_want_it(stirs: list[Stir]) -> None:
    drive = planned()
    for _ in walk(drive, stirs):
        states = drive.states()
        if states <= {"ahead", "evening"}:
            for by in Partner:
                assert {"move", "off"} <= set(drive.options(by))


@bounded(24)
@given(drive=starts, stirs=stirs(60, 150))
def test_N6_after_it_was_left_open_no_press_asks_again_for_two_days(drive: Drive, stirs: list[Stir]) -> None:
    left_open = None
    for stride in walk(drive, stirs):
        before = {place.state for place in stride.before.positions.values()}
        if drive.states() == {"waiting"} and before & {"next", "next_met"}:
            left_open = drive.now
        pressed = isinstance(stride.event, Chose) and before <= {"waiting", "room"}
        if pressed and drive.states() == {"next"} and left_open:
            assert drive.now - left_open >= ROOM


def test_walks_reach_every_state() -> None:
    missing = {state.name for state in FLOW.states if not isinstance(state, Fork)}
    chance = random.Random(1)
    for _ in range(200):
        if not missing:
            break
        start = chance.choice((*STARTS, None))
        drive = begin(start, chance.randrange(4), far=chance.random() < 0.5) if start else aside()
        for stride in walk(drive, [any_stir(chance) for _ in range(120)]):
            missing -= drive.states() if stride.outcome else set()
    assert not missing


def any_stir(chance: random.Random) -> Stir:
    by = chance.choice(list(Partner))
    return Stir(kind=chance.choice(KINDS), by=by, pick=chance.randrange(60), twist=chance.randrange(60))
