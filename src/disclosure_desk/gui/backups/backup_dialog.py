"""备份和恢复: which backups there are, where a second one goes, what going back to one would change."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.core.stopping import StoppedError, WorkProgress
from disclosure_desk.gui.backups.offline_backups import BackupPreview, BackupReading
from disclosure_desk.gui.backups.restore_dialog import RestoreChoice, RestoreDialog
from disclosure_desk.gui.widgets.buttons import main_button, plain_button, word_button
from disclosure_desk.gui.widgets.dialog import WIDE, Dialog
from disclosure_desk.gui.widgets.file_chooser import choose_file, choose_folder
from disclosure_desk.gui.widgets.long_work import long_work
from disclosure_desk.gui.widgets.message_boxes import show_once
from disclosure_desk.gui.widgets.pin_check import PinKeeper
from disclosure_desk.gui.widgets.wait_dialog import Work
from disclosure_desk.gui.widgets.work_apart import WorkApart
from disclosure_desk.store.backup.backup import Backup
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.operators import Operators

_LIST_HEIGHT = 190
_READING = "正在读这份备份……"
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

    def make(self, progress: WorkProgress) -> str:
        """Make a backup now; what was done, in words."""

    def label(self, backup: Backup) -> str:
        """What a backup is called in the list: when it was made, and in a second line what it holds."""

    @property
    def operator(self) -> str:
        """Who is at work, "" where nobody is known."""

    def keeper_for(self, copy: Path) -> tuple[Operators, PinKeeper]:
        """Who may go back to a backup, and what knows their PINs."""

    def preview(self, copy: Path, *, replay: bool) -> BackupReading:
        """What reads a backup and then says what going back to it would change; nothing if nothing.

        With `replay`, what happened after the backup happens again.
        """


def _preview_of(reading: BackupReading) -> BackupPreview:
    """The preview of a backup, or one that says why it cannot be read."""
    try:
        return reading()
    except StoreError as error:
        return partial(_refuse, error)


def _refuse(error: StoreError) -> Sequence[str]:
    raise error


class BackupDialog(Dialog):
    """Shows the backups; `restore` is given one to go back to, once the clerk has confirmed it, and this is gone."""

    def __init__(
        self, backups: Backups, restore: Callable[[RestoreChoice], None], parent: QWidget | None = None
    ) -> None:
        super().__init__("备份和恢复", "backup", parent, WIDE)
        self._backups, self._restore = backups, restore
        self._lines: Sequence[str] = ()
        self._wanted: tuple[Path, bool] | None = None
        self._apart: WorkApart[BackupPreview] = WorkApart(self)
        self.second = QLineEdit(backups.second or "", self)
        self.second.setReadOnly(True)
        self.second.setPlaceholderText("没有选；可以是 U 盘或者另一块硬盘")
        self.second.setAccessibleName("第二处备份")
        self.choose_button = plain_button("选择…")
        self.none_button = plain_button("不用")
        self.make_button = main_button("现在备份")
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
        self.restore_button = plain_button("恢复到这个备份…")
        self.elsewhere_button = word_button("别处的备份…")
        self.close_button = plain_button("关闭")
        self._lay_out()
        self.choose_button.clicked.connect(self._choose_place)
        self.none_button.clicked.connect(lambda: self.use_second(""))
        self.make_button.clicked.connect(self.make)
        self.list.currentRowChanged.connect(self.show_preview)
        self.with_later.toggled.connect(lambda: self.show_preview(self.list.currentRow()))
        self.restore_button.clicked.connect(self.ask_restore)
        self.elsewhere_button.clicked.connect(self._choose_backup)
        self.close_button.clicked.connect(self.reject)
        self._show_backups()
        self.list.setFocus()  # the newest is chosen, and what it would change can be read

    def _lay_out(self) -> None:
        guide = QLabel(_GUIDE, self)
        guide.setObjectName("quiet")
        guide.setWordWrap(True)
        second = QWidget(self)
        second.setVisible(self._backups.second is not None)
        place = QHBoxLayout(second)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(QLabel("第二处备份", self))
        place.addWidget(self.second, 1)
        for button in (self.choose_button, self.none_button):
            place.addWidget(button)
        columns = QHBoxLayout()
        for name, widget, share in (("备份", self.list, 2), ("恢复后，和现在比", self.changes, 3)):
            column = QVBoxLayout()
            column.addWidget(QLabel(name, self))
            widget.setMinimumHeight(_LIST_HEIGHT)
            column.addWidget(widget, 1)
            columns.addLayout(column, share)
        self.lay_out(guide, second, columns, self.with_later, self.as_it_was, self.answer)
        is_open = self._backups.second is not None
        self.make_button.setVisible(is_open)
        last = (self.close_button, self.make_button) if is_open else (self.close_button,)
        self.lay_out_foot(self.restore_button, *last, left=(self.elsewhere_button,))

    def _show_backups(self) -> None:
        self._shown = list(self._backups.listed())
        self.list.clear()
        self.list.addItems([self._backups.label(backup) for backup in self._shown])
        self.restore_button.setEnabled(bool(self._shown))
        self.list.setCurrentRow(0)
        if not self._shown:
            self.changes.setPlainText("还没有备份。")

    def show_preview(self, row: int) -> None:
        """Say what going back to that backup would change, once it is read in a thread of its own."""
        self._wanted = None
        if 0 <= row < len(self._shown):
            self._wanted = (self._shown[row].path, self.with_later.isChecked())
            self.restore_button.setEnabled(False)
            self.changes.setPlainText(_READING)
            self._read()

    def _read(self) -> None:
        """Begin to read what is wanted; while another is being read, that comes first."""
        if self._wanted is not None:
            wanted, (path, replay) = self._wanted, self._wanted
            reading = partial(_preview_of, self._backups.preview(path, replay=replay))
            self._apart.begin(lambda _: reading(), lambda preview: self._show_preview(wanted, preview))

    def _show_preview(self, wanted: tuple[Path, bool], preview: BackupPreview) -> None:
        if wanted != self._wanted:
            self._read()
            return
        try:
            lines = preview()
        except StoreError as error:
            self.changes.setPlainText(str(error))
            return
        self._lines = lines
        same = f"报告和现在完全一样。{_REPLAYED if self.with_later.isChecked() else ''}"
        self.changes.setPlainText("\n".join(lines) or same)
        self.restore_button.setEnabled(True)

    def make(self) -> None:
        """Make a backup now."""
        try:
            with long_work(self, Work("备份", "backup", "正在备份……")) as progress:
                words = self._backups.make(progress)
        except StoreError as error:
            words = str(error)
        except StoppedError:
            words = "已停止，没有做新的备份。"
        self.answer.setText(words)
        self._show_backups()

    def _choose_place(self) -> None:
        chooser = choose_folder(self, "第二处备份放在哪里", Path(self.second.text()))
        chooser.fileSelected.connect(self.use_second)

    def _choose_backup(self) -> None:
        chooser = choose_file(self, "别处的备份", Path(self.second.text()), ["备份 (*.sqlite3)"])
        chooser.fileSelected.connect(self.add)

    def add(self, path: str) -> None:
        """Show a backup from another folder among the others, and what it would change."""
        self._shown.append(Backup(Path(path), datetime.now()))  # noqa: DTZ005 - its time is not shown
        self.list.addItem(path)
        self.list.setCurrentRow(len(self._shown) - 1)

    def use_second(self, place: str) -> None:
        """Keep where the second backup goes; a place that is not there is passed over until it is."""
        try:
            self._backups.keep_second(place)
        except StoreError as error:
            self.answer.setText(str(error))
        else:
            self.second.setText(place)

    def ask_restore(self) -> None:
        """Ask whether to go back to the backup that is chosen, and who does it."""
        item, backup = self.list.currentItem(), self._shown[self.list.currentRow()]
        try:
            operators, keeper = self._backups.keeper_for(backup.path)
        except StoreError as error:
            self.answer.setText(str(error))
            return
        replay, label = self.with_later.isChecked(), item.text().partition("\n")[0]
        current = self._backups.operator
        dialog = RestoreDialog(
            label, self._lines, self, operators=operators, current=current, keeper=keeper, replay=replay
        )
        dialog.confirmed.connect(lambda name: self._go_back(RestoreChoice(backup.path, replay, name)))
        show_once(dialog)

    def _go_back(self, choice: RestoreChoice) -> None:
        self.accept()
        self._restore(choice)
