"""What must hold after every step of every conversation; each failure names its invariant."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING

from msgspec import json

from bot.shelf import FLOWS, to_json
from bot.texts import Texts, languages
from flows.engine.effects import Close, Forget, Keep, Print, Record, Say, Set, Show, Wake
from flows.engine.events import Chose, Edited, Event, Said, Ticked, Words
from flows.engine.frozen import replace
from flows.engine.keys import of_effect, of_prompt
from flows.engine.moving import Outcome
from flows.engine.prompt import Button, Prompt, asked, prompt
from flows.engine.refusal import Reason, Refused
from flows.engine.script import ANY, End, Flow, Hold
from flows.engine.session import Form, Partner, Position, Seen, Session, may_see
from flows.engine.step import step
from tests.flows.eyes import with_parts

if TYPE_CHECKING:
    from tests.flows.drive import Drive

MARK = "zqxwords"
"""Stands in everything that is typed or spoken, and must never be met in a session."""

_TEXTS = Texts()
SESSIONS = json.Decoder(Session)


def dumped(session: Session) -> bytes:
    return to_json(session).encode()


def reloaded(session: Session, before: Session | None = None) -> tuple[Session, bytes]:
    """Return the session as it comes back from the database, and as it lies there; every step starts from such a one.

    ``before`` is the one that the step started from.
    """
    body = dumped(session)
    again = SESSIONS.decode(body)
    assert again == replace(session, known={})
    assert all(type(partner) is Partner for partner in again.positions)
    assert all(type(place) is Position for place in again.positions.values())
    assert all((type(a.by), type(a.seen), type(a.form)) == (Partner, Seen, Form) for a in again.answers)
    old = {id(answer) for answer in before.answers} if before else set()  # those came from memory themselves
    new = {answer.n for answer in session.answers if id(answer) not in old}
    assert _spelt(again, new) == _spelt(session, new), "one that comes from memory is no other"
    assert MARK.encode() not in body, "P4: words in a session"
    return replace(again, known=session.known), body


def _spelt(session: Session, numbers: set[int]) -> str:
    """Return every field of a session, with its type, and of its answers those with these numbers."""
    return repr(replace(session, known={}, answers=tuple(a for a in session.answers if a.n in numbers)))


def session(drive: Drive) -> None:
    """Check the session that a step has led to, and what everybody can do now."""
    prompts = {member: prompt(drive.flow, drive.session, member) for member in drive.session.members}
    _answers_have_their_words(drive)
    _somebody_can_go_on(drive, prompts)
    _the_gate_is_shut(drive)
    for member, shown in prompts.items():
        if shown is not None:
            quotes(drive, member, shown.quotes)
            written(drive.flow, of_prompt(shown))
        if shown is not None and shown.kind != "wait":
            assert drive.screens[member].turn == shown.turn, f"F1: {member} was not shown their question"
            _every_press_counts(drive, shown)


def _answers_have_their_words(drive: Drive) -> None:
    session = drive.session
    drafts = {place.draft for place in session.positions.values()}
    drafts |= {n for draft in filter(None, map(session.numbered, filter(None, drafts))) for n in draft.parts}
    for answer in session.answers:
        if answer.form in (Form.WORDS, Form.VOICE):
            assert answer.n in drive.words, f"the words of {answer} are gone"
        if answer.form is Form.SKIPPED:
            assert answer.n not in drive.words, f"{answer} was skipped and has words"
        assert answer.given or answer.n in drafts or answer.amends, f"{answer} is nobody's draft"
    assert set(drive.words) <= {answer.n for answer in session.answers}, "words that nobody can find any more"


def _the_gate_is_shut(drive: Drive) -> None:
    """P1, P2: the engine's own gate lets nobody read more than what people did allows."""
    for answer in drive.session.answers:
        for viewer in drive.session.members:
            if may_see(viewer, answer):
                assert drive.eyes.may_read(viewer, answer.n), f"P1, P2: {viewer} could be shown {answer}"


def _somebody_can_go_on(drive: Drive, prompts: dict[Partner, Prompt | None]) -> None:
    """F1: no dead end. Whoever is asked has a way forward, or a timer or a call from outside will come."""
    flow, session = drive.flow, drive.session
    if session.ended is not None:
        assert isinstance(flow.state(session.ended), End)
        assert not drive.screens, "a prompt has outlived the conversation"
        return
    if any(shown and shown.kind != "wait" and _leads_on(shown) for shown in prompts.values()):
        return
    if any(drive.is_live(wake) and _answers_wake(flow, session, wake) for wake in drive.pending):
        return
    places = {session.at(member).state for member in session.members}
    called = any(places & set(move.sources()) and set(move.triggers()) & set(flow.calls) for move in flow.moves)
    assert all(isinstance(flow.state(place), Hold) for place in places), f"F1: nobody can go on at {places}"
    assert called, f"F1: nothing leads on from {places}"


def _leads_on(shown: Prompt) -> bool:
    return shown.words or any(button.action != "example" for button in shown.buttons)


def _answers_wake(flow: Flow, session: Session, wake: Wake) -> bool:
    return any(
        (move.at == ANY or session.at(wake.by).state in move.sources()) and wake.name in move.triggers()
        for move in flow.moves
    )


_pressed: set[bytes] = set()
"""At which sessions and moments every button was tried already: a step is pure, so nothing else can come of it."""


