"""The content of a page -> what is read on it: ruled tables, and lines of text outside of them.

Grids come first, because a word in a cell is no part of the line that runs through the cell's neighbours.
"""

from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.characters import PdfCharacter
from disclosure_desk.readers.formats.pdf.grids import find_grids
from disclosure_desk.readers.formats.pdf.lines import PdfLine, join_lines
from disclosure_desk.readers.formats.pdf.page_content import PdfPageContent
from disclosure_desk.readers.formats.pdf.page_transform import PageTransform
from disclosure_desk.readers.formats.pdf.tables import PdfTable, fill_tables
from disclosure_desk.readers.formats.pdf.words import join_words


class PdfPage(NamedTuple):
    """A page (from 0) with its lines and tables, each from the top.

    `characters` are all that are read on it; those that stood on it and are not are `unseen` or of `watermarks`.
    """

    number: int
    transform: PageTransform
    lines: tuple[PdfLine, ...]
    tables: tuple[PdfTable, ...]
    characters: tuple[PdfCharacter, ...] = ()
    unseen: tuple[PdfCharacter, ...] = ()
    watermarks: tuple[PdfCharacter, ...] = ()


def lay_out_page(content: PdfPageContent) -> PdfPage:
    """Return the lines and tables of a page."""
    words = join_words(content.characters, content.rulings)
    tables, outside = fill_tables(find_grids(content.rulings), words)
    return PdfPage(
        content.number,
        content.transform,
        tuple(join_lines(outside)),
        tuple(sorted(tables)),
        content.characters,
        content.unseen,
        content.watermarks,
    )
