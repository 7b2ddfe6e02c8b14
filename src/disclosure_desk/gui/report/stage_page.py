"""What is shown below the path: the form, or the page of a stage that comes after it and takes the whole width."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.checks.stages import Handling, Stage, Stages

_WIDEST, _MARGIN = 960, 28


class Waiting(NamedTuple):
    """What the report waits for, said in the path where else the button of the next step is; all "" for the button."""

    words: str = ""
    note: str = ""
    icon: str = ""


class StagePage(QWidget):
    """A subclass says what its stage waits for, and of what the status line tells while it is shown."""

    waiting_changed = Signal()
    next_wanted = Signal()
    """Nothing is left to do on the page: the keyboard is to go to the button of the next step."""
    lead = ""
    """The words at the right end of the status line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("stage")

    @property
    def waiting(self) -> Waiting:
        """What is waited for; where the page has the filled button, the path has words."""
        return Waiting()

    def scrolled(self, column: QLayout) -> QScrollArea:
        """A column of cards in the middle, which scrolls where the window is lower."""
        inside, middle = QWidget(self), QWidget(self)
        middle.setMaximumWidth(_WIDEST)
        middle.setLayout(column)
        line = QHBoxLayout(inside)
        line.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        line.addStretch(1)
        line.addWidget(middle, 1000)  # all the room there is, as far as it goes
        line.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setObjectName("stage")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        return scroll


class StageStack(QStackedWidget):
    """Has the form, with bars above it, and the pages of later stages."""

    turned = Signal()
    """Another page than before is shown, or the one that is shown waits for something else."""
    next_wanted = Signal()
    """As the page's."""

    def __init__(self, form: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = QWidget(self)
        self._column = QVBoxLayout(self._form)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(form, 1)
        self.addWidget(self._form)
        self._stage = Stage.FILL

    @property
    def page(self) -> StagePage | None:
        """The page of a later stage that is shown, None where the form is."""
        page = self.currentWidget()
        return page if isinstance(page, StagePage) else None

    @property
    def waiting(self) -> Waiting:
        """What the page that is shown waits for."""
        return self.page.waiting if self.page else Waiting()

    def stage_in(self, stages: Stages, handling: Handling) -> Stage:
        """The stage where the clerk is: that of the page that is shown; the form stands for the first two."""
        if self.page is None:
            step = stages.next_step
            return Stage.FILL if step and step.stage == Stage.FILL else Stage.CHECK
        # What was to be sealed is to be delivered once it is, on the same page.
        return Stage.DELIVER if self._stage == Stage.SEAL and handling.is_sealed else self._stage

    def show_page(self, stage: Stage, page: StagePage) -> None:
        """Show the page of a stage instead of the form."""
        if self.indexOf(page) < 0:
            self.addWidget(page)
            page.waiting_changed.connect(self.turned)
            page.next_wanted.connect(self.next_wanted)
        self._stage = stage
        self.setCurrentWidget(page)
        page.setFocus()
        self.turned.emit()

    def show_form(self) -> None:
        """Show the form again."""
        if self.page is not None:
            self.setCurrentWidget(self._form)
            self.turned.emit()

    def put_above_form(self, bar: QWidget) -> None:
        """Put a bar above the form, which says what may be done there."""
        self._column.insertWidget(0, bar)
