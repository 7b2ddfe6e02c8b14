"""Rows of cells between upright strokes, as Markdown has them and chat programs paste them: `| a | b |`."""

import re

_STROKE = re.compile(r"(?<!\\)[|｜│┃]")
_RULE = re.compile(r":-+:?|-+:|-{3,}")
_DRAWN = frozenset("┼├┤┌┐└┘┬┴╋┠┨┯┷┿+ \t|-=─━═│┃")
_CROSSINGS = frozenset("┼├┌└╋┠+")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BLANK = re.compile(r"&(?:nbsp|ensp|emsp);?", re.IGNORECASE)
_BOLD = re.compile(r"(\*\*|__|`)(.+?)\1")


def is_rule(line: str) -> bool:
    """Whether a line only draws the lines of a table: |---|:--:|, or ├──┼──┤; a row of dashes for nothing is none."""
    cells = [cell.strip() for cell in _STROKE.split(line) if cell.strip()]
    if not cells and len(line.split()) > 1:
        return True  # a row of blank cells
    if cells and all(map(_RULE.fullmatch, cells)):
        return True
    return _DRAWN.issuperset(line) and not _CROSSINGS.isdisjoint(line) and len(line.strip()) > 1


def piped_cells(line: str) -> tuple[str, ...]:
    """The cells of a line with upright strokes; () if it has none."""
    if not _STROKE.search(line):
        return ()
    cells = [_plain(cell) for cell in _STROKE.split(line.strip())]
    if not cells[0]:
        del cells[0]
    if len(cells) > 1 and not cells[-1]:
        del cells[-1]
    return tuple(cells)


def _plain(cell: str) -> str:
    return _BOLD.sub(r"\2", _BLANK.sub(" ", _BREAK.sub("", cell)).replace("\\|", "|")).strip()
