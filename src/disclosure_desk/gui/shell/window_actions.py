"""The menus and the tool bar of the window, filled with the actions that its features declare."""

from collections.abc import Iterable
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QToolBar, QToolButton, QWidget

from disclosure_desk.gui.session.action_spec import ActionSpec, Menu
from disclosure_desk.gui.shell.window_keys import WindowKeys
from disclosure_desk.gui.widgets.icons import SIZE, action_icons, set_icon, set_icon_soon
from disclosure_desk.gui.widgets.key_menu import KeyMenu

if TYPE_CHECKING:
    from disclosure_desk.gui.session.session import Session

_BAR_HEIGHT = 37
"""With the line below."""
_ALL_WORDS_FROM, _WORDS_FROM = 1180, 1060
"""From which width of the window on all tools have their words, and all but those in `_BY_PICTURE`."""
_BY_PICTURE = {"undo", "redo"}
_KEYS_OF_FIELDS = {"undo", "redo"}
"""What a field does with its own words as long as it is typed in."""
_STAGE_KEYS = ("Alt+1 … Alt+5", "填写、核对、审核、定稿、交付")
_SECTION_KEYS = ("Ctrl+1 … Ctrl+6", "第一到第六部分")
_STORING_KEYS = ("Ctrl+S", "马上保存正在写的（写好自动保存，不用按）")
_AREA_KEYS = ("F6、Shift+F6", "在表格或文字、右侧、路径、工具之间转")
_MENU_KEYS = ("菜单键、Shift+F10", "打开选中的这一处的菜单")
"""How the list of keys says what the actions without words do."""


