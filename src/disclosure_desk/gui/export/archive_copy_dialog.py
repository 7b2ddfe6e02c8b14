"""Asks which sheets of the archive copy are wanted on paper."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from disclosure_desk.gui.widgets.buttons import main_button, plain_button
from disclosure_desk.gui.widgets.dialog import Dialog
from disclosure_desk.gui.widgets.save_dialog import quiet_label


class ArchiveCopyDialog(Dialog):
    """The sheets by their names, those of a whole copy ticked; `wanted` carries the ids of those left ticked."""

    wanted = Signal(object)

    def __init__(self, names: Mapping[str, str], ticked: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__("纸质存档", "paper-archive", parent)
        self.boxes = {sheet: QCheckBox(name, self) for sheet, name in names.items()}
        for sheet, box in self.boxes.items():
            box.setChecked(sheet in ticked)
            box.toggled.connect(self._judge)
        self.preview_button, self.cancel_button = main_button("预览"), plain_button("取消")
        self.preview_button.clicked.connect(self._accept)
        self.cancel_button.clicked.connect(self.reject)
        guide = QLabel("打印留存归档的一份。要哪几张？", self)
        hint = quiet_label("公布的报告不带这些；预览里可以打印，也可以另存为 PDF。")
        self.lay_out(guide, *self.boxes.values(), hint)
        self.lay_out_foot(self.cancel_button, self.preview_button)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The sheets that are ticked."""
        return tuple(sheet for sheet, box in self.boxes.items() if box.isChecked())

    def _judge(self) -> None:
        self.preview_button.setEnabled(bool(self.ticked))

    def _accept(self) -> None:
        self.accept()
        self.wanted.emit(self.ticked)
