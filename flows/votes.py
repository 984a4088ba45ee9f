"""What both like: sealed votes on activities and own ideas, of which only what both like is ever kept.

Counsellors' yes-no-maybe lists work so: filled in alone, only what overlaps is shown. Source: evidence.md, B3 and B4.
"""

from __future__ import annotations

from flows.activities import WISHES, activities, fits, suitable
from flows.engine.script import Area, Scene
from flows.engine.session import Form, Partner, Session, graded

PAGE = 6
MOST_MATCHES = 8


def listed(session: Session, name: str) -> tuple[str, ...]:
    """Return a list from memory."""
    return tuple(filter(None, str(session.memory.get(name, "")).split(",")))


def take_wishes(scene: Scene) -> Scene:
    """Let what either needs count for both; begin the deck anew where little of it is left."""
    needed = {wish for answer in scene.session.all_given("wishes") for wish in answer.chosen}
    session = scene.session.remember(wishes=",".join(wish for wish in WISHES if wish in needed))
    return scene.become(session if len(unseen(session)) >= PAGE else session.remember(gone=""))


def unseen(session: Session) -> tuple[str, ...]:
    """Return what suits both and was not on a page yet."""
    gone = {name for kind in ("gone", "past", "liked", "maybe") for name in listed(session, kind)}
    return tuple(key for key in suitable(listed(session, "wishes"), session.seed) if key not in gone)


def cards(session: Session) -> tuple[str, ...]:
    """Return the activities of the page that both vote on."""
    return listed(session, "cards") if "cards" in session.memory else unseen(session)[:PAGE]


def deal(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(cards=",".join(unseen(scene.session)[:PAGE]), ideas=""))


def take_ideas(scene: Scene) -> Scene:
    """Put what the two named themselves on the page, and nothing else."""
    named = [f"n{answer.n}" for answer in scene.session.all_given("idea") if answer.form is not Form.SKIPPED]
    return scene.become(scene.session.remember(cards="", ideas=",".join(named)))


def author_of(session: Session, item: str) -> Partner | None:
    """Return whose own idea it is, None for something from the deck."""
    idea = session.numbered(int(item[1:])) if item[1:].isdecimal() else None
    return idea.by if idea else None


def on_the_page(session: Session, partner: Partner) -> tuple[str, ...]:
    """Return what ``partner`` votes on: their own idea needs no vote."""
    ideas = (idea for idea in listed(session, "ideas") if author_of(session, idea) is not partner)
    return (*cards(session), *ideas)


def pages(session: Session, partner: Partner) -> tuple[Area, ...]:
    return (Area("", on_the_page(session, partner)),)


def something_to_vote_on(scene: Scene) -> bool:
    return bool(on_the_page(scene.session, scene.by))


def compare(scene: Scene) -> Scene:
    """Keep what both like of the page, and forget every vote."""
    session = scene.session
    ballots = list(session.all_given("votes"))
    votes = {ballot.by: graded(ballot) for ballot in ballots}
    liked, maybe = list(listed(session, "liked")), list(listed(session, "maybe"))
    for item in (*cards(session), *listed(session, "ideas")):
        author = author_of(session, item)
        both = {"yes" if by is author else votes.get(by, {}).get(item, "no") for by in session.members}
        if both == {"yes"}:
            liked.append(item)
        elif both == {"yes", "maybe"}:
            maybe.append(item)
    for ballot in ballots:
        session = session.drop(ballot.n)
    gone = (*listed(session, "gone"), *cards(session))
    kept = {"liked": ",".join(liked), "maybe": ",".join(maybe), "gone": ",".join(gone)}
    return scene.become(session.remember(cards="", ideas="", **kept))


def matches(session: Session) -> tuple[str, ...]:
    """Return what both like and what suits them now: first what both said yes to."""
    past, wishes = listed(session, "past"), listed(session, "wishes")
    found = [item for item in (*listed(session, "liked"), *listed(session, "maybe")) if item not in past]
    return tuple(item for item in found if item not in activities() or fits(activities()[item], wishes))[:MOST_MATCHES]


def something_matches(scene: Scene) -> bool:
    return bool(matches(compare(scene).session))


def to_choose(session: Session, _: Partner) -> tuple[str, ...]:
    return (*matches(session), *(("more",) if unseen(session) else ()), "own")


def ways_on(session: Session, _: Partner) -> tuple[str, ...]:
    return (*(("more",) if unseen(session) else ()), "wider", "own")
