"""The dialog that asks who is at work, at the start and when operators take turns."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from disclosure_desk.gui.widgets.buttons import plain_button
from disclosure_desk.gui.widgets.dialog import SMALL, Dialog
from disclosure_desk.gui.widgets.login_form import LoginForm
from disclosure_desk.gui.widgets.pin_check import PinKeeper
from disclosure_desk.store.operators import Operators


class LoginDialog(Dialog):
    """Asks who is at work; `named` carries the answer. Where it must be known, only `leave` ends without one."""

    named = Signal(str)
    left = Signal()
    """Nobody wants to say who is at work."""

    def __init__(
        self,
        operators: Operators,
        current: str,
        keeper: PinKeeper,
        parent: QWidget | None = None,
        *,
        is_needed: bool,
    ) -> None:
        super().__init__("操作人", "operator", parent, SMALL)
        self._is_needed = is_needed
        guide = QLabel("现在由谁操作？每一处修改都会记上名字。", self)
        self.form = LoginForm(operators, current, "开始工作", keeper, self, purpose="登录")
        self.leave_button = plain_button("退出" if is_needed else "取消")
        self.lay_out(guide, self.form)
        self.lay_out_foot(self.leave_button, self.form.go_button)
        self.form.named.connect(self._accept)
        self.leave_button.clicked.connect(self._leave)
        self.form.begin()

    def reject(self) -> None:
        """Esc and the cross drop what was begun; they never end the program."""
        if self._is_needed:
            self.form.problem.setText("先选操作人，再开始工作。现在不做，请按“退出”。")
        else:
            super().reject()

    def _leave(self) -> None:
        super().reject()
        self.left.emit()

    def _accept(self, name: str) -> None:
        self.accept()
        self.named.emit(name)
