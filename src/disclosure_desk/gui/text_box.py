"""One text of the report under its heading: what to write, the editor, how much is written."""

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QShowEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from disclosure_desk.gui.section_state import count_characters
from disclosure_desk.gui.text_difference import difference

PAUSE = 350
"""Milliseconds without a key after which what was typed is handed on."""

_POINTS = 1.15
"""How much larger the text is than the window's words: it is read and written for long."""
_CHARACTERS = 36
"""Characters in a full line: what an eye finds its way back from."""
_LEADING = 1.75
_LINES = (4, 22)
"""The editor grows with its text between these; beyond, it scrolls."""
_SEPARATORS = ("\u2029", "\u2028", "\ufdd0", "\ufdd1")
"""What Qt keeps for the end of a line."""


class TextEditor(QTextEdit):
    """A plain text in wide leading; it leaves undo to the report and grows with what is in it."""

    left = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(10)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._format = QTextBlockFormat()
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _POINTS)
        self.setFont(font)

    def text(self) -> str:
        """What stands in the editor, letter by letter: toPlainText would turn no-break spaces into spaces."""
        text = self.document().toRawText()
        for separator in _SEPARATORS:
            text = text.replace(separator, "\n")
        return text

    def show_text(self, text: str) -> None:
        """Make the text stand there, touching only what differs."""
        change = difference(self.text(), text)
        cursor = QTextCursor(self.document())
        cursor.setPosition(change.start)
        cursor.setPosition(change.end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(change.text)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FontChange:
            self._lead()
        if event.type() == QEvent.Type.ShortcutOverride and _steps(event):
            event.ignore()
            return False
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        self._lead()
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_wanted.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self.left.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        self.textCursor().insertText(source.text().replace("\r\n", "\n").replace("\r", "\n"))
        self.ensureCursorVisible()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        lines = self.line_height()
        height = self.document().size().height()
        least, most = (lines * count + 2 * self.document().documentMargin() for count in _LINES)
        return QSize(self.line_width(), round(min(max(height, least), most)) + 2 * self.frameWidth())

    def line_height(self) -> float:
        """The distance of two lines in pixels."""
        return round(QFontMetricsF(self.font()).horizontalAdvance("中") * _LEADING)

    def line_width(self) -> int:
        """The width of a full line with what surrounds it, in pixels."""
        inner = QFontMetricsF(self.font()).horizontalAdvance("中") * (_CHARACTERS + 0.5)
        return round(inner + 2 * self.document().documentMargin() + 2 * self.frameWidth() + 14)

    def _lead(self) -> None:
        wanted = QTextBlockFormat()
        wanted.setLineHeight(self.line_height(), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        if wanted.lineHeight() == self._format.lineHeight():
            return
        self._format = wanted
        blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(wanted)
        self.blockSignals(blocked)

    def _grow(self) -> None:
        self.setFixedHeight(self.sizeHint().height())


def _steps(event: QEvent) -> bool:
    """Whether a key asks for undo or redo: the window's business before it is the editor's."""
    keys = QKeySequence.StandardKey
    return isinstance(event, QKeyEvent) and (event.matches(keys.Undo) or event.matches(keys.Redo))


class TextBox(QWidget):
    """A text's heading, help, editor and count; `written` carries what was typed, after a pause or on leaving."""

    written = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, heading: str, help_text: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored = text
        self._touched = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.flush)
        self.editor = TextEditor(self)
        self.editor.setObjectName("editor")
        self.editor.setAccessibleName(heading)
        self.editor.setPlaceholderText("在这里写，写好自动保存")
        self._count = QLabel(self)
        self._count.setObjectName("quiet")
        self._lay_out(heading, help_text)
        self.editor.show_text(text)
        self.editor.moveCursor(QTextCursor.MoveOperation.Start)
        self.editor.textChanged.connect(self._typed)
        self.editor.left.connect(self.flush)
        self.editor.undo_wanted.connect(self.undo_wanted)
        self.editor.redo_wanted.connect(self.redo_wanted)
        self._show_count(text)

    def _lay_out(self, heading: str, help_text: str) -> None:
        title = QLabel(heading, self)
        title.setObjectName("topic")
        title.setVisible(bool(heading))
        self._help = QLabel(help_text, self)
        self._help.setObjectName("quiet")
        self._help.setWordWrap(True)
        line = QHBoxLayout()
        line.addWidget(title)
        line.addStretch(1)
        line.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addLayout(line)
        layout.addWidget(self._help)
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

    def show_text(self, text: str) -> None:
        """Show what is stored now."""
        self._stored = text
        if self.editor.text() != text:
            self.editor.show_text(text)
            self._show_count(text)
        self._touched = False
        self._pause.stop()

    def _typed(self) -> None:
        self._touched = True
        self._pause.start()

    def _show_count(self, text: str) -> None:
        self._count.setText(f"{count_characters(text):,} 字")
