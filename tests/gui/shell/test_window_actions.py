"""Menus, tool bar and keys are those of the list in the data: words, order, tips, and what is offered when."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from dialogs import press, shown
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QToolButton

from disclosure_desk.checks import Finding
from disclosure_desk.core.report import new_report
from disclosure_desk.gui.report.finding_card import FindingCard
from disclosure_desk.gui.shell.appearance_actions import AppearanceActions, is_type_larger
from disclosure_desk.gui.shell.keys_dialog import KeysDialog
from disclosure_desk.store.errors import StoreError

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

HANDBOOK = Path(__file__).parents[3] / "docs" / "handbook"
GOLDEN = json.loads((Path(__file__).parents[2] / "data" / "window" / "menus.json").read_text(encoding="utf-8"))


def line(action):
    if action.isSeparator():
        return "-"
    if action.menu():
        return [action.text(), *(line(one) for one in action.menu().actions())]
    return [action.text(), action.shortcut().toString(), action.toolTip(), action.isCheckable(), action.isEnabled()]


def menus_of(window):
    """Each menu, the tool bar, and the keys that are in none of them."""
    found = {
        menu.text(): [line(action) for action in menu.menu().actions()] for menu in window.frame.menuBar().actions()
    }
    found["tool bar"] = [line(action) for action in window.actions.tool_bar.actions()]
    found["keys alone"] = [line(action) for action in window.frame.actions()]
    return found


def test_the_menus_over_the_list(window):
    assert menus_of(window) == GOLDEN["list"]


def test_the_menus_over_a_report(window, blank_report):
    window.session.open_report(window.session.take_in(blank_report))
    assert menus_of(window) == GOLDEN["report"]


def test_back_on_the_list_the_menus_are_as_before(window, blank_report):
    window.session.open_report(window.session.take_in(blank_report))
    window.session.close_report()
    assert menus_of(window) == GOLDEN["list"]


def test_the_list_of_keys(qtbot, window):
    window.actions["keys"].trigger()
    dialog = shown(window, KeysDialog)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    told = [*pairwise(words)]
    assert [[*pair] for pair in told if [*pair] in GOLDEN["keys"]] == GOLDEN["keys"]
    for keys in ("Enter、Tab", "F2", "Delete", "Esc"):  # what no menu has is told too
        assert keys in words
    press(qtbot, window, "关闭")


def test_f7_and_f8_are_said_alike_in_menu_list_panel_and_handbook(window, blank_report):
    window.session.open_report(window.session.take_in(blank_report))
    page = window.report_page
    asked = Finding("W", "warning", "", (), "", "", explainable=True)
    card = FindingCard(page.document.report.form, asked, "warning", {})
    tips = [one.toolTip() for one in (*page.findChildren(QToolButton), *card.buttons)]
    chapters = [path.read_text(encoding="utf-8") for path in HANDBOOK.glob("*.md")]
    for action, keys in (("explain", "F7"), ("next_finding", "F8")):
        words = window.actions[action].text().rstrip("…")
        assert (keys, words) in window.actions.key_words
        assert {tip for tip in tips if keys in tip} == {f"{words}（{keys}）"}
        told = [chapter.split(keys)[1:] for chapter in chapters if keys in chapter]
        assert told
        assert all(part.lstrip(" 到").startswith(words) for parts in told for part in parts)


class LineOfX(QLineEdit):
    """Takes Ctrl+E and Ctrl+Z for itself and clears with Ctrl+U, as Qt's lines do on X alone."""

    def event(self, event):
        if event.type() == QEvent.Type.ShortcutOverride and event.key() in {Qt.Key.Key_E, Qt.Key.Key_Z}:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and event.key() in {Qt.Key.Key_D, Qt.Key.Key_K, Qt.Key.Key_U}:
            self.clear()
        return super().event(event)


@pytest.mark.parametrize("key", [Qt.Key.Key_D, Qt.Key.Key_K, Qt.Key.Key_U])
def test_no_key_that_means_something_else_in_wps_deletes_words(qtbot, at_work, key):
    in_dialog = QDialog(at_work.report_page)
    for parent in (at_work.report_page, in_dialog):
        field = LineOfX("写好的一段", parent)
        parent.show()
        field.show()
        parent.activateWindow()
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        qtbot.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
        assert field.text() == "写好的一段"


def test_keys_of_the_window_act_in_a_field_that_has_a_use_for_them(qtbot, at_work):
    field, seen = LineOfX(at_work.report_page), []
    field.show()
    field.setFocus()
    for action in ("export", "undo"):
        at_work.actions[action].triggered.disconnect()
        at_work.actions[action].triggered.connect(lambda _=False, action=action: seen.append(action))
    at_work.report_page.document.set_value("preface", "改过")  # something to take back
    for key in (Qt.Key.Key_E, Qt.Key.Key_Z):
        qtbot.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
    assert seen == ["export"]  # what a field takes back of its own words is its business
    at_work.actions["export"].setEnabled(False)
    qtbot.keyClick(field, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert seen == ["export"]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (Qt.Key.Key_0, "其余填 0”（Ctrl+0）"),
        (Qt.Key.Key_D, "向下填充”（Ctrl+D）"),
        (Qt.Key.Key_R, "向右填充”（Ctrl+R）"),
    ],
)
def test_keys_that_are_for_tables_say_so_in_a_text(qtbot, at_work, key, words):
    at_work.report_page.enter_section("overview")
    editor = at_work.report_page.page.boxes["overview.lead"].editor
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    before = editor.text()
    qtbot.keyClick(editor, key, Qt.KeyboardModifier.ControlModifier)
    assert at_work.frame.statusBar().currentMessage() == f"“{words}只用在表格里。"
    assert editor.text() == before


