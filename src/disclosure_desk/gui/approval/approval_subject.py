"""What is being approved, at the right of the approvals: its first page, its size and verdict, what was explained."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from disclosure_desk.checks.finding import Finding, section_name
from disclosure_desk.checks.stages import Stage
from disclosure_desk.gui.approval.approval_process import ApprovalProcess
from disclosure_desk.gui.session.listed_report import moment_words
from disclosure_desk.gui.widgets.icons import set_icon
from disclosure_desk.gui.widgets.layouts import drop_all
from disclosure_desk.gui.widgets.marked_label import MarkedLabel
from disclosure_desk.store.events.event import Event
from disclosure_desk.writers import WriteError, print_report
from disclosure_desk.writers.archive_record import short_digest

if TYPE_CHECKING:
    from disclosure_desk.gui.pages.render_thread import PageImage, RenderedDocument, RenderThread

WIDTH = 400
_PAGE_WIDTH, _PAGE_HEIGHT, _DOTS = 132, 186, 16
"""The small picture of the first page, and at how many dots an inch it has that size at 100 %."""
_PAUSE = 200
"""Milliseconds for which the page is to be seen before its picture is made: who only passes by does not wait for it."""


class ApprovalSubject(QScrollArea):
    """Shows the report that is to be approved as it stands."""

    preview_wanted = Signal()
    last_year_wanted = Signal()

    def __init__(self, process: ApprovalProcess, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._process = process
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(WIDTH)
        self.setObjectName("beside")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(self)
        inside.setObjectName("beside")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(inside)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(1, 0, 0, 16)
        self._column.setSpacing(0)
        self.page = QLabel(inside)
        self.page.setFixedSize(_PAGE_WIDTH, _PAGE_HEIGHT)
        self.page.setObjectName("page")
        self.page.setAccessibleName("第一页的样子")
        self.size_words, self.digest = QLabel(inside), QLabel(inside)
        self.verdict, self.explained = MarkedLabel(inside), MarkedLabel(inside)
        self.size_words.setObjectName("quiet-small")
        self.digest.setObjectName("note-small")
        self.digest.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.digest.setWordWrap(True)
        self.preview_button = QPushButton(" 全文预览", inside)
        set_icon(self.preview_button, "show-original")
        self.last_year_button = QPushButton(" 和去年对照", inside)
        set_icon(self.last_year_button, "compare")
        self.preview_button.clicked.connect(self.preview_wanted)
        self.last_year_button.clicked.connect(self.last_year_wanted)
        self._lists = QVBoxLayout()
        self._lists.setSpacing(0)
        self._lay_out()
        self._pages, self._size = 0, ""
        self._thread: RenderThread | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._make_picture)

    def _lay_out(self) -> None:
        heading = QLabel("审的是这一份", self)
        heading.setObjectName("panel-heading")
        words = QVBoxLayout()
        words.setSpacing(8)
        for widget in (self.size_words, self.verdict, self.explained, self.digest):
            words.addWidget(widget)
        for button in (self.preview_button, self.last_year_button):
            words.addWidget(button)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setContentsMargins(18, 14, 18, 14)
        top.setSpacing(14)
        top.addWidget(self.page, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        self._column.addWidget(heading)
        self._column.addLayout(top)
        self._column.addLayout(self._lists)
        self._column.addStretch(1)

    def show_state(self) -> None:
        """Show the report as it stands now."""
        report, findings = self._process.document.report, self._process.document.findings
        words = sum(len("".join(text.split())) for text in report.texts.values())
        figures = sum(figure is not None for figure in report.figures().values())
        self._size = f"{figures} 个数 · {words} 字"
        self._show_size()
        self.last_year_button.setVisible(self._process.session.previous_of(report) is not None)
        explained = [finding for finding in findings if finding.explanation]
        self._show_verdict(explained)
        try:
            self.digest.setText(f"指纹 {short_digest(report)}")
        except WriteError as error:
            self.digest.setText(str(error))
        self._show_lists(explained)

    def _show_size(self) -> None:
        self.size_words.setText(f"{self._pages} 页 · {self._size}" if self._pages else self._size)

    def _show_verdict(self, explained: Sequence[Finding]) -> None:
        stages = self._process.document.stages
        fill, counts = stages[Stage.FILL], dict(stages[Stage.CHECK].counts)  # what is not filled in is no fault here
        words, tone = "没有必须改的", "done"
        if "error" in counts:
            words, tone = f"{counts['error']} 处必须改", "error"
        elif not fill.is_done:
            words, tone = f"还没有填完：{fill.counts[0][1]}", "warning"
        self.verdict.show_words(words, tone)
        words, tone = (f"{len(explained)} 处要说明，都已说明" if explained else ""), "done"
        if "warning" in counts:
            words, tone = f"{counts['warning']} 处要说明，还没有说明", "warning"
        self.explained.show_words(words, tone)
        self.explained.setVisible(bool(words))

    def _show_lists(self, explained: Sequence[Finding]) -> None:
        drop_all(self._lists)
        if explained:
            lines = [(self._place(one), one.explanation) for one in explained]
            self._lists.addWidget(_Part(f"已说明的 {len(explained)} 处", lines, mark="done"))
        events = self._process.session.store.events(self._process.document.report_id)
        returns = [self._returned(event) for event in events if event.action == "return"]
        if returns:
            self._lists.addWidget(_Part("以前的审核", returns[::-1]))

    def _place(self, finding: Finding) -> str:
        form = self._process.document.report.form
        is_place = finding.cells and (finding.cells[0] in form.cells or finding.cells[0] in form.texts)
        return form.place_name(finding.cells[0]) if is_place else section_name(form, finding.section)

    def _returned(self, event: Event) -> tuple[str, str]:
        step = str(event.about.get("step", ""))
        name = self._process.session.steps.get(step, step)
        when = moment_words(datetime.fromisoformat(event.at).astimezone(), datetime.now().astimezone())
        return f"{when}　{event.about.get('name', '')}（{name}）退回", event.why

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._pause.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self._pause.stop()

    def _make_picture(self) -> None:
        """Have the picture of the first page made, in a thread of its own."""
        from disclosure_desk.gui.pages.render_thread import RenderThread  # noqa: PLC0415 - what draws pages takes 17 ms

        if self._thread is None:
            self._thread = RenderThread()
            self._thread.made.connect(self._ask_for_image)
            self._thread.drawn.connect(self._show_picture)
            self.destroyed.connect(self._thread.stop)
        document, session = self._process.document, self._process.session
        self._thread.make(partial(print_report, document.snapshot(), session.page_settings))

    def _ask_for_image(self, made: "RenderedDocument") -> None:
        from disclosure_desk.gui.pages.render_thread import ImageRequest  # noqa: PLC0415 - loaded by now

        self._pages = len(made.sizes)
        self._show_size()
        if self._thread is not None:
            request = ImageRequest(0, _DOTS * self.devicePixelRatioF())
            self._thread.request_images("approval", made.number, (request,))

    def _show_picture(self, drawn: "PageImage") -> None:
        picture = QPixmap.fromImage(drawn.image)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self.page.setPixmap(picture)


class _Part(QFrame):
    """A heading, and below it sentences, each with its place in small."""

    def __init__(self, heading: str, lines: Sequence[tuple[str, str]], *, mark: str = "") -> None:
        super().__init__()
        self.setObjectName("part")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 10)
        column.setSpacing(2)
        title = QLabel(heading, self)
        title.setObjectName("step")
        column.addWidget(title)
        column.addSpacing(6)
        for place, sentence in lines:
            for words, name, sign in ((place, "quiet-small", mark), (sentence, "said", "")):
                label = MarkedLabel(self)
                label.show_words(words, name, sign)
                column.addWidget(label)
            column.addSpacing(6)
