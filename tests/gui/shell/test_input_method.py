"""Where fcitx is used and its plugin is missing, that is said once, and nowhere else."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from disclosure_desk.acceptance.input_method import lacks_fcitx
from disclosure_desk.gui.shell.input_method import InputMethodNotice

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


@pytest.mark.parametrize(
    ("environment", "platform", "file", "expected"),
    [
        ({"QT_IM_MODULE": "fcitx"}, "xcb", "libibusplatforminputcontextplugin.so", True),
        ({"XMODIFIERS": "@im=fcitx"}, "wayland", "libcomposeplatforminputcontextplugin.so", True),
        ({"QT_IM_MODULE": "fcitx5"}, "xcb", "libfcitx5platforminputcontextplugin.so", False),
        ({"QT_IM_MODULE": "fcitx"}, "xcb", "libfcitxplatforminputcontextplugin.so", False),
        ({"QT_IM_MODULE": "ibus"}, "xcb", "libibusplatforminputcontextplugin.so", False),
        ({"QT_IM_MODULE": "fcitx"}, "windows", "x", False),
        ({}, "xcb", "x", False),
    ],
)
def test_fcitx_without_its_plugin_is_noticed(tmp_path, environment, platform, file, expected):
    folder = tmp_path / "plugins" / "platforminputcontexts"
    folder.mkdir(parents=True)
    (folder / file).touch()
    assert lacks_fcitx(environment, platform, [tmp_path / "none", tmp_path / "plugins"]) == expected


def test_it_is_said_once_when_a_report_is_opened(session, full_report, tmp_path, monkeypatch):
    monkeypatch.setenv("QT_IM_MODULE", "fcitx")
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    monkeypatch.setattr(QCoreApplication, "libraryPaths", lambda: [str(tmp_path / "plugins")])
    said = []
    session.notice.connect(lambda title, words: said.append((title, words)))
    for _ in range(2):  # the second is another start of the program
        notice = InputMethodNotice(session, tmp_path, session)
        session.close_report()
        assert len(said) <= 1
        session.open_report(session.find(full_report.unit, full_report.year) or session.take_in(full_report))
        notice.deleteLater()
    assert [title for title, _ in said] == ["打不出中文时"]
    assert str(tmp_path / "plugins" / "platforminputcontexts") in said[0][1]
