"""The pages of a PDF that somebody else made, as images: drawn by PDFium, apart from the desk."""

from typing import NamedTuple

from disclosure_desk.core.pdfium import ONE_AT_A_TIME, pypdfium2

_POINTS = 72
_MOST_PAGES, _MOST_DOTS = 400, 24_000_000
"""More pages are not shown, and no larger image: a page may say that it is a mile wide."""


class Picture(NamedTuple):
    """An image, three bytes a dot: blue, green, red."""

    width: int
    height: int
    stride: int
    pixels: bytes


class Drawing:
    """The pages of one PDF."""

    def __init__(self, content: bytes) -> None:
        with ONE_AT_A_TIME:
            self._pdf = pypdfium2.PdfDocument(content)  # type: ignore[no-untyped-call]
            self.sizes: tuple[tuple[float, float], ...] = tuple(
                self._pdf.get_page_size(number)  # type: ignore[no-untyped-call]
                for number in range(min(len(self._pdf), _MOST_PAGES))
            )

    def picture(self, number: int, dots: float) -> Picture | None:
        """Page `number` (from 0) at so many dots an inch; None if it is too large to be drawn."""
        scale = dots / _POINTS
        width, height = self.sizes[number]
        if width * height * scale * scale > _MOST_DOTS:
            return None
        with ONE_AT_A_TIME:
            page = self._pdf[number]
            bitmap = page.render(scale=scale, rev_byteorder=False)
            picture = Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            page.close()
        return picture
