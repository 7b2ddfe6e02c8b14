"""Asks on which printer, which pages, how many times and in what size to print."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QWidget,
)

from disclosure_desk.core.print_server import ask_local_print_server, settings_files
from disclosure_desk.gui.pages.page_range import PageRangeError, pages_of
from disclosure_desk.gui.pages.print_memory import PrintChoices
from disclosure_desk.gui.pages.printing import PrintJob
from disclosure_desk.gui.widgets.buttons import main_button, plain_button
from disclosure_desk.gui.widgets.dialog import Dialog

_MOST_COPIES = 99


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer of the system: its name, and whether it can print on both sides by itself."""

    name: str
    is_default: bool = False
    can_duplex: bool = True


def installed_printers() -> list[Printer]:
    """The printers of the system, asked of this computer."""
    ask_local_print_server(os.environ, settings_files())
    default = QPrinterInfo.defaultPrinterName()
    return [
        Printer(info.printerName(), info.printerName() == default, _can_duplex(info))
        for info in QPrinterInfo.availablePrinters()
    ]


def _can_duplex(info: QPrinterInfo) -> bool:
    """Whether it says so; one that says nothing is believed to."""
    modes = info.supportedDuplexModes()
    return not modes or QPrinter.DuplexMode.DuplexLongSide in modes


