"""What giving and receiving an appreciation share wherever it is done: its parts, its delivery, its place in the jar.

Noticing what somebody did, what it shows of them and what it made possible is other-praising (Algoe and others,
2016), which binds where praise of what one got does not; the receiver is helped as well, because it only works where
it can be taken in. Source: programme.md, "Step 4"; evidence.md, B5.
"""

from __future__ import annotations

from datetime import datetime

from flows.engine.actions import keep_record, put_together
from flows.engine.effects import Line, Say
from flows.engine.events import Chose
from flows.engine.script import EACH, Ask, Scene, Words, one_of
from flows.engine.session import Answer, Form, Partner, Seen, Session

PRIVATE, SHARED = Seen.PRIVATE, Seen.SHARED
PARTS = ("did", "shows", "let")
"""The parts of an appreciation in the order in which they are read."""
MOST_CHARS = 600
JAR = "jar"


def parts(session: Session, by: Partner) -> tuple[int, ...]:
    """Return the numbers of the answers that make up what ``by`` is writing, in reading order."""
    return session.written(by, *PARTS)


def seal(scene: Scene) -> Scene:
    """Put the parts together as one answer that is on its way, private still; the author has seen and sent it."""
    return put_together(scene, "letter", parts(scene.session, scene.by))


def on_its_way(session: Session, by: Partner) -> list[Answer]:
    """Return the appreciations of ``by`` that have not arrived yet, oldest first."""
    return [a for a in session.answers if a.ask == "letter" and a.by is by and a.seen is PRIVATE]


def waiting_for(session: Session, partner: Partner) -> Answer | None:
    """Return the oldest appreciation that is on its way to ``partner``, None if there is none."""
    return next(iter(on_its_way(session, partner.other)), None)


def waits(scene: Scene) -> bool:
    return waiting_for(scene.session, scene.by) is not None


def open_next(scene: Scene, to: Partner) -> Scene:
    """Open the oldest appreciation on its way to ``to``, and put it into the jar; it is not read out yet."""
    whole = waiting_for(scene.session, to)
    assert whole is not None  # the row's guard has seen it
    session = scene.session.shared(whole.n)
    facts = {"by": str(whole.by), "at": scene.now.isoformat()}
    lines = (Line(key="jar-entry", at=scene.now),)
    return keep_record(scene.become(session), JAR, facts, lines=lines, quotes=(whole.n,), adds=True)


def deliver(scene: Scene) -> Scene:
    """Read the oldest appreciation out to the one it is for."""
    whole = waiting_for(scene.session, scene.by)
    assert whole is not None  # the row's guard has seen it
    opened = open_next(scene, scene.by)
    key = f"{scene.session.flow}-letter"
    return opened.add(Say(to=scene.by, key=key, seen=SHARED, quotes=(whole.n,)))


def pass_on(scene: Scene) -> Scene:
    """Tell the author that it was taken in, thanked for or kept; in the group they see the press itself."""
    event = scene.event
    if not isinstance(event, Chose) or event.aloud:
        return scene
    return scene.add(Say(to=scene.by.other, key=f"{scene.session.flow}-take-{event.option}"))


def question_for(session: Session, partner: Partner) -> Answer | None:
    """Return the oldest question of the other that ``partner`` has neither answered nor passed by."""
    last = session.count(f"answered_{partner}")
    questions = (a for a in session.answers if a.ask == "question" and a.by is partner.other and a.n > last)
    return next((a for a in questions if a.given and a.amends is None and a.form is not Form.SKIPPED), None)


def is_asked(scene: Scene) -> bool:
    return question_for(scene.session, scene.by) is not None


def question_quoted(session: Session, partner: Partner) -> tuple[int, ...]:
    question = question_for(session, partner)
    return (question.n,) if question else ()


def done_with_question(scene: Scene) -> Scene:
    question = question_for(scene.session, scene.by)
    assert question is not None  # it is what the ask quotes
    return scene.become(scene.session.remember(**{f"answered_{scene.by}": question.n}))


def given_at(session: Session, partner: Partner) -> datetime | None:
    """Return when the last appreciation of ``partner`` arrived (aware UTC), None if none ever did."""
    entries = session.known.get(JAR, {}).get("all", [])
    return max((datetime.fromisoformat(one["at"]) for one in entries if one["by"] == partner), default=None)


def asks(notice: int | None = None, receive: int | None = None, *, quiet: bool = False) -> tuple[Ask, ...]:
    """Return the asks of giving and receiving, with the parts of the flow that they belong to.

    ``quiet``: nobody is reminded of what they have begun. Of something to take in nobody is, anywhere.
    """
    did = Words(max_chars=MOST_CHARS, example=True, photo=True, hints="blame", extra=("leave_it",))
    more = Words(max_chars=MOST_CHARS, example=True, skip=True, hints="blame")
    question = Words(max_chars=MOST_CHARS, example=True, skip=True, hints="blame")
    answer = Words(max_chars=MOST_CHARS, skip=True, hints="blame")
    preview, take = one_of("send", "rewrite", "keep"), one_of("thanks", "ask", "keep")
    return (
        Ask("did", of=EACH, seen=PRIVATE, expects=did, part=notice, quiet=quiet),
        Ask("shows", of=EACH, seen=PRIVATE, expects=more, part=notice, quiet=quiet),
        Ask("let", of=EACH, seen=PRIVATE, expects=more, part=notice, quiet=quiet),
        Ask(
            "preview",
            of=EACH,
            seen=PRIVATE,
            expects=preview,
            part=notice,
            passing=True,
            quiet=quiet,
            quotes=parts,
        ),
        Ask("take", of=EACH, seen=SHARED, expects=take, part=receive, quiet=True),
        Ask("question", of=EACH, seen=SHARED, expects=question, part=receive, quiet=quiet),
        Ask("answer", of=EACH, seen=SHARED, expects=answer, part=receive, quiet=quiet, quotes=question_quoted),
    )
