"""Long work is stopped by its button, and else goes on to the end without a word."""

import pytest
from PySide6.QtWidgets import QProgressDialog, QPushButton, QWidget

from disclosure_desk.core.stopping import StoppedError
from disclosure_desk.gui.widgets import long_work as module
from disclosure_desk.gui.widgets.long_work import long_work

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_it_says_how_far_it_is_and_ends_where_that_is_wanted(parent, monkeypatch):
    monkeypatch.setattr(module, "_AFTER", 0)
    shown = []

    def work():
        with long_work(parent, "正在查找……") as progress:
            for done in range(5):
                progress(done, 5)
                dialog = parent.findChild(QProgressDialog)
                shown.append((dialog.isVisible(), dialog.labelText(), dialog.value(), dialog.maximum()))
                if done == 2:
                    dialog.findChild(QPushButton).click()

    with pytest.raises(StoppedError):
        work()
    assert shown[-1] == (True, "正在查找……", 2, 5)
    assert len(shown) == 3


def test_what_is_done_soon_shows_nothing(parent):
    with long_work(parent, "正在备份……") as progress:
        for done in range(3):
            progress(done, 3)
            assert not parent.findChild(QProgressDialog).isVisible()
