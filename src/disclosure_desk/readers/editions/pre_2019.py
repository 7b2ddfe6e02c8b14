"""Reports of the years before the forms of today: their texts by their headings, and what was left out."""

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Note, new_report
from disclosure_desk.readers.editions.pre_2019_format import Fashion, load_fashion
from disclosure_desk.readers.model.reading import UNSURE, Origin, Reading
from disclosure_desk.readers.model.source_items import SourceItem, SourceRow
from disclosure_desk.readers.structure.page_noise import Line, is_page_number, sift_end
from disclosure_desk.readers.structure.preface import read_preface
from disclosure_desk.readers.structure.title import best_title

_LEAD, _PREFACE = "overview.lead", "preface"
_SHOWN = 30


def read_earlier(form: Form, items: Sequence[SourceItem]) -> Reading | None:
    """The reading of a stream that has no table of today's forms; None if it is no earlier report with a title."""
    fashion = load_fashion(form)
    lines = list(_prose(items, fashion))
    prose = [line for line in lines if not is_page_number(line[1])]
    places = [place for place, (_, line) in enumerate(prose) if fashion.heading(line)]
    headings = [fashion.heading(prose[place][1]) for place in places]
    before = prose[: places[0]] if places else []
    if not fashion.knows(headings) or not best_title([line for _, line in before]):
        return None
    preface = read_preface(form, before, prose[places[0]][1])
    if not fashion.fits(headings, preface.year):
        return None
    writing = _Writing(form, fashion)
    writing.take(prose[places[0] :], preface.unit)
    texts = {_PREFACE: preface.lines, **writing.texts}
    notes = (
        Note("label", "", fashion.says),
        *(note for _, note in preface.notes),
        *writing.notes,
        *_around(sorted([*preface.left, *writing.left, *({*lines} - {*prose})])),
        *_left_out(items, {number for number, _ in lines}),
    )
    return Reading(
        new_report(form, preface.unit, preface.year, {text: _joined(lines) for text, lines in texts.items()}, notes),
        notes,
        tuple(items),
        {text: Origin(*lines[0]) for text, lines in texts.items() if lines},
        frozenset(note.place for note in notes if note.kind in UNSURE and note.place),
    )


class _Writing:
    """Takes the lines from the first heading on to the texts that their headings stand for."""

    def __init__(self, form: Form, fashion: Fashion) -> None:
        self._form, self._fashion = form, fashion
        self.texts: dict[str, list[Line]] = {}
        self.left: list[Line] = []
        self.notes: list[Note] = []
        self._astray: dict[str, list[str]] = {}

    def take(self, lines: Iterable[Line], unit: str) -> None:
        """Put each line where it belongs; the heading of a part of its own is not put there."""
        place = _LEAD
        for number, line in lines:
            heading = self._fashion.heading(line)
            if heading:
                place = self._open((number, line), self._fashion.place(heading))
            else:
                self.texts[place].append((number, line))
        for text, headings in self._astray.items():
            name, listed = self._form.texts[text].name, "”“".join(headings)
            self.notes.append(Note("doubtful", text, f"“{listed}”在现行格式里没有单独的地方，放在“{name}”里了"))
        sifted = sift_end(self.texts[place], unit)
        self.texts[place], self.left = sifted.kept, sifted.left
        for _, line in sifted.doubtful:
            self.notes.append(Note("doubtful", place, f"这一行在页面末尾，请看一看是不是报告的内容：{line}"))

    def _open(self, line: Line, place: str) -> str:
        """The text that a heading opens; one without a place of its own stays over its words."""
        if place and place not in self.texts:
            self.texts[place] = []
            return place
        place = place or _LEAD
        self.texts.setdefault(place, []).append(line)
        self._astray.setdefault(place, []).append(line[1])
        return place


def _prose(items: Sequence[SourceItem], fashion: Fashion) -> Iterator[Line]:
    """The lines that are no part of a table or an annex."""
    for number, item in enumerate(items):
        line = " ".join(item.text.split())
        if fashion.is_annex(line):
            return
        if not _is_of_table(items, number):
            yield number, line


def _is_of_table(items: Sequence[SourceItem], number: int) -> bool:
    """Whether an item is a row of several cells, or stands between two; a page may lay out prose in rows."""
    around = items[max(number - 1, 0)], items[min(number + 1, len(items) - 1)]
    return _cells_in(items[number]) > 1 or (isinstance(items[number], SourceRow) and min(map(_cells_in, around)) > 1)


def _cells_in(item: SourceItem) -> int:
    return sum(bool(cell.strip()) for cell in item.cells) if isinstance(item, SourceRow) else 0


def _joined(lines: Iterable[Line]) -> str:
    return "\n".join(line for _, line in lines)


def _around(left: Sequence[Line]) -> Iterator[Note]:
    if left:
        yield Note("unplaced", "", f"这些是页面或者落款，不是正文，没有取用：{' ／ '.join(line for _, line in left)}")


def _left_out(items: Sequence[SourceItem], read: Container[int]) -> Iterator[Note]:
    """The tables and annexes, each told by its ends."""
    for is_read, run in groupby(enumerate(items), lambda numbered: numbered[0] in read):
        rows = [" ".join(item.text.split())[:_SHOWN] for _, item in run]
        if not is_read:
            yield Note("unplaced", "", f"表格和附件没有读入：从“{rows[0]}”到“{rows[-1]}”，共 {len(rows)} 行")
