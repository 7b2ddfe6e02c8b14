"""The steps of approval as cards: by whom, when, with what opinion; the open one takes the opinion."""

from collections.abc import Callable
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from disclosure_desk.archive.approving import LEAST_REASON
from disclosure_desk.gui.approval.approval_process import ApprovalProcess
from disclosure_desk.gui.approval.approval_text import following_words, state_words
from disclosure_desk.gui.report.dialog_autosave import keep_typed
from disclosure_desk.gui.session.dialog_drafts import OPINION, OWN
from disclosure_desk.gui.session.listed_report import moment_words
from disclosure_desk.gui.widgets.buttons import main_button, plain_button
from disclosure_desk.gui.widgets.icons import set_icon
from disclosure_desk.gui.widgets.marks import paint_mark
from disclosure_desk.gui.widgets.palette import colours
from disclosure_desk.gui.widgets.pin_check import COMPARING, PinCheck
from disclosure_desk.gui.widgets.problem_label import ProblemLabel
from disclosure_desk.gui.widgets.theme import points
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.approvals import ApprovalStep
from disclosure_desk.writers import WriteError

AGREED = "同意"
_DISC, _MARK_WIDTH, _FACE = 22, 36, 36
_NOBODY = "·"
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_FIELD_GAP = 12
_SHOWN_PEOPLE = 3
"""More names are no longer told apart at a glance."""


