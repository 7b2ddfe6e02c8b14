"""A piece of the stream as the tables need it: an item, or a row joined from several."""

from typing import NamedTuple

from disclosure_desk.readers.model.source_items import SourceItem


class Piece(NamedTuple):
    """An item with its number in the stream; of a joined row `cells` are the numbers of its cells' items.

    `sure`: False where the row was joined in a way that may be wrong.
    """

    number: int
    item: SourceItem
    cells: tuple[int, ...] = ()
    sure: bool = True
