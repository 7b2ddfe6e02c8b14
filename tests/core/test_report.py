from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Change, Note, Report, new_report

RECEIVED = [f"requests.received.{column}" for column in ("natural_person", "business", "research")]
FORM = load_form("2021")


def test_a_new_report_is_blank(blank_report: Report):
    assert set(blank_report.cells.values()) == {None}
    assert set(blank_report.texts.values()) == {""}
    assert blank_report.title == "涿河区金牛山办事处2025年政府信息公开工作年度报告"


def test_reports_are_equal_where_all_that_they_say_is(form: Form):
    said = {"problems": "甲", RECEIVED[0]: 1, "explanation.Y-COPIED.high.0123456789ab": "乙"}
    one = new_report(form, "某办事处", 2025, said, (Note("label", "", "丙"),))
    assert one == new_report(form, "某办事处", 2025, said, (Note("label", "", "丙"),))
    others = [
        new_report(form._replace(id="other"), "某办事处", 2025, said, one.notes),
        new_report(form, "", 2025, said, one.notes),
        new_report(form, "某办事处", 2024, said, one.notes),
        *(new_report(form, "某办事处", 2025, {p: said[p] for p in said if p != place}, one.notes) for place in said),
        one.with_notes(()),
    ]
    assert one not in others


def test_a_place_the_form_does_not_have_is_refused(form: Form):
    with pytest.raises(KeyError, match=r"requests\.sent"):
        new_report(form, "", 2025, {"requests.sent": 1})


@pytest.mark.parametrize(
    ("place", "before", "after"),
    [
        ("requests.received.business", None, 3),
        ("proactive.fee.amount", None, Decimal("0.5")),
        ("problems", "", "一是……"),
        ("unit", "涿河区金牛山办事处", "望江街道办事处"),
        ("year", 2025, 2024),
    ],
)
def test_a_change_and_its_inverse_leave_no_trace(blank_report: Report, place, before, after):
    change = Change(place, before, after)

    blank_report.apply([change])
    assert blank_report.value(place) == after
    blank_report.apply([change.inverse()])
    assert blank_report.value(place) == before


def test_of_a_batch_with_one_wrong_start_nothing_is_carried_out(blank_report: Report):
    with pytest.raises(ValueError, match="problems"):
        blank_report.apply([Change(RECEIVED[0], None, 1), Change("problems", "not there", "x")])

    assert blank_report.value(RECEIVED[0]) is None


def test_blank_is_no_zero_as_a_start(blank_report: Report):
    with pytest.raises(ValueError, match="stands here"):
        blank_report.apply([Change(RECEIVED[0], 0, 1)])


def test_a_place_may_change_twice_in_a_batch(blank_report: Report):
    blank_report.apply([Change(RECEIVED[0], None, 1), Change(RECEIVED[0], 1, 2)])

    assert blank_report.value(RECEIVED[0]) == 2


def test_a_total_left_to_the_program_is_the_sum_of_its_parts(form: Form):
    cells = [cell for cell in form.cells if cell.startswith("requests.received.") and not cell.endswith("total")]
    report = new_report(form, "", 2025, dict.fromkeys(cells, 2))

    assert report.figure("requests.received.total") == 12
    assert report.cells["requests.received.total"] is None


def test_a_total_with_a_blank_part_stays_blank(form: Form):
    report = new_report(form, "", 2025, {"disputes.reconsideration.upheld": 1})

    assert report.figure("disputes.reconsideration.total") is None


def test_the_corner_total_adds_up_its_row_where_row_and_column_differ(form: Form):
    corner = form.cells["requests.outcome.total.total"]
    report = new_report(form, "", 2025, dict.fromkeys(corner.row_parts, 1) | dict.fromkeys(corner.column_parts, 5))

    assert report.figure(corner.id) == len(corner.row_parts)


def test_an_equal_figure_of_another_type_is_no_start(form: Form):
    report = new_report(form, "", 2025, {RECEIVED[0]: 2})

    with pytest.raises(ValueError, match="stands here"):
        report.apply([Change(RECEIVED[0], Decimal(2), 3)])


def test_a_keyed_total_is_kept_as_keyed(form: Form):
    values = dict.fromkeys(
        (f"disputes.reconsideration.{part}" for part in ("upheld", "overturned", "other_result", "pending")), 1
    )
    report = new_report(form, "", 2025, values | {"disputes.reconsideration.total": 5})

    assert report.figure("disputes.reconsideration.total") == 5


def test_an_open_cell_has_no_sum(blank_report: Report):
    assert blank_report.figure("proactive.licence.decisions") is None


@given(st.lists(st.tuples(st.sampled_from(RECEIVED), st.one_of(st.none(), st.integers(0, 9))), max_size=30))
def test_taking_every_change_back_gives_the_blank_report(edits):
    report, done = new_report(FORM, "", 2025), []
    for place, after in edits:
        change = Change(place, report.value(place), after)
        report.apply([change])
        done.append(change)
    for change in reversed(done):
        report.apply([change.inverse()])

    assert report == new_report(FORM, "", 2025)


def test_an_explanation_is_there_only_while_something_is_said(form: Form):
    place = "explanation.Y-COPIED.high.0123456789ab"
    report = new_report(form, "", 2025, {place: ""})
    assert report == new_report(form, "", 2025)
    report.apply([Change(place, "", "同一部门的例行工作。")])

    assert report.explanations == {place: "同一部门的例行工作。"}
    assert form.place_name(place) == "对“文字和去年的相同”的说明"
    report.apply([Change(place, "同一部门的例行工作。", "")])
    assert report == new_report(form, "", 2025)


def test_a_sum_so_far_is_of_the_parts_that_are_there(form: Form):
    cell = "disputes.reconsideration.total"
    assert new_report(form, "甲局", 2025).figure_so_far(cell) is None
    partly = new_report(
        form, "甲局", 2025, {"disputes.reconsideration.upheld": 3, "disputes.reconsideration.pending": 4}
    )
    assert (partly.figure(cell), partly.figure_so_far(cell)) == (None, 7)
    assert partly.figure_so_far("disputes.reconsideration.upheld") == 3
    assert partly.figure_so_far("disputes.reconsideration.overturned") is None
    keyed = new_report(form, "甲局", 2025, {cell: 5, "requests.outcome.granted.business": 2})
    assert keyed.figure_so_far(cell) == 5
    assert keyed.figure_so_far("requests.outcome.total.total") == 2
