"""Opens a PDF for reading, refused if nobody could or if it is plainly another document; finds the report's pages."""

import ctypes
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any

from disclosure_desk.core.form_file import EDITION, load_form
from disclosure_desk.core.pdfium import ONE_AT_A_TIME, pypdfium2, raw
from disclosure_desk.core.resources import resource
from disclosure_desk.readers.formats.pdf.growth_limit import refuse_oversized
from disclosure_desk.readers.model.errors import ReadError

_MOST_PAGES = 200
_MOST_BOOKMARKS = 500
LONG, _LEAST_HEADINGS = 40, 2
"""A document of more pages is read only if so many of the form's headings are in its plain text, which is had at once.

Reports have up to 30 pages; to lay out 200 pages of something else takes five seconds.
"""

_CHARACTERS_OF_PICTURE = 20
"""A page with fewer characters may be a picture: then the text says nothing of what the document is."""


@contextmanager
def open_pdf(content: bytes) -> Iterator[Any]:
    """Open the document in some bytes. Raise ReadError if it is broken, locked, or far longer than a report."""
    refuse_oversized(content)
    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(content)  # type: ignore[no-untyped-call]
        except pypdfium2.PdfiumError as error:
            raise _read_error(error) from error
    try:
        with ONE_AT_A_TIME:
            pages = len(document)
        if pages > _MOST_PAGES:
            raise ReadError(f"这份 PDF 有 {pages} 页，不像是一份报告；请只留下报告的那几页再导入。")
        yield document
    finally:
        with ONE_AT_A_TIME:
            document.close()  # type: ignore[no-untyped-call]


def refuse_other_document(document: Any) -> None:  # noqa: ANN401 - a handle of the library
    """Raise ReadError for a long document without the headings of a report."""
    with ONE_AT_A_TIME:
        pages = len(document)
        text = "".join(map(partial(_plain_text, document), range(pages))) if pages > LONG else ""
    refuse_other_text(text, pages, "PDF")


def refuse_other_text(text: str, pages: int, format_name: str) -> None:
    """Raise ReadError if the text of so many pages, without blanks, is of another document; "" is of none."""
    if len(text) <= pages * _CHARACTERS_OF_PICTURE:
        return
    headings = [section.heading for section in load_form(EDITION).sections if section.heading]
    missing = [heading for heading in headings if heading.partition("、")[2] not in text]
    if len(headings) - len(missing) < _LEAST_HEADINGS:
        raise ReadError(
            f"这份 {format_name} 有 {pages} 页，里面没有找到“{missing[0]}”“{missing[1]}”等规定的标题，"
            "不是政府信息公开工作年度报告；如果报告在里面，请只留下那几页再导入。"
        )


def _plain_text(document: Any, number: int) -> str:  # noqa: ANN401
    """Return the text of a page as the library has it, without blanks; "" for a page that is damaged."""
    page = raw.FPDF_LoadPage(document.raw, number)
    text_page = raw.FPDFText_LoadPage(page)
    units = (ctypes.c_ushort * (max(raw.FPDFText_CountChars(text_page), 0) + 1))()
    raw.FPDFText_GetText(text_page, 0, len(units) - 1, units)
    raw.FPDFText_ClosePage(text_page)
    raw.FPDF_ClosePage(page)
    return "".join(bytes(units).decode("utf-16-le", "replace").rstrip("\0").split())


def report_pages(document: Any) -> range:  # noqa: ANN401 - a handle of the library
    """Return the pages of the report: all, but in an archive copy of our own only those under its bookmark."""
    with ONE_AT_A_TIME:
        pages, bookmarks = len(document), list(islice(_bookmarks(document), _MOST_BOOKMARKS))
    template = tomllib.loads(resource("templates", "archive.toml").read_text(encoding="utf-8"))
    sheet_names: dict[str, str] = template["names"]
    starts = [page for title, page in bookmarks if title == sheet_names["report"]]
    if len(starts) != 1 or not {title for title, _ in bookmarks} <= {*sheet_names.values()}:
        return range(pages)
    return range(starts[0], min((page for _, page in bookmarks if page > starts[0]), default=pages))


def _read_error(error: pypdfium2.PdfiumError) -> ReadError:
    if error.err_code == raw.FPDF_ERR_PASSWORD:
        return ReadError("这份 PDF 设了打开密码；请用密码打开它，另存成没有密码的再导入。")
    if error.err_code == raw.FPDF_ERR_SECURITY:
        return ReadError("这份 PDF 用了别的软件专用的加密，打不开；请用那个软件另存成不加密的再导入。")
    return ReadError("这份 PDF 打不开，可能已经损坏；请重新另存一次再导入。")


def _bookmarks(document: Any) -> Iterator[tuple[str, int]]:  # noqa: ANN401
    """Yield the titles of the topmost bookmarks, and the pages they lead to (-1 if to none)."""
    bookmark = raw.FPDFBookmark_GetFirstChild(document, None)
    while bookmark:
        length = raw.FPDFBookmark_GetTitle(bookmark, None, 0)
        title = ctypes.create_string_buffer(length)
        raw.FPDFBookmark_GetTitle(bookmark, title, length)
        destination = raw.FPDFBookmark_GetDest(document, bookmark)
        yield (
            title.raw.decode("utf-16-le", "replace").rstrip("\0"),
            raw.FPDFDest_GetDestPageIndex(document, destination) if destination else -1,
        )
        bookmark = raw.FPDFBookmark_GetNextSibling(document, bookmark)
