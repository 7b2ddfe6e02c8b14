"""A note at the cursor of a text that may not be changed: it says why a key does nothing."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QScrollArea

from disclosure_desk.gui.prose.text_editor import TextEditor

_WIDTH, _GAP = 320, 2


class RefusalNote(QLabel):
    """Lies over a page of texts, below the cursor or, where there is no room, above it."""

    def __init__(self, page: QScrollArea) -> None:
        super().__init__(page.viewport())
        self._room = page.viewport()
        self.setObjectName("bubble")
        self.setProperty("tone", "error")
        self.setAccessibleName("没有接受")
        self.setWordWrap(True)
        self.hide()
        page.verticalScrollBar().valueChanged.connect(self.hide)

    def show_refusal(self, words: str, editor: TextEditor) -> None:
        """Say at the cursor of an editor why nothing is written there."""
        self.setText(words)
        self.setFixedWidth(min(_WIDTH, self._room.width()))
        self.adjustSize()
        cursor, top_left = editor.cursorRect(), editor.viewport().mapTo(self._room, QPoint())
        spot = cursor.translated(top_left)
        below = spot.bottom() + _GAP
        top = below if below + self.height() <= self._room.height() else spot.top() - self.height() - _GAP
        self.move(max(min(spot.left(), self._room.width() - self.width()), 0), max(top, 0))
        self.show()
        self.raise_()
