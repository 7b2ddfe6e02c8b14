"""Ask who is at work: a name out of the office's list and, where that person has one, the PIN; a wrong PIN waits.

The form stands in the dialog of the start, on the locked screen, and where something grave is confirmed.
"""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.gui.widgets.buttons import main_button
from disclosure_desk.gui.widgets.enter_edit import EnterEdit
from disclosure_desk.gui.widgets.pin_check import COMPARING, PinCheck, PinKeeper
from disclosure_desk.gui.widgets.problem_label import ProblemLabel
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.operators import Operators

_SECOND = 1000


class LoginForm(QWidget):
    """`named` carries the operator who has logged in; `purpose` says in the record what for a PIN was asked."""

    named = Signal(str)

    def __init__(  # noqa: PLR0913 - who works here, and how they are asked
        self,
        operators: Operators,
        current: str,
        words: str,
        keeper: PinKeeper,
        parent: QWidget | None = None,
        *,
        purpose: str,
    ) -> None:
        super().__init__(parent)
        self._operators, self._keeper, self._left = operators, keeper, 0
        self._check = PinCheck(keeper, purpose, self)
        self.name = QComboBox(self)
        self.name.setAccessibleName("操作人")
        self.name.addItems(list(operators.names))
        self.name.setCurrentText(current)
        self.pin = EnterEdit(self)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setAccessibleName("口令")
        self.pin_label = QLabel("口令", self)
        self.problem = ProblemLabel(self)
        self.go_button = main_button(words)
        self._tick = QTimer(self, interval=_SECOND)
        self._tick.timeout.connect(self._count_down)
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(14)
        if operators.names:
            form.addRow("操作人", self.name)
        self.name.setVisible(bool(operators.names))
        form.addRow(self.pin_label, self.pin)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(self.go_button)
        self.name.currentTextChanged.connect(self._show_person)
        self.pin.returnPressed.connect(self.go_button.click)  # whatever else is the default of the dialog
        self.go_button.clicked.connect(self._try)
        self._show_person()
        if keeper.pin_wait:
            self._wait("口令错过")

    def _show_person(self) -> None:
        has_pin = self._operators.needs_pin(self.name.currentText())
        for widget in (self.pin, self.pin_label):
            widget.setVisible(has_pin)
        self.pin.clear()
        if not self._left:
            self.problem.clear()

    def begin(self) -> None:
        """Give the keyboard to where the person begins; a focus proxy would keep Tab from the names."""
        (self.go_button if self.pin.isHidden() else self.pin).setFocus()

    def _try(self) -> None:
        if self._left or self._check.is_busy:
            return
        name = self.name.currentText()
        if not self.pin.isHidden():
            self.problem.show_calmly(COMPARING)
        self._check.begin(name, self.pin.text(), lambda is_right: self._answer(name, is_right), self._refuse)

    def _refuse(self, error: StoreError) -> None:
        self._wait("口令错过")
        self.problem.setText(str(error))

    def _answer(self, name: str, is_right: bool) -> None:  # noqa: FBT001 - as it is told
        if not is_right:
            self.pin.selectAll()
            self._wait("口令不对")
        elif name == self.name.currentText():  # else another was chosen while the PIN was compared
            self.pin.clear()
            self.problem.clear()
            self.named.emit(name)

    def _wait(self, what: str) -> None:
        """One wait for all who try: to choose another name, or to open the window anew, does not shorten it."""
        self._what = what
        self._tick.start()
        self.pin.setFocus()  # the button is off now, and the keyboard would go to the one that leaves
        self._count_down()

    def _count_down(self) -> None:
        self._left = self._keeper.pin_wait
        if not self._left:
            self._tick.stop()
        self.problem.setText(
            f"{self._what}，请等 {self._left} 秒再试。" if self._left else f"{self._what}，请再试一次。"
        )
        self.go_button.setEnabled(not self._left)
