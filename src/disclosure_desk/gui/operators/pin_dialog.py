"""Lets the operator at work set, change or drop their PIN."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from disclosure_desk.gui.widgets.dialog import SMALL
from disclosure_desk.gui.widgets.save_dialog import SaveDialog, quiet_label, spaced_form

_LEAST = 4
_HINT = f"至少 {_LEAST} 位；两处都空着就是不用口令。忘了口令，请有口令的同事在“操作人…”里先去掉您的名字，再加回来。"


class PinDialog(SaveDialog):
    """Asks twice, and for the old one where there is one; `keep` stores it, "" for none.

    `problem_of` answers what is wrong with the old one; None where there is none.
    """

    def __init__(
        self,
        name: str,
        problem_of: Callable[[str], str] | None,
        keep: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"改口令：{name}", "记下口令", parent, icon="pin", width=SMALL)
        self._problem_of, self._keep = problem_of, keep
        self.old, self.new, self.again = (self._edit(words) for words in ("原口令", "新口令", "再写一次"))
        form = spaced_form()
        for edit in (self.old, self.new, self.again):
            form.addRow(edit.accessibleName(), edit)
            edit.textChanged.connect(self.problem.clear)
        form.setRowVisible(self.old, problem_of is not None)
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
        problem = self._problem_of(self.old.text()) if self._problem_of else ""
        return f"原{problem}" if problem else ""

    def keep(self) -> None:
        self._keep(self.new.text())
