"""What the sheets of an archive copy have in common: text styles, the rows at the head, and the line at the foot."""

from collections.abc import Iterator
from dataclasses import dataclass

from disclosure_desk.writers.archive_record import ArchiveRecord, short_digest
from disclosure_desk.writers.archive_words import wording
from disclosure_desk.writers.pdf.archive.blocks import (
    PageBlock,
    TypeStyle,
    centred,
    draw_line,
    keep_together,
    lines_of,
    space,
)
from disclosure_desk.writers.pdf.archive.rows import RowCell, row, table
from disclosure_desk.writers.pdf.font.chains import DocumentFonts, require
from disclosure_desk.writers.pdf.lines import TextLine
from disclosure_desk.writers.pdf.page import MM, NUMBER_GAP, PageCanvas
from disclosure_desk.writers.pdf.structure import Artifact, StructureElement, alternative

_LABEL = 22 * MM
_DIGEST = 62 * MM
_HEAD_ROW = 22.0
_FOOT_SIZE = 9.0
_ENDLESS = 1e6


@dataclass(frozen=True)
class SheetContext:
    """An archive record with the fonts, the width and the digest that each of its sheets is printed with."""

    record: ArchiveRecord
    fonts: DocumentFonts
    measure: float
    digest: str

    @classmethod
    def of(cls, record: ArchiveRecord, fonts: DocumentFonts, measure: float) -> "SheetContext":
        """The record with its digest worked out."""
        return cls(record, fonts, measure, short_digest(record.report))

    @property
    def unit(self) -> str:
        """The unit's name, or words that say there is none."""
        return self.record.report.unit.strip() or wording().unnamed

    @property
    def body(self) -> TypeStyle:
        """The style of text to be read."""
        return TypeStyle(self.fonts.body, 12.0, 16.0)

    @property
    def label(self) -> TypeStyle:
        """The style of labels."""
        return TypeStyle(self.fonts.heading, 12.0, 16.0)

    @property
    def small(self) -> TypeStyle:
        """The style of notes."""
        return TypeStyle(self.fonts.subhead, 10.5, 16.0)

    def require(self, text: str, sheet: str) -> None:
        """Raise MissingGlyph if a character of the text cannot be printed on a sheet."""
        require(self.fonts.body, text, wording().names[sheet])

    def head(self, sheet: str) -> Iterator[PageBlock]:
        """The head of a sheet: its name, and the report, unit, year and digest it belongs to."""
        words, report = wording(), self.record.report
        kind = TypeStyle(self.fonts.title, 22.0, 34.0)
        yield from centred(words.names[sheet], kind, self.measure, StructureElement("H1"))
        yield space(6.0)
        widths = [_LABEL, self.measure - 2 * _LABEL - _DIGEST, _LABEL, _DIGEST]
        last = row(list(self._year_and_digest()), widths, _HEAD_ROW)
        wide = self._wide(words.head.title, report.title), self._wide(words.head.unit, self.unit)
        yield from table([*keep_together(wide), last])

    def register(self) -> list[PageBlock]:
        """What is to be kept on paper of the whole package; where there is none yet, that it will be told."""
        words, line = wording().register, self.record.register
        text = words.sealed.format(line=line) if line else words.later
        return centred(text, self.small, self.measure, StructureElement("P"))

    def _year_and_digest(self) -> Iterator[RowCell]:
        words = wording().head
        yield self._name(words.year)
        yield self._value(words.year_value.format(year=self.record.report.year))
        yield self._name(words.digest)
        yield self._value(self.digest)

    def _wide(self, label: str, text: str) -> PageBlock:
        return row([self._name(label), RowCell(text, self.body, columns=3)], [_LABEL, self.measure - _LABEL], _HEAD_ROW)

    def _name(self, text: str) -> RowCell:
        return RowCell(text, self.label, centred=True, heads="Row")

    def _value(self, text: str) -> RowCell:
        return RowCell(text, self.body)


def by_hand(element: StructureElement) -> StructureElement:
    """What a rule to write on is: a drawing at the end of an element, which says that something is to be filled in."""
    return StructureElement("Figure", element, alternative(wording().by_hand))


def draw_foot(target: PageCanvas, context: SheetContext, sheet: str, page: int, pages: int) -> None:
    """Draw the line at the foot of a page, by which loose sheets are put together again; a long unit name is cut.

    page: counted from 1.
    """
    kind = TypeStyle(context.fonts.table, _FOOT_SIZE, 2 * _FOOT_SIZE)
    line = _foot_line(context, kind, sheet, context.unit, (page, pages))
    over = line.width - context.measure
    if over > 0:
        kept = len(context.unit) - int(over / _FOOT_SIZE) - 2
        line = _foot_line(context, kind, sheet, context.unit[: max(0, kept)] + "…", (page, pages))
    at = (context.measure - line.width) / 2, target.geometry.depth + NUMBER_GAP - _FOOT_SIZE
    draw_line(target, line, kind, at, Artifact.FOOT)


def _foot_line(context: SheetContext, kind: TypeStyle, sheet: str, unit: str, number: tuple[int, int]) -> TextLine:
    words, (page, pages) = wording(), number
    text = words.foot.format(
        sheet=words.names[sheet],
        unit=unit,
        year=context.record.report.year,
        digest=context.digest,
        page=page,
        pages=pages,
    )
    return lines_of(text, kind, _ENDLESS)[0]
