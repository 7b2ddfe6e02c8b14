"""A review of a reading in a window of its own."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from review_readings import reading

from disclosure_desk.gui.importing.review_dialog import ReviewDialog
from disclosure_desk.gui.importing.source_pane import Source
from disclosure_desk.readers.review.import_review import ImportReview
from disclosure_desk.readers.review.import_target import ImportTarget, TargetChoice


@pytest.fixture
def open_dialog(qtbot):
    window = QWidget()
    qtbot.addWidget(window)

    def make(reading, choice=None, source=None):
        choice = choice or TargetChoice(ImportTarget.DRAFT, can_be_last_year=False)
        source = source or Source("年报.txt", b"", ".txt")
        dialog = ReviewDialog(source, ImportReview(reading), lambda _report: choice, window)
        dialog.resize(1300, 700)
        with qtbot.waitExposed(dialog):
            dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        return dialog

    yield make
    for dialog in window.findChildren(ReviewDialog):
        dialog.done(0)


@pytest.fixture
def dialog(form, open_dialog):
    return open_dialog(reading(form))
