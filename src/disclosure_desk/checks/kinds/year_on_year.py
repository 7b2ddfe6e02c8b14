"""The kinds of rule that hold this year's figures against last year's report; without one they are undecided."""

from collections.abc import Iterator
from decimal import Decimal

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.rule import RuleContext, RuleKind, rule_kind
from disclosure_desk.checks.rule_fields import CellId, CellIds, GridId, RowId
from disclosure_desk.core.figure import Figure, figure, print_figure
from disclosure_desk.core.form import Form, cell_id

_Pair = tuple[str, str]
"""A cell of this year and the cell of last year's report that it has to equal."""


class _CarryOver(RuleKind):
    """In each column, `row` has the figure that `row_before` had in last year's report."""

    grid: GridId
    row: RowId
    row_before: RowId

    def differing(self, context: RuleContext) -> tuple[list[_Pair], list[_Pair]]:
        """The columns in which the figures differ: those of totals, and the single ones."""
        pairs = [
            (here, there)
            for here, there in self.pairs(context.form)
            if _differs(context.figures[here], context.before(there))
        ]
        totals = [pair for pair in pairs if context.form.cells[pair[0]].row_parts]
        return totals, [pair for pair in pairs if pair not in totals]

    def pairs(self, form: Form) -> list[_Pair]:
        """Each cell of the row with the one of last year's report that it has to equal."""
        columns = [column for block in form.grids[self.grid].blocks for column in block.columns]
        return [(cell_id(self.grid, self.row, one.id), cell_id(self.grid, self.row_before, one.id)) for one in columns]

    def words(self, context: RuleContext, there: str) -> dict[str, object]:
        """What the message says of last year's cell."""
        row = context.form.cells[there].row.name
        return {"row_before": row, "expected": print_figure(context.before(there))}


def _differs(stands: Figure | None, before: Figure | None) -> bool:
    return stands is not None and before is not None and stands != before


@rule_kind("carry_over_total")
class CarryOverTotal(_CarryOver):
    """The total carried over is last year's total left open."""

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each differing total, which names the differing columns too."""
        totals, singles = self.differing(context)
        for here, there in totals:
            yield context.finding(self, [here, *(one for one, _ in singles)], **self.words(context, there))


@rule_kind("carry_over_columns")
class CarryOverColumns(_CarryOver):
    """In each single column, what is carried over is what last year's report left open there."""

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each differing column."""
        for here, there in self.differing(context)[1]:
            yield context.finding(self, [here], **self.words(context, there))


@rule_kind("in_force")
class InForce(RuleKind):
    """In force (`cells`) is what was in force last year, with what was made and without what is gone, row by row."""

    cells: CellIds
    made: CellIds
    gone: CellIds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each row that does not add up."""
        for cell, made, gone in zip(self.cells, self.made, self.gone, strict=True):
            known, before = context.known([cell, made, gone]), context.before(cell)
            if known is not None and before is not None and known[0] != before + known[1] - known[2]:
                expected = print_figure(figure(before + known[1] - known[2]))
                yield context.finding(self, [cell, made, gone], **_terms(before, known[1], known[2]), expected=expected)


@rule_kind("repealed")
class RepealedAtMost(RuleKind):
    """No more is gone (`cells`) than was in force last year and made this year, row by row."""

    cells: CellIds
    in_force: CellIds
    made: CellIds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each row with too many."""
        for cell, in_force, made in zip(self.cells, self.in_force, self.made, strict=True):
            known, before = context.known([cell, made]), context.before(in_force)
            if known is not None and before is not None and known[0] > before + known[1]:
                most = print_figure(figure(before + known[1]))
                yield context.finding(self, [cell, made], **_terms(before, known[1], known[0]), most=most)


def _terms(before: Figure, made: Figure, gone: Figure) -> dict[str, object]:
    return {"before": print_figure(before), "made": print_figure(made), "gone": print_figure(gone)}


@rule_kind("pending_before")
class PendingBefore(RuleKind):
    """Each block of disputes (`cells`) has at least those that last year's report left `pending`."""

    cells: CellIds
    pending: CellIds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each block with fewer."""
        for cell, pending in zip(self.cells, self.pending, strict=True):
            stands, before = context.figures[cell], context.before(pending)
            if stands is not None and before is not None and stands < before:
                yield context.finding(self, [cell], before=print_figure(before))


@rule_kind("after_first_step")
class AfterFirstStep(RuleKind):
    """No more cases go on after the first step than took that step this year and the last."""

    cell: CellId
    first_step: CellId

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding."""
        known, before = context.known([self.cell, self.first_step]), context.before(self.first_step)
        if known is not None and before is not None and known[0] > known[1] + before:
            words = {"now": print_figure(known[1]), "before": print_figure(before)}
            yield context.finding(self, [self.cell, self.first_step], **words)


@rule_kind("jump")
class Jump(RuleKind):
    """A figure comes from nothing, goes to nothing, or changes by `at_least` so much and more than `share`."""

    cells: CellIds
    share: Decimal
    at_least: Decimal

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each such figure."""
        for cell in self.cells:
            stands, before = context.figures[cell], context.before(cell)
            if stands is not None and before is not None and self._jumps(stands, before):
                yield context.finding(self, [cell], before=print_figure(before), change=_change(stands, before))

    def _jumps(self, stands: Figure, before: Figure) -> bool:
        if bool(stands) != bool(before):
            return True
        difference = abs(Decimal(stands - before))
        return difference >= self.at_least and difference > self.share * Decimal(before)


def _change(stands: Figure, before: Figure) -> str:
    if not before:
        return "从无到有"
    if not stands:
        return "从有到无"
    percent = 100 * Decimal(stands - before) / Decimal(before)
    return f"{'减少' if percent.is_signed() else '增加'} {print_figure(figure(round(abs(percent), 1)))}%"


@rule_kind("same_tables")
class SameTables(RuleKind):
    """Every figure is last year's; a report of zeros may be."""

    cells: CellIds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding, about all cells."""
        figures = context.known(self.cells) if context.previous else None
        if figures is not None and any(figures) and figures == [context.before(cell) for cell in self.cells]:
            yield context.finding(self, self.cells)
