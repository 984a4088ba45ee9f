"""A new account on its way to the place of Sam's old one, and what two people keep together meanwhile."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from bot.rehearsal import Person
from bot.shelf import Shelved, from_json, record_from_json, record_to_json, to_json
from bot.store.transaction import Transaction
from flows.agreement import Wish, sign, to_facts
from flows.engine.effects import Record
from flows.engine.frozen import replace
from flows.engine.session import Facts, Partner, Session
from tests.bot.walk import Walk, link_in, rows

A_DAY, A_NIGHT = timedelta(hours=24), timedelta(hours=10)


async def gets_link(walk: Walk, person: Person) -> str:
    """Let the partner make a link for a new account, and return it."""
    await walk.says(person, "/menu")
    await walk.presses(person, "bot-menu.more", "bot-menu.new_account", "bot-new_account.link")
    return link_in(person.last())


async def follows(walk: Walk, link: str, name: str = "Sammy") -> Person:
    """Let somebody open the link with an account that the bot has not met, and go through Welcome."""
    new = walk.stage.world.person(name)
    await walk.follows(new, link)
    await walk.welcome(new)
    return new


async def asks(walk: Walk) -> Person:
    """Sam's new account has asked for its place; Alex is asked whether it is Sam's."""
    new = await follows(walk, await gets_link(walk, walk.alex))
    await walk.presses(new, "welcome-new_account.go_on")
    return new


async def waits(walk: Walk) -> Person:
    """Alex has said that it is Sam's, and the day begins."""
    new = await asks(walk)
    await walk.presses(walk.alex, "bot-new_account-question.yes")
    return new


async def takes_its_place(walk: Walk) -> Person:
    new = await waits(walk)
    await walk.stage.passes(A_DAY + A_NIGHT)
    return new


def heard(person: Person) -> list[str]:
    return [message.text for message in person.screen() if message.sender.bot]


def sent_to(walk: Walk, person: Person) -> str:
    """Return all that Telegram was told to show in somebody's chat, raw."""
    return "\n".join(
        str(call.params) for call in walk.stage.world.calls if str(call.params.get("chat_id")) == str(person.id)
    )


def together(folder: Path) -> set[frozenset[object]]:
    """Return the couples that there are now, by their people."""
    members = [row for row in rows(folder)["member"] if row[3] is None]
    return {frozenset(one[1] for one in members if one[0] == row[0]) for row in members}


def row_of(folder: Path, person: Person) -> object:
    return next(row[0] for row in rows(folder)["person"] if row[1] == person.id)


async def ways(walk: Walk) -> list[Session]:
    """Return the programmes of all couples, oldest first."""

    def look(tx: Transaction) -> list[Session]:
        couples = [one.couple_id for one in tx.account.memberships(1)]
        stored = [one for couple in couples for one in tx.sessions.all_of(None, couple) if one.flow == "programme"]
        return [from_json(one.body) for one in stored]

    return await walk.stage.app._store.run(look)


async def appreciates(walk: Walk, author: Person, reader: Person, words: str) -> None:
    await walk.says(author, "/appreciate")
    await walk.presses(author, "appreciate-choose.write")
    await walk.says(author, words)
    await walk.presses(author, "engine-words.skip", "engine-words.skip", "appreciate-preview.send")
    await walk.opens(reader)
    assert words in "\n".join(heard(reader))
    await walk.presses(reader, "appreciate-take.keep")


def signs(tx: Transaction, now: datetime) -> None:
    """Let the two have signed: Sam would go to step 4 at once, and wishes for more."""
    own: dict[Partner, dict[str, str | int]] = {
        Partner.A: {"rung": 2, "wait": "", "gifts": "ask"},
        Partner.B: {"rung": 4, "wait": "open", "gifts": "welcome"},
    }
    agreed = sign(own, now).wish(Partner.A, "gifts", "welcome", now)
    wished = replace(agreed, wishes={**agreed.wishes, Partner.B: {"rung": Wish(4, now)}})
    body = record_to_json(Shelved(session_id=0, record=Record(name="agreement", facts=to_facts(wished))))
    tx.records.keep("agreement", body, now=now, couple_id=1)
    way = next(one for one in tx.sessions.all_of(None, 1) if one.flow == "programme")
    tx.sessions.save(way, to_json(from_json(way.body).remember(step=2)), now)


def agreement(tx: Transaction) -> Facts:
    """Return the facts of the agreement of Alex's last couple."""
    couple = tx.couples.of(1)
    assert couple is not None
    (body,) = tx.records.all("agreement", couple_id=couple.id)
    return record_from_json(body).record.facts
