"""People who act as soon as what they wait for is on their screen: they type, or press a button by its action."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter

from bench.telegram import Call, Telegram

_DATA = re.compile(rb'callback_data(?:"|%22):?(?:%3A)?(?:\+|%20|\s)*(?:"|%22)(([st][\w-]{22})\.(\w+))')
"""A button of a conversation, in a form or in JSON: the whole data, up to the turn, and the action."""
_EARLY = re.compile(rb"This.{1,3}came.{1,3}before.{1,3}my.{1,3}question")
"""What the bot says to an answer that came before it knew that its question had been shown."""
THINK = 0.3
"""Seconds from what people see to what they do; 2,000 people still do 6,000 things a second, if they can."""


@dataclass(frozen=True, slots=True)
class Act:
    """Type ``text``, or press the button ``action``, once the newest prompt has a button of ``when``.

    With no ``when`` any message will do.
    """

    text: str = ""
    action: str = ""
    when: frozenset[str] = frozenset()


def press(action: str) -> Act:
    return Act(action=action, when=frozenset({action}))


def answer(text: str) -> Act:
    """Return an answer to a question for words: those have an example, or can be skipped."""
    return Act(text=text, when=frozenset({"example", "skip"}))


def reply(text: str) -> Act:
    """Return an answer to whatever the bot has said."""
    return Act(text=text)


@dataclass(slots=True)
class Person:
    """``prompt`` and ``buttons`` are the newest message that can be acted on; ``due``: when their update came to be."""

    chat: int
    name: str
    script: tuple[Act, ...]
    step: int = 0
    fresh: bool = False
    prompt: int = 0
    buttons: dict[str, str] = field(default_factory=dict)
    due: float = 0.0

    @property
    def done(self) -> bool:
        return self.step == len(self.script)

    def ready(self) -> bool:
        """Say whether what the next act needs is there."""
        if self.done or not self.fresh:
            return False
        when = self.script[self.step].when
        return not when or not when.isdisjoint(self.buttons)


@dataclass(slots=True)
class Times:
    """Seconds from when an update was there until the first message or edit for its person, and until its toast."""

    replies: list[float] = field(default_factory=list)
    toasts: list[float] = field(default_factory=list)


class Crowd:
    """All people, behind one Telegram. ``on_ready`` is told of each person who can act."""

    def __init__(self, people: list[Person], on_ready: Callable[[Person], None]) -> None:
        self.people = people
        self.times = Times()
        self.updates = 0
        self.left = sum(not person.done for person in people)
        """How many are not through."""
        self.heard = 0.0
        """When the bot called last."""
        self.early = 0
        """How often an answer had to be sent once more."""
        self.on_ready = on_ready
        self._by_chat = {person.chat: person for person in people}
        self._presses: dict[int, float] = {}
        self.telegram = Telegram(self._called)

    def act(self, person: Person, due: float | None = None) -> None:
        """Let a person do the next thing of their script; ``due`` is when it was to happen, now if None."""
        act = person.script[person.step]
        person.step += 1
        person.fresh = False
        person.due = perf_counter() if due is None else due
        self.updates += 1
        self.left -= person.done
        if act.action:
            query = self.updates
            self._presses[query] = person.due
            self.telegram.push(_press(person, query, person.buttons[act.action]))
        else:
            self.telegram.push(_message(person, self.telegram.new_message(), act.text))

    def _called(self, call: Call) -> None:
        self.heard = perf_counter()
        if call.query:
            self.times.toasts.append(self.heard - self._presses.pop(call.query, self.heard))
        person = self._by_chat.get(call.chat)
        if person is None or not call.message:
            return
        if person.due:
            self.times.replies.append(self.heard - person.due)
            person.due = 0.0
        self._look(person, call)

    def _look(self, person: Person, call: Call) -> None:
        """See the message as the person does: a prompt, or the end of one."""
        buttons = {action.decode(): data.decode() for data, _, action in _DATA.findall(call.body)}
        edited = call.method.startswith("edit")
        if not buttons and not edited and _EARLY.search(call.body):
            self._again(person)
        elif buttons:
            person.prompt, person.buttons, person.fresh = call.message, buttons, True
        elif edited and call.message == person.prompt:
            person.buttons, person.fresh = {}, False
        elif not edited and not person.done and not person.script[person.step].when:
            person.fresh = True
        if person.ready():
            asyncio.get_running_loop().call_later(THINK, self._thought, person, person.step)

    def _thought(self, person: Person, step: int) -> None:
        if person.step == step and person.ready():
            self.on_ready(person)

    def _again(self, person: Person) -> None:
        """Let a person who was too early do the same once more."""
        self.early += 1
        self.left += person.done
        person.step -= 1
        person.fresh = True


def _user(person: Person) -> str:
    return f'{{"id":{person.chat},"is_bot":false,"first_name":"{person.name}","language_code":"en"}}'


def _chat(person: Person) -> str:
    return f'{{"id":{person.chat},"first_name":"{person.name}","type":"private"}}'


def _message(person: Person, message: int, text: str) -> bytes:
    entities = ',"entities":[{"offset":0,"length":6,"type":"bot_command"}]' if text.startswith("/") else ""
    return (
        f'"message":{{"message_id":{message},"from":{_user(person)},"chat":{_chat(person)},'
        f'"date":1777900000,"text":"{text}"{entities}}}}}'
    ).encode()


def _press(person: Person, query: int, data: str) -> bytes:
    rows = ",".join(f'[{{"text":"A button","callback_data":"{one}"}}]' for one in person.buttons.values())
    return (
        f'"callback_query":{{"id":"{query}","from":{_user(person)},"message":{{"message_id":{person.prompt},'
        f'"from":{{"id":1000001,"is_bot":true,"first_name":"Bench","username":"bench_bot"}},"chat":{_chat(person)},'
        f'"date":1777900000,"text":"{_QUESTION}","reply_markup":{{"inline_keyboard":[{rows}]}}}},'
        f'"chat_instance":"-1234567890123456789","data":"{data}"}}}}'
    ).encode()


_QUESTION = "Telegram repeats the message under whose button it was pressed, all of its text. " * 3
