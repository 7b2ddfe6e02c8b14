"""本机验收: what will be tried, how far it is, and the verdict, with the sheet to be seen and printed."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from disclosure_desk.acceptance.inspection import inspect_computer, item_text, save_sheet
from disclosure_desk.acceptance.kills import KILLS, Start, start_process
from disclosure_desk.core.stopping import WorkProgress
from disclosure_desk.gui.acceptance.desktop_search import find_desktop
from disclosure_desk.gui.widgets.buttons import main_button, plain_button
from disclosure_desk.gui.widgets.dialog import Dialog
from disclosure_desk.gui.widgets.save_dialog import quiet_label
from disclosure_desk.gui.widgets.work_apart import WorkApart
from disclosure_desk.writers import WriteError
from disclosure_desk.writers.acceptance_record import AcceptanceRecord

_GUIDE = (
    "看这台电脑能不能用：版本、字体、打印机、磁盘、语言、时钟、数据库、输入法、屏幕，再把正在存数的试验进程强行结束"
    f" {KILLS} 次，看丢不丢。一两分钟，得出一个结论和一张验收单；已有的数据不动。"
)


class AcceptanceDialog(Dialog):
    """`sheet_wanted` carries the AcceptanceRecord whose sheet is to be shown."""

    sheet_wanted = Signal(object)

    def __init__(
        self, folder: Path, parent: QWidget | None = None, *, kills: int = KILLS, start: Start = start_process
    ) -> None:
        super().__init__("本机验收", "check-settings", parent)
        self._folder, self._kills, self._start = folder, kills, start
        self._trial: WorkApart[tuple[AcceptanceRecord, str]] = WorkApart(self)
        self._trial.progressed.connect(self._show_progress)
        self._record: AcceptanceRecord | None = None
        self.progress = QProgressBar(self)
        self.progress.setAccessibleName("进度")
        self.progress.setFormat("强行结束 %v / %m 次")
        self.verdict, self.found, self.saved = QLabel(self), quiet_label(""), quiet_label("")
        self.verdict.setObjectName("answer")
        for label in (self.verdict, self.found, self.saved):
            label.setWordWrap(True)
            label.hide()
        self.progress.hide()
        guide = QLabel(_GUIDE, self)
        guide.setWordWrap(True)
        self.start_button, self.show_button = main_button("开始验收"), main_button("预览和打印…")
        self.close_button = plain_button("关闭")
        self.show_button.hide()
        self.start_button.clicked.connect(self.begin)
        self.show_button.clicked.connect(self._show_sheet)
        self.close_button.clicked.connect(self.reject)
        self.lay_out(guide, self.progress, self.verdict, self.found, self.saved)
        self.lay_out_foot(self.close_button, self.show_button, self.start_button)

    def begin(self) -> None:
        """Try the computer."""
        self.start_button.setEnabled(False)
        self.progress.setRange(0, self._kills)
        self.progress.setValue(0)
        self.progress.show()
        folder, desktop, kills, start = self._folder, find_desktop(), self._kills, self._start

        def work(progress: WorkProgress) -> tuple[AcceptanceRecord, str]:
            record = inspect_computer(folder, desktop, kills, progress, start=start)
            return record, _saved(record)

        self._trial.begin(work, self._end, self._fail)

    def _show_progress(self, done: int, _of: int) -> None:
        self.progress.setValue(done)

    def _end(self, tried: tuple[AcceptanceRecord, str]) -> None:
        record, saved = tried
        self._record = record
        self.progress.hide()
        self.start_button.hide()
        self.show_button.show()
        self.show_button.setDefault(True)
        self.show_button.setFocus()
        self.verdict.setText(f"结论：{record.verdict}。")
        self.found.setText("\n".join(item_text(one) for one in (*record.failed, *record.noted)))
        self.saved.setText(saved)
        for label in (self.verdict, self.found, self.saved):
            label.setVisible(bool(label.text()))

    def _fail(self, error: Exception) -> None:
        self.progress.hide()
        self.start_button.setEnabled(True)
        raise error

    def _show_sheet(self) -> None:
        self.accept()
        self.sheet_wanted.emit(self._record)

    def done(self, result: int) -> None:
        """Close, and call off what is being tried."""
        self._trial.end()
        super().done(result)


def _saved(record: AcceptanceRecord) -> str:
    try:
        return f"验收单存在 {save_sheet(record)}"
    except WriteError as error:
        return str(error)
