"""Where a conversation asks for a moment or a photo: what people type and send, and what both then see."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from bot.rehearsal import Message, Person
from tests.bot.leaflet import FRIDAY, captions, leaflet, opened, papers, texts
from tests.bot.walk import Walk, at, said

__all__ = ["texts"]
pytestmark = pytest.mark.usefixtures("texts")


async def to_day(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have written their notes, and are asked when."""
    await opened(walk, monkeypatch, leaflet())
    for person in (walk.alex, walk.sam):
        await walk.says(person, f"{person.name}'s note")


def entries(walk: Walk, person: Person) -> list[datetime]:
    """Return when the calendar entries begin that a person was sent."""
    files = [file.data for file in papers(walk, person) if file.name.endswith(".ics")]
    found = [event for data in files for event in Calendar.from_ical(data).walk("VEVENT")]
    return [event.start for event in found if isinstance(event, Event) and isinstance(event.start, datetime)]


def asked(walk: Walk, person: Person) -> Message:
    return next(one for one in walk.screens(person) if "When?" in one.text)


async def test_a_typed_moment_comes_back_as_a_button_in_the_authors_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at("camera", tmp_path) as walk:
        await to_day(walk, monkeypatch)
        await walk.says(walk.alex, "sat 19:30")
        assert asked(walk, walk.alex).labels[:1] == ["Sat 09.05. 19:30"]
        await walk.presses(walk.alex, "=Sat 09.05. 19:30")

        saturday = datetime(2026, 5, 9, 19, 30, tzinfo=ZoneInfo("Europe/Madrid"))
        assert entries(walk, walk.alex) == entries(walk, walk.sam) == [saturday]
        assert captions(walk.sam)[-1] == "For your calendar: Sat 09.05. 19:30"


async def test_an_unclear_hour_is_asked_back_and_nonsense_gets_a_kind_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at("camera", tmp_path) as walk:
        await to_day(walk, monkeypatch)
        await walk.says(walk.alex, "whenever you like")
        assert said("engine-refused.no_moment") in walk.alex.last().text
        await walk.says(walk.alex, "friday at 8")

        assert asked(walk, walk.alex).labels[:2] == ["Fri 08.05. 08:00", "Fri 08.05. 20:00"]
        assert entries(walk, walk.alex) == []


@pytest.mark.parametrize("text", ["3 may 20:00", "yesterday 20:00", "today 19:00"])
async def test_a_day_or_hour_that_has_just_gone_by_is_said_to_be_past(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    async with at("camera", tmp_path) as walk:
        await to_day(walk, monkeypatch)
        await walk.says(walk.alex, text)

        assert said("engine-refused.past") in walk.alex.last().text


async def test_a_photo_is_previewed_and_passed_on_with_its_caption(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at("camera", tmp_path) as walk:
        await to_day(walk, monkeypatch)
        await walk.presses(walk.alex, "=Fri 08.05. 19:30")
        before = len(walk.sam.screen())
        sent = walk.alex.sends_photo(caption="our <bench>")
        await walk.settle()
        assert len(walk.sam.screen()) == before
        quote = f"{said('engine-photo')}\nour <bench>"
        assert quote in walk.button(walk.alex, "engine-preview.send")[0].text
        await walk.presses(walk.alex, "engine-preview.send")

        words, photo = walk.sam.screen()[before:][:2]
        assert "Alex shows:" in words.text
        assert quote in words.text
        assert (photo.kind, photo.file) == ("photo", sent.file)


@pytest.mark.parametrize("place", ["note", "day"])
async def test_where_no_photo_is_asked_for_it_gets_a_kind_line_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    async with at("camera", tmp_path) as walk:
        if place == "note":
            await opened(walk, monkeypatch, leaflet())
        else:
            await to_day(walk, monkeypatch)
        walk.alex.sends_photo(caption="sat 19:30")
        await walk.settle()

        assert said("engine-refused.wrong_media") in walk.alex.last().text
        assert not any("09.05." in label for label in asked_labels(walk, walk.alex))


def asked_labels(walk: Walk, person: Person) -> list[str]:
    return [label for message in walk.screens(person) for label in message.labels]


async def test_in_a_group_each_sees_a_moment_by_their_own_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at("group camera", tmp_path) as walk:
        await to_day(walk, monkeypatch)
        await walk.presses(walk.sam, "=Fri 08.05. 19:30")  # the newest question there is theirs
        receipt = [one for one in walk.group.screen() if "Chosen: Fri 08.05. 19:30" in one.text][-1]
        (entity,) = [one for one in receipt.entities if one.type == "date_time"]

        assert (entity.unix_time, entity.date_time_format) == (int(FRIDAY.timestamp()), "wt")
        assert [entity.type for one in walk.sam.screen() for entity in one.entities if entity.type == "date_time"] == []
        assert entries(walk, walk.sam) == [FRIDAY]
