"""What happens to a press: an option, a tick, a question weighed and forgotten, a preview sent or kept."""

from __future__ import annotations

from datetime import datetime

from flows.engine import worksheet
from flows.engine.answering import draft, give, given_again
from flows.engine.effects import Close, Forget, Say, Show
from flows.engine.events import Chose, Ticked
from flows.engine.frozen import replace
from flows.engine.moving import Outcome, fire, outcome
from flows.engine.prompt import asked, moments, notes, ways_beside
from flows.engine.refusal import Reason, Refused
from flows.engine.script import (
    CLEAR,
    WORRIED,
    Ask,
    Choice,
    Flow,
    Meet,
    Options,
    Palette,
    Pick,
    Questions,
    Scale,
    Scene,
    Ticks,
    When,
    Words,
)
from flows.engine.session import Answer, Form, Seen, Session


def chose(flow: Flow, scene: Scene, event: Chose) -> Outcome:
    session = scene.session
    position, ask = session.at(event.by), asked(flow, session, event.by)
    if event.turn != position.turn:
        raise Refused(Reason.STALE)
    if ask is None:
        return _exit(flow, scene, event)
    if position.draft is not None:
        return _preview_pressed(flow, scene, event, ask)
    if event.option == "leave" and position.again_n is not None:
        return given_again(flow, session, scene, _left(scene, ask))
    match ask.expects:
        case Words() as words:
            return _word_button(flow, scene, event, ask, words)
        case Options() as options if event.option in options.open_to(session, event.by):
            return _chosen(flow, scene, event, ask, event.option)
        case Scale(low, high) if event.option in {str(n) for n in range(low, high + 1)}:
            return _chosen(flow, scene, event, ask, "rated")
        case Palette() as palette:
            return _palette_done(flow, scene, event, ask, palette)
        case Ticks() as ticks:
            return _worksheet_done(flow, scene, event, ask, ticks)
        case Choice() as choice if event.option in choice.offer(session, event.by):
            return _chosen(flow, scene, event, ask, "picked")
        case Pick() as pick if event.option in (position.found or pick.offer(session)):
            return _chosen(flow, scene, event, ask, "picked")
        case When() as when if event.option in moments(when, session, event.by):
            if datetime.fromisoformat(event.option) <= scene.now:
                raise Refused(Reason.PAST)
            return _chosen(flow, scene, event, ask, "picked")
        case When() as when if event.option in when.extra:
            return _beside(flow, scene, event, ask)
        case Questions() as questions:
            return _weighed(flow, scene, event, ask, questions)
        case _:
            raise Refused(Reason.UNKNOWN)


def _exit(flow: Flow, scene: Scene, event: Chose) -> Outcome:
    """Leave a meeting point alone, where its row allows it."""
    position = scene.session.at(event.by)
    state = flow.state(position.state)
    if not isinstance(state, Meet) or event.option not in state.exits:
        raise Refused(Reason.NOT_YOURS)
    close = Close(to=event.by, turn=position.turn, ask=position.state, chosen=event.option)
    return outcome(flow, scene.session, fire(flow, scene, event.option), close)


def _left(scene: Scene, ask: Ask) -> Close:
    position = scene.session.at(scene.by)
    return Close(to=scene.by, turn=position.turn, ask=ask.name, answer=position.again_n)


def _chosen(flow: Flow, scene: Scene, event: Chose, ask: Ask, trigger: str) -> Outcome:
    session, position = scene.session, scene.session.at(event.by)
    if ask.carries and not event.aloud:
        scene = scene.add(Say(to=event.by.other, key=f"{flow.name}-{ask.name}-{event.option}"))
    if ask.passing:
        close = Close(to=event.by, turn=position.turn, ask=ask.name, chosen=event.option)
        return outcome(flow, session, fire(flow, scene, trigger), close)
    number = int(event.option) if isinstance(ask.expects, Scale) else None
    answer = Answer(
        n=position.again_n or session.next_number(),
        ask=ask.name,
        by=event.by,
        seen=ask.seen,
        form=Form.CHOICE,
        chosen=(event.option,),
        number=number,
    )
    return give(flow, scene, ask, answer, trigger, carry=False)


