"""The words between the rows of a table that came as loose lines -> its captions, header rows and labels again.

Input: table lines without figures, in their order. Output: table rows; a line that is no part of anything is passed on
as it came.
Invariant: words are put together only where the whole is made of official words, so prose between two tables stays
prose. Loose lines that follow each other are tried in this order:
1. Each line alone is made of official words: 制发件数 废止件数 is two headers beside each other.
2. All lines run on, as a narrow column breaks them: 本年制发 / 件数.
3. Headers of several lines side by side: 结果 结果 其他 尚未, and below 维持 纠正 结果 审结.
4. Neighbouring lines that make an official word or a part of one; the others stay lines.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from disclosure_desk.readers.model.source_items import SourceRow
from disclosure_desk.readers.tables.labels import Labels
from disclosure_desk.readers.tables.table_line import TableLine, TableRow

_MOST_LINES = 120
"""More loose lines without a figure among them are no headers, even with a few letters on each line.

With 8, headers that come one on a line are lost: table three has eleven of them before its first figure.
"""


def header_rows(labels: Labels, lines: Sequence[TableLine]) -> Iterator[TableRow]:
    """The rows that lines without figures make: captions, header rows, labels, and what is none of these."""
    for is_loose, run in groupby(lines, key=lambda line: line.is_loose):
        together = list(run)
        if is_loose and len(together) <= _MOST_LINES:
            yield from _from_loose_lines(labels, together)
        else:
            yield from (TableRow(line.number, line.source if is_loose else line.item) for line in together)


def count_headers(labels: Labels, row: TableRow) -> int:
    """How many headers, captions and corners a row has."""
    if not isinstance(row.item, SourceRow):
        return 0
    keys = [labels.key(cell) for cell in row.item.cells if cell.strip()]
    return sum(key in labels.headers or key in labels.captions or key in labels.corners for key in keys)


def _from_loose_lines(labels: Labels, lines: Sequence[TableLine]) -> Iterator[TableRow]:
    split = labels.words.split
    if all(split(line.key) for line in lines):
        for line in lines:
            yield from _rows_of_words(labels, line.number, split(line.key))
        return
    words = split("".join(line.key for line in lines)) or _side_by_side(labels, lines)
    yield from _rows_of_words(labels, lines[0].number, words) if words else _line_by_line(labels, lines)


def _rows_of_words(labels: Labels, number: int, words: Iterable[str]) -> Iterator[TableRow]:
    """Headers that follow each other in one row, everything else in a row of its own."""
    # Headers keep together, because only their neighbours show what a merged one spans.
    for are_headers, run in groupby(words, key=lambda word: word in labels.headers or word in labels.corners):
        for cells in [tuple(run)] if are_headers else [(word,) for word in run]:
            yield TableRow(number, SourceRow(cells))


def _side_by_side(labels: Labels, lines: Sequence[TableLine]) -> tuple[str, ...]:
    """Headers of several lines each, printed beside each other; () if the lines are none."""
    headers: list[str] = []
    for line in lines:
        tokens = [labels.key(token) for token in " ".join(line.words).split()]
        broken = [at for at, header in enumerate(headers) if header not in labels.words]
        # 其他 is whole, a column of table three, but may also be the beginning of 其他结果.
        may_go_on = [at for at, header in enumerate(headers) if any(_longer_headers(labels, header))]
        places = next((places for places in (broken, may_go_on) if len(places) == len(tokens)), [])
        if places and all(
            labels.words.is_fragment(headers[at] + token) for at, token in zip(places, tokens, strict=True)
        ):
            for at, token in zip(places, tokens, strict=True):
                headers[at] += token
        elif broken:
            return ()
        else:
            headers += tokens
    return tuple(headers) if all(header in labels.words for header in headers) else ()


def _longer_headers(labels: Labels, start: str) -> Iterator[str]:
    return (header for header in labels.headers if header.startswith(start) and header != start)


def _line_by_line(labels: Labels, lines: Sequence[TableLine]) -> Iterator[TableRow]:
    """What some neighbouring lines make together; a line that is no part of anything is left as it came."""
    start = 0
    while start < len(lines):
        joined = ""
        whole, broken = 0, 0
        # The first whole word ends the search, else the longest fragment: a label may go on behind the figures.
        for end in range(start + 1, len(lines) + 1):
            joined += lines[end - 1].key
            if labels.words.split(joined):
                whole = end
                break
            if joined and labels.is_fragment(joined):
                broken = end
        if whole:
            yield from _rows_of_words(labels, lines[start].number, labels.words.split(joined))
        elif broken:
            text = "".join(word for line in lines[start:broken] for word in line.words)
            yield TableRow(lines[start].number, SourceRow((text,)))
        else:
            yield TableRow(lines[start].number, lines[start].source)
        start = whole or broken or start + 1
