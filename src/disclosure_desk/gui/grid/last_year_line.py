"""Last year's figures as a second line below a table of one line: there they have room that no corner has."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView

from disclosure_desk.gui.grid.cell_painter import shown_figure
from disclosure_desk.gui.grid.grid_delegate import paint_rules
from disclosure_desk.gui.grid.grid_model import GridModel
from disclosure_desk.gui.grid.table_choices import TableChoices
from disclosure_desk.gui.grid.table_foot import TableFoot
from disclosure_desk.gui.grid.table_style import TableStyle
from disclosure_desk.gui.widgets.palette import colours

_NOTE = 20
"""How high the line below is that says what the figures are."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom


class LastYearLine(TableFoot):
    """Stands below the line of this year's figures while last year's are wanted."""

    def __init__(self, view: QTableView, model: GridModel, style: TableStyle, choices: TableChoices) -> None:
        super().__init__(view, model, style, "去年的数")
        self._choices = choices

    @property
    def is_wanted(self) -> bool:
        """Whether there is a report of last year, and the clerk wants to see its figures."""
        return self._choices.is_last_year_shown and any(self._model.before(cell) for cell in self._model.boxes)

    @property
    def words(self) -> str:
        """What the figures are."""
        previous = self._model.document.previous
        return f"第二行是 {previous.year} 年的数" if previous else ""

    def height_for(self, _room: int) -> int:
        """How high it is: a table of one line leaves all the room there is."""
        return self._style.fonts.row + _NOTE if self.is_wanted else 0

    @property
    def spoken(self) -> str:
        """The figures with the names of their cells."""
        if not self.is_wanted:
            return ""
        form = self._model.document.report.form
        figures = [f"{form.place_name(cell)} {self._model.before(cell) or '空着'}" for cell in self._model.boxes]
        return f"{self.words}：{'；'.join(figures)}。"

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        fonts, tints = self._style.fonts, colours()
        painter = QPainter(self)
        painter.fillRect(event.rect(), tints.paper)
        for cell, box in self._model.boxes.items():
            rect = QRect(
                self._view.columnViewportPosition(box.column), 0, self._view.columnWidth(box.column), fonts.row
            )
            figure, edge = shown_figure(fonts.of_figures, self._model.before(cell), rect.width(), fonts.edge)
            painter.setFont(fonts.figure)
            painter.setPen(tints.last_year)
            painter.drawText(rect.adjusted(0, 0, -edge, 0), _RIGHT, figure)
            paint_rules(painter, rect, is_top=False, is_left=box.column == 0)
        painter.setFont(fonts.note)
        painter.setPen(tints.ink3)
        painter.drawText(QRect(0, fonts.row, self.width(), _NOTE), _LEFT, self.words)
        painter.end()
