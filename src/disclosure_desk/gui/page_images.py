"""The pages of a PDF as images: what the preview shows and the printer gets."""

import pypdfium2
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

POINTS = 72
"""Points in an inch: the unit of a PDF's measures."""


class PageImages:
    """The pages of one PDF; made from the same bytes that are saved."""

    def __init__(self, content: bytes) -> None:
        self._pdf = pypdfium2.PdfDocument(content)  # type: ignore[no-untyped-call]
        self.sizes = [
            QSizeF(*self._pdf.get_page_size(number))  # type: ignore[no-untyped-call]
            for number in range(len(self._pdf))
        ]

    def image(self, number: int, dots: float) -> QImage:
        """Page `number` (from 0) at so many dots an inch."""
        page = self._pdf[number]
        bitmap = page.render(scale=dots / POINTS)
        picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888).copy()
        bitmap.close()
        page.close()
        return picture
