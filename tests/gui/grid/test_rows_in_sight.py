"""How much of table three is in sight on the screens of offices, and that no figure is cut there."""

import pytest
from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from disclosure_desk.core.report import new_report
from disclosure_desk.gui.report.report_page import ReportPage
from disclosure_desk.gui.session.document import Document
from disclosure_desk.gui.widgets.palette import colours

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
MENUS_AND_STATUS = 37 + 26


@pytest.fixture
def large(form, saver, qapp):
    """A report with eight digits in its totals and a few blanks."""
    outcomes = [cell.id for cell in form.cells.values() if cell.grid != "proactive" and not cell.is_sum]
    values = {cell: 1_234_567 if "natural" in cell else 12_345 if "disputes" in cell else 98_765 for cell in outcomes}
    values |= dict.fromkeys(outcomes[-20:-16])
    yield Document(saver, 1, new_report(form, "甲局", 2025, values))
    qapp.processEvents()


def shown_at(qtbot, document, place, size):
    page = ReportPage(document)
    qtbot.addWidget(page)
    page.resize(size[0], size[1] - MENUS_AND_STATUS)
    page.show()
    page.go_to(place)
    QApplication.processEvents()
    return page.page.view


def rows_in_sight(view):
    """How many rows of figures are whole in sight."""
    window = view.viewport().rect()
    boxes = [row[0] for row in view.path.rows]
    return sum(window.contains(view.visualRect(view.grid_model.index_of(box)).center()) for box in boxes)


@pytest.fixture
def usual(form, saver, qapp):
    """A report with three digits and nothing blank."""
    asked = [cell.id for cell in form.cells.values() if not cell.is_sum]
    yield Document(saver, 1, new_report(form, "甲局", 2025, {cell: 13 if "natural" in cell else 2 for cell in asked}))
    qapp.processEvents()


@pytest.mark.parametrize(
    ("size", "rows"),
    [
        *(((1366, 768), 18), ((1366, 698), 15), ((1280, 720), 16), ((1093, 614), 11), ((960, 600), 8)),
        *(((911, 512), 9), ((1920, 1040), 25)),
    ],
)
def test_table_three_shows_its_rows_on_every_screen(qtbot, usual, size, rows):
    view = shown_at(qtbot, usual, "requests.received.natural_person", size)
    qtbot.waitUntil(lambda: rows_in_sight(view) >= rows)
    assert view.foot.isVisible()
    assert view.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("place", ["requests.received.natural_person", "disputes.reconsideration.upheld"])
@pytest.mark.parametrize(
    ("size", "rows"),
    [((1366, 768), 17), ((1280, 720), 16), ((1093, 614), 11), ((960, 600), 10), ((911, 512), 9), ((1920, 1040), 25)],
)
def test_large_figures_are_whole_on_every_screen(qtbot, large, place, size, rows):
    view = shown_at(qtbot, large, place, size)
    qtbot.waitUntil(lambda: place.startswith("disputes") or rows_in_sight(view) >= rows)
    model, fonts = view.grid_model, view.table_style.fonts
    assert view.horizontalScrollBar().maximum() == 0
    for cell, box in model.boxes.items():
        metrics = fonts.of_totals if model.state(cell).is_sum else fonts.of_figures
        assert metrics.horizontalAdvance(model.state(cell).text) + 2 * fonts.edge <= view.columnWidth(box.column)
    for column, balance in model.column_balances.items():
        assert all(
            fonts.of_totals.horizontalAdvance(text) + 2 * fonts.edge <= view.columnWidth(column)
            for text in balance.texts
        )


@pytest.mark.qt_log_ignore("does not support")  # tips, on the offscreen platform
def test_on_a_low_screen_the_tables_name_and_long_labels_make_room_for_rows(qtbot, large):
    view = shown_at(qtbot, large, "requests.outcome.partially_granted.business", (911, 512))
    page = view.parent()
    qtbot.waitUntil(page.heading.isHidden)
    assert page.where.place.isVisible()
    assert page.where.line.y() < page.view.y()
    label = view.grid_model.covering(view.current_box.row, 2)
    QApplication.sendEvent(view.viewport(), help_at(view, label))
    assert QToolTip.text() == label.text
    QToolTip.hideText()
    window = page.window()
    window.resize(1366, 768)
    qtbot.waitUntil(page.heading.isVisible)
    assert page.where.line.parent() is page.where
    assert not view.table_style.has_short_labels


def test_a_sum_that_is_not_all_there_is_marked_where_the_word_has_no_room(qtbot, large):
    view = shown_at(qtbot, large, "requests.received.natural_person", (911, 512))
    model, ink = view.grid_model, colours().ink2.name()
    partial = next(cell for cell in model.boxes if model.state(cell).is_partial and cell.endswith(".total"))
    view.choose(partial)
    view.choose("requests.received.natural_person")
    view.scrollTo(model.index_of(model.boxes[partial]))
    spot = view.visualRect(model.index_of(model.boxes[partial])).topLeft()
    image = view.viewport().grab(QRect(spot, QSize(12, 10))).toImage()
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert ink in seen


def help_at(view, box):
    spot = view.visualRect(view.grid_model.index_of(box)).center()
    return QHelpEvent(QEvent.Type.ToolTip, spot, view.viewport().mapToGlobal(spot))
