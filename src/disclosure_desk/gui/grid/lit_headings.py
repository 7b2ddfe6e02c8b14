"""Which heads and labels are lit because the current cell stands below or beside them."""

from collections.abc import Mapping
from enum import Enum

from disclosure_desk.core.layout import Box, Layout


class Light(Enum):
    """How a heading looks: as always; bold, further out; with the ground of the current line; chosen itself."""

    OFF = 0
    BOLD = 1
    FULL = 2
    CHOSEN = 3


def lit_headings(layout: Layout, owners: Mapping[tuple[int, int], Box], current: Box) -> Mapping[Box, Light]:
    """The headings of a cell: label and head in full, the labels further out bold; none of a box that is no cell.

    A figure over several columns has no head of its own where several stand above it.
    """
    if not current.cell:
        return {}
    labels = list(dict.fromkeys(owners[current.row, column] for column in range(layout.grid.label_columns)))
    lit = dict.fromkeys(labels, Light.BOLD) | dict.fromkeys(labels[-1:], Light.FULL)
    lowest = max(row for row in layout.head_rows if row <= current.row)
    head = owners[lowest, current.column]
    if head.columns >= current.columns:
        lit[head] = Light.FULL
    return lit
