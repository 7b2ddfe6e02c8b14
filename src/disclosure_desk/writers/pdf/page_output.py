"""What a page is drawn into: the seam between the pages, which are the same everywhere, and the formats that hold them.

`document.py` writes them as PDF, `writers/ofd` as OFD.
"""

from collections.abc import Callable, Iterable
from typing import Protocol

from disclosure_desk.writers.pdf.lines import TextLine
from disclosure_desk.writers.pdf.structure import Artifact, Mark, StructureTree
from disclosure_desk.writers.pdf.xmp import DocumentInfo

Rule = tuple[float, float, float, float]
"""From one point to another: x, y, x, y in points from the left and lower edge of the paper."""
TintBox = tuple[float, float, float, float]
"""Left, lower edge, width and height in points from the left and lower edge of the paper."""


class PageOutput(Protocol):
    """A document that is built page by page; nothing can be added to it once it is finished.

    `mark` says each time what is drawn: an element of the document's structure, or an artifact.
    """

    structure: StructureTree

    def text(self, line: TextLine, size: float, at: tuple[float, float], squeeze: float, mark: Mark, /) -> None:
        """Draw a line of text on its baseline, narrowed by the factor `squeeze`."""

    def rules(self, width: float, rules: Iterable[Rule], mark: Mark, /) -> None:
        """Draw straight lines of one width."""

    def tint(self, grey: float, box: TintBox, mark: Artifact, /) -> None:
        """Fill a box with grey."""

    def bookmark(self, title: str, key: str, top: float, level: int, /) -> None:
        """Add a bookmark to a height of the page that is being drawn; no two bookmarks have one key."""

    def end_page(self) -> None:
        """Close the page that is being drawn and begin the next one."""

    def finish(self) -> bytes:
        """The whole file, without the page that was begun last."""


NewOutput = Callable[[DocumentInfo, float, float], PageOutput]
"""Begins a document that says this about itself and has paper of this width and height in points."""
