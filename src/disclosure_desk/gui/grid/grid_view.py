"""The table a clerk fills: keys, mouse and input method on top of the painted boxes."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QTableView, QWidget

from disclosure_desk.core.figure import FigureError, print_figure
from disclosure_desk.core.layout import Box
from disclosure_desk.core.report import Change
from disclosure_desk.gui.grid.cell_editor import CellEditor, Move, is_help_key
from disclosure_desk.gui.grid.grid_delegate import GridDelegate
from disclosure_desk.gui.grid.grid_fitting import GridFitting
from disclosure_desk.gui.grid.grid_model import GridModel
from disclosure_desk.gui.grid.keyed_path import KeyedPath, KeyedStep
from disclosure_desk.gui.grid.keyed_words import LAST_FIGURE_KEPT, end_words, went_on_words
from disclosure_desk.gui.grid.navigation import CellNavigation
from disclosure_desk.gui.grid.selecting import Selecting, kept_with_frame, stand_in_selection
from disclosure_desk.gui.grid.table_choices import TableChoices
from disclosure_desk.gui.grid.table_style import TableStyle
from disclosure_desk.gui.grid.typed_figure import no_figure
from disclosure_desk.gui.widgets.option_style import ModelIndex
from disclosure_desk.gui.widgets.palette import colours
from disclosure_desk.text.widths import narrow

_CONTROL = Qt.KeyboardModifier.ControlModifier
_COMMANDS = _CONTROL | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_HELD = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock)
"""Keys that do nothing by themselves."""


class GridView(QTableView):
    """Shows a GridModel; requests that concern more than one cell are signals for the page."""

    least_width_changed = Signal(int)
    """The table needs another width than before to have its figures in full size."""
    message = Signal(str)
    copy_wanted = Signal()
    cut_wanted = Signal()
    paste_wanted = Signal()
    clear_wanted = Signal()
    fill_down_wanted = Signal()
    fill_right_wanted = Signal()
    help_wanted = Signal()
    """The clerk asks what is to be counted in the current cell."""
    help_left = Signal()
    menu_wanted = Signal(QPoint)
    """The clerk asks what can be done with the selected cells, at this place of the screen."""
    undo_wanted = Signal()
    redo_wanted = Signal()
    box_chosen = Signal(object)
    """The heading or figure that became current: a Box."""

    def __init__(self, model: GridModel, choices: TableChoices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_laid_out = False
        self.grid_model = model
        self.path = CellNavigation(model.layout_)
        self.keyed = KeyedPath(model.layout_, lambda cell: not model.cell(cell).is_sum)
        self._order = choices.order
        self._previous = model.document.previous
        self._is_stopped = False
        self._merged_columns = max(model.grid.label_columns - 1, 0)
        self._lane = 0
        self._edited = ""
        self.editor = CellEditor(self)
        self.setModel(model)
        self.table_style = TableStyle(model, self.font())
        self.fitting = GridFitting(self, model, self.table_style, choices)
        self.head, self.foot = self.fitting.head, self.fitting.foot
        self.fitting.least_width_changed.connect(self.least_width_changed)
        self.fitting.fitted.connect(self._place_editor)
        self.setItemDelegate(GridDelegate(self, model, self.table_style))
        self._set_up()
        for box in model.layout_.boxes:
            if box.rows > 1 or box.columns > 1:
                self.setSpan(box.row, box.column, box.rows, box.columns)
        self.editor.left.connect(self._leave)
        self.editor.cancelled.connect(self.editor.shut)
        self.editor.abandoned.connect(self.commit)
        model.document.failed.connect(self._show_failure)
        model.document.lock_changed.connect(self.editor.hide_note)
        model.document.lock_changed.connect(self.viewport().update)
        model.document.changed.connect(self._show_changes)
        model.document.findings_changed.connect(self._show_previous)
        choices.changed.connect(self.fitting.show_last_year)
        self._handlers = self._key_handlers()
        self._stand_on(model.index_of(self.path.corner(-1)))
        self._is_laid_out = True

    def _set_up(self) -> None:
        self.setObjectName("grid")
        self.setAccessibleName(self.grid_model.grid.name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _key_handlers(self) -> Mapping[str, Callable[[], object]]:
        """What keys do, by Qt's portable names of them."""
        return {
            "Ctrl+C": self.copy_wanted.emit,
            "Ctrl+Ins": self.copy_wanted.emit,
            "Ctrl+X": self.cut_wanted.emit,
            "Ctrl+V": self.paste_wanted.emit,
            "Shift+Ins": self.paste_wanted.emit,
            "Ctrl+D": self.fill_down_wanted.emit,
            "Ctrl+R": self.fill_right_wanted.emit,
            "Ctrl+Z": self.undo_wanted.emit,
            "Ctrl+Y": self.redo_wanted.emit,
            "Ctrl+Shift+Z": self.redo_wanted.emit,
            "Del": self.clear_wanted.emit,
            "Backspace": self.clear_wanted.emit,
            "Ctrl+Down": partial(self._go_to_group, 1),
            "Ctrl+Up": partial(self._go_to_group, -1),
            "F1": self.help_wanted.emit,
            "Esc": self.help_left.emit,
            "F2": self._edit_keyed,
            "Return": lambda: self.go(Move.MoveNext),
            "Enter": lambda: self.go(Move.MoveNext),
            "Shift+Return": lambda: self.go(Move.MovePrevious),
            "Shift+Enter": lambda: self.go(Move.MovePrevious),
        }

    @property
    def current_box(self) -> Box:
        """The heading or figure the clerk stands on; the first figure until there is one."""
        return self.grid_model.box(self.currentIndex()) or self.path.corner(-1)

    @property
    def selected_boxes(self) -> list[Box]:
        """The selected headings and figures, in reading order; the current one alone where it is not among them."""
        boxes = {self.grid_model.box(index) for index in self.selectedIndexes()}
        boxes = boxes if self.current_box in boxes else {self.current_box}
        return sorted((box for box in boxes if box), key=lambda box: (box.row, box.column))

    def choose(self, cell_id: str) -> bool:
        """Stand on a cell, in view; False while a refused text is in the editor."""
        if not self.commit():
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        self._stand_on(self.grid_model.index_of(self.grid_model.boxes[cell_id]))
        self.scrollTo(self.currentIndex())
        return True

    def _stand_on(self, index: QModelIndex) -> None:
        """Qt's own way would keep the selection while some key is held for another purpose."""
        self._is_stopped = False
        self.selectionModel().setCurrentIndex(index, Selecting.ClearAndSelect)

    def selectionCommand(self, index: ModelIndex, event: QEvent | None = None) -> Selecting:  # noqa: N802 - Qt's name
        """The selection goes with the frame: Qt's own answer would leave it behind while Ctrl is held."""
        is_selected = self.selectionModel().isSelected(index)
        return kept_with_frame(super().selectionCommand(index, event), event, is_selected=is_selected)

    def go(self, move: Move) -> None:
        """Move as a key does."""
        if move in (Move.MoveNext, Move.MovePrevious):
            self._go_on_path(1 if move == Move.MoveNext else -1)
        else:
            self._stand_on(self.moveCursor(move, Qt.KeyboardModifier.NoModifier))

    def _go_to_group(self, by: int) -> None:
        """Go to the start of the next group of rows, or back to one."""
        box = self.current_box
        self._stand_on(self.grid_model.index_of(self.path.group(box, box.column, by)))

    def keyed_step(self, by: int = 1) -> KeyedStep | None:
        """Where Enter (1) or Shift+Enter (-1) leads from here."""
        return self.keyed.step(self.current_box, by, self._order.order)

    def _go_on_path(self, by: int) -> None:
        """Take a step of the keyed path, and say where it turns or ends."""
        lock = self.grid_model.document.lock
        step = None if lock else self.keyed_step(by)
        if step is None:
            self._stop(lock or end_words(by, len(self.grid_model.blank_cells)), is_refusal=bool(lock))
            return
        self._lane = step.box.column
        self._stand_on(self.grid_model.index_of(step.box))
        words = went_on_words(self.grid_model.document.report.form, step, by)
        if words:
            self.message.emit(words)

    def _stop(self, why: str, *, is_refusal: bool = False) -> None:
        """Go nowhere, audibly: who types blind is not to key the next figure over the one just stored."""
        self._is_stopped = True
        QApplication.beep()
        self.refuse(why, is_refusal=is_refusal)

    def refuse(self, why: str, *, is_refusal: bool = True) -> None:
        """Say at the current cell, and in the status line, why nothing is done here.

        That the table is at its end is no refusal: the clerk has done all of it, and it is not said in red.
        """
        if not self.editor.is_open:
            self.scrollTo(self.currentIndex())
            self.editor.show_note(self.visualRect(self.currentIndex()), why, is_refusal=is_refusal)
        self.message.emit(why)

    def moveCursor(self, action: Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: N802 - Qt's name
        box = self.current_box
        if not box.column <= self._lane < box.column + box.columns:
            self._lane = box.column
        target = self._target(box, action, whole=bool(modifiers & _CONTROL))
        if action not in (Move.MoveUp, Move.MoveDown, Move.MovePageUp, Move.MovePageDown):
            self._lane = target.column
        return self.grid_model.index_of(target)

    def _target(self, box: Box, action: Move, *, whole: bool) -> Box:
        path, page = self.path, self._rows_on_a_page()
        match action:
            case Move.MoveLeft | Move.MoveRight:
                return path.neighbour(box, 1 if action == Move.MoveRight else -1)
            case Move.MoveHome | Move.MoveEnd:
                by = 1 if action == Move.MoveEnd else -1
                return path.corner(by) if whole else path.end_of_row(box, by)
            case Move.MoveNext | Move.MovePrevious:
                step = self.keyed_step(1 if action == Move.MoveNext else -1)
                return step.box if step else box
            case _:
                rows = {Move.MoveUp: -1, Move.MoveDown: 1, Move.MovePageUp: -page, Move.MovePageDown: page}
                return path.beyond(box, self._lane, rows[action])

    def _rows_on_a_page(self) -> int:
        row_height = max(self.rowHeight(self.path.rows[0][0].row), 1)
        return max(self.viewport().height() // row_height - 1, 1)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802 - Qt's signature
        self.go(Move.MoveNext if forward else Move.MovePrevious)
        return True

    def currentChanged(self, current: ModelIndex, previous: ModelIndex) -> None:  # noqa: N802 - Qt's name
        super().currentChanged(current, previous)
        self.editor.hide_note()
        box = self.grid_model.box(current)
        if box is None:
            return
        for heading in self.table_style.light(box):
            self._paint_heading(heading)
        if self.path.rows[0][0].row >= box.row:
            self.scrollToTop()
        self.box_chosen.emit(box)

    def _paint_heading(self, box: Box) -> None:
        if self.head.isVisible() and box.row in self.head.rows:
            self.head.update(self.head.rect_of(box))
        else:
            self.viewport().update(self.visualRect(self.grid_model.index_of(box)))

    def event(self, event: QEvent) -> bool:
        """F1 asks for help on the cell here, and not for the handbook."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_help_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if self.editor.is_open:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            QCoreApplication.sendEvent(self.editor, event)
            return
        if event.key() not in _HELD:
            self.editor.hide_note()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        handler = self._handlers.get(_name(modifiers, event.key()))
        if not handler and event.text().strip() and event.text().isprintable() and not modifiers & _COMMANDS:
            self._type(event.text())
            return
        self._is_stopped = self._is_stopped and event.key() in _HELD
        if handler:
            handler()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Nothing: a figure typed here is not a search."""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Digits of an input method are keyed as others are; what it composes of letters opens nothing."""
        typed = event.commitString() or event.preeditString()
        if typed and self._type(typed):
            self.editor.clear()
            QCoreApplication.sendEvent(self.editor, event)
            return
        if event.preeditString():
            QGuiApplication.inputMethod().reset()
        event.ignore()

    def _type(self, text: str) -> bool:
        """Open the editor with the first of a figure, or a whole one as an input method writes it: 12.5, 1,234.

        Blanks open nothing; anything else neither, and is told.
        """
        if not text.strip():
            return False
        is_begun = narrow(text).lstrip(".").isdecimal() or narrow(text) == "."
        problem = "" if is_begun else self._why_not or no_figure(text)
        if problem:
            self.refuse(problem)
            return False
        return self._edit(text, replaces=True)

    @property
    def _why_not(self) -> str:
        """Why nothing can be typed into the current box, "" where it can."""
        return self.grid_model.document.lock if self.current_box.cell else "这里是表头，不能填数。"

    def _edit_keyed(self) -> None:
        box = self.current_box
        if box.cell:
            self._edit(print_figure(self.grid_model.document.report.cells[box.cell]), replaces=False)

    def _edit(self, text: str, *, replaces: bool) -> bool:
        """Open the editor on the current cell; False on a heading, and where nothing may be changed."""
        box = self.current_box
        if self._why_not:
            self.refuse(self._why_not)
            return False
        if replaces and self._is_stopped:
            self._stop(LAST_FIGURE_KEPT, is_refusal=True)
            return False
        self._edited = box.cell
        self.scrollTo(self.currentIndex())
        self.editor.setAccessibleName(self.grid_model.document.report.form.place_name(box.cell))
        self.editor.open_at(self._edited_rect(), text, replaces=replaces)
        return True

    @property
    def unstored(self) -> dict[str, str]:
        """What is being typed, by its cell, while it is something else than what is stored there."""
        text = self.editor.text()
        if not self.editor.is_open or text == print_figure(self.grid_model.document.report.cells[self._edited]):
            return {}
        return {self._edited: text}

    def take_up(self, cell_id: str, text: str) -> None:
        """Go on typing at a cell where it was broken off."""
        if self.choose(cell_id):
            self._edit(text, replaces=False)

    def _edited_rect(self) -> QRect:
        return self.visualRect(self.grid_model.index_of(self.grid_model.boxes[self._edited]))

    def commit(self) -> bool:
        """Store what is being typed; whether nothing is being typed any more. A refused text stays in the editor."""
        if not self.editor.is_open:
            return True
        try:
            stored = self.grid_model.enter(self._edited, self.editor.text())
        except FigureError as error:
            self.editor.refuse(str(error))
            self.message.emit(str(error))
            return False
        if stored:
            self.editor.shut()
        return stored

    def _leave(self, move: Move) -> None:
        if not self.commit():
            return
        before = self.current_box
        self.go(move)
        if self.current_box == before and not self._is_stopped:
            self._stop("这个方向没有格了。")

    def _show_failure(self, why: str) -> None:
        if self.editor.is_open:
            self.editor.refuse(why)
        elif why == self.grid_model.document.lock and self.isVisible():
            self.refuse(why)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._is_stopped = False
        self.editor.hide_note()
        if self.commit():
            super().mousePressEvent(event)
            stand_in_selection(self.selectionModel())
        else:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseReleaseEvent(event)
        stand_in_selection(self.selectionModel())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_wanted.emit(event.globalPos())
        else:
            self.scrollTo(self.currentIndex())
            spot = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_wanted.emit(self.viewport().mapToGlobal(spot))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseDoubleClickEvent(event)
        if self.grid_model.box(self.indexAt(event.position().toPoint())) == self.current_box:
            self._edit_keyed()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.editor.hide_note()
        self.fitting.follow_room()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        self.fitting.fit_where_due()
        super().showEvent(event)

    def _place_editor(self) -> None:
        self.editor.setFont(self.table_style.fonts.figure)
        if self.editor.is_open:
            self.editor.move_to(self._edited_rect())

    @property
    def least_width(self) -> int:
        """The width in which the table has all its figures."""
        return self.fitting.least_width

    def _show_previous(self) -> None:
        """Show last year's figures of the report that is compared with now."""
        if self._previous is not self.grid_model.document.previous:
            self._previous = self.grid_model.document.previous
            self.fitting.show_last_year()

    def _show_changes(self, changes: tuple[Change, ...]) -> None:
        if self.fitting.is_outgrown(changes):
            self.fitting.fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Other type: everything is measured again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._is_laid_out:
            self.table_style.use_font(self.font())
            self.fitting.fit_when_seen()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """With a ground of its own the viewport is opaque: only then does scrolling move what is painted already."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), colours().paper)
        painter.end()
        super().paintEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """The text of a merged label stays in sight, so it cannot just be moved with the rest."""
        super().scrollContentsBy(dx, dy)
        self.editor.hide_note()
        self.viewport().update(0, 0, self.columnViewportPosition(self._merged_columns), self.viewport().height())
        if dx:
            self.head.follow()
            self.foot.update()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        self._show_focus(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        self._is_stopped = False
        self.editor.hide_note()
        self._show_focus(event)

    def _show_focus(self, event: QFocusEvent) -> None:
        """Instead of Qt's own answer, which paints the whole table: with every figure the editor comes and goes."""
        event.accept()
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.viewport().update(self.visualRect(self.currentIndex()))


def _name(modifiers: Qt.KeyboardModifier, key: int) -> str:
    """Qt's portable name of a key with its modifiers."""
    return QKeySequence(modifiers.value | key).toString(QKeySequence.SequenceFormat.PortableText)
