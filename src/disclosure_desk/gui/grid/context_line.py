"""Above a table: on which cell the clerk stands, what counts there, last year's figure; all of it when it is opened."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from disclosure_desk.core.form import Cell
from disclosure_desk.gui.widgets.elided_label import ElidedLabel

HEIGHT = 24
HELP_KEY = "F1"


class ContextLine(QWidget):
    """Place in bold, help beside it as far as there is room, last year's figure at the right; the whole help below."""

    def __init__(self, rules: str, parent: QWidget | None = None) -> None:
        """`rules` is what holds for all of the table."""
        super().__init__(parent)
        self._rules = rules
        self.place = ElidedLabel(self)  # with all that is in the line, it may stand elsewhere: see `take_back`
        self.place.setObjectName("place")
        self.place.setAccessibleName("选中的格")
        self.help = ElidedLabel(self, Qt.TextElideMode.ElideRight)
        self.help.setObjectName("quiet-small")
        self.help.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # place has its room first
        self.before = QLabel(self)
        self.before.setObjectName("quiet-small")
        self.whole = QLabel(self)
        self.whole.setObjectName("help")
        self.whole.setAccessibleName("这一格怎么填")
        self.whole.setWordWrap(True)
        self.whole.hide()
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.place)
        line.addWidget(self.help, 1)
        line.addWidget(self.before)
        self.line = QWidget(self)
        self.line.setFixedHeight(HEIGHT)
        line.setContentsMargins(0, 0, 0, 0)
        self.line.setLayout(line)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.line)
        self._column.addWidget(self.whole)

    def take_back(self) -> None:
        """Have the line here again, which stood elsewhere."""
        self._column.insertWidget(0, self.line)

    def show_cell(self, cell: Cell | None, before: str) -> None:
        """Say where the clerk stands, nothing on a heading. `before` is last year's figure with its words."""
        parts = (cell.row, cell.column) if cell else ()
        counted = "".join(part.help for part in parts)
        excluded = "".join(part.excluded for part in parts)
        self.place.setText(" · ".join(part.name for part in parts if part.name))
        self.help.setText(counted)
        self.help.setToolTip(f"{counted}\n{HELP_KEY} 看全部。" if counted else "")
        self.before.setText(before)
        lines = (("计入", counted), ("不计", excluded), ("本表", self._rules), ("关上", f"按 {HELP_KEY} 或 Esc。"))
        shown = "".join(f"<p style='margin:2px 0'><b>{name}</b>　{escape(words)}</p>" for name, words in lines if words)
        self.whole.setText(shown)

    def open_help(self) -> None:
        """Show the whole help in place, or no longer."""
        self.whole.setVisible(self.whole.isHidden())

    def close_help(self) -> bool:
        """Show it no longer; whether it was shown."""
        was_open = not self.whole.isHidden()
        self.whole.hide()
        return was_open
