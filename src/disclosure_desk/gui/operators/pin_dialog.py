"""Lets the operator at work set, change or drop their PIN."""

from collections.abc import Callable, Mapping
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from disclosure_desk.gui.widgets.dialog import SMALL
from disclosure_desk.gui.widgets.pin_check import COMPARING, PinCheck, PinKeeper
from disclosure_desk.gui.widgets.save_dialog import SaveDialog, quiet_label, spaced_form
from disclosure_desk.gui.widgets.work_apart import WorkApart
from disclosure_desk.store.operators import pin_setting

_LEAST = 4
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_KEEPING = "正在记下口令……"
_HINT = f"至少 {_LEAST} 位；两处都空着就是不用口令。忘了口令，请有口令的同事在“操作人…”里先去掉您的名字，再加回来。"


class PinDialog(SaveDialog):
    """Asks twice, and for the old one where there is one (`keeper` knows it, else None); `keep` stores the setting."""

    def __init__(
        self,
        name: str,
        keeper: PinKeeper | None,
        keep: Callable[[Mapping[str, str]], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"改口令：{name}", "记下口令", parent, icon="pin", width=SMALL)
        self._name, self._keep = name, keep
        self._check = PinCheck(keeper, "改口令", self) if keeper else None
        self._apart: WorkApart[Mapping[str, str]] = WorkApart(self)
        self._setting: Mapping[str, str] = {}
        self.old, self.new, self.again = (self._edit(words) for words in ("原口令", "新口令", "再写一次"))
        form = spaced_form()
        for edit in (self.old, self.new, self.again):
            form.addRow(edit.accessibleName(), edit)
            edit.textChanged.connect(self.problem.clear)
        form.setRowVisible(self.old, keeper is not None)
        self.lay_out(form, quiet_label(_HINT))

    def _edit(self, words: str) -> QLineEdit:
        edit = QLineEdit(self)
        edit.setEchoMode(QLineEdit.EchoMode.Password)
        edit.setAccessibleName(words)
        return edit

    def fault(self) -> str:
        if self.new.text() != self.again.text():
            return "两次写的不一样。"
        if 0 < len(self.new.text()) < _LEAST:
            return f"口令至少 {_LEAST} 位。"
        return ""

    def lead_to_fault(self) -> None:
        for edit in (self.new, self.again):
            edit.clear()  # dots cannot be mended by sight
        self.new.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes from each field to the next one, and presses the button in the last."""
        edits = [edit for edit in (self.old, self.new, self.again) if not edit.isHidden()]
        after = next((after for edit, after in pairwise(edits) if edit is self.focusWidget()), None)
        if after is not None and event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            after.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def confirm(self, then: Callable[[str], object]) -> None:
        """Compare the old one and make the new one's digest; each takes a third of a second."""
        if self._apart.is_busy or (self._check is not None and self._check.is_busy):
            return
        name, new = self._name, self.new.text()

        def digest(problem: str = "") -> None:
            if problem:
                self._allow(then, f"原{problem}")
                return
            self.problem.show_calmly(_KEEPING)
            self._apart.begin(lambda _: pin_setting(name, new), keep)

        def keep(setting: Mapping[str, str]) -> None:
            self._setting = setting
            self._allow(then, "")

        for edit in (self.old, self.new, self.again):
            edit.setReadOnly(True)  # what is kept is what was written when the clerk pressed
        if self._check is None:
            digest()
        else:
            self.problem.show_calmly(COMPARING)
            self._check.ask(name, self.old.text(), digest)

    def _allow(self, then: Callable[[str], object], problem: str) -> None:
        for edit in (self.old, self.new, self.again):
            edit.setReadOnly(False)
        then(problem)

    def keep(self) -> None:
        self._keep(self._setting)
