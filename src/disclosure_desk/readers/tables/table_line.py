"""The items of a source as a table sees them: the words and the figures of each, told apart.

Input: one item of the source. Output: a `TableLine`, or None for prose and for rows of other tables, which end the run
of lines that may be one table (see row_repair).
Invariant: nothing is decided here about where a figure belongs; words and figures stay in their order.

A row counts as it is; a paragraph, or a row of one cell, is read in this order:
1. A page number or the drawn border of a table, |---|---| or ├──┼──┤, which say nothing.
2. Cells between strokes, as Markdown and chat programs have them: | 规章 | 1 | 2 | 3 |.
3. A loose line whose words and figures only blanks part: 规章 1 2 3. With fewer than two of either it must be made of
   official words, because any sentence ends with a figure now and then. A line with several rows of a table in it is
   left to `rows_in_one_line` (row_repair).
"""

import re
from itertools import pairwise
from typing import NamedTuple

from disclosure_desk.readers.model.source_items import SourceItem, SourceParagraph, SourceRow
from disclosure_desk.readers.structure.page_noise import is_page_number
from disclosure_desk.readers.tables.labels import Labels
from disclosure_desk.readers.vocabulary.cell_value import is_cell_value
from disclosure_desk.text.lazy_pattern import lazy_pattern

# （一）, 1. or 3、 before a label; not the 5. of 2.5.
_NUMBER = lazy_pattern(r"[（(]\s*[一二三四五六七八九十]{1,2}\s*[）)]|(?<![0-9.])[0-9]{1,2}\s*[.．、]")
_LONGEST_LINE = 2000
"""A longer line is prose, or no table of the form."""

_GLUED_FIGURES = lazy_pattern(r"(?P<label>.{1,200}?(?:[^\W\d_]|[）)”\x22]))(?P<figures>[0-9]+(?:\.[0-9]+)?)")
"""A label with nothing between it and its figures: （一）予以公开710000071. Of *75 or l75 nobody knows what it was."""

_STROKE = lazy_pattern(r"(?<!\\)[|｜│┃]")
_MARKDOWN_RULE = lazy_pattern(r":-+:?|-+:|-{3,}")
_BORDER_CHARACTERS = frozenset("┼├┤┌┐└┘┬┴╋┠┨┯┷┿+ \t|-=─━═│┃")
_CROSSINGS = frozenset("┼├┌└╋┠+")
_BREAK = lazy_pattern(r"<br\s*/?>", re.IGNORECASE)
_BLANK = lazy_pattern(r"&(?:nbsp|ensp|emsp);?", re.IGNORECASE)
_BOLD = lazy_pattern(r"(\*\*|__|`)(.+?)\1")


class TableLine(NamedTuple):
    """An item that may belong to a table: its words, with their keys, and the figures behind them.

    `source` is the item as it came, `item` the same with its cells where strokes part them. `is_loose`: a line of its
    own, whose words and figures only blanks part. `is_drawing`: only a page number or the border of a table.
    """

    number: int
    source: SourceItem
    item: SourceItem
    words: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    is_loose: bool = False
    is_drawing: bool = False

    @property
    def key(self) -> str:
        """The key of all its words."""
        return "".join(self.keys)


class TableRow(NamedTuple):
    """An item of the source as the tables need it: as it came, or a row that was joined from several items.

    `number` is that of the item; of a joined row `cell_items` are the numbers of its cells' items. `is_sure` is False
    where the row may have been joined wrongly.
    """

    number: int
    item: SourceItem
    cell_items: tuple[int, ...] = ()
    is_sure: bool = True


def table_line(labels: Labels, number: int, item: SourceItem) -> TableLine | None:
    """The item as a line of a table; None if it is prose or a row of something else."""
    if isinstance(item, SourceRow):
        filled = [cell.strip() for cell in item.cells if cell.strip()]
        # A page may lay out its lines in a table of one column; then the cell has a whole line: 规章 1 2 3.
        if len(filled) != 1 or (len(item.cells) > 1 and not _is_line_in_cell(filled[0])):
            return _row(labels, number, item, item)
        text = filled[0]
    else:
        text = item.text
    if len(text) > _LONGEST_LINE:
        return None
    if is_page_number(text) or is_table_border(text):
        return TableLine(number, item, item, is_drawing=True)
    cells = cells_between_strokes(text)
    if len(cells) > 1:
        return _row(labels, number, item, SourceRow(cells, item.location))
    # A cell a line may keep the stroke that parted it from the next: 规章 |.
    return _loose_line(labels, number, item, cells[0] if cells else text)


