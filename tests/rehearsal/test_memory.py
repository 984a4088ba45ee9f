from __future__ import annotations

import json

from bot.rehearsal import Group, LocalTelegram, Person
from tests.rehearsal.conftest import Hands


def lived(world: LocalTelegram, alex: Person, sam: Person, group: Group) -> None:
    keys = {"inline_keyboard": [[{"text": "Go", "callback_data": "go", "style": "primary"}]]}
    alex.starts("x")
    alex.adds_bot(group, "us")
    alex.hands("https://t.me/reknit_bot?start=y", to=sam)
    alex.sends_document(data=b"\x00\xff", name="a.bin")
    for markup in (keys, {"keyboard": [["Now"]]}, {"force_reply": True}):
        send = {"chat_id": alex.id, "text": "<b>Hi</b> 🔒", "parse_mode": "HTML", "reply_markup": markup}
        assert (world.receive("sendMessage", send).body or {})["ok"]
    world.receive("setMyCommands", {"commands": [{"command": "menu", "description": "x"}]})
    alex.presses("Go")
    group.migrates()


def test_a_world_goes_on_where_it_was(
    world: LocalTelegram, now: Hands, alex: Person, sam: Person, group: Group
) -> None:
    lived(world, alex, sam, group)
    dumped = json.loads(json.dumps(world.dump()))

    again = LocalTelegram.load(dumped, now=now)

    assert again.dump() == dumped
    assert again.state == world.state
    assert [person.name for person in again.people] == ["Alex", "Sam"]
    assert [each.title for each in again.groups] == ["Us"]
    assert again.file(again.find(alex.id).screen()[1].file or "").data == b"\x00\xff"
    fetched = [each.receive("getUpdates", {}).body for each in (world, again)]
    assert fetched[0] == fetched[1]
    assert again.find(alex.id).says("on").id == alex.says("on").id


def test_the_same_life_gives_the_same_ids(now: Hands) -> None:
    dumps = []
    for _ in range(2):
        world = LocalTelegram(now)
        alex, sam = world.person("Alex"), world.person("Sam")
        lived(world, alex, sam, world.group("Us", [alex, sam]))
        dumps.append(world.dump())

    assert dumps[0] == dumps[1]


def test_every_change_is_told_until_nobody_listens(world: LocalTelegram, alex: Person) -> None:
    seen: list[int] = []
    stop = world.listen(lambda: seen.append(world.version))
    alex.says("one")
    count = len(seen)
    assert count > 0
    assert seen == sorted(set(seen))

    stop()
    alex.says("two")

    assert len(seen) == count
