"""P1 to P6: whose words reached whom, what lies on the disk, what a copy holds and an erasure leaves."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import datetime, timedelta

from bot.rehearsal import Message
from bot.rehearsal.updates import LIFE
from flows.safety_questions import SAFETY
from tests import databases
from tests.bot.unsealed import unsealed
from tests.bot.walk import UNLIKE
from tests.world.buttons import read
from tests.world.checker import Checker
from tests.world.record import Confirmed, Logged, Machine, Pressed, Shown, Told, Typed, words_in_bytes
from tests.world.wording import is_button, keys, same_question, says, says_one, sealed_question, sending

NEUTRAL = (
    *("bot-group-hello", "bot-group-third", "bot-group-two", "bot-group-other", "bot-group-wait", "bot-stranger"),
    *("bot-open-private", "bot-help", "bot-privacy", "bot-private-only", "programme-resting"),
    *("bot-safety", "bot-safety-choose", "bot-safety-deleted"),
)
"""What may stand in a group whoever is there."""


class P1(Checker):
    """A word typed for oneself, or for the partner after a look, reaches another only by its author's Send."""

    rule = "P1"

    def begins(self) -> None:
        self.sent: set[str] = set()

    def pressed(self, event: Pressed) -> None:
        if event.words and is_button(event.label, *sending()):
            authors = self.record.authors
            self.sent |= {word for word in event.words if word in authors and authors[word].person == event.person}

    def shown(self, event: Shown) -> None:
        for word in event.words - self.sent:
            typed = self.record.authors.get(word)
            if typed is None or typed.chat < 0 or typed.mark == "sealed":
                continue
            others = event.viewers - {typed.person}
            if others:
                mark = {"private": "🔒", "shared": "👥", "": "no question"}[typed.mark]
                self.breaks(
                    f"{word!r}, typed by {self.record.name(typed.person)} under {mark}, stands in "
                    f"{self.record.name(event.chat)}'s chat, seen by {self.who(others)}, without a press on Send"
                )


class P2(Checker):
    """A sealed word is on the partner's screen only when both have answered, and then on both screens."""

    rule = "P2"

    def begins(self) -> None:
        self.sent: set[str] = set()
        self.answered: dict[int, set[str]] = defaultdict(set)
        self.opened: dict[str, set[int]] = defaultdict(set)
        """Who was shown a sealed word beside its author; and the author, once it is open to them."""
        self.just: Typed | None = None
        self.prompts: dict[tuple[int, int], set[str]] = defaultdict(set)
        self.blocked: set[str] = set()
        """What was opened while its author had blocked the bot: they can be told nothing."""

    def typed(self, event: Typed) -> None:
        if event.prompt is not None and event.mark == "sealed":
            self.prompts[event.chat, event.prompt.id] |= event.words
        question = sealed_question(event.prompt.text) if event.prompt and event.mark == "sealed" else ""
        self.just = None
        if question:
            self.answered[event.person].add(question)
            self.just = event

    def pressed(self, event: Pressed) -> None:
        self.just = None
        question = sealed_question(event.on.text) if event.on else ""
        if question and not is_button(event.label, "engine-words.example"):
            self.answered[event.person].add(question)
        if event.words and is_button(event.label, *sending()):
            self.sent |= event.words

    def shown(self, event: Shown) -> None:
        for word in event.words - self.sent:
            typed = self.record.authors.get(word)
            if typed is not None and typed.mark == "sealed":
                self._opens(event, word, typed)
        if event.before is not None and _opens(event.before, event.message):
            for word in self.prompts[event.chat, event.message.id]:
                self.opened[word] |= event.viewers
        if self.ways.orderly and self.just is not None:
            self._tells_nothing(event, self.just)

    def _opens(self, event: Shown, word: str, typed: Typed) -> None:
        if typed.person in event.viewers and not event.edited:
            self.opened[word].add(typed.person)
        question = sealed_question(typed.prompt.text) if typed.prompt else ""
        for viewer in event.viewers - {typed.person}:
            self.opened[word].add(viewer)
            if self._is_blocked_in(typed.chat):
                self.blocked.add(word)
            if question not in self.answered[viewer]:
                self.breaks(
                    f"{word!r}, sealed by {self.record.name(typed.person)} as an answer to {question}, stands on "
                    f"{self.record.name(viewer)}'s screen, who has not answered it"
                )

    def _is_blocked_in(self, chat: int) -> bool:
        return self.record.telegram.state.chats[chat].bot == "kicked"

    def _tells_nothing(self, event: Shown, just: Typed) -> None:
        """While only one has answered, nothing at all appears on the other's phone because of it."""
        question = sealed_question(just.prompt.text) if just.prompt else ""
        others = event.viewers - {just.person}
        if any(question not in self.answered[viewer] for viewer in others if self.record.linked(viewer, just.person)):
            self.breaks(
                f"when {self.record.name(just.person)} answered {question}, {self.who(others)} "
                f"was shown {event.message.text[:60]!r}"
            )

    def ends(self) -> None:
        for word, viewers in self.opened.items():
            typed = self.record.authors[word]
            author, prompt = typed.person, typed.prompt
            if prompt is not None and prompt.id not in self.record.telegram.state.chats[typed.chat].messages:
                continue  # the message that would say so was deleted
            if word in self.blocked or self._is_blocked_in(typed.chat):
                continue
            if viewers - {author} and author not in viewers:
                self.breaks(f"{word!r} was opened to {self.who(viewers)} and not to {self.record.name(author)}")


