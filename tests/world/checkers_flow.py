"""F1 to F4: no dead end, no effect of a stale press, every stop can be gone on from, and no text is missing."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime, timedelta
from functools import cache, lru_cache

from bot.rehearsal import Message
from bot.shelf import FLOWS
from bot.texts import Texts, languages
from flows.engine.script import Ask
from flows.engine.session import Partner
from tests import databases
from tests.bot.walk import UNLIKE, named, texts
from tests.world.buttons import read
from tests.world.checker import Checker
from tests.world.checkers_consent import READY, STEPS, OfCouples, offered, step_of
from tests.world.checkers_durable import ON_ITS_WAY
from tests.world.checkers_nudges import is_nudge
from tests.world.record import Called, Machine, Pressed, Shown, Typed, mark_of
from tests.world.wording import NOTHING_KEPT, first_questions, is_button, keys, says, says_one

REST = ("programme-resting", "bot-resting", "programme-away", "programme-paused_met", "programme-back_met")
OVER = ("bot-erased", "bot-left", "programme-ended", "programme-ended_together", "bot-new_account-gone", "bot-declined")
LONGEST = timedelta(days=8)
"""So long both may wait at most, as for what a week brings."""
BAR = ["m.pause", "m.time_out", "m.safety", "m.menu"]


def is_joint(message: Message) -> bool:
    """Tell whether a message has the row of buttons that questions of two have."""
    return any([button.data for button in row] == BAR for row in message.buttons)


def asks(message: Message) -> bool:
    """Tell whether a message asks for something: it has buttons that answer it, or a mark, above the last row."""
    answering = any((button.data or "")[:1] in ("s", "t") for row in message.buttons for button in row)
    bars = any([button.data for button in row] in (BAR, BAR[2:]) for row in message.buttons)
    return bars and (answering or bool(mark_of(message.text)))


class F1(OfCouples):
    """Of two who are at a talk one is asked something, now or before long; the menu leads to what is open."""

    rule = "F1"

    def begins(self) -> None:
        self.stands: dict[int, str] = {}
        """Couples who rest, or are not together any more, by the sentence that said so last."""
        self.wanted: Pressed | Typed | None = None
        self.led = False

    def acted(self, event: Typed | Pressed) -> None:
        if self.ways.orderly:
            self._looks()
        menu = event.data in ("m.continue", "m.menu") if isinstance(event, Pressed) else event.text == "/menu"
        self.wanted, self.led = (event if menu and event.chat > 0 else None), False

    def shown(self, event: Shown) -> None:
        couple = self.couple(min(event.viewers, default=0))
        text = event.message.text
        standing = "" if event.edited else says_one(text, *REST, *OVER)
        if standing:
            self.stands[couple] = standing
        elif not event.edited and is_joint(event.message) and asks(event.message) and not self._beside(event.message):
            self.stands.pop(couple, None)
        if self.wanted is not None and event.chat == self.wanted.person:
            self.led = self.led or not event.edited

    def _beside(self, message: Message) -> bool:
        """Say whether it is a page of what never is the talk, and can be opened while the two rest."""
        if self.record.folder is None:
            return False
        data = (button.data or "" for row in message.buttons for button in row)
        session = next((to.session_id for to in map(read, data) if to is not None), 0)
        flows = self.record.window.rows(self.record.folder, f"SELECT flow FROM session WHERE id = {session}")
        return any(FLOWS[str(flow)].beside for (flow,) in flows)

    def ends(self) -> None:
        self._looks()

    def _looks(self) -> None:
        wanted, self.wanted = self.wanted, None
        if wanted is not None and not self.led and not self.record.down:
            self.breaks(f"{self.record.name(wanted.person)} asked where they are, and nothing led on")
        for couple in {self.couple(one) for one in self.record.people}:
            people = [one for one in self.record.people if self.couple(one) == couple]
            if len(people) > 1 and couple not in self.stands and not self.record.down:
                self._somebody_is_asked(people)

    def _somebody_is_asked(self, people: list[int]) -> None:
        if any(self.record.telegram.state.chats[one].bot == "kicked" for one in people):
            return  # what is for whoever blocks the bot comes when they are back
        shown = {message.order: message for one in people for message in self.record.screen(one) if message.sender.bot}
        joint = [message for message in shown.values() if is_joint(message)]
        last = max(joint, key=lambda message: message.order, default=None)
        if last is None:
            return
        reminders = (message for message in shown.values() if is_nudge(message) and message.order > last.order)
        asked = any(map(asks, joint)) or any(reminders)  # which lead to what is open
        if not asked and self.record.now - last.at > LONGEST:
            self.breaks(f"nobody of {self.who(people)} is asked anything; the last was {last.text[:60]!r}")


class F2(Checker):
    """Presses that are stale, forged or another's change nothing, and every press is answered."""

    rule = "F2"

    def begins(self) -> None:
        self.seats: dict[tuple[int, Partner], int] = {}
        """Whose the buttons of a conversation's seat are, as private chats have shown."""
        self.turns: dict[tuple[int, Partner], int] = {}
        self.before: tuple[Pressed, dict[str, list[databases.Row]]] | None = None
        self.waiting: dict[str, Pressed] = {}
        for person in self.record.people:
            for message in self.record.telegram.messages(person):
                self._learns(person, message)

    def acted(self, event: Typed | Pressed) -> None:
        if self.ways.orderly:
            self._looks()

    def pressed(self, event: Pressed) -> None:
        if event.update is not None:
            self.waiting[event.query] = event
        if self.ways.orderly and self.record.folder is not None and self._means_nothing(event):
            self.before = event, databases.of(self.record.folder).rows(*UNLIKE)

    def _means_nothing(self, event: Pressed) -> bool:
        to = read(event.data)
        if to is None:
            return not event.data.startswith("m.")
        seat = to.session_id, to.partner
        if self.seats.get(seat, event.person) != event.person:
            return True
        return to.kind == "s" and to.number < self.turns.get(seat, 0)

    def shown(self, event: Shown) -> None:
        if event.chat > 0 and event.message.sender.bot:
            self._learns(event.chat, event.message)
        if self.before is not None:
            others = event.viewers - {self.before[0].person}
            if others and self.ways.orderly:
                press = self.before[0]
                self.breaks(
                    f"a press of {self.record.name(press.person)} on {press.data} brought {self.who(others)} a text"
                )

    def _learns(self, person: int, message: Message) -> None:
        for data in (button.data for row in message.buttons for button in row if button.data):
            if (to := read(data)) is not None:
                seat = to.session_id, to.partner
                self.seats[seat] = person
                if to.kind in "st":
                    self.turns[seat] = max(to.number, self.turns.get(seat, 0))

    def called(self, event: Called) -> None:
        if event.call.method == "answerCallbackQuery":
            self.waiting.pop(str(event.call.params.get("callback_query_id")), None)

    def ends(self) -> None:
        self._looks()

    def _looks(self) -> None:
        if self.before is not None and self.record.folder is not None:
            (press, before), self.before = self.before, None
            now = databases.of(self.record.folder).rows(*UNLIKE)
            changed = [table for table, rows in now.items() if rows != before.get(table)]
            if changed:
                self.breaks(
                    f"a press of {self.record.name(press.person)} that means nothing, {press.data}, "
                    f"has changed {', '.join(changed)}"
                )
            toast = self.record.telegram.state.presses[press.query].toast
            if not toast:
                self.breaks(f"{self.record.name(press.person)} pressed {press.data} in vain, and was not told so")
        for press in list(self.waiting.values()):
            known = self.record.telegram.state.presses.get(press.query)
            if self.ways.orderly and not self.record.down and known is not None and not known.answered:
                del self.waiting[press.query]
                self.breaks(f"a press of {self.record.name(press.person)} on [{press.label}] was never answered")


