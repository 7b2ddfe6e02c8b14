"""Asks who says which of two records is right, with the PIN where that person has one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from disclosure_desk.gui.widgets.buttons import plain_button
from disclosure_desk.gui.widgets.dialog import SMALL, Dialog
from disclosure_desk.gui.widgets.login_form import LoginForm
from disclosure_desk.gui.widgets.look import look_as
from disclosure_desk.gui.widgets.pin_check import PinKeeper
from disclosure_desk.store.operators import Operators

_PURPOSE = "恢复数据"


class RecoveryDialog(Dialog):
    """`named` carries who does it."""

    named = Signal(str)

    def __init__(self, words: str, operators: Operators, keeper: PinKeeper, parent: QWidget | None = None) -> None:
        super().__init__("谁来恢复", "restore", parent, SMALL)
        guide = QLabel(words, self)
        guide.setWordWrap(True)
        self.form = LoginForm(operators, operators.names[0], "恢复", keeper, self, purpose=_PURPOSE)
        look_as(self.form.go_button, "danger")
        self.cancel_button = plain_button("取消")
        self.cancel_button.clicked.connect(self.reject)
        self.form.named.connect(self._name)
        self.lay_out(guide, self.form)
        self.lay_out_foot(self.cancel_button, self.form.go_button, default=self.cancel_button)
        (self.form.pin if operators.needs_pin(operators.names[0]) else self.form.name).setFocus()

    def _name(self, name: str) -> None:
        self.accept()
        self.named.emit(name)
