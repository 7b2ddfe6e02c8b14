"""The window's colours, by what they say: one table of tokens in two schemes, which widgets and style sheet share.

The table, with what each colour is for and on what it may stand, is `resources/style/tokens.toml`.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from PySide6.QtGui import QColor, QGuiApplication, QPalette

from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import load_entries


class Colours(NamedTuple):
    """The colours of one scheme by their tokens; they are shared, and nobody changes one."""

    ground: QColor
    paper: QColor
    sunk: QColor
    raised: QColor
    desk: QColor
    ink: QColor
    ink2: QColor
    ink3: QColor
    off: QColor
    hair: QColor
    line: QColor
    edge: QColor
    rule: QColor
    rule_strong: QColor
    accent: QColor
    accent_deep: QColor
    accent_soft: QColor
    accent_softer: QColor
    on_accent: QColor
    focus: QColor
    hover: QColor
    press: QColor
    head: QColor
    head_lit: QColor
    open: QColor
    sum: QColor
    sum_ink: QColor
    zero: QColor
    last_year: QColor
    error: QColor
    error_soft: QColor
    error_cell: QColor
    warning: QColor
    warning_soft: QColor
    warning_cell: QColor
    hint: QColor
    hint_soft: QColor
    hint_cell: QColor
    done: QColor
    done_soft: QColor
    scroll: QColor

    def tone(self, name: str) -> QColor:
        """Words and marks of a severity, or of a section's state: error, warning, hint, done, missing, quiet."""
        return self._of({"missing": "hint", "quiet": "ink3"}.get(name, name))

    def soft(self, severity: str) -> QColor:
        """Behind a sentence of a severity, and behind a cell that a finding names beside its own."""
        return self._of(f"{severity}_soft")

    def cell(self, severity: str) -> QColor:
        """Behind the cell that a finding is about."""
        return self._of(f"{severity}_cell")

    def _of(self, token: str) -> QColor:
        colour: QColor = getattr(self, token)
        return colour

    @property
    def names(self) -> dict[str, str]:
        """The colours as a style sheet writes them, by their tokens."""
        return {token: colour.name() for token, colour in self._asdict().items()}


@cache
def tokens() -> Mapping[str, Any]:
    """The whole table of tokens: colours, type, spaces, and the pairs of colours whose contrast is tested."""
    return load_entries(resource("style", "tokens.toml"))


@cache
def scheme(*, is_dark: bool) -> Colours:
    """The colours of the light or of the dark scheme."""
    table = tokens()["dark" if is_dark else "light"]
    return Colours(**{name: QColor(value) for name, value in table.items()})


def colours() -> Colours:
    """The colours that the application is painted in now: those its palette was made from, light ones before that.

    They are asked for anew at each painting, because the scheme follows the system while the program runs.
    """
    return _made_into(QGuiApplication.palette().cacheKey())


@lru_cache(maxsize=8)
def _made_into(_palette: int) -> Colours:
    """The colours that the application's palette was made from, by its key: a table asks hundreds of times at once."""
    dark = scheme(is_dark=True)
    return dark if QGuiApplication.palette().color(QPalette.ColorRole.Window) == dark.ground else scheme(is_dark=False)
