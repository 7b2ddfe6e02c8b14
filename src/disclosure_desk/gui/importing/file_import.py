"""Reads a file or the clipboard in another process, lets the clerk look it through, and has it stored."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from disclosure_desk.core.report import Change, Report
from disclosure_desk.gui.importing.import_commit import ImportCommit
from disclosure_desk.gui.importing.import_process import ImportProcess
from disclosure_desk.gui.importing.review_dialog import ReviewDialog
from disclosure_desk.gui.importing.source_pane import Source
from disclosure_desk.gui.session.session import Session
from disclosure_desk.gui.widgets.message_boxes import show_once
from disclosure_desk.gui.widgets.wait_dialog import WaitDialog, Work
from disclosure_desk.readers.formats.file_type import ENDINGS
from disclosure_desk.readers.model.reading import Reading
from disclosure_desk.readers.review.import_review import ImportReview
from disclosure_desk.readers.review.import_target import TargetChoice, import_targets

_WAIT = 300
"""So many milliseconds of reading show no progress."""
_CLIPBOARD = "剪贴板"


class FileImport(QObject):
    """One import after the other; nothing is stored before every question is answered."""

    begun = Signal(str)
    """Last year's report has come in, from which this year's is to be begun, and these words are to be said."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._parent = session, parent
        self._commit = ImportCommit(session, parent)
        self._commit.refused.connect(self._show_refusal)
        self._commit.done.connect(self._open_imported)
        self._commit.compared.connect(self._compare)
        self._process: ImportProcess | None = None
        self._sources: list[Source] = []
        self._waiting: WaitDialog | None = None
        self._confirming: ReviewDialog | None = None
        self._pause = QTimer(self, singleShot=True, interval=_WAIT)
        self._pause.timeout.connect(self._show_waiting)
        self._wants_last_year = self._begins = False

    @property
    def patterns(self) -> str:
        """The names of the files that can be read, for a file dialog."""
        return " ".join(f"*{ending}" for ending in ENDINGS)

    def can_take(self, mime: QMimeData) -> bool:
        """Whether something holds files that can be read, or text."""
        return bool(files_in(mime)) or (mime.hasText() and not mime.hasUrls())

    def take_dropped(self, mime: QMimeData) -> None:
        """Take in one file, or the text where there is none."""
        paths = files_in(mime)
        if len(paths) > 1:
            self._show_refusal("一次只能导入一份报告，请只拖一个文件。")
        elif paths:
            self.take(paths[0])
        else:
            self.take_mime(mime)

    def take(self, path: Path, *, last_year: bool = False, begins: bool = False) -> None:
        """Take a file in; only the other process opens it, so that a share that does not answer blocks no window.

        `begins`: where it is last year's report, this year's is to be begun from it.
        """
        source = Source(path.name or str(path), b"", path.suffix)
        self._read([source], last_year=last_year, path=path, begins=begins)

    def take_mime(self, mime: QMimeData) -> None:
        """Take in what is on the clipboard or was dropped: with its tables if it is of a page, else its text."""
        sources = sources_of(mime)
        if sources:
            self._read(sources, last_year=False)
        else:
            self._show_refusal("剪贴板里没有文字。请先在网页或 WPS 里全选、复制，再导入。")

    def _show_refusal(self, words: str) -> None:
        self._session.notice.emit("没有导入", words)

    def stop(self) -> None:
        """End a reading that goes on; nothing of it is left."""
        self._pause.stop()
        if self._process:
            self._process.stop()
            self._process.deleteLater()
            self._process = None
        if self._waiting:
            self._waiting.end()
            self._waiting = None

    def _open_imported(self, report_id: int, changes: Sequence[Change], words: str) -> None:
        """Open a report and let it undergo what a file says: one step that can be taken back."""
        self._session.open_report(report_id)
        document = self._session.document
        if document is None or document.report_id != report_id:
            return
        document.failed.connect(self._show_refusal)
        is_stored = document.edit(changes, "update")
        document.failed.disconnect(self._show_refusal)
        if is_stored:
            self._close_confirming()
            self._session.status.emit(words)
            next_year = (document.report.unit, document.report.year + 1)
            if self._begins and self._session.suggestion() == next_year and self._session.find(*next_year) is None:
                self.begun.emit(words.removesuffix("可以撤销。"))

    def _compare(self, words: str) -> None:
        """Check the report at work against last year's, which has just come in."""
        self._close_confirming()
        self._session.status.emit(words)
        self._session.recheck()

    def _close_confirming(self) -> None:
        """All of it is stored: what was decided about it need not be kept any longer."""
        if self._confirming:
            self._confirming.accept()

    def _read(
        self, sources: Sequence[Source], *, last_year: bool, path: Path | None = None, begins: bool = False
    ) -> None:
        if self._process:
            self._session.status.emit(f"正在读“{self._sources[0].name}”，请等它读完。")
            return
        self._sources, self._wants_last_year, self._begins = list(sources), last_year, begins
        self._process = ImportProcess(self._session.edition, sources[0].ending, self)
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
        words = f"正在读“{self._sources[0].name}”……"
        self._waiting = WaitDialog(Work("导入报告", "import", words), self._parent, stop="取消", after=0)
        self._waiting.stopped.connect(self._cancel)
        self._waiting.show()

    def _show_progress(self, share: float) -> None:
        if self._waiting:
            self._waiting.show_progress(round(share * 100), 100)

    def _cancel(self) -> None:
        if self._process:
            self.stop()
            self._session.status.emit("已取消，没有导入。")

    def _refuse(self, words: str) -> None:
        """Try what else the clipboard has, or say why nothing is read."""
        self.stop()
        source, *others = self._sources
        if others:
            self._read(others, last_year=self._wants_last_year)
        else:
            self._show_refusal(f"{source.name}：{words}")

    def _judge(self, reading: Reading) -> None:
        """Take in what is clear; show what is not."""
        self.stop()
        self._commit.guard(lambda: self._take_or_show(reading))

    def _take_or_show(self, reading: Reading) -> None:
        review = ImportReview(reading)
        choice = import_targets(reading.report, self._report_at_work())
        is_seen = not review.waiting_count and not review.needs_name
        is_clear = is_seen and (choice.can_be_last_year or not self._wants_last_year)
        if is_clear or self._commit.is_there_already(reading.report):
            self._commit.take(review, choice, choice.likely)
            return
        dialog = ReviewDialog(self._sources[0], review, self._targets_of, self._parent)
        dialog.confirmed.connect(lambda target: self._commit.take(review, dialog.choice, target))
        dialog.finished.connect(self._forget)
        self._confirming = dialog
        show_once(dialog)

    def _targets_of(self, report: Report) -> TargetChoice:
        return import_targets(report, self._report_at_work())

    def _report_at_work(self) -> Report | None:
        return self._session.document.report if self._session.document else None

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


def files_in(mime: QMimeData) -> list[Path]:
    """The dropped files that can be read."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in ENDINGS]
