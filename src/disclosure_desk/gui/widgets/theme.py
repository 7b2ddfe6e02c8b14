"""The look of the application: Qt's own style on every computer, our colours and style sheet, a Chinese font."""

from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from disclosure_desk.core.resources import resource
from disclosure_desk.gui.widgets import palette

_POINTS = 10.0
_BUNDLED = ("DeskHei.ttf", "DeskSong.ttf")
"""The second has the rare characters of names; Qt asks it only for those."""
_ROLES = {
    QPalette.ColorRole.Window: palette.GROUND,
    QPalette.ColorRole.WindowText: palette.INK,
    QPalette.ColorRole.Base: palette.PAPER,
    QPalette.ColorRole.AlternateBase: palette.GROUND,
    QPalette.ColorRole.Text: palette.INK,
    QPalette.ColorRole.Button: palette.GROUND,
    QPalette.ColorRole.ButtonText: palette.INK,
    QPalette.ColorRole.Highlight: palette.ACCENT,
    QPalette.ColorRole.HighlightedText: palette.PAPER,
    QPalette.ColorRole.PlaceholderText: palette.FAINT,
    QPalette.ColorRole.ToolTipBase: palette.PAPER,
    QPalette.ColorRole.ToolTipText: palette.INK,
}


def apply_theme(application: QApplication) -> None:
    """Give the application its look: the same on every computer, light also where the system is dark."""
    application.setStyle("fusion")
    roles = application.palette()
    for role, colour in _ROLES.items():
        roles.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        roles.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.FAINT))
    application.setPalette(roles)
    use_chinese_font(application)
    sheet = resource("style", "desk.qss").read_text(encoding="utf-8")
    application.setStyleSheet(Template(sheet).substitute(_colours()))


def _colours() -> dict[str, str]:
    """The colours as the style sheet names them."""
    plain = {name: value for name, value in vars(palette).items() if name.isupper() and isinstance(value, str)}
    tones = {name.upper(): colour for name, colour in palette.TONES.items()}
    grounds = {f"{name.upper()}_GROUND": colour for name, colour in palette.GROUNDS.items()}
    return plain | tones | grounds


def use_chinese_font(application: QApplication) -> None:
    """Set the application's font to one that has Chinese itself, because mixed fonts look patched."""
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
