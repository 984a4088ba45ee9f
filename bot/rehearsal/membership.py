"""What the bot may ask about chats and their members, and how it leaves one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rehearsal import shapes
from bot.rehearsal.messages import JsonObject
from bot.rehearsal.params import Params
from bot.rehearsal.rules import bad
from bot.rehearsal.state import ChatRow

if TYPE_CHECKING:
    from bot.rehearsal.world import LocalTelegram


def get_chat(world: LocalTelegram, params: Params) -> JsonObject:
    row = world.state.chats.get(params["chat_id"])
    if row is None or row.bot == "none":
        raise bad("chat not found")
    if row.kind != "private":
        world.writable(row.id)
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription"), row.kind == "private"
    )
    shape = shapes.chat(world, row) | {"accent_color_id": 0, "max_reaction_count": 11}
    if row.linked is not None:
        shape["linked_chat_id"] = row.linked
    return shape | {"accepted_gift_types": gifts | {"gifts_from_channels": False}}


def get_chat_member(world: LocalTelegram, params: Params) -> JsonObject:
    row = world.writable(params["chat_id"])
    who = params["user_id"]
    if who == world.bot_id:
        return shapes.member(world, who, row.bot)
    if who not in world.state.people:
        raise bad("member not found")
    return shapes.member(world, who, _standing(row, who))


def get_chat_member_count(world: LocalTelegram, params: Params) -> int:
    return len(world.writable(params["chat_id"]).members) + 1


def get_chat_administrators(world: LocalTelegram, params: Params) -> list[JsonObject]:
    row = world.writable(params["chat_id"])
    if row.kind == "private":
        raise bad("there are no administrators in the private chat")
    people = [who for who in row.members if who == row.creator]
    bots = [world.bot_id] if row.bot == "administrator" else []
    return [shapes.member(world, who, "creator") for who in people] + [
        shapes.member(world, who, "administrator") for who in bots
    ]


def leave_chat(world: LocalTelegram, params: Params) -> bool:
    row = world.writable(params["chat_id"])
    if row.kind == "private":
        raise bad("chat member status can't be changed in private chats")
    world.part(row, world.bot_id, "left")
    return True


def _standing(row: ChatRow, who: int) -> str:
    if who not in row.members:
        return "left"
    return "creator" if who == row.creator and row.kind != "private" else "member"
