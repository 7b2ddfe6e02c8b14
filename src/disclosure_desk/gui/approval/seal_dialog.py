"""定稿: what still keeps a report from it, how long it is to be kept, and what was made."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from disclosure_desk.archive.office import TERMS
from disclosure_desk.gui.approval.report_sealing import ReportSealing
from disclosure_desk.gui.widgets.buttons import main_button
from disclosure_desk.gui.widgets.difference_table import DifferenceTable
from disclosure_desk.gui.widgets.message_boxes import waiting
from disclosure_desk.store.errors import StoreError
from disclosure_desk.writers import WriteError

_WIDTH, _LINES, _GROUP, _TABLE = 660, 3, 8, 130


class SealDialog(QDialog):
    """Seals the report; stays to tell which file was made, and its digest."""

    def __init__(self, sealing: ReportSealing, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("定稿")
        self._sealing, self._folder = sealing, folder
        number = sealing.version
        self.guide = QLabel(
            f"定稿为第 {number} 版：生成一个档案包（报告的各种格式、核对报告、审核意见、修改记录、四性检测），"
            "以后不能再改；要改只能“更正”，另成一版。",
            self,
        )
        self.term = QComboBox(self)
        self.term.setAccessibleName("保管期限")
        self.term.addItems(list(TERMS))
        self.term.setCurrentText(sealing.term)
        self.answer = QLabel(self)
        self.answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons = QDialogButtonBox(self)
        self.seal_button = main_button("定稿")
        self.buttons.addButton(self.seal_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.open_button = self.buttons.addButton("打开文件夹", QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        self.changed = QLabel(self)
        self.differences = DifferenceTable("上一版", "这一版")
        self.differences.setAccessibleName("和上一版不同的地方")
        self.differences.setMinimumHeight(_TABLE)
        form = QFormLayout()
        form.addRow("保管期限", self.term)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        layout.addWidget(self.guide)
        layout.addLayout(form)
        layout.addWidget(self.changed)
        layout.addWidget(self.differences, 1)
        layout.addWidget(self.answer)
        layout.addWidget(self.buttons)
        self._show_differences(number - 1)
        for label in (self.guide, self.answer):
            label.setWordWrap(True)
            label.setMinimumWidth(_WIDTH)
        self.answer.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES)
        self.answer.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.seal_button.clicked.connect(self.seal)
        self.open_button.clicked.connect(self._open_folder)
        self.buttons.rejected.connect(self.reject)
        self._judge()

    def _show_differences(self, last: int) -> None:
        """Show how a correction differs from the version before it."""
        for widget in (self.changed, self.differences):
            widget.setVisible(last > 0)
        if last:
            try:
                found = self._sealing.differences
            except StoreError as error:
                self.changed.setText(str(error))
            else:
                self.differences.show_differences(found)
                how = f"有 {len(found)} 处不同：" if found else "完全一样。"
                self.changed.setText(f"和第 {last} 版{how}")

    def _judge(self) -> None:
        refusal = self._sealing.refusal
        self._say(refusal, "warning")
        self.seal_button.setEnabled(not refusal)
        self.open_button.hide()
        if not refusal:
            self.seal_button.setFocus()

    def seal(self) -> None:
        """Make the version and say what was made."""
        try:
            with waiting():
                version = self._sealing.seal(self.term.currentText())
        except (StoreError, WriteError) as error:
            self._say(str(error), "error")
            return
        digest = " ".join(version.sha256[start : start + _GROUP] for start in range(0, len(version.sha256), _GROUP))
        path = self._folder / version.file
        self._say(f"已定稿，第 {version.version} 版。\n文件：{path}\n摘要（SHA-256）：{digest}", "done")
        self.seal_button.setEnabled(False)
        self.term.setEnabled(False)
        self.open_button.show()

    def _say(self, words: str, tone: str) -> None:
        self.answer.setText(words)
        self.answer.setObjectName(tone)
        self.answer.style().unpolish(self.answer)
        self.answer.style().polish(self.answer)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
