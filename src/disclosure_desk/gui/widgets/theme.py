"""Gives the application its look: Qt's own style on every desk, the house's colours and sheet, a Chinese face."""

from string import Template

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from disclosure_desk.core.resources import resource
from disclosure_desk.gui.widgets import palette
from disclosure_desk.gui.widgets.typeface import use_chinese_font

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


def dress(application: QApplication) -> None:
    """Dress the application: the same on every desk, light also where the system is dark."""
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
