"""What happens to words: a draft, a preview, given, carried to the partner; then the rows decide where to."""

from __future__ import annotations

from flows.engine.effects import Close, Keep, Say
from flows.engine.events import Edited, Said
from flows.engine.frozen import replace
from flows.engine.moving import Outcome, fire, outcome, settle
from flows.engine.prompt import asked
from flows.engine.refusal import Reason, Refused
from flows.engine.script import Ask, Flow, Pick, Scene, When, Words
from flows.engine.session import Answer, Form, Partner, Seen, Session

MOST_PARTS = 100
"""Of so many messages one draft, or page, can be made."""
MOST_ASIDE = 500
"""So many drafts somebody can keep in one conversation: each of its turns has all of them to carry."""


def said(flow: Flow, scene: Scene, event: Said) -> Outcome:
    ask = asked(flow, scene.session, event.by)
    if event.held or ask is None:
        page = page_of(flow, scene.session, event.by, event.onto)
        return _aside(flow, scene, event) if page is None else _added(flow, scene, event, page)
    if event.turn != scene.session.at(event.by).turn:
        raise Refused(Reason.STALE)
    if event.aloud and ask.seen is not Seen.SHARED:
        raise Refused(Reason.TALK)
    match ask.expects:
        case Words() as words:
            check_words(words, event)
            return _words(flow, scene, event, ask, words)
        case Pick() as pick:
            return _looked_up(flow, scene, event, pick.find(event.words.text), Reason.NOT_FOUND)
        case When():
            return _looked_up(flow, scene, event, _to_come(scene, event), Reason.NO_MOMENT)
        case _:
            raise Refused(Reason.PRESS_ONE)


def check_words(words: Words, event: Said | Edited) -> None:
    """Look whether what came is what is asked for.

    Raises:
        Refused: it is empty, too long, or spoken or shown where that is not wanted.
    """
    if event.words.voice is not None:
        if not words.voice:
            raise Refused(Reason.NO_VOICE)
        return
    if event.words.photo is not None:
        if not words.photo:
            raise Refused(Reason.WRONG_MEDIA)
    elif not event.words.text.strip():
        raise Refused(Reason.EMPTY)
    if len(event.words.text) > words.max_chars:
        raise Refused(Reason.TOO_LONG)


def _aside(flow: Flow, scene: Scene, event: Said) -> Outcome:
    """Keep what the one without the floor typed privately, for their own turn."""
    session = scene.session
    if event.aloud:
        raise Refused(Reason.TALK)
    if not event.held and not isinstance(flow.state(session.at(event.by).state), Ask):
        raise Refused(Reason.NO_QUESTION)
    if sum(answer.by is event.by and answer.ask in ("aside", "draft") for answer in session.answers) >= MOST_ASIDE:
        raise Refused(Reason.NO_QUESTION)
    check_words(Words(), event)
    n = session.next_number()
    answer = Answer(n=n, ask="draft" if event.held else "aside", by=event.by, seen=Seen.PRIVATE, form=_form(event))
    kept = scene.become(session.put(answer).remember(answers=n))
    key = "engine-unasked" if not _takes_notes(flow) else "engine-held" if event.held else "engine-floor"
    told = kept.add(Keep(n=n, by=event.by, words=event.words), Say(to=event.by, key=key))
    return outcome(flow, session, told)


def _takes_notes(flow: Flow) -> bool:
    """Say whether words for the partner are asked for anywhere, which can be put together from what was kept."""
    asks = (state for state in flow.states if isinstance(state, Ask) and state.seen is Seen.SHARED)
    return any(isinstance(ask.expects, Words) for ask in asks)


def page_of(flow: Flow, session: Session, by: Partner, onto: int | None) -> Answer | None:
    """Return the private answer that its author goes on with, None if there is none."""
    for answer in reversed(session.answers):
        mine = answer.by is by and answer.seen is Seen.PRIVATE and answer.ask in flow.goes_on
        if mine and onto in (answer.n, *answer.parts):
            return answer
    return None


def _added(flow: Flow, scene: Scene, event: Said, page: Answer) -> Outcome:
    """Put what its author goes on with together with a private answer."""
    if event.aloud:
        raise Refused(Reason.TALK)
    check_words(Words(), event)
    session, whole = _joined(scene.session, page, page, event)
    keep = Keep(n=whole.parts[-1], by=event.by, words=event.words)
    told = scene.become(session.put(whole)).add(keep, Say(to=event.by, key="engine-added"))
    return outcome(flow, scene.session, told)


def _joined(session: Session, first: Answer, part: Answer, event: Said) -> tuple[Session, Answer]:
    """Return what an answer and what came after it are together; ``part`` is what ``first`` is within that.

    Raises:
        Refused: it is made of too much already.
    """
    if len(first.parts) >= MOST_PARTS:
        raise Refused(Reason.TOO_LONG)
    n = session.next_number()
    more = Answer(n=n, ask="aside", by=event.by, seen=Seen.PRIVATE, form=_form(event), given=first.given)
    if first.parts:
        whole = replace(first, parts=(*first.parts, n))
    else:
        session = session.put(part)
        whole = replace(first, n=n + 1, form=Form.NOTES, parts=(first.n, n))
    return session.put(more).remember(answers=max(n, whole.n)), whole


