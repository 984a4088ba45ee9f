from __future__ import annotations

from datetime import UTC, datetime

from bot.rehearsal import LocalTelegram
from tests.rehearsal.specification import Api, fields


def test_everything_that_the_bot_is_told_has_telegrams_shape(api: Api) -> None:
    world = LocalTelegram(lambda: datetime(2026, 3, 2, tzinfo=UTC))
    calls = played(world)

    told = world.receive("getUpdates", {}).body or {}
    assert len(told["result"]) > 12
    for update in told["result"] if api else ():
        assert misfit(api, update, ["Update"]) is None
    for method, given in calls:
        body = world.receive(method, given).body or {}
        assert body["ok"], (method, body)
        if api:
            assert misfit(api, body["result"], api["methods"][method]["returns"]) is None, method


def played(world: LocalTelegram) -> list[tuple[str, Api]]:
    """Let people do everything that they can, and return calls that answer with every shape."""
    alex, sam = world.person("Alex", username="alex_1"), world.person("Sam")
    group = world.group("Us", [alex, sam])
    keys = [[{"text": "Go", "callback_data": "go"}, {"text": "At", "url": "https://a.org", "style": "danger"}]]
    alex.starts("x")
    alex.adds_bot(group, "x")
    said = alex.says("/help https://a.org")
    alex.edits(said, "/menu")
    files = [alex.sends_voice().file, alex.sends_photo(caption="x").file, alex.sends_document().file]
    rich = f'<a href="tg://user?id={sam.id}">S</a> <tg-time unix="1">x</tg-time> <pre>y</pre>'
    sent = {"chat_id": alex.id, "text": rich, "parse_mode": "HTML", "reply_markup": {"inline_keyboard": keys}}
    world.receive("sendMessage", sent)
    alex.presses("Go")
    alex.says("re", reply_to=alex.last())
    alex.blocks()
    alex.starts()
    alex.promotes_bot(group)
    group.migrates()
    chats = [{"chat_id": alex.id}, {"chat_id": group.id}]
    return [
        ("getMe", {}),
        ("getWebhookInfo", {}),
        ("sendMessage", sent | {"protect_content": True}),
        *(("getChat", chat) for chat in chats),
        *(("getChatMember", chat | {"user_id": who}) for chat in chats for who in (alex.id, sam.id, world.bot_id)),
        ("getChatMemberCount", chats[1]),
        ("getChatAdministrators", chats[1]),
        ("sendVoice", chats[0] | {"voice": files[0]}),
        ("sendPhoto", chats[0] | {"photo": files[1], "has_spoiler": True}),
        ("sendDocument", chats[0] | {"document": files[2]}),
        ("getFile", {"file_id": files[2]}),
        ("setMyCommands", {"commands": [{"command": "menu", "description": "x"}]}),
        ("getMyCommands", {}),
        ("getMyDescription", {}),
        ("getMyShortDescription", {}),
        ("getChatMenuButton", {}),
        ("leaveChat", chats[1]),
    ]


PLAIN = {"Integer": int, "String": str, "Boolean": bool, "Float": float}


def misfit(api: Api, value: object, types: list[str]) -> str | None:
    """Return what is wrong with a value that ought to be of one of the types, None if nothing is."""
    wrongs = [_misfit(api, value, each) for each in types]
    return None if None in wrongs else str(wrongs[0])


def _misfit(api: Api, value: object, type_: str) -> str | None:
    if type_.startswith("Array of "):
        inner = (
            [misfit(api, each, [type_.removeprefix("Array of ")]) for each in value] if isinstance(value, list) else []
        )
        return next(filter(None, inner), None) if isinstance(value, list) else f"{value!r} is no array"
    if type_ in PLAIN:
        return None if type(value) is PLAIN[type_] else f"{value!r} is no {type_}"
    if "subtypes" in api["types"][type_]:
        return misfit(api, value, api["types"][type_]["subtypes"])
    if not isinstance(value, dict):
        return f"{value!r} is no {type_}"
    known = fields(api, type_, "types")
    missing = [name for name, field in known.items() if field["required"] and name not in value]
    unknown = [name for name in value if name not in known]
    if missing or unknown:
        return f"{type_} lacks {missing} and should not have {unknown}"
    inner = [misfit(api, each, known[name]["types"]) for name, each in value.items()]
    return next(filter(None, inner), None)
