"""Second thoughts: changing, withdrawing and editing an answer, and offering an edited one to the partner."""

from __future__ import annotations

from flows.engine.answering import check_words
from flows.engine.effects import Forget, Keep, Say
from flows.engine.events import Amended, Edited, Reopened, Withdrew
from flows.engine.frozen import replace
from flows.engine.moving import Outcome, outcome
from flows.engine.prompt import prompt
from flows.engine.refusal import Reason, Refused
from flows.engine.script import EACH, Ask, Flow, Scene, Words
from flows.engine.session import Answer, Form, Partner, Seen, Session, may_see


def reopened(flow: Flow, scene: Scene, event: Reopened) -> Outcome:
    """Ask again; the old answer stands until there is a new one."""
    answer = _own(flow, scene.session, event.by, event.n)
    return _ask_again(flow, scene, answer, answer.n)


def withdrew(flow: Flow, scene: Scene, event: Withdrew) -> Outcome:
    """Take a sealed answer back and ask again; the talk waits for a new one."""
    answer = _own(flow, scene.session, event.by, event.n)
    if answer.seen is not Seen.SEALED:
        raise Refused(Reason.UNKNOWN)
    gone = scene.become(scene.session.drop(answer.n)).add(Forget(n=answer.n))
    return _ask_again(flow, gone, answer, None)


def _ask_again(flow: Flow, scene: Scene, answer: Answer, n: int | None) -> Outcome:
    before, by = scene.session, scene.by
    position, turn = before.at(by), before.turn + 1
    session = before if position.draft is None else before.lay_aside(position.draft)
    session = replace(session, turn=turn).move(
        by,
        turn=turn,
        again=answer.ask,
        again_n=n,
        draft=None,
        hint=None,
        ticked=answer.chosen if n else (),
        hinted=False,
    )
    return outcome(flow, before, scene.become(session))


def _own(flow: Flow, session: Session, by: Partner, n: int) -> Answer:
    """Return answer ``n`` if its author may still change it unseen.

    Raises:
        Refused: there is none of theirs, the partner has seen it, or it is no answer that can be asked again.
    """
    answer, place = session.numbered(n), session.at(by)
    if answer is None or answer.by is not by:
        raise Refused(Reason.STALE)  # one reason for both: whoever asks for each number must not learn who has answered
    if place.again and place.again_n is None:
        raise Refused(Reason.STALE)  # what was taken back comes first: the talk cannot go on without it
    if may_see(by.other, answer):
        raise Refused(Reason.SEEN)
    if _waits_in(flow, session, answer):
        raise Refused(Reason.SENT)
    ask = flow.by_name.get(answer.ask)
    if not isinstance(ask, Ask) or ask.of is not EACH or ask.final or not answer.given:
        raise Refused(Reason.UNKNOWN)
    if ask.changed_at and place.state not in ask.changed_at:
        raise Refused(Reason.STALE)
    latest = session.given(answer.ask, by)
    if latest is None or n not in (latest.n, *latest.parts):
        raise Refused(Reason.STALE)
    return answer


def _waits_in(flow: Flow, session: Session, answer: Answer) -> bool:
    """Say whether the author has sent it as part of a whole: it stays as they saw it then (P1)."""
    n = answer.n
    return any(n in one.parts and one.given and one.ask not in flow.goes_on for one in session.answers)


def changeable(flow: Flow, session: Session, by: Partner, n: int) -> bool:
    """Say whether ``by`` may still change answer ``n`` unseen."""
    try:
        _own(flow, session, by, n)
    except Refused:
        return False
    return session.ended is None


