"""The safety page: numbers of the person's country, how to hide this chat, and a page that removes itself."""

from __future__ import annotations

from datetime import timedelta

from bot.desk import Desk
from bot.helplines import help_in
from bot.letters import Address, delete_many, edit, private, send
from bot.screen import Key, Reader, Rows, Sheet, plain
from bot.store.values import Person
from flows.engine.frozen import replace
from flows.safety_lines import SafetyLines, countries, lines

REMOVED_AFTER = timedelta(minutes=10)
DELETABLE = timedelta(hours=48)
"""Telegram, deleteMessage: a message can be deleted if it was sent less than 48 hours ago."""


def show(desk: Desk, person: Person) -> None:
    """Send the page of the person's country; it needs no conversation and interrupts none (S2)."""
    reader = desk.reader_of(person)
    sheet = page(reader, person.settings.country)
    send(desk, private(person), sheet, remove_after=REMOVED_AFTER, help_=True)


def show_stranger(desk: Desk, chat: int, reader: Reader) -> None:
    """Send the international page to somebody the bot knows nothing of."""
    send(desk, Address(chat=chat), page(reader, None), remove_after=REMOVED_AFTER, help_=True)


def choose(desk: Desk, to: Address, reader: Reader, shown_id: int) -> None:
    """Turn the page into the list of countries."""
    names = sorted((reader.text(f"country-{code.lower()}"), code) for code in countries())
    keys = [Key(text=name, data=f"m.country.{code}") for name, code in names]
    rows = tuple(tuple(keys[start : start + 2]) for start in range(0, len(keys), 2))
    back = (Key(text=reader.text("bot-safety-back"), data="m.country."),)
    edit(desk, to, shown_id, Sheet(html=plain(reader.text("bot-safety-choose")), rows=(*rows, back)))


def waits(desk: Desk, person: Person) -> bool:
    """Say whether the page waits to be sent to this person: it is to come also when all else of theirs goes (S2)."""
    sheet = page(desk.reader_of(person), person.settings.country)
    return desk.tx.outbox.holds(person.telegram_id, sheet.as_telegram()["text"])


def turn_to(desk: Desk, person: Person, shown_id: int, country: str | None) -> None:
    """Show another country on the page that is there, and remember it; for None go back to the one before."""
    if country is not None:
        desk.tx.people.settings(person.id, replace(person.settings, country=country))
    edit(desk, private(person), shown_id, page(desk.reader_of(person), country or person.settings.country))


def turn_for_stranger(desk: Desk, chat: int, reader: Reader, shown_id: int, country: str | None) -> None:
    """Show another country to somebody the bot knows nothing of, and remember nothing."""
    edit(desk, Address(chat=chat), shown_id, page(reader, country))


def delete_recent(desk: Desk, person: Person) -> None:
    """Delete what the bot wrote to this person in the last 48 hours, and the answers that it knows of."""
    delete_recent_in(desk, private(person), desk.reader_of(person))


def delete_recent_in(desk: Desk, to: Address, reader: Reader) -> None:
    recent = desk.tx.shown.recent(to.chat, desk.now - DELETABLE)
    for shown in recent:
        desk.tx.shown.close(shown.id)
    delete_many(desk, to, sorted((shown.message_id or 0 for shown in recent), reverse=True))
    send(desk, to, Sheet(html=plain(reader.text("bot-safety-deleted"))), remove_after=REMOVED_AFTER)


def page(reader: Reader, country: str | None) -> Sheet:
    """Return the page of an ISO 3166 country, or of anywhere for None."""
    found = lines(country)
    parts = [
        _heading(reader, found),
        *help_in(reader, found),
        plain(reader.text("bot-safety-hide")),
        plain(reader.text("bot-safety-removes")),
    ]
    return Sheet(html="\n\n".join(filter(None, parts)), rows=_rows(reader))


def _heading(reader: Reader, found: SafetyLines) -> str:
    name = reader.text(f"country-{found.country.lower()}") if _named(reader, found) and found.country else ""
    return plain(reader.text("bot-safety", country=name))


def _named(reader: Reader, found: SafetyLines) -> bool:
    key = f"country-{(found.country or '').lower()}"
    return found.country is not None and reader.texts.has(reader.language, key)


def _rows(reader: Reader) -> Rows:
    return (
        (Key(text=reader.text("bot-safety-country"), data="m.countries"),),
        (Key(text=reader.text("bot-safety-delete"), data="m.delete"),),
        (Key(text=reader.text("bar.menu"), data="m.menu"),),
    )
