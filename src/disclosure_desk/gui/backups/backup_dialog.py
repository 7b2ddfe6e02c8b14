"""备份和恢复: which backups there are, where a second one goes, what going back to one would change."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.gui.widgets.buttons import main_button
from disclosure_desk.gui.widgets.message_boxes import show_once, waiting
from disclosure_desk.store.backup.backup import Backup
from disclosure_desk.store.errors import StoreError

_SIZE = (760, 470)
_GUIDE = "关闭程序时、每天第一次打开时自动备份；留最近 12 天、10 周、9 个月各一份，自己点“现在备份”做的另外留 12 天。"
_REPLAYED = "\n数据文件按备份和第二份记录重新生成。要回到备份那时的内容，请选“只回到那一刻”。"


class Backups(Protocol):
    """The backups of a data folder; all raise StoreError."""

    @property
    def second(self) -> str | None:
        """The second place, "" for none; None where the data is not open, and no backup can be made."""

    def keep_second(self, place: str) -> None:
        """Choose the second place."""

    def listed(self) -> Sequence[Backup]:
        """The backups, the newest first."""

    def make(self) -> str:
        """Make a backup now; what was done, in words."""

    def label(self, backup: Backup) -> str:
        """What a backup is called in the list."""

    def preview(self, copy: Path, *, replay: bool) -> Sequence[str]:
        """What going back to a backup would change, a line each; nothing if nothing.

        With `replay`, what happened after the backup happens again.
        """


class BackupDialog(QDialog):
    """Shows the backups; `restore` goes back to one, with what happened later or without, and this dialog is gone."""

    def __init__(self, backups: Backups, restore: Callable[[Path, bool], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("备份和恢复")
        self._backups, self._restore = backups, restore
        self.second = QLineEdit(backups.second or "", self)
        self.second.setReadOnly(True)
        self.second.setPlaceholderText("没有选；可以是 U 盘或者另一块硬盘")
        self.second.setAccessibleName("第二处备份")
        self.choose_button = QPushButton("选择…", self)
        self.none_button = QPushButton("不用", self)
        self.make_button = QPushButton("现在备份", self)
        self.list = QListWidget(self)
        self.list.setObjectName("remarks")
        self.list.setAccessibleName("备份")
        self.with_later = QRadioButton("之后的修改照样重做，什么都不少", self)
        self.as_it_was = QRadioButton("只回到那一刻，之后的修改不要了", self)
        self.with_later.setChecked(True)
        self.changes = QPlainTextEdit(self)
        self.changes.setReadOnly(True)
        self.changes.setTabChangesFocus(True)
        self.changes.setAccessibleName("恢复后会变成")
        self.answer = QLabel(self)
        self.answer.setWordWrap(True)
        self.restore_button = main_button("恢复到这个备份")
        self.elsewhere_button = QPushButton("别处的备份…", self)
        self.close_button = QPushButton("关闭", self)
        self._lay_out()
        self.choose_button.clicked.connect(self._choose_place)
        self.none_button.clicked.connect(lambda: self.use_second(""))
        self.make_button.clicked.connect(self.make)
        self.list.currentRowChanged.connect(self.show_preview)
        self.with_later.toggled.connect(lambda: self.show_preview(self.list.currentRow()))
        self.restore_button.clicked.connect(self.restore)
        self.elsewhere_button.clicked.connect(self._choose_backup)
        self.close_button.clicked.connect(self.reject)
        self._show_backups()
        self.list.setFocus()

    def _lay_out(self) -> None:
        guide = QLabel(_GUIDE, self)
        guide.setObjectName("quiet")
        second = QWidget(self)
        second.setVisible(self._backups.second is not None)
        place = QHBoxLayout(second)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(QLabel("第二处备份", self))
        place.addWidget(self.second, 1)
        for button in (self.choose_button, self.none_button, self.make_button):
            place.addWidget(button)
        columns = QHBoxLayout()
        for name, widget, share in (("备份", self.list, 1), ("恢复后，和现在比", self.changes, 2)):
            column = QVBoxLayout()
            column.addWidget(QLabel(name, self))
            column.addWidget(widget, 1)
            columns.addLayout(column, share)
        buttons = QHBoxLayout()
        buttons.addWidget(self.answer, 1)
        buttons.addWidget(self.elsewhere_button)
        buttons.addWidget(self.restore_button)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.addWidget(guide)
        layout.addWidget(second)
        layout.addLayout(columns, 1)
        layout.addWidget(self.with_later)
        layout.addWidget(self.as_it_was)
        layout.addLayout(buttons)
        self.resize(*_SIZE)

    def _show_backups(self) -> None:
        self._shown = list(self._backups.listed())
        self.list.clear()
        self.list.addItems([self._backups.label(backup) for backup in self._shown])
        self.restore_button.setEnabled(bool(self._shown))
        self.list.setCurrentRow(0)
        if not self._shown:
            self.changes.setPlainText("还没有备份。")

    def show_preview(self, row: int) -> None:
        """Say what going back to that backup would change."""
        if not 0 <= row < len(self._shown):
            return
        try:
            with waiting():
                lines = self._backups.preview(self._shown[row].path, replay=self.with_later.isChecked())
        except StoreError as error:
            self.changes.setPlainText(str(error))
            self.restore_button.setEnabled(False)
            return
        same = f"报告和现在完全一样。{_REPLAYED if self.with_later.isChecked() else ''}"
        self.changes.setPlainText("\n".join(lines) or same)
        self.restore_button.setEnabled(True)

    def make(self) -> None:
        """Make a backup now."""
        try:
            words = self._backups.make()
        except StoreError as error:
            words = str(error)
        self.answer.setText(words)
        self._show_backups()

    def _choose_place(self) -> None:
        chooser = QFileDialog(self, "第二处备份放在哪里", self.second.text())
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
        chooser.fileSelected.connect(self.use_second)
        show_once(chooser)

    def _choose_backup(self) -> None:
        chooser = QFileDialog(self, "别处的备份", self.second.text(), "备份 (*.sqlite3)")
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
        chooser.fileSelected.connect(lambda name: self.add(Path(name)))
        show_once(chooser)

    def add(self, path: Path) -> None:
        """Show a backup from another folder among the others, and what it would change."""
        self._shown.append(Backup(path, datetime.now()))  # noqa: DTZ005 - its time is not shown
        self.list.addItem(str(path))
        self.list.setCurrentRow(len(self._shown) - 1)

    def use_second(self, place: str) -> None:
        """Keep where the second backup goes; a place that is not there is passed over until it is."""
        try:
            self._backups.keep_second(place)
        except StoreError as error:
            self.answer.setText(str(error))
        else:
            self.second.setText(place)

    def restore(self) -> None:
        """Go back to the backup that is chosen."""
        backup = self._shown[self.list.currentRow()]
        self.accept()
        self._restore(backup.path, self.with_later.isChecked())
