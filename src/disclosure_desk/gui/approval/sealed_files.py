"""The files of a sealed version as the clerk hands them out: opened or saved, and each time recorded."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QTemporaryDir

from disclosure_desk.archive.retrieval import export_item, find_item
from disclosure_desk.archive.sealed_packages import sealed_content, sizes_in
from disclosure_desk.archive.sealing import register_line
from disclosure_desk.gui.approval.approval_process import ApprovalProcess
from disclosure_desk.gui.widgets.file_name import report_file_name
from disclosure_desk.store.events.approvals import SealedVersion
from disclosure_desk.store.paths import PACKAGES

_LOOK, _SAVE = "打开看", "另存"
"""The reasons with which a file that is handed out here stands in the record."""
_STEP = 1024


class FileKind(NamedTuple):
    """What a file is called, what it is for, and its icon."""

    name: str
    purpose: str
    icon: str


KINDS: Mapping[str, FileKind] = {
    ".zip": FileKind("档案包", "含全部文件、说明和修改记录", "file-package"),
    ".pdf": FileKind("PDF/A", "打印和存档", "file-pdf"),
    ".ofd": FileKind("OFD", "要求交 OFD 时", "file-pdf"),
    ".docx": FileKind("Word", "报上级", "file-word"),
    ".html": FileKind("网页", "在网站发布", "file-web"),
    ".xlsx": FileKind("表格", "三张表", "file-table"),
}
"""By their endings, in the order in which they are shown."""


class SealedFiles:
    """Those of the last version of the open report; what reads and writes them raises StoreError and WriteError."""

    def __init__(self, process: ApprovalProcess) -> None:
        self._process, self._session = process, process.session
        self._opened = QTemporaryDir()
        self._known: tuple[str, Mapping[str, str], str] = ("", {}, "")
        """The digest of the last package that was read, with sizes and register line: SM3 may take a second."""

    @property
    def folder(self) -> Path:
        """Where the packages lie."""
        return self._session.folder / PACKAGES

    @property
    def version(self) -> SealedVersion | None:
        """The last version, None where nothing is sealed yet."""
        versions = self._process.state.versions
        return versions[-1] if versions and self._process.state.is_sealed else None

    def name(self, ending: str) -> str:
        """What a file is called where it goes out."""
        report = self._process.document.report
        return report_file_name(report.unit, report.year) + ending

    def sizes(self) -> Mapping[str, str]:
        """How large each file is, in words; nothing where nothing is sealed."""
        return self._read()[1]

    @property
    def register(self) -> str:
        """The line that is to be kept on paper, "" where nothing is sealed."""
        return self._read()[2]

    def _read(self) -> tuple[str, Mapping[str, str], str]:
        """What is known of the last version's package, read when it is first asked for."""
        version = self.version
        if version is None:
            return ("", {}, "")
        if self._known[0] != version.sha256:
            sizes = sizes_in(sealed_content(self._session.folder, version))
            words = {ending: _size_words(sizes[ending]) for ending in KINDS if ending in sizes}
            register = register_line(self._session.store, self._process.document.report, version)
            self._known = (version.sha256, words, register)
        return self._known

    @property
    def times_handed_out(self) -> int:
        """How often a file of this report was opened or saved."""
        events = self._session.store.events(self._process.document.report_id)
        return sum(event.action == "retrieve" for event in events)

    def opened(self, ending: str) -> Path:
        """A copy of a file to look at, which goes when the program ends."""
        return self._hand_out(Path(self._opened.path()) / self.name(ending), _LOOK)

    def save(self, target: Path) -> Path:
        """A copy of a file at a place of the clerk's."""
        return self._hand_out(target, _SAVE)

    def _hand_out(self, target: Path, why: str) -> Path:
        store, number = self._session.store, len(self._process.state.versions)
        item = find_item(store, f"{self._process.document.report_id}-v{number}")
        return export_item(store, self._session.edition, item, target, why)


def _size_words(size: int) -> str:
    if size < _STEP:
        return f"{size} B"
    if size < _STEP * _STEP:
        return f"{size / _STEP:.0f} KB"
    return f"{size / _STEP / _STEP:.1f} MB"
