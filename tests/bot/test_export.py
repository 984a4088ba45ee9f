"""P6: a copy holds all that a person wrote and was shown, and never what was not for them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from bot.rehearsal import Message, Person, ServerError
from bot.shelf import Shelved, from_json, record_to_json
from bot.store.transaction import Transaction
from flows.engine.effects import Line, Record
from flows.safety_questions import SAFETY
from tests.bot.diary import Diaries
from tests.bot.walk import Walk, at, files, rows, said

LATER = timedelta(minutes=11)


class Page(HTMLParser):
    """Collects the words of a page and what its tags and attributes are."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= set(attrs)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


class Copied:
    """What is in the file that a person was sent."""

    def __init__(self, walk: Walk, message: Message) -> None:
        assert message.kind == "document"
        assert message.file is not None
        self.name = walk.stage.world.file(message.file).name
        self.raw = walk.stage.world.file(message.file).data
        with ZipFile(BytesIO(self.raw)) as archive:
            self.files = {name: archive.read(name).decode() for name in archive.namelist()}
        self.source = self.files["read.html"]
        self.page = Page(self.source)
        self.data: dict[str, Any] = json.loads(self.files["data.json"])

    def has(self, words: str) -> tuple[bool, bool]:
        """Tell whether the page has these words, and whether the JSON has."""
        return words in self.page.text, words in json.dumps(self.data, ensure_ascii=False)

    def written(self, words: str) -> dict[str, Any]:
        (found,) = (one for one in self.data["written"] if one["words"] == words)
        return dict(found)


async def export(walk: Walk, person: Person) -> Copied:
    await walk.says(person, "/export")
    return Copied(walk, person.last())


def missing(copy: Copied, words: list[str]) -> list[str]:
    return [one for one in words if copy.has(one) != (True, True)]


def leaked(copy: Copied, words: list[str]) -> list[str]:
    return [one for one in words if copy.has(one) != (False, False)]


async def test_P6_while_answers_are_sealed_a_copy_holds_all_of_mine_and_nothing_private_or_sealed_of_yours(
    tmp_path: Path,
) -> None:
    async with at("camera", tmp_path) as walk:
        diaries = Diaries(walk)
        await diaries.to_one_sealed()

        alex, sam = await export(walk, walk.alex), await export(walk, walk.sam)

        for copy, mine, yours in ((alex, diaries.alex, diaries.sam), (sam, diaries.sam, diaries.alex)):
            assert missing(copy, mine.all) == []
            assert missing(copy, yours.told) == []
            assert leaked(copy, [*yours.own, *yours.sealed]) == []
        assert alex.written("mineA4711")["seen"] == "sealed"
        assert [alex.data[name] for name in ("format", "version")] == ["reknit-export", 1]


