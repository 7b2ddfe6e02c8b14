"""Gives the application its look: Qt's own style on every desk, the house's colours and sheet, a Chinese face."""

from string import Template

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from disclosure_desk.core.resources import resource
from disclosure_desk.gui import style
from disclosure_desk.gui.typeface import use_chinese_face

_ROLES = {
    QPalette.ColorRole.Window: style.GROUND,
    QPalette.ColorRole.WindowText: style.INK,
    QPalette.ColorRole.Base: style.PAPER,
    QPalette.ColorRole.AlternateBase: style.GROUND,
    QPalette.ColorRole.Text: style.INK,
    QPalette.ColorRole.Button: style.GROUND,
    QPalette.ColorRole.ButtonText: style.INK,
    QPalette.ColorRole.Highlight: style.ACCENT,
    QPalette.ColorRole.HighlightedText: style.PAPER,
    QPalette.ColorRole.PlaceholderText: style.FAINT,
    QPalette.ColorRole.ToolTipBase: style.PAPER,
    QPalette.ColorRole.ToolTipText: style.INK,
}


def dress(application: QApplication) -> None:
    """Dress the application: the same on every desk, light also where the system is dark."""
    application.setStyle("fusion")
    palette = application.palette()
    for role, colour in _ROLES.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(style.FAINT))
    application.setPalette(palette)
    use_chinese_face(application)
    sheet = resource("style", "desk.qss").read_text(encoding="utf-8")
    application.setStyleSheet(Template(sheet).substitute(_colours()))


def _colours() -> dict[str, str]:
    """The colours as the style sheet names them."""
    plain = {name: value for name, value in vars(style).items() if name.isupper() and isinstance(value, str)}
    tones = {name.upper(): colour for name, colour in style.TONES.items()}
    grounds = {f"{name.upper()}_GROUND": colour for name, colour in style.GROUNDS.items()}
    return plain | tones | grounds
