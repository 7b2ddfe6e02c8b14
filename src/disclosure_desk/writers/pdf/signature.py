"""The unit's name and the date under the last line, as GB/T 9704 sets them where no seal is put."""

from collections.abc import Sequence
from datetime import date

from disclosure_desk.writers.pdf.atoms import atoms
from disclosure_desk.writers.pdf.font.chains import FontChain
from disclosure_desk.writers.pdf.lines import LineFormat, TextLine, set_lines
from disclosure_desk.writers.pdf.page import PageGeometry
from disclosure_desk.writers.pdf.title import title_lines

_SIZE = 16.0
_MARGIN = 2
"""So many characters stay free at the right of what is longer, name or date, and the date begins that much later."""
_BY_HAND = "年　　月　　日"
_YEAR_BY_HAND = 3
"""How many characters of blank a year is written into."""


def signature(unit: str, on: date | None, chain: FontChain, form: PageGeometry) -> list[tuple[TextLine, float]]:
    """A blank line, then those of name and date, each with how far in it begins; no date is to be written by hand."""
    names = [_set(line, chain, form) for line in title_lines(unit, unit, _letters(form))]
    day = _set(f"{on.year}年{on.month}月{on.day}日" if on else _BY_HAND, chain, form)
    lead = 0.0 if on else _YEAR_BY_HAND * form.pitch
    width, left = _name_place(names, lead + day.width, form)
    placed = [(name, left + (width - name.width) / 2) for name in names]
    return [(TextLine((), 0.0), 0.0), *placed, (day, left + _MARGIN * form.pitch + lead)]


def _name_place(names: Sequence[TextLine], day: float, form: PageGeometry) -> tuple[float, float]:
    """How wide the name is and where it begins, beside a date so wide."""
    margin = _MARGIN * form.pitch
    width = max((name.width for name in names), default=0.0)
    left = form.measure - margin - (width if width >= day else day + margin)
    return width, left


def _letters(form: PageGeometry) -> int:
    """How many characters of a name go on one line."""
    return round(form.measure / form.pitch) - 2 * _MARGIN


def _set(text: str, chain: FontChain, form: PageGeometry) -> TextLine:
    """A text on one line."""
    endless = LineFormat(_SIZE, form.measure * (1 + len(text)), form.pitch, flush=False)
    return set_lines(atoms([(chain, text)]), endless)[0]
