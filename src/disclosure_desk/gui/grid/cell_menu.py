"""What can be done with the selected cells, as a menu at the cell: words, icons and keys as in the window's menus."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from disclosure_desk.gui.widgets.icons import set_icon
from disclosure_desk.gui.widgets.key_menu import KeyMenu


@dataclass(frozen=True, slots=True)
class CellAction:
    """One thing that can be done with cells; `submenu`: the menu that it stands in, "" for the first."""

    words: str
    icon: str
    keys: str
    run: Callable[[], object]
    group: int
    is_possible: bool = True
    submenu: str = ""


def cell_menu(actions: list[CellAction], parent: QWidget) -> QMenu:
    """The menu with its lines, not shown yet; it goes when it is closed."""
    menu = KeyMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    inner: dict[str, QMenu] = {}
    group = actions[0].group
    for one in actions:
        if one.group != group:
            menu.addSeparator()
            group = one.group
        holder: QMenu = menu
        if one.submenu:
            if one.submenu not in inner:
                inner[one.submenu] = KeyMenu(one.submenu, menu)
                menu.addMenu(inner[one.submenu])
                set_icon(inner[one.submenu].menuAction(), one.icon)
            holder = inner[one.submenu]
        action = QAction(f"{one.words}\t{one.keys}" if one.keys else one.words, menu)
        action.setEnabled(one.is_possible)
        set_icon(action, one.icon)
        action.triggered.connect(one.run)
        holder.addAction(action)
    return menu
