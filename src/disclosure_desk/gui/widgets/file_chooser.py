"""Asks for a file or a folder with the system's own dialog, which has the clerk's shortcuts and network places.

Where `Qt.AA_DontUseNativeDialogs` is set, as tests do, it is Qt's own; `own_file_dialogs=true` in `window.ini` sets it
on a computer whose desktop has none that works. What is chosen comes with `fileSelected` of the answer; a slot that is
a method of the asking dialog does not keep that alive, as a lambda would.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from disclosure_desk.gui.widgets.message_boxes import documents, show_once


def use_own_dialogs() -> None:
    """Show no dialogs of the system from now on."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)


def choose_folder(parent: QWidget, title: str, start: Path) -> QFileDialog:
    """Ask for a folder that is there."""
    chooser = _chooser(parent, title, start, ())
    chooser.setFileMode(QFileDialog.FileMode.Directory)
    chooser.setOption(QFileDialog.Option.ShowDirsOnly)
    show_once(chooser)
    return chooser


def choose_file(parent: QWidget, title: str, start: Path, filters: Sequence[str]) -> QFileDialog:
    """Ask for a file that is there."""
    chooser = _chooser(parent, title, start, filters)
    chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
    show_once(chooser)
    return chooser


def choose_target(parent: QWidget, title: str, start: Path, filters: Sequence[str]) -> QFileDialog:
    """Ask where a file is to be written, suggesting the one at `start`; one that is there is asked about."""
    chooser = _chooser(parent, title, start.parent, filters)
    chooser.setFileMode(QFileDialog.FileMode.AnyFile)
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setDefaultSuffix(start.suffix[1:])
    chooser.selectFile(start.name)
    show_once(chooser)
    return chooser


def _chooser(parent: QWidget, title: str, start: Path, filters: Sequence[str]) -> QFileDialog:
    chooser = QFileDialog(parent, title, str(start if start.is_dir() else documents()))
    if filters:
        chooser.setNameFilters(list(filters))
    return chooser
