"""C1 to C5: what begins, stands still, loosens and is delivered only as both of the two want it."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from bot.texts import languages
from flows.agreement import LEVELS
from flows.boundary_items import ITEMS
from flows.engine.frozen import replace
from flows.programme import RETURNS
from tests.bot.walk import texts
from tests.world.buttons import read
from tests.world.checker import Checker
from tests.world.checkers_durable import ON_ITS_WAY
from tests.world.record import Called, Pressed, Shown, Typed
from tests.world.wording import first_questions, is_button, says, says_one

LONG_AGO = timedelta(minutes=1)
WEEK, FORTNIGHT, DAY = timedelta(days=7), timedelta(days=14), timedelta(days=1)
READY = ("programme-offered.ready", "programme-not_yet.ready", "programme-suggested.ready")
GO_ON = ("programme-paused.go_on", "programme-back.go_on")
STOPS = ("programme-paused", "programme-time_out")
NOTHING_TO_STOP = (
    *("bot-pause-none", "bot-timeout-none", "programme-resting", "programme-paused_met", "engine-refused.stale"),
    *("programme-agree", "programme-away", "programme-other_time", "programme-back", "programme-back_met"),
    *("bot-menu", "engine-refused.not_yours", "bot-closed", "bot-closed-now", "welcome-hello"),
)
"""What else may answer who presses Pause or Time-out: where there is nothing to stop, or it stands still already."""
STEPS = ("open_communication", "boundaries", "connection", "appreciation", "patience")


class OfCouples(Checker):
    """Knows who belongs together."""

    def couple(self, person: int) -> int:
        """Return the number of the couple that somebody is in, or was in last."""
        return self.record.couple(person)

    def partners(self, person: int) -> list[int]:
        return self.record.partners(person)


class C1(OfCouples):
    """The first question of a step comes only when two of a couple have said ready for it, within a week."""

    rule = "C1"

    def begins(self) -> None:
        self.ready: dict[tuple[int, str], dict[int, datetime]] = defaultdict(dict)
        self.under_way: set[tuple[int, str]] = set()
        for person in self.record.people:  # what had begun before anybody watched
            for message in self.record.screen(person):
                key = says_one(message.text, *first_questions()) if message.sender.bot else ""
                if key:
                    self.under_way.add((self.couple(person), first_questions()[key]))

    def pressed(self, event: Pressed) -> None:
        if event.on is None:
            return
        step = offered(event.on.text)
        if is_button(event.label, *READY):
            for one in [step] if step else STEPS:  # "Press here when it suits you" names none
                self.ready[self.couple(event.person), one][event.person] = event.at

    def shown(self, event: Shown) -> None:
        if event.edited:
            return
        text = event.message.text
        reader = min(event.viewers, default=0)
        key = says_one(text, *first_questions())
        if key:
            self._begins(event, reader, first_questions()[key])
        elif self.ways.orderly and (step := offered(text)):
            self.under_way.discard((self.couple(reader), step))

    def _begins(self, event: Shown, reader: int, step: str) -> None:
        place = self.couple(reader), step
        if place in self.under_way:
            return
        self.under_way.add(place)
        said = sorted(self.ready.pop(place, {}).items(), key=lambda one: one[1])
        if len(said) < 2 or said[-1][1] - said[-2][1] > WEEK + self.ways.soon:
            ready = ", ".join(f"{self.record.name(person)} at {at:%a %d.%m. %H:%M}" for person, at in said)
            self.breaks(f"{step} has begun for {self.who(event.viewers)}; ready had said: {ready or 'nobody'}")


@lru_cache(maxsize=10_000)
def offered(text: str) -> str:
    """Return the step that a message offers."""
    if not says_one(text, "programme-offered", "programme-suggested"):
        return ""
    key = says_one(text, *(f"programme-about.{step}" for step in STEPS))
    return key.partition(".")[2]


@lru_cache(maxsize=20_000)
def step_of(text: str) -> str:
    """Return the step whose question this is, going by the line that says where one is; '' for none."""
    lines = text.splitlines()[:2]
    return next((step for line in lines for step, name in _steps() if _progress(line, name)), "")


@cache
def _steps() -> tuple[tuple[str, str], ...]:
    return tuple((step, texts().text(language, f"step-{step}", {})) for step in STEPS for language in languages())


def _progress(line: str, name: str) -> bool:
    rest = line.removeprefix(f"{name} · ")
    return rest != line and rest[:1].isdigit()


@dataclass(frozen=True, slots=True)
class Stop:
    """That all stands still: in whose couple, and since when nothing goes on without a yes of this reader."""

    key: str
    couple: int
    at: datetime
    shown: Shown


Wish: TypeAlias = Literal["stop", "yes", "no"]
"""To stand still, to go on, or not to go on after all."""
ANY_YES = ("go_on", "yes", *RETURNS)
"""What a press carries that says yes to going on, or to a time for it."""


@dataclass
class Stand:
    """How far two who stopped are with going on, by what the bot has heard of them."""

    stops: list[datetime] = field(default_factory=list)
    """When somebody wanted all to stand still, who did not want that already."""
    wished: datetime | None = None
    """When somebody wanted it last, whatever they wanted before."""
    yes: frozenset[int] = frozenset()
    """Who wants to go on."""
    went_on: datetime | None = None
    """When both said so last."""
    unsure: datetime | None = None
    """When somebody wished something last of which nobody knows whether the bot heard it before or after another."""

    def hears(self, act: Typed | Pressed, wish: Wish, partners: frozenset[int], *, mixed: bool) -> None:
        self.unsure = act.at if mixed else self.unsure
        both = len(partners) > 1 and partners <= self.yes
        self.wished = act.at if wish == "stop" else self.wished
        if wish == "stop" and (both or act.person in self.yes or not self.stops):
            self.stops, self.yes = [*self.stops[-9:], act.at], frozenset()
        elif wish == "yes":
            self.yes |= {act.person}
            if len(partners) > 1 and partners <= self.yes:
                self.went_on = act.at
        else:  # who is at a stop already is only shown it again
            self.yes -= {act.person}


class C2(OfCouples):
    """Every question of a talk has the ways out; one press stops it for both, and only both go on."""

    rule = "C2"

    def begins(self) -> None:
        self.still: dict[int, Stop] = {}
        """Who was shown that all stands still, and has not been asked anything since."""
        self.acts: dict[int, list[tuple[Typed | Pressed, Wish]]] = defaultdict(list)
        """What those of a couple wished of which it may still turn out that the bot never hears it."""
        self.stands: dict[int, Stand] = defaultdict(Stand)
        """What came of all before that."""
        self.turns: dict[tuple[int, int], int] = {}
        """The newest question that somebody has answered of a conversation: a press on an older one means nothing."""
        self.moved: dict[int, datetime] = {}
        """When somebody was asked something last, after all had stood still."""
        self.behind: datetime | None = None
        """When the bot was last at what people had done long before: what it shows then is of no certain moment."""
        self.asked: Pressed | Typed | None = None
        self.stopped: dict[int, str] = {}
        """What each was shown since the press, of what stops a talk."""
        self.questions: dict[int, deque[Shown]] = defaultdict(lambda: deque(maxlen=5))
        """What was asked last in each chat."""
        self.wrong: dict[int, datetime] = {}
        """When a call for each chat failed last."""

    def called(self, event: Called) -> None:
        chat = event.call.params.get("chat_id")
        if chat is not None and (not event.call.ok or event.call.fault is not None):
            self.wrong[int(chat)] = event.at

    def acted(self, event: Typed | Pressed) -> None:
        self._judge()
        self._settle()
        stops = (
            event.data in ("m.pause", "m.time_out")
            if isinstance(event, Pressed)
            else event.text.split("@")[0] in ("/pause", "/timeout")
        )
        expects = stops and self.ways.orderly and (event.person not in self.still or self._both_wish(event.person))
        self.asked = event if expects else None  # who is at a stop already is only shown it again
        if stops:
            self._wishes(event, "stop")
        self.stopped.clear()

    def typed(self, event: Typed) -> None:
        if event.text.split("@")[0] == "/resume":
            self._wishes(event, "yes")

    def pressed(self, event: Pressed) -> None:
        to = read(event.data)
        if to is not None and to.kind in "st":
            newest = self.turns.get((event.person, to.session_id), to.number)
            if to.number < newest:
                return
            self.turns[event.person, to.session_id] = to.number
        hidden = not event.label and to is not None and to.action in ANY_YES  # on a message that has no buttons now
        again = hidden or event.data.startswith("m.resume")
        proposes = event.on is not None and says(event.on.text, "programme-time_out")
        if again or proposes or is_button(event.label, *GO_ON, "programme-agree.yes", *READY):
            self._wishes(event, "yes")
        elif is_button(event.label, "programme-paused_met.not_yet", "programme-back_met.not_yet"):
            self._wishes(event, "no")

    def _wishes(self, event: Typed | Pressed, wish: Wish) -> None:
        self.acts[self.couple(event.person)].append((event, wish))

    def _both_wish(self, person: int) -> bool:
        """Tell whether both have said yes to going on since somebody wished to stop."""
        stand, both = self._stand(person), self._both(person)
        return bool(stand.stops) and len(both) > 1 and both <= stand.yes

    def _both(self, person: int) -> frozenset[int]:
        return frozenset((person, *self.partners(person)))

    def _settle(self) -> None:
        """Take in what the bot is certain to have heard or not: after some days it has forgotten that it did."""
        for couple, acts in self.acts.items():
            while acts and self.record.is_known(acts[0][0]):
                act, wish = acts.pop(0)
                if self.record.heard(act):
                    self._hears(self.stands[couple], act, wish)

    def _stand(self, person: int) -> Stand:
        """Return how far those are whom a person belongs to."""
        self._settle()
        stand = replace(self.stands[self.couple(person)])
        for act, wish in self.acts[self.couple(person)]:
            if self.record.heard(act):
                self._hears(stand, act, wish)
        return stand

    def _hears(self, stand: Stand, act: Typed | Pressed, wish: Wish) -> None:
        stand.hears(act, wish, self._both(act.person), mixed=act.update in self.record.mixed)

    def shown(self, event: Shown) -> None:
        if event.edited:
            return
        if any(event.at - waiting.at > LONG_AGO for waiting in self.record.telegram.state.waiting):
            self.behind = event.at
        text = event.message.text
        stop, step = says_one(text, *STOPS), step_of(text)
        for viewer in event.viewers:
            if stop:
                self._stops(event, viewer, stop)
            elif says_one(text, "programme-resting") and self._both_wish(viewer):
                self.still.pop(viewer, None)
                self.moved[viewer] = event.at
            elif step:
                self._question(event, viewer, step)
        if step:
            carried = {button.data for row in event.message.buttons for button in row}
            missing = {"m.pause", "m.time_out", "m.safety", "m.menu"} - carried
            if missing:
                self.breaks(f"a question of {step} lacks {sorted(missing)}: {text[:60]!r}")

    def _stops(self, event: Shown, viewer: int, stop: str) -> None:
        """Note that somebody was shown that all stands still: since the wish for it that they were not told of yet."""
        couple, self.stopped[viewer] = self.couple(viewer), stop
        stand, moved = self._stand(viewer), self.moved.get(viewer)
        if not stand.stops:  # the world began so
            self.stands[couple].stops.append(event.at)
        new = [at for at in stand.stops if moved is None or at > moved]
        before = self.still.get(viewer)
        if before is None or before.couple != couple:
            self.still[viewer] = Stop(stop, couple, min(new, default=stand.wished or event.at), event)

    def _question(self, event: Shown, viewer: int, step: str) -> None:
        stop, late = self.still.get(viewer), self._comes_late(event)
        self.questions[event.chat].append(event)
        if late:
            return
        if stop is not None and event.chat != stop.shown.chat and event.at - stop.shown.at < self.ways.soon:
            return  # it may have waited since before the stop: what is for two chats comes in any order
        self.still.pop(viewer, None)
        if stop is None or stop.couple != self.couple(viewer):
            return
        self.moved[viewer] = event.at
        stand, behind = self._stand(viewer), self.behind is not None and event.at - self.behind < self.ways.soon
        unsure = stand.unsure is not None and stand.unsure >= stop.at
        if not behind and not unsure and (stand.went_on is None or stand.went_on < stop.at):
            self.breaks(
                f"after {stop.key} at {stop.at:%a %H:%M:%S} a question of {step} came to {self.record.name(viewer)}; "
                f"yes to going on had said {self.who(stand.yes) if stand.yes else 'nobody'}"
            )

    def _comes_late(self, event: Shown) -> bool:
        """Tell whether it may be a request that came late, when the bot had given it up and sent it again."""
        failed, message = self.wrong.get(event.chat), event.message
        if failed is None or event.at - failed >= ON_ITS_WAY:
            return False
        asked = ((one.message.text, one.message.buttons) for one in self.questions[event.chat])
        return (message.text, message.buttons) in asked

    def _judge(self) -> None:
        """Look at what a press on Pause or Time-out has brought."""
        asked, self.asked = self.asked, None
        if asked is None:
            return
        stop = self.stopped.get(asked.person)
        if stop is None:
            self._nothing_stopped(asked)
            return
        for one in self.partners(asked.person):
            if one in self.stopped or not self._is_here(one):
                continue
            self.breaks(f"{self.record.name(asked.person)} has stopped the talk, and {self.record.name(one)} reads on")

    def _nothing_stopped(self, asked: Pressed | Typed) -> None:
        shown = [one.text for one in self.record.screen(asked.person) if one.sender.bot][-2:]
        if not any(says_one(text, *NOTHING_TO_STOP, "bot-resting") for text in shown) and not self._toast(asked):
            self.breaks(f"{self.record.name(asked.person)} asked to stop, and nothing stopped: {shown[-1:]!r}")

    def _toast(self, asked: Pressed | Typed) -> str:
        press = self.record.telegram.state.presses.get(asked.query) if isinstance(asked, Pressed) else None
        return press.toast or "" if press else ""

    def _is_here(self, person: int) -> bool:
        """Tell whether the person is still of the couple, as far as their screen says."""
        over = ("bot-erased", "bot-left", "programme-ended", "programme-ended_together", "bot-new_account-gone")
        shown = [one.text for one in self.record.telegram.messages(person) if one.sender.bot]
        return bool(shown) and not any(says_one(text, *over) for text in shown)

    def ends(self) -> None:
        self._judge()


class C3(OfCouples):
    """What counts is the more careful of both; a line gets looser only by two wishes, a day, and two yeses."""

    rule = "C3"

    def begins(self) -> None:
        self.own: dict[int, dict[str, str]] = defaultdict(dict)
        """What each has ticked, and was done with, as their own buttons say."""
        self.ticked: dict[int, dict[str, str]] = defaultdict(dict)
        """What each has ticked last: before Done it does not count, and may never."""
        self.counts: dict[int, dict[str, str]] = defaultdict(dict)
        """What counts for a couple, as it was shown last."""
        self.wishes: dict[tuple[int, str], dict[int, datetime]] = defaultdict(dict)
        self.yes: dict[tuple[int, str], dict[int, datetime]] = defaultdict(dict)
        self.signed: dict[int, set[int]] = defaultdict(set)
        self.about: dict[int, str] = {}
        """Which line somebody is choosing about."""
        for person in self.record.people:
            for message in self.record.telegram.messages(person):
                if message.sender.bot and says_one(message.text, *_LISTS):
                    self.counts[self.couple(person)] |= dict(_lines(message.text))

    def pressed(self, event: Pressed) -> None:
        text, person, couple = (event.on.text if event.on else ""), event.person, self.couple(event.person)
        if is_button(event.label, "engine-worksheet.done"):
            self.own[event.chat] |= self.ticked.pop(event.chat, {})
        elif is_button(event.label, "engine-again.leave"):
            self.ticked.pop(event.chat, None)
        elif says(text, "boundaries-look") and is_button(event.label, "boundaries-look.agree"):
            self.signed[couple].add(person)
        elif says_one(text, "boundaries-wish_item"):
            self.about[person] = _items().get(event.label, "")
        elif says(text, "boundaries-wish_level") and self.about.get(person):
            self.wishes[couple, self.about[person]][person] = event.at
        elif says(text, "boundaries-confirm") and is_button(event.label, "boundaries-confirm.yes"):
            for item, _ in _lines(text):
                self.yes[couple, item][person] = event.at

    def shown(self, event: Shown) -> None:
        text, couple = event.message.text, self.couple(min(event.viewers, default=0))
        if says(text, "boundaries-worksheet") and event.chat > 0:
            self._ticks(event)
        elif says_one(text, "boundaries-matched", "boundaries-confirm"):
            self._matched(event, couple)
        elif says_one(text, *_LISTS):
            for item, level in _lines(text):
                self._counts(event, couple, item, level)
        elif says(text, "boundaries-signed"):
            self.signed[couple].clear()

    def _ticks(self, event: Shown) -> None:
        for label in (label.removeprefix("▾ ") for label in event.message.labels):
            name, _, level = label.rpartition(": ")
            if name in _items() and level in _levels():
                self.ticked[event.chat][_items()[name]] = _levels()[level]

    def _counts(self, event: Shown, couple: int, item: str, level: str) -> None:
        before = self.counts[couple].get(item)
        people = [one for one in self.own if self.couple(one) == couple]
        if before is None:
            strictest = max((self.own[one].get(item, "ask") for one in people), key=LEVELS.index, default=level)
            if people and LEVELS.index(level) < LEVELS.index(strictest):
                self.breaks(f"{item} reads {level} to {self.who(event.viewers)}, though one of them ticked {strictest}")
        elif LEVELS.index(level) < LEVELS.index(before) and not self._may_loosen(couple, item):
            self.breaks(f"{item} got looser, from {before} to {level}, without two wishes and two yeses")
        self.counts[couple][item] = level

    def _may_loosen(self, couple: int, item: str) -> bool:
        wished, yes = self.wishes[couple, item], self.yes[couple, item]
        both = len(wished) >= 2 and len(yes) >= 2
        in_time = both and abs(max(wished.values()) - min(wished.values())) <= FORTNIGHT
        a_day = both and min(yes.values()) - max(wished.values()) >= DAY - self.ways.soon
        return (in_time and a_day) or self._changed_before_signing(couple)

    def _changed_before_signing(self, couple: int) -> bool:
        """Say whether they are still at the agreement: what nobody has signed can be filled in anew."""
        return any(self.own[one] for one in self.own if self.couple(one) == couple) and len(self.signed[couple]) < 2

    def _matched(self, event: Shown, couple: int) -> None:
        for item, _ in _lines(event.message.text):
            wished = self.wishes[couple, item]
            if len(wished) < 2:
                self.breaks(f"{self.who(event.viewers)} read of a wish about {item} that {self.who(wished)} alone had")


_LISTS = ("boundaries-agreement", "boundaries-every_line", "boundaries-agreed", "boundaries-changed")


@cache
def _items() -> dict[str, str]:
    """Return the items by what they are called, in every language."""
    return {texts().text(language, f"boundary_items-{item}", {}): item for language in languages() for item in ITEMS}


@cache
def _levels() -> dict[str, str]:
    """Return the levels by what they are called, on buttons and in lists, in every language."""
    keys = ("boundaries-worksheet.{}", "boundary_items-level-{}")
    found = ((language, key.format(level), level) for language in languages() for key in keys for level in LEVELS)
    return {texts().text(language, key, {}): level for language, key, level in found}


@lru_cache(maxsize=2000)
def _lines(text: str) -> tuple[tuple[str, str], ...]:
    """Return the lines of an agreement that stand in a text: items with their levels."""
    found = []
    for line in text.splitlines():
        name, _, level = line.rpartition(": ")
        item = _items().get(name.rpartition(" · ")[2])
        if item and level in _levels():
            found.append((item, _levels()[level]))
    if says_one(text, "boundary_items-rest", "boundary_items-rest_all"):
        found += [(item, "ask") for item in ITEMS if item not in dict(found)]
    return tuple(found)


class C4(OfCouples):
    """An apology's words come to the other only after they have said that they are ready to read it."""

    rule = "C4"

    def begins(self) -> None:
        self.waiting: dict[str, Pressed] = {}
        self.ready: set[int] = set()
        self.seen: set[tuple[int, str]] = set()
        """Who has seen which word: what a partner knows from elsewhere is none of an apology's."""

    def pressed(self, event: Pressed) -> None:
        text = event.on.text if event.on else ""
        if says(text, "open_communication-letter_preview") and is_button(
            event.label, "open_communication-letter_preview.send"
        ):
            mine = {word for word in event.words if self.record.authors[word].person == event.person}
            mine -= {word for one, word in self.seen if one in self.partners(event.person)} - self.waiting.keys()
            if mine - self.waiting.keys():  # else an old button, pressed once more
                self.ready -= set(self.partners(event.person))
            self.waiting |= dict.fromkeys(mine, event)
        ready = ("open_communication-receive.ready", "open_communication-receive_later.ready")
        asked = ("open_communication-receive", "open_communication-receive_later")
        if says_one(text, *asked) and is_button(event.label, *ready):
            self.ready.add(event.person)

    def shown(self, event: Shown) -> None:
        for word in event.words & self.waiting.keys():
            author = self.waiting[word].person
            early = event.viewers - {author} - self.ready
            if early:
                self.breaks(f"{word!r} of {self.record.name(author)}'s apology came to {self.who(early)} unasked")
        self.seen |= {(one, word) for one in event.viewers for word in event.words}


