"""The page of a section of prose: its texts one below the other, stored while they are typed."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from disclosure_desk.checks.finding import TextMark
from disclosure_desk.checks.stages import Gaps
from disclosure_desk.core.form import Section, Text
from disclosure_desk.core.report import YEAR, Change
from disclosure_desk.gui.prose.length_meter import LengthMeter, is_limited
from disclosure_desk.gui.prose.paste_offer import PasteOffer
from disclosure_desk.gui.prose.pasted_section import PastedSection, pasted_section
from disclosure_desk.gui.prose.refusal_note import RefusalNote
from disclosure_desk.gui.prose.text_editor import TextEditor
from disclosure_desk.gui.prose.text_field import TextField
from disclosure_desk.gui.prose.text_marks import stretch, underlines
from disclosure_desk.gui.prose.text_menu import text_menu
from disclosure_desk.gui.session.document import Document
from disclosure_desk.gui.widgets.elided_label import ElidedLabel


class ProsePage(QScrollArea):
    """The texts of one section of a document."""

    cell_wanted = Signal(str)
    """The cell that a number in the text speaks of."""
    explain_wanted = Signal(object)
    """The finding that the clerk wants to answer."""
    message = Signal(str)
    text_entered = Signal(str)
    """The text that the clerk stands in now."""
    touched = Signal()
    """Something was typed, or the clerk stands elsewhere."""

    def __init__(self, document: Document, section_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        section = self._section = document.report.form.section(section_id)
        self.meter = LengthMeter(self)
        self._is_limited = is_limited(document.report.form, section_id)
        self.meter.setVisible(self._is_limited)
        self.offer = PasteOffer(self)
        self._pasted: PastedSection | None = None
        self.note = RefusalNote(self)
        self.boxes = {text.id: self._box(text) for text in section.texts}
        self.setAccessibleName(section.name)
        self._lay_out(section)
        document.changed.connect(self._show_changes)
        document.findings_changed.connect(self._show_underlines)
        document.lock_changed.connect(self._show_lock)
        self.offer.accepted.connect(self._put_right)
        self._show_underlines()
        self._show_length()
        self._show_lock()

    def _box(self, text: Text) -> TextField:
        is_topic = text.id != text.section
        box = TextField(text.name if is_topic else "", self._help(text), self._document.report.texts[text.id])
        box.editor.setAccessibleName(text.name)
        box.written.connect(lambda written: self._document.set_value(text.id, written))
        box.editor.textChanged.connect(self.touched)
        box.editor.entered.connect(lambda: self.text_entered.emit(text.id))
        box.editor.left.connect(self.touched)
        box.editor.pasted.connect(self.message)
        box.editor.refused.connect(lambda: self._refuse(box.editor))
        for moved in (box.editor.left, box.editor.cursorPositionChanged):
            moved.connect(self.note.hide)
        box.undo_wanted.connect(self._undo)
        box.redo_wanted.connect(self._redo)
        box.editor.took_in.connect(lambda start, words: self._look_at_pasted(text.id, start, words))
        box.editor.textChanged.connect(lambda: self._withdraw_offer(text.id))
        box.counted.connect(self._show_length)
        box.editor.menu_wanted.connect(lambda where: self._open_menu(box.editor, where))
        return box

    def go_to_next(self) -> bool:
        """From the text that is typed in go to the next of this section; False where there is none."""
        for one, after in pairwise(box.editor for box in self.boxes.values()):
            if one.hasFocus():
                after.setFocus()
                self.ensureWidgetVisible(after)
                return True
        return False

    @property
    def is_typed_in(self) -> bool:
        """Whether a text has the keyboard."""
        return any(box.editor.hasFocus() for box in self.boxes.values())

    @property
    def is_in_last(self) -> bool:
        """Whether it is the last text of the section that has the keyboard."""
        return [*self.boxes.values()][-1].editor.hasFocus()

    @property
    def lead(self) -> str:
        """Where Ctrl+Enter leads from the text that is typed in, in words; "" from the last, or where none is."""
        editors = [box.editor for box in self.boxes.values()]
        leads_on = not self._document.lock and any(editor.hasFocus() for editor in editors[:-1])
        return "Ctrl+Enter 下一段" if leads_on else ""

    def _open_menu(self, editor: TextEditor, where: QPoint) -> None:
        text_menu(editor, show_cell=self.cell_wanted.emit, explain=self.explain_wanted.emit).popup(where)

    def _show_underlines(self) -> None:
        """Underline what is questioned; what is being typed has its turn once it is stored."""
        gaps = Gaps(self._document.report)
        for text_id, box in self.boxes.items():
            text, findings = self._document.report.texts[text_id], self._document.findings_at(text_id)
            if box.editor.text() == text:
                box.editor.show_underlines(underlines(text_id, text, findings))
            box.signs.show_findings(one for one in findings if not gaps.explains(one))

    def _show_lock(self) -> None:
        """What may not be changed can still be read and copied."""
        for box in self.boxes.values():
            box.editor.setReadOnly(bool(self._document.lock))
        self.note.hide()
        if self._document.lock:
            self._pasted = None
            self.offer.hide()

    def _refuse(self, editor: TextEditor) -> None:
        """Say at the text, and in the status line, why a key writes nothing there."""
        self.note.show_refusal(self._document.lock, editor)
        self.message.emit(self._document.lock)

    def _help(self, text: Text) -> str:
        return text.help.format(year=self._document.report.year)

    def _lay_out(self, section: Section) -> None:
        page = QWidget()
        page.setObjectName("paper")
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        heading = ElidedLabel(mode=Qt.TextElideMode.ElideRight)
        heading.setText(section.name)
        heading.setObjectName("heading")
        title = QHBoxLayout()
        title.addWidget(heading)
        title.addStretch(1)
        title.addWidget(self.meter, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(title)
        column.addWidget(self.offer)
        for box in self.boxes.values():
            column.addWidget(box)
        column.addStretch(1)
        middle = self._column = QWidget(page)
        middle.setLayout(column)
        line = QHBoxLayout(page)
        line.setContentsMargins(28, 16, 28, 28)
        line.addStretch(1)
        line.addWidget(middle, 1000)
        line.addStretch(1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(next(iter(self.boxes.values())).editor)

    def event(self, event: QEvent) -> bool:
        """Keep the column as wide as its full lines are, also in larger type."""
        handled = super().event(event)
        if event.type() in {QEvent.Type.Show, QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            editor = next(iter(self.boxes.values())).editor
            editor.ensurePolished()
            self._column.setMaximumWidth(editor.line_width())
        return handled

    def flush(self) -> bool:
        """Store what was typed and is not stored yet; whether all of it now is."""
        for box in self.boxes.values():
            box.editor.commit_composition()
            box.flush()
        return not any(box.is_pending for box in self.boxes.values())

    @property
    def place(self) -> str:
        """The text the clerk stands in."""
        return next((place for place, box in self.boxes.items() if box.editor.hasFocus()), next(iter(self.boxes)))

    @property
    def unstored(self) -> dict[str, str]:
        """What is typed and not stored, by its text."""
        return {place: box.editor.text() for place, box in self.boxes.items() if box.is_pending}

    def take_up(self, place: str, text: str) -> None:
        """Go on typing a text where it was broken off."""
        self.boxes[place].take_up(text)

    def give_up(self, place: str) -> None:
        """Let what is stored stand in the editor of a text of this page."""
        if place in self.boxes:
            self.boxes[place].show_text(self._document.report.texts[place])

    def go_to(self, place: str) -> None:
        """Bring a text into view, with the cursor in it."""
        box = self.boxes[place]
        if box.editor.hasFocus():
            return
        self.ensureWidgetVisible(box)
        box.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_mark(self, mark: TextMark) -> None:
        """Stand behind the words that a finding marks: they are underlined, and the next key replaces none of them."""
        editor, text = self.boxes[mark.text].editor, self._document.report.texts[mark.text]
        if editor.text() != text:
            return
        _, end = stretch(text, mark)
        editor.select(end, end)
        self._show_cursor(editor)
        QTimer.singleShot(
            0, editor, lambda: self._show_cursor(editor)
        )  # a page that was just opened is laid out by then

    def _show_cursor(self, editor: TextEditor) -> None:
        spot = editor.mapTo(self.widget(), editor.cursorRect().center())
        self.ensureVisible(spot.x(), spot.y())

    def _show_changes(self, changes: tuple[Change, ...]) -> None:
        for place in {change.place for change in changes} & self.boxes.keys():
            self.boxes[place].show_text(self._document.report.texts[place])
        if any(change.place == YEAR for change in changes):
            for text_id, box in self.boxes.items():
                box.show_help(self._help(self._document.report.form.texts[text_id]))

    def _show_length(self) -> None:
        if self._is_limited:
            count = sum(box.count for box in self.boxes.values())
            self.meter.show_count(count, self._document.context.length_limit)

    def _look_at_pasted(self, place: str, start: int, words: str) -> None:
        """A section that was pasted can go where each part belongs, and without the heading that is printed anyway."""
        if self._document.lock:
            return
        pasted = self._pasted = pasted_section(self._document.report, place, start, words)
        self.offer.setVisible(pasted is not None)
        if pasted is not None:
            self.offer.ask(pasted, [text.name for text in self._section.texts if text.id in pasted.parts])
            self.ensureWidgetVisible(self.offer)

    def _withdraw_offer(self, place: str) -> None:
        """Offer nothing about words that are no longer there: taken back, or written over."""
        pasted = self._pasted
        if pasted and pasted.place == place and pasted.found_in(self.boxes[place].editor.text()) is None:
            self._pasted = None
            self.offer.hide()

    def _put_right(self) -> None:
        """Take what was pasted out of its text, and put it where it belongs: one step to take back."""
        if self._pasted is None or not self.flush():
            return
        pasted, self._pasted = self._pasted, None
        texts = self._document.report.texts
        at = pasted.found_in(texts[pasted.place])
        if at is None:
            self.message.emit("贴来的文字已经改过，没有再动。")
            return
        stays = "" if pasted.parts else pasted.rest
        wanted = {pasted.place: texts[pasted.place][:at] + stays + texts[pasted.place][at + len(pasted.words) :]}
        for topic, words in pasted.parts.items():
            before = wanted.get(topic, texts[topic]).strip("\n")
            wanted[topic] = f"{before}\n{words}" if before else words
        action, done = ("paste", "已分到各段") if pasted.parts else ("edit", "已去掉标题")
        if self._document.edit([Change(one, texts[one], words) for one, words in wanted.items()], action):
            self.message.emit(f"{done}，可以撤销。")

    def _undo(self) -> None:
        if self.flush():
            self._document.undo()

    def _redo(self) -> None:
        if self.flush():
            self._document.redo()
