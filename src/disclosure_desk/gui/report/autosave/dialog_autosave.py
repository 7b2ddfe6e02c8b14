"""What is half written in the dialogs of a report: kept over a crash like what is typed in it, and offered again."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit

from disclosure_desk.core.form import EXPLANATION

Edit = QPlainTextEdit | QLineEdit

OPINION, OWN, RETURN, CHANGE, CORRECT, PUBLISH = (
    f"dialog.{name}" for name in ("opinion", "own", "return", "change", "correct", "publish")
)
_WORDS = {
    OPINION: "审核意见",
    OWN: "自己审核的原因",
    RETURN: "退回的原因",
    CHANGE: "修改的原因",
    CORRECT: "更正的原因",
    PUBLISH: "公布地址",
}


def is_half_written(name: str) -> bool:
    """Whether something typed belongs to a dialog: the names above, and the places of explanations."""
    return name in _WORDS or name.startswith(EXPLANATION)


def half_written_words(name: str) -> str:
    """How the clerk calls it."""
    return _WORDS.get(name, "说明")


class DialogAutosave(QObject):
    """Of one report: `texts` by name, those of open dialogs and those from before a crash that wait for theirs."""

    touched = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.texts: dict[str, str] = {}

    def offer(self, texts: Mapping[str, str]) -> None:
        """Let these be found again where they were written."""
        self.texts.update(texts)
        self.touched.emit()

    def forget(self, *names: str) -> None:
        """These were stored, or given up."""
        for name in names:
            self.texts.pop(name, None)
        self.touched.emit()

    def follow(self, name: str, edit: Edit, dialog: QDialog) -> None:
        """Keep what is written in a dialog until it is closed; what was written there before a crash comes first."""
        start = _text(edit)

        def note() -> None:
            if _text(edit) == start:
                self.forget(name)
            else:
                self.offer({name: _text(edit)})

        if name in self.texts:
            _write(edit, self.texts[name])
        edit.textChanged.connect(note)
        dialog.finished.connect(lambda: self.forget(name))


def _text(edit: Edit) -> str:
    return edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()


def _write(edit: Edit, text: str) -> None:
    if isinstance(edit, QLineEdit):
        edit.setText(text)
        QTimer.singleShot(0, edit, edit.deselect)  # else the next key replaces it: a dialog selects it all
    else:
        edit.setPlainText(text)
        edit.moveCursor(QTextCursor.MoveOperation.End)
