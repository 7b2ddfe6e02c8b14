"""A figure as offices write it in a cell, read without what goes with it: blanks, the unit, thousands in groups."""

import re

from disclosure_desk.core.figure import Figure, FigureError, parse_figure, parse_number
from disclosure_desk.core.form import Cell

_SPACES = re.compile(r"[\s\u3000\u00a0\u2009\u202f]+")
_GROUPS = re.compile(r"\d{1,3}(?: \d{3})+(?:[.．]\d+)?")


def figure_for(cell: Cell, text: str) -> Figure | None:
    """The figure that a text means in a cell, None for blank text; raises FigureError.

    12件 and 1 234 are figures, 12 34 is none: that may be two.
    """
    plain = _SPACES.sub(" ", text).strip()
    plain = plain.removesuffix(cell.column.unit).rstrip() or plain
    if _GROUPS.fullmatch(plain):
        plain = plain.replace(" ", "")
    return parse_figure(plain, cell.decimals)


def no_figure(text: str) -> str:
    """Why a text is no figure, "" where it is one."""
    try:
        parse_number(text)
    except FigureError as error:
        return str(error)
    return ""
