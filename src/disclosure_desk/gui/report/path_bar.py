"""The bar above a report: which it is, the five stages of its path with their states, and what is to be done next."""

from itertools import pairwise

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from disclosure_desk.checks.stages import Act, Mark, Stage, Stages, StageState
from disclosure_desk.gui.report.stage_page import Waiting
from disclosure_desk.gui.widgets.elided_label import ElidedLabel
from disclosure_desk.gui.widgets.icons import icon_pixmap, set_icon
from disclosure_desk.gui.widgets.layouts import in_the_middle
from disclosure_desk.gui.widgets.marks import paint_mark
from disclosure_desk.gui.widgets.palette import Colours, colours
from disclosure_desk.gui.widgets.theme import points

HEIGHT = 53
"""With the line below."""
NEXT_KEY = "Ctrl+Enter"
_STAGE_WIDTHS = ((1800, 150), (1180, 124), (1060, 112), (0, 96))
"""From which width of the bar on a stage is how wide."""
_LONG_KEY_FROM = 1180
"""From which width of the bar on there is room for a key of two words."""
_KEYS = {Act.MEND: "F8", Act.EXPLAIN: "F8", Act.APPROVE: "F4"}
_DISC, _DISC_LEFT, _TEXT_LEFT = 22, 14, 44
_MARK, _GAP = 9, 3
_ARROW = 14
"""So much room the arrow to the next stage takes; a count that needs it all the same is whole, and has no arrow."""


class PathBar(QWidget):
    """Shows how far a report is; a stage opens by a click or Alt and its number."""

    back_wanted = Signal()
    stage_chosen = Signal(object)
    """The stage that the clerk wants to see: Stage."""
    next_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("head")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.back = QToolButton(self)
        self.back.setToolTip("返回列表（Ctrl+L）")
        self.back.setAccessibleName("返回列表")
        set_icon(self.back, "back-to-list")
        self.unit = ElidedLabel(self)
        self.unit.setObjectName("unit")
        self.state = QLabel(self)
        self.state.setObjectName("state")
        self.stages = {stage: StageButton(number, self) for number, stage in enumerate(Stage, 1)}
        self.key = QLabel(self)
        self.key.setObjectName("note-small")
        self.next_button = QPushButton(self)
        self.next_button.setObjectName("main")
        self.next_button.setProperty("scale", "large")
        self.next_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        set_icon(self.next_button, "next-step", "on_accent")
        self.waiting = _WaitingWords(self)
        self._key_words, self._year, self._report_state = "", 0, ""
        self._is_key_lent = False
        self._lay_out()
        self.back.clicked.connect(self.back_wanted)
        self.next_button.clicked.connect(self.next_wanted)
        for stage, button in self.stages.items():
            button.clicked.connect(lambda _=False, stage=stage: self.stage_chosen.emit(stage))

    def _lay_out(self) -> None:
        words = in_the_middle(self.unit, self.state)
        self.unit.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 0, 14, 1)
        line.setSpacing(0)
        line.addWidget(self.back)
        line.addSpacing(6)
        line.addLayout(words, 1)
        line.addSpacing(8)
        for button in self.stages.values():
            line.addWidget(button)
        line.addSpacing(8)
        line.addWidget(self.key)
        line.addSpacing(8)
        line.addWidget(self.next_button)
        line.addWidget(self.waiting)

    def show_name(self, unit: str, year: int, title: str) -> None:
        """Name the report; its whole title is the tip."""
        self.unit.setText(unit)
        self.unit.setToolTip(title)
        self._year = year
        self._show_state()

    def show_stages(self, stages: Stages, here: Stage, state: str, waiting: Waiting = Waiting()) -> None:  # noqa: B008 - a value
        """Show how far each stage is, the one where the clerk is, and what comes next; `state` is the report's.

        `waiting`: what is said instead where the page has the button.
        """
        self._report_state = state
        self._show_state()
        for stage, button in self.stages.items():
            button.show_state(stages[stage], is_here=stage == here)
        buttons = [*self.stages.values()]
        for one, after in pairwise(buttons):
            one.show_arrow(is_shown=not one.is_here and not after.is_here)
        step = None if waiting.words else stages.next_step
        self.waiting.show_words(waiting)
        self.next_button.setVisible(step is not None)
        self._key_words = _KEYS.get(step.act, NEXT_KEY) if step else ""
        if step:
            self.next_button.setText(f"{step.words} ")
            self.next_button.setAccessibleDescription(f"下一步：{step.stage.value}")
        self._show_key()

    def take_keyboard(self) -> None:
        """Give the keyboard to the button of the next step, where there is one."""
        if not self.next_button.isHidden():
            self.next_button.setFocus()

    def _show_state(self) -> None:
        self.state.setText(f"{self._year} 年度报告 · {self._report_state}")

    def lend_key(self, *, is_lent: bool) -> None:
        """Name the key of the next step no longer while texts are typed, where it leads to the next text, or again."""
        self._is_key_lent = is_lent
        self._show_key()

    def _show_key(self) -> None:
        is_long = self._key_words == NEXT_KEY
        is_shown = not is_long or (not self._is_key_lent and self.width() >= _LONG_KEY_FROM)
        self.key.setText(self._key_words if is_shown else "")
        words, key = self.next_button.text().rstrip(), "" if self._is_key_lent else f"（{NEXT_KEY}）"
        self.next_button.setToolTip(f"{words}{key}")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        width = next(width for least, width in _STAGE_WIDTHS if self.width() >= least)
        for button in self.stages.values():
            button.setFixedWidth(width)
        self._show_key()


