"""The neutral stream between front ends and the aligner: what a file holds, before anything is known of its meaning."""

from typing import NamedTuple

Box = tuple[float, float, float, float]
"""Left, top, right and bottom on a page, as shares of its width and height, from its top left corner."""


class Spot(NamedTuple):
    """Where in its source an item stands: in words, and on a page where the source has pages."""

    name: str = ""
    page: int | None = None
    box: Box | None = None


NOWHERE = Spot()


class Paragraph(NamedTuple):
    """A line of prose or a heading, without the blanks around it; never empty."""

    text: str
    spot: Spot = NOWHERE


class Row(NamedTuple):
    """A row of a table; what a merged cell covers is "", or is missing.

    `aligned`: its cells stand at the true columns of their table, so that a place means the same in all its rows.
    `boxes` are where its cells stand on the page of its spot, if that is known.
    """

    cells: tuple[str, ...]
    spot: Spot = NOWHERE
    aligned: bool = False
    boxes: tuple[Box | None, ...] = ()

    @property
    def text(self) -> str:
        """The row as one line, for remarks."""
        return "\t".join(self.cells).strip()


Item = Paragraph | Row
