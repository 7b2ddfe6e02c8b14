"""The neutral stream between front ends and the aligner: what a file holds, before anything is known of its meaning."""

from typing import NamedTuple


class Paragraph(NamedTuple):
    """A line of prose or a heading, without the blanks around it; never empty."""

    text: str


class Row(NamedTuple):
    """A row of a table; what a merged cell covers is "", or is missing."""

    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        """The row as one line, for remarks."""
        return "\t".join(self.cells).strip()


Item = Paragraph | Row