class C5(OfCouples):
    """Of the letter the other learns nothing, unless it is sent: no status, no question, no moment."""

    rule = "C5"

    def begins(self) -> None:
        self.just: Pressed | Typed | None = None
        self.ended = False
        """Whether its author goes on now: then the next question may come to both."""
        self.sent: set[int] = set()

    def typed(self, event: Typed) -> None:
        about = event.prompt is not None and says_one(event.prompt.text, "patience-letter", "patience-letter_offer")
        self.just, self.ended = (event if about else None), False

    def pressed(self, event: Pressed) -> None:
        text = event.on.text if event.on else ""
        about = says_one(text, "patience-letter", "patience-letter_offer", "patience-letter_choice")
        self.just, self.ended = (event if about else None), is_button(event.label, *_ENDS)
        if about and is_button(event.label, "patience-letter_choice.share"):
            self.just = None
            self.sent.add(event.person)

    def shown(self, event: Shown) -> None:
        just, text = self.just, event.message.text
        if self.ways.orderly and just is not None:
            others = {one for one in event.viewers - {just.person} if self.record.linked(one, just.person)}
            if others and not (self.ended and (step_of(text) == "patience" or says(text, "engine-wait"))):
                self.breaks(
                    f"{self.record.name(just.person)} was at the letter, and {self.who(others)} saw {text[:80]!r}"
                )
        if says(text, "patience-letter-carried") and not self.sent & set(self.partners(min(event.viewers, default=0))):
            self.breaks(f"{self.who(event.viewers)} read a letter that nobody has sent")
        if event.chat < 0 and says_one(text, *_RECEIPTS):
            self.breaks(f"the group reads of a letter: {text[:80]!r}")


_ENDS = ("patience-letter_offer.leave_it", "patience-letter_choice.keep", "patience-letter_choice.delete")
_RECEIPTS = ("patience-letter-kept", "patience-letter-deleted", "patience-letter-sent", "patience-letter_choice")

ALL = (C1, C2, C3, C4, C5)
