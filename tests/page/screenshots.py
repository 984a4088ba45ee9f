"""Pictures of the page for the README: ``python -m tests.page.screenshots FOLDER``.

The bot is the real one, and two people are in the middle of a round: in their group, and in their private chats.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from playwright.async_api import Browser

from tests.page.couple import Couple, rehearsed
from tests.page.driver import PHONE, PhoneKey, Scheme, chromium, opened

LAPTOP = (1280, 800)
CAMERA = (
    "On Friday I came home at two. I had said ten. You were on the sofa with the light on. "
    "I said nothing and went to bed."
)
SAID = "When you came in and didn't say a word I felt like I wasn't there, because I had waited for you."
HEARD = "You were sitting there and I walked past as if you didn't exist, and that hurt."
MEANWHILE = "I was ashamed. That's why I said nothing."


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    name: str
    size: tuple[int, int]
    scheme: Scheme
    tab: PhoneKey | None = None


async def in_the_group(couple: Couple) -> None:
    """Sam has told, Alex has said it back, and Sam is asked whether that is it."""
    await _get_ready(couple, place="group")
    await couple.says(couple.alex, MEANWHILE)
    await couple.says(couple.sam, SAID, couple.group)
    await couple.passes(timedelta(minutes=2))
    await couple.says(couple.alex, HEARD, couple.group)


async def in_private(couple: Couple) -> None:
    """The same, carried by the bot from one private chat to the other."""
    await _get_ready(couple, place="private")
    for who, words in ((couple.sam, SAID), (couple.alex, HEARD)):
        await couple.says(who, words)
        await couple.choose(who, "send")
        await couple.passes(timedelta(minutes=2))


async def _get_ready(couple: Couple, *, place: str) -> None:
    await couple.begin(place=place)
    await couple.says(couple.alex, CAMERA)
    await couple.choose(couple.alex, *["skip"] * 3)
    await couple.choose(couple.sam, *["skip"] * 4)
    await couple.passes(timedelta(minutes=7))
    await couple.choose(couple.alex, "you")
    await couple.choose(couple.sam, "me")
    await couple.choose(couple.alex, "3")
    await couple.choose(couple.sam, "4")
    await couple.passes(timedelta(minutes=2))


SCENES: tuple[tuple[Callable[[Couple], Awaitable[None]], tuple[Picture, ...]], ...] = (
    (
        in_the_group,
        (
            Picture(name="rehearsal-light", size=LAPTOP, scheme="light"),
            Picture(name="rehearsal-dark", size=LAPTOP, scheme="dark"),
        ),
    ),
    (in_private, (Picture(name="rehearsal-phone", size=PHONE, scheme="light", tab="b"),)),
)


async def take(browser: Browser, couple: Couple, picture: Picture, folder: Path) -> None:
    async with opened(browser, couple.url, size=picture.size, scheme=picture.scheme) as page:
        if picture.tab:
            for key in ("a", "group", picture.tab):  # each has been looked at: nothing is new there
                await page.tab(key)
        else:
            await page.phone("group").writes_as("Sam")
        await page.picture(folder / f"{picture.name}.png")


async def main(folder: Path) -> None:
    async with chromium() as browser:
        for scene, pictures in SCENES:
            with tempfile.TemporaryDirectory() as world:
                async with rehearsed(Path(world)) as couple:
                    await scene(couple)
                    for picture in pictures:
                        await take(browser, couple, picture, folder)


if __name__ == "__main__":
    chosen = Path(sys.argv[1])
    chosen.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(chosen))
