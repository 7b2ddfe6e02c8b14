"""How wide the clerk wants what stands beside the page, for each class of window widths; kept with the window."""

from enum import Enum
from pathlib import Path

from disclosure_desk.gui.session.window_settings import window_settings

ROOMY_FROM, WIDE_FROM, NARROW_FROM = 1800, 1180, 1060
"""From which width of the window on pages stand beside the form, rail and panel are open, stages have some room."""
_KEPT = "panel_width"
_LEAST, _MOST = 240, 900
"""What is narrower cannot be read, what is wider is the page."""


class SideColumn(Enum):
    """What stands beside the page, with the width that it has unless the clerk has chosen another."""

    FINDINGS = "findings"
    LAST_YEAR = "last_year"
    PREVIEW = "preview"
    PAGES = "pages"
    """The pages on paper in a column of their own."""


_STANDARD = {SideColumn.FINDINGS: 296, SideColumn.LAST_YEAR: 372, SideColumn.PREVIEW: 440, SideColumn.PAGES: 480}
_ROOMY = {SideColumn.FINDINGS: 340}


class PanelWidths:
    """The widths, read once; without a folder they last as long as the window."""

    def __init__(self, folder: Path | None = None) -> None:
        self._settings = window_settings(folder) if folder and folder.is_dir() else None
        self._kept: dict[str, int] = {}

    def standard(self, column: SideColumn, width: int) -> int:
        """The width of a column in a window of this width, unless another was chosen."""
        return _ROOMY.get(column, _STANDARD[column]) if width >= ROOMY_FROM else _STANDARD[column]

    def of(self, column: SideColumn, width: int) -> int:
        """The width that a column has in a window of this width."""
        name = _name(column, width)
        if name not in self._kept:
            stored = str(self._settings.value(name, "")) if self._settings else ""
            self._kept[name] = int(stored) if stored.isascii() and stored.isdigit() else 0
        return min(max(self._kept[name], _LEAST), _MOST) if self._kept[name] else self.standard(column, width)

    def choose(self, column: SideColumn, width: int, wanted: int) -> None:
        """Have a column as wide as this in windows of this class; 0 for the standard."""
        name = _name(column, width)
        self._kept[name] = wanted
        if self._settings:
            self._settings.setValue(name, wanted)


def _name(column: SideColumn, width: int) -> str:
    least = next((least for least in (ROOMY_FROM, WIDE_FROM, NARROW_FROM) if width >= least), 0)
    return f"{_KEPT}/{column.value}-{least}"
