"""A person's copy of what is theirs: values -> a page to read, JSON and one zip. Pure; docs/export.md has the shape."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from itertools import groupby
from typing import Any, Literal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo
from zoneinfo import ZoneInfo

from bot.screen import Reader, bare, plain
from bot.store.values import Settings
from flows.zones import place_of_zone

FORMAT, VERSION = "reknit-export", 1
PAGE, DATA = "read.html", "data.json"

Readers = Literal["you", "sealed", "both", "partner"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One answer. ``words`` are as the person reads them; ``sent`` is False for a draft.

    ``asked_at`` is when the question was shown, ``written_at`` when words came; None where that is not kept.
    """

    conversation: str
    began_at: datetime
    ask: str
    question: str
    form: str
    words: str
    seen: Readers
    sent: bool
    asked_at: datetime | None = None
    written_at: datetime | None = None
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownText:
    """One message of the bot, as it reads now. ``html`` is empty for what was passed on; ``media`` says what it is."""

    at: datetime
    place: Literal["private", "group"]
    html: str
    media: Literal["", "voice", "photo"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    made_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None
    used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A record that outlives its conversation; ``shared``: it belongs to the couple."""

    name: str
    at: datetime
    shared: bool
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """All that one person's copy holds. ``reader`` is that person."""

    reader: Reader
    name: str
    telegram_id: int
    met_at: datetime
    consented_at: datetime | None
    settings: Settings
    written: Sequence[Written]
    shown: Sequence[ShownText]
    invitations: Sequence[Invitation]
    together: Sequence[Together]
    kept: Sequence[Kept]


def zipped(copy: Copy) -> bytes:
    """Return the file: the same bytes for the same copy."""
    made = copy.reader.now.astimezone(ZoneInfo(copy.reader.zone))
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, text in ((PAGE, page(copy)), (DATA, data(copy))):
            entry = ZipInfo(name, made.timetuple()[:6])
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, text.encode())
    return out.getvalue()


def file_name(copy: Copy) -> str:
    """Return a name that gives nothing away in a folder of downloads or on a lock screen."""
    return f"copy-{copy.reader.now.astimezone(ZoneInfo(copy.reader.zone)):%Y-%m-%d}.zip"


# -- JSON


def data(copy: Copy) -> str:
    zone = ZoneInfo(copy.reader.zone)
    settings = {name: value for name, value in asdict(copy.settings).items() if name not in _OURS}
    fields: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": copy.reader.now,
        "zone": copy.reader.zone,
        "profile": {
            "name": copy.name,
            "telegram_id": copy.telegram_id,
            "met_at": copy.met_at,
            "consented_at": copy.consented_at,
            "settings": settings,
        },
        "written": [asdict(one) for one in copy.written],
        "shown": [_shown(one) for one in copy.shown],
        "invitations": [asdict(one) for one in copy.invitations],
        "together": [asdict(one) for one in copy.together],
        "kept": [asdict(one) for one in copy.kept],
    }
    return json.dumps(fields, ensure_ascii=False, indent=1, default=lambda moment: moment.astimezone(zone).isoformat())


_TELEGRAMS = re.compile("</?(?:a|tg-time)(?: [^>]*)?>")
_OURS = ("copied", "erasing", "place", "place_of", "heir")
"""Settings that are the bot's own notes."""


def _shown(one: ShownText) -> dict[str, Any]:
    return {"at": one.at, "place": one.place, "form": one.media or "text", "text": bare(one.html)}


# -- the page

_STYLE = """
:root { color-scheme: light dark; --ink: #23262b; --soft: #5d6570; --line: #d9dce1; --paper: #fbfaf8; --card: #fff }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e4df; --soft: #a3a9b2; --line: #3a3f46; --paper: #17191c; --card: #1f2226 }
}
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 44rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.5rem; line-height: 1.25 } h2 { margin-top: 3rem; font-size: 1.25rem }
h3 { margin: 2rem 0 .75rem; font-size: 1.05rem }
a { color: inherit }
article { margin: .75rem 0; padding: .9rem 1rem; background: var(--card); border: 1px solid var(--line);
  border-radius: .6rem; break-inside: avoid }
article > * { margin: 0 0 .4rem } article > :last-child { margin-bottom: 0 }
.said, .question { white-space: pre-wrap } .question { color: var(--soft); font-size: .9375rem }
.soft, time { color: var(--soft); font-size: .875rem }
blockquote { margin: .3rem 0; padding-left: .8rem; border-left: 3px solid var(--line) }
dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .35rem 1rem } dd { margin: 0 }
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #444; --line: #999; --paper: #fff; --card: #fff }
  body { max-width: none; padding: 0 }
}
""".strip()


