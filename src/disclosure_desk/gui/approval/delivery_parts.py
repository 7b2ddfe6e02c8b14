"""The parts of 定稿 and 交付: the seal, a line for each file, a line for each thing that is left to do."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from disclosure_desk.gui.approval.sealed_files import FileKind
from disclosure_desk.gui.widgets.elided_label import ElidedLabel
from disclosure_desk.gui.widgets.icons import LARGE, set_icon
from disclosure_desk.gui.widgets.layouts import in_the_middle
from disclosure_desk.gui.widgets.look import look_as
from disclosure_desk.gui.widgets.marked_label import MarkedLabel
from disclosure_desk.gui.widgets.marks import paint_mark
from disclosure_desk.gui.widgets.palette import colours
from disclosure_desk.gui.widgets.theme import points

_SEAL, _RING, _LINE = 84, 22, 56
_WIDEST = "1024 KB"


class SealSign(QWidget):
    """A seal with the version's number; of a version that is still to come only its place, in dashes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._version, self._is_sealed = 1, False
        self.setFixedSize(_SEAL, _SEAL)

    def show_version(self, version: int, *, is_sealed: bool) -> None:
        """Show this version, sealed or still to come."""
        self._version, self._is_sealed = version, is_sealed
        self.setAccessibleName(f"{'已定稿' if is_sealed else '还没有定稿'}，第 {version} 版")
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter, tints = QPainter(self), colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = tints.done if self._is_sealed else tints.ink3
        outer = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.setPen(
            QPen(ink, 2.5 if self._is_sealed else 1.5, *(() if self._is_sealed else (Qt.PenStyle.DashLine,)))
        )
        painter.drawEllipse(outer)
        painter.setPen(QPen(ink, 1))
        if self._is_sealed:
            painter.drawEllipse(outer.adjusted(5, 5, -5, -5))
        for words, px, middle in (("定稿", 18, -9), (f"第 {self._version} 版", 12, 13)):
            font = QFont(self.font())
            font.setPointSizeF(points(px))
            font.setBold(self._is_sealed)
            painter.setFont(font)
            rect = QRectF(0, self.height() / 2 + middle - 14, self.width(), 28)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()


class FileLine(QFrame):
    """A file: what it is and for, its name; once it is there its size, and buttons that open and save it."""

    open_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, kind: FileKind, *, is_first: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("first-row" if is_first else "next-row")
        self.setFixedHeight(46)
        picture = QToolButton(self)
        picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        set_icon(picture, kind.icon, "accent", LARGE)
        title = ElidedLabel(self, Qt.TextElideMode.ElideRight)  # before a button is cut
        title.setText(f"{kind.name}　{kind.purpose}")
        title.setObjectName("step" if is_first else "")
        self.name = ElidedLabel(self)
        self.name.setObjectName("quiet-small")
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.size_words, self.state = QLabel(self), MarkedLabel(self)
        self.size_words.setObjectName("quiet-small")
        self.size_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.size_words.setMinimumWidth(self.fontMetrics().horizontalAdvance(_WIDEST))  # names are cut alike
        self.state.setWordWrap(False)
        self.state.setFixedWidth(76)
        self.open_button, self.save_button = QPushButton("打开", self), QPushButton("另存…", self)
        for button, wanted in ((self.open_button, self.open_wanted), (self.save_button, self.save_wanted)):
            button.setObjectName("word")
            button.setProperty("scale", "small")
            button.setAccessibleName(f"{button.text().rstrip('…')}{kind.name}")
            button.clicked.connect(wanted)
        words = in_the_middle(title, self.name)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 0, 12, 0)
        line.setSpacing(8)
        line.addWidget(picture)
        line.addLayout(words, 1)
        for widget in (self.size_words, self.state, self.open_button, self.save_button):
            line.addWidget(widget)
        self.show_file("", "", is_whole=True)

    def show_file(self, name: str, size: str, *, is_whole: bool) -> None:
        """Show a file that is there, "" as its size while it is still to be made."""
        self.name.setText(name)
        self.size_words.setText(size)
        if size:
            self.state.show_words("已核对" if is_whole else "不符", "done" if is_whole else "error")
        for widget in (self.state, self.open_button, self.save_button):
            widget.setVisible(bool(size))


class Ring(QWidget):
    """Whether something is done: a tick in a disc, else an empty ring."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_done = False
        self.setFixedSize(_RING, _RING)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter, tints = QPainter(self), colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(QPointF(1, 1), QPointF(_RING - 1, _RING - 1))
        painter.setPen(Qt.PenStyle.NoPen if self.is_done else QPen(tints.edge, 1.5))
        painter.setBrush(tints.done if self.is_done else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc)
        if self.is_done:
            paint_mark(painter, "done", disc.adjusted(6, 6, -6, -6), tints.paper)
        painter.end()


class DeliveryLine(QFrame):
    """Something that is to be done with a sealed version: done and when, or a button that registers it."""

    wanted = Signal()

    def __init__(self, title: str, words: str, icon: str, *, is_first: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("first-row" if is_first else "next-row")
        self.setMinimumHeight(_LINE)
        self._title, self._icon = title, icon
        self.ring, self.title, self.note = Ring(self), QLabel(title, self), QLabel(self)
        self.title.setObjectName("step")
        self.note.setObjectName("quiet-small")
        self.note.setWordWrap(True)
        self.note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = QPushButton(f" {words}", self)
        self.button.clicked.connect(self.wanted)
        texts = in_the_middle(self.title, self.note, spacing=2)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 14, 6)
        line.setSpacing(12)
        line.addWidget(self.ring)
        line.addLayout(texts, 1)
        line.addWidget(self.button)

    def show_state(self, note: str, *, is_done: bool, is_next: bool, may: bool) -> None:
        """Show whether it is done; the first that is not has the filled button."""
        self.ring.is_done = is_done
        self.ring.update()
        self.note.setText(note)
        self.button.setVisible(not is_done and may)
        look_as(self.button, "main" if is_next else "plain")
        set_icon(self.button, self._icon, "on_accent" if is_next else "ink2")
        self.setAccessibleName(f"{self._title}，{'做了' if is_done else '还没有做'}，{note}")
