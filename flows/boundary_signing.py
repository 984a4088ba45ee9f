"""Boundaries up to the signature: what each has ticked becomes one agreement, and no level shows whose it is.

The ticks stay private for good. Before the agreement is shown, each one's are put together as one answer that can be
changed no more behind the partner's back; who changes something before signing shows both a new agreement.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from flows import agreement as agreements
from flows.agreement import RUNG, WAIT, tighter
from flows.boundary_draft import (
    SHEETS,
    code_line,
    draft_lines,
    drafted,
    note_standing,
    put_together,
    rung_codes,
    value_at,
)
from flows.boundary_items import AREAS, special_lines
from flows.boundary_words import OWN_WORDS, own_words, step_names, tell_left_out, tell_words, words_before
from flows.engine.effects import Line, Say
from flows.engine.frozen import replace
from flows.engine.script import Scene
from flows.engine.session import Answer, Partner, Seen, Session

# The names of further steps of the ladder


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


def is_named(step: int) -> Callable[[Session, Answer], bool]:
    """Return what says whether both have taken words for a step, whoever has proposed some."""
    return lambda session, _: session.count(f"rung_{step}") > 0


def _named(scene: Scene, step: int, ask: str) -> Scene:
    """Remember whose words name a step: the proposal of the one who has the floor, which the other takes."""
    proposal = scene.session.given(ask, scene.session.speaker)
    assert proposal is not None  # only what was proposed is taken
    return scene.become(scene.session.remember(**{f"rung_{step}": proposal.n}))


# Shown to both


def put_both_together(scene: Scene) -> Scene:
    for by in Partner:
        scene = put_together(scene, by)
    return scene


def _agreed(session: Session, to: Partner | None) -> Say:
    draft = drafted(session)
    names = step_names(session)
    lines = (*(code_line(session, line, draft[line]) for line in (RUNG, WAIT)), *special_lines(draft))
    return Say(to=to, key="boundaries-agreed", seen=Seen.PRIVATE if to else Seen.SHARED, lines=lines, quotes=names)


def show(scene: Scene) -> Scene:
    """Show both the agreement that they may sign, and remember what they have seen."""
    scene = scene if "stood" in scene.session.memory else note_standing(scene)  # a talk that is older than that
    return _compared(_seen_now(scene.add(_agreed(scene.session, None))), None)


def tell_agreed(scene: Scene) -> Scene:
    """Tell whoever looks at it again how it reads."""
    return _compared(scene.add(_agreed(scene.session, scene.by)), scene.by) if drafted(scene.session) else scene


def show_changed(scene: Scene) -> Scene:
    """Show both what reads differently now, if something does."""
    session, seen = scene.session, _shown(scene.session)
    changed = {line: code for line, code in drafted(session).items() if seen[line] != code}
    words, fewer = _new_words(session), _fewer_words(session)
    if changed or words:
        lines = tuple(code_line(session, line, code) for line, code in changed.items())
        said = Say(to=None, key="boundaries-agreed_anew", seen=Seen.SHARED, lines=lines, quotes=words)
        scene = _warned(scene.add(said), changed, None)
    return _seen_now(tell_left_out(scene) if fewer else scene)


def _seen_now(scene: Scene) -> Scene:
    words = " ".join(map(str, own_words(scene.session)))
    return scene.become(scene.session.remember(shown=json.dumps(drafted(scene.session)), shown_words=words))


def _compared(scene: Scene, to: Partner | None) -> Scene:
    """Tell one of them, or both, all that would be less careful than what counts now."""
    return tell_left_out(_warned(scene, drafted(scene.session), to), to)


def _warned(scene: Scene, draft: Mapping[str, str], to: Partner | None) -> Scene:
    """Tell which of these lines would be less careful than what counts now: nobody signs that unseen (C3)."""
    session, standing = scene.session, agreements.kept(scene.session)
    counts = {line: standing.level(line) for line in standing.lines} if standing else {}
    lines = tuple(
        code_line(session, line, code)
        for line, code in draft.items()
        if line in counts and tighter(line, counts[line], value_at(session, line, code, scene.now))
    )
    seen = Seen.PRIVATE if to else Seen.SHARED
    return scene.add(Say(to=to, key="boundaries-less_careful", seen=seen, lines=lines)) if lines else scene


def _shown(session: Session) -> dict[str, str]:
    found: dict[str, str] = json.loads(str(session.memory.get("shown", "{}")))
    return found


def _new_words(session: Session) -> tuple[int, ...]:
    """Return the words that were changed since both have seen the whole; one who has agreed has agreed to others."""
    seen = session.memory.get("shown_words")
    return () if seen is None else tuple(n for n in own_words(session) if str(n) not in str(seen).split())


def _fewer_words(session: Session) -> bool:
    """Say whether words are left out that both have read as part of the whole."""
    return not set(str(session.memory.get("shown_words", "")).split()) <= set(map(str, own_words(session)))


def _reads_as_shown(session: Session, latest_of: Partner | None = None) -> bool:
    return drafted(session, latest_of) == _shown(session) and not _new_words(session) and not _fewer_words(session)


def tell_draft(scene: Scene) -> Scene:
    """Tell whoever asks for it every line, and both one's words."""
    told = scene.add(Say(to=scene.by, key="boundaries-every_line", lines=draft_lines(scene.session)))
    return _compared(tell_words(told), scene.by)


# Second thoughts before signing


def is_changing(scene: Scene) -> bool:
    return scene.session.count(f"changing_{scene.by}") == 1


def to_change(session: Session, by: Partner) -> tuple[str, ...]:
    """Return what of their own somebody can change before they sign: words only where there are some of before."""
    before = any(words_before(name)(session, by) for name in OWN_WORDS)
    return (*SHEETS, *(("words",) if before else ()), "back")


def begin_change(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(**{f"changing_{scene.by}": 1}))


def so_far(sheet: str) -> Callable[[Session, Partner], tuple[Line, ...]]:
    """Return what gives the answer of before to whoever changes it: the same again leaves it as it was."""

    def lines(session: Session, by: Partner) -> tuple[Line, ...]:
        before = session.given(sheet, by)
        if before is None:
            return ()
        code = before.chosen[0]
        name = f"wait-{code}" if sheet == "waiting" else f"rung-{rung_codes(session).index(code)}"
        return (Line(key="boundaries-so_far", names=(("chosen", f"boundary_items-{name}"),)),)

    return lines


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
