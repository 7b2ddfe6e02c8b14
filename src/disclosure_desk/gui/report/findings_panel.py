"""The findings at the side of a report: section by section, errors first; choosing one goes to its place."""

from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.checks.finding import Finding, section_name
from disclosure_desk.checks.stages import Gaps
from disclosure_desk.core.form import Form
from disclosure_desk.gui.widgets.option_style import ModelIndex, option_style_of, paint_ground
from disclosure_desk.gui.widgets.palette import colours

_FINDING, _LABEL = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_GAP_LABEL = "还没填"
_WRAP = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignTop.value
_SIDE, _EDGE, _GAP = 14, 9, 4
_REMEMBERED = 500
"""So many measured messages are kept; a day's typing makes many more."""


class FindingsPanel(QWidget):
    """The list of findings; `chosen` carries the finding to go to."""

    chosen = Signal(object)
    explain_wanted = Signal(object)
    """The finding that the clerk wants to answer."""
    repair_wanted = Signal(object)
    """The change of figures that the clerk takes over."""

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._shown: tuple[Finding, ...] = ()
        self._place = ""
        self.title = QLabel("核对结果", self)
        self.title.setObjectName("panel-title")
        self.title.setIndent(0)
        self.list = QListWidget(self)
        self.list.setObjectName("findings")
        self.list.setAccessibleName("核对结果")
        self.list.setItemDelegate(_FindingDelegate(self.list))
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self._empty = QLabel("没有发现问题", self)
        self._empty.setObjectName("empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.title)
        layout.addWidget(self._stack)
        self.show_findings(())

    def show_findings(self, findings: Sequence[Finding], gaps: Gaps | None = None) -> None:
        """Show these findings but for lacking approvals, which the path tells; the current one stays current.

        What only says that something is not filled in yet, as `gaps` tells, is no fault, and not shown as one.
        """
        findings = tuple(finding for finding in findings if not finding.missing_approvals)
        self._stack.setCurrentWidget(self.list if findings else self._empty)
        if findings == self._shown and findings:
            return
        current, position = self.current, self.list.verticalScrollBar().value()
        self._shown = findings
        left = sum(finding.is_open for finding in findings)
        self.title.setText(f"核对结果　{left} 处" if left else "核对结果")
        self.list.clear()
        for section, group in groupby(findings, key=lambda finding: finding.section):
            self._add_heading(section_name(self._form, section))
            for finding in group:
                self._add(finding, is_gap=gaps is not None and gaps.explains(finding))
        if current:
            self._make_current(lambda finding: (finding.rule, finding.cells) == (current.rule, current.cells))
        if self._place and not self.current:
            self._make_current(lambda finding: self._place in finding.cells)
        self.list.verticalScrollBar().setValue(position)

    @property
    def current(self) -> Finding | None:
        """The finding the clerk stands on."""
        chosen = self.list.selectedItems()
        return chosen[0].data(_FINDING) if chosen else None

    def show_place(self, place: str) -> None:
        """Mark the first finding about a place, so that it is seen beside its cell."""
        self._place = place
        if not (self.current and place in self.current.cells):
            self.list.clearSelection()
            self._make_current(lambda finding: place in finding.cells)

    def show_finding(self, wanted: Finding) -> None:
        """Mark a finding among those shown."""
        self.list.clearSelection()
        self._make_current(lambda finding: finding.key == wanted.key)

    def choose_next(self) -> None:
        """Go to the finding after the current one, from the last to the first."""
        rows = [row for row in range(self.list.count()) if self.list.item(row).data(_FINDING)]
        if rows:
            chosen = [self.list.row(item) for item in self.list.selectedItems()]
            after = [row for row in rows if row > max(chosen, default=-1)]
            self.list.setCurrentRow((after or rows)[0])
            self._choose(self.list.currentItem())

    def choose_previous(self) -> None:
        """Go to the finding before the current one, from the first to the last."""
        rows = [row for row in range(self.list.count()) if self.list.item(row).data(_FINDING)]
        if rows:
            chosen = [self.list.row(item) for item in self.list.selectedItems()]
            before = [row for row in rows if row < min(chosen, default=self.list.count())]
            self.list.setCurrentRow((before or rows)[-1])
            self._choose(self.list.currentItem())

    def _make_current(self, wanted: Callable[[Finding], bool]) -> None:
        for row in range(self.list.count()):
            finding = self.list.item(row).data(_FINDING)
            if finding and wanted(finding):
                self.list.setCurrentRow(row)
                return

    def _add_heading(self, name: str) -> None:
        item = QListWidgetItem(name, self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _add(self, finding: Finding, *, is_gap: bool) -> None:
        label = _GAP_LABEL if is_gap and finding.is_open else finding.label
        item = QListWidgetItem(f"{label}：{_words(finding)}", self.list)
        item.setData(_LABEL, label)
        item.setData(_FINDING, finding)
        item.setToolTip(f"依据：{finding.basis}")

    def _choose(self, item: QListWidgetItem) -> None:
        finding = item.data(_FINDING)
        if finding:
            self.chosen.emit(finding)

    def _show_menu(self, position: QPoint) -> None:
        menu = self.menu_for(self.list.itemAt(position))
        if menu:
            menu.popup(self.list.viewport().mapToGlobal(position))

    def menu_for(self, item: QListWidgetItem | None) -> QMenu | None:
        """What can be done with a finding; None for a heading."""
        finding = item.data(_FINDING) if item else None
        if not finding:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("转到").triggered.connect(lambda: self.chosen.emit(finding))
        if finding.explainable:
            words = "修改说明…" if finding.explanation else "说明…"
            menu.addAction(words).triggered.connect(lambda: self.explain_wanted.emit(finding))
        for repair in finding.repairs if finding.is_open else ():
            taken_over = menu.addAction(f"改：{repair.sentence}")
            taken_over.triggered.connect(lambda _=False, repair=repair: self.repair_wanted.emit(repair))
        return menu


def _words(finding: Finding) -> str:
    """The message, with what was answered to it, or the likeliest way to mend it."""
    if finding.explanation:
        return f"{finding.message}\n说明：{finding.explanation}"
    if finding.repairs and finding.is_open:
        return f"{finding.message}\n可能的改法：{finding.repairs[0].sentence}"
    return finding.message


def _tone(finding: Finding, label: str) -> QColor:
    if label == _GAP_LABEL:
        return colours().tone("missing")
    return colours().tone(finding.severity if finding.is_open else "quiet")


class _FindingDelegate(QStyledItemDelegate):
    """Paints a finding: its severity in words and colour, its message below; a section's name as a heading."""

    def __init__(self, parent: QListWidget) -> None:
        super().__init__(parent)
        self._measured_for: tuple[int, QFontMetrics] | None = None
        self._heights: dict[str, int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:  # noqa: N802 - Qt's name
        metrics, finding, width = option_style_of(option).metrics, index.data(_FINDING), self._width()
        if not finding:
            return QSize(width, self._height(metrics, width, index.data()) + _EDGE + _GAP)
        height = self._height(metrics, width, _words(finding))
        return QSize(width, height + metrics.height() + _GAP + 2 * _EDGE)

    def _height(self, metrics: QFontMetrics, width: int, text: str) -> int:
        """The height of a text broken into lines; measured once, for it costs more than the rules behind it."""
        if self._measured_for != (width, metrics) or len(self._heights) > _REMEMBERED:
            self._measured_for = (width, QFontMetrics(metrics))
            self._heights.clear()
        if text not in self._heights:
            self._heights[text] = _text_box(metrics, QRect(0, 0, width, 4000), text).height()
        return self._heights[text]

    def _width(self) -> int:
        """The width of an item as if there were a scroll bar: so that its coming and going breaks no line anew."""
        view: QListWidget = self.parent()  # type: ignore[assignment] # the list it paints for
        return view.width() - view.verticalScrollBar().sizeHint().width()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        style, finding, text = option_style_of(option), index.data(_FINDING), index.data()
        rect = QRect(style.rect.topLeft(), QSize(self._width(), style.rect.height()))
        painter.save()
        if finding:
            label = index.data(_LABEL)
            paint_ground(painter, style, _tone(finding, label))
            _paint_finding(painter, style.metrics, rect, finding, label)
        else:
            painter.setPen(colours().ink2)
            painter.drawText(_text_box(style.metrics, rect, text), _WRAP, text)
        painter.restore()


def _paint_finding(painter: QPainter, metrics: QFontMetrics, rect: QRect, finding: Finding, label: str) -> None:
    painter.setPen(_tone(finding, label))
    painter.drawText(rect.left() + _SIDE, rect.top() + _EDGE + metrics.ascent(), label)
    painter.setPen(colours().ink if finding.is_open else colours().ink2)
    rest = rect.adjusted(0, metrics.height() + _GAP, 0, 0)
    painter.drawText(_text_box(metrics, rest, _words(finding)), _WRAP, _words(finding))


def _text_box(metrics: QFontMetrics, rect: QRect, text: str) -> QRect:
    return metrics.boundingRect(rect.adjusted(_SIDE, _EDGE, -_SIDE // 2, 0), _WRAP, text)
