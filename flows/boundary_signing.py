"""Boundaries up to the signature: what each has ticked becomes one agreement, and no level shows whose it is.

The ticks stay private for good. Before the agreement is shown, each one's are put together as one answer that can be
changed no more behind the partner's back; who changes something before signing shows both a new agreement.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime

from flows import agreement as agreements
from flows.agreement import LEVELS, NO_WAIT, OPEN, RUNG, WAIT, Change, Own, Value, tighter
from flows.boundary_items import (
    AREAS,
    ITEMS,
    NAMED_RUNGS,
    RUNGS,
    WAITS,
    item_lines,
    line_alone,
    open_line,
    rung_line,
    special_lines,
    wait_line,
)
from flows.engine import actions
from flows.engine.effects import Line, Say
from flows.engine.frozen import replace
from flows.engine.script import Scene
from flows.engine.session import Answer, Form, Partner, Seen, Session, graded

OWN_WORDS = ("off_limits", "welcome", "crossed")
SHEETS = ("worksheet", "ladder", "waiting")


def until(wait: str, now: datetime) -> str:
    """Return the end of a waiting time that begins now, as an agreement has it."""
    span = WAITS[wait]
    if span is None:
        return agreements.OPEN
    return (now + span).isoformat() if span else agreements.NO_WAIT


# The ladder: 0 to 4 have labels, 5 and 6 the words of the couple


def rung_codes(session: Session, _by: Partner | None = None) -> tuple[str, ...]:
    """Return the steps that there are, from the lowest: those that the two have named by the number of the words."""
    named = [f"n{n}" for step in NAMED_RUNGS if (n := session.count(f"rung_{step}"))]
    return (*(f"rung-{step}" for step in RUNGS), *named)


def both_would_name(scene: Scene) -> bool:
    return all(scene.session.memory.get(f"naming_{by}") == "name" for by in Partner)


def note_naming(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(**{f"naming_{scene.by}": getattr(scene.event, "option", "")}))


def floor_by_seed(scene: Scene) -> Scene:
    first = Partner.A if scene.session.seed % 2 == 0 else Partner.B
    return scene.become(replace(scene.session, speaker=first))


def swap(scene: Scene) -> Scene:
    return scene.become(replace(scene.session, speaker=scene.session.speaker.other))


def take_five(scene: Scene) -> Scene:
    return _named(scene, 5, "propose_five")


def take_six(scene: Scene) -> Scene:
    return _named(scene, 6, "propose_six")


def is_named(step: int) -> Callable[[Session], bool]:
    """Return what says whether both have taken words for a step, whoever has proposed some."""
    return lambda session: session.count(f"rung_{step}") > 0


def _named(scene: Scene, step: int, ask: str) -> Scene:
    """Remember whose words name a step: the proposal of the one who has the floor, which the other takes."""
    proposal = scene.session.given(ask, scene.session.speaker)
    assert proposal is not None  # only what was proposed is taken
    return scene.become(scene.session.remember(**{f"rung_{step}": proposal.n}))


# What each has ticked


def begun_ticks(session: Session, by: Partner) -> tuple[str, ...]:
    """Return the ticks to start with: one's own of before, or of an earlier agreement."""
    before = session.given("worksheet", by)
    if before is not None:
        return before.chosen
    own = session.known.get("agreement", {}).get("own", {}).get(by.value, {})
    return tuple(f"{item}:{own[item]}" for item in ITEMS if item in own)


def put_together(scene: Scene, by: Partner) -> Scene:
    """Let nothing of ``by``'s ticks be changed behind the agreement that they lead to."""
    parts = tuple(answer.n for name in SHEETS if (answer := scene.session.given(name, by)))
    return actions.put_together(scene, "own", parts, by)


def _sheets(session: Session, by: Partner, *, latest: bool) -> list[Answer]:
    """Return what ``by`` has ticked: the ``latest``, or what was put together for the agreement."""
    whole = session.given("own", by)
    if latest or whole is None:
        return [answer for name in SHEETS if (answer := session.given(name, by))]
    return [answer for n in whole.parts if (answer := session.numbered(n))]


