"""Every key of the window with what it does, by where it does it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from disclosure_desk.gui.widgets.buttons import main_button
from disclosure_desk.gui.widgets.dialog import WIDE, Dialog

Keys = Sequence[tuple[str, str]]
"""Keys, each with what it does."""

_TABLE: Keys = (
    ("数字", "替换这一格的数"),
    ("F2", "改这一格的数"),
    ("Enter、Tab", "记下，沿填写方向到下一格"),
    ("Shift+Enter、Shift+Tab", "回到上一格"),
    ("方向键", "到旁边的格，也到合计"),
    ("Ctrl+上、Ctrl+下", "到上一组、下一组的第一行"),
    ("Esc", "不改了，恢复原来的数"),
    ("Delete", "清除选中的数"),
    ("Shift+方向键", "选一片格，下面报合计"),
    ("Ctrl+C、Ctrl+X、Ctrl+V", "复制、剪切、粘贴，也和 WPS 来往"),
    ("F1", "这一格怎么填，依据哪一条"),
)
_TEXT: Keys = (
    ("Ctrl+Enter", "到下一段，从最后一段到下一步"),
    ("Tab", "到下一段"),
    ("Shift+Tab", "回到上一段"),
    ("菜单键、Shift+F10", "改划线的词、说明、到表格"),
)
_FINDINGS: Keys = (
    ("上、下", "打开上一处、下一处"),
    ("Enter", "到这一处去改"),
    ("Tab", "到“改为”“说明…”这些按钮"),
    ("Esc", "回到表格或文字"),
)
_DIALOGS: Keys = (
    ("Enter", "按下蓝色的按钮；在大段文字里用 Ctrl+Enter"),
    ("Esc", "取消，不会退出程序"),
    ("Alt+字母", "打开菜单"),
)


class KeysDialog(Dialog):
    """Tells the keys; `everywhere` are those of the menus and of the whole window."""

    def __init__(self, everywhere: Keys, parent: QWidget) -> None:
        super().__init__("快捷键", "help", parent, WIDE)
        left, right = QVBoxLayout(), QVBoxLayout()
        _add(left, "哪里都能用", everywhere)
        for words, keys in (("表格里", _TABLE), ("文字里", _TEXT), ("右侧的核对里", _FINDINGS), ("对话框里", _DIALOGS)):
            _add(right, words, keys)
        columns = QHBoxLayout()
        columns.setSpacing(28)
        for column in (left, right):
            column.setSpacing(6)
            column.addStretch(1)
            columns.addLayout(column, 1)
        self.lay_out(columns)
        close = main_button("关闭")
        close.clicked.connect(self.accept)
        self.lay_out_foot(close)
        close.setFocus()


def _add(column: QVBoxLayout, words: str, keys: Keys) -> None:
    head = QLabel(words)
    head.setObjectName("topic")
    table = QGridLayout()
    table.setHorizontalSpacing(14)
    table.setVerticalSpacing(3)
    table.setColumnStretch(1, 1)
    for row, (key, does) in enumerate(keys):
        name, meaning = QLabel(key), QLabel(does)
        name.setObjectName("key")
        meaning.setObjectName("quiet-small")
        meaning.setWordWrap(True)
        for label in (name, meaning):
            label.setTextFormat(Qt.TextFormat.PlainText)
        table.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        table.addWidget(meaning, row, 1)
    column.addWidget(head)
    column.addLayout(table)
    column.addSpacing(10)
