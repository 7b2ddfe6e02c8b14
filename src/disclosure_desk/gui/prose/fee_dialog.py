"""The fee for information: works out single fees, and writes the year's sentence for section six."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from disclosure_desk.checks.prose.fee_sentence import fee_sentences, with_fee_sentence
from disclosure_desk.core.figure import Figure, FigureError, parse_number
from disclosure_desk.core.information_fee import FeeError, FeeRules, Scale, load_fee_rules, received_more
from disclosure_desk.gui.widgets.buttons import main_button, plain_button
from disclosure_desk.gui.widgets.dialog import WIDE, Dialog
from disclosure_desk.gui.widgets.look import look_as
from disclosure_desk.gui.widgets.save_dialog import quiet_label

_FIELD = 110
_MOST_STEPS = 6
"""So many steps are shown; the ones between are left out."""


class FeeDialog(Dialog):
    """Accepted, `wanted` has carried what is to stand in section six."""

    wanted = Signal(str)

    def __init__(self, year: int, text: str, parent: QWidget | None = None) -> None:
        super().__init__("信息处理费", "fee", parent, WIDE)
        self._year, self._text, self._sentence = year, text, ""
        self._rules: FeeRules = load_fee_rules()
        self.counts = {name: _Count(scale, self) for name, scale in self._rules.scales.items()}
        self.notices, self.charged, self.received = (_field(self) for _ in range(3))
        self.outcome = QLabel(self)
        self.outcome.setWordWrap(True)
        self.outcome.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.setMinimumHeight(self.fontMetrics().lineSpacing() * 5)
        self.outcome.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.accept_button, self.close_button = main_button("写入第六部分"), plain_button("关闭")
        self._lay_out()
        self._connect()
        self._judge()
        self.notices.setFocus()

    def _lay_out(self) -> None:
        year, count = _topic(f"{self._year} 年全年"), _topic("算一件申请的收费")
        self.lay_out(year, self._year_line(), self.outcome, count, self._count_form())
        self.lay_out(quiet_label(f"依据：{self._rules.basis}"))
        self.lay_out_foot(self.close_button, self.accept_button)

    def _year_line(self) -> QHBoxLayout:
        figures = QHBoxLayout()
        fields = (
            ("发出收费通知", self.notices, "件"),
            ("涉及金额", self.charged, "元"),
            ("实际收取", self.received, "元"),
        )
        for name, field, unit in fields:
            field.setAccessibleName(f"{name}（{unit}）")
            figures.addWidget(QLabel(name, self))
            figures.addWidget(field)
            figures.addWidget(QLabel(unit, self))
            figures.addSpacing(12)
        figures.addStretch(1)
        return figures

    def _count_form(self) -> QFormLayout:
        form = QFormLayout()
        form.setVerticalSpacing(8)
        for count in self.counts.values():
            line = QHBoxLayout()
            line.addWidget(count.field)
            line.addSpacing(6)
            line.addWidget(QLabel(f"{count.scale.unit}　{count.scale.counted}", self))
            line.addStretch(1)
            form.addRow(count.scale.name, line)
            form.addRow("", count.outcome)
        return form

    def _connect(self) -> None:
        for field in (self.notices, self.charged, self.received):
            field.textChanged.connect(self._judge)
        self.accept_button.clicked.connect(self._write)
        self.close_button.clicked.connect(self.reject)

    def _judge(self) -> None:
        """Show the sentence with what it takes the place of, or say what is still missing."""
        try:
            figures = [_number(field) for field in (self.notices, self.charged, self.received)]
            self._sentence = self._rules.statement(self._year, *figures)
        except (FigureError, FeeError) as error:
            self._sentence = ""
            is_begun = any(field.text().strip() for field in (self.notices, self.charged, self.received))
            self._show_result(str(error), "problem" if is_begun else "quiet")
        else:
            doubt = received_more(figures[1], figures[2])
            self._show_result("\n".join(part for part in (self._result_text(), doubt) if part), "")
        self.accept_button.setEnabled(bool(self._sentence))

    def _result_text(self) -> str:
        standing = fee_sentences(self._text, self._year)
        if not standing:
            return f"加在第六部分末尾：\n{self._sentence}"
        quoted = "\n".join(self._text[start:end] for start, end in standing)
        if len(standing) == 1:
            return f"第六部分现在写着：\n{quoted}\n改为：\n{self._sentence}"
        kept = f"第六部分有 {len(standing)} 句写到信息处理费，都保留，请写入后自行删改："
        return f"{kept}\n{quoted}\n加在末尾：\n{self._sentence}"

    def _show_result(self, words: str, name: str) -> None:
        self.outcome.setText(words)
        look_as(self.outcome, name)

    def _write(self) -> None:
        self.wanted.emit(with_fee_sentence(self._text, self._year, self._sentence))
        self.accept()


def _topic(words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName("topic")
    return label


class _Count:
    """A field for a count and what it costs, worked out while it is typed."""

    def __init__(self, scale: Scale, parent: QWidget) -> None:
        self.scale = scale
        self.field = _field(parent)
        self.field.setAccessibleName(f"{scale.name}（{scale.unit}）")
        self.outcome = QLabel(parent)
        self.outcome.setTextFormat(Qt.TextFormat.PlainText)
        self.field.textChanged.connect(self._work_out)

    def _work_out(self) -> None:
        self.outcome.setText(self._words() if self.field.text().strip() else "")
        self.outcome.setVisible(bool(self.outcome.text()))

    def _words(self) -> str:
        try:
            number = _number(self.field)
            if not isinstance(number, int):
                return f"{self.scale.unit}数应当是整数。"
            fee = self.scale.fee(number)
        except (FigureError, FeeError) as error:
            return str(error)
        steps = [self.scale.step_text(step) for step in fee.steps]
        if len(steps) > _MOST_STEPS:
            steps[_MOST_STEPS - 1 : -1] = ["……"]
        return "\n".join([*steps, f"合计 {fee.total} 元"])


def _field(parent: QWidget) -> QLineEdit:
    field = QLineEdit(parent)
    field.setFixedWidth(_FIELD)
    field.setAlignment(Qt.AlignmentFlag.AlignRight)
    return field


def _number(field: QLineEdit) -> Figure:
    """What was typed; raises FigureError, for an empty field too."""
    number = parse_number(field.text())
    if number is None:
        raise FigureError("把三个数填全，没有发生的填 0。")
    return number
