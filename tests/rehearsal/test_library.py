"""python-telegram-bot, the library that the bot is written with, takes the local Telegram for the real one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from telegram import Bot, ForceReply, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.rehearsal import Group, LocalTelegram, LocalTelegramServer, LostReply, Person, ServerError, TooMany


@pytest.fixture
async def bot(server: LocalTelegramServer, world: LocalTelegram) -> AsyncIterator[Bot]:
    async with Bot(world.state.token, base_url=f"{server.url}/bot") as running:
        yield running


async def test_the_library_knows_who_the_bot_is(bot: Bot) -> None:
    assert (bot.id, bot.username, bot.can_join_groups) == (1000001, "reknit_bot", True)
    assert bot.can_read_all_group_messages is False


async def test_the_library_holds_a_whole_conversation(bot: Bot, alex: Person) -> None:
    alex.starts("once")

    [start] = await bot.get_updates()
    assert start.message is not None
    assert (start.message.text, start.message.chat_id) == ("/start once", alex.id)

    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])
    sent = await bot.send_message(alex.id, "<b>Ready?</b>", parse_mode="HTML", reply_markup=keys)
    press = alex.presses("Yes")
    [pressed] = await bot.get_updates(offset=start.update_id + 1)
    assert pressed.callback_query is not None
    assert pressed.callback_query.message is not None
    assert pressed.callback_query.message.message_id == sent.message_id
    await pressed.callback_query.answer("Noted")
    assert press.toast == "Noted"

    await pressed.callback_query.edit_message_text("Ready: yes")
    assert [message.text for message in alex.screen()] == ["/start once", "Ready: yes"]
    await bot.send_message(alex.id, "Say more", reply_markup=ForceReply(input_field_placeholder="..."))
    assert alex.last().placeholder == "..."


async def test_the_library_uploads_and_passes_files_on(bot: Bot, world: LocalTelegram, alex: Person) -> None:
    alex.starts()
    voice = alex.sends_voice()

    await bot.send_document(alex.id, b"my words", filename="export.txt", caption="Yours")
    assert alex.last().file is not None
    assert world.file(alex.last().file or "").data == b"my words"
    assert world.file(alex.last().file or "").name == "export.txt"
    assert voice.file is not None
    await bot.send_voice(alex.id, voice.file)
    assert alex.last().file == voice.file


async def test_the_library_maps_every_refusal(bot: Bot, world: LocalTelegram, alex: Person, group: Group) -> None:
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(alex.id, "hello")
    alex.starts()
    alex.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(alex.id, "hello")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(group.id, "hello")
    alex.adds_bot(group)
    old = group.id
    group.migrates()
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(old, "hello")
    assert moved.value.new_chat_id == group.id


async def test_the_library_maps_every_fault(
    bot: Bot, world: LocalTelegram, alex: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # the library warns about the older form
    alex.starts()
    world.faults.add("sendMessage", fault=TooMany(7))
    world.faults.add("sendMessage", fault=ServerError(502))
    world.faults.add("sendMessage", fault=LostReply())

    with pytest.raises(RetryAfter) as pause:
        await bot.send_message(alex.id, "one")
    assert pause.value.retry_after == timedelta(seconds=7)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(alex.id, "two")
    with pytest.raises(NetworkError):
        await bot.send_message(alex.id, "three")
    assert [message.text for message in alex.screen()] == ["/start", "three"]


async def test_the_library_is_told_of_a_webhook_and_of_a_wrong_token(bot: Bot, server: LocalTelegramServer) -> None:
    await bot.set_webhook("https://bot.example/hook", secret_token="s3cret")
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    with pytest.raises(InvalidToken):
        async with Bot("1000001:WRONG", base_url=f"{server.url}/bot"):
            pass
