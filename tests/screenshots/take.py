"""Takes pictures of every page and state of the window, in light and dark, on screens of all sizes that offices have.

    .venv/bin/python tests/screenshots/take.py FOLDER [controls list report ...]

They are looked at beside the pictures of the design; nothing is compared by itself.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from controls_page import ControlsPage, focused, show_states
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from disclosure_desk.gui.widgets.theme import Appearance, Theme


def picture_of_controls() -> QPixmap:
    """The page of controls; what is to be seen with the keyboard is pasted in, for only one can have it at a time."""
    page = ControlsPage()
    page.resize(1366, 768)
    page.show()
    show_states(page)
    QApplication.processEvents()
    whole = page.grab()
    painter = QPainter(whole)
    for widget in focused(page):
        page.activateWindow()
        widget.setFocus()
        QApplication.processEvents()
        painter.drawPixmap(widget.mapTo(page, widget.rect().topLeft()), grab(widget))
        widget.clearFocus()
    painter.end()
    page.deleteLater()
    return whole


def grab(widget: QWidget) -> QPixmap:
    return widget.grab()


def main(folder: Path) -> None:
    application = QApplication.instance() or QApplication(sys.argv[:1])
    theme = Theme(application, Appearance.LIGHT)
    folder.mkdir(parents=True, exist_ok=True)
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        theme.show(appearance)
        picture_of_controls().save(str(folder / f"controls-{appearance.value}.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
