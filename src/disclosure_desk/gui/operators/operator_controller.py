"""Knows which operator is at work: asks at the start and when operators take turns, and locks the window."""

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from disclosure_desk.checks.check_settings import approval_steps
from disclosure_desk.gui.operators.lock_screen import IdleTimer, LockScreen
from disclosure_desk.gui.operators.login import LoginDialog
from disclosure_desk.gui.operators.operators_dialog import OperatorsDialog
from disclosure_desk.gui.operators.pin_dialog import PinDialog
from disclosure_desk.gui.session.action_spec import ActionSpec, Menu, session_open
from disclosure_desk.gui.session.session import Session
from disclosure_desk.gui.widgets.message_boxes import show_once
from disclosure_desk.store.operators import Operators

_SECRECY_STEP = "secrecy_review"
_NO_OPERATORS = "还没有设操作人。请先在“操作人…”里写上名字。"


class OperatorController(QObject):
    """Knows who is at work, and locks the window while nobody is."""

    def __init__(self, session: Session, parent: QMainWindow) -> None:
        super().__init__(parent)
        self._session, self._parent = session, parent
        self.lock_screen: LockScreen | None = None
        self._idle = IdleTimer(self)
        self._idle.passed.connect(self.lock)
        session.closed.connect(lambda: self._idle.watch(0))

    @property
    def actions(self) -> tuple[ActionSpec, ...]:
        """What can be done about who is at work."""
        return (
            ActionSpec("operators", Menu.DATA, "操作人…", self.ask_operators, enabled=session_open, group=2),
            ActionSpec("switch", Menu.DATA, "换人…", self.switch, enabled=session_open, group=2),
            ActionSpec("pin", Menu.DATA, "改口令…", self.ask_pin, enabled=session_open, group=2),
            ActionSpec("lock", Menu.DATA, "锁定", self.lock, "Ctrl+Shift+L", session_open, group=2),
        )

    def begin(self) -> None:
        """Ask who is at work, if the office has named anybody; who does not say closes the window."""
        operators = self._session.people
        self._idle.watch(operators.idle)
        if operators.names and self._session.operator not in operators.names:
            dialog = self._login_dialog(operators.names[0], is_needed=True)
            dialog.left.connect(self._parent.close)
            show_once(dialog)
        else:
            self._session.set_operator(self._session.operator)

    def _login_dialog(self, current: str, *, is_needed: bool) -> LoginDialog:
        session = self._session
        dialog = LoginDialog(session.operators, current, session.store, self._parent, is_needed=is_needed)
        dialog.named.connect(self._session.set_operator)
        return dialog

    def switch(self) -> None:
        """Let another operator take over."""
        if self._session.operators.names:
            show_once(self._login_dialog(self._session.operator, is_needed=False))
        else:
            self._session.notice.emit("换人", _NO_OPERATORS)

    def ask_pin(self) -> None:
        """Let the operator set a PIN."""
        name = self._session.operator
        if not name:
            self._session.notice.emit("改口令", _NO_OPERATORS)
            return
        show_once(
            PinDialog(
                name,
                self._session.store if self._session.operators.needs_pin(name) else None,
                self._keep_pin,
                self._parent,
            )
        )

    def _keep_pin(self, setting: Mapping[str, str]) -> None:
        self._session.keep(setting)
        self._session.context_changed.emit()  # an approval that waits on its page asks for the PIN from now on

    def ask_operators(self) -> None:
        """Ask who works here."""
        show_once(
            OperatorsDialog(
                self._session.operators,
                self._session.operator,
                approval_steps(self._session.form),
                self._keep,
                self._parent,
                keeper=self._session.store,
                secrecy_step=_SECRECY_STEP,
                has_secrecy=self._session.check_settings.has_secrecy,
            )
        )

    def _keep(self, wanted: Operators, has_secrecy: bool) -> None:  # noqa: FBT001 - as the dialog gives it
        secrecy = self._session.check_settings._replace(has_secrecy=has_secrecy).stored()
        self._session.keep({**wanted.stored(self._session.operators), **secrecy})
        if self._session.operator and self._session.operator not in wanted.names:
            self._session.set_operator("")
        self._session.recheck()
        self.begin()

    def lock(self) -> None:
        """Cover the window until somebody of the office goes on."""
        operators = self._session.operators
        if self.lock_screen is not None or (operators.names and self._session.operator not in operators.names):
            return  # it is covered already, or asks who is there
        self.lock_screen = LockScreen(operators, self._session.operator, self._session.store, self._parent)
        self.lock_screen.named.connect(self._unlock)

    def _unlock(self, name: str) -> None:
        self.lock_screen = None
        self._session.set_operator(name)
        self._idle.watch(self._session.operators.idle)
