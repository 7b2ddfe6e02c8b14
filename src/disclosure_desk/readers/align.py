"""The neutral stream -> a Reading: headings open sections, prose goes to texts, rows to cells, the rest is listed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from disclosure_desk.figure import Figure
from disclosure_desk.form import Form, Section, Text
from disclosure_desk.readers.errors import ReadError
from disclosure_desk.readers.headings import Headings
from disclosure_desk.readers.labelled import Labels
from disclosure_desk.readers.mend import mended
from disclosure_desk.readers.piece import Piece
from disclosure_desk.readers.reading import UNSURE, Origin, Reading
from disclosure_desk.readers.renames import renamed
from disclosure_desk.readers.stream import Item, Paragraph, Row
from disclosure_desk.readers.table import Placed, TableReader
from disclosure_desk.readers.title import Title, find_title
from disclosure_desk.readers.values import read_value
from disclosure_desk.report import Note, Value, new_report

_ENOUGH = 3
"""So many official headings make a text a report, also without a table."""

_EXAMPLE_YEAR = 2025


def align(form: Form, items: Iterable[Item]) -> Reading:
    """The report in a stream; raises ReadError, without a file's name, if it is none or its title is missing."""
    stream = tuple(items)
    aligner = _Aligner(form, Headings(form, (item.text for item in stream if isinstance(item, Paragraph))))
    for piece in mended(aligner.labels, stream):
        aligner.take(piece)
    reading = aligner.finish(renamed(form, (item for item in stream if isinstance(item, Row))))
    return reading._replace(items=stream)


