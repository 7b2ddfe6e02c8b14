"""A field for some words, in dialogs: what is pasted comes without the characters that nobody sees."""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QPlainTextEdit

from disclosure_desk.text.invisible import invisible_summary, without_invisible


class WordsEdit(QPlainTextEdit):
    """Plain text; says what was taken out of what was pasted."""

    cleaned = Signal(str)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        text = source.text()
        self.textCursor().insertText(without_invisible(text))
        self.ensureCursorVisible()
        if summary := invisible_summary(text):
            self.cleaned.emit(f"粘贴的文字里有看不见的字符，已经去掉：{summary}。")
