"""A web page, or a piece of one on the clipboard -> the neutral stream; nothing is fetched."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree

from disclosure_desk.readers.formats.html.encoding import page_text
from disclosure_desk.readers.formats.html.page import WebPage
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.progress import Progress, ignore_progress
from disclosure_desk.readers.model.source_items import SourceItem, SourceLocation, SourceParagraph, SourceRow
from disclosure_desk.readers.structure.title import find_title

_MOST_CHARACTERS = 6_000_000
"""A page with a report has some hundred thousand, once its pictures are left out."""

_CHUNK = 65_536
_PICTURE = re.compile(r"data:[\w.+-]{1,50}/[\w.+;=-]{1,100},[\w+/=%-]*", re.ASCII)
"""A picture within the page, as browsers save it into a single file."""

_CLIPBOARD = re.compile(r"\s*Version:[\d.]+\s")
"""How the head begins that Windows puts before what is on its clipboard."""

_LITTLE_PROSE = 300
"""A page with less text outside its links says nothing itself."""

_TITLE_END = re.compile("[-_|–—]")
"""What stands between a page's title and the portal's name."""

_LONGEST_TITLE, _TITLE_WITHIN = 200, 2_000
"""Characters of a title that are looked at, and paragraphs of a page of which one is its title."""


def html_items(content: bytes, progress: Progress = ignore_progress, label: str = "") -> Sequence[SourceItem]:
    """The items of a page, its character set as its transport names it; raises ReadError, and Cancelled."""
    page = _parsed(_PICTURE.sub("", page_text(content, label)), progress)
    items = (*_numbered(page),)
    is_report = page.prose >= _LITTLE_PROSE or any(isinstance(item, SourceRow) for item in items)
    if page.has_file and not is_report:
        raise ReadError("网页里只有嵌入的文件或者附件，没有报告正文；请打开那个文件，另存再导入。")
    if not items:
        raise _blank()
    return (*_stated_title(page, items), *items)


def _blank() -> ReadError:
    return ReadError("网页里没有文字；请用浏览器打开原来的网页，等内容都显示出来，重新另存再导入。")


def _parsed(html: str, progress: Progress) -> WebPage:
    if _CLIPBOARD.match(html):
        html = html[html.find("<") :]
    if len(html) > _MOST_CHARACTERS:
        raise ReadError(f"这个网页太大了，不算图片还超过 {_MOST_CHARACTERS // 10_000} 万字，不像是一份报告。")
    page = WebPage()
    content = html.encode()
    # The stubs ask more of a target than the library does.
    parser = etree.HTMLParser(target=page, encoding="utf-8", no_network=True, huge_tree=False)  # type: ignore[arg-type]
    try:
        for start in range(0, len(content), _CHUNK):
            progress(start / len(content))
            parser.feed(content[start : start + _CHUNK])
        parser.close()
    except etree.LxmlError as error:
        raise _blank() from error
    return page


def _numbered(page: WebPage) -> Iterator[SourceItem]:
    """The pieces of a page with their places in it; only tables that have rows to show are counted."""
    tables: dict[int, int] = {}
    lines = 0
    for piece in page.pieces:
        if isinstance(piece, str):
            lines += 1
            yield SourceParagraph(piece, SourceLocation(f"第 {lines} 段"))
        else:
            table = tables.setdefault(id(piece.table), len(tables) + 1)
            yield SourceRow(piece.cells, SourceLocation(f"第 {table} 个表格第 {piece.number} 行"), piece.aligned)


def _stated_title(page: WebPage, items: Sequence[SourceItem]) -> Iterator[SourceItem]:
    """The title from the page's head, where the page itself shows none."""
    shown = islice((item.text for item in items if isinstance(item, SourceParagraph)), _TITLE_WITHIN)
    if find_title(list(shown)):
        return
    parts = (part for title in page.titles for part in _TITLE_END.split(title[:_LONGEST_TITLE]))
    stated = next((part for part in parts if find_title([part])), "")
    if stated:
        yield SourceParagraph(" ".join(stated.split()), SourceLocation("网页的标题栏"))
