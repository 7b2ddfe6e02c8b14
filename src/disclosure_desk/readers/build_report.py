"""The neutral stream -> a Reading: headings open sections, prose goes to texts, rows to cells, the rest is listed."""

from collections.abc import Iterable, Iterator, Mapping

from disclosure_desk.core.figure import Figure
from disclosure_desk.core.form import Form, Section, Text
from disclosure_desk.core.report import Note, Value, new_report
from disclosure_desk.readers.editions.renames import renamed
from disclosure_desk.readers.model.reading import UNSURE, Origin, Reading
from disclosure_desk.readers.model.source_items import SourceItem, SourceParagraph, SourceRow
from disclosure_desk.readers.rejection import is_prose, refuse_blank, refuse_other, refuse_traditional
from disclosure_desk.readers.structure.headings import Head
from disclosure_desk.readers.structure.outline import Outline, line_of, outline
from disclosure_desk.readers.structure.page_noise import Line, is_page_number, sift_end
from disclosure_desk.readers.structure.preface import read_preface
from disclosure_desk.readers.structure.topics import split_topics
from disclosure_desk.readers.structure.wrapped_lines import unwrapped, wrap_width
from disclosure_desk.readers.tables.labels import Labels
from disclosure_desk.readers.tables.missing import blank_tables, missing_headings, missing_rows, missing_texts
from disclosure_desk.readers.tables.row_repair import in_one_line, mended
from disclosure_desk.readers.tables.table import Placed, TableReader
from disclosure_desk.readers.tables.table_row import Piece
from disclosure_desk.readers.vocabulary.cell_value import read_cell_value
from disclosure_desk.readers.vocabulary.label_key import keys_in

_ENOUGH = 3
"""So many official headings make a text a report, also without a table."""


def align(form: Form, items: Iterable[SourceItem]) -> Reading:
    """The report in a stream; raises ReadError, without a file's name, if it is none or its title is missing."""
    stream = tuple(items)
    refuse_traditional(item.text for item in stream)
    aligner = _Aligner(form, outline(form, stream), keys_in(stream))
    for piece in mended(aligner.labels, stream):
        aligner.take(piece)
    aligner.refuse([item.text for item in stream])
    reading = aligner.finish(renamed(form, (item for item in stream if isinstance(item, SourceRow))))
    return reading._replace(items=stream)


