"""The list of sections at the left of a report: each with what is missing or wrong in it."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from disclosure_desk.form import Form
from disclosure_desk.gui import style
from disclosure_desk.gui.section_state import SectionState

_NAME, _STATE, _TONE = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2, Qt.ItemDataRole.UserRole + 3
_WRAP = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignTop.value
_SIDE, _EDGE, _GAP = 16, 10, 3

Index = QModelIndex | QPersistentModelIndex


class SectionList(QListWidget):
    """The sections of a form; `chosen` carries the id of the one to show."""

    chosen = Signal(str)

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sections")
        self.setAccessibleName("报告的各部分")
        self.setItemDelegate(_SectionDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.section_ids = [section.id for section in form.sections]
        for number, section in enumerate(form.sections, 1):
            item = QListWidgetItem(section.name, self)
            item.setData(_NAME, section.name)
            item.setToolTip(f"Ctrl+{number}")
        self.currentRowChanged.connect(lambda row: self.chosen.emit(self.section_ids[row]))

    def choose(self, section_id: str) -> None:
        """Make a section the current one."""
        self.setCurrentRow(self.section_ids.index(section_id))

    def show_states(self, states: Mapping[str, SectionState]) -> None:
        """Show what each section lacks."""
        for row, section_id in enumerate(self.section_ids):
            item, state = self.item(row), states[section_id]
            item.setData(_STATE, state.words)
            item.setData(_TONE, state.tone)
            item.setText(f"{item.data(_NAME)}，{state.words}")


class _SectionDelegate(QStyledItemDelegate):
    """Paints a section: its name, wrapped, and below it its state."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        width = self.parent().viewport().width()  # type: ignore[attr-defined] # the list it paints for
        name = _name_box(option.fontMetrics, QRect(0, 0, width, 1000), index)
        return QSize(width, name.height() + _GAP + option.fontMetrics.height() + 2 * _EDGE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        _paint_ground(painter, option, selected=selected)
        box = _name_box(option.fontMetrics, option.rect, index)
        painter.setPen(QColor(style.ACCENT if selected else style.INK))
        painter.drawText(box, _WRAP, index.data(_NAME))
        painter.setPen(QColor(style.TONES[index.data(_TONE) or "quiet"]))
        painter.drawText(box.left(), box.bottom() + 1 + _GAP + option.fontMetrics.ascent(), index.data(_STATE) or "")
        painter.restore()


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, *, selected: bool) -> None:
    if selected:
        painter.fillRect(option.rect, QColor(style.CHOSEN))
        painter.fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), QColor(style.ACCENT))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(option.rect, QColor(style.HOVER))
    if selected and option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(QColor(style.ACCENT), 1))
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1))


def _name_box(metrics: QFontMetrics, rect: QRect, index: Index) -> QRect:
    inner = rect.adjusted(_SIDE, _EDGE, -_SIDE // 2, 0)
    return metrics.boundingRect(inner, _WRAP, index.data(_NAME))