class PrintDialog(Dialog):
    """`wanted` carries how to print; `save_wanted` asks for a PDF instead, where there is no printer."""

    wanted = Signal(object)
    save_wanted = Signal()

    def __init__(
        self,
        printers: Sequence[Printer],
        count: int,
        last: PrintChoices,
        *,
        double_sided: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("打印", "print", parent)
        self._printers, self._count = printers, count
        self._sided = double_sided if last.double_sided is None else last.double_sided
        self.printer = QComboBox(self)
        self.printer.setAccessibleName("打印机")
        self.printer.setPlaceholderText("没有打印机")
        self.printer.addItems([one.name for one in printers])
        self.all_pages = QRadioButton(f"全部 {count} 页(&A)", self)
        self.some_pages = QRadioButton("只打印这几页(&G)", self)
        self.pages = QLineEdit(self)
        self.pages.setAccessibleName("要打印的页")
        self.pages.setPlaceholderText("例如 1-3，5")
        self.copies = QSpinBox(self)
        self.copies.setRange(1, _MOST_COPIES)
        self.copies.setSuffix(" 份")
        self.copies.setAccessibleName("份数")
        self.collate = QCheckBox("逐份打印(&L)", self)
        self.double_sided = QRadioButton("双面，从长边翻页(&D)", self)
        self.single_sided = QRadioButton("单面(&I)", self)
        self.actual = QRadioButton("实际大小，不缩放(&S)", self)
        self.fit = QRadioButton("缩小到打印机能印的范围(&F)", self)
        self.problem = QLabel(self)
        self.problem.setObjectName("problem")
        self.note = QLabel(self)
        self.note.setObjectName("warning")
        for label in (self.problem, self.note):
            label.setWordWrap(True)
            label.hide()
        self._add_buttons()
        self._lay_out()
        self._choose(last)
        self._connect()
        self._judge()

    def _add_buttons(self) -> None:
        self.print_button, self.save_button = main_button("打印"), main_button("另存为 PDF…")
        self.cancel_button = plain_button("取消")
        default = self.print_button if self._printers else self.save_button
        self.lay_out_foot(self.cancel_button, self.save_button, self.print_button, default=default)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(1, 150)
        grid.setColumnStretch(2, 1)
        rows: tuple[tuple[str, QWidget, QWidget | None], ...] = (
            ("打印机", self.printer, None),
            ("页", self.all_pages, None),
            ("", self.some_pages, self.pages),
            ("份数", self.copies, self.collate),
            ("单双面", self.double_sided, self.single_sided),
            ("大小", self.actual, None),
            ("", self.fit, None),
        )
        for row, (name, first, second) in enumerate(rows):
            if name:
                grid.setRowMinimumHeight(row, 34)
            grid.addWidget(QLabel(name, self), row, 0)
            grid.addWidget(first, row, 1, 1, 1 if second else 2)
            if second:
                grid.addWidget(second, row, 2)
        self.lay_out(grid, self.note, self.problem)
        _only_one_of(self.all_pages, self.some_pages)
        _only_one_of(self.double_sided, self.single_sided)
        _only_one_of(self.actual, self.fit)

    def _choose(self, last: PrintChoices) -> None:
        """Begin with what was chosen last; a printer that is gone gives way to the system's own, and it says so."""
        names = [one.name for one in self._printers]
        default = next((one.name for one in self._printers if one.is_default), names[0] if names else "")
        self.printer.setCurrentText(last.printer if last.printer in names else default)
        if not names:
            self._show_warning("这台电脑没有装打印机。请先装好打印机再打印，或者另存为 PDF，拿到别的电脑上打印。")
        elif last.printer and last.printer not in names:
            self._show_warning(f"上次用的打印机“{last.printer}”现在找不到了，换成了“{default}”。")
        self.all_pages.setChecked(True)
        self.collate.setChecked(last.collate)
        self.fit.setChecked(last.fit)
        self.actual.setChecked(not last.fit)
        self.save_button.setVisible(not names)
        self.print_button.setVisible(bool(names))
        self.printer.setEnabled(bool(names))

    def _show_warning(self, words: str) -> None:
        self.note.setText(words)
        self.note.show()

    def _connect(self) -> None:
        self.printer.currentIndexChanged.connect(self._judge)
        self.all_pages.toggled.connect(self._judge)
        self.some_pages.clicked.connect(self.pages.setFocus)
        self.pages.textEdited.connect(lambda: self.some_pages.setChecked(True))
        self.pages.textChanged.connect(self._judge)
        self.copies.valueChanged.connect(self._judge)
        self.double_sided.clicked.connect(lambda: self._note_sided(sided=True))
        self.single_sided.clicked.connect(lambda: self._note_sided(sided=False))
        self.print_button.clicked.connect(self._accept)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._save)

    def _note_sided(self, *, sided: bool) -> None:
        self._sided = sided

    def _judge(self) -> None:
        """Offer what this printer can do, and say what is wrong with the pages asked for."""
        chosen = self._chosen()
        can_duplex = chosen.can_duplex if chosen else True
        self.double_sided.setEnabled(can_duplex)
        self.double_sided.setToolTip("" if can_duplex else "这台打印机不能自动双面打印。")
        self.double_sided.setChecked(self._sided and can_duplex)
        self.single_sided.setChecked(not (self._sided and can_duplex))
        self.collate.setEnabled(self.copies.value() > 1)
        problem = self._problem()
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem) and bool(self.pages.text()))
        self.print_button.setEnabled(chosen is not None and not problem)

    def _chosen(self) -> Printer | None:
        return self._printers[self.printer.currentIndex()] if self._printers else None

    def _problem(self) -> str:
        try:
            self._pages()
        except PageRangeError as error:
            return str(error)
        return ""

    def _pages(self) -> tuple[int, ...]:
        return tuple(range(self._count)) if self.all_pages.isChecked() else pages_of(self.pages.text(), self._count)

    def _accept(self) -> None:
        wanted = PrintJob(
            self.printer.currentText(),
            self._pages(),
            self.copies.value(),
            self.collate.isChecked(),
            self.double_sided.isChecked(),
            self.fit.isChecked(),
        )
        self.accept()
        self.wanted.emit(wanted)

    def _save(self) -> None:
        self.reject()
        self.save_wanted.emit()


def _only_one_of(*buttons: QRadioButton) -> None:
    group = QButtonGroup(buttons[0].parent())
    for button in buttons:
        group.addButton(button)