def ticked(flow: Flow, scene: Scene, event: Ticked) -> Outcome:
    """Tick or untick one item; the turn stays, so that quick presses all count."""
    session = scene.session
    position, ask = session.at(event.by), asked(flow, session, event.by)
    if event.turn != position.turn:
        raise Refused(Reason.STALE)
    if ask is None:
        raise Refused(Reason.NOT_YOURS)
    match ask.expects:
        case Palette() as palette:
            changed = session.move(event.by, ticked=_toggled(palette, session, event))
        case Ticks() as ticks:
            changed = worksheet.ticked(ticks, session, event.by, event.item)
        case _:
            raise Refused(Reason.UNKNOWN)
    return outcome(flow, session, scene.become(changed).add(Show(to=event.by, redraw=True)))


def _toggled(palette: Palette, session: Session, event: Ticked) -> tuple[str, ...]:
    items = palette.offer(session, event.by)
    if event.item not in items:
        raise Refused(Reason.UNKNOWN)
    now_ticked = set(session.at(event.by).ticked) ^ {event.item}
    if len(now_ticked) > palette.at_most:
        raise Refused(Reason.TOO_MANY)
    return tuple(item for item in items if item in now_ticked)


def _worksheet_done(flow: Flow, scene: Scene, event: Chose, ask: Ask, ticks: Ticks) -> Outcome:
    if event.option != "done":
        raise Refused(Reason.UNKNOWN)
    session, position = scene.session, scene.session.at(event.by)
    answer = Answer(
        n=position.again_n or session.next_number(),
        ask=ask.name,
        by=event.by,
        seen=ask.seen,
        form=Form.CHOICE,
        chosen=worksheet.filled_in(ticks, session, event.by),
    )
    return give(flow, scene, ask, answer, "ticked", carry=False)


def _palette_done(flow: Flow, scene: Scene, event: Chose, ask: Ask, palette: Palette) -> Outcome:
    if event.option == "skip" and palette.skip:
        return _skipped(flow, scene, ask)
    if event.option != "done":
        raise Refused(Reason.UNKNOWN)
    position, items = scene.session.at(event.by), palette.offer(scene.session, event.by)
    chosen = tuple(item for item in position.ticked if item in items)
    if len(chosen) < palette.at_least:
        raise Refused(Reason.TOO_FEW)
    n = position.again_n or scene.session.next_number()
    answer = Answer(n=n, ask=ask.name, by=event.by, seen=ask.seen, form=Form.CHOICE, chosen=chosen)
    carry = ask.seen is Seen.SHARED and not event.aloud
    return give(flow, scene, ask, answer, "ticked", carry=carry)


def _skipped(flow: Flow, scene: Scene, ask: Ask) -> Outcome:
    n = scene.session.at(scene.by).again_n or scene.session.next_number()
    answer = Answer(n=n, ask=ask.name, by=scene.by, seen=ask.seen, form=Form.SKIPPED)
    return give(flow, scene.add(Forget(n=n)), ask, answer, "skip", carry=False)


def _weighed(flow: Flow, scene: Scene, event: Chose, ask: Ask, questions: Questions) -> Outcome:
    """Weigh one answer and forget it (P5): the session is the same until the last one, or, if framed, until the end."""
    if questions.framed and event.option in _FRAME:
        return _beside_answers(flow, scene, event, ask, questions)
    name, _, answer = event.option.partition(":")
    if name not in questions.calm or answer not in ("yes", "no", "rather_not"):
        raise Refused(Reason.UNKNOWN)
    names = tuple(questions.calm)
    calm = answer == questions.calm[name]
    if calm and name != names[-1]:
        return _turned_to(flow, scene, names[names.index(name) + 1])
    if questions.framed:
        return _turned_to(flow, scene, CLEAR if calm else WORRIED)
    close = Close(to=event.by, turn=scene.session.at(event.by).turn, ask=ask.name)
    nameless = replace(scene, event=None)
    return outcome(flow, scene.session, fire(flow, nameless, CLEAR if calm else WORRIED), close)


