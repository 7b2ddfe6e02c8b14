"""The review of a reading: its source at the left, what wants a check at the right, decided on by keys."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Report, Value
from disclosure_desk.gui.importing.name_bar import NameBar
from disclosure_desk.gui.importing.review_card import ReviewCard
from disclosure_desk.gui.importing.review_list import ReviewLine, ReviewList
from disclosure_desk.gui.importing.review_text import (
    GROUPS,
    NAME_WANTED,
    counter,
    import_words,
    printed,
    summary,
    title,
)
from disclosure_desk.gui.importing.source_pane import Source, SourcePane
from disclosure_desk.gui.widgets.buttons import main_button, plain_button
from disclosure_desk.gui.widgets.dialog import dim_behind
from disclosure_desk.gui.widgets.elided_label import ElidedLabel
from disclosure_desk.gui.widgets.look import look_as
from disclosure_desk.gui.widgets.message_boxes import warn
from disclosure_desk.gui.widgets.palette import colours
from disclosure_desk.readers.review.import_review import ImportReview
from disclosure_desk.readers.review.import_target import ImportTarget, TargetChoice
from disclosure_desk.readers.review.review_items import ReviewItem, cell_in_row

_WIDTHS = (54, 46)
_LEAST, _ROOMY = 440, 560
"""The least height, and that from which on the card keeps its room: a screen of 1366x768 at 150 % has 512 in all."""
_KEYS = (
    "Enter 对，下一处　　→ 逐处看　　数字 直接改　　F2 改　　Delete 空着　　Shift+Enter 整行都对　　"
    "Ctrl+Z 退一步　　Ctrl+Enter 导入　　Esc 不导入"
)


class ReviewDialog(QDialog):
    """The review of one reading; its owner closes it once all is stored."""

    confirmed = Signal(object)
    """The target that the clerk chose."""

    def __init__(
        self,
        source: Source,
        review: ImportReview,
        choose: Callable[[Report], TargetChoice],
        parent: QWidget | None = None,
    ) -> None:
        """`choose` says what a report can become beside the open one; it is asked again once the clerk types a year."""
        super().__init__(parent)
        self.setWindowTitle("导入：核对读到的内容")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        dim_behind(self)
        self.review, self._choose, self.choice = review, choose, choose(review.report)
        self._form: Form = review.reading.report.form
        self._opened: set[str] = set()
        self.source = SourcePane(source, review.reading, self)
        self.list, self.card = ReviewList(self), ReviewCard(self._form, self)
        self.counter, self.obstacle, self.name = QLabel(self), QLabel(self), ElidedLabel(self)
        self.name_bar = NameBar(review, self)
        self.import_button, self.cancel_button = main_button("导入"), plain_button("不导入")
        self.as_draft = QRadioButton("作为这一年的报告（草稿）", self)
        self.as_last_year = QRadioButton("作为去年的报告（用来对照）", self)
        self._lay_out()
        self._connect()
        size = _size(parent)
        if size.height() < _ROOMY:
            self.card.setMinimumHeight(0)
        self._begin()
        # Not shown yet, it keeps the least height of fields hidden since, which pushed the foot off the screen.
        for widget in [self, *self.findChildren(QWidget)][::-1]:
            widget.ensurePolished()
            if (layout := widget.layout()) is not None:
                layout.invalidate()
                layout.activate()
        self.resize(size)

    def _lay_out(self) -> None:
        # By its hint the list would push the foot off a small screen.
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.list.setMinimumHeight(self.list.minimumSizeHint().height())
        self.empty = QLabel("没有要看的地方，可以直接导入。", self)
        self.empty.setObjectName("empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        has_items = bool(self.review.items)
        self.list.setVisible(has_items)
        self.card.setVisible(has_items)
        self.empty.setVisible(not has_items)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for widget, stretch in ((self._list_head(), 0), (self.list, 1), (self.empty, 1), (_line(), 0), (self.card, 0)):
            right.addWidget(widget, stretch)
        side = QWidget(self)
        side.setLayout(right)
        columns = QSplitter(Qt.Orientation.Horizontal, self)
        columns.setHandleWidth(1)
        columns.addWidget(self.source)
        columns.addWidget(side)
        for place, share in enumerate(_WIDTHS):
            columns.setStretchFactor(place, share)
            columns.setCollapsible(place, False)  # noqa: FBT003 - Qt's own signature
        columns.setSizes([share * 100 for share in _WIDTHS])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addWidget(self.name_bar)
        self.name_bar.setVisible(self.review.needs_name)
        layout.addWidget(self.obstacle)
        layout.addWidget(columns, 1)
        layout.addWidget(self._foot())

    def _head(self) -> QWidget:
        head, line = _bar("head")
        self.name.setObjectName("title")
        line.addWidget(self.name)
        line.addStretch(1)
        for button in (self.as_draft, self.as_last_year):
            line.addWidget(button)
        self.obstacle.setObjectName("note")
        self.obstacle.setWordWrap(True)
        return head

    def _list_head(self) -> QWidget:
        head, line = _bar("panel")
        self.counter.setObjectName("topic")
        read = QLabel(summary(self.review), self)
        read.setObjectName("quiet")
        line.addWidget(self.counter)
        line.addStretch(1)
        line.addWidget(read)
        return head

    def _foot(self) -> QWidget:
        foot, line = _bar("foot")
        keys = ElidedLabel(self, separator="　　")
        keys.setObjectName("quiet")
        keys.setText(_KEYS)
        keys.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # no button is cut for it
        line.addWidget(keys, 1)
        self.cancel_button.setAutoDefault(False)
        for button in (self.cancel_button, self.import_button):
            line.addWidget(button)
        return foot

    def _connect(self) -> None:
        self.list.stood_on.connect(self._show_item)
        for card, of_list, slot in (
            (self.card.accept_wanted, self.list.accepted, self.accept_item),
            (self.card.row_wanted, self.list.row_accepted, self.accept_row),
            (self.card.blank_wanted, self.list.blanked, self.leave_blank),
            (self.card.choice_wanted, self.list.choice_picked, self.choose),
        ):
            card.connect(slot)
            of_list.connect(slot)
        self.list.edit_wanted.connect(self.card.edit)
        self.list.choice_stepped.connect(self._step_choice)
        self.list.import_wanted.connect(self.take_in)
        self.card.corrected.connect(self._correct)
        self.card.left.connect(self.list.setFocus)
        self.card.opening_wanted.connect(self.open_head)
        self.name_bar.changed.connect(self._take_name)
        self.name_bar.left.connect(self._leave_name)
        self.import_button.clicked.connect(self.take_in)
        self.cancel_button.clicked.connect(self.reject)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.undo)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._finish)

    def _begin(self) -> None:
        self._show_choice()
        self._refresh()
        if self.review.items:
            self.list.stand_on(self._next_waiting(-1) or 0)
        if self.review.needs_name and not self.name_bar.is_complete:
            self.name_bar.ask()
        else:
            self._leave_name()

    def _leave_name(self) -> None:
        (self.list if self.review.waiting_count else self.import_button).setFocus()

    def _take_name(self) -> None:
        """Take the unit and year as they are typed; what the report can become depends on them."""
        bar = self.name_bar
        if self.review.needs_name and bar.is_complete:
            self.review.name(bar.typed_unit, bar.year.value())
            self.choice = self._choose(self.review.report)
            self._show_choice()
        self.import_button.setEnabled(bar.is_complete or not self.review.needs_name)
        self._count()

    def _count(self) -> None:
        lacks_name = self.review.needs_name and not self.name_bar.is_complete
        self.counter.setText(NAME_WANTED if lacks_name else counter(self.review))

    def _show_choice(self) -> None:
        """Show what the report is called now, and what it can become."""
        has_name = not self.review.needs_name or self.name_bar.is_complete
        self.name.setText(self.review.report.title if has_name else "这份报告")
        self.import_button.setEnabled(has_name)
        choice = self.choice
        is_last = choice.can_be_last_year and choice.likely == ImportTarget.LAST_YEAR
        (self.as_last_year if is_last else self.as_draft).setChecked(True)
        for button in (self.as_draft, self.as_last_year):
            button.setVisible(choice.can_be_last_year)
        self.obstacle.setText(choice.obstacle)
        self.obstacle.setVisible(bool(choice.obstacle) and has_name)

    @property
    def _item(self) -> ReviewItem | None:
        number = self.list.number
        return None if number is None else self.review.items[number]

    def _show_item(self, number: int) -> None:
        """Show an item and where it comes from; what was being typed at the one before is taken."""
        item = self.review.items[number]
        if self.card.is_editing and (item is self.card.item or not self._settle()):
            return
        self.card.show_item(self.review, item)
        self.source.show_place(item.source_items, cell_in_row(self.review.reading, item.place))

    def _settle(self) -> bool:
        """Take what is being typed; where it is no figure, the clerk stands there again, with what is wrong with it."""
        if self.card.commit():
            return True
        QTimer.singleShot(0, self, self._stand_again)  # the list is in the middle of going elsewhere
        return False

    def _stand_again(self) -> None:
        self.list.stand_on(self.review.items.index(self.card.item))
        self.card.go_on()

    def _next_waiting(self, number: int) -> int | None:
        return self.review.next_waiting(number, self._opened)

    def _refresh(self) -> None:
        self.list.show_lines([self._line(number, item) for number, item in enumerate(self.review.items)])
        self._count()
        self.import_button.setText(import_words(self.review))
        look_as(self.import_button, "plain" if self.review.waiting_count else "main")
        self.import_button.setMinimumWidth(self.import_button.sizeHint().width())
        if self._item:
            self.card.show_item(self.review, self._item)

    def _line(self, number: int, item: ReviewItem) -> ReviewLine:
        line, head = self._line_alone(item), self.review.head_of(number)
        if item.size:
            return line._replace(value=f"{item.size} 处", arrow="down" if item.key in self._opened else "right")
        is_hidden = head is not None and self.review.items[head].key not in self._opened
        return line._replace(is_under=head is not None, is_hidden=is_hidden)

    def _line_alone(self, item: ReviewItem) -> ReviewLine:
        review, mark, tone = self.review, "", colours().ink2.name()
        if review.is_corrected(item):
            mark, tone = "改", colours().accent.name()
        elif review.is_waiting(item):
            mark, tone = (
                "▲" if item.kind == "identity" else "◆",
                colours().tone("error" if item.kind == "identity" else "warning").name(),
            )
        elif review.is_seen(item) or item.kind == "identity":
            mark, tone = "✓", colours().done.name()
        reasons = review.reasons(item)
        if not item.place:
            return ReviewLine(GROUPS[item.kind], reasons[0], "", "", mark, tone)
        value = printed(review.value(item.place))
        return ReviewLine(GROUPS[item.kind], title(self._form, item), value, reasons[0] if reasons else "", mark, tone)

    def accept_item(self) -> None:
        """What was read is right; on to the next that wants a check."""
        if self.card.is_editing:
            self._settle()
        elif self._item:
            self.review.accept([self._item])
            self._go_on()

    def open_head(self) -> None:
        """Show what is under a head, and stand on the first of it that wants a check."""
        number, item = self.list.number, self._item
        if item and item.size and number is not None:
            self._opened.add(item.key)
            self._refresh()
            self.list.stand_on(self._next_waiting(number) or number + 1)

    def close_head(self) -> None:
        """Hide again what is under the head that the clerk stands on, or in whose items."""
        number = self.list.number
        head = None if number is None else number if self.review.items[number].size else self.review.head_of(number)
        if head is not None:
            self._opened.discard(self.review.items[head].key)
            self.list.stand_on(head)
            self._refresh()

    def accept_row(self) -> None:
        """What was read from the same row is all right."""
        if self.card.is_editing:
            self._settle()
        elif self._item:
            self.review.accept(self.review.waiting_in_row(self._item))
            self._go_on()

    def leave_blank(self) -> None:
        """Nothing is to stand there."""
        if self.card.is_editing:
            self._settle()
        elif self._item and self._item.place:
            self.review.correct(self._item, None if self._item.place in self._form.cells else "")
            self._go_on()

    def choose(self, number: int) -> None:
        """Read the place in another of the ways that the source offers; Enter then goes on."""
        if self._item and number < len(self._item.choices):
            self.review.correct(self._item, self._item.choices[number].value)
            self._refresh()

    def _step_choice(self, step: int) -> None:
        item = self._item
        if item and len(item.choices) <= 1:
            (self.open_head if step > 0 else self.close_head)()
        elif item:
            values = [choice.value for choice in item.choices]
            value = self.review.value(item.place)
            now = values.index(value) if value in values else 0
            self.choose((now + step) % len(values))

    def _correct(self, item: ReviewItem, value: Value) -> None:
        self.review.correct(item, value)
        if item is self._item:
            self._go_on()
        else:
            self._refresh()

    def undo(self) -> None:
        """Take the last decision back, and show where it was; what is being typed is the last there is."""
        if self.card.is_editing:
            self.card.give_up()
            return
        item = self.review.undo()
        number = self.review.items.index(item) if item else None
        head = None if number is None else self.review.head_of(number)
        if head is not None:
            self._opened.add(self.review.items[head].key)
        self._refresh()
        if number is not None:
            self.list.stand_on(number)
            self.list.setFocus()

    def _go_on(self) -> None:
        """To the next item that wants a check; among the rest just to the next, and after the last to the button."""
        number = self.list.number or 0
        at_rest = self.review.items[number].kind == "rest"
        following = number + 1 if at_rest and number + 1 < len(self.review.items) else None
        following = self._next_waiting(number) if not at_rest else following
        self._refresh()
        if following is None:
            self.import_button.setFocus()
        else:
            self.list.stand_on(following)

    def _finish(self) -> None:
        """Ctrl+Enter is done with what is being typed; only where nothing is, with all."""
        if self.card.is_editing:
            self._settle()
        else:
            self.take_in()

    def take_in(self) -> None:
        """Take the reading in as it stands."""
        if self.review.needs_name and not self.name_bar.is_complete:
            self.name_bar.ask()
        elif self._settle():
            self._take_name()
            self.confirmed.emit(ImportTarget.LAST_YEAR if self.as_last_year.isChecked() else ImportTarget.DRAFT)

    def done(self, result: int) -> None:
        """Close; the pages are drawn no more."""
        self.source.stop()
        super().done(result)

    def reject(self) -> None:
        """Import nothing, after asking if the clerk has decided on something, or is typing."""
        if not self.review.step_count and not self.card.is_editing:
            super().reject()
            return
        words = ("不导入这份文件吗？", "刚才核对和改过的都不会留下。")
        leave = ("不导入", lambda: self.done(QDialog.DialogCode.Rejected))
        warn(self, "不导入", words, leave, back="接着核对")


def _bar(name: str) -> tuple[QWidget, QHBoxLayout]:
    bar = QWidget()
    bar.setObjectName(name)
    bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    line = QHBoxLayout(bar)
    line.setContentsMargins(16, 10, 16, 10)
    line.setSpacing(12)
    return bar, line


def _line() -> QWidget:
    line = QWidget()
    line.setObjectName("line")
    line.setFixedHeight(1)
    return line


def _size(window: QWidget | None) -> QSize:
    """Most of the window it stands before."""
    room = window.size() if window else QSize(1180, 760)
    return QSize(max(room.width() - 40, 760), max(room.height() - 40, _LEAST))
