"""S1 and S2: a worrying answer shows nowhere, and help answers always."""

from __future__ import annotations

from datetime import datetime

from flows.safety_questions import SAFETY
from tests.world.checker import Checker
from tests.world.record import Called, Machine, Pressed, Shown, Typed
from tests.world.wording import says_one

QUESTIONS = (
    *(f"{flow}-{name}" for flow in ("welcome-safety", "safety-asked") for name in SAFETY),
    *("safety-asked-opening", "safety-asked-clear", "safety-asked-worried", "welcome-care"),
)
ANSWERS = {
    "safety": ("bot-safety", "bot-open-private"),
    "help": ("bot-help", "bot-open-private"),
}


class S1(Checker):
    """While somebody is at the safety questions, nothing appears on their partner's phone because of it."""

    rule = "S1"

    def begins(self) -> None:
        self.just: Pressed | None = None

    def acted(self, event: Typed | Pressed) -> None:
        about = isinstance(event, Pressed) and event.on is not None and says_one(event.on.text, *QUESTIONS)
        self.just = event if about and isinstance(event, Pressed) else None

    def shown(self, event: Shown) -> None:
        just = self.just
        if just is None or not self.ways.orderly or event.at != just.at:
            return
        others = {one for one in event.viewers - {just.person} if self.record.linked(one, just.person)}
        if others:
            self.breaks(
                f"when {self.record.name(just.person)} answered a safety question, "
                f"{self.who(others)} was shown {event.message.text[:60]!r}"
            )


AMONG_PEOPLE = ("blocked", "migrated", "removed", "third")
"""What befalls people and not the bot."""


class S2(Checker):
    """/safety and /help, and the button Safety, answer anybody, anywhere, at once."""

    rule = "S2"

    def begins(self) -> None:
        self.owed: list[tuple[Typed | Pressed, str]] = []
        self.well: dict[int, datetime] = {}
        """When something stood in the way of a chat last; 0 is the whole machine."""
        self.away: set[int] = set()
        """Who could not be reached when it was last looked."""

    def acted(self, event: Typed | Pressed) -> None:
        self._looks(orderly=self.ways.orderly)
        wanted = _asked(event)
        if wanted and event.update is not None and self._can_be_reached(event):
            self.owed.append((event, wanted))

    def shown(self, event: Shown) -> None:
        text = event.message.text
        for one in list(self.owed):
            asked, wanted = one
            if event.chat in (asked.chat, asked.person) and says_one(text, *ANSWERS[wanted]):
                self.owed.remove(one)

    def called(self, event: Called) -> None:
        chat = event.call.params.get("chat_id")
        if chat is None and event.call.method.startswith(("answer", "set")):
            return
        if not event.call.ok or event.call.fault is not None:
            self.well[int(chat) if chat is not None else 0] = event.at

    def machine(self, event: Machine) -> None:
        if event.how not in AMONG_PEOPLE:
            self.well[0] = event.at

    def ends(self) -> None:
        self._looks(orderly=True)

    def _can_be_reached(self, asked: Typed | Pressed) -> bool:
        chats = self.record.telegram.state.chats
        return chats[asked.chat].bot_in and chats[asked.person].bot != "kicked"

    def _looks(self, *, orderly: bool) -> None:
        """Say what is late: an answer comes within so long after all is well, also to what was asked meanwhile.

        What Telegram had forgotten by then is lost.
        """
        for one in list(self.owed) if not self.record.down else ():
            asked, wanted = one
            if not self._can_be_reached(asked):
                self.away.add(asked.person)
                continue
            if asked.person in self.away:  # whoever comes back writes at once, before the bot can
                self.away.remove(asked.person)
                self.well[asked.person] = self.record.now
            since = max(asked.at, *(self.well.get(place, asked.at) for place in (0, asked.chat, asked.person)))
            if not orderly and self.record.now - since <= self.ways.soon:
                continue
            self.owed.remove(one)
            if self.record.heard(asked):
                self.breaks(f"{self.record.name(asked.person)} asked for {wanted} at {asked.at:%a %H:%M:%S}: no answer")


def _asked(event: Typed | Pressed) -> str:
    if isinstance(event, Pressed):
        return "safety" if event.data == "m.safety" else ""
    command = event.text.split()[0].partition("@")[0].removeprefix("/") if event.text.startswith("/") else ""
    return command if command in ANSWERS and not event.edited else ""


ALL = (S1, S2)