def is_table_border(line: str) -> bool:
    """Whether a line only draws the border of a table: |---|:--:|, or ├──┼──┤.

    Dashes with blanks between them are none: offices write - or — for no figure.
    """
    cells = [cell.strip() for cell in _STROKE.split(line) if cell.strip()]
    if not cells and line.strip():
        return True  # a row of blank cells, or one
    if cells and all(map(_MARKDOWN_RULE.fullmatch, cells)):
        return True
    return _BORDER_CHARACTERS.issuperset(line) and not _CROSSINGS.isdisjoint(line) and len(line.strip()) > 1


def cells_between_strokes(line: str) -> tuple[str, ...]:
    """The cells of a line with upright strokes, without Markdown's signs; () if it has no strokes."""
    if not _STROKE.search(line):
        return ()
    cells = [_without_markup(cell) for cell in _STROKE.split(line.strip())]
    # The strokes at both ends of a Markdown row make no cells; a blank first column has a second stroke.
    if not cells[0]:
        del cells[0]
    if len(cells) > 1 and not cells[-1]:
        del cells[-1]
    return tuple(cells)


def _without_markup(cell: str) -> str:
    return _BOLD.sub(r"\2", _BLANK.sub(" ", _BREAK.sub("", cell)).replace("\\|", "|")).strip()


def _is_line_in_cell(cell: str) -> bool:
    """Whether the only words of a row are a line in themselves: a label with its figures, or a page number."""
    words = cell.split()
    return (len(words) > 1 and is_cell_value(words[-1]) and not is_cell_value(cell)) or is_page_number(cell)


def _row(labels: Labels, number: int, source: SourceItem, row: SourceRow) -> TableLine | None:
    filled = [cell for cell in row.cells if cell.strip()]
    first = next((place for place, cell in enumerate(filled) if labels.is_figure(cell)), len(filled))
    words = tuple(word for cell in filled[:first] for word in _separate_labels(labels, cell))
    keys = tuple(map(labels.key, words))
    # Between strokes that may as well be punctuation, one figure alone makes no row.
    has_figures = len(filled) - first >= (2 if isinstance(source, SourceParagraph) else 1)
    if not (any(key in labels.words for key in keys) or has_figures or _are_fragments(labels, keys)):
        return None
    return TableLine(number, source, row, words, keys, tuple(filled[first:]))


def _are_fragments(labels: Labels, keys: tuple[str, ...]) -> bool:
    return bool(keys) and all(map(labels.words.is_fragment, keys))


def _loose_line(labels: Labels, number: int, item: SourceItem, text: str) -> TableLine | None:
    tokens = text.split()
    # Figures are taken off the end, because labels begin with numbers: 1. 属于国家秘密 0 0 0 0 0 0 0.
    first = len(tokens)
    while first and labels.is_figure(tokens[first - 1]):
        first -= 1
    if _has_row_behind_figure(labels, tokens[:first]):
        return None
    if not tokens[first:]:
        tokens, first = _without_glued_figures(labels, tokens)
    words, figures = _separate_labels(labels, " ".join(tokens[:first])), tuple(tokens[first:])
    keys = tuple(map(labels.key, words))
    if words and not (len(figures) > 1 or len(words) > 1 or _is_official(labels, tokens[:first], keys[0])):
        return None
    return TableLine(number, item, item, words, keys, figures, is_loose=True)


def _without_glued_figures(labels: Labels, tokens: list[str]) -> tuple[list[str], int]:
    """The words of a line, and how many of them are a label; a row's own label may have its figures glued to it."""
    found = _GLUED_FIGURES.fullmatch("".join(tokens)) if not tokens[-1].isdecimal() else None
    if found and labels.count_columns(labels.key(found["label"])):
        return [found["label"], found["figures"]], 1
    return tokens, len(tokens)


def _has_row_behind_figure(labels: Labels, tokens: list[str]) -> bool:
    """Whether an official word follows a figure that follows words: then the line has several rows of a table."""
    pairs = pairwise(tokens[1:])
    return any(labels.is_figure(figure) and labels.key(behind) in labels.words for figure, behind in pairs)


def _separate_labels(labels: Labels, words: str) -> tuple[str, ...]:
    """The words of a label; apart from them a piece of another that a merged cell left there: 三、本（一）予以公开."""
    number = _NUMBER.search(words, 1)
    if number and len(words) <= _LONGEST_LINE:
        before, behind = words[: number.start()].strip(), words[number.start() :].strip()
        if all(key and labels.is_fragment(key) for key in map(labels.key, (before, behind))):
            return before, behind
    return (words,) if words else ()


def _is_official(labels: Labels, tokens: list[str], key: str) -> bool:
    """Whether a line is made of official words or pieces of them, or is the punctuation between two such."""
    if not key:  # a 、 or ， that a narrow column left on a line of its own
        return len(tokens) == 1 and len(tokens[0]) == 1
    if labels.words.is_fragment(key) or labels.words.split(key):
        return True
    return _are_fragments(labels, tuple(map(labels.key, tokens)))
