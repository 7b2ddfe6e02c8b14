"""The four areas of the window that F6 goes round: the page, the panel, the path, the tools."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QToolButton, QWidget

from disclosure_desk.gui.report.report_page import ReportPage

_BY_KEY = Qt.FocusReason.ShortcutFocusReason


def go_round(page: ReportPage, by: int) -> None:
    """Give the keyboard to the area so many after the one that has it; one that can take nothing is passed over."""
    areas = _areas(page)
    widgets = [widget for widget, _ in areas]
    keyboard = QApplication.focusWidget()
    here = next((number for number, one in enumerate(widgets) if number and keyboard and _is_in(keyboard, one)), 0)
    if widgets[here] is page.workspace.panel and page.workspace.is_folded:
        page.workspace.close_panel()
    for step in range(1, len(areas) + 1):
        _, enter = areas[(here + by * step) % len(areas)]
        if enter():
            return


def _areas(page: ReportPage) -> list[tuple[QWidget, Callable[[], bool]]]:
    """Each area with what gives it the keyboard and tells whether it took it."""
    window = page.window()
    bar = window.menuBar() if isinstance(window, QMainWindow) else page.path
    areas: list[tuple[QWidget, Callable[[], bool]]] = [
        (page, lambda: _enter_page(page)),
        (page.workspace.panel, lambda: _enter_panel(page)),
        (page.path, lambda: _take([page.path.next_button, *page.path.stages.values()])),
        (bar, lambda: _take(bar.findChildren(QToolButton))),
    ]
    return areas


def _enter_page(page: ReportPage) -> bool:
    stage = page.stage_page
    if stage is None:
        page.enter_form()
        return True
    stage.setFocus(_BY_KEY)
    return _is_in(QApplication.focusWidget() or page, stage) or stage.focusNextChild()


def _enter_panel(page: ReportPage) -> bool:
    if page.stage_page is not None:
        return False
    page.workspace.open_panel()
    return page.workspace.panel.enter()


def _take(widgets: Iterable[QWidget]) -> bool:
    """Give the keyboard to the first of these that can take it."""
    for widget in widgets:
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            widget.setFocus(_BY_KEY)
            return True
    return False


def _is_in(widget: QWidget, area: QWidget) -> bool:
    return widget is area or area.isAncestorOf(widget)
