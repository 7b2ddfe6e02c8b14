"""What the menu 帮助 shows."""

import pytest
from dialogs import dialog_of
from PySide6.QtGui import QDesktopServices

from disclosure_desk.core import log_file
from disclosure_desk.gui.shell import help_actions
from disclosure_desk.gui.widgets.message_dialog import MessageDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


@pytest.fixture
def opened(monkeypatch):
    """What the system was asked to open."""
    asked = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toLocalFile()) or True)
    return asked


@pytest.fixture
def handbook(monkeypatch, tmp_path):
    """Where the handbook of a program lies that was built with one."""
    page = tmp_path / "handbook.html"
    monkeypatch.setattr(help_actions, "resource", lambda *_parts: page)
    return page


def test_the_handbook_that_was_built_is_opened(window, opened, handbook):
    handbook.touch()
    window.actions["handbook"].trigger()

    assert opened == [str(handbook)]


def test_where_the_handbook_lies_is_said_if_the_system_does_not_open_it(qtbot, window, handbook, monkeypatch):
    handbook.touch()
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    window.actions["handbook"].trigger()

    assert str(handbook) in dialog_of(qtbot, window, MessageDialog).words.text()


@pytest.mark.usefixtures("handbook")
def test_where_its_chapters_are_is_said_if_there_is_no_handbook(qtbot, window, opened):
    window.actions["handbook"].trigger()

    assert "docs/handbook" in dialog_of(qtbot, window, MessageDialog).words.text()
    assert opened == []


def test_the_folder_of_the_log_is_opened(window, opened):
    window.actions["logs"].trigger()

    assert opened == [str(window.session.folder / log_file.FOLDER)]
    assert (window.session.folder / log_file.FOLDER).is_dir()


def test_where_the_log_lies_is_said_if_the_system_does_not_open_it(qtbot, window, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    window.actions["logs"].trigger()

    assert str(window.session.folder / log_file.FOLDER) in dialog_of(qtbot, window, MessageDialog).words.text()


def test_that_there_is_no_log_yet_is_said(qtbot, window, opened):
    folder = window.session.folder / log_file.FOLDER
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    window.actions["logs"].trigger()

    assert "还没有日志" in dialog_of(qtbot, window, MessageDialog).words.text()
    assert opened == []