class WindowActions(QObject):
    """The actions of a window by their ids; the menus are there from the start, and empty until `add` is called."""

    wanted = Signal()
    """A menu is opened that has no actions yet."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        bar = window.menuBar()
        bar.setNativeMenuBar(False)  # the tools stand in it
        bar.setFixedHeight(_BAR_HEIGHT)
        self._menus = {menu: KeyMenu(menu.title, bar) for menu in Menu}
        for one in self._menus.values():
            bar.addMenu(one)
            one.aboutToShow.connect(self._ask_for_actions)
        self._specs: list[ActionSpec] = []
        self._actions: dict[str, QAction] = {}
        self.tool_bar = QToolBar("工具栏", bar)
        self.tool_bar.setObjectName("tools")
        self.tool_bar.setIconSize(QSize(SIZE, SIZE))
        self.tool_bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.tool_bar.hide()
        self.start_bar = QToolBar("工具栏", bar)
        self.start_bar.setObjectName("tools")
        self.start_bar.setIconSize(QSize(SIZE, SIZE))
        self.start_bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.operator, self._help = QToolButton(bar), QToolButton(bar)
        self.operator.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.operator.setToolTip("操作人。按一下换人。")
        set_icon_soon(self.operator, "operator")
        self._help.setToolTip("手册（F1）")
        self._help.setAccessibleName("手册")
        set_icon_soon(self._help, "help")
        self.operator.hide()
        mark = QToolButton(bar)
        mark.setToolTip("关于")
        mark.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_icon_soon(mark, "program-mark", "accent")
        mark.clicked.connect(partial(self._trigger, "about"))
        bar.setCornerWidget(mark, Qt.Corner.TopLeftCorner)
        self._tools = QWidget(bar)
        line = QHBoxLayout(self._tools)
        line.setContentsMargins(0, 0, 10, 0)
        line.setSpacing(4)
        line.addWidget(self.tool_bar)
        line.addWidget(self.start_bar)
        line.addWidget(self.operator)
        line.addWidget(self._help)
        self._bar = bar
        bar.installEventFilter(self)
        self._tools.installEventFilter(self)

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def _trigger(self, action_id: str, _is_on: bool = False) -> None:  # noqa: FBT001, FBT002 - as a button says it
        self[action_id].trigger()

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
        of_start = [spec for spec in self._specs if spec.is_start_tool]
        self.start_bar.addActions([self._actions[spec.id] for spec in of_start])
        names = action_icons()
        for spec in (*of_bar, *of_start):
            set_icon_soon(self._actions[spec.id], names[spec.id])
        own = (one for name, one in self._actions.items() if name not in _KEYS_OF_FIELDS)
        keys = WindowKeys(self._window, own, {self._actions[spec.id]: spec.refusal for spec in self._specs})
        keys.refused.connect(session.status)
        self.operator.clicked.connect(partial(self._trigger, "switch"))
        self._help.clicked.connect(partial(self._trigger, "handbook"))
        session.actions_changed.connect(lambda: self._refresh(session))
        self._refresh(session)

    def _ask_for_actions(self) -> None:
        if not self._specs:
            self.wanted.emit()

    def _show_icons(self, menu: Menu) -> None:
        """Draw the icons of a menu that is opened: at the start that would take as long as the menus themselves."""
        self._draw(spec for spec in self._specs if spec.menu == menu)

    def _draw(self, specs: Iterable[ActionSpec]) -> None:
        names = action_icons()
        for spec in specs:
            if spec.id in names and self._actions[spec.id].icon().isNull():
                set_icon(self._actions[spec.id], names[spec.id])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        is_bar_resized = watched is self._bar and event.type() == QEvent.Type.Resize
        if is_bar_resized or (watched is self._tools and event.type() == QEvent.Type.LayoutRequest):
            self._place_tools()
        return super().eventFilter(watched, event)

    def _place_tools(self) -> None:
        """Put the tools at the right of the menus: Qt's own corner of a menu bar does not follow what it holds."""
        self._show_words()
        width = self._tools.sizeHint().width()
        self._tools.setGeometry(self._bar.width() - width, 0, width, _BAR_HEIGHT - 1)

    def _show_words(self) -> None:
        """Tools lose their words where there is no room, those first that everybody knows by their pictures."""
        width, both = self._window.width(), Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for spec in self._specs:
            button = self.tool_bar.widgetForAction(self._actions[spec.id]) if spec.tool_bar_group else None
            if isinstance(button, QToolButton):
                has_words = width >= (_ALL_WORDS_FROM if spec.id in _BY_PICTURE else _WORDS_FROM)
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # F6 comes to the tools
                button.setToolButtonStyle(both if has_words else Qt.ToolButtonStyle.ToolButtonIconOnly)

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
        self.start_bar.setVisible(session.is_open and session.document is None)
        self._place_tools()

    def show_operator(self, name: str) -> None:
        """Show who is at work, "" where nobody was asked."""
        self.operator.setText(f" {name}" if name else "")
        self.operator.setAccessibleName(f"操作人：{name}")
        self.operator.setVisible(bool(name))
        self._place_tools()

    @property
    def key_words(self) -> list[tuple[str, str]]:
        """Every key with what it does."""
        named = ((_shown(spec.keys), spec.label) for spec in self._specs if spec.keys and spec.text)
        return [*named, _STORING_KEYS, _SECTION_KEYS, _STAGE_KEYS, _AREA_KEYS, _MENU_KEYS]


def _shown(keys: str) -> str:
    """Keys as they stand on the keyboard, where Qt has another word."""
    return keys.replace("Return", "Enter")


def _action(window: QMainWindow, spec: ActionSpec) -> QAction:
    action = QAction(
        spec.text, window, checkable=spec.is_switch or bool(spec.submenu), iconText=f" {spec.tool_words or spec.label}"
    )
    action.setChecked(spec.is_chosen)
    if spec.keys:
        action.setShortcuts([QKeySequence(keys) for keys in dict.fromkeys((spec.keys, _shown(spec.keys)))])
    if spec.keys and spec.text:
        action.setToolTip(f"{spec.label}（{_shown(spec.keys)}）")
    if spec.is_switch:
        action.toggled.connect(spec.run)
    else:
        action.triggered.connect(lambda _=False: spec.run())
    return action
