"""What a screen reader hears: every page, control, cell, head and finding says in words what its picture says."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


def heard(widget, text=NAME):
    return QAccessible.queryAccessibleInterface(widget).text(text)


def nameless(window):
    """What can have the keyboard and says nothing."""
    found = [one for one in window.findChildren(QWidget) if one.isVisible() and one.focusPolicy() != Qt.NoFocus]
    return [(type(one).__name__, one.objectName()) for one in found if not heard(one).strip()]


def test_whatever_takes_the_keyboard_has_a_name_on_every_page(qtbot, window, full_report):
    assert nameless(window.frame) == []
    window.session.open_report(window.session.take_in(full_report))
    page = window.report_page
    page.document.set_value("disputes.litigation_after.total", 77)
    qtbot.waitUntil(lambda: page.findings.card is not None)
    for section in ("disputes", "overview"):
        page.enter_section(section)
        for tab in range(2):
            page.workspace.panel.tabs.setCurrentIndex(tab)
            QApplication.processEvents()
            assert nameless(window.frame) == []
    for number in (3, 4, 5):
        window.actions[f"stage {number}"].trigger()
        QApplication.processEvents()
        assert nameless(window.frame) == []


def test_cells_and_heads_of_a_table_are_heard_with_place_figure_and_state(qtbot, at_work):
    page = at_work.report_page
    page.enter_section("disputes")
    page.document.set_value("disputes.litigation_after.total", 77)
    qtbot.waitUntil(lambda: page.findings.current is not None)
    view = page.page.view
    table = QAccessible.queryAccessibleInterface(view)
    told = next(one for one in map(table.child, range(table.childCount())) if one and "：77" in one.text(NAME))
    assert told.text(NAME).startswith("表四“复议后起诉 总计”：77，与程序算出的 ")
    assert told.text(NAME).endswith(" 不同，必须改")
    assert page.findings.current.message in told.text(DESCRIPTION)
    page.enter_section("requests")
    model = page.page.model
    roles = Qt.ItemDataRole.AccessibleTextRole
    rows = {model.headerData(row, Qt.Orientation.Vertical, roles) for row in range(model.rowCount())}
    columns = [model.headerData(column, Qt.Orientation.Horizontal, roles) for column in range(model.columnCount())]
    assert {"一、本年新收政府信息公开申请数量", "（一）予以公开"} <= rows
    assert columns[-7:][0] == "自然人"
    assert not any(words.isdigit() for words in [*rows, *columns])


def test_a_locked_report_and_covered_places_are_heard(at_work):
    page = at_work.report_page
    page.enter_section("requests")
    model = page.page.model
    page.document.set_lock("已定稿。")
    cell = model.index_of(model.boxes["requests.received.business"])
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole).endswith("，不能改")
    head = model.index(0, model.columnCount() - 1)  # covered by a head that begins further left
    assert head.data(Qt.ItemDataRole.AccessibleTextRole) == "申请人情况"
    assert head.data() is None


def test_path_rail_and_verdict_are_heard(qtbot, at_work):
    page = at_work.report_page
    page.document.set_value("disputes.litigation_after.total", 77)
    qtbot.waitUntil(lambda: page.findings.current is not None)
    told = [heard(button) for button in page.path.stages.values()]
    assert told[1] == "核对，必须改 1，现在在这里"
    assert heard(page.path.next_button).strip() == "改这 1 处"
    rail = QAccessible.queryAccessibleInterface(page.sections)
    assert "四、政府信息公开行政复议、行政诉讼情况" in rail.child(4).text(NAME)
    assert "1 处必须改" in rail.child(4).text(NAME)
