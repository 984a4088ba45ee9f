"""N1 to N6: what comes by itself, and when. ``make year`` goes by the same counting."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from bot.rehearsal import Message
from bot.texts import languages
from flows.engine.frozen import replace
from flows.schedule import Plan, QuietHours, is_quiet, local_day
from tests.bot.walk import said, texts
from tests.world.checker import Checker
from tests.world.record import Called, Machine, Pressed, Record, Shown, Typed
from tests.world.wording import NOTHING_KEPT, says_one

AT_THEIR_MOMENT = ("programme-back", "reflection-seven", "bot-care-again")
"""What comes at a moment that they have set themselves is no nudge."""
NOTICES = ("bot-new_account-notice", "bot-new_account-there", "bot-new_account-here", "bot-new_account-gone")
"""What somebody has to know before it is too late, about the place of their own account: neutral, and no nudge."""
NUDGE = (said("nudge"), said("nudge", "es"))
NOTHING = (said("engine-wait"), said("engine-wait", "es"))
USUAL = QuietHours(time(21, 30), time(8, 30))
AT_ONCE = timedelta(minutes=1)
"""So long after the start comes what the time without the bot has left behind."""


def wishes(record: Record, person: int) -> Plan:
    """Return how somebody wants to be reminded: as the world knows it, else as everybody does at first."""
    zone = record.telegram.state.people[person].zone
    return record.plans.get(person) or Plan(zone=zone, quiet=USUAL, nudges="few")


def is_nudge(message: Message) -> bool:
    return message.text in NUDGE


def at_their_moment(message: Message) -> bool:
    begins = {said(key, language)[:40] for key in AT_THEIR_MOMENT for language in ("en", "es")}
    return message.text.startswith(tuple(begins)) or bool(says_one(message.text, *NOTICES))


_CLOCKS = re.compile(r"(\d\d:\d\d)\D+(\d\d:\d\d)")


def chosen(plan: Plan, event: Shown) -> Plan:
    """Return the wishes after the bot has said that it took a place or quiet hours: a press may have come too late."""
    before, text = event.before, event.message.text
    if before is None or not says_one(text, "welcome-zone", "nudges-place", "welcome-quiet", "nudges-quiet"):
        return plan
    taken = [button for row in before.buttons for button in row if _is_taken(button.text, text)]
    for button in taken:
        zone, hours = (button.data or "").rpartition(".")[2], _CLOCKS.search(button.text)
        if "/" in zone and says_one(text, "welcome-zone", "nudges-place"):
            return replace(plan, zone=zone)
        if hours and says_one(text, "welcome-quiet", "nudges-quiet"):
            return replace(plan, quiet=QuietHours(time.fromisoformat(hours[1]), time.fromisoformat(hours[2])))
    return plan


def _is_taken(label: str, text: str) -> bool:
    return any(text.endswith(texts().text(language, "receipt-chosen", {"choice": label})) for language in languages())


class OfNudges(Checker):
    """Hears of what came by itself: in an orderly world all that came while nobody did anything, else all nudges.

    It is judged at the next thing that happens.
    """

    def begins(self) -> None:
        self.came: list[tuple[int, Shown, timedelta]] = []
        """With how wrong the host's clock was then."""
        self.jump = timedelta()
        self.last_act: datetime | None = None
        self.shown_at: dict[int, datetime] = {}
        self.failed: dict[int, tuple[datetime, datetime]] = {}
        """When a call for a chat has failed last, and since when it may be made again; 0: the process ended."""
        self.prepares()

    def prepares(self) -> None: ...

    def acted(self, event: Typed | Pressed) -> None:
        self.judges()
        self.last_act = event.at
        self.lives(event)

    def lives(self, event: Typed | Pressed) -> None:
        """Hear of a sign of life."""

    def shown(self, event: Shown) -> None:
        if event.edited and event.chat > 0:
            self._learns(event)
        if event.edited or event.message.service is not None:
            return
        if event.chat > 0 and says_one(event.message.text, *NOTHING_KEPT):
            self.record.plans.pop(event.chat, None)
        by_itself = self.ways.orderly and event.at != self.last_act
        if is_nudge(event.message) or (by_itself and not at_their_moment(event.message)):
            for person in event.viewers:
                if not self._is_made_again(person, event):
                    self.came.append((person, event, self.record.jump))
                self.shown_at[person] = event.at

    def _is_made_again(self, person: int, event: Shown) -> bool:
        """Say whether it may be one that Telegram has shown already, of which the bot never heard so."""
        last = self.shown_at.get(person)
        failed = [self.failed[one] for one in (0, event.chat) if one in self.failed]
        return last is not None and any(
            at >= last - self.ways.soon and event.at - since < self.ways.soon for at, since in failed
        )  # a call that was given up may still arrive

    def called(self, event: Called) -> None:
        if not event.call.ok or event.call.fault is not None:
            self.failed[int(event.call.params.get("chat_id") or 0)] = event.at, event.at

    def _learns(self, event: Shown) -> None:
        before = wishes(self.record, event.chat)
        after = chosen(before, event)
        if after != before:
            self.judges()
            self.record.plans[event.chat] = after

    def machine(self, event: Machine) -> None:
        self.judges()
        if event.what == "down":
            self.failed[0] = event.at, event.at
        elif event.what == "up" and 0 in self.failed:
            self.failed[0] = self.failed[0][0], event.at

    def ends(self) -> None:
        self.judges()

    def judges(self) -> None:
        came, self.came = self.came, []
        for person, event, self.jump in came:
            self.judge(person, event)

    def judge(self, person: int, event: Shown) -> None: ...


