"""A dialog that asks for something and keeps it; where that cannot be kept, it says why and stays."""

from collections.abc import Callable

from PySide6.QtWidgets import QFormLayout, QLabel, QLayout, QWidget

from disclosure_desk.gui.widgets.buttons import main_button, plain_button
from disclosure_desk.gui.widgets.dialog import USUAL, Dialog
from disclosure_desk.gui.widgets.problem_label import ProblemLabel
from disclosure_desk.store.errors import StoreError


class SaveDialog(Dialog):
    """A subclass says how to `keep` what was asked for, and lays its fields out with `lay_out`."""

    def __init__(
        self, title: str, keep_words: str, parent: QWidget | None = None, *, icon: str = "note", width: int = USUAL
    ) -> None:
        super().__init__(title, icon, parent, width)
        self.problem = ProblemLabel(self)
        self.keep_button, self.cancel_button = main_button(keep_words), plain_button("取消")
        self.keep_button.clicked.connect(self._accept)
        self.cancel_button.clicked.connect(self.reject)
        self.lay_out_foot(self.cancel_button, self.keep_button)

    def keep(self) -> None:
        """Keep what is asked for; raises StoreError."""
        raise NotImplementedError

    def fault(self) -> str:
        """What is wrong that is said only when it is to be kept, "" if nothing."""
        return ""

    def lead_to_fault(self) -> None:
        """Put the keyboard where what `fault` says is mended."""

    def confirm(self, then: Callable[[str], object]) -> None:
        """Tell `then`, now or later, what keeps whoever asks from going on, "" if nothing."""
        then("")

    def lay_out(self, *parts: QWidget | QLayout) -> None:
        """Put the parts under one another, above what is wrong."""
        super().lay_out(*parts, self.problem)

    def offer(self, problem: str) -> None:
        """Say what is wrong, and offer only what can be kept."""
        self.problem.setText(problem)
        self.keep_button.setEnabled(not problem)

    def _accept(self) -> None:
        problem = self.fault()
        if problem:
            self.lead_to_fault()
            self.problem.setText(problem)
        else:
            self.confirm(self._keep_confirmed)

    def _keep_confirmed(self, problem: str) -> None:
        if not self.keep_button.isEnabled():
            return  # what was written meanwhile cannot be kept, and is said
        problem = problem or self.fault()
        if not problem:
            try:
                self.keep()
            except StoreError as error:
                problem = str(error)
        self.problem.setText(problem)
        if not problem:
            self.accept()


def spaced_form() -> QFormLayout:
    """Labels with their fields, as all these dialogs have them."""
    form = QFormLayout()
    form.setVerticalSpacing(8)
    form.setHorizontalSpacing(16)
    return form


def quiet_label(words: str) -> QLabel:
    """A hint in small voice."""
    label = QLabel(words)
    label.setObjectName("quiet")
    label.setWordWrap(True)
    return label
