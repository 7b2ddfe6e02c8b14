"""PDFs of the second batch drawn by reportlab as several programs draw them: paddings, rules, runs, page breaks."""

from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple

from paper import Block, Line
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Grid
from sheets import Table, placed

from disclosure_desk.core.resources import resource

FACES = ("DeskSong", "DeskHei", "ZhuqueFangsong-Regular", "gkai00mp")


class Press(NamedTuple):
    """How a page is drawn.

    widths: shares of the label columns of table three; repeat: rows repeated on each page; rules: `grid`, `rows`
    (no vertical ones), `filled` (thin rectangles), `outer`; place: of figures in their cells; turned: on its side.
    """

    face: str = "DeskSong"
    size: float = 9
    padding: float = 2
    margin: float = 60
    labels: tuple[float, float, float] = (26, 62, 130)
    repeat: int = 0
    rules: str = "grid"
    place: str = "CENTER"
    turned: bool = False
    heads: bool = False
    letters: bool = False
    leading: float = 1.3


class _Lettered(Canvas):
    """A canvas that places each letter by itself, as some word processors do."""

    def drawString(self, x, y, text, *others, **named):  # noqa: N802 - reportlab's name
        for sign in text:
            super().drawString(x, y, sign, *others, **named)
            x += pdfmetrics.stringWidth(sign, self._fontname, self._fontsize)


def drawn(blocks: Sequence[Block], press: Press) -> bytes:
    """The PDF."""
    for face in FACES:
        pdfmetrics.registerFont(TTFont(face, resource(f"fonts/{face}.ttf")))
    size = landscape(A4) if press.turned else A4
    buffer = BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=size,
        leftMargin=press.margin,
        rightMargin=press.margin,
        topMargin=64,
        bottomMargin=60,
        invariant=1,
    )
    room = size[0] - 2 * press.margin
    story = [part for block in blocks for part in _parts(block, press, room)]
    title = next(block.text for block in blocks if isinstance(block, Line) and block.kind == "title")

    def furnish(canvas, _):
        canvas.setFont(press.face, 9)
        if press.heads:
            canvas.drawString(press.margin, size[1] - 40, title)
            canvas.line(press.margin, size[1] - 44, size[0] - press.margin, size[1] - 44)
        canvas.drawCentredString(size[0] / 2, 30, f"— {canvas.getPageNumber()} —")

    document.build(story, onFirstPage=furnish, onLaterPages=furnish, canvasmaker=_Lettered if press.letters else Canvas)
    return buffer.getvalue()


def _parts(block: Block, press: Press, room: float):
    if isinstance(block, Line):
        large = block.kind == "title"
        style = ParagraphStyle(
            block.kind,
            fontName="DeskHei" if block.kind in {"title", "heading"} else press.face,
            fontSize=18 if large else 14,
            leading=26,
            alignment=1 if large else 0,
            firstLineIndent=0 if large else 28,
            wordWrap="CJK",
        )
        return [Paragraph(block.text.replace("&", "&amp;"), style)]
    return [Spacer(1, 6), _grid(block, press, room), Spacer(1, 10)]


def _grid(table: Table, press: Press, room: float) -> Grid:
    starts = placed(table)
    width = max(column + cell.columns for (_, column), cell in starts.items())
    shares = (*press.labels, 40, 44, 44, 56, 56, 38, 50) if width == 10 else (1,) * width
    widths = [room * share / sum(shares) for share in shares]
    content: list[list] = [[""] * width for _ in table]
    commands: list[tuple] = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), press.padding),
        ("RIGHTPADDING", (0, 0), (-1, -1), press.padding),
        ("TOPPADDING", (0, 0), (-1, -1), press.padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), press.padding),
        *_rules(press, len(table)),
    ]
    for (row, column), cell in starts.items():
        style = ParagraphStyle(
            "cell",
            fontName=press.face,
            fontSize=press.size,
            leading=press.size * press.leading,
            alignment={"LEFT": 0, "CENTER": 1, "RIGHT": 2}["CENTER" if cell.is_head else press.place],
            wordWrap="CJK",
        )
        content[row][column] = Paragraph(cell.text.replace("&", "&amp;"), style) if cell.text else ""
        end = (column + cell.columns - 1, min(row + cell.rows, len(table)) - 1)
        if cell.rows < 9:  # a taller one could not be parted by a page
            commands.append(("SPAN", (column, row), end))
        commands += _frame(press, (column, row), end)
    return Grid(content, widths, style=commands, repeatRows=press.repeat if len(table) > press.repeat + 3 else 0)


def _rules(press: Press, height: int) -> list[tuple]:
    """The rules that do not depend on the cells."""
    if press.rules == "rows":
        return [("LINEBELOW", (0, row), (-1, row), 0.5, colors.grey) for row in range(height)] + [
            ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black)
        ]
    if press.rules == "outer":
        return [("BOX", (0, 0), (-1, -1), 1, colors.black)]
    return [("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke)] if press.rules == "filled" else []


def _frame(press: Press, start: tuple[int, int], end: tuple[int, int]) -> list[tuple]:
    """The rules around a cell, not those between the rows that it covers."""
    if press.rules not in {"grid", "filled"}:
        return []
    pen = (0.5 if press.rules == "grid" else 0.75, colors.black)
    return [
        ("LINEABOVE", start, (end[0], start[1]), *pen),
        ("LINEBELOW", (start[0], end[1]), end, *pen),
        ("LINEBEFORE", start, (start[0], end[1]), *pen),
        ("LINEAFTER", (end[0], start[1]), end, *pen),
    ]
