"""Asks for one sentence that goes into the record: why something is changed, corrected or handed back."""

from collections.abc import Callable

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel, QWidget

from disclosure_desk.archive.approving import LEAST_REASON
from disclosure_desk.gui.widgets.save_dialog import SaveDialog, quiet_label
from disclosure_desk.gui.widgets.words_edit import WordsEdit

_WIDTH, _LINES = 460, 3
_HINT = f"写明原因，至少 {LEAST_REASON} 个字，会记入修改记录。"


class ReasonDialog(SaveDialog):
    """Gives the sentence to `use`."""

    def __init__(
        self, title: str, guide: str, use: Callable[[str], object], parent: QWidget | None = None, *, start: str = ""
    ) -> None:
        super().__init__(title, title, parent, icon="correct")
        self._use = use
        words = QLabel(guide, self)
        words.setWordWrap(True)
        words.setMinimumWidth(_WIDTH)
        self.edit = WordsEdit(start, self)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self.edit.setTabChangesFocus(True)
        self.edit.setAccessibleName("原因")
        self.edit.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 16)
        self.lay_out(words, self.edit, quiet_label(_HINT))
        self.edit.textChanged.connect(self._judge)
        self._judge()
        self.edit.setFocus()

    @property
    def sentence(self) -> str:
        """What was written, on one line."""
        return " ".join(self.edit.toPlainText().split())

    def _judge(self) -> None:
        """Nothing is at fault while the sentence is being written; it is only not enough yet."""
        self.problem.clear()
        self.keep_button.setEnabled(len(self.sentence) >= LEAST_REASON)

    def keep(self) -> None:
        self._use(self.sentence)
