"""Who is at work: asked at the start where the office has named its people, changed, locked out, come back."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from disclosure_desk.checks.check_settings import approval_steps
from disclosure_desk.gui.session.session import Desk
from disclosure_desk.gui.widgets.idle_timer import IdleTimer
from disclosure_desk.gui.widgets.message_boxes import show_once
from disclosure_desk.store.operators import Operators, pin_setting

if TYPE_CHECKING:
    from disclosure_desk.gui.operators.lock_screen import LockCover
    from disclosure_desk.gui.operators.login_dialog import WhoDialog

_SECRECY_STEP = "secrecy_review"


class People(QObject):
    """`changed` carries the name of who is at work now, "" where nobody was asked."""

    changed = Signal(str)
    steps_changed = Signal()
    """The office has other steps of approval, or other people for them."""

    def __init__(self, desk: Desk, window: QMainWindow, tell: Callable[[str, str], None]) -> None:
        super().__init__(window)
        self._desk, self._window, self._tell = desk, window, tell
        self.cover: LockCover | None = None
        self._idle = IdleTimer(self)
        self._idle.passed.connect(self.lock)

    @property
    def name(self) -> str:
        """Who is at work."""
        return self._desk.store.actor.operator

    def begin(self) -> None:
        """Ask who is at work, if the office has named anybody; who does not say closes the window."""
        operators = self._desk.operators
        self._idle.watch(operators.idle)
        if operators.names and self.name not in operators.names:
            dialog = self._who_dialog(operators.names[0], "退出")
            dialog.named.connect(self._sit_down)
            dialog.rejected.connect(self._window.close)
            show_once(dialog)
        else:
            self.changed.emit(self.name)

    def _who_dialog(self, current: str, leave: str) -> "WhoDialog":
        from disclosure_desk.gui.operators.login_dialog import WhoDialog  # noqa: PLC0415 - few offices name their people

        return WhoDialog(self._desk.operators, current, leave, self._window)

    def _sit_down(self, name: str) -> None:
        self._desk.store.actor = self._desk.store.actor._replace(operator=name)
        self.changed.emit(name)

    def switch(self) -> None:
        """Let somebody else take the seat."""
        if not self._desk.operators.names:
            self._tell("换人", "还没有设操作人。请先在“操作人…”里写上名字。")
            return
        dialog = self._who_dialog(self.name, "取消")
        dialog.named.connect(self._sit_down)
        show_once(dialog)

    def ask_pin(self) -> None:
        """Let who is at work set a PIN."""
        from disclosure_desk.gui.operators.pin_dialog import PinDialog  # noqa: PLC0415 - when it is wanted

        if not self.name:
            self._tell("改口令", "还没有设操作人。请先在“操作人…”里写上名字。")
            return
        name = self.name
        show_once(
            PinDialog(
                name,
                lambda pin: self._desk.operators.pin_holds(name, pin),
                lambda pin: self._desk.keep(pin_setting(name, pin)),
                self._window,
            )
        )

    def ask_operators(self) -> None:
        """Ask who works here."""
        from disclosure_desk.gui.operators.operators_dialog import OperatorsDialog  # noqa: PLC0415 - when it is wanted

        settings = self._desk.check_settings
        show_once(
            OperatorsDialog(
                self._desk.operators,
                self.name,
                approval_steps(self._desk.form),
                self._keep,
                self._window,
                secrecy_step=_SECRECY_STEP,
                has_secrecy=settings.has_secrecy,
            )
        )

    def _keep(self, wanted: Operators, has_secrecy: bool) -> None:  # noqa: FBT001 - as the dialog gives it
        secrecy = replace(self._desk.check_settings, has_secrecy=has_secrecy).stored()
        self._desk.keep({**wanted.stored(self._desk.operators), **secrecy})
        if self.name and self.name not in wanted.names:
            self._sit_down("")
        self.steps_changed.emit()
        self.begin()

    def lock(self) -> None:
        """Cover the window until somebody of the office goes on."""
        from disclosure_desk.gui.operators.lock_screen import LockCover  # noqa: PLC0415 - when it is wanted

        operators = self._desk.operators
        if self.cover is not None or (operators.names and self.name not in operators.names):
            return  # it is covered already, or asks who is there
        self.cover = LockCover(operators, self.name, self._window)
        self.cover.named.connect(self._come_back)

    def _come_back(self, name: str) -> None:
        self.cover = None
        self._sit_down(name)
        self._idle.watch(self._desk.operators.idle)
