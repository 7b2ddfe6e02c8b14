"""How many findings of each kind there are; each count shows only its own, and pressed again all."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QWidget

from disclosure_desk.gui.report.finding_words import KINDS
from disclosure_desk.gui.widgets.marks import paint_mark
from disclosure_desk.gui.widgets.palette import colours
from disclosure_desk.gui.widgets.theme import sized

_ALWAYS = ("error", "warning")
_KINDS = ("error", "warning", "hint", "done", "missing")
_IN_A_LINE = 3
_MARK, _GAP, _SIDE = 9, 4, 5
_HEIGHT = 24
_PX = 12


class KindFilter(QWidget):
    """A button for each kind of finding; `chosen` carries the kind to show alone, "" for all."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("kinds")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.kind = ""
        self.buttons = {kind: KindButton(kind, self) for kind in _KINDS}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(9, 4, 9, 5)
        self._grid.setSpacing(2)
        self._grid.setColumnStretch(_IN_A_LINE, 1)
        for kind, button in self.buttons.items():
            button.clicked.connect(lambda _=False, kind=kind: self._choose(kind))
        self.show_counts({})

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many there are; a kind of which there is none any more is filtered no longer."""
        shown = [kind for kind in _KINDS if counts.get(kind) or kind in _ALWAYS]
        if len(shown) == len(_ALWAYS):
            shown.append("done")
        for kind, button in self.buttons.items():
            button.show_count(counts.get(kind, 0))
            button.setVisible(kind in shown)
        for number, kind in enumerate(shown):
            self._grid.addWidget(self.buttons[kind], number // _IN_A_LINE, number % _IN_A_LINE)
        if self.kind and not counts.get(self.kind):
            self._choose(self.kind)

    def show_all(self) -> None:
        """Filter nothing any more."""
        if self.kind:
            self._choose(self.kind)

    def _choose(self, kind: str) -> None:
        self.kind = "" if kind == self.kind else kind
        for one, button in self.buttons.items():
            button.setChecked(one == self.kind)
        self.chosen.emit(self.kind)


class KindButton(QAbstractButton):
    """A sign, the words of a kind, and how many there are; quiet where there is none."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self.count = kind, 0
        self.setCheckable(True)
        self.setFixedHeight(_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show how many there are."""
        self.count = count
        words = f"{KINDS[self._kind]} {count}"
        if words != self.text():
            self.setText(words)
            self.setAccessibleName(words)
            self.setToolTip(f"只看“{KINDS[self._kind]}”；再按一下看全部。" if count else "")
            self.setEnabled(bool(count))
            self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        metrics = QFontMetrics(sized(self.font(), _PX))
        width = 2 * _SIDE + _MARK + _GAP + metrics.horizontalAdvance(self.text())
        return QSize(width, _HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.sizeHint()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter, tints = QPainter(self), colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(tints.accent_soft)
            painter.drawRoundedRect(box, 4, 4)
        elif self.isDown() or (self.underMouse() and self.isEnabled()):
            painter.setBrush(tints.press if self.isDown() else tints.hover)
            painter.drawRoundedRect(box, 4, 4)
        tone = tints.tone(self._kind) if self.count else tints.off
        if self.isChecked():
            tone = tints.accent_deep
        paint_mark(painter, self._kind, QRectF(_SIDE, (self.height() - _MARK) / 2, _MARK, _MARK), tone)
        painter.setPen(tone)
        painter.setFont(sized(self.font(), _PX))
        room = self.rect().adjusted(_SIDE + _MARK + _GAP, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignLeft.value, self.text())
        if self.hasFocus():
            painter.setPen(QPen(tints.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 4, 4)
        painter.end()
