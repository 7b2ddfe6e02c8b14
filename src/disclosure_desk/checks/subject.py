"""What the rules look at: a report's printed figures, worked out once, with last year's beside them."""

from collections.abc import Iterable

from disclosure_desk.checks.finding import Finding
from disclosure_desk.figure import Figure, print_figure
from disclosure_desk.form import Rule
from disclosure_desk.report import Report


class Subject:
    """A report under check; its figures do not change while the rules run."""

    def __init__(self, report: Report, previous: Report | None) -> None:
        self.report, self.previous = report, previous
        self.form = report.form
        self.figures = report.figures()
        self.unit_kind = self.form.unit_kind(report.unit)

    def known(self, cells: Iterable[str]) -> list[Figure] | None:
        """The figures of cells; None if one is blank, which leaves a rule undecided."""
        figures = [self.figures[cell] for cell in cells]
        known = [figure for figure in figures if figure is not None]
        return known if len(known) == len(figures) else None

    def before(self, cell: str) -> Figure | None:
        """Last year's figure of a cell, None without last year's report."""
        if self.previous is None or cell not in self.previous.cells:
            return None
        return self.previous.figure(cell)

    def term(self, cell: str) -> str:
        """A row and what stands in it, for a message that adds rows up."""
        return f"{self.form.cells[cell].row.name} {print_figure(self.figures[cell])}"

    def listed(self, cells: Iterable[str]) -> str:
        """Cells by column and figure, for a message about one row."""
        return "、".join(f"{self.form.cells[cell].column.name} {print_figure(self.figures[cell])}" for cell in cells)

    def finding(self, rule: Rule, cells: Iterable[str], **words: object) -> Finding:
        """A finding of a rule about cells; the first cell gives the message its grid, row and column."""
        places = tuple(cells)
        cell = self.form.cells[places[0]]
        named = {
            "grid": self.form.grids[cell.grid].name,
            "row": cell.row.name,
            "column": cell.column.name,
            "place": self.form.place_name(cell.id),
            "stands": print_figure(self.figures[cell.id]),
            "unit_kind": self.unit_kind.name,
        }
        message = rule.message.format(**(named | words))
        return Finding(rule.id, rule.severity, self.form.section_of(cell.id).id, places, message, rule.basis)
