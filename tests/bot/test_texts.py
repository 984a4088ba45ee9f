"""F4: every key exists in every language and formats with its real arguments; none is there for nothing."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import bot
from bot import openings, profile
from bot.delivery import bar
from bot.proof import faults
from bot.screen import Key, Reader, Sheet, arranged, draw, sheets, split, units
from bot.shelf import FLOWS
from bot.texts import MissingText, Texts, languages, resources
from flows.engine.effects import Line
from flows.engine.frozen import replace
from flows.engine.keys import keys, prompts
from flows.engine.prompt import Button, Prompt
from flows.engine.refusal import Reason
from flows.engine.script import EACH, LISTENER, Ask, Choice, Meet, Palette, Words
from flows.engine.session import Partner, Seen
from flows.programme import STEPS
from flows.safety_lines import countries

NOW = datetime(2026, 5, 4, 18, 2, tzinfo=UTC)
TEXTS = Texts()
MARKS = ("🔒", "✉️", "👥")
MAX_PROMPT_CHARS, MAX_LABEL_CHARS, MAX_TOAST_CHARS = 900, 32, 200
LONG_NAME = "Maximiliana-Alejandra"  # as long as first names get


class Entries(Visitor):
    """Collects what a file defines, and the arguments that it names."""

    def __init__(self, source: str) -> None:
        self.keys: set[str] = set()
        self.arguments: set[str] = set()
        self.visit(FluentParser().parse(source))

    def visit_Message(self, node: ast.Message) -> None:
        if node.value is not None:
            self.keys.add(node.id.name)
        self.keys |= {f"{node.id.name}.{attribute.id.name}" for attribute in node.attributes}
        self.generic_visit(node)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.arguments.add(node.id.name)


@cache
def entries(language: str) -> Entries:
    return Entries("\n".join(source for _, source in resources(language)))


def reader(language: str) -> Reader:
    names = {Partner.A: LONG_NAME, Partner.B: LONG_NAME}
    return Reader(texts=TEXTS, language=language, zone="Europe/Madrid", now=NOW, names=names, me=Partner.A)


MEMORY: dict[str, int | str] = {
    "since": NOW.isoformat(),
    "proposed": "one_hour",
    "language": "en",
    "wanted": STEPS[0],
    "at_a": NOW.isoformat(),
    "at_b": NOW.isoformat(),
    "slot": NOW.isoformat(),
    "open_until": NOW.isoformat(),
    "says_a": "kept",
}
"""What the flows remember, so that most of their prompts can be drawn and most of their actions tried."""


CALLED_FOR = {key for flow in FLOWS.values() for key in keys(flow, MEMORY)}


def every_prompt() -> list[Prompt]:
    return [shown for flow in FLOWS.values() for shown in prompts(flow, MEMORY)]


@pytest.mark.parametrize("language", languages())
def test_F4_every_language_has_the_same_keys_and_arguments_as_english(language: str) -> None:
    english, other = entries("en"), entries(language)

    assert other.keys == english.keys
    assert other.arguments == english.arguments


def test_F4_no_question_is_left_out_of_these_tests() -> None:
    asks = {(flow.name, state.name) for flow in FLOWS.values() for state in flow.states if isinstance(state, Ask)}

    assert {(flow.name, shown.ask) for flow in FLOWS.values() for shown in prompts(flow, MEMORY)} >= asks


@pytest.mark.parametrize("language", languages())
def test_F4_every_prompt_can_be_drawn_within_telegrams_limits_and_ours(language: str) -> None:
    who = reader(language)
    for shown in every_prompt():
        sheet = draw(who, shown, (), arranged([]), aloud=False)[-1]
        words = re.sub("<[^>]+>", "", sheet.html)

        assert len(words) <= MAX_PROMPT_CHARS, shown.key
        assert sheet.html.startswith(MARKS) == shown.words, shown.key
        for button in shown.buttons:
            assert len(who.label(button)) <= MAX_LABEL_CHARS, (shown.key, button.action)


@pytest.mark.parametrize("language", languages())
def test_every_prompt_in_a_group_starts_with_its_mark_and_names_whose_turn_it_is(language: str) -> None:
    shared = [shown for shown in every_prompt() if shown.seen is Seen.SHARED and shown.kind == "ask"]
    for shown in shared:
        sheet = draw(reader(language), shown, (), (), aloud=True)[-1]

        assert sheet.html.startswith("👥")
        assert LONG_NAME in sheet.html.partition("\n")[0]


def test_F4_no_text_is_missing_that_the_conversations_call_for() -> None:
    assert faults(FLOWS.values()) == []


@pytest.mark.parametrize("language", languages())
def test_F4_whatever_the_conversations_call_for_can_be_said(language: str) -> None:
    names = ("author", "other", "time", "place", "area", "page", "pages")
    who = replace(reader(language), extra=dict.fromkeys(names, LONG_NAME))
    for key in CALLED_FOR:
        assert 0 < len(who.text(key)) <= MAX_PROMPT_CHARS, key


@pytest.mark.parametrize("language", languages())
def test_every_refusal_fits_into_a_toast(language: str) -> None:
    for reason in Reason:
        assert 0 < len(reader(language).text(f"engine-refused.{reason.value}")) <= MAX_TOAST_CHARS


@pytest.mark.parametrize("language", languages())
def test_help_names_every_command(language: str) -> None:
    lines = TEXTS.text(language, "bot-help", {}).splitlines()
    named = {line[1:].partition(":")[0] for line in lines if line.startswith("/") and ":" in line}

    assert {*openings.commands(), *profile.COMMANDS, "resume", "export", "erase"} - {"help"} == named


@pytest.mark.parametrize("language", languages())
def test_the_row_under_every_prompt_fits_beside_each_other_on_a_phone(language: str) -> None:
    assert all(len(key.text) <= 9 for key in bar(reader(language), joint=True))


def test_P2_a_sealed_choice_says_that_it_opens_only_where_both_are_shown_it() -> None:
    opening = {
        f"{flow.name} {state.name}"
        for flow in FLOWS.values()
        for state in flow.states
        if isinstance(state, Ask) and state.seen is Seen.SEALED and not isinstance(state.expects, Words)
        if not state.blind
    }

    shown = {"setback feelings", "patience ahead", "appreciation was"}
    shown |= {f"appreciation wish_{kind}" for kind in ("words", "deeds", "touch")}
    assert opening >= shown
    assert opening <= shown, (
        f"{opening - shown}: under each answer the bot says that it opens once both have answered. Where the flow "
        "reveals it to both, add it to shown; where nobody is shown what each chose, write blind=True in its Ask"
    )


def test_P2_nothing_this_week_does_not_say_that_it_opens_since_nobody_is_shown_it() -> None:
    was = FLOWS["appreciation"].state("was")

    assert isinstance(was, Ask)
    assert was.shows(("something_else",))
    assert not was.shows(("not_this_week",))


def test_no_key_is_there_for_nothing() -> None:
    source = "\n".join(path.read_text("utf-8") for path in Path(bot.__file__).parent.rglob("*.py"))
    flows = Path(bot.__file__).parent.parent / "flows"
    source += "\n".join(path.read_text("utf-8") for path in (*flows.glob("*.py"), *flows.glob("engine/*.py")))
    known = {*CALLED_FOR, *(f"programme-about.{name}" for name in STEPS), *_of_decks()}

    left = {key for key in entries("en").keys - known if not _named(key, source)}

    assert sorted(left) == []


def _of_decks() -> Iterator[str]:
    """Yield the labels of what is offered at one time or another."""
    asks = [state.expects for flow in FLOWS.values() for state in flow.states if isinstance(state, Ask)]
    for deck in {ask.deck for ask in asks if isinstance(ask, Palette | Choice)}:
        yield from (key for key in entries("en").keys if key.startswith(f"{deck}-"))


def _named(key: str, source: str) -> bool:
    """Say whether the code names a key, or the beginning that it puts together with a name."""
    base, _, attribute = key.partition(".")
    stem = base.rpartition("-")[0]
    made = f'"{stem}-{{' in source or (attribute and f'"{base}.{{' in source)
    titles = attribute in ("title", "file") or key.endswith("-revealed") or key.startswith("open_communication-")
    rest = base.partition("-")[2]
    made = made or f'}}-{rest}"' in source or f"}}-{rest.rpartition('-')[0]}-{{" in source
    literal = f'"{key}"' in source or f"'{key}'" in source
    return literal or bool(made) or titles or f'tag("{attribute}"' in source or base == "bot-safety-tags"


def test_F4_every_choice_of_the_menu_has_a_label_and_every_country_a_name() -> None:
    who = reader("es")

    assert all(who.text(f"country-{code.lower()}") for code in countries())


def test_a_missing_key_or_argument_is_an_error_and_never_a_word_on_somebodys_phone() -> None:
    with pytest.raises(MissingText, match="en: no-such-key"):
        TEXTS.text("en", "no-such-key", {})
    with pytest.raises(MissingText, match="mark-group"):
        TEXTS.text("en", "mark-group", {})


def test_texts_may_refer_to_each_other_and_take_in_each_others_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    source = """
-bot = reknit { -version }
-version = one
greeting = Hello { $me }, this is { -bot }.
    .button = { farewell }
