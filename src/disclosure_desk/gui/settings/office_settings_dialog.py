"""Asks for the office's settings of the checks: its kind, its district's deadline and limits, its own words."""

import re
from collections.abc import Callable

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from disclosure_desk.checks.check_settings import CheckSettings
from disclosure_desk.core.form import Form
from disclosure_desk.gui.widgets.save_dialog import SaveDialog, quiet_label, spaced_form

_LIMITS = (300, 999_999)
_LEAP_YEAR = 2024
"""A year that has every day to choose from."""
_USUAL_DAY = (1, 20)
_BETWEEN = re.compile(r"\s*(?:→|->|\t)\s*")
"""Between a word and what to write instead: an arrow, or the columns of a spreadsheet."""
_LINES, _GAP = 7, 8


_HINT = (
    "一行一个。可以从电子表格粘贴两列：错写的词、应写的词。\n"
    "提醒得不对的词，两边写成一样（例如“份量→份量”），以后就不再提醒。"
)


class OfficeSettingsDialog(SaveDialog):
    """Asks for the choices of an office."""

    def __init__(
        self, form: Form, settings: CheckSettings, keep: Callable[[CheckSettings], None], parent: QWidget | None = None
    ) -> None:
        super().__init__("核对设置", "保存设置", parent, icon="check-settings")
        self._keep, self._settings = keep, settings
        self.kind = QComboBox(self)
        self.kind.addItem("按机关名称判断", "")
        for kind in form.unit_kinds:
            self.kind.addItem(kind.name, kind.id)
        self.has_day = QCheckBox("有，每年", self)
        self.day = QDateEdit(self)
        self.day.setDisplayFormat("M月d日")
        self.limit = QSpinBox(self)
        self.limit.setRange(*_LIMITS)
        self.limit.setSuffix(" 字")
        self.similar_warn = self._percent("不提醒", "和去年相同多少要说明")
        self.similar_refuse = self._percent("不限", "和去年相同多少不能定稿")
        self.words = QPlainTextEdit(self)
        self.words.setAccessibleName("本机关用词")
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 16)
        self.words.setPlaceholderText("错写的词→应写的词\n只要提醒的词")
        self.lay_out(self._form())
        self._show(settings)
        self.has_day.toggled.connect(self.day.setEnabled)
        self.words.textChanged.connect(self._judge)
        self.similar_warn.valueChanged.connect(self._judge)
        self.similar_refuse.valueChanged.connect(self._judge)
        self._judge()

    def _percent(self, never: str, name: str) -> QSpinBox:
        """A field for a share, in which 0 is shown as that it never counts."""
        field = QSpinBox(self)
        field.setRange(0, 100)
        field.setSuffix(" %")
        field.setSpecialValueText(never)
        field.setAccessibleName(name)
        return field

    def _form(self) -> QFormLayout:
        form = spaced_form()
        form.addRow("机关类别", self.kind)
        day = QHBoxLayout()
        day.setSpacing(_GAP)
        day.addWidget(self.has_day)
        day.addWidget(self.day)
        day.addStretch(1)
        form.addRow("上级要求的报送日期", day)
        form.addRow("总体情况最多", self.limit)
        similar = QHBoxLayout()
        similar.setSpacing(_GAP)
        for words, field in (("达到", self.similar_warn), ("要说明，达到", self.similar_refuse), ("不能定稿", None)):
            similar.addWidget(QLabel(words, self))
            if field is not None:
                similar.addWidget(field)
        similar.addStretch(1)
        form.addRow("整份报告和去年相同", similar)
        form.addRow("本机关用词", self.words)
        form.addRow("", quiet_label(_HINT))
        return form

    def _show(self, settings: CheckSettings) -> None:
        self.kind.setCurrentIndex(max(self.kind.findData(settings.kind), 0))
        self.has_day.setChecked(settings.deadline is not None)
        self.day.setDate(QDate(_LEAP_YEAR, *(settings.deadline or _USUAL_DAY)))
        self.day.setEnabled(settings.deadline is not None)
        self.limit.setValue(settings.length_limit)
        self.similar_warn.setValue(settings.similar_warn)
        self.similar_refuse.setValue(settings.similar_refuse)
        lines = (f"{word}→{instead}" if instead else word for word, instead in settings.words)
        self.words.setPlainText("\n".join(lines))

    @property
    def choices(self) -> CheckSettings:
        """What is chosen now."""
        day = self.day.date()
        return self._settings._replace(
            kind=self.kind.currentData(Qt.ItemDataRole.UserRole),
            deadline=(day.month(), day.day()) if self.has_day.isChecked() else None,
            length_limit=self.limit.value(),
            similar_warn=self.similar_warn.value(),
            similar_refuse=self.similar_refuse.value(),
            words=tuple((word, instead) for word, instead in self._lines() if word),
        )

    def _lines(self) -> list[tuple[str, str]]:
        lines = (_BETWEEN.split(line.strip(), 1) for line in self.words.toPlainText().split("\n") if line.strip())
        return [(parts[0], parts[1] if len(parts) > 1 else "") for parts in lines]

    def _judge(self) -> None:
        warn, refuse = self.similar_warn.value(), self.similar_refuse.value()
        turned = f"要说明的 {warn}% 大于不能定稿的 {refuse}%，请对调，或者把前一个写成 0。" if 0 < refuse < warn else ""
        self.offer(_problem(self._lines()) or turned)

    def keep(self) -> None:
        self._keep(self.choices)


def _problem(lines: list[tuple[str, str]]) -> str:
    words = [word for word, _ in lines]
    for word, instead in lines:
        if not word:
            return f"“→{instead}”前面少了错写的词。"
        if words.count(word) > 1:
            return f"“{word}”写了 {words.count(word)} 次，请留一个。"
    return ""
