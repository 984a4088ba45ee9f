"""Deliberate faults: each makes the bot break one rule, by a patch that only tests make. A checker has to catch it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

import pytest
import structlog

import bot.delivery
import bot.due
import bot.erasing
import bot.exporting
import bot.groups
import bot.intake
import bot.reception
import bot.reports
import bot.turns
import flows.agreement
import flows.boundary_draft
import flows.nudging
from bot import commands, nudging
from bot.delivery import Scene
from bot.desk import Desk
from bot.incoming import Incoming, Pressed, Typed
from bot.intake import Intake
from bot.letters import Address, private, send, tell
from bot.press import ToSession
from bot.screen import Sheet, plain
from bot.shelf import from_json
from bot.store import Store
from bot.store.updates import Updates
from bot.store.values import Person, StoredSession
from bot.texts import Texts
from bot.turns import Turn, apply, begin, break_off
from bot.vault import Damaged, DataKey
from bot.wire import call as telegram_call
from flows.agreement import Agreement, Wish
from flows.engine.effects import Report, Show
from flows.engine.events import Chose, Event
from flows.engine.frozen import replace
from flows.engine.session import Partner, Seen

Patch = pytest.MonkeyPatch


def _beside(desk: Desk, person: Person) -> Person | None:
    """Return somebody's partner."""
    return next((one for one in desk.cast_for(person).people.values() if one.id != person.id), None)


def _after_typing(faulty: Patch, does: Callable[[Desk, Typed, Person], None]) -> None:
    """Let something happen after each text that somebody types in their private chat."""
    right = bot.reception._typed

    def wrong(desk: Desk, what: Typed) -> None:
        right(desk, what)
        person = desk.tx.people.by_telegram(what.sender.id)
        if person is not None and what.place.private and not what.text.startswith("/"):
            does(desk, what, person)

    faulty.setattr(bot.reception, "_typed", wrong)


def _after_choosing(faulty: Patch, option: str, does: Callable[[Desk, StoredSession, Partner], None]) -> None:
    """Let something happen after each press on an option."""
    right = bot.reception._pressed_in_session

    def wrong(desk: Desk, what: Pressed, person: Person, to: ToSession) -> None:
        right(desk, what, person, to)
        stored = desk.tx.sessions.get(to.session_id)
        if to.action == option and stored is not None:
            does(desk, stored, to.partner)

    faulty.setattr(bot.reception, "_pressed_in_session", wrong)


def _both_by_one(faulty: Patch, option: str) -> None:
    """Let a press of one count for both."""

    def does(desk: Desk, stored: StoredSession, by: Partner) -> None:
        other = from_json(stored.body).at(by.other)
        apply(desk, stored, Chose(by=by.other, turn=other.turn, option=option))

    _after_choosing(faulty, option, does)


# -- privacy


def tells_the_partner_what_is_typed(faulty: Patch) -> None:
    def does(desk: Desk, what: Typed, person: Person) -> None:
        partner = _beside(desk, person)
        if partner is not None:
            send(desk, private(partner), Sheet(html=plain(what.text)))

    _after_typing(faulty, does)


def sends_before_the_look(faulty: Patch) -> None:
    """What is for the partner leaves at once, without preview and Send."""

    def does(desk: Desk, what: Typed, person: Person) -> None:
        cast = desk.cast_for(person)
        talk = desk.talk(cast.couple) if cast.couple else None
        me = cast.part_of(person)
        if talk is not None and me is not None and from_json(talk.body).at(me).draft is not None:
            place = from_json(talk.body).at(me)
            apply(desk, talk, Chose(by=me, turn=place.turn, option="send"))

    _after_typing(faulty, does)


def opens_what_is_sealed(faulty: Patch) -> None:
    def does(desk: Desk, what: Typed, person: Person) -> None:
        partner, cast = _beside(desk, person), desk.cast_for(person)
        talk = desk.talk(cast.couple) if cast.couple else None
        last = from_json(talk.body).answers[-1:] if talk else ()
        if partner is not None and last and last[0].seen is Seen.SEALED and not last[0].opened:
            send(desk, private(partner), Sheet(html=plain(what.text)))

    _after_typing(faulty, does)


def says_that_somebody_has_answered(faulty: Patch) -> None:
    def does(desk: Desk, what: Typed, person: Person) -> None:
        partner = _beside(desk, person)
        if partner is not None:
            send(desk, private(partner), Sheet(html=plain(f"{person.name} has answered.")))

    _after_typing(faulty, does)


