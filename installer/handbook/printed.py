"""The handbook on A4 pages, by reportlab and the program's own fonts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from io import BytesIO
from pathlib import Path

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from reportlab.lib import textsplit
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    Image,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    paragraph,
)
from reportlab.platypus.tableofcontents import TableOfContents

from disclosure_desk.core.resources import resource
from handbook.chapters import FOLDER, NAME, Chapter
from handbook.parsing import parser

# WORKAROUND: of what no line begins with, reportlab 5.1 knows the Japanese signs only: in `textsplit` for paragraphs of
# one face, in `paragraph` for those of several.
for _lists in (textsplit, paragraph):
    _lists.ALL_CANNOT_START += "，：；？！”》…"

_MARGIN = 22 * mm
_WIDTH = A4[0] - 2 * _MARGIN
_LINE, _SOFT = HexColor("#c9d1dc"), HexColor("#f2f5f9")
_TEXT = ParagraphStyle("text", fontName="DeskSong", fontSize=11, leading=18, spaceAfter=6, wordWrap="CJK")
_CELL = ParagraphStyle("cell", _TEXT, fontSize=9.5, leading=14, spaceAfter=0)
_HEAD = ParagraphStyle("head", _CELL, fontName="DeskHei")
_CODE = ParagraphStyle("code", _CELL, backColor=_SOFT, borderPadding=5, spaceBefore=6, spaceAfter=10)
_NAME = ParagraphStyle("name", _TEXT, fontName="DeskHei", fontSize=24, leading=34)
_TITLES = {
    "h1": ParagraphStyle("h1", _TEXT, fontName="DeskHei", fontSize=19, leading=27, spaceAfter=10),
    "h2": ParagraphStyle("h2", _TEXT, fontName="DeskHei", fontSize=14, leading=21, spaceBefore=10, keepWithNext=1),
    "h3": ParagraphStyle("h3", _TEXT, fontName="DeskHei", fontSize=12, leading=19, spaceBefore=6, keepWithNext=1),
}


class _Pages(BaseDocTemplate):
    """A4 pages with numbers; each chapter's title goes into the contents."""

    def __init__(self, target: BytesIO) -> None:
        super().__init__(target, pagesize=A4, title=NAME, lang="zh-CN", invariant=1)
        frame = Frame(_MARGIN, _MARGIN, _WIDTH, A4[1] - 2 * _MARGIN, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("page", [frame], onPage=_number))

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        if isinstance(flowable, Paragraph) and flowable.style.name == "h1":
            title, key = flowable.getPlainText(), f"chapter-{self.page}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(title, key, 0)
            self.notify("TOCEntry", (0, title, self.page, key))


def pdf(chapters: Iterable[Chapter]) -> bytes:
    """The whole file; the same bytes for the same chapters."""
    for name in ("DeskSong", "DeskHei"):
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", f"{name}.ttf"))))
    contents = TableOfContents(levelStyles=[ParagraphStyle("contents", _TEXT)], dotsMinLevel=0)
    story: list[Flowable] = [Spacer(1, 30 * mm), Paragraph(NAME, _NAME), Spacer(1, 8 * mm), contents]
    markdown = parser()
    for chapter in chapters:
        story.append(PageBreak())
        story += _blocks(SyntaxTreeNode(markdown.parse(chapter.text)).children)
    target = BytesIO()
    _Pages(target).multiBuild(story)
    return target.getvalue()


def _number(canvas: Canvas, pages: BaseDocTemplate) -> None:
    canvas.setFont("DeskSong", 9)
    canvas.drawCentredString(A4[0] / 2, 12 * mm, str(pages.page))


def _blocks(nodes: Sequence[SyntaxTreeNode], indent: float = 0) -> Iterator[Flowable]:
    for node in nodes:
        yield from _BLOCKS[node.type](node, indent)


def _heading(node: SyntaxTreeNode, _indent: float) -> Iterator[Flowable]:
    yield Paragraph(_words(node.children[0]), _TITLES[node.tag])


