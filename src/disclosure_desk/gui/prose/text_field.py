"""One text of the report under its heading: what to write, the editor, how much is written."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from disclosure_desk.gui.prose.text_editor import TextEditor
from disclosure_desk.gui.prose.text_signs import TextSigns
from disclosure_desk.gui.session.section_status import count_characters
from disclosure_desk.gui.widgets.text_diff import text_replacement, utf16_length

PAUSE = 350
"""Milliseconds without a key after which what was typed is handed on."""


class TextField(QWidget):
    """A text's heading, help, editor and count; `written` carries what was typed, after a pause or on leaving."""

    written = Signal(str)
    counted = Signal()
    """`count` characters stand here now."""
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, heading: str, help_text: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored = text
        self._touched = self._is_recovered = False
        self.count = 0
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.flush)
        self.editor = TextEditor(self)
        self.editor.setObjectName("editor")
        self.editor.setAccessibleName(heading)
        self.editor.setPlaceholderText("在这里写，写好自动保存")
        self._count = QLabel(self)
        self._count.setObjectName("quiet-small")
        self.signs = TextSigns(self)
        self._lay_out(heading, help_text)
        self.editor.show_text(text)
        self.editor.moveCursor(QTextCursor.MoveOperation.Start)
        self.editor.textChanged.connect(self._typed)
        self.editor.left.connect(self._leave)
        self.editor.undo_wanted.connect(self.undo_wanted)
        self.editor.redo_wanted.connect(self.redo_wanted)
        self._show_count(text)

    def _lay_out(self, heading: str, help_text: str) -> None:
        title = QLabel(heading, self)
        title.setObjectName("topic")
        title.setVisible(bool(heading))
        self._help = QLabel(help_text, self)
        self._help.setObjectName("quiet-small")
        self._help.setWordWrap(True)
        self.editor.setAccessibleDescription(help_text)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(title)
        line.addWidget(self._help, 1)
        line.addWidget(self.signs)
        line.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(line)
        layout.addWidget(self.editor)
        self.editor.setFrameShape(QFrame.Shape.StyledPanel)

    def flush(self) -> None:
        """Hand on what was typed and is not stored yet."""
        self._pause.stop()
        if not self._touched:
            return
        text = self.editor.text()
        self._show_count(text)
        if text != self._stored:
            self.written.emit(text)

    @property
    def is_pending(self) -> bool:
        """Whether something typed is not stored."""
        return self._touched and self.editor.text() != self._stored

    def show_help(self, words: str) -> None:
        """Say what to write."""
        self._help.setText(words)
        self.editor.setAccessibleDescription(words)

    def show_text(self, text: str) -> None:
        """Show what is stored now."""
        self._stored = text
        if self.editor.text() != text:
            self.editor.show_text(text)
            self._show_count(text)
        self._touched = self._is_recovered = False
        self._pause.stop()

    def take_up(self, text: str) -> None:
        """Let a text be typed that nobody has typed now: it is not stored before the clerk goes on with it."""
        change = text_replacement(self.editor.text(), text)
        self.editor.show_text(text)
        self._show_count(text)
        self._pause.stop()
        self._is_recovered = True
        end = change.start + utf16_length(change.text)
        self.editor.select(end, end)

    def _leave(self) -> None:
        """A window in between, and the keyboard is gone: that decides nothing about a text that was brought back."""
        if not self._is_recovered:
            self.flush()

    def _typed(self) -> None:
        self._touched, self._is_recovered = True, False
        self._pause.start()

    def _show_count(self, text: str) -> None:
        self.count = count_characters(text)
        self._count.setText(f"{self.count} 字")
        self.counted.emit()
