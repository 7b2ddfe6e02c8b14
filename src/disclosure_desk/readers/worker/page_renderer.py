"""Draws the pages of a PDF that somebody else made, with PDFium, as images."""

from typing import NamedTuple

from disclosure_desk.core.pdfium import ONE_AT_A_TIME, pypdfium2

_POINTS_PER_INCH = 72
_MOST_PAGES, _MOST_PIXELS = 400, 24_000_000
"""More pages are not shown, and no larger image is drawn: a page may say that it is a mile wide."""


class RenderedPage(NamedTuple):
    """An image, three bytes a pixel: blue, green, red."""

    width: int
    height: int
    stride: int
    pixels: bytes


class PageRenderer:
    """The pages of one PDF."""

    def __init__(self, content: bytes) -> None:
        with ONE_AT_A_TIME:
            self._pdf = pypdfium2.PdfDocument(content)  # type: ignore[no-untyped-call]
            self.sizes: tuple[tuple[float, float], ...] = tuple(
                self._pdf.get_page_size(number)  # type: ignore[no-untyped-call]
                for number in range(min(len(self._pdf), _MOST_PAGES))
            )

    def render(self, number: int, dots_per_inch: float) -> RenderedPage | None:
        """Return page `number` (from 0) as an image; None if it is too large to be drawn."""
        scale = dots_per_inch / _POINTS_PER_INCH
        width, height = self.sizes[number]
        if width * height * scale * scale > _MOST_PIXELS:
            return None
        with ONE_AT_A_TIME:
            page = self._pdf[number]
            bitmap = page.render(scale=scale, rev_byteorder=False)
            rendered = RenderedPage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            page.close()
        return rendered
