"""Whether the text layer of a PDF is worth reading, and what has to be said of its pages before the rest."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.characters import UNREAD
from disclosure_desk.readers.formats.pdf.page_content import Ink
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.source_items import SourceLocation, SourceParagraph

_FEW = 20
"""A picture of a page may bear so many characters put on it afterwards: a page number, a stamp."""


class Worth(NamedTuple):
    """What a page's text layer is worth: how many characters, how many of them unread, and what lies over it."""

    number: int
    characters: int
    unread: int
    pictured: bool
    hidden: bool

    @property
    def is_picture(self) -> bool:
        """Whether the page is a picture without text."""
        return self.pictured and self.characters < _FEW


def worth(ink: Ink) -> Worth:
    """The worth of a page."""
    texts = [one.text for one in ink.characters if not one.text.isspace()]
    return Worth(ink.number, len(texts), texts.count(UNREAD), ink.pictured, ink.hidden)


def require(pages: Sequence[Worth]) -> None:
    """Raise ReadError if there is no text, or none that means anything."""
    written = [page for page in pages if page.characters]
    pictures = sum(page.is_picture for page in pages)
    if pictures * 2 > len([page for page in pages if page.characters or page.pictured]):
        raise ReadError(
            "这份 PDF 是扫描件，没有文字可读；请找原来的 Word 或 WPS 文档导入，或者先用文字识别软件转成 .docx 再导入。"
        )
    if not written:
        raise ReadError("这份 PDF 里没有文字，可能都转成了图形；请找原来的 Word 或 WPS 文档再导入。")
    if 2 * sum(page.unread for page in pages) > sum(page.characters for page in pages):
        raise ReadError("这份 PDF 的文字不能复制，读出来的都是乱码；请找原来的 Word 或 WPS 文档，另存为 .docx 再导入。")


def remarks(pages: Sequence[Worth]) -> Iterator[SourceParagraph]:
    """What is to be said of pages that can be read in part only; it comes before the title, so as to be listed."""
    for page in pages:
        name = f"第 {page.number + 1} 页"
        if page.is_picture:
            yield SourceParagraph(f"（{name}是图片，没有文字可读）", SourceLocation(name, page.number))
        elif page.pictured and page.hidden:
            yield SourceParagraph(
                f"（{name}是扫描的，文字是识别出来的，可能有错字错数，请逐个核对）", SourceLocation(name, page.number)
            )
        if page.unread and not page.is_picture:
            yield SourceParagraph(
                f"（{name}有 {page.unread} 个字认不出来，写成了“{UNREAD}”）", SourceLocation(name, page.number)
            )
