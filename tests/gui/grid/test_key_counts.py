"""How many keys it takes to key whole reports: a small one, and a busy table three."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from disclosure_desk.gui.grid.keyed_path import KeyedOrder

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_services", "other")
BUSY_ROWS = {
    "received": (128, 23, 14, 17, 12, 19),
    "pending_at_start": (17, 11, 10, 13, 11, 12),
    "outcome.granted": (64, 11, 12, 14, 13, 11),
    "outcome.partially_granted": (32, 15, 11, 12, 10, 12),
    "outcome.denied.prohibited_by_law": (18, 11, 10, 11, 10, 11),
    "outcome.unable.still_unclear": (16, 13, 10, 11, 11, 11),
    "outcome.not_processed.duplicate": (11, 10, 10, 10, 10, 10),
    "pending_at_end": (15, 12, 10, 11, 10, 10),
}
"""48 figures of a busy unit, in the rows that such units fill."""


class Keys:
    """Presses keys at a table page, and counts them; what the window adds to them is counted by the tests."""

    def __init__(self, page, count=0):
        self.page, self.count = page, count

    def press(self, key, held=Qt.KeyboardModifier.NoModifier):
        self.count += 1
        QTest.keyClick(QApplication.focusWidget(), key, held)

    def type_(self, figure):
        for digit in str(figure):
            self.press(Key(Key.Key_0 + int(digit)))

    def zero(self):
        """Fill the rest with 0, which is one key."""
        self.count += 1
        self.page.edits.fill_zero()

    def go_down_to(self, row):
        """From the first column: by groups as far as they lead, then row by row."""
        target = self.page.model.boxes[f"requests.{row}.natural_person"].row
        while self.page.view.current_box.row < target:
            box = self.page.view.current_box
            start = self.page.view.path.group(box, box.column, 1)
            is_shorter = start.row > box.row + 1 and start.row <= target
            self.press(Key.Key_Down, CONTROL if is_shorter else Qt.KeyboardModifier.NoModifier)
        assert self.page.view.current_box.row == target


def test_a_small_office_needs_few_keys_for_its_three_tables(sit_at, blank_document):
    count = 3  # Ctrl+2, Ctrl+3, Ctrl+4
    for grid in ("proactive", "requests", "disputes"):
        keys = Keys(sit_at(blank_document, grid).page, count)
        if grid == "requests":
            keys.type_(1)
            keys.press(Key.Key_Return)
            keys.press(Key.Key_Return)
            keys.type_(1)
            keys.press(Key.Key_Return)
        keys.zero()
        count = keys.count
    report = blank_document.report
    assert all(report.figure(cell) is not None for cell in report.cells)
    assert (report.figure("requests.outcome.total.total"), report.figure("requests.received.total")) == (1, 1)
    assert count <= 30


def test_a_busy_table_three_needs_its_digits_enter_and_twelve_keys(clerk):
    keys = Keys(clerk.page, 2)  # Ctrl+3, and 按行
    clerk.page.order_buttons[KeyedOrder.ROWS].click()
    for row, figures in BUSY_ROWS.items():
        keys.go_down_to(row)
        for figure in figures:
            keys.type_(figure)
            keys.press(Key.Key_Return)
    keys.zero()
    report = clerk.page.model.document.report
    for row, figures in BUSY_ROWS.items():
        assert [report.cells[f"requests.{row}.{column}"] for column in COLUMNS] == [*figures]
    digits = sum(len(str(figure)) for figures in BUSY_ROWS.values() for figure in figures)
    assert sum(len(figures) for figures in BUSY_ROWS.values()) == 48
    assert keys.count <= digits + 48 + 12
