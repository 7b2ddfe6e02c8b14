"""What is known of an identity whose cells are not all filled: parts may already be more than their total.

A blank cell is not 0, but it is not negative either: where the blank cells are all on one side of an identity and the
filled ones of that side are already more than the other side, nothing that is filled in later makes it true.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from disclosure_desk.checks.rule import Identity
from disclosure_desk.core.figure import Figure
from disclosure_desk.core.form import Form, cell_id
from disclosure_desk.core.report import Report


class KnownTerms(NamedTuple):
    """An identity over the cells that are keyed: each filled cell, and each blank one, with how often it counts.

    A cell of the right side counts negative. A total left to the program is no cell of its own: its parts count in
    its place. `off` is by how much the filled cells of the left side are more than those of the right.
    """

    filled: Mapping[str, int]
    blank: Mapping[str, int]
    off: Figure

    @property
    def is_broken(self) -> bool:
        """Whether the identity does not hold, whatever the blank cells will have."""
        return self.off != 0 and all((count > 0) == (self.off > 0) for count in self.blank.values())


def known_terms(identity: Identity, report: Report) -> KnownTerms:
    """The identity as the report fills it; the cells that another row has with it are neither filled nor blank."""
    stands, form = report.cells, report.form
    counts: dict[str, int] = {}
    for cells, sign in ((identity.left, 1), (identity.right, -1)):
        for cell in _keyed(cells, form, stands):
            counts[cell] = counts.get(cell, 0) + sign
    filled: dict[str, int] = {}
    blank: dict[str, int] = {}
    off: Figure = 0
    for cell, count in counts.items():
        figure = stands[cell]
        if count and figure is not None:
            filled[cell] = count
            off += figure * count
        elif count:
            blank[cell] = count
    if blank:
        contained = contained_cells(report)
        blank = {cell: count for cell, count in blank.items() if cell not in contained}
    return KnownTerms(filled, blank, off)


def _keyed(cells: Iterable[str], form: Form, stands: Mapping[str, Figure | None]) -> list[str]:
    """The cells, but in place of a total left to the program the cells it sums."""
    found = []
    for place in cells:
        if stands[place] is None and (cell := form.cells[place]).is_sum:
            found += _keyed(cell.row_parts or cell.column_parts, form, stands)
        else:
            found.append(place)
    return found


def contained_cells(report: Report) -> frozenset[str]:
    """The blank cells of rows that the source of the report had in another row, whose cell there is filled.

    With the one-row （六）其他处理 of older tables, its first two rows stay blank for good: 3.其他 has their figures.
    The reader's note tells such a source; in a report that is being filled, a blank cell only waits for its figure.
    """
    form, stands = report.form, report.cells
    renames = [one for one in form.renames if one.contains and _is_noted(one.labels, report)]
    contained = set()
    for rename in renames:
        for cell in form.cells.values():
            target = cell_id(cell.grid, rename.target_row, cell.column.id)
            if cell.row.id in rename.contains and stands[cell.id] is None and stands.get(target) is not None:
                contained.add(cell.id)
    return frozenset(contained)


def _is_noted(labels: tuple[str, ...], report: Report) -> bool:
    return any(f"“{label}”" in note.text for note in report.notes for label in labels)
