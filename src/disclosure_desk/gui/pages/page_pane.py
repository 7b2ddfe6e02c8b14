"""The pages of one document under a bar to go about in them; panel and preview both show them with this."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QLabel, QMenu, QToolBar, QToolButton, QVBoxLayout, QWidget

from disclosure_desk.core.form import Form
from disclosure_desk.gui.pages.page_map import name_of, page_names, spot_at, spots_of
from disclosure_desk.gui.pages.page_view import PagePoint, PageView
from disclosure_desk.gui.pages.render_thread import Make, PageImage, RenderedDocument, RenderThread

if TYPE_CHECKING:
    from disclosure_desk.writers.pdf.page import PrintedDocument

_OLD = "下面还是改动前的样子，不是最新。"
_LEAD = 24
"""Points of white left above a section that is scrolled to."""


class PagePane(QWidget):
    """Shows what a `Make` makes; while it cannot be made, says why and keeps the last pages, marked as old."""

    place_chosen = Signal(str)
    """Where the clerk wants to go on filling: a text, a section, or `unit`."""
    changed = Signal()
    """There is a new document, or one that could not be made."""
    drawn = Signal(object)
    """PageImage: an image, also those that others asked the thread for."""

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._make: Make | None = None
        self.made: RenderedDocument | None = None
        """The document that is shown."""
        self._section = ""
        """What to bring into view as soon as there are pages."""
        self.is_old = False
        """Whether what is shown is older than what was asked for, because that cannot be made."""
        self.thread_ = RenderThread()
        self.view = PageView(self.describe, self)
        self.note = QLabel("正在排版…", self)
        self.note.setObjectName("note")
        self.note.setWordWrap(True)
        self.bar = QToolBar(self)
        self.pages_button = QToolButton(self)
        self._fill_bar()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.bar, self.note, self.view):
            layout.addWidget(widget)
        self._connect()

    def _fill_bar(self) -> None:
        self.bar.setObjectName("pages")
        self.pages_button.setObjectName("where")
        self.pages_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.pages_button.setToolTip("到哪一页")
        self.pages_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.pages_button.setMenu(QMenu(self))
        self.bar.addWidget(self.pages_button)
        self.smaller = self.add_action("缩小", lambda: self.view.step_zoom(-1), QKeySequence.StandardKey.ZoomOut)
        self.larger = self.add_action("放大", lambda: self.view.step_zoom(1), QKeySequence.StandardKey.ZoomIn)
        self.actual = self.add_action("100%", lambda: self.view.set_zoom(1.0))
        self.fit = self.add_action("适合宽度", lambda: self.view.set_zoom(0.0))
        self._show_where()

    def add_action(
        self, text: str, slot: Callable[[], object], keys: QKeySequence.StandardKey | str | None = None
    ) -> QAction:
        """Put an action into the bar; its keys hold within the pane."""
        action = QAction(text, self)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _=False: slot())
        if keys:
            give_keys(action, keys)
        self.addAction(action)
        self.bar.addAction(action)
        return action

    def _connect(self) -> None:
        thread = self.thread_
        thread.made.connect(self._show_made)
        thread.refused.connect(self._show_refused)
        thread.drawn.connect(self._show_drawn)
        thread.failed.connect(self._raise)
        self.destroyed.connect(thread.stop)
        self.view.wanted.connect(lambda requests: self.request_images("view", requests))
        self.view.chosen.connect(self._choose)
        self.view.moved.connect(self._show_where)
        self.pages_button.menu().aboutToShow.connect(self._list_pages)
        self.pages_button.menu().triggered.connect(lambda action: self.view.show_page(action.data()))

    def show_made_by(self, make: Make) -> None:
        """Show this document as soon as it is made."""
        self._make = make
        self.thread_.make(make)

    def request_images(self, requester: str, requests: object) -> None:
        """Have pages of the shown document drawn, while the pane is seen."""
        if self.made and self.isVisible():
            self.thread_.request_images(requester, self.made.number, requests)  # type: ignore[arg-type] # a signal carries objects

    @property
    def printed(self) -> "PrintedDocument | None":
        """The document that is shown."""
        return self.made.printed if self.made else None

    def show_section(self, section_id: str) -> None:
        """Bring a section into view, as soon as there are pages; nothing moves where some of it is seen."""
        self._section = "" if self.made else section_id
        spots = spots_of(self._form, self.made.printed.places, section_id) if self.made else []
        points = [PagePoint(spot.page, spot.top - _LEAD) for spot in spots]
        if points and not any(self.view.is_seen(PagePoint(spot.page, spot.top)) for spot in spots):
            self.view.show_point(points[0])

    def describe(self, point: PagePoint) -> str:
        """What stands at a point, in the clerk's words."""
        place = self._place_at(point)
        return name_of(self._form, place) if place else ""

    def _place_at(self, point: PagePoint) -> str:
        spot = spot_at(self.made.printed.places, *point) if self.made else None
        return spot.place if spot else ""

    def _choose(self, point: PagePoint) -> None:
        place = self._place_at(point)
        if place:
            self.place_chosen.emit(place)

    def _show_made(self, made: RenderedDocument) -> None:
        self.made, self.is_old = made, False
        self.note.hide()
        self.view.show_pale(False)  # noqa: FBT003 - one flag, named by the method
        self.view.show_pages(made.sizes)
        if self._section:
            self.show_section(self._section)
        self.changed.emit()

    def _show_refused(self, words: str) -> None:
        self.is_old = self.made is not None
        self.note.setText(f"{words}{_OLD}" if self.is_old else words)
        self.note.show()
        self.view.show_pale(self.is_old)
        self.changed.emit()

    def _raise(self, error: Exception) -> None:
        self._show_refused("没能排出页面。")
        raise error

    def _show_drawn(self, drawn: PageImage) -> None:
        if self.made and drawn.number == self.made.number:
            self.view.show_image(drawn.request, drawn.image)
            self.drawn.emit(drawn)

    def _show_where(self) -> None:
        count = len(self.made.sizes) if self.made else 0
        self.pages_button.setText(f"第 {self.view.current_page + 1} / {count} 页" if count else "没有页")
        for control in (self.pages_button, self.smaller, self.larger, self.actual, self.fit):
            control.setEnabled(bool(count))

    def _list_pages(self) -> None:
        menu = self.pages_button.menu()
        menu.clear()
        if self.made:
            for page, name in enumerate(page_names(self._form, self.made.printed.places, len(self.made.sizes))):
                menu.addAction(name).setData(page)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if self.made:
            self.view.show_pages(self.made.sizes)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        if not event.spontaneous():
            self.thread_.stop()


def give_keys(action: QAction, keys: QKeySequence.StandardKey | QKeyCombination | str) -> None:
    """Let keys carry an action out, and its tool tip tell them."""
    action.setShortcut(QKeySequence(keys))
    action.setToolTip(f"{action.text().rstrip('…')}（{action.shortcut().toString()}）")
