"""The items of a source in their order: what a file reader found, before anything is known of what it means."""

from typing import Literal, NamedTuple

Box = tuple[float, float, float, float]
"""Left, top, right and bottom on a page, as shares of its width and height, from its top left corner."""


class SourceLocation(NamedTuple):
    """Where in its source an item is: in words, and on a page where the source has pages."""

    name: str = ""
    page: int | None = None
    box: Box | None = None


NOWHERE = SourceLocation()


DoubtCause = Literal["hidden", "watermark", "mixed", "ragged", "pale", "rounded", "styled"]
"""Why an item is in doubt. `hidden`: it had words that nobody sees, which are left out; `watermark`: words of one lie
over or under it, which are seen and left out; `mixed`: its figure is put together of parts that differ in size, colour
or visibility; `pale`: it is so light beside the rest that it may be a watermark; `ragged`: its row has more or fewer
cells than the others of its table; `rounded`: its file shows the figure with fewer digits; `styled`: it is turned,
masked or put behind others, and may not be seen as it is."""


NO_CELL = -1


class ItemDoubt(NamedTuple):
    """What the file itself makes doubtful about an item: the words in question, and the index of the cell they are in.

    `cell` is None where the whole item is in doubt, NO_CELL where that cell is not among those of the row.
    """

    cause: DoubtCause
    words: str = ""
    cell: int | None = None


class SourceParagraph(NamedTuple):
    """A line of prose or a heading, without the blanks around it; never empty."""

    text: str
    location: SourceLocation = NOWHERE
    doubts: tuple[ItemDoubt, ...] = ()


class SourceRow(NamedTuple):
    """A row of a table; a cell that is covered by a merged one is "", or is missing.

    `aligned`: its cells are at the true columns of their table, so that an index means the same in all its rows.
    `boxes` are where its cells are on the page of its location, if that is known.
    """

    cells: tuple[str, ...]
    location: SourceLocation = NOWHERE
    aligned: bool = False
    boxes: tuple[Box | None, ...] = ()
    doubts: tuple[ItemDoubt, ...] = ()

    @property
    def text(self) -> str:
        """The row as one line, for remarks."""
        return "\t".join(self.cells).strip()


SourceItem = SourceParagraph | SourceRow


class SourceRemark(NamedTuple):
    """What a file has that its reader does not read, in one sentence for the clerk; it is no part of the report."""

    text: str


SourceContent = SourceItem | SourceRemark
"""What a file reader yields."""
