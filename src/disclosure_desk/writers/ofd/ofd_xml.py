"""Elements of OFD, and its numbers, as text."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from disclosure_desk.writers import xml_text
from disclosure_desk.writers.pdf.written_text import plain

MM = 25.4 / 72
"""OFD measures in millimetres, the pages are laid out in points."""
_NAMESPACE = "http://www.ofdspec.org/2016"
_DIGITS = 3
"""A thousandth of a millimetre: a hundredth of what a printer can place."""


def element(name: str, attributes: Mapping[str, object] | None = None, *inside: str) -> str:
    """An element of OFD with what is written in it; its attributes have no characters that XML cannot hold."""
    return xml_text.element(f"ofd:{name}", attributes or {}, *inside)


def words(text: str) -> str:
    """Text as it is written in an element; a space for what XML cannot hold."""
    return xml_text.words(plain(text))


def document(name: str, attributes: Mapping[str, object], *inside: str) -> bytes:
    """A file of the package with this element as its root."""
    return xml_text.document(element(name, {"xmlns:ofd": _NAMESPACE, **attributes}, *inside))


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
