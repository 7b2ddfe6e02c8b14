"""A clerk looks a reading through: decisions, steps back, and what it comes to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import NOTES, Change, Note, differences, new_report, notes_to_text
from disclosure_desk.readers.model.reading import Origin, Reading
from disclosure_desk.readers.model.source_items import SourceRow
from disclosure_desk.readers.review.import_review import Confirmation, Taken
from disclosure_desk.readers.review.import_target import Role, roles

FORM = load_form("2021")
LICENCE, PENALTY, COMPULSION = (f"proactive.{row}.decisions" for row in ("licence", "penalty", "compulsion"))


@pytest.fixture
def confirmation():
    notes = (Note("doubtful", LICENCE, "原文是“3件”，读作 3"), Note("unplaced", "", "没有地方放：行政处罚\t4\t5"))
    report = new_report(FORM, "某街道", 2024, {LICENCE: 3, PENALTY: 4, COMPULSION: 5, "problems": "丁。"}, notes)
    items = (SourceRow(("行政许可", "3件")), SourceRow(("行政处罚", "4", "5")))
    origins = {LICENCE: Origin(0, "3件"), PENALTY: Origin(1, "4"), COMPULSION: Origin(1, "5")}
    return Confirmation(Reading(report, notes, items, origins, frozenset(origins), {PENALTY: (Origin(0, "40"),)}))


def stop_at(confirmation, place):
    return next(stop for stop in confirmation.stops if stop.place == place)


def test_accepting_counts_down_and_is_taken_back(confirmation):
    assert confirmation.left == 4
    confirmation.accept([stop_at(confirmation, LICENCE)])
    assert confirmation.left == 3
    assert confirmation.is_seen(stop_at(confirmation, LICENCE))
    assert confirmation.undo() == stop_at(confirmation, LICENCE)
    assert (confirmation.left, confirmation.decisions) == (4, 0)
    assert confirmation.undo() is None


def test_a_correction_holds_until_it_is_taken_back(confirmation):
    stop = stop_at(confirmation, LICENCE)
    confirmation.correct(stop, 30)
    assert (confirmation.value(LICENCE), confirmation.is_corrected(stop)) == (30, True)
    confirmation.correct(stop, 3)
    assert (confirmation.value(LICENCE), confirmation.is_corrected(stop)) == (3, False)
    confirmation.undo()
    assert confirmation.value(LICENCE) == 30
    confirmation.undo()
    assert (confirmation.value(LICENCE), confirmation.is_seen(stop)) == (3, False)


def test_the_next_that_waits_is_found_round_the_end(confirmation):
    first = [confirmation.next_waiting(number) for number in (-1, 0, 3)]
    assert first == [0, 1, 0]
    for stop in confirmation.stops:
        confirmation.accept([stop])
    assert confirmation.next_waiting(0) is None


def test_a_row_is_accepted_at_once(confirmation):
    row = confirmation.row_of(stop_at(confirmation, PENALTY))
    assert [stop.place for stop in row] == [PENALTY, COMPULSION]
    confirmation.accept(row)
    assert (confirmation.left, confirmation.decisions) == (2, 1)
    remark = next(stop for stop in confirmation.stops if stop.kind == "remark")
    assert confirmation.row_of(remark) == [remark]


def test_a_correction_may_break_what_added_up_and_mend_what_did_not():
    cells = {cell.id: 0 for cell in FORM.cells.values() if cell.grid == "disputes"}
    origins = {cell: Origin(0, "0") for cell in cells}
    read = Reading(new_report(FORM, "某街道", 2024, cells), (), (SourceRow(("0",) * 15),), origins)
    confirmation = Confirmation(read)
    assert confirmation.left == 0
    confirmation.correct(stop_at(confirmation, "disputes.reconsideration.upheld"), 2)
    total = stop_at(confirmation, "disputes.reconsideration.total")
    assert confirmation.is_waiting(total)
    assert "行政复议 总计" in confirmation.reasons(total)[0]
    confirmation.correct(total, 2)
    assert not confirmation.reasons(total)


def test_what_does_not_add_up_waits_before_anything_is_decided():
    cells = {cell.id: 0 for cell in FORM.cells.values() if cell.grid == "disputes"}
    cells["disputes.reconsideration.total"] = 9
    origins = {cell: Origin(0, "0") for cell in cells}
    read = Reading(new_report(FORM, "某街道", 2024, cells), (), (SourceRow(("0",) * 15),), origins)

    assert Confirmation(read).left == 1


def test_what_comes_of_it_tells_read_and_corrected_apart(confirmation):
    confirmation.correct(stop_at(confirmation, LICENCE), 30)
    confirmation.correct(stop_at(confirmation, PENALTY), None)
    taken = confirmation.taken()
    assert taken.corrections == (Change(LICENCE, 3, 30), Change(PENALTY, 4, None))
    changes = taken.changes_to(taken.blank)
    assert [change for change in changes if change.place == LICENCE] == [
        Change(LICENCE, None, 3),
        Change(LICENCE, 3, 30),
    ]
    report = taken.blank
    report.apply(changes)
    assert {place: report.value(place) for place in (LICENCE, PENALTY, COMPULSION, "problems")} == {
        LICENCE: 30,
        PENALTY: None,
        COMPULSION: 5,
        "problems": "丁。",
    }
    assert taken.blank.notes == taken.report.notes


def test_a_report_that_says_the_corrected_already_changes_nothing(confirmation):
    confirmation.correct(stop_at(confirmation, LICENCE), 30)
    taken = confirmation.taken()
    same = new_report(FORM, "某街道", 2024, {LICENCE: 30, PENALTY: 4, COMPULSION: 5, "problems": "丁。"})
    assert taken.changes_to(same) == ()
    other = new_report(FORM, "某街道", 2024, {LICENCE: 30, PENALTY: 4, COMPULSION: 5, "problems": "别的"})
    assert taken.count(other) == 1
    assert taken.count(taken.report) == 1


def test_notes_of_another_file_give_way_to_those_of_this_one(confirmation):
    taken = confirmation.taken()
    stored = new_report(FORM, taken.report.unit, taken.report.year, {}, (Note("label", "", "旧的"),))
    *_, last = taken.changes_to(stored)
    assert last == Change(NOTES, notes_to_text(stored.notes), notes_to_text(taken.report.notes))
    assert taken.count(stored) == len(taken.changes_to(stored)) - 1
    stored.apply(taken.changes_to(stored))
    assert stored.notes == taken.report.notes
    values = {**taken.report.cells, **taken.report.texts}
    same = new_report(FORM, stored.unit, stored.year, values, (Note("label", "", "旧的"),))
    assert taken.changes_to(same) == ()


def test_doubts_that_were_not_looked_at_stay_as_notes(confirmation):
    confirmation.accept([stop_at(confirmation, COMPULSION)])
    notes = confirmation.taken().report.notes
    assert notes[:2] == confirmation.reading.report.notes
    assert notes[2:] == (Note("doubtful", PENALTY, "原文里有 2 种读法"),)


def test_a_remark_on_the_name_that_was_not_looked_at_stays_one_note():
    note = Note("doubtful", "unit", "标题没有写明单位，请核对。")
    confirmation = Confirmation(Reading(new_report(FORM, "某街道", 2024, notes=[note]), (note,)))
    assert confirmation.left == 1
    assert confirmation.taken().report.notes == (note,)


def test_our_own_file_is_only_read_over(full_report):
    confirmation = Confirmation(Reading(full_report, (Note("doubtful", LICENCE, "看一看"),)))
    assert confirmation.left == 1
    confirmation.correct(confirmation.stops[0], 1)
    assert confirmation.left == 0
    assert differences(confirmation.taken().report, full_report) == ()


def test_another_name_of_the_unit_is_noted():
    taken = Taken(new_report(FORM, "某街道", 2024, {LICENCE: 3, "problems": "丁。"})).under("某街道办事处")
    assert (taken.report.unit, taken.report.value(LICENCE), taken.report.value("problems")) == (
        "某街道办事处",
        3,
        "丁。",
    )
    assert taken.report.notes == (Note("title", "unit", "原文的机关名称是“某街道”，记作“某街道办事处”"),)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.one_of(st.none(), st.integers(0, 99))), max_size=12))
def test_every_step_taken_back_gives_what_was_read(steps):
    items = (SourceRow(tuple("0123456789")),)
    cells = [cell.id for cell in FORM.cells.values()][:10]
    origins = {cell: Origin(0, str(number)) for number, cell in enumerate(cells)}
    report = new_report(FORM, "某街道", 2024, dict(zip(cells, range(10), strict=True)))
    confirmation = Confirmation(Reading(report, (), items, origins, frozenset(cells[:4])))
    before = confirmation.left
    for number, value in steps:
        stop = confirmation.stops[number % len(confirmation.stops)]
        if value is None:
            confirmation.accept([stop])
        else:
            confirmation.correct(stop, value)
    assert confirmation.taken().blank.cells == dict.fromkeys(FORM.cells)
    while confirmation.undo():
        pass
    assert confirmation.left == before
    assert confirmation.taken().corrections == ()
    assert differences(confirmation.taken().report, report) == ()


@pytest.mark.parametrize(
    ("unit", "year", "at_work", "likely", "can_be_last", "other"),
    [
        ("甲", 2024, None, Role.DRAFT, False, ""),
        ("甲", 2024, ("甲", 2025), Role.LAST_YEAR, True, ""),
        ("甲街道", 2024, ("甲", 2025), Role.LAST_YEAR, True, "甲"),
        ("甲", 2025, ("甲", 2025), Role.DRAFT, False, ""),
        ("甲", 2023, ("甲", 2025), Role.DRAFT, False, ""),
    ],
)
def test_the_role_follows_from_what_is_at_work(unit, year, at_work, likely, can_be_last, other):  # noqa: PLR0913, PLR0917 - a table
    beside = new_report(FORM, *at_work) if at_work else None
    found = roles(new_report(FORM, unit, year), beside)
    assert (found.likely, found.can_be_last, found.other_unit) == (likely, can_be_last, other)
    assert ("不能当作去年的报告" in found.told) == (at_work is not None and not can_be_last)
