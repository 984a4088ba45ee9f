"""A paper -> PDF: A4, one column, numbered pages. The same paper is the same file, and tells no time of its making."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer

from bot.papers.letters import BOLD, REGULAR, fonts, legible
from bot.papers.paper import Cited, Paper, Section

INK, SOFT, BAR = HexColor("#22222a"), HexColor("#6b6b76"), HexColor("#b9b3c9")
MARGIN = 22 * mm
_TITLE = ParagraphStyle("title", fontName=BOLD, fontSize=20, leading=26, textColor=INK)
_DATE = ParagraphStyle("date", fontName=REGULAR, fontSize=9, leading=14, textColor=SOFT, spaceAfter=6 * mm)
_HEADING = ParagraphStyle(
    "heading",
    fontName=BOLD,
    fontSize=13,
    leading=18,
    textColor=INK,
    spaceBefore=6 * mm,
    spaceAfter=2 * mm,
    keepWithNext=1,
)
_LINE = ParagraphStyle("line", fontName=REGULAR, fontSize=10.5, leading=15.5, textColor=INK, spaceAfter=1.2 * mm)
_BY = ParagraphStyle(
    "by", fontName=BOLD, fontSize=9, leading=13, textColor=SOFT, leftIndent=5 * mm, spaceBefore=2.5 * mm, keepWithNext=1
)
_SAID = ParagraphStyle("said", parent=_LINE, leftIndent=5 * mm, spaceAfter=2.5 * mm)


class _Said(Paragraph):  # type: ignore[misc]  # the library has no types
    """Somebody's words, with a bar beside them on every page that they reach."""

    def draw(self) -> None:
        self.canv.saveState()
        self.canv.setStrokeColor(BAR)
        self.canv.setLineWidth(1.6)
        self.canv.line(1.5 * mm, 0, 1.5 * mm, self.height)
        self.canv.restoreState()
        super().draw()


class _Numbered(Canvas):  # type: ignore[misc]  # as above
    """Puts "2 / 3" at the foot of each page, if there are several."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 -- the library's name
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(self._pages, 1):
            self.__dict__.update(page)
            if len(self._pages) > 1:
                self.setFont(REGULAR, 8)
                self.setFillColor(SOFT)
                self.drawCentredString(A4[0] / 2, 12 * mm, f"{number} / {len(self._pages)}")
            super().showPage()
        super().save()


def pdf(paper: Paper) -> bytes:
    fonts()
    content = BytesIO()
    document = SimpleDocTemplate(
        content,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=legible(paper.title),
        author="",
        lang=paper.language,
        invariant=1,
    )
    head = [_paragraph(paper.title, _TITLE), _paragraph(paper.date, _DATE)]
    body = [flowable for section in paper.sections for flowable in _section(section)]
    document.build([*head, *body], canvasmaker=_Numbered)
    return content.getvalue()


def _section(section: Section) -> list[Flowable]:
    flowables: list[Flowable] = [_paragraph(section.heading, _HEADING)] if section.heading else [Spacer(0, 0)]
    for part in section.parts:
        match part:
            case Cited(by=by, text=text):
                flowables += [_paragraph(by, _BY)] if by else []
                flowables.append(_Said(_markup(text), _SAID))
            case text:
                flowables.append(_paragraph(text, _LINE))
    return flowables


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(_markup(text), style)


def _markup(text: str) -> str:
    """Return a text in ReportLab's own markup, all of it words and line breaks."""
    return escape(legible(text), quote=False).replace("\n", "<br/>")