def _every_press_counts(drive: Drive, shown: Prompt) -> None:
    """F1: what can be pressed or typed at a live prompt is taken, or wants a little more or less."""
    allowed = {Reason.TOO_FEW, Reason.TOO_MANY, Reason.PAST}
    question = drive.screens[shown.to].question
    asked_now = prompt(drive.flow, drive.session, shown.to, question) if question else shown
    assert asked_now is not None
    here = (drive.flow.name, drive.body, drive.session.known, shown.to, question, drive.now)
    tried = blake2b(repr(here).encode(), digest_size=16).digest()
    if tried in _pressed:
        return
    for button in asked_now.buttons:
        _try(drive, _press(shown, button), allowed)
    if shown.words:
        _try(drive, Said(by=shown.to, turn=shown.turn, words=Words(text=MARK)), set())
    _pressed.add(tried)


def _press(shown: Prompt, button: Button) -> Event:
    if button.ticked is None:
        return Chose(by=shown.to, turn=shown.turn, option=button.action)
    return Ticked(by=shown.to, turn=shown.turn, item=button.action)


def _try(drive: Drive, event: Event, allowed: set[Reason]) -> None:
    try:
        step(drive.flow, drive.session, event, drive.now)
    except Refused as refusal:
        assert refusal.reason in allowed, f"F1: {event} is refused as {refusal.reason}"  # noqa: PT017  # or no refusal


def quotes(drive: Drive, viewer: Partner, numbers: tuple[int, ...]) -> None:
    """P1, P2: nobody is shown what its author has not sent, or what is sealed still."""
    for n in with_parts(drive.session, numbers):
        answer = drive.session.numbered(n)
        assert answer is not None, f"answer {n} is quoted and gone"
        assert answer.form is not Form.SKIPPED, f"{answer} is quoted and empty"
        assert drive.eyes.may_read(viewer, n), f"P1, P2: {viewer} is shown {answer}"


def written(flow: Flow, keys: Iterable[str]) -> None:
    """F4: what somebody reads in a conversation that there is has been written in every language."""
    if FLOWS.get(flow.name) is flow:
        missing = [f"{name}: {key}" for key in keys for name in languages() if not _TEXTS.has(name, key)]
        assert not missing, f"F4: {', '.join(missing)}"


def effects(drive: Drive, outcome: Outcome) -> None:
    """Check the effects of one event before they are carried out: whose they are, and who reads them."""
    for effect in outcome.effects:
        written(drive.flow, of_effect(effect))
        match effect:
            case Say(seen=Seen.SHARED):
                for member in outcome.session.members:
                    quotes(drive, member, effect.quotes)
                for n in with_parts(outcome.session, effect.quotes):
                    assert effect.to is None or not drive.eyes.is_sealed(n), "P2: opened for one of them only"
            case Record() | Print(to=None):
                assert MARK not in repr(effect), "P4: words in a record"
                for member in outcome.session.members:
                    quotes(drive, member, effect.quotes)
            case Print(to=Partner() as member):
                quotes(drive, member, effect.quotes)
            case Say(offers=int(n)):
                assert drive.eyes.author[n] is effect.to, f"somebody else is asked about answer {n}"
            case Close(answer=int(n)):
                assert drive.eyes.author[n] is effect.to, f"P1: answer {n} stays on a screen that is not its author's"
            case _:
                pass


def whispers(drive: Drive, before: Session, event: Event, outcome: Outcome) -> None:
    """P1, P2: a 🔒 or ✉️ answer makes nothing move at the partner's end, unless both go on by it."""
    partner = event.by.other
    for effect in outcome.effects:
        match effect:
            case Keep():
                assert event.by is effect.by is drive.eyes.author[effect.n], f"{effect} are words of somebody else"
                if isinstance(event, Edited) and not event.aloud and before.numbered(effect.n):
                    assert effect.n not in drive.seen[partner], "P1: seen words were changed, and not sent"
            case Forget():
                assert drive.eyes.author[effect.n] is event.by, f"{effect} are words of somebody else"
            case Set():
                assert effect.to is event.by
            case _:
                pass
    if partner in before.members and before.at(partner) == outcome.session.at(partner):
        _says_nothing(drive, before, event, outcome)


def _says_nothing(drive: Drive, before: Session, event: Event, outcome: Outcome) -> None:
    ask = asked(drive.flow, before, event.by)
    if ask is not None and ask.seen is not Seen.SHARED and isinstance(event, Said | Chose | Ticked):
        told = [e for e in outcome.effects if isinstance(e, Say | Show | Close) and e.to is not event.by]
        assert not told, f"P2: {event} reached the partner as {told}"


def sent_as_seen(drive: Drive, event: Event) -> None:
    """P1: what is sent is word for word what its author saw in the preview."""
    if not isinstance(event, Chose) or event.option not in ("send", "share"):
        return
    shown = prompt(drive.flow, drive.session, event.by)
    assert shown is not None
    now = {n: drive.words[n] for n in with_parts(drive.session, shown.quotes) if n in drive.words}
    assert drive.screens[event.by].words == now, "P1: sent words that the preview did not show"


def turns(flow: Flow, before: Session, event: Event, after: Session) -> None:
    """F2: a turn only grows, and grows whenever a prompt becomes another one, so that old presses are stale."""
    assert after.turn >= before.turn
    for member in after.members:
        old, new = before.at(member), after.at(member)
        assert old.turn <= new.turn <= after.turn
        assert new.entered <= new.turn
        if new.turn == old.turn and not isinstance(event, Ticked):
            assert replace(new, state=old.state) == old, f"F2: {member} is asked something else in the same turn"
            if new.state != old.state:  # from one place to wait at to the next: nothing is said, nothing can be pressed
                waits = prompt(flow, after, member)
                assert waits is None or (waits.kind == "wait" and not waits.buttons), f"F2: {member} is asked anew"
