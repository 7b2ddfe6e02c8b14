import pytest
from dialogs import dialog_of, press
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel

from disclosure_desk.core.report import Change
from disclosure_desk.gui.export.export_dialog import ExportDialog
from disclosure_desk.gui.frame import NAME
from disclosure_desk.gui.pages.preview import Preview
from disclosure_desk.gui.report.explain_dialog import ExplainDialog
from disclosure_desk.gui.settings.office_settings_dialog import OfficeSettingsDialog
from disclosure_desk.gui.shell import startup_error_pages
from disclosure_desk.gui.shell.new_report_dialog import NewReportDialog
from disclosure_desk.gui.widgets.message_dialog import MessageDialog
from disclosure_desk.store.errors import StoreError, wrong_location
from disclosure_desk.store.store import Store
from disclosure_desk.writers import render_file

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

CONTROL = Qt.KeyboardModifier.ControlModifier
UNIT = "涿河区金牛山办事处"


def value(window, place):
    """What a second look at the store gives."""
    page = window.report_page
    return window.session.report(page.document.report_id).value(place)


def test_a_new_desk_opens_on_how_to_begin(window):
    assert window.list.beginning.first_new.isVisible()
    assert not window.actions.tool_bar.isVisible()
    assert not window.actions["export"].isEnabled()


def test_new_report_is_made_from_unit_and_last_year(qtbot, window):
    qtbot.mouseClick(window.list.beginning.first_new, Qt.MouseButton.LeftButton)
    dialog = dialog_of(qtbot, window, NewReportDialog)
    qtbot.keyClicks(dialog.unit, "abc")
    dialog.unit.setText(UNIT)
    dialog.year.setValue(2025)
    qtbot.keyClick(dialog.unit, Qt.Key.Key_Return)
    assert window.report_page.path.unit.text() == UNIT
    assert window.report_page.path.state.text() == "2025 年度报告 · 草稿"
    assert [one.unit for one in window.session.store.reports()] == [UNIT]


def test_second_new_report_is_offered_for_the_same_unit(qtbot, at_work):
    at_work.session.close_report()
    at_work.actions["new"].trigger()
    assert dialog_of(qtbot, at_work, NewReportDialog).unit.text() == UNIT


def test_a_report_that_is_there_is_opened_instead(qtbot, at_work):
    own = at_work.report_page.document.report_id
    at_work.session.close_report()
    at_work.actions["new"].trigger()
    dialog = dialog_of(qtbot, at_work, NewReportDialog)
    dialog.year.setValue(2025)
    press(qtbot, dialog, "打开已有的报告")
    assert at_work.report_page.document.report_id == own
    assert len(at_work.session.store.reports()) == 1


def test_a_report_given_at_start_is_taken_in_and_opened(qtbot, make_window, pasted_path):
    window = make_window(pasted_path)
    qtbot.waitUntil(lambda: window.report_page is not None)
    assert window.report_page.document.report.unit == UNIT
    assert window.report_page.path.next_button.text().strip() == "说明 3 处"


def test_list_tells_each_report_s_state(window, full_report, blank_report):
    blank_report.apply([Change("year", 2025, 2024)])
    window.session.take_in(full_report)
    window.session.take_in(blank_report)
    window.session.close_report()
    assert [window.list.table.item(row, 3).text() for row in range(2)] == [
        "核对无误，还差部门初核、办公室复核、分管领导终审、保密审查",
        "草稿，还没有填写",
    ]


def test_ctrl_digits_are_the_numbered_sections_and_ctrl_page_keys_go_on_and_back(qtbot, at_work):
    page = at_work.report_page
    for key, section in ((Qt.Key.Key_3, "requests"), (Qt.Key.Key_PageDown, "disputes"), (Qt.Key.Key_1, "overview")):
        qtbot.keyClick(at_work.frame, key, CONTROL)
        assert page.current == section
        assert at_work.actions["zero"].isEnabled() == (section != "overview")
    for section in ("preface", "other_matters"):
        qtbot.keyClick(at_work.frame, Qt.Key.Key_PageUp, CONTROL)
        assert page.current == section
    assert page.sections.item(3).toolTip().startswith("三、收到和处理政府信息公开申请情况（Ctrl+3）")
    assert "Ctrl" not in page.sections.item(0).toolTip()


