"""审核: the office's steps in their order with where each stands, and the opinion of the operator whose turn it is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.archive.approving import LEAST_REASON
from disclosure_desk.gui.approval.approval_process import ApprovalProcess
from disclosure_desk.gui.approval.approval_text import moment, returned_words, state_words
from disclosure_desk.gui.approval.reason_dialog import ReasonDialog
from disclosure_desk.gui.report.dialog_autosave import autosave
from disclosure_desk.gui.session.dialog_drafts import OPINION, OWN, RETURN
from disclosure_desk.gui.widgets.buttons import main_button
from disclosure_desk.gui.widgets.message_boxes import show_once
from disclosure_desk.gui.widgets.palette import colours
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.approvals import ApprovalStep
from disclosure_desk.writers import WriteError

COLUMNS = ("环节", "状态", "审核人", "意见", "时间")
_WIDTHS = (124, 176, 124, 0, 160)
_WIDE, _ROW = 860, 34
_TONES = {"同意": "done", "已作废，要重新审核": "warning", "等待审核": "hint"}
_STATE = COLUMNS.index("状态")
_OPINION = "同意"


class ApprovalDialog(QDialog):
    """Shows how far a report is, and lets the operator agree or hand back."""

    def __init__(self, process: ApprovalProcess, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("审核")
        self._process = process
        self.table = QTableWidget(0, len(COLUMNS))
        self.state = self._label("quiet")
        self.turn = self._label("topic")
        self.name = QLineEdit(process.operator, self)
        self.name.setAccessibleName("审核人")
        self.name.setReadOnly(bool(process.operator))
        self.opinion = QLineEdit(_OPINION, self)
        self.opinion.setAccessibleName("意见")
        self.own = self._label("warning")
        self.why = QLineEdit(self)
        self.why.setAccessibleName("自己审核的原因")
        self.why.setPlaceholderText("例如：本科室只有两人，初核人出差")
        self.problem = self._label("problem")
        self.buttons = QDialogButtonBox(self)
        self.agree_button = main_button("同意")
        self.return_button = self.buttons.addButton("退回…", QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(self.agree_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        self._lay_out()
        for edit in (self.name, self.opinion, self.why):
            edit.textChanged.connect(self._judge)
        self.agree_button.clicked.connect(self.agree)
        self.return_button.clicked.connect(self.ask_return)
        self.buttons.rejected.connect(self.reject)
        process.changed.connect(self.show_state)
        self.show_state()
        autosave(process.document.drafts, OPINION, self.opinion, self)
        autosave(process.document.drafts, OWN, self.why, self)
        self.opinion.setFocus()

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        return label

    def _lay_out(self) -> None:
        table = self.table
        table.setObjectName("lines")
        table.setAccessibleName("审核的环节")
        table.setHorizontalHeaderLabels(COLUMNS)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setMinimumSectionSize(_ROW)
        table.verticalHeader().setDefaultSectionSize(_ROW)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.sectionResized.connect(self._fit)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS):
            if width:
                header.resizeSection(column, width)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(14)
        form.addRow("审核人", self.name)
        form.addRow("意见", self.opinion)
        form.addRow("", self.own)
        form.addRow("原因", self.why)
        self._form = form
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(10)
        for widget in (self.table, self.state, self.turn):
            layout.addWidget(widget)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(_WIDE)

    def show_state(self) -> None:
        """Show where every step stands now."""
        steps = self._process.steps
        self.table.setRowCount(len(steps))
        for row, step in enumerate(steps):
            for column, words in enumerate(_words(step)):
                item = QTableWidgetItem(words)
                if column == _STATE:
                    item.setForeground(colours().tone(_TONES.get(words, "quiet")))
                self.table.setItem(row, column, item)
        self._fit()
        words = returned_words(self._process.state, self._process.session.steps)
        self.state.setText(words)
        self.state.setVisible(bool(words))
        self._judge()

    def _fit(self) -> None:
        """Give the table the room its rows want once the columns have their widths: an opinion is read whole."""
        if self.isVisible():
            self.table.resizeRowsToContents()
        height = self.table.horizontalHeader().sizeHint().height() + self.table.verticalHeader().length()
        self.table.setFixedHeight(height + 2 * self.table.frameWidth())
        self._adapt()

    def _adapt(self) -> None:
        """Be as high as what is shown now: Qt takes wrapped texts for lower than they are."""
        layout = self.layout()
        if layout and self.isVisible():
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._fit()

    def _judge(self) -> None:
        """Say whose turn it is and what is in the way, and offer only what can be done."""
        step, name = self._process.turn, self.name.text().strip()
        self.turn.setText(f"现在：{step.name}" if step else self._ended())
        is_own = step is not None and self._process.may(step, name) and self._process.has_filled(name)
        self.own.setText(f"{name}填过这份报告，一般应由别人审核。确实没有别人的，写明原因，会印在审核流转单上。")
        shown = {self.name: step is not None, self.opinion: step is not None, self.own: is_own, self.why: is_own}
        for widget, is_shown in shown.items():
            self._form.setRowVisible(widget, is_shown)
        problem = self._problem(step, name) if step else ""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        needs = is_own and len(self.why.text().strip()) < LEAST_REASON
        may = step is not None and not problem
        self.agree_button.setEnabled(may and bool(self.opinion.text().strip()) and not needs)
        self.return_button.setEnabled(may)
        self._adapt()

    def _ended(self) -> str:
        return "已经定稿。" if self._process.state.is_sealed else "审核都已完成。"

    def _problem(self, step: ApprovalStep, name: str) -> str:
        if not name:
            return "请写上审核人的姓名。"
        if not self._process.may(step, name):
            who = "、".join(self._process.session.operators.steps[step.id])
            return f"{step.name}由{who}审核。请先在“数据”菜单里换人。"
        return ""

    def agree(self) -> None:
        """Keep the operator's approval."""
        step, name = self._process.turn, self.name.text().strip()
        if step is None:
            return
        why = self.why.text().strip() if self._process.has_filled(name) else ""
        try:
            self._process.approve(name, self.opinion.text().strip(), why)
        except (StoreError, WriteError) as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        self.opinion.setText(_OPINION)
        self.why.clear()

    def ask_return(self) -> None:
        """Ask why the report goes back."""
        step, name = self._process.turn, self.name.text().strip()
        if step is None:
            return
        guide = f"{step.name}退回这份报告。要改哪里、为什么？退回后，前面的审核都作废。"
        dialog = ReasonDialog("退回", guide, lambda why: self._process.hand_back(name, why), self)
        autosave(self._process.document.drafts, RETURN, dialog.edit, dialog)
        show_once(dialog)


def _words(step: ApprovalStep) -> Sequence[str]:
    done = step.approval or step.lapsed
    if done is None:
        return (step.name, state_words(step), "", "", "")
    opinion = f"{done.opinion}（填报人自己审核：{done.why}）" if done.why else done.opinion
    return (step.name, state_words(step), done.name, opinion, moment(done.at))
