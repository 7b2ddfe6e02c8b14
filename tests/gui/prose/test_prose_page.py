import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel

from disclosure_desk.core.report import Change
from disclosure_desk.gui.prose.pasted_section import pasted_section
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


def paste_words(qtbot, editor, words):
    mime = QMimeData()
    mime.setText(words)
    paste(qtbot, editor, mime)


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


@pytest.mark.slow
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
    assert 46 <= qtbot_line <= 52  # at most 760 pixels where a character has 15


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


def test_the_meter_counts_a_limited_section_as_it_is_typed(qtbot, page, document):
    editor = editor_of(page)
    count = page.meter.count
    assert page.meter.limit == 1000
    assert page.meter.words == f"{count} / 1000 字"
    editor.setFocus()
    qtbot.keyClicks(editor, "abc")
    page.flush()
    assert page.meter.count == count + 3
    document.set_value("overview.lead", "字" * 1100)
    over = page.meter.count - 1000
    assert over >= 100
    assert page.meter.accessibleName() == f"已写 {1000 + over} 字，最多 1000 字，超过 {over} 字"


def test_a_section_without_a_limit_has_no_meter(qtbot, document):
    page = ProsePage(document, "problems")
    qtbot.addWidget(page)
    assert page.meter.isHidden()


def test_each_text_says_what_is_found_in_it(qtbot, page, document):
    signs = page.boxes["overview.management"].signs
    assert signs.isHidden()
    document.set_value("overview.management", "请按规定做为依据，做好信息公开工作。")
    qtbot.waitUntil(signs.isVisible)
    assert signs.accessibleName() == "要说明 1"
    page.grab()
    (found,) = (one for one in document.findings_at("overview.management") if one.is_open)
    document.explain(found, "文件里就是这样写的。")
    qtbot.waitUntil(signs.isHidden)  # what was answered waits for nothing


SECTION = (
    "2025年工作有序。\n（一）主动公开。发布信息6条。\n（二）依申请公开。收到申请1件。\n（三）政府信息管理。逐件审查。"
)


def test_a_whole_section_pasted_into_one_text_is_shared_out_in_one_step(qtbot, page, document):
    topics = ("overview.proactive", "overview.on_request", "overview.management")
    for place in topics:
        document.set_value(place, "")
    lead = document.report.texts["overview.lead"]
    mime = QMimeData()
    mime.setText(SECTION)
    editor = editor_of(page)
    put_cursor(editor, len(lead))
    paste(qtbot, editor, mime)
    assert page.offer.isVisible()
    assert "（一）主动公开、（二）依申请公开、（三）政府信息管理" in page.offer.words.text()
    assert editor.text() == lead + SECTION  # what was pasted is there, whatever is answered
    qtbot.mouseClick(page.offer.accept_button, Qt.MouseButton.LeftButton)
    assert not page.offer.isVisible()
    texts = document.report.texts
    assert texts["overview.lead"] == f"{lead}\n2025年工作有序。"
    assert [texts[place] for place in topics] == SECTION.split("\n")[1:]
    assert document.next_undo == "分到各段"
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert document.report.texts["overview.lead"] == lead + SECTION
    assert document.next_redo == "分到各段"
    assert document.report.texts["overview.on_request"] == ""


def test_what_stands_in_a_topic_already_stays_before_what_is_shared_out(qtbot, page, document):
    document.set_value("overview.on_request", "原有的一句。")
    mime = QMimeData()
    mime.setText(SECTION)
    editor = editor_of(page)
    editor.selectAll()
    paste(qtbot, editor, mime)
    page.offer.accepted.emit()
    assert document.report.texts["overview.on_request"] == "原有的一句。\n（二）依申请公开。收到申请1件。"
    assert document.report.texts["overview.lead"] == "2025年工作有序。"
    page.offer.accepted.emit()  # answered twice: nothing is left to share out
    assert document.report.texts["overview.lead"] == "2025年工作有序。"


def test_what_was_changed_after_pasting_is_not_shared_out(qtbot, page, document):
    mime = QMimeData()
    mime.setText(SECTION)
    editor = editor_of(page)
    paste(qtbot, editor, mime)
    said = []
    page.message.connect(said.append)
    document.set_value("overview.lead", "别的")
    page.offer.accepted.emit()
    assert not page.offer.isVisible()
    assert said == []
    assert document.report.texts["overview.lead"] == "别的"


