"""Sessions, answers, records, timers and shown messages."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest

from bot.store import Store, StoredAnswer, StoredSession, Transaction
from bot.store.answers import LONGEST_KNOWN, MOST_KNOWN, Answers
from bot.store.seen import Seen
from bot.store.sessions import Sessions
from bot.store.shown import ShownMessages
from flows.engine.frozen import replace


@pytest.fixture
def in_store(store: Store, now: datetime) -> Callable[[Callable[[Transaction], None]], None]:
    """Run a work over Alex (1), Sam (2) and their couple (1)."""

    def couple(tx: Transaction) -> None:
        tx.couples.add(tx.people.add(1, "Alex", now).id, tx.people.add(2, "Sam", now).id, now)

    store.transact(couple)
    return store.transact


Run = Callable[[Callable[[Transaction], None]], None]


def test_open_sessions_come_newest_first_and_finished_ones_not_at_all(in_store: Run, now: datetime) -> None:
    def work(tx: Transaction) -> None:
        talk = tx.sessions.add("talk", None, 1, "{}", now)
        mine = tx.sessions.add("reflection", 1, None, "{1}", now)
        theirs = tx.sessions.add("reflection", 2, None, "{2}", now)
        done = tx.sessions.add("welcome", 1, None, "{3}", now)
        tx.sessions.save(talk, "{0}", now)
        tx.sessions.save(done, "{4}", now, finished=True)

        both = [mine, replace(talk, body="{0}")]
        assert tx.sessions.open_of(1, 1) == both
        assert tx.sessions.open_of(None, 1) == both[1:]
        assert tx.sessions.open_of(2, None) == [theirs]
        over = replace(done, body="{4}", finished=True)
        assert tx.sessions.all_of(1, None) == [mine, over]
        assert tx.sessions.get(done.id) == over
        assert tx.sessions.get(99) is None
        before.append((both, over))

    def look(tx: Transaction) -> None:
        """Read in another transaction what the first one only remembered."""
        ((both, over),) = before
        assert tx.sessions.open_of(1, 1) == both
        assert tx.sessions.get(over.id) == over

    before: list[tuple[list[StoredSession], StoredSession]] = []
    in_store(work)
    in_store(look)


def test_a_session_read_in_one_transaction_is_saved_in_the_next(store: Store, in_store: Run, now: datetime) -> None:
    stored = store.transact(lambda tx: tx.sessions.add("talk", None, 1, "{0}", now))
    store.transact(lambda tx: tx.sessions.save(stored, "{1}", now))

    assert store.transact(lambda tx: tx.sessions.get(stored.id)) == replace(stored, body="{1}")


def test_an_answer_replaces_the_one_with_its_number(in_store: Run, now: datetime) -> None:
    def work(tx: Transaction) -> None:
        talk = tx.sessions.add("talk", None, 1, "{}", now).id
        for n, author, body in ((1, 1, "first"), (2, 2, "second"), (1, 1, "first again"), (3, 1, "third")):
            tx.answers.keep(talk, n, author, body, now)
        tx.answers.forget(talk, 3)

        answers = [
            StoredAnswer(session_id=talk, n=1, author=1, body="first again"),
            StoredAnswer(session_id=talk, n=2, author=2, body="second"),
        ]
        assert tx.answers.get(talk, [1, 2, 3]) == {1: answers[0], 2: answers[1]}
        assert tx.answers.get(talk, [1, 3]) == {1: answers[0]}
        assert tx.answers.get(talk, []) == {}
        assert [one.body for one in tx.account.answers(2)] == ["second"]

    in_store(work)


def test_an_answer_can_pass_to_another_author(in_store: Run, now: datetime) -> None:
    def work(tx: Transaction) -> None:
        talk = tx.sessions.add("talk", None, 1, "{}", now).id
        tx.answers.keep(talk, 1, 1, "mine", now)
        tx.answers.keep(talk, 1, 2, "yours", now)

        assert tx.answers.get(talk, [1])[1].body == "yours"

    in_store(work)


def test_records_belong_to_a_person_or_a_couple(in_store: Run, now: datetime) -> None:
    def work(tx: Transaction) -> None:
        tx.records.keep("agreement", "one", now=now, couple_id=1)
        tx.records.keep("agreement", "two", now=now, couple_id=1)
        tx.records.keep("agreement", "mine", now=now, person_id=1)

        assert tx.records.all("agreement", couple_id=1) == ["one", "two"]
        assert tx.records.all("agreement", person_id=1) == ["mine"]
        assert tx.records.all("agreement", person_id=2) == []

        tx.records.remove("agreement", couple_id=1)
        assert tx.records.all("agreement", couple_id=1) == []
        assert tx.records.all("agreement", person_id=1) == ["mine"]

    in_store(work)


def test_no_timer_is_due_before_its_moment(in_store: Run, now: datetime) -> None:
    """Else whoever looks decides that it is too early, and looks again at once, over and over."""
    moment = now + timedelta(microseconds=887)
    kept = now + timedelta(milliseconds=1)

    def work(tx: Transaction) -> None:
        tx.timers.set("nudge", now + timedelta(hours=1), person_id=1)
        tx.timers.bring_forward(moment, 1)
        tx.timers.set("wake", moment, couple_id=1)

        assert tx.timers.earliest == kept
        assert tx.timers.due(now, 10) == tx.timers.due_nudges(now, 10) == []
        assert tx.timers.next_nudge() == tx.timers.next_due() == kept
        assert [timer.person_id for timer in tx.timers.due_nudges(kept, 10)] == [1]

    in_store(work)


@pytest.mark.parametrize("gone", ["done", "cleared", "erased"])
def test_a_nudge_that_is_gone_is_set_again(store: Store, now: datetime, gone: str) -> None:
    """What the transaction before knew of it must not stand in the way (N1)."""
    alex = store.transact(lambda tx: tx.people.add(1, "Alex", now)).id
    store.transact(lambda tx: tx.timers.bring_forward(now, alex))

    def goes(tx: Transaction) -> None:
        match gone:
            case "done":
                (nudge,) = tx.timers.due_nudges(now, 10)
                assert tx.timers.done(nudge.id)
            case "cleared":
                assert tx.timers.clear("nudge", person_id=alex) == 1
            case _:
                tx.people.forget(alex)
                assert tx.people.add(1, "Alex", now).id != alex

    store.transact(goes)
    assert store.transact(lambda tx: tx.timers.next_nudge()) is None

    person = store.transact(lambda tx: tx.people.by_telegram(1))
    assert person is not None
    store.transact(lambda tx: tx.timers.bring_forward(now + timedelta(hours=1), person.id))

    assert store.transact(lambda tx: tx.timers.next_nudge()) == now + timedelta(hours=1)


def test_a_nudge_is_brought_forward_and_never_put_off(store: Store, now: datetime) -> None:
    alex = store.transact(lambda tx: tx.people.add(1, "Alex", now)).id

    for hours in (3, 5, 2, 2, 4):
        due = now + timedelta(hours=hours)
        store.transact(lambda tx, due=due: tx.timers.bring_forward(due, alex))  # type: ignore[misc]

    assert store.transact(lambda tx: tx.timers.next_nudge()) == now + timedelta(hours=2)


def test_timers_come_due_in_order_and_go_when_done_or_cleared(in_store: Run, now: datetime) -> None:
    def work(tx: Transaction) -> None:
        talk = tx.sessions.add("talk", None, 1, "{}", now).id
        hour = timedelta(hours=1)
        late = tx.timers.set("wake", now + hour, session_id=talk, partner="a", turn=3, name="rest")
        early = tx.timers.set("wake", now, session_id=talk, partner="b")
        tx.timers.set("nudge", now + 2 * hour, person_id=1)
        tx.timers.set("nudge", now + 2 * hour, person_id=2)

        assert tx.timers.next_due() == now
        assert [timer.id for timer in tx.timers.due(now + hour, 10)] == [early, late]
        assert [timer.id for timer in tx.timers.due(now + hour, 1)] == [early]
        found = tx.timers.due(now + hour, 10)[1]
        assert (found.kind, found.due_at, found.session_id, found.partner, found.turn, found.name) == (
            "wake", now + hour, talk, "a", 3, "rest",
        )  # fmt: skip
        tx.timers.done(early)
        assert tx.timers.clear("nudge", person_id=2) == 1
        assert tx.timers.clear(session_id=talk) == 1
        assert tx.timers.due(now + 2 * hour, 10) == []
        assert tx.timers.next_nudge() == now + 2 * hour
        assert [timer.person_id for timer in tx.timers.due_nudges(now + 2 * hour, 10)] == [1]
        with pytest.raises(ValueError, match="which timers"):
            tx.timers.clear()

    in_store(work)


def test_a_shown_message_is_found_until_it_is_closed(in_store: Run, now: datetime) -> None:
    def work(tx: Transaction) -> None:
        talk = tx.sessions.add("talk", None, 1, "{}", now).id
        a = tx.shown.add(
            chat=1,
            kind="prompt",
            body="for a",
            now=now,
            couple_id=1,
            session_id=talk,
            partner="a",
            turn=2,
            words=True,
            message_id=100,
        )
        both = tx.shown.add(chat=-1, kind="prompt", body="for both", now=now, couple_id=1, session_id=talk)
        receipt = tx.shown.add(
            chat=1, kind="receipt", body="kept", now=now, couple_id=1, session_id=talk, partner="a", answer=4
        )
        page = tx.shown.add(chat=1, kind="page", body="help", now=now, words=True)

        found = tx.shown.by_message(1, 100)
        assert found is not None
        assert found == tx.shown.get(a)
        assert (found.turn, found.words, found.closed, found.message_id) == (2, True, False, 100)
        assert [shown.id for shown in tx.shown.open_words(1)] == [page, a]
        assert [shown.id for shown in tx.shown.open_of(talk, "a", 2)] == [a]
        assert [shown.id for shown in tx.shown.open_of(talk, "a", 0)] == [receipt]
        assert [shown.id for shown in tx.shown.open_of(talk, "b", 2)] == []
        assert tx.shown.body(page) == "help"
        tx.shown.rewrite(a, "for a, again", person_id=None, couple_id=1)
        assert [tx.shown.body(one) for one in (a, both, receipt)] == ["for a, again", "for both", "kept"]
        tx.shown.close(a)
        assert [shown.id for shown in tx.shown.open_words(1)] == [page]
        with pytest.raises(KeyError):
            tx.shown.body(99)

    in_store(work)


@pytest.mark.parametrize("seed", range(4))
async def test_what_conversations_are_open_is_as_if_it_were_read_anew(
    in_store: Run, store: Store, now: datetime, seed: int
) -> None:
    chance, owners = random.Random(seed), [(1, None), (2, None), (None, 1)]

    def act(tx: Transaction) -> None:
        owner = chance.choice(owners)
        known = tx.sessions.open_of(*owner) if chance.random() < 0.5 else tx.sessions.all_of(*owner)
        if not known or chance.random() < 0.4:
            tx.sessions.add("talk", *owner, f"{chance.random()}", now)
        else:
            tx.sessions.save(chance.choice(known), f"{chance.random()}", now, finished=chance.random() < 0.4)

    def acts(tx: Transaction) -> None:
        for _ in range(4):
            act(tx)
        for person, couple in ((1, 1), (2, 1)):
            found = tx.sessions.open_of(person, couple)
            assert found == Sessions(tx.sessions._link, tx.keys, Seen()).open_of(person, couple)
            assert [tx.sessions.get(one.id) for one in found] == found

    for _ in range(40):
        await store.run(acts)


@pytest.mark.parametrize("seed", range(4))
async def test_answers_are_as_if_they_were_read_anew(in_store: Run, store: Store, now: datetime, seed: int) -> None:
    chance = random.Random(seed)
    talks = list[int]()
    in_store(lambda tx: talks.extend(tx.sessions.add("talk", None, 1, "{}", now).id for _ in range(2)))

    def acts(tx: Transaction) -> None:
        for _ in range(6):
            talk, n = chance.choice(talks), chance.randrange(1, 6)
            if chance.random() < 0.3:
                tx.answers.forget(talk, n)
            else:
                body = f"{chance.random()}" * chance.choice((1, 2 * LONGEST_KNOWN))
                tx.answers.keep(talk, n, chance.choice((1, 2)), body, now)
            asked = chance.sample(range(1, 6), chance.randrange(4))
            found = tx.answers.get(talk, asked)
            truth = Answers(tx.answers._link, tx.keys, Seen()).get(talk, asked)
            assert list(found.items()) == list(truth.items())
        assert tx.seen.count("answer") <= MOST_KNOWN

    for _ in range(30):
        await store.run(acts)


@pytest.mark.parametrize("seed", range(8))
async def test_what_is_open_on_a_screen_is_as_if_it_were_read_anew(
    in_store: Run, store: Store, now: datetime, seed: int
) -> None:
    chance, talks = random.Random(seed), list[int]()
    in_store(lambda tx: talks.extend(tx.sessions.add("talk", None, 1, "{}", now).id for _ in range(2)))
    everything: list[int] = []

    def some() -> list[int]:
        lately = everything[-6:]
        return chance.sample(lately, min(2, len(lately)))

    def find(tx: Transaction, chat: int, talk: int, turn: int) -> None:
        """Look for what may not be written yet, and once more when it is."""
        finds: list[Callable[[], object]] = [
            lambda: tx.shown.open_words(chat),
            lambda: tx.shown.recent(chat, now - timedelta(days=1)),
            lambda: tx.shown.later(chat, 0),
            lambda: tx.shown.by_message(chat, 100 + chance.choice(everything[-6:] or [1])),
            lambda: tx.shown.by_answer(talk, "a", 3),
            lambda: [tx.shown.body(one.id) for one in tx.shown.by_answer(talk, "a", 3)],
            lambda: tx.shown.asked_at(talk, "a", turn),
            lambda: ShownMessages(tx.shown._link, tx.keys, Seen()).open_of(talk, "a", turn),
        ]
        look, state = chance.choice(finds), chance.getstate()
        found = look()
        tx.shown._link.catch_up()
        chance.setstate(state)
        assert found == look()

    def act(tx: Transaction) -> None:
        talk, turn, chat = chance.choice(talks), chance.randrange(4), chance.choice((-1, -2))
        given: dict[str, Any] = {"session_id": talk, "partner": chance.choice("ab"), "turn": turn, "couple_id": 1}
        given |= {"chat": chat, "now": now, "words": chance.random() < 0.5}
        others = ("answered", "look", "look", "reach", "close", "draw", "end", "begin", "other")
        kinds = ("show",) * 4 + others + ("find",) * 8
        match chance.choice(kinds):
            case "show":
                everything.append(tx.shown.add(kind="prompt", body=f"{chance.random()}", **given))
            case "answered":
                tx.shown.replaced(talk, 3)
                reached = chance.choice((None, 100 + talk))
                tx.shown.add(kind="receipt", body=b"", closed=True, answer=3, message_id=reached, **given)
            case "look":
                tx.shown.open_of(talk, given["partner"], turn)
            case "reach":
                tx.shown.reached([(one, 100 + one) for one in some()])
            case "close":
                for one in some():
                    tx.shown.close(one, answer=3)
            case "draw":
                for one in some():
                    closes = chance.random() < 0.5
                    tx.shown.rewrite(one, b"drawn anew", person_id=None, couple_id=1, closes=closes, answer=3)
            case "end":
                tx.shown.close_unsent(some())
                tx.shown.gone(some()[:1])
            case "begin":
                talks[chance.randrange(2)] = new = tx.sessions.add("talk", None, 1, "{}", now).id
                tx.shown.begun(new, "ab")
            case "find":
                find(tx, chat, talk, turn)
            case _:
                tx.shown.migrate(chat, chat)

    def some_acts(tx: Transaction) -> None:
        for _ in range(12):
            act(tx)

    def look(tx: Transaction) -> None:
        anew = ShownMessages(tx.shown._link, tx.keys, Seen())
        for talk, partner, turn in product(talks, "ab", chance.sample(range(4), 4)):
            found, truth = tx.shown.open_of(talk, partner, turn), anew.open_of(talk, partner, turn)
            assert found == truth
            assert [tx.shown.body(one.id) for one in found] == [anew.body(one.id) for one in truth]

    for _ in range(60):
        await store.run(some_acts)
        await store.run(look)


def test_what_was_just_answered_is_found_by_its_answer(in_store: Run, now: datetime) -> None:
    def work(tx: Transaction) -> None:
        talk = tx.sessions.add("talk", None, 1, "{}", now).id
        of: dict[str, Any] = {"session_id": talk, "partner": "a", "turn": 2, "chat": -1}
        first = tx.shown.add(kind="prompt", body="first", now=now, couple_id=1, **of)
        assert [one.id for one in tx.shown.open_of(talk, "a", 2)] == [first]
        tx.shown.rewrite(first, "first, answered", person_id=None, couple_id=1, closes=True, answer=4)
        assert [tx.shown.body(one.id) for one in tx.shown.by_answer(talk, "a", 4)] == ["first, answered"]
        tx.shown.rewrite(first, "and again", person_id=None, couple_id=1, closes=True, answer=4)
        assert [tx.shown.body(one.id) for one in tx.shown.by_answer(talk, "a", 4)] == ["and again"]

        tx.shown.add(kind="receipt", body="", now=now, couple_id=1, answer=4, message_id=70, **of)
        tx.shown.replaced(talk, 4)
        receipt = tx.shown.by_message(-1, 70)
        assert receipt is not None
        assert receipt.answer is None

    in_store(work)


def test_everybody_has_one_timer_of_a_kind(store: Store, now: datetime) -> None:
    def work(tx: Transaction) -> list[tuple[int | None, datetime]]:
        first, second = (tx.people.add(number, "Alex", now).id for number in (100, 200))
        tx.timers.set("inactive", now, person_id=second)
        tx.timers.set("nudge", now, person_id=first)
        for _ in range(2):
            tx.timers.give_all("inactive", now + timedelta(days=1))
        assert (first, second) == (1, 2)
        return [(one.person_id, one.due_at) for one in tx.timers.due(now + timedelta(days=2), 9) if one.kind != "nudge"]

    assert store.transact(work) == [(2, now), (1, now + timedelta(days=1))]


def test_the_timers_of_a_couple_are_known_by_conversation_and_name(store: Store, now: datetime) -> None:
    def work(tx: Transaction) -> list[tuple[str, str, datetime]]:
        first, second = (tx.people.add(number, "Alex", now).id for number in (100, 200))
        us = tx.couples.add(first, second, now).id
        ours = tx.sessions.add("patience", None, us, "{}", now).id
        mine = tx.sessions.add("reflection", first, None, "{}", now).id
        tx.timers.set("gentle wake", now, session_id=ours, partner="a", name="upkeep")
        tx.timers.set("gentle wake", now, session_id=mine, partner="a", name="week")
        return tx.timers.of_couple(us)

    assert store.transact(work) == [("patience", "upkeep", now)]


def test_D4_a_nudge_of_an_earlier_version_that_goes_with_its_conversation_takes_no_other_one_along(
    in_store: Run, now: datetime
) -> None:
    def work(tx: Transaction) -> None:
        talk, hour = tx.sessions.add("talk", None, 1, "{}", now).id, timedelta(hours=1)
        tx.timers.set("nudge", now + 9 * hour, session_id=talk, person_id=1, partner="a", turn=3, name="1")

        tx.timers.bring_forward(now + hour, 1)
        tx.timers.clear(session_id=talk)

        assert tx.timers.next_nudge() == now + hour

    in_store(work)
