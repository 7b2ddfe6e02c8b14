"""Takes a report in: has it read apart, lets the clerk look it through, asks what is not clear, and then stores it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QWidget

from disclosure_desk.gui.confirm_dialog import ConfirmDialog
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.question import ask
from disclosure_desk.gui.reading_process import ReadingProcess
from disclosure_desk.gui.showing import show_once
from disclosure_desk.gui.source_pane import Source
from disclosure_desk.gui.stop_words import summary
from disclosure_desk.readers import ENDINGS, ReadError, Reading, content_of
from disclosure_desk.readers.confirmation import Confirmation, Taken
from disclosure_desk.readers.fronts import FRONTS
from disclosure_desk.readers.role import Role, Roles, roles
from disclosure_desk.report import Report
from disclosure_desk.store import StoreError

_WAIT = 300
"""Milliseconds of reading that nobody needs to be told of."""
_CLIPBOARD = "剪贴板"
_NOT_STORED = "正在填的内容还没能保存，请先改正，再导入。"


class Beside(NamedTuple):
    """What the window answers: the report at work, None on the list; whether all that was typed is stored."""

    at_work: Callable[[], Report | None]
    is_stored: Callable[[], bool]


class Importing(QObject):
    """One import after the other; nothing is stored before every question is answered."""

    done = Signal(int, object, str)
    """Open the report of that id, let it undergo these changes, and say that."""
    compared = Signal(str)
    """Last year's report has come in; say that."""
    refused = Signal(str)
    said = Signal(str)

    def __init__(self, desk: Desk, window: QWidget, beside: Beside) -> None:
        super().__init__(window)
        self._desk, self._window, self._beside = desk, window, beside
        self._process: ReadingProcess | None = None
        self._sources: list[Source] = []
        self._waiting: QProgressDialog | None = None
        self._pause = QTimer(self, singleShot=True, interval=_WAIT)
        self._pause.timeout.connect(self._show_waiting)
        self._wants_last_year = False

    def ask(self, folder: Path, *, last_year: bool = False) -> None:
        """Ask which file."""
        endings = " ".join(f"*{ending}" for ending in ENDINGS)
        chooser = QFileDialog(self._window, "导入去年的报告" if last_year else "导入", str(folder))
        chooser.setNameFilters([f"能读的文件 ({endings})", "所有文件 (*)"])
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
        chooser.fileSelected.connect(lambda name: self.take(Path(name), last_year=last_year))
        show_once(chooser)

    def take(self, path: Path, *, last_year: bool = False) -> None:
        """Take this file in."""
        try:
            content = content_of(path)
        except ReadError as error:
            self.refused.emit(f"{path.name or path}：{error}")
            return
        self._read([Source(path.name, content, path.suffix)], last_year=last_year)

    def take_mime(self, mime: QMimeData) -> None:
        """Take in what is on the clipboard or was dropped: with its tables if it is of a page, else its text."""
        sources = sources_of(mime)
        if sources:
            self._read(sources, last_year=False)
        else:
            self.refused.emit("剪贴板里没有文字。请先在网页或 WPS 里全选、复制，再导入。")

    def stop(self) -> None:
        """End a reading that goes on; nothing of it is left."""
        self._pause.stop()
        if self._process:
            self._process.stop()
            self._process.deleteLater()
            self._process = None
        if self._waiting:
            self._waiting.hide()
            self._waiting.deleteLater()
            self._waiting = None

    def _read(self, sources: Sequence[Source], *, last_year: bool) -> None:
        if self._process:
            self.said.emit(f"正在读“{self._sources[0].name}”，请等它读完。")
            return
        self._sources, self._wants_last_year = list(sources), last_year
        self._process = ReadingProcess(self._desk.edition, sources[0].ending, self)
        self._process.done.connect(self._judge)
        self._process.refused.connect(self._refuse)
        self._process.progressed.connect(self._show_progress)
        self._pause.start()
        self._process.start(sources[0].content)

    def _show_waiting(self) -> None:
        waiting = QProgressDialog(f"正在读“{self._sources[0].name}”……", "取消", 0, 0, self._window)
        waiting.setWindowTitle("导入")
        waiting.setMinimumDuration(0)
        waiting.setAutoClose(False)
        waiting.setAutoReset(False)
        waiting.canceled.connect(self._cancel)
        waiting.rejected.connect(self._cancel)
        self._waiting = waiting
        waiting.open()

    def _show_progress(self, share: float) -> None:
        if self._waiting:
            self._waiting.setMaximum(100)
            self._waiting.setValue(round(share * 100))

    def _cancel(self) -> None:
        if self._process:
            self.stop()
            self.said.emit("已取消，没有导入。")

    def _refuse(self, words: str) -> None:
        """Try what else the clipboard has, or say why nothing is read."""
        self.stop()
        source, *others = self._sources
        if others:
            self._read(others, last_year=self._wants_last_year)
        else:
            self.refused.emit(f"{source.name}：{words}")

    def _judge(self, reading: Reading) -> None:
        """Take in what is clear; show what is not."""
        self.stop()
        confirmation = Confirmation(reading)
        choice = roles(reading.report, self._beside.at_work())
        is_clear = not confirmation.left and (choice.can_be_last or not self._wants_last_year)
        if is_clear or self._is_there_already(reading.report):
            self._take_in(confirmation, choice, choice.likely)
            return
        dialog = ConfirmDialog(self._sources[0], confirmation, choice, self._window)
        dialog.confirmed.connect(lambda role: self._take_in(confirmation, choice, role))
        show_once(dialog)

    def _is_there_already(self, report: Report) -> bool:
        there = self._desk.find(report.unit, report.year)
        return there is not None and not Taken(report).changes_to(self._desk.report(there))

    def _take_in(self, confirmation: Confirmation, choice: Roles, role: Role) -> None:
        taken = confirmation.taken()
        words = f"已导入“{taken.report.title}”：{summary(confirmation)}"
        if role == Role.LAST_YEAR and choice.other_unit:
            ask(
                self._window,
                "导入去年的报告",
                f"文件里的机关是“{taken.report.unit}”，正在填的是“{choice.other_unit}”。是同一个机关吗？",
                "是同一个机关，就按正在填的名称记下，并注明原来的名称；不是，就按原来的名称放进列表，不用来对照。",
                {
                    "是同一个机关": lambda: self._store_last_year(taken.under(choice.other_unit), words),
                    "不是": lambda: self._store_beside(taken, words),
                },
            )
        elif role == Role.LAST_YEAR:
            self._store_last_year(taken, words)
        else:
            self._store_draft(taken, words)

    def _store_draft(self, taken: Taken, words: str) -> None:
        """Open a new report and let it undergo the changes; one that is there only after asking."""
        if not self._beside.is_stored():
            self.refused.emit(_NOT_STORED)
            return
        there = self._desk.find(taken.report.unit, taken.report.year)
        try:
            if there is None:
                blank = taken.blank
                self.done.emit(self._desk.take_in(blank), taken.changes_to(blank), f"{words}。可以撤销。")
                return
            changes = taken.changes_to(self._desk.report(there))
        except StoreError as error:
            self.refused.emit(str(error))
            return
        self._meet(taken, there, lambda: self.done.emit(there, changes, f"{words}。可以撤销。"), self._open(there))

    def _open(self, there: int) -> Callable[[], None]:
        return lambda: self.done.emit(there, (), "这份报告已经在列表里，打开了原来的。")

    def _store_last_year(self, taken: Taken, words: str) -> None:
        """Keep last year's report beside the one at work, which stays open."""
        self._store_aside(taken, f"{words}，用来和正在填的对照。")

    def _store_beside(self, taken: Taken, words: str) -> None:
        self._store_aside(taken, f"{words}，放进了列表。")

    def _store_aside(self, taken: Taken, words: str) -> None:
        there = self._desk.find(taken.report.unit, taken.report.year)
        if there is None:
            self._carry_out(lambda: self._create_whole(taken), words)
            return
        changes = taken.changes_to(self._desk.report(there))
        update = lambda: self._carry_out(lambda: self._desk.change(there, changes), words)  # noqa: E731 - said once
        self._meet(taken, there, update, lambda: self.compared.emit("列表里已经有这份报告，用原来的。"))

    def _create_whole(self, taken: Taken) -> None:
        report_id = self._desk.take_in(taken.report)
        self._desk.change(report_id, taken.corrections)

    def _carry_out(self, work: Callable[[], object], words: str) -> None:
        try:
            work()
        except StoreError as error:
            self.refused.emit(str(error))
        else:
            self.compared.emit(words)

    def _meet(self, taken: Taken, there: int, update: Callable[[], None], keep: Callable[[], None]) -> None:
        """The report is in the list already: ask whether it takes the file's contents, if they are others."""
        count = taken.count(self._desk.report(there))
        if not count:
            keep()
            return
        ask(
            self._window,
            "导入",
            f"“{taken.report.title}”已经在列表里。",
            f"文件里有 {count} 处和它不同。用文件的内容更新它吗？原来的内容留在修改记录里。",
            {"更新": update, "不更新，用原来的": keep},
        )


def sources_of(mime: QMimeData) -> list[Source]:
    """What the clipboard holds, the best first; nothing where it has no text."""
    sources = []
    if mime.hasHtml() and "html" in FRONTS:
        # The mark tells the encoding whatever the page says of itself: the clipboard has recoded it.
        sources.append(Source(_CLIPBOARD, b"\xef\xbb\xbf" + mime.html().encode("utf-8", "replace"), ".html"))
    if mime.text().strip():
        sources.append(Source(_CLIPBOARD, mime.text().encode("utf-8", "replace"), ".txt"))
    return sources
