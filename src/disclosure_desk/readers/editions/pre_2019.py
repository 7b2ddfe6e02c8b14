"""Reports of the years before the form of 2019: their texts by their headings, and notes on what is not read.

Input: the items of a source that has no table of the forms since 2019. Output: the Reading, or None if the source is no
such report with a title.
Invariant: no figure is read, because those tables count other things; tables and annexes are listed by their first and
last line. A text is put where its heading leads, else behind the first text, under its heading, with a doubt.

1. Numbered headings are found; enough of them must be known, none may be of a later form (before-2019.toml).
2. Title and preface are read as of any report; the year, or words such as 收费 and 减免 in headings, must fit.
3. Line by line: 二、主动公开政府信息情况 opens overview.proactive; 四、因政府信息公开申请行政复议…的情况 has no place
   of its own and stays over its words in overview.lead.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import new_report
from disclosure_desk.readers.editions.pre_2019_format import Pre2019Format, load_pre_2019_format
from disclosure_desk.readers.model.reading import UNSURE, Origin, Reading
from disclosure_desk.readers.model.remark import SourceNote
from disclosure_desk.readers.model.source_items import SourceItem, SourceRow
from disclosure_desk.readers.structure.page_noise import NumberedLine, is_page_number, sift_end
from disclosure_desk.readers.structure.preface import read_preface
from disclosure_desk.readers.structure.title import best_title

_QUOTED_LETTERS = 30


def read_pre_2019(form: Form, items: Sequence[SourceItem]) -> Reading | None:
    """The reading of a source without a table of the forms since 2019; None if it is no such report with a title."""
    old_format = load_pre_2019_format(form)
    lines = list(_prose(items, old_format))
    prose = [line for line in lines if not is_page_number(line[1])]
    places = [place for place, (_, line) in enumerate(prose) if old_format.heading(line)]
    headings = [old_format.heading(prose[place][1]) for place in places]
    before = prose[: places[0]] if places else []
    if not old_format.knows(headings) or not best_title([line for _, line in before]):
        return None
    preface = read_preface(form, before, prose[places[0]][1])
    if not old_format.is_of_year(headings, preface.year):
        return None
    body = _TextSorter(form, old_format)
    body.sort(prose[places[0] :], preface.unit)
    texts = {form.preface.id: preface.lines, **body.texts}
    notes = (
        SourceNote("label", "", old_format.note),
        *preface.notes,
        *body.notes,
        *_removed(sorted([*preface.removed, *body.removed, *({*lines} - {*prose})])),
        *_not_read(items, {number for number, _ in lines}),
    )
    words = {text: "\n".join(line for _, line in lines) for text, lines in texts.items()}
    return Reading(
        new_report(form, preface.unit, preface.year, words, (one.note for one in dict.fromkeys(notes))),
        notes,
        tuple(items),
        {text: Origin(*lines[0]) for text, lines in texts.items() if lines},
        frozenset(note.place for note in notes if note.kind in UNSURE and note.place),
    )


class _TextSorter:
    """Sorts the lines from the first heading on into the texts that their headings lead to."""

    def __init__(self, form: Form, old_format: Pre2019Format) -> None:
        self._form, self._format = form, old_format
        self.texts: dict[str, list[NumberedLine]] = {}
        self.removed: list[NumberedLine] = []
        self.notes: list[SourceNote] = []
        self._displaced: dict[str, list[str]] = {}

    def sort(self, lines: Iterable[NumberedLine], unit: str) -> None:
        """Put each line into its text; a heading that opens a text of the form is left out."""
        place = self._format.lead
        for number, line in lines:
            heading = self._format.heading(line)
            if heading:
                place = self._open((number, line), self._format.place(heading))
            else:
                self.texts[place].append((number, line))
        for text, headings in self._displaced.items():
            name, listed = self._form.texts[text].name, "”“".join(headings)
            self.notes.append(SourceNote("doubtful", text, f"“{listed}”在现行格式里没有单独的地方，放在“{name}”里了"))
        sifted = sift_end(self.texts[place], unit)
        self.texts[place], self.removed = sifted.kept, sifted.removed
        for number, line in sifted.doubtful:
            reason = "这一行在页面末尾，请看一看是不是报告的内容"
            self.notes.append(SourceNote("doubtful", place, reason, line, number))

    def _open(self, line: NumberedLine, place: str) -> str:
        """The text that a heading opens; one without a place of its own stays over its words."""
        if place and place not in self.texts:
            self.texts[place] = []
            return place
        place = place or self._format.lead
        self.texts.setdefault(place, []).append(line)
        self._displaced.setdefault(place, []).append(line[1])
        return place


def _prose(items: Sequence[SourceItem], old_format: Pre2019Format) -> Iterator[NumberedLine]:
    """The lines that are no part of a table or an annex."""
    for number, item in enumerate(items):
        line = " ".join(item.text.split())
        if old_format.is_annex(line):
            return
        if not _is_in_table(items, number):
            yield number, line


def _is_in_table(items: Sequence[SourceItem], number: int) -> bool:
    """Whether an item is a row of several cells, or between two; a page may lay out prose in rows of one cell."""
    around = items[max(number - 1, 0)], items[min(number + 1, len(items) - 1)]
    return _count_cells(items[number]) > 1 or (
        isinstance(items[number], SourceRow) and min(map(_count_cells, around)) > 1
    )


def _count_cells(item: SourceItem) -> int:
    return sum(bool(cell.strip()) for cell in item.cells) if isinstance(item, SourceRow) else 0


def _removed(lines: Sequence[NumberedLine]) -> Iterator[SourceNote]:
    for number, line in lines:
        yield SourceNote("unplaced", "", "这一行是页面、目录或者落款，不是正文，没有取用", line, number)


def _not_read(items: Sequence[SourceItem], read: Container[int]) -> Iterator[SourceNote]:
    """A note on each table and annex, with its first and last line."""
    for is_read, run in groupby(enumerate(items), lambda numbered: numbered[0] in read):
        numbered = [(number, " ".join(item.text.split())[:_QUOTED_LETTERS]) for number, item in run]
        if not is_read:
            words = f"从“{numbered[0][1]}”到“{numbered[-1][1]}”，共 {len(numbered)} 行"
            yield SourceNote("unplaced", "", "表格和附件没有读入", words, numbered[0][0])
