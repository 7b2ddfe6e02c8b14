"""Ask who is at work: a name out of the office's list and, where that person has one, the PIN; a wrong PIN waits.

The form stands in the dialog of the start, on the locked screen, and where something grave is confirmed.
"""

from typing import Protocol

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
from disclosure_desk.gui.widgets.message_boxes import waiting
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.operators import Operators

_SECOND = 1000


class PinKeeper(Protocol):
    """What knows the PINs, records the wrong ones, and says how long nobody may try."""

    @property
    def pin_wait(self) -> int:
        """How many seconds nobody may try a PIN yet."""

    def try_pin(self, name: str, pin: str, purpose: str) -> bool:
        """Whether a person may go on with that PIN; raises StoreError where it cannot be tried now."""


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
        self._operators, self._keeper, self._purpose, self._left = operators, keeper, purpose, 0
        self.name = QComboBox(self)
        self.name.setAccessibleName("操作人")
        self.name.addItems(list(operators.names))
        self.name.setCurrentText(current)
        self.pin = EnterEdit(self)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setAccessibleName("口令")
        self.pin_label = QLabel("口令", self)
        self.problem = QLabel(self)
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
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
        if self._left:
            return
        if not self.pin.isHidden():
            self.problem.setText("正在核对口令……")
            self.problem.repaint()  # at once: to compare a PIN takes a third of a second, so that nobody guesses many
        try:
            with waiting():
                is_right = self._keeper.try_pin(self.name.currentText(), self.pin.text(), self._purpose)
        except StoreError as error:
            self._wait("口令错过")
            self.problem.setText(str(error))
            return
        if is_right:
            self.pin.clear()
            self.problem.clear()
            self.named.emit(self.name.currentText())
            return
        self.pin.selectAll()
        self._wait("口令不对")

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