class _WaitingWords(QWidget):
    """Whose turn it is, or what is left: an icon, the words in bold, a note below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QToolButton(self)
        self._icon.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._icon.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words, self.note = QLabel(self), QLabel(self)
        self.words.setObjectName("unit")
        self.note.setObjectName("state")
        texts = in_the_middle(self.words, self.note)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._icon)
        line.addLayout(texts)
        self.hide()

    def show_words(self, waiting: Waiting) -> None:
        """Show these words, nothing where there are none."""
        self.setVisible(bool(waiting.words))
        self.words.setText(waiting.words)
        self.note.setText(waiting.note)
        self.note.setVisible(bool(waiting.note))  # an empty line below would push the words up
        self.setAccessibleName(f"{waiting.words}：{waiting.note}" if waiting.note else waiting.words)
        if waiting.icon:
            set_icon(self._icon, waiting.icon, "accent")


class StageButton(QAbstractButton):
    """One stage: its number or state as a disc, its name, its counts with their signs."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._state = StageState([*Stage][number - 1])
        self.is_here, self._has_arrow = False, False
        self.setFixedHeight(HEIGHT - 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_state(self, state: StageState, *, is_here: bool) -> None:
        """Show how far the stage is, and whether the clerk is there."""
        if (state, is_here) != (self._state, self.is_here) or not self.accessibleName():
            self._state, self.is_here = state, is_here
            self.setText(state.stage.value)
            self.setAccessibleName(f"{state.sentence}{'，现在在这里' if is_here else ''}")
            self.setToolTip(f"{state.sentence}（Alt+{self._number}）")
            self.update()

    def show_arrow(self, *, is_shown: bool) -> None:
        """Draw the arrow to the next stage, or not."""
        if is_shown != self._has_arrow:
            self._has_arrow = is_shown
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(_STAGE_WIDTHS[1][1], HEIGHT - 1)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter, tints = QPainter(self), colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.is_here:
            painter.fillRect(self.rect(), tints.accent_soft)
            painter.fillRect(QRect(0, self.height() - 3, self.width(), 3), tints.accent)
        elif self.isDown() or self.underMouse():
            painter.fillRect(self.rect(), tints.press if self.isDown() else tints.hover)
        self._paint_disc(painter, tints)
        end = self._paint_words(painter, tints)
        if self._has_arrow and end <= self.width() - _ARROW:
            pixmap = icon_pixmap("more-right", "ink3", ratio=self.devicePixelRatioF())
            painter.drawPixmap(self.width() - 16, (self.height() - 16) // 2, pixmap)
        if self.hasFocus():
            painter.setPen(QPen(tints.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_disc(self, painter: QPainter, tints: Colours) -> None:
        disc = QRectF(_DISC_LEFT, (self.height() - _DISC) / 2, _DISC, _DISC)
        tone = "done" if self._state.is_done else self._state.severity
        if tone:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tints.tone(tone))
            painter.drawEllipse(disc)
            if tone == "done":
                paint_mark(painter, "done", disc.adjusted(6, 6, -6, -6), tints.paper)
            else:
                self._write(painter, disc.toRect(), "!", 14, tints.paper, is_bold=True)
            return
        colour = tints.accent if self.is_here else tints.ink3
        painter.setPen(QPen(colour, 2 if self.is_here else 1.5))
        painter.setBrush(tints.paper if self.is_here else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        self._write(painter, disc.toRect(), str(self._number), 12, colour, is_bold=self.is_here)

    def _paint_words(self, painter: QPainter, tints: Colours) -> int:
        """Paint name and counts, and return where the counts end."""
        room = QRect(_TEXT_LEFT, 0, self.width() - _TEXT_LEFT - 2, self.height())
        name = room if not self._state.counts else QRect(room.left(), 8, room.width(), 20)
        is_ahead = not (self.is_here or self._state.is_done or self._state.severity)
        ink = tints.accent_deep if self.is_here else (tints.ink2 if is_ahead else tints.ink)
        self._write(painter, name, self._state.stage.value, 14, ink, is_bold=self.is_here, is_left=True)
        left = room.left()
        for mark, words in self._state.counts:
            end = self._paint_count(painter, tints, QRect(left, 27, room.right() - left, 16), (mark, words))
            left = end + 2 * _GAP
        return left - 2 * _GAP if self._state.counts else 0

    def _paint_count(self, painter: QPainter, tints: Colours, room: QRect, count: tuple[Mark, str]) -> int:
        """Paint a count with its sign, and return where it ends."""
        mark, words = count
        if mark:
            paint_mark(painter, mark, QRectF(room.left(), room.top() + 4, _MARK, _MARK))
            room = room.adjusted(_MARK + _GAP, 0, 0, 0)
        ink = tints.tone(mark) if mark else (tints.accent_deep if self.is_here else tints.ink2)
        font = self._font(11)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        tight = words.replace(" / ", "/")
        # Where there is a sign, that alone says what is counted.
        least = words.rpartition(" ")[2] if mark else tight.removesuffix("文字").rstrip(" 格人件")
        shorter = (words, tight, least)
        beside = room.width() - (_ARROW if self._has_arrow else 0)
        fitting = next((one for one in shorter if metrics.horizontalAdvance(one) <= beside), shorter[-1])
        self._write(painter, room, fitting, 11, ink, is_left=True)
        return room.left() + metrics.horizontalAdvance(fitting)

    def _write(  # noqa: PLR0913 - where, what and how
        self,
        painter: QPainter,
        room: QRect,
        words: str,
        px: int,
        ink: QColor,
        *,
        is_bold: bool = False,
        is_left: bool = False,
    ) -> None:
        painter.setFont(self._font(px, is_bold=is_bold))
        painter.setPen(ink)
        side = Qt.AlignmentFlag.AlignLeft if is_left else Qt.AlignmentFlag.AlignHCenter
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, words)

    def _font(self, px: int, *, is_bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(points(px))
        font.setBold(is_bold)
        return font
