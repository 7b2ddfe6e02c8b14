"""Reports of the years before the forms of today: their texts by their headings, and what was left out."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from disclosure_desk.form import Form
from disclosure_desk.readers.fashion import Fashion, load_fashion
from disclosure_desk.readers.reading import UNSURE, Origin, Reading
from disclosure_desk.readers.stream import Item, Row
from disclosure_desk.readers.title import Title, find_title
from disclosure_desk.report import Note, new_report

_LEAD, _PREFACE = "overview.lead", "preface"
_SHOWN = 30


class _Line(NamedTuple):
    """A line of the source with its number in the stream; `kept`: as prose, and not part of a table or an annex."""

    number: int
    text: str
    kept: bool


def read_earlier(form: Form, items: Sequence[Item]) -> Reading | None:
    """The reading of a stream without any table of today's forms; None if it is no earlier report with a title."""
    fashion = load_fashion(form)
    lines = _lines(items, fashion)
    kept = [line for line in lines if line.kept]
    headings = [place for place, line in enumerate(kept) if fashion.heading(line.text)]
    title = find_title([line.text for line in kept[: headings[0]]]) if headings else None
    if title is None or not fashion.fits([fashion.heading(kept[place].text) for place in headings], title.year):
        return None
    writing = _Writing(form, fashion)
    for line in kept[title.end :]:
        writing.take(line)
    notes = (
        Note("label", "", fashion.says),
        *(Note("unplaced", "", f"标题前面的这一行没有地方放：{line.text}") for line in kept[: title.start]),
        *writing.notes,
        *_left_out(lines),
    )
    return writing.reading(title, notes)._replace(items=tuple(items))


class _Writing:
    """Takes the lines after the title one by one to the text that their heading stands for."""

    def __init__(self, form: Form, fashion: Fashion) -> None:
        self._form, self._fashion = form, fashion
        self._place = _PREFACE
        self._written: dict[str, list[_Line]] = {_PREFACE: []}
        self.notes: list[Note] = []

    def take(self, line: _Line) -> None:
        """Put a line where it belongs; the heading of a part of its own is not put there."""
        heading = self._fashion.heading(line.text)
        if heading:
            self._open(line, self._fashion.place(heading))
        else:
            self._written[self._place].append(line)

    def _open(self, line: _Line, place: str) -> None:
        self._place = place or _LEAD
        if place and place not in self._written:
            self._written[place] = []
            return
        self._written.setdefault(self._place, []).append(line)
        name = self._form.texts[self._place].name
        self.notes.append(Note("doubtful", self._place, f"“{line.text}”在现行格式里没有单独的地方，放在“{name}”里了"))

    def reading(self, title: Title, notes: tuple[Note, ...]) -> Reading:
        """The report with these texts, and no figure."""
        texts = {place: "\n".join(line.text for line in lines) for place, lines in self._written.items()}
        origins = {place: Origin(lines[0].number, lines[0].text) for place, lines in self._written.items() if lines}
        report = new_report(self._form, title.unit, title.year, dict(texts), notes)
        unsure = frozenset(note.place for note in notes if note.kind in UNSURE)
        return Reading(report, notes, origins=origins, unsure=unsure)


def _lines(items: Sequence[Item], fashion: Fashion) -> list[_Line]:
    lines: list[_Line] = []
    annexed = False
    for number, item in enumerate(items):
        annexed = annexed or fashion.is_annex(item.text)
        lines.append(_Line(number, " ".join(item.text.split()), not annexed and not _is_of_table(items, number)))
    return lines


def _is_of_table(items: Sequence[Item], number: int) -> bool:
    """Whether an item is a row of several cells, or of one beside such a row; a page may lay out prose in a row."""
    near = items[max(number - 1, 0) : number + 2]
    return isinstance(items[number], Row) and any(_cells_in(item) > 1 for item in near)


def _cells_in(item: Item) -> int:
    return sum(bool(cell.strip()) for cell in item.cells) if isinstance(item, Row) else 0


def _left_out(lines: Sequence[_Line]) -> Iterator[Note]:
    """The tables and annexes, each told by its ends."""
    for kept, run in groupby(lines, lambda line: line.kept):
        left = list(run)
        if not kept:
            ends = f"从“{left[0].text[:_SHOWN]}”到“{left[-1].text[:_SHOWN]}”"
            yield Note("unplaced", "", f"表格和附件没有读入：{ends}，共 {len(left)} 行")
