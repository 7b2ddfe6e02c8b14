"""Repair hints: the smallest changes of cells that would make broken identities true; shown, never applied."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from disclosure_desk.checks.finding import Finding, Repair
from disclosure_desk.checks.repair.equations import EquationSystem, Residuals, equation_system
from disclosure_desk.checks.repair.search import Differences, single_cells, smallest_sets
from disclosure_desk.checks.repair.typo_model import Correction, Typo, likeliest_typo, typo_in_cell
from disclosure_desk.checks.rule import RuleKind
from disclosure_desk.core.figure import Figure, figure, print_figure
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Change, Report

_UNFILLED = "；还有空格，填全以后再核对一次"
_SHOWN = 3
"""So many changes are shown with a finding."""


def repairs(report: Report, rules: Iterable[RuleKind], confirmed: frozenset[str] = frozenset()) -> tuple[Repair, ...]:
    """Changes of which each would correct what is off in one part of the tables, the likeliest of each part first.

    Where no few cells correct a part, those that correct all that is off around them, each by itself. Where nothing
    is off but a few cells are blank, 0 in each of them. What changes a `confirmed` cell comes last: its figure is known
    to be right from elsewhere.
    """
    system = equation_system(report, rules)
    if not system.residuals:
        return tuple(_repair(system, {blank: 0}, report.form)[1] for blank in system.blanks)
    found = (repair for off in system.independent_parts() for repair in _correcting(system, off, report.form))
    return tuple(sorted(found, key=lambda repair: any(change.place in confirmed for change in repair.changes)))


def with_repairs(
    report: Report, rules: Sequence[RuleKind], findings: Sequence[Finding], confirmed: frozenset[str] = frozenset()
) -> list[Finding]:
    """The findings in their order, each with the changes that would correct it.

    One typo breaks row, column and balance: what else it breaks follows from the first of these findings.
    """
    by_id = {rule.id: rule for rule in rules}
    repairable = [one for one in findings if _is_repairable(by_id[one.rule])]
    proposed = repairs(report, rules, confirmed) if repairable else ()
    if not proposed:
        return list(findings)
    causes = _causes(proposed, repairable)
    return [
        one._replace(
            repairs=_repairs_of(one, by_id[one.rule], proposed),
            follows_from=one.follows_from or causes.get(one.key, ""),
        )
        for one in findings
    ]


def _is_repairable(rule: RuleKind) -> bool:
    return rule.is_identity or rule.counts_blanks


def _repairs_of(finding: Finding, rule: RuleKind, proposed: Sequence[Repair]) -> tuple[Repair, ...]:
    about: list[Repair] = []
    if rule.counts_blanks:
        about = [one for one in proposed if any(change.place in finding.cells for change in one.changes)]
    elif rule.is_identity:
        about = [one for one in proposed if any(_identity(finding) in typo for typo in one.broken_identities)]
    return tuple(about[:_SHOWN])


def _causes(proposed: Sequence[Repair], findings: Sequence[Finding]) -> Mapping[str, str]:
    """For each finding that the likeliest typo breaks along with an earlier one: the key of that one, by its own."""
    causes: dict[str, str] = {}
    seen: set[str] = set()
    for typo in (typo for repair in proposed for typo in repair.broken_identities):
        keys = [one.key for one in findings if _identity(one) in typo and one.key not in seen]
        seen.update(keys)
        causes.update(dict.fromkeys(keys[1:], keys[0]) if keys else {})
    return causes


def _identity(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.cells[0]


def _correcting(system: EquationSystem, off: Residuals, form: Form) -> Iterator[Repair]:
    sets = smallest_sets(system, off) or single_cells(system, off)
    ranked = sorted((_repair(system, one, form) for one in sets), key=lambda one: _rank(system, off, one, form))
    yield from (repair for _, repair in ranked)


def _rank(system: EquationSystem, off: Residuals, one: tuple[Typo, Repair], form: Form) -> tuple[bool, int]:
    """The likeliest first; but where cells are blank yet, the totals first: nobody has added those parts up."""
    typo, repair = one
    blanks = set(system.blanks)
    is_partly_blank = all(number in system.half_known or blanks & system.terms[number].keys() for number in off)
    changes_totals = all(form.cells[change.place].is_sum for change in repair.changes)
    return is_partly_blank and not changes_totals, typo.cost


def _repair(system: EquationSystem, differences: Differences, form: Form) -> tuple[Typo, Repair]:
    corrections = [_correction(system, cell, by) for cell, by in differences.items()]
    typo = likeliest_typo(corrections, form)
    broken = [tuple(_broken_identities(system, one.cell)) for one in corrections]
    return typo, Repair(
        tuple(Change(one.cell, one.old, one.new) for one in corrections),
        typo.id,
        _sentence(corrections, typo, form) + (_UNFILLED if _rests_on_blanks(system, differences) else ""),
        (tuple(identity for cell in broken for identity in cell),) if typo.is_pair else tuple(broken),
    )


def _rests_on_blanks(system: EquationSystem, differences: Differences) -> bool:
    """Whether cells that are still blank may ask for another figure."""
    return any(number in system.half_known for cell in differences for number in system.numbers_of[cell])


def _correction(system: EquationSystem, cell: str, by: Figure) -> Correction:
    value = system.values[cell]
    return Correction(cell, None if cell in system.blanks else value, int(figure(value + by)))


def _broken_identities(system: EquationSystem, cell: str) -> Iterator[tuple[str, str]]:
    """The broken identities of a cell, each as rule and first cell."""
    for number in system.numbers_of[cell]:
        if number in system.residuals:
            identity = system.identities[number]
            yield identity.rule.id, identity.left[0]


def _sentence(corrections: Sequence[Correction], typo: Typo, form: Form) -> str:
    if typo.is_pair:
        return "；".join(_step(one, form) for one in corrections) + f"（{typo.words}）"
    steps = [(_step(one, form), typo_in_cell(one).words) for one in corrections]
    return "；".join(f"{step}（{words}）" if words else step for step, words in steps)


def _step(one: Correction, form: Form) -> str:
    place = form.place_name(one.cell)
    return f"{place}填 {one.new}" if one.old is None else f"{place}由 {print_figure(one.old)} 改为 {one.new}"