class _Aligner:
    """Walks through a stream, knows which section it is in, and keeps what has no place."""

    def __init__(self, form: Form, found: Outline, said: frozenset[str]) -> None:
        self._form, self._outline = form, found
        self.labels = Labels(form, form.grids.values(), said)
        self._table = TableReader(self.labels)
        self._section: Section | None = None
        self._before: list[Line] = []
        self._prose: dict[str, list[Line]] = {section.id: [] for section in form.sections if section.heading}
        self._left: list[Line] = []
        self._written: dict[str, list[str]] = {}
        self._origins: dict[str, Origin] = {}
        self._opened: set[str] = set()
        self._notes: list[tuple[int, Note]] = []

    def take(self, piece: Piece) -> None:
        """Place one piece, the next of the stream."""
        number, item = piece.number, piece.item
        heads = self._outline.heads.get(number, ())
        if heads:
            self._take_headed(number, line_of(item), heads)
        elif number in self._outline.contents or (isinstance(item, SourceParagraph) and is_page_number(item.text)):
            self._left.append((number, item.text))
        elif isinstance(item, SourceParagraph):
            self._take_line(number, item.text)
        elif not self._table.take(number, item, piece.cells, sure=piece.sure):
            # A page may lay out its paragraphs in a table of one column.
            filled = [cell for cell in item.cells if cell.strip()]
            self._take_prose(number, " ".join(filled[0].split()) if len(filled) == 1 else item.text)

    def refuse(self, lines: list[str]) -> None:
        """Raise ReadError, once everything is taken, for what is no report, or an empty one."""
        self._table.end_part()
        if len(self._opened) < _ENOUGH and not self._table.placed:
            refuse_other(lines, next(section.heading for section in self._form.sections if section.heading))
        texts = (line for lines in self._prose.values() for _, line in sift_end(lines, "").kept)
        if not any(map(is_prose, texts)) and not any(found.text.strip() for found in self._table.placed.values()):
            refuse_blank()

    def finish(self, more: Iterable[Note]) -> Reading:
        """The report; what the form has and the source has not is listed too."""
        preface = read_preface(self._form, self._before, self._beginning())
        self._notes += preface.notes
        self._left += preface.left
        self._sift_end(preface.unit)
        self._write_texts(self._joined(preface.lines))
        for left in self._table.left:
            self._note(left.number, left.kind, f"{left.why}：{left.row.text}")
        self._note_left()
        self._notes.sort(key=lambda numbered: numbered[0])
        cells, originals = _figures(self._form, self._table.placed)
        self._origins |= {cell: _origin(found) for cell, found in self._table.placed.items()}
        notes = (*(note for _, note in self._notes), *originals, *more, *self._missing())
        values: dict[str, Value] = {**cells, **{text: "\n".join(lines) for text, lines in self._written.items()}}
        report = new_report(self._form, preface.unit, preface.year, values, notes)
        unsure = {cell for cell, found in self._table.placed.items() if not found.sure}
        unsure |= {note.place for note in notes if note.kind in UNSURE and note.place}
        others = {cell: tuple(map(_origin, candidates)) for cell, candidates in self._table.others.items()}
        return Reading(report, notes, (), self._origins, frozenset(unsure), others)

    def _take_headed(self, number: int, line: str, heads: tuple[Head, ...]) -> None:
        """A line with headings in it, and the prose around them."""
        self._take_part(number, line[: heads[0].start])
        ends = [*(head.start for head in heads[1:]), len(line)]
        for head, end in zip(heads, ends, strict=True):
            self._take_heading(number, head, line[head.start : end if not head.glued else head.end].strip())
            self._take_part(number, line[head.end : end].lstrip("。：: "))

    def _take_part(self, number: int, part: str) -> None:
        if part.strip():
            self._take_line(number, part.strip())

    def _take_heading(self, number: int, head: Head, line: str) -> None:
        section = head.section
        if not head.official and not (head.glued and head.rank == 1):
            self._note(number, "heading", f"标题与规定的不同，当作“{section.heading}”：{line}")
        if head.glued:
            self._note(number, "heading", f"标题没有单独成行，已和正文分开：{line}")
        if section.heading in self._opened:
            self._note(number, "heading", f"标题出现了不止一次：{line}")
        elif self._is_late(section):
            self._note(number, "heading", f"标题的先后次序与规定的不同：{line}")
        self._opened.add(section.heading)
        self._section = section
        self._table.end_part()

    def _is_late(self, section: Section) -> bool:
        """Whether a section that comes after this one was opened before it."""
        headings = [one.heading for one in self._form.sections]
        return any(heading in self._opened for heading in headings[headings.index(section.heading) + 1 :])

    def _take_line(self, number: int, line: str) -> None:
        """Prose, or a row that lost its tabs or has one cell."""
        in_table = self._section is not None and self._section.grid is not None and not line.endswith("。")
        pieces = in_one_line(self.labels, number, line) if in_table else ()
        for piece in pieces:
            if not (
                isinstance(piece.item, SourceRow) and self._table.take(number, piece.item, piece.cells, sure=piece.sure)
            ):
                self._take_prose(number, piece.item.text)
        if not pieces and not (in_table and self._table.take(number, SourceRow((line,)))):
            self._take_prose(number, line)

    def _take_prose(self, number: int, line: str) -> None:
        (self._prose[self._section.id] if self._section else self._before).append((number, line))

    def _beginning(self) -> str:
        """The first lines of the first section that has any, which may say the year."""
        return "\n".join(line for lines in self._prose.values() for _, line in lines[:3])

    def _joined(self, preface: list[Line]) -> list[Line]:
        """The preface, it and all texts with their broken lines joined, where the source has such."""
        texts = [section.id for section in self._form.sections if section.texts and section.heading]
        width = wrap_width(line for lines in (preface, *map(self._prose.get, texts)) for _, line in lines or ())
        if not width:
            return preface
        self._note(0, "doubtful", "原文的段落在行末断开，已经接成整段，请看一看分段。")
        self._prose |= {text: unwrapped(self._prose[text], width) for text in texts}
        return unwrapped(preface, width)

    def _sift_end(self, unit: str) -> None:
        """Leave out what follows the report on its page, but for sentences."""
        if self._section is None:
            return
        sifted = sift_end(self._prose[self._section.id], unit)
        self._prose[self._section.id] = sifted.kept
        self._left += sifted.left
        place = self._section.texts[-1].id if self._section.texts else ""
        for number, line in sifted.doubtful:
            self._note(number, "doubtful", f"这一行在页面末尾，请看一看是不是报告的内容：{line}", place)

    def _write_texts(self, preface: list[Line]) -> None:
        self._write(_preface(self._form), preface)
        for section in self._form.sections:
            lines = self._prose.get(section.id, [])
            if not section.texts:
                self._note_unplaced(section, lines)
            elif len(section.texts) == 1:
                self._write(section.texts[0], lines)
            else:
                for piece in split_topics(section, lines):
                    self._write(piece.text, [piece.line])
                    if piece.doubt:
                        self._note(piece.line[0], "doubtful", piece.doubt, piece.text.id)

    def _write(self, text: Text, lines: Iterable[Line]) -> None:
        for number, line in lines:
            self._written.setdefault(text.id, []).append(line)
            self._origins.setdefault(text.id, Origin(number, line))

    def _note_unplaced(self, section: Section, lines: list[Line]) -> None:
        """What stands under a table; lines that follow each other are told together."""
        for number, told in _runs(lines):
            count = "这一行" if len(told) == 1 else f"这 {len(told)} 行"
            self._note(number, "unplaced", f"“{section.heading}”下面只有表格，{count}没有地方放：{' ／ '.join(told)}")

    def _note_left(self) -> None:
        """One remark on all that a page has around and within the report."""
        left = sorted(self._left)
        if left:
            count = "这一行" if len(left) == 1 else f"这 {len(left)} 行"
            lines = " ／ ".join(line for _, line in left)
            self._note(left[0][0], "unplaced", f"{count}是页面、目录或者落款，不是正文，没有取用：{lines}")

    def _missing(self) -> Iterator[Note]:
        yield from missing_headings(self._form, self._opened)
        yield from missing_rows(self._form, self._table.missing())
        yield from blank_tables(self._table.blank())
        yield from missing_texts(self._form, self._opened, self._written)

    def _note(self, number: int, kind: str, text: str, place: str = "") -> None:
        self._notes.append((number, Note(kind, place, text)))


def _origin(found: Placed) -> Origin:
    return Origin(found.number, found.text.strip(), found.place)


def _preface(form: Form) -> Text:
    """Where prose before the first heading belongs."""
    return next(section for section in form.sections if not section.heading).texts[0]


def _runs(lines: Iterable[Line]) -> Iterator[tuple[int, list[str]]]:
    """Lines whose items follow one another, with the number of the first."""
    told: list[str] = []
    first = last = -1
    for number, line in lines:
        if told and number > last + 1:
            yield first, told
            told = []
        first, last = (first if told else number), number
        told.append(line)
    if told:
        yield first, told


def _figures(form: Form, placed: Mapping[str, Placed]) -> tuple[dict[str, Figure | None], list[Note]]:
    """The figures that stand at cells, with the doubts about them, and what stood at those that stay blank."""
    figures: dict[str, Figure | None] = {}
    notes: list[Note] = []
    for cell, found in placed.items():
        value = read_cell_value(found.text, form.cells[cell].column.unit)
        if not value.is_figure:
            notes.append(Note("original", cell, found.text.strip()))
            continue
        figures[cell] = value.figure
        if value.doubt:
            notes.append(Note("doubtful", cell, value.doubt))
    return figures, notes
