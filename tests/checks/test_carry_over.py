"""A new report begins with what last year's left open, whole or not at all."""

from disclosure_desk.checks import CheckContext, check
from disclosure_desk.checks.carry_over import carried_over
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Change, Report, new_report

LEFT = {"natural": 3, "business": 1, "research": 0, "social": 0, "legal": 0, "other": 2}


def last_year(form: Form, **left: int | None) -> Report:
    columns = [cell.rpartition(".")[2] for cell in form.cells if cell.startswith("requests.pending_at_end.")]
    singles = [one for one in columns if not form.cells[f"requests.pending_at_end.{one}"].is_sum]
    figures = dict(zip(singles, LEFT.values(), strict=True)) | left
    return new_report(
        form, "某区某街道办事处", 2024, {f"requests.pending_at_end.{one}": figures[one] for one in singles}
    )


def test_what_was_left_open_is_what_the_next_year_begins_with(form: Form) -> None:
    previous = last_year(form)
    carried = carried_over(previous)
    assert sorted(carried.values()) == sorted(LEFT.values())
    assert {place.split(".")[1] for place in carried} == {"pending_at_start"}
    report = new_report(form, previous.unit, 2025, carried)
    keys = {finding.key for finding in check(report, CheckContext(previous=previous))}
    assert not [key for key in keys if "Y-CARRY" in key]


def test_a_row_of_which_a_part_is_blank_is_not_carried_over(form: Form) -> None:
    assert carried_over(last_year(form, business=None)) == {}


def test_what_was_carried_over_is_the_last_that_a_repair_would_change(form: Form) -> None:
    previous = last_year(form, business=0)
    asked = {cell.id: 0 for cell in form.cells.values() if not cell.is_sum}
    report = new_report(form, previous.unit, 2025, asked | carried_over(previous))
    firsts = []
    of_another_edition = last_year(form._replace(id="next"))  # whose cells may be others: it confirms nothing
    for last in (None, of_another_edition, previous):
        context = CheckContext(previous=last)
        finding = next(one for one in check(report, context) if one.rule == "T3-BALANCE" and one.repairs)
        firsts.append(finding.repairs[0].changes[0].place.split(".")[1])
    assert firsts[:2] == ["pending_at_start"] * 2
    assert firsts[2] != "pending_at_start"
    closed = {
        cell.replace("pending_at_start", "outcome.granted"): value for cell, value in carried_over(previous).items()
    }
    report.apply([Change(cell, 0, value) for cell, value in closed.items()])
    wrong = "requests.pending_at_start.natural_person"
    report.apply([Change(wrong, 3, 33)])  # not last year's figure: it may be the typo
    finding = next(one for one in check(report, CheckContext(previous=previous)) if one.rule == "T3-BALANCE")
    assert finding.repairs[0].changes == (Change(wrong, 33, 3),)
