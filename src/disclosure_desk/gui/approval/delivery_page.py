"""定稿 and 交付 on one page: what is made and what it takes; once sealed, the files and what is left to do."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.archive.office import TERMS
from disclosure_desk.archive.package import package
from disclosure_desk.archive.version import Version
from disclosure_desk.gui.approval.approval_process import ApprovalProcess
from disclosure_desk.gui.approval.approval_text import agreed_names, moment
from disclosure_desk.gui.approval.delivery_parts import DeliveryLine, FileLine, SealSign
from disclosure_desk.gui.approval.report_sealing import ReportSealing
from disclosure_desk.gui.approval.sealed_files import KINDS, SealedFiles
from disclosure_desk.gui.report.stage_page import StagePage, Waiting
from disclosure_desk.gui.widgets.buttons import main_button
from disclosure_desk.gui.widgets.difference_table import DifferenceTable
from disclosure_desk.gui.widgets.elided_label import ElidedLabel
from disclosure_desk.gui.widgets.icons import set_icon
from disclosure_desk.gui.widgets.look import look_anew
from disclosure_desk.gui.widgets.work_apart import WorkApart
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.handling import PAPER, PUBLISH, SUBMIT
from disclosure_desk.writers import WriteError

_TABLE, _ROOM_BELOW = 320, 24
"""How high what is different may be in sight; so much of what comes after a button is to be seen below it."""
_DELIVERIES = {
    SUBMIT: ("报送上级机关", "把档案包或者 Word 报给上级，登记日期和回执号", "delivered"),
    PUBLISH: ("在网站公布", "登记公布日期和网址", "publish"),
    PAPER: ("纸质件签字盖章存档", "打印一份，签字盖章后登记存放位置", "paper-archive"),
}


class DeliveryPage(StagePage):
    """Seals the report, and afterwards hands out what was made."""

    correct_wanted = Signal()
    register_wanted = Signal(str)
    """SUBMIT, PUBLISH or PAPER is to be registered."""
    open_wanted = Signal(str)
    save_wanted = Signal(str)
    """A file, by its ending, is to be opened or saved; "" for all."""
    folder_wanted = Signal()
    status_words = Signal(str)
    """Words for the status line."""

    def __init__(self, process: ApprovalProcess, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._process, self.files = process, SealedFiles(process)
        self.setAccessibleName("定稿和交付")
        self._sealing = ReportSealing(process)
        self._making: WorkApart[bytes] = WorkApart(self)
        self._last_failure = ""
        """Why the last try to seal came to nothing, until the next one."""
        self._awaited: Version | None = None
        """The version whose files are being made."""
        self._in_sight: QWidget = self
        self.sign, self.title, self.guide, self.digest = SealSign(self), QLabel(self), QLabel(self), ElidedLabel(self)
        self.seal_button, self.correct_button = main_button(" 定稿"), QPushButton(" 更正…", self)
        self.note, self.changed = QLabel(self), QLabel(self)
        self.bar, self.stop_button = QProgressBar(self), QPushButton("停", self)
        self.term = QComboBox(self)
        self.differences = DifferenceTable("上一版", "这一版", most=_TABLE)
        self.lines = {
            ending: FileLine(kind, is_first=not number, parent=self)
            for number, (ending, kind) in enumerate(KINDS.items())
        }
        self.place, self.folder_button, self.all_button = ElidedLabel(self), _word("打开文件夹"), _word("全部另存…")
        self.register, self.copy_button = QLabel(self), _word("复制这一行")
        self.count = QLabel(self)
        self.deliveries = {
            name: DeliveryLine(title, f"{name}…", icon, is_first=name == SUBMIT, parent=self)
            for name, (title, _, icon) in _DELIVERIES.items()
        }
        self._set_up()
        self._lay_out()
        self._connect()
        QWidget.setTabOrder(self.term, self.seal_button)
        self.show_state()

    def _set_up(self) -> None:
        self.title.setObjectName("heading")
        for label in (self.digest, self.place, self.count):
            label.setObjectName("quiet-small")
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for label in (self.guide, self.note, self.register):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setObjectName("strip")
        self.note.setProperty("tone", "warning")
        for label in (self.register, self.digest):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.register.setAccessibleName("封存登记")
        self.term.setAccessibleName("保管期限")
        self.term.addItems(list(TERMS))
        self.term.setCurrentText(self._sealing.term)
        self.differences.setAccessibleName("和上一版不同的地方")
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        for button in (self.seal_button, self.stop_button):
            button.setProperty("scale", "large")
        for button, icon, colour in (
            (self.seal_button, "seal", "on_accent"),
            (self.correct_button, "correct", "ink2"),
            (self.folder_button, "open-folder", "accent"),
            (self.all_button, "save-all", "accent"),
            (self.copy_button, "copy", "accent"),
        ):
            set_icon(button, icon, colour)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(8)
        self._term_line = _line(QLabel("保管期限", self), self.term)
        self._register_card = _card(self.register)
        for part in (self._head(), self.note, self._term_line, self.changed, self.differences):
            column.addWidget(part)
        column.addSpacing(4)
        column.addWidget(_heading("文件", self.place, self.folder_button, self.all_button))
        column.addWidget(_card(*self.lines.values(), margin=1))
        column.addSpacing(8)
        column.addWidget(_heading("交付", self.count))
        column.addWidget(_card(*self.deliveries.values(), margin=1))
        column.addSpacing(8)
        self._register_head = _heading("封存登记", QLabel("抄在登记簿上，或者打印出来签字存档", self), self.copy_button)
        column.addWidget(self._register_head)
        column.addWidget(self._register_card)
        column.addStretch(1)
        column.setContentsMargins(0, 20, 0, 20)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._scroll = self.scrolled(column)
        whole.addWidget(self._scroll)

    def _head(self) -> QWidget:
        texts = QVBoxLayout()
        texts.setSpacing(6)
        texts.addStretch(1)
        for widget in (self.title, self.guide, self.digest, self.bar):
            texts.addWidget(widget)
        texts.addStretch(1)
        head = QWidget(self)
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 4)
        line.setSpacing(20)
        line.addWidget(self.sign)
        line.addLayout(texts, 1)
        for button in (self.seal_button, self.stop_button, self.correct_button):
            line.addWidget(button)
        return head

    def _connect(self) -> None:
        self.seal_button.clicked.connect(self.seal)
        self.stop_button.clicked.connect(self._stop)
        self.correct_button.clicked.connect(self.correct_wanted)
        self.folder_button.clicked.connect(self.folder_wanted)
        self.all_button.clicked.connect(lambda: self.save_wanted.emit(""))
        self.copy_button.clicked.connect(self._copy_register)
        for ending, line in self.lines.items():
            line.open_wanted.connect(lambda ending=ending: self.open_wanted.emit(ending))
            line.save_wanted.connect(lambda ending=ending: self.save_wanted.emit(ending))
        for name, delivery in self.deliveries.items():
            delivery.wanted.connect(lambda name=name: self.register_wanted.emit(name))
        self._process.changed.connect(self.show_state)
        self._process.document.findings_changed.connect(self._judge)

    @property
    def lead(self) -> str:  # type: ignore[override] # it changes with each file that is handed out
        """How often a file was handed out."""
        times = self.files.times_handed_out
        return f"打开、另存过 {times} 次，都有调取记录" if times else ""

    @property
    def _is_sealed(self) -> bool:
        return self._process.state.is_sealed

    def show_state(self) -> None:
        """Show how far the report is now."""
        had_keyboard = self.isAncestorOf(self.window().focusWidget() or self.window())
        version = self.files.version
        number = version.version if version else self._sealing.version
        self.sign.show_version(number, is_sealed=bool(version))
        self._show_files()
        for widget, is_shown in (
            (self.correct_button, self._is_sealed),
            (self.digest, self._is_sealed),
            (self._register_head, self._is_sealed),
            (self._register_card, self._is_sealed),
            (self._term_line, not self._is_sealed),
        ):
            widget.setVisible(is_shown)
        if version:
            who = agreed_names(self._process.state)
            agreed = f"，经{who}同意" if who else ""
            self.guide.setText(f"{moment(version.at)} 定稿{agreed}。之后只能看，不能改。")
            self.digest.setText(f"SHA-256　{version.sha256}")
        else:
            self.guide.setText(
                f"定稿为第 {number} 版：生成六个文件，连同核对报告、审核意见、修改记录和四性检测一起封存。"
                "以后只能看，不能改；要改只能更正，另成一版。"
            )
        self._show_differences(number - 1 if not version else 0)
        self._show_deliveries()
        self._show_running()
        self._judge()
        if had_keyboard and (self._is_sealed or not self.term.hasFocus()):
            self.setFocus()

    def _show_files(self) -> None:
        is_whole, problem = not self._process.document.package_faults, ""
        try:
            sizes = self.files.sizes()
            register = self.files.register
        except StoreError as error:
            sizes, register, problem = {}, "", str(error)
        for ending, line in self.lines.items():
            line.show_file(self.files.name(ending), sizes.get(ending, ""), is_whole=is_whole)
        self.register.setText(register)
        self.place.setText(f"在 {self.files.folder}" if self._is_sealed else "定稿时生成")
        for button in (self.folder_button, self.all_button):
            button.setVisible(self._is_sealed)
        self.all_button.setEnabled(bool(sizes))
        self.copy_button.setEnabled(bool(register))
        self._problem = problem

    def _show_differences(self, last: int) -> None:
        """Show how a correction differs from the version before it."""
        for widget in (self.changed, self.differences):
            widget.setVisible(last > 0)
        if last > 0:
            try:
                found = self._sealing.differences
            except StoreError as error:
                self.changed.setText(str(error))
            else:
                self.differences.show_differences(found)
                self.differences.setVisible(bool(found))
                self.changed.setText(f"和第 {last} 版{f'有 {len(found)} 处不同：' if found else '完全一样。'}")

    def _show_deliveries(self) -> None:
        handling, state = self._process.document.handling, self._process.state
        done = dict(handling.deliveries)
        following = next((name for name, is_done in handling.deliveries if not is_done), "")
        self.count.setText(f"{sum(done.values())} / {len(done)} 件做了" if done else "定稿以后再办")
        submitted, filed = state.delivered.get("submit"), state.delivered.get("paper")
        notes: Mapping[str, str] = {
            SUBMIT: f"{submitted.day} 报送到{submitted.where}" if submitted else "",
            PUBLISH: f"{state.published[0]} 公布在 {state.published[1]}",
            PAPER: f"{filed.day} 存放在{filed.where}" if filed else "",
        }
        for name, line in self.deliveries.items():
            is_done = done.get(name, False)
            receipt = f"，回执号 {submitted.receipt}" if name == SUBMIT and submitted and submitted.receipt else ""
            note = f"{notes[name]}{receipt}" if is_done else _DELIVERIES[name][1]
            line.show_state(note, is_done=is_done, is_next=name == following, may=self._is_sealed)

    def _judge(self) -> None:
        """Say what keeps the report from being sealed, or what is wrong with what was made."""
        faults = self._process.document.package_faults
        refusal = "" if self._is_sealed else self._sealing.refusal
        words = self._problem or (
            "\n".join(faults) if self._is_sealed else "\n".join(filter(None, (self._last_failure, refusal)))
        )
        self.note.setText(words)
        self.note.setProperty("tone", "error" if self._is_sealed else "warning")
        look_anew(self.note)
        self.note.setVisible(bool(words))
        self.seal_button.setEnabled(not refusal)
        if self._awaited:
            pass  # it says that files are being made
        elif self._is_sealed:
            self.title.setText("已定稿，但档案包不符" if words else "已定稿，文件都核对过")
        else:
            self.title.setText("还不能定稿" if refusal else "可以定稿了")
        self.waiting_changed.emit()

    @property
    def waiting(self) -> Waiting:
        """What is left to do, where the page has the button for it."""
        if not self._is_sealed:
            words = "" if self._sealing.refusal else "可以定稿"
            return Waiting(words, f"第 {self._sealing.version} 版", "seal") if words else Waiting()
        if self._process.document.package_faults:
            return Waiting()
        left = [name for name, is_done in self._process.document.handling.deliveries if not is_done]
        return Waiting(f"还差 {len(left)} 件" if left else "都办完了", "、".join(left), "delivered")

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:  # noqa: N802 - Qt's name
        """The keyboard goes to what is to be done next."""
        buttons = (
            self.stop_button,
            self.seal_button,
            *(line.button for line in self.deliveries.values()),
            self.all_button,  # before the one that would begin anew what has just been finished
            self.correct_button,
            self.term,
        )
        wanted = next((one for one in buttons if not one.isHidden() and one.isEnabled()), self)
        QWidget.setFocus(wanted, reason)
        self._in_sight = wanted
        QTimer.singleShot(0, self, self._bring_into_sight)  # once what has changed has been laid out

    def begin_with_term(self) -> None:
        """Give the keyboard to 保管期限 first: an Enter too many after the last 同意 seals nothing."""
        if not self._is_sealed and self._awaited is None:
            self.term.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring_into_sight(self) -> None:
        if not self._is_sealed:
            self._scroll.verticalScrollBar().setValue(0)  # a correction begins where the version before it was left
        if self._scroll.widget().isAncestorOf(self._in_sight):
            self._scroll.ensureWidgetVisible(self._in_sight, 0, _ROOM_BELOW)

    def seal(self) -> None:
        """Make the version; where that cannot be, say why."""
        if self._sealing.refusal or self._awaited:
            return
        try:
            self._awaited, self._last_failure = self._sealing.prepare(self.term.currentText()), ""
        except StoreError as error:
            self._refuse(str(error))
            return
        version = self._awaited
        self._making.begin(lambda _: package(version), partial(self._keep, version), self._show_failure)
        self.title.setText("正在定稿：排版、生成文件、逐项检测……")
        self._show_running()
        self.stop_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self, version: Version, content: bytes) -> None:
        """Take over what was made; what was changed meanwhile is not sealed."""
        self._awaited = None
        try:
            sealed = self._sealing.keep(version, content)
        except StoreError as error:
            self._refuse(str(error))
            return
        self._show_running()
        self.status_words.emit(f"已定稿，第 {sealed.version} 版")
        self.setFocus()

    def _stop(self) -> None:
        self._making.drop()
        self._refuse("停了，没有定稿。报告还是原来的样子。")

    def _show_failure(self, error: Exception) -> None:
        """Say why there is no version; a fault of the program is reported where all are."""
        if isinstance(error, StoreError | WriteError):
            self._refuse(str(error))
            return
        self._refuse("没有定稿：程序出了错，已经记在日志里。报告还是原来的样子。")
        raise error

    def _refuse(self, words: str) -> None:
        self._awaited, self._last_failure = None, words
        self._show_running()
        self._judge()
        self.setFocus()

    def _show_running(self) -> None:
        """Show that files are being made, with a way to stop that, or no longer."""
        is_running = self._awaited is not None
        self.bar.setVisible(is_running)
        self.stop_button.setVisible(is_running)
        self.seal_button.setVisible(not is_running and not self._is_sealed)
        self.term.setEnabled(not is_running)

    def _copy_register(self) -> None:
        QGuiApplication.clipboard().setText(self.register.text())
        self.status_words.emit("封存登记已复制，可以粘贴到登记表里打印")


def _word(words: str) -> QPushButton:
    button = QPushButton(f" {words}")
    button.setObjectName("word")
    button.setProperty("scale", "small")
    return button


def _line(*parts: QWidget) -> QWidget:
    whole = QWidget()
    line = QHBoxLayout(whole)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(10)
    for part in parts:
        line.addWidget(part)
    line.addStretch(1)
    return whole


def _heading(words: str, note: QLabel, *buttons: QPushButton) -> QWidget:
    title = QLabel(words)
    title.setObjectName("topic")
    note.setObjectName("quiet-small")
    whole = _line(title)
    line = whole.layout()
    if isinstance(line, QHBoxLayout):
        line.takeAt(1)
        line.addWidget(note, 1)
        for button in buttons:
            line.addWidget(button)
    return whole


def _card(*parts: QWidget, margin: int = 14) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(margin, margin, margin, margin)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    return card
