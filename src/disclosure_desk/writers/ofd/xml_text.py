"""XML as OFD has it: elements and numbers as text.

A page has a thousand numbers and is written in a few milliseconds; lxml's objects would take as long again.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from disclosure_desk.writers.pdf.written_text import plain

MM = 25.4 / 72
"""OFD measures in millimetres, the pages are laid out in points."""
_NAMESPACE = "http://www.ofdspec.org/2016"
_MEASURE = frozenset("0123456789.- ")
_DIGITS = 3
"""A thousandth of a millimetre: a hundredth of what a printer can place."""


def element(name: str, attributes: Mapping[str, object] | None = None, *inside: str) -> str:
    """An element with what is written in it."""
    listed = "".join([f" {key}={_quoted(str(value))}" for key, value in (attributes or {}).items()])
    return f"<ofd:{name}{listed}>{''.join(inside)}</ofd:{name}>" if inside else f"<ofd:{name}{listed}/>"


def _quoted(value: str) -> str:
    """An attribute's value; most are measures, in which nothing has to be written otherwise."""
    return f'"{value}"' if _MEASURE.issuperset(value) else quoteattr(plain(value))


def words(text: str) -> str:
    """Text as it is written in an element; a space for what XML cannot hold."""
    return escape(plain(text))


def document(name: str, attributes: Mapping[str, object], *inside: str) -> bytes:
    """A file of the package with this element as its root."""
    root = element(name, {"xmlns:ofd": _NAMESPACE, **attributes}, *inside)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'.encode()


def number(millimetres: float) -> str:
    """A measure in millimetres."""
    return f"{round(millimetres, _DIGITS) + 0.0:.9g}"


def numbers(*millimetres: float) -> str:
    """Measures in millimetres with blanks between them."""
    return " ".join(map(number, millimetres))


def steps(places: Sequence[float]) -> str:
    """By how much each place lies after the one before; the roundings do not add up."""
    rounded = [round(place, _DIGITS) for place in places]
    return numbers(*[after - before for before, after in pairwise(rounded)])
