"""Repair hints: the smallest changes of cells that would make broken identities true; shown, never applied."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from disclosure_desk.checks.finding import Finding, Repair
from disclosure_desk.checks.repair.equations import Books, Residuals, open_books
from disclosure_desk.checks.repair.search import Differences, lone_cells, smallest_sets
from disclosure_desk.checks.repair.typo_model import Corrected, Slip, single, slip
from disclosure_desk.core.figure import Figure, figure, print_figure
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Change, Report

_SHOWN = 3
"""So many changes are shown with a finding."""
_BLANKS = "filled"
_MENDED = frozenset({"balance", "sum", _BLANKS})
"""The kinds of rule whose findings a change of figures mends."""


def repairs(report: Report) -> tuple[Repair, ...]:
    """Changes of which each would mend what is off in one part of the tables, the likeliest of each part first.

    Where no few cells mend a part, those that mend all that is off around them, each by itself.
    """
    books = open_books(report)
    if not books.residuals:
        return tuple(_repair(books, {blank: 0}, report.form)[1] for blank in books.blanks)
    return tuple(repair for off in books.parts() for repair in _mending(books, off, report.form))


def with_repairs(report: Report, findings: Sequence[Finding]) -> list[Finding]:
    """The findings in their order, each with the changes that would mend it.

    One slip breaks row, column and balance: what it breaks follows from the first of these findings.
    """
    kinds = {rule.id: rule.kind for rule in report.form.rules}
    mendable = [one for one in findings if kinds[one.rule] in _MENDED]
    proposed = repairs(report) if mendable else ()
    if not proposed:
        return list(findings)
    causes = _causes(proposed, mendable)
    return [
        replace(
            one,
            repairs=_about(one, kinds[one.rule], proposed),
            follows_from=one.follows_from or causes.get(one.key, ""),
        )
        for one in findings
    ]


def _about(finding: Finding, kind: str, proposed: Sequence[Repair]) -> tuple[Repair, ...]:
    if kind not in _MENDED:
        return ()
    if kind == _BLANKS:
        about = [one for one in proposed if any(change.place in finding.cells for change in one.changes)]
    else:
        about = [one for one in proposed if any(_of(finding) in story for story in one.stories)]
    return tuple(about[:_SHOWN])


def _causes(proposed: Sequence[Repair], findings: Sequence[Finding]) -> dict[str, str]:
    """For each finding that the likeliest slip breaks along with an earlier one: the key of that one, by its own."""
    causes: dict[str, str] = {}
    told: set[str] = set()
    for story in (story for repair in proposed for story in repair.stories):
        keys = [one.key for one in findings if _of(one) in story and one.key not in told]
        told.update(keys)
        causes.update(dict.fromkeys(keys[1:], keys[0]) if keys else {})
    return causes


def _of(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.cells[0]


def _mending(books: Books, off: Residuals, form: Form) -> Iterator[Repair]:
    sets = smallest_sets(books, off) or lone_cells(books, off)
    ranked = sorted((_repair(books, one, form) for one in sets), key=lambda one: one[0].cost)
    yield from (repair for _, repair in ranked)


def _repair(books: Books, differences: Differences, form: Form) -> tuple[Slip, Repair]:
    corrected = [_corrected(books, cell, by) for cell, by in differences.items()]
    kind = slip(corrected, form)
    stories = [tuple(_broken(books, one.cell)) for one in corrected]
    return kind, Repair(
        tuple(Change(one.cell, one.old, one.new) for one in corrected),
        kind.id,
        _sentence(corrected, kind, form),
        (tuple(identified for story in stories for identified in story),) if kind.is_pair else tuple(stories),
    )


def _corrected(books: Books, cell: str, by: Figure) -> Corrected:
    value = books.values[cell]
    return Corrected(cell, None if cell in books.blanks else value, int(figure(value + by)))


def _broken(books: Books, cell: str) -> Iterator[tuple[str, str]]:
    """The broken identities of a cell."""
    for number in books.numbers_of[cell]:
        if number in books.residuals:
            identity = books.identities[number]
            yield identity.rule.id, identity.left[0]


def _sentence(corrected: Sequence[Corrected], kind: Slip, form: Form) -> str:
    if kind.is_pair:
        return "；".join(_step(one, form) for one in corrected) + f"（{kind.words}）"
    return "；".join(_step(one, form) + _likely(single(one)) for one in corrected)


def _likely(kind: Slip) -> str:
    return f"（{kind.words}）" if kind.words else ""


def _step(one: Corrected, form: Form) -> str:
    place = form.place_name(one.cell)
    return f"{place}填 {one.new}" if one.old is None else f"{place}由 {print_figure(one.old)} 改为 {one.new}"
