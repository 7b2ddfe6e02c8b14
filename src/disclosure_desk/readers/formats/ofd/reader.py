"""An OFD with text -> the items of the source, its pages read as those of a PDF."""

from collections.abc import Iterator

from disclosure_desk.readers.formats.ofd.package import OfdPackage
from disclosure_desk.readers.formats.ofd.page_content import OfdPageReader
from disclosure_desk.readers.formats.office.page_margins import quoted
from disclosure_desk.readers.formats.pdf.document import LONG, refuse_other_text
from disclosure_desk.readers.formats.pdf.page_content import PdfPageContent
from disclosure_desk.readers.formats.pdf.reader import items_of_pages
from disclosure_desk.readers.model.progress import Progress
from disclosure_desk.readers.model.source_items import SourceContent, SourceRemark


def ofd_items(content: bytes, progress: Progress) -> Iterator[SourceContent]:
    """Yield the items of an OFD. Raise ReadError, without the file's name, if it has no text to read, and Cancelled."""
    package = OfdPackage(content)
    yield from items_of_pages(_page_contents(package, progress), "OFD")
    if package.documents > 1:
        yield SourceRemark(f"这个 OFD 里有 {package.documents} 份文档，只读了第一份。")
    yield from _annotation_remarks(package)


def _page_contents(package: OfdPackage, progress: Progress) -> Iterator[PdfPageContent]:
    count = len(package.pages)
    if count > LONG:
        refuse_other_text("".join(package.plain_text().split()), count, "OFD")
    reader = OfdPageReader(package)
    for number in range(count):
        progress(number / count)
        yield reader.read(number)
    progress(1.0)


def _annotation_remarks(package: OfdPackage) -> Iterator[SourceRemark]:
    """Yield a remark on the text of notes, seals and the like, which are no part of the page."""
    texts = [(code.text or "").strip() for root in package.annotations() for code in root.iter("{*}TextCode")]
    distinct = list(dict.fromkeys(filter(None, texts)))
    if distinct:
        yield SourceRemark(f"批注、图章里有 {len(distinct)} 处文字，没有放进报告：{quoted(distinct)}")