def _opens(before: Message, now: Message) -> bool:
    """Tell whether an answer's own message says that it is open now: in words, or by its buttons, which are gone."""
    could = any((button.data or "").startswith("w") for row in before.buttons for button in row)
    return says(now.text, "receipt-opened") or (could and not now.buttons)


class P3(Checker):
    """Nothing of a couple stands in another chat than theirs; beside a third in the group only neutral sentences do."""

    rule = "P3"

    def begins(self) -> None:
        self.coming: dict[int, tuple[int, datetime]] = {}
        """Joins that the bot has not confirmed yet: the update's number, with the group and when."""
        self.known: dict[int, datetime] = {}
        """Since when the bot knows that somebody came to a group."""

    def told(self, event: Told) -> None:
        if event.kind == "message" and "new_chat_members" in event.body:
            self.coming[event.update] = (event.body["chat"]["id"], event.at)

    def confirmed(self, event: Confirmed) -> None:
        for update in [one for one in self.coming if one < event.offset]:
            chat, _ = self.coming.pop(update)
            self.known[chat] = event.at

    def machine(self, event: Machine) -> None:
        if event.what == "up":  # what was never fetched Telegram has forgotten: the bot has to look for itself
            for update, (chat, at) in list(self.coming.items()):
                if event.at - at > LIFE:
                    del self.coming[update]
                    self.known[chat] = event.at

    def shown(self, event: Shown) -> None:
        if event.chat < 0:
            self._in_group(event)
        for word in event.words:
            typed = self.record.authors.get(word)
            for viewer in event.viewers:
                if typed is not None and not self.record.linked(viewer, typed.person):
                    self.breaks(
                        f"{word!r} of {self.record.name(typed.person)} stands on the screen of "
                        f"{self.record.name(viewer)}, who is nobody's partner here: {event.message.text[:60]!r}"
                    )
        if event.chat > 0:
            self._names(event)

    def _in_group(self, event: Shown) -> None:
        text = event.message.text
        same = event.before is not None and event.before.text == text
        if same or says_one(text, *NEUTRAL):
            return
        viewers = sorted(event.viewers)
        if len(viewers) <= 2 and all(self.record.linked(viewers[0], one) for one in viewers):
            return
        since = self.known.get(event.chat)
        if since is None or self.record.now - since >= self.ways.soon:
            self.breaks(f"{self.who(viewers)} read in group {event.chat}: {text[:80]!r}")

    def _names(self, event: Shown) -> None:
        text = event.message.text
        for one in self.record.people.values():
            if one.id == event.chat or one.name not in text or not re.search(rf"\b{re.escape(one.name)}\b", text):
                continue
            namesake = any(other.name == one.name for other in self.record.people.values() if other is not one)
            if not namesake and not self.record.linked(one.id, event.chat):
                self.breaks(f"{self.record.name(event.chat)} reads the name of {one.name}: {text[:80]!r}")


class P4(Checker):
    """No words, no token and no key in the raw bytes of any file, in a log, or in what a button carries."""

    rule = "P4"

    def shown(self, event: Shown) -> None:
        carried = [button.data for row in event.message.buttons for button in row if button.data]
        for data in carried if carried and self._hits("\n".join(carried).encode()) else ():
            if self._hits(data.encode()):
                self.breaks(f"a button carries {data!r}")

    def logged(self, event: Logged) -> None:
        for hit in self._hits(event.text.encode()):
            self.breaks(f"the log tells {hit}: {event.text[:120]!r}")

    def machine(self, event: Machine) -> None:
        if event.what == "down":
            self._looks()

    def ends(self) -> None:
        self._looks()

    def _looks(self) -> None:
        for name, content in self.record.files():
            for hit in self._hits(content):
                self.breaks(f"{hit} lies in clear in {name}")

    def _hits(self, content: bytes) -> list[str]:
        words = words_in_bytes(content) & self.record.authors.keys()
        words |= {one for one in self.record.typed if one.encode() in content}
        secrets = [f"secret {number}" for number, one in enumerate(self.record.secrets) if one in content]
        return [*map(repr, sorted(words)), *secrets]


