"""The bar above a report that is on its way out: where it stands, and what can be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from disclosure_desk.gui.approval.approval import Signing
from disclosure_desk.gui.approval.approval_text import bar_words


class SigningBar(QWidget):
    """Shows what a signing tells; hidden while the report is an ordinary draft."""

    change_wanted = Signal()
    correct_wanted = Signal()
    publish_wanted = Signal()
    signing_wanted = Signal()

    def __init__(self, signing: Signing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signing = signing
        self.setObjectName("signing")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.change = QPushButton("修改…", self)
        self.correct = QPushButton("更正…", self)
        self.publish = QPushButton("公布登记…", self)
        self.sign = QPushButton("审核…", self)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 16, 6)
        line.addWidget(self.words, 1)
        for button, wanted in (
            (self.change, self.change_wanted),
            (self.correct, self.correct_wanted),
            (self.publish, self.publish_wanted),
            (self.sign, self.signing_wanted),
        ):
            button.setObjectName("plain")
            button.clicked.connect(wanted)
            line.addWidget(button)
        signing.changed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Say where the report stands now."""
        stands = self._signing.stands
        words = bar_words(stands, self._signing.desk.steps)
        self.words.setText(words)
        self.setVisible(bool(words))
        is_locked = bool(self._signing.document.lock)
        self.change.setVisible(is_locked and not stands.is_sealed)
        for button in (self.correct, self.publish):
            button.setVisible(stands.is_sealed)
        self.sign.setVisible(not stands.is_sealed)
