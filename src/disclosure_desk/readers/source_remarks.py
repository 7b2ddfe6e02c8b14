"""Tells what a file itself makes doubtful about a reading: words nobody sees, mixed figures, what is not read at all.

Input: a Reading whose items carry doubts, and the remarks of the file's reader. Output: the same Reading with a note on
each, and with the cells in doubt among its unsure places. Invariant: no figure is changed here.
"""

from collections.abc import Iterator, Mapping, Sequence

from disclosure_desk.readers.model.reading import Reading
from disclosure_desk.readers.model.remark import SourceNote
from disclosure_desk.readers.model.source_items import DoubtCause, ItemDoubt, SourceRemark, SourceRow

_REASONS: Mapping[DoubtCause, str] = {
    "hidden": "这里有看不见的字，没有取",
    "watermark": "这里压着水印，水印的字没有取",
    "mixed": "这个数由大小、颜色不同的几段拼成，请对照原文看一看",
    "pale": "这个数的颜色比别处浅得多，可能是水印，请对照原文看一看",
    "rounded": "表格里存的数比显示出来的多几位，取了存的，请看一看；显示出来的是",
    "styled": "网页把这个数转了向、盖住或者放在别的后面，可能看不见或者看着不同，请对照原文看一看",
    "ragged": "这一行和表格其他各行的格数不一样，数可能错了位，请对照原文看一看",
}


_LEFT_OUT: frozenset[DoubtCause] = frozenset({"hidden", "watermark"})


def with_source_remarks(reading: Reading, remarks: Sequence[SourceRemark]) -> Reading:
    """The reading with all that its source makes doubtful, and that its reader left out, told."""
    notes = [*_notes(reading), *(SourceNote("unplaced", "", remark.text) for remark in remarks)]
    if not notes:
        return reading
    report = reading.report.with_notes((*(note.note for note in dict.fromkeys(notes)), *reading.report.notes))
    unsure = reading.unsure.union(note.place for note in notes if note.place)
    return reading._replace(report=report, notes=(*notes, *reading.notes), unsure=unsure)


def _notes(reading: Reading) -> Iterator[SourceNote]:
    """A note on each doubt: at the cells of the form that it makes unsure, else where it is in the source."""
    cells: dict[int, list[tuple[str, int | None]]] = {}
    for place, origin in reading.origins.items():
        if place in reading.report.cells:
            cells.setdefault(origin.item, []).append((place, origin.cell))
    noted = {note.item for note in reading.notes if note.kind == "doubtful" and not note.place}
    for number, item in enumerate(reading.items):
        # A line, or a row that came in one cell, was split by the reader of tables: its indexes are not the item's.
        is_whole = isinstance(item, SourceRow) and len(item.cells) > 1
        for doubt in item.doubts:
            is_about_all = doubt.cell is None or not is_whole
            in_doubt = [place for place, cell in cells.get(number, ()) if is_about_all or cell in (None, doubt.cell)]
            # Of a row that was repaired because it is ragged the reader of tables has told.
            if doubt.cause == "ragged" and number in noted and reading.unsure.issuperset(in_doubt):
                continue
            yield from (_note(doubt, number, place) for place in in_doubt)
            # In words the other causes change nothing, and of a row without a place the reader of tables tells.
            if not in_doubt and doubt.cause in _LEFT_OUT:
                yield _note(doubt, number, "")


def _note(doubt: ItemDoubt, item: int, place: str) -> SourceNote:
    return SourceNote("doubtful", place, _REASONS[doubt.cause], " ".join(doubt.words.split()), item)