class _Aligner:
    """Walks through a stream, knows which section and text it is in, and keeps what has no place."""

    def __init__(self, form: Form, headings: Headings) -> None:
        self._form, self._headings = form, headings
        self.labels = Labels(form, form.grids.values())
        self._table = TableReader(self.labels)
        self._section: Section | None = None
        self._text: Text | None = None
        self._before: list[tuple[int, str]] = []
        self._written: dict[str, list[str]] = {}
        self._origins: dict[str, Origin] = {}
        self._opened: set[str] = set()
        self._notes: list[tuple[int, Note]] = []

    def take(self, piece: Piece) -> None:
        """Place one piece, the next of the stream."""
        number, item = piece.number, piece.item
        if isinstance(item, Row):
            if not self._table.take(number, item, piece.cells, sure=piece.sure):
                self._take_line(number, " ".join(item.text.split()) if _cells_in(item) == 1 else item.text)
        elif not (self._take_heading(number, item.text) or self._take_cell(number, item.text)):
            self._take_prose(number, item.text)

    def _take_line(self, number: int, line: str) -> None:
        """A row that is none of a table's: a page may lay out its headings and paragraphs in one."""
        if not self._take_heading(number, line):
            self._take_prose(number, line)

    def finish(self, more: Iterable[Note]) -> Reading:
        """The report, once everything is taken; what the form has and the source has not is listed too."""
        self._table.end_part()
        headings = [section.heading for section in self._form.sections if section.heading]
        if len(self._opened) < _ENOUGH and not self._table.placed:
            raise ReadError(f"这不是政府信息公开工作年度报告：没有找到“{headings[0]}”等规定的标题和表格。")
        title = self._take_preface()
        for left in self._table.left:
            self._note(left.number, left.kind, f"{left.why}：{left.row.text}")
        self._notes.sort(key=lambda numbered: numbered[0])
        cells, originals = _figures(self._form, self._table.placed)
        self._origins |= {cell: Origin(found.number, found.text.strip()) for cell, found in self._table.placed.items()}
        notes = (*(note for _, note in self._notes), *originals, *more, *self._missing(headings))
        values: dict[str, Value] = {**cells, **{text: "\n".join(lines) for text, lines in self._written.items()}}
        report = new_report(self._form, title.unit, title.year, values, notes)
        unsure = {cell for cell, found in self._table.placed.items() if not found.sure}
        unsure |= {note.place for note in notes if note.kind in UNSURE and note.place}
        others = {
            cell: tuple(Origin(one.number, one.text.strip()) for one in candidates)
            for cell, candidates in self._table.others.items()
        }
        return Reading(report, notes, (), self._origins, frozenset(unsure), others)

    def _take_heading(self, number: int, line: str) -> bool:
        found = self._headings.section(line)
        if not found:
            return False
        if not found.exact:
            self._note(number, "heading", f"标题与规定的不同，当作“{found.section.heading}”：{line}")
        if found.section.heading in self._opened:
            self._note(number, "heading", f"标题出现了不止一次：{line}")
        elif self._is_late(found.section):
            self._note(number, "heading", f"标题的先后次序与规定的不同：{line}")
        self._opened.add(found.section.heading)
        self._section = found.section
        self._text = found.section.texts[0] if found.section.texts else None
        self._table.end_part()
        return True

    def _is_late(self, section: Section) -> bool:
        """Whether a section that comes after this one was opened before it."""
        headings = [one.heading for one in self._form.sections]
        return any(heading in self._opened for heading in headings[headings.index(section.heading) + 1 :])

    def _take_cell(self, number: int, line: str) -> bool:
        """A row that lost its tabs, or has one cell."""
        return self._section is not None and self._section.grid is not None and self._table.take(number, Row((line,)))

    def _take_prose(self, number: int, line: str) -> None:
        if self._section is None:
            self._before.append((number, line))
            return
        topic = self._headings.topic(line, self._section)
        if topic:
            if topic.id in self._written:
                self._note(number, "doubtful", f"“{topic.heading}”出现了不止一次，接在一起了：{line}", topic.id)
            self._text = topic
        if self._text:
            self._written.setdefault(self._text.id, []).append(line)
            self._origins.setdefault(self._text.id, Origin(number, line))
        else:
            self._note(number, "unplaced", f"“{self._section.heading}”下面只有表格，这一行没有地方放：{line}")

    def _take_preface(self) -> Title:
        """The title; what stands between it and the first heading is the preface."""
        lines = [line for _, line in self._before]
        title = find_title(lines)
        if title is None:
            shown = self._form.report_title("某某单位", _EXAMPLE_YEAR)
            raise ReadError(f"没有找到写明单位和年份的标题，请在最前面加上一行标题再导入，例如“{shown}”。")
        for number, line in self._before[: title.start]:
            self._note(number, "unplaced", f"标题前面的这一行没有地方放：{line}")
        self._compare_title("".join(lines[title.start : title.end]), title)
        preface = _preface(self._form).id
        self._written[preface] = lines[title.end :]
        if lines[title.end :]:
            self._origins[preface] = Origin(*self._before[title.end])
        return title

    def _compare_title(self, line: str, title: Title) -> None:
        official = self._form.report_title(title.unit, title.year)
        if "".join(line.split()) != "".join(official.split()):
            self._note(self._before[title.start][0], "title", f"标题与规定的不同，应当是“{official}”：{line}")

    def _missing(self, headings: Sequence[str]) -> Iterator[Note]:
        for heading in headings:
            if heading not in self._opened:
                yield Note("heading", "", f"没有找到标题“{heading}”。")
        rows = list(self._table.missing())
        for grid in self._form.grids.values():
            lines = [line for line in rows if line.grid == grid]
            if len(lines) == sum(len(block.rows) for block in grid.blocks):
                yield Note("label", "", f"表格缺失：没有找到{grid.name}，各格先空着。")
                continue
            for line in lines:
                yield Note("label", "", f"{grid.name}里没有找到“{line.row.name}”这一行，各格先空着。")

    def _note(self, number: int, kind: str, text: str, place: str = "") -> None:
        self._notes.append((number, Note(kind, place, text)))


def _preface(form: Form) -> Text:
    """Where prose before the first heading belongs."""
    return next(section for section in form.sections if not section.heading).texts[0]


def _cells_in(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _figures(form: Form, placed: Mapping[str, Placed]) -> tuple[dict[str, Figure | None], list[Note]]:
    """The figures that stand at cells, with the doubts about them, and what stood at those that stay blank."""
    figures: dict[str, Figure | None] = {}
    notes: list[Note] = []
    for cell, found in placed.items():
        value = read_value(found.text, form.cells[cell].column.unit)
        if not value.is_figure:
            notes.append(Note("original", cell, found.text.strip()))
            continue
        figures[cell] = value.figure
        if value.doubt:
            notes.append(Note("doubtful", cell, value.doubt))
    return figures, notes
