"""The items of a source -> a Reading: headings open sections, prose goes to texts, rows to cells, the rest is listed.

Input: the items in their order, and the edition of the form that their tables follow (interpret finds it). Output: the
Reading, with a note on everything that is not as the form has it; ReadError if the source is no report.
Invariant: every item of the source is in a text, a cell or a note; a figure is placed by words, never by position.

1. The headings are found (outline), the rows are repaired (row_repair).
2. Item by item: a heading opens its section and ends the table before it; lines of a table of contents and page numbers
   are left out; a row goes to the tables, and to the prose if it is no row of the form, because pages lay out their
   paragraphs in tables; a line in a section with a table is tried as a row first: 规章 1 2 3.
3. A source without three headings and without a row of the form, or with neither figures nor prose, is refused.
4. Title and preface are read from what is before the first heading (preface); lines wrapped by a PDF viewer are joined;
   the section with topics is split (topics); what a page has behind the report is removed (page_noise).
5. What the form has and the source has not is listed (rejection).
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from disclosure_desk.core.edition_map import LabelRename
from disclosure_desk.core.figure import Figure, print_figure
from disclosure_desk.core.form import Form, Section, Text
from disclosure_desk.core.report import CONTRADICTED, UNIT, Value, new_report
from disclosure_desk.readers.editions.detect import found_renames
from disclosure_desk.readers.model.reading import UNSURE, Origin, Reading
from disclosure_desk.readers.model.remark import SourceNote
from disclosure_desk.readers.model.source_items import SourceItem, SourceParagraph, SourceRow
from disclosure_desk.readers.rejection import (
    blank_tables,
    is_prose,
    missing_columns,
    missing_headings,
    missing_rows,
    missing_texts,
    refuse_blank,
    refuse_other,
    refuse_traditional,
)
from disclosure_desk.readers.structure.headings import HeadingMatch
from disclosure_desk.readers.structure.outline import Outline, heading_line, outline
from disclosure_desk.readers.structure.page_noise import NumberedLine, is_page_number, sift_end
from disclosure_desk.readers.structure.preface import read_preface
from disclosure_desk.readers.structure.topics import split_topics
from disclosure_desk.readers.structure.wrapped_lines import broken_lines, join_wrapped, wrap_width
from disclosure_desk.readers.tables.counting_column import without_counting_column
from disclosure_desk.readers.tables.labels import Labels
from disclosure_desk.readers.tables.row_repair import repair_rows, rows_in_one_line
from disclosure_desk.readers.tables.segments import CellSource
from disclosure_desk.readers.tables.table_line import TableRow
from disclosure_desk.readers.tables.table_reader import TableReader
from disclosure_desk.readers.vocabulary.cell_value import read_cell_value
from disclosure_desk.readers.vocabulary.label_key import keys_in, normalise_label
from disclosure_desk.text.lazy_pattern import lazy_pattern

_QUOTED_LETTERS = 24
_MOST_SIGNING = 6
"""So many lines at the end of a report may have who signed it and when, and what its page has behind."""

_LEAST_HEADINGS = 3
"""So many headings make a text a report, also without a table; a budget or a work report may have one or two."""

_LEAST_OF_ANOTHER = 5
"""So many headings that come again are those of a second report: a copy, last year's, or another office's.

A page or a workbook may have the headings of its three tables twice, beside the texts and over the tables.
"""

_TABLE_NUMBER = lazy_pattern("\\s*附?表[一二三四五六七八九十\\d]*")
_SECOND_REPORT = "原文里像是有两份报告，后一份的文字接在了前一份后面；请只留下一份，再导入"


def build_report(form: Form, items: Iterable[SourceItem]) -> Reading:
    """The report in a source; raises ReadError, without a file's name, if it is none."""
    source = tuple(items)
    refuse_traditional(item.text for item in source)
    found = outline(form, source)
    builder = _ReportBuilder(form, found, keys_in(source))
    for row in repair_rows(builder.labels, (*without_counting_column(source),), found.headings):
        builder.take(row)
    builder.refuse([item.text for item in source])
    rows = (item for item in source if isinstance(item, SourceRow))
    reading = builder.finish(found_renames(builder.labels.renames, rows))
    return reading._replace(items=source)


