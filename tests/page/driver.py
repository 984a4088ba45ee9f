"""Drives the rehearsal page as a reader does: by what is seen, clicked and typed. Knows nothing of the bot."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, Locator, Page, async_playwright, expect

ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP = (1440, 900)
PHONE = (390, 844)
LABEL = "at.ariaLabel || at.labels?.[0]?.innerText || at.innerText || at.tagName"
FOCUSED = f"(at => ({LABEL}).trim())(document.activeElement)"
MOST_TABS = 80
SEEN = """nodes => nodes.map((node) => ({
    who: node.querySelector(".from").innerText,
    words: node.querySelector(".words").innerText,
    place: node.dataset.place,
    kind: node.dataset.kind,
    buttons: [...node.querySelectorAll(".key")].map((key) => key.innerText),
}))"""
PATIENCE = 15_000  # ms until something expected on the page must have come
FOCUS_TRIES = 10

PhoneKey = Literal["a", "b", "group"]
Scheme = Literal["light", "dark"]


class NoChromium(Exception):
    """There is no chromium on the path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A bubble as it stands on a phone."""

    who: str
    words: str
    place: str
    kind: str
    buttons: tuple[str, ...]


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        raise NoChromium
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def opened(
    browser: Browser, url: str, *, size: tuple[int, int] = DESKTOP, scheme: Scheme = "light", scale: float = 1
) -> AsyncIterator[RehearsalPage]:
    """Open the page in a fresh profile; at phone width with touch."""
    width, height = size
    touch = width <= 760
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        has_touch=touch,
        is_mobile=touch,
        reduced_motion="reduce",
        device_scale_factor=scale,
    )
    context.set_default_timeout(PATIENCE)
    rehearsal = RehearsalPage(await context.new_page())
    try:
        await rehearsal.open(url)
        yield rehearsal
    finally:
        await context.close()


@dataclass(slots=True)
class RehearsalPage:
    """``errors`` collects what the console and the page complained about."""

    page: Page
    errors: list[str] = field(default_factory=list)

    async def open(self, url: str) -> None:
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        await self.page.goto(url)
        await self.ready()

    async def ready(self) -> None:
        await self.page.wait_for_selector("body[data-version]")

    async def reload(self) -> None:
        await self.page.reload()
        await self.ready()

    def phone(self, key: PhoneKey) -> Phone:
        return Phone(self.page, self.page.locator(f'[data-phone="{key}"]'))

    async def tab(self, key: PhoneKey) -> Phone:
        """Choose a phone at phone width."""
        await self.page.locator(f"#tab-{key}").click()
        return self.phone(key)

    async def badge(self, key: PhoneKey) -> int:
        return int(await self.page.locator(f"#tab-{key} .badge").inner_text() or 0)

    async def leap(self, label: str) -> None:
        """Let time pass: "20 minutes", "an hour", "until tomorrow morning", "a day", "a week"."""
        await self.page.get_by_role("button", name=label, exact=True).click()
        await expect(self.page.locator(".clock")).not_to_have_attribute("aria-busy", "true", timeout=60_000)

    async def now(self) -> str:
        """Return the rehearsal's time, as an ISO string in UTC."""
        return await self.page.locator("#now").get_attribute("datetime") or ""

    async def focused(self) -> str:
        """Return what has the keyboard's focus: its label or words."""
        return str(await self.page.evaluate(FOCUSED))

    async def tabs_to(self, words: str, *, key: str = "Tab") -> None:
        """Press Tab, or ``key``, until what has the focus has exactly this label or these words."""
        for _ in range(MOST_TABS):
            await self.page.keyboard.press(key)
            if await self.focused() == words:
                return
        raise AssertionError(f"{key} never led to {words!r}")

    async def alert(self) -> str:
        """Return the words of the open dialog, and close it."""
        await expect(self.page.locator("#alert")).to_be_visible(timeout=PATIENCE)
        words = await self.page.locator("#alert-words").inner_text()
        await self.page.get_by_role("button", name="OK", exact=True).click()
        return words

    async def transcript(self) -> str:
        async with self.page.expect_download() as coming:
            await self.page.get_by_role("link", name="Download transcript").click()
        path = Path(await (await coming.value).path())
        return await asyncio.to_thread(path.read_text, encoding="utf-8")

    async def picture(self, path: Path) -> None:
        await self.page.screenshot(path=path)


