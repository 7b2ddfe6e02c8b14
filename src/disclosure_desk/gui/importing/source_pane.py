"""What is being taken in, as its pages where it has some, else as its text; the place that is looked at is marked."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from disclosure_desk.gui.importing.source_pages import SourcePages
from disclosure_desk.gui.importing.source_text import SourceText
from disclosure_desk.gui.pages.page_pane import give_keys
from disclosure_desk.gui.widgets.elided_label import ElidedLabel
from disclosure_desk.readers.model.reading import Reading
from disclosure_desk.readers.model.source_items import Box, SourceRow

_NO_SOURCE = "本程序自己的数据文件，没有原文可以对照。"
_NO_PAGES = "页面画不出来，下面是读到的文字。"
_NOWHERE = "原文里没有对应的地方。"


class Source(NamedTuple):
    """What is taken in: how the clerk knows it, its bytes, and its ending."""

    name: str
    content: bytes
    ending: str


class SourcePane(QWidget):
    """The source of a reading under its name."""

    def __init__(self, source: Source, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._items = reading.items
        self._looked_at: tuple[tuple[int, ...], int | None] = ((), None)
        self._stack = QStackedWidget(self)
        self.place = QLabel(self)
        self.place.setObjectName("quiet")
        self.name = ElidedLabel(self)
        self.name.setText(source.name)
        self.name.setObjectName("topic")
        self.text = SourceText(reading.items, self)
        self.pages = SourcePages(self) if source.content[:1024].find(b"%PDF-") >= 0 and _has_pages(reading) else None
        self.note = QLabel(_NO_PAGES, self)
        self.note.setObjectName("note")
        self.note.setWordWrap(True)
        self.note.hide()
        self.empty = QLabel(_NO_SOURCE, self)
        self.empty.setObjectName("empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self._stack.addWidget(self.text)
        self._stack.addWidget(self.empty)
        self._stack.setCurrentWidget(self.text if reading.items else self.empty)
        if self.pages:
            self._stack.addWidget(self.pages)
            self._stack.setCurrentWidget(self.pages)
            self.pages.given_up.connect(self._show_text)
            self.pages.start(source.content)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 10, 10)
        head.setSpacing(10)
        head.addWidget(self.name)
        head.addWidget(self.place)
        head.addStretch(1)
        if self.pages:
            for text, keys, step in (("缩小", "Ctrl+-", -1), ("放大", "Ctrl+=", 1)):
                head.addWidget(self._zoom_button(self.pages, text, keys, step))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addWidget(self._stack, 1)

    def _zoom_button(self, pages: SourcePages, text: str, keys: str, step: int) -> QToolButton:
        action = QAction(text, self)
        give_keys(action, keys)
        action.triggered.connect(lambda: pages.step_zoom(step))
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def stop(self) -> None:
        """Draw no more."""
        if self.pages:
            self.pages.stop()

    def show_place(self, items: Sequence[int], cell: int | None) -> None:
        """Mark items of the source, the first of them in view, and in it a cell, if it is known which."""
        locations = [self._items[item].location for item in items]
        page = locations[0].page if locations else None
        self.place.setText(f"第 {page + 1} 页" if page is not None else locations[0].name if locations else "")
        if not items and self._items:
            self.place.setText(_NOWHERE)
        self._looked_at = (tuple(items), cell)
        if self.pages and self._stack.currentWidget() is self.pages:
            self.pages.show_locations(locations, self._box(items, cell))
        else:
            self.text.mark(items, cell)

    def _box(self, items: Sequence[int], cell: int | None) -> Box | None:
        """Where the cell stands on its page, if that is known."""
        row = self._items[items[0]] if items else None
        return row.boxes[cell] if isinstance(row, SourceRow) and row.boxes and cell is not None else None

    def _show_text(self) -> None:
        self._stack.setCurrentWidget(self.text)
        self.text.mark(*self._looked_at)
        self.note.show()


def _has_pages(reading: Reading) -> bool:
    return any(item.location.page is not None for item in reading.items)