class _ReportBuilder:
    """Takes the items one by one, knows which section they are in, and keeps what has no place."""

    def __init__(self, form: Form, found: Outline, source_keys: frozenset[str]) -> None:
        self._form, self._outline = form, found
        self.labels = Labels(form, form.grids.values(), source_keys)
        self._table = TableReader(self.labels)
        self._section: Section | None = None
        self._before: list[NumberedLine] = []
        self._prose: dict[str, list[NumberedLine]] = {section.id: [] for section in form.sections if section.heading}
        self._removed: list[NumberedLine] = []
        self._written: dict[str, list[str]] = {}
        self._origins: dict[str, Origin] = {}
        self._opened: set[str] = set()
        self._again: dict[str, tuple[int, str]] = {}
        self._placed_by_order: dict[str, int] = {}
        self._notes: list[SourceNote] = []

    def take(self, row: TableRow) -> None:
        """Place one item, the next of the source; a row may be joined from several."""
        number, item = row.number, row.item
        headings = self._outline.headings.get(number, ())
        if headings:
            self._take_headings(number, heading_line(item), headings)
        elif number in self._outline.contents or (isinstance(item, SourceParagraph) and is_page_number(item.text)):
            self._removed.append((number, item.text))
        elif isinstance(item, SourceParagraph):
            self._take_line(number, item.text)
        elif not self._table.take(number, item, row.cell_items, is_sure=row.is_sure):
            # A page may lay out its paragraphs in a table of one column.
            filled = [cell for cell in item.cells if cell.strip()]
            self._take_prose(number, " ".join(filled[0].split()) if len(filled) == 1 else item.text)

    def refuse(self, lines: list[str]) -> None:
        """Raise ReadError, once everything is taken, for what is no report, or an empty one."""
        self._table.end_segment()
        if len(self._opened) < _LEAST_HEADINGS and not self._table.placed:
            first = next(section.heading for section in self._form.sections if section.heading)
            refuse_other(lines, first, has_headings=bool(self._opened))
        texts = (line for lines in self._prose.values() for _, line in sift_end(lines, "").kept)
        if not any(map(is_prose, texts)) and not any(found.text.strip() for found in self._table.placed.values()):
            refuse_blank()

    def finish(self, renames: Mapping[LabelRename, str]) -> Reading:
        """The reading of all that was taken; `renames` are what the source has of old labels."""
        first_lines = "\n".join(line for lines in self._prose.values() for _, line in lines[:3])
        last_lines = [line for _, line in self._prose[self._section.id][-_MOST_SIGNING:]] if self._section else []
        preface = read_preface(self._form, self._before, first_lines, last_lines)
        self._notes += preface.notes
        self._removed += preface.removed
        self._sift_end(preface.unit)
        self._write_texts(self._join_wrapped(preface.lines))
        for unplaced in self._table.unplaced:
            self._note(unplaced.item, unplaced.kind, unplaced.reason, unplaced.row.text)
        self._note_removed()
        self._note_headings_again()
        self._mark_placed_by_order()
        self._notes.sort(key=lambda note: note.item or 0)
        cells, on_figures = _figures(self._form, self._table.placed)
        self._origins |= {cell: _origin(found) for cell, found in self._table.placed.items()}
        notes = (*self._notes, *on_figures, *self._contradictions(), *_renamed(renames), *self._missing(renames))
        values: dict[str, Value] = {**cells, **{text: "\n".join(lines) for text, lines in self._written.items()}}
        report = new_report(self._form, preface.unit, preface.year, values, (one.note for one in dict.fromkeys(notes)))
        unsure = {cell for cell, found in self._table.placed.items() if not found.is_sure}
        unsure |= {note.place for note in notes if note.kind in UNSURE and note.place}
        others = {cell: tuple(map(_origin, candidates)) for cell, candidates in self._table.others.items()}
        if preface.other_units:
            others[UNIT] = tuple(Origin(0, name) for name in preface.other_units)
        return Reading(report, notes, (), self._origins, frozenset(unsure), others)

    def _take_headings(self, number: int, line: str, headings: tuple[HeadingMatch, ...]) -> None:
        """Take a line with headings in it, and the prose around them."""
        self._take_part(number, line[: headings[0].start])
        ends = [*(heading.start for heading in headings[1:]), len(line)]
        for heading, end in zip(headings, ends, strict=True):
            words = line[heading.start : heading.end if heading.is_glued else end].strip()
            self._take_heading(number, heading, words)
            self._take_part(number, line[heading.end : end].lstrip("。：: "))

    def _take_part(self, number: int, part: str) -> None:
        if part.strip():
            self._take_line(number, part.strip())

    def _take_heading(self, number: int, heading: HeadingMatch, line: str) -> None:
        section = heading.section
        if heading.is_absent:
            self._placed_by_order[section.id] = number
            begin = line[:_QUOTED_LETTERS] + ("…" if len(line) > _QUOTED_LETTERS else "")
            self._note(number, "heading", f"没有找到标题“{section.heading}”，从这一行起当作这一部分：{begin}")
        elif not heading.is_official and not (heading.is_glued and heading.rank == 1):
            self._note(number, "heading", f"标题与规定的不同，当作“{section.heading}”", line)
        if heading.is_glued:
            self._note(number, "heading", "标题没有单独成行，已和正文分开", line)
        if section.heading in self._opened:
            self._again.setdefault(section.id, (number, line))
        elif self._is_late(section):
            self._note(number, "heading", "标题的先后次序与规定的不同", line)
        self._opened.add(section.heading)
        self._section = section
        self._table.end_segment()

    def _is_late(self, section: Section) -> bool:
        """Whether a section that comes after this one was opened before it."""
        headings = [one.heading for one in self._form.sections]
        return any(heading in self._opened for heading in headings[headings.index(section.heading) + 1 :])

    def _take_line(self, number: int, line: str) -> None:
        """Take prose, or a row that lost its tabs or has one cell."""
        in_table = self._section is not None and self._section.grid is not None and not line.endswith("。")
        rows = rows_in_one_line(self.labels, number, line) if in_table else ()
        for row in rows:
            if not isinstance(row.item, SourceRow) or not self._table.take(
                number, row.item, row.cell_items, is_sure=row.is_sure
            ):
                self._take_prose(number, row.item.text)
        if not rows and not (in_table and self._table.take(number, SourceRow((line,)))):
            self._take_prose(number, line)

    def _take_prose(self, number: int, line: str) -> None:
        (self._prose[self._section.id] if self._section else self._before).append((number, line))

    def _join_wrapped(self, preface: list[NumberedLine]) -> list[NumberedLine]:
        """The preface, it and all texts with their broken lines joined, where the source has such."""
        texts = [section.id for section in self._form.sections if section.texts and section.heading]
        width = wrap_width(line for lines in (preface, *map(self._prose.get, texts)) for _, line in lines or ())
        if not width:
            for text in texts:
                for number, line in broken_lines(self._prose[text]):
                    self._note(number, "doubtful", "这一行在句子中间断开了，请看一看分段", line)
            return preface
        self._note(0, "doubtful", "原文的段落在行末断开，已经接成整段，请看一看分段。")
        self._prose |= {text: join_wrapped(self._prose[text], width) for text in texts}
        return join_wrapped(preface, width)

    def _sift_end(self, unit: str) -> None:
        """Remove what follows the report on its page, except sentences."""
        if self._section is None:
            return
        sifted = sift_end(self._prose[self._section.id], unit)
        self._prose[self._section.id] = sifted.kept
        self._removed += sifted.removed
        place = self._section.texts[-1].id if self._section.texts else ""
        for number, line in sifted.doubtful:
            self._note(number, "doubtful", "这一行在页面末尾，请看一看是不是报告的内容", line, place)

    def _write_texts(self, preface: list[NumberedLine]) -> None:
        self._write(self._form.preface, preface)
        for section in self._form.sections:
            lines = self._prose.get(section.id, [])
            if not section.texts:
                self._note_under_table(section, lines)
            elif len(section.texts) == 1:
                self._write(section.texts[0], lines)
            else:
                for part in split_topics(section, lines):
                    self._write(part.text, [part.line])
                    if part.doubt:
                        self._note(part.line[0], "doubtful", part.doubt, place=part.text.id)

    def _write(self, text: Text, lines: Iterable[NumberedLine]) -> None:
        for number, line in lines:
            self._written.setdefault(text.id, []).append(line)
            self._origins.setdefault(text.id, Origin(number, line))

    def _note_under_table(self, section: Section, lines: list[NumberedLine]) -> None:
        """Note the prose under a table, which has no place; the table's caption only says the heading again."""
        for number, line in lines:
            if _is_caption(section, line):
                continue
            self._note(number, "unplaced", f"“{section.heading}”下面只有表格，这一行没有地方放", line)

    def _note_removed(self) -> None:
        """Note the lines that a page has around and within the report."""
        for number, line in sorted(self._removed):
            self._note(number, "unplaced", "这一行是页面、目录或者落款，不是正文，没有取用", line)

    def _note_headings_again(self) -> None:
        """Note each heading that comes again; of most of them, that another report follows the first."""
        for section in self._form.sections:
            number, line = self._again.get(section.id, (0, ""))
            if line and len(self._again) < _LEAST_OF_ANOTHER:
                self._note(number, "heading", "标题出现了不止一次", line)
            for text in section.texts if line and len(self._again) >= _LEAST_OF_ANOTHER else ():
                if text.id in self._written:
                    self._note(number, "doubtful", _SECOND_REPORT, line, text.id)

    def _mark_placed_by_order(self) -> None:
        """Mark the texts of sections without a heading, and the text before each, which may have taken some of it."""
        for before, section in pairwise(self._form.sections):
            number = self._placed_by_order.get(section.id)
            texts = [*before.texts[-1:], *section.texts] if section.texts else []
            # A text of several lines has taken those of a section that has no heading behind it.
            lines = self._written.get(texts[0].id, []) if texts else []
            has_taken = section.heading not in self._opened and len(lines) > 1
            for text in texts if number is not None or has_taken else ():
                if text.id in self._written:
                    reason = f"没有找到标题“{section.heading}”，这里的文字是按前后的表格和次序放的"
                    self._note(number or 0, "doubtful", reason, place=text.id)

    def _contradictions(self) -> Iterator[SourceNote]:
        """A note on each cell for which the source has two figures: what the clerk has to decide before anything."""
        for cell, second in self._table.contradicted.items():
            words = "、".join(_figure_words(self._form, cell, one) for one in (self._table.placed[cell], second))
            yield SourceNote(CONTRADICTED, cell, "原文里这一格有两处，数不同", words, second.item)

    def _missing(self, renames: Iterable[LabelRename]) -> Iterator[SourceNote]:
        # What a row of an earlier form takes in is not missing: one （六）其他处理 stands for three rows.
        contained = {row for rename in renames for row in rename.contains}
        missing = (one for one in self._table.missing_rows() if one.row.id not in contained)
        yield from missing_headings(self._form, self._opened)
        yield from missing_rows(self._form, missing)
        yield from missing_columns(self._form, self._table.placed)
        yield from blank_tables(self._table.blank_grids())
        yield from missing_texts(self._form, self._opened, self._written)

    def _note(self, number: int, kind: str, reason: str, words: str = "", place: str = "") -> None:
        self._notes.append(SourceNote(kind, place, reason, words, number))


