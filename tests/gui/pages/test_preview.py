"""The report on paper in the window: the preview, the panel beside the form, and what they print and save."""

import pypdfium2
import pytest
from dialogs import all_shown, dialog_of, shown
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog

from disclosure_desk.core.report import Change
from disclosure_desk.gui.pages import preview as preview_module
from disclosure_desk.gui.pages.preview import Preview
from disclosure_desk.gui.pages.print_dialog import PrintDialog, Printer
from disclosure_desk.gui.pages.print_memory import PrintChoices, recall
from disclosure_desk.gui.pages.printing import set_up
from disclosure_desk.gui.widgets.message_boxes import show_once
from disclosure_desk.gui.widgets.wait_dialog import WaitDialog
from disclosure_desk.writers import print_report, render_file

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


class PrintMemory(dict):
    """What an office remembers."""

    def remembered(self, name):
        return self.get(name)

    def remember(self, name, value):
        self[name] = value


@pytest.fixture
def preview(qtbot, full_report, tmp_path):
    shown = Preview(full_report.title, full_report.form, tmp_path, PrintMemory())
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.show_made_by(lambda: print_report(full_report), double_sided=True)
    qtbot.waitUntil(lambda: shown.pane.view.is_complete)
    yield shown
    shown.reject()


def test_what_is_previewed_and_saved_is_what_is_exported(preview, full_report, tmp_path):
    assert preview.content == render_file(full_report, ".pdf")
    preview.save(tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == preview.content


def test_a_file_that_cannot_be_saved_is_told(preview, tmp_path):
    preview.save(tmp_path / "none" / "a.pdf")
    assert "文件夹不存在" in preview.status.text()


def test_a_preview_is_not_resized_once_it_is_placed(qtbot, full_report, tmp_path):
    shown = Preview(full_report.title, full_report.form, tmp_path, PrintMemory())
    wanted = shown.size()
    show_once(shown)
    qtbot.waitUntil(shown.isVisible)
    assert shown.size() == wanted  # made lower then, its title was above the screen on X
    shown.reject()


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
    assert chosen.args[0] in {spot.place for spot in preview.pane.printed.places} | {"proactive", "requests"}


def test_panel_beside_the_form_follows_what_is_filled_in(qtbot, at_work):
    at_work.actions["side_preview"].trigger()
    panel = at_work.report_page.preview
    qtbot.waitUntil(lambda: panel.view.is_complete)
    before = panel.printed.content
    at_work.report_page.document.set_value("problems", "又有新的问题。")
    qtbot.waitUntil(lambda: panel.printed.content != before)
    assert panel.printed.content == render_file(at_work.report_page.document.report, ".pdf")
    at_work.actions["side_preview"].trigger()
    assert not panel.isVisible()


def test_panel_says_what_cannot_be_printed_and_keeps_the_last_pages(qtbot, at_work):
    at_work.actions["side_preview"].trigger()
    page = at_work.report_page
    qtbot.waitUntil(lambda: page.preview.view.is_complete)
    page.document.set_value("problems", "一是\U00020000。")
    qtbot.waitUntil(lambda: "U+20000" in page.preview.note.text())
    assert page.preview.is_old
    page.document.undo()
    qtbot.waitUntil(lambda: not page.preview.is_old)
    assert not page.preview.note.isVisible()
    at_work.actions["side_preview"].trigger()
    QApplication.processEvents()


@pytest.fixture
def paper(monkeypatch, tmp_path):
    """A printer is installed; what it prints comes out here."""
    target = tmp_path / "printed.pdf"

    def printer_for(title, wanted):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(100)
        set_up(printer, title, wanted)
        printer.setOutputFileName(str(target))
        return printer

    monkeypatch.setattr(preview_module, "installed_printers", lambda: [Printer("一楼", is_default=True)])
    monkeypatch.setattr(preview_module, "printer_for", printer_for)
    return target


def ask_to_print(qtbot, preview):
    """The dialog that Ctrl+P brings."""
    preview.activateWindow()
    QApplication.processEvents()
    qtbot.keyClick(preview, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = shown(preview, PrintDialog)
    dialog.activateWindow()
    return dialog


def test_printing_by_keys_puts_the_previewed_pages_on_paper_and_is_remembered(qtbot, preview, paper):
    dialog = ask_to_print(qtbot, preview)
    assert dialog.all_pages.text() == f"全部 {len(preview.pane.made.sizes)} 页(&A)"
    dialog.single_sided.click()
    dialog.pages.setFocus()
    qtbot.keyClicks(dialog.pages, "2-3")
    qtbot.keyClick(dialog.pages, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview.status.text() == "已送到打印机：一楼。")
    assert all_shown(preview, WaitDialog) == []
    assert len(pypdfium2.PdfDocument(paper)) == 2
    assert recall(preview._memory) == PrintChoices("一楼", double_sided=False)
    again = ask_to_print(qtbot, preview)
    assert again.single_sided.isChecked()
    assert again.all_pages.isChecked()


def test_closing_the_preview_ends_the_printing_first(qtbot, preview, paper):  # noqa: ARG001 - a printer is there
    dialog = ask_to_print(qtbot, preview)
    qtbot.keyClick(dialog.copies, Qt.Key.Key_Return)
    preview.reject()
    assert not preview.isVisible()
    assert not preview._printing.is_busy


def test_a_printer_that_went_away_meanwhile_is_told_and_not_remembered(qtbot, preview, monkeypatch):
    monkeypatch.setattr(preview_module, "installed_printers", lambda: [Printer("三楼旧机")])
    dialog = ask_to_print(qtbot, preview)
    qtbot.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    assert preview.status.text() == "找不到打印机“三楼旧机”，请重新选一台。"
    assert recall(preview._memory) == PrintChoices()


def test_without_printers_enter_leads_to_saving(qtbot, preview, monkeypatch):
    monkeypatch.setattr(preview_module, "installed_printers", list)
    dialog = ask_to_print(qtbot, preview)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    dialog_of(qtbot, preview, QFileDialog).reject()


def test_a_document_that_cannot_be_made_is_told_and_offers_nothing(qtbot, full_report, tmp_path):
    empty = Preview(full_report.title, full_report.form, tmp_path, PrintMemory())
    qtbot.addWidget(empty)
    with qtbot.waitExposed(empty):
        empty.show()
    full_report.apply([Change("problems", full_report.value("problems"), "一是\U0010fffd。")])
    empty.show_made_by(lambda: print_report(full_report), double_sided=True)
    qtbot.waitUntil(lambda: "U+10FFFD" in empty.pane.note.text())
    actions = (empty.print_action, empty.save_action, empty.pane.larger, empty.pane.fit)
    assert not any(action.isEnabled() for action in actions)
    assert not empty.list.isVisible()
    assert empty.pane.pages_button.text() == "没有页"
    empty.ask_to_print()
    assert all_shown(empty, PrintDialog) == []
    empty.reject()


def test_the_menu_of_pages_names_sections_and_leads_to_them(preview):
    menu = preview.pane.pages_button.menu()
    menu.aboutToShow.emit()
    (action,) = [one for one in menu.actions() if one.text().endswith("二、主动公开政府信息情况")]
    action.trigger()
    assert preview.pane.view.current_page == action.data()
    assert preview.pane.pages_button.text() == f"第 {action.data() + 1} / {len(preview.pane.made.sizes)} 页"


def test_panel_opens_at_the_section_that_is_filled_in(qtbot, at_work):
    page = at_work.report_page
    page.enter_section("problems")
    at_work.actions["side_preview"].trigger()
    qtbot.waitUntil(lambda: page.preview.view.is_complete)
    spots = [spot for spot in page.preview.printed.places if spot.place == "problems"]
    assert page.preview.view.current_page == spots[0].page > 0
    at_work.actions["side_preview"].trigger()


def test_a_place_of_the_panel_leads_to_its_page_of_the_form(qtbot, at_work):
    at_work.actions["side_preview"].trigger()
    page = at_work.report_page
    qtbot.waitUntil(lambda: page.preview.view.is_complete)
    spot = next(spot for spot in page.preview.printed.places if spot.place == "requests")
    page.preview.view.show_page(spot.page)
    view = page.preview.view
    x = view.box_seen(spot.page).center().x()
    y = next(y for y in range(view.viewport().height()) if view.point_at(QPoint(x, y)) >= (spot.page, spot.top))
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, y))
    assert page.current == "requests"
    at_work.actions["side_preview"].trigger()