def note_standing(scene: Scene) -> Scene:
    """Remember which version the two begin with: what becomes more careful from then on stays so (C3)."""
    standing = agreements.kept(scene.session)
    return scene.become(scene.session.remember(stood=standing.version if standing else 0))


def _meanwhile(session: Session, by: Partner) -> dict[str, str]:
    """Return the codes of what ``by`` has changed in an earlier agreement since this talk began."""
    standing = agreements.kept(session)
    since = [it for it in standing.changes if it.line and it.version > session.count("stood")] if standing else []
    own = standing.own[by] if standing else {}
    return {it.line: _code_of(session, it) for it in since if own.get(it.line) == it.value}


def _code_of(session: Session, change: Change) -> str:
    if change.line == RUNG:
        steps = rung_codes(session)
        return steps[min(int(change.value), len(steps) - 1)]
    return _wait_of(change) if change.line == WAIT else str(change.value)


def _wait_of(change: Change) -> str:
    """Return the waiting time that was chosen, whenever it is counted from."""
    if change.value in (NO_WAIT, OPEN):
        return "none" if change.value == NO_WAIT else "until_said"
    chosen = datetime.fromisoformat(str(change.value)) - change.at
    return next(code for code, span in WAITS.items() if span is None or span >= chosen)


def _codes(session: Session, by: Partner, *, latest: bool) -> dict[str, str]:
    """Return a code for every line of ``by``: what they have ticked, or have made more careful meanwhile."""
    sheets = {answer.ask: answer for answer in _sheets(session, by, latest=latest)}
    ticked = {RUNG: sheets["ladder"].chosen[0], WAIT: sheets["waiting"].chosen[0], **graded(sheets["worksheet"])}
    meanwhile = _meanwhile(session, by)
    return {line: _more_careful(session, line, code, meanwhile.get(line, code)) for line, code in ticked.items()}


def _more_careful(session: Session, line: str, *codes: str) -> str:
    if line == RUNG:
        return min(codes, key=rung_codes(session).index)
    return max(codes, key=(list(WAITS) if line == WAIT else LEVELS).index)


def own_levels(session: Session, by: Partner, now: datetime) -> Own:
    """Return ``by``'s levels as they are signed; a waiting time is counted from ``now``."""
    codes = _codes(session, by, latest=False)
    return {line: _value(session, line, code, now) for line, code in codes.items()}


def _value(session: Session, line: str, code: str, now: datetime) -> Value:
    if line == RUNG:
        return rung_codes(session).index(code)
    return until(code, now) if line == WAIT else code


def drafted(session: Session, latest_of: Partner | None = None) -> dict[str, str]:
    """Return how the agreement would read: a code for every line, the more careful of both; empty before both ticked.

    Empty too once one of them is erased. ``latest_of`` is the one whose latest ticks count already, though they are
    not put together yet.
    """
    if not all((own := session.given("own", by)) and own.parts for by in Partner):
        return {}
    one, other = (_codes(session, by, latest=by is latest_of) for by in Partner)
    return {line: _more_careful(session, line, one[line], other[line]) for line in (RUNG, WAIT, *ITEMS)}


def code_line(session: Session, line: str, code: str) -> Line:
    """Return how a line reads in the agreement that is still to be signed."""
    if line == RUNG:
        return rung_line(rung_codes(session).index(code))
    if line == WAIT:
        return wait_line(code) if WAITS[code] is not None else open_line()
    return line_alone(line, code)


def draft_lines(session: Session) -> tuple[Line, ...]:
    """Return every line of the agreement that they may sign."""
    draft = drafted(session)
    if not draft:
        return ()
    return (*(code_line(session, line, draft[line]) for line in (RUNG, WAIT)), *item_lines(draft))


# Shown to both


def is_signed(session: Session) -> bool:
    return session.aside


