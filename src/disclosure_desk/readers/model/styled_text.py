"""Writes in plain characters what a document shows by style alone: struck out, raised, lowered."""

from collections.abc import Iterable
from typing import NamedTuple

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SHIFTS = {"superscript": _RAISED, "subscript": _LOWERED}


class StyledRun(NamedTuple):
    """Text in one style; `shift` is "superscript", "subscript" or anything else for none."""

    text: str
    struck: bool = False
    shift: str = ""


def plain_text(runs: Iterable[StyledRun]) -> str:
    """The text of the runs, with what is struck out behind it: 12（划去15）.

    A raised digit becomes a superscript character, because as a plain digit it would make another figure: 3² is not 32.
    """
    kept, struck = "", ""
    for run in runs:
        text = run.text.translate(_SHIFTS[run.shift]) if run.shift in _SHIFTS else run.text
        if run.struck:
            struck += text
        else:
            kept += text
    if not struck.strip():
        return kept
    return f"{kept}（划去{struck.strip()}）" if kept.strip() else f"{struck}（划去）"
