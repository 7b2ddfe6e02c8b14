"""打开归档: every sealed version and draft, to be found, looked at and exported, each time recorded."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from disclosure_desk.archive.retrieval import ArchiveItem, SearchQuery, SearchResult
from disclosure_desk.core.figure import FigureError, parse_number
from disclosure_desk.core.stopping import StoppedError
from disclosure_desk.gui.retrieval.archive_desk import ArchiveDesk, ArchiveEntry
from disclosure_desk.gui.widgets.buttons import main_button, plain_button
from disclosure_desk.gui.widgets.dialog import Dialog
from disclosure_desk.gui.widgets.enter_edit import EnterEdit
from disclosure_desk.gui.widgets.file_chooser import choose_target
from disclosure_desk.gui.widgets.file_name import report_file_name
from disclosure_desk.gui.widgets.line_table import set_up_lines
from disclosure_desk.gui.widgets.long_work import long_work
from disclosure_desk.gui.widgets.look import look_as
from disclosure_desk.gui.widgets.message_boxes import documents, waiting
from disclosure_desk.gui.widgets.wait_dialog import Work
from disclosure_desk.store.errors import StoreError
from disclosure_desk.writers import FORMATS, WriteError

_SIZE = QSize(980, 660)
_COLUMNS = ("年度", "机关", "哪一份", "时间", "找到的地方")
_WIDTHS = (76, 280, 110, 130)
_UNIT, _LOW = 1, 520
_ROW, _PADDING, _SHOWN = 32, 10, 3
_EXPORTS = {".zip": "整个档案包（.zip）", **{ending: one.name for ending, one in FORMATS.items()}}
_EMPTY = "没有定稿的报告，也没有草稿。"
_WHY = "先写给谁、做什么用：查找、查看、导出和找回都记在修改记录里。"


class ArchiveDialog(Dialog):
    """`shown` carries what is to be looked at: an entry, the bytes of its pages, and for whom."""

    shown = Signal(object, bytes, str)
    reported = Signal(str)
    """What was done, for the status line below: it says there that the draft was deleted."""

    def __init__(self, desk: ArchiveDesk, parent: QWidget | None = None) -> None:
        super().__init__("打开归档", "open-archive", parent, size=_SIZE)
        self._desk = desk
        self.entries: Sequence[ArchiveEntry] = ()
        self._nothing = ""
        """What is said where there is no line."""
        self.why, self.words, self.year, self.figure = (
            EnterEdit(self),
            EnterEdit(self),
            EnterEdit(self),
            EnterEdit(self),
        )
        for edit, name, hint in (
            (self.why, "给谁、做什么用", "例如：区审计组核对"),
            (self.words, "文字", "正文、说明里的字"),
            (self.year, "年度", "例如 2024"),
            (self.figure, "表里的数", "例如 17"),
        ):
            edit.setAccessibleName(name)
            edit.setPlaceholderText(hint)
        self.find_button, self.all_button = plain_button("查找"), plain_button("全部")
        self.table = QTableWidget(0, len(_COLUMNS), self)
        self.more, self.answer = QLabel(self), QLabel(self)
        self.more.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.look_button, self.export_button = main_button("查看…"), plain_button("导出")
        self.back_button, self.close_button = plain_button("找回草稿"), plain_button("关闭")
        self._menu = QMenu(self)
        for ending, words in _EXPORTS.items():
            self._menu.addAction(f"{words}…").triggered.connect(partial(self._ask_target, ending))
        self.export_button.setMenu(self._menu)
        self.export_button.setProperty("has-menu", True)  # noqa: FBT003 - Qt's own signature
        self._lay_out()
        self._connect()
        self._show(desk.entries())

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.addWidget(QLabel("给谁、做什么用", self), 0, 0)
        grid.addWidget(self.why, 0, 1)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.words, 3)
        for edit in (self.year, self.figure):
            line.addWidget(QLabel(edit.accessibleName(), self))
            line.addWidget(edit, 1)
        for button in (self.find_button, self.all_button):
            line.addWidget(button)
        grid.addWidget(QLabel(self.words.accessibleName(), self), 1, 0)
        grid.addLayout(line, 1, 1)
        table = self.table
        table.setObjectName("lines")
        table.setAccessibleName("归档")
        table.setHorizontalHeaderLabels(_COLUMNS)
        set_up_lines(table, _ROW)
        for column, width in enumerate(_WIDTHS):
            table.horizontalHeader().resizeSection(column, width)
        # later: as Qt tells it, the column still has the width it had
        table.horizontalHeader().sectionResized.connect(self._fit_rows, Qt.ConnectionType.QueuedConnection)
        self.more.setObjectName("quiet")
        for label in (self.more, self.answer):
            label.setWordWrap(True)
        self.more.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.lay_out(grid, table, self.more, self.answer)
        self.body.setStretchFactor(table, 1)
        self.lay_out_foot(self.back_button, self.export_button, self.close_button, self.look_button)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """What is told of the chosen one keeps its room, so that no line moves; on a low screen the lines need it."""
        super().resizeEvent(event)
        self.more.setMinimumHeight(self.fontMetrics().lineSpacing() * 4 if self.height() >= _LOW else 0)

    def _connect(self) -> None:
        self.why.returnPressed.connect(self._go_on_to_choose)
        for edit in (self.words, self.year, self.figure):
            edit.returnPressed.connect(self.look_for)
        self.find_button.clicked.connect(self.look_for)
        self.all_button.clicked.connect(lambda: self._show(self._desk.entries()))
        self.table.currentCellChanged.connect(self._offer)
        self.table.doubleClicked.connect(self.look)
        self.look_button.clicked.connect(self.look)
        self.back_button.clicked.connect(self.bring_back)
        self.close_button.clicked.connect(self.reject)

    def _show(self, entries: Sequence[ArchiveEntry], found: Sequence[SearchResult] | None = None) -> None:
        """Show these: all there is, or what was found, with the places where."""
        self.entries = entries
        self._share_out(has_places=found is not None)
        self._nothing = _EMPTY if found is None else ""
        self.table.setRowCount(len(entries))
        for row, entry in enumerate(entries):
            places = [f"{name}：{excerpt}" for name, excerpt in found[row].hits] if found else []
            more = f"……还有 {len(places) - _SHOWN} 处" if len(places) > _SHOWN else ""
            where = "；".join(places[:_SHOWN]) + more if not found or not found[row].fault else found[row].fault
            for column, words in enumerate((entry.year, entry.unit, entry.what, entry.when, where)):
                item = QTableWidgetItem(words)
                item.setToolTip("\n".join(places) if column == len(_COLUMNS) - 1 else words)
                self.table.setItem(row, column, item)
        self._fit_rows()
        self.table.setCurrentCell(0 if entries else -1, 0)
        self._offer()

    def _share_out(self, *, has_places: bool) -> None:
        """Give the names of the units what room the places where something was found leave."""
        header, places = self.table.horizontalHeader(), len(_COLUMNS) - 1
        self.table.setColumnHidden(places, not has_places)
        header.setSectionResizeMode(places, QHeaderView.ResizeMode.Stretch)
        modes = QHeaderView.ResizeMode
        header.setSectionResizeMode(_UNIT, modes.Interactive if has_places else modes.Stretch)
        if has_places:
            header.resizeSection(_UNIT, _WIDTHS[_UNIT])

    def _fit_rows(self) -> None:
        """A long name takes a second line; the places are whole in their tip."""
        metrics, room = self.table.fontMetrics(), QRect(0, 0, self.table.columnWidth(_UNIT) - _PADDING, _ROW)
        for row, entry in enumerate(self.entries):
            needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, entry.unit).height()
            self.table.setRowHeight(row, max(_ROW, needed + _PADDING))

    @property
    def entry(self) -> ArchiveEntry | None:
        """The chosen one."""
        row = self.table.currentRow()
        return self.entries[row] if 0 <= row < len(self.entries) else None

    def _offer(self) -> None:
        """Tell of the chosen one, and offer what can be done with it."""
        entry = self.entry
        item = entry.item if entry else None
        self.more.setText("\n".join(entry.more) if entry else "" if self.entries else self._nothing)
        self.look_button.setEnabled(item is not None)
        self.export_button.setEnabled(item is not None)
        is_deleted = entry is not None and item is None
        self.back_button.setVisible(is_deleted)
        wanted, other = (self.back_button, self.look_button) if is_deleted else (self.look_button, self.back_button)
        look_as(wanted, "main")
        look_as(other, "plain")
        wanted.setDefault(True)
        for action, ending in zip(self._menu.actions(), _EXPORTS, strict=True):
            action.setVisible(ending != ".zip" or (item is not None and item.sealing is not None))

    def _go_on_to_choose(self) -> None:
        """From the reason go on to the list: nothing is looked at, and recorded, that was not chosen."""
        if self.why.text().strip():
            self.table.setFocus()
        else:
            self._show_message(_WHY, "problem")

    def _do(self, what: Callable[[str], str]) -> None:
        """Do something for the one who is named, and say how it went; without a name ask for it."""
        why = " ".join(self.why.text().split())
        if not why:
            self._show_message(_WHY, "problem")
            self.why.setFocus()
            return
        try:
            with waiting():
                answer = what(why)
        except (StoreError, WriteError, FigureError) as error:
            self._show_message(str(error), "problem")
        except StoppedError:
            self._show_message("已停止，没有找完，也没有登记。", "quiet")
        else:
            self._show_message(answer, "quiet")

    def _show_message(self, words: str, name: str) -> None:
        self.answer.setText(words)
        look_as(self.answer, name)

    def look_for(self) -> None:
        """Look for what was typed, and show what has all of it."""
        self._do(self._find)

    def _find(self, why: str) -> str:
        words, year, figure = (edit.text().strip() for edit in (self.words, self.year, self.figure))
        if not (words or year or figure):
            return "写了文字、年度或者表里的数，才能找。"
        number = parse_number(figure) if figure else None
        if year and not (year.isascii() and year.isdecimal()):
            raise StoreError(f"“{year}”不是年度，请写四位数字，例如 2024。")
        query = SearchQuery(int(year) if year else None, "", words, number)
        with long_work(self, Work("打开归档", "search", "正在查找……")) as progress:
            found = self._desk.find(query, why, progress)
        by_name = {entry.item.name: entry for entry in self._desk.entries() if entry.item is not None}
        self._show([by_name[one.item.name] for one in found], found)
        return f"找到 {len(found)} 份，已经登记在修改记录里。"

    def look(self) -> None:
        """Show the pages of the chosen one."""
        entry = self.entry
        if entry is not None and entry.item is not None:
            self._do(partial(self._look, entry, entry.item))

    def _look(self, entry: ArchiveEntry, item: ArchiveItem, why: str) -> str:
        self.shown.emit(entry, self._desk.look_at(item, why), why)
        return "已经登记在修改记录里。"

    def _ask_target(self, ending: str) -> None:
        """Ask where the chosen one is to be written."""
        entry = self.entry
        if entry is None or entry.item is None:
            return
        self._do(partial(self._show_chooser, entry, entry.item, ending))

    def _show_chooser(self, entry: ArchiveEntry, item: ArchiveItem, ending: str, _why: str) -> str:
        name = f"{report_file_name(entry.unit, item.year)}{ending}"
        chooser = choose_target(self, "导出", documents() / name, [f"{_EXPORTS[ending]} (*{ending})"])
        chooser.fileSelected.connect(self.export)
        return ""

    def export(self, name: str) -> None:
        """Write the chosen one into a file."""
        entry = self.entry
        if entry is not None and entry.item is not None:
            self._do(partial(self._export, entry.item, Path(name)))

    def _export(self, item: ArchiveItem, target: Path, why: str) -> str:
        return f"已导出 {self._desk.export(item, target, why)}，已经登记在修改记录里。"

    def bring_back(self) -> None:
        """Put the chosen draft on the list again."""
        entry = self.entry
        if entry is not None and entry.item is None:
            self._do(partial(self._bring_back, entry))

    def _bring_back(self, entry: ArchiveEntry, why: str) -> str:
        self._desk.bring_back(entry, why)
        self._show(self._desk.entries())
        done = f"“{entry.unit}”{entry.year}的草稿找回来了，在报告列表里。"
        self.reported.emit(done)
        return done
