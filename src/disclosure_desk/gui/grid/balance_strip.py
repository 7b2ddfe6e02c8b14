"""The balance of a table, drawn as its last row: it stays at the bottom while the rows scroll."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView

from disclosure_desk.gui.grid.cell_painter import NOT_ALL, TOO_WIDE, paint_equal_sign, paint_not_all
from disclosure_desk.gui.grid.grid_delegate import paint_rules
from disclosure_desk.gui.grid.grid_model import GridModel
from disclosure_desk.gui.grid.heading_text import LABEL_PADDING
from disclosure_desk.gui.grid.table_balance import ColumnBalance, balance_words
from disclosure_desk.gui.grid.table_foot import TableFoot
from disclosure_desk.gui.grid.table_style import TableStyle
from disclosure_desk.gui.widgets.marks import paint_mark
from disclosure_desk.gui.widgets.palette import colours

NAME = "勾稽"
_SIGN = 5
_MARK = 10
_ROWS_BESIDE = 3
"""How many rows of figures must be in sight beside it; in less room it is left out."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class BalanceStrip(TableFoot):
    """Two lines a column: one sum over the other, with = or ≠ between them."""

    def __init__(self, view: QTableView, model: GridModel, style: TableStyle) -> None:
        super().__init__(view, model, style, NAME)

    def height_for(self, room: int) -> int:
        """How high it is in that room; 0 where the table has no balance, or where it would take too much."""
        if self._model.balance is None:
            return 0
        height = 2 * max(self._style.fonts.of_totals.height() - 1, 18) + 1
        return height if room >= 2 * height + _ROWS_BESIDE * self._style.fonts.row else 0

    @property
    def words(self) -> str:
        """How the table stands, in short."""
        return balance_words([(self._model.balanced_column(column), one) for column, one in self._columns.items()])

    @property
    def spoken(self) -> str:
        """The same with each column that is off and its two sums."""
        if self._model.balance is None:
            return ""
        left, right = self._model.balance.names
        off = [
            f"{self._model.balanced_column(column).name}一列不平，{left}是 {one.texts[0]}，"
            f"{right}是 {one.texts[1]}，{one.fault}，必须改。"
            for column, one in self._columns.items()
            if one.is_broken
        ]
        return "".join(off) or self.words or NOT_ALL

    @property
    def _columns(self) -> dict[int, ColumnBalance]:
        return self._model.column_balances

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(event.rect(), colours().paper)
        columns = self._columns
        self._paint_label(painter, self._rect(0, min(columns)))
        for column, one in columns.items():
            rect = self._rect(column, column + 1)
            self._paint_column(painter, rect, one)
            paint_rules(painter, rect, is_top=False, is_left=False)
        ratio = self.devicePixelRatioF()
        painter.fillRect(QRectF(0, 0, self._rect(0, max(columns) + 1).right() + 1, 1 / ratio), colours().rule_strong)
        painter.end()

    def _rect(self, first: int, end: int) -> QRect:
        left = self._view.columnViewportPosition(first)
        width = sum(self._view.columnWidth(column) for column in range(first, end))
        return QRect(left, 0, width, self.height())

    def _paint_label(self, painter: QPainter, rect: QRect) -> None:
        tints, fonts, words = colours(), self._style.fonts, self.words
        names = self._model.balance.names if self._model.balance else ("", "")
        painter.fillRect(rect, tints.paper)
        painter.setFont(fonts.label)
        painter.setPen(tints.ink2)
        for half, name in zip(_halves(rect), names, strict=True):
            painter.drawText(half.adjusted(0, 0, -LABEL_PADDING, 0), _RIGHT, name)
        is_off = any(one.is_broken for one in self._columns.values())
        left = rect.left() + LABEL_PADDING
        if words:
            mark = "error" if is_off else "done"
            paint_mark(
                painter,
                mark,
                QRectF(
                    QPointF(left, rect.center().y() - _MARK / 2), QPointF(left + _MARK, rect.center().y() + _MARK / 2)
                ),
            )
            painter.setFont(fonts.lit)
            painter.setPen(tints.tone(mark))
            left += _MARK + 6
        taken = max(fonts.of_labels.horizontalAdvance(name) for name in names) + 2 * LABEL_PADDING
        room = QRect(left, 0, max(rect.right() - taken - left, 0), rect.height())
        painter.drawText(
            room, _LEFT, fonts.of_lit_labels.elidedText(words or NAME, Qt.TextElideMode.ElideRight, room.width())
        )
        paint_rules(painter, rect, is_top=False, is_left=True)

    def _paint_column(self, painter: QPainter, rect: QRect, one: ColumnBalance) -> None:
        tints, fonts = colours(), self._style.fonts
        painter.fillRect(rect, tints.error_soft if one.is_broken else tints.paper)
        painter.setFont(fonts.total if one.is_broken else fonts.figure)
        painter.setPen(tints.error if one.is_broken else tints.ink2)
        metrics = fonts.of_totals if one.is_broken else fonts.of_figures
        for half, text in zip(_halves(rect), one.texts, strict=True):
            fits = metrics.horizontalAdvance(text) + 2 * fonts.edge <= rect.width()
            painter.drawText(half.adjusted(0, 0, -fonts.edge, 0), _RIGHT, text if fits else TOO_WIDE)
        if one.is_whole:
            paint_equal_sign(painter, rect.left() + _SIGN, rect.center().y(), is_equal=one.is_equal)
        elif any(one.texts):
            figures = max(metrics.horizontalAdvance(text) for text in one.texts)
            room = rect.width() - figures - fonts.edge - 2
            paint_not_all(painter, rect.adjusted(_SIGN, 0, 0, 0), room - _SIGN, fonts)


def _halves(rect: QRect) -> tuple[QRect, QRect]:
    middle = rect.top() + rect.height() // 2
    above, below = QRect(rect), QRect(rect)
    above.setBottom(middle)
    below.setTop(middle)
    return above, below
