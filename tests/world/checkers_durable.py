"""D1 to D4: what was confirmed is on the disk, what comes again changes nothing, what is sent comes once, in order."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime, timedelta

from bot.rehearsal.updates import LIFE, PRESS_LIFE
from flows.engine.session import Partner
from tests import databases
from tests.bot.walk import UNLIKE
from tests.world.buttons import read
from tests.world.checker import Checker
from tests.world.record import Called, Confirmed, Gone, Machine, Pressed, Shown, Told, Typed
from tests.world.wording import is_button, says, says_one

REPEATED, OLDER = "updates come again", "a file of an earlier release"
"""What a world tells the record before it lets updates come again, or a bot start on an older file."""


class D1(Checker):
    """What Telegram may forget is in the committed database; ``every`` so many polls it is looked."""

    rule = "D1"
    every = 1

    def begins(self) -> None:
        self.open: dict[int, Told] = {}
        self.polls = 0

    def told(self, event: Told) -> None:
        self.open[event.update] = event

    def confirmed(self, event: Confirmed) -> None:
        past = {update: self.open.pop(update) for update in [*self.open] if update < event.offset}
        done = [update for update, told in past.items() if event.at - told.at < _life(told)]
        if not done:
            return
        self.polls += 1
        if self.record.folder is None or self.polls % self.every:
            return
        marks = ", ".join(map(str, done))
        seen = f"SELECT update_id FROM seen_update WHERE update_id IN ({marks})"
        found = self.record.window.rows(self.record.folder, seen)
        lost = set(done) - {number for (number,) in found}
        if lost:
            self.breaks(f"the updates {sorted(lost)} were confirmed before they were committed")


def _life(told: Told) -> timedelta:
    """Return how long Telegram keeps an update that nobody fetches."""
    return PRESS_LIFE if told.kind == "callback_query" else LIFE


class D2(Checker):
    """Updates that come again change no row and no screen."""

    rule = "D2"

    def begins(self) -> None:
        self.before: dict[str, list[databases.Row]] | None = None

    def machine(self, event: Machine) -> None:
        if event.how == REPEATED and self.record.folder is not None:
            self.before = databases.of(self.record.folder).rows(*UNLIKE)

    def acted(self, event: Typed | Pressed) -> None:
        self._looks()

    def shown(self, event: Shown) -> None:
        if self.before is not None:
            self.breaks(f"an update that came again brought {event.message.text[:80]!r} to {self.who(event.viewers)}")

    def gone(self, event: Gone) -> None:
        if self.before is not None:
            self.breaks(f"an update that came again took {event.message.text[:80]!r} away")

    def ends(self) -> None:
        self._looks()

    def _looks(self) -> None:
        before, self.before = self.before, None
        if before is not None and self.record.folder is not None:
            now = databases.of(self.record.folder).rows(*UNLIKE)
            changed = [table for table, rows in now.items() if rows != before.get(table)]
            if changed:
                self.breaks(f"updates that came again have changed {', '.join(changed)}")


AT_ONCE = timedelta(minutes=1)
"""What says the same later than this has another reason, such as another day's reminder."""


ON_ITS_WAY = timedelta(minutes=5)
"""So long a request may be on its way at most."""


