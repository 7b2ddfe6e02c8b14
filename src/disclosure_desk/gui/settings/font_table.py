"""Shows which font each kind of text is printed in, and why a better one of this computer was not taken."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from disclosure_desk.gui.widgets.palette import SOFT_INK, TONES

if TYPE_CHECKING:
    from disclosure_desk.writers.pdf.font.chains import FontChoice


class FontTable(QLabel):
    """A line for each kind of text; what was passed by stands below its line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setContentsMargins(24, 0, 0, 0)

    def show_fonts(self, choices: "Iterable[FontChoice]") -> None:
        """Show these choices."""
        chosen = list(choices)
        self.setText(f'<table cellspacing="1">{"".join(line for choice in chosen for line in _lines(choice))}</table>')
        self.setAccessibleName("\n".join(choice.sentence for choice in chosen))


def _lines(choice: "FontChoice") -> Iterator[str]:
    whose = "本机字体" if choice.office else "自带"
    yield _line(choice.kind, f"{choice.font}（{whose}）", SOFT_INK)
    for reason in choice.skipped:
        yield _line("", reason, TONES["warning"])


def _line(kind: str, words: str, colour: str) -> str:
    return f'<tr><td style="color:{SOFT_INK}">{escape(kind)}　</td><td style="color:{colour}">{escape(words)}</td></tr>'
