"""Opens the dialog of the backups, reads in it and goes back, as a clerk does."""

from dialogs import shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from disclosure_desk.gui.backups.backup_dialog import BackupDialog
from disclosure_desk.gui.backups.restore_dialog import RestoreDialog
from disclosure_desk.gui.widgets.work_apart import WorkApart

CELL = "requests.received.business"


def set_cell(window, value):
    assert window.report_page.document.set_value(CELL, value)


def read(dialog):
    """Wait until the backup that is chosen is read, in a thread of its own."""
    for _ in range(1000):
        if not dialog.findChild(WorkApart).is_busy:
            return dialog
        QTest.qWait(5)
    raise AssertionError(dialog.changes.toPlainText())


def open_copies(window):
    window.actions["backup"].trigger()
    return read(shown(window, BackupDialog))


def go_back(qtbot, dialog):
    """Ask for the chosen copy, and say that it is meant."""
    qtbot.keyClick(dialog.restore_button, Qt.Key.Key_Space)
    qtbot.keyClick(shown(dialog, RestoreDialog).restore_button, Qt.Key.Key_Space)