class D3(Checker):
    """What is sent comes, in order, and once unless its call or the process failed."""

    rule = "D3"

    def begins(self) -> None:
        self.turns: dict[tuple[int, int, Partner], int] = {}
        self.last: dict[int, Shown] = {}
        self.acts: Counter[int] = Counter()
        """How many acts in a chat may still bring an answer: two that are alike get the same words."""
        self.wrong: dict[int, datetime] = {}
        """When a call for a chat has failed last; 0 is the whole machine."""
        self.owed: dict[tuple[str, int], datetime] = {}
        self.came: set[tuple[str, int]] = set()
        self.asked: dict[int, set[str]] = defaultdict(set)
        """What each chat was asked."""
        self.pressed_on: dict[tuple[int, int], Pressed] = {}

    def acted(self, event: Typed | Pressed) -> None:
        chats = self.record.telegram.state.chats.values()
        both = {event.person, *self.record.partners(event.person)}
        for chat in {event.chat, *(row.id for row in chats if both & set(row.members))}:
            self.last.pop(chat, None)
            self.acts[chat] = 0 if self.ways.orderly else self.acts[chat] + 1

    def pressed(self, event: Pressed) -> None:
        preview = event.on is not None and says(event.on.text, "engine-preview")
        if preview and is_button(event.label, "engine-preview.send"):
            self.pressed_on[event.chat, event.message] = event

    def called(self, event: Called) -> None:
        chat = event.call.params.get("chat_id")
        if not event.call.ok or event.call.fault is not None:
            self.wrong[int(chat) if chat is not None else 0] = event.at

    def machine(self, event: Machine) -> None:
        self.wrong[0] = event.at
        if event.what in ("down", "trouble"):
            self.last.clear()

    def shown(self, event: Shown) -> None:
        for viewer in event.viewers:
            for word in event.words:
                self.owed.pop((word, viewer), None)
                self.came.add((word, viewer))
        if event.edited:
            self._acknowledged(event)
            return
        self._in_order(event)
        self._once(event)

    def _in_order(self, event: Shown) -> None:
        for data in (button.data for row in event.message.buttons for button in row if button.data):
            to = read(data)
            if to is None or to.kind not in "st":
                continue
            place, turn = (event.chat, to.session_id, to.partner), to.number
            if turn < self.turns.get(place, 0) and not self._was_on_its_way(event):
                self.breaks(
                    f"{self.record.name(event.chat)} was asked {event.message.text[:60]!r} after a later question"
                )
            self.turns[place] = max(turn, self.turns.get(place, 0))
            self.asked[event.chat].add(event.message.text)

    def _was_on_its_way(self, event: Shown) -> bool:
        """Tell whether it may be a request that came late, when the bot had given it up and sent it again."""
        return self._failed_lately(event) and event.message.text in self.asked[event.chat]

    def _failed_lately(self, event: Shown) -> bool:
        failed = self.wrong.get(event.chat)
        return failed is not None and event.at - failed < ON_ITS_WAY

    def _once(self, event: Shown) -> None:
        before, self.last[event.chat] = self.last.get(event.chat), event
        failed = max((self.wrong[one] for one in (0, event.chat) if one in self.wrong), default=None)
        if before is None or event.at - before.at > AT_ONCE or (failed is not None and failed >= before.at):
            return
        same = (before.message.text, before.message.buttons) == (event.message.text, event.message.buttons)
        if same and self.acts[event.chat] > 0:
            self.acts[event.chat] -= 1
        elif same and event.message.kind == "text" and event.message.text and not self._failed_lately(event):
            self.breaks(f"{self.record.name(event.chat)} was told twice: {event.message.text[:80]!r}")

    def _acknowledged(self, event: Shown) -> None:
        """From "Sent to Sam" on Sam is to have it."""
        press = self.pressed_on.pop((event.chat, event.message.id), None)
        if press is None or not says(event.message.text, "receipt-sent"):
            return
        for word in event.words:
            author = self.record.authors.get(word)
            for one in self.record.partners(press.person) if author and author.person == press.person else ():
                if self.record.somebody(one).role == "partner" and (word, one) not in self.came:
                    self.owed[word, one] = event.at

    def ends(self) -> None:
        for (word, reader), at in self.owed.items():
            row, person = self.record.telegram.state.chats[reader], self.record.telegram.state.people[reader]
            if row.bot_in and not person.deactivated and not self._is_gone(reader):
                self.breaks(f"{word!r} was sent at {at:%a %d.%m. %H:%M} and never came to {self.record.name(reader)}")

    def _is_gone(self, reader: int) -> bool:
        over = ("bot-erased", "bot-left", "programme-ended", "programme-ended_together", "bot-new_account-gone")
        return any(says_one(one.text, *over) for one in self.record.telegram.messages(reader))


class D4(Checker):
    """A file of an earlier release opens, and whoever is in it is answered as before."""

    rule = "D4"

    def begins(self) -> None:
        self.opening: dict[str, int] | None = None
        """How many rows each table had."""

    def machine(self, event: Machine) -> None:
        if event.how == OLDER:
            self.opening = self._counted()
        elif event.what == "up" and self.opening is not None:
            before, self.opening = self.opening, None
            now = self._counted()
            lost = [table for table, count in before.items() if now.get(table, 0) < count]
            if lost:
                self.breaks(f"after the upgrade rows are missing in {', '.join(lost)}")
        elif event.what == "down" and self.opening is not None:
            self.breaks(f"a file of an earlier release does not open: {event.how}")

    def ends(self) -> None:
        if self.opening is not None:
            self.breaks("a file of an earlier release was never opened")

    def _counted(self) -> dict[str, int]:
        if self.record.folder is None:
            return {}
        kept = ("person", "couple", "member", "session", "answer", "record", "timer")
        rows = databases.of(self.record.folder).rows()
        return {table: len(rows[table]) for table in kept if table in rows}


ALL = (D1, D2, D3, D4)
