"""The icons of the window: drawings of an open set, tinted by a token of the palette, sharp on every screen.

Which drawing stands for what is said in `resources/icons/icons.toml`; licences lie beside the drawings.
"""

from collections.abc import Mapping
from functools import cache, partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QImage, QPixmap, QPixmapCache
from PySide6.QtWidgets import QAbstractButton, QApplication

from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import load_entries
from disclosure_desk.gui.widgets.palette import colours

SIZE = 16
"""In bars, menus and buttons, in pixels at 100 %."""
SMALL = 14
"""In small buttons and lists."""
LARGE = 18
"""In cards."""
_MOMENT = 20
"""Milliseconds, in which nothing but the first page is painted."""
_KEPT = "tinted_icon"
"""The property of an action or button that says which icon it has."""
_OWN_SIZE = 'width="24" height="24"'
"""How the drawings say their size; it is replaced, so that they are drawn at the size that is wanted."""


def set_icon(holder: QAction | QAbstractButton, name: str, colour: str = "ink2", size: int = SIZE) -> None:
    """Let an action or a button show an icon in the colour of a token, from now on in every scheme."""
    holder.setProperty(_KEPT, (name, colour, size))
    holder.setIcon(icon(name, colour, size))


def set_icon_soon(holder: QAction | QAbstractButton, name: str, colour: str = "ink2", size: int = SIZE) -> None:
    """The same a moment later, with its room kept: the first page is not to wait for what draws icons."""
    room = QPixmap(size, size)
    room.fill(QColor(0, 0, 0, 0))
    holder.setIcon(QIcon(room))
    QTimer.singleShot(_MOMENT, holder, partial(set_icon, holder, name, colour, size))


def tint_again() -> None:
    """Draw the icons of all actions and buttons anew, because the colours are others than before."""
    for widget in QApplication.allWidgets():
        for holder in (widget, *widget.actions()):
            kept = holder.property(_KEPT)
            if kept and isinstance(holder, QAction | QAbstractButton):
                holder.setIcon(icon(*kept))


def icon(name: str, colour: str = "ink2", size: int = SIZE) -> QIcon:
    """The icon for something as it looks now: in a token's colour, what cannot be used and what is on in theirs.

    WORKAROUND: an icon engine of our own would follow the colours by itself, but one written in Python is freed while
    Qt still paints with it (seen with PySide6 6.8.3; try without when the pin moves).
    """
    found = QIcon()
    ratios = {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
    for ratio in ratios:
        for mode, state, tint in (
            (QIcon.Mode.Normal, QIcon.State.Off, colour),
            (QIcon.Mode.Normal, QIcon.State.On, "accent_deep"),
            (QIcon.Mode.Disabled, QIcon.State.Off, "off"),
        ):
            found.addPixmap(icon_pixmap(name, tint, size, ratio), mode, state)
    return found


def tinted_drawing(name: str, colour: str, size: int = 24) -> str:
    """The drawing of an icon as SVG, in a colour and at a size in pixels."""
    own_size = f'width="{size}" height="{size}"'
    return _drawing(_files()[name]).replace("currentColor", colour).replace(_OWN_SIZE, own_size)


def action_icons() -> Mapping[str, str]:
    """The names of icons by the ids of actions."""
    return _table()["actions"]


def _files() -> Mapping[str, str]:
    """The drawings by the names of icons."""
    return _table()["icons"]


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return load_entries(resource("icons", "icons.toml"))


@cache
def _drawing(file: str) -> str:
    return resource("icons", "lucide", f"{file}.svg").read_text(encoding="utf-8")


def icon_pixmap(name: str, token: str, size: int = SIZE, ratio: float = 1) -> QPixmap:
    """An icon as a picture in the colour of a token as it is now; size in pixels at 100 %, ratio that of the screen."""
    tint: QColor = getattr(colours(), token)
    colour = tint.name()
    key = f"icon {name} {colour} {size} {ratio:g}"
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        drawing = tinted_drawing(name, colour, round(size * ratio))
        pixmap = QPixmap.fromImage(QImage.fromData(drawing.encode()))
        pixmap.setDevicePixelRatio(ratio)
        QPixmapCache.insert(key, pixmap)
    return pixmap
