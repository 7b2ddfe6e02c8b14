"""The acceptance sheet of a computer, and behind it a page to try the printer on."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from disclosure_desk import __version__
from disclosure_desk.core.resources import resource
from disclosure_desk.writers.acceptance_record import AcceptanceItem, AcceptanceRecord
from disclosure_desk.writers.pdf.archive.blocks import (
    PageBlock,
    TypeStyle,
    centred,
    draw,
    keep_together,
    paginate,
    paragraph,
    space,
)
from disclosure_desk.writers.pdf.archive.rows import RowCell, row, rows, table, with_head
from disclosure_desk.writers.pdf.document import PdfOutput
from disclosure_desk.writers.pdf.font.chains import DocumentFonts, FontChain, unprintable
from disclosure_desk.writers.pdf.font.document_fonts import document_fonts
from disclosure_desk.writers.pdf.page import MM, PageCanvas, PageGeometry
from disclosure_desk.writers.pdf.structure import StructureElement
from disclosure_desk.writers.pdf.xmp import DocumentInfo

_LABEL, _TIME = 24 * MM, 44 * MM
_NAME, _STATE = 26 * MM, 16 * MM
_RULE, _HAIR = 0.75, 0.25
_ACROSS, _UPRIGHT = 100 * MM, 80 * MM
"""The lengths that the test page asks to be measured; its words say the same in millimetres."""
_TICK = 3 * MM
"""How far the mark at an end of such a length reaches to each side."""
_GREYS = (0.95, 0.85, 0.7, 0.5, 0.25)
_PATCH = 14 * MM
_BLANKS = " \n\u3000"


def render(record: AcceptanceRecord) -> bytes:
    """The sheet and the test page; a character that no font has is printed as a box."""
    fonts, geometry = document_fonts(), PageGeometry()
    words = _words()
    subject = words["subject"].format(computer=record.computer)
    info = DocumentInfo(_printable(fonts.body, subject), "", record.made.year, fonts=fonts.note)
    output = PdfOutput(info, geometry.width, geometry.height)
    canvas = PageCanvas(output, geometry, fonts.table, double_sided=False)
    sheet = _Sheet(record, fonts, geometry.measure)
    canvas.begin_section()
    canvas.bookmark(words["title"], "acceptance")
    for number, page in enumerate(paginate(sheet.blocks(), geometry.depth)):
        if number:
            canvas.new_page()
        draw(canvas, page)
    canvas.new_page()
    canvas.numbered = False
    canvas.begin_section()
    canvas.bookmark(words["test_page"]["title"], "test-page")
    _draw_test_page(canvas, fonts, geometry)
    return canvas.finish()


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(resource("templates", "acceptance.toml").read_text("utf-8"))


def _printable(chain: FontChain, text: str) -> str:
    """The text with a box for each character that cannot be printed: names of printers and folders may have any."""
    shown = "".join(one if one.isprintable() or one in _BLANKS else _words()["unprintable"] for one in text)
    for missing in unprintable(chain, shown.replace("\n", "")):
        shown = shown.replace(missing, _words()["unprintable"])
    return shown


@dataclass(frozen=True)
class _Sheet:
    """The sheet of one record with its fonts and width."""

    record: AcceptanceRecord
    fonts: DocumentFonts
    measure: float

    def blocks(self) -> Iterator[PageBlock]:
        """Title, computer, verdict, the items in a table, and where is signed."""
        words, record = _words(), self.record
        yield from centred(
            words["title"], TypeStyle(self.fonts.title, 22.0, 34.0), self.measure, StructureElement("H1")
        )
        yield space(6.0)
        yield from self._head()
        yield space(10.0)
        verdict = words["verdict"].format(verdict=record.verdict)
        yield from keep_together(paragraph(verdict, TypeStyle(self.fonts.heading, 14.0, 22.0), self.measure))
        yield space(6.0)
        yield from with_head(self._columns(), [one for item in record.items for one in self._item(item)])
        yield space(16.0)
        signature = paragraph(words["signature"], TypeStyle(self.fonts.body, 12.0, 24.0), self.measure)
        note = words["note"].format(version=__version__)
        yield from keep_together(
            [*signature, *paragraph(note, TypeStyle(self.fonts.subhead, 10.5, 16.0), self.measure)]
        )

    def _head(self) -> list[PageBlock]:
        words, record = _words(), self.record
        values = {"computer": record.computer, "made": f"{record.made:%Y-%m-%d %H:%M:%S}", "folder": record.folder}
        first, second, third, fourth = (self._cell(one.format(**values)) for one in words["head"])
        name, folder = (self._cell(one.format(**values)) for one in words["folder"])
        widths = [_LABEL, self.measure - _LABEL - _LABEL * 0.7 - _TIME, _LABEL * 0.7, _TIME]
        wide = RowCell(folder.text, folder.kind, columns=3)
        return table(
            [
                row([self._label(first.text), second, self._label(third.text), fourth], widths),
                row([self._label(name.text), wide], [_LABEL, self.measure - _LABEL]),
            ]
        )

    def _columns(self) -> PageBlock:
        heads = [
            RowCell(one, self._kind(self.fonts.heading), centred=True, heads="Column") for one in _words()["columns"]
        ]
        return row(heads, self._widths)

    def _item(self, item: AcceptanceItem) -> Iterator[PageBlock]:
        seen = _words()["advice"].format(seen=item.seen, advice=item.advice) if item.advice else item.seen
        state = RowCell(item.state.value, self._kind(self.fonts.heading), centred=True)
        yield from rows([self._label(item.name), self._cell(seen), state], self._widths)

    @property
    def _widths(self) -> list[float]:
        return [_NAME, self.measure - _NAME - _STATE, _STATE]

    def _label(self, text: str) -> RowCell:
        return RowCell(text, self._kind(self.fonts.heading), centred=True, heads="Row")

    def _cell(self, text: str) -> RowCell:
        return RowCell(_printable(self.fonts.table, text), self._kind(self.fonts.table))

    def _kind(self, chain: FontChain) -> TypeStyle:
        return TypeStyle(chain, 10.5, 14.0)


def _draw_test_page(canvas: PageCanvas, fonts: DocumentFonts, geometry: PageGeometry) -> None:
    """A frame, two known lengths, steps of grey and a line of each font."""
    words, measure = _words()["test_page"], geometry.measure
    small, body = TypeStyle(fonts.table, 10.5, 16.0), TypeStyle(fonts.body, 12.0, 18.0)
    y = 10.0
    y = _put(canvas, centred(words["title"], TypeStyle(fonts.title, 22.0, 34.0), measure, StructureElement("H1")), y)
    inner, left = measure - 4 * _TICK, 2 * _TICK
    for key in ("guide", "frame"):
        y = _put(canvas, paragraph(words[key], body, inner, left), y)
    y = _put(canvas, paragraph(words["scale"], small, inner, left), y + 6) + 1.5 * _TICK
    right = left + _ACROSS
    canvas.rules(_RULE, [(left, y, right, y), *((at, y - _TICK, at, y + _TICK) for at in (left, right))])
    y = _put(canvas, paragraph(words["grey"], small, inner, left), y + 2 * _TICK) + 4
    for place, grey in enumerate(_GREYS):
        canvas.tint(left + place * _PATCH * 1.3, y, _PATCH, _PATCH, grey)
    y = _put(canvas, paragraph(words["samples"], small, inner, left), y + _PATCH + 2 * _TICK)
    chains = (fonts.title, fonts.heading, fonts.subhead, fonts.body, fonts.table)
    for choice, chain in zip(fonts.used, chains, strict=True):
        sample = _printable(chain, words["sample"].format(kind=choice.kind))
        y = _put(canvas, paragraph(sample, TypeStyle(chain, 12.0, 22.0), inner, left), y)
    y = _put(canvas, paragraph(words["upright"], small, inner, left), y + 6) + _TICK
    x = measure / 2
    canvas.rules(_RULE, [(x, y, x, y + _UPRIGHT), *((x - _TICK, at, x + _TICK, at) for at in (y, y + _UPRIGHT))])
    canvas.frame(_HAIR, (0.0, 0.0, measure, geometry.depth))


def _put(canvas: PageCanvas, blocks: list[PageBlock], y: float) -> float:
    """Draw blocks from a height on and return where they end."""
    for block in blocks:
        block.draw(canvas, y)
        y += block.depth
    return y
