"""The page with the real bot: two people go through a talk by clicks, typing and keys."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.page.couple import Couple, rehearsed
from tests.page.driver import PHONE, Phone, RehearsalPage, opened

CAMERA = "On Friday I came home at two. I had said ten. The light was on."
WORDS = "When you came in and didn't say a word I felt like I wasn't there. You always do that."
HEARD = "You were sitting there and I walked past as if you didn't exist."
MISSING = "It was the third time that week."


@pytest_asyncio.fixture(loop_scope="session")
async def couple(tmp_path: Path) -> AsyncIterator[Couple]:
    async with rehearsed(tmp_path / "rehearsal") as couple:
        yield couple


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, couple: Couple) -> AsyncIterator[RehearsalPage]:
    async with opened(browser, couple.url) as page:
        yield page
        assert page.errors == []


async def test_both_go_through_the_first_round_by_clicks_and_typing(page: RehearsalPage, couple: Couple) -> None:
    alex, sam = page.phone("a"), page.phone("b")
    await couple.pair()
    for phone in (alex, sam):
        await phone.presses("Yes, I'm ready")
    for phone in (alex, sam):
        await phone.presses("I agree")
    for phone in (alex, sam):
        await _take_notes(phone)
    await alex.presses("I'd like to")
    await sam.presses("Alex first")
    await alex.presses("3")
    await sam.presses("2")

    await alex.sees("Alex, you have the floor.")
    await _reload_half_way(page, alex)
    await alex.sees('"You always" is often hard to hear.')
    await alex.presses("Send it")
    await sam.sees(WORDS)
    await sam.says("That you waited.")
    await sam.presses("Send it")
    await alex.presses("Partly")
    await alex.says(MISSING)
    await alex.presses("Send it")
    await sam.sees(MISSING)
    await sam.says(HEARD)
    await sam.presses("Send it")
    await alex.sees(HEARD)
    await alex.presses("Yes, that's it")
    await alex.presses("That's all for now")
    await sam.sees("Is there something in it that makes sense to you?")
    await sam.says("It makes sense to me, because you had waited.")
    await sam.presses("Send it")
    await sam.presses("lonely")
    await sam.presses("Done")
    await alex.presses("4")

    await sam.sees("Sam, you have the floor.")
    transcript = await page.transcript()
    assert CAMERA not in " ".join(seen.words for seen in await sam.bubbles() if seen.place == "left")
    assert transcript.index(WORDS) < transcript.index(MISSING) < transcript.index(HEARD)


async def _reload_half_way(page: RehearsalPage, phone: Phone) -> None:
    """Say WORDS, and reload the page in the middle of them: neither they nor the chat are lost."""
    half = len(WORDS) // 2
    await phone.types(WORDS[:half])
    before = await phone.bubbles()

    await page.reload()

    assert await phone.bubbles() == before
    assert await phone.draft() == WORDS[:half]
    await phone.says(WORDS[half:])


async def _take_notes(phone: Phone) -> None:
    await phone.sees("as a camera would have seen it")
    await phone.says(CAMERA)
    await phone.presses("sad")
    await phone.presses("Done")
    await phone.sees("What has it changed for you?")
    await phone.says("I sleep badly.")
    await phone.sees("to understand about it?")
    await phone.says("That I waited.")


async def test_one_exchange_at_phone_width(browser: Browser, couple: Couple) -> None:
    await couple.prepare()
    async with opened(browser, couple.url, size=PHONE) as page:
        alex, sam = page.phone("a"), page.phone("b")
        await page.tab("b")
        await page.tab("a")
        await alex.says(WORDS)
        await alex.presses("Send it")
        await expect(page.page.locator("#tab-b .badge")).not_to_be_empty()
        await page.tab("b")
        await sam.sees(WORDS)
        await sam.says(HEARD)
        await sam.presses("Send it")
        await page.tab("a")
        await alex.presses("Yes, that's it")

        await alex.sees("Is there more to it")
        assert await page.badge("a") == 0
        assert await page.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
        assert page.errors == []


async def test_one_exchange_in_the_group_by_the_keyboard_alone(page: RehearsalPage, couple: Couple) -> None:
    us = page.phone("group")
    keyboard = page.page.keyboard
    await couple.prepare(place="group")
    await us.sees("Alex, please answer by replying to this message.")
    assert "Replying to reknit" in await us.replying_to()

    await page.tabs_to("Your words, for both to read")
    await keyboard.type(WORDS)
    await keyboard.press("Enter")
    await us.sees("Sam, please answer by replying to this message.")
    await page.tabs_to("Alex", key="Shift+Tab")
    await keyboard.press("ArrowRight")
    assert "Replying to reknit Sam, please" in await us.replying_to()
    await page.tabs_to("Your words, for both to read")
    await keyboard.type(HEARD)
    await keyboard.press("Enter")
    await us.sees("Is that it, as you meant it?")
    await page.tabs_to("Sam", key="Shift+Tab")
    await keyboard.press("ArrowLeft")
    await page.tabs_to("Message from Alex")
    await keyboard.press("ArrowUp")
    await page.tabs_to("Yes, that's it")
    await keyboard.press("Enter")

    await us.sees("Is there more to it")
    assert [(seen.who, seen.words) for seen in await us.bubbles() if seen.words in (WORDS, HEARD)] == [
        ("Alex", WORDS),
        ("Sam", HEARD),
    ]


async def test_time_passes_to_the_end_of_a_time_out_and_to_a_reminder_never_at_night(
    page: RehearsalPage, couple: Couple
) -> None:
    alex, sam = page.phone("a"), page.phone("b")
    await couple.prepare()
    await alex.presses("Time-out")
    await alex.presses("20 min · 20:22")
    await sam.presses("Yes, that suits me")
    await sam.sees("We go on: 20:22.")

    await page.leap("20 minutes")

    await sam.presses("Yes, go on")
    await alex.presses("Yes, go on")
    await alex.sees("Alex, you have the floor.", count=2)

    mentioned = alex.node.locator(".message").filter(has_text="Something is here for when you have a quiet moment.")
    await page.leap("an hour")
    await page.leap("an hour")
    assert await mentioned.count() == 0
    await page.leap("a day")
    await page.leap("until tomorrow morning")
    await expect(mentioned).to_have_count(1)
    await alex.presses("Show it")
    await alex.sees("Alex, you have the floor.", count=3)


async def test_a_rehearsal_goes_on_where_it_was_until_it_is_begun_anew(browser: Browser, tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        async with rehearsed(tmp_path) as couple:
            await couple.prepare()
            page = await stack.enter_async_context(opened(browser, couple.url))
            alex = page.phone("a")
            await page.leap("an hour")
            await alex.types(WORDS)
            before = await alex.bubbles()
        await expect(page.page.locator("#line")).to_have_text("Connection lost, trying again.")

        async with rehearsed(tmp_path, port=couple.port):
            await expect(page.page.locator("#line")).to_have_text("")
            assert await alex.bubbles() == before
            assert (await page.now()).startswith("2026-05-04T19:02")
            await alex.box.press("Enter")
            await alex.presses("Send it")
            await page.phone("b").sees(WORDS)
            await alex.types("Half a thought")

        async with rehearsed(tmp_path, port=couple.port, fresh=True):
            await expect(alex.box).to_have_value("")
            await expect(alex.node.locator(".message")).to_have_count(0)
            await alex.start()
            await alex.sees("Hello Alex.")
            assert (await page.now()).startswith("2026-05-04T18:02")
    assert [error for error in page.errors if "ERR_" not in error] == []


async def test_the_command_says_where_it_is_refuses_a_second_one_and_ends_when_told(tmp_path: Path) -> None:
    arguments = (sys.executable, "-m", "bot", "rehearse", "--port", "0", "--folder", str(tmp_path))
    first = await asyncio.create_subprocess_exec(*arguments, stdout=PIPE)
    assert first.stdout is not None
    url = ""
    while not url:
        url = next((word for word in (await first.stdout.readline()).decode().split() if word.startswith("http")), "")
    second = await asyncio.create_subprocess_exec(*arguments, stderr=PIPE)
    _, refusal = await second.communicate()
    async with aiohttp.ClientSession() as http, http.get(f"{url}/page/state") as response:
        state = await response.json()
    first.terminate()
    rest, _ = await first.communicate()

    assert [phone["title"] for phone in state["phones"]] == ["Alex", "Sam", "Us"]
    assert (second.returncode, refusal.decode()) == (1, f"rehearsal: a rehearsal runs in {tmp_path} already\n")
    assert first.returncode == 0, rest