@pytest.mark.parametrize("key", [Qt.Key.Key_Z, Qt.Key.Key_A])
def test_the_offer_goes_with_the_words_it_is_about(qtbot, page, key):
    editor = editor_of(page)
    paste_words(qtbot, editor, SECTION)
    assert page.offer.isVisible()
    qtbot.keyClicks(editor, "x")  # written behind what was pasted: that is still there
    assert page.offer.isVisible()
    qtbot.keyClick(editor, key, Qt.KeyboardModifier.ControlModifier)  # taken back, or all written over
    qtbot.keyClicks(editor, "y")
    assert not page.offer.isVisible()


HEADED = [
    ("other_matters", "六、其他需要报告的事项\n　　无其他。", "六、其他需要报告的事项\n"),
    ("other_matters", "六、其他需要报告的事项。无其他。", "六、其他需要报告的事项。"),
    ("other_matters", "　　6. 其他需要报告的事项\n\n无。", "　　6. 其他需要报告的事项\n\n"),
    ("other_matters", "其他需要报告的事项：无。", "其他需要报告的事项："),
    ("other_matters", "一是其他需要报告的事项：无。", ""),
    ("other_matters", "六、收费情况\n无。", ""),
    ("problems", "五、存在的不足及下一步工作打算\n一是。", "五、存在的不足及下一步工作打算\n"),
    ("problems", "存在的问题\n一是。", ""),  # a sub-heading of the text
    ("problems", "六、其他需要报告的事项\n无。", ""),  # not printed over this one
    ("overview.lead", "一、总体情况\n本年度有序推进。", "一、总体情况\n"),
    ("overview.proactive", "一、总体情况\n（一）主动公开\n六条。", "一、总体情况\n"),
    ("overview.proactive", "主动公开：六条。", "主动公开："),
    ("overview.proactive", "主动公开\n六条。", "主动公开\n"),
    ("overview.proactive", "（一）主动公开。六条。", ""),  # printed once, see writers/outline.py
    ("overview.proactive", "主动公开政府信息六条。", ""),
    (
        "preface",
        "涿河区金牛山办事处\n2025年政府信息公开工作年度报告\n根据。",
        "涿河区金牛山办事处\n2025年政府信息公开工作年度报告\n",
    ),
    ("preface", "根据《条例》，编制2025年政府信息公开工作年度报告。", ""),
    ("preface", " \n", ""),
]
"""Where something is pasted, what, and the part of it that is printed over it anyway."""


@pytest.mark.parametrize(("place", "words", "heading"), HEADED)
def test_a_heading_that_is_printed_anyway_is_known_in_what_is_pasted(full_report, place, words, heading):
    pasted = pasted_section(full_report, place, 0, words)
    assert (pasted.heading, pasted.rest) == (heading, words[len(heading) :]) if heading else pasted is None


def test_a_pasted_heading_is_taken_off_on_demand_in_one_step(qtbot, document):
    page = ProsePage(document, "other_matters")
    qtbot.addWidget(page)
    page.show()
    before, editor = document.report.texts["other_matters"], editor_of(page, "other_matters")
    put_cursor(editor, 0)
    paste_words(qtbot, editor, "六、其他需要报告的事项\r\n本年度没有。\r\n")
    assert page.flush()
    pasted = document.report.texts["other_matters"]
    assert pasted == f"六、其他需要报告的事项\n本年度没有。\n{before}"  # the clerk's words, until they say otherwise
    assert "“六、其他需要报告的事项”" in page.offer.words.text()
    assert page.offer.accept_button.text() == "去掉标题"
    qtbot.mouseClick(page.offer.accept_button, Qt.MouseButton.LeftButton)
    assert document.report.texts["other_matters"] == f"本年度没有。\n{before}"
    assert not page.offer.isVisible()
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert document.report.texts["other_matters"] == pasted


