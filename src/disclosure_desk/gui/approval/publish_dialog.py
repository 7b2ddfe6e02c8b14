"""公布登记: when and where a sealed report was published."""

from collections.abc import Callable

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDateEdit, QLineEdit, QWidget

from disclosure_desk.gui.widgets.save_dialog import SaveDialog, spaced_form

_WIDTH = 420


class PublishDialog(SaveDialog):
    """Gives day and address to `use`."""

    def __init__(self, use: Callable[[str, str], None], parent: QWidget | None = None) -> None:
        super().__init__("公布登记", "登记", parent, icon="publish")
        self._use = use
        self.day = QDateEdit(QDate.currentDate(), self)
        self.day.setDisplayFormat("yyyy年M月d日")
        self.day.setMaximumDate(QDate.currentDate())
        self.day.setAccessibleName("公布日期")
        self.address = QLineEdit(self)
        self.address.setAccessibleName("公布地址")
        self.address.setPlaceholderText("网页地址，或者写在哪里公布")
        self.address.setMinimumWidth(_WIDTH)
        form = spaced_form()
        form.addRow("公布日期", self.day)
        form.addRow("公布地址", self.address)
        self.lay_out(form)
        self.address.textChanged.connect(self._judge)
        self._judge()
        self.address.setFocus()

    def _judge(self) -> None:
        self.problem.clear()
        self.keep_button.setEnabled(bool(self.address.text().strip()))

    def keep(self) -> None:
        self._use(self.day.date().toString(Qt.DateFormat.ISODate), self.address.text().strip())
