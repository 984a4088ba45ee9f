"""What a message says is kept as text, which every version reads."""

from __future__ import annotations

from bot.letters import packed, unpacked
from bot.screen import Key, Sheet

SHEET = Sheet(
    html='<b>Wörter</b> 🔒 "\\',
    rows=((Key(text="yes", data="s.1"), Key(text="far", url="https://example.org")),),
    answer_to="…",
    blanked=True,
)


def test_what_is_kept_reads_as_it_was() -> None:
    for sheet in (SHEET, Sheet(html=""), Sheet(html="", media="voice")):
        assert unpacked(packed(sheet)) == unpacked(packed(sheet).decode()) == sheet


def test_what_an_earlier_version_left_reads_as_it_was_and_it_reads_what_this_one_leaves() -> None:
    rows = '[[{"text":"yes","data":"s.1","url":""},{"text":"far","data":"","url":"https://example.org"}]]'
    earlier = f'{{"html":"<b>Wörter</b> 🔒 \\"\\\\","rows":{rows},"answer_to":"…","blanked":true'

    assert unpacked(f"{earlier}}}") == SHEET
    assert packed(SHEET).decode() == f'{earlier},"media":""}}'