def test_sharing_out_leaves_the_heading_of_the_section_out(qtbot, page, document):
    editor = editor_of(page)
    editor.selectAll()
    paste_words(qtbot, editor, f"一、总体情况\n{SECTION}")
    assert "“一、总体情况”" in page.offer.words.text()
    page.offer.accepted.emit()
    assert document.report.texts["overview.lead"] == "2025年工作有序。"


@pytest.mark.parametrize("words", ["一段普通的话。", "（一）主动公开。只有一个方面。", SECTION + "字" * 20_000])
def test_one_topic_is_pasted_as_ever(qtbot, page, words):
    mime = QMimeData()
    mime.setText(words)
    paste(qtbot, editor_of(page), mime)
    assert not page.offer.isVisible()


@pytest.mark.parametrize("commits_itself", [False, True])
def test_what_an_input_method_composes_is_kept_when_the_clerk_goes_on_elsewhere(page, document, commits_itself):
    editor, other = editor_of(page), editor_of(page, "overview.platform")
    stood = document.report.texts["overview.platform"]
    for go_on in (lambda: None, other.setFocus):
        editor.setFocus()
        before = document.report.texts["overview.lead"]
        put_cursor(editor, 0)
        QApplication.sendEvent(editor, QInputMethodEvent("gongkai", []))
        assert editor.text() == before
        go_on()
        if commits_itself:
            commit = QInputMethodEvent("", [])
            commit.setCommitString("公开")
            QApplication.sendEvent(editor, commit)
        QApplication.processEvents()
        wanted = f"{'公开' if commits_itself else 'gongkai'}{before}"
        assert (editor.text() == wanted) == (commits_itself or other.hasFocus())
        page.flush()
        assert document.report.texts["overview.lead"] == wanted
    assert other.hasFocus()
    assert document.report.texts["overview.platform"] == stood


def test_the_status_line_says_where_ctrl_enter_leads(page, document):
    places = [*page.boxes]
    for place, words in ((places[0], "Ctrl+Enter 下一段"), (places[-1], "")):
        editor_of(page, place).setFocus()
        assert page.lead == words
    editor_of(page, places[0]).setFocus()
    document.set_lock("已定稿。")
    assert page.lead == ""


WRITING = [
    *((Qt.Key.Key_A, 0), (Qt.Key.Key_7, 0), (Qt.Key.Key_Delete, 0), (Qt.Key.Key_Backspace, 0)),
    *((Qt.Key.Key_Return, 0), (Qt.Key.Key_Enter, 0)),
]
READING = [(Qt.Key.Key_Down, 0), (Qt.Key.Key_C, 1), (Qt.Key.Key_Space, 0), (Qt.Key.Key_A, 1)]


@pytest.mark.parametrize("place", ["overview.lead", "overview.supervision"])
def test_a_key_in_a_text_that_may_only_be_read_is_told_at_the_text(qtbot, page, document, saver, place):
    said = []
    page.message.connect(said.append)
    editor = editor_of(page, place)
    document.set_lock("已定稿，要改请先更正。")
    editor.setFocus()
    page.ensureWidgetVisible(editor)
    held = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier)
    for key, ctrl in (*WRITING, (Qt.Key.Key_V, 1), (Qt.Key.Key_X, 1)):
        page.note.hide()
        qtbot.keyClick(editor, key, held[ctrl])
        assert page.note.isVisible()
    assert page.note.text() == said[-1] == document.lock
    assert page.viewport().rect().contains(page.note.geometry())
    cursor = editor.viewport().mapTo(page.viewport(), editor.cursorRect().center())
    assert not page.note.geometry().contains(cursor)
    assert page.note.geometry().top() - cursor.y() < 60
    for key, ctrl in READING:
        page.note.hide()
        qtbot.keyClick(editor, key, held[ctrl])
        assert not page.note.isVisible()
    qtbot.keyClick(editor, Qt.Key.Key_A)
    document.set_lock("")
    assert not page.note.isVisible()
    assert saver.batches == []


def test_the_column_follows_larger_type(page):
    editor = editor_of(page)
    before = editor.width()
    page.resize(1600, 600)
    font = page.font()
    font.setPointSizeF(font.pointSizeF() * 1.5)
    page.setFont(font)
    QApplication.processEvents()
    assert editor.width() == editor.line_width() > before
