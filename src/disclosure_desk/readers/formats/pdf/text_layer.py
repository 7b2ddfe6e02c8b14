"""Judges whether the text layer of a PDF is worth reading, and what the clerk must know of single pages."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.characters import UNREAD
from disclosure_desk.readers.formats.pdf.page_content import PdfPageContent
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.source_items import SourceRemark

_FEW_CHARACTERS = 20
"""On a picture of a page, fewer characters were put there afterwards: a page number, a stamp.

With 2, a scan with page numbers counts as text; with 100, short pages with a picture count as scans (test_refusals).
"""


_MOST_QUOTED, _LONGEST_QUOTE = 3, 30


class PdfTextLayer(NamedTuple):
    """How many characters page `number` has, how many of them are unread, and whether a picture is all that is seen."""

    number: int
    characters: int
    unread: int
    has_picture: bool
    is_hidden: bool

    @property
    def is_picture(self) -> bool:
        """Whether the page is a picture without text."""
        return self.has_picture and self.characters < _FEW_CHARACTERS


def text_layer_of(page: PdfPageContent) -> PdfTextLayer:
    """Return what a page's text layer is like."""
    texts = [character.text for character in page.characters if not character.text.isspace()]
    return PdfTextLayer(page.number, len(texts), texts.count(UNREAD), page.has_picture, page.is_hidden)


def require_text(pages: Sequence[PdfTextLayer], format_name: str = "PDF") -> None:
    """Raise ReadError if most pages are pictures, there is no text, or most of it is unread."""
    pictures = sum(page.is_picture for page in pages)
    if pictures * 2 > sum(bool(page.characters or page.has_picture) for page in pages):
        raise ReadError(
            f"这份 {format_name} 是扫描件，没有文字可读；请找原来的 Word 或 WPS 文档导入，"
            "或者先用文字识别软件转成 .docx 再导入。"
        )
    characters = sum(page.characters for page in pages)
    if not characters:
        raise ReadError(f"这份 {format_name} 里没有文字，可能都转成了图形；请找原来的 Word 或 WPS 文档再导入。")
    if 2 * sum(page.unread for page in pages) > characters:
        raise ReadError(
            f"这份 {format_name} 的文字不能复制，读出来的都是乱码；请找原来的 Word 或 WPS 文档，另存为 .docx 再导入。"
        )


def text_layer_remarks(pages: Sequence[PdfTextLayer]) -> Iterator[SourceRemark]:
    """Yield remarks on pages that are read in part only."""
    for page in pages:
        name = f"第 {page.number + 1} 页"
        if page.is_picture:
            yield SourceRemark(f"{name}是图片，没有文字可读。")
        elif page.has_picture and page.is_hidden:
            yield SourceRemark(f"{name}是扫描的，文字是识别出来的，可能有错字错数，请逐个核对。")
        if page.unread and not page.is_picture:
            yield SourceRemark(f"{name}有 {page.unread} 个字认不出来，写成了“{UNREAD}”。")


def left_out_remarks(pages: Sequence[PdfPageContent]) -> Iterator[SourceRemark]:
    """Yield a remark on each kind of text that stands on the pages and is no part of the report."""
    kinds = (
        ("看不见的字（和底色一样、被盖住、在页面外面、所在的图层没有打开等）", [page.unseen for page in pages]),
        ("斜着的字（像是水印或者印章）", [page.askew for page in pages]),
        ("垫在正文下面的字（像是水印）", [page.watermarks for page in pages]),
    )
    for name, characters in kinds:
        texts = ["".join(one.text for one in some).strip() for some in characters]
        quoted = "；".join(text[:_LONGEST_QUOTE] for text in list(dict.fromkeys(filter(None, texts)))[:_MOST_QUOTED])
        if quoted:
            yield SourceRemark(f"有 {sum(map(bool, texts))} 页上有{name}，没有取：{quoted}")
