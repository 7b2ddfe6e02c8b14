"""The line above a table: on which cell the clerk stands, what counts there, and last year's figure."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from disclosure_desk.gui.widgets.elided_label import ElidedLabel

HEIGHT = 24


class ContextLine(QWidget):
    """Place in bold, help beside it as far as there is room, last year's figure at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = ElidedLabel(self)
        self.place.setObjectName("place")
        self.place.setAccessibleName("选中的格")
        self.help = ElidedLabel(self, Qt.TextElideMode.ElideRight)
        self.help.setObjectName("quiet-small")
        self.before = QLabel(self)
        self.before.setObjectName("quiet-small")
        self.setFixedHeight(HEIGHT)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.place)
        line.addWidget(self.help)
        line.addStretch(1)
        line.addWidget(self.before)

    def show_cell(self, place: str, help_words: str, before: str) -> None:
        """Say where the clerk stands; all "" on a heading. `before` is last year's figure with its words."""
        self.place.setText(place)
        self.help.setText(help_words)
        self.before.setText(before)
