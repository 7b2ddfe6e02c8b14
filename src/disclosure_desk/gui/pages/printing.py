"""Print the pages of a PDF one by one; any thread may do it."""

from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from disclosure_desk.core.stopping import StoppedError, WorkProgress, no_progress
from disclosure_desk.gui.pages.page_images import POINTS, PageImages

_MOST_DOTS = 600
"""Dots an inch beyond which nobody sees a difference, but the memory grows."""
UNFINISHED = "打印没有完成，请检查打印机后再试。"


@dataclass(frozen=True, slots=True)
class PrintJob:
    """How the clerk wants it on paper; pages from 0, `fit` shrinks a page into what the printer can reach."""

    printer: str
    pages: tuple[int, ...]
    copies: int = 1
    collate: bool = True
    double_sided: bool = False
    fit: bool = False


class PrinterGoneError(Exception):
    """The printer is no longer there; the message says so."""


def printer_for(title: str, wanted: PrintJob) -> QPrinter:
    """The printer that is wanted, set up; raises PrinterGoneError, where Qt would print into a file."""
    info = QPrinterInfo.printerInfo(wanted.printer)
    if info.isNull():
        raise PrinterGoneError(f"找不到打印机“{wanted.printer}”，请重新选一台。")
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    set_up(printer, title, wanted)
    return printer


def set_up(printer: QPrinter, title: str, wanted: PrintJob) -> None:
    """Set a printer to A4 without margins of its own (the page has them), to both sides or one, and to its copies."""
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setDocName(title)
    duplex = QPrinter.DuplexMode.DuplexLongSide if wanted.double_sided else QPrinter.DuplexMode.DuplexNone
    printer.setDuplex(duplex)
    if printer.supportsMultipleCopies():
        printer.setCopyCount(wanted.copies)
        printer.setCollateCopies(wanted.collate)


def sides(wanted: PrintJob, *, printer_copies: bool) -> list[int | None]:
    """The pages in the order they are sent, None being a blank back: where the printer does not copy, we do."""
    pages: list[int | None] = list(wanted.pages)
    if printer_copies or wanted.copies == 1:
        return pages
    if not wanted.collate:
        sheets = [[page, None] if wanted.double_sided else [page] for page in pages]
        return [side for sheet in sheets for _ in range(wanted.copies) for side in sheet]
    if wanted.double_sided and len(pages) % 2:
        pages.append(None)
    return pages * wanted.copies


def print_pages(content: bytes, printer: QPrinter, wanted: PrintJob, progress: WorkProgress = no_progress) -> str:
    """Print pages of a PDF; how it ended, in words. `progress` is told each side, and may stop it before the next."""
    painter, pages = QPainter(), PageImages(content)
    try:
        if not painter.begin(printer):
            return "打印机没有启动，请检查打印机后再试。"
        return _send(painter, pages, printer, wanted, progress)
    finally:
        if painter.isActive():
            painter.end()
        pages.close()


def _send(painter: QPainter, pages: PageImages, printer: QPrinter, wanted: PrintJob, progress: WorkProgress) -> str:
    queue = sides(wanted, printer_copies=printer.supportsMultipleCopies())
    try:
        for done, page in enumerate(queue):
            progress(done, len(queue))
            if done and not printer.newPage():
                printer.abort()
                return UNFINISHED
            if page is not None:
                _draw(painter, pages, page, printer, fit=wanted.fit)
        progress(len(queue), len(queue))
    except StoppedError:
        printer.abort()
        return "已取消打印。"
    return f"已送到打印机：{wanted.printer}。" if painter.end() else UNFINISHED


def _draw(painter: QPainter, pages: PageImages, page: int, printer: QPrinter, *, fit: bool) -> None:
    resolution = printer.resolution()
    size = pages.sizes[page] * (resolution / POINTS)
    box = _fitted(size, printer) if fit else QRectF(0, 0, size.width(), size.height())
    painter.drawImage(box, pages.image(page, min(resolution, _MOST_DOTS), for_paper=True))


def _fitted(size: QSizeF, printer: QPrinter) -> QRectF:
    """The largest box of that shape in the middle of what the printer can reach; never larger than actual size."""
    layout = printer.pageLayout()
    layout.setMode(QPageLayout.Mode.StandardMode)
    layout.setMargins(layout.minimumMargins())
    reach = QRectF(layout.paintRectPixels(printer.resolution()))
    scale = min(reach.width() / size.width(), reach.height() / size.height(), 1.0)
    box = QRectF(0, 0, size.width() * scale, size.height() * scale)
    box.moveCenter(reach.center())
    return box
