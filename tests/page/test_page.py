"""The page by itself, with a parrot as the bot: nothing here knows what reknit says."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from io import BytesIO

from PIL import Image
from playwright.async_api import Browser, expect

from bot.rehearsal import Message
from tests.page.conftest import Theatre
from tests.page.driver import PATIENCE, PHONE, RehearsalPage, opened
from tests.page.parrot import LINK


async def test_a_couple_can_be_played_by_clicks_and_typing(page: RehearsalPage) -> None:
    alex, sam, us = page.phone("a"), page.phone("b"), page.phone("group")
    await alex.start()
    await alex.presses("Give this link to Sam")
    await sam.presses("Open the link")
    await sam.sees("/start token-for-one")
    await alex.presses("Add me to a group")
    await us.sees("Alex added reknit")

    await sam.says("When you came in\nI felt alone.")
    await sam.presses("Keep it")
    toast = await sam.toast()
    await sam.sees("Kept by Sam.")
    await sam.edits("When you came in", "When you came home I felt alone.")
    await sam.sees("Changed to: When you came home I felt alone.")
    await sam.sends_voice()
    await sam.sees("I cannot listen, only read.")

    assert toast == "Kept."
    note = (await sam.bubbles())[0]
    assert (note.kind, LINK in note.words) == ("note", True)
    assert [(seen.place, seen.who) for seen in (await us.bubbles())[:1]] == [("middle", "Alex")]


async def test_a_document_is_a_file_to_download(page: RehearsalPage, theatre: Theatre) -> None:
    alex = page.phone("a")
    await alex.start()
    theatre.world.people[0].sends_document(name="copy.zip", data=b"paper" * 400, caption="Here is your copy.")
    await alex.sees("Here is your copy.")

    async with page.page.expect_download() as started:
        await alex.node.get_by_role("link", name="copy.zip · 2 kB").click()

    download = await started.value
    assert download.suggested_filename == "copy.zip"
    assert (await download.path()).read_bytes() == b"paper" * 400


async def test_a_forced_reply_opens_for_the_one_it_names_and_can_be_cancelled(page: RehearsalPage) -> None:
    us = page.phone("group")
    await us.node.get_by_role("button", name="Make a group with the bot").click()
    await us.says("/ask@reknit_bot")
    await us.says("/ask@reknit_bot")
    await us.sees("Alex, your turn.", count=2)
    await expect(us.node.locator(".writers .asked")).to_have_text("Alex")

    await expect(us.box).to_have_attribute("placeholder", "What I heard is …")
    assert "Replying to reknit Alex, your turn." in await us.replying_to()
    await us.writes_as("Sam")
    assert await us.replying_to() == ""
    await us.writes_as("Alex")
    await us.box.press("Escape")
    assert await us.replying_to() == ""
    await page.reload()
    assert await us.replying_to() == ""


async def test_what_is_typed_survives_a_reload_and_a_failure(page: RehearsalPage, theatre: Theatre) -> None:
    alex, us = page.phone("a"), page.phone("group")
    await alex.start()
    await us.node.get_by_role("button", name="Make a group with the bot").click()
    await alex.types("To Alex's own chat,\nhalf a thought")
    await us.types("To everyone")
    await us.writes_as("Sam")
    await us.types("From Sam")

    await page.reload()

    assert await alex.draft() == "To Alex's own chat,\nhalf a thought"
    assert await us.draft() == "From Sam"
    await us.writes_as("Alex")
    assert await us.draft() == "To everyone"

    await page.page.route("**/page/act", lambda route: route.abort())
    await alex.box.press("Enter")
    assert "Your words are still here." in await alex.error()
    assert await alex.draft() == "To Alex's own chat,\nhalf a thought"
    await page.page.unroute("**/page/act")
    await alex.box.press("Enter")
    await alex.sees("half a thought", count=2)
    await alex.has_nothing_typed()
    page.errors[:] = [error for error in page.errors if "ERR_FAILED" not in error]


async def test_focus_stays_where_it_was_when_the_chat_changes(page: RehearsalPage, theatre: Theatre) -> None:
    alex = page.phone("a")
    await alex.start()
    await alex.says("One.")
    button = await alex.sees_button("Why?")
    await button.focus()
    theatre.world.people[0].says("Another, from elsewhere.")
    await alex.sees("Another, from elsewhere.", count=2)
    assert await page.focused() == "Why?"

    pressed = (await alex.sees("Another, from elsewhere.")).get_by_role("button", name="Keep it")
    await pressed.focus()
    await page.page.keyboard.press("Enter")
    await alex.sees("Kept by Alex.")
    assert "Kept by Alex." in await page.focused()


async def test_the_keyboard_alone_reaches_everything(page: RehearsalPage, theatre: Theatre) -> None:
    alex = page.phone("a")
    keyboard = page.page.keyboard
    await alex.node.get_by_role("button", name="Start").focus()
    await keyboard.press("Enter")
    await alex.sees("Welcome.")
    assert await page.focused() == "Message from Alex"

    await keyboard.type("Hear me")
    await keyboard.press("Enter")
    await alex.sees("Is that it?")
    await expect(alex.box).to_have_value("")
    await keyboard.press("ArrowUp")
    await keyboard.press("ArrowUp")
    await keyboard.press("e")
    await keyboard.type(" out")
    await keyboard.press("Enter")
    await alex.sees("Changed to: Hear me out")
    await expect(alex.box).to_have_value("")
    await keyboard.press("ArrowUp")
    await keyboard.press("r")
    assert "Replying to reknit" in await alex.replying_to()
    await keyboard.press("Escape")
    assert await alex.replying_to() == ""
    await keyboard.press("ArrowUp")
    await keyboard.press("ArrowUp")
    await keyboard.press("Tab")
    assert await page.focused() == "Reply"
    await keyboard.press("Tab")
    await keyboard.press("Tab")
    assert await page.focused() == "Why?"
    await keyboard.press("Enter")
    assert await page.alert() == "So that you can try the page."
    assert await page.focused() == "Why?"


async def test_time_passes_by_the_clock_on_the_page(page: RehearsalPage, theatre: Theatre) -> None:
    await page.leap("until tomorrow morning")

    assert (await page.now()).startswith("2025-11-22T08:00")
    assert await page.phone("a").node.locator(".whose time").inner_text() == "09:00"
    assert await page.phone("b").node.locator(".whose time").inner_text() == "03:00"


async def test_a_lost_connection_is_told_quietly_and_comes_back(page: RehearsalPage, theatre: Theatre) -> None:
    line = page.page.locator("#line")
    await theatre.server.stop()
    await expect(line).to_have_text("Connection lost, trying again.")
    theatre.world.people[0].says("Meanwhile.")
    await theatre.server.start()

    await page.phone("a").sees("Meanwhile.")

    await expect(line).to_have_text("")
    page.errors[:] = [error for error in page.errors if "ERR_" not in error]


async def test_what_the_server_calls_html_is_never_run(page: RehearsalPage) -> None:
    hostile = (
        '<b>bold</b> <img src="x" onerror="alert(1)"><script>alert(2)</script>'
        '<a href="javascript:alert(3)">link</a> <a href="https://example.org/?a=1&amp;b=2">out</a> 1 < 2'
    )
    built = await page.page.evaluate(
        """async (html) => {
            const { markup } = await import("/markup.js");
            const box = document.createElement("div");
            box.append(...markup(html, { link() {}, command() {}, zone: "UTC" }));
            return box.innerHTML;
        }""",
        hostile,
    )
    assert built == (
        '<strong>bold</strong> alert(2)<span class="mention">link</span> '
        '<a href="https://example.org/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">out</a> 1 &lt; 2'
    )


async def test_at_phone_width_one_phone_is_shown_and_the_others_count_what_is_new(
    browser: Browser, theatre: Theatre
) -> None:
    async with opened(browser, theatre.server.url, size=PHONE) as page:
        alex, sam = page.phone("a"), page.phone("b")
        await alex.start()
        await alex.presses("Give this link to Sam")
        assert await sam.node.is_hidden()
        await expect(page.page.locator("#tab-b .badge")).to_have_text("1")

        await page.tab("b")
        await sam.presses("Open the link")
        await sam.says("Hello from a small screen.")
        await sam.presses("Keep it")

        assert await page.badge("b") == 0
        assert await alex.node.is_hidden()
        assert await page.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
        assert page.errors == []


async def test_the_reader_who_scrolled_up_is_left_there(page: RehearsalPage, theatre: Theatre) -> None:
    alex = page.phone("a")
    await alex.start()
    for number in range(12):
        theatre.world.people[0].says(f"Sentence {number}.")
    await alex.sees("Sentence 11.", count=2)
    at_end = "log => log.scrollHeight - log.scrollTop - log.clientHeight < 2"
    log = alex.node.locator(".log")
    assert await log.evaluate(at_end)

    await log.evaluate("log => { log.scrollTop = 40; }")
    await page.page.wait_for_timeout(100)
    theatre.world.people[0].says("And one more.")
    await alex.sees("And one more.", count=2)

    assert await log.evaluate("log => log.scrollTop") == 40
    await alex.node.get_by_role("button", name="New messages").click()
    assert await log.evaluate(at_end)


async def test_a_message_higher_than_the_screen_is_shown_from_its_beginning(
    page: RehearsalPage, theatre: Theatre
) -> None:
    alex = page.phone("a")
    await alex.start()
    theatre.world.people[0].says("\n".join(f"Line {number}." for number in range(60)))
    await alex.sees("Line 59.", count=2)
    log, last = alex.node.locator(".log"), alex.node.locator(".message").last
    from_top = "node => Math.round(node.offsetTop - document.querySelector('.log').scrollTop)"
    await page.page.wait_for_function(f"node => ({from_top})(node) === 8", arg=await last.element_handle())

    await log.evaluate("log => { log.scrollTop = log.scrollHeight; }")
    await page.page.wait_for_timeout(100)
    theatre.world.people[1].says("Elsewhere.")
    await page.phone("b").sees("Elsewhere.", count=2)

    assert await log.evaluate("log => log.scrollHeight - log.scrollTop - log.clientHeight < 2")


async def test_a_toast_leaves_the_newest_buttons_free(page: RehearsalPage, theatre: Theatre) -> None:
    alex = page.phone("a")
    await alex.start()
    for number in range(6):
        theatre.world.people[0].says(f"Sentence {number}.")
    await alex.sees("Sentence 5.", count=2)
    await alex.presses("Keep it")
    await alex.toast()

    toast = await alex.node.locator(".toast").bounding_box()
    button = await (await alex.sees_button("Keep it")).bounding_box()
    assert toast is not None
    assert button is not None
    assert toast["y"] + toast["height"] < button["y"]


async def test_a_photo_goes_out_with_what_was_typed_and_a_picture_of_the_bot_is_seen(
    page: RehearsalPage, theatre: Theatre
) -> None:
    alex, content = page.phone("a"), BytesIO()
    await alex.start()
    Image.new("RGB", (400, 300), "#446688").save(content, "PNG")
    await alex.box.fill("Our bench")
    await alex.node.get_by_role("button", name="Send a photo", exact=True).click()
    await alex.sees("Our bench")
    await alex.has_nothing_typed()

    sent = next(one for one in theatre.world.people[0].screen() if one.text == "Our bench")
    assert sent.kind == "photo"
    store_picture(theatre, sent, content.getvalue())
    image = alex.node.locator(".picture img")
    await expect(image).to_have_js_property("naturalWidth", 400, timeout=PATIENCE)


def store_picture(theatre: Theatre, message: Message, data: bytes) -> None:
    """Let a message of the chat have this picture instead of a stand-in."""
    file = theatre.world.state.files[message.file or ""]
    theatre.world.state.files[file.id] = replace(file, content=b64encode(data).decode())
    theatre.world.changed()
