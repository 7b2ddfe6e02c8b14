"""公布登记: when and where a sealed report was published."""

from collections.abc import Callable

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDateEdit, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from disclosure_desk.gui.buttons import main_button
from disclosure_desk.store import StoreError

_WIDTH = 420


class PublishDialog(QDialog):
    """Gives day and address to `use`; where they cannot be stored, it says why and stays."""

    def __init__(self, use: Callable[[str, str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("公布登记")
        self._use = use
        self.day = QDateEdit(QDate.currentDate(), self)
        self.day.setDisplayFormat("yyyy年M月d日")
        self.day.setMaximumDate(QDate.currentDate())
        self.day.setAccessibleName("公布日期")
        self.address = QLineEdit(self)
        self.address.setAccessibleName("公布地址")
        self.address.setPlaceholderText("网页地址，或者写在哪里公布")
        self.address.setMinimumWidth(_WIDTH)
        self.problem = QLabel(self)
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.buttons = QDialogButtonBox(self)
        self.keep_button = main_button("登记")
        self.buttons.addButton(self.keep_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(14)
        form.addRow("公布日期", self.day)
        form.addRow("公布地址", self.address)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        self.address.textChanged.connect(self._judge)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self._judge()
        self.address.setFocus()

    def _judge(self) -> None:
        self.problem.clear()
        self.keep_button.setEnabled(bool(self.address.text().strip()))

    def _accept(self) -> None:
        try:
            self._use(self.day.date().toString(Qt.DateFormat.ISODate), self.address.text().strip())
        except StoreError as error:
            self.problem.setText(str(error))
        else:
            self.accept()
