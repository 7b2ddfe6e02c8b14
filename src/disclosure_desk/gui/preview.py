"""Shows a report as it will be on paper, from the very bytes that are printed and saved."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QImage, QKeySequence, QPainter, QPaintEvent, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.gui.page_images import POINTS, PageImages
from disclosure_desk.gui.printing import print_pages, printer_for
from disclosure_desk.gui.showing import show_once
from disclosure_desk.report import Report
from disclosure_desk.writers import WriteError, put, rendered

_ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_THUMBNAIL = 96
_GAP = 20


class PageView(QWidget):
    """One page on the desk's ground; its image is made when it is first seen."""

    def __init__(self, pages: PageImages, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages, self._number = pages, number
        self._image: QImage | None = None
        self._dots = 0.0

    def set_zoom(self, dots: float) -> None:
        """Show the page at so many dots an inch of the screen."""
        self._dots, self._image = dots, None
        size = self._pages.sizes[self._number] * (dots / POINTS)
        self.setFixedSize(size.toSize())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if self._image is None:
            ratio = self.devicePixelRatioF()
            self._image = self._pages.image(self._number, self._dots * ratio)
            self._image.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.fillRect(event.rect(), Qt.GlobalColor.white)
        painter.drawImage(0, 0, self._image)
        painter.setPen(QColor(0, 0, 0, 50))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class Preview(QDialog):
    """Pages to leaf through, print and save."""

    told = Signal(str)

    def __init__(self, title: str, content: bytes, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"预览：{title}")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._title, self._content, self._folder = title, content, folder
        self._pages = PageImages(content)
        self.views = [PageView(self._pages, number) for number in range(len(self._pages.sizes))]
        self.list = QListWidget(self)
        self.area = QScrollArea(self)
        self.status = QLabel(self)
        self.status.setObjectName("quiet")
        self.zoom = 0.0
        """How large the pages are; 0 fits them to the width."""
        self._lay_out()
        self.resize(_comfortable_size())
        self._add_thumbnails()
        self._connect()

    def _lay_out(self) -> None:
        self.bar = self._tool_bar()
        stack = QWidget()
        stack.setObjectName("ground")
        self._column = QVBoxLayout(stack)
        self._column.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        self._column.setSpacing(_GAP)
        for view in self.views:
            self._column.addWidget(view, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self.area.setWidget(stack)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.list.setObjectName("thumbnails")
        self.list.setAccessibleName("页")
        self.list.setIconSize(QSize(_THUMBNAIL, round(_THUMBNAIL * 1.415)))
        self.list.setViewMode(QListWidget.ViewMode.IconMode)
        self.list.setFlow(QListWidget.Flow.TopToBottom)
        self.list.setWrapping(False)
        self.list.setMovement(QListWidget.Movement.Static)
        self.list.setFixedWidth(_THUMBNAIL + 56)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self.list)
        line.addWidget(self.area, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addLayout(line, 1)

    def _tool_bar(self) -> QToolBar:
        bar = QToolBar(self)
        keys = QKeySequence.StandardKey
        self.print_action = self._action(bar, "打印…", self.ask_to_print, keys.Print)
        self.save_action = self._action(bar, "另存为 PDF…", self.ask_where, keys.Save)
        bar.addSeparator()
        self._action(bar, "缩小", lambda: self.set_zoom(self._next_zoom(-1)), keys.ZoomOut)
        self._action(bar, "放大", lambda: self.set_zoom(self._next_zoom(1)), keys.ZoomIn)
        self.actual_action = self._action(bar, "100%", lambda: self.set_zoom(1.0), "Ctrl+1")
        self.fit_action = self._action(bar, "适合宽度", lambda: self.set_zoom(0.0), "Ctrl+0")
        bar.addSeparator()
        bar.addWidget(self.status)
        return bar

    def _action(
        self, bar: QToolBar, text: str, slot: Callable[[], None], keys: QKeySequence.StandardKey | str
    ) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setToolTip(f"{text.rstrip('…')}（{action.shortcut().toString()}）")
        action.triggered.connect(lambda _=False: slot())
        bar.addAction(action)
        return action

    def _add_thumbnails(self) -> None:
        for number, size in enumerate(self._pages.sizes):
            dots = _THUMBNAIL * POINTS / size.width() * self.devicePixelRatioF()
            picture = QPixmap.fromImage(self._pages.image(number, dots))
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            item = QListWidgetItem(QIcon(picture), f"第 {number + 1} 页", self.list)
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self.show_page)
        self.area.verticalScrollBar().valueChanged.connect(self._show_where)
        self.area.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self.area.viewport() and event.type() == QEvent.Type.Resize and not self.zoom:
            self._apply_zoom()
        return False

    def set_zoom(self, zoom: float) -> None:
        """Show the pages so large (1 is actual size); 0 fits them to the width."""
        page = self.current_page
        self.zoom = zoom
        self._apply_zoom()
        self.show_page(page)

    @property
    def shown_zoom(self) -> float:
        """How large the pages are just now."""
        if self.zoom:
            return self.zoom
        widest = max(size.width() for size in self._pages.sizes) * self.logicalDpiX() / POINTS
        return min(max((self.area.viewport().width() - 2 * _GAP) / widest, 0.2), 2.0)

    def _next_zoom(self, step: int) -> float:
        shown = round(self.shown_zoom, 2)
        steps = [zoom for zoom in _ZOOMS if (zoom > shown if step > 0 else zoom < shown)]
        return (steps[0] if step > 0 else steps[-1]) if steps else shown

    def _apply_zoom(self) -> None:
        for view in self.views:
            view.set_zoom(self.shown_zoom * self.logicalDpiX())
        self._show_where()

    @property
    def current_page(self) -> int:
        """The page (from 0) in the middle of what is seen."""
        middle = self.area.verticalScrollBar().value() + self.area.viewport().height() // 3
        above = [number for number, view in enumerate(self.views) if view.y() <= middle]
        return above[-1] if above else 0

    def show_page(self, number: int) -> None:
        """Scroll to a page (from 0)."""
        self._column.activate()
        self.area.verticalScrollBar().setValue(self.views[number].y() - _GAP)
        self._show_where()

    def _show_where(self) -> None:
        page = f"第 {self.current_page + 1} 页，共 {len(self.views)} 页"
        self.status.setText(f"　{page}　　{self.shown_zoom:.0%}")

    def ask_to_print(self) -> None:
        """Open the system's print dialog; accepted, the pages are printed in actual size."""
        printer = printer_for(self._title)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self.views))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(printer))
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter) -> None:
        """Print on a printer and say so."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            done = print_pages(self._pages, printer)
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._say("已送到打印机" if done else "打印机没有启动，请检查打印机后再试")

    def ask_where(self) -> None:
        """Ask for a file and save the pages as PDF there."""
        chooser = QFileDialog(self, "另存为 PDF", str(self._folder / f"{self._title}.pdf"), "PDF 文件 (*.pdf)")
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("pdf")
        chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
        chooser.fileSelected.connect(lambda name: self.save(Path(name)))
        show_once(chooser)

    def save(self, target: Path) -> None:
        """Put the previewed bytes into a file and say so."""
        try:
            put(self._content, target)
        except WriteError as error:
            self._say(str(error))
        else:
            self._say(f"已保存 {target}")

    def _say(self, words: str) -> None:
        self.status.setText(f"　{words}")
        self.told.emit(words)


def render(report: Report) -> bytes:
    """The report as PDF; raises WriteError."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        return rendered(report, ".pdf")
    finally:
        QGuiApplication.restoreOverrideCursor()


def _comfortable_size() -> QSize:
    screen = QGuiApplication.primaryScreen().availableSize()
    return QSize(min(1040, screen.width() - 40), min(900, screen.height() - 60))
