"""The report on paper in the window: the preview, the panel beside the form, and what they print and save."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from disclosure_desk.gui.preview import Preview
from disclosure_desk.writers import printed, rendered

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


class Memory(dict):
    """What an office remembers."""

    def remembered(self, name):
        return self.get(name)

    def remember(self, name, value):
        self[name] = value


@pytest.fixture
def preview(qtbot, full_report, tmp_path):
    shown = Preview(full_report.title, full_report.form, tmp_path, Memory())
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.show_made_by(lambda: printed(full_report), double_sided=True)
    qtbot.waitUntil(lambda: shown.pane.view.is_complete)
    yield shown
    shown.reject()


def test_what_is_previewed_and_saved_is_what_is_exported(preview, full_report, tmp_path):
    assert preview.content == rendered(full_report, ".pdf")
    preview.save(tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == preview.content


def test_a_file_that_cannot_be_saved_is_told(preview, tmp_path):
    preview.save(tmp_path / "none" / "a.pdf")
    assert "文件夹不存在" in preview.status.text()


def test_zoom_by_keys(qtbot, preview):
    view = preview.pane.view
    preview.pane.actual.trigger()
    assert view.shown_zoom == 1.0
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.shown_zoom == 1.25
    preview.pane.fit.trigger()
    assert view.zoom == 0.0


def test_a_page_leads_to_where_it_is_filled_in(qtbot, preview):
    preview.pane.view.show_page(1)
    with qtbot.waitSignal(preview.place_chosen) as chosen:
        qtbot.keyClick(preview.pane.view, Qt.Key.Key_Return)
    assert chosen.args[0] in {spot.place for spot in preview.pane.printed.spots} | {"proactive", "requests"}


def test_panel_beside_the_form_follows_what_is_filled_in(qtbot, at_work):
    at_work.actions_["side_preview"].trigger()
    panel = at_work.report_page.preview
    qtbot.waitUntil(lambda: panel.view.is_complete)
    before = panel.printed.content
    at_work.report_page.document.set_value("problems", "又有新的问题。")
    qtbot.waitUntil(lambda: panel.printed.content != before)
    assert panel.printed.content == rendered(at_work.report_page.document.report, ".pdf")
    at_work.actions_["side_preview"].trigger()
    assert not panel.isVisible()


def test_panel_says_what_cannot_be_printed_and_keeps_the_last_pages(qtbot, at_work):
    at_work.actions_["side_preview"].trigger()
    page = at_work.report_page
    qtbot.waitUntil(lambda: page.preview.view.is_complete)
    page.document.set_value("problems", "一是\U00020000。")
    qtbot.waitUntil(lambda: "U+20000" in page.preview.note.text())
    assert page.preview.is_old
    page.document.undo()
    qtbot.waitUntil(lambda: not page.preview.is_old)
    assert not page.preview.note.isVisible()
    at_work.actions_["side_preview"].trigger()
    QApplication.processEvents()
