"""What a person sees: prompts and texts -> Telegram's HTML and keyboards. Pure; the only place that escapes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from html import escape, unescape
from typing import Any, Literal
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from bot.incoming import NAMELESS, tame
from bot.texts import Argument, Texts
from flows.engine.effects import Line
from flows.engine.prompt import Button, Prompt
from flows.engine.session import Partner, Seen
from flows.zones import place_of_zone

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MAX_UNITS = 4096
"""Telegram, sendMessage: characters after entity parsing, counted in UTF-16 units to be safe."""
PIECE_UNITS = 3800
"""A quote longer than this goes out in pieces of its own, so that it leaves room for the words around it."""
_TAG = re.compile("<[^>]+>")
_START, _WORDS, _END = "\ufdd0", "\ufdd1", "\ufdd2"
"""Around a moment that Telegram is to show: characters that no text holds, since none is let in."""
_MOMENT = re.compile(f"{_START}([0-9]+) ([a-zA-Z]+){_WORDS}([^{_START}{_WORDS}{_END}]*){_END}")
TICK = "✓ "
"""Before what is ticked."""
SOON = timedelta(days=6)
"""A moment is known by its weekday until then."""
HALF_A_YEAR = timedelta(days=183)
"""A day without a year is the nearest of its name up to then."""
RECEIPT_UNITS = 200
"""What a message with buttons leaves free: what became of it is to be written beneath it."""
LONG_QUOTE = 500
"""From here on a quote folds (expandable)."""


class Key(Struct, frozen=True, kw_only=True):
    """A button: its label, and what comes back (``data``) or where it leads (``url``)."""

    text: str
    data: str = ""
    url: str = ""

    def as_telegram(self) -> dict[str, str]:
        return {"text": self.text, "url": self.url} if self.url else {"text": self.text, "callback_data": self.data}


Rows = tuple[tuple[Key, ...], ...]


class Sheet(Struct, frozen=True, kw_only=True):
    """One message. ``answer_to`` is the placeholder of a reply that Telegram is asked to open for the reader.

    ``blanked``: on the phone it says more than is kept here, so its words must not be sent there again.
    ``media`` is what it is instead of words.
    """

    html: str
    rows: Rows = ()
    answer_to: str | None = None
    blanked: bool = False
    media: Literal["", "voice", "photo"] = ""

    def as_telegram(self) -> dict[str, Any]:
        """Return the parameters of sendMessage and editMessageText, apart from chat and message."""
        params: dict[str, Any] = {
            "text": self.html,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        if self.rows:
            params["reply_markup"] = {"inline_keyboard": [[key.as_telegram() for key in row] for row in self.rows]}
        elif self.answer_to is not None:
            params["reply_markup"] = {
                "force_reply": True,
                "selective": True,
                "input_field_placeholder": self.answer_to,
            }
        return params


class Quote(Struct, frozen=True, kw_only=True):
    """Somebody's answer, ready to be shown to who may see it. ``title`` names it, None where it speaks for itself."""

    by: Partner
    text: str
    title: str | None = None


