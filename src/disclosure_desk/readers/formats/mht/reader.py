"""A web archive (.mht), as browsers and Word save it -> the items of the page in it that has the report.

An archive is a MIME message whose parts are the page and its pictures; a page of frames has several pages, and only one
of them the report. So all are read, and the one with the most table rows, then the most text, is taken.
"""

from collections.abc import Iterator, Sequence

from disclosure_desk.readers.formats.html.reader import html_items
from disclosure_desk.readers.formats.mht.mime import MimeError, message_parts
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.progress import Progress, ignore_progress
from disclosure_desk.readers.model.source_items import SourceContent, SourceRow

_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_MOST_PAGES = 20
"""A page of frames has hardly more."""
_MOST_BYTES = 12_000_000
"""Of all pages together: each is read whole, and the largest page that is read has half as many."""


def mht_items(content: bytes, progress: Progress = ignore_progress) -> Sequence[SourceContent]:
    """Return the items of the page with the report. Raise ReadError, and Cancelled."""
    try:
        pages = list(_pages(content))
    except MimeError as error:
        raise _incomplete() from error
    if not pages or len(pages) > _MOST_PAGES:
        raise _incomplete()
    if sum(len(page) for page, _ in pages) > _MOST_BYTES:
        raise ReadError("这个网页归档文件（.mht）里的网页太大，不像是一份报告；请只把报告那一页另存再导入。")
    readings: list[Sequence[SourceContent]] = []
    errors: list[ReadError] = []
    for page, charset in pages:
        try:
            readings.append(html_items(page, progress, charset))
        except ReadError as error:
            errors.append(error)
    if not readings:
        raise errors[0]
    return max(readings, key=_rows_and_characters)


def _pages(content: bytes) -> Iterator[tuple[bytes, str]]:
    """Yield the pages of an archive with their character sets, first the one that it starts with."""
    archive, *parts = message_parts(content)
    start = archive.headers.get_param("start")
    pages = [part for part in parts if part.type in _PAGE_TYPES]
    for page in sorted(pages, key=lambda part: part.headers["Content-ID"] != start):
        yield page.content(), page.headers.get_content_charset("")


def _rows_and_characters(items: Sequence[SourceContent]) -> tuple[int, int]:
    return sum(isinstance(item, SourceRow) for item in items), sum(len(item.text) for item in items)


def _incomplete() -> ReadError:
    return ReadError("这个网页归档文件（.mht）不完整，里面没有网页；请用浏览器打开原来的网页，重新另存再导入。")
