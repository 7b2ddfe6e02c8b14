"""The panel at the right of the form: the report on paper, following what is filled in."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from disclosure_desk.gui.pages.page_pane import PagePane
from disclosure_desk.gui.session.document import Document
from disclosure_desk.writers import print_report
from disclosure_desk.writers.page_settings import PageSettings

PAUSE = 150
"""Milliseconds without a key after which the pages of a changed report are made anew."""


class SidePreview(PagePane):
    """The pages of a document at work, made anew after each pause while they are seen."""

    def __init__(self, document: Document, settings: Callable[[], PageSettings], parent: QWidget | None = None) -> None:
        super().__init__(document.report.form, parent)
        self._document, self._settings = document, settings
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.refresh)
        document.changed.connect(self._wait)

    def _wait(self) -> None:
        if self.isVisible():
            self._pause.start()

    def put_off(self) -> None:
        """Let what is due be made only after a further pause: the clerk goes on typing."""
        if self._pause.isActive() or self.thread_.drop():
            self._pause.start()

    def refresh(self) -> None:
        """Make the pages of the report as it stands now, if they are seen."""
        if self.isVisible():
            self.show_made_by(partial(print_report, self._document.snapshot(), self._settings(), self.thread_.go_on))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.refresh()
