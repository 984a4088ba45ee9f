"""What conversations report to the world outside them, and what the world then does."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from bot import carrying, handover, new_account, pairing, safety
from bot.desk import Desk
from bot.letters import Address, delete_many, send
from bot.screen import Sheet, plain
from bot.shelf import from_json
from bot.store.values import Couple, Person, StoredSession
from bot.turns import Turn, begin, break_off, call, show_again
from flows.engine.effects import Report
from flows.engine.refusal import Refused
from flows.engine.session import Partner
from flows.programme import STEPS, next_step, running


def _consented(turn: Turn, effect: Report) -> None:
    turn.desk.tx.people.consent(turn.cast.people[effect.by].id, turn.desk.now)


def _declined(turn: Turn, effect: Report) -> None:
    """Say goodbye, and keep nothing, in the chat neither: the goodbye lies under no key of the person's."""
    person = turn.cast.people[effect.by]
    reader = turn.desk.reader(turn.cast, effect.by)
    shown = turn.desk.tx.shown.recent(person.telegram_id, turn.desk.now - safety.DELETABLE)
    help_waits = safety.waits(turn.desk, person)
    turn.desk.tx.people.forget(person.id)
    turn.desk.erased = True
    nobody = Address(chat=person.telegram_id)
    delete_many(turn.desk, nobody, sorted((one.message_id or 0 for one in shown), reverse=True))
    send(turn.desk, nobody, Sheet(html=plain(reader.text("bot-declined"))))
    if help_waits:
        safety.show_stranger(turn.desk, person.telegram_id, reader)


def _safety(turn: Turn, effect: Report) -> None:
    """Show where help is, and let nobody follow an invitation of this person's any more (S1): nobody is told."""
    person = turn.cast.people[effect.by]
    pairing.close_links(turn.desk, person)
    handover.withdraw_quietly(turn.desk, person)
    safety.show(turn.desk, person)


def _invite(turn: Turn, effect: Report) -> None:
    pairing.invite(turn.desk, turn.cast.people[effect.by])


def _join(turn: Turn, effect: Report) -> None:
    couple = pairing.join(turn.desk, turn.cast.people[effect.by], turn.session)
    if couple is not None:
        begin(turn.desk, "programme", couple_id=couple.id, memory=_earlier(turn, couple))


def _earlier(turn: Turn, couple: Couple) -> dict[str, int | str]:
    """Return where these two were when they parted, if they had come to anything together."""
    earlier = turn.desk.tx.couples.last_of(*couple.members.values())
    if earlier is None or not carrying.is_anything_kept(turn.desk, earlier):
        return {}
    return {"earlier": earlier.id, "earlier_step": carrying.step_of(turn.desk, earlier)}


def _bring_back(turn: Turn, _: Report) -> None:
    """Give the two what they kept together before, since both wished it."""
    assert turn.cast.couple is not None  # only a programme reports it
    carrying.carry(turn.desk, turn.session.count("earlier"), turn.cast.couple.id)


def _new_account(turn: Turn, effect: Report) -> None:
    new_account.ask(turn.desk, turn.cast.people[effect.by], turn.session)


def _decline(turn: Turn, effect: Report) -> None:
    """Let nobody join this person either. Whoever invited goes on seeing an open invitation until it runs out."""
    pairing.close_links(turn.desk, turn.cast.people[effect.by])


def _begin(turn: Turn, _: Report) -> None:
    desk, couple, step = turn.desk, turn.cast.couple, next_step(turn.session)
    assert couple is not None  # only a programme reports it
    talk = desk.talk(couple)
    if talk is not None and talk.flow == step:
        return
    before = next((one for one in desk.aside(couple) if one.flow == step), None)
    fresh = begin(desk, step, couple_id=couple.id)
    if before is not None:
        carrying.hand_on(desk, fresh, before)


def _go_on(turn: Turn, _: Report) -> None:
    """Show both what is asked in the open talk; it is as lively from now on as if something had been said in it."""
    assert turn.cast.couple is not None
    talk = turn.desk.talk(turn.cast.couple)
    if talk is None:
        return
    talk = turn.desk.tx.sessions.save(talk, talk.body, turn.desk.now)
    for partner in turn.cast.people:
        show_again(turn.desk, talk, partner)


def _hand_on(turn: Turn, _: Report) -> None:
    """Let the open talk have what was added to the one of before, where the two do the same step again."""
    assert turn.cast.couple is not None
    talk = turn.desk.talk(turn.cast.couple)
    if talk is not None and talk.flow == turn.stored.flow:
        carrying.hand_on(turn.desk, talk, turn.stored)


def _to_programme(turn: Turn, effect: Report) -> None:
    """Pass on what one partner asked for in a talk, or which step would fit after it.

    Where the programme rests already, nothing is left to do.
    """
    assert turn.cast.couple is not None
    programme = turn.desk.programme(turn.cast.couple)
    if programme and running(from_json(programme.body)):
        call(turn.desk, programme, effect.name, effect.by)


def _safety_questions(turn: Turn, _: Report) -> None:
    """Ask each of the two alone, in a conversation of their own."""
    for person in turn.cast.people.values():
        stored = _safety_of(turn.desk, person) or begin(turn.desk, "safety", person=person, seed=0)  # it draws nothing
        call(turn.desk, stored, "due", Partner.A)


def _safety_over(turn: Turn, _: Report) -> None:
    for person in turn.cast.people.values():
        stored = _safety_of(turn.desk, person)
        if stored:
            call(turn.desk, stored, "couple_over", Partner.A)


def _safety_of(desk: Desk, person: Person) -> StoredSession | None:
    return next((one for one in desk.tx.sessions.open_of(person.id, None) if one.flow == "safety"), None)


def _safety_done(turn: Turn, effect: Report) -> None:
    """Tell the programme, where that means something: it learns the same whatever was answered (P5)."""
    person = turn.cast.people[effect.by]
    cast = turn.desk.cast_for(person)
    programme, partner = turn.desk.programme(cast.couple) if cast.couple else None, cast.part_of(person)
    if programme and partner:
        with suppress(Refused):
            call(turn.desk, programme, "safety_done", partner)


def _step_done(turn: Turn, _: Report) -> None:
    """Lead the programme on; what stood aside of an earlier time of the same step is over now."""
    couple = turn.cast.couple
    assert couple is not None
    for earlier in turn.desk.aside(couple):
        if earlier.flow == turn.stored.flow and earlier.id != turn.stored.id:
            for partner in turn.cast.people:
                with suppress(Refused):
                    call(turn.desk, earlier, "signed_anew", partner)
            break_off(turn.desk, turn.desk.tx.sessions.get(earlier.id) or earlier)
    programme = turn.desk.programme(couple)
    if programme:
        call(turn.desk, programme, "step_done", Partner.A)


REPORTS: dict[str, Callable[[Turn, Report], None]] = {
    "consented": _consented,
    "declined": _declined,
    "safety": _safety,
    "invite": _invite,
    "join": _join,
    "decline": _decline,
    "bring_back": _bring_back,
    "new_account": _new_account,
    "begin": _begin,
    "go_on": _go_on,
    "hand_on": _hand_on,
    "step_done": _step_done,
    "safety_questions": _safety_questions,
    "safety_done": _safety_done,
    "safety_over": _safety_over,
    "not_today": _to_programme,
    "time_out": _to_programme,
    **dict.fromkeys(STEPS, _to_programme),
}
"""What the world does, by the name of the report."""
