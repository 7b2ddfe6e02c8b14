"""修改记录: every event of a report, or of all reports, to be read, searched, printed and exported."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.archive.audit_text import (
    AuditFilter,
    AuditLine,
    actors,
    as_csv,
    as_text,
    audit_lines,
    matching_lines,
    paragraph,
)
from disclosure_desk.core.report import Report
from disclosure_desk.gui.audit.audit_model import AuditModel
from disclosure_desk.gui.audit.audit_table import AuditTable
from disclosure_desk.gui.audit.time_slider import TimeSlider
from disclosure_desk.gui.session.session import Session
from disclosure_desk.gui.widgets.buttons import plain_button
from disclosure_desk.gui.widgets.dialog import Dialog
from disclosure_desk.gui.widgets.file_chooser import choose_target
from disclosure_desk.gui.widgets.file_name import file_name
from disclosure_desk.gui.widgets.message_boxes import documents
from disclosure_desk.writers import WriteError, write_file

_WHOLE_LINES, _LONGEST_NAME, _LOW = 3, 12, 520
"""The last: on a lower dialog (1366x768 at 150 %) the lines have the room of the title and of a line below them."""
_SIZE = QSize(1180, 720)
_ANYBODY = "所有人"
_FORMATS = {".csv": "表格 (*.csv)", ".txt": "文字 (*.txt)"}


class AuditDialog(Dialog):
    """The lines and, for one report, its time slider; `exported` is called with each file that was written."""

    def __init__(  # noqa: PLR0913 - what is shown, and what can be done with it
        self,
        title: str,
        lines: Sequence[AuditLine],
        folder: Path,
        exported: Callable[[Path], None],
        parent: QWidget | None = None,
        *,
        slider: TimeSlider | None = None,
        print_: Callable[[], object] | None = None,
    ) -> None:
        super().__init__("修改记录", "trail", parent, size=_SIZE)
        self._title, self._lines, self._folder, self._exported = title, lines, folder, exported
        self.slider = slider
        self.words = QLineEdit(self)
        self.words.setPlaceholderText("位置、内容或者原因里的字")
        self.words.setAccessibleName("查找")
        self.who = QComboBox(self)
        self.who.setAccessibleName("操作人")
        self.who.addItems([_ANYBODY, *actors(lines)])
        self.who.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.who.setMinimumContentsLength(_LONGEST_NAME)
        self.day = QLineEdit(self)
        self.day.setPlaceholderText("日期，如 2026-01")
        self.day.setAccessibleName("日期")
        self.model = AuditModel()
        self.table = AuditTable(self.model, has_reports=slider is None)
        self.whole = QPlainTextEdit(self)
        self.whole.setReadOnly(True)
        self.whole.setTabChangesFocus(True)
        self.whole.setAccessibleName("这一条的全文")
        self.count = QLabel(self)
        self.count.setObjectName("quiet")
        self.answer = QLabel(self)
        self.answer.setWordWrap(True)
        self.export_button = plain_button("全部导出…")
        self.print_button = plain_button("打印…")
        self.print_button.setVisible(print_ is not None)
        self.close_button = plain_button("关闭")
        self._lay_out(QLabel(title, self))
        for signal in (self.words.textChanged, self.who.currentTextChanged, self.day.textChanged):
            signal.connect(self.show_lines)
        self.export_button.clicked.connect(self.ask_where)
        self.close_button.clicked.connect(self.reject)
        if print_ is not None:
            self.print_button.clicked.connect(print_)
        self.show_lines()
        self.words.setFocus()

    def _lay_out(self, heading: QLabel) -> None:
        self._heading = heading
        heading.setObjectName("topic")
        self.table.selectionModel().currentRowChanged.connect(self._show_whole)
        line = QHBoxLayout()
        line.addWidget(self.words, 2)
        line.addWidget(self.who)
        line.addWidget(self.day, 1)
        line.addWidget(self.count)
        page = QWidget(self)
        inner = QVBoxLayout(page)
        inner.addLayout(line)
        inner.addWidget(self.table, 1)
        inner.addWidget(self.whole)
        tabs = QTabWidget(self)
        tabs.addTab(page, "记录")
        if self.slider:
            tabs.addTab(self.slider, "时间滑块")
        tabs.tabBar().setVisible(tabs.count() > 1)
        self.lay_out(heading, tabs)
        self.body.setStretchFactor(tabs, 1)
        self.lay_out_foot(self.export_button, self.print_button, self.close_button, left=(self.answer,))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the lines the room they need, also on a low screen."""
        super().resizeEvent(event)
        is_low = self.height() < _LOW
        self._heading.setVisible(not is_low)
        self.whole.setFixedHeight(self.fontMetrics().lineSpacing() * (_WHOLE_LINES - is_low) + 20)

    def _show_whole(self, index: QModelIndex) -> None:
        """Show the whole of the line the clerk stands on."""
        self.whole.setPlainText("\n".join(paragraph(self.model.line(index.row()))) if index.isValid() else "")

    def show_lines(self) -> None:
        """Show what is looked for."""
        who = self.who.currentText() if self.who.currentIndex() else ""
        found = matching_lines(self._lines, AuditFilter(self.words.text().strip(), who, self.day.text().strip()))
        self.model.show_lines(found)
        self.table.selectRow(0)
        nothing = "没有这样的记录。" if self._lines else "还没有记录。"
        self.whole.setPlainText("\n".join(paragraph(found[-1])) if found else nothing)
        self.count.setText(f"{len(found)} 条，共 {len(self._lines)} 条")

    def ask_where(self) -> None:
        """Ask for a file that takes the whole record."""
        start = self._folder / f"{file_name(self._title)}（修改记录）.csv"
        chooser = choose_target(self, "导出全部修改记录", start, [*_FORMATS.values()])
        chooser.fileSelected.connect(self.export)

    def export(self, name: str) -> None:
        """Write every line, whatever is looked for just now, into a file, and say so."""
        target = Path(name)
        content = as_text(self._lines) if target.suffix.lower() == ".txt" else as_csv(self._lines)
        try:
            write_file(content, target)
        except WriteError as error:
            self.answer.setText(str(error))
            return
        self.answer.setText(f"已导出 {len(self._lines)} 条：{target}")
        self._exported(target)


def open_audit(
    session: Session,
    parent: QWidget,
    exported: Callable[[Path], None],
    show_past: Callable[[Report, str], object],
    print_record: Callable[[], object],
) -> AuditDialog:
    """Return the dialog over the open report, or over all; raises StoreError where the record is not whole."""
    document = session.document
    if document is None:
        lines = audit_lines(session.store.events(is_verified=True), session.edition)
        return AuditDialog("全部报告", lines, documents(), exported, parent)
    events = session.store.events(document.report_id, is_verified=True)
    return AuditDialog(
        document.report.title,
        audit_lines(events, session.edition),
        documents(),
        exported,
        parent,
        slider=TimeSlider(events, document.report, show_past),
        print_=print_record,
    )
