"""The rail at the left of a report: its sections, each with what is missing or wrong in it."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from disclosure_desk.core.form import Form
from disclosure_desk.gui.session.section_status import SectionStatus, numbered_sections
from disclosure_desk.gui.widgets.marks import paint_mark
from disclosure_desk.gui.widgets.option_style import ModelIndex, OptionStyle, option_style_of, paint_ground
from disclosure_desk.gui.widgets.palette import colours
from disclosure_desk.gui.widgets.theme import points

ROOMY, WIDE, NARROW = 184, 168, 52
_NUMERAL, _NAME, _COUNTS = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2, Qt.ItemDataRole.UserRole + 3
_ROW = 40
_NUMERAL_LEFT, _NAME_LEFT, _EDGE = 14, 40, 14
_MARK, _GAP = 10, 3
_MIDDLE = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignLeft.value


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
        self._tips: list[str] = []
        self._shown: dict[str, SectionStatus] = {}
        numbered = numbered_sections(form)
        for section in form.sections:
            item = QListWidgetItem(section.name, self)
            item.setData(_NUMERAL, section.numeral)
            item.setData(_NAME, section.short_name or section.name)
            key = f"（Ctrl+{numbered.index(section.id) + 1}）" if section.id in numbered else ""
            self._tips.append(f"{section.name}{key}")
        self.setFixedWidth(WIDE)
        self.itemActivated.connect(lambda _: self.entered_page.emit())
        self.currentRowChanged.connect(lambda row: self.chosen.emit(self.section_ids[row]))
        self.itemClicked.connect(lambda _: self.entered_page.emit())  # as Ctrl and its number do

    @property
    def is_narrow(self) -> bool:
        """Whether only numerals and signs are shown."""
        return self.width() < WIDE

    def fold(self, width: int) -> None:
        """Show the names of the sections, or, where it is narrow, only their numerals."""
        if width != self.width():
            self.setFixedWidth(width)
            self.scheduleDelayedItemsLayout()

    def choose(self, section_id: str) -> None:
        """Make a section the current one."""
        self.setCurrentRow(self.section_ids.index(section_id))

    def show_states(self, states: Mapping[str, SectionStatus]) -> None:
        """Show what each section lacks."""
        for row, (section_id, tip) in enumerate(zip(self.section_ids, self._tips, strict=True)):
            item, state = self.item(row), states[section_id]
            if self._shown.get(section_id) == state:
                continue  # what is set anew is painted anew, and this runs with every figure
            self._shown[section_id] = state
            item.setData(_COUNTS, state.counts)
            item.setText(f"{tip.partition('（Ctrl')[0]}，{state.words}")
            item.setToolTip(f"{tip}\n{state.words}")


class _SectionDelegate(QStyledItemDelegate):
    """Paints a section: its numeral, its short name, at the right its counts with their signs."""

    def sizeHint(self, _: QStyleOptionViewItem, __: ModelIndex) -> QSize:  # noqa: N802 - Qt's name
        view: SectionList = self.parent()  # type: ignore[assignment] # the list it paints for
        return QSize(view.viewport().width(), _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        view: SectionList = self.parent()  # type: ignore[assignment] # the same
        style, tints = option_style_of(option), colours()
        painter.save()
        paint_ground(painter, style)
        font = QFont(view.font())
        font.setBold(style.is_selected)
        painter.setFont(font)
        painter.setPen(tints.accent_deep if style.is_selected else tints.ink)
        left = style.rect.left()
        painter.drawText(style.rect.adjusted(_NUMERAL_LEFT, 0, 0, 0), _MIDDLE, index.data(_NUMERAL))
        counts = tuple(index.data(_COUNTS) or ())
        if view.is_narrow:
            if counts:
                box = QRectF(left + 33, style.rect.center().y() - _MARK / 2 + 1, _MARK, _MARK)
                paint_mark(painter, counts[0][0] or "missing", box)
        else:
            right = _paint_counts(painter, view, style, counts)
            name = QRect(left + _NAME_LEFT, style.rect.top(), right - left - _NAME_LEFT - _GAP, style.rect.height())
            painter.setFont(font)
            painter.setPen(tints.accent_deep if style.is_selected else tints.ink)
            words = painter.fontMetrics().elidedText(index.data(_NAME), Qt.TextElideMode.ElideRight, name.width())
            painter.drawText(name, _MIDDLE, words)
        if style.has_focus and style.is_selected:
            painter.setPen(tints.focus)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for inset in (0, 1):
                painter.drawRect(style.rect.adjusted(inset, inset, -inset - 1, -inset - 1))
        painter.restore()


def _paint_counts(painter: QPainter, view: QWidget, style: OptionStyle, counts: tuple[tuple[str, str], ...]) -> int:
    """Paint the counts from the right, and return where they begin."""
    right, tints = style.rect.right() + 1 - _EDGE, colours()
    for mark, words in reversed(counts):
        font = QFont(view.font())
        font.setPointSizeF(points(12 if mark else 11))
        font.setBold(bool(mark))
        painter.setFont(font)
        painter.setPen(tints.tone(mark) if mark else tints.ink2)
        width = painter.fontMetrics().horizontalAdvance(words)
        painter.drawText(QRect(right - width, style.rect.top(), width, style.rect.height()), _MIDDLE, words)
        right -= width
        if mark:
            right -= _MARK + (_GAP if words else 0)
            paint_mark(painter, mark, QRectF(right, style.rect.center().y() - _MARK / 2 + 1, _MARK, _MARK))
        right -= 2 * _GAP
    return right
