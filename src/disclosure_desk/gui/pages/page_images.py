"""The pages of a PDF as images: what the preview shows and the printer gets."""

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from disclosure_desk.core.pdfium import ONE_AT_A_TIME, pypdfium2

POINTS = 72
"""Points in an inch: the unit of a PDF's measures."""


class PageImages:
    """The pages of one PDF, from the same bytes that are saved; any thread may ask."""

    def __init__(self, content: bytes) -> None:
        with ONE_AT_A_TIME:
            self._pdf = pypdfium2.PdfDocument(content)  # type: ignore[no-untyped-call]
            self.sizes = tuple(
                QSizeF(*self._pdf.get_page_size(number))  # type: ignore[no-untyped-call]
                for number in range(len(self._pdf))
            )

    def image(self, number: int, dots: float, *, for_paper: bool = False) -> QImage:
        """Page `number` (from 0) at so many dots an inch.

        For paper it takes a byte a dot, as our pages are black and grey; on a screen small type is less even that way.
        """
        form = QImage.Format.Format_Grayscale8 if for_paper else QImage.Format.Format_BGR888
        with ONE_AT_A_TIME:
            page = self._pdf[number]
            bitmap = page.render(scale=dots / POINTS, grayscale=for_paper)
            picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form).copy()
            bitmap.close()
            page.close()
        return picture

    def close(self) -> None:
        """Let go of the document."""
        with ONE_AT_A_TIME:
            self._pdf.close()  # type: ignore[no-untyped-call]
