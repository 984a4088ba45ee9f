from __future__ import annotations

from typing import Any

from bot.rehearsal import Group, LocalTelegram, Person
from tests.rehearsal.conftest import Line


def said(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates if "text" in update.get("message", {})]


async def test_a_group_link_adds_the_bot_and_says_start(line: Line, alex: Person, group: Group) -> None:
    alex.follows("https://t.me/reknit_bot?startgroup=us1", group)

    added, service, start = await line.updates()
    change = added["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("left", "member")
    assert (change["from"]["id"], change["chat"]["id"]) == (alex.id, group.id)
    assert [user["username"] for user in service["message"]["new_chat_members"]] == ["reknit_bot"]
    assert start["message"]["text"] == "/start@reknit_bot us1"
    assert start["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 17}]
    assert group.bot_in


async def test_privacy_mode_hides_plain_talk(line: Line, alex: Person, sam: Person, group: Group) -> None:
    alex.adds_bot(group)
    prompt = await line.done("sendMessage", chat_id=group.id, text="Say more")
    await line.updates()

    alex.says("plain talk", group)
    sam.says("about @reknit_bot", group)
    sam.says("/menu@other_bot", group)
    alex.says("a reply to Sam", group, reply_to=group.screen()[-1])
    sam.says("/menu@reknit_bot", group)
    sam.says("/menu now", group)
    reply = sam.says("to the bot", group, reply_to=prompt["message_id"])
    alex.sends_voice(group)
    alex.sends_voice(group, prompt["message_id"])
    sam.edits(reply, "to the bot, better")

    told = await line.updates()
    assert said(told) == ["/menu@reknit_bot", "/menu now", "to the bot"]
    assert "voice" in told[3]["message"]
    assert told[4]["edited_message"]["text"] == "to the bot, better"


async def test_an_administrator_bot_hears_everything(line: Line, alex: Person, sam: Person, group: Group) -> None:
    alex.adds_bot(group)
    alex.promotes_bot(group)
    await line.updates(allowed_updates=["message", "my_chat_member", "chat_member"])

    sam.says("plain talk", group)
    sam.leaves(group)

    told = await line.updates()
    assert said(told) == ["plain talk"]
    assert told[-1]["chat_member"]["new_chat_member"]["status"] == "left"


async def test_a_third_person_is_seen_and_counted(line: Line, world: LocalTelegram, alex: Person, group: Group) -> None:
    alex.adds_bot(group)
    kim = world.person("Kim")
    kim.joins(group)

    assert (await line.updates())[-1]["message"]["new_chat_members"][0]["id"] == kim.id
    assert await line.done("getChatMemberCount", chat_id=group.id) == 4
    assert (await line.done("getChatMember", chat_id=group.id, user_id=kim.id))["status"] == "member"
    assert (await line.done("getChatMember", chat_id=group.id, user_id=alex.id))["status"] == "creator"

    kim.leaves(group)
    assert (await line.updates())[-1]["message"]["left_chat_member"]["id"] == kim.id
    assert await line.done("getChatMemberCount", chat_id=group.id) == 3


async def test_a_removed_bot_is_told_and_cannot_write(line: Line, alex: Person, group: Group) -> None:
    assert await line.refused("sendMessage", chat_id=group.id, text="hi") == "400 Bad Request: chat not found"
    alex.adds_bot(group)
    alex.removes_bot(group)

    told = await line.updates()
    assert told[-2]["message"]["left_chat_member"]["id"] == 1000001
    assert told[-1]["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    refused = await line.refused("sendMessage", chat_id=group.id, text="hi")
    assert refused == "403 Forbidden: bot was kicked from the group chat"


async def test_a_bot_that_leaves_is_out(line: Line, alex: Person, group: Group) -> None:
    alex.adds_bot(group)

    await line.done("leaveChat", chat_id=group.id)

    assert not group.bot_in
    assert (await line.updates())[-1]["my_chat_member"]["new_chat_member"]["status"] == "left"
    refused = await line.refused("sendMessage", chat_id=group.id, text="hi")
    assert refused == "403 Forbidden: bot is not a member of the group chat"


async def test_a_group_that_becomes_a_supergroup_gets_a_new_id(
    line: Line, alex: Person, sam: Person, group: Group
) -> None:
    alex.adds_bot(group)
    await line.done("sendMessage", chat_id=group.id, text="old")
    await line.updates()
    old = group.id

    group.migrates()

    to, came = [update["message"] for update in await line.updates()]
    assert (to["chat"]["id"], to["migrate_to_chat_id"]) == (old, group.id)
    assert (came["chat"]["id"], came["migrate_from_chat_id"]) == (group.id, old)
    assert await line.call("sendMessage", chat_id=old, text="hi") == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": group.id},
    }
    sent = await line.done("sendMessage", chat_id=group.id, text="new")
    assert (sent["chat"]["type"], sent["message_id"]) == ("supergroup", 2)
    sam.says("hello", group, reply_to=2)
    assert said(await line.updates()) == ["hello"]


async def test_a_selective_reply_is_for_whom_it_names(line: Line, alex: Person, sam: Person, group: Group) -> None:
    alex.adds_bot(group)
    named = f'<a href="tg://user?id={sam.id}">Sam</a>, your turn'
    reply = {"force_reply": True, "selective": True}
    await line.done("sendMessage", chat_id=group.id, text=named, parse_mode="HTML", reply_markup=reply)

    assert group.screen()[-1].force_for == (sam.id,)
    assert alex.asked(group) is None
    assert sam.answers("Here", group).reply_to == group.screen()[-2].id


async def test_anybody_in_the_group_can_press_and_nobody_outside(
    line: Line, alex: Person, sam: Person, group: Group
) -> None:
    alex.adds_bot(group)
    keys = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    await line.done("sendMessage", chat_id=group.id, text="?", reply_markup=keys)
    await line.updates()

    sam.presses("Go")
    alex.presses("Go", chat=group)

    told = [update["callback_query"] for update in await line.updates()]
    assert [query["from"]["id"] for query in told] == [sam.id, alex.id]
    assert {query["message"]["chat"]["id"] for query in told} == {group.id}
