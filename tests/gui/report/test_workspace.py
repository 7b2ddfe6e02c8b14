"""How rail, page and panel share the width, how little stands above the form, and what folds first."""

from itertools import product

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from disclosure_desk.checks.stages import Stage, StageState
from disclosure_desk.core.report import Change, new_report
from disclosure_desk.gui.report.panel_widths import PanelWidths, SideColumn
from disclosure_desk.gui.report.path_bar import StageButton
from disclosure_desk.gui.report.side_panel import FINDINGS, LAST_YEAR, PREVIEW
from disclosure_desk.gui.session.window_settings import window_settings
from disclosure_desk.gui.widgets.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise")  # the offscreen platform has none
CHROME = 110


@pytest.fixture
def dressed(look_kept):
    """The look of the program, whose sizes count here."""
    theme = Theme(look_kept)
    yield theme
    theme.setParent(None)
    theme.deleteLater()


def size(window, width, height=700):
    window.frame.setMinimumSize(0, 0)
    window.frame.showNormal()
    window.frame.resize(width, height)
    QApplication.processEvents()
    return window.report_page.workspace


@pytest.mark.usefixtures("dressed")
def test_little_stands_above_the_form(at_work):
    for width, height in [(960, 600), (1093, 580), (1366, 768), (1920, 1040)]:
        size(at_work, width, height)
        stack = at_work.report_page._stack
        assert stack.mapTo(at_work.frame, QPoint(0, 0)).y() <= CHROME, width


@pytest.mark.usefixtures("dressed")
def test_the_smallest_window_shows_eight_rows_of_table_three(at_work):
    size(at_work, 960, 600)
    at_work.report_page.go_to("requests.received.natural_person")
    QApplication.processEvents()
    view = at_work.report_page.page.view
    boxes = {box.row: box for cell, box in view.grid_model.boxes.items() if cell.endswith(".natural_person")}
    rects = [view.visualRect(view.grid_model.index_of(box)) for box in boxes.values()]
    whole = [rect for rect in rects if rect.bottom() <= view.viewport().height() and rect.top() >= 0]
    assert len(whole) >= 8


WIDTHS = [(1920, False, False), (1366, False, False), (1180, False, False), (1179, True, True), (960, True, True)]


def test_rail_and_panel_fold_by_the_width_of_the_window(at_work):
    for width, is_narrow, is_folded in WIDTHS:
        workspace = size(at_work, width)
        assert workspace.sections.is_narrow == is_narrow, width
        assert workspace.is_folded == is_folded, width
        assert workspace.strip.isVisible() == is_folded, width
        assert workspace.panel.isVisible() == (not is_folded), width


def test_before_a_figure_is_cut_the_panel_folds_and_then_the_rail(at_work):
    workspace = size(at_work, 1366)
    for needed, is_folded, is_narrow in (
        (800, False, False),
        (1000, True, False),
        (1200, True, True),
        (0, False, False),
    ):
        workspace.need(needed)
        assert (workspace.is_folded, workspace.sections.is_narrow) == (is_folded, is_narrow)


def test_f8_lays_a_folded_panel_over_the_page_and_esc_takes_it_away(qtbot, at_work):
    workspace = size(at_work, 1000)
    at_work.report_page.document.set_value("proactive.fee.amount", 5000)
    qtbot.waitUntil(lambda: bool(at_work.report_page.findings._shown))
    at_work.actions["next_finding"].trigger()
    assert workspace.panel.isVisible()
    assert workspace.panel.geometry().right() < workspace.strip.geometry().left()
    assert at_work.report_page.findings.current is not None
    workspace.panel.tabs.setFocus()
    qtbot.keyClick(workspace.panel.tabs, Qt.Key.Key_Escape)
    assert not workspace.panel.isVisible()
    assert workspace._pages.isAncestorOf(QApplication.focusWidget())
    size(at_work, 1366)
    assert workspace.panel.isVisible()
    assert not workspace.panel.shut.isVisible()


def test_a_folded_panel_lies_below_a_short_table_and_over_a_long_one(at_work):
    workspace, page = size(at_work, 1100, 720), at_work.report_page
    page.show_section("disputes")
    QApplication.processEvents()
    workspace.show_findings()
    view = page.page.view
    table_ends = view.mapTo(workspace, QPoint(0, view.verticalHeader().length())).y()
    assert workspace.panel.isVisible()
    assert workspace.panel.geometry().top() >= table_ends
    assert workspace.panel.geometry().bottom() < workspace.height()
    page.show_section("requests")
    assert workspace.panel.geometry().top() == 0
    page.show_section("disputes")
    assert workspace.panel.geometry().top() >= table_ends
    workspace.panel.turn_to(LAST_YEAR)
    assert workspace.panel.geometry().top() == 0


