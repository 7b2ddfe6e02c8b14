"""Asks for the sentence that answers a finding: free, from offered reasons, or as an attestation of sources."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.checks.finding import Finding
from disclosure_desk.gui.widgets.buttons import main_button

_LEAST = 4
"""A shorter sentence explains nothing."""
_WIDTH, _LINES = 520, 4


class ExplainDialog(QDialog):
    """Accepted, `sentence` is what is to be kept; "" withdraws the explanation there was."""

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("说明")
        self._finding = finding
        message = QLabel(finding.message, self)
        message.setWordWrap(True)
        message.setTextFormat(Qt.TextFormat.PlainText)
        message.setMinimumWidth(_WIDTH)
        self.reasons = QComboBox(self)
        self.reasons.addItems(["常见的原因，可以选用", *finding.reasons])
        self.reasons.setVisible(bool(finding.reasons))
        self.sources = [QCheckBox(f"已查过{source}", self) for source in finding.sources]
        self.edit = QPlainTextEdit(finding.explanation, self)
        self.edit.setTabChangesFocus(True)
        self.edit.setAccessibleName("说明")
        self.edit.setPlaceholderText("写一句话说明原因，会和报告一起保存，并印在核对报告里")
        self.edit.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 16)
        self.problem = QLabel(self)
        self.problem.setObjectName("problem")
        self.buttons = QDialogButtonBox(self)
        self.accept_button = main_button("保存说明")
        self.buttons.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.withdraw_button = self.buttons.addButton("收回说明", QDialogButtonBox.ButtonRole.DestructiveRole)
        self.withdraw_button.setVisible(bool(finding.explanation))
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self._lay_out(message)
        self._connect()
        self._judge()
        self.edit.setFocus()

    def _lay_out(self, message: QLabel) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(10)
        for widget in (message, self.reasons, *self.sources, self.edit, self.problem, self.buttons):
            layout.addWidget(widget)

    def _connect(self) -> None:
        self.reasons.activated.connect(self._take_reason)
        for box in self.sources:
            box.toggled.connect(self._attest)
        self.edit.textChanged.connect(self._judge)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.withdraw_button.clicked.connect(self._withdraw)

    @property
    def sentence(self) -> str:
        """What was written, on one line."""
        return " ".join(self.edit.toPlainText().split())

    def _take_reason(self, place: int) -> None:
        if place:
            self.edit.setPlainText(self._finding.reasons[place - 1])

    def _attest(self) -> None:
        """Name in the sentence the sources that were looked through."""
        pairs = zip(self._finding.sources, self.sources, strict=True)
        named = "、".join(source for source, box in pairs if box.isChecked())
        self.edit.setPlainText(f"已逐一查过{named}，情况属实。" if named else "")

    def _judge(self) -> None:
        """Say what is still missing, and offer only what can be kept."""
        missing = [source for source in self._finding.sources if source not in self.sentence]
        problem = ""
        if missing:
            problem = f"还没有写查过：{'、'.join(missing)}。"
        elif len(self.sentence) < _LEAST:
            problem = f"请至少写 {_LEAST} 个字。"
        self.problem.setText(problem)
        self.accept_button.setEnabled(not problem)

    def _withdraw(self) -> None:
        self.edit.clear()
        self.accept()
