"""Asks at the start, and when people change seats, who is at work."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from disclosure_desk.gui.operators.login_form import LoginForm
from disclosure_desk.store.operators import Operators


class LoginDialog(QDialog):
    """`named` carries who it is; left without an answer, it is rejected."""

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