def test_f6_goes_round_page_panel_path_and_tools_and_back(qtbot, at_work):
    page = at_work.report_page
    page.enter_section("requests")
    around = []
    for shift in (False, True):
        for _ in range(4):
            held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
            qtbot.keyClick(at_work.frame, Qt.Key.Key_F6, held)
            around.append(area_of(at_work, QApplication.focusWidget()))
    forth = ["panel", "path", "tools", "page"]
    assert around == [*forth, *reversed(forth[:-1]), "page"]


def test_f6_opens_a_folded_panel_and_folds_it_again(qtbot, at_work):
    page = at_work.report_page
    at_work.frame.setMinimumSize(0, 0)
    at_work.frame.resize(960, 600)
    page.enter_section("requests")
    qtbot.waitUntil(lambda: page.workspace.is_folded)
    qtbot.keyClick(at_work.frame, Qt.Key.Key_F6)
    assert page.workspace.panel.isVisible()
    qtbot.keyClick(at_work.frame, Qt.Key.Key_F6)
    assert not page.workspace.panel.isVisible()
    assert area_of(at_work, QApplication.focusWidget()) == "path"
    qtbot.keyClick(at_work.frame, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not page.workspace.panel.isVisible()
    assert page.page.view.hasFocus()


def area_of(window, widget):
    """In which of the four areas a widget is."""
    page = window.report_page
    named = {"panel": page.workspace.panel, "path": page.path, "tools": window.frame.menuBar(), "page": page}
    return next((name for name, area in named.items() if area is widget or area.isAncestorOf(widget)), "")


def test_a_new_section_is_ready_for_typing(qtbot, at_work):
    qtbot.keyClick(at_work.frame, Qt.Key.Key_5, CONTROL)
    assert at_work.report_page.page.boxes["problems"].editor.hasFocus()
    at_work.report_page.sections.setFocus()
    qtbot.keyClick(at_work.report_page.sections, Qt.Key.Key_Up)
    assert at_work.report_page.current == "disputes"
    assert at_work.report_page.sections.hasFocus()
    qtbot.keyClick(at_work.report_page.sections, Qt.Key.Key_Return)
    assert not at_work.report_page.sections.hasFocus()


def test_undo_shows_where_it_was(at_work):
    page = at_work.report_page
    page.document.set_value("disputes.litigation_after.total", 1)
    page.show_section("problems")
    at_work.actions["undo"].trigger()
    assert page.current == "disputes"


def test_undo_by_key_in_a_text_shows_where_it_was(qtbot, at_work):
    page = at_work.report_page
    page.enter_section("problems")
    type_text(qtbot, at_work, "abc")
    page.enter_section("overview")
    editor = page.page.boxes["overview.lead"].editor
    qtbot.waitUntil(editor.hasFocus)
    qtbot.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    assert page.current == "problems"
    assert not page.page.boxes["problems"].editor.text().startswith("abc")


def test_a_figure_being_typed_is_stored_before_the_export(qtbot, window, blank_report):
    window.session.open_report(window.session.take_in(blank_report))
    window.report_page.go_to("proactive.licence.decisions")
    qtbot.keyClicks(window.report_page.page.view, "12")
    window.actions["export"].trigger()
    assert value(window, "proactive.licence.decisions") == 12
    dialog_of(qtbot, window, ExportDialog).reject()


def test_a_refused_figure_keeps_the_window_open_until_asked(qtbot, at_work):
    at_work.report_page.go_to("proactive.licence.decisions")
    qtbot.keyClicks(at_work.report_page.page.view, "1-2")
    at_work.frame.close()
    assert at_work.frame.isVisible()
    press(qtbot, dialog_of(qtbot, at_work, MessageDialog), "返回")


def test_choosing_a_finding_goes_to_its_cell(qtbot, at_work):
    page = at_work.report_page
    page.document.set_value("disputes.litigation_after.total", 1)
    qtbot.waitUntil(lambda: page.findings.list.count() > 0)
    with qtbot.waitSignal(page.findings.chosen):
        qtbot.keyClick(at_work.frame, Qt.Key.Key_F8)
    assert page.current == "disputes"
    assert page.path.next_button.text().strip() == "改这 1 处"
    assert "1 处必须改" in page.sections.item(4).text()


def test_other_blanks_are_filled_with_zero_and_undone_at_once(qtbot, window, blank_report):
    window.session.open_report(window.session.take_in(blank_report))
    window.report_page.show_section("disputes")
    window.actions["zero"].trigger()
    qtbot.waitUntil(lambda: value(window, "disputes.reconsideration.upheld") == 0)
    assert window.actions["undo"].isEnabled()
    window.actions["undo"].trigger()
    assert value(window, "disputes.reconsideration.upheld") is None
    window.actions["redo"].trigger()
    assert value(window, "disputes.reconsideration.upheld") == 0


def type_text(qtbot, window, words):
    page = window.report_page.page
    qtbot.keyClicks(next(iter(page.boxes.values())).editor, words)


def test_status_bar_says_when_it_was_saved(qtbot, at_work):
    type_text(qtbot, at_work, "abc")
    qtbot.waitUntil(lambda: at_work.frame.statusBar().currentMessage().startswith("已保存 "))


def test_changing_the_section_stores_what_was_typed(qtbot, at_work):
    type_text(qtbot, at_work, "abc")
    at_work.report_page.show_section("problems")
    assert value(at_work, "overview.lead").startswith("abc")


def test_going_back_to_the_list_stores_what_was_typed(qtbot, at_work):
    type_text(qtbot, at_work, "abc")
    report_id = at_work.report_page.document.report_id
    at_work.actions["back"].trigger()
    assert at_work.session.report(report_id).texts["overview.lead"].startswith("abc")
    assert at_work.list.table.rowCount() == 1


def test_closing_the_window_loses_nothing(qtbot, at_work, make_window):
    type_text(qtbot, at_work, "abc")
    at_work.frame.close()
    window = make_window()
    qtbot.waitUntil(lambda: window.list.table.rowCount() == 1)
    qtbot.keyClick(window.list.table, Qt.Key.Key_Return)
    assert window.report_page.document.report.texts["overview.lead"].startswith("abc")


def test_closing_remembers_the_window_s_size(at_work, make_window):
    at_work.frame.showNormal()
    at_work.frame.resize(800, 640)
    at_work.frame.close()
    window = make_window()
    assert (window.frame.width(), window.frame.height()) == (800, 640)


def test_closing_asks_first_when_the_text_cannot_be_stored(qtbot, at_work, monkeypatch):
    type_text(qtbot, at_work, "abc")
    monkeypatch.setattr(at_work.session.store, "apply", refuse)
    at_work.frame.close()
    assert at_work.frame.isVisible()
    assert at_work.report_page.banner.text() == "磁盘满了。"
    press(qtbot, dialog_of(qtbot, at_work, MessageDialog), "返回")
    assert at_work.frame.isVisible()
    at_work.frame.close()
    press(qtbot, dialog_of(qtbot, at_work, MessageDialog), "不保存，退出")
    assert not at_work.frame.isVisible()


def test_a_failure_is_shown_until_the_next_change_is_stored(at_work, monkeypatch):
    page = at_work.report_page
    with monkeypatch.context() as broken:
        broken.setattr(at_work.session.store, "apply", refuse)
        assert not page.document.set_value("problems", "新")
        assert page.banner.isVisible()
    assert page.document.set_value("problems", "新")
    assert not page.banner.isVisible()


def test_renaming_changes_title_and_store(qtbot, at_work):
    at_work.actions["rename"].trigger()
    dialog = dialog_of(qtbot, at_work, NewReportDialog)
    dialog.unit.setText("望江区某某街道办事处")
    dialog.year.setValue(2024)
    press(qtbot, dialog, "改名称")
    assert at_work.report_page.path.unit.text() == "望江区某某街道办事处"
    assert at_work.report_page.path.state.text().startswith("2024 年度报告")
    assert at_work.frame.windowTitle().startswith("望江区某某街道办事处2024年")
    assert (value(at_work, "unit"), value(at_work, "year")) == ("望江区某某街道办事处", 2024)
    at_work.report_page.undo()
    assert value(at_work, "unit") == UNIT


def test_exporting_offers_unit_year_and_what_it_is_as_name(qtbot, at_work, tmp_path):
    at_work.actions["export"].trigger()
    dialog = dialog_of(qtbot, at_work, ExportDialog)
    assert dialog.name.text() == f"{UNIT}_2025_政府信息公开年报"
    dialog.folder.setText(str(tmp_path))
    dialog.boxes[".docx"].setChecked(False)
    dialog.boxes[".json"].setChecked(True)
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    assert sorted(path.suffix for path in tmp_path.glob("*年报.*")) == [".json", ".pdf"]
    dialog.reject()


def test_exporting_a_report_with_errors_says_that_it_is_a_draft(qtbot, window, blank_report):
    window.session.open_report(window.session.take_in(blank_report))
    window.actions["export"].trigger()
    dialog = dialog_of(qtbot, window, ExportDialog)
    assert "只能当草稿" in dialog.notice.text()
    dialog.reject()


def test_web_fragment_is_copied_as_code_and_as_page(at_work):
    at_work.actions["fragment"].trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert "<table" in data.text()
    assert data.hasHtml()


def test_preview_shows_the_report_as_it_stands(qtbot, at_work):
    type_text(qtbot, at_work, "abc")
    qtbot.keyClick(at_work.frame, Qt.Key.Key_P, CONTROL)
    preview = dialog_of(qtbot, at_work, Preview)
    qtbot.waitUntil(lambda: bool(preview.content))
    assert preview.content == render_file(at_work.report_page.document.report, ".pdf")
    assert value(at_work, "overview.lead").startswith("abc")
    preview.reject()


def test_a_character_that_no_face_has_is_told_instead_of_a_preview(qtbot, at_work):
    at_work.report_page.document.set_value("problems", "一是\U00020000。")
    at_work.actions["preview"].trigger()
    preview = dialog_of(qtbot, at_work, Preview)
    qtbot.waitUntil(lambda: "U+20000" in preview.pane.note.text())
    assert not preview.content
    preview.reject()


def test_a_folder_that_does_not_open_says_why_and_can_be_tried_again(qtbot, start):
    answers = [StoreError("这份数据正在被另一个窗口使用。"), None]

    def open_store(folder):
        answer = answers.pop(0)
        if answer:
            raise answer
        return Store.open(folder)

    opened = start(open_store=open_store)
    assert opened.errors.page.isVisible()
    assert opened.errors.page.words.text() == "这份数据正在被另一个窗口使用。"
    press(qtbot, opened.errors.page, "再试一次")
    assert opened.errors.page is None
    assert opened.main_window.list.isVisible()


def test_where_a_folder_does_not_open_another_can(qtbot, start, tmp_path):
    (tmp_path / "desk").write_text("a file where the folder should be")
    opened = start()
    press(qtbot, opened.errors.page, "换一个文件夹…")
    chooser = dialog_of(qtbot, opened, QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "elsewhere"))
    chooser.reject()
    assert opened.main_window.list.isVisible()
    assert (tmp_path / "elsewhere").is_dir()


