"""What leaves the desk is printed as its office chose."""

from datetime import date

import pytest
from dialogs import dialog_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from disclosure_desk.checks.stages import Gaps
from disclosure_desk.gui.export.export_controller import draft_notice
from disclosure_desk.gui.export.export_dialog import ExportDialog
from disclosure_desk.writers import render_file
from disclosure_desk.writers.page_settings import PageSettings

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


@pytest.mark.parametrize(
    "chosen",
    [
        PageSettings(),
        PageSettings(double_sided=False, office_fonts=False),
        PageSettings(tint=False, signed=True, signed_on=date(2026, 1, 20)),
    ],
)
def test_an_exported_page_is_as_the_office_wants_it(qtbot, at_work, tmp_path, chosen):
    at_work.session.set_page_settings(chosen)
    at_work.actions["export"].trigger()
    dialogs = at_work.frame.findChildren(ExportDialog)
    qtbot.waitUntil(dialogs[0].isVisible)
    dialogs[0].folder.setText(str(tmp_path))
    qtbot.mouseClick(dialogs[0].export_button, Qt.MouseButton.LeftButton)

    (page,) = tmp_path.glob("*.pdf")
    assert page.read_bytes() == render_file(at_work.report_page.document.report, ".pdf", chosen)
    dialogs[0].reject()


def test_folder_and_formats_are_offered_again(qtbot, at_work, tmp_path):
    for is_first in (True, False):
        at_work.actions["export"].trigger()
        dialog = dialog_of(qtbot, at_work, ExportDialog)
        if is_first:
            dialog.folder.setText(str(tmp_path))
            for ending, box in dialog.boxes.items():
                box.setChecked(ending == ".json")
            dialog.export()
        ticked = [ending for ending, box in dialog.boxes.items() if box.isChecked()]
        assert (dialog.folder.text(), ticked) == (str(tmp_path), [".json"])
        dialog.reject()


def test_the_notice_counts_what_is_only_not_filled_in_as_the_panel_does(qtbot, window, blank_report):
    window.session.open_report(window.session.take_in(blank_report))
    document = window.report_page.document
    for is_wrong in (False, True):
        if is_wrong:
            document.set_value("requests.received.business", 3)
            document.set_value("requests.received.total", 2)
        window.actions["export"].trigger()
        words = dialog_of(qtbot, window, ExportDialog)
        said = draft_notice(document.report, document.findings)
        assert any(label.text() == said for label in words.findChildren(QLabel))
        words.reject()
        gaps = Gaps(document.report)
        wrong = [one for one in document.findings if one.severity == "error" and one.is_open and not gaps.explains(one)]
        assert bool(wrong) == is_wrong
        assert (f"还有 {len(wrong)} 处必须改" in said) == ("处必须改" in said) == is_wrong
        assert "处没填" in said
