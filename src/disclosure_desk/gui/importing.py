"""Takes a file in: reads it, shows what it could not place, and asks before a report that is there is changed."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.remarks_dialog import RemarksDialog
from disclosure_desk.gui.showing import show_once
from disclosure_desk.readers.errors import ReadError
from disclosure_desk.store import StoreError

if TYPE_CHECKING:
    from disclosure_desk.readers import Reading

_FILTER = "年报的文字稿或数据文件 (*.txt *.json);;所有文件 (*)"


class Importing(QObject):
    """One import after the other.

    `done` carries the id of the report to open, `updated` also the changes it is to undergo then.
    """

    done = Signal(int)
    updated = Signal(int, tuple)
    refused = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    def ask(self, folder: Path) -> None:
        """Ask which file."""
        chooser = QFileDialog(self._window, "导入", str(folder), _FILTER)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
        chooser.fileSelected.connect(lambda name: self.take(Path(name)))
        show_once(chooser)

    def take(self, path: Path) -> None:
        """Take this file in; nothing is stored before every question is answered."""
        try:
            reading = self._desk.read(path)
        except ReadError as error:
            self.refused.emit(str(error))
            return
        if not reading.remarks or self._is_there_already(reading):
            self._store(reading)
            return
        dialog = RemarksDialog(reading.report.title, reading.report.form, reading.remarks, self._window)
        dialog.accepted.connect(lambda: self._store(reading))
        show_once(dialog)

    def _is_there_already(self, reading: "Reading") -> bool:
        there = self._desk.find(reading.report.unit, reading.report.year)
        return there is not None and not self._desk.changes_to(there, reading.report)

    def _store(self, reading: "Reading") -> None:
        there = self._desk.find(reading.report.unit, reading.report.year)
        if there is not None:
            self._meet(there, reading)
            return
        try:
            self.done.emit(self._desk.take_in(reading.report))
        except StoreError as error:
            self.refused.emit(str(error))

    def _meet(self, there: int, reading: "Reading") -> None:
        """The report is in the list already: open it, after asking whether it takes the file's contents."""
        changes = self._desk.changes_to(there, reading.report)
        if not changes:
            self.done.emit(there)
            return
        box = QMessageBox(self._window)
        box.setObjectName("meet")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("导入")
        box.setText(f"“{reading.report.title}”已经在列表里。")
        box.setInformativeText(
            f"文件里有 {len(changes)} 处和它不同。用文件的内容更新它吗？更新可以撤销，原来的内容留在修改记录里。"
        )
        update = box.addButton("更新", QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton("不更新，打开原来的", QMessageBox.ButtonRole.DestructiveRole)
        box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        update.clicked.connect(lambda: self._update(there, reading))
        keep.clicked.connect(lambda: self.done.emit(there))
        show_once(box)

    def _update(self, there: int, reading: "Reading") -> None:
        self.updated.emit(there, self._desk.changes_to(there, reading.report))
