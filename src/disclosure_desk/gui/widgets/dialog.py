"""What all dialogs wear: a head with icon and title, a body that scrolls on a low screen, a foot with the buttons.

The window behind is dimmed while one is open. Enter presses the filled button, from a text of several lines with Ctrl;
Esc drops what was begun.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.gui.widgets.icons import LARGE, icon_pixmap, set_icon
from disclosure_desk.gui.widgets.palette import colours, tokens

SMALL, USUAL, WIDE = 420, 560, 760
"""The widths of dialogs."""
FREE = 80
"""So much of the screen a dialog leaves free, in height and in width."""
_MARGIN, _FOOT_HEIGHT, _EDGE = 20, 58, 1
_CUTTING = {"xcb", "windows"}
"""The platforms of Qt that let a window have another shape than a rectangle."""
_RINGS = 12
"""In so many steps a shadow fades."""


class Dialog(QDialog):
    """Asks for what must be finished or dropped; a subclass lays out its body and its foot.

    `size` is wanted where the body takes all the room it gets, as a long table does; else the body decides the height.
    """

    def __init__(
        self, title: str, icon: str, parent: QWidget | None = None, width: int = USUAL, *, size: QSize | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(title)
        self.setObjectName("dialog")
        self._width, self._size = width, size
        dim_behind(self)
        self.body, self.foot = QVBoxLayout(), QHBoxLayout()
        self.body.setContentsMargins(_MARGIN, 16, _MARGIN, 16)
        self.body.setSpacing(10)
        inner = QWidget(self)
        inner.setObjectName("dialog-body")
        inner.setLayout(self.body)
        self._scroll = None if size else _Body(inner, self.body, self)
        if self._scroll is not None:
            self._scroll.changed.connect(self._fit)
        self._head, self._foot = _Head(title, icon, self), QFrame(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._scroll or inner, 1)
        column.addWidget(self._foot)
        self._foot.setObjectName("dialog-foot")
        self._foot.setMinimumHeight(_FOOT_HEIGHT)
        self._foot.setLayout(self.foot)
        self.foot.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        self.foot.setSpacing(8)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._press_default)

    def lay_out(self, *parts: QWidget | QLayout) -> None:
        """Put the parts of the body under one another."""
        for part in parts:
            if isinstance(part, QLayout):
                self.body.addLayout(part)
            else:
                self.body.addWidget(part)

    def lay_out_foot(
        self, *buttons: QPushButton, left: tuple[QWidget, ...] = (), default: QPushButton | None = None
    ) -> None:
        """Put buttons at the right of the foot, others at its left; Enter presses the default, else the last."""
        for widget in left:
            self.foot.addWidget(widget, 1 if isinstance(widget, QLabel) else 0)
        self.foot.addStretch(0 if any(isinstance(widget, QLabel) for widget in left) else 1)
        for button in buttons:
            self.foot.addWidget(button)
        (default or buttons[-1]).setDefault(True)

    def _press_default(self) -> None:
        buttons: Iterable[QPushButton] = self.findChildren(QPushButton)
        for button in [one for one in buttons if one.isDefault() and one.isEnabled()]:
            button.click()

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001, N802 - Qt's name
        """Before it is shown: as high as it must be, Tab in order, the keyboard where the clerk begins."""
        if visible and not self.isVisible():
            self._fit()
            self._order_tabs()
        super().setVisible(visible)

    @property
    def outline(self) -> QRegion:
        """What of its rectangle it is, with its round corners."""
        radius, corners = tokens()["space"]["radius_dialog"], QPainterPath()
        corners.addRoundedRect(QRectF(self.rect()), radius, radius)
        return QRegion(corners.toFillPolygon().toPolygon())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Cut the corners: a window that can be seen through would be black there where nothing composes the screen."""
        super().resizeEvent(event)
        if QGuiApplication.platformName() in _CUTTING:
            self.setMask(self.outline)

    def _fit(self) -> None:
        """Take the size that the body wants, as far as the screen has it; a text that grows makes the dialog higher."""
        room = self.screen().availableSize() - QSize(FREE, FREE)
        if self._scroll is None:
            self.resize((self._size or room).boundedTo(room))
            return
        width = min(self._width, room.width())
        self.setFixedWidth(width)
        self.ensurePolished()
        frame = self._head.sizeHint().height() + max(self._foot.sizeHint().height(), _FOOT_HEIGHT) + 2 * _EDGE
        height = self._scroll.height_for(width - 2 * _EDGE) + frame
        self.resize(width, min(max(height, self.height() if self.isVisible() else 0), room.height()))
        if self.isVisible():
            self._stay_on_screen()

    def _stay_on_screen(self) -> None:
        """Move up as far as the buttons have grown out of the screen below: it was placed when it was lower."""
        area = self.screen().availableGeometry().adjusted(0, FREE // 2, 0, -FREE // 2)
        beyond = self.geometry().bottom() - area.bottom()
        if beyond > 0:
            self.move(self.x(), max(self.y() - beyond, area.top()))

    def _order_tabs(self) -> None:
        """Let Tab go through the body as one reads it, then to the button that ends the dialog, then to the others."""
        chain = [widget for widget in _in_order(self.layout()) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
        buttons: Iterable[QPushButton] = self._foot.findChildren(QPushButton)
        in_foot = {*buttons}
        default = next((one for one in in_foot if one.isDefault()), None)
        chain.sort(key=lambda one: 0 if one not in in_foot else 1 if one is default else 2)
        for one, following in pairwise(chain):
            self.setTabOrder(one, following)
        if self.focusWidget() is None:
            first = next((one for one in chain if one.isEnabledTo(self) and not one.isHidden()), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.TabFocusReason)


def _in_order(layout: QLayout | None) -> Iterator[QWidget]:
    """The widgets of a layout, and of those in it, as they stand there."""
    items = [layout.itemAt(place) for place in range(layout.count())] if layout else []
    for item in items:
        if item is not None and item.layout() is not None:
            yield from _in_order(item.layout())
        elif item is not None and item.widget() is not None:
            yield from _within(item.widget())


def _within(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    if isinstance(widget, QScrollArea):
        yield from _within(widget.widget())
    elif isinstance(widget, QSplitter):
        for place in range(widget.count()):
            yield from _within(widget.widget(place))
    elif isinstance(widget, QTabWidget):
        yield widget.tabBar()
        for place in range(widget.count()):
            yield from _within(widget.widget(place))
    else:
        yield from _in_order(widget.layout())


class _Head(QFrame):
    """Icon, title and a cross; the dialog is moved by it."""

    def __init__(self, title: str, icon: str, dialog: QDialog) -> None:
        super().__init__(dialog)
        self.setObjectName("dialog-head")
        picture, words, close = QLabel(self), QLabel(title, self), QToolButton(self)
        picture.setPixmap(icon_pixmap(icon, "accent", LARGE, dialog.devicePixelRatio()))
        words.setObjectName("dialog-title")
        close.setToolTip("关闭（Esc）")
        close.setAccessibleName("关闭")
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_icon(close, "close")
        close.clicked.connect(dialog.reject)
        dialog.windowTitleChanged.connect(words.setText)
        line = QHBoxLayout(self)
        line.setContentsMargins(_MARGIN, 6, 10, 6)
        line.setSpacing(10)
        line.addWidget(picture)
        line.addWidget(words, 1)
        line.addWidget(close)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        handle = self.window().windowHandle()
        if event.button() == Qt.MouseButton.LeftButton and handle is not None:
            handle.startSystemMove()


class _Body(QScrollArea):
    """The body of a dialog; it scrolls only where the screen is too low for it."""

    changed = Signal()
    """What it holds wants another height."""

    def __init__(self, inner: QWidget, layout: QLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self._layout = layout
        self.setObjectName("dialog-scroll")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)

    def height_for(self, width: int) -> int:
        """The height that all of it takes at a width."""
        self._layout.activate()
        if self._layout.hasHeightForWidth():
            return self._layout.totalHeightForWidth(width)
        return self._layout.totalSizeHint().height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        done = super().eventFilter(watched, event)
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.changed.emit()
        return done


def dim_behind(dialog: QDialog) -> None:
    """Dim the window behind a dialog for as long as that is shown."""
    dialog.installEventFilter(_Shade(dialog))


class _Shade(QObject):
    """Follows a dialog that is shown and hidden."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._cover: DimmingCover | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if not event.spontaneous() and event.type() in {QEvent.Type.Show, QEvent.Type.Hide}:
            if self._cover is not None:
                self._cover.end()
                self._cover = None
            dialog = watched if isinstance(watched, QDialog) else None
            behind = dialog.parentWidget() if dialog else None
            if dialog is not None and behind is not None and event.type() == QEvent.Type.Show:
                is_frameless = bool(dialog.windowFlags() & Qt.WindowType.FramelessWindowHint)
                self._cover = DimmingCover(behind.window(), dialog if is_frameless else None)
        elif self._cover is not None and event.type() in {QEvent.Type.Move, QEvent.Type.Resize}:
            self._cover.follow()
        return False


class DimmingCover(QWidget):
    """Dims a window while something lies before it, and has the shadow of that where it has no frame of its own."""

    def __init__(self, window: QWidget, before: QWidget | None = None) -> None:
        super().__init__(window)
        self._before, self._shadow = before, QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.follow()
        self.show()
        self.raise_()

    def follow(self) -> None:
        """Let the shadow follow what it falls from."""
        if self._before is not None:
            shadow, was = tokens()["shadow"]["light"], self._shadow
            self._shadow = QRect(self.mapFromGlobal(self._before.mapToGlobal(QPoint())), self._before.size())
            reach = shadow["blur"] + shadow["down"]
            for place in (was, self._shadow):
                self.update(place.adjusted(-reach, -reach, reach, reach))

    def end(self) -> None:
        """Dim no longer."""
        self.parent().removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        shadow = tokens()["shadow"]["dark" if colours().ground.lightness() < 128 else "light"]  # noqa: PLR2004
        tint = QColor(shadow["colour"])
        tint.setAlphaF(shadow["alpha"])
        painter = QPainter(self)
        painter.fillRect(self.rect(), tint)
        if not self._shadow.isEmpty():
            _paint_shadow(painter, self.rect(), self._shadow, shadow)
        painter.end()


def _paint_shadow(painter: QPainter, room: QRect, before: QRect, shadow: Mapping[str, Any]) -> None:
    """A soft shadow round a rectangle, in rings that grow darker towards it; nothing below what it falls from."""
    blur, radius = shadow["blur"], tokens()["space"]["radius_dialog"]
    painter.setClipRegion(QRegion(room) - QRegion(before.adjusted(radius, radius, -radius, -radius)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for ring in range(_RINGS):
        out = blur * (_RINGS - ring) / _RINGS
        tint = QColor(shadow["colour"])
        tint.setAlphaF(shadow["alpha"] * (2 * ring + 1) / _RINGS**2)
        painter.setBrush(tint)
        painter.drawRoundedRect(
            QRectF(before).translated(0, shadow["down"]).adjusted(-out, -out, out, out), radius + out, radius + out
        )
