"""Help at the cell: the line above the table, and F1, which opens all of it in place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
Key = Qt.Key


def test_every_cell_that_is_filled_says_what_counts_there(form):
    for cell in form.cells.values():
        if not cell.is_sum:
            assert cell.row.help or cell.column.help
    asked = [cell for cell in form.cells.values() if cell.grid == "requests" and not cell.is_sum]
    assert sum(bool(cell.row.excluded or cell.column.excluded) for cell in asked) > len(asked) * 3 // 4


def test_f1_opens_what_counts_and_what_does_not_and_closes_it_again(clerk):
    whole = clerk.page.where.whole
    clerk.go_to("outcome.granted.natural_person")
    assert not whole.isVisible()
    assert "《条例》第三十六条" in clerk.page.where.help.text()
    clerk.press(Key.Key_F1)
    assert whole.isVisible()
    for words in ("计入", "不计", "只公开一部分的，计入（二）。", "代表单位提出的", "第一项加第二项"):
        assert words in whole.text()
    clerk.press(Key.Key_Down)
    assert "区分处理的只计在这里" in whole.text()
    clerk.type_("5")
    clerk.press(Key.Key_F1)
    assert not whole.isVisible()
    assert clerk.editor.is_open
    clerk.press(Key.Key_F1, Key.Key_Return)
    assert clerk.value("outcome.partially_granted.natural_person") == 5
    clerk.press(Key.Key_Escape)
    assert not whole.isVisible()


def test_in_the_window_f1_on_a_cell_is_of_the_cell_and_elsewhere_the_handbook(at_work, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    page, asked = at_work.report_page, []
    at_work.actions["handbook"].triggered.connect(lambda: asked.append("handbook"))
    page.go_to("requests.received.natural_person")
    at_work.frame.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(page.page.view, Key.Key_F1)
    assert page.page.where.whole.isVisible()
    assert asked == []
    page.sections.setFocus()
    QTest.keyClick(page.sections, Key.Key_F1)
    assert asked == ["handbook"]