def test_the_strip_opens_and_closes_each_tab(qtbot, at_work):
    workspace = size(at_work, 1000)
    qtbot.mouseClick(workspace.strip.buttons[FINDINGS], Qt.MouseButton.LeftButton)
    assert workspace.panel.isVisible()
    qtbot.mouseClick(workspace.strip.buttons[PREVIEW], Qt.MouseButton.LeftButton)
    assert at_work.actions["side_preview"].isChecked()
    assert at_work.report_page.preview.isVisible()
    qtbot.mouseClick(workspace.strip.buttons[PREVIEW], Qt.MouseButton.LeftButton)
    assert not workspace.panel.isVisible()
    assert not at_work.actions["side_preview"].isChecked()


@pytest.mark.parametrize("width", [1366, 1000])
def test_the_pages_are_a_tab_of_the_panel(at_work, width):
    workspace = size(at_work, width)
    at_work.actions["side_preview"].setChecked(True)
    assert workspace.panel.isAncestorOf(at_work.report_page.preview)
    assert at_work.report_page.preview.isVisible()
    assert workspace.panel.tab == PREVIEW
    workspace.panel.tabs.setCurrentIndex(0)
    assert not at_work.actions["side_preview"].isChecked()
    assert workspace.panel.tab == FINDINGS
    assert at_work.report_page.findings.isVisible()


def test_on_a_wide_screen_the_pages_stand_beside_form_and_findings(at_work):
    workspace = size(at_work, 1900)
    at_work.actions["side_preview"].setChecked(True)
    preview = at_work.report_page.preview
    assert preview.isVisible()
    assert at_work.report_page.findings.isVisible()
    assert not workspace.panel.isAncestorOf(preview)
    size(at_work, 1366)
    assert workspace.panel.isAncestorOf(preview)
    assert preview.isVisible()
    size(at_work, 1900)
    at_work.actions["side_preview"].setChecked(False)
    assert not preview.isVisible()
    assert workspace.panel.isVisible()


def test_on_a_wide_screen_last_years_text_stands_beside_this_years(qtbot, at_work, form):
    page = at_work.report_page
    report = page.document.report
    at_work.session.take_in(
        new_report(form, report.unit, report.year - 1, {form.section("overview").texts[0].id: "去年的总述。"})
    )
    at_work.session.open_report(page.document.report_id)
    workspace, page = size(at_work, 1900), at_work.report_page
    page.show_section("requests")
    tab = [workspace.panel.tabs.tabText(number) for number in range(3)].index(LAST_YEAR)
    assert not workspace.last_year.isVisible()
    assert workspace.panel.tabs.isTabVisible(tab)
    page.show_section("overview")
    beside = workspace.last_year
    assert beside.isVisible()
    assert beside.isAncestorOf(page.stood.text)
    assert "去年的总述。" in page.stood.text.toPlainText()
    assert (workspace.panel.tab, workspace.panel.tabs.isTabVisible(tab)) == (FINDINGS, False)
    before = beside.width()
    drag(workspace, workspace._columns.indexOf(beside), -60)
    assert (beside.width(), workspace.panel.width()) == (pytest.approx(before + 60, abs=3), 340)
    beside.shut.click()
    assert not beside.isVisible()
    assert workspace._pages.isAncestorOf(QApplication.focusWidget())
    workspace.panel.tabs.setCurrentIndex(tab)
    assert (beside.isVisible(), workspace.panel.tab) == (True, FINDINGS)
    page.stood.text.setFocus()
    qtbot.keyClick(page.stood.text, Qt.Key.Key_Escape)
    assert workspace._pages.isAncestorOf(QApplication.focusWidget())
    size(at_work, 1366)
    assert not beside.isVisible()
    assert (workspace.panel.tab, workspace.panel.isAncestorOf(page.stood)) == (LAST_YEAR, True)


def test_stages_are_as_wide_as_there_is_room(window, blank_report):
    window.session.open_report(window.session.take_in(blank_report))
    path = window.report_page.path
    for width, stage, key in [(1900, 150, True), (1366, 124, True), (1100, 112, False), (960, 96, False)]:
        size(window, width)
        window.report_page.enter_section("requests")
        assert {button.width() for button in path.stages.values()} == {stage}, width
        assert bool(path.key.text()) == key, width


