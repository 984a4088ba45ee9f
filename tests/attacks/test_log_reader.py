"""Whoever reads the logs, at any level and of any library."""

from __future__ import annotations

import base64
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from structlog.testing import capture_logs

from bot.incoming import read
from bot.reception import receive
from bot.rehearsal import Refusal
from bot.store.values import Waiting
from tests.bot.process import TOKEN
from tests.bot.theatre import KEY
from tests.bot.walk import Walk, at, files, rows

pytestmark = pytest.mark.usefixtures("database")

A_MOMENT = timedelta(seconds=5)
SECRETS = (TOKEN, TOKEN.partition(":")[2], KEY, base64.b64decode(KEY).hex())


@contextmanager
def all_logs(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """Collect what any library logs at any level."""
    lines: list[str] = []
    with caplog.at_level(logging.DEBUG), capture_logs() as ours:
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG))
        yield lines
    lines += [str(entry) for entry in ours]
    lines += [f"{record.getMessage()} {record.exc_text or ''}" for record in caplog.records]


def told(walk: Walk, chat: int) -> str:
    """Return all that was ever sent to a chat or changed there, toasts apart."""
    calls = walk.stage.world.calls
    return "\n".join(str(call.params) for call in calls if str(call.params.get("chat_id")) == str(chat))


async def a_whole_walk(walk: Walk) -> list[str]:
    """Let both type something at every kind of question, and return the words."""
    words = ["cam4711", "imp4712", "ned4713", "fre4714", "pre4715", "tol4716", "hea4717", "mak4718", "edi4719"]
    await walk.says(walk.alex, words[0])
    await walk.presses(walk.alex, "feelings-sad", "engine-palette.done")
    await walk.says(walk.alex, words[1])
    await walk.says(walk.alex, words[2])
    await walk.presses(walk.sam, *["engine-words.skip"] * 4)
    await walk.presses(walk.alex, "open_communication-first.me")
    await walk.presses(walk.sam, "open_communication-first.you")
    for person in (walk.alex, walk.sam):
        await walk.presses(person, "=4")
    await walk.says(walk.sam, words[3])
    await walk.says(walk.alex, words[4])
    await walk.presses(walk.alex, "engine-preview.rewrite")
    message = await walk.says(walk.alex, words[5])
    await walk.presses(walk.alex, "engine-preview.send")
    await walk.sends(walk.sam, words[6])
    walk.alex.edits(message, words[8])
    await walk.settle()
    await walk.presses(walk.alex, "open_communication-confirm.yes", "bar.pause")
    await walk.says(walk.sam, words[7])
    return words


async def test_P4_no_word_and_no_secret_is_in_logs_callbacks_or_on_disk(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with all_logs(caplog) as lines:
        async with at("camera", tmp_path) as walk:
            words = await a_whole_walk(walk)
            on_disk = files(tmp_path)
            seen = walk.stage.world.state.chats.values()
            buttons = [b for chat in seen for m in chat.messages.values() for row in m.buttons for b in row]
        on_disk += files(tmp_path)

    shown = "".join(told(walk, person.id) for person in (walk.alex, walk.sam))
    assert [word for word in words if word in shown] == ["pre4715", "tol4716", "hea4717", "edi4719"]
    assert any("handled" in line for line in lines)
    assert [hit for hit in (*words, *SECRETS) for line in lines if hit in line] == []
    assert [hit for hit in (*words, *SECRETS) if hit.encode() in on_disk] == []
    assert base64.b64decode(KEY) not in on_disk
    assert [b for b in buttons if any(word in (b.data or "") for word in words) or len(b.data or "") > 64] == []


async def test_P4_errors_quote_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither Telegram's, which may quote what was sent, nor our own bugs, which may quote anything."""

    def broken(*arguments: object) -> None:
        receive(*arguments)  # type: ignore[arg-type]  # as it came
        raise ValueError("bad: bug4712")

    refused = Refusal(400, 'Bad Request: can\'t parse entities: unsupported start tag "cam4711"')
    with all_logs(caplog) as lines:
        async with at("camera", tmp_path) as walk:
            walk.stage.world.faults.add("sendMessage", fault=refused, times=3)
            await walk.says(walk.alex, "cam4711")
            await walk.stage.passes(A_MOMENT)
            with monkeypatch.context() as patch:
                patch.setattr("bot.app.receive", broken)
                await walk.says(walk.alex, "bug4712")
                press = await walk.presses(walk.sam, "engine-words.skip")
            noted = rows(tmp_path)

    assert [hit for hit in ("cam4711", "bug4712", *SECRETS) for line in lines if hit in line] == []
    assert [line for line in lines if "can't parse entities" in line]
    assert [line for line in lines if "ValueError" in line]
    assert press.toast == ""
    assert [row[3] for row in noted["parked_update"]] == ["bug", "bug"]
    assert "cam4711" not in str(noted["outbox"])


@pytest.mark.mostly_sqlite
@pytest.mark.parametrize("bug", ["counted", "found", "changed", "gone", "receive"])
async def test_P4_a_bug_names_nobody_by_telegrams_number_or_name(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, bug: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("bug4711")

    with all_logs(caplog) as lines:
        async with at("group speak", tmp_path) as walk:
            kim = walk.stage.world.person("Kimberley", zone="Europe/Madrid")
            names = ["Kimberley", *(str(one) for one in (walk.alex.id, walk.sam.id, kim.id, abs(walk.group.id)))]
            with monkeypatch.context() as patch:
                patch.setattr(f"bot.app.{bug}", broken)
                kim.joins(walk.group)
                await walk.settle()
                kim.leaves(walk.group)
                await walk.settle()
                await walk.stage.app._look_again()
                await walk.stage.app._on_closed(walk.group.id)

    assert [line for line in lines if "ValueError" in line]
    assert [line for line in lines if any(name in line for name in (*names, "bug4711"))] == []


def test_P4_a_call_and_an_update_show_no_words_of_themselves() -> None:
    sender = {"id": 5_000_001, "first_name": "words-of-a-name"}
    message = {"message_id": 1, "chat": {"id": 5_000_001, "type": "private"}, "from": sender, "text": "words-of-people"}
    call = Waiting(
        id=3,
        chat=5_000_001,
        method="sendMessage",
        body=b'{"text":"words-of-people"}',
        priority=0,
        person_id=1,
        couple_id=None,
        shown_id=None,
        message_id=None,
        remove_after=None,
        expires_at=None,
        attempts=0,
    )

    for shown in (repr(read({"update_id": 7, "message": message})), repr(call), f"{[call]}"):
        assert "words" not in shown
        assert "5000001" not in shown
