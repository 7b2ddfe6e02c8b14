"""Keeps what is written in a dialog of a report until the dialog is closed, so that it outlives a crash."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit

from disclosure_desk.gui.session.dialog_drafts import DialogDrafts

Edit = QPlainTextEdit | QLineEdit


def autosave(drafts: DialogDrafts, name: str, edit: Edit, dialog: QDialog) -> None:
    """Keep what is written in a field of a dialog; what was written there before a crash is put into it first."""
    keep_typed(drafts, name, edit)
    dialog.finished.connect(lambda: drafts.forget(name))


def keep_typed(drafts: DialogDrafts, name: str, edit: Edit) -> None:
    """The same in a field of a page: it is kept until somebody says that it may be forgotten."""
    start = _text(edit)

    def note() -> None:
        if _text(edit) == start:
            drafts.forget(name)
        else:
            drafts.offer({name: _text(edit)})

    if name in drafts.texts:
        _write(edit, drafts.texts[name])
    edit.textChanged.connect(note)


def _text(edit: Edit) -> str:
    return edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()


def _write(edit: Edit, text: str) -> None:
    if isinstance(edit, QLineEdit):
        edit.setText(text)
        QTimer.singleShot(0, edit, edit.deselect)  # else the next key replaces it: a dialog selects it all
    else:
        edit.setPlainText(text)
        edit.moveCursor(QTextCursor.MoveOperation.End)
