import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QLabel

from disclosure_desk.core.report import Change
from disclosure_desk.gui.prose.prose_page import ProsePage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


@pytest.fixture
def page(qtbot, document):
    page = ProsePage(document, "overview")
    qtbot.addWidget(page)
    page.resize(820, 600)
    with qtbot.waitExposed(page):
        page.show()
    return page


def editor_of(page, place="overview.lead"):
    return page.boxes[place].editor


def put_cursor(editor, position):
    cursor = editor.textCursor()
    cursor.setPosition(position)
    editor.setTextCursor(cursor)


def paste(qtbot, editor, mime):
    QGuiApplication.clipboard().setMimeData(mime)
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_overview_shows_its_lead_and_five_topics_with_help_and_count(page, document):
    assert list(page.boxes) == [text.id for text in document.report.form.section("overview").texts]
    words = [label.text() for label in page.findChildren(QLabel)]
    assert "（三）政府信息管理" in words
    assert "65 字" in words
    assert any("第十七条" in text for text in words)


def test_help_names_the_year_of_the_report(qtbot, document):
    page = ProsePage(document, "preface")
    qtbot.addWidget(page)
    assert any("自2025年1月1日起" in label.text() for label in page.findChildren(QLabel))


def test_typing_is_stored_after_a_pause_as_one_step(qtbot, page, document, saver):
    editor = editor_of(page)
    put_cursor(editor, 0)
    qtbot.keyClicks(editor, "abc")
    assert saver.batches == []
    qtbot.waitUntil(lambda: bool(saver.batches))
    assert document.report.texts["overview.lead"].startswith("abc本年度")
    assert [len(changes) for changes, _ in saver.batches] == [1]
    assert len(document.history.done) == 1


def test_leaving_the_editor_stores_at_once(qtbot, page, document):
    editor = editor_of(page)
    editor.setFocus()
    qtbot.keyClicks(editor, "x")
    editor_of(page, "overview.platform").setFocus()
    assert "x" in document.report.texts["overview.lead"]


def test_flush_stores_what_was_just_typed(qtbot, page, document):
    qtbot.keyClicks(editor_of(page), "y")
    assert page.flush()
    assert document.report.texts["overview.lead"].startswith("y")


def test_what_cannot_be_stored_stays_in_the_editor_and_is_tried_again(qtbot, page, document, saver):
    saver.broken = "磁盘满了"
    qtbot.keyClicks(editor_of(page), "z")
    with qtbot.waitSignal(document.failed):
        assert not page.flush()
    assert editor_of(page).text().startswith("z")
    saver.broken = ""
    assert page.flush()
    assert document.report.texts["overview.lead"].startswith("z")


def test_opening_a_page_writes_nothing_even_where_the_editor_cannot_show_a_character(qtbot, document, saver):
    odd = "一\u2028二\r\n三\u00a0四"
    document.set_value("problems", odd)
    page = ProsePage(document, "problems")
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    assert page.flush()
    assert document.report.texts["problems"] == odd
    assert len(saver.batches) == 1


def test_no_break_spaces_survive_typing_beside_them(qtbot, document):
    document.set_value("problems", "一\u00a0二")
    page = ProsePage(document, "problems")
    qtbot.addWidget(page)
    qtbot.keyClicks(editor_of(page, "problems"), "a")
    page.flush()
    assert document.report.texts["problems"] == "a一\u00a0二"


def test_undo_in_the_editor_takes_back_what_is_being_typed(qtbot, page, document):
    before, editor = document.report.texts["overview.lead"], editor_of(page)
    put_cursor(editor, 3)
    qtbot.keyClicks(editor, "abc")
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == document.report.texts["overview.lead"] == before
    qtbot.keyClick(editor, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == document.report.texts["overview.lead"] == before[:3] + "abc" + before[3:]


def test_a_change_elsewhere_leaves_the_cursor_where_it_was(page, document):
    editor = editor_of(page)
    put_cursor(editor, 5)
    before = document.report.texts["overview.lead"]
    document.edit([Change("overview.lead", before, before + "尾")])
    assert editor.text() == before + "尾"
    assert editor.textCursor().position() == 5


def test_showing_a_change_is_not_taken_for_typing(page, document, saver):
    document.set_value("overview.lead", "别处改的")
    assert page.flush()
    assert len(saver.batches) == 1


def test_only_plain_text_is_pasted(qtbot, page, document):
    mime = QMimeData()
    mime.setHtml("<b>粗</b><table><tr><td>格</td></tr></table>")
    mime.setText("粗\r\n格")
    editor = editor_of(page)
    editor.selectAll()
    paste(qtbot, editor, mime)
    page.flush()
    assert document.report.texts["overview.lead"] == "粗\n格"
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    assert editor.currentCharFormat().fontWeight() == editor.font().weight()


def test_what_nobody_sees_is_taken_out_of_what_is_pasted_and_told(qtbot, page, document):
    said = []
    page.message.connect(said.append)
    mime = QMimeData()
    mime.setText("政务\u200b公\u200b开\xad，\u202e工作\x0b扎实。")
    editor = editor_of(page)
    editor.selectAll()
    paste(qtbot, editor, mime)
    page.flush()
    assert document.report.texts["overview.lead"] == "政务公开，工作\n扎实。"
    summary = "零宽空格（U+200B） 2 个、软连字符（U+00AD） 1 个、文字方向标记（U+202E） 1 个"
    assert said == [f"粘贴的文字里有看不见的字符，已经去掉：{summary}。"]
    mime.setText("政务公开\u3000工作。")
    paste(qtbot, editor, mime)
    assert len(said) == 1


def test_a_text_of_megabytes_is_stored_whole(qtbot, page, document):
    text = ("本年度政府信息公开工作平稳有序。" * 60 + "\n") * 1800
    assert len(text.encode()) > 5_000_000
    mime = QMimeData()
    mime.setText(text)
    editor = editor_of(page)
    editor.selectAll()
    paste(qtbot, editor, mime)
    page.flush()
    assert document.report.texts["overview.lead"] == text


def test_lines_stand_wider_than_the_face_sets_them(page):
    editor = editor_of(page)
    block = editor.document().firstBlock()
    assert block.blockFormat().lineHeight() >= 1.5 * editor.fontMetrics().horizontalAdvance("中")
    qtbot_line = editor.line_width() / editor.fontMetrics().horizontalAdvance("中")
    assert 28 <= qtbot_line <= 41


def test_editor_grows_with_its_text(page, document):
    editor = editor_of(page)
    low = editor.height()
    document.set_value("overview.lead", "一行\n" * 12)
    assert editor.height() > low
    document.set_value("overview.lead", "一行\n" * 300)
    assert editor.height() < 40 * editor.line_height()


def test_going_to_a_text_puts_the_cursor_in_it(qtbot, page):
    page.go_to("overview.supervision")
    qtbot.waitUntil(lambda: editor_of(page, "overview.supervision").hasFocus())
    assert page.verticalScrollBar().value() > 0


def test_tab_leads_from_text_to_text(qtbot, page):
    editor_of(page).setFocus()
    qtbot.keyClick(editor_of(page), Qt.Key.Key_Tab)
    assert editor_of(page, "overview.proactive").hasFocus()