@pytest.mark.usefixtures("dressed")
def test_tools_lose_their_words_before_they_meet_the_menus(at_work):
    bar, menus, icon_only = at_work.actions.tool_bar, at_work.frame.menuBar(), Qt.ToolButtonStyle.ToolButtonIconOnly
    buttons = [bar.widgetForAction(action) for action in bar.actions() if not action.isSeparator()]
    all_words = {one.text().strip() for one in buttons}
    for width, without in [(1366, set()), (1100, {"撤销", "重做"}), (960, all_words)]:
        size(at_work, width)
        assert {one.text().strip() for one in buttons if one.toolButtonStyle() == icon_only} == without, width
        last = menus.actionGeometry(menus.actions()[-1])
        assert last.right() < at_work.actions._tools.geometry().left(), width
        assert all(one.isVisible() for one in buttons), width


def test_with_alt_1_the_keyboard_reaches_every_stage(qtbot, at_work):
    size(at_work, 1366)
    first = next(iter(at_work.report_page.path.stages.values()))
    first.setFocus()
    for button in [*at_work.report_page.path.stages.values()][1:]:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert button.hasFocus()


@pytest.mark.parametrize("name", ["stage", "next", "tool"])
def test_enter_presses_the_button_that_has_the_keyboard_once_however_long_it_is_held(at_work, name):
    size(at_work, 1366)
    page = at_work.report_page
    page.enter_section("requests")
    path, table = page.path, page.page
    button = {"stage": path.stages[Stage.CHECK], "next": path.next_button, "tool": table.zero_button}[name]
    button.show()
    pressed = []
    button.clicked.disconnect()
    button.clicked.connect(lambda: pressed.append(name))
    button.setFocus()
    for is_repeat in (False, True):
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", is_repeat)
        QApplication.sendEvent(button, key)
    assert pressed == [name]


def test_long_figures_of_the_table_fold_the_panel_and_short_ones_bring_it_back(window, blank_report):
    window.session.open_report(window.session.take_in(blank_report))
    workspace = size(window, 1200)
    page = window.report_page
    page.show_section("requests")
    QApplication.processEvents()
    assert not workspace.is_folded
    cells = [cell for cell in page.document.report.cells if cell.startswith("requests.received.")]
    long = [Change(cell, None, 123456789012345) for cell in cells]
    assert page.document.edit(long)
    QApplication.processEvents()
    assert workspace.is_folded
    page.show_section("overview")
    assert not workspace.is_folded
    page.show_section("requests")
    assert workspace.is_folded