@pytest.mark.parametrize(
    ("action", "typed", "is_refused"),
    [
        *((action, "7", False) for action in ("save", "explain", "new", "rename")),
        *((action, "1.5", True) for action in ("save", "explain", "new", "rename")),
    ],
)
def test_what_is_typed_is_stored_before_the_window_goes_on(qtbot, at_work, action, typed, is_refused):
    at_work.report_page.enter_section("requests")
    view, place = at_work.report_page.page.view, "requests.received.business"
    stood = at_work.report_page.document.report.value(place)
    view.choose(place)
    qtbot.keyClicks(view, typed)
    at_work.actions[action].trigger()
    assert at_work.report_page.document.report.value(place) == (stood if is_refused else 7)
    assert view.editor.is_open == view.editor.bubble.isVisibleTo(view) == is_refused  # why not, at the cell
    said = at_work.frame.statusBar().currentMessage()
    assert (said == "都已经保存。写好自动保存，不用另按。") == (action == "save" and not is_refused)


@pytest.mark.qt_log_ignore("does not support")  # menus, on the offscreen platform
def test_shift_f10_opens_the_menu_of_the_chosen_report_and_of_the_cell(qtbot, window, blank_report):
    for year in range(2014, 2026):
        window.session.take_in(new_report(blank_report.form, blank_report.unit, year))
    window._refresh_list()
    window.frame.show()
    table = window.list.table
    table.setFocus()
    table.setCurrentCell(table.rowCount() - 1, 0)
    table.scrollToTop()
    menu = opened_by_shift_f10(qtbot, table)
    place = table.viewport().mapFromGlobal(menu.pos() - QPoint(0, 1))
    assert table.rowAt(place.y()) == table.currentRow()
    menu.actions()[0].trigger()
    menu.close()
    assert window.report_page.document.report_id == table.reports[-1].id
    window.report_page.enter_section("requests")
    view = window.report_page.page.view
    view.choose("requests.received.business")
    menu = opened_by_shift_f10(qtbot, view)
    assert "复制\tCtrl+C" in [action.text() for action in menu.actions()]
    place = view.viewport().mapFromGlobal(menu.pos() - QPoint(0, 1))
    assert view.grid_model.box(view.indexAt(place)).cell == "requests.received.business"
    menu.close()


def opened_by_shift_f10(qtbot, widget):
    qtbot.keyClick(widget, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    return QApplication.activePopupWidget()


def test_a_step_is_named_where_it_can_be_taken_back(window, blank_report):
    window.session.open_report(window.session.take_in(blank_report))
    assert window.session.document.set_value("problems", "新")
    words = "撤销：填写“五、存在的主要问题及改进情况”"
    assert (window.actions["undo"].text(), window.actions["undo"].isEnabled()) == (words, True)
    window.actions["undo"].trigger()
    assert (window.actions["undo"].text(), window.actions["undo"].isEnabled()) == ("撤销", False)
    assert window.actions["redo"].text() == words.replace("撤销", "重做")


def test_without_data_only_leaving_and_help_are_offered(start):
    def refuse(_folder):
        raise StoreError("数据打不开。")

    window = start(open_store=refuse).main_window
    lines = [one for of_menu in menus_of(window).values() for one in of_menu if one != "-" and one[0] != "外观"]
    offered = {text for text, *_, is_enabled in lines if is_enabled}
    assert offered == {"退出", "字大一号", "手册", "快捷键", "打开日志所在文件夹", "关于"}
    assert {menu: [one[:4] for one in of_menu] for menu, of_menu in menus_of(window).items()} == {
        menu: [one[:4] for one in of_menu] for menu, of_menu in GOLDEN["list"].items()
    }


def test_larger_type_is_remembered(tmp_path, window):
    actions = AppearanceActions(tmp_path, window)
    assert not is_type_larger(tmp_path)
    actions.choose_larger(is_wanted=True)
    assert is_type_larger(tmp_path)
    assert next(one for one in actions.actions if one.id == "larger_type").is_chosen
    actions.choose_larger(is_wanted=False)
    assert not is_type_larger(tmp_path)


def test_all_tools_are_in_sight_again_when_the_window_grows_or_its_type_does(qapp, qtbot, at_work):
    frame, tools = at_work.frame, at_work.actions.tool_bar
    font, larger = QFont(qapp.font()), QFont(qapp.font())
    larger.setPointSizeF(font.pointSizeF() + 0.75)
    try:
        for width, used in ((980, font), (1366, font), (1366, larger)):
            frame.resize(width, 700)
            qapp.setFont(used)
            shown = tools.widgetForAction(at_work.actions["side_preview"])
            qtbot.waitUntil(lambda one=shown: one.isVisible() and tools.rect().contains(one.geometry()))
    finally:
        qapp.setFont(font)