class StepMark(QWidget):
    """The number of a step, or a tick, and the line that leads to the next one."""

    def __init__(self, number: int, step: ApprovalStep, *, is_last: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._step, self._is_last = number, step, is_last
        self.setFixedWidth(_MARK_WIDTH)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter, tints = QPainter(self), colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(1, 11, _DISC, _DISC)
        is_done, is_next = self._step.approval is not None, self._step.is_next
        if not self._is_last:
            painter.setPen(QPen(tints.done if is_done else tints.line, 2))
            middle = round(disc.center().x())
            painter.drawLine(middle, round(disc.bottom()) + 8, middle, self.height() - 2)
        if is_done:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tints.done)
            painter.drawEllipse(disc)
            paint_mark(painter, "done", disc.adjusted(6, 6, -6, -6), tints.paper)
        else:
            colour = tints.accent if is_next else tints.ink3
            painter.setPen(QPen(colour, 2 if is_next else 1.5))
            painter.setBrush(tints.paper if is_next else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
            painter.setFont(_font(self, 12, is_bold=is_next))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class Face(QWidget):
    """The first character of somebody's name in a disc, in the colour of the step's state."""

    def __init__(self, name: str, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.letter, self.tone = name[:1] or _NOBODY, tone
        self.setFixedSize(_FACE, _FACE)

    def show_name(self, name: str) -> None:
        """Be the face of somebody else, "" where it is not known whose."""
        self.letter = name[:1] or _NOBODY
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter, tints = QPainter(self), colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, ink = {
            "done": (tints.done_soft, tints.done),
            "next": (tints.accent, tints.on_accent),
            "lapsed": (tints.warning_soft, tints.warning),
        }.get(self.tone, (tints.sunk, tints.ink2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(self.rect())
        painter.setPen(ink)
        painter.setFont(_font(self, 15, is_bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.letter)
        painter.end()


class StepCard(QFrame):
    """A step: its name, whose it is, and at the right where it stands."""

    def __init__(self, step: ApprovalStep, people: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        done = step.approval or step.lapsed
        only = people[0] if len(people) == 1 else ""  # of several nobody knows yet who it will be
        self.face = Face(done.name if done and not step.is_next else only, _tone(step), self)
        self.title, self.person, self.state = (_label(self, name) for name in ("step", "quiet-small", "quiet"))
        self.title.setText(step.name)
        self.person.setText(_person(step, people))
        self.person.setVisible(bool(self.person.text()))
        self.state.setText(state_words(step))
        self.state.setObjectName("done" if step.approval else "warning" if step.lapsed else "quiet")
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.title)
        names.addWidget(self.person)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(16, 11, 16, 11)
        self.head.setSpacing(12)
        self.head.addWidget(self.face, 0, Qt.AlignmentFlag.AlignTop)
        self.head.addLayout(names, 1)
        self.head.addWidget(self.state)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addLayout(self.head)
        self.setAccessibleName(f"{step.name}，{self.state.text()}，{self.person.text()}".rstrip("，"))


class OpinionCard(StepCard):
    """The step whose turn it is: who approves, their PIN, their opinion; Enter agrees."""

    return_wanted = Signal(str)
    """Somebody, who has shown who they are, wants to hand the report back."""

    def __init__(self, process: ApprovalProcess, step: ApprovalStep, parent: QWidget | None = None) -> None:
        people = process.people(step)
        super().__init__(step, people, parent)
        self._process, self._step = process, step
        self._check = PinCheck(process.session.store, "审核", self)
        self.setProperty("first", True)  # noqa: FBT003 - Qt's own signature
        self.name = self._name_field(people)
        self.pin, self.opinion, self.why = QLineEdit(self), QLineEdit(AGREED, self), QLineEdit(self)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.own, self.problem = _label(self, "warning-small"), ProblemLabel(self)
        self.hint = _label(self, "strip")
        self.hint.setProperty("tone", "hint")
        self.agree_button, self.return_button = main_button(f" {AGREED}"), plain_button(" 退回…")
        set_icon(self.agree_button, "approve", "on_accent")
        set_icon(self.return_button, "send-back")
        self.labels = {field: QLabel(words, self) for field, words in self._fields.items()}
        for field, label in self.labels.items():
            label.setBuddy(field)
            field.setAccessibleName(label.text())
        self._lay_out()
        for edit in (self.pin, self.opinion, self.why):
            edit.textChanged.connect(self._judge)
        self.agree_button.clicked.connect(self.agree)
        self.return_button.clicked.connect(self._return)
        keep_typed(process.document.drafts, OPINION, self.opinion)
        keep_typed(process.document.drafts, OWN, self.why)
        self.judge()

    def _name_field(self, people: tuple[str, ...]) -> QComboBox | QLineEdit:
        """A choice of those who may, or a line where the office names nobody."""
        at_desk = self._process.operator
        if not people:
            edit = QLineEdit(at_desk, self)
            edit.textChanged.connect(self.judge)
            return edit
        box = QComboBox(self)
        box.addItems(list(people))
        box.setPlaceholderText("选审核人")
        box.setCurrentIndex(people.index(at_desk) if at_desk in people else (0 if len(people) == 1 else -1))
        box.currentIndexChanged.connect(self.judge)
        return box

    @property
    def _fields(self) -> dict[QWidget, str]:
        return {self.name: "审核人", self.pin: "口令", self.opinion: "意见", self.why: "原因"}

    def _lay_out(self) -> None:
        line = QFrame(self)
        line.setObjectName("hair")
        line.setFixedHeight(1)
        grid = QGridLayout()
        grid.setContentsMargins(0, 12, 0, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(_FIELD_GAP)
        person = QHBoxLayout()
        person.setSpacing(16)
        person.addWidget(self.name, 5)
        person.addWidget(self.labels[self.pin])
        person.addWidget(self.pin, 3)
        grid.addWidget(self.labels[self.name], 0, 0)
        grid.addLayout(person, 0, 1)
        for row, field in ((1, self.opinion), (3, self.why)):
            grid.addWidget(self.labels[field], row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self.own, 2, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.hint, 1)
        foot.addSpacing(8)
        foot.addWidget(self.return_button)
        foot.addWidget(self.agree_button)
        for button in (self.return_button, self.agree_button):
            button.setProperty("scale", "large")
        body = QVBoxLayout()
        body.setContentsMargins(16, 0, 16, 14)
        body.setSpacing(0)
        body.addWidget(line)
        body.addLayout(grid)
        body.addWidget(self.problem)
        self.problem.setContentsMargins(0, 0, 0, 8)  # it goes with the words: without them there is no gap
        body.addLayout(foot)
        self.column.addLayout(body)
        for one, after in pairwise([*self._fields, self.agree_button, self.return_button]):
            QWidget.setTabOrder(one, after)

    @property
    def who(self) -> str:
        """Who approves as it stands, "" where nobody was chosen."""
        return self.name.currentText() if isinstance(self.name, QComboBox) else self.name.text().strip()

    def judge(self) -> None:
        """Ask of the person what is to be asked, and offer only what can be done."""
        self.face.show_name(self.who)
        needs_pin = self._process.needs_pin(self.who)
        for field, is_shown in ((self.pin, needs_pin), (self.why, self._is_own)):
            field.setVisible(is_shown)
            self.labels[field].setVisible(is_shown)
        warnings = [
            f"{self.who}没有设口令，修改记录里会写明是{self._process.operator}在操作。"
            if self._process.is_unproven(self.who)
            else "",
            f"{self.who}填过这份报告，一般由别人审核；确实没有别人的，写明原因。" if self._is_own else "",
        ]
        self.own.setText("\n".join(filter(None, warnings)))
        self.own.setVisible(any(warnings))
        self.state.setText("轮到您" if self.who and self.who == self._process.operator else "轮到这一步")
        self._judge()

    @property
    def _is_own(self) -> bool:
        return bool(self.who) and self._process.has_filled(self.who)

    def _judge(self) -> None:
        obstacle = self._process.obstacle
        self.agree_button.setEnabled(not obstacle)
        self.hint.setText(
            f"还不能同意，要先{obstacle}。" if obstacle else following_words(self._process.steps, self._process.people)
        )
        self._show_problem("")

    def _show_problem(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:  # noqa: N802 - Qt's name
        """The keyboard goes to what is still to be said: who it is, the PIN, else nothing but the button."""
        wanted = self.name if not self.who else self.pin if not self.pin.isHidden() else self.agree_button
        wanted = self.why if self._is_own and wanted is self.agree_button else wanted
        wanted.setFocus(reason)

    def choose_person(self) -> None:
        """Let another person approve."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(self.name, QComboBox):
            self.name.showPopup()
        else:
            self.name.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif event.isAutoRepeat():
            event.accept()  # a key that is held down agrees once, not for all who come after
        elif self.return_button.hasFocus():
            self.return_button.click()
        elif self.agree_button.isEnabled():
            self.agree()

    def agree(self) -> None:
        """Keep the opinion of who has shown who they are."""
        problem, field = self._fault()
        if problem:
            self._refuse(problem, field)
        else:
            self._ask_pin(self._keep)

    def _keep(self) -> None:
        problem, field = self._fault()  # again: the clerk may have written on while the PIN was compared
        if problem or not self.agree_button.isEnabled():
            self._refuse(problem, field)
            return
        drafts, why = self._process.document.drafts, self.why.text().strip() if self._is_own else ""
        typed = {name: drafts.texts[name] for name in (OPINION, OWN) if name in drafts.texts}
        drafts.forget(*typed)  # before: the card of the next step is made while this is stored
        try:
            self._process.approve(self.who, self.opinion.text().strip(), why)
        except (StoreError, WriteError) as error:
            drafts.offer(typed)
            self._show_problem(str(error))

    def _refuse(self, problem: str, field: QWidget) -> None:
        if field is self.pin:
            self.pin.clear()
        self._show_problem(problem)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fault(self) -> tuple[str, QWidget]:
        """What is still to be said, and where."""
        if not self.who:
            return "还没有写审核人。" if isinstance(self.name, QLineEdit) else "还没有选审核人。", self.name
        if not self.opinion.text().strip():
            return "还没有写意见，例如“同意”。", self.opinion
        if self._is_own and len(self.why.text().strip()) < LEAST_REASON:
            return f"自己审核自己填的，要写明原因，至少 {LEAST_REASON} 个字，会印在审核流转单上。", self.why
        if self._is_own and not any(letter.isalpha() for letter in self.why.text()):
            return "原因要写成一句话，不能只是数字。", self.why  # else a PIN that went in here stands in the record
        return "", self.name

    def _ask_pin(self, go_on: Callable[[], object]) -> None:
        """Go on once the person has shown who they are, where that person is still the one who is chosen."""
        who = self.who

        def answer(problem: str) -> None:
            if problem:
                self._refuse(problem, self.pin)
            elif who == self.who:
                go_on()

        if self._check.is_busy:
            return
        if not self._process.needs_pin(who):
            go_on()
        elif not self.pin.text():
            self._refuse("还没有写口令。", self.pin)
        else:
            self.problem.show_calmly(COMPARING)
            self.problem.show()
            self._check.ask(who, self.pin.text(), answer)

    def _return(self) -> None:
        if self.who:
            self._ask_pin(self._want_return)
        else:
            self._refuse("退回也要先写明是谁。", self.name)

    def _want_return(self) -> None:
        self._show_problem("")
        self.return_wanted.emit(self.who)


def _label(parent: QWidget, name: str) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(name != "quiet")
    return label


def _tone(step: ApprovalStep) -> str:
    return "done" if step.approval else "next" if step.is_next else "lapsed" if step.lapsed else ""


def _person(step: ApprovalStep, people: tuple[str, ...]) -> str:
    """Who has approved and when, or who may; the card of whose turn it is says only here that it lapsed."""
    done = step.approval or step.lapsed
    if done is None:
        others = f"等 {len(people)} 人" if len(people) > _SHOWN_PEOPLE else ""
        return f"{'、'.join(people[:_SHOWN_PEOPLE])}{others}"
    when = moment_words(datetime.fromisoformat(done.at).astimezone(), datetime.now().astimezone())
    words = f"{done.name}　{when}"
    opinion = f"　{done.opinion}" if done.opinion != AGREED else ""
    own = f"（填报人自己审核：{done.why}）" if done.why else ""
    lapsed = "　已作废" if step.is_next and not step.approval else ""
    return f"{words}{opinion}{own}{lapsed}"


def _font(widget: QWidget, px: int, *, is_bold: bool) -> QFont:
    font = QFont(widget.font())
    font.setPointSizeF(points(px))
    font.setBold(is_bold)
    return font