farewell = Until soon, { $me }: { greeting.button }
"""
    monkeypatch.setattr("bot.texts.resources", lambda _: [("one.ftl", source)])
    texts = Texts()

    assert texts.text("en", "greeting", {"me": "Sam"}) == "Hello Sam, this is reknit one."
    assert not texts.has("en", "-bot")
    with pytest.raises(MissingText, match=r"^en: farewell: FluentCyclicReferenceError$"):
        texts.text("en", "farewell", {"me": "Sam"})


@pytest.mark.parametrize("language", languages())
def test_a_text_that_is_nothing_but_words_reads_as_the_library_has_it(language: str) -> None:
    texts, bundle = Texts(), FluentBundle([language], use_isolating=False)
    for _, source in resources(language):
        bundle.add_resource(FluentResource(source))

    for key, text in texts._bare[language].items():
        name, _, attribute = key.partition(".")
        message = bundle.get_message(name)
        pattern = message.attributes[attribute] if attribute else message.value
        assert pattern is not None
        assert bundle.format_pattern(pattern) == (text, []), key
    assert len(texts._bare[language]) > len(texts._unread[language])


def test_words_that_another_text_takes_in_are_there_for_both(monkeypatch: pytest.MonkeyPatch) -> None:
    source = "name = reknit\n\nlong = This is\n    { name }.\n"
    monkeypatch.setattr("bot.texts.resources", lambda _: [("one.ftl", source)])
    texts = Texts()

    assert texts.text("en", "name", {}) == "reknit"
    assert texts.text("en", "long", {}) == "This is\nreknit."
    assert texts.text("en", "name", {}) == "reknit"


def test_several_threads_may_want_a_text_for_the_first_time_at_once() -> None:
    """On PostgreSQL transactions run on threads."""
    texts, together = Texts(), Barrier(6)
    keys = [name for name in texts._unread["en"] if re.search(rf"(?m)^{name} = \S", texts._unread["en"][name])]

    def missing() -> list[str]:
        together.wait()
        return [key for key in keys if not texts.has("en", key)]

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(6) as threads:
            found = [one.result() for one in [threads.submit(missing) for _ in range(6)]]
    finally:
        sys.setswitchinterval(before)

    assert found == [[]] * 6


def test_a_file_that_does_not_parse_is_named_at_the_start_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    source = "good = Yes\n\nbad =\n    Why, { $me\n\nalso = Yes\n"
    monkeypatch.setattr("bot.texts.resources", lambda _: [("one.ftl", source)])

    with pytest.raises(MissingText, match=r'^en: one\.ftl, line 3: bad does not parse: Expected token: "}"$'):
        Texts()


def test_a_quote_that_is_too_long_is_cut_at_words_and_keeps_its_markup_whole() -> None:
    words = "<blockquote expandable>" + "tea &amp; time " * 700 + "</blockquote>"

    pieces = split(words)

    assert len(pieces) > 1
    assert all(units(piece) <= 4096 for piece in pieces)
    assert all(piece.startswith("<blockquote") and piece.endswith("</blockquote>") for piece in pieces)
    joined = "".join(re.sub("<[^>]+>", "", piece) for piece in pieces)
    assert joined == "tea &amp; time " * 700


def test_what_people_write_is_escaped_wherever_it_is_shown() -> None:
    who = replace(reader("en"), names={Partner.A: "<b>&", Partner.B: "<i>"})
    shown = next(shown for shown in every_prompt() if shown.key == "open_communication-speak")

    sheet = draw(who, shown, (), ())[-1]

    assert "&lt;b&gt;&amp;" in sheet.html
    assert "<b>" not in sheet.html
    assert Sheet(html="x").as_telegram()["parse_mode"] == "HTML"


def test_a_label_names_a_moment_on_the_readers_own_clock() -> None:
    button = Button(action="one_hour", key="programme-time_out.one_hour", at=NOW)

    assert "20:02" in reader("en").label(button)


@pytest.mark.parametrize(("language", "day"), [("en", "Mon"), ("es", "lun")])
def test_a_line_can_name_a_moment_on_another_clock_and_then_with_its_day(language: str, day: str) -> None:
    line = Line(key="connection-line_their_clock", at=NOW, zone="America/New_York")

    assert reader(language).line(line).endswith(f": {day} {NOW.astimezone(ZoneInfo('America/New_York')):%d.%m. %H:%M}")


@pytest.mark.parametrize(("language", "floor"), [("en", "not before"), ("es", "no antes")])
def test_C3_a_waiting_time_promises_no_earliest_end_since_two_yeses_can_end_it_any_day(
    language: str, floor: str
) -> None:
    assert floor not in reader(language).line(Line(key="boundary_items-until", at=NOW))


def test_every_ask_has_somebody_to_answer_it() -> None:
    asks = [state for flow in FLOWS.values() for state in flow.states if isinstance(state, Ask)]

    assert all(flow.pair for flow in FLOWS.values() if any(isinstance(state, Meet) for state in flow.states))
    assert {ask.of for ask in asks} >= {EACH, LISTENER}


@pytest.mark.parametrize("language", languages())
def test_a_moment_on_paper_has_its_whole_date(language: str) -> None:
    assert replace(reader(language), on_paper=True).time(NOW) == "04.05.2026 20:02"


@pytest.mark.parametrize("length", range(3700, 4100, 7))
def test_what_became_of_a_question_always_fits_beneath_it(length: int) -> None:
    rows = ((Key(text="Keep it to myself", data="x"),),)
    receipts = [TEXTS.text(name, "receipt-kept", {}) for name in languages()]

    *_, last = sheets("Above", [f"<blockquote expandable>{'x' * length}</blockquote>"], "", rows)

    assert last.rows == rows
    assert all(len(f"{re.sub('<[^>]+>', '', last.html)}\n\n{receipt}") <= 4096 for receipt in receipts)