class F3(OfCouples):
    """After a restart, a pause or a time-out each is asked what they were asked before."""

    rule = "F3"

    def begins(self) -> None:
        self.asked: dict[int, tuple[int, str]] = {}
        """What each is asked now, of a talk, in full, with the message that asks it."""
        self.before: dict[int, str] = {}
        """What each was asked when it was interrupted."""
        self.answered: dict[int, int] = {}
        """Who has answered what they are asked, by its message: until it is seen, it may have been heard or not."""
        self.newest: dict[int, Message] = {}
        """What was asked in a chat last."""
        self.over: dict[int, frozenset[str]] = defaultdict(frozenset)
        """What the buttons of questions before it carry: a call that was given up may still arrive."""
        self.pressed_at: dict[int, datetime] = {}
        """When each has pressed last, which moves both: it takes its time, and so much longer as nothing runs."""
        self.ready: dict[int, set[str]] = defaultdict(set)
        """For which steps each has said ready, since a first question came to them: it may come instead (C1)."""
        self.ran = True
        self.stopped = self.record.now
        for person in self.record.people:
            for message in self.record.telegram.messages(person):
                if message.sender.bot and _question(message.text) and asks(message):
                    self.asked[person] = message.id, message.text

    def machine(self, event: Machine) -> None:
        if event.what == "down" and self.ran:  # a start that was refused interrupts nobody
            self.before |= {one: text for one, (_, text) in self.asked.items() if not self._moves_on(one)}
        if event.what == "up" and not self.ran:
            left = event.at - self.stopped
            self.pressed_at = {one: at + left for one, at in self.pressed_at.items()}
        if event.what == "down" and self.ran:
            self.stopped = event.at
        if event.what in ("down", "up"):
            self.ran = event.what == "up"

    def typed(self, event: Typed) -> None:
        if event.text.startswith("/"):
            return
        for prompt in (event.prompt.id if event.prompt else 0, self.asked.get(event.person, (0, ""))[0]):
            if prompt:  # nobody but the bot knows which of the two it answers
                self.before.pop(event.person, None)
                self.answered[event.person] = prompt

    def pressed(self, event: Pressed) -> None:
        if event.on is not None and is_button(event.label, *READY):
            step = offered(event.on.text)
            self.ready[event.person] |= {step} if step else set(STEPS)
        if event.on is not None and not event.data.startswith("m.") and not says_one(event.on.text, *_PROGRAMME):
            self.answered[event.person], self.pressed_at[event.person] = event.message, event.at
            for one in (event.person, *self.partners(event.person)):
                self.before.pop(one, None)

    def _moves_on(self, person: int) -> bool:
        """Tell whether what somebody has done is still on its way, so that something else may be asked next."""
        if self.answered.get(person) == self.asked[person][0]:
            return True
        moved = [self.pressed_at[one] for one in (person, *self.partners(person)) if one in self.pressed_at]
        return any(self.record.now - at <= self.ways.soon for at in moved)

    def shown(self, event: Shown) -> None:
        text = event.message.text
        if event.before is not None and not asks(event.message):
            number, asked = self.asked.get(event.chat, (0, ""))
            if event.message.id == number or event.before.text == asked:  # what was sent twice is closed once
                self.asked.pop(event.chat, None)
        if event.edited or event.chat < 0:
            return
        if says_one(text, "programme-paused", "programme-time_out"):
            self.before |= {one: self.asked[one][1] for one in event.viewers if one in self.asked}
        question = _question(text)
        if not question or not asks(event.message) or self._comes_late(event.message):
            return
        before = self.before.pop(event.chat, None)
        first = says_one(text, *first_questions())
        begins = bool(first) and first_questions()[first] in self.ready.pop(event.chat, ())
        if before is not None and not begins and not _same(before, text):
            asked = _question(before)[:60]
            self.breaks(
                f"{self.record.name(event.chat)} was asked {asked!r} before the stop, and now {question[:60]!r}"
            )
        self.asked[event.chat] = event.message.id, text

    def _comes_late(self, message: Message) -> bool:
        """Tell whether this question was asked before the newest one, and is over."""
        chat, newest = message.chat, self.newest.get(message.chat)
        if newest is not None and newest.text != message.text:
            self.over[chat] |= _answers(newest)
        if _answers(message) & self.over[chat]:
            return True
        self.newest[chat] = message
        return False