def _is_caption(section: Section, line: str) -> bool:
    """Whether a line is 表二：主动公开政府信息情况, as our own web pages and some offices have it over a table."""
    caption = _TABLE_NUMBER.match(line)
    words = section.heading.partition("、")[2]
    return caption is not None and normalise_label(line[caption.end() :]) == normalise_label(words)


def _renamed(renames: Mapping[LabelRename, str]) -> Iterator[SourceNote]:
    for rename, label in renames.items():
        yield SourceNote("label", "", f"表格里有“{label}”：{rename.note}。")


def _figure_words(form: Form, cell: str, found: CellSource) -> str:
    value = read_cell_value(found.text, form.cells[cell].column.unit)
    return found.text.strip() or "空格" if value.figure is None else print_figure(value.figure)


def _origin(found: CellSource) -> Origin:
    return Origin(found.item, found.text.strip(), found.cell)


def _figures(form: Form, placed: Mapping[str, CellSource]) -> tuple[dict[str, Figure | None], list[SourceNote]]:
    """The figures at their cells, with notes on doubts and on words that are no figure, whose cells stay blank."""
    figures: dict[str, Figure | None] = {}
    notes: list[SourceNote] = []
    for cell, found in placed.items():
        value = read_cell_value(found.text, form.cells[cell].column.unit)
        if not value.is_figure:
            notes.append(SourceNote("original", cell, "", found.text.strip(), found.item))
            continue
        figures[cell] = value.figure
        if value.doubt:
            notes.append(SourceNote("doubtful", cell, value.doubt, item=found.item))
    return figures, notes
