"""The first page of the window: the office's reports, newest first, or how to begin where there is none."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.gui.session.listed_report import ListedReport
from disclosure_desk.gui.widgets.buttons import main_button, plain_button

COLUMNS = ("年度", "机关", "状态", "最后修改")
_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReportList(QWidget):
    """The reports to choose from; `opened` carries the id of the chosen one."""

    opened = Signal(int)
    new_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = QTableWidget(0, len(COLUMNS), self)
        self._ids: list[int] = []
        self._stack = QStackedWidget(self)
        self._stack.addWidget(QWidget())
        self._stack.addWidget(self._list())
        self._stack.addWidget(self._beginning())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _list(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(40, 32, 40, 32)
        layout.setSpacing(16)
        title = QLabel("年度报告")
        title.setObjectName("heading")
        line = QHBoxLayout()
        line.addWidget(title)
        line.addStretch(1)
        line.addWidget(self._button("导入…", self.import_wanted))
        line.addWidget(self._button("新建报告…", self.new_wanted, main=True))
        layout.addLayout(line)
        self._set_up_table()
        layout.addWidget(self.table)
        hint = QLabel("双击或按回车键打开。也可以把文件直接拖到窗口里，或者复制网页后按 Ctrl+Shift+V 导入。")
        hint.setObjectName("quiet")
        layout.addWidget(hint)
        return page

    def _set_up_table(self) -> None:
        table = self.table
        table.setObjectName("reports")
        table.setHorizontalHeaderLabels(COLUMNS)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(44)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 90), (3, 180)):
            header.resizeSection(column, width)
        table.installEventFilter(self)
        table.doubleClicked.connect(lambda index: self.opened.emit(self._ids[index.row()]))

    def _beginning(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setSpacing(12)
        layout.addStretch(2)
        title = QLabel("还没有年度报告")
        title.setObjectName("heading")
        words = QLabel("新建一份从头填写，或者导入已有的报告：文件、网页，或者复制来的文字。")
        words.setObjectName("quiet")
        for label in (title, words):
            layout.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addStretch(1)
        self.first_new = self._button("新建报告…", self.new_wanted, main=True)
        self.first_import = self._button("导入…", self.import_wanted)
        line.addWidget(self.first_new)
        line.addWidget(self.first_import)
        line.addStretch(1)
        layout.addSpacing(12)
        layout.addLayout(line)
        layout.addStretch(3)
        return page

    def _button(self, text: str, wanted: SignalInstance, *, main: bool = False) -> QPushButton:
        button = main_button(text) if main else plain_button(text)
        button.setMinimumWidth(120)
        button.clicked.connect(wanted)
        return button

    def show_reports(self, reports: Sequence[ListedReport]) -> None:
        """Show these reports, with the first one chosen."""
        self._ids = [report.id for report in reports]
        self.table.setRowCount(len(reports))
        for row, report in enumerate(reports):
            for column, words in enumerate((report.year, report.unit, report.state, report.changed)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.table.setItem(row, column, item)
        self._stack.setCurrentIndex(1 if reports else 2)
        if reports:
            self.table.setCurrentCell(0, 0)
            self.table.setFocus()
        else:
            self.first_new.setFocus()

    def choose(self, report_id: str) -> None:
        """Make a report the chosen one, if it is in the list; by its id in letters."""
        for row, number in enumerate(self._ids):
            if str(number) == report_id:
                self.table.setCurrentCell(row, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _OPENING_KEYS:
            row = self.table.currentRow()
            if row >= 0:
                self.opened.emit(self._ids[row])
            return True
        return super().eventFilter(watched, event)
