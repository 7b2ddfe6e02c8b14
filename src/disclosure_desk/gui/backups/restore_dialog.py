"""Asks before the data go back to a backup: what changes, and who does it, with the PIN where that person has one."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from disclosure_desk.gui.widgets.buttons import danger_button, plain_button
from disclosure_desk.gui.widgets.dialog import Dialog
from disclosure_desk.gui.widgets.login_form import LoginForm
from disclosure_desk.gui.widgets.pin_check import PinKeeper
from disclosure_desk.gui.widgets.save_dialog import quiet_label
from disclosure_desk.store.operators import Operators

PURPOSE = "从备份恢复"
"""What a PIN is asked for, in the record."""
_SHOWN = 6
_WITH_LATER = "备份之后的修改照样重做，什么都不少。"
_AS_IT_WAS = "备份之后的修改不再算数。恢复前的数据另存一份，以后还能从它恢复。"


class RestoreChoice(NamedTuple):
    """A backup to go back to, whether what happened later happens again, and who wants it ("" for nobody named)."""

    backup: Path
    replay: bool
    operator: str = ""


class RestoreDialog(Dialog):
    """`confirmed` carries who goes back; to go back is never what Enter does by itself."""

    confirmed = Signal(str)

    def __init__(  # noqa: PLR0913 - what is asked about, and who is asked
        self,
        label: str,
        changes: Sequence[str],
        parent: QWidget | None = None,
        *,
        operators: Operators,
        current: str,
        keeper: PinKeeper,
        replay: bool,
    ) -> None:
        super().__init__("恢复备份", "restore", parent)
        words = QLabel(f"回到这个备份：{label}", self)
        words.setObjectName("topic")
        shown = [*changes[:_SHOWN], *([f"……还有 {len(changes) - _SHOWN} 行"] if len(changes) > _SHOWN else [])]
        differing = QLabel("\n".join(shown) or "报告和现在完全一样。", self)
        meant = quiet_label(_WITH_LATER if replay else _AS_IT_WAS)
        for label_ in (words, differing):
            label_.setWordWrap(True)
        self.cancel_button = plain_button("取消")
        self.form: LoginForm | None = None
        if operators.names:
            self.form = LoginForm(operators, current, "恢复", keeper, self, purpose=PURPOSE)
            self.restore_button = self.form.go_button
            self.restore_button.setObjectName("danger")
            self.form.named.connect(self._confirm)
            self.lay_out(words, differing, meant, self.form)
        else:
            self.restore_button = danger_button("恢复")
            self.restore_button.clicked.connect(lambda: self._confirm(current))
            self.lay_out(words, differing, meant)
        self.cancel_button.clicked.connect(self.reject)
        self.lay_out_foot(self.cancel_button, self.restore_button, default=self.cancel_button)
        if self.form is not None and operators.needs_pin(current):
            self.form.pin.setFocus()
        else:
            self.cancel_button.setFocus()

    def _confirm(self, name: str) -> None:
        self.accept()
        self.confirmed.emit(name)
