"""The record says what people saw and did, and nothing of it comes from the bot's side of the line."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.rehearsal.updates import PRESS_LIFE
from tests.bot.walk import at
from tests.world.record import Pressed, Record, Shown, Typed


async def test_a_word_is_known_by_its_author_and_by_the_question_that_they_saw(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        record = Record(walk.stage.world, tmp_path)
        await walk.says(walk.alex, "it was quartz-1043")

    (typed,) = [event for event in record.events if isinstance(event, Typed)]
    assert (typed.person, typed.mark, typed.words) == (walk.alex.id, "private", frozenset({"quartz-1043"}))
    assert typed.prompt is not None
    assert typed.prompt.text.startswith("🔒")
    assert record.authors["quartz-1043"] is typed


async def test_what_is_shown_and_pressed_is_told_at_that_moment_with_who_could_see_it(tmp_path: Path) -> None:
    heard: list[object] = []
    async with at("camera", tmp_path) as walk:
        record = Record(walk.stage.world, tmp_path, keeps=False)
        record.listen(heard.append)
        press = await walk.presses(walk.sam, "engine-words.skip")

    pressed = next(event for event in heard if isinstance(event, Pressed))
    assert (pressed.person, pressed.query, pressed.label) == (walk.sam.id, press.id, "Skip")
    after = [event for event in heard if isinstance(event, Shown)]
    assert {(event.chat, event.viewers, event.acts) for event in after} == {(walk.sam.id, frozenset({walk.sam.id}), 1)}
    assert [event.edited for event in after].count(True) == 1
    assert not record.events


async def test_people_are_linked_by_the_invitations_that_were_followed(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        record = Record(walk.stage.world, tmp_path)
        stranger = walk.stage.world.person("Kim")
        link = await walk.invites()
        await walk.begins(stranger)
        await walk.follows(walk.sam, link)

        assert record.linked(walk.alex.id, walk.sam.id)
        assert not record.linked(walk.alex.id, stranger.id)


async def test_a_few_bytes_of_a_picture_are_nobodys_word(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        record = Record(walk.stage.world, tmp_path)
        await walk.says(walk.alex, "it was quartz-1043")

        assert record.words_in_file(b"\x89PNG\r\n quartz-1043 g-1199 \xae") == {"quartz-1043"}


async def test_what_is_looked_over_is_known_to_its_first_message_however_many_there_are(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        record, world = Record(walk.stage.world, tmp_path), walk.stage.world
        for number in range(1000, 1140):
            world.receive("sendMessage", {"chat_id": walk.alex.id, "text": f"quartz-{number}"})
        button = {"inline_keyboard": [[{"text": "Send it", "callback_data": "m.menu"}]]}
        world.receive("sendMessage", {"chat_id": walk.alex.id, "text": "This is it:", "reply_markup": button})
        await walk.presses(walk.alex, "=Send it")

    pressed = next(event for event in record.events if isinstance(event, Pressed))
    assert pressed.words == {f"quartz-{number}" for number in range(1000, 1140)}


async def test_what_the_bot_had_got_before_it_came_up_again_stays_heard(tmp_path: Path) -> None:
    """It forgets the numbers of updates after some days."""
    async with at("camera", tmp_path) as walk:
        record = Record(walk.stage.world, tmp_path)
        await walk.says(walk.alex, "/menu")
        typed = next(event for event in record.events if isinstance(event, Typed))
        record.goes_up()
        await walk.stage.app._store.run(lambda tx: tx.updates.prune(walk.stage.clock.now() + timedelta(days=1)))
        walk.stage.clock.leap(walk.stage.clock.now() + PRESS_LIFE)

        assert record.heard(typed)