def drag(workspace, number, to):
    """Drag a seam, given by the number of the column at its right."""
    seam = workspace._columns.handle(number)
    middle = seam.rect().center()
    QTest.mousePress(seam, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(seam, middle + QPoint(to, 0))
    QTest.mouseRelease(seam, Qt.MouseButton.LeftButton, pos=middle + QPoint(to, 0))
    QApplication.processEvents()


def test_a_seam_is_dragged_and_its_place_kept_for_windows_of_this_width(at_work):
    workspace = size(at_work, 1366)
    drag(workspace, 1, -60)
    assert workspace.panel.width() == pytest.approx(356, abs=3)
    chosen = workspace.panel.width()
    assert size(at_work, 1900).panel.width() == 340
    assert size(at_work, 1300).panel.width() == chosen
    report_id = at_work.report_page.document.report_id
    at_work.session.close_report()
    at_work.session.open_report(report_id)
    workspace = size(at_work, 1366)
    assert workspace.panel.width() == chosen
    seam = workspace._columns.handle(1)
    QTest.mouseDClick(seam, Qt.MouseButton.LeftButton, pos=seam.rect().center())
    assert workspace.panel.width() == 296


def test_a_panel_that_was_made_wide_gives_way_to_figures_before_it_folds(at_work):
    workspace = size(at_work, 1366)
    drag(workspace, 1, -200)
    workspace.need(850)
    assert (workspace.is_folded, workspace.panel.width()) == (False, 1366 - 168 - 850)
    drag(workspace, 1, -200)
    assert workspace._pages.width() >= 850 - 1
    workspace.need(0)
    assert workspace.panel.width() > 340


def test_the_column_of_pages_has_a_width_of_its_own(at_work):
    workspace = size(at_work, 1900)
    at_work.actions["side_preview"].setChecked(True)
    preview = at_work.report_page.preview
    before = preview.width()
    drag(workspace, 1, -80)
    assert preview.width() == pytest.approx(before + 80, abs=3)
    assert workspace.panel.width() == 340
    seam = workspace._columns.handle(1)
    QTest.mouseDClick(seam, Qt.MouseButton.LeftButton, pos=seam.rect().center())
    assert preview.width() == before


@pytest.mark.parametrize("stored", ["nonsense", "5", "99999", "²"])
def test_a_width_that_makes_no_sense_is_none(tmp_path, stored):
    window_settings(tmp_path).setValue("panel_width/findings-1180", stored)
    assert 240 <= PanelWidths(tmp_path).of(SideColumn.FINDINGS, 1366) <= 900


def test_a_table_that_tells_its_width_while_it_is_resized_has_room_made_only_afterwards(at_work, monkeypatch):
    """To take the panel out of the splitter that is just giving its parts their sizes would end the program."""
    page, asked = at_work.report_page, []
    page.go_to("disputes.reconsideration.upheld")
    monkeypatch.setattr(page.workspace, "need", asked.append)
    page.page.view.fitting.least_width_changed.emit(1)
    assert asked == []
    QApplication.processEvents()
    assert {*asked} == {page.page.least_width}


def test_a_page_with_a_text_that_cannot_be_stored_is_not_left(at_work):
    page = at_work.report_page
    page.go_to("requests.received.natural_person")
    at_work.frame.activateWindow()
    page.page.take_up("requests.received.natural_person", "1.5")
    page.go_to("problems")
    page.take_up("problems", "甲")
    page.go_to("disputes.reconsideration.upheld")
    assert page.current == "requests"
    assert page.page.view.editor.is_open


@pytest.fixture
def painted(monkeypatch):
    """What the stages write, how wide that is, and how wide its room."""
    told = []
    write = StageButton._write

    def note(self, painter, room, words, *look, **how):
        write(self, painter, room, words, *look, **how)
        told.append((words, painter.fontMetrics().horizontalAdvance(words), room.width()))

    monkeypatch.setattr(StageButton, "_write", note)
    return told


@pytest.mark.usefixtures("dressed")
def test_a_count_is_never_cut_for_the_arrow_to_the_next_stage(at_work, painted):
    size(at_work, 960)
    painted.clear()
    for button in at_work.report_page.path.stages.values():
        button.show_arrow(is_shown=True)
        button.grab()
    assert "166/166" in [words for words, _, _ in painted]
    assert [words for words, width, room in painted if width > room] == []


@pytest.mark.usefixtures("dressed")
def test_a_count_that_has_no_room_loses_words_and_never_a_digit(at_work, painted):
    size(at_work, 960)
    for (stage, count, shown), is_arrow_shown in product(
        [
            (Stage.CHECK, ("done", "已说明 5"), "5"),
            (Stage.CHECK, ("done", "已说明 123"), "123"),
            (Stage.FILL, ("", "差 3 部分文字"), "差 3 部分"),
        ],
        (False, True),
    ):
        button = at_work.report_page.path.stages[stage]
        button.show_state(StageState(stage, is_done=True, counts=(count,)), is_here=False)
        button.show_arrow(is_shown=is_arrow_shown)
        painted.clear()
        button.grab()
        assert shown in [words for words, _, _ in painted]
        assert [words for words, width, room in painted if width > room] == []


def test_a_click_on_a_section_brings_the_keyboard_to_its_page(qtbot, at_work):
    page, rail = at_work.report_page, at_work.report_page.sections
    for section in ("requests", "problems"):
        rail.setFocus()
        item = rail.item(rail.section_ids.index(section))
        qtbot.mouseClick(rail.viewport(), Qt.MouseButton.LeftButton, pos=rail.visualItemRect(item).center())
        assert page.current == section
        assert page.page.isAncestorOf(QApplication.focusWidget())


def test_ctrl_enter_is_named_at_the_button_where_it_presses_it(window, blank_report):
    window.session.open_report(window.session.take_in(blank_report))
    size(window, 1900)
    page = window.report_page
    for section, key in (
        ("requests", "Ctrl+Enter"),
        ("overview", ""),
        ("problems", "Ctrl+Enter"),
        ("disputes", "Ctrl+Enter"),
    ):
        page.enter_section(section)
        assert page.path.key.text() == key
        assert ("Ctrl+Enter" in page.path.next_button.toolTip()) == bool(key)