@dataclass(frozen=True, slots=True)
class Phone:
    page: Page
    node: Locator

    # -- looking

    async def bubbles(self) -> list[Seen]:
        """Return what stands on this phone, oldest first, service lines and notes too."""
        found = await self.node.locator(".message").evaluate_all(SEEN)
        return [Seen(**seen | {"buttons": tuple(seen["buttons"])}) for seen in found]

    async def last(self) -> Seen:
        return (await self.bubbles())[-1]

    async def sees(self, words: str, count: int | None = None) -> Locator:
        """Wait until a bubble holds these words; return the newest one that does."""
        found = self.node.locator(".message").filter(has=self.page.locator(".words", has_text=words))
        await expect(found.last).to_be_attached(timeout=PATIENCE)
        if count is not None:
            await expect(found).to_have_count(count, timeout=PATIENCE)
        return found.last

    async def sees_button(self, label: str) -> Locator:
        """Wait until there is such a button under a message; return the newest."""
        button = self.node.locator(".keys").get_by_role("button", name=label, exact=True).last
        await expect(button).to_be_attached(timeout=PATIENCE)
        return button

    async def toast(self) -> str:
        toast = self.node.locator(".toast")
        await expect(toast).not_to_be_empty(timeout=PATIENCE)
        return await toast.inner_text()

    async def error(self) -> str:
        error = self.node.locator(".error")
        await expect(error).not_to_be_empty(timeout=PATIENCE)
        return await error.inner_text()

    async def draft(self) -> str:
        return await self.box.input_value()

    async def has_nothing_typed(self) -> None:
        """Wait until the composer is empty: what was sent may be seen before the page knows that it was taken."""
        await expect(self.box).to_have_value("", timeout=PATIENCE)

    async def placeholder(self) -> str:
        return await self.box.get_attribute("placeholder") or ""

    async def replying_to(self) -> str:
        """Return the line over the composer, empty if there is none."""
        if await self.context.is_hidden():
            return ""
        return await self.context.locator("p").inner_text()

    @property
    def box(self) -> Locator:
        return self.node.locator("textarea")

    @property
    def context(self) -> Locator:
        return self.node.locator(".context")

    # -- acting

    async def start(self) -> None:
        """Press Start; returns once it has reached the chat, so that whatever is said next comes after it."""
        await self.node.get_by_role("button", name="Start", exact=True).click()
        await self.sees("/start")

    async def _enters_box(self) -> None:
        """Put the cursor into the composer, again where something that arrived just then has taken it away."""
        for _ in range(FOCUS_TRIES):
            await self.box.focus()
            with suppress(AssertionError):
                await expect(self.box).to_be_focused(timeout=500)
                return
        await expect(self.box).to_be_focused()

    async def types(self, words: str) -> None:
        """Write at the end of what stands in the composer, as an input method does, and send nothing."""
        await expect(self.box).to_be_enabled()  # a group that is being made has nobody to write as
        await self._enters_box()
        await self.page.keyboard.press("Control+End")
        for index, line in enumerate(words.split("\n")):
            if index:
                await self.page.keyboard.press("Shift+Enter")
            await self.page.keyboard.insert_text(line)

    async def says(self, words: str) -> None:
        """Type and send; returns once the words stand in the chat."""
        await self.types(words)
        await self.page.keyboard.press("Enter")
        await expect(self.box).to_have_value("", timeout=PATIENCE)

    async def presses(self, label: str) -> None:
        """Press the newest button with this label; returns once the press was answered."""
        button = await self.sees_button(label)
        await button.click()
        await expect(self.node.locator('.key[aria-busy="true"]')).to_have_count(0, timeout=PATIENCE)

    async def replies(self, to: str, words: str) -> None:
        await (await self.sees(to)).get_by_role("button", name="Reply", exact=True).click()
        await self.says(words)

    async def edits(self, words: str, into: str) -> None:
        await (await self.sees(words)).get_by_role("button", name="Edit", exact=True).click()
        await self.box.fill(into)
        await self.page.keyboard.press("Enter")
        await self.sees(into)
        await expect(self.context).to_be_hidden(timeout=PATIENCE)

    async def sends_voice(self) -> None:
        await self.node.get_by_role("button", name="Send a voice message", exact=True).click()

    async def more(self, label: str) -> None:
        """Choose from the menu of this phone, by the beginning of its label."""
        await self.node.locator(".more summary").click()
        await self.node.locator(".more-list button").filter(has_text=label).click()

    async def writes_as(self, name: str) -> None:
        """In the group: from now on this person writes and presses."""
        await self.node.locator(".writers label").filter(has_text=name).click()
