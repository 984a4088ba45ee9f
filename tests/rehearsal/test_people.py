from __future__ import annotations

import pytest

from bot.rehearsal import Group, LocalTelegram, NotPossible, Person
from tests.rehearsal.conftest import Line

YES_NO = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}, {"text": "No", "callback_data": "n"}]]}


async def test_a_start_link_says_start_with_its_payload(line: Line, sam: Person) -> None:
    sam.follows("https://t.me/reknit_bot?start=abc_-9")

    [update] = await line.updates()
    assert update["message"] == {
        "message_id": 1,
        "from": {"id": sam.id, "is_bot": False, "first_name": "Sam", "language_code": "es"},
        "chat": {"id": sam.id, "type": "private", "first_name": "Sam"},
        "date": 1772442000,
        "text": "/start abc_-9",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
    }


@pytest.mark.parametrize(
    "url",
    [
        "https://t.me/other_bot?start=x",
        "https://example.org/reknit_bot?start=x",
        "https://t.me/reknit_bot?start=with%20space",
        "https://t.me/reknit_bot?start=" + "x" * 65,
        "https://t.me/reknit_bot?startgroup=x",
    ],
)
def test_links_that_telegram_would_not_open_are_refused(alex: Person, url: str) -> None:
    with pytest.raises(NotPossible):
        alex.follows(url)


async def test_a_press_is_told_once_and_answered_once(line: Line, alex: Person) -> None:
    alex.starts()
    sent = await line.done("sendMessage", chat_id=alex.id, text="Ready?", reply_markup=YES_NO)
    press = alex.presses("Yes")
    assert not press.answered

    query = (await line.updates())[-1]["callback_query"]
    assert (query["data"], query["message"], query["from"]["id"]) == ("y", sent, alex.id)
    await line.done("answerCallbackQuery", callback_query_id=query["id"], text="Noted", show_alert=True)
    assert (press.toast, press.alert, press.answered) == ("Noted", True, True)

    again = await line.refused("answerCallbackQuery", callback_query_id=query["id"])
    assert again == "400 Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_a_stale_screen_can_still_be_pressed_and_a_forged_press_sent(line: Line, alex: Person) -> None:
    alex.starts()
    await line.done("sendMessage", chat_id=alex.id, text="Ready?", reply_markup=YES_NO)
    old = alex.last()
    await line.done("editMessageReplyMarkup", chat_id=alex.id, message_id=old.id)
    with pytest.raises(NotPossible, match="no button 'Yes'"):
        alex.presses("Yes")

    alex.presses("Yes", message=old)
    alex.forges("anything", old)

    told = [update["callback_query"] for update in await line.updates() if "callback_query" in update]
    assert [query["data"] for query in told] == ["y", "anything"]
    assert "reply_markup" not in told[0]["message"]


async def test_link_buttons_only_tell_where_they_lead(line: Line, alex: Person) -> None:
    alex.starts()
    keys = {"inline_keyboard": [[{"text": "Read", "url": "https://example.org/a"}]]}
    await line.done("sendMessage", chat_id=alex.id, text="More", reply_markup=keys)

    assert alex.presses("Read").url == "https://example.org/a"
    assert len(await line.updates()) == 1


async def test_a_reply_keyboard_says_its_label_until_it_is_taken_away(line: Line, alex: Person) -> None:
    alex.starts()
    keys = {"keyboard": [[{"text": "Now"}, "Later"]], "one_time_keyboard": True}
    await line.done("sendMessage", chat_id=alex.id, text="When?", reply_markup=keys)
    assert alex.keyboard() == (("Now", "Later"),)
    alex.presses("Later")
    assert alex.last().text == "Later"

    await line.done("sendMessage", chat_id=alex.id, text="Fine", reply_markup={"remove_keyboard": True})
    assert alex.keyboard() == ()


async def test_a_forced_reply_is_answered_as_a_reply(line: Line, alex: Person) -> None:
    alex.starts()
    reply = {"force_reply": True, "input_field_placeholder": "Two sentences"}
    sent = await line.done("sendMessage", chat_id=alex.id, text="Say more", reply_markup=reply)
    assert (alex.last().force_reply, alex.last().placeholder) == (True, "Two sentences")

    alex.answers("Here it is")

    assert (await line.updates())[-1]["message"]["reply_to_message"]["message_id"] == sent["message_id"]
    with pytest.raises(NotPossible, match="asked for no reply"):
        alex.answers("And more")


