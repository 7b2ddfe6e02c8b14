"""Puts the pages of a PDF on paper in their actual size."""

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from disclosure_desk.gui.page_images import POINTS, PageImages

_MOST_DOTS = 600
"""Dots an inch beyond which nobody sees a difference, but the memory grows."""


def printer_for(title: str) -> QPrinter:
    """A printer set to A4 without margins of its own: the page has them."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setDocName(title)
    return printer


def print_pages(pages: PageImages, printer: QPrinter) -> bool:
    """Print the pages the printer's dialog asked for; False where the printer does not start."""
    first = printer.fromPage() or 1
    last = min(printer.toPage() or len(pages.sizes), len(pages.sizes))
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for number in range(first - 1, last):
        if number >= first:
            printer.newPage()
        _draw(painter, pages, number, printer.resolution())
    return painter.end()


def _draw(painter: QPainter, pages: PageImages, number: int, resolution: int) -> None:
    size = pages.sizes[number] * (resolution / POINTS)
    painter.drawImage(QRectF(0, 0, size.width(), size.height()), pages.image(number, min(resolution, _MOST_DOTS)))
