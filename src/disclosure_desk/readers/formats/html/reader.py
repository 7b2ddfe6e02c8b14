"""A web page, or a part of one on the clipboard -> the items of the source; nothing is fetched.

The bytes become text, lxml's parser hands its tags and texts to HtmlPage, and the lines and rows that the page shows
become items. The title comes from the page's head only if the page itself shows none, because portals put their own
name there: `2024年政府信息公开工作年度报告-某某区人民政府`.

What the page's own sheets hide is left out. But where all of the report is hidden, because a script of the portal shows
it once the page is loaded, the page is read as if its sheets hid nothing, and that is told.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from lxml import etree

from disclosure_desk.readers.formats.html.page import HtmlPage
from disclosure_desk.readers.formats.html.page_styles import PageStyles
from disclosure_desk.readers.formats.html.table import HtmlLine, HtmlRow
from disclosure_desk.readers.formats.text.encoding import decode_text
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.progress import Progress, ignore_progress
from disclosure_desk.readers.model.source_items import (
    ItemDoubt,
    SourceContent,
    SourceItem,
    SourceLocation,
    SourceParagraph,
    SourceRemark,
    SourceRow,
)
from disclosure_desk.readers.structure.title import find_title
from disclosure_desk.text.lazy_pattern import lazy_pattern

_MOST_CHARACTERS = 6_000_000
"""A page with a report has some hundred thousand, once its pictures are left out."""

_CHUNK = 65_536
_INLINE_PICTURE = lazy_pattern(r"data:[\w.+-]{1,50}/[\w.+;=-]{1,100},[\w+/=%-]*", re.ASCII)
"""A picture within the page, as browsers save it into a single file."""

_CLIPBOARD_HEADER = lazy_pattern(r"\s*Version:[\d.]+\s")
"""How the header begins that Windows puts before HTML on its clipboard."""

_UNREAD = lazy_pattern(r"<(style|script)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)
"""What is no text of a page: control characters in it, as the fonts of icons have them, do not matter."""

_STYLE = lazy_pattern(r"<style\b", re.IGNORECASE)
_MOST_QUOTED, _LONGEST_QUOTE = 2, 30
_LITTLE_PROSE = 300
"""A page with fewer characters outside its links holds no report; the document it embeds or links may."""

_TITLE_SEPARATOR = lazy_pattern("[-_|–—]")
"""What is between a page's title and the portal's name."""

_LONGEST_TITLE, _TITLE_WITHIN = 200, 2_000
"""Characters of a title that are read, and paragraphs of a page among which its title is looked for."""

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_CHARSET_WITHIN = 8192
"""Within so many bytes a page names its character set."""

_ENCODINGS: Mapping[str, str] = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    **dict.fromkeys(("gb2312", "gb_2312-80", "x-gbk", "gbk", "cp936", "gb18030"), "gb18030"),
}
_TRADITIONAL = frozenset({"big5", "big5-hkscs", "x-big5", "cp950"})
_REPLACED = "\ufffd"
_MOST_REPLACED = 0.001
"""Share of damaged characters: a few come from texts that a portal cut at a number of bytes; a page with more is not
in the character set it names."""


def html_items(content: bytes, progress: Progress = ignore_progress, charset: str = "") -> Sequence[SourceContent]:
    """Return the items of a page, whose transport may name its character set. Raise ReadError, and Cancelled."""
    page, shows_hidden = _shown_page(_INLINE_PICTURE.sub("", page_text(content, charset)), progress)
    items = (*_items(page),)
    # A portal's page around an embedded PDF has menus and links, but neither a table nor a text of its own.
    is_report = page.prose >= _LITTLE_PROSE or _has_rows(page)
    if page.has_file and not is_report:
        raise ReadError("网页里只有嵌入的文件或者附件，没有报告正文；请打开那个文件，另存再导入。")
    if not items:
        raise _blank()
    return (*_stated_title(page, items), *items, *_remarks(page, shows_hidden=shows_hidden))


def _shown_page(html: str, progress: Progress) -> tuple[HtmlPage, bool]:
    """Return what a page shows, and whether its sheets had to be left aside because they hide all of the report."""
    styles = PageStyles()
    has_sheets = _STYLE.search(html) is not None
    if has_sheets:
        _parse(html, styles, lambda share: progress(share / 2))
    page = HtmlPage(styles.sheet, styles.siblings)
    _parse(html, page, (lambda share: progress((1 + share) / 2)) if has_sheets else progress)
    is_much_hidden = page.hidden_cells > 0 or sum(map(len, page.hidden)) > max(page.prose, _LITTLE_PROSE)
    if _has_rows(page) or not (is_much_hidden or not page.contents) or styles.sheet.is_empty:
        return page, False
    whole = HtmlPage(styles.sheet.without_hiding(), styles.siblings)
    _parse(html, whole, progress)
    return (whole, True) if len(whole.contents) > len(page.contents) else (page, False)


def _has_rows(page: HtmlPage) -> bool:
    return any(isinstance(content, HtmlRow) for content in page.contents)


def _remarks(page: HtmlPage, *, shows_hidden: bool) -> Iterator[SourceRemark]:
    """Yield what is not read of a page, or read although it does not show it."""
    if shows_hidden:
        yield SourceRemark("网页用样式把正文藏着，要等脚本才显示；已经全部读入，请打开网页对照看一看。")
    # A menu that opens, or cells that only make columns wide, are hidden on most pages: neither says anything.
    is_table = page.hidden_cells > 0
    texts = [text for text in page.hidden if "。" in text or (is_table and any(map(str.isdigit, text)))]
    if texts:
        quoted = "；".join(text[:_LONGEST_QUOTE] for text in texts[:_MOST_QUOTED])
        yield SourceRemark(f"网页里有 {len(texts)} 处文字或者表格是藏着的，看不见，没有取：{quoted}")
    if page.pictures:
        yield SourceRemark(f"网页的表格里有 {page.pictures} 格是图片，里面的字没有读。")


def page_text(content: bytes, charset: str = "") -> str:
    """Return the text of a page. Raise ReadError where neither its bytes nor the named character set make one.

    The bytes come first, because pages often name another character set than theirs; the name helps where a few
    characters are damaged.
    """
    try:
        return decode_text(content, _UNREAD)
    except ReadError:
        text = _decode_damaged(content, (charset or _named_charset(content)).lower())
        if text is None:
            raise
        return text


def _named_charset(content: bytes) -> str:
    found = _CHARSET.search(content[:_CHARSET_WITHIN])
    return found[1].decode("ascii") if found else ""


def _decode_damaged(content: bytes, charset: str) -> str | None:
    """Return the text with marks where characters are damaged; None if there are many, or the set is unknown."""
    if charset in _TRADITIONAL:
        raise ReadError("这是繁体字（Big5 编码）的网页；请打开简体中文版，另存后再导入。")
    if charset not in _ENCODINGS:
        return None
    text = content.replace(b"\0", b"").decode(_ENCODINGS[charset], "replace")
    return text if text.count(_REPLACED) <= 1 + _MOST_REPLACED * len(text) else None


def _blank() -> ReadError:
    return ReadError("网页里没有文字；请用浏览器打开原来的网页，等内容都显示出来，重新另存再导入。")


def _parse(html: str, target: HtmlPage | PageStyles, progress: Progress) -> None:
    if _CLIPBOARD_HEADER.match(html):
        html = html[html.find("<") :]
    if len(html) > _MOST_CHARACTERS:
        raise ReadError(f"这个网页太大了，不算图片还超过 {_MOST_CHARACTERS // 10_000} 万字，不像是一份报告。")
    content = html.encode()
    # The stubs ask more of a target than the library does.
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=False)  # type: ignore[arg-type]
    try:
        for start in range(0, len(content), _CHUNK):
            progress(start / len(content))
            parser.feed(content[start : start + _CHUNK])
        parser.close()
    except etree.LxmlError as error:
        raise _blank() from error


def _items(page: HtmlPage) -> Iterator[SourceItem]:
    """Yield what a page shows, with its locations; only tables that have rows to show are counted."""
    tables: dict[int, int] = {}
    paragraphs = 0
    for content in page.contents:
        if isinstance(content, HtmlLine):
            paragraphs += 1
            doubts = (ItemDoubt("hidden", content.hidden),) if content.hidden else ()
            yield SourceParagraph(content.text, SourceLocation(f"第 {paragraphs} 段"), doubts)
        else:
            table = tables.setdefault(id(content.table), len(tables) + 1)
            location = SourceLocation(f"第 {table} 个表格第 {content.number} 行")
            yield SourceRow(content.cells, location, content.aligned, doubts=content.doubts)


def _stated_title(page: HtmlPage, items: Sequence[SourceItem]) -> Iterator[SourceItem]:
    """Yield the title from the page's head, where the page itself shows none."""
    shown = islice((item.text for item in items if isinstance(item, SourceParagraph)), _TITLE_WITHIN)
    if find_title(list(shown)):
        return
    parts = (part for title in page.titles for part in _TITLE_SEPARATOR.split(title[:_LONGEST_TITLE]))
    stated = next((part for part in parts if find_title([part])), "")
    if stated:
        yield SourceParagraph(" ".join(stated.split()), SourceLocation("网页的标题栏"))
