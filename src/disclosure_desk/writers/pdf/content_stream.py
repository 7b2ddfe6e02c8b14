"""The operators of a page's content that draw a line of text, rules and a tint.

reportlab's text objects place no glyph by itself; TJ, which moves the next glyph by thousandths, is written here.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import chain

from disclosure_desk.writers.pdf.font.chains import FontGlyph
from disclosure_desk.writers.pdf.font.embed import EmbeddedFont, fixed_code
from disclosure_desk.writers.pdf.lines import TextLine
from disclosure_desk.writers.pdf.page_output import Rule, TintBox

_EM = 1000
_Run = tuple[str, float, str, dict[str, FontGlyph]]
"""Glyphs of one font on a line: the font, where the first one begins, the operand that shows them, each one once.

A character whose code is not the same in every document stands in the operand itself.
"""


def text(
    line: TextLine, size: float, at: tuple[float, float], squeeze: float, font_of: Callable[[str], EmbeddedFont]
) -> str:
    """A line of text on its baseline: the codes of its glyphs, and by how much each next one is moved."""
    left, base = at
    operators = ["BT"]
    for font, x, shown, glyphs in _runs(line, size):
        used = font_of(font)
        if not glyphs.keys() <= used.codes.keys():
            used.add(glyphs)
        operand = shown if shown.isascii() else _with_codes(shown, used.codes)
        start = left + x * squeeze
        operators.append(f"/{used.short} {size:g} Tf {squeeze:.4g} 0 0 1 {start:.2f} {base:.2f} Tm [<{operand}>] TJ")
    operators.append("ET")
    return "\n".join(operators)


def _with_codes(shown: str, codes: Mapping[str, str]) -> str:
    """An operand with the codes that characters have in one document only."""
    return "".join(sign if fixed_code(sign) else codes[sign] for sign in shown)


@lru_cache(maxsize=2048)
def _runs(line: TextLine, size: float) -> list[_Run]:
    """The runs of a line; cached, because an edit leaves nearly all lines of a report as they are."""
    scale = _EM / size
    runs: list[tuple[str, float, list[str], dict[str, FontGlyph]]] = []
    font, pen = "", 0.0
    shown: list[str] = []
    glyphs: dict[str, FontGlyph] = {}
    for x, glyph in line.glyphs:
        character = glyph.character
        if glyph.font != font:
            font, pen, shown, glyphs = glyph.font, x * scale, [], {}
            runs.append((font, x, shown, glyphs))
        glyphs[character] = glyph
        code = fixed_code(character) or character
        back = round(pen - x * scale)
        shown.append(f">{back}<{code}" if back else code)
        pen += glyph.advance * _EM - back
    return [(font, x, "".join(shown), glyphs) for font, x, shown, glyphs in runs]


def rules(width: float, lines: Iterable[Rule]) -> str:
    """Straight lines of one width."""
    listed = list(lines)
    path = " %.2f %.2f m %.2f %.2f l" * len(listed) % tuple(chain.from_iterable(listed))
    return f"{width:g} w 2 J{path} S"


def tint(grey: float, box: TintBox) -> str:
    """A box filled with grey."""
    left, low, width, height = box
    return f"q {grey:g} g {left:.2f} {low:.2f} {width:.2f} {height:.2f} re f Q"