class Reader(Struct, frozen=True, kw_only=True):
    """Who reads: their language and zone, the names of both, and which of them they are (None: a group).

    ``together``: the other one reads it too, by a clock of their own; ``apart``: which differs.
    """

    texts: Texts
    language: str
    zone: str
    now: datetime
    names: Mapping[Partner, str]
    me: Partner | None
    speaker: Partner = Partner.A
    host: str = ""
    extra: Mapping[str, Argument] = field(default_factory=dict)
    on_paper: bool = False
    """What is on paper is read on another day, so a moment has its whole date there."""
    own: Mapping[int, str] = field(default_factory=dict)
    """The words that buttons are labelled with, by the number of the answer."""
    together: bool = False
    apart: bool = False

    def text(self, key: str, **arguments: Argument) -> str:
        bare = self.texts.bare(self.language, key)
        return bare or self.texts.text(self.language, key, {**self._standing(), **arguments})

    def _standing(self) -> dict[str, Argument]:
        me = self.me or Partner.A
        return {
            "me": self.names.get(me, ""),
            "partner": self.names.get(me.other, ""),
            "speaker": self.names.get(self.speaker, ""),
            "listener": self.names.get(self.speaker.other, ""),
            "host": self.host or "none",
            **self.extra,
        }

    def time(self, moment: datetime) -> str:
        """Return a moment as the reader's own clock has it: the time, and the day if it is another one."""
        local, today = moment.astimezone(ZoneInfo(self.zone)), self.now.astimezone(ZoneInfo(self.zone))
        clock = local.strftime("%H:%M")
        if self.on_paper:
            return f"{local:%d.%m.%Y} {clock}"
        if local.date() == today.date():
            return clock
        if local.date() == today.date() + timedelta(days=1):
            return self.text("bot-tomorrow", clock=clock)
        return self.day_and_time(moment, self.zone)

    def day_and_time(self, moment: datetime, zone: str) -> str:
        """Return a moment as a clock in ``zone`` has it, always with its day, and with its year where that is far."""
        local = moment.astimezone(ZoneInfo(zone))
        weekday = self.text(f"bot-weekday.{WEEKDAYS[local.weekday()]}")
        day = f"{local:%d.%m.%Y}" if abs(moment - self.now) > HALF_A_YEAR else f"{local:%d.%m.}"
        return self.text("bot-on-day", weekday=weekday, day=day, clock=local.strftime("%H:%M"))

    def moment(self, moment: datetime) -> str:
        """Return a moment for a text: in a group as Telegram is to show it, to each by their own clock.

        Only ``plain`` makes it fit to be sent.
        """
        shown = self.clock(moment)
        if not self.together:
            return shown
        # Bot API, "Date-time entity formatting": weekday, long date, short time
        form = "wt" if moment - self.now < SOON else "wDt"
        return f"{_START}{int(moment.timestamp())} {form}{_WORDS}{shown}{_END}"

    def clock(self, moment: datetime) -> str:
        """Return a moment by the reader's clock, with its place where the other one reads it by another clock."""
        shown = self.time(moment)
        return f"{shown} ({place_of_zone(self.zone, self.language)})" if self.together and self.apart else shown

    def label(self, button: Button) -> str:
        label = self._label(button)
        if button.level:
            opened = "▾ " if button.ticked else ""
            return f"{opened}{label}: {self.level(button.level)}"
        return f"{TICK}{label}" if button.ticked else label

    def level(self, level: str) -> str:
        return level if level.isdecimal() else self.text(level)

    def _label(self, button: Button) -> str:
        if button.text:
            return place_of_zone(button.text, self.language) if "/" in button.text else button.text
        if button.answer is not None:
            return shortened(self.own.get(button.answer, ""))
        if button.at is not None and not button.key:
            return self.clock(button.at)
        return self.text(button.key, **({"time": self.clock(button.at)} if button.at else {}))

    def line(self, line: Line) -> str:
        """Return one line of a list."""
        arguments: dict[str, Argument] = {name: self.text(key) for name, key in line.names}
        if line.zone and line.at is None:
            arguments["place"] = place_of_zone(line.zone, self.language)
        if line.at is not None:
            arguments["time"] = self.day_and_time(line.at, line.zone) if line.zone else self.moment(line.at)
        if line.number is not None:
            arguments["number"] = line.number
        return self.text(line.key, **arguments)


def shortened(words: str) -> str:
    """Return somebody's words as far as they fit on a button: on one line, and without what turns or hides the rest."""
    flat = tame(words) or NAMELESS
    return flat if len(flat) <= WIDE + 6 else f"{flat[: WIDE + 5]}…"


def listed(reader: Reader, lines: Iterable[Line]) -> str:
    return "\n".join(reader.line(line) for line in lines)


def plain(text: str) -> str:
    """Return a text as HTML: what it says, and the moments in it that Telegram is to show."""
    html = escape(text, quote=False)
    return _MOMENT.sub(r'<tg-time unix="\1" format="\2">\3</tg-time>', html) if _START in html else html


def bare(html: str) -> str:
    """Return the words of a message without its markup: what ``plain`` was given."""
    return unescape(_TAG.sub("", html))


def quoted(reader: Reader, quotes: Sequence[Quote], *, named: bool) -> list[str]:
    """Return one block of HTML for each quote; ``named`` puts its author above it."""
    blocks = []
    for quote in quotes:
        heading = " · ".join(filter(None, [reader.names[quote.by] if named else "", quote.title or ""]))
        top = f"<b>{plain(heading)}</b>\n" if heading else ""
        fold = " expandable" if len(quote.text) > LONG_QUOTE else ""
        blocks.append(f"{top}<blockquote{fold}>{plain(quote.text)}</blockquote>")
    return blocks


def sheets(top: str, blocks: Sequence[str], bottom: str, rows: Rows = ()) -> list[Sheet]:
    """Return the messages for words around quotes: one if they fit, else the quotes in messages of their own.

    What is asked stands by its buttons then, after the quotes; what only tells whose words they are stands before them.
    """
    whole = "\n\n".join(filter(None, [top, *blocks, bottom]))
    if fits(whole, MAX_UNITS - (RECEIPT_UNITS if rows else 0)):
        return [Sheet(html=whole, rows=rows)]
    before, after = (top, bottom) if bottom or not rows else ("", top)
    pieces = [before, *(piece for block in blocks for piece in split(block)), after]
    *others, last = filter(None, pieces)  # Telegram takes no empty message
    return [*(Sheet(html=piece) for piece in others), Sheet(html=last, rows=rows)]


