"""What the checks question is underlined in the editor, told there, and mended from there by keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHelpEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from disclosure_desk.checks.finding import Finding, TextMark
from disclosure_desk.gui.prose.prose_page import ProsePage
from disclosure_desk.gui.prose.text_marks import underlines
from disclosure_desk.gui.prose.text_menu import text_menu
from disclosure_desk.gui.report.explain_dialog import ExplainDialog
from disclosure_desk.gui.widgets.palette import colours

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise", "grabbing the keyboard")

TEXT = "overview.on_request"


def finding(*marks: TextMark, severity="warning", explanation="", follows_from="") -> Finding:
    return Finding(
        "R", severity, "overview", (TEXT,), "说明", "", "k", marks, explanation=explanation, follows_from=follows_from
    )


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("收到3件", 2, 3, (2, 3, "3")),
        ("𠮷𠮷3件", 2, 3, (4, 5, "3")),
        ("一𠮷三", 1, 2, (1, 3, "𠮷")),
        ("没有句号", 4, 4, (3, 4, "号")),
        ("句首", 0, 0, (0, 1, "句")),
        ("一\n二", 0, 3, (0, 3, "一\n二")),
    ],
)
def test_a_mark_stands_where_qt_counts_it(text, start, end, expected):
    (underline,) = underlines(TEXT, text, [finding(TextMark(TEXT, start, end))])
    assert (underline.start, underline.end, underline.words) == expected


@given(before=st.text(max_size=5), words=st.text(min_size=1, max_size=4), after=st.text(max_size=3))
def test_the_words_under_a_mark_are_its_own(before, words, after):
    text = before + words + after
    (underline,) = underlines(TEXT, text, [finding(TextMark(TEXT, len(before), len(before + words)))])
    units = text.encode("utf-16-le", "surrogatepass")[2 * underline.start : 2 * underline.end]
    assert units.decode("utf-16-le", "surrogatepass") == underline.words == words


def test_what_is_settled_or_elsewhere_is_quiet():
    here, there = TextMark(TEXT, 0, 1), TextMark("problems", 0, 1)
    quiet = [finding(here, explanation="属实。"), finding(here, follows_from="explanation.A.1"), finding(there)]
    assert underlines(TEXT, "三件", quiet) == ()
    assert underlines(TEXT, "", [finding(here)]) == ()


@pytest.fixture
def page(qtbot, document):
    document.set_value("requests.received.total", None)
    document.set_value(TEXT, "本年度收到政府信息公开申请3件。请按规定做为依据。")
    for column in ("natural_person", "business", "research", "public_interest", "legal_services", "other"):
        document.set_value(f"requests.received.{column}", 1)
    page = ProsePage(document, "overview")
    qtbot.addWidget(page)
    page.resize(820, 600)
    with qtbot.waitExposed(page):
        page.show()
    return page


def drawn(editor) -> list[tuple[str, str]]:
    selections = editor.extraSelections()
    assert all(one.format.underlineStyle() == QTextCharFormat.UnderlineStyle.DashUnderline for one in selections)
    return [(one.cursor.selectedText(), one.format.underlineColor().name()) for one in selections]


def menu_at(page, position) -> dict[str, object]:
    editor = page.boxes[TEXT].editor
    cursor = editor.textCursor()
    cursor.setPosition(position)
    editor.setTextCursor(cursor)
    menu = text_menu(editor, show_cell=page.cell_wanted.emit, explain=page.explain_wanted.emit)
    return {action.text(): action for action in menu.actions() if action.text()}


def test_number_and_slip_are_underlined_and_typing_moves_them_along(qtbot, page, document):
    editor = page.boxes[TEXT].editor
    tone = colours().warning.name()
    assert drawn(editor) == [("3", tone), ("做为", tone)]
    cursor = editor.textCursor()
    cursor.setPosition(0)
    editor.setTextCursor(cursor)
    qtbot.keyClicks(editor, "ab")
    assert drawn(editor) == [("3", tone), ("做为", tone)]
    page.flush()
    qtbot.waitUntil(lambda: not document._timer.isActive())
    assert drawn(editor) == [("3", tone), ("做为", tone)]


def test_the_cells_figure_takes_the_numbers_place_in_one_step(qtbot, page, document):
    place = document.report.texts[TEXT].index("3")
    offered = menu_at(page, place)
    assert list(offered)[1:4] == ["改为表中数字 6", "到表格", "说明这一处…\tF7"]
    assert not next(iter(offered.values())).isEnabled()
    offered["改为表中数字 6"].trigger()
    page.flush()
    assert "申请6件" in document.report.texts[TEXT]
    assert page.boxes[TEXT].editor.textCursor().position() == place + 1
    qtbot.waitUntil(lambda: drawn(page.boxes[TEXT].editor) == [("做为", colours().warning.name())])
    document.undo()
    assert "申请3件" in document.report.texts[TEXT]


def test_the_menu_goes_to_the_cell_and_to_the_answer(qtbot, page, document):
    place = document.report.texts[TEXT].index("3")
    with qtbot.waitSignal(page.cell_wanted) as cell:
        menu_at(page, place)["到表格"].trigger()
    assert cell.args == ["requests.received.total"]
    with qtbot.waitSignal(page.explain_wanted) as answer:
        menu_at(page, place)["说明这一处…\tF7"].trigger()
    assert answer.args[0].rule == "W-NUMBER"


def test_a_slip_of_writing_has_its_proposal(page, document):
    place = document.report.texts[TEXT].index("做为")
    menu_at(page, place)["改为“作为”"].trigger()
    page.flush()
    assert "作为依据" in document.report.texts[TEXT]


def test_elsewhere_the_menu_has_only_what_any_editor_has(page):
    offered = menu_at(page, 0)
    assert list(offered) == ["撤销", "重做", "剪切", "复制", "粘贴", "全选"]
    assert not offered["剪切"].isEnabled()
    offered["全选"].trigger()
    editor = page.boxes[TEXT].editor
    assert editor.textCursor().hasSelection()
    editor.copy()
    assert QGuiApplication.clipboard().text().startswith("本年度收到")


def test_words_that_were_typed_over_are_questioned_no_more(qtbot, page, document):
    editor = page.boxes[TEXT].editor
    place = document.report.texts[TEXT].index("3")
    cursor = editor.textCursor()
    cursor.setPosition(place)
    editor.setTextCursor(cursor)
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    assert "改为表中数字 6" not in menu_at(page, place)


def test_the_menu_key_and_the_mouse_open_it(qtbot, page):
    editor = page.boxes[TEXT].editor
    for reason in (QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse):
        at = editor.cursorRect().center()
        QApplication.sendEvent(editor.viewport(), QContextMenuEvent(reason, at, editor.mapToGlobal(at)))
        menu = next(one for one in editor.findChildren(QMenu) if one.isVisible())
        menu.close()
        qtbot.waitUntil(lambda: not any(one.isVisible() for one in editor.findChildren(QMenu)))


def test_the_message_is_told_where_the_mouse_rests(page, document, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda *said: told.append(said[1]))
    editor = page.boxes[TEXT].editor
    for position in (document.report.texts[TEXT].index("做为") + 1, 0):
        cursor = editor.textCursor()
        cursor.setPosition(position)
        at = editor.cursorRect(cursor).center()
        help_event = QHelpEvent(QEvent.Type.ToolTip, at, editor.viewport().mapToGlobal(at))
        QApplication.sendEvent(editor.viewport(), help_event)
    assert "做为" in told[0]
    assert told[1] == ""


def test_choosing_a_finding_leads_behind_its_words_and_leaves_nothing_that_a_key_would_replace(qtbot, at_work):
    page = at_work.report_page
    page.document.set_value(TEXT, f"{'甲' * 900}。\n请按规定做为依据。")
    qtbot.waitUntil(lambda: any(one.rule == "F-TYPO" for one in page.findings._shown))
    found = next(one for one in page.document.findings if one.marks and "做为" in one.message)
    page.show_section("proactive")
    page.findings.chosen.emit(found)
    editor = page.page.boxes[TEXT].editor
    assert not editor.textCursor().hasSelection()
    assert editor.text()[: editor.textCursor().position()].endswith("做为")
    view = page.page.viewport()
    qtbot.waitUntil(lambda: view.rect().contains(editor.mapTo(view, editor.cursorRect().center())))
    editor.insertPlainText("准")
    assert "做为准" in editor.text()
    page.page.show_mark(found.marks[0])  # what stands here is not what was questioned any more
    assert editor.text()[: editor.textCursor().position()].endswith("做为准")


def test_the_cell_and_the_answer_open_from_the_window(qtbot, at_work):
    page = at_work.report_page
    page.show_section("overview")
    page.page.cell_wanted.emit("requests.received.total")
    assert page.current == "requests"
    page.show_section("overview")
    page.page.explain_wanted.emit(finding(TextMark(TEXT, 0, 1)))
    dialog = next(one for one in page.findChildren(ExplainDialog) if one.isVisible())
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
