from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from io import BytesIO

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import FormData
from PIL import Image

from bot.rehearsal.stage import next_morning
from tests.page.conftest import Theatre


@pytest_asyncio.fixture(loop_scope="session")
async def http(theatre: Theatre) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(theatre.server.url) as session:
        yield session


async def act(http: aiohttp.ClientSession, who: int, do: str, **fields: object) -> dict[str, object]:
    async with http.post("/page/act", json={"who": who, "do": do, **fields}) as response:
        answer: dict[str, object] = await response.json()
        return answer


async def test_the_page_and_its_files_carry_a_policy_that_allows_nothing_foreign(http: aiohttp.ClientSession) -> None:
    for path in ("/", "/page.css", "/page.js", "/phone.css", "/phone.js"):
        async with http.get(path) as response:
            assert response.status == 200
            assert response.headers["Content-Security-Policy"].startswith("default-src 'self'; ")


async def test_the_state_holds_three_phones_and_what_was_said(theatre: Theatre, http: aiohttp.ClientSession) -> None:
    alex, sam = theatre.world.people
    alex.says("Hello <you>")

    async with http.get("/page/state") as response:
        state = await response.json()

    assert [(phone["key"], phone["chat"], phone["title"]) for phone in state["phones"]] == [
        ("a", alex.id, "Alex"),
        ("b", sam.id, "Sam"),
        ("group", None, "Us"),
    ]
    said = state["messages"][str(alex.id)][0]
    assert (said["text"], said["html"]) == ("Hello <you>", "Hello &lt;you&gt;")


async def test_a_document_of_the_bot_can_be_downloaded_and_nothing_else(
    theatre: Theatre, http: aiohttp.ClientSession
) -> None:
    alex = theatre.world.people[0]
    alex.sends_document(name="copy.zip", data=b"<script>", caption="Yours")
    alex.sends_voice()
    async with http.get("/page/state") as response:
        state = await response.json()
    document, voice = state["messages"][str(alex.id)][:2]
    assert (document["file"]["name"], document["file"]["bytes"], voice["file"]) == ("copy.zip", 8, None)

    async with http.get(f"/page/file/{document['file']['id']}") as response:
        assert await response.read() == b"<script>"
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Disposition"] == 'attachment; filename="copy.zip"'
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    voices = [file.id for file in theatre.world.state.files.values() if file.kind == "voice"]
    for unknown in (*voices, "document-999999", "..%2Fkey"):
        async with http.get(f"/page/file/{unknown}") as response:
            assert response.status == 404


async def test_a_picture_is_shown_as_one_and_a_stand_in_is_not(theatre: Theatre, http: aiohttp.ClientSession) -> None:
    alex, content = theatre.world.people[0], BytesIO()
    Image.new("RGB", (40, 30), "white").save(content, "PNG")
    alex.says("hello")  # a chat has to be open for the bot
    photo = FormData({"chat_id": str(alex.id), "caption": "Ours"})
    photo.add_field("photo", content.getvalue(), filename="ours.png", content_type="image/png")
    async with http.post(f"/bot{theatre.world.state.token}/sendPhoto", data=photo) as response:
        sent = (await response.json())["result"]
    alex.sends_photo(caption="a stand-in")
    async with http.get("/page/state") as response:
        state = await response.json()
    shown, stand_in = (
        next(one for one in state["messages"][str(alex.id)] if one["text"] == text) for text in ("Ours", "a stand-in")
    )

    assert (shown["file"]["name"], shown["file"]["picture"], stand_in["file"]) == ("ours.png", True, None)
    async with http.get(f"/page/file/{shown['file']['id']}") as response:
        assert await response.read() == content.getvalue()
        assert response.content_type == "image/png"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    again = {"chat_id": alex.id, "photo": sent["photo"][-1]["file_id"]}
    async with http.post(f"/bot{theatre.world.state.token}/sendPhoto", json=again) as response:
        assert (await response.json())["result"]["photo"] == sent["photo"]


async def test_a_press_brings_back_the_toast_that_the_bot_answered(
    theatre: Theatre, http: aiohttp.ClientSession
) -> None:
    alex = theatre.world.people[0]
    await act(http, alex.id, "say", chat=alex.id, text="One sentence.")
    prompt = alex.last()

    answer = await act(http, alex.id, "press", chat=alex.id, message=prompt.id, data="keep")

    assert answer == {"ok": True, "toast": "Kept.", "alert": False}
    assert alex.last().text == "Kept by Alex."


