"""The operators of a page's content that draw a line of text, rules and a tint.

reportlab's text objects place no glyph by itself; TJ, which moves the next glyph by thousandths, is written here.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain, groupby
from typing import NamedTuple

from disclosure_desk.writers.pdf.font.chains import FontGlyph
from disclosure_desk.writers.pdf.font.embed import EmbeddedFont, fixed_code
from disclosure_desk.writers.pdf.lines import TextLine

_EM = 1000
Rule = tuple[float, float, float, float]
"""From one point to another: x, y, x, y in points from the left and lower edge of the paper."""


class _Run(NamedTuple):
    """Glyphs of one font on a line: where the first one begins, the operand that shows them, each character once.

    rare: the characters in it whose codes differ from document to document; they stand in the operand themselves.
    """

    font: str
    x: float
    shown: str
    glyphs: tuple[FontGlyph, ...]
    rare: tuple[str, ...]


def text(
    line: TextLine, size: float, at: tuple[float, float], squeeze: float, font_of: Callable[[str], EmbeddedFont]
) -> str:
    """A line of text on its baseline: the codes of its glyphs, and by how much each next one is moved."""
    left, base = at
    operators = ["BT"]
    for font, x, shown, glyphs, rare in _runs(line, size):
        used = font_of(font)
        codes = used.codes
        for glyph in glyphs:
            if glyph.character not in codes:
                used.add(glyph)
        for character in rare:
            shown = shown.replace(character, codes[character])  # noqa: PLW2901 - the same operand, its codes filled in
        start = left + x * squeeze
        operators.append(f"/{used.short} {size:g} Tf {squeeze:.4g} 0 0 1 {start:.2f} {base:.2f} Tm [<{shown}>] TJ")
    operators.append("ET")
    return "\n".join(operators)


@lru_cache(maxsize=2048)
def _runs(line: TextLine, size: float) -> tuple[_Run, ...]:
    """The runs of a line; cached, because an edit leaves nearly all lines of a report as they are."""
    runs = groupby(line.glyphs, key=lambda placed: placed[1].font)
    return tuple(_run(font, list(placed), _EM / size) for font, placed in runs)


def _run(font: str, placed: Sequence[tuple[float, FontGlyph]], scale: float) -> _Run:
    """A run; TJ moves by thousandths of an em, of which `scale` go into a point."""
    pen = placed[0][0] * scale
    shown = []
    once: dict[str, FontGlyph] = {}
    for x, glyph in placed:
        code = fixed_code(glyph.character) or glyph.character
        back = round(pen - x * scale)
        shown.append(f">{back}<{code}" if back else code)
        pen += glyph.advance * _EM - back
        once.setdefault(glyph.character, glyph)
    rare = tuple(character for character in once if not fixed_code(character))
    return _Run(font, placed[0][0], "".join(shown), tuple(once.values()), rare)


def rules(width: float, lines: Iterable[Rule]) -> str:
    """Straight lines of one width."""
    listed = list(lines)
    path = " %.2f %.2f m %.2f %.2f l" * len(listed) % tuple(chain.from_iterable(listed))
    return f"{width:g} w 2 J{path} S"


def tint(grey: float, left: float, low: float, width: float, height: float) -> str:
    """A box filled with grey."""
    return f"q {grey:g} g {left:.2f} {low:.2f} {width:.2f} {height:.2f} re f Q"
