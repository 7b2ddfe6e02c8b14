"""What a new report takes from last year's: the figures that the rules say are carried over."""

from disclosure_desk.checks.rule_loader import rules_of
from disclosure_desk.core.figure import Figure
from disclosure_desk.core.report import Report


def carried_over(previous: Report) -> dict[str, Figure]:
    """The figures that a report of the next year, on the same form, begins with; blank ones are left out.

    A row is carried over whole or not at all: a part of it would look like all of it.
    """
    from disclosure_desk.checks.kinds.year_on_year import CarryOverColumns  # noqa: PLC0415 - as in rule_loader

    form, carried = previous.form, dict[str, Figure]()
    for rule in rules_of(form):
        if isinstance(rule, CarryOverColumns):
            before = {here: previous.cells[there] for here, there in rule.pairs(form) if not form.cells[here].is_sum}
            known = {here: figure for here, figure in before.items() if figure is not None}
            carried |= known if len(known) == len(before) else {}
    return carried
