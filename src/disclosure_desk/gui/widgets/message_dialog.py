"""A dialog that says something, or asks a question with a few answers."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from disclosure_desk.gui.widgets.buttons import danger_button, main_button, plain_button
from disclosure_desk.gui.widgets.dialog import SMALL, USUAL, Dialog

Answers = Mapping[str, Callable[[], object]]
_NONE: Answers = MappingProxyType({})
_LONG = 90
"""From so many characters on the words want a wider dialog, or they stand in a narrow column of many lines."""


class MessageDialog(Dialog):
    """Its words, what they mean in a quieter voice, and the buttons that `offer` and `warn` put below them."""

    def __init__(self, title: str, words: tuple[str, str], parent: QWidget | None = None, icon: str = "note") -> None:
        summary, detail = words
        super().__init__(title, icon, parent, USUAL if len(summary) + len(detail) > _LONG else SMALL)
        self.words, self.more = QLabel(summary, self), QLabel(detail, self)
        self.more.setObjectName("quiet")
        self.more.setVisible(bool(detail))
        for label in (self.words, self.more):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.lay_out(self.words, self.more)
        self.body.addStretch(1)

    def offer(self, back: str = "知道了", answers: Answers = _NONE) -> None:
        """Offer answers, each of which does something; Enter gives the first, `back` and Esc do nothing."""
        first, *others = [*answers, back]
        buttons = [main_button(first), *(plain_button(text) for text in others)]
        self._put(buttons, answers)

    def warn(self, back: str, answers: Answers) -> None:
        """Offer to go on though something would be lost; to go back is what Enter and Esc do."""
        self._put([plain_button(back), *(danger_button(text) for text in answers)], answers)

    def _put(self, buttons: list[QPushButton], answers: Answers) -> None:
        """Put the buttons into the foot, that of Enter, which is the first, at the right."""
        for button in buttons:
            work = answers.get(button.text())
            button.clicked.connect(partial(self._close, work))
        self.lay_out_foot(*buttons[::-1], default=buttons[0])
        buttons[0].setFocus()

    def _close(self, work: Callable[[], object] | None, _is_checked: bool = False) -> None:  # noqa: FBT001, FBT002 - as Qt says it
        if work is None:
            self.reject()
        else:
            self.accept()
            work()
