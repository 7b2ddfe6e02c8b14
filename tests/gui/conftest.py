"""Fixtures of the window's tests: no display, the bundled face, a document on a store in memory."""

import os
from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from disclosure_desk.gui.document import Document
from disclosure_desk.gui.typeface import use_chinese_face
from disclosure_desk.report import Change, Report
from disclosure_desk.store import StoreError


class MemorySaver:
    """Keeps what a store would; fails as long as `broken` is set."""

    def __init__(self) -> None:
        self.batches: list[tuple[tuple[Change, ...], str]] = []
        self.broken = ""

    def apply(self, report_id: int, changes: Sequence[Change], action: str) -> None:
        assert report_id == 1
        if self.broken:
            raise StoreError(self.broken)
        self.batches.append((tuple(changes), action))


@pytest.fixture(scope="session", autouse=True)
def _chinese_face(qapp: QApplication) -> None:
    use_chinese_face(qapp)


@pytest.fixture
def saver() -> MemorySaver:
    """What the documents below store into."""
    return MemorySaver()


@pytest.fixture
def document(qapp: QApplication, saver: MemorySaver, full_report: Report) -> Iterator[Document]:
    """The full report at work: no findings, every cell keyed."""
    yield Document(saver, 1, full_report)
    qapp.processEvents()


@pytest.fixture
def blank_document(qapp: QApplication, saver: MemorySaver, blank_report: Report) -> Iterator[Document]:
    """A new report at work."""
    yield Document(saver, 1, blank_report)
    qapp.processEvents()
