"""Colours as a reader of the page tells them apart: whether a text can be seen on its ground."""

from typing import NamedTuple

from disclosure_desk.text.lazy_pattern import lazy_pattern

_HEX = lazy_pattern(r"[0-9A-Fa-f]{6}")
_SAME = 16
"""A channel (0 to 255) of two colours that look alike differs by no more: #efefef is not read on white paper."""


_PALE, _PALER = 130, 60
"""Of 255: how light a pale colour is at least, and how much lighter than another.

Blue links (0000ff) and the red of an office's heading are dark by this measure; c0c0c0 and a third of black are pale.
"""


class Rgb(NamedTuple):
    """A colour by its channels, 0 to 255."""

    red: int
    green: int
    blue: int


WHITE, BLACK = Rgb(255, 255, 255), Rgb(0, 0, 0)


def rgb_of_hex(text: str) -> Rgb | None:
    """The colour of six hexadecimal digits; None for anything else."""
    if not _HEX.fullmatch(text):
        return None
    return Rgb(int(text[:2], 16), int(text[2:4], 16), int(text[4:], 16))


def look_alike(one: Rgb, two: Rgb) -> bool:
    """Whether a text in one colour on the other cannot be seen."""
    return all(abs(first - second) <= _SAME for first, second in zip(one, two, strict=True))


def is_paler(color: Rgb, body: Rgb) -> bool:
    """Whether a colour is so pale beside that of the text that a watermark may be written in it."""
    return _lightness(color) >= max(_PALE, _lightness(body) + _PALER)


def _lightness(color: Rgb) -> float:
    return 0.3 * color.red + 0.59 * color.green + 0.11 * color.blue
