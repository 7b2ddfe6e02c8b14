"""The words between the rows of a table that came as loose lines: its captions and heads, made rows again."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from disclosure_desk.readers.model.source_items import SourceRow
from disclosure_desk.readers.tables.labels import Labels
from disclosure_desk.readers.tables.table_line import Entry
from disclosure_desk.readers.tables.table_row import Piece

_MOST = 120
"""More lines of words without a figure among them are no heads."""


def between(labels: Labels, entries: Sequence[Entry]) -> Iterator[Piece]:
    """The pieces for entries without figures: captions, rows of heads, labels; what is none of these as it came."""
    for loose, run in groupby(entries, key=lambda entry: entry.loose):
        lines = list(run)
        if loose and len(lines) <= _MOST:
            yield from _from_lines(labels, lines)
        else:
            yield from (Piece(entry.number, entry.item if not loose else entry.source) for entry in lines)


def heads_in(labels: Labels, piece: Piece) -> int:
    """How many heads, captions and corners there are in a piece."""
    if not isinstance(piece.item, SourceRow):
        return 0
    keys = [labels.key(cell) for cell in piece.item.cells if cell.strip()]
    return sum(key in labels.heads or key in labels.captions or key in labels.corners for key in keys)


def _from_lines(labels: Labels, lines: Sequence[Entry]) -> Iterator[Piece]:
    split = labels.words.split
    if all(split(line.key) for line in lines):
        for line in lines:
            yield from _pieces(labels, line.number, split(line.key))
        return
    words = split("".join(line.key for line in lines)) or _side_by_side(labels, lines)
    yield from _pieces(labels, lines[0].number, words) if words else _piecemeal(labels, lines)


def _pieces(labels: Labels, number: int, words: Iterable[str]) -> Iterator[Piece]:
    """Heads that follow each other in one row, everything else in a row of its own."""
    for heads, run in groupby(words, key=lambda word: word in labels.heads or word in labels.corners):
        for cells in [tuple(run)] if heads else [(word,) for word in run]:
            yield Piece(number, SourceRow(cells))


def _side_by_side(labels: Labels, lines: Sequence[Entry]) -> tuple[str, ...]:
    """Heads of several lines each, printed beside each other: 结果 结果 其他 尚未, and below 维持 纠正 结果 审结."""
    heads: list[str] = []
    for line in lines:
        tokens = [labels.key(token) for token in " ".join(line.words).split()]
        torn = [place for place, head in enumerate(heads) if head not in labels.words]
        open_ = [place for place, head in enumerate(heads) if not labels.heads.isdisjoint(_longer(labels, head))]
        places = next((places for places in (torn, open_) if len(places) == len(tokens)), [])
        if places and all(labels.words.is_piece(heads[at] + token) for at, token in zip(places, tokens, strict=True)):
            for at, token in zip(places, tokens, strict=True):
                heads[at] += token
        elif torn:
            return ()
        else:
            heads += tokens
    return tuple(heads) if all(head in labels.words for head in heads) else ()


def _longer(labels: Labels, start: str) -> Iterator[str]:
    return (head for head in labels.heads if head.startswith(start) and head != start)


def _piecemeal(labels: Labels, lines: Sequence[Entry]) -> Iterator[Piece]:
    """What some lines next to each other make together; a line that is no part of anything is left as it came."""
    start = 0
    while start < len(lines):
        joined = ""
        whole, torn = 0, 0
        for end in range(start + 1, len(lines) + 1):
            joined += lines[end - 1].key
            if labels.words.split(joined):
                whole = end
                break
            if joined and labels.is_fragment(joined):
                torn = end
        if whole:
            yield from _pieces(labels, lines[start].number, labels.words.split(joined))
        elif torn:
            yield Piece(
                lines[start].number, SourceRow(("".join(word for line in lines[start:torn] for word in line.words),))
            )
        else:
            yield Piece(lines[start].number, lines[start].source)
        start = whole or torn or start + 1
