"""The page of an official table: its heading, its help, where the clerk stands, and the table itself."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from disclosure_desk.checks import Finding
from disclosure_desk.core.layout import Box
from disclosure_desk.gui.grid.cell_menu import CellAction, cell_menu
from disclosure_desk.gui.grid.context_line import HELP_KEY, ContextLine
from disclosure_desk.gui.grid.grid_edits import GridEdits, Reach
from disclosure_desk.gui.grid.grid_model import GridModel
from disclosure_desk.gui.grid.grid_view import GridView
from disclosure_desk.gui.grid.keyed_path import KeyedOrder
from disclosure_desk.gui.grid.keyed_words import lead_words
from disclosure_desk.gui.grid.selection_words import selection_words
from disclosure_desk.gui.grid.table_choices import TableChoices
from disclosure_desk.gui.grid.table_type import least_row
from disclosure_desk.gui.session.document import Document
from disclosure_desk.gui.widgets.elided_label import ElidedLabel
from disclosure_desk.gui.widgets.icons import set_icon

_MARGINS = (20, 6, 8, 6)
_TITLE_HEIGHT = 36
_LOW = 420
"""In less height (a screen of 768 at 150 %) a long table has its name no more: that is a row and a half of figures."""
_ALL = 1000
"""The share of the room in a line for what is to have all of it."""
_WORDS_FROM = 680
"""From which width of the page on its tools have their words."""
_ORDERS = {
    KeyedOrder.COLUMNS: ("按列", "path-by-columns", "Enter 和 Tab 一列一列往下填。"),
    KeyedOrder.ROWS: ("按行", "path-by-rows", "Enter 和 Tab 一行一行往右填。"),
}
"""Of each order its words, its icon and its tip."""


class GridPage(QWidget):
    """One table of a document, ready to be filled."""

    message = Signal(str)
    message_lapsed = Signal(str)
    """What was said holds no longer."""
    """What was done or refused, for the status line."""
    lead_changed = Signal(str)
    """Where Enter leads from here."""
    cell_chosen = Signal(str)
    """The cell the clerk stands on."""
    selection_changed = Signal(str)
    """How many cells are selected, and their sum."""
    explain_wanted = Signal(object)
    """The clerk wants to answer a finding at a cell: the Finding."""
    history_wanted = Signal(str)
    """The clerk wants to see what was changed at a place, which has this name in the record."""
    least_width_changed = Signal(int)
    """The page needs another width than before to have its figures in full size."""
    touched = Signal()
    """Something was typed, or the clerk stands elsewhere."""

    def __init__(
        self, document: Document, grid_id: str, parent: QWidget | None = None, choices: TableChoices | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document, self._grid_id = document, grid_id
        self.model = GridModel(document, grid_id, self)
        self._has_last_year = document.previous is not None
        self._choices = choices or TableChoices(parent=self)
        self._order = self._choices.order
        self.view = GridView(self.model, self._choices)
        self.edits = GridEdits(self.view)
        self.order_buttons = {one: self._order_button(one) for one in KeyedOrder}
        self.last_year_button = self._tool("去年数", "last-year-figures", "在格子左上角显示去年的数，放得下时才显示。")
        self.zero_button = QPushButton("其余填 0", self)
        self.zero_button.setObjectName("plain")
        self.zero_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard in the table
        self.zero_button.setToolTip("把本表还空着的格都填为 0；合计由程序算出。可以撤销。")
        self.where = ContextLine(document.report.form.section(grid_id).help, self)
        self._lay_out()
        self._connect()

    def _order_button(self, order: KeyedOrder) -> QToolButton:
        return self._tool(*_ORDERS[order])

    def _tool(self, words: str, icon: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setToolTip(tip)
        button.setAccessibleName(words)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_icon(button, icon)
        return button

    def _lay_out(self) -> None:
        section = self._document.report.form.section(self._grid_id)
        self.heading = ElidedLabel(self)
        self.heading.setText(section.name)
        self.heading.setObjectName("heading")
        self.heading.setToolTip(f"{section.name}\n{section.help}")
        line = self._title = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.heading)
        line.addStretch(1)
        orders = QButtonGroup(self)
        for button in self.order_buttons.values():
            orders.addButton(button)
            line.addWidget(button)
            button.setVisible(len({box.row for box in self.model.boxes.values()}) > 1)  # one line has one order
        line.addSpacing(8)
        line.addWidget(self.last_year_button)
        line.addWidget(self.zero_button)
        line.addSpacing(_MARGINS[0] - _MARGINS[2])
        title = QWidget(self)
        title.setFixedHeight(_TITLE_HEIGHT)
        line.setContentsMargins(0, 0, 0, 0)
        title.setLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(*_MARGINS)
        column.setSpacing(0)
        column.addWidget(title)
        column.addWidget(self.where)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        view = self.view
        self._document.lock_changed.connect(self._show_lock)
        self._show_lock()
        view.message.connect(self.message)
        view.editor.message_lapsed.connect(self.message_lapsed)
        view.least_width_changed.connect(lambda: self.least_width_changed.emit(self.least_width))
        view.box_chosen.connect(self._show_where)
        view.box_chosen.connect(self.touched)
        view.editor.opened.connect(self.touched)
        view.editor.textChanged.connect(self.touched)
        view.editor.cancelled.connect(self.touched)
        self.edits.message.connect(self.message)
        view.copy_wanted.connect(self.edits.copy)
        view.cut_wanted.connect(self.edits.cut)
        view.paste_wanted.connect(self.edits.paste)
        view.clear_wanted.connect(self.edits.clear)
        view.fill_down_wanted.connect(self.edits.fill_down)
        view.fill_right_wanted.connect(self.edits.fill_right)
        view.menu_wanted.connect(self._show_menu)
        view.help_wanted.connect(self.where.open_help)
        view.help_left.connect(self.where.close_help)
        view.editor.help_wanted.connect(self.where.open_help)
        view.selectionModel().selectionChanged.connect(self._show_selection)
        self._document.changed.connect(self._show_selection)
        view.undo_wanted.connect(self._undo)
        view.redo_wanted.connect(self._redo)
        self.zero_button.clicked.connect(partial(self.edits.fill_zero, Reach.TABLE))
        for order, button in self.order_buttons.items():
            button.clicked.connect(partial(self._choose_order, order))
        self._order.changed.connect(self._show_order)
        self._show_order()
        self.last_year_button.toggled.connect(self._choices.show_last_year)
        self._choices.changed.connect(self._show_last_year)
        self._document.findings_changed.connect(self._show_last_year)
        self._show_last_year()
        self._show_where(view.path.corner(-1))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        is_low = self.height() < min(_LOW, len(self.view.path.rows) * least_row())
        if is_low == self.heading.isVisibleTo(self):
            self._share_title(is_low=is_low)
        words, icon = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        has_words = self.width() >= _WORDS_FROM and not is_low
        for button in (*self.order_buttons.values(), self.last_year_button):
            button.setToolButtonStyle(words if has_words else icon)

    def _share_title(self, *, is_low: bool) -> None:
        """On a low page with a long table its name, which the list of sections has too, makes room for the cell's."""
        self.heading.setVisible(not is_low)
        if is_low:
            self._title.insertWidget(1, self.where.line, _ALL)
        else:
            self.where.take_back()

    def _show_last_year(self) -> None:
        """Offer last year's figures where there is a report of last year."""
        is_there = self._document.previous is not None
        self.last_year_button.setVisible(is_there)
        self.last_year_button.setChecked(self._choices.is_last_year_shown)
        if is_there != self._has_last_year:
            self._has_last_year = is_there
            self._show_where(self.view.current_box)

    def _choose_order(self, order: KeyedOrder) -> None:
        """Key in this order; the keyboard is in the table then, also in the middle of a figure."""
        self._order.choose(order)
        if not self.view.editor.is_open:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_order(self) -> None:
        self.order_buttons[self._order.order].setChecked(True)
        self.lead_changed.emit(self.lead)

    @property
    def lead(self) -> str:
        """Where Enter leads from here, in words; "" where nothing may be changed."""
        return "" if self._document.lock else lead_words(self._document.report.form, self.view.keyed_step())

    def go_to(self, place: str) -> None:
        """Stand on a cell of this table, in view, ready for typing."""
        if self.view.choose(place):
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def least_width(self) -> int:
        """The width in which the table has all its figures in their full size."""
        return self.view.least_width + _MARGINS[0] + _MARGINS[2]

    @property
    def table_end(self) -> int:
        """Where the whole table ends with what stands below its rows, from the top of the page."""
        foot = 0 if self.view.foot.isHidden() else self.view.foot.height()
        return self.view.viewport().mapTo(self, QPoint(0, self.view.verticalHeader().length())).y() + foot

    def flush(self) -> bool:
        """Store what is being typed; False if it was refused and stays in the editor."""
        return self.view.commit()

    @property
    def place(self) -> str:
        """The cell the clerk stands on, "" on a heading."""
        return self.view.current_box.cell

    @property
    def unstored(self) -> dict[str, str]:
        """What is typed and not stored, by its cell."""
        return self.view.unstored

    def take_up(self, place: str, text: str) -> None:
        """Go on typing a figure where it was broken off."""
        self.view.take_up(place, text)

    def give_up(self, place: str) -> None:
        """Type no longer, if it is this cell that is typed in."""
        if place in self.view.unstored:
            self.view.editor.shut()
            self.touched.emit()

    @property
    def selection(self) -> str:
        """How many cells are selected, and their sum, in words."""
        return selection_words(self._document.report, [box.cell for box in self.edits.cells])

    def _show_selection(self) -> None:
        self.selection_changed.emit(self.selection)

    def cell_actions(self) -> list[CellAction]:
        """What can be done with the selected cells, as their menu shows it."""
        edits, is_open = self.edits, not self._document.lock
        explainable = [one for one in self._document.findings_at(self.place) if one.explainable and one.is_open]
        zero = [(Reach.SELECTED, "选中的空格", ""), (Reach.ROW, "本行的空格", ""), (Reach.TABLE, "本表的空格", "")]
        return [
            CellAction("剪切", "cut", "Ctrl+X", edits.cut, 1, is_open),
            CellAction("复制", "copy", "Ctrl+C", edits.copy, 1),
            CellAction("粘贴", "paste", "Ctrl+V", edits.paste, 1, is_open),
            CellAction("清除", "clear", "Delete", edits.clear, 1, is_open),
            CellAction("向下填充", "fill-down", "Ctrl+D", edits.fill_down, 2, is_open),
            CellAction("向右填充", "fill-right", "Ctrl+R", edits.fill_right, 2, is_open),
            *(
                CellAction(words, "fill-zero", keys, partial(edits.fill_zero, reach), 2, is_open, "填 0")
                for reach, words, keys in zero
            ),
            CellAction("说明这一处…", "explain", "F7", partial(self._explain, explainable), 3, bool(explainable)),
            CellAction("这一格改过几次…", "cell-history", "", self._ask_history, 3),
            CellAction("这一格怎么填", "help", HELP_KEY, self.where.open_help, 3),
        ]

    def _ask_history(self) -> None:
        self.history_wanted.emit(self._document.report.form.place_name(self.place))

    def _explain(self, findings: Sequence[Finding]) -> None:
        self.explain_wanted.emit(findings[0])

    def _show_menu(self, where: QPoint) -> None:
        if self.flush():
            cell_menu(self.cell_actions(), self).popup(where)

    def _undo(self) -> None:
        self._step_back_or_forth("已撤销", self._document.next_undo, self._document.undo)

    def _redo(self) -> None:
        self._step_back_or_forth("已重做", self._document.next_redo, self._document.redo)

    def _step_back_or_forth(self, done: str, words: str, take_step: Callable[[], bool]) -> None:
        """Undo or redo, and show where that was."""
        if not take_step():
            return
        self.message.emit(f"{done}：{words}")
        here = [change.place for change in self._document.last_changes if change.place in self.model.boxes]
        if here:
            self.view.choose(here[0])

    def _show_lock(self) -> None:
        self.zero_button.setEnabled(not self._document.lock)
        self.lead_changed.emit(self.lead)

    def _show_where(self, box: Box) -> None:
        """Say what the current cell is: with a long table its headings may be out of sight."""
        self.lead_changed.emit(self.lead)
        cell = self.model.cell(box.cell) if box.cell else None
        is_known = self._document.previous is not None and box.cell in self._document.previous.cells
        self.where.show_cell(cell, f"去年 <b>{self.model.before(box.cell) or '空着'}</b>" if is_known else "")
        if cell:
            self.cell_chosen.emit(box.cell)
