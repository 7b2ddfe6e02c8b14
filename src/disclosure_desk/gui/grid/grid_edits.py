"""What is done with several cells of a table at once: copied, cleared, pasted, filled, each in one step."""

from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from disclosure_desk.core.figure import FigureError
from disclosure_desk.core.layout import Box
from disclosure_desk.core.report import Change, Report
from disclosure_desk.gui.grid.cell_filling import filled_down, filled_right, zeros
from disclosure_desk.gui.grid.clipboard import (
    PasteError,
    PasteTarget,
    Rows,
    block_size,
    block_text,
    changes_by_place,
    changes_by_position,
    paste_summary,
)
from disclosure_desk.gui.grid.grid_view import GridView
from disclosure_desk.gui.grid.navigation import CellNavigation
from disclosure_desk.gui.grid.paste_options import (
    PasteOption,
    contradicts_sums,
    needs_preview,
    open_ways,
    paste_options,
    shape_words,
)
from disclosure_desk.gui.widgets.message_boxes import show_once
from disclosure_desk.text.invisible import invisible_summary, without_invisible


class Reach(Enum):
    """Which blank cells are filled with 0, by the words for them."""

    SELECTED = "选中"
    ROW = "本行"
    TABLE = "本表"


class GridEdits(QObject):
    """Edits the selected cells of a view, through its document."""

    message = Signal(str)

    def __init__(self, view: GridView) -> None:
        super().__init__(view)
        self._view = view
        self._document = view.grid_model.document
        self._grid_id = view.grid_model.grid.id

    @property
    def cells(self) -> list[Box]:
        """The figures among what is selected."""
        return [box for box in self._view.selected_boxes if box.cell]

    def fill_zero(self, reach: Reach | None = None) -> None:
        """Put 0 into blank cells: the given ones, else those selected where several are, else all of the table."""
        if not self._view.commit():
            return
        reach = reach or (Reach.SELECTED if len(self.cells) > 1 else Reach.TABLE)
        changes = zeros(self._document.report, self._reached(reach))
        if not changes:
            self.message.emit(f"{reach.value}没有空格。")
        elif self._document.edit(changes, "fill_zero"):
            self.message.emit(f"已把{reach.value} {len(changes)} 个空格填为 0，可以撤销。")

    def _reached(self, reach: Reach) -> list[str]:
        boxes = self._view.grid_model.boxes
        if reach == Reach.TABLE:
            return [*boxes]
        if reach == Reach.SELECTED:
            return [box.cell for box in self.cells]
        rows = {box.row for box in self._view.selected_boxes}
        return [cell for cell, box in boxes.items() if box.row in rows]

    def fill_down(self) -> None:
        """Fill the selected cells from the upper ones, a single row from the row above."""
        self._fill(filled_down, "向下填充")

    def fill_right(self) -> None:
        """Fill the selected cells from the left ones, a single column from the column at its left."""
        self._fill(filled_right, "向右填充")

    def _fill(self, fill: Callable[[Report, CellNavigation, Sequence[Box]], list[Change]], words: str) -> None:
        if not self._view.commit():
            return
        changes = fill(self._document.report, self._view.path, self.cells)
        if not changes:
            self.message.emit(f"{words}：没有要改的格。合计由程序算出。")
        elif self._document.edit(changes):
            self.message.emit(f"{words}，改了 {len(changes)} 格，可以撤销。")

    def copy(self) -> None:
        """Put the selected boxes on the clipboard."""
        QGuiApplication.clipboard().setText(block_text(self._document.report, self._view.selected_boxes))

    def cut(self) -> None:
        """Copy the selected boxes, and clear the figures among them."""
        self.copy()
        self.clear()

    def clear(self) -> None:
        """Blank the selected figures, as one step; a cleared total is left to the program."""
        keyed = self._document.report.cells
        changes = [Change(box.cell, keyed[box.cell], None) for box in self.cells if keyed[box.cell] is not None]
        if changes and self._document.edit(changes, "clear"):
            self.message.emit(f"已清除 {len(changes)} 格，可以撤销。")

    def paste(self) -> None:
        """Put the block on the clipboard into the table, whole or not at all, as one step.

        One of another shape than its place is shown before it is taken.
        """
        from disclosure_desk.readers.clipboard_block import read_block  # noqa: PLC0415 - only pasting needs the readers
        from disclosure_desk.readers.model.errors import ReadError  # noqa: PLC0415 - the same

        report, pasted = self._document.report, QGuiApplication.clipboard().text()
        if self._document.lock:
            self._view.refuse(self._document.lock)
            return
        try:
            block = read_block(report.form, self._grid_id, without_invisible(pasted))
            if not block.placed and self._shows_first(block.rows):
                return
            changes = changes_by_place(report, block.placed) if block.placed else self._placed_here(block.rows)
        except (PasteError, ReadError) as error:
            self._view.refuse(f"没有粘贴：{error}")
            return
        self._take(changes, block.unplaced, invisible_summary(pasted))

    def _take(self, changes: Sequence[Change], unplaced: Rows = (), invisible: str = "") -> None:
        changed = [change for change in changes if change.before != change.after]
        if self._document.edit(changed, "paste"):
            self.message.emit(paste_summary(len(changed), unplaced, invisible))

    @property
    def _target(self) -> PasteTarget:
        selected = self.cells
        return PasteTarget(selected[0] if len(selected) > 1 else self._view.current_box, tuple(selected))

    def _placed_here(self, rows: Rows) -> list[Change]:
        if not rows:
            raise PasteError("剪贴板里没有数字。请先在 WPS 或 Excel 里复制。")
        return changes_by_position(self._document.report, self._view.path, self._target, rows)

    def _shows_first(self, rows: Rows) -> bool:
        """Whether a block is shown before it is taken, because it has another shape than its place."""
        from disclosure_desk.gui.grid.paste_dialog import PasteDialog  # noqa: PLC0415 - only such a block needs it

        target, report, path = self._target, self._document.report, self._view.path
        if not rows:
            return False
        is_free = not needs_preview(path, target, rows)
        options = paste_options(report.form, path, target, rows)
        if is_free and not (block_size(rows) != (1, 1) and self._contradicts(options)):
            return False
        if not options:
            raise PasteError("这里放不下。请先选中左上角的那一格再粘贴。")
        ways = open_ways(report, options)
        if is_free:  # what fits as it is was hardly copied to be turned, whatever its total
            ways.sort(key=lambda way: (way[0].is_turned, contradicts_sums(report, way[0].placed)))
        shown = [(way.words, [one for one in changes if one.before != one.after]) for way, changes in ways]
        dialog = PasteDialog(report, shape_words(target, rows, is_free=is_free), shown, self._view)
        dialog.wanted.connect(self._take)
        show_once(dialog)
        return True

    def _contradicts(self, options: Sequence[PasteOption]) -> bool:
        """Whether a block taken as it is would contradict the sums that it has figures for."""
        try:
            return contradicts_sums(self._document.report, options[0].placed) if options else False
        except FigureError:
            return False  # told with its place as the block is refused
