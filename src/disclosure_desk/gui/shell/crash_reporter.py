"""What is said when the program itself is at fault: no traceback; the details go to the log."""

import logging
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QMessageBox, QWidget

_LOG = logging.getLogger(__name__)


class CrashReporter:
    """An excepthook for a window; the details go to the log, at this path, or nowhere where there is none."""

    def __init__(self, window: QWidget, log: Path | None) -> None:
        self._window, self._log = window, log
        self._box: QMessageBox | None = None

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log what happened, and say so in one box at a time."""
        _LOG.error("a fault of the program", exc_info=(kind, error, trace))
        if self._box is not None and self._box.isVisible():
            return
        self._box = QMessageBox(self._window)
        self._box.setIcon(QMessageBox.Icon.Warning)
        self._box.setWindowTitle("程序出了差错")
        self._box.setText("刚才这一步没有做成。已经保存的内容不受影响，可以继续工作。")
        self._box.setInformativeText(
            f"如果再次出现，请退出后重新打开，并把这个文件交给维护人员：\n{self._log}" if self._log else ""
        )
        self._box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        self._box.open()
