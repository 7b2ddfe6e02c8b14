"""Texts that are half written in the dialogs of a report, by name: they outlive a crash and are offered again."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from disclosure_desk.core.form import EXPLANATION

OPINION, OWN, RETURN, CHANGE, CORRECT, SUBMIT, PUBLISH, PAPER = (
    f"dialog.{name}" for name in ("opinion", "own", "return", "change", "correct", "submit", "publish", "paper")
)
_LABELS = {
    OPINION: "审核意见",
    OWN: "自己审核的原因",
    RETURN: "退回的原因",
    CHANGE: "修改的原因",
    CORRECT: "更正的原因",
    SUBMIT: "报送到哪里",
    PUBLISH: "公布地址",
    PAPER: "存放在哪里",
}


def is_dialog_draft(name: str) -> bool:
    """Whether something typed belongs to a dialog: the names above, and the places of explanations."""
    return name in _LABELS or name.startswith(EXPLANATION)


def draft_label(name: str) -> str:
    """How the clerk calls it."""
    return _LABELS.get(name, "说明")


class DialogDrafts(QObject):
    """Of one report: `texts` by name, those of open dialogs and those from before a crash that wait for theirs."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.texts: dict[str, str] = {}

    def offer(self, texts: Mapping[str, str]) -> None:
        """Let these be found again in the dialogs where they were written."""
        self.texts.update(texts)
        self.changed.emit()

    def forget(self, *names: str) -> None:
        """Keep these no longer: they were stored, or given up."""
        for name in names:
            self.texts.pop(name, None)
        self.changed.emit()
