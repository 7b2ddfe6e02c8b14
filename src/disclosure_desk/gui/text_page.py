"""The page of a section of prose: its texts one below the other, stored while they are typed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from disclosure_desk.form import Section, Text
from disclosure_desk.gui.document import Document
from disclosure_desk.gui.text_box import TextBox
from disclosure_desk.report import YEAR, Change


class TextPage(QScrollArea):
    """The texts of one section of a document."""

    def __init__(self, document: Document, section_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        section = document.report.form.section(section_id)
        self.boxes = {text.id: self._box(text) for text in section.texts}
        self._lay_out(section)
        document.changed.connect(self._show_changes)

    def _box(self, text: Text) -> TextBox:
        is_topic = text.id != text.section
        box = TextBox(text.name if is_topic else "", self._help(text), self._document.report.texts[text.id])
        box.editor.setAccessibleName(text.name)
        box.written.connect(lambda written: self._document.set_value(text.id, written))
        box.undo_wanted.connect(self._undo)
        box.redo_wanted.connect(self._redo)
        return box

    def _help(self, text: Text) -> str:
        return text.help.format(year=self._document.report.year)

    def _lay_out(self, section: Section) -> None:
        page = QWidget()
        page.setObjectName("paper")
        column = QVBoxLayout(page)
        column.setContentsMargins(32, 24, 32, 32)
        column.setSpacing(18)
        heading = QLabel(section.name)
        heading.setObjectName("heading")
        column.addWidget(heading)
        if len(self.boxes) > 1:
            guide = QLabel(section.help.format(year=self._document.report.year))
            guide.setObjectName("quiet")
            column.addWidget(guide)
        for box in self.boxes.values():
            box.setMaximumWidth(box.editor.line_width())
            column.addWidget(box)
        column.addStretch(1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(next(iter(self.boxes.values())).editor)

    def flush(self) -> bool:
        """Store what was typed and is not stored yet; whether all of it now is."""
        for box in self.boxes.values():
            box.flush()
        return not any(box.is_pending for box in self.boxes.values())

    def go_to(self, place: str) -> None:
        """Bring a text into view, with the cursor in it."""
        box = self.boxes[place]
        if box.editor.hasFocus():
            return
        self.ensureWidgetVisible(box)
        box.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_changes(self, changes: tuple[Change, ...]) -> None:
        for place in {change.place for change in changes} & self.boxes.keys():
            self.boxes[place].show_text(self._document.report.texts[place])
        if any(change.place == YEAR for change in changes):
            for text_id, box in self.boxes.items():
                box.show_help(self._help(self._document.report.form.texts[text_id]))

    def _undo(self) -> None:
        if self.flush():
            self._document.undo()

    def _redo(self) -> None:
        if self.flush():
            self._document.redo()