def _answers(question: Message) -> frozenset[str]:
    """Return what the buttons carry that answer it."""
    carried = (button.data or "" for row in question.buttons for button in row)
    return frozenset(data for data in carried if data[:1] in ("s", "t"))


_PROGRAMME = tuple(key for key in keys() if key.startswith("programme-") and "." not in key)


@lru_cache(maxsize=1000)
def _same(before: str, now: str) -> bool:
    """Tell whether it is the same question, perhaps in another language."""
    return _question(before) == _question(now) or any(says(before, key) and says(now, key) for key in _questions())


@cache
def _questions() -> tuple[str, ...]:
    return tuple(f"{step}-{state.name}" for step in STEPS for state in FLOWS[step].states if isinstance(state, Ask))


def _question(text: str) -> str:
    """Return what is asked in a talk: the paragraph below the mark and the line that says where one is."""
    if not step_of(text):
        return ""
    first, *rest = text.split("\n\n")
    return rest[0] if rest else first


class F4(Checker):
    """Everything that is shown is a whole sentence, in the language of its reader."""

    rule = "F4"

    def begins(self) -> None:
        self.language = {one: self.record.telegram.state.people[one].language for one in self.record.people}
        self.chosen: dict[int, set[str]] = defaultdict(set)
        """What each has pressed since; the bot may not have heard of it yet, or have refused it."""
        self.set: dict[tuple[int, str], datetime] = {}
        """When each was told last that they are written to in a language from now on."""
        self.said: dict[tuple[int, str], datetime] = {}
        """When each text was shown last in a chat."""
        self.wrong: dict[int, datetime] = {}
        """When a call for each chat failed last; 0 is when the bot went down, with calls under way."""
        for person in self.record.people:
            for message in self.record.telegram.messages(person):
                if message.sender.bot:
                    self._learns(person, message.text)

    def pressed(self, event: Pressed) -> None:
        for language in languages():
            if event.label == _plain(language, f"welcome-language.{language}"):
                self.chosen[event.person].add(language)

    def called(self, event: Called) -> None:
        chat = event.call.params.get("chat_id")
        if chat is not None and (not event.call.ok or event.call.fault is not None):
            self.wrong[int(chat)] = event.at

    def machine(self, event: Machine) -> None:
        if event.what == "down":
            self.wrong[0] = event.at

    def shown(self, event: Shown) -> None:
        message = event.message
        if message.kind == "text" and not message.text.strip():
            self.breaks(f"{self.record.name(event.chat)} was shown an empty message")
        for text in (message.text, *message.labels):
            if not event.words and _TORN.search(text):
                self.breaks(f"{self.record.name(event.chat)} reads a sentence that is not whole: {text[:80]!r}")
        if event.chat > 0 and not event.edited:
            self._learns(event.chat, message.text)
            if self.ways.orderly or not self._comes_late(event):
                self._in_their_language(event)
        if event.chat > 0 and says_one(message.text, *NOTHING_KEPT):  # not even the language: Telegram's is the first
            self.language[event.chat] = self.record.telegram.state.people[event.chat].language
            self.chosen.pop(event.chat, None)

    def _comes_late(self, event: Shown) -> bool:
        """Tell whether it may be what was said before, by a request that came late or was made once more.

        Neither happens unless a call for that chat has failed lately, or the bot went down.
        """
        place, long_ago = (event.chat, event.message.text), event.at - ON_ITS_WAY
        last, self.said[place] = self.said.get(place, long_ago), event.at
        failed = max(self.wrong.get(one, long_ago) for one in (0, event.chat))
        return min(last, failed) > long_ago

    def _learns(self, person: int, text: str) -> None:
        for language in languages():
            if _plain(language, "bot-language-set") in text:
                before, last = self.language.get(person, language), self.set.get((person, language))
                if before != language and last is not None and self.record.now - last < ON_ITS_WAY:
                    self.chosen[person].add(before)  # it may be the same once more, whose call was given up
                self.language[person], self.set[person, language] = language, self.record.now

    def _in_their_language(self, event: Shown) -> None:
        mine = self.language.get(event.chat)
        if mine is None:
            mine = self.language[event.chat] = self.record.telegram.state.people[event.chat].language
        for line in event.message.text.splitlines():
            language = _only_in().get(line.strip())
            if language and language in self.chosen[event.chat]:
                self.chosen[event.chat].discard(language)
                mine = self.language[event.chat] = language
            if language and mine in languages() and language != mine:
                self.breaks(f"{self.record.name(event.chat)} reads {line[:60]!r}, which is {language}, not {mine}")

    def ends(self) -> None:
        for name, one in _missing():
            self.breaks(f"{name} is missing in {one}")


_TORN = re.compile(r"\{|\}|[\u2066-\u2069]|^[a-z_]+-[a-z_]+(\.[a-z_]+)?$")


_said = Texts.text
"""As it is before a deliberate fault is put into it."""


@cache
def _plain(language: str, key: str) -> str:
    """Return a sentence that names nothing."""
    return _said(texts(), language, key, {})


@cache
def _only_in() -> dict[str, str]:
    """Return the lines of sentences that name nothing, by their only language."""
    found: dict[str, set[str]] = {}
    for language in languages():
        for key in keys(language):
            if not named(language)[key]:
                for line in _said(texts(), language, key, {}).splitlines():
                    found.setdefault(line.strip(), set()).add(language)
    return {line: next(iter(where)) for line, where in found.items() if len(where) == 1 and len(line) > 20}


@lru_cache(maxsize=1)
def _missing() -> tuple[tuple[str, str], ...]:
    """Return the keys that a language lacks."""
    everywhere = {key for language in languages() for key in keys(language)}
    return tuple((key, language) for language in languages() for key in sorted(everywhere - set(keys(language))))


ALL = (F1, F2, F3, F4)
