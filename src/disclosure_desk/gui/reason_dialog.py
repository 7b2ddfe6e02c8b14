"""Asks for one sentence that goes into the record: why something is changed, corrected or handed back."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from disclosure_desk.gui.buttons import main_button
from disclosure_desk.store import StoreError

_LEAST = 4
"""A shorter sentence gives no reason."""
_WIDTH, _LINES = 460, 3


class ReasonDialog(QDialog):
    """Gives the sentence to `use`; where that cannot be stored, it says why and stays."""

    def __init__(
        self, title: str, guide: str, use: Callable[[str], object], parent: QWidget | None = None, *, start: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._use = use
        words = QLabel(guide, self)
        words.setWordWrap(True)
        words.setMinimumWidth(_WIDTH)
        self.edit = QPlainTextEdit(start, self)
        self.edit.setTabChangesFocus(True)
        self.edit.setAccessibleName("原因")
        self.edit.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 16)
        self.problem = QLabel(self)
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.buttons = QDialogButtonBox(self)
        self.accept_button = main_button(title)
        self.buttons.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(10)
        for widget in (words, self.edit, self.problem, self.buttons):
            layout.addWidget(widget)
        self.edit.textChanged.connect(self._judge)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self._judge()
        self.edit.setFocus()

    @property
    def sentence(self) -> str:
        """What was written, on one line."""
        return " ".join(self.edit.toPlainText().split())

    def _judge(self) -> None:
        is_short = len(self.sentence) < _LEAST
        self.problem.setText(f"请写明原因，至少 {_LEAST} 个字，会记入修改记录。" if is_short else "")
        self.accept_button.setEnabled(not is_short)

    def _accept(self) -> None:
        try:
            self._use(self.sentence)
        except StoreError as error:
            self.problem.setText(str(error))
        else:
            self.accept()
