"""Pictures of the page for the README: ``python -m tests.page.screenshots FOLDER``.

What is on the phones is a piece of one couple's way, put there line by line; the page is the real one.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.rehearsal import LocalTelegram, LocalTelegramServer, Person
from bot.rehearsal.stage import routes
from tests.page.driver import DESKTOP, PHONE, PhoneKey, Scheme, chromium, opened

HELP = ["⋯ Pause, time-out, help"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    name: str
    size: tuple[int, int]
    scheme: Scheme
    tab: PhoneKey | None = None
    scale: float = 1


PICTURES = (
    Picture(name="rehearsal-light", size=DESKTOP, scheme="light"),
    Picture(name="rehearsal-dark", size=DESKTOP, scheme="dark"),
    Picture(name="rehearsal-phone", size=PHONE, scheme="light", tab="b", scale=2),
)


@dataclass(slots=True)
class Evening:
    """20:02 in Berlin, and a world in which two people are about to talk."""

    now: datetime = datetime(2025, 11, 22, 19, 2, tzinfo=UTC)
    world: LocalTelegram = field(init=False)

    def __post_init__(self) -> None:
        self.world = LocalTelegram(now=lambda: self.now)

    def later(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    def bot_says(self, chat: int, html: str, *rows: list[str], **more: Any) -> None:
        keys = {"inline_keyboard": [[{"text": text, "callback_data": text[:20]} for text in row] for row in rows]}
        markup = {"reply_markup": keys} if rows else {}
        reply = self.world.receive(
            "sendMessage", {"chat_id": chat, "text": html, "parse_mode": "HTML", **markup, **more}
        )
        assert reply.status == 200, reply.body


def play(evening: Evening) -> None:
    world = evening.world
    alex = world.person("Alex", zone="Europe/Berlin")
    sam = world.person("Sam", zone="Europe/Berlin")
    group = world.group("Us", [alex, sam])
    for person in (alex, sam):
        world.state.chats[person.id].bot = "member"
    alex.adds_bot(group)
    _notes(evening, alex)
    _words(evening, sam)
    _answer(evening, alex)
    _heard(evening, sam)
    _in_the_group(evening, group.id, alex)


def _notes(evening: Evening, alex: Person) -> None:
    evening.bot_says(
        alex.id,
        "<b>Open communication</b> · 2 of 7\n🔒 Only you will see this.\n\nThink of what happened as a camera would "
        "have seen it: where, when, who said or did what.\nA few sentences are enough. You can use them later, or not.",
    )
    evening.later(3)
    alex.says(
        "On Friday I came home at two. I had said ten. You were on the sofa with the light on. "
        "I said nothing and went to bed."
    )
    evening.bot_says(alex.id, "Kept, for you alone.", ["Change it"])


def _words(evening: Evening, sam: Person) -> None:
    evening.later(4)
    evening.bot_says(
        sam.id,
        "Sam, you are speaking first.\n👥 Alex will see what you send, after you have seen it here.\n\nTell Alex what "
        "happened for you and what it did to you. Two or three sentences, then you'll hear them back.\n"
        'It can start with: "When … I felt … because …"',
    )
    evening.later(1)
    sam.says("When you came in and didn't say a word I felt like I wasn't there.")
    evening.bot_says(
        sam.id,
        "This is what Alex will see:\n<blockquote>When you came in and didn't say a word I felt like I wasn't there."
        "</blockquote>\nSent.",
    )


def _answer(evening: Evening, alex: Person) -> None:
    evening.later(1)
    evening.bot_says(
        alex.id,
        "Sam says:\n<blockquote>When you came in and didn't say a word I felt like I wasn't there.</blockquote>\n"
        "👥 Sam will see your answer.\nSay back what you heard, in your own words. No reply to it yet; your turn to "
        "speak comes.",
        HELP,
    )
    evening.later(2)
    alex.says("You were sitting there and I walked past as if you didn't exist, and that hurt.")


def _heard(evening: Evening, sam: Person) -> None:
    evening.bot_says(
        sam.id,
        "Alex heard:\n<blockquote>You were sitting there and I walked past as if you didn't exist, and that hurt."
        "</blockquote>\nIs that it?",
        ["Yes, that's it"],
        ["Partly", "Not yet"],
        HELP,
    )


def _in_the_group(evening: Evening, group: int, alex: Person) -> None:
    evening.bot_says(
        group,
        "Alex, your turn. 👥 Everyone here can read this.\nSay back what you heard from Sam. "
        "Answer by replying to this message.",
        reply_markup={"force_reply": True, "input_field_placeholder": "What I heard is …"},
    )


@asynccontextmanager
async def stage() -> AsyncIterator[str]:
    evening = Evening()
    play(evening)

    async def stays(_: datetime) -> None:
        return None

    async with LocalTelegramServer(evening.world, routes=routes(evening.world, stays)) as server:
        yield server.url


async def take(url: str, folder: Path) -> None:
    """Take every picture of what is played at ``url``."""
    async with chromium() as browser:
        for picture in PICTURES:
            async with opened(browser, url, size=picture.size, scheme=picture.scheme, scale=picture.scale) as page:
                if picture.tab:
                    await page.tab(picture.tab)
                await page.picture(folder / f"{picture.name}.png")


async def main(folder: Path) -> None:
    async with stage() as url:
        await take(url, folder)


if __name__ == "__main__":
    chosen = Path(sys.argv[1])
    chosen.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(chosen))
