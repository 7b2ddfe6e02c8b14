"""The kinds of rule that find figures a careful reviewer would ask about, though they add up."""

import re
from collections.abc import Iterable
from decimal import Decimal

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.rule_context import Subject
from disclosure_desk.core.figure import Figure, figure, print_figure
from disclosure_desk.core.form import Rule

_YUAN = 10_000
"""元 in one 万元."""


def zero(rule: Rule, subject: Subject) -> list[Finding]:
    """In units of the rule's kinds the cells are 0."""
    if subject.unit_kind.id not in rule.unit_kinds:
        return []
    used = [cell for cell in rule.cells if subject.figures[cell]]
    return [subject.finding(rule, used, places=subject.listed(used))] if used else []


def fee_unit(rule: Rule, subject: Subject) -> list[Finding]:
    """The fee looks like 元 written as 万元: too high, far above last year's, or below a hundredth."""
    fee, before = subject.figures[rule.cell], subject.before(rule.cell)
    if fee is None or fee <= 0:
        return []
    too_high = subject.unit_kind.id in rule.unit_kinds and fee >= rule.limits["high"]
    far_above = bool(before) and before is not None and fee >= rule.limits["times"] * before
    if not (too_high or far_above or fee < rule.limits["low"]):
        return []
    return [subject.finding(rule, [rule.cell], yuan=print_figure(figure(fee * _YUAN)))]


def pending_high(rule: Rule, subject: Subject) -> list[Finding]:
    """More is carried over than the rule's share of what came in, or anything while nothing was closed."""
    figures = subject.known([rule.cell, *rule.others])
    if figures is None:
        return []
    pending, received, closed = figures
    if not (pending > rule.limits["share"] * received or (pending > 0 and closed == 0)):
        return []
    words = {"received": print_figure(received), "closed": print_figure(closed)}
    return [subject.finding(rule, [rule.cell, *rule.others], **words)]


def share_high(rule: Rule, subject: Subject) -> list[Finding]:
    """A part is more than the rule's share of the whole, and more than a handful."""
    figures = subject.known([rule.cell, *rule.others])
    if figures is None:
        return []
    part, whole = figures
    if not (part > rule.limits["above"] and part > rule.limits["share"] * whole):
        return []
    percent = print_figure(figure(round(100 * Decimal(part) / whole, 1))) if whole else "—"
    return [subject.finding(rule, [rule.cell, *rule.others], whole=print_figure(whole), percent=percent)]


def without_words(rule: Rule, subject: Subject) -> list[Finding]:
    """A cell has a figure, but neither this year's text nor last year's has the words that must go with it."""
    stands = subject.figures[rule.cell]
    reports = [report for report in (subject.report, subject.previous) if report is not None]
    texts = [report.texts.get(rule.text, "") for report in reports]
    if stands is None or stands <= 0 or not texts[0]:
        return []
    if any(re.search(pattern, text) for pattern in rule.words for text in texts):
        return []
    heading = subject.form.section_of(rule.text).heading
    return [subject.finding(rule, [rule.cell], heading=heading)]


def without_requests(rule: Rule, subject: Subject) -> list[Finding]:
    """There are disputes, but no requests this year or the last."""
    disputes, requests = subject.known(rule.cells), subject.known(rule.others)
    if disputes is None or requests is None or sum(disputes) == 0 or sum(requests) > 0:
        return []
    if any(subject.before(cell) for cell in rule.others):
        return []
    used = [cell for cell in rule.cells if subject.figures[cell]]
    return [subject.finding(rule, [*used, *rule.others], stands=_total(disputes))]


def all_zero(rule: Rule, subject: Subject) -> list[Finding]:
    """Not one of the cells has anything but 0."""
    figures = subject.known(rule.cells)
    if figures is None or any(figures):
        return []
    return [subject.finding(rule, rule.cells)]


def _total(figures: Iterable[Figure]) -> str:
    return print_figure(figure(sum(figures)))


KINDS = {
    "zero": zero,
    "fee_unit": fee_unit,
    "pending_high": pending_high,
    "share_high": share_high,
    "without_words": without_words,
    "without_requests": without_requests,
    "all_zero": all_zero,
}
"""The kinds of rule that stand here."""
