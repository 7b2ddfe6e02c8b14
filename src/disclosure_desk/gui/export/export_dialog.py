"""Writes a report into files for upload: asks where, as what and in which formats, and says what was written."""

from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from disclosure_desk.gui.widgets.buttons import main_button, plain_button
from disclosure_desk.gui.widgets.dialog import Dialog
from disclosure_desk.gui.widgets.file_chooser import choose_folder
from disclosure_desk.gui.widgets.file_name import FORBIDDEN, file_name
from disclosure_desk.gui.widgets.icons import set_icon
from disclosure_desk.gui.widgets.look import look_as
from disclosure_desk.gui.widgets.message_boxes import waiting
from disclosure_desk.writers import FORMATS, WriteError

USUAL_FORMATS = (".pdf", ".docx")
"""Those that are ticked the first time."""

Write = Callable[[Path], None]
"""Writes the report to a path; raises an error whose text is Chinese."""


class ExportDialog(Dialog):
    """Exports through the given function; stays open to tell what was written, with Enter on 关闭 from then on."""

    exported = Signal(str, object)
    """Files were written into this folder with these endings: tuple[str, ...]."""

    def __init__(  # noqa: PLR0913 - what is exported, and what of the last time is offered again
        self,
        name: str,
        folder: Path,
        write: Write,
        notice: str = "",
        parent: QWidget | None = None,
        *,
        ticked: Collection[str] = USUAL_FORMATS,
    ) -> None:
        super().__init__("导出", "export", parent)
        self._write = write
        self.folder = QLineEdit(str(folder), self)
        self.name = QLineEdit(file_name(name), self)
        self.boxes = {ending: QCheckBox(f"{one.name}：{one.purpose}", self) for ending, one in FORMATS.items()}
        for ending, box in self.boxes.items():
            box.setChecked(ending in ticked)
        self.notice = QLabel(notice, self)
        self.notice.setObjectName("warning")
        self.notice.setWordWrap(True)
        self.notice.setVisible(bool(notice))
        self.answer = QLabel(self)
        self.answer.setWordWrap(True)
        self.answer.setMinimumHeight(self.fontMetrics().lineSpacing() * 3)
        self.answer.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_button = QPushButton(" 打开文件夹", self)
        self.open_button.setObjectName("word")
        set_icon(self.open_button, "open-folder", "accent")
        self.export_button, self.close_button = main_button("导出"), plain_button("关闭")
        self.choose_button = QPushButton("选择…", self)
        self._lay_out()
        self._connect()
        self._judge()
        self.export_button.setFocus()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.folder, 1)
        line.addWidget(self.choose_button)
        formats = QVBoxLayout()
        formats.setSpacing(8)
        for box in self.boxes.values():
            formats.addWidget(box)
        form = QFormLayout()
        form.setVerticalSpacing(14)
        form.setHorizontalSpacing(14)
        form.addRow("文件夹", line)
        form.addRow("文件名", self.name)
        form.addRow("格式", formats)
        self.lay_out(form, self.notice, self.answer)
        self.lay_out_foot(self.close_button, self.export_button, left=(self.open_button,))

    def _connect(self) -> None:
        for edit in (self.folder, self.name):
            edit.textChanged.connect(self._judge)
        for box in self.boxes.values():
            box.toggled.connect(self._judge)
        self.choose_button.clicked.connect(self._choose_folder)
        self.export_button.clicked.connect(self.export)
        self.open_button.clicked.connect(self._open_folder)
        self.close_button.clicked.connect(self.reject)

    @property
    def targets(self) -> list[Path]:
        """The files to be written."""
        folder, name = Path(self.folder.text().strip()), self.name.text().strip()
        return [folder / (name + ending) for ending, box in self.boxes.items() if box.isChecked()]

    def export(self) -> None:
        """Write every chosen file and say how it went."""
        there = {path for path in self.targets if path.exists()}
        with waiting():
            written, problems = self._write_all()
        names = "、".join(path.suffix[1:] for path in written)
        at = f"{datetime.now():%H:%M:%S} " if there.intersection(written) else ""  # noqa: DTZ005 - of this computer
        did = "已替换" if there.issuperset(written) else "已导出"
        done = f"{at}{did} {len(written)} 个文件：{names}。再导出一次会替换它们。" if written else ""
        self._show_result("\n".join([*problems, done]).strip(), "error" if problems else "done")
        self.open_button.setVisible(bool(written))
        if written:
            self._offer("再导出", is_next=bool(problems))
            self.exported.emit(str(written[0].parent), tuple(path.suffix for path in self.targets))

    def _offer(self, words: str, *, is_next: bool) -> None:
        """Name what the button does; where it is not what comes next, closing is."""
        self.export_button.setText(words)
        look_as(self.export_button, "main" if is_next else "plain")
        look_as(self.close_button, "plain" if is_next else "main")
        (self.export_button if is_next else self.close_button).setDefault(True)
        if not is_next:
            self.close_button.setFocus()

    def _write_all(self) -> tuple[list[Path], list[str]]:
        written, problems = [], []
        for target in self.targets:
            try:
                self._write(target)
                written.append(target)
            except WriteError as error:
                problems.append(str(error))
        return written, problems

    def _judge(self) -> None:
        """Say what stands in the way, or which files will be replaced; offer only what can be done."""
        problem = self._problem()
        there = [path.name for path in self.targets if path.exists()] if not problem else []
        replaced = f"已经有同名文件，导出后会被替换：{'、'.join(there)}" if there else ""
        self._show_result(problem or replaced, "warning")
        self._offer("替换" if there else "导出", is_next=True)
        self.export_button.setEnabled(not problem)
        self.open_button.setVisible(False)

    def _problem(self) -> str:
        name = self.name.text().strip()
        wrong = sorted(FORBIDDEN & set(name))
        if not Path(self.folder.text().strip()).is_dir():
            return "没有这个文件夹，请重新选择。"
        if not name:
            return "请写文件名。"
        if wrong:
            return f"文件名里不能有 {' '.join(wrong)}"
        return "" if self.targets else "请至少选一种格式。"

    def _show_result(self, words: str, tone: str) -> None:
        self.answer.setText(words)
        look_as(self.answer, tone)

    def _choose_folder(self) -> None:
        chooser = choose_folder(self, "导出到哪个文件夹", Path(self.folder.text()))
        chooser.fileSelected.connect(self.folder.setText)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text().strip()))
