"""Tells in plain characters what a document tells by their dress: struck out, raised, lowered."""

from collections.abc import Iterable
from typing import NamedTuple

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SHIFTS = {"superscript": _RAISED, "subscript": _LOWERED}


class Dressed(NamedTuple):
    """A piece of text; `shift` is "superscript", "subscript" or anything else for none."""

    text: str
    struck: bool = False
    shift: str = ""


def undressed(pieces: Iterable[Dressed]) -> str:
    """The text; a raised digit stays one, for it would make another figure, and what is struck out is told behind."""
    kept, struck = "", ""
    for piece in pieces:
        text = piece.text.translate(_SHIFTS[piece.shift]) if piece.shift in _SHIFTS else piece.text
        if piece.struck:
            struck += text
        else:
            kept += text
    if not struck.strip():
        return kept
    return f"{kept}（划去{struck.strip()}）" if kept.strip() else f"{struck}（划去）"
