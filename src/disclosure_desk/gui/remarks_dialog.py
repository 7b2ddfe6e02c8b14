"""Shows what a file had that the report could not take as it stood, before anything is stored."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from disclosure_desk.form import Form
from disclosure_desk.gui.buttons import main_button
from disclosure_desk.report import UNIT, YEAR, Note

_KINDS = {
    "original": "原文不是数字，这一格先空着",
    "unplaced": "没有地方放，没有导入",
    "doubtful": "已导入，请核对",
    **dict.fromkeys(("title", "heading", "label"), "原文和规定的样式不同，请核对"),
}


class RemarksDialog(QDialog):
    """Lists remarks; accepted, the import goes on."""

    def __init__(self, title: str, form: Form, remarks: Sequence[Note], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入")
        self.resize(680, 440)
        heading = QLabel(title, self)
        heading.setObjectName("topic")
        heading.setWordWrap(True)
        words = QLabel(f"读入时有 {len(remarks)} 处请看一看。下面的内容不会丢，会和报告一起保存。", self)
        words.setObjectName("quiet")
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.setObjectName("remarks")
        self.list.setSpacing(2)
        self.list.setAccessibleName("读入时的提示")
        for remark in remarks:
            QListWidgetItem(_words(form, remark), self.list)
        buttons = QDialogButtonBox(self)
        self.accept_button = main_button("导入")
        buttons.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("不导入", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(10)
        for widget in (heading, words, self.list, buttons):
            layout.addWidget(widget)


def _words(form: Form, remark: Note) -> str:
    place = f"{_place_name(form, remark.place)}：" if remark.place else ""
    return f"{_KINDS.get(remark.kind, '请核对')}　{place}{remark.text}"


def _place_name(form: Form, place: str) -> str:
    names = {UNIT: "机关全称", YEAR: "年度"}
    return names.get(place) or form.place_name(place)