def opens_to_one_alone(faulty: Patch) -> None:
    """Only one of the two sees what both have answered; the other's message keeps its buttons."""
    right = bot.delivery._say_to

    def wrong(scene: Scene, effect: Any, to: Partner | None) -> None:
        if not (effect.key.endswith("-revealed") and to is Partner.A):
            right(scene, effect, to)

    faulty.setattr(bot.delivery, "_say_to", wrong)
    faulty.setattr(bot.delivery, "opened", lambda *given: None)


def overlooks_who_comes(faulty: Patch) -> None:
    faulty.setattr(bot.groups, "changed", lambda desk, chat: None)


def sends_to_a_stranger(faulty: Patch) -> None:
    """A copy of all that is for one of a couple goes to whoever wrote to the bot last."""
    last: list[int] = []
    receive, right = bot.reception.receive, send

    def received(desk: Desk, incoming: Incoming) -> None:
        sender = getattr(incoming.what, "sender", None)
        person = desk.tx.people.by_telegram(sender.id) if sender else None
        if sender is not None and (person is None or desk.tx.couples.of(person.id) is None):
            last[:] = [sender.id]
        receive(desk, incoming)

    def sends(desk: Desk, to: Address, sheet: Sheet, **more: Any) -> None:
        right(desk, to, sheet, **more)
        if last and last[0] != to.chat:
            right(desk, Address(chat=last[0]), Sheet(html=sheet.html))

    faulty.setattr("bot.app.receive", received)
    faulty.setattr(bot.delivery, "send", sends)


def logs_what_is_typed(faulty: Patch) -> None:
    _after_typing(faulty, lambda desk, what, person: structlog.get_logger().info("typed", text=what.text))


def seals_nothing(faulty: Patch) -> None:
    right = DataKey.open

    def opens(self: DataKey, blob: bytes, place: str) -> str:
        try:
            return right(self, blob, place)
        except Damaged:
            return blob.decode()

    faulty.setattr(DataKey, "seal", lambda self, text, place: text.encode())
    faulty.setattr(DataKey, "open", opens)


def puts_words_into_buttons(faulty: Patch) -> None:
    right = bot.screen.Key

    def wrong(text: str, data: str) -> Any:
        own = data.rpartition(".")[2].partition(":")[0] == "n"
        return right(text=text, data=f"s1.a1.{text}"[:40] if own else data)

    faulty.setattr("bot.delivery.Key", wrong)


def remembers_safety_answers(faulty: Patch) -> None:
    right = bot.reception._pressed_in_session

    def wrong(desk: Desk, what: Pressed, person: Person, to: ToSession) -> None:
        right(desk, what, person, to)
        if ":" in to.action:
            desk.tx.meta.set(f"safety {person.id}", to.action)

    faulty.setattr(bot.reception, "_pressed_in_session", wrong)


def copies_what_is_the_partners(faulty: Patch) -> None:
    """A copy takes in whatever was typed by either of the two."""
    right = bot.exporting._written

    def wrong(desk: Desk, person: Person, messages: Any) -> Any:
        partner = _beside(desk, person)
        yield from right(desk, person, messages)
        if partner is not None:
            yield from right(desk, partner, [])

    faulty.setattr(bot.exporting, "_written", wrong)


def copies_too_little(faulty: Patch) -> None:
    faulty.setattr(bot.exporting, "_written", lambda desk, person, messages: iter(()))
    faulty.setattr(bot.exporting, "_shown", lambda messages: iter(()))


def loses_an_answer(faulty: Patch) -> None:
    """What was typed is taken, and thanked for, and not kept."""
    faulty.setattr(bot.turns, "_keep", lambda turn, effect: None)


def erases_only_the_name(faulty: Patch) -> None:
    faulty.setattr(bot.erasing, "_forget", lambda desk, person: desk.tx.people.rename(person.id, "…"))


# -- consent


def begins_by_one_yes(faulty: Patch) -> None:
    _both_by_one(faulty, "ready")


def never_lets_an_offer_lapse(faulty: Patch) -> None:
    right = bot.due._woke

    def wrong(desk: Desk, stored: StoredSession, timer: Any) -> None:
        if timer.name != "week":
            right(desk, stored, timer)

    faulty.setattr(bot.due, "_woke", wrong)


def goes_on_by_one_yes(faulty: Patch) -> None:
    _both_by_one(faulty, "go_on")


