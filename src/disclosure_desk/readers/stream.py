"""The neutral stream between front ends and the aligner: what a file holds, before anything is known of its meaning."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of prose or a heading, without the blanks around it; never empty."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; what a merged cell covers is "", or is missing."""

    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        """The row as one line, for remarks."""
        return "\t".join(self.cells).strip()


Item = Paragraph | Row
