"""A conversation that asks for a photo and a moment and gives papers: small enough to read, and only for tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TypeVar

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

import bot.texts
from bot.desk import Desk
from bot.rehearsal import Message, Person
from bot.rehearsal.state import File
from bot.shelf import FLOWS
from bot.store.values import StoredSession
from bot.turns import begin
from flows.engine.actions import reveal
from flows.engine.effects import Line, Print, Record
from flows.engine.script import EACH, Action, Ask, End, Flow, Hold, Meet, Move, Scene, When, Words
from flows.engine.session import Partner, Seen, Session, moment_of
from tests.bot.theatre import EVENING
from tests.bot.walk import Walk
from tests.bot.walk import texts as parsed_texts

T = TypeVar("T")

TEXTS = """
step-leaflet = Leaflet
leaflet-note = A note for both of you.
    .title = note
leaflet-note-revealed = Both of your notes:
leaflet-day = When?
leaflet-show = Show { $partner } something.
leaflet-show-carried = { $author } shows:
leaflet-line = Holding hands: { $level }
    .welcome = welcome
leaflet-paper = Here is your paper. { $partner } has one too.
    .title = What we both agreed
    .file = our paper
leaflet-evening = For your calendar: { $time }
    .title = Evening
    .file = evening
records-leaflet = From an earlier day
"""

FRIDAY = datetime(2026, 5, 8, 17, 30, tzinfo=EVENING.tzinfo)
"""19:30 in Madrid."""
LINE = Line(key="leaflet-line", names=(("level", "leaflet-line.welcome"),))


def notes(scene: Scene) -> tuple[int, ...]:
    return tuple(answer.n for answer in scene.session.all_given("note"))


def keep_notes(scene: Scene) -> Scene:
    return scene.add(Record(name="leaflet", facts={"kept": True}, lines=(LINE,), quotes=notes(scene)))


def printed(form: str, *, to: Partner | None = None) -> Action:
    def then(scene: Scene) -> Scene:
        file = Print(to=to, form=form, key="leaflet-paper", lines=(LINE,), records=("leaflet",), quotes=())  # type: ignore[arg-type]  # a form by its name
        return scene.add(file)

    return then


def leak(scene: Scene) -> Scene:
    """Print what is still sealed, which no flow may."""
    sealed = tuple(answer.n for answer in scene.session.answers)
    return scene.add(Print(to=None, form="pdf", key="leaflet-paper", quotes=sealed))


def invite(scene: Scene) -> Scene:
    answer = scene.session.given("day", scene.by)
    assert answer is not None
    return scene.add(Print(to=None, form="calendar", key="leaflet-evening", at=moment_of(answer), minutes=90))


def offered(_: Session, __: Partner) -> tuple[datetime, ...]:
    return (FRIDAY, FRIDAY + timedelta(days=7))


def leaflet(*, form: str = "pdf", leaks: bool = False) -> Flow:
    """Both write a note, get it as a paper once both have; each names a day, and shows a photo."""
    return Flow(
        name="leaflet",
        states=(
            Ask("note", of=EACH, seen=Seen.SEALED, expects=Words()),
            Meet("noted"),
            Ask("day", of=EACH, seen=Seen.SHARED, expects=When(offer=offered)),
            Ask("show", of=EACH, seen=Seen.SHARED, expects=Words(photo=True)),
            Hold("kept"),
            End("over"),
        ),
        moves=(
            Move(at="note", on="said", to="noted", then=(leak,) if leaks else ()),
            Move(at="noted", on="met", to="day", then=(reveal("note"), keep_notes, printed(form))),
            Move(at="day", on="picked", to="show", then=(invite,)),
            Move(at="show", on="said", to="kept"),
            Move(at="kept", on="end", to="over"),
        ),
        calls=("end",),
        keeps=("leaflet",),
    )


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let every language have the texts of the leaflet, though other tests have parsed them without."""
    known = bot.texts.resources

    def with_leaflet(language: str) -> Iterator[tuple[str, str]]:
        yield from known(language)
        yield "leaflet.ftl", TEXTS

    monkeypatch.setattr(bot.texts, "resources", with_leaflet)
    parsed_texts.cache_clear()
    yield
    parsed_texts.cache_clear()


async def opened(walk: Walk, monkeypatch: pytest.MonkeyPatch, flow: Flow) -> StoredSession:
    """Begin the leaflet of a couple that is in a talk."""
    monkeypatch.setitem(FLOWS, "leaflet", flow)

    def work(desk: Desk) -> StoredSession:
        person = desk.tx.people.by_telegram(walk.alex.id)
        couple = desk.tx.couples.of(person.id) if person else None
        assert couple is not None
        return begin(desk, "leaflet", couple_id=couple.id)

    return await at_desk(walk, work)


async def at_desk(walk: Walk, work: Callable[[Desk], T]) -> T:
    """Do something in a transaction of the bot, and let it send what comes of it."""
    app, now = walk.stage.app, walk.stage.clock.now()
    house = app._clerk.house
    assert house is not None
    result = await app._store.run(lambda tx: work(Desk(tx=tx, now=now, house=house)))
    await walk.settle()
    return result


def papers(walk: Walk, person: Person) -> list[File]:
    """Return the files that a person was sent, oldest first."""
    return [walk.stage.world.file(one.file) for one in _sent(person) if one.file and one.kind in ("document", "photo")]


def captions(person: Person) -> list[str]:
    return [one.text for one in _sent(person) if one.kind in ("document", "photo")]


def _sent(person: Person) -> list[Message]:
    return [one for one in person.screen() if one.sender.bot]


def words_of(content: bytes) -> str:
    """Return the text of a PDF."""
    with PdfDocument(content) as document:
        return "\n".join(page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document)


def drawn(content: bytes) -> list[Image.Image]:
    """Return the pages of a PDF as pictures."""
    with PdfDocument(content) as document:
        return [page.render(scale=1.5).to_pil() for page in document]
