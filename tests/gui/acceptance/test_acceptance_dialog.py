"""本机验收: it begins when the clerk says so, tells how far it is, can be called off, and ends in a sheet."""

import json

import pytest
from killed_processes import ProcessWithin

from disclosure_desk.acceptance import disk, kills
from disclosure_desk.acceptance.desktop import DesktopFacts
from disclosure_desk.gui.acceptance import acceptance_dialog, desktop_search
from disclosure_desk.gui.acceptance.acceptance_dialog import AcceptanceDialog
from disclosure_desk.gui.pages.preview import Preview
from disclosure_desk.gui.pages.print_dialog import Printer

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(kills, "sleep", lambda _: None)
    monkeypatch.setattr(disk, "_SYNCS", 1)


def test_the_sheet_is_saved_and_shown(window, qtbot):
    window.actions["acceptance"].trigger()
    (dialog,) = window.frame.findChildren(AcceptanceDialog)
    dialog._kills, dialog._start = 1, ProcessWithin
    assert not dialog.show_button.isVisible()
    dialog.start_button.click()
    qtbot.waitUntil(dialog.show_button.isVisible)
    assert dialog.verdict.text().startswith("结论：合格")
    assert "屏幕：留意" in dialog.found.text()
    (saved,) = (window.frame.folder / "self-check").glob("*.pdf")
    assert dialog.saved.text() == f"验收单存在 {saved}"
    dialog.show_button.click()
    (preview,) = window.frame.findChildren(Preview)
    qtbot.waitUntil(lambda: bool(preview.content))
    assert preview.content == saved.read_bytes()
    preview.reject()


def test_closing_calls_it_off(qtbot, tmp_path):
    made = []

    def start():
        made.append(ProcessWithin())
        return made[-1]

    dialog = AcceptanceDialog(tmp_path, kills=10_000, start=start)
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(lambda: dialog.progress.value() > 0)
    dialog.close_button.click()
    assert all(one.is_ended for one in made)
    assert not [*tmp_path.iterdir()]


def test_a_fault_of_the_program_lets_it_be_tried_again(qtbot, tmp_path, monkeypatch):
    def fail(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(acceptance_dialog, "inspect_computer", fail)
    dialog = AcceptanceDialog(tmp_path)
    qtbot.addWidget(dialog)
    with qtbot.capture_exceptions() as raised:
        dialog.begin()
        qtbot.waitUntil(lambda: bool(raised))
    assert dialog.start_button.isEnabled()


@pytest.mark.usefixtures("qapp")
def test_the_desktop_is_found_and_told(monkeypatch, capsys):
    printers = [Printer("文印室", False), Printer("本科室", True)]  # noqa: FBT003 - as it has it
    monkeypatch.setattr(desktop_search, "installed_printers", lambda: printers)
    facts = desktop_search.find_desktop()
    assert facts.platform == "offscreen"
    assert facts.screens[0].width > 0
    monkeypatch.setattr(desktop_search, "QApplication", lambda _: None)
    assert desktop_search.print_desktop() == 0
    assert DesktopFacts.from_json(capsys.readouterr().out) == facts
    assert json.loads(facts.to_json())["printers"] == ["本科室", "文印室"]
    assert acceptance_dialog.KILLS == 200
