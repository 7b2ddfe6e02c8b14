"""A row of several groups with sums that lacks a cell, or has one too many: the groups that are whole stay.

Input: the cells of the form that a row should fill, and the figures it has. Output: the figures of the groups that add
up, none of them sure, and the torn group blank; None where the row has no groups, or nothing shows which one is torn.
Invariant: no figure moves past another, and what stands in the torn group is never guessed.

The groups before the torn one are counted from the row's beginning, those behind it from its end: of table four without
a cell of 未经复议直接起诉, 行政复议 and 复议后起诉 are right where their sums are.
"""

from collections.abc import Mapping, Sequence

from disclosure_desk.core.form import Form
from disclosure_desk.readers.tables.figure_repair import RepairedRow, adds_up
from disclosure_desk.readers.tables.segments import CellSource


def keep_whole_groups(form: Form, cells: Sequence[str], figures: Sequence[CellSource]) -> RepairedRow | None:
    """The row with the groups that are whole whichever group the torn one may be."""
    groups = _groups(form, cells)
    if len(figures) == len(cells) or len(groups) < 2:  # noqa: PLR2004 - a row of one group is torn itself
        return None
    ways = [way for torn in groups if (way := _with_torn(form, cells, figures, groups, torn))]
    kept = {cell: ways[0][cell] for cell in cells if ways and all(cell in way for way in ways)}
    kept = {cell: one for cell, one in kept.items() if all(way[cell] == one for way in ways)}
    if not any(one.text.strip() not in ("", "0") for one in kept.values()):
        return None
    blank = figures[0]._replace(text="", is_sure=False, cell=None)
    return RepairedRow({cell: kept[cell]._replace(is_sure=False) if cell in kept else blank for cell in cells}, {})


def _groups(form: Form, cells: Sequence[str]) -> list[range]:
    """The places of the cells of each sum and its parts; none where they are not all the row, one behind the other."""
    ends = [place for place, cell in enumerate(cells) if form.cells[cell].row_parts]
    starts = [0, *(end + 1 for end in ends)]
    groups = [range(start, end + 1) for start, end in zip(starts, ends, strict=False)]
    is_whole = all({*form.cells[cells[one[-1]]].row_parts} == {*cells[one.start : one.stop - 1]} for one in groups)
    return groups if is_whole and starts[-1] == len(cells) else []


def _with_torn(
    form: Form, cells: Sequence[str], figures: Sequence[CellSource], groups: Sequence[range], torn: range
) -> Mapping[str, CellSource]:
    """The figures of all groups but the torn one, by their cells; none where one of them does not add up."""
    more = len(figures) - len(cells)
    if len(torn) + more < 0:
        return {}
    found: dict[str, CellSource] = {}
    for group in groups:
        if group != torn:
            moved = more if group.start > torn.start else 0
            own = {cells[place]: figures[place + moved] for place in group}
            if not adds_up(form, {cell: one.text for cell, one in own.items()}):
                return {}
            found |= own
    return found
