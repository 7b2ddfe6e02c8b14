"""A page's ink -> what is read on it: tables, and lines of text outside of them."""

from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.grids import grids
from disclosure_desk.readers.formats.pdf.lines import Line, lines
from disclosure_desk.readers.formats.pdf.page_content import Ink
from disclosure_desk.readers.formats.pdf.page_transform import Frame
from disclosure_desk.readers.formats.pdf.tables import Table, tables
from disclosure_desk.readers.formats.pdf.words import words


class Sheet(NamedTuple):
    """A page (from 0) with its lines and tables, each from the top."""

    number: int
    frame: Frame
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]


def read_sheet(ink: Ink) -> Sheet:
    """What is read on a page."""
    drawn = grids(ink.rulings)
    found, outside = tables(drawn, words(ink.characters, ink.rulings))
    return Sheet(ink.number, ink.frame, tuple(lines(outside)), tuple(sorted(found)))
