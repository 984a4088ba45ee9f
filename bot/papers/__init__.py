"""Files that a conversation gives people: the agreement as a page, an evening as a calendar entry, the keepsake.

Only in private chats, and only of what the reader may see: each quote is looked at in the session it was given in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.desk import Cast, Desk
from bot.letters import paper as send_paper
from bot.letters import private
from bot.papers.paper import Cited, Paper, Section
from bot.quotes import resolve
from bot.screen import Quote, Reader, Sheet, plain
from bot.shelf import from_json, record_from_json
from bot.store.values import StoredSession
from flows.engine.effects import Line, Print
from flows.engine.frozen import replace
from flows.engine.session import Answer, Form, Partner, Session, may_see

MOST_PICTURES = 4
"""What needs more is one file with pages instead."""
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
"""What some system does not take in the name of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printing:
    """One reader's file in the making."""

    desk: Desk
    stored: StoredSession
    session: Session
    effect: Print
    cast: Cast
    reader: Reader
    to: Partner


def print_for(desk: Desk, stored: StoredSession, session: Session, effect: Print) -> None:
    """Send each reader the file that a flow asked for, in their private chat."""
    cast = desk.cast(stored)
    for to in session.members if effect.to is None else (effect.to,):
        if to in cast.people:  # whoever was erased has left an empty seat
            reader = desk.reader(cast, to, session)
            if effect.form in ("pdf", "picture"):
                reader = replace(reader, on_paper=True)
            if effect.at is not None:
                reader = replace(reader, extra={**reader.extra, "time": reader.time(effect.at)})
            printing = _Printing(
                desk=desk, stored=stored, session=session, effect=effect, cast=cast, reader=reader, to=to
            )
            _print(printing)


def _print(printing: _Printing) -> None:
    # Their libraries take a tenth of a second and 30 MB: only for whom makes papers.
    match printing.effect.form:
        case "calendar":
            _send(printing, "ics", [_entry(printing)])
        case "pdf":
            _send_pages(printing, gathered(printing))
        case "trend":
            from bot.papers.trend import chart  # noqa: PLC0415 -- as above

            reader, effect = printing.reader, printing.effect
            lines = [(reader.text(one.key), one.points) for one in effect.series]
            _send(printing, "png", [chart(reader.text(f"{effect.key}.title"), lines, reader.zone)])
        case "picture":
            from bot.papers.picture import pictures  # noqa: PLC0415 -- as above

            paper = gathered(printing)
            made = pictures(paper)
            if len(made) <= MOST_PICTURES:
                _send(printing, "png", made)
            else:
                _send_pages(printing, paper)


def _send_pages(printing: _Printing, paper: Paper) -> None:
    from bot.papers.page import pdf  # noqa: PLC0415 -- as above

    _send(printing, "pdf", [pdf(paper)])


def _entry(printing: _Printing) -> bytes:
    from bot.papers.calendar import entry  # noqa: PLC0415 -- as above

    effect, desk = printing.effect, printing.desk
    assert effect.at is not None  # a calendar has a moment
    return entry(
        summary=printing.reader.text(f"{effect.key}.title"),
        at=effect.at,
        minutes=effect.minutes,
        now=desk.now,
        conversation=f"{desk.house.username} {printing.stored.id} {effect.key}",
    )


def _send(printing: _Printing, ending: str, contents: list[bytes]) -> None:
    reader, effect = printing.reader, printing.effect
    partner = printing.cast.people.get(printing.to.other)
    name = _UNFIT.sub(" ", reader.text(f"{effect.key}.file")).strip().removesuffix(f".{ending}")
    title = reader.text(f"{effect.key}.title")
    for number, content in enumerate(contents):
        send_paper(
            printing.desk,
            private(printing.cast.people[printing.to]),
            f"{name}.{ending}" if number == 0 else f"{name} {number + 1}.{ending}",
            content,
            Sheet(html=plain(reader.text(effect.key) if number == 0 else f"{title} · {number + 1} / {len(contents)}")),
            author=partner.id if partner and effect.form != "calendar" else None,
            picture=ending == "png",
        )


def gathered(printing: _Printing) -> Paper:
    """Return what is on the paper, in its reader's language."""
    reader, effect = printing.reader, printing.effect
    cited = _cited(printing, printing.stored, printing.session, effect.quotes)
    own: tuple[str | Cited, ...] = (*_lines(reader, effect.lines), *cited)
    sections = [Section(heading="", parts=own)] if own else []
    for name in effect.records:
        if parts := tuple(_kept(printing, name)):
            sections.append(Section(heading=reader.text(f"records-{name}"), parts=parts))
    return Paper(
        title=reader.text(f"{effect.key}.title"),
        date=reader.now.astimezone(ZoneInfo(reader.zone)).strftime("%d.%m.%Y"),
        language=reader.language,
        sections=tuple(sections),
    )


def _kept(printing: _Printing, name: str) -> Iterator[str | Cited]:
    """Yield what the kept records of this name say: their lines, and the words that they quote from their sessions."""
    tx, stored = printing.desk.tx, printing.stored
    for body in tx.records.all(name, person_id=stored.person_id, couple_id=stored.couple_id):
        shelved = record_from_json(body)
        yield from _lines(printing.reader, shelved.record.lines)
        source = tx.sessions.get(shelved.session_id)
        if source is not None and shelved.record.quotes:
            session = printing.session if source.id == stored.id else from_json(source.body)
            yield from _cited(printing, source, session, shelved.record.quotes)


def _lines(reader: Reader, lines: Iterable[Line]) -> Iterator[str]:
    return (reader.line(line) for line in lines)


def _cited(printing: _Printing, stored: StoredSession, session: Session, numbers: tuple[int, ...]) -> Iterator[Cited]:
    """Yield answers of a session as its reader may see them there (P1, P2)."""
    answers = [answer for n in numbers if (answer := session.numbered(n))]
    for answer in answers:
        assert may_see(printing.to, answer)  # P1 and P2: a flow keeps and prints only what both may read
    readable = tuple(answer.n for answer in answers if _says_something(answer))
    for quote in resolve(printing.desk, stored, session, printing.reader, readable).quotes:
        yield Cited(by=_heading(printing.reader, quote), text=quote.text)


def _says_something(answer: Answer) -> bool:
    return answer.form is not Form.SKIPPED  # nor does what somebody left who was erased


def _heading(reader: Reader, quote: Quote) -> str:
    return " · ".join(filter(None, [reader.names.get(quote.by, ""), quote.title or ""]))