def edited(flow: Flow, scene: Scene, event: Edited) -> Outcome:
    """Take the new words; what the partner has seen changes for them only if the author then sends it."""
    session = scene.session
    answer = session.numbered(event.n)
    if answer is None or answer.by is not event.by or answer.form is not Form.WORDS:
        raise Refused(Reason.UNKNOWN)  # what was put together from notes stands in no message of its own
    if _holds(flow, session, answer):
        return _as_agreed(flow, session, scene)
    if not event.aloud:
        check_words(_asked_for(flow, session, answer), event)
    if event.n in _previewed(flow, session, event.by):
        return _edit_previewed(flow, scene, event)
    keep = Keep(n=event.n, by=event.by, words=event.words)
    if event.aloud:
        return outcome(flow, session, scene.add(keep))
    if not may_see(event.by.other, answer):
        if _waits_in(flow, session, answer):
            raise Refused(Reason.SENT)
        return outcome(flow, session, scene.add(keep, Say(to=event.by, key="engine-edited")))
    if session.ended is not None or not flow.pair:
        raise Refused(Reason.SEEN)  # whoever wrote alone may by now be together with somebody else (P1)
    return _offer(flow, scene, event, answer)


def _holds(flow: Flow, session: Session, answer: Answer) -> bool:
    """Say whether the two have agreed on what was answered there: only both can change that."""
    ask = flow.by_name.get(answer.ask)
    return isinstance(ask, Ask) and ask.holds is not None and ask.holds(session, answer)


def _as_agreed(flow: Flow, before: Session, scene: Scene) -> Outcome:
    """Tell the author that their new words change nothing.

    Raises:
        Refused: the talk is over, so there may be nobody any more to agree on others with.
    """
    if before.ended is not None:
        raise Refused(Reason.SEEN)
    return outcome(flow, before, scene.add(Say(to=scene.by, key=f"{flow.name}-holds")))


def _asked_for(flow: Flow, session: Session, answer: Answer) -> Words:
    """Return which words an answer, or a whole that it is in, is made of; anything will do where nothing was asked."""
    wholes = (one for one in session.answers if answer.n in one.parts)
    asks = (flow.by_name.get(one.ask) for one in (answer, *wholes))
    return next((ask.expects for ask in asks if isinstance(ask, Ask) and isinstance(ask.expects, Words)), Words())


def _previewed(flow: Flow, session: Session, by: Partner) -> set[int]:
    """Return the answers whose words ``by`` is looking at before the partner may see them."""
    shown = prompt(flow, session, by)
    quoted = [answer for n in (shown.quotes if shown else ()) if (answer := session.numbered(n))]
    return {n for answer in quoted if not may_see(by.other, answer) for n in (answer.n, *answer.parts)}


def _edit_previewed(flow: Flow, scene: Scene, event: Edited) -> Outcome:
    """Take the new words and show the preview again: nothing is sent that was not seen so."""
    before, turn = scene.session, scene.session.turn + 1
    session = replace(before, turn=turn).move(event.by, turn=turn, hint=None)
    return outcome(flow, before, scene.become(session).add(Keep(n=event.n, by=event.by, words=event.words)))


def _offer(flow: Flow, scene: Scene, event: Edited, answer: Answer) -> Outcome:
    """Ask its author whether to send the new version, which takes the place of one that was not sent."""
    older = [one for one in scene.session.answers if one.amends == answer.n and not one.given]
    for one in older:
        scene = scene.become(scene.session.drop(one.n)).add(Forget(n=one.n))
    n = scene.session.next_number()
    offered = replace(answer, n=n, given=False, seen=Seen.SHARED, parts=(), form=Form.WORDS, amends=answer.n)
    session = scene.session.put(offered).remember(answers=n)
    offer = Say(to=event.by, key="engine-amend", quotes=(n,), offers=n)
    kept = scene.become(session).add(Keep(n=n, by=event.by, words=event.words), offer)
    return outcome(flow, scene.session, kept)


def amended(flow: Flow, scene: Scene, event: Amended) -> Outcome:
    """Send the edited version, or leave it."""
    answer = scene.session.numbered(event.n)
    if answer is None or answer.by is not event.by or answer.given or answer.amends is None or not flow.pair:
        raise Refused(Reason.STALE)
    gone = scene.become(scene.session.drop(event.n)).add(Forget(n=event.n))
    if not event.send:
        return outcome(flow, scene.session, gone)
    if _holds(flow, scene.session, answer):
        return _as_agreed(flow, scene.session, gone)
    session = scene.session.put(replace(answer, given=True))
    said = Say(to=event.by.other, key="engine-amended", seen=Seen.SHARED, quotes=(event.n,))
    return outcome(flow, scene.session, scene.become(session).add(said))
