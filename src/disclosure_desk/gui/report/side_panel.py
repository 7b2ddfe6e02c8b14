"""The panel at the right of a report: findings, last year's report, pages on paper; folded, a strip of pictures."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget

from disclosure_desk.gui.report.findings_panel import FindingsPanel
from disclosure_desk.gui.report.last_year_pane import LastYearPane
from disclosure_desk.gui.widgets.icons import set_icon
from disclosure_desk.gui.widgets.look import look_anew

FINDINGS, LAST_YEAR, PREVIEW = "核对", "去年", "预览"
_TABS = {FINDINGS: "findings-panel", LAST_YEAR: "last-year-panel", PREVIEW: "preview"}
"""The tabs with their pictures, in the order of the pages behind them."""
STRIP_WIDTH = 44
HEAD_HEIGHT = 38


class SidePanel(QWidget):
    """Shows one of its tabs; `tab_wanted` asks for the other, `close_wanted` for the panel to go."""

    tab_wanted = Signal(str)
    close_wanted = Signal()
    """The clerk goes back to the page; a panel that lies over it folds."""

    def __init__(self, findings: FindingsPanel, last_year: LastYearPane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.findings, self.last_year = findings, last_year
        self.own_tab = FINDINGS
        """The tab that is shown where the pages are not."""
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName("右侧")
        self.tabs.setExpanding(False)
        for words in _TABS:
            self.tabs.addTab(words)
        self.up = tool("previous-finding", "上一处问题", self)
        self.down = tool("next-finding", "下一处问题（F8）", self)
        self.shut = tool("close", "收起", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(findings)
        self._last_year_place = QVBoxLayout(holder := QWidget(self))
        self._last_year_place.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(holder)
        self.take_last_year()
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 6, 0)
        head.setSpacing(2)
        head.addWidget(self.tabs, 1, Qt.AlignmentFlag.AlignBottom)
        for button in (self.up, self.down, self.shut):
            head.addWidget(button)
        top = QWidget(self)
        top.setObjectName("panel-head")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top.setFixedHeight(HEAD_HEIGHT)
        top.setLayout(head)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(top)
        layout.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(lambda number: self.turn_to([*_TABS][number]))
        self.up.clicked.connect(findings.choose_previous)
        self.down.clicked.connect(findings.choose_next)
        self.shut.clicked.connect(self.close_wanted)
        self.float_over(is_over=False)

    def turn_to(self, words: str) -> None:
        """Ask for a tab; one of the panel's own is the one that it comes back to."""
        if words != PREVIEW:
            self.own_tab = words
        self.tab_wanted.emit(words)

    def enter(self) -> bool:
        """Have the keyboard in what is shown; False where that takes none."""
        shown = self._stack.currentWidget()
        wanted = {FINDINGS: self.findings.list, LAST_YEAR: self.last_year.text}.get(self.tab, shown)
        target = wanted if wanted.isVisible() else self.tabs
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return target.hasFocus() or target.isAncestorOf(QApplication.focusWidget() or self)

    def show_tab(self, words: str) -> None:
        """Show a tab, without asking for it."""
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex([*_TABS].index(words))
        is_findings = words == FINDINGS
        self._stack.setCurrentIndex(min([*_TABS].index(words), self._stack.count() - 1))
        for button in (self.up, self.down):
            button.setVisible(is_findings)

    @property
    def tab(self) -> str:
        """The tab that is shown."""
        return [*_TABS][self.tabs.currentIndex()]

    def take_preview(self, preview: QWidget) -> None:
        """Have the pages as the last tab."""
        if self._stack.indexOf(preview) < 0:
            self._stack.addWidget(preview)

    def offer_preview(self, *, is_offered: bool) -> None:
        """Have a tab for the pages, or none because they stand beside the form."""
        with QSignalBlocker(self.tabs):  # a tab that goes makes another the current one
            self.tabs.setTabVisible([*_TABS].index(PREVIEW), is_offered)

    def take_last_year(self) -> None:
        """Have last year's report as a tab, and not in a column of its own."""
        self._last_year_place.addWidget(self.last_year)

    def offer_last_year(self, *, is_offered: bool) -> None:
        """Have a tab for last year's report, or none because it stands beside the form."""
        with QSignalBlocker(self.tabs):
            self.tabs.setTabVisible([*_TABS].index(LAST_YEAR), is_offered)

    def float_over(self, *, is_over: bool) -> None:
        """Be a panel of the window, or one that lies over the page for a while and can be closed."""
        self.shut.setVisible(is_over)
        self.setProperty("over", is_over)
        edge = 1 if is_over else 0
        self.setContentsMargins(edge, 0, edge, 0)
        look_anew(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.close_wanted.emit()
        else:
            super().keyPressEvent(event)


class FoldedPanel(QWidget):
    """The strip that is left of a folded panel: a picture for each tab."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip-right")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(STRIP_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5, 6, 5, 6)
        layout.setSpacing(2)
        self.buttons = {words: tool(name, words, self) for words, name in _TABS.items()}
        for words, button in self.buttons.items():
            layout.addWidget(button)
            button.clicked.connect(lambda _=False, words=words: self.opened.emit(words))
        layout.addStretch(1)


def tool(icon: str, words: str, parent: QWidget) -> QToolButton:
    """A button of a picture, whose words are its tip and its name."""
    button = QToolButton(parent)
    set_icon(button, icon)
    button.setToolTip(words)
    button.setAccessibleName(words.partition("（")[0])
    return button
