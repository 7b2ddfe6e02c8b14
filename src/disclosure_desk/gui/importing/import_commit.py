"""Store a reviewed reading, as the open report or as last year's, once its questions are answered."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from disclosure_desk.core.report import Report
from disclosure_desk.gui.importing.review_text import summary
from disclosure_desk.gui.session.session import Session
from disclosure_desk.gui.widgets.message_boxes import ask
from disclosure_desk.readers.review.import_review import ImportResult, ImportReview
from disclosure_desk.readers.review.import_target import ImportTarget, TargetChoice
from disclosure_desk.store.errors import StoreError

_NOT_STORED = "正在填的内容还没能保存，请先改正，再导入。"


class ImportCommit(QObject):
    """Nothing is stored before every question is answered; the clerk is told what cannot be stored."""

    done = Signal(int, object, str)
    """The report of that id is to be opened, to undergo these changes, and these words to be said."""
    compared = Signal(str)
    """Last year's report has come in, and these words are to be said."""
    refused = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._parent = session, parent

    def is_there_already(self, report: Report) -> bool:
        """Whether the list has the very same report."""
        there = self._session.find(report.unit, report.year)
        return there is not None and not ImportResult(report).changes_to(self._session.report(there))

    def take(self, review: ImportReview, choice: TargetChoice, target: ImportTarget) -> None:
        """Store a reviewed reading as its target."""
        result = review.result()
        words = f"已导入“{result.report.title}”：{summary(review)}"
        if target == ImportTarget.LAST_YEAR and choice.open_unit:
            self._ask_for_unit(result, choice.open_unit, words)
        elif target == ImportTarget.LAST_YEAR:
            self.guard(lambda: self._store_last_year(result, words))
        else:
            self.guard(lambda: self._store_draft(result, words))

    def guard(self, work: Callable[[], object]) -> None:
        """Do something with the store, and say what it refuses."""
        try:
            work()
        except StoreError as error:
            self.refused.emit(str(error))

    def _ask_for_unit(self, result: ImportResult, unit: str, words: str) -> None:
        self._ask(
            f"文件里的机关是“{result.report.unit}”，正在填的是“{unit}”。是同一个机关吗？",
            "是同一个机关，就按正在填的名称记下，并注明原来的名称；不是，就按原来的名称放进列表，不用来对照。",
            {
                "是同一个机关": lambda: self._store_last_year(result.under_unit(unit), words),
                "不是": lambda: self._store_aside(result, f"{words}，放进了列表。"),
            },
        )

    def _ask(self, words: str, more: str, answers: dict[str, Callable[[], object]]) -> None:
        guarded = {text: lambda work=work: self.guard(work) for text, work in answers.items()}
        ask(self._parent, "导入", (words, more), guarded)

    def _store_draft(self, result: ImportResult, words: str) -> None:
        """Open a new report and let it undergo the changes; one that is there only after asking."""
        if not self._session.flush():
            self.refused.emit(_NOT_STORED)
            return
        there = self._session.find(result.report.unit, result.report.year)
        if there is None:
            blank = result.blank
            self.done.emit(self._session.take_in(blank), result.changes_to(blank), f"{words}。可以撤销。")
            return

        def update() -> None:
            self.done.emit(there, result.changes_to(self._session.report(there)), f"{words}。可以撤销。")

        self._meet(result, there, update, lambda: self.done.emit(there, (), "这份报告已经在列表里，打开了原来的。"))

    def _store_last_year(self, result: ImportResult, words: str) -> None:
        """Store last year's report; the open one stays open."""
        self._store_aside(result, f"{words}，用来和正在填的对照。")

    def _store_aside(self, result: ImportResult, words: str) -> None:
        there = self._session.find(result.report.unit, result.report.year)
        if there is None:
            self._session.change(self._session.take_in(result.report), result.corrections)
            self.compared.emit(words)
            return

        def update() -> None:
            self._session.change(there, result.changes_to(self._session.report(there)))
            self.compared.emit(words)

        self._meet(result, there, update, lambda: self.compared.emit("列表里已经有这份报告，用原来的。"))

    def _meet(self, result: ImportResult, there: int, update: Callable[[], object], keep: Callable[[], object]) -> None:
        """The report is in the list already: ask whether it takes the file's contents, if they are others."""
        count = result.count_differences(self._session.report(there))
        if not count:
            keep()
            return
        self._ask(
            f"“{result.report.title}”已经在列表里。",
            f"文件里有 {count} 处和它不同。用文件的内容更新它吗？原来的内容留在修改记录里。",
            {"更新": update, "不更新，用原来的": keep},
        )