def test_data_on_a_stick_is_offered_to_lie_on_this_computer(qtbot, start, tmp_path, monkeypatch):
    here = tmp_path / "here"
    monkeypatch.setattr(startup_error_pages, "default_folder", lambda: here)

    def open_store(folder):
        if folder != here:
            raise wrong_location(folder, "U 盘、移动硬盘")
        return Store.open(folder)

    opened = start(open_store=open_store)
    assert "不能在U 盘、移动硬盘上填报" in opened.errors.page.words.text()
    press(qtbot, opened.errors.page, "放在本机填报")
    assert opened.main_window.list.isVisible()
    assert opened.frame.folder == here


def test_about_names_the_program(qtbot, window):
    window.actions["about"].trigger()
    assert NAME in dialog_of(qtbot, window, MessageDialog).words.text()


def test_second_year_is_compared_with_the_first(window, full_report, blank_report):
    full_report.apply([Change("year", 2025, 2024)])
    window.session.take_in(full_report)
    window.session.open_report(window.session.take_in(blank_report))
    window.report_page.document.set_value("requests.pending_at_start.total", 7)
    assert "Y-CARRY" in {finding.rule for finding in window.report_page.document.findings}


def test_what_the_office_tells_the_checks_holds_at_once(qtbot, at_work):
    document = at_work.report_page.document
    document.set_value("overview.lead", "本街道共青团工作。" * 20)
    at_work.actions["check_settings"].trigger()
    dialog = dialog_of(qtbot, at_work, OfficeSettingsDialog)
    dialog.limit.setMinimum(50)
    dialog.limit.setValue(50)
    dialog.words.setPlainText("共青团→青年团")
    qtbot.keyClick(dialog.keep_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not document._timer.isActive())
    shown = [finding.rule for finding in at_work.report_page.findings._shown]
    assert {"F-LENGTH", "F-DICTIONARY"} <= set(shown)
    assert at_work.session.check_settings.length_limit == 50


