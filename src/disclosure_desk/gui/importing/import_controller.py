"""Takes a report in: has a file or the clipboard read apart, lets the clerk look it through, and has it stored."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QWidget

from disclosure_desk.core.report import Change
from disclosure_desk.gui.importing.import_commit import Beside, TakingIn
from disclosure_desk.gui.importing.import_process import ImportProcess
from disclosure_desk.gui.importing.review_dialog import ReviewDialog
from disclosure_desk.gui.importing.source_pane import Source
from disclosure_desk.gui.session.document import Document
from disclosure_desk.gui.session.session import Desk
from disclosure_desk.gui.widgets.message_boxes import show_once
from disclosure_desk.readers import ENDINGS, Reading
from disclosure_desk.readers.review.import_review import ImportReview
from disclosure_desk.readers.review.import_target import import_targets

_WAIT = 300
"""Milliseconds of reading that nobody needs to be told of."""
_CLIPBOARD = "剪贴板"


class Importing(QObject):
    """One import after the other; nothing is stored before every question is answered."""

    refused = Signal(str)
    said = Signal(str)

    def __init__(self, desk: Desk, window: QWidget, beside: Beside) -> None:
        super().__init__(window)
        self._desk, self._window, self._beside = desk, window, beside
        self.taking = TakingIn(desk, window, beside)
        self.taking.refused.connect(self.refused)
        self.taking.compared.connect(self._close_confirming)
        self._process: ImportProcess | None = None
        self._sources: list[Source] = []
        self._waiting: QProgressDialog | None = None
        self._confirming: ReviewDialog | None = None
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
        """Take this file in; another process gets it, for a share that does not answer must not hold the window up."""
        source = Source(path.name or str(path), b"", path.suffix)
        self._read([source], last_year=last_year, path=path)

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

    def carry_out(self, document: Document, changes: Sequence[Change]) -> bool:
        """Let a report undergo what was read, as one step that can be taken back; False if that is not stored."""
        document.failed.connect(self.refused)
        is_stored = document.edit(changes, "update")
        document.failed.disconnect(self.refused)
        if is_stored:
            self._close_confirming()
        return is_stored

    def _close_confirming(self) -> None:
        """All of it is stored: what was decided about it need not be kept any longer."""
        if self._confirming:
            self._confirming.accept()

    def _read(self, sources: Sequence[Source], *, last_year: bool, path: Path | None = None) -> None:
        if self._process:
            self.said.emit(f"正在读“{self._sources[0].name}”，请等它读完。")
            return
        self._sources, self._wants_last_year = list(sources), last_year
        self._process = ImportProcess(self._desk.edition, sources[0].ending, self)
        self._process.done.connect(self._judge)
        self._process.refused.connect(self._refuse)
        self._process.progressed.connect(self._show_progress)
        self._pause.start()
        if path:
            self._process.fetched.connect(self._keep_content)
            self._process.fetch(path)
        else:
            self._process.start(sources[0].content)

    def _keep_content(self, content: bytes) -> None:
        self._sources[0] = self._sources[0]._replace(content=content)

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
        self.taking.guard(lambda: self._take_or_show(reading))

    def _take_or_show(self, reading: Reading) -> None:
        review = ImportReview(reading)
        choice = import_targets(reading.report, self._beside.at_work())
        is_clear = not review.waiting_count and (choice.can_be_last_year or not self._wants_last_year)
        if is_clear or self.taking.is_there_already(reading.report):
            self.taking.take(review, choice, choice.likely)
            return
        dialog = ReviewDialog(self._sources[0], review, choice, self._window)
        dialog.confirmed.connect(lambda target: self.taking.take(review, choice, target))
        dialog.finished.connect(self._forget)
        self._confirming = dialog
        show_once(dialog)

    def _forget(self) -> None:
        self._confirming = None


def sources_of(mime: QMimeData) -> list[Source]:
    """What the clipboard holds, the best first; nothing where it has no text."""
    sources = []
    if mime.hasHtml():
        # The mark tells the encoding whatever the page says of itself: the clipboard has recoded it.
        sources.append(Source(_CLIPBOARD, b"\xef\xbb\xbf" + mime.html().encode("utf-8", "replace"), ".html"))
    if mime.text().strip():
        sources.append(Source(_CLIPBOARD, mime.text().encode("utf-8", "replace"), ".txt"))
    return sources
