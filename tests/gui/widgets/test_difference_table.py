"""What differs is read whole: no place, figure or sentence is cut, and no line at the edge of the table."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QStyle

from disclosure_desk.archive.difference import Difference
from disclosure_desk.gui.widgets.difference_table import DifferenceTable
from disclosure_desk.gui.widgets.place_lines import keep_column_whole

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
MOST = 320


@pytest.fixture
def found(form):
    """The cells with the longest names, and a text."""
    cells = sorted(form.cells, key=lambda cell: -len(form.place_name(cell)))[:9]
    text = Difference("problems", form.place_name("problems"), "", "公开不够及时，要进一步加强。" * 4)
    return [text, *(Difference(cell, form.place_name(cell), "0", "7") for cell in cells)]


def heights(table):
    """Of each line how high it is, and how high it has to be."""
    metrics, margin = table.fontMetrics(), 2 * (table.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1)
    for row in range(table.rowCount()):
        rooms = [QRect(0, 0, table.columnWidth(column) - margin, 9999) for column in range(3)]
        words = [table.item(row, column).text() for column in range(3)]
        flags = Qt.TextFlag.TextWordWrap
        needed = [metrics.boundingRect(room, flags, one).height() for room, one in zip(rooms, words, strict=True)]
        yield table.rowHeight(row), max(needed)


@pytest.mark.parametrize("most", [0, MOST])
def test_no_line_is_cut_whatever_its_width_and_type(qtbot, found, most):
    table = DifferenceTable("上一版", "这一版", most=most)
    qtbot.addWidget(table)
    table.show_differences(found)
    table.resize(860, 300)
    table.show()
    larger = QFont(table.font())
    larger.setPointSizeF(larger.pointSizeF() * 1.4)
    for width, font in ((860, table.font()), (620, table.font()), (1200, larger)):
        table.setFont(font)
        table.resize(width, table.height())
        QApplication.processEvents()
        assert all(height >= needed for height, needed in heights(table))
        if most:
            assert table.height() <= MOST + 60
            seen = table.viewport().height()
            assert seen in {table.rowViewportPosition(row) for row in range(1, table.rowCount())}  # whole lines


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("（二）部分公开 · 自然人", "（二）部分公开 · 自|然|人"),
        ("表三“（二）部分公开”“自然人”", "表三“（二）部分公开”“自|然|人|”"),
        ("总述", "总述"),
        ("表三“本年新收政府信息公开申请数量”", "表三“本年新收政府信息公开申请数量”"),
    ],
)
def test_a_line_breaks_before_the_name_of_a_column_and_not_in_it(place, shown):
    assert keep_column_whole(place) == shown.replace("|", "\u2060")


def test_few_lines_leave_no_empty_room_below(qtbot, found):
    table = DifferenceTable("上一版", "这一版", most=MOST)
    qtbot.addWidget(table)
    table.show_differences(found[1:2])
    table.resize(860, 300)
    table.show()
    QApplication.processEvents()
    assert table.viewport().height() == table.rowHeight(0)
