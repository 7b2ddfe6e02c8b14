"""Offers to share out a pasted text that is a whole section: each part to the topic whose heading it has."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from disclosure_desk.core.form import Section
from disclosure_desk.gui.widgets.buttons import plain_button, word_button

_MOST = 20_000
"""A text of more characters is no section of a report."""
_LEAST = 2
"""So many topics make a text more than one of them."""


def parts_of(section: Section, text: str) -> Mapping[str, str]:
    """What of a text belongs to each of a section's texts; nothing where it is about fewer than two topics."""
    if len(text) > _MOST:
        return {}
    from disclosure_desk.readers.structure.topics import split_topics  # noqa: PLC0415 - only pasting needs the readers

    lines = [(number, line) for number, line in enumerate(text.split("\n")) if line.strip()]
    parts: dict[str, list[str]] = {}
    for part in split_topics(section, lines):
        if part.line[1]:
            parts.setdefault(part.text.id, []).append(part.line[1])
    topics = [place for place in parts if place != section.texts[0].id]
    return {place: "\n".join(found) for place, found in parts.items()} if len(topics) >= _LEAST else {}


class TopicOffer(QWidget):
    """A strip over the texts of a section; it goes when it is answered."""

    accepted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.accept_button = plain_button("分到各段")
        self.refuse_button = word_button("留在这里")
        line = QHBoxLayout()
        line.setSpacing(8)
        for button in (self.accept_button, self.refuse_button):
            button.setProperty("scale", "small")
            line.addWidget(button)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addLayout(line)
        self.accept_button.clicked.connect(self.accepted)
        self.accept_button.clicked.connect(self.hide)
        self.refuse_button.clicked.connect(self.hide)
        self.hide()

    def ask(self, names: list[str]) -> None:
        """Offer to share out to the topics of these names."""
        self.words.setText(f"贴来的像是整个部分，里面有{'、'.join(names)}。可以分到各段里，一步能撤销。")
        self.setAccessibleName(self.words.text())
        self.show()
