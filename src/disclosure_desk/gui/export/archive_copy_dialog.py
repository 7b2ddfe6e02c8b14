"""Asks which sheets of the archive copy are wanted on paper."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from disclosure_desk.gui.widgets.buttons import main_button


class ArchiveCopyDialog(QDialog):
    """The sheets by their names, those of a whole copy ticked; `wanted` carries the ids of those left ticked."""

    wanted = Signal(object)

    def __init__(self, names: Mapping[str, str], ticked: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("纸质存档")
        self.boxes = {sheet: QCheckBox(name, self) for sheet, name in names.items()}
        for sheet, box in self.boxes.items():
            box.setChecked(sheet in ticked)
            box.toggled.connect(self._judge)
        self.buttons = QDialogButtonBox(self)
        self.preview_button = main_button("预览")
        self.preview_button.setDefault(True)
        self.buttons.addButton(self.preview_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 22, 24, 18)
        layout.setSpacing(10)
        guide = QLabel("打印留存归档的一份。要哪几张？", self)
        layout.addWidget(guide)
        for box in self.boxes.values():
            layout.addWidget(box)
        hint = QLabel("公布的报告不带这些；预览里可以打印，也可以另存为 PDF。", self)
        hint.setObjectName("quiet")
        layout.addWidget(hint)
        layout.addSpacing(8)
        layout.addWidget(self.buttons)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The sheets that are ticked."""
        return tuple(sheet for sheet, box in self.boxes.items() if box.isChecked())

    def _judge(self) -> None:
        self.preview_button.setEnabled(bool(self.ticked))

    def _accept(self) -> None:
        self.accept()
        self.wanted.emit(self.ticked)
