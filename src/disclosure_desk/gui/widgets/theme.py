"""The look of the application, which is made with Qt's own style: our colours and style sheet, a Chinese font.

Light or dark follows the system while the program runs, unless the clerk has chosen one.
"""

from contextlib import suppress
from enum import Enum
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, QTemporaryDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QMenuBar

from disclosure_desk.core.resources import resource
from disclosure_desk.gui.widgets.icons import tint_again, tinted_drawing
from disclosure_desk.gui.widgets.palette import Colours, scheme, tokens

_BUNDLED = ("DeskHei.ttf", "DeskSong.ttf")
"""The second has the rare characters of names; Qt asks it only for those."""
_POINTS_OF_A_PIXEL = 0.75
"""At 96 dots an inch, which Qt takes for 100 %: sizes in points grow with the screen, and all in the same way."""
_ROLES = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "paper",
    QPalette.ColorRole.AlternateBase: "ground",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "on_accent",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "hair",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "rule_strong",
    QPalette.ColorRole.Accent: "accent",
}
_PICTURES = {
    "tick": ("ticked", "on_accent"),
    "tick_off": ("ticked", "off"),
    "dash": ("partly", "on_accent"),
    "down": ("choose-down", "ink2"),
    "down_off": ("choose-down", "off"),
    "up": ("choose-up", "ink2"),
    "up_off": ("choose-up", "off"),
    "more": ("more-right", "ink2"),
}
"""The parts of controls that a style sheet can only take from a file, each with its icon and token."""


class Appearance(Enum):
    """Which scheme the clerk wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The look of an application, from the moment it is made."""

    def __init__(
        self, application: QApplication, appearance: Appearance = Appearance.SYSTEM, *, is_larger: bool = False
    ) -> None:
        super().__init__(application)
        self._application, self.appearance, self._is_larger = application, appearance, is_larger
        self._pictures = QTemporaryDir()
        self._is_dark: bool | None = None
        use_chinese_font(application, is_larger=is_larger)
        self._apply()
        application.styleHints().colorSchemeChanged.connect(self._apply)

    def show(self, appearance: Appearance) -> None:
        """Take another look at once."""
        self.appearance = appearance
        self._apply()

    def show_larger(self, *, is_larger: bool) -> None:
        """Take type that is one pixel larger, or no longer, at once."""
        if is_larger != self._is_larger:
            self._is_larger = is_larger
            use_chinese_font(self._application, is_larger=is_larger)
            self._dress_all(scheme(is_dark=bool(self._is_dark)))

    def _apply(self) -> None:
        hints = self._application.styleHints()
        is_system_dark = hints.colorScheme() == Qt.ColorScheme.Dark
        is_dark = is_system_dark if self.appearance == Appearance.SYSTEM else self.appearance == Appearance.DARK
        if is_dark == self._is_dark:
            return
        self._is_dark = is_dark
        self._dress_all(scheme(is_dark=is_dark))
        tint_again()

    def _dress_all(self, colours: Colours) -> None:
        self._application.setPalette(_palette(self._application.palette(), colours))
        # The old sheet goes first: to have one take the place of another takes Qt five times as long, half a second.
        self._application.setStyleSheet("")
        self._application.setStyleSheet(style_sheet(colours, self._draw_pictures(colours)))
        for bar in self._application.allWidgets():
            if isinstance(bar, QMenuBar):  # it placed what stands at its ends before that was dressed anew
                self._application.sendEvent(bar, QResizeEvent(bar.size(), bar.size()))

    def _draw_pictures(self, colours: Colours) -> dict[str, str]:
        """Write the pictures of the controls into files, and return these by name; where that fails, there are none."""
        names, kept = colours.names, {}
        for name, (drawing, token) in _PICTURES.items():
            path = Path(self._pictures.path()) / f"{name}-{names[token].lstrip('#')}.svg"
            try:
                path.write_text(tinted_drawing(drawing, names[token]), encoding="utf-8")
            except OSError:
                continue
            kept[name] = path.as_posix()
        return kept


def style_sheet(colours: Colours, pictures: dict[str, str]) -> str:
    """The style sheet of all controls in a scheme; pictures are files by name, and one may be missing."""
    template = Template(resource("style", "desk.qss").read_text(encoding="utf-8"))
    sizes = {f"pt_{name}": f"{points(px):g}pt" for name, px in tokens()["type"].items() if isinstance(px, int)}
    files = {f"picture_{name}": f'url("{pictures[name]}")' if name in pictures else "none" for name in _PICTURES}
    return template.substitute(colours.names | sizes | files)


def points(px: float) -> float:
    """A size of type in points, given in pixels at 100 %; larger by a pixel where the clerk wants all type larger."""
    return (px + enlarged_by()) * _POINTS_OF_A_PIXEL


def sized(font: QFont, px: float) -> QFont:
    """A font at a size in pixels at 100 %: asked for at each painting, it follows when type gets larger."""
    found = QFont(font)
    found.setPointSizeF(points(px))
    return found


def enlarged_by() -> int:
    """By how many pixels all type is larger than the tokens have it: the application's own font tells."""
    usual = tokens()["type"]["body"]
    return int(QGuiApplication.font().pointSizeF() >= (usual + 1) * _POINTS_OF_A_PIXEL - 0.1)


def _palette(roles: QPalette, colours: Colours) -> QPalette:
    names = colours.names
    for role, token in _ROLES.items():
        roles.setColor(role, QColor(names[token]))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        roles.setColor(QPalette.ColorGroup.Disabled, role, colours.off)
    return roles


def use_chinese_font(application: QApplication, *, is_larger: bool = False) -> None:
    """Set the application's font to one that has Chinese and Latin itself, because mixed fonts look patched."""
    font = QFont(application.font())
    font.setPointSizeF((tokens()["type"]["body"] + is_larger) * _POINTS_OF_A_PIXEL)
    font.setFamilies(_families(font))
    # WORKAROUND(PySide6 6.8.0, the pin of arm64): no tag can be made there; figures keep the widths of the font.
    with suppress(TypeError):
        font.setFeature(QFont.Tag("tnum"), 1)
    application.setFont(font)


def _families(own: QFont) -> list[str]:
    """The families of this computer, else the bundled ones."""
    return _installed_families(own) or [family for name in _BUNDLED for family in _bundled(name)]


def _installed_families(own: QFont) -> list[str]:
    """The wanted family that is installed, else the system's own where that has Chinese; none without either."""
    installed = {*QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)}
    found = next((family for family in tokens()["type"]["families"] if family in installed), None)
    if found:
        return [found]
    return own.families() if QFontInfo(own).family() in installed else []


def _bundled(name: str) -> list[str]:
    path = resource("fonts", name)
    if not path.is_file():
        return []
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
