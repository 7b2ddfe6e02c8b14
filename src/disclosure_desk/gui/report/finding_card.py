"""The finding that is open in the panel: its whole sentence, the figures that would mend it, and what can be done."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from disclosure_desk.checks.finding import Finding, Repair
from disclosure_desk.core.form import Form
from disclosure_desk.gui.report.finding_words import (
    EXPLAIN_TIP,
    KINDS,
    Amendment,
    amendments_of,
    explain_words,
    go_words,
    place_words,
    word_amendment,
)
from disclosure_desk.gui.widgets.buttons import plain_button
from disclosure_desk.gui.widgets.icons import SMALL, icon_pixmap, set_icon
from disclosure_desk.gui.widgets.marks import paint_mark
from disclosure_desk.gui.widgets.place_lines import keep_column_whole

SIDE, EDGE = 14, 9
_MARK = 11
_SHORT_PLACE = 8
"""A place of no more characters stands in a line with what it says of its figure."""
_MOST_LARGE = 9.6
"""In characters of Chinese: what stands and what could fit beside each other in the narrowest panel, as two figures
of eight digits."""
_OTHERS = 2
"""So many further repairs have a button of their own."""


class FindingCard(QWidget):
    """Shows one finding with buttons; it never takes the keyboard by itself."""

    go_wanted = Signal()
    explain_wanted = Signal()
    repair_wanted = Signal(object)
    """The change of figures that the clerk takes over: Repair."""
    words_wanted = Signal()
    """The clerk takes over the words that are proposed in a text."""

    def __init__(
        self, form: Form, finding: Finding, kind: str, texts: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.finding, self._form = finding, form
        self.buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, EDGE, SIDE, EDGE + 2)
        column.setSpacing(6)
        column.addWidget(FindingHead(kind, place_words(form, finding), self))
        column.addWidget(_wrapped(finding.message, self))
        if finding.explanation:
            column.addLayout(self._answer(finding.explanation))
        open_repairs = finding.repairs if finding.is_open else ()
        words = word_amendment(finding, texts) if finding.is_open and not open_repairs else None
        line = QHBoxLayout()
        line.setSpacing(6)
        if open_repairs:
            column.addLayout(self._figures(amendments_of(form, open_repairs[0]), is_only=len(open_repairs) == 1))
            self._add_repair(line, open_repairs[0])
        elif words is not None:
            column.addLayout(self._figures((words[1],), is_only=True))
            self._add(line, f" {words[1].words}", "repair", self.words_wanted.emit, name="tinted")
        if finding.explainable:
            answer = self._add(line, f" {explain_words(finding)}", "explain", self.explain_wanted.emit)
            answer.setToolTip(EXPLAIN_TIP)
        if kind == "missing" or (not open_repairs and words is None):
            self._add(line, f" {go_words(kind)}", "go-to-cell", self.go_wanted.emit)
        line.addStretch(1)
        column.addSpacing(2)
        column.addLayout(line)
        for repair in open_repairs[1 : 1 + _OTHERS]:
            column.addLayout(self._other(repair))
        basis = _wrapped(f"依据：{finding.basis}", self)
        basis.setObjectName("note-small")
        column.addWidget(basis)
        self.setAccessibleName(f"{KINDS[kind]}，{place_words(form, finding)}，{finding.message}")

    def _answer(self, words: str) -> QHBoxLayout:
        sign = QLabel(self)
        sign.setPixmap(icon_pixmap("explain", "ink2", SMALL, self.devicePixelRatioF()))
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(_wrapped(words, self), 1)
        return line

    def _figures(self, amendments: Sequence[Amendment], *, is_only: bool) -> QGridLayout:
        """What stands and what could, large and with an arrow; one below the other where several change at once."""
        grid = QGridLayout()
        grid.setContentsMargins(12, 0, 12, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(2, 2)
        for number, one in enumerate(amendments):
            row, wanted = 3 * number, "应为" if is_only else "可能是"
            is_short = len(one.place) <= _SHORT_PLACE
            if not is_short:
                grid.addWidget(_wrapped(keep_column_whole(one.place), self, "quiet-small"), row, 0, 1, 3)
            grid.addWidget(_named(f"{one.place}　现在" if is_short else "现在", "quiet-small"), row + 1, 0)
            grid.addWidget(_named(wanted, "quiet-small"), row + 1, 2)
            words = one.stands, one.wanted or "删去"
            is_large = sum(map(_em, words)) <= _MOST_LARGE
            grid.addWidget(self._amended(words[0], "wrong", is_large=is_large), row + 2, 0)
            grid.addWidget(_Arrow(self), row + 2, 1)
            grid.addWidget(self._amended(words[1], "right", is_large=is_large), row + 2, 2)
        return grid

    def _amended(self, words: str, side: str, *, is_large: bool) -> QLabel:
        """A figure or a few words large; more of them in lines, as large as the sentence, so that none is cut."""
        return _named(words, f"figure-{side}") if is_large else _wrapped(words, self, f"words-{side}")

    def _add_repair(self, line: QHBoxLayout, repair: Repair) -> None:
        amendments = amendments_of(self._form, repair)
        words = amendments[0].words if len(amendments) == 1 else f"改这 {len(amendments)} 格"
        button = self._add(line, f" {words}", "repair", lambda: self.repair_wanted.emit(repair), name="tinted")
        button.setToolTip(repair.sentence)
        button.setAccessibleDescription(repair.sentence)

    def _other(self, repair: Repair) -> QHBoxLayout:
        """Another repair: in small, because it is less likely, and to be had by its own button."""
        amendments = amendments_of(self._form, repair)
        line = QHBoxLayout()
        line.setSpacing(6)
        words = "；".join(f"{one.place} {one.stands} → {one.wanted}" for one in amendments)
        line.addWidget(_wrapped(f"或：{words}", self, "quiet-small"), 1)
        button = self._add(line, "改这里", "", lambda: self.repair_wanted.emit(repair), name="word")
        button.setToolTip(repair.sentence)
        button.setAccessibleName(f"改这里：{repair.sentence}")
        return line

    def _add(
        self, line: QHBoxLayout, words: str, icon: str, do: Callable[[], object], name: str = "plain"
    ) -> QPushButton:
        button = plain_button(words)
        button.setParent(self)
        button.setObjectName(name)
        button.setProperty("scale", "small")
        if icon:
            set_icon(button, icon, "accent_deep" if name == "tinted" else "ink2", SMALL)
        button.setAccessibleName(f"{words.strip()}：{place_words(self._form, self.finding)}")
        button.clicked.connect(lambda _=False: do())
        self.buttons.append(button)
        line.addWidget(button)
        return button

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self.width(), self.heightForWidth(self.width()))


class FindingHead(QWidget):
    """The sign, the kind in words, and where it is."""

    def __init__(self, kind: str, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        label = QLabel(KINDS[kind], self)
        label.setObjectName("kind")
        label.setProperty("tone", kind)
        where = QLabel(keep_column_whole(place), self)
        where.setAccessibleName(place)
        where.setObjectName("quiet-small")
        where.setWordWrap(True)
        line = QHBoxLayout(self)
        line.setContentsMargins(_MARK + 6, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(where, 1)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        top = (self.fontMetrics().height() - _MARK) / 2
        paint_mark(painter, self._kind, QRectF(0, top, _MARK, _MARK))
        painter.end()


class _Arrow(QWidget):
    """The arrow from what stands to what could, in the colours of the moment."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(20, 20)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        pixmap = icon_pixmap("next-step", "ink3", SMALL, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - SMALL) // 2, (self.height() - SMALL) // 2, pixmap)
        painter.end()


def _named(words: str, name: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(name)
    return label


def _em(words: str) -> float:
    """How wide words are about, in characters of Chinese."""
    return sum(0.6 if letter.isascii() else 1 for letter in words)


def _wrapped(words: str, parent: QWidget, name: str = "") -> QLabel:
    label = QLabel(words, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setObjectName(name)
    return label
