"""The kind of rule about a source that contradicts itself: the same cell twice, with different figures."""

from collections.abc import Iterator

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.rule import RuleContext, RuleKind, rule_kind
from disclosure_desk.checks.rule_fields import CellIds
from disclosure_desk.core.figure import FigureError, parse_number
from disclosure_desk.core.report import CONTRADICTED, Note


@rule_kind("contradicted")
class ContradictedCells(RuleKind):
    """For no cell the report's source had two figures, unless the clerk has decided: put another, or explained it."""

    cells: CellIds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each row with such cells."""
        about = set(self.cells)
        rows: dict[tuple[str, str], dict[str, str]] = {}
        for note in context.report.notes:
            if note.kind == CONTRADICTED and note.place in about and _stands_as_read(note, context):
                cell = context.form.cells[note.place]
                rows.setdefault((cell.grid, cell.row.id), {})[cell.id] = _words(note)
        for cells in rows.values():
            named = (
                f"{context.form.cells[cell].column.name} {' 和 '.join(words.split('、'))}"
                for cell, words in cells.items()
            )
            yield context.finding(self, cells, differences="，".join(named))


def _words(note: Note) -> str:
    return note.text.rpartition("：")[2]


def _stands_as_read(note: Note, context: RuleContext) -> bool:
    """Whether the cell still has the figure that was taken; another one is the clerk's decision."""
    try:
        taken = parse_number(_words(note).partition("、")[0])
    except FigureError:
        taken = None  # words that are no figure came in blank
    return context.report.cells[note.place] == taken
