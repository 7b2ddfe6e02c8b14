"""Asks why a draft is deleted; to delete is never what Enter does by itself."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QWidget

from disclosure_desk.archive.approving import LEAST_REASON
from disclosure_desk.gui.widgets.enter_edit import EnterEdit
from disclosure_desk.gui.widgets.look import look_as
from disclosure_desk.gui.widgets.save_dialog import SaveDialog, quiet_label

_MEANT = "草稿从列表里拿掉，内容和修改记录都还在，以后可以在“打开归档”里找回。"


class DeleteDialog(SaveDialog):
    """Gives the reason to `delete`."""

    def __init__(self, name: str, delete: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__("删除草稿", "删除草稿", parent, icon="delete-draft")
        self._delete = delete
        words = QLabel(f"删除这份草稿：{name}", self)
        words.setObjectName("topic")
        words.setWordWrap(True)
        self.why = EnterEdit(self)
        self.why.setAccessibleName("删除的原因")
        self.why.setPlaceholderText("为什么删除，例如：建错了年度")
        look_as(self.keep_button, "danger")
        self.cancel_button.setDefault(True)
        self.lay_out(words, quiet_label(_MEANT), self.why)
        self.why.textChanged.connect(self._judge)
        self.why.returnPressed.connect(self._go_on)
        self.why.setFocus()
        self._judge()

    @property
    def reason(self) -> str:
        """What was written, on one line."""
        return " ".join(self.why.text().split())

    def _go_on(self) -> None:
        """Enter goes on to the button, or says what it waits for."""
        if self.keep_button.isEnabled():
            self.keep_button.setFocus()
        else:
            self.problem.setText(f"请写明原因，至少 {LEAST_REASON} 个字，会记入修改记录。")

    def _press_default(self) -> None:
        """Ctrl+Enter in the reason does not drop it, though the button that Enter presses is 取消."""
        if self.why.hasFocus():
            self._go_on()
        else:
            super()._press_default()

    def _judge(self) -> None:
        self.problem.clear()
        self.keep_button.setEnabled(len(self.reason) >= LEAST_REASON)

    def keep(self) -> None:
        self._delete(self.reason)
