"""One conversation in a terminal, for authors: both roles, the real texts, nothing stored and nothing sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from bot.quotes import quoted
from bot.screen import Quote, Reader, Sheet, bare, draw, listed, plain, sheets
from bot.screen import quoted as blocks
from bot.texts import Texts
from flows.engine.effects import Effect, Forget, Keep, Print, Record, Report, Say, Show, Wake
from flows.engine.events import LOOSE, Called, Chose, Event, Said, Ticked, Woke, Words
from flows.engine.frozen import replace
from flows.engine.moving import Outcome
from flows.engine.prompt import Prompt, prompt
from flows.engine.refusal import Refused
from flows.engine.script import ANY, Flow, Hold
from flows.engine.session import Partner
from flows.engine.step import start, step

NAMES = {Partner.A: "Alex", Partner.B: "Sam"}
HELP = """a 2            Alex presses the second button        b words   Sam writes
.              the next timer is due                 Ctrl-D    the end
! opened       Alex uses the command, or something else outside calls so; b! opened: Sam does"""


class Table:
    """Two people at one table. ``now`` (aware) is moved on by timers only; ``write`` gets what is to be read."""

    def __init__(
        self, flow: Flow, *, now: datetime, language: str, at: str | None, write: Callable[[str], None]
    ) -> None:
        self._flow, self._now, self._language, self._write = flow, now, language, write
        self._texts = Texts()
        self._words: dict[int, Words] = {}
        self._timers: list[Wake] = []
        begun = start(flow, seed=1, now=now, at=at, memory={"language": language})
        self._session = begun.session
        self._write(HELP)
        self._carry_out(begun)
        self._say_what_is_awaited()

    def play(self, lines: Iterable[str]) -> None:
        """Do what each line says, until the lines or the conversation end."""
        for line in lines:
            try:
                outcome = step(self._flow, self._session, self._event(line), self._now)
            except Refused as refused:
                self._write(f"  ({self._reader(Partner.A).text(f'engine-refused.{refused.reason.value}')})")
                continue
            except (KeyError, ValueError):
                self._write(HELP)
                continue
            self._session = outcome.session
            self._carry_out(outcome)
            if self._session.ended is not None:
                return
            self._say_what_is_awaited()

    def _say_what_is_awaited(self) -> None:
        """Where nobody is asked anything, name what can be called."""
        places = {place.state for place in self._session.positions.values()}
        if any(not isinstance(self._flow.state(place), Hold) for place in places):
            return
        rows = [row for row in self._flow.moves if row.at == ANY or places & set(row.sources())]
        calls = [name for name in self._flow.calls if any(name in row.triggers() for row in rows)]
        self._write(f"  ({', '.join(sorted(places))}: {' · '.join(f'! {name}' for name in calls) or '.'})")

    def _event(self, line: str) -> Event:
        who, _, rest = line.strip().partition(" ")
        if who == ".":
            return self._woken()
        if who.endswith("!"):
            return Called(name=rest, by=Partner(who[:-1] or Partner.A))
        by = Partner(who)
        shown, turn = prompt(self._flow, self._session, by), self._session.at(by).turn
        if not rest.isdecimal() or shown is None:
            return Said(by=by, turn=turn, words=Words(text=rest))
        button = shown.buttons[int(rest) - 1] if 0 < int(rest) <= len(shown.buttons) else None
        if button is None:
            return Said(by=by, turn=turn, words=Words(text=rest))
        if button.ticked is not None:
            return Ticked(by=by, turn=turn, item=button.action)
        return Chose(by=by, turn=turn, option=button.action)

    def _woken(self) -> Woke:
        """Return the next timer that still means something.

        Raises:
            ValueError: there is none.
        """
        live = [one for one in self._timers if one.entered in (LOOSE, self._session.at(one.by).entered)]
        wake = min(live, key=lambda one: one.at)
        self._timers.remove(wake)
        self._now = max(self._now, wake.at)
        return Woke(by=wake.by, entered=wake.entered, name=wake.name)

    def _carry_out(self, outcome: Outcome) -> None:
        for effect in outcome.effects:
            self._perform(effect)

    def _perform(self, effect: Effect) -> None:
        match effect:
            case Keep():
                self._words[effect.n] = effect.words
            case Forget():
                self._words.pop(effect.n, None)
            case Wake():
                self._timers.append(effect)
            case Say():
                self._say(effect)
            case Show():
                shown = prompt(self._flow, self._session, effect.to, effect.question)
                if shown is not None:
                    self._show(shown)
            case Report() | Record():
                self._write(f"  ({type(effect).__name__.lower()}: {effect.name})")
            case Print():
                self._write(f"  ({effect.form}: {effect.key})")
            case _:
                pass

    def _say(self, say: Say) -> None:
        together = say.to is None and self._flow.pair
        reader = self._reader(say.to or Partner.A)
        authors = [answer.by for n in say.quotes if (answer := self._session.numbered(n))]
        author = authors[0] if authors else (say.to or Partner.A).other
        extra = {"author": NAMES[author], "other": NAMES[author.other], "hint": say.hint or ""}
        extra |= {"time": reader.time(say.at)} if say.at else {}
        reader = replace(reader, extra=extra)
        top = "\n\n".join(filter(None, [reader.text(say.key), listed(reader, say.lines)]))
        whose = "both" if together else NAMES[reader.me or Partner.A]
        self._page(whose, sheets(plain(top), blocks(reader, self._quotes(reader, say.quotes), named=together), ""))

    def _show(self, shown: Prompt) -> None:
        own = {n: words.text for n, words in self._words.items()}
        reader = replace(self._reader(shown.to), own=own)
        self._page(NAMES[shown.to], draw(reader, shown, self._quotes(reader, shown.quotes), (), aloud=False))
        for number, button in enumerate(shown.buttons, 1):
            self._write(f"    {number}  {reader.label(button)}")

    def _quotes(self, reader: Reader, numbers: Iterable[int]) -> tuple[Quote, ...]:
        words = {n: {"text": kept.text} for n, kept in self._words.items()}
        return quoted(reader, self._session, numbers, words)

    def _page(self, whose: str, pages: Iterable[Sheet]) -> None:
        self._write(f"\n-- {whose}")
        for page in pages:
            self._write(bare(page.html))

    def _reader(self, me: Partner) -> Reader:
        return Reader(
            texts=self._texts,
            language=self._language,
            zone="UTC",
            now=self._now,
            names=NAMES,
            me=me,
            speaker=self._session.speaker,
        )
