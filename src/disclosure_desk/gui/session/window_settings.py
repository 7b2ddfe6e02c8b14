"""What the window remembers of itself in the data folder: its size and place, the report that was open last."""

from pathlib import Path

from PySide6.QtCore import QSettings

OWN_DIALOGS = "own_file_dialogs"
"""Under this name they say that Qt's own dialogs for files are wanted, not the system's."""


def window_settings(folder: Path) -> QSettings:
    """The settings of the window on a data folder."""
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