class N1(OfNudges):
    """Never in somebody's quiet hours."""

    rule = "N1"

    def judge(self, person: int, event: Shown) -> None:
        if not self.jump and is_quiet(wishes(self.record, person), event.at):
            self.breaks(f"{self.record.name(person)} was nudged in their quiet hours")


class N2(OfNudges):
    """At most one a day, by the person's own calendar."""

    rule = "N2"

    def prepares(self) -> None:
        self.nudged: dict[int, list[datetime]] = {}

    def judge(self, person: int, event: Shown) -> None:
        if self.jump:
            return  # by the host's clock it is another day
        plan, before = wishes(self.record, person), self.nudged.setdefault(person, [])
        if local_day(plan, event.at) in {local_day(plan, moment) for moment in before[-3:]}:
            self.breaks(f"{self.record.name(person)} was nudged a second time on one day")
        before.append(event.at)


class N3(OfNudges):
    """After two that stay unanswered there is no third."""

    rule = "N3"
    most = 2

    def prepares(self) -> None:
        self.alone: dict[int, int] = {}

    def lives(self, event: Typed | Pressed) -> None:
        self.alone[event.person] = 0

    def judge(self, person: int, event: Shown) -> None:
        self.alone[person] = self.alone.get(person, 0) + 1
        if self.alone[person] > self.most:
            self.breaks(f"{self.record.name(person)} was nudged {self.alone[person]} times without a sign of life")


class N4(Checker):
    """Behind every nudge that is opened at once there is something."""

    rule = "N4"

    def begins(self) -> None:
        self.opened: Pressed | None = None
        self.found = False
        self.newest: dict[int, int] = {}

    def acted(self, event: Typed | Pressed) -> None:
        self._judges()

    def pressed(self, event: Pressed) -> None:
        newest = event.on is not None and self.newest.get(event.chat) == event.message
        if newest and event.on is not None and is_nudge(event.on) and event.data == "m.continue":
            self.opened, self.found = event, False

    def shown(self, event: Shown) -> None:
        if event.edited:
            return
        self.newest[event.chat] = event.message.id
        at_once = self.opened is not None and event.at == self.opened.at
        if at_once and self.opened is not None and event.chat in (self.opened.chat, *self._groups(self.opened.person)):
            self.found = self.found or event.message.text not in NOTHING

    def _groups(self, person: int) -> list[int]:
        rows = self.record.telegram.state.chats.values()
        return [row.id for row in rows if row.kind != "private" and person in row.members]

    def ends(self) -> None:
        self._judges()

    def _judges(self) -> None:
        opened, self.opened = self.opened, None
        if opened is not None and not self.found and self.ways.orderly:
            self.breaks(f"{self.record.name(opened.person)} opened a nudge at once, and there was nothing behind it")


class N5(OfNudges):
    """However long the bot was down, at most one comes to somebody when it is back."""

    rule = "N5"

    def prepares(self) -> None:
        self.up: datetime | None = None
        self.caught_up: dict[int, int] = {}

    def machine(self, event: Machine) -> None:
        super().machine(event)
        if event.what == "up":
            self.up = event.at
            self.caught_up.clear()

    def judge(self, person: int, event: Shown) -> None:
        if self.up is None or event.at - self.up > AT_ONCE:
            return
        self.caught_up[person] = self.caught_up.get(person, 0) + 1
        if self.caught_up[person] > 1:
            self.breaks(f"{self.record.name(person)} got {self.caught_up[person]} nudges at once after a downtime")


class N6(OfNudges):
    """What comes by itself is one neutral sentence, in the private chat."""

    rule = "N6"

    def judge(self, person: int, event: Shown) -> None:
        if event.chat < 0 or not is_nudge(event.message):
            self.breaks(f"unasked came to {self.record.name(event.chat)}: {event.message.text[:80]!r}")


ALL = (N1, N2, N3, N4, N5, N6)
