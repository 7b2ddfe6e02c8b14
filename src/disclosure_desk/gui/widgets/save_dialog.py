"""A dialog that asks for something and keeps it; where that cannot be kept, it says why and stays."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLayout, QVBoxLayout, QWidget

from disclosure_desk.gui.widgets.buttons import main_button
from disclosure_desk.store.errors import StoreError


class SaveDialog(QDialog):
    """A subclass says how to `keep` what was asked for, and lays its fields out with `lay_out`."""

    def __init__(self, title: str, keep_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.problem = QLabel(self)
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.buttons = QDialogButtonBox()  # laid out last, so that Tab comes to it last
        self.keep_button = main_button(keep_words)
        self.buttons.addButton(self.keep_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)

    def keep(self) -> None:
        """Keep what is asked for; raises StoreError."""
        raise NotImplementedError

    def fault(self) -> str:
        """What is wrong that is said only when it is to be kept, "" if nothing."""
        return ""

    def lay_out(self, *parts: QWidget | QLayout) -> None:
        """Put the parts under one another, above the problem and the buttons."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 16)
        layout.setSpacing(10)
        for part in (*parts, self.problem, self.buttons):
            if isinstance(part, QLayout):
                layout.addLayout(part)
            else:
                layout.addWidget(part)

    def offer(self, problem: str) -> None:
        """Say what is wrong, and offer only what can be kept."""
        self.problem.setText(problem)
        self.keep_button.setEnabled(not problem)

    def _accept(self) -> None:
        problem = self.fault()
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
    return label