def _form(event: Said) -> Form:
    if event.words.voice is not None:
        return Form.VOICE
    return Form.WORDS if event.words.photo is None else Form.PHOTO


def _words(flow: Flow, scene: Scene, event: Said, ask: Ask, words: Words) -> Outcome:
    before = scene.session
    kept = event.aloud and before.at(event.by).draft is not None
    if kept:
        scene = scene.become(_without_draft(before, event.by))
    session, position = scene.session, scene.session.at(event.by)
    first = session.numbered(position.draft or 0)
    if first is not None and not words.name:
        return _more(flow, scene, event, first, words)
    n = position.draft or position.again_n or session.next_number()
    answer = Answer(n=n, ask=ask.name, by=event.by, seen=ask.seen, form=_form(event))
    scene = scene.add(Keep(n=n, by=event.by, words=event.words))
    if event.hint and ask.seen is not Seen.SHARED and not position.again:
        scene = scene.add(Say(to=event.by, key="engine-hint", hint=event.hint))
    if ask.seen is not Seen.SHARED or event.aloud:
        return give(flow, scene, ask, answer, "said", carry=False, before=before, kept=kept)
    hint = event.hint if not position.hinted else None
    return draft(flow, scene, answer, hint=hint)


def _more(flow: Flow, scene: Scene, event: Said, first: Answer, words: Words) -> Outcome:
    """Add to the draft what came while its author was looking at it: many people write in several messages."""
    if event.before + len(event.words.text) > words.max_chars:
        raise Refused(Reason.TOO_LONG)
    session, whole = _joined(scene.session, first, replace(first, ask="aside", seen=Seen.PRIVATE), event)
    scene = scene.become(session).add(Keep(n=whole.parts[-1], by=event.by, words=event.words))
    position = session.at(event.by)
    return draft(flow, scene, whole, hint=position.hint if position.hinted else event.hint)


def _without_draft(session: Session, by: Partner) -> Session:
    """Return the session with the draft laid aside: its author said something else aloud."""
    return session.lay_aside(session.at(by).draft or 0).move(by, draft=None, hint=None)


def draft(flow: Flow, scene: Scene, answer: Answer, *, hint: str | None = None) -> Outcome:
    """Show the author exactly what the partner will see, before anything leaves."""
    before, by = scene.session, scene.by
    position, turn = before.at(by), before.turn + 1
    session = replace(before, turn=turn).put(replace(answer, given=False))
    session = session.remember(answers=max(answer.n, before.count("answers")))
    hinted = position.hinted or hint is not None
    session = session.move(by, turn=turn, draft=answer.n, hint=hint, hinted=hinted)
    if position.draft is None:
        return outcome(flow, before, scene.become(session))
    old = Close(to=by, turn=position.turn, ask=position.state, veiled=True)  # the new preview has all of it
    return outcome(flow, before, scene.become(session), old)


def give(
    flow: Flow,
    scene: Scene,
    ask: Ask,
    answer: Answer,
    trigger: str,
    *,
    carry: bool,
    before: Session | None = None,
    kept: bool = False,
) -> Outcome:
    """Take the answer as given, tell the partner if it is for them, and move on.

    ``kept``: what the prompt showed is not this answer, and stays with its author.
    """
    before = before or scene.session
    session = scene.session.put(answer).remember(answers=max(answer.n, scene.session.count("answers")))
    scene = scene.become(session)
    if carry:
        key = f"{flow.name}-{ask.name}-carried"
        said_it = Say(to=answer.by.other, key=key, seen=Seen.SHARED, quotes=(answer.n,))
        scene = scene.add(said_it)
    close = Close(
        to=scene.by, turn=before.at(scene.by).turn, ask=ask.name, answer=None if kept else answer.n, kept=kept
    )
    if session.at(scene.by).again:
        return given_again(flow, before, scene, close)
    return outcome(flow, before, fire(flow, scene, trigger), close)


def given_again(flow: Flow, before: Session, scene: Scene, close: Close) -> Outcome:
    """Go back to where the author was before changing an earlier answer."""
    turn = scene.session.turn + 1
    session = replace(scene.session, turn=turn).move(
        scene.by, turn=turn, again=None, again_n=None, ticked=(), focus="", draft=None, hint=None, hinted=False
    )
    return outcome(flow, before, settle(flow, scene.become(session)), close)


def _to_come(scene: Scene, event: Said) -> tuple[str, ...]:
    """Return the moments that somebody may have meant.

    Raises:
        Refused: they are all past.
    """
    moments = tuple(moment.isoformat() for moment in event.moments if moment > scene.now)
    if event.moments and not moments:
        raise Refused(Reason.PAST)
    return moments


def _looked_up(flow: Flow, scene: Scene, event: Said, found: tuple[str, ...], nothing: Reason) -> Outcome:
    if not found:
        raise Refused(nothing)
    turn = scene.session.turn + 1
    session = replace(scene.session, turn=turn).move(event.by, turn=turn, found=found)
    return outcome(flow, scene.session, scene.become(session))
