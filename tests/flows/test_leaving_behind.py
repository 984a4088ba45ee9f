"""What is left of a conversation when one of the two is erased from it."""

from __future__ import annotations

from flows.engine.session import Answer, Form, Partner, Position, Seen, Session

A, B = Partner.A, Partner.B
MINE = Answer(n=1, ask="feelings", by=A, seen=Seen.PRIVATE, form=Form.CHOICE, chosen=("sad",))
THEIRS = Answer(n=2, ask="feelings", by=B, seen=Seen.PRIVATE, form=Form.CHOICE, chosen=("numb",), parts=(7,))
PLACE = Position(state="speak", turn=3, entered=2, ticked=("numb",), draft=4, hint="you never", hinted=True)


def test_without_one_of_them_only_the_others_choices_drafts_and_hints_are_left() -> None:
    session = Session(
        flow="open_communication",
        version=1,
        seed=1,
        members=(A, B),
        positions={A: PLACE, B: PLACE},
        answers=(MINE, THEIRS),
    )

    rest = session.without(B)

    assert rest.answers == (MINE, Answer(n=2, ask="feelings", by=B, seen=Seen.PRIVATE, form=Form.SKIPPED))
    assert rest.positions == {A: PLACE, B: Position(state="speak", turn=3, entered=2)}
