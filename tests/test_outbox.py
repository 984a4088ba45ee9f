"""What is in the outbox reaches Telegram: in order, within its limits, at least once, and never doubled by us."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy.exc import OperationalError
from structlog.testing import CapturingLogger
from telegram import Bot

from bot.clock import ManualClock
from bot.config import Limits
from bot.outbox import Sender
from bot.outcomes import LONGEST_PAUSE
from bot.pace import LONGEST_OUTAGE_PAUSE
from bot.rehearsal import Call, LocalTelegram, LocalTelegramServer
from bot.rehearsal.faults import Dropped, FloodLimits, LostReply, Refusal, ServerError, Slow, TooMany
from bot.store import NUDGE, Post, Store, Transaction
from bot.store.store import CHECKPOINT_AFTER
from bot.vault import Vault
from bot.wire import bot_at

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
UNLIMITED = Limits(per_second=0, per_chat_per_second=0, per_group_per_minute=0)


class Desk:
    """A store, a sender, and the local Telegram at the other end of the line."""

    def __init__(self, folder: Path, limits: Limits = UNLIMITED, flood: FloodLimits | None = None) -> None:
        self.clock = ManualClock(START)
        self.world = LocalTelegram(now=self.clock.now, limits=flood)
        self.server = LocalTelegramServer(self.world)
        self.store = Store(f"sqlite:///{folder / 'reknit.db'}", Vault([b"m" * 32], os.urandom))
        self.store.upgrade(START)
        self.alex = self.world.person("Alex")
        self.sam = self.world.person("Sam")
        self.alex.starts()
        self.sam.starts()
        self.limits = limits
        self.logged = CapturingLogger()
        self.results: list[tuple[str, int, Any]] = []

    @asynccontextmanager
    async def sending(self) -> AsyncIterator[Sender]:
        async with self.server, self._bot() as bot:
            sender = self.sender(bot)
            running = asyncio.create_task(sender.run())
            yield sender
            sender.stop()
            await running

    def _bot(self) -> Bot:
        return bot_at(self.server.url, self.world.state.token)

    def sender(self, bot: Bot) -> Sender:
        log = structlog.wrap_logger(self.logged, processors=[structlog.processors.KeyValueRenderer()])
        return Sender(self.store, bot, self.clock, self.limits, log, on_result=self._keep)

    async def _keep(self, method: str, chat: int, result: Any) -> None:
        self.results.append((method, chat, result))

    def post(self, chat: int, text: str, **rest: Any) -> None:
        self.add(Post(chat=chat, method="sendMessage", params={"text": text}, created_at=self.clock.now(), **rest))

    def add(self, post: Post) -> None:
        self.store.transact(lambda tx: tx.outbox.add(post))

    def size(self) -> int:
        return self.store.transact(lambda tx: tx.outbox.size())

    def read(self, chat: int) -> list[str]:
        """Return what the bot has on the screen of this chat, oldest first."""
        return [message.text for message in self.world.messages(chat) if message.sender.bot]

    def calls(self, chat: int | None) -> list[Call]:
        sent = [call for call in self.world.calls if call.method == "sendMessage"]
        return [call for call in sent if chat is None or int(str(call.params["chat_id"])) == chat]

    def log(self) -> str:
        return "\n".join(str(call.args[0]) for call in self.logged.calls)

    def sent(self) -> list[str]:
        """Return the texts that Telegram took, in the order in which it took them."""
        return [str(call.params["text"]) for call in self.world.calls if call.method == "sendMessage" and call.ok]


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    desk = Desk(tmp_path)
    yield desk
    desk.store.close()


async def test_what_was_committed_before_the_start_is_sent_in_order_within_each_chat(desk: Desk) -> None:
    for number in range(5):
        desk.post(desk.alex.id, f"a{number}")
        desk.post(desk.sam.id, f"s{number}")

    async with desk.sending() as sender:
        await sender.settled()

    assert desk.read(desk.alex.id) == ["a0", "a1", "a2", "a3", "a4"]
    assert desk.read(desk.sam.id) == ["s0", "s1", "s2", "s3", "s4"]
    assert desk.size() == 0


async def test_what_is_committed_later_is_sent_at_once_when_woken(desk: Desk) -> None:
    async with desk.sending() as sender:
        await sender.settled()
        desk.post(desk.alex.id, "hello")
        await sender.settled()

        assert desk.read(desk.alex.id) == ["hello"]


async def test_SQLites_log_is_copied_into_the_database_when_it_is_worth_it_and_nobody_waits(
    desk: Desk, tmp_path: Path
) -> None:
    database = tmp_path / "reknit.db"
    desk.store.transact(lambda tx: tx.meta.set("mark", "a-mark-in-the-log"))

    async with desk.sending() as sender:
        desk.post(desk.alex.id, "first")
        await sender.settled()
        assert b"a-mark-in-the-log" not in database.read_bytes()

        for number in range(CHECKPOINT_AFTER):
            desk.post(desk.alex.id, str(number))
        await sender.settled()
        assert b"a-mark-in-the-log" in database.read_bytes()


async def test_a_slow_chat_holds_up_nobody_else(desk: Desk) -> None:
    desk.world.faults.add("sendMessage", fault=Slow(0.3), chat=desk.alex.id)
    desk.post(desk.alex.id, "slow")
    desk.post(desk.alex.id, "after it")
    for number in range(3):
        desk.post(desk.sam.id, f"s{number}")

    async with desk.sending() as sender:
        await sender.settled()

    assert desk.sent() == ["slow", "s0", "s1", "s2", "after it"]


async def test_an_edit_finds_the_message_that_an_earlier_call_made(desk: Desk) -> None:
    def work(tx: Transaction) -> int:
        shown = tx.shown.add(chat=desk.alex.id, kind="prompt", body="{}", now=START)
        for method, text in (("sendMessage", "How are you?"), ("editMessageText", "How are you? Fine.")):
            post = Post(chat=desk.alex.id, method=method, params={"text": text}, created_at=START, shown_id=shown)
            tx.outbox.add(post)
        return shown

    shown = desk.store.transact(work)
    async with desk.sending() as sender:
        await sender.settled()

    assert desk.read(desk.alex.id) == ["How are you? Fine."]
    message = desk.world.messages(desk.alex.id)[-1]
    found = desk.store.transact(lambda tx: tx.shown.by_message(desk.alex.id, message.id))
    assert found is not None
    assert found.id == shown


async def test_a_change_of_a_message_that_was_never_shown_is_let_go(desk: Desk) -> None:
    for method in ("editMessageText", "deleteMessage"):
        desk.add(Post(chat=desk.alex.id, method=method, params={}, created_at=START))
    desk.post(desk.alex.id, "next")

    async with desk.sending() as sender:
        await sender.settled()

    assert desk.read(desk.alex.id) == ["next"]


async def test_a_message_is_removed_after_its_time_and_holds_up_nothing_meanwhile(desk: Desk) -> None:
    desk.post(desk.alex.id, "for your eyes", remove_after=timedelta(minutes=5))
    desk.post(desk.alex.id, "to stay")

    async with desk.sending() as sender:
        await sender.settled()
        assert desk.read(desk.alex.id) == ["for your eyes", "to stay"]
        desk.clock.advance(timedelta(minutes=5))
        await sender.settled()

        assert desk.read(desk.alex.id) == ["to stay"]


async def test_a_post_waits_for_its_moment_and_for_no_word_from_anybody(desk: Desk) -> None:
    desk.post(desk.alex.id, "later", not_before=START + timedelta(hours=1))

    async with desk.sending() as sender:
        await sender.settled()
        assert desk.read(desk.alex.id) == []
        desk.clock.advance(timedelta(hours=1))
        await sender.settled()

        assert desk.read(desk.alex.id) == ["later"]


@pytest.mark.parametrize("fault", [ServerError(502), Dropped(), Refusal(500, "Internal Server Error")])
async def test_a_line_that_fails_is_tried_again_with_growing_pauses_and_order_is_kept(
    desk: Desk, fault: ServerError | Dropped | Refusal
) -> None:
    desk.world.faults.add("sendMessage", times=3, fault=fault)
    desk.post(desk.alex.id, "first")
    desk.post(desk.alex.id, "second")

    async with desk.sending() as sender:
        await sender.settled()
        for seconds in (1, 2, 4):
            assert desk.read(desk.alex.id) == []
            desk.clock.advance(timedelta(seconds=seconds))
            await sender.settled()

        assert desk.read(desk.alex.id) == ["first", "second"]


def change_of_nothing(desk: Desk, number: int) -> Post:
    """Return a change of a message that never came to be: it is done without a call."""
    shown = desk.store.transact(lambda tx: tx.shown.add(chat=number, kind="notice", body="", now=START))
    return Post(chat=number, method="editMessageText", params={"text": "x"}, created_at=START, shown_id=shown)


async def test_S2_what_fails_for_ever_while_others_pass_keeps_its_chat_waiting_a_quarter_of_an_hour(desk: Desk) -> None:
    """It is tried on, and nothing is lost; but a page of help must not wait behind it for good."""
    desk.world.faults.add("sendDocument", times=None, fault=ServerError())
    file = {"document": {"name": "copy.zip", "base64": "UEs="}}
    desk.add(Post(chat=desk.alex.id, method="sendDocument", params=file, created_at=START))
    desk.post(desk.alex.id, "help")
    minutes = 0

    async with desk.sending() as sender:
        while not desk.read(desk.alex.id) and minutes < 40:
            desk.clock.advance(timedelta(minutes=1))
            minutes += 1
            desk.post(desk.sam.id, "others pass")
            await sender.settled()
        desk.world.faults.clear()
        desk.clock.advance(LONGEST_PAUSE)
        await sender.settled()

    assert 15 <= minutes <= 20
    assert [message.kind for message in desk.world.messages(desk.alex.id) if message.sender.bot] == ["text", "document"]


@pytest.mark.parametrize("back", [timedelta(), timedelta(hours=2)], ids=["", "the clock is set back"])
async def test_D3_nothing_overtakes_a_call_while_none_passes_however_long_that_is(desk: Desk, back: timedelta) -> None:
    async with desk.sending() as sender:
        desk.post(desk.sam.id, "passes")
        await sender.settled()
        desk.world.faults.add("sendMessage", times=None, fault=ServerError())
        desk.clock._now -= back
        for person in (desk.alex, desk.alex, desk.sam):
            desk.post(person.id, f"{desk.size()}")
        for number in range(60):
            desk.add(change_of_nothing(desk, number))
            desk.clock.advance(LONGEST_PAUSE)
            await sender.settled()
        desk.world.faults.clear()
        desk.post(desk.alex.id, "last")
        for wait in (LONGEST_OUTAGE_PAUSE, LONGEST_PAUSE):
            desk.clock.advance(wait)
            await sender.settled()

    assert desk.read(desk.alex.id) == ["0", "1", "last"]


async def test_a_lost_answer_costs_a_repetition_never_a_message(desk: Desk) -> None:
    desk.world.faults.add("sendMessage", fault=LostReply())
    desk.post(desk.alex.id, "first")
    desk.post(desk.alex.id, "second")

    async with desk.sending() as sender:
        await sender.settled()
        desk.clock.advance(timedelta(seconds=1))
        await sender.settled()

    assert desk.read(desk.alex.id) == ["first", "first", "second"]


async def test_a_flooded_chat_waits_as_long_as_telegram_says_and_others_do_not(desk: Desk) -> None:
    desk.world.faults.add("sendMessage", fault=TooMany(7), chat=desk.alex.id)
    desk.post(desk.alex.id, "a1")
    desk.post(desk.alex.id, "a2")
    desk.post(desk.sam.id, "s1")

    async with desk.sending() as sender:
        await sender.settled()
        assert desk.sent() == ["s1"]
        desk.clock.advance(timedelta(seconds=6))
        await sender.settled()
        assert desk.sent() == ["s1"]
        desk.clock.advance(timedelta(seconds=1))
        await sender.settled()

        assert desk.sent() == ["s1", "a1", "a2"]


async def test_three_flooded_chats_make_all_wait(desk: Desk) -> None:
    people = [desk.alex, desk.sam, desk.world.person("Kim")]
    people[2].starts()
    other = desk.world.person("Lou")
    other.starts()
    for person in people:
        desk.world.faults.add("sendMessage", fault=TooMany(5), chat=person.id)
        desk.post(person.id, person.name)

    async with desk.sending() as sender:
        await sender.settled()
        desk.post(other.id, "Lou")
        await sender.settled()
        assert desk.sent() == []
        desk.clock.advance(timedelta(seconds=5))
        await sender.settled()

        assert sorted(desk.sent()) == ["Alex", "Kim", "Lou", "Sam"]


async def test_D3_what_was_for_a_person_who_blocked_the_bot_waits_for_their_return_in_its_order(desk: Desk) -> None:
    desk.store.transact(lambda tx: tx.people.add(desk.alex.id, "Alex", START))
    desk.alex.blocks()
    desk.post(desk.alex.id, "one")
    desk.post(desk.alex.id, "two")
    desk.post(desk.sam.id, "three")

    async with desk.sending() as sender:
        await sender.settled()
        person = desk.store.transact(lambda tx: tx.people.by_telegram(desk.alex.id))
        assert person is not None
        assert not person.reachable
        assert desk.sent() == ["three"]
        desk.alex.unblocks()
        desk.store.transact(lambda tx: tx.outbox.unpark(desk.alex.id))
        await sender.settled()

    assert desk.size() == 0
    assert desk.sent() == ["three", "one", "two"]


async def test_a_group_that_became_a_supergroup_is_followed(desk: Desk) -> None:
    group = desk.world.group("Us", [desk.alex, desk.sam])
    desk.alex.adds_bot(group)
    old = group.id

    def work(tx: Transaction) -> int:
        a, b = (tx.people.add(person.id, person.name, START).id for person in (desk.alex, desk.sam))
        couple = tx.couples.add(a, b, START)
        tx.couples.group(couple.id, old, alone=True)
        return couple.id

    couple_id = desk.store.transact(work)
    group.migrates()
    desk.post(old, "one")
    desk.post(old, "two")

    async with desk.sending() as sender:
        await sender.settled()

    assert desk.sent() == ["one", "two"]
    couple = desk.store.transact(lambda tx: tx.couples.get(couple_id))
    assert couple is not None
    assert couple.group_chat == group.id != old


async def test_a_call_that_telegram_finds_fault_with_is_given_up_after_three_attempts(desk: Desk) -> None:
    words = 'can\'t parse entities: unsupported start tag "my secret"'
    desk.world.faults.add("sendMessage", times=3, fault=Refusal(400, f"Bad Request: {words}"))
    desk.post(desk.alex.id, "my secret")
    desk.post(desk.alex.id, "next")

    async with desk.sending() as sender:
        for _ in range(4):
            await sender.settled()
            desk.clock.advance(timedelta(seconds=4))

    assert desk.sent() == ["next"]
    assert desk.size() == 0
    assert "can't parse entities" in desk.log()
    assert "my secret" not in desk.log()


@pytest.mark.parametrize("words", ["message is not modified: ...", "message to edit not found"])
async def test_an_edit_that_changes_nothing_is_done(desk: Desk, words: str) -> None:
    desk.world.faults.add("editMessageText", fault=Refusal(400, f"Bad Request: {words}"))
    params = {"text": "x", "message_id": 1}
    desk.add(Post(chat=desk.alex.id, method="editMessageText", params=params, created_at=START))

    async with desk.sending() as sender:
        await sender.settled()

    assert desk.size() == 0
    assert len([call for call in desk.world.calls if call.method == "editMessageText"]) == 1


async def test_a_nudge_that_is_too_late_is_dropped(desk: Desk) -> None:
    desk.post(desk.alex.id, "stale", priority=NUDGE, expires_at=START)
    desk.post(desk.alex.id, "fresh", priority=NUDGE, expires_at=START + timedelta(hours=1))

    async with desk.sending() as sender:
        await sender.settled()

    assert desk.sent() == ["fresh"]


async def test_replies_go_out_before_nudges(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Limits(per_second=1, per_chat_per_second=0, per_group_per_minute=0))
    desk.post(desk.sam.id, "nudge for Sam", priority=NUDGE)
    desk.post(desk.alex.id, "nudge for Alex", priority=NUDGE)
    desk.post(desk.alex.id, "reply to Alex")

    async with desk.sending() as sender:
        for _ in range(4):
            await sender.settled()
            desk.clock.advance(timedelta(seconds=1))
    desk.store.close()

    assert desk.sent() == ["nudge for Alex", "reply to Alex", "nudge for Sam"]


async def test_the_limits_are_used_up_and_never_exceeded(tmp_path: Path) -> None:
    """The local Telegram counts as the real one does, and would answer 429."""
    desk = Desk(
        tmp_path, Limits(per_second=5, per_chat_per_second=1, per_group_per_minute=20), FloodLimits(per_second=5)
    )
    group = desk.world.group("Us", [desk.alex, desk.sam])
    desk.alex.adds_bot(group)
    people = [desk.world.person(f"P{number}") for number in range(6)]
    for person in people:
        person.starts()
        for number in range(5):
            desk.post(person.id, f"{person.name}.{number}")
    for number in range(22):
        desk.post(group.id, f"g{number}")

    async with desk.sending() as sender:
        await sender.settled()
        while desk.size():
            desk.clock.advance(timedelta(seconds=1))
            await sender.settled()
    desk.store.close()

    assert [call for call in desk.world.calls if call.fault or not call.ok] == []
    assert desk.read(group.id) == [f"g{number}" for number in range(22)]
    seconds = {to: [int((call.at - START).total_seconds()) for call in desk.calls(to)] for to in (None, group.id)}
    assert [seconds[None].count(second) for second in range(5)] == [5, 5, 5, 5, 5]
    assert seconds[group.id][20] - seconds[group.id][0] == 60


async def test_an_answer_that_the_bot_asked_for_is_handed_on(desk: Desk) -> None:
    group = desk.world.group("Us", [desk.alex, desk.sam])
    desk.alex.adds_bot(group)
    desk.add(Post(chat=group.id, method="getChatMemberCount", params={}, created_at=START))

    async with desk.sending() as sender:
        await sender.settled()

    assert desk.results == [("getChatMemberCount", group.id, 3)]
    assert desk.size() == 0


async def test_a_toast_that_comes_too_late_troubles_nobody(desk: Desk) -> None:
    async with desk.sending() as sender:
        await sender.toast("123", "Thank you", alert=True)
        await sender.toast("124", "Thank you", alert=True)  # over a connection that is open by now
        await sender.settled()

    assert [(call.method, call.ok) for call in desk.world.calls[-2:]] == [("answerCallbackQuery", False)] * 2
    assert desk.log().count("refused") == 2


async def test_a_database_that_is_held_by_another_costs_no_message_and_doubles_none(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.world.faults.add("sendMessage", fault=Slow(0.1))
    desk.post(desk.alex.id, "first")
    desk.post(desk.alex.id, "second")
    run, taken = desk.store.run, asyncio.Event()
    desk.world.listen(taken.set)

    async def held(_: object) -> None:
        raise OperationalError("BEGIN", None, sqlite3.OperationalError("database is locked"))

    async def rest(_: float) -> None:
        monkeypatch.setattr(desk.store, "run", run)

    async with desk.sending() as sender:
        await taken.wait()
        monkeypatch.setattr(desk.store, "run", held)
        monkeypatch.setattr(desk.clock, "sleep", rest)
        await sender.settled()

        assert desk.read(desk.alex.id) == ["first", "second"]
        assert "outbox out of reach" in desk.log()
        assert "database is locked" in desk.log()


async def test_what_must_not_be_stored_is_sent_past_the_outbox(desk: Desk) -> None:
    post = Post(chat=desk.alex.id, method="sendMessage", params={"text": "call 112"}, created_at=START)

    async with desk.sending() as sender:
        await sender.direct(post)
        desk.alex.blocks()
        await sender.direct(post)

    assert desk.sent() == ["call 112"]
    assert desk.size() == 0


async def test_a_stop_lets_calls_under_way_end_and_leaves_the_rest(desk: Desk) -> None:
    desk.world.faults.add("sendMessage", fault=Slow(0.2))
    desk.post(desk.alex.id, "under way")
    desk.post(desk.alex.id, "the rest")
    taken = asyncio.Event()
    desk.world.listen(lambda: taken.set() if desk.read(desk.alex.id) else None)

    async with desk.sending():
        await taken.wait()

    assert desk.read(desk.alex.id) == ["under way"]
    assert desk.size() == 1
    async with desk.sending() as sender:
        await sender.settled()
    assert desk.read(desk.alex.id) == ["under way", "the rest"]


async def test_a_stop_writes_down_a_refusal_of_what_was_under_way(desk: Desk) -> None:
    async with desk.sending() as sender:
        desk.post(desk.sam.id, "a connection is open now")
        await sender.settled()
        desk.alex.blocks()
        desk.world.faults.add("sendMessage", fault=Slow(0.2))
        desk.post(desk.alex.id, "to somebody who has gone")
        sender.wake()
        while not desk.calls(desk.alex.id):  # noqa: ASYNC110 -- nothing to wait on
            await asyncio.sleep(0)

    assert desk.size() == 0


async def test_a_stop_waits_for_what_a_refusal_of_what_was_under_way_calls_for(desk: Desk) -> None:
    group, closed = desk.world.group("Us", [desk.alex, desk.sam]), list[int]()

    async def leave(chat: int) -> None:
        for _ in range(9):
            await asyncio.sleep(0)
        closed.append(chat)

    async with desk.server, desk._bot() as bot:
        sender = Sender(desk.store, bot, desk.clock, desk.limits, structlog.get_logger(), on_closed=leave)
        running = asyncio.create_task(sender.run())
        desk.post(desk.sam.id, "a connection is open now")
        await sender.settled()
        desk.world.faults.add("sendMessage", fault=Refusal(403, "Forbidden: bot is not a member of the group chat"))
        desk.post(group.id, "to a group that is closed")
        sender.wake()
        while not desk.calls(group.id):  # noqa: ASYNC110 -- nothing to wait on
            await asyncio.sleep(0)
        sender.stop()
        await running

    assert closed == [group.id]
    assert desk.size() == 0


async def test_a_call_that_simply_succeeds_needs_no_task_and_a_bug_in_it_stops_everything(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    async with desk.server, desk._bot() as bot:
        sender = desk.sender(bot)
        running = asyncio.create_task(sender.run())
        desk.post(desk.sam.id, "a connection is open now")
        await sender.settled()
        with monkeypatch.context() as patch:
            patch.setattr(sender, "_deliver", breaks)
            desk.post(desk.alex.id, "by itself")
            await sender.settled()
        assert desk.read(desk.alex.id) == ["by itself"]

        monkeypatch.setattr("bot.outbox._made_message", breaks)
        desk.post(desk.alex.id, "into a bug")
        sender.wake()
        with pytest.raises(ExceptionGroup):
            await asyncio.wait_for(running, 10)


async def test_nothing_that_is_logged_holds_words_or_the_token(desk: Desk) -> None:
    desk.world.faults.add("sendMessage", times=2, fault=Dropped())
    desk.world.faults.add("sendMessage", times=2, fault=Refusal(400, "Bad Request: chat not found: my secret"))
    desk.post(desk.alex.id, "my secret")

    async with desk.sending() as sender:
        for _ in range(6):
            await sender.settled()
            desk.clock.advance(timedelta(seconds=10))

    assert "sendMessage" in desk.log()
    assert "my secret" not in desk.log()
    assert desk.world.state.token not in desk.log()
