"""Doubts of one cause in a review: one line and one key for all of them, or each by itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from review_readings import HELD, KEY, PROBLEMS, at, held_value, press

from disclosure_desk.core.report import new_report
from disclosure_desk.readers.model.reading import Origin, Reading
from disclosure_desk.readers.model.remark import SourceNote
from disclosure_desk.readers.model.source_items import SourceParagraph, SourceRow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


DISPUTES = [f"disputes.reconsideration.{column}" for column in ("upheld", "overturned", "other_result", "pending")]


def many(form):
    """Four cells with a stroke, three lines of a page, and a doubtful text."""
    items = (SourceParagraph("首页"), SourceParagraph("打印"), SourceRow(("/",) * 4), SourceParagraph("版权所有"))
    notes = [SourceNote("original", cell, "", "/", 2) for cell in DISPUTES]
    page = "这一行是页面、目录或者落款，不是正文，没有取用"
    notes += [SourceNote("unplaced", "", page, items[at].text, at) for at in (0, 1, 3)]
    notes.append(SourceNote("doubtful", PROBLEMS, "标题是旧的"))
    origins = {cell: Origin(2, "/", at) for at, cell in enumerate(DISPUTES)}
    report = new_report(form, "某街道", 2024, {}, (note.note for note in notes))
    return Reading(report, tuple(notes), items, origins, frozenset({*DISPUTES, PROBLEMS}))


def shown_lines(dialog):
    rows = map(dialog.list.item, range(dialog.list.count()))
    return [row.text().split("，")[0] for row in rows if not row.isHidden() and row.flags()]


def test_one_cause_is_one_line_and_one_key(form, open_dialog):
    dialog = open_dialog(many(form))

    assert dialog.counter.text() == "还有 3 处没看"
    assert shown_lines(dialog)[:3] == [
        "有 4 格写的是“/”这样的符号",
        "五、存在的主要问题及改进情况",
        "原文里有 3 行不是报告的正文（网页栏目、目录、页码、落款等）",
    ]
    assert "有 4 格写的是" in dialog.card.why.text()
    assert dialog.source.text._marked == (2,)
    press(KEY.Key_Return, KEY.Key_Return, KEY.Key_Return)
    assert (dialog.counter.text(), dialog.import_button.hasFocus()) == ("都看过了", True)
    assert dialog.review.step_count == 3


def test_a_head_opens_to_the_right_and_closes_to_the_left(form, open_dialog):
    dialog = open_dialog(many(form))
    press(KEY.Key_Right)
    assert at(dialog) == DISPUTES[0]
    assert dialog.card.why.text() == "这里不是数字，先空着"
    assert len(shown_lines(dialog)) == len(dialog.review.items) - 3
    press("7", KEY.Key_Return)
    assert (held_value(dialog, DISPUTES[0]), at(dialog)) == (7, DISPUTES[1])
    press(KEY.Key_Left)
    assert dialog._item.size == 4
    assert shown_lines(dialog)[1] == "五、存在的主要问题及改进情况"
    press(KEY.Key_Return)
    assert all(dialog.review.is_seen(item) for item in dialog.review.items if item.place in DISPUTES)
    assert held_value(dialog, DISPUTES[0]) == 7


def test_stepping_back_shows_what_was_decided_under_a_head(form, open_dialog):
    dialog = open_dialog(many(form))
    press(KEY.Key_Right, "7", KEY.Key_Return, KEY.Key_Left)
    press(KEY.Key_Z, held=HELD.ControlModifier)
    assert (at(dialog), held_value(dialog, DISPUTES[0])) == (DISPUTES[0], None)
    assert not dialog.list.item(2).isHidden()


def test_the_lines_of_a_page_are_looked_at_one_by_one_where_the_clerk_wants(form, open_dialog):
    dialog = open_dialog(many(form))
    press(KEY.Key_Return, KEY.Key_Return)
    assert dialog.card.accept_button.text() == "知道了，下一处"
    QTest.mouseClick(dialog.card.open_button, Qt.MouseButton.LeftButton)
    assert dialog.card.why.text() == "这一行是页面、目录或者落款，不是正文，没有取用：首页"
    assert dialog.source.text._marked == (0,)
    press(KEY.Key_Return, KEY.Key_Return, KEY.Key_Return)
    assert dialog.import_button.hasFocus()


def test_keys_that_are_for_places_do_nothing_to_a_head(form, open_dialog):
    dialog = open_dialog(many(form))
    press(KEY.Key_Delete, KEY.Key_F2, "5")
    assert (dialog.review.step_count, dialog._item.size, dialog.card.is_editing) == (0, 4, False)


def test_the_filled_button_is_the_next_step(form, open_dialog):
    dialog = open_dialog(many(form))
    assert (dialog.card.accept_button.objectName(), dialog.import_button.objectName()) == ("main", "plain")
    press(KEY.Key_Return, KEY.Key_Return, KEY.Key_Return)
    assert (dialog.card.accept_button.objectName(), dialog.import_button.objectName()) == ("small", "main")