async def test_what_a_phone_does_not_offer_is_refused_in_one_kind_line(
    theatre: Theatre, http: aiohttp.ClientSession
) -> None:
    alex, sam = theatre.world.people
    theirs = sam.says("Mine.")

    gone = await act(http, alex.id, "press", chat=alex.id, message=99, data="keep")
    foreign = await act(http, alex.id, "edit", chat=sam.id, message=theirs.id, text="Yours.")
    unknown = await act(http, alex.id, "dance")

    assert gone == {"ok": False, "error": "This message is gone."}
    assert foreign == {"ok": False, "error": "It is not theirs to edit."}
    assert unknown == {"ok": False, "error": "The page asked for something that is not known here."}


async def test_a_page_from_elsewhere_cannot_act(theatre: Theatre, http: aiohttp.ClientSession) -> None:
    alex = theatre.world.people[0]
    async with http.post("/page/act", data=f'{{"who": {alex.id}, "do": "start"}}') as response:
        assert response.status == 415

    assert alex.screen() == []


async def test_a_group_is_made_and_a_visitor_comes_and_goes(theatre: Theatre, http: aiohttp.ClientSession) -> None:
    alex = theatre.world.people[0]
    await act(http, alex.id, "create_group")
    await act(http, alex.id, "visitor_joins")
    group = theatre.world.groups[0]
    joined = [person.name for person in group.members]

    await act(http, alex.id, "visitor_leaves")

    assert joined == ["Alex", "Sam", "Robin"]
    assert [person.name for person in group.members] == ["Alex", "Sam"]
    assert group.bot_in


async def test_every_change_is_told_as_an_event(theatre: Theatre, http: aiohttp.ClientSession) -> None:
    async with http.get("/page/events") as response:
        first = await response.content.readline()
        await response.content.readline()
        theatre.world.people[0].says("Something new.")
        second = await asyncio.wait_for(response.content.readline(), 5)

    assert first.startswith(b'data: {"version": ')
    assert second.startswith(b'data: {"version": ')
    assert first != second


async def test_the_clock_leaps_by_the_wish(theatre: Theatre, http: aiohttp.ClientSession) -> None:
    for wish in ("minutes20", "morning", "week"):
        async with http.post("/page/clock", json={"leap": wish}) as response:
            assert (await response.json())["ok"]
    async with http.post("/page/clock", json={"leap": "year"}) as response:
        assert await response.json() == {"ok": False, "error": "Time cannot leap there."}

    assert theatre.leaps == [
        datetime(2025, 11, 21, 19, 20, tzinfo=UTC),
        datetime(2025, 11, 22, 8, 0, tzinfo=UTC),
        datetime(2025, 11, 29, 8, 0, tzinfo=UTC),
    ]


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        (datetime(2025, 6, 1, 6, 59, tzinfo=UTC), datetime(2025, 6, 1, 7, 0, tzinfo=UTC)),
        (datetime(2025, 6, 1, 7, 0, tzinfo=UTC), datetime(2025, 6, 2, 7, 0, tzinfo=UTC)),
        (datetime(2025, 10, 25, 20, 0, tzinfo=UTC), datetime(2025, 10, 26, 8, 0, tzinfo=UTC)),
    ],
    ids=["the same day", "never now itself", "over the change to winter time"],
)
def test_the_next_morning_is_nine_oclock_where_the_person_is(now: datetime, morning: datetime) -> None:
    assert next_morning(now, "Europe/Berlin") == morning


async def test_the_transcript_reads_in_order_of_time_with_each_chats_name(
    theatre: Theatre, http: aiohttp.ClientSession
) -> None:
    alex, sam = theatre.world.people
    alex.hands("https://t.me/reknit_bot?start=abc", to=sam)
    group = theatre.world.group("Us", [alex, sam])
    first = alex.says("Are you here?\nI am.", chat=group)
    sam.says("Yes.", chat=group, reply_to=first)

    async with http.get("/page/transcript") as response:
        text = await response.text()

    assert response.headers["Content-Disposition"] == 'attachment; filename="rehearsal.txt"'
    assert text == (
        "A rehearsal of reknit: Alex and Sam\n\n"
        "Friday 21 November 2025\n\n"
        "14:00  Sam's chat, Alex:\n       https://t.me/reknit_bot?start=abc\n\n"
        "20:00  Group Us, Alex:\n       Are you here?\n       I am.\n\n"
        "20:00  Group Us, Sam:\n       > Alex: Are you here? I am.\n       Yes.\n"
    )
