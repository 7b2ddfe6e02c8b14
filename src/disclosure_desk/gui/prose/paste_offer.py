"""Offers to put a pasted section where it belongs: each part to its topic, and no heading that is printed anyway."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from disclosure_desk.gui.prose.pasted_section import PastedSection
from disclosure_desk.gui.widgets.buttons import plain_button, word_button

_SHOWN = 40


class PasteOffer(QWidget):
    """A strip over the texts of a section; it goes when it is answered."""

    accepted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.accept_button = plain_button("")
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

    def ask(self, pasted: PastedSection, names: list[str]) -> None:
        """Offer to share out to the topics of these names, or where there are none to take off the heading."""
        heading = " ".join(pasted.heading.split()).rstrip("。：:")
        heading = f"{heading[:_SHOWN]}…" if len(heading) > _SHOWN else heading
        if names:
            too = f"开头的标题“{heading}”本来就会印上，分的时候一起去掉。" if heading else ""
            self.words.setText(f"贴来的像是整个部分，里面有{'、'.join(names)}。可以分到各段里，一步能撤销。{too}")
        else:
            self.words.setText(f"贴来的开头是标题“{heading}”。这个标题本来就会印上，留着就印两次。去掉以后一步能撤销。")
        self.accept_button.setText("分到各段" if names else "去掉标题")
        self.setAccessibleName(self.words.text())
        self.show()
