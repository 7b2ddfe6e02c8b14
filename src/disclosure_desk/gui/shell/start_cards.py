"""The card above the list of reports: the one to go on with."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from disclosure_desk.gui.session.listed_report import ListedReport
from disclosure_desk.gui.shell.report_table import paint_path
from disclosure_desk.gui.widgets.buttons import main_button
from disclosure_desk.gui.widgets.elided_label import ElidedLabel
from disclosure_desk.gui.widgets.icons import set_icon_soon

_PATH_STEP, _PATH_WIDTH = 50, 214


class Card(QFrame):
    """A white card on the desk."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(8)


class ContinueCard(Card):
    """The report that was worked on last: how far it is, and a button that goes on where it was left."""

    wanted = Signal(int)
    """The report to go on with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("first", True)  # noqa: FBT003 - Qt's own signature
        self._report: ListedReport | None = None
        self.title, self.words, self.state = ElidedLabel(self), QLabel(self), QLabel(self)
        self.title.setObjectName("topic")
        self.words.setObjectName("quiet-small")
        self.words.setWordWrap(True)
        self.state.setObjectName("quiet-small")
        self.button = main_button("继续")
        self.button.setProperty("scale", "large")
        self.button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        set_icon_soon(self.button, "next-step", "on_accent")
        self.path = _SmallPath(self)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(self.title)
        texts.addWidget(self.words)
        top = QHBoxLayout()
        top.addLayout(texts, 1)
        top.addWidget(self.path)
        foot = QHBoxLayout()
        foot.addWidget(self.button)
        foot.addStretch(1)
        foot.addWidget(self.state)
        self.column.addLayout(top)
        self.column.addLayout(foot)
        self.button.clicked.connect(self._go_on)

    def show_report(self, report: ListedReport | None) -> None:
        """Show this report; None hides the card."""
        self._report = report
        self.setVisible(report is not None)
        if report is None:
            return
        self.title.setText(f"{report.unit}　{report.year}度报告")
        self.words.setText(report.progress)
        self.state.setText(f"{report.label.partition('　')[0]}　{report.changed} 改动")
        self.button.setText(f"继续：{report.next_words} " if report.next_words else "打开 ")
        self.path.show_marks(report.marks, report.state)

    def _go_on(self) -> None:
        if self._report is not None:
            self.wanted.emit(self._report.id)


class _SmallPath(QWidget):
    """The path of one report in small."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: Sequence[str] = ()
        self.setFixedSize(_PATH_WIDTH, 24)

    def show_marks(self, marks: Sequence[str], words: str) -> None:
        """Show these; `words` say the same."""
        self._marks = marks
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        paint_path(painter, self._marks, 2, self.height() / 2, _PATH_STEP)
        painter.end()
