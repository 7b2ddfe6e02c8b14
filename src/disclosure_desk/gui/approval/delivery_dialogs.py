"""Registers what was done with a sealed version: handed in, published, filed on paper; when, and where it is."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDateEdit, QLabel, QLineEdit, QWidget

from disclosure_desk.gui.widgets.save_dialog import SaveDialog, spaced_form


class DeliveryWords(NamedTuple):
    """What a dialog is called, and what it asks: the words for the place, an example, whether there is a receipt."""

    title: str
    icon: str
    where: str
    example: str
    has_receipt: bool = False


class DeliveryDialog(SaveDialog):
    """Gives day and place to `use`, and the receipt where there is one; `doubt` says what is odd about a day."""

    def __init__(
        self,
        words: DeliveryWords,
        use: Callable[..., object],
        doubt: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words.title, "登记", parent, icon=words.icon)
        self._use, self._doubt, self._where_words = use, doubt, words.where
        self.day = QDateEdit(QDate.currentDate(), self)
        self.day.setDisplayFormat("yyyy年M月d日")
        self.day.setMaximumDate(QDate.currentDate())
        self.day_doubt = QLabel(self)
        self.day_doubt.setObjectName("warning")
        self.day_doubt.setWordWrap(True)
        self.where, self.receipt = QLineEdit(self), QLineEdit(self)
        self.where.setPlaceholderText(words.example)
        form = spaced_form()
        fields: dict[str, QWidget] = {"日期": self.day, words.where: self.where, "回执号（有的话）": self.receipt}
        for label, field in fields.items():
            field.setAccessibleName(label.partition("（")[0])
            form.addRow(label, field)
        form.setRowVisible(self.receipt, words.has_receipt)
        self.lay_out(form, self.day_doubt)
        self.day.dateChanged.connect(self._judge_day)
        self.where.textChanged.connect(self.problem.clear)
        self._judge_day()
        self.where.setFocus()

    def _judge_day(self) -> None:
        self.day_doubt.setText(self._doubt(self._typed_day))
        self.day_doubt.setVisible(bool(self.day_doubt.text()))

    @property
    def _typed_day(self) -> str:
        return self.day.date().toString(Qt.DateFormat.ISODate)

    def fault(self) -> str:
        return "" if self.where.text().strip() else f"还没有写“{self._where_words}”。"

    def lead_to_fault(self) -> None:
        self.where.setFocus()

    def keep(self) -> None:
        receipt = self.receipt.text().strip()
        self._use(self._typed_day, self.where.text().strip(), *([receipt] if receipt else []))
