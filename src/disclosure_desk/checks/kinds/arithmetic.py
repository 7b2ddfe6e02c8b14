"""The kinds of rule that follow from the form itself: balances, sums, admissible figures, no blanks."""

from collections.abc import Iterator
from typing import Literal

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.known_terms import KnownTerms, known_terms
from disclosure_desk.checks.rule import Identity, RuleContext, RuleKind, rule_kind
from disclosure_desk.checks.rule_fields import CellIds, GridId, RowIds
from disclosure_desk.core.figure import Figure, figure, places, print_figure
from disclosure_desk.core.form import Cell, Form, cell_id

_KNOWN, _AT_LEAST = "（还有空格）", "至少"
"""What a message adds where cells are blank."""
_LISTED = 3
"""How many blank cells a message names before it only counts them."""


@rule_kind("balance")
class Balance(RuleKind):
    """In each column of the grid, the rows on the left add up to what the rows on the right do."""

    is_identity = shows_misread_figures = True

    grid: GridId
    left: RowIds
    right: RowIds
    left_name: str
    right_name: str

    @property
    def side_names(self) -> tuple[str, str]:
        """What the two sums are called under the table."""
        return self.left_name, self.right_name

    def identities(self, form: Form) -> Iterator[Identity]:
        """One equation for each column."""
        for block in form.grids[self.grid].blocks:
            for column in block.columns:
                left, right = (
                    tuple(cell_id(self.grid, row, column.id) for row in rows) for rows in (self.left, self.right)
                )
                yield Identity(self, left, right)

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each column that does not balance."""
        for identity, terms in _broken(self, context):
            left, right = _sides(terms, context)
            words: dict[str, object] = {
                "left_terms": " ＋ ".join(context.row_and_figure(cell) for cell in identity.left),
                "right_terms": " ＋ ".join(context.row_and_figure(cell) for cell in identity.right),
                "left": _printed(left),
                "right": _printed(right),
                "difference": _difference(left, right),
                "least": _AT_LEAST if terms.blank else "",
            }
            yield context.finding(self, identity.cells, **words)


@rule_kind("sum")
class SumOfParts(RuleKind):
    """Each total of the grid is the sum of its parts: of the rows above it, or of the columns to its left."""

    is_identity = shows_misread_figures = True

    grid: GridId
    axis: Literal["rows", "columns"]

    def identities(self, form: Form) -> Iterator[Identity]:
        """One equation for each total."""
        for cell in form.cells.values():
            parts = cell.column_parts if self.axis == "rows" else cell.row_parts
            if cell.grid == self.grid and parts:
                yield Identity(self, (cell.id,), parts)

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each wrong total."""
        for identity, terms in _broken(self, context):
            stands, expected = _sides(terms, context)
            words = {
                "expected": _printed(expected),
                "difference": _difference(stands, expected),
                "known": _KNOWN if terms.blank else "",
                "least": _AT_LEAST if terms.blank else "",
            }
            yield context.finding(self, identity.cells, **words)


def _broken(rule: RuleKind, context: RuleContext) -> Iterator[tuple[Identity, KnownTerms]]:
    """The identities of a rule that do not hold, whatever their blank cells will have."""
    for identity in context.unsettled.get(rule, ()):
        if any(context.known(side) is not None for side in (identity.left, identity.right)):
            terms = known_terms(identity, context.report)
            if terms.is_broken:
                yield identity, terms


def _sides(terms: KnownTerms, context: RuleContext) -> tuple[Figure, Figure]:
    """What the filled cells of the left side and of the right add up to."""
    stands = context.report.cells
    left = sum((stands[cell] or 0) * count for cell, count in terms.filled.items() if count > 0)
    return left, left - terms.off


@rule_kind("whole")
class AdmissibleFigures(RuleKind):
    """Each figure is one its cell may hold: not negative, no more decimals than the form allows."""

    shows_misread_figures = True

    cells: CellIds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each figure that its cell cannot hold."""
        for cell in self.cells:
            decimals, value = context.form.cells[cell].decimals, context.figures[cell]
            if value is not None and (value < 0 or (type(value) is not int and places(value) > decimals)):
                yield context.finding(self, [cell], expected=_admitted(context.form.cells[cell]))


def _admitted(cell: Cell) -> str:
    return f"不小于 0、最多 {cell.decimals} 位小数的数" if cell.decimals else "不小于 0 的整数"


@rule_kind("filled")
class FilledCells(RuleKind):
    """No cell that has to be keyed is blank; a sum is blank only while its parts are, so it is not asked for."""

    counts_blanks = True
    marks_cells = False  # a blank cell looks blank already

    cells: CellIds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """One finding for each grid with blank cells."""
        for grid in context.form.grids:
            cells = [context.form.cells[cell] for cell in self.cells if context.figures[cell] is None]
            blank = [cell for cell in cells if cell.grid == grid and not cell.is_sum]
            if blank:
                names = "、".join(cell.name for cell in blank[:_LISTED])
                more = " 等" if len(blank) > _LISTED else ""
                yield context.finding(self, [cell.id for cell in blank], count=len(blank), places=names + more)


def _printed(value: Figure) -> str:
    return print_figure(figure(value))


def _difference(one: Figure, other: Figure) -> str:
    return _printed(max(one, other) - min(one, other))
