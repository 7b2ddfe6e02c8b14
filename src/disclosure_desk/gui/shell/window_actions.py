"""The menus and the tool bar of the window, filled with the actions that its features declare."""

from collections.abc import Iterable
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from disclosure_desk.gui.session.action_spec import ActionSpec, Menu
from disclosure_desk.gui.widgets.icons import action_icons, set_icon

if TYPE_CHECKING:
    from disclosure_desk.gui.session.session import Session

_SECTION_KEYS = ("Ctrl+1、Ctrl+2 …", "第一、第二部分 ……")
"""How the list of keys says what the actions without words do."""


class WindowActions(QObject):
    """The actions of a window by their ids; the menus are there from the start, and empty until `add` is called."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._menus = {menu: window.menuBar().addMenu(menu.value) for menu in Menu}
        self._specs: list[ActionSpec] = []
        self._actions: dict[str, QAction] = {}
        self.tool_bar = QToolBar("工具栏", window)
        self.tool_bar.setObjectName("tools")
        self.tool_bar.setMovable(False)
        self.tool_bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.tool_bar.toggleViewAction().setVisible(False)
        self.tool_bar.hide()
        window.addToolBar(self.tool_bar)

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def add(self, specs: Iterable[ActionSpec], session: "Session") -> None:
        """Put the actions into menus and tool bar, and offer from now on those that the session allows."""
        order = list(Menu)
        self._specs = sorted(specs, key=lambda spec: (order.index(spec.menu) if spec.menu else len(order), spec.group))
        self._actions = {spec.id: _action(self._window, spec) for spec in self._specs}
        for menu, of_menu in groupby(self._specs, key=lambda spec: spec.menu):
            if menu is None:
                self._window.addActions([self._actions[spec.id] for spec in of_menu])
            else:
                self._fill(self._menus[menu], of_menu, "group")
                self._menus[menu].aboutToShow.connect(partial(self._show_icons, menu))
        of_bar = sorted((spec for spec in self._specs if spec.tool_bar_group), key=lambda spec: spec.tool_bar_group)
        self._fill(self.tool_bar, of_bar, "tool_bar_group")
        self._draw(of_bar)
        session.actions_changed.connect(lambda: self._refresh(session))
        self._refresh(session)

    def _show_icons(self, menu: Menu) -> None:
        """Draw the icons of a menu that is opened: at the start that would take as long as the menus themselves."""
        self._draw(spec for spec in self._specs if spec.menu == menu)

    def _draw(self, specs: Iterable[ActionSpec]) -> None:
        names = action_icons()
        for spec in specs:
            if spec.id in names and self._actions[spec.id].icon().isNull():
                set_icon(self._actions[spec.id], names[spec.id])

    def _fill(self, bar: QMenu | QToolBar, specs: Iterable[ActionSpec], group_field: str) -> None:
        """Put actions into a menu or the tool bar, with a line between two groups."""
        for number, (_, of_group) in enumerate(groupby(specs, key=lambda spec: getattr(spec, group_field))):
            if number:
                bar.addSeparator()
            for submenu, of_submenu in groupby(of_group, key=lambda spec: spec.submenu):
                actions = [self._actions[spec.id] for spec in of_submenu]
                if submenu and isinstance(bar, QMenu):
                    self._add_choice(bar, submenu, actions)
                else:
                    bar.addActions(actions)

    def _add_choice(self, menu: QMenu, words: str, actions: list[QAction]) -> None:
        """Add a menu of actions of which one is chosen at a time."""
        choice = QActionGroup(self)
        for action in actions:
            choice.addAction(action)
        menu.addMenu(words).addActions(actions)

    def _refresh(self, session: "Session") -> None:
        """Offer the actions that can be carried out now, and name what they would be done to."""
        for spec in self._specs:
            action = self._actions[spec.id]
            subject = spec.subject() if spec.subject else ""
            action.setEnabled(spec.enabled(session) and (spec.subject is None or bool(subject)))
            if spec.subject:
                action.setText("：".join(word for word in (spec.label, subject) if word))
        self.tool_bar.setVisible(session.document is not None)

    @property
    def key_words(self) -> list[tuple[str, str]]:
        """Every key with what it does."""
        return [*((spec.keys, spec.label) for spec in self._specs if spec.keys and spec.text), _SECTION_KEYS]


def _action(window: QMainWindow, spec: ActionSpec) -> QAction:
    action = QAction(spec.text, window, checkable=spec.is_switch or bool(spec.submenu), iconText=spec.label)
    action.setChecked(spec.is_chosen)
    if spec.keys:
        action.setShortcut(QKeySequence(spec.keys))
    if spec.keys and spec.text:
        action.setToolTip(f"{spec.label}（{spec.keys}）")
    if spec.is_switch:
        action.toggled.connect(spec.run)
    else:
        action.triggered.connect(lambda _=False: spec.run())
    return action
