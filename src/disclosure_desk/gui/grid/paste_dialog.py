"""Shows where the figures of a copied block would go that has another shape than its place, before it is taken."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLabel, QRadioButton, QWidget

from disclosure_desk.archive.difference import Difference
from disclosure_desk.core.figure import Figure, print_figure
from disclosure_desk.core.report import Change, Report
from disclosure_desk.gui.widgets.buttons import main_button, plain_button
from disclosure_desk.gui.widgets.dialog import USUAL, Dialog
from disclosure_desk.gui.widgets.difference_table import DifferenceTable

_HEIGHT = 520

Way = tuple[str, Sequence[Change]]
"""How a block may be taken, in words, and the changes that it means."""


class PasteDialog(Dialog):
    """`wanted` carries the changes of the way that the clerk takes."""

    wanted = Signal(object)

    def __init__(self, report: Report, shape: str, ways: Sequence[Way], parent: QWidget | None = None) -> None:
        super().__init__("粘贴前看一下", "paste", parent, size=QSize(USUAL, _HEIGHT))
        self._report, self._ways = report, ways
        self._chosen = 0
        words = QLabel(shape, self)
        words.setWordWrap(True)
        self.choices = [QRadioButton(name, self) for name, _ in ways]
        self.table = DifferenceTable("现在", "粘贴后", has_texts=False)
        self.table.setAccessibleName("粘贴后会变的格")
        self.accept_button, self.cancel_button = main_button(""), plain_button("取消")
        self.lay_out(words, *self.choices, self.table)
        self.lay_out_foot(self.cancel_button, self.accept_button)
        for number, choice in enumerate(self.choices):
            choice.toggled.connect(partial(self._choose, number))
        self.accept_button.clicked.connect(self._accept)
        self.cancel_button.clicked.connect(self.reject)
        self.choices[0].setChecked(True)
        self.choices[0].setFocus()

    def _choose(self, number: int, is_chosen: bool) -> None:  # noqa: FBT001 - as a button's `toggled` says it
        if not is_chosen:
            return
        self._chosen = number
        changes = self._ways[number][1]
        name = self._report.form.place_name
        self.table.show_differences(
            [Difference(one.place, name(one.place), _printed(one.before), _printed(one.after)) for one in changes]
        )
        self.accept_button.setText(f"贴入，改 {len(changes)} 格")
        self.accept_button.setEnabled(bool(changes))

    def _accept(self) -> None:
        self.wanted.emit(self._ways[self._chosen][1])
        self.accept()


def _printed(value: Figure | str | None) -> str:
    return value if isinstance(value, str) else print_figure(value)