async def test_P2_a_choice_that_nobody_else_is_shown_is_only_its_authors_in_the_copy_too(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        copy = await export(walk, walk.alex)
        seen = {one["ask"]: one["seen"] for one in copy.data["written"]}

        assert (seen["place"], seen["first"]) == ("you", "you")


async def test_P6_at_the_end_a_copy_holds_what_was_revealed_and_never_what_stayed_private(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        diaries = Diaries(walk)
        await diaries.to_end()

        alex, sam = await export(walk, walk.alex), await export(walk, walk.sam)

        for copy, mine, yours in ((alex, diaries.alex, diaries.sam), (sam, diaries.sam, diaries.alex)):
            assert missing(copy, mine.all) == []
            assert missing(copy, [*yours.told, *yours.sealed]) == []
            assert leaked(copy, yours.own) == []
        assert alex.written("mineA4711")["seen"] == "both"
        assert sam.written("repairS4711")["seen"] == "you"


async def test_P6_in_a_group_a_copy_holds_what_both_read_there_and_nothing_private_of_yours(tmp_path: Path) -> None:
    async with at("group camera", tmp_path) as walk:
        diaries = Diaries(walk)
        for person, tag in ((walk.alex, "A"), (walk.sam, "S")):
            await diaries.writes(person, f"camera{tag}4711")
            await walk.presses(person, *["engine-words.skip"] * 3)
        await walk.presses(walk.alex, "open_communication-first.me")
        await walk.presses(walk.sam, "open_communication-first.you")
        for person in (walk.alex, walk.sam):
            await walk.presses(person, "=4")
        await diaries.tells(walk.alex, "tellsA4711")
        await diaries.tells(walk.sam, "heardS4711")
        question = said("open_communication-confirm").partition("\n")[0]

        await walk.says(walk.sam, "/export", walk.group)

        sam = Copied(walk, walk.sam.last())
        assert missing(sam, ["cameraS4711", "heardS4711", question]) == []
        assert leaked(sam, ["cameraA4711"]) == []
        assert {one["place"] for one in sam.data["shown"]} == {"private", "group"}
        assert walk.group.screen()[-1].text == said("bot-private-only")


async def test_each_answer_has_its_question_its_date_in_the_persons_zone_and_who_could_see_it(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        diaries = Diaries(walk)
        await diaries.prepare()
        asked_at = walk.stage.clock.now()
        await walk.stage.passes(timedelta(minutes=3))
        await walk.says(walk.alex, "draftA4711")

        copy = await export(walk, walk.alex)

        camera, draft = copy.written("cameraA4711 <i>& so on</i>"), copy.written("draftA4711")
        assert camera["question"] == said("open_communication-camera")
        assert (camera["seen"], camera["sent"], camera["form"]) == ("you", True, "words")
        assert (draft["seen"], draft["sent"]) == ("you", False)
        assert datetime.fromisoformat(draft["written_at"]) == asked_at + timedelta(minutes=3)
        assert draft["written_at"].endswith("+02:00")
        assert "cameraA4711 <i>& so on</i>" in copy.page.text
        assert "cameraA4711 &lt;i&gt;&amp; so on" in copy.source
        local = f"{walk.stage.clock.now() + timedelta(hours=2):%d.%m.%Y %H:%M}"
        assert f"{local} · {said('export-seen.draft')}" in copy.page.text
        chosen = [one["words"] for one in copy.data["written"] if one["form"] == "choice"]
        assert chosen == [
            said("programme-place.private"),
            said("feelings-numb"),
            said("open_communication-first.me"),
            "4",
        ]


async def test_a_copy_names_settings_consent_invitations_and_the_time_together(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        copy, other = await export(walk, walk.alex), await export(walk, walk.sam)

        profile = copy.data["profile"]
        assert (profile["name"], profile["telegram_id"]) == ("Alex", walk.alex.id)
        assert profile["settings"]["zone"] == "Europe/Madrid"
        assert {"copied", "erasing"}.isdisjoint(profile["settings"])
        assert profile["consented_at"] is not None
        assert [(len(copy.data[name]), len(other.data[name])) for name in ("invitations", "together")] == [
            (1, 0),
            (1, 1),
        ]
        assert copy.data["invitations"][0]["used_at"] is not None
        assert said("welcome-nudges.few") in copy.page.text


async def test_the_page_stands_alone_and_runs_nothing(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, '<script>alert(1)</script> <img src="https://example.org/x"> </style>')

        copy = await export(walk, walk.alex)

        assert copy.page.tags.isdisjoint({"script", "img", "link", "iframe", "object", "a", "form"})
        assert {name for name, _ in copy.page.attributes} <= {"lang", "charset", "name", "content", "http-equiv"} | {
            "id",
            "class",
        }
        assert "url(" not in copy.source
        assert "@import" not in copy.source
        assert "<script>alert(1)</script>" in copy.page.text


async def test_nothing_of_the_safety_questions_and_pages_is_in_a_copy(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "/safety")

        copy = await export(walk, walk.alex)

        questions = [said(f"welcome-safety-{name}") for name in SAFETY]
        assert leaked(copy, [*questions, said("bot-safety-hide").partition("\n")[0]]) == []


async def test_P6_of_a_page_that_its_author_deleted_nothing_is_left_but_what_they_typed(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.opens_page(walk.sam)
        await walk.says(walk.sam, "mayflower")
        await walk.says(walk.sam, "/reflect")
        await walk.presses(walk.sam, "reflection-choose.read", "reflection-read.share", "reflection-share.keep")
        assert missing(await export(walk, walk.sam), ["mayflower"]) == []

        await walk.presses(walk.sam, "reflection-read.delete", "reflection-delete.delete")
        await walk.stage.passes(LATER)

        assert leaked(await export(walk, walk.sam), ["mayflower"]) == []
        assert [one.text for one in walk.sam.screen() if "mayflower" in one.text] == ["mayflower"]


async def test_a_voice_message_is_named_with_its_date_and_never_fetched(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        walk.alex.sends_voice()
        await walk.settle()
        await walk.presses(walk.alex, "engine-preview.send")

        alex, sam = await export(walk, walk.alex), await export(walk, walk.sam)

        assert [one["form"] for one in alex.data["written"]][-1] == "voice"
        assert alex.data["written"][-1]["written_at"] is not None
        assert [one["form"] for one in sam.data["shown"]].count("voice") == 1
        assert said("export-voice") in sam.page.text
        assert "getFile" not in [call.method for call in walk.stage.world.calls]


async def test_the_file_can_be_kept_and_its_name_and_caption_give_nothing_away(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        copy = await export(walk, walk.alex)

        assert copy.name == "copy-2026-05-04.zip"
        assert not walk.alex.last().protected
        assert walk.alex.last().text == said("bot-export")


async def test_a_copy_waits_sealed_and_nothing_of_it_stays_on_disk(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "camera4711")
        walk.stage.world.faults.add("sendDocument", fault=ServerError(), times=1)
        await walk.says(walk.alex, "/export")
        assert [row[2] for row in rows(tmp_path)["outbox"]] == ["sendDocument"]
        assert b"camera4711" not in files(tmp_path)
        assert b"read.html" not in files(tmp_path)

        await walk.stage.passes(timedelta(seconds=2))

        assert Copied(walk, walk.alex.last()).written("camera4711")
        assert rows(tmp_path)["outbox"] == []


async def test_D1_a_copy_that_was_asked_for_survives_a_restart(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        walk.stage.world.faults.add("sendDocument", fault=ServerError(), times=1)
        await walk.says(walk.alex, "/export")
        await walk.stage.stop()
        await walk.stage.start()
        await walk.stage.passes(timedelta(seconds=2))

        assert Copied(walk, walk.alex.last()).data["version"] == 1


async def test_P6_of_a_kept_record_the_copy_has_what_both_may_read_and_not_its_facts(
    tmp_path: Path,
) -> None:
    async with at("causes", tmp_path) as walk:

        def keep(tx: Transaction) -> None:
            (talk,) = (one for one in tx.sessions.all_of(None, 1) if one.flow == "open_communication")
            session = from_json(talk.body)
            (spoken, *_) = (one.n for one in session.answers if one.ask == "speak")
            record = Record(
                name="agreement",
                facts={"b": "sams-own-level"},
                lines=(Line(key="programme-about.boundaries"),),
                quotes=(spoken,),
            )
            body = record_to_json(Shelved(session_id=talk.id, record=record))
            tx.records.keep("agreement", body, now=walk.stage.clock.now(), couple_id=1)

        await walk.stage.app._store.run(keep)
        copy = await export(walk, walk.alex)

        (kept,) = copy.data["kept"]
        assert kept["body"].splitlines()[0] == said("programme-about.boundaries")
        assert len(kept["body"].splitlines()) > 1
        assert copy.has("sams-own-level") == (False, False)


async def test_a_second_copy_within_ten_minutes_is_refused_kindly(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await export(walk, walk.alex)
        await walk.says(walk.alex, "/export")
        assert walk.alex.last().text == said("bot-export-soon")

        await walk.stage.passes(LATER)

        assert (await export(walk, walk.alex)).data["version"] == 1


async def test_who_has_not_consented_or_is_unknown_is_told_that_there_is_nothing(tmp_path: Path) -> None:
    async with at("", tmp_path) as walk:
        await walk.says(walk.sam, "/export")
        assert walk.sam.last().text == said("bot-export-none")
        assert rows(tmp_path)["person"] == []

        await walk.begins(walk.alex)
        await walk.says(walk.alex, "/export")

        assert walk.alex.last().text == said("bot-export-none")


async def test_a_copy_is_in_the_persons_language(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.presses(walk.alex, "bar.menu", "bot-menu.more", "bot-menu.language", "welcome-language.es")

        copy = await export(walk, walk.alex)

        assert said("export-written", "es") in copy.page.text
        assert ("lang", "es") in copy.page.attributes


async def test_a_copy_that_is_too_large_is_refused_kindly(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("bot.exporting.MAX_BYTES", 10)
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "/export")

        assert walk.alex.last().text == said("bot-export-large")


async def test_all_that_was_wished_for_about_nudges_is_kept_and_stands_in_a_copy(tmp_path: Path) -> None:
    """Whoever asked for Sunday evenings and is written to on a Monday morning has been let down."""
    async with at("camera", tmp_path) as walk:
        for choice, option in (
            ("often", "some"),
            ("days", "weekend"),
            ("time", "evening"),
            ("quiet", "later"),
            ("snooze", "hour"),
        ):
            await walk.says(walk.alex, "/nudges")
            await walk.presses(walk.alex, f"nudges-choose.{choice}", f"nudges-{choice}.{option}")
        await walk.says(walk.alex, "/nudges")
        await walk.presses(walk.alex, "nudges-choose.kinds", "nudges-kinds.turn", "nudges-kinds.step")
        await walk.presses(walk.alex, "nudges-kinds.enough")
        snoozed = walk.stage.clock.now() + timedelta(hours=1)
        copy, other = await export(walk, walk.alex), await export(walk, walk.sam)

        profile = copy.data["profile"]["settings"]
        put_off = datetime.fromisoformat(profile.pop("snoozed"))
        assert abs(put_off - snoozed) < timedelta(minutes=1)
        assert profile.items() >= {
            ("nudges", "some"),
            ("nudge_days", "56"),
            ("nudge_at", "19:00"),
            ("quiet_from", "23:30"),
            ("quiet_to", "10:00"),
            ("zone", "Europe/Madrid"),
            ("country", "ES"),
            ("track", "joint"),
        }, profile
        assert profile["nudges_off"] == ["turn", "step"]
        assert other.data["profile"]["settings"]["nudge_days"] == ""
