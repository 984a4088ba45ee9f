"""A moment in a text: by the reader's clock in a private chat, by each one's in a group; never as people type it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.incoming import Typed, read
from bot.screen import Reader, bare, plain
from bot.texts import Texts
from flows.engine.frozen import replace
from flows.engine.prompt import Button
from flows.engine.session import Partner

NOW = datetime(2026, 5, 4, 18, 2, tzinfo=UTC)
SOON, LATER = NOW + timedelta(days=1), NOW + timedelta(days=20)
NAMES = {Partner.A: "Alex", Partner.B: "Sam"}
ALONE = Reader(texts=Texts(), language="en", zone="Europe/Madrid", now=NOW, names=NAMES, me=Partner.A)
GROUP = replace(ALONE, me=None, together=True)
APART = replace(GROUP, apart=True)


def test_in_a_private_chat_a_moment_is_words_by_the_readers_clock() -> None:
    assert plain(ALONE.moment(LATER)) == ALONE.time(LATER)


def test_in_a_group_telegram_shows_it_and_an_old_app_the_words() -> None:
    shown = plain(f"<We> go on: {GROUP.moment(SOON)}.")

    assert (
        shown == f'&lt;We&gt; go on: <tg-time unix="{SOON.timestamp():.0f}" format="wt">{GROUP.time(SOON)}</tg-time>.'
    )
    assert 'format="wDt"' in plain(GROUP.moment(LATER))
    assert bare(shown) == f"<We> go on: {GROUP.time(SOON)}."


def test_a_moment_that_is_far_from_now_is_written_with_its_year() -> None:
    assert ALONE.time(NOW + timedelta(days=180)) == "Sat 31.10. 19:02"
    assert ALONE.time(NOW - timedelta(days=180)) == "Wed 05.11. 19:02"
    assert ALONE.time(NOW + timedelta(days=364)) == "Mon 03.05.2027 20:02"
    assert ALONE.time(NOW - timedelta(days=364)) == "Mon 05.05.2025 20:02"


def test_buttons_stay_plain_and_name_the_place_where_two_clocks_differ() -> None:
    button = Button(action="x", at=SOON)

    assert GROUP.label(button) == GROUP.time(SOON)
    assert APART.label(button) == f"{APART.time(SOON)} (Madrid)"
    assert replace(APART, together=False).label(button) == ALONE.time(SOON)


def test_nobody_can_type_what_the_screen_would_take_for_a_moment() -> None:
    forged = "\ufdd01 wt\ufdd1now\ufdd2"
    sender = {"id": 5, "is_bot": False, "first_name": forged}
    message = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "from": sender, "text": forged}
    what = read({"update_id": 1, "message": message}).what

    assert isinstance(what, Typed)
    assert (what.text, what.sender.name) == ("1 wtnow", "1 wtnow")
