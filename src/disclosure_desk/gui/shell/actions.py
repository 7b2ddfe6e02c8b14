"""Everything the window can do, as one table: its words, its keys, its place in menu and tool bar."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QToolBar


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    menu: str
    text: str
    keys: str = ""
    needs_report: bool = True
    starts_group: bool = False
    is_switch: bool = False


_ENTRIES = (
    _Entry("new", "报告", "新建报告…", "Ctrl+N", needs_report=False),
    _Entry("import", "报告", "导入…", "Ctrl+O", needs_report=False),
    _Entry("paste_report", "报告", "从剪贴板导入…", "Ctrl+Shift+V", needs_report=False),
    _Entry("import_last_year", "报告", "导入去年的报告…"),
    _Entry("back", "报告", "返回列表", "Ctrl+L", starts_group=True),
    _Entry("rename", "报告", "改名称…"),
    _Entry("export", "报告", "导出…", "Ctrl+E", starts_group=True),
    _Entry("fragment", "报告", "复制网页代码"),
    _Entry("preview", "报告", "预览和打印…", "Ctrl+P"),
    _Entry("archive", "报告", "纸质存档…"),
    _Entry("page_settings", "报告", "页面设置…", needs_report=False),
    _Entry("check_settings", "报告", "核对设置…", needs_report=False),
    _Entry("quit", "报告", "退出", "Ctrl+Q", needs_report=False, starts_group=True),
    _Entry("undo", "编辑", "撤销", "Ctrl+Z"),
    _Entry("redo", "编辑", "重做", "Ctrl+Y"),
    _Entry("zero", "编辑", "其余填 0", "Ctrl+0", starts_group=True),
    _Entry("explain", "编辑", "说明这一处…", "F7"),
    _Entry("fee", "编辑", "信息处理费…"),
    _Entry("side_preview", "查看", "右侧预览", "F9", is_switch=True),
    _Entry("next_section", "查看", "下一部分", "F6", starts_group=True),
    _Entry("last_section", "查看", "上一部分", "Shift+F6"),
    _Entry("next_finding", "查看", "下一处问题", "F8"),
    _Entry("sign", "审核", "审核…", "F4"),
    _Entry("seal", "审核", "定稿…"),
    _Entry("correct", "审核", "更正…", starts_group=True),
    _Entry("publish", "审核", "公布登记…"),
    _Entry("trail", "数据", "修改记录…", "F3", needs_report=False),
    _Entry("backup", "数据", "备份和恢复…", needs_report=False),
    _Entry("operators", "数据", "操作人…", needs_report=False, starts_group=True),
    _Entry("switch", "数据", "换人…", needs_report=False),
    _Entry("pin", "数据", "改口令…", needs_report=False),
    _Entry("lock", "数据", "锁定", "Ctrl+Shift+L", needs_report=False),
    _Entry("keys", "帮助", "快捷键", "F1", needs_report=False),
    _Entry("about", "帮助", "关于", needs_report=False),
)
_BAR = ("back", None, "undo", "redo", None, "import", "export", "preview", "side_preview")
_SECTIONS = 9
_BY_GRID = "zero"


class Actions(QObject):
    """The actions of a window by name, in its menu bar and its tool bar; `section_wanted` counts from 0."""

    section_wanted = Signal(int)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        menus = {name: window.menuBar().addMenu(name) for name in dict.fromkeys(entry.menu for entry in _ENTRIES)}
        for entry in _ENTRIES:
            if entry.starts_group:
                menus[entry.menu].addSeparator()
            self._actions[entry.name] = _action(window, entry)
            menus[entry.menu].addAction(self._actions[entry.name])
        self.bar = QToolBar("工具栏", window)
        self._fill_bar(window)
        self._add_section_keys(window)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def _fill_bar(self, window: QMainWindow) -> None:
        self.bar.setObjectName("tools")
        self.bar.setMovable(False)
        self.bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.bar.toggleViewAction().setVisible(False)
        for name in _BAR:
            if name is None:
                self.bar.addSeparator()
            else:
                self.bar.addAction(self._actions[name])
        window.addToolBar(self.bar)

    def _add_section_keys(self, window: QMainWindow) -> None:
        for number in range(_SECTIONS):
            action = QAction(window, shortcut=QKeySequence(f"Ctrl+{number + 1}"))
            action.triggered.connect(lambda _=False, number=number: self.section_wanted.emit(number))
            window.addAction(action)
            self._actions[f"section {number}"] = action

    def key_words(self) -> list[tuple[str, str]]:
        """Every key with what it does."""
        own = [(entry.keys, entry.text.rstrip("…")) for entry in _ENTRIES if entry.keys]
        return [*own, ("Ctrl+1、Ctrl+2 …", "第一、第二部分 ……")]

    def show_for(self, *, report: bool) -> None:
        """Offer what can be done with an open report, or without one."""
        for entry in _ENTRIES:
            self._actions[entry.name].setEnabled(report or not entry.needs_report)
        for number in range(_SECTIONS):
            self._actions[f"section {number}"].setEnabled(report)
        self._actions[_BY_GRID].setEnabled(False)
        self.offer_steps("", "")
        self.bar.setVisible(report)

    def offer_steps(self, undo: str, redo: str) -> None:
        """Offer to take back and to bring back these steps by their names, "" where there is none."""
        for name, step in (("undo", undo), ("redo", redo)):
            action = self._actions[name]
            action.setEnabled(bool(step))
            action.setText("：".join(word for word in (action.iconText(), step) if word))


def _action(window: QMainWindow, entry: _Entry) -> QAction:
    action = QAction(entry.text, window, checkable=entry.is_switch, iconText=entry.text.rstrip("…"))
    if entry.keys:
        action.setShortcut(QKeySequence(entry.keys))
        action.setToolTip(f"{entry.text.rstrip('…')}（{entry.keys}）")
    return action