def test_a_character_no_font_has_is_told_while_it_is_typed(at_work):
    document = at_work.report_page.document
    document.set_value("overview.lead", "门前\U0001f600花开。")
    assert "F-GLYPH" in {finding.rule for finding in document.findings}


def test_long_titles_do_not_force_the_window_wide(window):
    window.session.open_report(window.session.create("新疆维吾尔自治区" * 7, 2025))
    window.frame.resize(900, 600)
    assert window.frame.width() == 900
    assert window.report_page.path.unit.toolTip().endswith("年度报告")


def test_a_second_window_on_the_same_data_says_so(window, start):
    assert window.list.isVisible()
    assert "另一个窗口正在使用" in start().errors.page.words.text()


def refuse(*_args, **_names):
    raise StoreError("磁盘满了。")


def test_a_report_that_cannot_be_made_or_taken_in_is_told(qtbot, window, pasted_path, monkeypatch):
    monkeypatch.setattr(window.session.store, "create", refuse)
    window.features.imports.file_import.take(pasted_path)
    qtbot.waitUntil(lambda: bool(window.frame.findChildren(MessageDialog)))
    box = dialog_of(qtbot, window, MessageDialog)
    assert (box.words.text(), box.windowTitle()) == ("磁盘满了。", "没有导入")
    press(qtbot, box, "知道了")
    window.actions["new"].trigger()
    dialog = dialog_of(qtbot, window, NewReportDialog)
    dialog.unit.setText(UNIT)
    qtbot.keyClick(dialog.unit, Qt.Key.Key_Return)
    assert dialog_of(qtbot, window, MessageDialog).windowTitle() == "没能保存"


