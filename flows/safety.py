"""The safety questions again: for each of a couple alone, every two weeks, for both at the same time.

Whatever is answered or skipped, the conversation is afterwards the same, to the byte (P5): answers turn the pages of
one message and nothing else, and "done" is all that is ever an event. So nothing can depend on an answer either, and
that is how S1 holds: the programme rests around the questions anyhow, and goes on from a rest only when each of the two
says so, alone. What a worrying answer brings is for whoever gave it: kind words and where help is, on that message.

Source: programme.md, "Welcome"; that help is not withheld from whoever discloses nothing is the idea of universal
education (CUES, Futures Without Violence).
"""

from __future__ import annotations

from flows.engine.actions import report
from flows.engine.script import EACH, Ask, End, Flow, Hold, Move, Questions
from flows.engine.session import Seen
from flows.safety_questions import SAFETY

STATES = (
    Hold("home"),
    Ask("asked", of=EACH, seen=Seen.PRIVATE, expects=Questions(calm=SAFETY, framed=True), veiled=True, quiet=True),
    End("over"),
)

MOVES = (
    Move(at=("home", "asked"), on="due", to="asked"),
    Move(at="asked", on="done", to="home", then=(report("safety_done", last=True),)),
    Move(at=("home", "asked"), on="couple_over", to="over"),
)

FLOW = Flow(name="safety", states=STATES, moves=MOVES, pair=False, calls=("due", "couple_over"), kind="check_in")
