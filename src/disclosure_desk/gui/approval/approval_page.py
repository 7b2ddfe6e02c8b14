"""审核: the office's steps one below the other, the one whose turn it is open; at the right what is agreed to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from disclosure_desk.gui.approval.approval_process import ApprovalProcess
from disclosure_desk.gui.approval.approval_subject import WIDTH, ApprovalSubject
from disclosure_desk.gui.approval.approval_text import given_words, returned_words, turn_words
from disclosure_desk.gui.approval.reason_dialog import ReasonDialog
from disclosure_desk.gui.approval.step_cards import OpinionCard, StepCard, StepMark
from disclosure_desk.gui.report.dialog_autosave import autosave
from disclosure_desk.gui.report.stage_page import StagePage, Waiting
from disclosure_desk.gui.session.dialog_drafts import RETURN
from disclosure_desk.gui.widgets.icons import set_icon
from disclosure_desk.gui.widgets.layouts import drop_all
from disclosure_desk.gui.widgets.look import look_anew
from disclosure_desk.gui.widgets.message_boxes import show_once

_GAP = 10
_BESIDE_FROM = 1020
"""From which width of the page on what is agreed to stands at the right: below that the fields of the card are cut."""


class ApprovalPage(StagePage):
    """Shows how far a report is, and takes the opinion of the person whose turn it is."""

    lead = "审核人和意见写入修改记录"
    preview_wanted = Signal()
    last_year_wanted = Signal()
    """Last year's figures and texts are to be seen beside this year's."""

    def __init__(self, process: ApprovalProcess, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._process = process
        self.setAccessibleName("审核")
        self.title, self.count, self.note = QLabel("审核", self), QLabel(self), QLabel(self)
        self.title.setObjectName("heading")
        self.count.setObjectName("quiet-small")
        self.note.setObjectName("strip")
        self.note.setProperty("tone", "warning")
        self.note.setWordWrap(True)
        self.people_button = QPushButton(" 换审核人…", self)
        self.people_button.setObjectName("word")
        set_icon(self.people_button, "people", "accent")
        self.subject = ApprovalSubject(process, self)
        self.cards: list[StepCard] = []
        self._steps = QVBoxLayout()
        self._steps.setSpacing(0)
        self._lay_out()
        self.people_button.clicked.connect(self._choose_person)
        self.subject.preview_wanted.connect(self.preview_wanted)
        self.subject.last_year_wanted.connect(self.last_year_wanted)
        process.changed.connect(self.show_state)
        process.document.findings_changed.connect(self._judge)
        self.show_state()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.title)
        head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        head.addWidget(self.people_button)
        column = QVBoxLayout()
        column.setContentsMargins(0, 16, 0, 20)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addLayout(self._steps)
        column.addStretch(1)
        self._scroll = self.scrolled(column)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._scroll, 1)
        line.addWidget(self.subject)

    @property
    def open_card(self) -> OpinionCard | None:
        """The card of the step whose turn it is."""
        return next((card for card in self.cards if isinstance(card, OpinionCard)), None)

    def show_state(self) -> None:
        """Show where every step stands now."""
        had_keyboard = self.isAncestorOf(self.window().focusWidget() or self.window())
        steps = self._process.steps
        drop_all(self._steps)
        self.cards = [self._card(number) for number in range(len(steps))]
        for number, (step, card) in enumerate(zip(steps, self.cards, strict=True), 1):
            row = QWidget(self)
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, _GAP)
            line.setSpacing(8)
            line.addWidget(StepMark(number, step, is_last=number == len(steps), parent=row))
            line.addWidget(card, 1)
            self._steps.addWidget(row)
        given = sum(step.approval is not None for step in steps)
        self.count.setText(f"{given} / {len(steps)} 人已同意")
        self.people_button.setVisible(self.open_card is not None and bool(self._process.session.operators.names))
        self.subject.show_state()
        self._judge()
        if had_keyboard:
            self.setFocus()

    def _card(self, number: int) -> StepCard:
        step = self._process.steps[number]
        if not step.is_next:
            return StepCard(step, self._process.people(step), self)
        card = OpinionCard(self._process, step, self)
        card.return_wanted.connect(self._ask_return)
        return card

    def _judge(self) -> None:
        """Say what is in the way, and whose turn it is."""
        if card := self.open_card:
            card.judge()
        words = (
            "" if self._process.state.is_sealed else returned_words(self._process.state, self._process.session.steps)
        )
        if not words and not self.open_card:
            words = given_words(self._process.state)
        self.note.setText(words)
        self.note.setProperty("tone", "warning" if self.open_card else "done")
        look_anew(self.note)
        self.note.setVisible(bool(words))
        self.waiting_changed.emit()

    @property
    def waiting(self) -> Waiting:
        """Whose turn it is, where somebody can agree."""
        step = self._process.turn
        if step is None or self._process.obstacle:
            return Waiting()
        who = turn_words(step, self._process.people(step))
        return Waiting(f"轮到{who}", step.name if who != step.name else "", "operator")

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:  # noqa: N802 - Qt's name
        """The keyboard goes to what the person whose turn it is has to say; from the last one on to the next step."""
        if card := self.open_card:
            card.setFocus(reason)
            self._scroll.ensureWidgetVisible(card)
        else:
            self.subject.preview_button.setFocus(reason)  # where the path has no next step it stays here
            self.next_wanted.emit()

    def _choose_person(self) -> None:
        if card := self.open_card:
            card.choose_person()

    def _ask_return(self, name: str) -> None:
        """Ask why the report goes back."""
        step = self._process.turn
        if step is None:
            return
        guide = f"{step.name}退回这份报告。要改哪里、为什么？退回后，前面的审核都作废。"
        dialog = ReasonDialog("退回", guide, lambda why: self._process.hand_back(name, why), self)
        autosave(self._process.document.drafts, RETURN, dialog.edit, dialog)
        show_once(dialog)

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)  # type: ignore[arg-type] # Qt's event
        self.subject.setVisible(self.width() >= _BESIDE_FROM)
        self.subject.setFixedWidth(min(WIDTH, self.width() * 3 // 10))
