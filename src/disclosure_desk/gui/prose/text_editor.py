"""The editor of one text: plain words in wide leading, what the checks question underlined like a slip of spelling."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QTextEdit, QToolTip, QWidget

from disclosure_desk.gui.prose.text_marks import Underline, underline_format
from disclosure_desk.gui.widgets.text_diff import text_replacement
from disclosure_desk.text.invisible import invisible_summary, without_invisible

_CHARACTERS = 48
"""Characters in a full line: what an eye finds its way back from."""
_LEADING = 26 / 15
_INDENT = 2
"""Characters by which a paragraph is indented, as it is printed."""
_LINES = (2, 30)
"""The editor grows with its text between these; beyond, it scrolls."""
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_ERASING = {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}
_BREAKING = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_SEPARATORS = ("\u2029", "\u2028", "\ufdd0", "\ufdd1")
"""What Qt keeps for the end of a line."""


class TextEditor(QTextEdit):
    """A plain text in wide leading; it leaves undo to the report and grows with what is in it."""

    entered = Signal()
    left = Signal()
    pasted = Signal(str)
    """What was done with what the clerk pasted, in a sentence."""
    took_in = Signal(int, str)
    """What the clerk has pasted stands in the text now: where it begins, and its words."""
    menu_wanted = Signal(QPoint)
    """The clerk asks what can be done at the cursor, or at what is pointed to; where on the screen."""
    undo_wanted = Signal()
    redo_wanted = Signal()
    refused = Signal()
    """A key would have changed the text, which may only be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(13)
        # WORKAROUND: the layout says more exactly when its size changes, but PySide6 (seen with 6.8.3) never frees the
        # Python object of a sender that Qt itself made: nine more for each report that was opened.
        self.textChanged.connect(self._grow)
        self._format = QTextBlockFormat()
        self._underlines: tuple[Underline, ...] = ()
        self._cursors: list[QTextCursor] = []
        self._composed = ""

    def text(self) -> str:
        """What stands in the editor, letter by letter: toPlainText would turn no-break spaces into spaces."""
        text = self.document().toRawText()
        for separator in _SEPARATORS:
            text = text.replace(separator, "\n")
        return text

    def show_text(self, text: str) -> None:
        """Make the text stand there, touching only what differs."""
        change = text_replacement(self.text(), text)
        cursor = QTextCursor(self.document())
        cursor.setPosition(change.start)
        cursor.setPosition(change.end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(change.text)

    def show_underlines(self, underlines: Sequence[Underline]) -> None:
        """Underline these stretches of what stands here; Qt moves them along while something is typed."""
        if tuple(underlines) == self._underlines and self._are_in_place():
            return
        self._underlines = tuple(underlines)
        self._cursors = [self._cursor(one) for one in underlines]
        self._draw_underlines()

    def _draw_underlines(self) -> None:
        pairs = zip(self._underlines, self._cursors, strict=True)
        self.setExtraSelections([_selection(one, cursor) for one, cursor in pairs])

    def underlines_at(self, position: int) -> list[Underline]:
        """What is underlined at a position, and still reads as it did when it was questioned."""
        return [
            one
            for one, cursor in zip(self._underlines, self._cursors, strict=True)
            if cursor.selectionStart() <= position <= cursor.selectionEnd() and _words(cursor) == one.words
        ]

    def replace(self, underline: Underline, words: str) -> None:
        """Write other words in place of what is underlined, as if they were typed."""
        cursor = QTextCursor(self._cursors[self._underlines.index(underline)])
        cursor.insertText(words)
        self.setTextCursor(cursor)

    def select(self, start: int, end: int) -> None:
        """Select the words between two positions, and bring them into view."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _cursor(self, underline: Underline) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(underline.start)
        cursor.setPosition(underline.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _are_in_place(self) -> bool:
        places = [(cursor.selectionStart(), cursor.selectionEnd()) for cursor in self._cursors]
        return places == [(one.start, one.end) for one in self._underlines]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_wanted.emit(self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))
            return
        if not self.textCursor().hasSelection():
            self.setTextCursor(self.cursorForPosition(event.pos()))
        self.menu_wanted.emit(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QHelpEvent):
            here = self.underlines_at(self.cursorForPosition(event.pos()).position())
            QToolTip.showText(event.globalPos(), "\n".join(one.finding.message for one in here), self.viewport())
            return True
        return super().viewportEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FontChange:
            self._lead()
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_cursors"):
            self._draw_underlines()  # the colours of another scheme
        if event.type() == QEvent.Type.ShortcutOverride and _steps(event):
            event.ignore()
            return False
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        self._lead()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_wanted.emit()
        elif self.isReadOnly() and _writes(event):
            self.refused.emit()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        super().inputMethodEvent(event)
        self._composed = event.preeditString()

    def commit_composition(self) -> None:
        """Let what an input method is still composing be written: who goes on elsewhere has meant it.

        An input method that answers is asked; of one that does not, the letters are kept as they are seen.
        """
        if self._composed and self.hasFocus():
            QGuiApplication.inputMethod().commit()
        self._keep_composed()

    def _keep_composed(self) -> None:
        if self._composed:
            commit = QInputMethodEvent("", [])
            commit.setCommitString(self._composed)
            QApplication.sendEvent(self, commit)
            if self.hasFocus():
                QGuiApplication.inputMethod().reset()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            # An input method that commits by itself does so after this event; to ask it now would write elsewhere.
            QTimer.singleShot(0, self, self._keep_composed)
        super().focusOutEvent(event)
        self.left.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        text = source.text()
        start, taken = self.textCursor().selectionStart(), without_invisible(text)
        self.textCursor().insertText(taken)
        self.ensureCursorVisible()
        self.took_in.emit(start, "\n".join(taken.splitlines()) if "\r" in taken else taken)  # as Qt took it
        if summary := invisible_summary(text):
            self.pasted.emit(f"粘贴的文字里有看不见的字符，已经去掉：{summary}。")

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
        wanted.setTextIndent(QFontMetricsF(self.font()).horizontalAdvance("中") * _INDENT)
        if wanted.lineHeight() == self._format.lineHeight():
            return
        self._format = wanted
        blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(wanted)
        self.blockSignals(blocked)
        self._grow()

    def _grow(self) -> None:
        self.setFixedHeight(self.sizeHint().height())


def _steps(event: QEvent) -> bool:
    """Whether a key asks for undo or redo: the window's business before it is the editor's."""
    keys = QKeySequence.StandardKey
    return isinstance(event, QKeyEvent) and (event.matches(keys.Undo) or event.matches(keys.Redo))


def _writes(event: QKeyEvent) -> bool:
    """Whether a key would change a text that may be written; the space bar turns the page of one that may not."""
    keys = (QKeySequence.StandardKey.Paste, QKeySequence.StandardKey.Cut)
    is_free = not event.modifiers() & _COMMANDS
    is_typed = is_free and (bool(event.text().strip() and event.text().isprintable()) or event.key() in _BREAKING)
    return is_typed or event.key() in _ERASING or any(event.matches(key) for key in keys)


def _words(cursor: QTextCursor) -> str:
    text = cursor.selectedText()
    for separator in _SEPARATORS:
        text = text.replace(separator, "\n")
    return text


def _selection(underline: Underline, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
    selection = QTextEdit.ExtraSelection()
    selection.cursor, selection.format = cursor, underline_format(underline.finding)  # type: ignore[attr-defined] # Qt's fields
    return selection
