"""A clerk looks a reading through: decisions, steps back, and what it comes to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import NOTES, Change, Note, differences, new_report, notes_to_text
from disclosure_desk.readers.model.reading import Origin, Reading
from disclosure_desk.readers.model.remark import SourceNote, noted_before
from disclosure_desk.readers.model.source_items import SourceParagraph, SourceRow
from disclosure_desk.readers.review.import_review import ImportResult, ImportReview
from disclosure_desk.readers.review.import_target import ImportTarget, import_targets

FORM = load_form("2021")
LICENCE, PENALTY, COMPULSION = (f"proactive.{row}.decisions" for row in ("licence", "penalty", "compulsion"))


@pytest.fixture
def review():
    notes = (
        SourceNote("doubtful", LICENCE, "原文是“3件”，读作 3", item=0),
        SourceNote("unplaced", "", "没有地方放", "行政处罚\t4\t5", 1),
    )
    values = {LICENCE: 3, PENALTY: 4, COMPULSION: 5, "problems": "丁。"}
    report = new_report(FORM, "某街道", 2024, values, (note.note for note in notes))
    items = (SourceRow(("行政许可", "3件")), SourceRow(("行政处罚", "4", "5")))
    origins = {LICENCE: Origin(0, "3件"), PENALTY: Origin(1, "4"), COMPULSION: Origin(1, "5")}
    return ImportReview(Reading(report, notes, items, origins, frozenset(origins), {PENALTY: (Origin(0, "40"),)}))


def stop_at(review, place):
    return next(item for item in review.items if item.place == place)


def test_accepting_counts_down_and_is_taken_back(review):
    assert review.waiting_count == 4
    review.accept([stop_at(review, LICENCE)])
    assert review.waiting_count == 3
    assert review.is_seen(stop_at(review, LICENCE))
    assert review.undo() == stop_at(review, LICENCE)
    assert (review.waiting_count, review.step_count) == (4, 0)
    assert review.undo() is None


def test_a_correction_holds_until_it_is_taken_back(review):
    item = stop_at(review, LICENCE)
    review.correct(item, 30)
    assert (review.value(LICENCE), review.is_corrected(item)) == (30, True)
    review.correct(item, 3)
    assert (review.value(LICENCE), review.is_corrected(item)) == (3, False)
    review.undo()
    assert review.value(LICENCE) == 30
    review.undo()
    assert (review.value(LICENCE), review.is_seen(item)) == (3, False)


def test_the_next_that_waits_is_found_round_the_end(review):
    first = [review.next_waiting(number) for number in (-1, 0, 3)]
    assert first == [0, 1, 0]
    for item in review.items:
        review.accept([item])
    assert review.next_waiting(0) is None


def test_a_row_is_accepted_at_once(review):
    row = review.waiting_in_row(stop_at(review, PENALTY))
    assert [item.place for item in row] == [PENALTY, COMPULSION]
    review.accept(row)
    assert (review.waiting_count, review.step_count) == (2, 1)
    remark = next(item for item in review.items if item.kind == "remark")
    assert review.waiting_in_row(remark) == [remark]


def test_a_correction_may_break_what_added_up_and_mend_what_did_not():
    cells = {cell.id: 0 for cell in FORM.cells.values() if cell.grid == "disputes"}
    origins = {cell: Origin(0, "0") for cell in cells}
    read = Reading(new_report(FORM, "某街道", 2024, cells), (), (SourceRow(("0",) * 15),), origins)
    review = ImportReview(read)
    assert review.waiting_count == 0
    review.correct(stop_at(review, "disputes.reconsideration.upheld"), 2)
    total = stop_at(review, "disputes.reconsideration.total")
    assert review.is_waiting(total)
    assert "行政复议 总计" in review.reasons(total)[0]
    review.correct(total, 2)
    assert not review.reasons(total)


def test_what_does_not_add_up_waits_before_anything_is_decided():
    cells = {cell.id: 0 for cell in FORM.cells.values() if cell.grid == "disputes"}
    cells["disputes.reconsideration.total"] = 9
    origins = {cell: Origin(0, "0") for cell in cells}
    read = Reading(new_report(FORM, "某街道", 2024, cells), (), (SourceRow(("0",) * 15),), origins)

    assert ImportReview(read).waiting_count == 1


def test_what_comes_of_it_tells_read_and_corrected_apart(review):
    review.correct(stop_at(review, LICENCE), 30)
    review.correct(stop_at(review, PENALTY), None)
    result = review.result()
    assert result.corrections == (Change(LICENCE, 3, 30), Change(PENALTY, 4, None))
    changes = result.changes_to(result.blank)
    assert [change for change in changes if change.place == LICENCE] == [
        Change(LICENCE, None, 3),
        Change(LICENCE, 3, 30),
    ]
    report = result.blank
    report.apply(changes)
    assert {place: report.value(place) for place in (LICENCE, PENALTY, COMPULSION, "problems")} == {
        LICENCE: 30,
        PENALTY: None,
        COMPULSION: 5,
        "problems": "丁。",
    }
    assert result.blank.notes == result.report.notes


def test_a_report_that_says_the_corrected_already_changes_nothing(review):
    review.correct(stop_at(review, LICENCE), 30)
    result = review.result()
    same = new_report(FORM, "某街道", 2024, {LICENCE: 30, PENALTY: 4, COMPULSION: 5, "problems": "丁。"})
    assert result.changes_to(same) == ()
    other = new_report(FORM, "某街道", 2024, {LICENCE: 30, PENALTY: 4, COMPULSION: 5, "problems": "别的"})
    assert result.count_differences(other) == 1
    assert result.count_differences(result.report) == 1


def test_notes_of_another_file_give_way_to_those_of_this_one(review):
    result = review.result()
    stored = new_report(FORM, result.report.unit, result.report.year, {}, (Note("label", "", "旧的"),))
    *_, last = result.changes_to(stored)
    assert last == Change(NOTES, notes_to_text(stored.notes), notes_to_text(result.report.notes))
    assert result.count_differences(stored) == len(result.changes_to(stored)) - 1
    stored.apply(result.changes_to(stored))
    assert stored.notes == result.report.notes
    values = {**result.report.cells, **result.report.texts}
    same = new_report(FORM, stored.unit, stored.year, values, (Note("label", "", "旧的"),))
    assert result.changes_to(same) == ()


def test_doubts_that_were_not_looked_at_stay_as_notes(review):
    review.accept([stop_at(review, COMPULSION)])
    notes = review.result().report.notes
    assert notes[:2] == review.reading.report.notes
    assert notes[2:] == (Note("doubtful", PENALTY, "原文里有 2 种读法"),)


def test_a_doubt_about_the_name_is_asked_and_stays_a_note_until_it_is_answered():
    note = Note("doubtful", "unit", "标题没有写明单位，请核对。")
    review = ImportReview(Reading(new_report(FORM, "某街道", 2024, notes=[note]), (noted_before(note),)))
    assert (review.waiting_count, review.needs_name) == (0, True)
    assert review.result().report.notes == (note,)
    review.name("某街道办事处", 2024)
    assert review.result().report.unit == "某街道办事处"
    assert [note.text for note in review.result().report.notes] == ["原文的机关名称是“某街道”，记作“某街道办事处”"]


def test_our_own_file_is_only_read_over(full_report):
    review = ImportReview(Reading(full_report, (SourceNote("doubtful", LICENCE, "看一看"),)))
    assert review.waiting_count == 1
    review.correct(review.items[0], 1)
    assert review.waiting_count == 0
    assert differences(review.result().report, full_report) == ()


def test_another_name_of_the_unit_is_noted():
    result = ImportResult(new_report(FORM, "某街道", 2024, {LICENCE: 3, "problems": "丁。"})).under_unit("某街道办事处")
    assert (result.report.unit, result.report.value(LICENCE), result.report.value("problems")) == (
        "某街道办事处",
        3,
        "丁。",
    )
    assert result.report.notes == (Note("title", "unit", "原文的机关名称是“某街道”，记作“某街道办事处”"),)


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.one_of(st.none(), st.integers(0, 99))), max_size=12))
def test_every_step_taken_back_gives_what_was_read(steps):
    items = (SourceRow(tuple("0123456789")),)
    cells = [cell.id for cell in FORM.cells.values()][:10]
    origins = {cell: Origin(0, str(number)) for number, cell in enumerate(cells)}
    report = new_report(FORM, "某街道", 2024, dict(zip(cells, range(10), strict=True)))
    review = ImportReview(Reading(report, (), items, origins, frozenset(cells[:4])))
    before = review.waiting_count
    for number, value in steps:
        item = review.items[number % len(review.items)]
        if value is None or item.size:
            review.accept([item])
        else:
            review.correct(item, value)
    assert review.result().blank.cells == dict.fromkeys(FORM.cells)
    while review.undo():
        pass
    assert review.waiting_count == before
    assert review.result().corrections == ()
    assert differences(review.result().report, report) == ()


@pytest.mark.parametrize(
    ("unit", "year", "at_work", "likely", "can_be_last", "other"),
    [
        ("甲", 2024, None, ImportTarget.DRAFT, False, ""),
        ("甲", 2024, ("甲", 2025), ImportTarget.LAST_YEAR, True, ""),
        ("甲街道", 2024, ("甲", 2025), ImportTarget.LAST_YEAR, True, "甲"),
        ("甲", 2025, ("甲", 2025), ImportTarget.DRAFT, False, ""),
        ("甲", 2023, ("甲", 2025), ImportTarget.DRAFT, False, ""),
    ],
)
def test_the_target_follows_from_the_open_report(unit, year, at_work, likely, can_be_last, other):  # noqa: PLR0913, PLR0917 - a table
    beside = new_report(FORM, *at_work) if at_work else None
    found = import_targets(new_report(FORM, unit, year), beside)
    assert (found.likely, found.can_be_last_year, found.open_unit) == (likely, can_be_last, other)
    assert ("不能当作去年的报告" in found.obstacle) == (at_work is not None and not can_be_last)


@pytest.fixture
def review_of_many():
    """Four cells that hold a stroke, and two lines of a page."""
    cells = [cell.id for cell in FORM.cells.values() if cell.grid == "disputes"][:4]
    items = (SourceParagraph("首页"), SourceRow(("/",) * 4), SourceParagraph("版权所有"))
    notes = [SourceNote("original", cell, "", "/", 1) for cell in cells]
    notes += [SourceNote("unplaced", "", "这一行是页面、目录或者落款", items[at].text, at) for at in (0, 2)]
    origins = {cell: Origin(1, "/") for cell in cells}
    report = new_report(FORM, "某街道", 2024, {}, (note.note for note in notes))
    return ImportReview(Reading(report, tuple(notes), items, origins, frozenset(cells)))


def test_what_has_one_cause_stands_under_one_head_and_counts_once(review_of_many):
    heads = [item for item in review_of_many.items if item.size]

    assert [(head.kind, head.size, head.source_items) for head in heads] == [("doubt", 4, (1,)), ("remark", 2, (0, 2))]
    assert [item.reasons for item in heads] == [(remark.text,) for remark in review_of_many.reading.remarks]
    assert review_of_many.waiting_count == 2
    assert [len(review_of_many.under(head)) for head in heads] == [4, 2]


def test_a_head_is_accepted_with_all_under_it_in_one_step(review_of_many):
    head = review_of_many.items[0]
    review_of_many.accept([head])

    assert all(map(review_of_many.is_seen, (head, *review_of_many.under(head))))
    assert (review_of_many.waiting_count, review_of_many.step_count) == (1, 1)
    assert review_of_many.undo() == head
    assert review_of_many.is_waiting(head)


def test_a_head_is_seen_once_all_under_it_are(review_of_many):
    head = review_of_many.items[0]
    for item in review_of_many.under(head):
        assert review_of_many.is_waiting(head)
        review_of_many.accept([item])

    assert not review_of_many.is_waiting(head)


def test_only_what_is_under_an_opened_head_is_stepped_through(review_of_many):
    opened = {review_of_many.items[0].key}

    assert [review_of_many.next_waiting(at) for at in (-1, 0, 4)] == [0, 5, 5]
    assert [review_of_many.next_waiting(at, opened) for at in (-1, 0, 4, 5)] == [1, 1, 5, 1]
    assert [review_of_many.head_of(at) for at in range(8) if at < len(review_of_many.items)] == [
        None, 0, 0, 0, 0, None, 5, 5,
    ]  # fmt: skip