class P5(Checker):
    """What is answered to the safety questions changes no row, and lies nowhere, not even sealed."""

    rule = "P5"

    def begins(self) -> None:
        self.questions = [f"{flow}-{name}" for flow in ("welcome-safety", "safety-asked") for name in SAFETY]
        self.before: tuple[int, dict[str, list[databases.Row]]] | None = None

    def pressed(self, event: Pressed) -> None:
        self.before = None
        on = event.on.text if event.on else ""
        if self.ways.orderly and self.record.folder and says_one(on, *self.questions):
            self.before = event.chat, databases.of(self.record.folder).rows(*UNLIKE)

    def shown(self, event: Shown) -> None:
        if self.before is None or event.chat != self.before[0] or self.record.folder is None:
            return
        if says_one(event.message.text, *self.questions):
            now = databases.of(self.record.folder).rows(*UNLIKE)
            changed = [table for table, rows in now.items() if rows != self.before[1].get(table)]
            if changed:
                self.breaks(f"an answer to a safety question has changed {', '.join(changed)}")
            self.before = None

    def ends(self) -> None:
        if self.record.folder is None or databases.kind() != "sqlite":
            return
        text = unsealed(self.record.folder, self.record.key)
        for answer in sorted(set(_SAFETY.findall(text))):
            self.breaks(f"whoever has the key reads the safety answer {answer}")


_SAFETY = re.compile(rf"(?<![a-z_.])(?:{'|'.join(SAFETY)}):(?:yes|no|rather_not)(?![a-z_])")

CHANGING = (
    *("receipt.change", "receipt.withdraw", "engine-preview.rewrite", "engine-amend.leave"),
    *(key for key in keys() if key.endswith((".delete", ".rewrite", ".take_back"))),
)
"""Presses after which words may be gone."""


TAKEN = ("receipt-private", "receipt-sealed", "receipt-sent", "receipt-said")
ASIDE = ("engine-floor", "engine-held", "engine-unasked", "engine-added")
"""What the bot answers to words that it keeps."""
REFUSED = tuple(key for key in keys() if key.startswith("engine-refused."))
LONG = LIFE + timedelta(hours=1)
"""After that the bot has answered whatever was typed, or Telegram has forgotten it."""


def _is_about(typed: Typed, question: Message) -> bool:
    return typed.prompt is not None and typed.prompt.id == question.id


AGAIN = "the same question again"
"""Stands for whatever button an answer to it may be changed by: that of the first one still works."""


