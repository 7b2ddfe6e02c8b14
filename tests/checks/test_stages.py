"""The path of a report: what each stage says of it, and what is next, from a blank form to the last delivery."""

from dataclasses import replace

import pytest

from disclosure_desk.checks import CheckContext, check
from disclosure_desk.checks.stages import Act, Handling, Stage, stages_of
from disclosure_desk.core.report import Change

STEPS = ("部门初核", "办公室复核", "分管领导终审", "保密审查")
NEW = Handling(lacking=STEPS)
SEALED = Handling(
    STEPS, versions=1, is_sealed=True, deliveries=(("报送", True), ("公布登记", False), ("纸质存档", False))
)
A_TOTAL = "disputes.litigation_after.total"
A_CELL = "requests.received.natural_person"


def stages(report, handling=NEW):
    return stages_of(report, check(report, CheckContext(approvals=(), is_draft=True)), handling)


def put(report, **values):
    report.apply([Change(place, report.value(place), value) for place, value in values.items()])


def test_a_blank_report_begins_without_a_fault(blank_report):
    found = stages(blank_report)
    assert found[Stage.FILL].counts == (("", "0 / 166 格"),)
    assert [state.severity for state in found.states] == [""] * 5
    assert not any(state.is_done for state in found.states)
    assert found[Stage.CHECK].counts == ()
    step = found.next_step
    assert (step.stage, step.act, step.words, step.place) == (
        Stage.FILL,
        Act.FILL_CELL,
        "开始填写",
        "proactive.rule_document.issued",
    )


def test_the_cells_that_are_left_are_counted_and_the_first_of_them_is_next(full_report):
    put(full_report, **{A_CELL: None, "disputes.reconsideration.upheld": None})
    found = stages(full_report)
    assert found[Stage.FILL].counts == (("", "164 / 166 格"),)
    assert (found.next_step.words, found.next_step.place) == ("填剩下 2 格", A_CELL)
    assert not found[Stage.FILL].is_done
    assert not found[Stage.CHECK].is_done


def test_with_all_cells_there_the_texts_are_next(full_report):
    put(full_report, problems=" ", other_matters="")
    found = stages(full_report)
    assert found[Stage.FILL].counts == (("", "差 2 部分文字"),)
    assert (found.next_step.words, found.next_step.act, found.next_step.place) == (
        "写剩下 2 部分",
        Act.WRITE_TEXT,
        "problems",
    )
    assert found[Stage.CHECK].severity == ""


def test_what_must_be_mended_comes_before_what_must_be_explained(full_report):
    put(full_report, **{A_TOTAL: 77}, problems="无")
    found = stages(full_report)
    assert found[Stage.FILL].is_done
    check_state, step = found[Stage.CHECK], found.next_step
    assert (check_state.severity, check_state.counts[0]) == ("error", ("error", "2"))
    assert (step.stage, step.act, step.words) == (Stage.CHECK, Act.MEND, "改这 2 处")
    assert step.finding.severity == "error"
    assert step.place == step.finding.cells[0]


def test_what_is_explained_is_counted_as_such(full_report):
    put(full_report, **{"overview.lead": "本街道做为基层单位，认真学习。"})
    findings = check(full_report, CheckContext(approvals=(), is_draft=True))
    found = stages_of(full_report, findings, NEW)
    count = sum(one.severity == "warning" for one in findings)
    assert count
    assert found[Stage.CHECK].counts == (("warning", str(count)),)
    assert (found.next_step.act, found.next_step.words) == (Act.EXPLAIN, f"说明 {count} 处")
    assert found[Stage.CHECK].sentence == f"核对，要说明 {count}"
    answered = [one._replace(explanation="有原因。") if one.severity == "warning" else one for one in findings]
    found = stages_of(full_report, answered, NEW)
    assert found[Stage.CHECK].counts == (("done", f"已说明 {count}"),)
    assert found[Stage.CHECK].is_done
    assert found[Stage.CHECK].sentence == f"核对，已说明 {count}，完成"
    assert found.next_step.words == "送审…"


def test_a_finding_about_the_whole_report_has_no_place(full_report):
    findings = check(full_report, CheckContext(approvals=(), is_draft=True))
    whole = findings[0]._replace(severity="warning", cells=(), missing_approvals=(), rule="ANY")
    assert stages_of(full_report, [whole], NEW).next_step.place == ""


HANDLED = [
    ("new", NEW, "草稿", (0, 4), False, "送审…", Act.APPROVE),
    ("one has agreed", Handling(STEPS[:1], STEPS[1:]), "审核中", (1, 4), False, "办公室复核…", Act.APPROVE),
    ("all have", Handling(STEPS), "审核中", (4, 4), True, "定稿…", Act.SEAL),
    ("sealed", SEALED, "已定稿　第 1 版", (4, 4), True, "公布登记…", Act.DELIVER),
    ("corrected", Handling(lacking=STEPS, versions=1), "更正中　第 1 版", (0, 4), False, "送审…", Act.APPROVE),
]


@pytest.mark.parametrize("case", HANDLED, ids=[row[0] for row in HANDLED])
def test_after_the_checks_come_people_seal_and_delivery(full_report, case):
    _, handling, state, people, approved, words, act = case
    found = stages(full_report, handling)
    assert handling.state == state
    assert found[Stage.APPROVE].counts == (("", f"{people[0]} / {people[1]} 人"),)
    assert found[Stage.APPROVE].is_done == approved
    assert (found.next_step.words, found.next_step.act) == (words, act)


def test_a_sealed_report_is_done_but_for_what_is_left_of_its_delivery(full_report):
    found = stages(full_report, SEALED)
    assert [state.is_done for state in found.states] == [True, True, True, True, False]
    assert found[Stage.SEAL].counts == (("", "第 1 版"),)
    assert found[Stage.DELIVER].counts == (("", "1 / 3 件"),)
    done = replace(SEALED, deliveries=(("报送", True),))
    assert stages(full_report, done).next_step is None
    assert stages(full_report, done)[Stage.DELIVER].is_done


def test_a_package_that_is_not_as_it_was_comes_before_all_deliveries(full_report):
    found = stages(full_report, replace(SEALED, is_package_faulty=True))
    assert (found[Stage.SEAL].severity, found[Stage.SEAL].is_done) == ("error", False)
    assert (found.next_step.act, found.next_step.stage) == (Act.LOOK_AT_PACKAGE, Stage.SEAL)


def test_where_nobody_has_to_approve_the_report_can_be_sealed_at_once(full_report):
    found = stages(full_report, Handling())
    assert found[Stage.APPROVE].counts == ()
    assert found[Stage.APPROVE].is_done
    assert found.next_step.act == Act.SEAL


def test_approvals_are_not_done_while_figures_are_wrong(full_report):
    put(full_report, **{A_TOTAL: 77})
    assert not stages(full_report, Handling())[Stage.APPROVE].is_done


def test_a_stage_says_in_words_what_its_signs_say(full_report):
    put(full_report, **{A_TOTAL: 77})
    assert stages(full_report)[Stage.CHECK].sentence == "核对，必须改 1"
    assert stages(full_report)[Stage.FILL].sentence == "填写，166 / 166 格，完成"
