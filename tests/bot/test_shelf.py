"""A session as text is written partly from the text before it, and says the same as if it were written anew."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some
from pydantic import TypeAdapter

from bot.shelf import FLOWS, from_json, to_json
from flows.engine.session import Answer, Form, Partner, Position, Seen, Session

SESSIONS: TypeAdapter[Session] = TypeAdapter(Session)
FLOW = FLOWS["open_communication"]
PLACE = Position(state="camera", turn=1, entered=1)
DOUBTFUL = ('x,"answers":[{}]}', "]}", '"', "\\", "ü🔒")

answers = some.builds(
    Answer,
    n=some.integers(1, 30),
    ask=some.sampled_from(["camera", "feeling", *DOUBTFUL]),
    by=some.sampled_from(Partner),
    seen=some.sampled_from(Seen),
    form=some.just(Form.WORDS),
    opened=some.booleans(),
)
changes = some.one_of(
    some.tuples(some.just("add"), answers),
    some.tuples(some.just("change"), some.integers(0, 9)),
    some.tuples(some.just("drop"), some.integers(0, 9)),
    some.tuples(some.just("remember"), some.sampled_from(DOUBTFUL)),
    some.tuples(some.just("forget"), some.none()),
    some.tuples(some.just("read"), some.none()),
    some.tuples(some.just("end"), some.none()),
)


def changed(session: Session, what: str, by: object) -> Session:
    kept = session.answers
    match what, by:
        case "add", Answer() as one:
            return replace(session, answers=(*kept, one))
        case "change", int(n) if n < len(kept):
            other = replace(kept[n], opened=not kept[n].opened)
            return replace(session, answers=(*kept[:n], other, *kept[n + 1 :]))
        case "drop", int(n):
            return replace(session, answers=(*kept[:n], *kept[n + 1 :]))
        case "remember", str(words):
            return session.remember(inviter=words)
        case "forget", _:
            return replace(session, memory={})
        case "end", _:
            return replace(session, ended="done")
        case _:
            return session


@given(steps=some.lists(changes, max_size=25))
def test_D4_a_session_reads_the_same_however_its_text_came_to_be(steps: list[tuple[str, object]]) -> None:
    positions = dict.fromkeys(Partner, PLACE)
    session = Session(flow=FLOW.name, version=FLOW.version, seed=1, members=tuple(Partner), positions=positions)
    body = SESSIONS.dump_json(session, exclude={"known"}, exclude_defaults=True).decode()
    session = from_json(body)

    for what, by in steps:
        if what == "read":  # as another process finds it, or an earlier version has left it
            body = SESSIONS.dump_json(session, exclude={"known"}, exclude_defaults=True).decode()
            session = from_json(body)
        session = changed(session, what, by)
        body = to_json(session, instead_of=body)
        assert SESSIONS.validate_json(body) == session
