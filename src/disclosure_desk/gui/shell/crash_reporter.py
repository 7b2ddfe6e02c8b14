"""What the clerk is told when the program itself is at fault: no traceback; the details go to a file."""

import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QMessageBox, QWidget

LOG = "errors.log"


class Mishap:
    """An excepthook for a window; the details are added to errors.log in the data folder."""

    def __init__(self, window: QWidget, folder: Path) -> None:
        self._window, self._folder = window, folder
        self._box: QMessageBox | None = None

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Note what happened and tell the clerk, once at a time."""
        where = self._note("".join(traceback.format_exception(kind, error, trace)))
        if self._box is not None and self._box.isVisible():
            return
        self._box = QMessageBox(self._window)
        self._box.setIcon(QMessageBox.Icon.Warning)
        self._box.setWindowTitle("程序出了差错")
        self._box.setText("刚才这一步没有做成。已经保存的内容不受影响，可以继续工作。")
        self._box.setInformativeText(
            f"如果再次出现，请退出后重新打开，并把这个文件交给维护人员：\n{where}" if where else ""
        )
        self._box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        self._box.open()

    def _note(self, details: str) -> str:
        """Add the details to the file; its path, or nothing where it cannot be written."""
        path = self._folder / LOG
        try:
            with path.open("a", encoding="utf-8") as file:
                file.write(f"{datetime.now():%Y-%m-%d %H:%M:%S}\n{details}\n")  # noqa: DTZ005 - the desk's own clock
        except OSError:
            return ""
        return str(path)
