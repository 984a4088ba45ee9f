"""What each writes for the agreement in own words: opened for both together, and handed on when the step is done again.

Words of before stand until their author leaves them out or writes others, and both read which those are before they
sign: nothing that somebody has called off limits ends because they did not write it a second time (C3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from flows.boundary_items import NAMED_RUNGS
from flows.engine.effects import Say
from flows.engine.frozen import replace
from flows.engine.script import Scene
from flows.engine.session import Answer, Form, Partner, Seen, Session, may_see

OWN_WORDS = ("off_limits", "welcome", "crossed")
MORE = "more_off_limits"
"""What one of them adds alone, later: it is off limits, too."""
_BEFORE = "_before"


def own_words(session: Session) -> tuple[int, ...]:
    """Return the numbers of the words in the agreement: the names of steps, then what each has written."""
    return (*step_names(session), *_written(session))


def step_names(session: Session) -> tuple[int, ...]:
    return tuple(n for step in NAMED_RUNGS if (n := session.count(f"rung_{step}")))


def _written(session: Session) -> tuple[int, ...]:
    asked = (it for name in OWN_WORDS for it in (*_of_before(session, name), *session.all_given(name)))
    left = _left_out(session)
    written = (it for it in (*asked, *added(session)) if it.form is not Form.SKIPPED)
    return tuple(answer.n for answer in written if answer.n not in left)


def is_signed(session: Session, _: Answer) -> bool:
    return session.aside


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
    """Return a talk that begins again, with what both have written for the agreement ``before``."""
    written = _readable(before)
    return _with(session, before, (replace(it, ask=_heading(it) + _BEFORE, amends=None) for it in written))


def _heading(answer: Answer) -> str:
    return "off_limits" if answer.ask == MORE else answer.ask.removesuffix(_BEFORE)


def words_before(name: str) -> Callable[[Session, Partner], tuple[int, ...]]:
    """Return what gives somebody their own words of before, as far as they are not left out."""

    def quotes(session: Session, by: Partner) -> tuple[int, ...]:
        left = _left_out(session)
        return tuple(it.n for it in _of_before(session, name) if it.by is by and it.n not in left)

    return quotes


def wrote_before(name: str) -> Callable[[Scene], bool]:
    return lambda scene: bool(words_before(name)(scene.session, scene.by))


def leave_out(name: str) -> Callable[[Scene], Scene]:
    """Return an action that takes somebody's own words of before out of the agreement that is to be signed."""

    def then(scene: Scene) -> Scene:
        left = [*_left_out(scene.session), *words_before(name)(scene.session, scene.by)]
        return scene.become(scene.session.remember(left_out=" ".join(map(str, left))))

    return then


def tell_left_out(scene: Scene) -> Scene:
    """Tell both which words of before would no longer count: nobody signs that unseen (C3)."""
    left = _left_out(scene.session)
    return scene.add(Say(to=None, key="boundaries-left_out", seen=Seen.SHARED, quotes=left)) if left else scene


def _of_before(session: Session, name: str) -> Iterator[Answer]:
    for answer in session.answers:
        if answer.ask == name + _BEFORE and answer.given and answer.form is not Form.SKIPPED:
            yield answer


def _left_out(session: Session) -> tuple[int, ...]:
    return tuple(map(int, str(session.memory.get("left_out", "")).split()))


# Added alone, later


def to_add(session: Session, by: Partner) -> tuple[int, ...]:
    """Return the number of the words that ``by`` has written and not shown to the partner yet."""
    answer = session.given(MORE, by)
    return (answer.n,) if answer and answer.seen is Seen.PRIVATE else ()


def added(session: Session) -> Iterator[Answer]:
    return (answer for answer in session.answers if answer.ask == MORE and is_added(session, answer))


def is_added(_: Session, answer: Answer) -> bool:
    return answer.seen is Seen.SHARED


# For two who come back to it, when somebody else sits in one of the seats


def with_words_of(session: Session, before: Session, by: Partner) -> Session:
    """Return a conversation that goes on with the agreement of ``before``, with what ``by`` has written for it.

    Both have read that; nothing else of ``before`` goes along (P1).
    """
    names = [n for n in step_names(before) if _by(before, n) is by]
    steps = {key: n for step in NAMED_RUNGS if (n := before.count(key := f"rung_{step}")) in names}
    own = [answer for answer in _readable(before) if answer.by is by]
    named = [answer for n in names if (answer := before.numbered(n)) and may_see(by.other, answer)]
    return _with(session, before, [*named, *own]).remember(**steps)


def _readable(before: Session) -> list[Answer]:
    """Return what was written for the agreement, and both could read."""
    answers = [answer for n in _written(before) if (answer := before.numbered(n))]
    return [answer for answer in answers if may_see(answer.by.other, answer)]


def _with(session: Session, before: Session, answers: Iterable[Answer]) -> Session:
    """Return the session with answers of another, under their numbers."""
    for answer in answers:
        session = session.put(answer)
    return session.remember(answers=before.count("answers"))
