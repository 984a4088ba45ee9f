"""A calm question after words about self-harm, for their author alone: no block, no alarm, no word to anybody else.

Nothing is kept of it but, if the person wishes, when to ask again. Source: evidence.md, C3.
"""

from __future__ import annotations

from datetime import timedelta

from bot.desk import Desk, plan
from bot.letters import private, send, tell
from bot.screen import Key, Sheet, arranged, plain
from bot.store.values import Person
from bot.texts import languages
from flows.hints import asks_for_care
from flows.schedule import next_allowed

REMOVED_AFTER = timedelta(hours=24)
AGAIN_AFTER = timedelta(hours=24)


def look(desk: Desk, person: Person, text: str) -> None:
    """Ask the person how they are, if they wrote words for it in their private chat."""
    if asks_for_care(text, languages()):
        ask(desk, person)


def ask(desk: Desk, person: Person) -> None:
    """Ask directly, say where help is, and offer to ask again."""
    reader = desk.reader_of(person)
    names = {"numbers": "m.safety", "tomorrow": "m.care_tomorrow", "fine": "m.care_fine"}
    keys = [Key(text=reader.text(f"bot-care.{name}"), data=data) for name, data in names.items()]
    sheet = Sheet(html=plain(reader.text("bot-care")), rows=arranged(keys, most=1))
    send(desk, private(person), sheet, remove_after=REMOVED_AFTER)


def look_in(desk: Desk, person: Person) -> None:
    """Come back as was wished: in words that can stand on a lock screen (N6), with the question behind a press."""
    reader = desk.reader_of(person)
    keys = [Key(text=reader.text("bot-care-again.open"), data="m.care")]
    sheet = Sheet(html=plain(reader.text("bot-care-again")), rows=arranged(keys))
    send(desk, private(person), sheet, remove_after=REMOVED_AFTER)


def tomorrow(desk: Desk, person: Person) -> None:
    """Ask again in a day, outside the person's quiet hours, because they wished it."""
    desk.tx.timers.set("again", next_allowed(plan(person), desk.now + AGAIN_AFTER), person_id=person.id)
    tell(desk, person, "bot-care-tomorrow", remove_after=REMOVED_AFTER)


def fine(desk: Desk, person: Person) -> None:
    """Take it as said."""
    tell(desk, person, "bot-care-fine", remove_after=REMOVED_AFTER)