async def test_edits_are_told_and_deletions_are_not(line: Line, alex: Person) -> None:
    alex.starts()
    said = alex.says("one")
    alex.edits(said, "two")
    alex.deletes(said)

    told = await line.updates()
    assert [update.get("edited_message", {}).get("text") for update in told] == [None, None, "two"]
    assert told[-1]["edited_message"]["edit_date"] == 1772442000
    assert [message.text for message in alex.screen()] == ["/start"]


async def test_blocking_and_unblocking_are_told(line: Line, alex: Person) -> None:
    alex.starts()
    alex.blocks()
    with pytest.raises(NotPossible, match="blocked"):
        alex.says("hello?")
    refused = await line.refused("sendMessage", chat_id=alex.id, text="hello?")
    alex.starts()

    assert refused == "403 Forbidden: bot was blocked by the user"
    changes = [update["my_chat_member"] for update in await line.updates() if "my_chat_member" in update]
    assert [(each["old_chat_member"]["status"], each["new_chat_member"]["status"]) for each in changes] == [
        ("member", "kicked"),
        ("kicked", "member"),
    ]
    assert changes[0]["chat"]["type"] == "private"
    assert changes[0]["new_chat_member"]["user"]["id"] == 1000001


async def test_media_come_with_file_ids_that_can_be_sent_on(line: Line, alex: Person, sam: Person) -> None:
    alex.starts()
    sam.starts()
    alex.sends_voice(seconds=7)
    alex.sends_photo(caption="us")
    alex.sends_document(name="list.pdf", data=b"%PDF")

    voice, photo, document = [update["message"] for update in (await line.updates())[2:]]
    assert (voice["voice"]["duration"], photo["caption"]) == (7, "us")
    assert document["document"]["file_name"] == "list.pdf"
    voice_id, photo_id = voice["voice"]["file_id"], photo["photo"][0]["file_id"]
    await line.done("sendVoice", chat_id=sam.id, voice=voice_id, caption="<i>from Alex</i>", parse_mode="HTML")
    await line.done("sendPhoto", chat_id=sam.id, photo=photo_id, has_spoiler=True)
    await line.done("sendDocument", chat_id=sam.id, document=document["document"]["file_id"])
    assert [(message.kind, message.text, message.spoiler) for message in sam.screen()[1:]] == [
        ("voice", "from Alex", False),
        ("photo", "", True),
        ("document", "", False),
    ]
    assert "can't use file of type Photo as VoiceNote" in await line.refused(
        "sendVoice", chat_id=sam.id, voice=photo_id
    )
    assert "wrong remote file identifier" in await line.refused("sendVoice", chat_id=sam.id, voice="made-up")


async def test_a_link_is_handed_on_past_the_bot(line: Line, alex: Person, sam: Person) -> None:
    note = alex.hands("https://t.me/reknit_bot?start=once", to=sam)

    assert (note.kind, sam.last(), await line.updates()) == ("note", note, [])
    assert note.html == '<a href="https://t.me/reknit_bot?start=once">https://t.me/reknit_bot?start=once</a>'
    sam.follows(note.text)
    assert sam.last().text == "/start once"
    assert "not found" in await line.refused("deleteMessage", chat_id=sam.id, message_id=note.id)


def test_a_text_that_is_too_long_goes_out_in_parts(alex: Person) -> None:
    alex.says("x" * 5000)

    assert [len(message.text) for message in alex.screen()] == [4096, 904]


def test_nobody_does_what_their_phone_does_not_offer(
    world: LocalTelegram, alex: Person, sam: Person, group: Group
) -> None:
    visitor = world.person("Kim")
    said = alex.says("mine", group)

    with pytest.raises(NotPossible):
        sam.edits(said, "theirs")
    with pytest.raises(NotPossible):
        sam.deletes(said)
    with pytest.raises(NotPossible):
        visitor.says("hello", group)
    with pytest.raises(NotPossible):
        alex.says("  ")
    with pytest.raises(NotPossible):
        alex.edits(said, "mine")


async def test_a_deactivated_person_cannot_be_reached(line: Line, alex: Person) -> None:
    alex.starts()
    alex.deactivates()

    refused = await line.refused("sendMessage", chat_id=alex.id, text="hi")
    assert refused == "403 Forbidden: user is deactivated"
