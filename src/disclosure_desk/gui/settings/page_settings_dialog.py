"""Asks how the office wants its report on paper: page numbers, tint, signature, archive cover, fonts."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QWidget,
)

from disclosure_desk.gui.widgets.buttons import word_button
from disclosure_desk.gui.widgets.palette import colours
from disclosure_desk.gui.widgets.save_dialog import SaveDialog
from disclosure_desk.writers.page_settings import PageSettings

if TYPE_CHECKING:
    from disclosure_desk.writers.pdf.font.chains import FontChoice

Keep = Callable[[PageSettings], None]
"""Keeps what was chosen; raises StoreError."""
FontsUsed = Callable[[bool], "Iterable[FontChoice]"]
"""The fonts that print, with the office's own among them or without."""


class PageSettingsDialog(SaveDialog):
    """Shows the office's choices."""

    def __init__(
        self, settings: PageSettings, keep: Keep, faces_used: FontsUsed, parent: QWidget | None = None
    ) -> None:
        super().__init__("页面设置", "保存设置", parent, icon="page-settings")
        self._keep, self._fonts_used = keep, faces_used
        self.double_sided = QRadioButton("双面打印，页码在外侧(&D)", self)
        self.single_sided = QRadioButton("单面打印，页码居中(&I)", self)
        self.tint = QCheckBox("表内小标题加浅灰底纹(&T)", self)
        self.signed = QCheckBox("报告末尾署名，写成文日期(&S)", self)
        self.day = QDateEdit(self)
        self.day.setDisplayFormat("yyyy年M月d日")
        self.day.setAccessibleName("成文日期")
        self.by_hand = QCheckBox("日期留空，手写(&H)", self)
        self.hint = QLabel("定下的日期一直用到下次改动，每年出报告时请核对。", self)
        self.hint.setObjectName("quiet")
        self.hint.setIndent(24)
        self.cover = QCheckBox("纸质存档带封面(&C)", self)
        self.office_fonts = QRadioButton("优先用本机的公文字体(&F)", self)
        self.own_fonts = QRadioButton("只用自带的字体(&B)", self)
        self.fonts = FontTable(self)
        _only_one_of(self.double_sided, self.single_sided)
        _only_one_of(self.office_fonts, self.own_fonts)
        self.default_button = word_button("恢复国标默认(&R)")
        self.foot.insertWidget(0, self.default_button)
        self._lay_out()
        self._connect()
        self.show_choices(settings)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        _add_group(grid, "页码", self.double_sided, self.single_sided)
        _add_group(grid, "表格", self.tint)
        _add_group(grid, "署名和日期", self.signed, self._date_line(), self.hint)
        _add_group(grid, "纸质存档", self.cover)
        _add_group(grid, "字体", self.office_fonts, self.own_fonts, self.fonts)
        self.lay_out(grid)

    def _date_line(self) -> QWidget:
        holder = QWidget(self)
        line = QHBoxLayout(holder)
        line.setContentsMargins(24, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(self.day)
        line.addWidget(self.by_hand)
        line.addStretch(1)
        return holder

    def _connect(self) -> None:
        for box in (self.signed, self.by_hand):
            box.toggled.connect(self._offer)
        self.office_fonts.toggled.connect(self._show_faces)
        self.default_button.clicked.connect(lambda: self.show_choices(PageSettings()))

    def _offer(self) -> None:
        """Let a date be chosen only where one is printed."""
        self.by_hand.setEnabled(self.signed.isChecked())
        self.day.setEnabled(self.signed.isChecked() and not self.by_hand.isChecked())

    def _show_faces(self) -> None:
        self.fonts.show_fonts(self._fonts_used(self.office_fonts.isChecked()))

    def show_choices(self, settings: PageSettings) -> None:
        """Show these choices; the date of a report that is not yet signed would be today."""
        _choose(self.double_sided, self.single_sided, first=settings.double_sided)
        self.tint.setChecked(settings.tint)
        self.signed.setChecked(settings.signed)
        self.by_hand.setChecked(settings.signed and settings.signed_on is None)
        day = settings.signed_on or date.today()  # noqa: DTZ011 - the computer's own calendar
        self.day.setDate(QDate(day.year, day.month, day.day))
        self.cover.setChecked(settings.cover)
        _choose(self.office_fonts, self.own_fonts, first=settings.office_fonts)
        self._offer()
        self._show_faces()

    @property
    def choices(self) -> PageSettings:
        """What is chosen now."""
        return PageSettings(
            double_sided=self.double_sided.isChecked(),
            tint=self.tint.isChecked(),
            signed=self.signed.isChecked(),
            signed_on=self._signed_on(),
            cover=self.cover.isChecked(),
            office_fonts=self.office_fonts.isChecked(),
        )

    def _signed_on(self) -> date | None:
        if not self.signed.isChecked() or self.by_hand.isChecked():
            return None
        day = self.day.date()
        return date(day.year(), day.month(), day.day())

    def keep(self) -> None:
        self._keep(self.choices)


def _add_group(grid: QGridLayout, name: str, *widgets: QWidget) -> None:
    """Add choices below one another, with the name of the group beside the first and some space below the last."""
    top = grid.rowCount()
    grid.addWidget(QLabel(name), top, 0)
    for row, widget in enumerate(widgets, top):
        grid.addWidget(widget, row, 1)
    grid.setRowMinimumHeight(top + len(widgets), 4)


def _only_one_of(*buttons: QRadioButton) -> None:
    """Let one of the buttons be chosen at a time."""
    group = QButtonGroup(buttons[0].parent())
    for button in buttons:
        group.addButton(button)


def _choose(one: QRadioButton, other: QRadioButton, *, first: bool) -> None:
    """Choose one of two; the key Tab leads to that one, which Qt sees to only once either has had the keyboard."""
    chosen, left = (one, other) if first else (other, one)
    chosen.setChecked(True)
    chosen.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    left.setFocusPolicy(Qt.FocusPolicy.ClickFocus)


class FontTable(QLabel):
    """Which font each kind of text is printed in, and below it why a better one of this computer was not taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setContentsMargins(24, 0, 0, 0)

    def show_fonts(self, choices: "Iterable[FontChoice]") -> None:
        """Show these choices."""
        chosen = list(choices)
        self.setText(
            f'<table cellspacing="1">{"".join(line for choice in chosen for line in _font_lines(choice))}</table>'
        )
        self.setAccessibleName("\n".join(choice.sentence for choice in chosen))


def _font_lines(choice: "FontChoice") -> Iterator[str]:
    whose = "本机字体" if choice.office else "自带"
    yield _font_line(choice.kind, f"{choice.font}（{whose}）", colours().ink2.name())
    for reason in choice.skipped:
        yield _font_line("", reason, colours().warning.name())


def _font_line(kind: str, words: str, colour: str) -> str:
    quiet = colours().ink2.name()
    return f'<tr><td style="color:{quiet}">{escape(kind)}　</td><td style="color:{colour}">{escape(words)}</td></tr>'
