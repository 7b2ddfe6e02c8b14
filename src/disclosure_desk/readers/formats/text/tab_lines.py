"""Text of a browser whose cells hold paragraphs: a tab on a line of its own stands between two cells of a row."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from disclosure_desk.readers.model.joined_lines import one_line
from disclosure_desk.readers.vocabulary.cell_value import is_value

_ENOUGH = 8
"""So many tabs on lines of their own make a text of such."""

_MOST = 40
"""No row of ours has so many cells."""


class _Piece(NamedTuple):
    """What stands between two such tabs: its lines, and the blank lines before, within at most, and behind."""

    content: tuple[str, ...]
    before: int
    within: int
    behind: int


def with_whole_rows(lines: Sequence[str]) -> Sequence[str]:
    """The lines, each row of cells on one; as they are where there are few such tabs, or blank rows of a sheet."""
    tabs = sum(map(_is_tab, lines))
    filled = [line for line in lines if line.strip() or _is_tab(line)]
    of_a_sheet = any("\t" in one.strip() and _is_tab(two) for one, two in pairwise(filled))
    return list(_rows(lines)) if tabs >= _ENOUGH and not of_a_sheet else lines


def _is_tab(line: str) -> bool:
    return "\t" in line and len(line) <= _MOST and not line.strip()


def _rows(lines: Sequence[str]) -> Iterator[str]:
    """The rows and the lines around them; a row begins with the line before its first tab, and ends with one line."""
    first, *pieces = _pieces(lines)
    margin = min((piece.before for piece in pieces if piece.content), default=0)
    begins = bool(first.content) and first.behind <= margin
    yield from first.content[:-1] if begins else first.content
    row = [first.content[-1] if begins else ""]
    for number, piece in enumerate(pieces, 1):
        if number < len(pieces) and not _ends_a_row(piece, margin):
            row.append(one_line(piece.content))
            continue
        rest = list(piece.content)
        row.append(rest.pop(0) if rest and piece.before <= margin else "")
        yield "\t".join(row)
        begins = bool(rest) and piece.behind <= margin and number < len(pieces)
        row = [rest.pop() if begins else ""]
        yield from rest


def _pieces(lines: Sequence[str]) -> Iterator[_Piece]:
    found: list[list[str]] = [[]]
    for line in lines:
        if _is_tab(line):
            found.extend([] for _ in range(line.count("\t")))
        else:
            found[-1].append(line)
    return map(_piece, found)


def _piece(lines: Sequence[str]) -> _Piece:
    runs = [(filled, len(list(run))) for filled, run in groupby(lines, lambda line: bool(line.strip()))]
    blanks = [0 if filled else count for filled, count in runs]
    content = tuple(line.strip() for line in lines if line.strip())
    ends = blanks or [0]
    return _Piece(content, ends[0], max(blanks[1:-1], default=0), ends[-1])


def _ends_a_row(piece: _Piece, margin: int) -> bool:
    """Whether the last cell of a row and the first of the next stand there, and not one cell between two others."""
    if not piece.content:
        return False
    is_far = max(piece.before, piece.behind) > margin or piece.within > max(margin, 1)
    return is_far or (len(piece.content) > 1 and is_value(piece.content[0]))