def own_words(session: Session) -> tuple[int, ...]:
    """Return the numbers of the words in the agreement: the names of steps, then what each has written."""
    names = [n for step in NAMED_RUNGS if (n := session.count(f"rung_{step}"))]
    written = [answer.n for ask in OWN_WORDS for answer in session.all_given(ask) if answer.form is not Form.SKIPPED]
    return (*names, *written)


def put_both_together(scene: Scene) -> Scene:
    for by in Partner:
        scene = put_together(scene, by)
    return scene


def open_words(scene: Scene) -> Scene:
    """Show both what each has written, at the same moment; nothing is said where nothing was written."""
    session = scene.session
    for ask in OWN_WORDS:
        for answer in session.all_given(ask):
            session = session.put(replace(answer, opened=True))
    written = tuple(n for n in own_words(session) if n not in _step_names(session))
    told = (Say(to=None, key="boundaries-off_limits-revealed", seen=Seen.SHARED, quotes=written),) if written else ()
    return scene.become(session).add(*told)


def _step_names(session: Session) -> set[int]:
    return {session.count(f"rung_{step}") for step in NAMED_RUNGS}


def show(scene: Scene) -> Scene:
    """Show both the agreement that they may sign, and remember what they have seen."""
    session, draft = scene.session, drafted(scene.session)
    names = tuple(n for n in own_words(session) if n in _step_names(session))
    lines = (*(code_line(session, line, draft[line]) for line in (RUNG, WAIT)), *special_lines(draft))
    said = Say(to=None, key="boundaries-agreed", seen=Seen.SHARED, lines=lines, quotes=names)
    return _warned(_seen_now(scene.add(said)), draft)


def show_changed(scene: Scene) -> Scene:
    """Show both what reads differently now, if something does."""
    session, seen = scene.session, _shown(scene.session)
    changed = {line: code for line, code in drafted(session).items() if seen[line] != code}
    words = _new_words(session)
    if not changed and not words:
        return scene
    lines = tuple(code_line(session, line, code) for line, code in changed.items())
    said = Say(to=None, key="boundaries-agreed_anew", seen=Seen.SHARED, lines=lines, quotes=words)
    return _warned(_seen_now(scene.add(said)), changed)


def _seen_now(scene: Scene) -> Scene:
    words = " ".join(map(str, own_words(scene.session)))
    return scene.become(scene.session.remember(shown=json.dumps(drafted(scene.session)), shown_words=words))


def _warned(scene: Scene, draft: Mapping[str, str]) -> Scene:
    """Tell both which of these lines would be less careful than what counts now: nobody signs that unseen (C3)."""
    session, standing = scene.session, agreements.kept(scene.session)
    counts = {line: standing.level(line) for line in standing.lines} if standing else {}
    lines = tuple(
        code_line(session, line, code)
        for line, code in draft.items()
        if line in counts and tighter(line, counts[line], _value(session, line, code, scene.now))
    )
    return scene.add(Say(to=None, key="boundaries-less_careful", seen=Seen.SHARED, lines=lines)) if lines else scene


def _shown(session: Session) -> dict[str, str]:
    found: dict[str, str] = json.loads(str(session.memory.get("shown", "{}")))
    return found


def _new_words(session: Session) -> tuple[int, ...]:
    """Return the words that were changed since both have seen the whole; one who has agreed has agreed to others."""
    seen = session.memory.get("shown_words")
    return () if seen is None else tuple(n for n in own_words(session) if str(n) not in str(seen).split())


def _reads_as_shown(session: Session, latest_of: Partner | None = None) -> bool:
    return drafted(session, latest_of) == _shown(session) and not _new_words(session)


def tell_draft(scene: Scene) -> Scene:
    """Tell whoever asks for it every line, and both one's words."""
    told = scene.add(Say(to=scene.by, key="boundaries-every_line", lines=draft_lines(scene.session)))
    return tell_words(told)


