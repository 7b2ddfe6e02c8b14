"""The list of sections at the left of a report: each with what is missing or wrong in it."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from disclosure_desk.core.form import Form
from disclosure_desk.gui.session.section_status import SectionStatus
from disclosure_desk.gui.widgets.option_style import ModelIndex, OptionStyle, option_style_of, paint_ground
from disclosure_desk.gui.widgets.palette import colours

_NAME, _STATE, _TONE = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2, Qt.ItemDataRole.UserRole + 3
_WRAP = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignTop.value
_SIDE, _EDGE, _GAP = 16, 10, 3


class SectionList(QListWidget):
    """The sections of a form; `chosen` carries the id of the one to show, `entered_page` asks to go on in its page."""

    chosen = Signal(str)
    entered_page = Signal()

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
        self.itemActivated.connect(lambda _: self.entered_page.emit())
        self.currentRowChanged.connect(lambda row: self.chosen.emit(self.section_ids[row]))

    def choose(self, section_id: str) -> None:
        """Make a section the current one."""
        self.setCurrentRow(self.section_ids.index(section_id))

    def show_states(self, states: Mapping[str, SectionStatus]) -> None:
        """Show what each section lacks."""
        for row, section_id in enumerate(self.section_ids):
            item, state = self.item(row), states[section_id]
            item.setData(_STATE, state.words)
            item.setData(_TONE, state.tone)
            item.setText(f"{item.data(_NAME)}，{state.words}")


class _SectionDelegate(QStyledItemDelegate):
    """Paints a section: its name and below it its state, both wrapped."""

    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:  # noqa: N802 - Qt's name
        view: QListWidget = self.parent()  # type: ignore[assignment] # the list it paints for
        width = view.viewport().width()
        _, state = _boxes(option_style_of(option).metrics, QRect(0, 0, width, 1000), index)
        return QSize(width, state.bottom() + 1 + _EDGE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        style = option_style_of(option)
        name, state = _boxes(style.metrics, style.rect, index)
        painter.save()
        _paint_ground(painter, style)
        painter.setPen(colours().accent_deep if style.is_selected else colours().ink)
        painter.drawText(name, _WRAP, index.data(_NAME))
        painter.setPen(colours().tone(index.data(_TONE) or "quiet"))
        painter.drawText(state, _WRAP, index.data(_STATE) or "")
        painter.restore()


def _paint_ground(painter: QPainter, style: OptionStyle) -> None:
    paint_ground(painter, style)
    if style.is_selected and style.has_focus:
        painter.setPen(colours().accent)
        painter.drawRect(style.rect.adjusted(0, 0, -1, -1))


def _boxes(metrics: QFontMetrics, rect: QRect, index: ModelIndex) -> tuple[QRect, QRect]:
    """Where the name and the state of a section stand."""
    inner = rect.adjusted(_SIDE, _EDGE, -_SIDE // 2, 0)
    name = metrics.boundingRect(inner, _WRAP, index.data(_NAME))
    inner.setTop(name.bottom() + 1 + _GAP)
    return name, metrics.boundingRect(inner, _WRAP, index.data(_STATE) or " ")
