"""A whole page that says calmly what is in the way, and offers what can be done, the best first."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from disclosure_desk.gui.widgets.buttons import main_button, plain_button, press_by_enter
from disclosure_desk.gui.widgets.icons import icon_pixmap, set_icon

_WIDTH, _PICTURE = 560, 34


class MessagePage(QWidget):
    """A picture, a title, a message, and buttons below one another: each one's text with what it does, and its icon."""

    def __init__(
        self,
        title: str,
        choices: Mapping[str, Callable[[], object]],
        icons: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        picture, heading = QLabel(self), QLabel(title, self)
        picture.setPixmap(icon_pixmap("damaged", "error", _PICTURE, self.devicePixelRatio()))
        heading.setObjectName("heading")
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setFixedWidth(_WIDTH)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._buttons = [
            _button(text, action, icons.get(text, ""), is_first=not number)
            for number, (text, action) in enumerate(choices.items())
        ]
        page, scroll = QWidget(), QScrollArea(self)  # on a low screen all of it can still be come to
        page.setObjectName("ground-page")
        scroll.setObjectName("ground-page")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        layout = QVBoxLayout(page)
        layout.setSpacing(10)
        layout.addStretch(2)
        for widget in (picture, heading, self.words):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(8)
        holder = QWidget(self)
        holder.setFixedWidth(_WIDTH)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for button in self._buttons:
            column.addWidget(button)
        layout.addWidget(holder, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def show_words(self, words: str) -> None:
        """Say this."""
        self.words.setText(words)
        self.words.setMinimumHeight(self.words.heightForWidth(self.words.width()))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._buttons[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the keyboard."""
        if not press_by_enter(self, event):
            super().keyPressEvent(event)


def _button(text: str, action: Callable[[], object], icon: str, *, is_first: bool) -> QPushButton:
    button = main_button(text) if is_first else plain_button(text)
    button.setProperty("scale", "large")
    if icon:
        set_icon(button, icon, "on_accent" if is_first else "ink2")
    button.clicked.connect(lambda _=False: action())
    return button
