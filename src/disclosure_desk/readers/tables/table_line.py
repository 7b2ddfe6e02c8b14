"""What may belong to a table, in a stream: each item with its words and figures told apart."""

import re
from typing import NamedTuple

from disclosure_desk.readers.model.source_items import SourceItem, SourceParagraph, SourceRow
from disclosure_desk.readers.structure.page_noise import is_page_number
from disclosure_desk.readers.tables.labels import Labels
from disclosure_desk.readers.tables.piped import is_rule, piped_cells
from disclosure_desk.readers.vocabulary.cell_value import is_cell_value

_NUMBER = re.compile(r"[（(]\s*[一二三四五六七八九十]{1,2}\s*[）)]|(?<![0-9.])[0-9]{1,2}\s*[.．、]")
_LONGEST = 2000
"""A longer line is prose, or nothing that a table of ours has."""


class Entry(NamedTuple):
    """An item that may belong to a table: its words, with their keys, and the figures behind them.

    `loose`: a line of its own, whose words and figures only blanks part; `item` is else a row with its cells.
    `source` is the item as it came; `drawn`: only a page number or the drawn lines of a table.
    """

    number: int
    source: SourceItem
    item: SourceItem
    words: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    loose: bool = False
    drawn: bool = False

    @property
    def key(self) -> str:
        """The key of all its words."""
        return "".join(self.keys)


def entry_of(labels: Labels, number: int, item: SourceItem) -> Entry | None:
    """What of an item a table may have; None if it is prose or a row of something else."""
    if isinstance(item, SourceRow):
        filled = [cell.strip() for cell in item.cells if cell.strip()]
        if len(filled) != 1 or (len(item.cells) > 1 and not _is_line(filled[0])):
            return _row(labels, number, item, item)
        text = filled[0]
    else:
        text = item.text
    if len(text) > _LONGEST:
        return None
    if is_page_number(text) or is_rule(text):
        return Entry(number, item, item, drawn=True)
    cells = piped_cells(text)
    return (
        _row(labels, number, item, SourceRow(cells, item.location))
        if len(cells) > 1
        else _line(labels, number, item, text)
    )


def _is_line(cell: str) -> bool:
    """Whether the only words of a row are a line in themselves: a label with its figures, or a page number."""
    words = cell.split()
    return (len(words) > 1 and is_cell_value(words[-1]) and not is_cell_value(cell)) or is_page_number(cell)


def _row(labels: Labels, number: int, source: SourceItem, row: SourceRow) -> Entry | None:
    filled = [cell for cell in row.cells if cell.strip()]
    first = next((place for place, cell in enumerate(filled) if labels.is_figure(cell)), len(filled))
    words = tuple(word for cell in filled[:first] for word in _apart(labels, cell))
    keys = tuple(map(labels.key, words))
    if not (any(key in labels.words for key in keys) or _has_figures(source, filled, first) or _is_torn(labels, keys)):
        return None
    return Entry(number, source, row, words, keys, tuple(filled[first:]))


def _has_figures(source: SourceItem, filled: list[str], first: int) -> bool:
    """Whether figures make it a row; between strokes that may as well be punctuation, one figure does not."""
    return len(filled) - first >= (2 if isinstance(source, SourceParagraph) else 1)


def _is_torn(labels: Labels, keys: tuple[str, ...]) -> bool:
    return bool(keys) and all(map(labels.words.is_piece, keys))


def _line(labels: Labels, number: int, item: SourceItem, text: str) -> Entry | None:
    tokens = text.split()
    first = len(tokens)
    while first and labels.is_figure(tokens[first - 1]):
        first -= 1
    words, figures = _apart(labels, " ".join(tokens[:first])), tuple(tokens[first:])
    keys = tuple(map(labels.key, words))
    if words and not (len(figures) > 1 or len(words) > 1 or _is_official(labels, tokens[:first], keys[0])):
        return None
    return Entry(number, item, item, words, keys, figures, loose=True)


def _apart(labels: Labels, words: str) -> tuple[str, ...]:
    """The words of a label, and before them a piece of another that a merged cell left there: 三、本（一）予以公开."""
    number = _NUMBER.search(words, 1)
    if number and len(words) <= _LONGEST:
        before, behind = words[: number.start()].strip(), words[number.start() :].strip()
        if all(key and labels.is_fragment(key) for key in map(labels.key, (before, behind))):
            return before, behind
    return (words,) if words else ()


def _is_official(labels: Labels, tokens: list[str], key: str) -> bool:
    """Whether a line is made of official words or pieces of them, or is the punctuation between two such."""
    if not key:
        return len(tokens) == 1 and len(tokens[0]) == 1
    return (
        labels.words.is_piece(key) or bool(labels.words.split(key)) or _is_torn(labels, tuple(map(labels.key, tokens)))
    )