def tell_words(scene: Scene) -> Scene:
    """Tell the one who acts what each has written for the agreement, under their names."""
    for author in scene.session.members:
        written = tuple(n for n in own_words(scene.session) if _by(scene.session, n) is author)
        if written:
            scene = scene.add(Say(to=scene.by, key="boundaries-own_words", quotes=written))
    return scene


def _by(session: Session, n: int) -> Partner | None:
    answer = session.numbered(n)
    return answer.by if answer else None


# Second thoughts before signing


def is_changing(scene: Scene) -> bool:
    return scene.session.count(f"changing_{scene.by}") == 1


def begin_change(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(**{f"changing_{scene.by}": 1}))


def take_change(scene: Scene) -> Scene:
    """Put the new ticks in place of the old ones."""
    scene = put_together(scene, scene.by)
    return scene.become(scene.session.remember(**{f"changing_{scene.by}": 0}))


def reads_differently(scene: Scene) -> bool:
    """Say whether the agreement reads differently, with what the one who acts has ticked last, from what both saw."""
    return not _reads_as_shown(scene.session, scene.by)


def differs_and_partner_can_look(scene: Scene) -> bool:
    return partner_can_look(scene) and reads_differently(scene)


def unseen(scene: Scene) -> bool:
    """Say whether the two have not seen yet how the agreement reads now."""
    return not _reads_as_shown(scene.session)


def partner_can_look(scene: Scene) -> bool:
    """Say whether the partner is in the middle of nothing, and can be led somewhere else."""
    return scene.session.at(scene.by.other).state in ("look", "looked")


# Questions about a line


def lines_to_ask(_session: Session, _by: Partner) -> tuple[str, ...]:
    return ("rung", "wait", *(f"area-{name}" for name in AREAS), "words", "back")


def items_to_ask(session: Session, by: Partner) -> tuple[str, ...]:
    return (*AREAS.get(str(session.memory.get(f"area_{by}", "")), ()), "back")


def picked(scene: Scene) -> str:
    return str(getattr(scene.event, "option", ""))


def went_back(scene: Scene) -> bool:
    return picked(scene) == "back"


def picked_area(scene: Scene) -> bool:
    return picked(scene).startswith("area-")


def note_area(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(**{f"area_{scene.by}": picked(scene).removeprefix("area-")}))


def note_about(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(**{f"about_{scene.by}": picked(scene)}))


def line_of_question(session: Session, _by: Partner) -> tuple[Line, ...]:
    """Return the line of the agreement that the one who has the floor asks about."""
    return line_asked_by(session, session.speaker)


def line_asked_by(session: Session, by: Partner) -> tuple[Line, ...]:
    """Return the line of the agreement that ``by`` asks about, none if it is about something else."""
    about, draft = str(session.memory.get(f"about_{by}", "")), drafted(session)
    return (code_line(session, about, draft[about]),) if about in draft else ()


def question(session: Session, _by: Partner) -> tuple[int, ...]:
    """Return the question if it had to wait; else it has been read a moment ago."""
    n = session.count(f"asked_{session.speaker}")
    return (n,) if n and session.count(f"late_{session.speaker}") else ()


def note_question(scene: Scene) -> Scene:
    asked = scene.session.given("ask_words", scene.by)
    assert asked is not None  # it was sent just now
    late = int(scene.session.at(scene.by).state != "answer")
    return scene.become(scene.session.remember(**{f"asked_{scene.by}": asked.n, f"late_{scene.by}": late}))


def question_waits(scene: Scene) -> bool:
    return any(scene.session.count(f"asked_{by}") for by in Partner)


def other_question_waits(scene: Scene) -> bool:
    return scene.session.count(f"asked_{scene.session.speaker.other}") > 0


def question_waits_and_partner_can_look(scene: Scene) -> bool:
    return question_waits(scene) and partner_can_look(scene)


def floor_to_question(scene: Scene) -> Scene:
    asking = [by for by in Partner if scene.session.count(f"asked_{by}")]
    return scene.become(replace(scene.session, speaker=asking[0]))


def question_answered(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(**{f"asked_{scene.session.speaker}": 0}))
