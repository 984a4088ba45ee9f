"""Papers, pictures and calendar entries: readable, in private chats only, and never of what is not for their reader."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from PIL import Image

from bot.desk import Desk
from bot.papers import print_for
from bot.papers.calendar import entry
from bot.papers.letters import legible
from bot.papers.page import pdf
from bot.papers.paper import Cited, Paper, Section
from bot.papers.picture import MAX_HEIGHT, WIDTH, pictures
from bot.shelf import Shelved, record_to_json
from bot.store.values import StoredSession
from flows.engine.effects import Print, Record
from flows.engine.frozen import replace
from flows.engine.session import Partner
from tests.bot.leaflet import FRIDAY, at_desk, captions, drawn, leaflet, opened, papers, texts, words_of
from tests.bot.walk import at, rows

__all__ = ["texts"]
NOW = datetime(2026, 5, 4, 18, 2, tzinfo=UTC)
ODD = "Ñandú, Zoë, Łódź; 5 < 6 & <b>bold</b>"


def paper(*parts: str | Cited, title: str = "What we both agreed") -> Paper:
    sections = (Section(heading="", parts=("Dated",)), Section(heading="Touch", parts=parts))
    return Paper(title=title, date="04.05.2026", language="en", sections=sections)


def ink(image: Image.Image) -> float:
    """Return how much of a picture is dark."""
    histogram = image.convert("L").histogram()
    return sum(histogram[:128]) / sum(histogram)


def test_a_page_says_all_that_it_is_given_and_nothing_in_it_is_markup() -> None:
    content = pdf(paper("Holding hands: welcome", Cited(by="Alex · off limits", text=f"{ODD}\nsecond line")))
    words = words_of(content)

    assert content.startswith(b"%PDF")
    for part in ("What we both agreed", "04.05.2026", "Touch", "Holding hands: welcome", "Alex · off limits", ODD):
        assert part in words
    assert "second line" in words
    assert "1 / " not in words


def test_a_long_paper_has_numbered_pages_and_loses_no_word() -> None:
    long = " ".join(f"word{n}" for n in range(4000))
    words = words_of(pdf(paper(*["A line of it."] * 60, Cited(by="Sam", text=long))))

    assert [f"word{n}" for n in range(4000)] == [word for word in words.split() if word.startswith("word")]
    assert "1 / " in words


def test_the_same_paper_is_the_same_file_and_tells_no_name_in_its_properties() -> None:
    content = pdf(paper("Holding hands: welcome"))

    assert content == pdf(paper("Holding hands: welcome"))
    assert b"/Author ()" in content or b"/Author" not in content
    assert b"(D:2026" not in content


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=400), st.text(max_size=40))
def test_no_words_break_a_paper(text: str, title: str) -> None:
    made = paper(text, Cited(by=title, text=text * 3), title=title)

    assert pdf(made).startswith(b"%PDF")
    assert all(one.startswith(b"\x89PNG") for one in pictures(made))


def test_what_the_font_lacks_is_a_small_square_and_nothing_is_lost_unseen() -> None:
    assert legible("Te quiero 👩‍❤️‍👨!") == "Te quiero □❤□!"
    assert legible("好的") == "□□"
    assert legible("a\u200bb\tc\r\nd\x00e") == "ab c\nd e"
    assert legible("👍🏽👍🏽") == "□"


def test_a_page_and_a_picture_have_their_words_in_dark_on_light() -> None:
    made = paper(*["Holding hands, hugs: welcome"] * 10)

    (page,) = drawn(pdf(made))
    (picture,) = (Image.open(BytesIO(one)) for one in pictures(made))
    assert 0.005 < ink(page) < 0.2
    assert 0.02 < ink(picture) < 0.2
    assert picture.size[0] == WIDTH
    assert picture.convert("L").getpixel((3, 3)) > 240  # type: ignore[operator]  # one channel


def test_a_long_paper_is_several_pictures_of_a_phones_height() -> None:
    made = pictures(paper(*["Holding hands, hugs: welcome"] * 70))

    assert len(made) > 1
    assert all(Image.open(BytesIO(one)).size[1] <= MAX_HEIGHT + 40 for one in made)


def test_a_calendar_entry_is_read_back_and_gives_nothing_away() -> None:
    raw = entry(summary="Evening; for us, both", at=FRIDAY, minutes=90, now=NOW, conversation="reknit_bot 12")
    (event,) = Calendar.from_ical(raw).walk("VEVENT")

    assert event["summary"] == "Evening; for us, both"
    assert [event[name].dt for name in ("dtstart", "dtend")] == [FRIDAY, FRIDAY + timedelta(minutes=90)]  # type: ignore[union-attr]  # a moment
    assert b"DTSTART:20260508T173000Z" in raw
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS"}
    assert "reknit" not in raw.decode().casefold()
    assert raw == entry(summary="Evening; for us, both", at=FRIDAY, minutes=90, now=NOW, conversation="reknit_bot 12")


@pytest.mark.usefixtures("texts")
async def test_both_get_a_paper_with_what_both_may_read_once_both_have_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at("camera", tmp_path) as walk:
        await opened(walk, monkeypatch, leaflet())
        await walk.says(walk.alex, "From Alex: more walks")
        assert papers(walk, walk.alex) == papers(walk, walk.sam) == []
        await walk.says(walk.sam, "From Sam: more evenings")

        for person in (walk.alex, walk.sam):
            (file,) = papers(walk, person)
            words = words_of(file.data)
            assert file.name == "our paper.pdf"
            assert "From an earlier day" in words
            assert "Holding hands: welcome" in words
            assert "Alex · note" in words
            assert "From Alex: more walks" in words
            assert "From Sam: more evenings" in words
        assert captions(walk.alex) == ["Here is your paper. Sam has one too."]
        assert captions(walk.sam) == ["Here is your paper. Alex has one too."]


@pytest.mark.usefixtures("texts")
async def test_P1_P2_a_sealed_answer_never_gets_into_a_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at("camera", tmp_path) as walk:
        await opened(walk, monkeypatch, leaflet(leaks=True))
        await walk.says(walk.alex, "sealed words of Alex")

        assert [row[3] for row in rows(tmp_path)["parked_update"]] == ["bug"]
        assert papers(walk, walk.alex) == papers(walk, walk.sam) == []


@pytest.mark.usefixtures("texts")
async def test_P1_P2_nor_by_a_record_that_quotes_it_or_a_print_that_no_engine_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at("camera", tmp_path) as walk:
        stored = await opened(walk, monkeypatch, leaflet())
        await walk.says(walk.alex, "sealed words of Alex")

        quoting = Print(to=Partner.B, form="pdf", key="leaflet-paper", quotes=(1,))
        recorded = Print(to=Partner.B, form="picture", key="leaflet-paper", records=("leaflet",))
        for effect in (quoting, recorded):
            with pytest.raises(AssertionError):
                await at_desk(walk, partial(keep_and_print, stored=stored, effect=effect))
        await at_desk(walk, partial(keep_and_print, stored=stored, effect=replace(quoting, to=Partner.A)))
        assert "sealed words of Alex" in words_of(papers(walk, walk.alex)[0].data)
        assert papers(walk, walk.sam) == []


def keep_and_print(desk: Desk, stored: StoredSession, effect: Print) -> None:
    """Keep a record that quotes the first answer, whoever may see it, and print."""
    now = desk.tx.sessions.get(stored.id)
    assert now is not None
    body = record_to_json(Shelved(session_id=now.id, record=Record(name="leaflet", quotes=(1,))))
    desk.tx.records.keep("leaflet", body, now=desk.now, couple_id=now.couple_id)
    print_for(desk, now, desk.session(now), effect)


@pytest.mark.usefixtures("texts")
async def test_a_picture_is_sent_as_a_photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at("camera", tmp_path) as walk:
        await opened(walk, monkeypatch, leaflet(form="picture"))
        await walk.says(walk.alex, "From Alex: more walks")
        await walk.says(walk.sam, "From Sam: more evenings")

        (file,) = papers(walk, walk.sam)
        assert file.kind == "photo"
        assert Image.open(BytesIO(file.data)).size[0] == WIDTH
        assert captions(walk.sam) == ["Here is your paper. Alex has one too."]


@pytest.mark.usefixtures("texts")
async def test_too_long_for_pictures_is_one_file_with_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at("camera", tmp_path) as walk:
        await opened(walk, monkeypatch, leaflet(form="picture"))
        await walk.says(walk.alex, "more walks, " * 300)
        await walk.says(walk.sam, "more evenings, " * 250)

        assert [file.name for file in papers(walk, walk.sam)] == ["our paper.pdf"]


@pytest.mark.usefixtures("texts")
async def test_P3_in_a_group_papers_still_go_to_the_private_chats(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at("group camera", tmp_path) as walk:
        await opened(walk, monkeypatch, leaflet())
        await walk.says(walk.alex, "From Alex")
        await walk.says(walk.sam, "From Sam")

        assert len(papers(walk, walk.alex)) == len(papers(walk, walk.sam)) == 1
        assert all(message.kind == "text" for message in walk.group.screen() if message.sender.bot)
