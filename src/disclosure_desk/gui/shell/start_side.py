"""What stands beside the list of reports: the days that are left, what can be begun, and what happened lately.

It is made once the list can be used: its cards take as long as the list itself.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from disclosure_desk.gui.session.news import NewsLine
from disclosure_desk.gui.shell.start_cards import Card
from disclosure_desk.gui.widgets.buttons import word_button
from disclosure_desk.gui.widgets.elided_label import ElidedLabel
from disclosure_desk.gui.widgets.icons import LARGE, icon_pixmap, set_icon_soon
from disclosure_desk.gui.widgets.look import look_as

_SEASON = 30
"""Days before the law's day in which the bar of the days left runs full."""
_LONG_PAST = 90
"""Days after which nobody asks any more when the report was due."""


class StartSide(QWidget):
    """The cards, one below the other."""

    new_wanted = Signal()
    import_wanted = Signal()
    archive_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.deadline, self.news = DeadlineCard(self), NewsCard(self)
        self.news.hide()
        actions = ActionsCard(self)
        self.new_button = actions.add("新建报告…", "Ctrl+N", "new-report", self.new_wanted)
        self.import_button = actions.add("导入报告…", "Ctrl+O", "import", self.import_wanted)
        self.archive_button = actions.add("打开归档…", "", "open-archive", self.archive_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.deadline)
        column.addWidget(actions)
        column.addWidget(self.news)
        column.addStretch(1)

    def show_next_year(self, *, is_lacking: bool) -> None:
        """Say that the next report is begun from last year's, where there is none on it yet."""
        self.new_button.setText("  从上年新建…" if is_lacking else "  新建报告…")


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

    def show_news(self, news: Sequence[NewsLine]) -> None:
        """Show these lines, the newest first."""
        for line in self._lines:
            self.column.removeWidget(line)
            line.deleteLater()
        self._lines = [self._line(one) for one in news]
        self.setVisible(bool(news))

    def _line(self, news: NewsLine) -> QWidget:
        holder = QWidget(self)
        picture, words, when = (
            QLabel(holder),
            ElidedLabel(holder, Qt.TextElideMode.ElideRight),
            QLabel(news.when, holder),
        )
        tint = "warning" if news.is_warning else "accent"
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