def page(copy: Copy) -> str:
    """Return one page that stands alone: no script, and nothing from anywhere else."""
    text = copy.reader.text
    sections = [
        _section("written", text("export-written"), _written(copy), text("export-nothing")),
        _section("shown", text("export-shown"), _messages(copy), text("export-nothing")),
        _section("kept", text("export-kept"), _records(copy), text("export-nothing")),
        _section("about", text("export-about"), _about(copy), ""),
    ]
    title, made = plain(text("export-title")), plain(text("export-made", moment=_moment(copy.reader, copy.reader.now)))
    parts = [
        f'<!doctype html>\n<html lang="{copy.reader.language}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
        f'<header><h1>{title}</h1>\n<p class="soft">{made}</p>\n<p>{plain(text("export-careful"))}</p></header>',
        *sections,
        "</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _section(name: str, title: str, articles: Iterator[str], nothing: str) -> str:
    inside = "\n".join(articles) or f'<p class="soft">{plain(nothing)}</p>'
    return f'<section id="{name}">\n<h2>{plain(title)}</h2>\n{inside}\n</section>'


def _written(copy: Copy) -> Iterator[str]:
    reader = copy.reader
    for (step, began), answers in groupby(copy.written, key=lambda one: (one.conversation, one.began_at)):
        title = reader.text(f"step-{step}")
        yield f"<h3>{plain(title)} · {plain(_moment(reader, began))}</h3>"
        for one in answers:
            moment = one.written_at or one.asked_at
            seen = reader.text("export-seen.draft" if not one.sent else f"export-seen.{one.seen}")
            facts = " · ".join(filter(None, [_moment(reader, moment) if moment else "", seen]))
            question = f'<p class="question">{plain(one.question)}</p>'
            yield (
                f'<article>{question}<p class="said">{plain(one.words)}</p><p class="soft">{plain(facts)}</p></article>'
            )


def _messages(copy: Copy) -> Iterator[str]:
    reader = copy.reader
    for one in copy.shown:
        inside = _tidy(one.html) if one.html else plain(reader.text(f"export-{one.media}"))
        where = reader.text(f"export-place.{one.place}")
        moment = f"<time>{plain(_moment(reader, one.at))} · {plain(where)}</time>"
        yield f'<article>{moment}<div class="said">{inside}</div></article>'


def _tidy(html: str) -> str:
    """Return a message's own markup without links, moments and foldings, which mean something in Telegram only."""
    return _TELEGRAMS.sub("", html.replace("<blockquote expandable>", "<blockquote>"))


def _records(copy: Copy) -> Iterator[str]:
    for one in copy.kept:
        facts = f"{one.name} · {_moment(copy.reader, one.at)}"
        yield f'<article><p class="said">{plain(one.body)}</p><p class="soft">{plain(facts)}</p></article>'


def _about(copy: Copy) -> Iterator[str]:
    yield "<dl>"
    for name, value in _facts(copy):
        label = copy.reader.text(f"export-fact.{name}")
        yield f"<dt>{plain(label)}</dt><dd>{plain(value)}</dd>"
    yield "</dl>"


def _facts(copy: Copy) -> Iterator[tuple[str, str]]:
    reader, settings = copy.reader, copy.settings
    yield "name", copy.name
    yield "number", str(copy.telegram_id)
    yield "met", _moment(reader, copy.met_at)
    if copy.consented_at:
        yield "consented", _moment(reader, copy.consented_at)
    yield "language", reader.text(f"welcome-language.{settings.language}")
    if settings.zone:
        yield "zone", place_of_zone(settings.zone, reader.language)
    if settings.country and reader.texts.has(reader.language, key := f"country-{settings.country.lower()}"):
        yield "country", reader.text(key)
    yield "quiet", f"{settings.quiet_from} – {settings.quiet_to}"
    yield "nudges", " · ".join(filter(None, [reader.text(f"welcome-nudges.{settings.nudges}"), settings.nudge_at]))
    if settings.track:
        yield "track", reader.text(f"export-track.{settings.track}")
    for one in copy.together:
        yield "together", " – ".join([_moment(reader, one.since), _moment(reader, one.until) if one.until else "…"])
    for invitation in copy.invitations:
        ends = {"used": invitation.used_at, "withdrawn": invitation.withdrawn_at, "until": invitation.expires_at}
        name, moment = next((name, moment) for name, moment in ends.items() if moment)
        end = reader.text(f"export-invitation.{name}", moment=_moment(reader, moment))
        yield "invitation", f"{_moment(reader, invitation.made_at)} · {end}"


def _moment(reader: Reader, moment: datetime) -> str:
    return moment.astimezone(ZoneInfo(reader.zone)).strftime("%d.%m.%Y %H:%M")
