"""Boundaries from the signature on: what each may do alone, what takes both, and what both are told, without who.

The agreement is the kept record ``agreement``; nothing but this reads the levels and wishes of one of the two in it.
What depends on the moment is looked up when it matters: a page that stands open for days promises nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from flows import agreement as agreements
from flows.agreement import (
    LEVELS,
    NO_WAIT,
    OPEN,
    RUNG,
    SIGNED,
    WAIT,
    WORDS,
    Agreement,
    Value,
    kept,
    tighter,
)
from flows.boundary_draft import own_levels, rung_codes, until
from flows.boundary_items import (
    AREAS,
    ITEMS,
    WAITS,
    special_lines,
)
from flows.boundary_record import (
    agreement_lines,
    first_lines,
    items,
    keep,
    line_with,
    look_up,
    opened_at,
    stands_still,
    the_agreement,
    version_line,
)
from flows.boundary_signing import picked
from flows.boundary_today import asked_today, rung_today, today_lines
from flows.boundary_words import added, own_words, tell_words, to_add
from flows.engine.actions import report, wake_at
from flows.engine.effects import Line, Print, Say
from flows.engine.frozen import replace
from flows.engine.script import Guard, Scene
from flows.engine.session import Partner, Seen, Session

MOST_VERSIONS = 12
MOST_ADDED = 5

TIGHTEN, WISH = "tighten", "wish"
_VERSIONS = {SIGNED: "boundaries-version_signed", WORDS: "boundaries-version_words"}


def home_lines(session: Session, by: Partner) -> tuple[Line, ...]:
    agreement = kept(session)
    if agreement is None:
        return ()
    return (version_line(agreement), *first_lines(agreement), *today_lines(session, opened_at(session, by)))


# Signing


def signed(scene: Scene) -> Scene:
    """Keep what both have signed, as the next version if there was one before."""
    before = kept(scene.session)
    own = {by: own_levels(scene.session, by, scene.now) for by in Partner}
    agreement = agreements.sign(own, scene.now, before=before)
    told = Say(to=None, key="boundaries-signed", seen=Seen.SHARED, lines=(version_line(agreement),))
    scene = keep(scene, agreement).add(told)
    return wake_for_wait(wake_at("due", lambda _: agreement.review, each=True, loose=True)(scene))


def bring_back(scene: Scene) -> Scene:
    """Stand beside the talks with an agreement of before, and ask about it when that is due."""
    review = the_agreement(scene).review
    beside = scene.become(replace(scene.session, aside=True))
    return wake_for_wait(wake_at("due", lambda _: review, each=True, loose=True)(beside))


def wake_for_wait(scene: Scene) -> Scene:
    """Set the timer for the end of the waiting time, when both are asked."""
    value = the_agreement(scene).level(WAIT)
    if value in (NO_WAIT, OPEN):
        return scene
    return wake_at("due", lambda _: datetime.fromisoformat(str(value)), each=True, loose=True)(scene)


# Looking at it


def tell_agreement(scene: Scene) -> Scene:
    agreement = the_agreement(scene)
    lines = (version_line(agreement), *agreement_lines(agreement))
    return tell_words(scene.add(Say(to=scene.by, key="boundaries-agreement", lines=lines)))


def tell_history(scene: Scene) -> Scene:
    """Tell the last versions, each with its date and what it changed; nothing says who."""
    lines: list[Line] = []
    for change in reversed(the_agreement(scene).changes[-MOST_VERSIONS:]):
        key = _VERSIONS.get(change.line, "boundaries-version")
        lines.append(Line(key=key, number=change.version, at=change.at))
        lines += [] if change.line in _VERSIONS else [line_with(change.line, change.value)]
    return scene.add(Say(to=scene.by, key="boundaries-history", lines=tuple(lines)))


def print_pdf(scene: Scene) -> Scene:
    lines, quotes = (
        (version_line(the_agreement(scene)), *agreement_lines(the_agreement(scene))),
        own_words(scene.session),
    )
    return scene.add(Print(to=scene.by, form="pdf", key="boundaries-print", lines=lines, quotes=quotes))


def print_picture(scene: Scene) -> Scene:
    """Give whoever asks a picture of what is special: every line would make several."""
    agreement = the_agreement(scene)
    lines = (version_line(agreement), *first_lines(agreement), *special_lines(items(agreement)))
    words = own_words(scene.session)
    return scene.add(Print(to=scene.by, form="picture", key="boundaries-print", lines=lines, quotes=words))


def home_options(session: Session, by: Partner) -> tuple[str, ...]:
    agreement = kept(session)
    if agreement is None:
        return ("close",)
    now, moves = opened_at(session, by), not stands_still(session)
    asked, today = asked_today(session, now), rung_today(session, now)
    there = {
        "see": True,
        "tighten": any(lines_to_change(session, by, TIGHTEN)),
        "more": moves,
        "wish": moves and any(lines_to_change(session, by, WISH)),
        "wishes": bool(agreement.wishes_of(by, now)),
        "today": agreement.rung > 0 and moves and not asked and today < 0,
        "today_again": asked and moves,
        "step_back": today > 0,
        "history": True,
        "pdf": True,
        "picture": True,
        "close": True,
    }
    return tuple(option for option, offered in there.items() if offered)


# Which line to change, and to what


def _codes(agreement: Agreement, session: Session, by: Partner, line: str, way: str) -> tuple[str, ...]:
    """Return what ``by`` can make of a line now: more careful, or what they may wish for."""
    if line not in agreement.lines or (way == WISH and not agreement.may_wish(line)):
        return ()
    level = agreement.level(line)
    if line in ITEMS:
        place = LEVELS.index(str(level))
        names = LEVELS[place + 1 :] if way == TIGHTEN else LEVELS[:place]
        return tuple(f"level-{name}" for name in names)
    codes = (
        rung_codes(session) if line == RUNG else tuple(f"wait-{it}" for it in (WAITS if way == TIGHTEN else ("none",)))
    )
    now = opened_at(session, by)
    values = {code: value_of(session, line, code, now) for code in codes}
    if way == TIGHTEN:
        return tuple(code for code, value in values.items() if tighter(line, value, level))
    return tuple(code for code, value in values.items() if tighter(line, level, value))


def value_of(session: Session, line: str, code: str, now: datetime) -> Value:
    """Return what a pressed code means for a line."""
    if line == RUNG:
        return rung_codes(session).index(code)
    return until(code.removeprefix("wait-"), now) if line == WAIT else code.removeprefix("level-")


def lines_to_change(session: Session, by: Partner, way: str) -> Iterator[str]:
    agreement = kept(session)
    if agreement is not None:
        yield from (line for line in (RUNG, WAIT, *ITEMS) if _codes(agreement, session, by, line, way))


def areas_to_change(way: str) -> Callable[[Session, Partner], tuple[str, ...]]:
    def offer(session: Session, by: Partner) -> tuple[str, ...]:
        lines = set(lines_to_change(session, by, way))
        areas = [f"area-{name}" for name, items in AREAS.items() if lines & set(items)]
        return (*(line for line in (RUNG, WAIT) if line in lines), *areas, "back")

    return offer


def items_to_change(way: str) -> Callable[[Session, Partner], tuple[str, ...]]:
    def offer(session: Session, by: Partner) -> tuple[str, ...]:
        items = AREAS.get(str(session.memory.get(f"area_{by}", "")), ())
        lines = set(lines_to_change(session, by, way))
        return (*(item for item in items if item in lines), "back")

    return offer


def levels_to_choose(way: str) -> Callable[[Session, Partner], tuple[str, ...]]:
    def offer(session: Session, by: Partner) -> tuple[str, ...]:
        agreement = kept(session)
        return (*(_codes(agreement, session, by, about(session, by), way) if agreement else ()), "back")

    return offer


def about(session: Session, by: Partner) -> str:
    return str(session.memory.get(f"line_{by}", ""))


def note_line(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(**{f"line_{scene.by}": picked(scene)}))


def line_now(session: Session, by: Partner) -> tuple[Line, ...]:
    """Return the line that ``by`` is looking at, as it reads now."""
    agreement, line = kept(session), about(session, by)
    return (line_with(line, agreement.level(line)),) if agreement and line in agreement.lines else ()


def _chosen_value(scene: Scene) -> tuple[str, Value]:
    line = about(scene.session, scene.by)
    return line, value_of(scene.session, line, picked(scene), scene.now)


# More careful: at once, and both are told


def tighten(scene: Scene) -> Scene:
    line, value = _chosen_value(scene)
    scene = _told_of_change(keep(scene, the_agreement(scene).tighten(scene.by, line, value, scene.now)), line)
    return wake_for_wait(scene) if line == WAIT else scene


def _told_of_change(scene: Scene, line: str) -> Scene:
    lines = (line_with(line, the_agreement(scene).level(line)), version_line(the_agreement(scene)))
    return scene.add(Say(to=None, key="boundaries-changed", lines=lines))


def room_for_more(scene: Scene) -> bool:
    """Say whether the one who acts has not added as much already as there is room for."""
    return sum(it.by is scene.by for it in added(scene.session)) < MOST_ADDED


def can_be_added(scene: Scene) -> bool:
    """Say whether what was written can be added now: in a stop nobody reads new words (C2)."""
    return not stands_still(scene.session) and bool(to_add(scene.session, scene.by))


def add_words(scene: Scene) -> Scene:
    """Let words of one of them stand in the agreement, under their name: both read them at once.

    Where the two do the step again they stand in what both sign then.
    """
    words = to_add(scene.session, scene.by)
    scene = scene.become(scene.session.shared(*words))
    scene = keep(scene, the_agreement(scene).with_words(scene.now))
    lines = (version_line(the_agreement(scene)),)
    said = Say(to=None, key="boundaries-added", seen=Seen.SHARED, lines=lines, quotes=words)
    return report("hand_on")(scene.add(said))


# Less careful: a wish that nobody sees, a day, and two more yeses


def _wished(scene: Scene) -> tuple[str, Agreement]:
    line, value = _chosen_value(scene)
    return line, the_agreement(scene).wish(scene.by, line, value, scene.now)


def wish_meets_another(scene: Scene) -> bool:
    if picked(scene) == "back":
        return False
    line, after = _wished(scene)
    return line in after.matches


def keep_wish(scene: Scene) -> Scene:
    return keep(scene, _wished(scene)[1]).add(Say(to=scene.by, key="boundaries-wish_kept"))


def meet_wish(scene: Scene) -> Scene:
    """Tell both what they have wished for, and ask them again in a day."""
    line, after = _wished(scene)
    return _met(keep(scene, after), line)


def _met(scene: Scene, line: str) -> Scene:
    match = the_agreement(scene).matches[line]
    scene = scene.add(Say(to=None, key="boundaries-matched", lines=(line_with(line, match.value),)))
    scene = wake_at("due", lambda _: match.asked_from, each=True, loose=True)(scene)
    return wake_at("lapse", lambda _: match.asked_until, loose=True)(scene)


def own_wishes(session: Session, by: Partner) -> tuple[str, ...]:
    agreement = kept(session)
    return (*(agreement.wishes_of(by, opened_at(session, by)) if agreement else ()), "back")


def withdraw(scene: Scene) -> Scene:
    after = the_agreement(scene).withdraw(scene.by, picked(scene))
    return keep(scene, after).add(Say(to=scene.by, key="boundaries-withdrawn"))


def to_confirm(scene: Scene) -> bool:
    return bool(the_agreement(scene).to_confirm(scene.by, scene.now))


def note_confirm(scene: Scene) -> Scene:
    line = the_agreement(scene).to_confirm(scene.by, scene.now)[0]
    return scene.become(scene.session.remember(**{f"confirm_{scene.by}": line}))


def _confirming(session: Session, by: Partner) -> str:
    return str(session.memory.get(f"confirm_{by}", ""))


def wished_line(session: Session, by: Partner) -> tuple[Line, ...]:
    """Return how the line would read that both wished for."""
    agreement, line = kept(session), _confirming(session, by)
    if agreement is None or line not in agreement.matches:
        return ()
    return (line_with(line, agreement.matches[line].value),)


def still_to_confirm(scene: Scene) -> bool:
    return _confirming(scene.session, scene.by) in the_agreement(scene).to_confirm(scene.by, scene.now)


def is_second_yes(scene: Scene) -> bool:
    line = _confirming(scene.session, scene.by)
    return still_to_confirm(scene) and scene.by.other in the_agreement(scene).matches[line].yes


def answer(*, yes: bool) -> Callable[[Scene], Scene]:
    """Return an action that keeps the second answer; the words after it are the same for yes and no."""

    def then(scene: Scene) -> Scene:
        line = _confirming(scene.session, scene.by)
        after = the_agreement(scene).answer(scene.by, line, yes=yes, now=scene.now)
        return keep(scene, after).add(Say(to=scene.by, key="boundaries-answered"))

    return then


def loosen(scene: Scene) -> Scene:
    line = _confirming(scene.session, scene.by)
    after = the_agreement(scene).answer(scene.by, line, yes=True, now=scene.now)
    return _told_of_change(keep(scene, after), line)


def something_lapsed(scene: Scene) -> bool:
    return bool(the_agreement(scene).lapsed(scene.now))


def lapse(scene: Scene) -> Scene:
    """Tell both that nothing changes: the same words after a no and silence, no line on a lock screen (N6)."""
    agreement = the_agreement(scene)
    return keep(scene, agreement.without_lapsed(scene.now)).add(Say(to=None, key="boundaries-unchanged"))


# The end of the waiting time


def wait_to_ask(scene: Scene) -> bool:
    agreement = the_agreement(scene)
    over = agreement.wait_over(scene.now)
    if over is None or WAIT in agreement.matches:
        return False
    return scene.session.memory.get(f"waited_{scene.by}") != over.isoformat()


def note_waited(scene: Scene) -> Scene:
    """Remember that one of them has been asked about this end, and need not be asked again."""
    over = the_agreement(scene).wait_over(scene.now)
    return scene.become(scene.session.remember(**{f"waited_{scene.by}": over.isoformat() if over else ""}))


def look_at_wait(scene: Scene) -> Scene:
    return look_up(scene.become(scene.session.remember(**{f"line_{scene.by}": WAIT})))


def _wait_wish(scene: Scene) -> Agreement:
    return the_agreement(scene).wish(scene.by, WAIT, NO_WAIT, scene.now)


def may_end_wait(scene: Scene) -> bool:
    return the_agreement(scene).waits and the_agreement(scene).may_wish(WAIT)


def wait_ends_for_both(scene: Scene) -> bool:
    return may_end_wait(scene) and WAIT in _wait_wish(scene).matches


def wish_wait_over(scene: Scene) -> Scene:
    return keep(scene, _wait_wish(scene)).add(Say(to=scene.by, key="boundaries-wish_kept"))


def meet_wait_over(scene: Scene) -> Scene:
    return _met(keep(scene, _wait_wish(scene)), WAIT)


# The review


def review_to_ask(scene: Scene) -> bool:
    agreement = the_agreement(scene)
    since = scene.session.memory.get(f"reviewed_{scene.by}")
    after = datetime.fromisoformat(str(since)) if since else agreement.signed
    return agreement.next_review(after) <= scene.now


def note_review(scene: Scene) -> Scene:
    """Remember that one of them has looked, and ask them again a month later."""
    scene = scene.become(scene.session.remember(**{f"reviewed_{scene.by}": scene.now.isoformat()}))
    scene = wake_at("due", lambda it: the_agreement(it).next_review(it.now), loose=True)(scene)
    return keep(scene, replace(the_agreement(scene), review=the_agreement(scene).next_review(scene.now)))


def any_due(*guards: Guard) -> Guard:
    def something_is_due(scene: Scene) -> bool:
        return any(guard(scene) for guard in guards)

    return something_is_due
