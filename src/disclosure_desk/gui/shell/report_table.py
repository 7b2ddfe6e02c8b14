"""The table of all reports on the first page: year, unit, its path in small, its state in one label, last change."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from disclosure_desk.gui.session.listed_report import ListedReport
from disclosure_desk.gui.widgets.line_table import set_up_lines
from disclosure_desk.gui.widgets.marks import paint_mark
from disclosure_desk.gui.widgets.palette import Colours, colours
from disclosure_desk.gui.widgets.theme import points

COLUMNS = ("年度", "机关", "进度", "状态", "最后改动", "")
YEAR, UNIT, PATH, STATE, CHANGED, MORE = range(6)
_MENU = {"": "打开", "rename": "改名称…", "export": "导出…", "delete_draft": "删除草稿…"}
"""What can be done with a report of the list, by the ids of the actions that do it once it is open."""
_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDTHS = {YEAR: 76, PATH: 150, STATE: 220, CHANGED: 130, MORE: 30}
_LEAST_UNIT = 200
"""In less width names of units are no longer told apart: 涿河…理局 in a window of 910."""
_FOLDING = (PATH, CHANGED)
"""Which columns make room for the unit, in this order: the path first, because the state says the same in words."""
_ROW, _LEFT, _DOT, _STEP = 46, 14, 9, 27
_MIDDLE = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignLeft.value


class ReportTable(QTableWidget):
    """The reports to choose from; `opened` carries the id of the chosen one."""

    opened = Signal(int)
    menu_wanted = Signal(int, str)
    """The id of a report, and of the action that is wanted of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(COLUMNS), parent)
        self.reports: tuple[ListedReport, ...] = ()
        self.setObjectName("reports")
        self.setAccessibleName("全部报告")
        self.setHorizontalHeaderLabels(COLUMNS)
        set_up_lines(self, _ROW)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.hovered = -1
        """The line under the mouse."""
        self.entered.connect(lambda index: self._hover(index.row()))
        self.viewportEntered.connect(lambda: self._hover(-1))
        self.setItemDelegate(_ReportDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionResizeMode(UNIT, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        self.clicked.connect(self._click)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.reports[index.row()].id))

    def show_reports(self, reports: Sequence[ListedReport]) -> None:
        """Show these reports; the chosen one stays so while they are the same reports, else the first one is."""
        chosen = self.currentRow() if [one.id for one in reports] == [one.id for one in self.reports] else 0
        self.reports = tuple(reports)
        self.setRowCount(len(reports))
        for row, report in enumerate(reports):
            path = "，".join(_STATES.get(mark, "") for mark in report.marks)
            for column, words in enumerate((report.year, report.unit, path, report.state, report.changed, "")):
                item = QTableWidgetItem(words)
                item.setToolTip(report.state if column in {PATH, STATE} else words)
                self.setItem(row, column, item)
        if reports:
            self.setCurrentCell(max(chosen, 0), 0)

    def show_only(self, words: str) -> int:
        """Show only the reports whose unit or year has these words, one of them chosen; return how many they are."""
        found = [
            row
            for row, report in enumerate(self.reports)
            if all(word in f"{report.year}{report.unit}" for word in words.split())
        ]
        for row in range(len(self.reports)):
            self.setRowHidden(row, row not in found)
        if self.currentRow() not in found:  # Enter opens the chosen one, which is to be one that is seen
            self.setCurrentCell(found[0] if found else -1, 0)
        return len(found)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the unit its room before what is said elsewhere too."""
        room = event.size().width() - sum(_WIDTHS.values()) - _LEAST_UNIT
        for column in _FOLDING:
            self.setColumnHidden(column, room < 0)
            room += _WIDTHS[column] if room < 0 else 0
        super().resizeEvent(event)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        self._hover(-1)
        super().leaveEvent(event)

    def _click(self, index: QModelIndex) -> None:
        if index.column() == MORE:
            self.show_menu(index.row(), self.visualRect(index).bottomLeft())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """The right button on a report, or the menu key: at the chosen one, which is brought into sight."""
        if event.reason() != QContextMenuEvent.Reason.Keyboard:
            if self.rowAt(event.pos().y()) >= 0:
                self.show_menu(self.rowAt(event.pos().y()), event.pos())
        elif self.currentRow() >= 0:
            self.scrollTo(self.currentIndex())
            self.show_menu(self.currentRow(), self.visualRect(self.currentIndex()).bottomLeft())

    def show_menu(self, row: int, place: QPoint) -> QMenu:
        """Show what can be done with a report."""
        report = self.reports[row]
        self.setCurrentCell(row, YEAR)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, words in _MENU.items():
            action = menu.addAction(words)
            action.triggered.connect(partial(self._want, report.id, name))
            if name == "delete_draft":
                action.setEnabled(report.is_draft)
        menu.popup(self.viewport().mapToGlobal(place))
        return menu

    def _want(self, report_id: int, name: str, _is_checked: bool = False) -> None:  # noqa: FBT001, FBT002 - as Qt says it
        if name:
            self.menu_wanted.emit(report_id, name)
        else:
            self.opened.emit(report_id)

    def choose(self, report_id: str) -> None:
        """Make a report the chosen one, if it is in the list; by its id in letters."""
        for row, report in enumerate(self.reports):
            if str(report.id) == report_id:
                self.setCurrentCell(row, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() not in _OPENING_KEYS:
            super().keyPressEvent(event)
        elif self.currentRow() >= 0:
            self.opened.emit(self.reports[self.currentRow()].id)


_STATES = {"done": "完成", "error": "必须改", "warning": "要说明", "here": "现在", "ahead": "还没到"}


def paint_path(painter: QPainter, marks: Sequence[str], left: float, middle: float, step: float = _STEP) -> None:
    """Paint the path of a report in small: a sign a stage, and a line from each to the next."""
    tints = colours()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, mark in enumerate(marks):
        x = left + number * step
        if number + 1 < len(marks):
            painter.setPen(QPen(tints.done if mark == "done" else tints.line, 2))
            painter.drawLine(QPointF(x + _DOT + 2, middle), QPointF(x + step - 2, middle))
        _paint_stage(painter, tints, mark, QRectF(x, middle - _DOT / 2, _DOT, _DOT))
    painter.restore()


def _paint_stage(painter: QPainter, tints: Colours, mark: str, box: QRectF) -> None:
    if mark in {"error", "warning"}:
        paint_mark(painter, mark, box.adjusted(-1, -1, 1, 1))
    elif mark == "done":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tints.done)
        painter.drawEllipse(box)
    else:
        painter.setPen(QPen(tints.accent if mark == "here" else tints.edge, 2 if mark == "here" else 1.5))
        painter.setBrush(tints.paper)
        painter.drawEllipse(box)


_Index = QModelIndex | QPersistentModelIndex


class _ReportDelegate(QStyledItemDelegate):
    """Paints a cell of the table; the line is one, whatever its columns."""

    def sizeHint(self, _: QStyleOptionViewItem, __: _Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(_WIDTHS[YEAR], _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        table: ReportTable = self.parent()  # type: ignore[assignment] # the table it paints for
        rect: QRect = option.rect  # type: ignore[attr-defined] # missing in the stubs
        tints, report = colours(), table.reports[index.row()]
        painter.save()
        if index.row() == table.currentRow():
            _fill(painter, rect, tints.accent_soft)
            if index.column() == YEAR:
                _fill(painter, QRect(rect.topLeft(), QSize(3, rect.height())), tints.accent)
        elif index.row() == table.hovered:
            _fill(painter, rect, tints.hover)
        _fill(painter, QRect(rect.left(), rect.bottom(), rect.width(), 1), tints.hair)
        room = rect.adjusted(_LEFT, 0, -4, 0)
        if index.column() == PATH:
            paint_path(painter, report.marks, room.left(), room.center().y())
        elif index.column() == MORE:
            painter.setPen(tints.ink2)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter.value, "…")
        elif index.column() == STATE:
            _paint_label(painter, table.font(), tints, report, room)
        else:
            font = QFont(table.font())
            font.setBold(index.column() == YEAR)
            font.setPointSizeF(points(12 if index.column() == CHANGED else 13))
            painter.setFont(font)
            painter.setPen(tints.ink2 if index.column() == CHANGED else tints.ink)
            words = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideMiddle, room.width())
            painter.drawText(room, _MIDDLE, words)
        painter.restore()


def _fill(painter: QPainter, rect: QRect, colour: QColor) -> None:
    """As Qt's `fillRect`, which needs types that nothing else needs before the list is shown."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(rect)


def _paint_label(painter: QPainter, font: QFont, tints: Colours, report: ListedReport, room: QRect) -> None:
    """Paint state and verdict as one label, with a sign and in the colour of its tone."""
    small = QFont(font)
    small.setPointSizeF(points(12))
    painter.setFont(small)
    words = painter.fontMetrics().elidedText(report.label, Qt.TextElideMode.ElideRight, room.width() - 32)
    width, middle = painter.fontMetrics().horizontalAdvance(words), room.center().y()
    label = QRectF(room.left(), middle - 11, width + 30, 23)
    has_tone = report.tone in {"error", "warning", "hint", "done"}
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tints.soft(report.tone) if has_tone else tints.sunk)
    painter.drawRoundedRect(label, 4, 4)
    paint_mark(painter, report.tone, QRectF(label.left() + 7, middle - 4, 9, 9))
    painter.setPen(tints.tone(report.tone) if has_tone else tints.ink2)
    painter.drawText(label.adjusted(21, 0, 0, 0), _MIDDLE, words)
