"""The cards of the first page: the report to go on with, the days that are left, and what can be begun."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from disclosure_desk.gui.session.listed_report import ListedReport
from disclosure_desk.gui.shell.report_table import paint_path
from disclosure_desk.gui.widgets.buttons import main_button, word_button
from disclosure_desk.gui.widgets.elided_label import ElidedLabel
from disclosure_desk.gui.widgets.icons import LARGE, icon_pixmap, set_icon_soon
from disclosure_desk.gui.widgets.look import look_as

if TYPE_CHECKING:
    from disclosure_desk.gui.session.news import NewsLine

_PATH_STEP, _PATH_WIDTH = 50, 214
_SEASON = 30
"""Days before the law's day in which the bar of the days left runs full."""


_LONG_PAST = 90
"""Days after which nobody asks any more when the report was due."""


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


class DeadlineCard(Card):
    """How many days are left until the report is due by law, and until the day the office has set itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days, self.unit, self.day, self.law, self.own = (QLabel(self) for _ in range(5))
        self.days.setObjectName("days")
        for label in (self.unit, self.law, self.own):
            label.setObjectName("quiet-small")
        for label in (self.day, self.law):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.own.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _SEASON)
        title = QLabel("期限", self)
        title.setObjectName("topic")
        line = QHBoxLayout()
        line.addWidget(self.days)
        line.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        day = QVBoxLayout()
        day.setSpacing(2)
        day.addStretch(1)
        day.addWidget(self.day)
        day.addWidget(self.law)
        line.addLayout(day)
        self.column.addWidget(title)
        self.column.addLayout(line)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.own)

    def show_days(self, due: Sequence[tuple[date, str]], today: date) -> None:
        """Show the last of these days, which is the law's, and the one before it; nothing where none is near."""
        (day, name), *own = due[::-1] or ((date.min, ""),)
        left = (day - today).days
        self.setVisible(left >= -_LONG_PAST)
        if left < -_LONG_PAST:
            return
        self.days.setText(str(abs(left)))
        self.unit.setText("天" if left >= 0 else "天前到期")
        self.day.setText(f"{day.month} 月 {day.day} 日")
        self.law.setText(name)
        self.bar.setValue(min(max(_SEASON - left, 0), _SEASON))
        self.own.setVisible(bool(own))
        if own:
            first, what = own[-1]
            rest = (first - today).days
            words = f"还有 {rest} 天" if rest >= 0 else f"已经过了 {-rest} 天"
            self.own.setText(f"{what} {first.month} 月 {first.day} 日，{words}")
            look_as(self.own, "warning-small" if rest <= _SEASON else "quiet-small")


class NewsCard(Card):
    """What happened lately: backups, recovery, approvals; nothing where nothing did."""

    all_wanted = Signal()
    """The whole record is to be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title, self.all_button = QLabel("最近", self), word_button("全部")
        title.setObjectName("topic")
        self.all_button.setProperty("scale", "small")
        self.all_button.setAccessibleName("全部修改记录")
        self.all_button.clicked.connect(self.all_wanted)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.all_button)
        self.column.addLayout(head)
        self._lines: list[QWidget] = []

    def show_news(self, news: "Sequence[NewsLine]") -> None:
        """Show these lines, the newest first."""
        for line in self._lines:
            self.column.removeWidget(line)
            line.deleteLater()
        self._lines = [self._line(one) for one in news]
        self.setVisible(bool(news))

    def _line(self, news: "NewsLine") -> QWidget:
        holder = QWidget(self)
        picture, words, when = (
            QLabel(holder),
            ElidedLabel(holder, Qt.TextElideMode.ElideRight),
            QLabel(news.when, holder),
        )
        tint = "warning" if news.is_worry else "accent"
        picture.setPixmap(icon_pixmap(news.icon, tint, LARGE, self.devicePixelRatio()))
        words.setText(news.words)
        when.setText(news.when)
        when.setObjectName("note-small")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(words)
        texts.addWidget(when)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(texts, 1)
        holder.setAccessibleName(f"{news.words}，{news.when}")
        self.column.addWidget(holder)
        return holder


class ActionsCard(Card):
    """What can be begun, a line each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column.setContentsMargins(1, 4, 1, 4)
        self.column.setSpacing(0)

    def add(self, words: str, keys: str, icon: str, wanted: SignalInstance) -> QPushButton:
        """Add a line, and return its button; the keys that do the same stand at its end."""
        if self.column.count():
            hair = QFrame(self)
            hair.setObjectName("hair")
            hair.setFixedHeight(1)
            self.column.addWidget(hair)
        button, key = QPushButton(f"  {words}", self), QLabel(keys)
        button.setObjectName("row")
        button.setAccessibleDescription(keys)
        button.setIconSize(QSize(LARGE, LARGE))
        set_icon_soon(button, icon, "accent", LARGE)
        button.clicked.connect(wanted)
        key.setObjectName("note-small")
        key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line = QHBoxLayout(button)
        line.setContentsMargins(0, 0, 14, 0)
        line.addStretch(1)
        line.addWidget(key)
        self.column.addWidget(button)
        return button
