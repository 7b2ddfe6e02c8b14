"""The window's type: the desk's own Chinese face where it has one, else the bundled one."""

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from disclosure_desk.core.resources import resource

_POINTS = 10.0
_BUNDLED = ("DeskHei.ttf", "DeskSong.ttf")
"""The second has the rare characters of names; Qt asks it only for those."""


def use_chinese_font(application: QApplication) -> None:
    """Set the application's font to one that has Chinese itself: mixed faces look patched."""
    font = QFont(application.font())
    font.setPointSizeF(max(_POINTS, font.pointSizeF()))
    own = QFontInfo(font).family()
    if own not in QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        font.setFamilies([family for name in _BUNDLED for family in _families(name)])
    application.setFont(font)


def _families(name: str) -> list[str]:
    path = resource("fonts", name)
    if not path.is_file():
        return []
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