def units(html: str) -> int:
    """Return the length in UTF-16 units, markup included: never less than Telegram counts."""
    return len(html.encode("utf-16-le")) // 2


def fits(html: str, most: int) -> bool:
    """Say whether it has so many UTF-16 units at most; no character has more than two."""
    return len(html) * 2 <= most or units(html) <= most


def split(block: str) -> list[str]:
    """Return a quote's HTML in pieces that each fit into a message."""
    if fits(block, PIECE_UNITS):
        return [block]
    start = block.index(">", block.index("<blockquote")) + 1
    head, words, tail = block[:start], block[start : -len("</blockquote>")], "</blockquote>"
    pieces, rest = [], words
    while rest:
        cut = _cut(rest)
        pieces.append(f"{head}{rest[:cut]}{tail}")
        head, rest = "<blockquote expandable>", rest[cut:]
    return pieces


def _cut(words: str) -> int:
    """Return where to cut: at most a piece's length, at a space if there is one, never inside ``&amp;``."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if units(words[:middle]) <= PIECE_UNITS - 200 else (low, middle - 1)
    if low == len(words):
        return low
    space = words.rfind(" ", low // 2, low)
    if space > 0:
        return space + 1
    entity = words.rfind("&", max(low - 6, 0), low)
    return entity if entity > 0 and ";" not in words[entity:low] else low


def draw(
    reader: Reader,
    prompt: Prompt,
    quotes: Sequence[Quote],
    rows: Rows,
    *,
    aloud: bool = False,
) -> list[Sheet]:
    """Return the messages of a prompt: mark first, then where one is, the question, quotes, and the buttons."""
    lines = [
        _mark(reader, prompt, aloud=aloud) if prompt.words or aloud else "",
        _progress(reader, prompt),
    ]
    question = plain(_question(reader, prompt))
    again = plain(reader.text("engine-again")) if prompt.kind == "again" else ""
    top = "\n\n".join(filter(None, ["\n".join(filter(None, lines)), again, question]))
    hint = plain(reader.text("engine-hint", hint=prompt.hint)) if prompt.hint else ""
    is_long = prompt.long_chars is not None and sum(len(quote.text) for quote in quotes) > prompt.long_chars
    length = plain(reader.text("engine-long")) if is_long else ""
    several = plain(reader.text("engine-several")) if prompt.several else ""
    bottom = "\n\n".join(filter(None, [several, hint, length]))
    return sheets(top, quoted(reader, quotes, named=False), bottom, rows)


def _question(reader: Reader, prompt: Prompt) -> str:
    arguments: dict[str, Argument] = {"time": reader.moment(prompt.moment)} if prompt.moment else {}
    if prompt.page is not None:
        area = prompt.page.area.name
        title = reader.text(f"{prompt.page.deck}-area-{area}") if area else ""
        arguments |= {"area": title, "page": str(prompt.page.number), "pages": str(prompt.page.pages)}
    return "\n\n".join(filter(None, [reader.text(prompt.key, **arguments), listed(reader, prompt.lines)]))


def _mark(reader: Reader, prompt: Prompt, *, aloud: bool) -> str:
    key = "mark-group" if aloud else f"mark-{prompt.seen.value}"
    return plain(reader.text(key))


def _progress(reader: Reader, prompt: Prompt) -> str:
    if prompt.part is None or not prompt.parts or (prompt.seen is Seen.SHARED and prompt.kind == "preview"):
        return ""
    step = reader.text(f"step-{prompt.key.partition('-')[0]}")
    return f"<i>{plain(reader.text('progress', step=step, part=str(prompt.part), parts=str(prompt.parts)))}</i>"


WIDE = 26
"""Labels longer than this get a row of their own on a phone."""


def arranged(keys: Iterable[Key], *, most: int = 5) -> Rows:
    """Return keys in rows: short ones side by side, long ones alone; a tick moves no key away from under the finger."""
    rows: list[tuple[Key, ...]] = []
    row: list[Key] = []
    widest = 0
    for key in keys:
        wide = len(key.text.removeprefix(TICK))
        widest = max(widest, wide)
        if row and (widest * (len(row) + 1) > WIDE or len(row) == most):
            rows.append(tuple(row))
            row, widest = [], wide
        row.append(key)
    return (*rows, tuple(row)) if row else tuple(rows)


def scale_rows(keys: Sequence[Key]) -> Rows:
    """Return a scale in rows of nearly equal length, at most six to a row."""
    count = -(-len(keys) // 6)
    size = -(-len(keys) // count)
    return tuple(tuple(keys[start : start + size]) for start in range(0, len(keys), size))