def _paragraph(node: SyntaxTreeNode, indent: float) -> Iterator[Flowable]:
    (line,) = node.children
    pictures = [part for part in line.children if part.type == "image"]
    if pictures:
        yield from (_picture(FOLDER / str(part.attrs["src"])) for part in pictures)
        yield Spacer(1, 3 * mm)
    else:
        yield Paragraph(_words(line), ParagraphStyle("indented", _TEXT, leftIndent=indent))


def _picture(path: Path) -> Flowable:
    drawn = Image(str(path.resolve()))
    share = min(1.0, _WIDTH / drawn.imageWidth)
    drawn.drawWidth, drawn.drawHeight = drawn.imageWidth * share, drawn.imageHeight * share
    return drawn


def _list(node: SyntaxTreeNode, indent: float) -> Iterator[Flowable]:
    for number, item in enumerate(node.children, int(node.attrs.get("start", 1))):
        mark = f"{number}." if node.type == "ordered_list" else "•"
        first, *others = item.children
        style = ParagraphStyle(
            "item", _TEXT, leftIndent=indent + 18, bulletIndent=indent + 2, bulletFontName="DeskSong"
        )
        yield Paragraph(_words(first.children[0]), style, bulletText=mark)
        yield from _blocks(others, indent + 18)


def _table(node: SyntaxTreeNode, _indent: float) -> Iterator[Flowable]:
    rows = [row.children for part in node.children for row in part.children]
    written = [
        [Paragraph(_words(cell.children[0]), _CELL if number else _HEAD) for cell in row]
        for number, row in enumerate(rows)
    ]
    look = [
        ("GRID", (0, 0), (-1, -1), 0.5, _LINE),
        ("BACKGROUND", (0, 0), (-1, 0), _SOFT),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    yield Table(written, _widths(rows), repeatRows=1, style=look, spaceAfter=10)


def _widths(rows: Sequence[Sequence[SyntaxTreeNode]]) -> list[float]:
    """The columns by their longest cells; a first one of short names, such as ids of rules, breaks none of them."""
    longest = [max(_length(row[column]) for row in rows) for column in range(len(rows[0]))]
    shares = [min(max(length, 6), 40) for length in longest]
    if longest[0] > _NAME_LENGTH:
        return [_WIDTH * share / sum(shares) for share in shares]
    first = max(stringWidth(_content(row[0]), _CELL.fontName, _CELL.fontSize) for row in rows) + _CELL_MARGINS
    return [first, *((_WIDTH - first) * share / sum(shares[1:]) for share in shares[1:])]


_NAME_LENGTH = 22
"""So long at most is what names a row; the longest id of a rule, T4-WITHOUT-REQUEST, has 18 letters."""
_CELL_MARGINS = 13
"""Six points that reportlab leaves at either side of a cell, and one for rounding."""


def _length(cell: SyntaxTreeNode) -> int:
    return len(_content(cell))


def _content(cell: SyntaxTreeNode) -> str:
    return cell.children[0].content if cell.children else ""


def _code(node: SyntaxTreeNode, _indent: float) -> Iterator[Flowable]:
    yield Paragraph(escape(node.content.rstrip()).replace("\n", "<br/>"), _CODE)


_BLOCKS: dict[str, Callable[[SyntaxTreeNode, float], Iterator[Flowable]]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "bullet_list": _list,
    "ordered_list": _list,
    "table": _table,
    "fence": _code,
}


def _words(inline: SyntaxTreeNode) -> str:
    """What a line says, in reportlab's markup."""
    return "".join(_marked(token) for token in inline.to_tokens()[0].children or ())


def _marked(token: Token) -> str:
    match token.type:
        case "text" | "code_inline":
            return escape(token.content, quote=False)
        case "strong_open":
            return '<font name="DeskHei">'
        case "strong_close":
            return "</font>"
        case "html_inline":
            return "<br/>" if token.content == "<br>" else ""
        case _:
            return ""
