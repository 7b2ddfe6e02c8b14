"""What the window remembers of itself in the data folder: its size and place, the report that was open last."""

from pathlib import Path

from PySide6.QtCore import QSettings


def window_settings(folder: Path) -> QSettings:
    """The settings of the window on a data folder."""
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
