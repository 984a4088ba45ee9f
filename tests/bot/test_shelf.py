"""A session as text says all that there is to it, whoever wrote it."""

from __future__ import annotations

from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec import json

from bot.shelf import FLOWS, found_in, from_json, to_json
from flows.engine.frozen import replace
from flows.engine.script import End, Flow, SameName
from flows.engine.session import Answer, Form, Partner, Position, Seen, Session

SESSIONS = json.Decoder(Session)
FLOW = FLOWS["open_communication"]
PLACE = Position(state="camera", turn=1, entered=1)
EARLIER = (
    r"""{"flow":"open_communication","version":3,"seed":12345,"members":["a","b"],"positions":{"a":{"sta"""
    r'''te":"camera","turn":4,"entered":3},"b":{"state":"feeling","turn":5,"entered":2,"ticked":["x:1","'''
    r'''ü"],"found":["p"],"focus":"f","draft":2,"hint":"always","hinted":true,"again":"camera","again_n"'''
    r""":1}},"speaker":"b","turn":5,"memory":{"answers":2,"inviter":"x\"\\ü🔒"},"ended":"done","aside":tr"""
    r"""ue,"answers":[{"n":1,"ask":"camera","by":"a","seen":"sealed","form":"words"},{"n":2,"ask":"feeli"""
    r"""ng","by":"b","seen":"shared","form":"choice","given":false,"opened":true,"chosen":["sad","2026-0"""
    r"""3-02T09:00:00+00:00"],"number":7,"parts":[1],"amends":1}]}"""
)
"""What stood in the database before sessions were written as they are now: the fields were in another order."""
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
    body = to_json(session)

    for what, by in steps:
        if what == "read":  # as another process finds it
            session = SESSIONS.decode(body)
        session = changed(session, what, by)
        body = to_json(replace(session, known={"line": {"code": 1}}), instead_of=body)
        assert from_json(body) == SESSIONS.decode(body) == session


def test_D4_what_an_earlier_version_left_reads_as_it_was() -> None:
    answers = (
        Answer(n=1, ask="camera", by=Partner.A, seen=Seen.SEALED, form=Form.WORDS),
        Answer(
            n=2,
            ask="feeling",
            by=Partner.B,
            seen=Seen.SHARED,
            form=Form.CHOICE,
            given=False,
            opened=True,
            chosen=("sad", "2026-03-02T09:00:00+00:00"),
            number=7,
            parts=(1,),
            amends=1,
        ),
    )
    there = Position(
        state="feeling",
        turn=5,
        entered=2,
        ticked=("x:1", "ü"),
        found=("p",),
        focus="f",
        draft=2,
        hint="always",
        hinted=True,
        again="camera",
        again_n=1,
    )

    assert SESSIONS.decode(EARLIER) == Session(
        flow="open_communication",
        version=3,
        seed=12345,
        members=(Partner.A, Partner.B),
        positions={Partner.A: Position(state="camera", turn=4, entered=3), Partner.B: there},
        speaker=Partner.B,
        turn=5,
        answers=answers,
        memory={"answers": 2, "inviter": 'x"\\ü🔒'},
        ended="done",
        aside=True,
    )


def module(name: str, *flows: Flow) -> ModuleType:
    made = ModuleType(name)
    for flow in flows:
        made.__dict__["FLOW"] = flow
    return made


def test_two_conversations_with_one_name_are_refused_at_the_start() -> None:
    tea = Flow(name="tea", states=(End("over"),), moves=())

    assert found_in([module("flows.tea", tea), module("flows.cups")]) == {"tea": tea}
    with pytest.raises(SameName, match=r'^flows\.tea and flows\.copied: both have name="tea"; choose another$'):
        found_in([module("flows.tea", tea), module("flows.copied", replace(tea, version=2))])