def pauses_for_one_alone(faulty: Patch) -> None:
    right = bot.delivery.show

    def wrong(desk: Desk, stored: StoredSession, session: Any, effect: Show) -> None:
        if not (stored.flow == "programme" and session.at(effect.to).state == "paused" and effect.to is Partner.B):
            right(desk, stored, session, effect)

    faulty.setattr(bot.delivery, "show", wrong)


def does_not_pause(faulty: Patch) -> None:
    faulty.setitem(commands.PRESSES, "pause", lambda desk, person: None)


def lets_the_looser_answer_count(faulty: Patch) -> None:
    faulty.setattr(flows.boundary_draft, "LEVELS", flows.agreement.LEVELS[::-1])


def loosens_after_the_signature(faulty: Patch) -> None:
    def looser(line: str, one: Any, other: Any) -> Any:
        return min(one, other, key=lambda value: flows.agreement.care(line, value))

    faulty.setattr(flows.agreement, "more_careful", looser)


def loosens_by_one_wish(faulty: Patch) -> None:
    def wrong(self: Agreement, by: Partner, line: str, value: Any, now: datetime) -> Agreement:
        own = {partner: {**levels, line: value} for partner, levels in self.own.items()}
        return replace(self, own=own, changes=self._and_now(line, value, now))

    faulty.setattr(Agreement, "wish", wrong)


def tells_of_a_wish(faulty: Patch) -> None:
    faulty.setattr(Agreement, "wish_of", lambda self, by, line, now: self.wishes[by].get(line) or Wish("welcome", now))


def delivers_an_apology_at_once(faulty: Patch) -> None:
    def does(desk: Desk, stored: StoredSession, by: Partner) -> None:
        fresh = desk.tx.sessions.get(stored.id)
        session = from_json(fresh.body) if fresh else None
        if fresh is not None and session is not None and session.at(by.other).state == "receive":
            apply(desk, fresh, Chose(by=by.other, turn=session.at(by.other).turn, option="ready"))

    _after_choosing(faulty, "send", does)
    _after_choosing(faulty, "go_on", does)
    _after_choosing(faulty, "not_now", lambda desk, stored, by: does(desk, stored, by.other))


def tells_of_a_letter(faulty: Patch) -> None:
    def does(desk: Desk, stored: StoredSession, by: Partner) -> None:
        cast = desk.cast(stored)
        if stored.flow == "patience":
            send(desk, private(cast.people[by.other]), Sheet(html=f"{cast.people[by].name} has written a letter."))

    _after_choosing(faulty, "keep", does)


# -- safety


def rests_at_once_after_a_worry(faulty: Patch) -> None:
    def does(desk: Desk, stored: StoredSession, by: Partner) -> None:
        person = desk.cast(stored).people[by]
        partner = _beside(desk, person)
        if partner is not None:
            send(desk, private(partner), Sheet(html=plain(desk.house.texts.text("en", "programme-resting", {}))))

    _after_choosing(faulty, "afraid:yes", does)


def keeps_safety_for_the_menu(faulty: Patch) -> None:
    faulty.setitem(commands.COMMANDS, "safety", lambda desk, person: None)


def keeps_help_for_the_menu(faulty: Patch) -> None:
    faulty.setitem(commands.COMMANDS, "help", lambda desk, person: None)


# -- durability


def confirms_before_it_commits(faulty: Patch) -> None:
    right = Intake._take

    async def wrong(self: Intake, updates: list[dict[str, Any]]) -> None:
        if updates:
            offset = max(one["update_id"] for one in updates) + 1
            await telegram_call(self._bot, "getUpdates", {"timeout": 0, "limit": 1, "offset": offset})
        await right(self, updates)

    faulty.setattr(Intake, "_take", wrong)


def takes_everything_for_new(faulty: Patch) -> None:
    right = Updates.first_time

    def wrong(self: Updates, update_id: int, at: datetime) -> bool:
        right(self, update_id, at)
        return True

    faulty.setattr(Updates, "first_time", wrong)


def loses_what_was_sent(faulty: Patch) -> None:
    right = bot.delivery._say_to

    def wrong(scene: Scene, effect: Any, to: Partner | None) -> None:
        if not effect.key.endswith("-carried"):
            right(scene, effect, to)

    faulty.setattr(bot.delivery, "_say_to", wrong)


def says_everything_twice(faulty: Patch) -> None:
    def wrong(*given: Any, **more: Any) -> None:
        send(*given, **more)
        send(*given, **more)

    faulty.setattr(bot.delivery, "send", wrong)


