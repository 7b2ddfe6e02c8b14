"""The bar above a report that somebody has approved, handed back or sealed: how far it is, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from disclosure_desk.gui.approval.approval_process import ApprovalProcess
from disclosure_desk.gui.approval.approval_text import bar_words


class ApprovalBar(QWidget):
    """Shows how far a report is; hidden while the report is an ordinary draft."""

    change_wanted = Signal()
    correct_wanted = Signal()
    publish_wanted = Signal()
    approval_wanted = Signal()

    def __init__(self, process: ApprovalProcess, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._process = process
        self.setObjectName("signing")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.change = QPushButton("修改…", self)
        self.correct = QPushButton("更正…", self)
        self.publish = QPushButton("公布登记…", self)
        self.approve = QPushButton("审核…", self)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 16, 6)
        line.addWidget(self.words, 1)
        for button, wanted in (
            (self.change, self.change_wanted),
            (self.correct, self.correct_wanted),
            (self.publish, self.publish_wanted),
            (self.approve, self.approval_wanted),
        ):
            button.setObjectName("plain")
            button.clicked.connect(wanted)
            line.addWidget(button)
        process.changed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Say how far the report is now."""
        state = self._process.state
        words = bar_words(state, self._process.session.steps)
        self.words.setText(words)
        self.setVisible(bool(words))
        is_locked = bool(self._process.document.lock)
        self.change.setVisible(is_locked and not state.is_sealed)
        for button in (self.correct, self.publish):
            button.setVisible(state.is_sealed)
        self.approve.setVisible(not state.is_sealed)
