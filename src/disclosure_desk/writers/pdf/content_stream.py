"""The operators of a page's content that draw a line of text, rules and a tint.

reportlab's text objects place no glyph by itself; TJ, which moves the next glyph by thousandths, is written here.
"""

from collections.abc import Callable, Iterable
from itertools import chain

from disclosure_desk.writers.pdf.font.embed import EmbeddedFont
from disclosure_desk.writers.pdf.lines import TextLine

_EM = 1000
Rule = tuple[float, float, float, float]
"""From one point to another: x, y, x, y in points from the left and lower edge of the paper."""


def text(
    line: TextLine, size: float, at: tuple[float, float], squeeze: float, font_of: Callable[[str], EmbeddedFont]
) -> str:
    """A line of text on its baseline: the codes of its glyphs, and by how much each next one is moved."""
    left, base = at
    scale = _EM / size
    shown = ["BT"]
    add = shown.append
    font, pen, codes = "", 0.0, {}
    for x, glyph in line.glyphs:
        if glyph.font != font:
            font, pen = glyph.font, x * scale
            used = font_of(font)
            codes = used.codes
            end = "" if len(shown) == 1 else ">] TJ"
            start = left + x * squeeze
            add(f"{end}\n/{used.short} {size:g} Tf {squeeze:.4g} 0 0 1 {start:.2f} {base:.2f} Tm [<")
        code = codes.get(glyph.character) or used.code(glyph)
        back = round(pen - x * scale)
        add(f">{back}<{code}" if back else code)
        pen += glyph.advance * _EM - back
    return "".join(shown) + ">] TJ\nET"


def rules(width: float, lines: Iterable[Rule]) -> str:
    """Straight lines of one width."""
    listed = list(lines)
    path = " %.2f %.2f m %.2f %.2f l" * len(listed) % tuple(chain.from_iterable(listed))
    return f"{width:g} w 2 J{path} S"


def tint(grey: float, left: float, low: float, width: float, height: float) -> str:
    """A box filled with grey."""
    return f"q {grey:g} g {left:.2f} {low:.2f} {width:.2f} {height:.2f} re f Q"
