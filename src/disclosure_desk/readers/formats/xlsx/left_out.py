"""What a workbook has that is not read: hidden rows, columns and sheets, and what lies on or beside its cells."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from disclosure_desk.readers.formats.office.safe_xml import XmlElement, local_name, parse_xml
from disclosure_desk.readers.formats.office.safe_zip import SafeZip
from disclosure_desk.readers.formats.xlsx.cells import XlsxCell, XlsxFilledRow, sheet_tag
from disclosure_desk.readers.formats.xlsx.sheet import XlsxRow
from disclosure_desk.readers.model.source_items import ItemDoubt, SourceRemark
from disclosure_desk.readers.vocabulary.cell_value import is_cell_value
from disclosure_desk.text.lazy_pattern import lazy_pattern

_MOST_QUOTED, _LONGEST_QUOTE, _MOST_PARTS = 5, 30, 200
_PARTS = (
    (re.compile(r"xl/charts/chart[^/]*\.xml"), "个图表没有读"),
    (re.compile(r"xl/media/[^/]+"), "张图片里的字没有读"),
    (re.compile(r"xl/embeddings/[^/]+"), "个嵌入的对象没有读"),
)
"""Parts of a workbook that are counted, by their names."""

_NOTES = (
    (re.compile(r"xl/(?:comments|threadedComments)/?[^/]*\.xml"), ("comment", "threadedComment"), "条批注"),
    (re.compile(r"xl/drawings/[^/]+\.xml"), ("txBody",), "个文本框"),
)
"""Parts of a workbook with texts of their own, by their names, and the elements in which these are."""


_MARGIN_PARTS = lazy_pattern("&[LCR]")
_MARGIN_CODES = lazy_pattern(r'&(?:"[^"]*"|K[0-9A-Fa-f+-]{2,6}|[0-9]{1,3}|[A-Z&])')
"""What is written into a sheet's margins: the left, middle and right of a line, and the fonts and fields in them."""

_FAR_COLUMNS, _FAR_ROWS = 30, 300
"""What is so many blank columns or rows away from all before it was left there by mistake; it is on no printed page."""


class LeftOut(NamedTuple):
    """How many hidden rows and columns of a sheet say something, their words, and those of cells that are far away."""

    rows: int
    columns: int
    words: tuple[str, ...]
    far: tuple[str, ...] = ()


class ShownRows(NamedTuple):
    """The rows of a sheet that are shown, and what is left out of it."""

    rows: list[XlsxRow]
    left_out: LeftOut


def shown_rows(rows: Iterable[XlsxFilledRow], hidden: Sequence[range]) -> ShownRows:
    """Return the rows without what is hidden of them."""
    shown: list[XlsxRow] = []
    words: list[str] = []
    hidden_rows, columns = 0, set[int]()
    for row in rows:
        if row.is_hidden:
            hidden_rows += 1
            words += (cell.text for cell in row.cells.values())
            continue
        covered = {column for column in row.cells if any(column in some for some in hidden)}
        columns |= covered
        words += (row.cells[column].text for column in sorted(covered))
        cells = {column: cell for column, cell in row.cells.items() if column not in covered}
        texts = {column: cell.text for column, cell in cells.items() if cell.text.strip()}
        if texts:
            shown.append(XlsxRow(row.number, texts, {column: [*_doubts(cell)] for column, cell in cells.items()}))
        else:
            words += (cell.hidden for cell in cells.values())
    near, far = _parted(shown)
    return ShownRows(near, LeftOut(hidden_rows, len(columns), tuple(filter(str.strip, words)), far))


def _parted(rows: Sequence[XlsxRow]) -> tuple[list[XlsxRow], tuple[str, ...]]:
    """Return the rows without the cells that are far away, and the words of these."""
    last_row = _before_gap((row.number for row in rows), _FAR_ROWS)
    last_column = _before_gap((column for row in rows for column in row.cells), _FAR_COLUMNS)
    near: list[XlsxRow] = []
    far: list[str] = []
    for row in rows:
        cells = {column: text for column, text in row.cells.items() if column <= last_column and row.number <= last_row}
        far += (text for column, text in row.cells.items() if column not in cells)
        if cells:
            near.append(row._replace(cells=cells))
    return near, tuple(far)


def _before_gap(numbers: Iterable[int], widest: int) -> int:
    """Return the last number before a gap wider than that."""
    ordered = sorted({*numbers})
    return next((one for one, two in pairwise(ordered) if two - one > widest), ordered[-1] if ordered else 0)


def _doubts(cell: XlsxCell) -> Iterator[ItemDoubt]:
    if cell.hidden:
        yield ItemDoubt("hidden", cell.hidden)
    if cell.is_mixed and is_cell_value(cell.text):
        yield ItemDoubt("mixed", cell.text)
    if cell.rounded:
        yield ItemDoubt("rounded", cell.rounded)


def margin_texts(sheet: XmlElement) -> Iterator[str]:
    """Yield the texts that a sheet prints above and below its pages, without the codes of fonts and fields."""
    for holder in sheet.iterfind(sheet_tag("headerFooter")):
        for part in holder:
            for text in _MARGIN_PARTS.split(part.text or ""):
                yield " ".join(_MARGIN_CODES.sub("", text).split())


def left_out_remarks(
    archive: SafeZip, hidden_sheets: Sequence[str], left_out: Sequence[LeftOut]
) -> Iterator[SourceRemark]:
    """Yield a remark on each kind of content that is not read."""
    if hidden_sheets:
        names = "、".join(f"“{name[:_LONGEST_QUOTE]}”" for name in hidden_sheets[:_MOST_QUOTED])
        yield SourceRemark(f"工作簿里有 {len(hidden_sheets)} 张隐藏的工作表没有读：{names}")
    far = [word for one in left_out for word in one.far]
    if far:
        yield SourceRemark(f"工作表里离表格很远的地方有 {len(far)} 格写着字，没有取：{_quoted(far)}")
    words = [word for one in left_out for word in one.words]
    if words:
        rows, columns = sum(one.rows for one in left_out), sum(one.columns for one in left_out)
        counted = "、".join(f"{count} {unit}" for count, unit in ((rows, "行"), (columns, "列")) if count) or "几格"
        yield SourceRemark(f"工作表里有{counted}是隐藏的，看不见，没有取：{_quoted(words)}")
    parts = list(archive.names)
    for pattern, wording in _PARTS:
        count = sum(bool(pattern.fullmatch(name)) for name in parts)
        if count:
            yield SourceRemark(f"工作簿里有 {count} {wording}。")
    for note_pattern, holders, wording in _NOTES:
        found = (name for name in parts[:_MOST_PARTS] if note_pattern.fullmatch(name))
        texts = [text for name in found for text in _texts(archive, name, holders)]
        if texts:
            yield SourceRemark(f"工作簿里有 {len(texts)} {wording}，没有放进报告：{_quoted(texts)}")


def _texts(archive: SafeZip, name: str, holders: Sequence[str]) -> Iterator[str]:
    """Yield the text in each element of these names in a part."""
    for element in parse_xml(archive.read(name)).iter():
        if local_name(element) in holders:
            text = "".join(one.text or "" for one in element.iter() if local_name(one) in ("t", "text"))
            if text.strip():
                yield " ".join(text.split())


def _quoted(texts: Sequence[str]) -> str:
    shown = [text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…" for text in texts[:_MOST_QUOTED]]
    return "；".join(shown) + ("；等" if len(texts) > _MOST_QUOTED else "")