def test_a_report_that_cannot_be_loaded_is_told_and_the_list_stays(qtbot, at_work, monkeypatch):
    monkeypatch.setattr(at_work.session.store, "load", refuse)
    at_work.session.close_report()
    assert at_work.list.table.item(0, 3).text() == "打不开"
    qtbot.keyClick(at_work.list.table, Qt.Key.Key_Return)
    assert dialog_of(qtbot, at_work, MessageDialog).windowTitle() == "没能打开报告"
    assert at_work.list.isVisible()


@pytest.mark.parametrize("way", ["export", "fragment", "preview", "back", "import"])
def test_nothing_goes_on_while_a_text_cannot_be_stored(qtbot, at_work, monkeypatch, way):
    type_text(qtbot, at_work, "abc")
    monkeypatch.setattr(at_work.session.store, "apply", refuse)
    at_work.actions[way].trigger()
    assert at_work.report_page.banner.isVisible()
    assert not any(dialog.isVisible() for dialog in at_work.frame.findChildren(QDialog))
    assert at_work.report_page.isVisible()


def test_a_page_that_cannot_be_left_stays_chosen(qtbot, at_work, monkeypatch):
    type_text(qtbot, at_work, "abc")
    monkeypatch.setattr(at_work.session.store, "apply", refuse)
    at_work.report_page.sections.setCurrentRow(5)
    assert at_work.report_page.current == "overview"
    assert at_work.report_page.sections.currentRow() == 1


def test_help_follows_a_new_year(at_work):
    at_work.report_page.show_section("preface")
    at_work.report_page.document.rename(UNIT, 2023)
    words = [label.text() for label in at_work.report_page.page.findChildren(QLabel)]
    assert any("自2023年1月1日起" in text for text in words)


def test_a_warning_is_answered_by_f7_and_the_answer_taken_back_by_undo(qtbot, make_window, pasted_path):
    window = make_window(pasted_path)
    qtbot.waitUntil(lambda: window.report_page is not None)
    page = window.report_page
    before = page.document.verdict.warnings
    window.actions["explain"].trigger()
    assert not page.findChildren(ExplainDialog)
    window.actions["next_finding"].trigger()
    finding = page.findings.current
    window.actions["explain"].trigger()
    dialog = dialog_of(qtbot, window, ExplainDialog)
    dialog.edit.setPlainText("前言另页印发。")
    press(qtbot, dialog, "记下说明")
    assert page.document.verdict.warnings == before - 1
    assert value(window, finding.key) == "前言另页印发。"
    page.undo()
    assert page.document.verdict.warnings == before
    assert value(window, finding.key) == ""
