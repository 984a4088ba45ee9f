"""A worksheet in the copy that somebody gets: its own text is about a page, so there it has a title."""

from __future__ import annotations

import pytest

from bot.exporting import _question, _words
from bot.shelf import FLOWS
from bot.store.account import KeptSession
from bot.texts import languages
from flows.engine.keys import both_at
from flows.engine.script import Ask, Ticks
from flows.engine.session import Answer, Form, Partner, Seen
from tests.bot.test_texts import NOW, reader

WORKSHEETS = [
    (flow, state)
    for flow in FLOWS.values()
    for state in flow.states
    if isinstance(state, Ask) and isinstance(state.expects, Ticks)
]


@pytest.mark.parametrize("language", languages())
def test_every_worksheet_can_be_named_in_a_copy(language: str) -> None:
    assert WORKSHEETS
    for flow, ask in WORKSHEETS:
        answer = Answer(n=1, ask=ask.name, by=Partner.A, seen=Seen.PRIVATE, form=Form.CHOICE)

        assert _question(reader(language), both_at(flow, ask.name), answer)


def test_what_was_put_together_for_an_agreement_reads_as_what_was_ticked() -> None:
    session = both_at(FLOWS["boundaries"], "look")
    ticks = Answer(
        n=1, ask="worksheet", by=Partner.A, seen=Seen.PRIVATE, form=Form.CHOICE, chosen=("guests:no", "same_bed:ask")
    )
    whole = Answer(n=2, ask="own", by=Partner.A, seen=Seen.PRIVATE, form=Form.NOTES, parts=(1,))
    stored = KeptSession(id=1, flow="boundaries", person_id=None, couple_id=1, created_at=NOW, body="")

    said = _words(reader("en"), stored, session.put(ticks).put(whole), whole, {})
    assert said == "Guests at home: no\nThe same bed: ask me"
