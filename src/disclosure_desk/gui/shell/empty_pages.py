"""What the first page shows where there is no report: how to begin, or that none has the words that are looked for."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from disclosure_desk.gui.widgets.icons import icon_pixmap
from disclosure_desk.gui.widgets.palette import colours

_BEGINNING, _BEGINNING_ICON, _SHEET = QSize(246, 136), 24, QSize(120, 152)
_NOTHING = 28


class BeginningPage(QWidget):
    """A sheet with nothing on it, and three ways to begin."""

    last_year_wanted = Signal()
    new_wanted = Signal()
    archive_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addStretch(2)
        title = QLabel("还没有报告")
        title.setObjectName("heading")
        words = QLabel("第一次用，从去年的报告开始最快：机关名称和结转的数会带过来，文字就在旁边。")
        words.setObjectName("quiet")
        layout.addWidget(EmptySheet(), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(12)
        for label in (title, words):
            layout.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        self.first_import = BeginningCard(
            "import", "导入去年的报告", "Word、PDF、网页、表格都行。也可以把文件直接拖进来"
        )
        self.first_new = BeginningCard("new-report", "新建空白报告", "从头填写，六部分一步步来")
        self.first_archive = BeginningCard("open-archive", "打开归档", "看以前定稿的报告，找回删除的草稿")
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addStretch(1)
        for card, wanted in (
            (self.first_import, self.last_year_wanted),
            (self.first_new, self.new_wanted),
            (self.first_archive, self.archive_wanted),
        ):
            card.clicked.connect(wanted)
            line.addWidget(card)
        line.addStretch(1)
        path = QLabel("填写　›　核对　›　审核　›　定稿　›　交付")
        path.setObjectName("quiet-small")
        layout.addSpacing(12)
        layout.addLayout(line)
        layout.addSpacing(16)
        layout.addWidget(path, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)


class NothingFound(QWidget):
    """No report has the words that are looked for."""

    cleared = Signal()
    """All reports are to be shown again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        picture = QLabel(self)
        picture.setPixmap(icon_pixmap("nothing-found", "ink3", _NOTHING, self.devicePixelRatio()))
        self.words = QLabel(self)
        self.words.setObjectName("quiet")
        self.clear_button = QPushButton("清除查找", self)
        self.clear_button.clicked.connect(self.cleared)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        for widget in (picture, self.words, self.clear_button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def show_words(self, words: str) -> None:
        """Say what was looked for."""
        self.words.setText(f"没有机关或者年度里有“{' '.join(words.split())}”的报告。")


class BeginningCard(QPushButton):
    """One way to begin on an empty desk: an icon, what it is called, and what it means, below one another."""

    def __init__(self, icon: str, title: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("beginning")
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        picture, name, meaning = QLabel(self), QLabel(title, self), QLabel(words, self)
        picture.setPixmap(icon_pixmap(icon, "accent", _BEGINNING_ICON, self.devicePixelRatio()))
        name.setObjectName("topic")
        meaning.setObjectName("quiet-small")
        meaning.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(8)
        for label in (picture, name, meaning):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        column.addStretch(1)
        self.setFixedSize(_BEGINNING)


class EmptySheet(QWidget):
    """A sheet with nothing on it yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(_SHEET)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        tints, painter = colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tints.line, 1.5))
        painter.setBrush(tints.paper)
        painter.drawRoundedRect(QRectF(1, 1, _SHEET.width() - 2, _SHEET.height() - 2), 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tints.sunk)
        for left, top, width in ((25, 18, 70), (15, 40, 90), (15, 52, 90), (15, 64, 60)):
            painter.drawRoundedRect(QRectF(left, top, width, 8 if top == 18 else 5), 2, 2)  # noqa: PLR2004 - the title
        painter.setPen(QPen(tints.line, 1))
        for row in range(5):
            painter.drawLine(15, 80 + 14 * row, 105, 80 + 14 * row)
        for column in (15, 51, 69, 87, 105):
            painter.drawLine(column, 80, column, 136)
        painter.end()
