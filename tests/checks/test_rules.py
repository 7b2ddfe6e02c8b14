"""Every rule of the form on its own examples, and what the examples do not say."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from cases import broken, case

from disclosure_desk.checks import CheckContext, Finding, Verdict, check, rules_of
from disclosure_desk.checks.kinds import KINDS
from disclosure_desk.checks.rule import RuleContext, RuleKind
from disclosure_desk.checks.rule_loader import GIVEN, PREVIOUS
from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Change, Report, Value, new_report

FORM = load_form("2021")
RULES = rules_of(FORM)
UNIT = "涿河区金牛山办事处"
CATALOGUE = Path(__file__).resolve().parents[1] / "data" / "form" / "rules.txt"


def found(values: dict[str, Value], rule: str, *, unit: str = UNIT, previous: Report | None = None) -> list[str]:
    report, context = case(FORM, {"unit": unit, **values})
    context = context._replace(previous=previous or context.previous)
    return [finding.message for finding in check(report, context) if finding.rule == rule]


def own_findings(rule: RuleKind, values: Mapping[str, Value]) -> list[Finding]:
    """What this very rule finds, though another may bear the same id."""
    report, context = case(FORM, values)
    return list(rule.check(RuleContext(report, context, RULES)))


def with_parts(cell_id: str) -> list[str]:
    """A cell and all it sums, so that blanking them leaves nothing to work a total out from."""
    cell = FORM.cells[cell_id]
    return [cell_id, *(one for part in (*cell.row_parts, *cell.column_parts) for one in with_parts(part))]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_each_rule_passes_its_example_and_fails_its_smallest_break(rule: RuleKind):
    assert own_findings(rule, rule.example) == []
    (finding,) = own_findings(rule, broken(rule))
    assert "{" not in finding.message


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_a_finding_names_the_changed_place_and_carries_the_rules_words(rule: RuleKind):
    (finding,) = own_findings(rule, broken(rule))

    assert (finding.severity, finding.basis) == (rule.severity, rule.basis)
    changed = {place.removeprefix(PREVIOUS) for place in rule.breaks if not place.startswith(GIVEN)}
    assert not finding.cells or not changed or changed & set(finding.cells) or rule.kind == "without_words"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_an_explanation_answers_a_warning_until_what_it_speaks_of_changes(rule: RuleKind):
    report, context = case(FORM, broken(rule))
    (finding,) = own_findings(rule, broken(rule))
    answer = f"{'、'.join(rule.sources)}已经核实。"
    report.apply([Change(finding.key, "", answer)])
    after = next(one for one in check(report, context) if one.key == finding.key)

    assert finding.explainable is (rule.severity == "warning" or rule.override)
    assert after.explanation == answer
    assert finding.is_open
    assert not after.is_open


def test_an_answer_that_leaves_a_source_out_is_none():
    rule = next(rule for rule in RULES if rule.id == "ZERO-REPORT")
    assert rule.sources
    for missing in rule.sources:
        report, context = case(FORM, broken(rule))
        (finding,) = own_findings(rule, broken(rule))
        answer = "、".join(source for source in rule.sources if source != missing)
        report.apply([Change(finding.key, "", f"{answer}都已经查过。")])

        (after,) = (one for one in check(report, context) if one.key == finding.key)
        assert after.is_open, missing
        assert not after.explanation


def test_every_kind_of_rule_is_used():
    assert {rule.kind for rule in RULES} == set(KINDS)


def test_a_rule_is_shared_and_does_not_change():
    with pytest.raises(AttributeError, match="severity"):
        RULES[0].severity = "hint"


def test_a_consistent_report_has_no_finding(full_report: Report):
    assert check(full_report) == ()


def test_a_blank_report_has_no_finding_but_the_cells_to_key_and_the_texts_it_owes(blank_report: Report):
    owed = [finding for finding in check(blank_report) if not finding.rule.startswith("NUM-")]
    findings = [finding for finding in check(blank_report) if finding.rule.startswith("NUM-")]

    assert [finding.rule for finding in owed] == ["F-EMPTY", "F-PROBLEMS", "F-OTHER"]
    assert [finding.rule for finding in findings] == ["NUM-BLANK"] * 3
    assert sum(len(finding.cells) for finding in findings) == 166
    assert "等" in findings[0].message


@pytest.mark.parametrize(
    "rule",
    [
        rule
        for rule in RULES
        if rule.kind not in {"filled", "whole", "zero", "fee_unit"} and not rule.id.startswith("F-")
    ],
    ids=lambda rule: rule.key,
)
def test_a_blank_operand_leaves_the_rule_undecided(rule: RuleKind):
    (finding,) = own_findings(rule, broken(rule))
    texts = [rule.text] if hasattr(rule, "text") else []
    for place in (*finding.cells, *texts):
        blank = {place: ""} if place in FORM.texts else dict.fromkeys(with_parts(place))
        assert own_findings(rule, broken(rule) | blank) == [], place


def test_a_wrong_figure_is_told_with_place_figure_expectation_and_difference(full_report: Report):
    values: dict[str, Value] = {**full_report.cells, **full_report.texts}
    values["disputes.reconsideration.total"] += 3
    (message,) = found(values, "T4-TOTAL")

    assert message.startswith("表四“行政复议 总计”填的是 ")
    assert "相差 3" in message


@pytest.mark.parametrize(
    ("unit", "alarms"), [(UNIT, 1), ("青石镇人民政府", 1), ("青石区司法局", 1), ("青石区人民政府", 0)]
)
def test_only_bodies_without_rule_making_power_are_asked_about_rules(unit, alarms):
    assert len(found({"proactive.rule_document.issued": 1}, "T2-REGULATION", unit=unit)) == alarms


@pytest.mark.parametrize(
    ("fee", "before", "alarms"),
    [
        (Decimal("0.009"), None, 1),
        (Decimal("0.01"), None, 0),
        (0, None, 0),
        (-5, None, 0),
        (999, None, 0),
        (1000, None, 1),
        (50, Decimal("0.5"), 1),
        (50, Decimal("0.51"), 0),
        (50, 0, 0),
        (50, "blank", 0),
    ],
)
def test_a_fee_that_looks_like_yuan_is_asked_about(form: Form, fee, before, alarms):
    last = None if before is None else {"proactive.fee.amount": None if before == "blank" else before}
    previous = new_report(form, UNIT, 2024, last) if last is not None else None

    assert len(found({"proactive.fee.amount": fee}, "T2-FEE-UNIT", previous=previous)) == alarms


@pytest.mark.parametrize(
    ("received", "closed", "pending", "alarms"), [(0, 0, 0, 0), (0, 0, 1, 1), (9, 0, 1, 1), (9, 1, 4, 0), (9, 1, 5, 1)]
)
def test_much_carried_over_is_asked_about(received, closed, pending, alarms):
    values = {
        "requests.received.total": received,
        "requests.outcome.total.total": closed,
        "requests.pending_at_end.total": pending,
    }
    assert len(found(values, "T3-PENDING-HIGH")) == alarms


@pytest.mark.parametrize(("other", "whole", "alarms"), [(2, 2, 0), (3, 15, 0), (3, 14, 1)])
def test_many_other_results_are_asked_about(other, whole, alarms):
    values = {"requests.outcome.other.other.total": other, "requests.outcome.total.total": whole}

    assert len(found(values, "T3-OTHER-HIGH")) == alarms


def test_neither_disputes_nor_requests_is_no_contradiction():
    rule = next(rule for rule in RULES if rule.id == "T4-WITHOUT-REQUEST")

    assert found(dict.fromkeys([*rule.disputes, *rule.requests], 0), rule.id) == []


def test_a_share_of_nothing_is_told_without_a_percentage():
    values = {"requests.outcome.other.other.total": 3, "requests.outcome.total.total": 0}

    assert "的 —%" in found(values, "T3-OTHER-HIGH")[0]


def test_last_years_fee_notice_explains_unpaid_fees(form: Form):
    rule = next(rule for rule in RULES if rule.id == "T3-FEE-UNPAID")
    broken = {**rule.example, **rule.breaks}
    previous = new_report(form, UNIT, 2024, {"other_matters": "全年发出3件收费通知。"})

    assert len(found(broken, rule.id)) == 1
    assert found(broken, rule.id, previous=previous) == []


def test_last_years_requests_explain_disputes(form: Form):
    rule = next(rule for rule in RULES if rule.id == "T4-WITHOUT-REQUEST")
    broken = {**rule.example, **rule.breaks}
    previous = new_report(form, UNIT, 2024, {"requests.received.total": 1})

    assert len(found(broken, rule.id, previous=new_report(form, UNIT, 2024))) == 1
    assert found(broken, rule.id, previous=previous) == []


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((0, 0, 0), "可以定稿"),
        ((0, 0, 2), "可以定稿"),
        ((3, 0, 0), "还有 3 处必须改"),
        ((0, 1, 0), "1 处要说明"),
        ((3, 1, 0), "还有 3 处必须改，1 处要说明"),
    ],
)
def test_the_verdict_is_one_sentence(counts, sentence):
    assert Verdict(*counts).sentence == sentence


def test_findings_come_section_by_section_errors_first(full_report: Report):
    values: dict[str, Value] = {**full_report.cells, **full_report.texts}
    values |= {"disputes.reconsideration.total": 1, "requests.received.total": 1, "proactive.fee.amount": 5000}
    values["proactive.licence.decisions"] = Decimal("0.5")
    findings = check(new_report(FORM, UNIT, 2025, values))

    assert [(finding.section, finding.severity) for finding in findings[:2]] == [
        ("proactive", "error"),
        ("proactive", "warning"),
    ]
    assert [finding.section for finding in findings][-1] == "disputes"
    assert Verdict.over(findings).warnings >= 1


def test_no_rule_of_the_catalogue_is_lost():
    catalogue = CATALOGUE.read_text(encoding="utf-8").split()

    assert len(catalogue) > 45
    assert sorted({rule.id for rule in RULES}) == catalogue


@pytest.mark.parametrize(("blank", "more"), [(3, False), (4, True)])
def test_up_to_three_blank_cells_are_all_named(full_report: Report, blank, more):
    keyed = [cell.id for cell in FORM.cells.values() if cell.grid == "disputes" and not cell.is_sum]
    values: dict[str, Value] = {**full_report.cells, **dict.fromkeys(keyed[:blank])}
    (message,) = found(values, "NUM-BLANK")

    assert ("等" in message) is more


def test_a_finding_about_the_units_name_is_about_the_whole_report(full_report: Report):
    rule = type(RULES[0])(**{**vars(RULES[0]), "message": "{unit_kind}{year}"})
    finding = RuleContext(full_report, CheckContext(), RULES).finding(rule, ["unit"])

    assert (finding.section, finding.cells, finding.message) == ("", ("unit",), "街道办事处2025")
