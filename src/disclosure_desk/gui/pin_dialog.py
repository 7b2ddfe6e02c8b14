"""Lets whoever is at work set, change or drop the own PIN."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from disclosure_desk.gui.buttons import main_button
from disclosure_desk.store import StoreError

_LEAST = 4
_WIDTH = 220
_HINT = f"至少 {_LEAST} 位；两处都空着就是不用口令。忘了口令，\n请同事在“操作人…”里先去掉您的名字，再加回来。"


class PinDialog(QDialog):
    """Asks twice, and for the old one where there is one; `keep` stores it, "" for none."""

    def __init__(
        self, name: str, holds: Callable[[str], bool], keep: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("改口令")
        self._holds, self._keep = holds, keep
        self.old, self.new, self.again = (self._edit(words) for words in ("原口令", "新口令", "再写一次"))
        self.problem = QLabel(self)
        self.problem.setObjectName("problem")
        self.buttons = QDialogButtonBox(self)
        self.keep_button = main_button("确定")
        self.buttons.addButton(self.keep_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.addRow(QLabel(f"{name}的口令", self))
        if not holds(""):
            form.addRow("原口令", self.old)
        self.old.setVisible(not holds(""))
        form.addRow("新口令", self.new)
        form.addRow("再写一次", self.again)
        hint = QLabel(_HINT, self)
        hint.setObjectName("quiet")
        form.addRow(hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        for edit in (self.old, self.new, self.again):
            edit.textChanged.connect(self.problem.clear)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)

    def _edit(self, words: str) -> QLineEdit:
        edit = QLineEdit(self)
        edit.setEchoMode(QLineEdit.EchoMode.Password)
        edit.setAccessibleName(words)
        edit.setMinimumWidth(_WIDTH)
        return edit

    def _problem(self) -> str:
        if not self._holds(self.old.text()):
            return "原口令不对。"
        if self.new.text() != self.again.text():
            return "两次写的不一样。"
        return f"口令至少 {_LEAST} 位。" if 0 < len(self.new.text()) < _LEAST else ""

    def _accept(self) -> None:
        problem = self._problem()
        if not problem:
            try:
                self._keep(self.new.text())
            except StoreError as error:
                problem = str(error)
        self.problem.setText(problem)
        if not problem:
            self.accept()
