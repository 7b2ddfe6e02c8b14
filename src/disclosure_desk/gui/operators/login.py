"""Ask who is at work: a name out of the office's list and, where that person has one, the PIN; a wrong PIN waits.

The form stands in the dialog of the start, and on the locked screen.
"""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.gui.widgets.buttons import main_button
from disclosure_desk.store.operators import Operators, wait_after

_SECOND = 1000
_WIDTH = 260


class LoginForm(QWidget):
    """`named` carries the operator who has logged in."""

    named = Signal(str)

    def __init__(self, operators: Operators, current: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operators, self._wrong, self._left = operators, 0, 0
        self.name = QComboBox(self)
        self.name.setAccessibleName("操作人")
        self.name.addItems(list(operators.names))
        self.name.setCurrentText(current)
        self.name.setMinimumWidth(_WIDTH)
        self.pin = QLineEdit(self)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setAccessibleName("口令")
        self.pin_label = QLabel("口令", self)
        self.problem = QLabel(self)
        self.problem.setObjectName("problem")
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
        self.pin.returnPressed.connect(self.go_button.click)
        self.go_button.clicked.connect(self._try)
        self._show_person()

    def _show_person(self) -> None:
        has_pin = self.name.currentText() in self._operators.pins
        for widget in (self.pin, self.pin_label):
            widget.setVisible(has_pin)
        self.pin.clear()
        if not self._left:
            self.problem.clear()
        self.setFocusProxy(self.pin if has_pin else self.go_button)

    def _try(self) -> None:
        if self._left:
            return
        if self._operators.pin_matches(self.name.currentText(), self.pin.text()):
            self._wrong = 0
            self.pin.clear()
            self.problem.clear()
            self.named.emit(self.name.currentText())
            return
        self._wrong += 1
        self.pin.selectAll()
        self._left = wait_after(self._wrong)
        self._tick.start()
        self._show_wait()

    def _count_down(self) -> None:
        self._left = max(self._left - 1, 0)
        self._show_wait()

    def _show_wait(self) -> None:
        """One wait for all who try: to choose another name does not shorten it."""
        if not self._left:
            self._tick.stop()
        words = f"口令不对，请等 {self._left} 秒再试。" if self._left else "口令不对，请再试一次。"
        self.problem.setText(words)
        self.go_button.setEnabled(not self._left)


class LoginDialog(QDialog):
    """Asks at the start, and when operators take turns; `named` carries the answer, and without one it is rejected."""

    named = Signal(str)

    def __init__(self, operators: Operators, current: str, leave: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("操作人")
        guide = QLabel("现在由谁操作？每一处修改都会记上名字。", self)
        self.form = LoginForm(operators, current, "开始工作", self)
        self.leave_button = QPushButton(leave, self)
        self.leave_button.setAutoDefault(False)
        self.form.go_button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        for widget in (guide, self.form, self.leave_button):
            layout.addWidget(widget)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)  # fits with a PIN and without
        self.form.named.connect(self._accept)
        self.leave_button.clicked.connect(self.reject)
        self.form.setFocus()

    def _accept(self, name: str) -> None:
        self.accept()
        self.named.emit(name)