_FRAME = ("go_on", "skip", "done")


def _beside_answers(flow: Flow, scene: Scene, event: Chose, ask: Ask, questions: Questions) -> Outcome:
    """Begin or skip the questions, which changes nothing, or end them: which is the same whatever was answered."""
    if event.option == "done":
        close = Close(to=event.by, turn=event.turn, ask=ask.name)
        return outcome(flow, scene.session, fire(flow, scene, "done"), close)
    return _turned_to(flow, scene, WORRIED if event.option == "skip" else next(iter(questions.calm)))


def _turned_to(flow: Flow, scene: Scene, page: str) -> Outcome:
    return outcome(flow, scene.session, scene.add(Show(to=scene.by, redraw=True, question=page)))


def _word_button(flow: Flow, scene: Scene, event: Chose, ask: Ask, words: Words) -> Outcome:
    match event.option:
        case "example" if words.example:
            shown = scene.add(Say(to=event.by, key=f"{flow.name}-{ask.name}-example"))
            return outcome(flow, scene.session, shown)
        case "skip" if words.skip:
            return _skipped(flow, scene, ask)
        case "notes" if own := notes(scene.session, event.by, ask):
            n = scene.session.next_number()
            answer = Answer(n=n, ask=ask.name, by=event.by, seen=ask.seen, form=Form.NOTES, parts=own)
            return draft(flow, scene, answer)
        case option if option in ways_beside(scene.session, event.by, words):
            return _beside(flow, scene, event, ask)
        case _:
            raise Refused(Reason.UNKNOWN)


def _beside(flow: Flow, scene: Scene, event: Chose, ask: Ask) -> Outcome:
    """Take an option that stands beside what is asked for; it is no answer."""
    close = Close(to=event.by, turn=event.turn, ask=ask.name, chosen=event.option)
    return outcome(flow, scene.session, fire(flow, scene, event.option), close)


def _preview_pressed(flow: Flow, scene: Scene, event: Chose, ask: Ask) -> Outcome:
    session, position = scene.session, scene.session.at(event.by)
    answer = session.numbered(position.draft or 0)
    if answer is None:
        raise Refused(Reason.STALE)
    match event.option:
        case "send":
            return _sent(flow, scene, ask, answer)
        case "rewrite":
            typed = [one.n for one in session.typed_for(answer)]
            gone = scene.become(session.drop(answer.n, *typed)).add(*(Forget(n=n) for n in typed))
            return _asked_anew(flow, session, gone, kept=False)
        case "keep":
            return _asked_anew(flow, session, scene.become(session.lay_aside(answer.n)), kept=True)
        case _:
            raise Refused(Reason.UNKNOWN)


def _sent(flow: Flow, scene: Scene, ask: Ask, answer: Answer) -> Outcome:
    """Share the draft; this press is its author's own, and that of every note in it (P1)."""
    before, session = scene.session, scene.session.shared(answer.n).move(answer.by, draft=None, hint=None)
    given = replace(answer, given=True)
    return give(flow, scene.become(session), ask, given, "said", carry=True, before=before)


def _asked_anew(flow: Flow, before: Session, scene: Scene, *, kept: bool) -> Outcome:
    """Show the question again; the hint has been given once and is not given again."""
    by, turn = scene.by, before.turn + 1
    session = replace(scene.session, turn=turn).move(by, turn=turn, draft=None, hint=None)
    close = Close(to=by, turn=before.at(by).turn, ask=before.at(by).state, kept=kept)
    return outcome(flow, before, scene.become(session), close)