def loses_answers_at_the_upgrade(faulty: Patch) -> None:
    right = Store.upgrade

    def wrong(self: Store, now: datetime) -> Any:
        found = right(self, now)
        with self._engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM answer")
        return found

    faulty.setattr(Store, "upgrade", wrong)


# -- nudges


def knows_no_night(faulty: Patch) -> None:
    right = nudging._wishes
    faulty.setattr(nudging, "_wishes", lambda person: _awake(right(person)))


def _awake(wishes: flows.nudging.Wishes) -> flows.nudging.Wishes:
    return replace(wishes, plan=replace(wishes.plan, quiet=None))


def nudges_twice(faulty: Patch) -> None:
    right = nudging._send

    @wraps(right)
    def twice(*given: Any) -> None:
        right(*given)
        right(*given)

    faulty.setattr(nudging, "_send", twice)


def never_stops(faulty: Patch) -> None:
    faulty.setattr(flows.nudging, "MOST", 99)
    faulty.setattr(nudging, "Waiting", lambda **given: flows.nudging.Waiting(**{**given, "most": 99}))


def opens_nothing(faulty: Patch) -> None:
    faulty.setitem(commands.PRESSES, "continue", lambda desk, person: tell(desk, person, "engine-wait"))


def tells_what_it_is_about(faulty: Patch) -> None:
    faulty.setattr(nudging, "plain", lambda text: f"{text} Sam")


# -- flow


def leads_nowhere(faulty: Patch) -> None:
    faulty.setattr(commands, "show_open", lambda desk, person: True)


def forgets_to_ask(faulty: Patch) -> None:
    """After the rules of a talk no question comes any more."""
    right = bot.delivery.show

    def wrong(desk: Desk, stored: StoredSession, session: Any, effect: Show) -> None:
        if stored.flow != "open_communication" or session.at(effect.to).state == "rules":
            right(desk, stored, session, effect)

    faulty.setattr(bot.delivery, "show", wrong)


def takes_stale_presses(faulty: Patch) -> None:
    right = bot.reception._event

    def wrong(to: ToSession, *, aloud: bool) -> Event:
        return right(replace(to, number=newest[0]) if newest and to.kind == "s" else to, aloud=aloud)

    newest: list[int] = []
    pressed = bot.reception._pressed_in_session

    def presses(desk: Desk, what: Pressed, person: Person, to: ToSession) -> None:
        stored = desk.tx.sessions.get(to.session_id)
        newest[:] = [from_json(stored.body).at(to.partner).turn] if stored else []
        pressed(desk, what, person, to)

    faulty.setattr(bot.reception, "_event", wrong)
    faulty.setattr(bot.reception, "_pressed_in_session", presses)


def takes_anothers_presses(faulty: Patch) -> None:
    right = bot.reception._pressed_in_session

    def wrong(desk: Desk, what: Pressed, person: Person, to: ToSession) -> None:
        stored = desk.tx.sessions.get(to.session_id)
        owner = desk.cast(stored).people.get(to.partner) if stored else None
        right(desk, what, owner or person, to)

    faulty.setattr(bot.reception, "_pressed_in_session", wrong)


def refuses_in_silence(faulty: Patch) -> None:
    faulty.setattr(bot.reception, "_toast", lambda desk, sender, person, reason: "")


def begins_anew_after_a_pause(faulty: Patch) -> None:
    def wrong(turn: Turn, _: Report) -> None:
        assert turn.cast.couple is not None
        talk = turn.desk.talk(turn.cast.couple)
        if talk is not None:
            break_off(turn.desk, talk)
            begin(turn.desk, talk.flow, couple_id=turn.cast.couple.id)

    faulty.setitem(bot.reports.REPORTS, "go_on", wrong)


def says_a_key(faulty: Patch) -> None:
    right = Texts.text

    def wrong(self: Texts, language: str, key: str, arguments: Any) -> str:
        return key if key == "engine-wait" else right(self, language, key, arguments)

    faulty.setattr(Texts, "text", wrong)
    faulty.setattr(Texts, "bare", lambda *_: None)


def knows_one_language(faulty: Patch) -> None:
    right = Texts.text

    def wrong(self: Texts, language: str, key: str, arguments: Any) -> str:
        return right(self, "en" if key.startswith("open_communication-") else language, key, arguments)

    faulty.setattr(Texts, "text", wrong)
    faulty.setattr(Texts, "bare", lambda *_: None)
