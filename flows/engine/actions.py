"""What a move may do besides moving: each makes an action, which takes the scene and gives the next one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from flows.engine.effects import Line, Record, Report, Say, Set, Wake
from flows.engine.events import LOOSE
from flows.engine.frozen import replace
from flows.engine.script import Action, Scene
from flows.engine.session import Answer, Facts, Form, Partner, Seen, Session


def tell(key: str, to: str = "both", seen: Seen = Seen.PRIVATE) -> Action:
    """Return an action that says ``key`` to ``both``, the ``actor``, the ``speaker`` or the ``listener``."""

    def then(scene: Scene) -> Scene:
        session = scene.session
        whom: dict[str, Partner | None] = {
            "both": None,
            "actor": scene.by,
            "speaker": session.speaker,
            "listener": session.speaker.other,
        }
        return scene.add(Say(to=whom[to], key=key, seen=seen))

    return then


def ask_again(ask: str) -> Action:
    """Return an action that asks something once more; what was answered stands until there is a new answer.

    What the partner has read stays as they read it: the new words are another answer. So are they where nobody has
    come by it yet.
    """

    def then(scene: Scene) -> Scene:
        old = scene.session.given(ask, scene.by)
        again_n = None if old is None or old.seen is Seen.SHARED else old.n
        return scene.become(scene.session.move(scene.by, again=ask, again_n=again_n))

    return then


def wake(name: str, after: timedelta, *, each: bool = False, gentle: bool = True, loose: bool = False) -> Action:
    """Return an action that sets a timer for the one who acted, or for ``each``.

    It is stale once that one has moved on, unless it is ``loose``: then it comes wherever they are.
    """
    return wake_at(name, lambda scene: scene.now + after, each=each, gentle=gentle, loose=loose)


def wake_at(
    name: str,
    when: Callable[[Scene], datetime],
    *,
    each: bool = False,
    gentle: bool = True,
    loose: bool = False,
    timely: bool = False,
) -> Action:
    """Return an action as ``wake`` does, for the moment (aware UTC) that ``when`` gives; one that is past is now."""

    def then(scene: Scene) -> Scene:
        at, places = max(scene.now, when(scene)), scene.session.positions
        whom = scene.session.members if each else (scene.by,)
        entered = {by: LOOSE if loose else places[by].entered for by in whom}
        return scene.add(
            *(Wake(by=by, at=at, name=name, entered=entered[by], gentle=gentle, timely=timely) for by in whom)
        )

    return then


def reach_partner(name: str) -> Action:
    """Return an action that lets something come to the partner gently, wherever they are: not in their quiet hours."""
    return lambda scene: scene.add(Wake(by=scene.by.other, at=scene.now, name=name, entered=LOOSE))


def keep_record(
    scene: Scene,
    name: str,
    facts: Facts,
    *,
    lines: tuple[Line, ...] = (),
    quotes: tuple[int, ...] = (),
    adds: bool = False,
) -> Scene:
    """Return the scene with a record kept: known from now on, here and in every flow that reads it."""
    session = scene.session
    known = {"all": [*session.known.get(name, {}).get("all", []), facts]} if adds else facts
    session = replace(session, known={**session.known, name: known})
    return scene.become(session).add(Record(name=name, facts=facts, lines=lines, quotes=quotes, adds=adds))


def put_together(scene: Scene, ask: str, parts: tuple[int, ...], by: Partner | None = None) -> Scene:
    """Return the scene with earlier answers of ``by`` (None: of the one who acted) as one private answer to ``ask``."""
    n = scene.session.next_number()
    whole = Answer(n=n, ask=ask, by=by or scene.by, seen=Seen.PRIVATE, form=Form.NOTES, parts=parts)
    return scene.become(scene.session.put(whole).remember(answers=n))


def note_partner(scene: Scene) -> Scene:
    """Remember for whom something private is: if they part meanwhile, the press is not for whoever comes next (P1).

    The flow reads ``partner``.
    """
    return scene.become(scene.session.remember(share_with=_couple(scene.session)))


def same_partner(scene: Scene) -> bool:
    """Say whether the partner that was noted can be told something now."""
    return scene.session.count("share_with") == _couple(scene.session) != 0


def _couple(session: Session) -> int:
    return int(session.known.get("partner", {}).get("couple", 0))


def stand_aside(scene: Scene) -> Scene:
    """Let the programme go on to what follows, while this conversation lives on beside it."""
    return scene.become(replace(scene.session, aside=True)).add(Report(name="step_done", by=scene.by, last=True))


def report(name: str, *, last: bool = False) -> Action:
    """Return an action that tells the world outside; ``last``: only after the new prompts are shown."""
    return lambda scene: scene.add(Report(name=name, by=scene.by, last=last))


def remember(**facts: int | str) -> Action:
    return lambda scene: scene.become(scene.session.remember(**facts))


def count(name: str) -> Action:
    """Return an action that adds one to a number in memory."""
    return lambda scene: scene.become(scene.session.remember(**{name: scene.session.count(name) + 1}))


def unseal(*asks: str) -> Action:
    """Return an action that opens what both have sealed, without showing it: it can be changed no more."""

    def then(scene: Scene) -> Scene:
        session = scene.session
        for ask in asks:
            answers = list(session.all_given(ask))
            if len(answers) != len(session.members):
                msg = f"{ask} is not answered by both"
                raise AssertionError(msg)
            for answer in answers:
                session = session.put(replace(answer, opened=True))
        return scene.become(session)

    return then


def reveal(*asks: str) -> Action:
    """Return an action that opens what both have sealed, and shows it to both at the same moment (P2)."""

    def then(scene: Scene) -> Scene:
        session = unseal(*asks)(scene).session
        sealed = [answer for ask in asks for answer in session.all_given(ask)]
        numbers = tuple(answer.n for answer in sealed if answer.form.value != "skipped")
        key = f"{session.flow}-{asks[0]}-revealed"
        return scene.become(session).add(Say(to=None, key=key, seen=Seen.SHARED, quotes=numbers))

    return then


def setting(name: str, value: str | None = None) -> Action:
    """Return an action that changes a setting of the one who acted, to ``value`` or to what was pressed."""

    def then(scene: Scene) -> Scene:
        chosen = value if value is not None else getattr(scene.event, "option", "")
        return scene.add(Set(to=scene.by, name=name, value=chosen))

    return then
