"""The kinds of rule that find figures a careful reviewer would ask about, though they add up."""

import re
from collections.abc import Iterator
from decimal import Decimal

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.rule import RuleContext, RuleKind, rule_kind
from disclosure_desk.checks.rule_fields import CellId, CellIds, TextId, UnitKinds
from disclosure_desk.core.figure import figure, print_figure

_YUAN = 10_000
"""元 in one 万元."""


@rule_kind("zero")
class ZeroCells(RuleKind):
    """In units of these kinds the cells are 0."""

    cells: CellIds
    unit_kinds: UnitKinds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """One finding with all cells that are not 0."""
        used = [cell for cell in self.cells if context.figures[cell]]
        if used and context.unit_kind.id in self.unit_kinds:
            yield context.finding(self, used, places=context.columns_and_figures(used))


@rule_kind("fee_unit")
class FeeUnit(RuleKind):
    """The fee looks like 元 written as 万元, or the reverse.

    high: too much for a unit of these kinds. low: less than this is a hundredth of a 万元. times: so many times last
    year's fee is far above it.
    """

    cell: CellId
    unit_kinds: UnitKinds
    high: Decimal
    low: Decimal
    times: Decimal

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding, about the fee."""
        fee, before = context.figures[self.cell], context.before(self.cell)
        if fee is None or fee <= 0:
            return
        too_high = context.unit_kind.id in self.unit_kinds and fee >= self.high
        far_above = bool(before) and before is not None and fee >= self.times * before
        if too_high or far_above or fee < self.low:
            yield context.finding(self, [self.cell], yuan=print_figure(figure(fee * _YUAN)))


@rule_kind("pending_high")
class HighPending(RuleKind):
    """More is carried over than this share of what came in, or anything while nothing was closed."""

    cell: CellId
    received: CellId
    closed: CellId
    share: Decimal

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding, about what is pending."""
        cells = [self.cell, self.received, self.closed]
        figures = context.known(cells)
        if figures is None:
            return
        pending, received, closed = figures
        if pending > self.share * received or (pending > 0 and closed == 0):
            yield context.finding(self, cells, received=print_figure(received), closed=print_figure(closed))


@rule_kind("share_high")
class HighShare(RuleKind):
    """A part is more than this share of the whole, and more than a handful."""

    cell: CellId
    whole: CellId
    share: Decimal
    above: Decimal

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding, about the part."""
        figures = context.known([self.cell, self.whole])
        if figures is None:
            return
        part, whole = figures
        if part > self.above and part > self.share * whole:
            percent = print_figure(figure(round(100 * Decimal(part) / whole, 1))) if whole else "—"
            yield context.finding(self, [self.cell, self.whole], whole=print_figure(whole), percent=percent)


@rule_kind("without_words")
class FigureWithoutWords(RuleKind):
    """A cell has a figure, but neither this year's text nor last year's has the words that must go with it."""

    cell: CellId
    text: TextId
    patterns: tuple[str, ...]

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding, about the cell; undecided while the text is not written."""
        stands = context.figures[self.cell]
        reports = [report for report in (context.report, context.previous) if report is not None]
        texts = [report.texts.get(self.text, "") for report in reports]
        if stands is None or stands <= 0 or not texts[0]:
            return
        if not any(re.search(pattern, text) for pattern in self.patterns for text in texts):
            heading = context.form.section_of(self.text).heading
            yield context.finding(self, [self.cell], heading=heading)


@rule_kind("without_requests")
class DisputesWithoutRequests(RuleKind):
    """There are disputes, but no requests this year or the last."""

    disputes: CellIds
    requests: CellIds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding, about the disputes that are not 0."""
        disputes, requests = context.known(self.disputes), context.known(self.requests)
        if disputes is None or requests is None or sum(disputes) == 0 or sum(requests) > 0:
            return
        if not any(context.before(cell) for cell in self.requests):
            used = [cell for cell in self.disputes if context.figures[cell]]
            yield context.finding(self, [*used, *self.requests], stands=print_figure(figure(sum(disputes))))


@rule_kind("all_zero")
class AllZero(RuleKind):
    """Not one of the cells has anything but 0."""

    marks_cells = False  # one 0 among all is not wrong in itself

    cells: CellIds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding, about all cells."""
        figures = context.known(self.cells)
        if figures is not None and not any(figures):
            yield context.finding(self, self.cells)
