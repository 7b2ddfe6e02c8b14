"""All controls of the window in all their states on one page, to be laid beside the pictures of the design."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QSpinBox,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.gui.widgets.icons import set_icon
from disclosure_desk.gui.widgets.palette import colours, tokens

STATES = ("平常", "指到", "按下", "焦点", "不能用")
_BUTTONS = (
    ("主要", "main", "送审"),
    ("普通", "plain", "导出…"),
    ("文字", "word", "改名称…"),
    ("危险", "danger", "删除草稿…"),
    ("修改", "tinted", "改为 65"),
)
_STRIPS = (
    ("error", "▲ 存不进去：D 盘满了。刚才的改动留在窗口里。"),
    ("warning", "◆ 这份报告已经有人审核过。要改，先写明原因。"),
    ("hint", "● 列表里没有 2024 年的报告，结转还没法对照。"),
    ("done", "✓ 已备份到 D:\\备份，4 份报告都读得回来。"),
)


class ControlsPage(QWidget):
    """The page; what has the keyboard or the pointer is painted so, though no window has more than one of these."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("控件")
        line = QHBoxLayout(self)
        line.setContentsMargins(28, 20, 28, 20)
        line.setSpacing(48)
        for part in (self._left(), self._right()):
            line.addLayout(part, stretch=1)

    def _left(self) -> QLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(_heading("按钮"))
        for words, name, text in _BUTTONS:
            column.addLayout(_line(words, [_in_state(_button(text, name), state) for state in STATES]))
        column.addLayout(
            _line(
                "小、大",
                [
                    _sized("说明…", "small"),
                    _sized("改为 65", "small", "tinted"),
                    _sized("填剩下 4 格", "large", "main"),
                ],
            )
        )
        column.addLayout(_line("工具", _tools()))
        column.addWidget(_heading("输入"))
        for words, kind in (("文字", _field), ("选择", _combo), ("数字", _spin)):
            column.addLayout(_line(words, [_in_state(kind(), state) for state in ("平常", "焦点", "不能用")]))
        refused = _field()
        refused.setProperty("refused", True)  # noqa: FBT003 - Qt's own signature
        column.addLayout(_line("不收", [refused, _named(QLabel("▲ 只能写数字"), "error")]))
        column.addWidget(_heading("勾选"))
        column.addLayout(_line("多选", _ticks()))
        column.addLayout(_line("单选", _choices()))
        column.addWidget(_heading("标签、进度、滚动"))
        column.addLayout(_line("", [_tabs()]))
        column.addLayout(_line("进度", [_progress(), QLabel("读第 12 / 40 份"), _sized("停", "small")]))
        bar = QScrollBar(Qt.Orientation.Horizontal)
        bar.setRange(0, 100)
        bar.setPageStep(40)
        column.addLayout(_line("滚动", [bar]))
        column.addStretch(1)
        return column

    def _right(self) -> QLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(_heading("话"))
        for tone, words in _STRIPS:
            strip = _named(QLabel(words), "strip")
            strip.setProperty("tone", tone)
            column.addWidget(strip)
        column.addWidget(_heading("色"))
        swatches = QGridLayout()
        for number, token in enumerate(tokens()["light"]):
            swatch = QLabel()
            swatch.setFixedHeight(22)
            swatch.setAutoFillBackground(True)
            look = QPalette(swatch.palette())
            look.setColor(QPalette.ColorRole.Window, getattr(colours(), token))
            swatch.setPalette(look)
            swatches.addWidget(swatch, number // 6 * 2, number % 6)
            swatches.addWidget(_named(QLabel(token), "note-small"), number // 6 * 2 + 1, number % 6)
        column.addLayout(swatches)
        column.addWidget(_heading("字"))
        words = QHBoxLayout()
        for text, name in (
            ("标题 18", "heading"),
            ("小标题 15", "topic"),
            ("界面和数 13", ""),
            ("注 11", "note-small"),
        ):
            words.addWidget(_named(QLabel(text), name))
        words.addStretch(1)
        column.addLayout(words)
        column.addStretch(1)
        return column


def _heading(words: str) -> QLabel:
    return _named(QLabel(words), "topic")


def _named(widget: QLabel, name: str) -> QLabel:
    widget.setObjectName(name)
    return widget


def _line(words: str, widgets: Sequence[QWidget]) -> QLayout:
    line = QHBoxLayout()
    line.setSpacing(10)
    label = _named(QLabel(words), "quiet")
    label.setFixedWidth(60)
    line.addWidget(label)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return line


def _button(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    return button


def _sized(text: str, size: str, name: str = "plain") -> QPushButton:
    button = _button(text, name)
    button.setProperty("scale", size)
    return button


def _tools() -> list[QWidget]:
    found: list[QWidget] = []
    for state in STATES:
        tool = QToolButton()
        tool.setText("导入")
        tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        set_icon(tool, "import")
        found.append(_in_state(tool, state))
    chosen = QToolButton()
    chosen.setText("按列")
    chosen.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    set_icon(chosen, "path-by-columns")
    chosen.setCheckable(True)
    chosen.setChecked(True)
    return [*found, chosen]


def _field() -> QLineEdit:
    field = QLineEdit("金牛山")
    field.setFixedWidth(104)
    return field


def _combo() -> QComboBox:
    combo = QComboBox()
    combo.addItems(["王志强", "刘建国"])
    combo.setFixedWidth(104)
    return combo


def _spin() -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(2008, 2099)
    spin.setValue(2025)
    spin.setFixedWidth(104)
    return spin


def _ticks() -> list[QWidget]:
    boxes: list[QWidget] = []
    for words, state in (
        ("去年数", Qt.CheckState.Unchecked),
        ("去年数", Qt.CheckState.Checked),
        ("部分", Qt.CheckState.PartiallyChecked),
    ):
        box = QCheckBox(words)
        box.setTristate(True)
        box.setCheckState(state)
        boxes.append(box)
    return [*boxes, _in_state(QCheckBox("焦点"), "焦点"), _in_state(QCheckBox("不能用"), "不能用")]


def _choices() -> list[QWidget]:
    chosen = QRadioButton("按列")
    chosen.setAutoExclusive(False)
    chosen.setChecked(True)
    return [
        chosen,
        QRadioButton("按行"),
        _in_state(QRadioButton("焦点"), "焦点"),
        _in_state(QRadioButton("不能用"), "不能用"),
    ]


def _tabs() -> QTabBar:
    tabs = QTabBar()
    for words in ("核对　5", "去年", "预览"):
        tabs.addTab(words)
    return tabs


def _progress() -> QProgressBar:
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setRange(0, 100)
    bar.setValue(62)
    bar.setFixedWidth(220)
    return bar


def _in_state(widget: QWidget, state: str) -> QWidget:
    """A widget that paints itself in a state, without having it."""
    widget.setProperty("shown_state", state)
    if state == "不能用":
        widget.setEnabled(False)
    return widget


def show_states(page: QWidget) -> None:
    """Bring the widgets of a shown page into the states that they are to be seen in."""
    for widget in page.findChildren(QWidget):
        state = widget.property("shown_state")
        if state == "指到":
            widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
            QApplication.sendEvent(widget, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
        if state == "按下" and isinstance(widget, QPushButton | QToolButton):
            widget.setDown(True)


def focused(page: QWidget) -> list[QWidget]:
    """The widgets that are to be seen with the keyboard; each has it in a picture of its own."""
    return [widget for widget in page.findChildren(QWidget) if widget.property("shown_state") == "焦点"]


def leave(widget: QWidget) -> None:
    """Take the pointer away."""
    QApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))
