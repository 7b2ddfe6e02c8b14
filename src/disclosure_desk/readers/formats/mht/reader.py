"""A web archive, .mht, as browsers and Word save it -> the neutral stream of the page in it that has the report."""

from collections.abc import Iterator, Sequence

from disclosure_desk.readers.formats.html.reader import html_items
from disclosure_desk.readers.formats.mht.mime import MimeError, parts
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.progress import Progress, ignore_progress
from disclosure_desk.readers.model.source_items import SourceItem, SourceRow

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_MOST_PAGES = 20
"""A page of frames has hardly more."""


def mht_items(content: bytes, progress: Progress = ignore_progress) -> Sequence[SourceItem]:
    """The items of the page with the most rows of tables, then words: of a page with frames one has the report.

    Raises ReadError, and Cancelled.
    """
    try:
        pages = list(_pages(content))
    except MimeError as error:
        raise _broken() from error
    if not pages or len(pages) > _MOST_PAGES:
        raise _broken()
    readings: list[Sequence[SourceItem]] = []
    refusals: list[ReadError] = []
    for page, label in pages:
        try:
            readings.append(html_items(page, progress, label))
        except ReadError as error:
            refusals.append(error)
    if not readings:
        raise refusals[0]
    return max(readings, key=_weight)


def _pages(content: bytes) -> Iterator[tuple[bytes, str]]:
    """The pages of an archive with their character sets, the one first that it starts with."""
    archive, *rest = parts(content)
    start = archive.headers.get_param("start")
    pages = [part for part in rest if part.type in _PAGES]
    for page in sorted(pages, key=lambda one: one.headers["Content-ID"] != start):
        yield page.content(), page.headers.get_content_charset("")


def _weight(items: Sequence[SourceItem]) -> tuple[int, int]:
    return sum(isinstance(item, SourceRow) for item in items), sum(len(item.text) for item in items)


def _broken() -> ReadError:
    return ReadError("这个网页归档文件（.mht）不完整，里面没有网页；请用浏览器打开原来的网页，重新另存再导入。")
