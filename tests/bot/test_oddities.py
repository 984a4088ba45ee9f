"""F2 and S2: whatever comes, nothing breaks, nothing changes that should not, and the answer is kind."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.rehearsal import Person
from bot.rehearsal.calls import Call
from bot.rehearsal.state import Waiting
from flows.engine.refusal import Reason
from tests import databases
from tests.bot.walk import UNLIKE, WAY, Walk, at, rows, said

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.mostly_sqlite]

ADDED = ("seen_update", "sqlite_sequence", "shown")
"""What a kind answer leaves behind: the update was seen, and a message was shown."""
KIND = {said(f"engine-refused.{reason}") for reason in Reason}


def says_raw(walk: Walk, kind: str, body: dict[str, Any]) -> None:
    """Put an update on the wire as it is."""
    state = walk.stage.world.state
    state.waiting.append(Waiting(id=state.count("update"), kind=kind, body=body, at=walk.stage.clock.now()))
    walk.stage.world.changed()


def message_from(person: Person, **content: Any) -> dict[str, Any]:
    user = {"id": person.id, "is_bot": False, "first_name": person.name, "language_code": "en"}
    chat = {"id": person.id, "type": "private", "first_name": person.name}
    return {"message_id": 999_999, "from": user, "chat": chat, "date": 1_777_917_720} | content


def pressed_by(person: Person, data: object, **content: Any) -> dict[str, Any]:
    message = message_from(person)
    return {"id": "77", "from": message["from"], "chat_instance": "x", "data": data, "message": message} | content


def unharmed(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    return rows(folder, *ADDED, "outbox")


# -- what is no words


def photo(person: Person) -> None:
    person.sends_photo(caption="a caption is no answer")


def document(person: Person) -> None:
    person.sends_document()


def spaces(person: Person) -> None:
    person.world.post(person._row(None), person.id, text="\u200b \n")


@pytest.mark.parametrize("sends", [photo, document])
@pytest.mark.parametrize("point", ["safety", "invited", "offered", "camera", "speak"])
async def test_media_are_refused_kindly(tmp_path: Path, point: str, sends: Callable[[Person], None]) -> None:
    async with at(point, tmp_path) as walk:
        before = unharmed(tmp_path)
        for person in (walk.alex, walk.sam):
            sends(person)
        await walk.settle()

        assert walk.alex.last().text in KIND | {said("bot-media")}
        if point != "safety":
            assert unharmed(tmp_path) == before


@pytest.mark.parametrize("kind", ["sticker", "video_note", "location", "contact", "poll", "dice", "unheard_of"])
async def test_kinds_of_messages_that_mean_nothing_here_are_refused(tmp_path: Path, kind: str) -> None:
    async with at("camera", tmp_path) as walk:
        before = unharmed(tmp_path)
        says_raw(walk, "message", message_from(walk.alex, **{kind: {"emoji": "x"}}))
        await walk.settle()

        assert walk.alex.last().text == said("engine-refused.wrong_media")
        assert unharmed(tmp_path) == before


async def test_an_empty_message_is_no_answer(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        before = unharmed(tmp_path)
        for text in ("", " ", "\n\n"):
            says_raw(walk, "message", message_from(walk.alex, text=text))
            await walk.settle()
            assert walk.alex.last().text == said("engine-refused.empty")

        assert unharmed(tmp_path) == before


async def test_a_voice_message_is_carried_as_it_is(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        walk.alex.sends_voice()
        await walk.settle()
        await walk.presses(walk.alex, "engine-preview.send")

        assert "voice" in [message.kind for message in walk.sam.screen()]


# -- presses


def all_presses(walk: Walk, person: Person) -> list[str]:
    screens = walk.screens(person)
    return [button.data for message in screens for row in message.buttons for button in row if button.data]


async def test_a_stale_press_changes_nothing(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        old = [data for data in all_presses(walk, walk.alex) if not data.startswith("m.")]
        await walk.presses(walk.alex, *["engine-words.skip"] * 4)
        before = rows(tmp_path, *UNLIKE)
        for data in old:
            press = await walk.forges(walk.alex, data)
            assert press.toast == said("engine-refused.stale"), data

        assert rows(tmp_path, *UNLIKE) == before


async def test_a_doubled_press_counts_once(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        message, data = walk.button(walk.alex, "engine-words.skip")
        presses = [walk.alex.presses(data, message) for _ in range(3)]
        await walk.settle()

        assert [press.toast for press in presses] == ["", *[said("engine-refused.stale")] * 2]
        assert walk.sees(walk.alex, "feelings-sad")


async def test_quick_ticks_all_count(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.presses(walk.alex, "engine-words.skip")
        for feeling in ("sad", "hurt", "lonely", "sad", "afraid", "tired", "numb", "angry"):
            message, data = walk.button(walk.alex, f"feelings-{feeling}")
            last = walk.alex.presses(data, message)
        await walk.settle()

        ticked = [label for label in walk.alex.last().labels if label.startswith("✓")]
        assert ticked == ["✓ hurt", "✓ lonely", "✓ afraid", "✓ numb", "✓ tired"]
        assert last.toast == said("engine-refused.too_many")


async def test_a_press_without_its_message_works(tmp_path: Path) -> None:
    """Telegram leaves out messages that are too old."""
    async with at("camera", tmp_path) as walk:
        _, data = walk.button(walk.alex, "engine-words.skip")
        query = pressed_by(walk.alex, data)
        del query["message"]
        says_raw(walk, "callback_query", query)
        await walk.settle()

        assert walk.sees(walk.alex, "feelings-sad")


# -- commands


@pytest.mark.parametrize("point", ["", *WAY])
async def test_help_and_safety_answer_everywhere_and_anybody(tmp_path: Path, point: str) -> None:
    async with at(point, tmp_path) as walk:
        kim = walk.stage.world.person("Kim", language="xx")
        for person in (walk.alex, walk.sam, kim):
            await walk.says(person, "/help")
            assert person.last().text == said("bot-help")
            await walk.says(person, "/safety")
            assert person.last().text.startswith(said("bot-safety", country="").split(".")[0])


@pytest.mark.parametrize("state", ["paused", "time-out", "agreed time-out", "resting", "ended", "lapsed", "arrived"])
async def test_help_and_safety_answer_whatever_the_programme_does(tmp_path: Path, state: str) -> None:
    async with at("camera" if state != "lapsed" else "offered", tmp_path) as walk:
        match state:
            case "paused":
                await walk.says(walk.sam, "/pause")
            case "time-out":
                await walk.says(walk.sam, "/timeout")
            case "agreed time-out":
                await walk.says(walk.sam, "/timeout")
                await walk.presses(walk.sam, "programme-time_out.one_hour")
                await walk.presses(walk.alex, "programme-agree.yes")
            case "resting":
                await walk.says(walk.sam, "/timeout")
                await walk.stage.passes(timedelta(days=1))
                await walk.opens(walk.sam)
                await walk.presses(walk.sam, "programme-back.later")
            case "ended":
                await walk.says(walk.sam, "/menu")
                await walk.presses(walk.sam, "bot-menu.leave", "bot-leave.leave_now")
            case "lapsed":
                await walk.stage.passes(timedelta(days=8))
        before = rows(tmp_path)["session"]
        for person in (walk.alex, walk.sam):
            await walk.says(person, "/help")
            assert person.last().text == said("bot-help")
            await walk.says(person, "/safety")
            assert person.last().text.startswith(said("bot-safety", country="").split(".")[0])
            await walk.says(person, "/menu")
            assert walk.sees(person, "bot-menu.safety")
            await walk.presses(person, "bot-menu.safety")
        assert rows(tmp_path)["session"] == before


@pytest.mark.parametrize(
    "text", ["/", "//", "/nothing", "/MENU", "/menu@another_bot", "/start x y", "/start " + "A" * 64, "/start @", "/é"]
)
async def test_odd_commands_get_an_answer(tmp_path: Path, text: str) -> None:
    async with at("camera", tmp_path) as walk:
        before = rows(tmp_path)["answer"]
        await walk.says(walk.alex, text)

        assert walk.alex.last().sender.bot
        assert rows(tmp_path)["answer"] == before
        assert rows(tmp_path)["parked_update"] == []


# -- updates that are none


MALFORMED: tuple[tuple[str, object], ...] = (
    ("message", None),
    ("message", "text"),
    ("message", []),
    ("message", {}),
    ("message", {"message_id": "x", "chat": {"id": 1, "type": "private"}}),
    ("message", {"message_id": 1, "chat": None, "date": 1, "text": "hello"}),
    ("message", {"message_id": 1, "chat": {"id": 10**30, "type": "private"}, "from": {"id": 10**30}, "text": "hi"}),
    ("message", {"message_id": 10**30, "chat": {"id": 5000001, "type": "private"}, "from": {"id": 5000001}}),
    ("message", {"message_id": 1, "chat": {"id": -1, "type": "channel", "title": "news"}, "date": 1, "text": "/start"}),
    ("callback_query", {"id": "1", "data": "m.menu"}),
    ("callback_query", {"id": 1, "from": {"id": 5000001}, "data": "m.menu"}),
    ("callback_query", {"id": "1", "from": {"id": 5000001}, "data": 7}),
    ("callback_query", {"id": "1", "from": {"id": 5000001}, "game_short_name": "x"}),
    ("my_chat_member", {"chat": {"id": 5000001, "type": "private"}, "from": {"id": 5000001}}),
    ("my_chat_member", {"chat": {"id": -7, "type": "group"}, "from": {"id": 1}, "new_chat_member": {"status": "?"}}),
    ("edited_message", {"message_id": 1}),
    ("message_reaction", {"chat": {"id": 5000001, "type": "private"}, "message_id": 1}),
    ("poll_answer", {"poll_id": "1"}),
    ("from_the_future", {"anything": [1, {"at": "all"}]}),
)


@pytest.mark.parametrize(("kind", "body"), MALFORMED, ids=[f"{kind}-{n}" for n, (kind, _) in enumerate(MALFORMED)])
async def test_a_malformed_update_blocks_nothing(tmp_path: Path, kind: str, body: Any) -> None:
    async with at("camera", tmp_path) as walk:
        before = unharmed(tmp_path)
        says_raw(walk, kind, body)
        await walk.settle()

        after = unharmed(tmp_path)
        assert {table for table in after if after[table] != before[table]} <= {"parked_update"}
        await walk.says(walk.alex, "mayflower")
        assert walk.sees(walk.alex, "feelings-sad")


@pytest.mark.parametrize("result", ["[1]", "[null]", '["x"]', "[{}]", '[{"update_id":"7"}]', "null", "{}", "7", '"x"'])
async def test_a_malformed_answer_to_a_poll_is_survived(
    tmp_path: Path, result: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at("camera", tmp_path) as walk:
        world, odd = walk.stage.world, [json.loads(result)]
        answer = world._answer

        def answers(method: str, given: Any) -> Any:
            return {"ok": True, "result": odd.pop()} if method == "getUpdates" and odd else answer(method, given)

        monkeypatch.setattr(world, "_answer", answers)
        walk.alex.says("mayflower")
        async with asyncio.timeout(20):
            while odd or world.state.waiting:
                walk.stage.clock.advance(timedelta(seconds=1))
                await asyncio.sleep(0)
        await walk.settle()

        assert walk.sees(walk.alex, "feelings-sad")


async def test_an_update_without_an_id_is_not_asked_for_again_at_once(tmp_path: Path) -> None:
    """Nothing can confirm it, so asking again without a pause would never end."""
    async with at("camera", tmp_path) as walk:
        world = walk.stage.world
        world.state.waiting.append(Waiting(id="x", kind="message", body={}, at=walk.stage.clock.now()))  # type: ignore[arg-type]
        since = len(world.calls)
        world.changed()
        for _ in range(2000):
            await asyncio.sleep(0)

        polls = [call for call in world.calls[since:] if _is_poll(call)]
        assert len(polls) <= 3
        world.state.waiting.clear()
        walk.stage.clock.advance(timedelta(minutes=1))


def _is_poll(call: Call) -> bool:
    return call.method == "getUpdates"


# -- edits


async def test_an_edit_long_after_is_offered_to_nobody_who_did_not_ask(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        command = await walk.says(walk.alex, "/help")
        message = await walk.says(walk.alex, "told4711")
        await walk.presses(walk.alex, "engine-preview.send")
        sams = walk.sam.screen()
        await walk.stage.passes(timedelta(days=10))
        walk.alex.edits(command, "/leave")
        walk.alex.edits(message, "told4712")
        await walk.settle()

        assert "told4712" in walk.alex.last().text  # offered to its author alone
        since = [message for message in walk.sam.screen()[len(sams) :] if "told4712" in message.text]
        assert since == []
        await walk.presses(walk.alex, "engine-amend.send")
        assert "told4712" in walk.sam.last().text


# -- a change of language, and a database that is busy


async def test_the_language_may_change_in_the_middle_of_anything(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.says(walk.alex, "told4711")
        await walk.says(walk.alex, "/language")
        await walk.presses(walk.alex, "welcome-language.es")
        assert said("engine-preview.send", "es") in walk.alex.last().labels

        await walk.presses(walk.alex, "engine-preview.send")

        assert walk.sam.screen()[-2].text.startswith(said("open_communication-speak-carried"))
        await walk.sends(walk.sam, "heard4712")
        assert said("open_communication-confirm", "es") in walk.alex.last().text


@pytest.mark.parametrize("patience", [None, 1], ids=["briefly", "longer than it waits"])
async def test_a_database_that_is_locked_for_a_while_loses_nothing(
    tmp_path: Path, patience: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if patience is not None:
        databases.of(tmp_path).wait_at_most(patience, monkeypatch)
    async with at("speak", tmp_path) as walk:
        with databases.of(tmp_path).held():
            walk.alex.says("told4711")
            walk.sam.says("/help")
            walk.sam.presses(walk.button(walk.sam, "receipt.change")[1])
            for _ in range(3000):
                await asyncio.sleep(0)
            assert "told4711" not in walk.alex.last().text or not walk.alex.last().sender.bot
        async with asyncio.timeout(20):
            while walk.stage.world.state.waiting:
                walk.stage.clock.advance(timedelta(seconds=1))
                await asyncio.sleep(0)
        await walk.stage.passes(timedelta(minutes=1))

        assert walk.sees(walk.alex, "engine-preview.send")
        assert said("bot-help") in [message.text for message in walk.sam.screen()]
        await walk.presses(walk.alex, "engine-preview.send")
        assert len([message for message in walk.sam.screen() if "told4711" in message.text]) == 1
