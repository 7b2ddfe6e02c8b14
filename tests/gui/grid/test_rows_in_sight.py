"""How much of table three is in sight on the screens of offices, and that no figure is cut there."""

import pytest
from PySide6.QtWidgets import QApplication

from disclosure_desk.core.report import new_report
from disclosure_desk.gui.report.report_page import ReportPage
from disclosure_desk.gui.session.document import Document

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
    [((1366, 768), 18), ((1366, 698), 15), ((1280, 720), 16), ((1093, 614), 11), ((960, 600), 8), ((1920, 1040), 25)],
)
def test_table_three_shows_its_rows_on_every_screen(qtbot, usual, size, rows):
    view = shown_at(qtbot, usual, "requests.received.natural_person", size)
    qtbot.waitUntil(lambda: rows_in_sight(view) >= rows)
    assert view.foot.isVisible()
    assert view.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("place", ["requests.received.natural_person", "disputes.reconsideration.upheld"])
@pytest.mark.parametrize(
    ("size", "rows"),
    [((1366, 768), 17), ((1280, 720), 16), ((1093, 614), 11), ((960, 600), 10), ((911, 512), 7), ((1920, 1040), 25)],
)
def test_large_figures_are_whole_on_every_screen(qtbot, large, place, size, rows):
    view = shown_at(qtbot, large, place, size)
    qtbot.waitUntil(lambda: place.startswith("disputes") or rows_in_sight(view) >= rows)
    model, fonts = view.grid_model, view.dress.fonts
    assert view.horizontalScrollBar().maximum() == 0
    for cell, box in model.boxes.items():
        metrics = fonts.of_totals if model.state(cell).is_sum else fonts.of_figures
        assert metrics.horizontalAdvance(model.state(cell).text) + 2 * fonts.edge <= view.columnWidth(box.column)
    for column, balance in model.column_balances.items():
        assert all(
            fonts.of_totals.horizontalAdvance(text) + 2 * fonts.edge <= view.columnWidth(column)
            for text in balance.texts
        )
