"""Asks for the sentence that answers a finding: free, from offered reasons, or as an attestation of sources."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from disclosure_desk.checks.finding import Finding
from disclosure_desk.core.report import Report
from disclosure_desk.gui.report.finding_card import FindingHead
from disclosure_desk.gui.report.finding_words import figure_words, place_words
from disclosure_desk.gui.widgets.buttons import danger_button, main_button, plain_button, word_button
from disclosure_desk.gui.widgets.dialog import Dialog
from disclosure_desk.gui.widgets.icons import set_icon
from disclosure_desk.gui.widgets.palette import colours
from disclosure_desk.gui.widgets.words_edit import WordsEdit

_LEAST = 4
"""A shorter sentence explains nothing."""
_LINES = 4
_MOST_COLUMNS = 7


class Background(NamedTuple):
    """What a finding is about: the report, and last year's where there is one."""

    report: Report
    previous: Report | None


class ExplainDialog(Dialog):
    """Accepted, `sentence` is what is to be kept; "" withdraws the explanation there was."""

    go_wanted = Signal()
    """The clerk goes to the place of the finding instead."""

    def __init__(self, finding: Finding, parent: QWidget | None = None, background: Background | None = None) -> None:
        super().__init__("说明这一处", "explain", parent)
        self._finding = finding
        self.reasons = [plain_button(reason) for reason in finding.reasons]
        self.sources = [QCheckBox(f"已查过{source}", self) for source in finding.sources]
        self.edit = WordsEdit(finding.explanation, self)
        self.edit.setTabChangesFocus(True)
        self.edit.setAccessibleName("说明")
        self.edit.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 16)
        self.problem = QLabel(self)
        self.problem.setObjectName("quiet-small")
        self.accept_button = main_button("记下说明")
        self.go_button = word_button(" 去改这一处")
        set_icon(self.go_button, "next-step", "accent")
        self.withdraw_button = danger_button("收回说明")
        self.withdraw_button.setVisible(bool(finding.explanation))
        cancel = plain_button("取消")
        self._lay_out(background)
        self.lay_out_foot(cancel, self.accept_button, left=(self.go_button, self.withdraw_button))
        cancel.clicked.connect(self.reject)
        self._connect()
        self._judge()
        self.edit.setFocus()

    def _lay_out(self, background: Background | None) -> None:
        form = background.report.form if background else None
        self.lay_out(FindingHead(self._finding.severity, place_words(form, self._finding) if form else "", self))
        self.lay_out(_wrapped(self._finding.message, self))
        figures = _figures(background, self._finding) if background else ""
        if figures:
            table = QLabel(figures, self)
            table.setTextFormat(Qt.TextFormat.RichText)
            self.lay_out(table)
        title = QLabel("说明", self)
        title.setObjectName("kind")
        note = QLabel("写入修改记录，审核人会看到", self)
        note.setObjectName("quiet-small")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(title)
        line.addWidget(note)
        line.addStretch(1)
        line.addWidget(self.problem)
        self.lay_out(*self.sources, line, self.edit)
        if self.reasons:
            self.lay_out(_offered(self.reasons, self))

    def _connect(self) -> None:
        for button, reason in zip(self.reasons, self._finding.reasons, strict=True):
            button.clicked.connect(lambda _=False, reason=reason: self._take(reason))
        for box in self.sources:
            box.toggled.connect(self._attest)
        self.edit.textChanged.connect(self._judge)
        self.edit.cleaned.connect(self.problem.setText)
        self.accept_button.clicked.connect(self.accept)
        self.withdraw_button.clicked.connect(self._withdraw)
        self.go_button.clicked.connect(self._go)

    @property
    def sentence(self) -> str:
        """What was written, on one line."""
        return " ".join(self.edit.toPlainText().split())

    def _take(self, reason: str) -> None:
        cursor = self.edit.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(reason)  # unlike setPlainText: Ctrl+Z brings back what was typed
        self.edit.setFocus()

    def _attest(self) -> None:
        """Name in the sentence the sources that were looked through."""
        pairs = zip(self._finding.sources, self.sources, strict=True)
        named = "、".join(source for source, box in pairs if box.isChecked())
        self.edit.setPlainText(f"已逐一查过{named}，情况属实。" if named else "")

    def _judge(self) -> None:
        """Say what is still missing, and offer only what can be kept."""
        missing = [source for source in self._finding.sources if source not in self.sentence]
        is_short = len(self.sentence) < _LEAST
        if missing:
            self.problem.setText(f"还没有写查过：{'、'.join(missing)}")
        else:
            self.problem.setText(f"{len(self.sentence)} 字，至少 {_LEAST} 个字")
        self.accept_button.setEnabled(not missing and not is_short)

    def _withdraw(self) -> None:
        self.edit.clear()
        self.accept()

    def _go(self) -> None:
        self.reject()
        self.go_wanted.emit()


def _offered(reasons: Sequence[QPushButton], parent: QWidget) -> QVBoxLayout:
    """Reasons that are often given, each a button below the other: they are whole sentences."""
    column = QVBoxLayout()
    column.setSpacing(4)
    head = QLabel("常用", parent)
    head.setObjectName("quiet-small")
    column.addWidget(head)
    for button in reasons:
        button.setProperty("scale", "small")
        button.setAccessibleName(f"用这句：{button.text()}")
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return column


def _wrapped(words: str, parent: QWidget) -> QLabel:
    label = QLabel(words, parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _figures(background: Background, finding: Finding) -> str:
    """The figures that a finding is about beside last year's, as a table; "" where they stand in more than a row."""
    report, previous = background
    cells = [report.form.cells[place] for place in finding.cells if place in report.form.cells]
    rows = {(cell.grid, cell.row.id) for cell in cells}
    if previous is None or len(rows) != 1 or not 0 < len(cells) <= _MOST_COLUMNS:
        return ""
    tints = colours()
    heads = "".join(f"<td align='center'>{escape(cell.column.label[-1])}</td>" for cell in cells)
    lines = [f"<tr bgcolor='{tints.head.name()}'><td></td>{heads}</tr>"]
    for year, of_year in (("今年", report), ("去年", previous)):
        shown = [figure_words(of_year, cell.id) for cell in cells]
        figures = "".join(f"<td align='right'>{figure}</td>" for figure in shown)
        lines.append(f"<tr><td>{year}</td>{figures}</tr>")
    style = f"border-color: {tints.rule.name()}; border-style: solid; border-collapse: collapse;"
    return f"<table border='1' cellspacing='0' cellpadding='5' style='{style}'>{''.join(lines)}</table>"
