"""What each writes for the agreement in own words: opened for both together, and handed on when the step is done again.

Words of before stand until their author ticks them to be left out, and both read which those are before they sign:
nothing that somebody has called off limits ends because they did not write it a second time (C3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flows.boundary_items import NAMED_RUNGS
from flows.engine.effects import Line, Say
from flows.engine.frozen import replace
from flows.engine.script import Scene
from flows.engine.session import Answer, Form, Partner, Seen, Session, may_see

OWN_WORDS = ("off_limits", "welcome", "crossed")
MORE = "more_off_limits"
"""What one of them adds alone, later: it is off limits, too."""


def own_words(session: Session) -> tuple[int, ...]:
    """Return the numbers of the words in the agreement: the names of steps, then what each has written."""
    return (*step_names(session), *_written(session))


def step_names(session: Session) -> tuple[int, ...]:
    return tuple(n for step in NAMED_RUNGS if (n := session.count(f"rung_{step}")))


def _written(session: Session) -> tuple[int, ...]:
    left = left_out(session)
    written = (answer for name in OWN_WORDS for answer in _under(session, name) if answer.form is not Form.SKIPPED)
    return tuple(answer.n for answer in written if answer.n not in left)


def _under(session: Session, name: str) -> Iterator[Answer]:
    """Yield what was written under one name: before, in this talk, and alone since both have signed."""
    yield from _of_before(session, name)
    yield from session.all_given(name)
    yield from added(session) if MORE.endswith(name) else ()


def is_signed(session: Session, answer: Answer) -> bool:
    return session.aside or answer.handed_on > 0


def open_words(scene: Scene) -> Scene:
    """Show both what each has written, at the same moment; nothing is said where nothing was written."""
    session = scene.session
    for ask in OWN_WORDS:
        for answer in session.all_given(ask):
            session = session.put(replace(answer, opened=True))
    written = _written(session)
    told = (Say(to=None, key="boundaries-off_limits-revealed", seen=Seen.SHARED, quotes=written),) if written else ()
    return scene.become(session).add(*told)


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


# Words of before, where the step is done again


def hand_on(session: Session, before: Session) -> Session:
    """Return a talk of the same two with what both have written for the agreement ``before``, each thing once."""
    return session.handed(_readable(before))


def words_before(name: str) -> Callable[[Session, Partner], tuple[int, ...]]:
    """Return what gives somebody their own words of before."""
    return lambda session, by: tuple(answer.n for answer in _of_before(session, name) if answer.by is by)


def to_leave_out(name: str) -> Callable[[Session, Partner], tuple[str, ...]]:
    """Return what gives somebody their own words of before, to tick those that should no longer count."""
    return lambda session, by: tuple(f"n{n}" for n in words_before(name)(session, by))


def wrote_before(name: str) -> Callable[[Scene], bool]:
    return lambda scene: bool(words_before(name)(scene.session, scene.by))


def beside(name: str) -> Callable[[Session, Partner], tuple[Line, ...]]:
    """Return what says that words of before go on counting, where one could think that they are asked for again."""

    def lines(session: Session, by: Partner) -> tuple[Line, ...]:
        stays = set(words_before(name)(session, by)) - left_out(session)
        return (Line(key="boundaries-beside"),) if stays else ()

    return lines


def left_out(session: Session) -> set[int]:
    """Return the numbers of the words of before that would no longer count."""
    answers = (answer for name in OWN_WORDS for answer in session.all_given(f"{name}_before"))
    return {int(item.removeprefix("n")) for answer in answers for item in answer.chosen}


def tell_left_out(scene: Scene, to: Partner | None = None) -> Scene:
    """Tell both, or one of them, which words of before would no longer count: nobody signs that unseen (C3)."""
    left, seen = left_out(scene.session), Seen.PRIVATE if to else Seen.SHARED
    for author in scene.session.members:
        theirs = tuple(n for n in sorted(left) if _by(scene.session, n) is author)
        if theirs:
            scene = scene.add(Say(to=to, key="boundaries-left_out", seen=seen, quotes=theirs))
    return scene


def _of_before(session: Session, name: str) -> Iterator[Answer]:
    for answer in session.answers:
        if answer.handed_on and answer.ask.endswith(name) and answer.form is not Form.SKIPPED:
            yield answer


# Added alone, later


def to_add(session: Session, by: Partner) -> tuple[int, ...]:
    """Return the number of the words that ``by`` has written and not shown to the partner yet."""
    answer = session.given(MORE, by)
    return (answer.n,) if answer and answer.seen is Seen.PRIVATE else ()


def added(session: Session) -> Iterator[Answer]:
    shared = (answer for answer in session.answers if answer.ask == MORE and is_added(session, answer))
    return (answer for answer in shared if not answer.handed_on)


def is_added(_: Session, answer: Answer) -> bool:
    return answer.seen is Seen.SHARED


# For two who come back to it, when somebody else sits in one of the seats


def with_words_of(session: Session, before: Session, by: Partner) -> Session:
    """Return a conversation that goes on with the agreement of ``before``, with what ``by`` has written for it.

    Both have read that; nothing else of ``before`` goes along (P1).
    """
    steps = {f"rung_{step}": before.numbered(before.count(f"rung_{step}")) for step in NAMED_RUNGS}
    named = {name: answer for name, answer in steps.items() if answer and may_see(by.other, answer)}
    session = session.handed([answer for answer in (*named.values(), *_readable(before)) if answer.by is by])
    numbers = {answer.handed_on: answer.n for answer in session.answers}
    return session.remember(**{name: numbers[answer.n] for name, answer in named.items() if answer.n in numbers})


def _readable(before: Session) -> list[Answer]:
    """Return what was written for the agreement, and both could read."""
    answers = [answer for n in _written(before) if (answer := before.numbered(n))]
    return [answer for answer in answers if may_see(answer.by.other, answer)]
