"""The first page of the window: what to go on with, the office's reports, or how to begin where there is none."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.gui.session.listed_report import ListedReport
from disclosure_desk.gui.shell.report_table import ReportTable
from disclosure_desk.gui.shell.start_cards import ContinueCard
from disclosure_desk.gui.widgets.icons import set_icon_soon

if TYPE_CHECKING:
    from disclosure_desk.gui.session.news import NewsLine
    from disclosure_desk.gui.shell.empty_pages import BeginningPage, NothingFound
    from disclosure_desk.gui.shell.start_side import StartSide

_MAIN, _SIDE, _GAP, _BAR = 896, 300, 24, 16


class ReportList(QWidget):
    """The reports to choose from; `opened` carries the id of the chosen one, `continued` of one to go on with."""

    opened = Signal(int)
    continued = Signal(int)
    new_wanted = Signal()
    import_wanted = Signal()
    last_year_wanted = Signal()
    """The first report is to be begun from last year's."""
    archive_wanted = Signal()
    record_wanted = Signal()
    """The whole record of what was done is to be seen."""
    menu_wanted = Signal(int, str)
    """What is wanted of a report, by the id of an action: it is opened first, but to be deleted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = ReportTable(self)
        self.first = ContinueCard(self)
        self.search = QLineEdit(self)
        self._count = QLabel(self)
        self._found = QStackedWidget(self)
        self._stack = QStackedWidget(self)
        self._side: StartSide | None = None
        self._beginning: BeginningPage | None = None
        self._nothing_found: NothingFound | None = None
        self._stack.addWidget(QWidget())
        self._page = self._list()
        self._stack.addWidget(self._page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.table.opened.connect(self.opened)
        self.table.menu_wanted.connect(self.menu_wanted)
        self.first.wanted.connect(self.continued)
        self.search.textChanged.connect(self._search)

    def _list(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout()
        column.setSpacing(10)
        self.first_title = _titled("接着做")
        column.addWidget(self.first_title)
        column.addWidget(self.first)
        column.addSpacing(8)
        column.addLayout(self._search_line())
        self._found.addWidget(self.table)
        column.addWidget(self._found, 1)
        hint = QLabel("回车打开。也可以把文件直接拖到窗口里，或者复制网页后按 Ctrl+Shift+V 导入。")
        hint.setObjectName("quiet-small")
        column.addWidget(hint)
        column.setContentsMargins(0, 0, 0, 0)
        left = QWidget(page)
        left.setLayout(column)
        left.setMaximumWidth(_MAIN)
        # On a low screen (1366x768 at 150 %) the cards are higher than the page: they scroll, and no day is cut.
        aside = self.aside = QScrollArea(page)
        aside.setObjectName("stage")
        aside.setFrameShape(QFrame.Shape.NoFrame)
        aside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        aside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        aside.setFixedWidth(_SIDE + _BAR)
        aside.setWidgetResizable(True)
        line = QHBoxLayout(page)
        line.setContentsMargins(28, 20, 28 - _BAR, 20)
        line.setSpacing(_GAP)
        line.addStretch(1)
        line.addWidget(left, 1000)
        line.addWidget(aside)
        line.addStretch(1)
        return page

    def _search_line(self) -> QHBoxLayout:
        self.search.setPlaceholderText("按机关或年度找")
        self.search.setAccessibleName("按机关或年度找")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(220)
        found = self.search.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        set_icon_soon(found, "search", "ink3")
        self._count.setObjectName("quiet-small")
        line = QHBoxLayout()
        line.addWidget(_titled("全部报告"))
        line.addWidget(self._count)
        line.addStretch(1)
        line.addWidget(self.search)
        return line

    @property
    def side(self) -> "StartSide":
        """What stands beside the list, made when it is first wanted: the list is there before it."""
        if self._side is None:
            from disclosure_desk.gui.shell.start_side import StartSide  # noqa: PLC0415 - once the list is painted

            self._side = side = StartSide()
            side.setFixedWidth(_SIDE)
            side.new_wanted.connect(self.new_wanted)
            side.import_wanted.connect(self.import_wanted)
            side.archive_wanted.connect(self.archive_wanted)
            side.news.all_wanted.connect(self.record_wanted)
            self._show_next_year()
            self.aside.setWidget(side)
        return self._side

    def show_side(self) -> None:
        """Show what stands beside the list."""
        self.side.show()

    @property
    def beginning(self) -> "BeginningPage":
        """What stands in place of the list while there is no report, made when that is first so."""
        if self._beginning is None:
            from disclosure_desk.gui.shell.empty_pages import BeginningPage  # noqa: PLC0415 - most desks have reports

            self._beginning = page = BeginningPage(self)
            page.last_year_wanted.connect(self.last_year_wanted)
            page.new_wanted.connect(self.new_wanted)
            page.archive_wanted.connect(self.archive_wanted)
            self._stack.addWidget(page)
        return self._beginning

    @property
    def nothing_found(self) -> "NothingFound":
        """What stands in place of the table while no report has the words that are looked for, made as above."""
        if self._nothing_found is None:
            from disclosure_desk.gui.shell.empty_pages import NothingFound  # noqa: PLC0415 - as above

            self._nothing_found = page = NothingFound(self)
            page.cleared.connect(self.search.clear)
            page.cleared.connect(self.table.setFocus)
            self._found.addWidget(page)
        return self._nothing_found

    def show_reports(self, reports: Sequence[ListedReport], last: str = "") -> None:
        """Show these reports; the one to go on with is that of the id `last`, else the first that is not finished."""
        are_others = [one.id for one in reports] != [one.id for one in self.table.reports]
        self.table.show_reports(reports)
        if are_others:
            self.search.clear()
            self._count.setText(f"{len(reports)} 份")
        unfinished = [one for one in reports if one.next_words]
        first = next((one for one in unfinished if str(one.id) == last), unfinished[0] if unfinished else None)
        self.first.show_report(first)
        self.first_title.setVisible(first is not None)
        self._show_next_year()
        self._stack.setCurrentWidget(self._page if reports else self.beginning)
        if are_others:
            self.take_keyboard()

    def _show_next_year(self) -> None:
        if self._side is not None:
            self._side.show_next_year(is_lacking=_lacks_next_year(self.table.reports))

    def take_keyboard(self) -> None:
        """Let the keyboard be where a report is chosen, or the first one is begun."""
        (self.table if self.table.reports else self.beginning.first_import).setFocus()

    def _search(self, words: str) -> None:
        found = self.table.show_only(words)
        whole = len(self.table.reports)
        self._count.setText(f"{whole} 份" if not words.strip() else f"找到 {found} 份，共 {whole} 份")
        if found or not whole:
            self._found.setCurrentWidget(self.table)
        else:
            self.nothing_found.show_words(words)
            self._found.setCurrentWidget(self.nothing_found)

    def show_due(self, due: Sequence[tuple[date, str]]) -> None:
        """Show how many days are left until the report is due."""
        self.side.deadline.show_days(due, date.today())  # noqa: DTZ011 - the computer's calendar

    def show_news(self, news: "Sequence[NewsLine]") -> None:
        """Show what happened lately."""
        self.side.news.show_news(news)

    def choose(self, report_id: str) -> None:
        """Make a report the chosen one, if it is in the list; by its id in letters."""
        self.table.choose(report_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the keyboard, and Esc clears the search; it never ends the program."""
        focused = self.focusWidget()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(focused, QPushButton):
            focused.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.search.clear()
        else:
            super().keyPressEvent(event)


def _lacks_next_year(reports: Sequence[ListedReport]) -> bool:
    """Whether some unit has a report on the year before last, and none yet on the last one, which is now due."""
    year = date.today().year - 1  # noqa: DTZ011 - the computer's calendar
    due, before = ({one.unit for one in reports if one.year == f"{number} 年"} for number in (year, year - 1))
    return bool(before - due)


def _titled(words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName("topic")
    return label
