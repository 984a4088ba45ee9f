"""P1, P2, P4 and P5 over the wire: who reads what, and what is left of it on disk and in logs."""

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

from bot.reception import receive
from bot.rehearsal import Person, Refusal
from flows.safety_questions import SAFETY
from tests.bot.process import TOKEN
from tests.bot.theatre import KEY
from tests.bot.walk import MINDS, UNLIKE, Walk, at, files, rows, said

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


async def test_no_word_and_no_secret_is_in_logs_callbacks_or_on_disk(
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


async def test_names_and_invitations_are_not_on_disk_in_clear(tmp_path: Path) -> None:
    async with at("", tmp_path) as walk:
        walk.alex.row.name = "Zzyzxander"
        await walk.begins(walk.alex)
        await walk.welcome(walk.alex)
        link = await walk.invites()
        on_disk = files(tmp_path)
    on_disk += files(tmp_path)

    assert [hit for hit in ("Zzyzxander", "Europe/Madrid", link.partition("=")[2]) if hit.encode() in on_disk] == []


async def test_errors_quote_nobody(
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


# -- P5


async def test_in_the_middle_of_the_safety_questions_nothing_is_stored(tmp_path: Path) -> None:
    async with at("safety", tmp_path) as walk:
        before = rows(tmp_path, *UNLIKE)
        for name, calm in list(SAFETY.items())[:-1]:
            assert said(f"welcome-safety-{name}") in walk.alex.last().text

            await walk.presses(walk.alex, f"engine-questions.{calm}")

            assert rows(tmp_path, *UNLIKE) == before
        assert said(f"welcome-safety-{list(SAFETY)[-1]}") in walk.alex.last().text


def outline(folder: Path) -> dict[str, list[list[object]]]:
    """Return the rows with sealed columns by their length: their bytes differ each time."""
    kept = rows(folder, *UNLIKE)
    return {
        table: [[len(cell) if isinstance(cell, bytes) else cell for cell in row] for row in found]
        for table, found in kept.items()
        if table != "meta"  # the store's own key, and when it was made
    }


async def after_worry(folder: Path, question: str, answer: str) -> tuple[object, object]:
    """Return what is stored and what is on the screen after this answer to this question."""
    async with at("safety", folder) as walk:
        for name, calm in SAFETY.items():
            await walk.presses(walk.alex, f"engine-questions.{answer if name == question else calm}")
            if name == question:
                break
        first = outline(folder), [(message.text, message.labels) for message in walk.alex.screen()]
        await walk.presses(walk.alex, "welcome-care.go_on")
        return first, (outline(folder), [(message.text, message.labels) for message in walk.alex.screen()])


async def test_nothing_tells_which_question_worried(tmp_path: Path) -> None:
    cases = [(name, answer) for name, calm in SAFETY.items() for answer in (MINDS[calm], "rather_not")]
    first, *others = [await after_worry(tmp_path / f"{name}-{answer}", name, answer) for name, answer in cases]

    for case, other in zip(cases[1:], others, strict=True):
        assert other == first, case


# -- P1 and P2


def nowhere_but(walk: Walk, owner: Person, words: str) -> bool:
    """Tell whether these words went to no chat but their author's own."""
    chats = [chat for chat in walk.stage.world.state.chats if chat != owner.id]
    return not any(words in told(walk, chat) for chat in chats)


@pytest.mark.parametrize("point", ["camera", "group camera"])
async def test_private_answers_stay_with_their_author(tmp_path: Path, point: str) -> None:
    async with at(point, tmp_path) as walk:
        camera = await walk.says(walk.alex, "cam4711")
        await walk.presses(walk.alex, "feelings-numb", "engine-palette.done")
        await walk.says(walk.alex, "imp4712")
        await walk.says(walk.alex, "ned4713")
        walk.alex.edits(camera, "cam4799")
        await walk.settle()
        await walk.presses(walk.sam, *["engine-words.skip"] * 4)
        await walk.presses(walk.alex, "open_communication-first.me")
        await walk.presses(walk.sam, "open_communication-first.you")
        for person in (walk.alex, walk.sam):
            await walk.presses(person, "=4")
        await walk.says(walk.sam, "asi4714")

        if point == "camera":
            await walk.presses(walk.alex, "engine-words.notes")
            assert "cam4799" in walk.alex.last().text
            await walk.presses(walk.alex, "engine-preview.keep")
            await walk.says(walk.alex, "kep4715")
            await walk.presses(walk.alex, "engine-preview.keep")
        await walk.to_causes()

        for words in ("cam4711", "cam4799", "imp4712", "ned4713", "kep4715"):
            assert nowhere_but(walk, walk.alex, words), words
        assert nowhere_but(walk, walk.sam, "asi4714")


async def test_notes_go_to_the_partner_only_after_send(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "cam4711")
        await walk.presses(walk.alex, *["engine-words.skip"] * 3)
        await walk.presses(walk.sam, *["engine-words.skip"] * 4)
        await walk.presses(walk.alex, "open_communication-first.me")
        await walk.presses(walk.sam, "open_communication-first.you")
        for person in (walk.alex, walk.sam):
            await walk.presses(person, "=4")
        await walk.presses(walk.alex, "engine-words.notes")
        assert nowhere_but(walk, walk.alex, "cam4711")

        await walk.presses(walk.alex, "engine-preview.send")

        assert "cam4711" in walk.sam.screen()[-2].text


@pytest.mark.parametrize("point", ["causes", "group causes"])
async def test_sealed_answers_open_for_both_at_the_same_moment(tmp_path: Path, point: str) -> None:
    async with at(point, tmp_path) as walk:
        before = told(walk, walk.sam.id)
        first = await walk.says(walk.alex, "min4711")
        await walk.says(walk.alex, "our4712")
        await walk.says(walk.alex, "aro4713")
        walk.alex.edits(first, "min4799")
        await walk.settle()
        await walk.stage.passes(timedelta(hours=3))
        assert told(walk, walk.sam.id) == before
        assert nowhere_but(walk, walk.alex, "our4712")
        await walk.presses(walk.alex, "receipt.withdraw")
        await walk.says(walk.alex, "new4714")

        for words in ("sam4721", "sam4722", "sam4723"):
            assert nowhere_but(walk, walk.alex, "min4799")
            await walk.says(walk.sam, words)

        chats = [walk.group.id] if walk.stage.world.groups else [walk.alex.id, walk.sam.id]
        for chat in chats:
            lately = "\n".join(message.text for message in walk.stage.world.messages(chat))
            for words in ("min4799", "our4712", "new4714", "sam4721", "sam4722", "sam4723"):
                assert words in lately
        everywhere = "".join(told(walk, chat) for chat in walk.stage.world.state.chats)
        assert "min4711" not in everywhere
        assert "aro4713" not in everywhere


async def test_what_was_sealed_can_no_longer_be_taken_back_once_it_is_open(tmp_path: Path) -> None:
    async with at("causes", tmp_path) as walk:
        await walk.says(walk.alex, "min4711")
        receipt, withdraw = walk.button(walk.alex, "receipt.withdraw")
        await walk.presses(walk.alex, "engine-words.skip", "engine-words.skip")
        for words in ("sam4721", "sam4722", "sam4723"):
            await walk.says(walk.sam, words)
        before = rows(tmp_path, *UNLIKE)

        press = await walk.forges(walk.alex, withdraw, receipt)

        assert press.toast == said("engine-refused.seen")
        assert rows(tmp_path, *UNLIKE) == before