class P6(Checker):
    """A copy holds all of its owner's answers and nothing that they were not shown; an erasure leaves nothing."""

    rule = "P6"

    def begins(self) -> None:
        self.seen: dict[int, set[str]] = defaultdict(set)
        self.owned: dict[int, set[str]] = defaultdict(set)
        """The words that were acknowledged as somebody's answer, and are still."""
        self.erased: dict[int, tuple[datetime, set[str]]] = {}
        self.answers: dict[tuple[int, int], set[str]] = defaultdict(set)
        """Which words were taken as the answer to a question, by its chat and message."""
        self.changes: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        """Which words each button for a second thought is about, by person and by what it carries."""
        self.drafts: dict[int, set[str]] = {}
        """What each was shown to look over, and has not sent."""
        self.said: dict[int, list[Typed]] = defaultdict(list)
        """What was typed in a chat, of which it is not known yet what became of it."""
        self.files: Counter[int] = Counter()
        """How many documents were sent in a chat that were not refused yet, as all of them are."""
        self.refused: dict[int, str] = {}
        """How words in a chat were refused last."""
        self.unsure: dict[int, datetime] = {}
        """When it was lost track of."""

    def typed(self, event: Typed) -> None:
        self.owned[event.person] -= event.before
        for viewer in self.record.viewers(event.chat) if event.chat < 0 else ():
            self.seen[viewer] |= event.words  # they were there when it was said
        waiting = [one for one in self.said[event.chat] if one.message != event.message]
        if len(waiting) < len(self.said[event.chat]):  # changed before it is known what became of it
            self.said[event.chat], self.unsure[event.chat] = waiting, event.at
        elif event.update is not None and event.kind == "document":
            self.files[event.chat] += 1
        elif event.update is not None and not event.text.startswith("/"):
            self.said[event.chat].append(event)

    def pressed(self, event: Pressed) -> None:
        if is_button(event.label, *CHANGING):
            self.owned[event.person] -= event.words | self.answers[event.chat, event.message]
        to = read(event.data)
        if to is not None and to.kind in "rw":  # also from a message that has that button no more
            self.owned[event.person] -= self.changes[event.person][event.data]
            self.owned[event.person] -= self.changes[event.person][AGAIN]

    def shown(self, event: Shown) -> None:
        for viewer in event.viewers:
            if not event.file:
                self.seen[viewer] |= event.words
        if event.message.sender.bot:
            self._acknowledged(event)
        if event.file.startswith(b"PK"):
            self._copy(event)
        if event.chat > 0 and says(event.message.text, "bot-erased"):
            words = {word for word, one in self.record.authors.items() if one.person == event.chat}
            self.erased[event.chat] = event.at, words
            self.owned[event.chat] -= words
        elif event.words and (event.before is None or event.before.text != event.message.text):
            self._comes_back(event)

    def _comes_back(self, event: Shown) -> None:
        for person, (at, words) in self.erased.items():
            if event.words & words and event.at - at >= self.ways.soon:
                told = sorted(event.words & words)
                self.breaks(f"after {self.record.name(person)} was erased, {told} came to {self.who(event.viewers)}")

    def _acknowledged(self, event: Shown) -> None:
        """Note whose words the bot has taken: it has said so where they were asked for, or right after them.

        What was typed before an answer to something else has come may have been taken or refused: nobody knows.
        """
        if event.edited and says(event.message.text, "receipt-sent"):
            for word in event.words:
                if (one := self.record.authors.get(word)) and one.person == event.chat:
                    self.owned[one.person].add(word)
                    self.drafts.pop(event.chat, None)
        if not event.edited and says(event.message.text, "engine-preview"):
            draft = {word for word in event.words if self.record.authors[word].person == event.chat}
            self.owned[event.chat] -= self.drafts.get(event.chat, set()) - draft  # written anew
            self.owned[event.chat] |= draft
            self.drafts[event.chat] = draft
            self.said[event.chat] = [one for one in self.said[event.chat] if not one.words & draft]
        if event.before is not None and says(event.before.text, "engine-again"):
            prompts = {word: self.record.authors[word].prompt for word in self.owned[event.chat]}
            same = {word for word, one in prompts.items() if one and same_question(one.text, event.before.text)}
            self.owned[event.chat] -= same
        typed = self._answered(event)
        if typed is not None and typed.prompt is not None:
            self.owned[typed.person] |= typed.words
            self.answers[event.chat, typed.prompt.id] |= typed.words
            buttons = (button.data for row in event.message.buttons for button in row if button.data)
            for data in (*buttons, *([AGAIN] if says(event.message.text, "engine-again") else [])):
                self.changes[typed.person][data] |= typed.words

    def _answered(self, event: Shown) -> Typed | None:
        """Return what the bot has taken: all that was typed since its question, or all that it has not answered yet.

        Where that is more than one text, some may have been taken and some refused: nobody knows which.
        """
        self.said[event.chat] = [one for one in self.said[event.chat] if self.record.heard(one)]
        said, text = self.said[event.chat], event.message.text
        sure = event.at - self.unsure.get(event.chat, event.at - LONG) >= LONG
        if event.before is not None and says_one(text, *TAKEN) and not says_one(event.before.text, *TAKEN):
            since = [one for one in said if one.message > event.message.id]
            self.said[event.chat] = [one for one in said if one not in since]
            self.unsure[event.chat] = event.at if len(since) > 1 else self.unsure.get(event.chat, event.at - LONG)
            return since[0] if sure and len(since) == 1 and _is_about(since[0], event.message) else None
        if not event.edited and self.files[event.chat] and says_one(text, *REFUSED):  # one of them, or words
            self.files[event.chat] -= 1
            self.unsure[event.chat] = event.at
            return None
        if event.edited or len(said) != 1 or not says_one(text, *ASIDE, *REFUSED):
            return None
        if text == self.refused.get(event.chat):  # it may be the same one once more, whose call was given up
            self.unsure[event.chat] = event.at
        self.refused[event.chat] = text if says_one(text, *REFUSED) else ""
        (typed,) = self.said.pop(event.chat)
        return typed if sure and says_one(text, *ASIDE) else None

    def _copy(self, event: Shown) -> None:
        mine, words = event.chat, self.record.words_in_file(event.file)
        foreign = {word for word in words if (one := self.record.authors.get(word)) and one.person != mine}
        for word in sorted(foreign - self.seen[mine]):
            self.breaks(f"the copy of {self.record.name(mine)} holds {word!r}, which they were never shown")
        for word in sorted(self.owned[mine] - words):
            self.breaks(f"the copy of {self.record.name(mine)} lacks their own {word!r}")

    def ends(self) -> None:
        if not self.erased or self.record.folder is None or databases.kind() != "sqlite":
            return
        left = self.record.words_in(unsealed(self.record.folder, self.record.key))
        for person, (_, words) in self.erased.items():
            for word in sorted(words & left):
                self.breaks(f"whoever has the key reads {word!r} of {self.record.name(person)}, who was erased")


ALL = (P1, P2, P3, P4, P5, P6)
