from __future__ import annotations

import pytest

from bot.rehearsal.entities import Entity, pieces, trimmed, with_automatic
from bot.rehearsal.html import NotHtml, parse
from bot.rehearsal.render import render


def entity(kind: str, offset: int, length: int, **more: object) -> Entity:
    return Entity(type=kind, offset=offset, length=length, **more)  # type: ignore[arg-type]  # rows of a table


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain &lt;b&gt; &amp; &quot;x&quot; &#39;&#x1F512;", 'plain <b> & "x" \'🔒', []),
        ("a & b &unknown; &", "a & b &unknown; &", []),
        ("<b>one</b> <STRONG>two</STRONG>", "one two", [entity("bold", 0, 3), entity("bold", 4, 3)]),
        ("<i>a</i><em>b</em>", "ab", [entity("italic", 0, 1), entity("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [entity("underline", 0, 1), entity("underline", 1, 1)]),
        ("<s>a</s><strike>b</strike><del>c</del>", "abc", [entity("strikethrough", i, 1) for i in range(3)]),
        (
            '<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>',
            "ab",
            [entity("spoiler", 0, 1), entity("spoiler", 1, 1)],
        ),
        ("🔒🔒<b>x</b>", "🔒🔒x", [entity("bold", 4, 1)]),
        ("<b>a<i>b</i></b>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)]),
        ('<a href="https://x.org/?a=1&amp;b=2">x</a>', "x", [entity("text_link", 0, 1, url="https://x.org/?a=1&b=2")]),
        ("<a href='tg://user?id=5'>A</a>", "A", [entity("text_mention", 0, 1, user=5)]),
        ('<a href="nowhere">x</a>', "x", []),
        ("<code>a</code>", "a", [entity("code", 0, 1)]),
        (
            '<pre><code class="language-python">a</code></pre>',
            "a",
            [entity("pre", 0, 1, language="python")],
        ),
        ("<blockquote>a</blockquote>", "a", [entity("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [entity("expandable_blockquote", 0, 1)]),
        (
            '<tg-time unix="1647531900" format="wDT">then</tg-time>',
            "then",
            [entity("date_time", 0, 4, unix_time=1647531900, date_time_format="wDT")],
        ),
        ("<b></b>x", "x", []),
        ("<b>x</>", "x", [entity("bold", 0, 1)]),
    ],
)
def test_telegrams_html_is_read(source: str, text: str, entities: list[Entity]) -> None:
    plain, found = parse(source)

    assert trimmed(plain, found) == (text, tuple(entities))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("é<b>x</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("é<p>x</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("x<b", "Unclosed start tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<span class="x">x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a "x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ('<a href="x', "Unexpected end of name token at byte offset 7"),
        ("<tg-time>x</tg-time>", 'Tag "tg-time" must have a valid "unix" and "format" at byte offset 0'),
    ],
)
def test_bad_html_is_refused_in_telegrams_words(source: str, words: str) -> None:
    with pytest.raises(NotHtml) as refused:
        parse(source)

    assert str(refused.value) == words


def test_white_space_at_the_ends_goes_and_entities_move_with_the_text() -> None:
    plain, found = parse(" \n <b> bold </b> \n")

    assert trimmed(plain, found) == ("bold", (entity("bold", 0, 4),))


def test_commands_mentions_and_links_are_found_outside_code() -> None:
    text = "/start@reknit_bot hi @alex_1 https://t.me/x. /menu"
    code = entity("code", 45, 5)

    assert [each.type for each in with_automatic(text, [code])] == ["bot_command", "mention", "url", "code"]


@pytest.mark.parametrize(
    "source",
    [
        "plain &lt;script&gt; &amp; &quot;",
        "🔒 <b>a <i>b</i></b> <tg-spoiler>c</tg-spoiler>",
        '<a href="https://x.org/?a=1&amp;b=2">x</a> <a href="tg://user?id=5">A</a>',
        '<pre><code class="language-python">a</code></pre>',
        "<blockquote expandable>a\nb</blockquote>",
        '<tg-time unix="1647531900" format="t">then</tg-time>',
    ],
)
def test_what_is_shown_reads_as_what_was_sent(source: str) -> None:
    assert render(*parse(source)) == source


def test_entities_that_cross_are_shown_nested() -> None:
    assert render("abc", [entity("bold", 0, 2), entity("italic", 1, 2)]) == "<b>a<i>b</i></b>c"


def test_a_long_text_is_cut_by_utf16_units() -> None:
    assert pieces("🔒🔒ab", 3) == ["🔒", "🔒a", "b"]
