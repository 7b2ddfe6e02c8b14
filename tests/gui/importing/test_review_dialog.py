import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget

from disclosure_desk.core.report import new_report
from disclosure_desk.gui.importing.review_dialog import ReviewDialog
from disclosure_desk.gui.importing.source_pane import Source
from disclosure_desk.gui.importing.source_text import SourceText
from disclosure_desk.readers.model.reading import Origin, Reading
from disclosure_desk.readers.model.remark import SourceNote
from disclosure_desk.readers.model.source_items import SourceLocation, SourceParagraph, SourceRow
from disclosure_desk.readers.review.import_review import ImportReview
from disclosure_desk.readers.review.import_target import ImportTarget, TargetChoice, import_targets
from disclosure_desk.writers import render_file

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

KEY, HELD = Qt.Key, Qt.KeyboardModifier
LICENCE, PENALTY, COMPULSION = (f"proactive.{row}.decisions" for row in ("licence", "penalty", "compulsion"))
PROBLEMS = "problems"
AMBIGUOUS = {PENALTY: (Origin(3, "40"), Origin(3, "44"))}


def reading(form, others=AMBIGUOUS, locations=()):
    """Three doubtful figures, two of one row, a doubtful text, a remark."""
    notes = (
        SourceNote("doubtful", LICENCE, "原文是“3件”，读作 3", item=2),
        SourceNote("doubtful", PROBLEMS, "标题是旧的", item=1),
        SourceNote("unplaced", "", "没有地方放", "附件2", 0),
    )
    values = {LICENCE: 3, PENALTY: 4, COMPULSION: 5, PROBLEMS: "丁。"}
    items = (
        SourceParagraph("附件2"),
        SourceParagraph("丁。"),
        SourceRow(("行政许可", "3件")),
        SourceRow(("行政处罚", "4", "5")),
    )
    items = (
        tuple(item._replace(location=location) for item, location in zip(items, locations, strict=True))
        if locations
        else items
    )
    origins = {
        PROBLEMS: Origin(1, "丁。"),
        LICENCE: Origin(2, "3件", 1),
        PENALTY: Origin(3, "4", 1),
        COMPULSION: Origin(3, "5", 2),
    }
    unsure = frozenset({LICENCE, PENALTY, COMPULSION, PROBLEMS})
    report = new_report(form, "某街道", 2024, values, (note.note for note in notes))
    return Reading(report, notes, items, origins, unsure, others)


@pytest.fixture
def open_dialog(qtbot):
    window = QWidget()
    qtbot.addWidget(window)

    def make(reading, choice=None, source=None):
        choice = choice or TargetChoice(ImportTarget.DRAFT, can_be_last_year=False)
        source = source or Source("年报.txt", b"", ".txt")
        dialog = ReviewDialog(source, ImportReview(reading), lambda _report: choice, window)
        dialog.resize(1300, 700)
        with qtbot.waitExposed(dialog):
            dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        return dialog

    yield make
    for dialog in window.findChildren(ReviewDialog):
        dialog.done(0)


@pytest.fixture
def dialog(form, open_dialog):
    return open_dialog(reading(form))


def press(*keys, held=HELD.NoModifier):
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(QApplication.focusWidget(), key)
        else:
            QTest.keyClick(QApplication.focusWidget(), key, held)


def at(dialog):
    item = dialog._item
    return item.place or item.key


def held_value(dialog, place):
    return dialog.review.value(place)


def test_it_opens_at_the_first_doubt_with_its_reason_and_source(dialog):
    assert at(dialog) == LICENCE
    assert dialog.card.title.text() == "表二　行政许可　本年处理决定数量"
    assert dialog.card.why.text() == "原文是“3件”，读作 3"
    assert (dialog.card.figure.text(), dialog.card.stood.text()) == ("3", "“3件”")
    assert dialog.source.text._marked == (2,)
    assert dialog.counter.text() == "还有 5 处没看"


def test_enter_goes_through_all_and_then_to_the_button(dialog):
    seen = []
    for _ in range(5):
        seen.append(at(dialog))
        press(KEY.Key_Return)
    assert seen == [LICENCE, PENALTY, COMPULSION, PROBLEMS, "remark.2"]
    assert dialog.import_button.hasFocus()
    assert (dialog.counter.text(), dialog.import_button.text()) == ("都看过了", "导入")


def test_digits_correct_at_once(dialog):
    press("3", "0", KEY.Key_Return)
    assert held_value(dialog, LICENCE) == 30
    assert at(dialog) == PENALTY
    assert dialog.list.hasFocus()
    assert dialog.list.item(1).text().startswith("表二　行政许可　本年处理决定数量，30")


def test_what_is_no_figure_is_refused_where_it_is_typed(dialog):
    press("3", "-", KEY.Key_Return)
    assert "不是数字" in dialog.card.problem.text()
    assert dialog.card.problem.isVisible()
    assert dialog.card.figure.hasFocus()
    press(KEY.Key_Escape)
    assert dialog.isVisible()
    assert (dialog.card.figure.text(), held_value(dialog, LICENCE)) == ("3", 3)
    assert dialog.list.hasFocus()


def test_f2_edits_what_stands_there(dialog):
    press(KEY.Key_F2)
    assert dialog.card.figure.selectedText() == "3"
    press("8", KEY.Key_Return)
    assert held_value(dialog, LICENCE) == 8


def test_delete_leaves_blank(dialog):
    press(KEY.Key_Delete)
    assert held_value(dialog, LICENCE) is None
    assert at(dialog) == PENALTY
    press(KEY.Key_Up)
    assert dialog.card.figure.placeholderText() == "空"
    assert dialog.card.figure.text() == ""


def test_up_and_down_go_over_heads(dialog):
    press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down)
    assert at(dialog) == "remark.2"
    press(KEY.Key_Down)
    assert dialog._item.kind == "rest"
    press(KEY.Key_Up, KEY.Key_Up)
    assert at(dialog) == PROBLEMS
    assert dialog.review.waiting_count == 5


def test_arrows_and_numbers_choose_among_the_ways_to_read_a_place(dialog):
    press(KEY.Key_Return)
    buttons = dialog.card._group.buttons()
    assert [button.text().split("　")[0] for button in buttons] == ["4", "40", "44"]
    press(KEY.Key_Right)
    assert (held_value(dialog, PENALTY), at(dialog)) == (40, PENALTY)
    press(KEY.Key_Left, KEY.Key_Left)
    assert held_value(dialog, PENALTY) == 44
    press(KEY.Key_2, held=HELD.AltModifier)
    assert held_value(dialog, PENALTY) == 40
    press(KEY.Key_9, held=HELD.AltModifier)
    assert held_value(dialog, PENALTY) == 40
    dialog.card._group.buttons()[2].click()
    assert held_value(dialog, PENALTY) == 44
    press(KEY.Key_Return)
    assert at(dialog) == COMPULSION
    press(KEY.Key_Right)
    assert held_value(dialog, COMPULSION) == 5


def test_a_row_is_accepted_at_once(form, open_dialog):
    dialog = open_dialog(reading(form, others={}))
    assert not dialog.card.row_button.isVisible()
    press(KEY.Key_Return, KEY.Key_Right)
    assert at(dialog) == PENALTY
    assert dialog.card.row_button.isVisible()
    press(KEY.Key_Return, held=HELD.ShiftModifier)
    assert at(dialog) == PROBLEMS
    assert dialog.review.waiting_count == 2


def test_a_text_is_edited_and_kept_by_ctrl_enter(dialog):
    imported = []
    dialog.confirmed.connect(imported.append)
    press(KEY.Key_Return, KEY.Key_Return, KEY.Key_Return)
    assert dialog.card.text.toPlainText() == "丁。"
    press(KEY.Key_F2)
    assert dialog.card.accept_button.text() == "改好了（Ctrl+Enter）"
    assert dialog.card.text.hasFocus()
    press(KEY.Key_End, KEY.Key_Return, "abc")
    press(KEY.Key_Return, held=HELD.ControlModifier)
    assert held_value(dialog, PROBLEMS) == "丁。\nabc"
    assert at(dialog) == "remark.2"
    assert imported == []
    press(KEY.Key_Return, held=HELD.ControlModifier)
    assert imported == [ImportTarget.DRAFT]


def test_a_text_can_be_left_blank(dialog):
    press(KEY.Key_Return, KEY.Key_Return, KEY.Key_Return, KEY.Key_Delete)
    assert held_value(dialog, PROBLEMS) == ""


def test_a_remark_can_only_be_noted(dialog):
    press(KEY.Key_Return, KEY.Key_Return, KEY.Key_Return, KEY.Key_Return)
    press(KEY.Key_F2, KEY.Key_Delete, "5")
    assert not dialog.card.is_editing
    assert not dialog.card.edit_button.isVisible()
    assert dialog.card.accept_button.text().startswith("知道了")
    assert dialog.review.step_count == 4


def test_ctrl_z_takes_the_last_decision_back_and_shows_it(dialog):
    press("9", KEY.Key_Return, KEY.Key_Return)
    press(KEY.Key_Z, held=HELD.ControlModifier)
    assert at(dialog) == PENALTY
    press(KEY.Key_Z, held=HELD.ControlModifier)
    assert (at(dialog), held_value(dialog, LICENCE)) == (LICENCE, 3)
    press(KEY.Key_Z, held=HELD.ControlModifier)
    assert dialog.counter.text() == "还有 5 处没看"


def test_what_is_typed_is_taken_when_another_item_is_clicked(dialog):
    press("7")
    dialog.list.stand_on(2)
    assert held_value(dialog, LICENCE) == 7
    assert at(dialog) == COMPULSION


def click_line(qtbot, dialog, number):
    place = dialog.list.visualItemRect(dialog.list.item(dialog.list._rows[number])).center()
    qtbot.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_what_is_no_figure_stays_with_its_message_when_another_item_is_clicked(qtbot, dialog):
    press("1", "-", "2")
    click_line(qtbot, dialog, 2)
    qtbot.waitUntil(dialog.card.figure.hasFocus)
    assert at(dialog) == LICENCE
    assert dialog.list.currentItem().isSelected()
    assert (dialog.card.figure.text(), dialog.card.problem.isVisible()) == ("1-2", True)
    press(KEY.Key_Backspace, KEY.Key_Backspace, KEY.Key_Return)
    assert (held_value(dialog, LICENCE), at(dialog)) == (1, PENALTY)


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (KEY.Key_Return, HELD.NoModifier),
        (KEY.Key_Return, HELD.ShiftModifier),
        (KEY.Key_Return, HELD.ControlModifier),
        (KEY.Key_Delete, HELD.NoModifier),
        (KEY.Key_Down, HELD.NoModifier),
    ],
)
def test_no_key_in_the_list_forgets_what_is_being_typed(qtbot, dialog, key, held):
    imported = []
    dialog.confirmed.connect(imported.append)
    press("1", "-")
    dialog.list.setFocus()
    press(key, held=held)
    qtbot.waitUntil(dialog.card.figure.hasFocus)
    assert (at(dialog), dialog.card.figure.text(), imported) == (LICENCE, "1-", [])
    press(KEY.Key_Backspace)
    dialog.list.setFocus()
    press(key, held=held)
    assert held_value(dialog, LICENCE) == 1


def test_ctrl_z_takes_back_what_is_being_typed(dialog):
    press("7")
    dialog.list.setFocus()
    press(KEY.Key_Z, held=HELD.ControlModifier)
    assert (dialog.card.is_editing, dialog.card.figure.text(), held_value(dialog, LICENCE)) == (False, "3", 3)


def test_closing_asks_first_while_something_is_being_typed(qtbot, dialog):
    press("7")
    dialog.close()
    assert dialog.isVisible()
    box = next(box for box in dialog.findChildren(QMessageBox) if box.isVisible())
    back = next(button for button in box.findChildren(QPushButton) if button.text() == "接着核对")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert dialog.card.figure.text() == "7"


def test_the_buttons_do_what_the_keys_do(qtbot, dialog):
    for button in (dialog.card.accept_button, dialog.card.blank_button):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (at(dialog), held_value(dialog, PENALTY)) == (COMPULSION, None)
    qtbot.mouseClick(dialog.card.edit_button, Qt.MouseButton.LeftButton)
    press("6")
    qtbot.mouseClick(dialog.card.accept_button, Qt.MouseButton.LeftButton)
    assert held_value(dialog, COMPULSION) == 6


def test_confirming_tells_the_target(qtbot, form, open_dialog):
    dialog = open_dialog(reading(form), TargetChoice(ImportTarget.LAST_YEAR, can_be_last_year=True))
    assert dialog.as_last_year.isChecked()
    with qtbot.waitSignal(dialog.confirmed) as told:
        press(KEY.Key_Return, held=HELD.ControlModifier)
    assert told.args == [ImportTarget.LAST_YEAR]
    assert dialog.isVisible(), "it is closed by who stores it"


def test_esc_asks_only_once_something_was_decided(qtbot, form, open_dialog):
    dialog = open_dialog(reading(form))
    press(KEY.Key_Escape)
    assert not dialog.isVisible()
    dialog = open_dialog(reading(form))
    press(KEY.Key_Return)
    dialog.close()
    box = dialog.findChild(QMessageBox)
    assert dialog.isVisible()
    click(qtbot, box, "接着核对")
    assert dialog.isVisible()
    dialog.reject()
    click(qtbot, next(box for box in dialog.findChildren(QMessageBox) if box.isVisible()), "不导入")
    assert not dialog.isVisible()


def click(qtbot, box, words):
    qtbot.mouseClick(next(b for b in box.findChildren(QPushButton) if b.text() == words), Qt.MouseButton.LeftButton)


def test_a_broken_sum_is_a_stop_that_a_correction_settles(form, open_dialog):
    cells = {cell.id: 0 for cell in form.cells.values() if cell.grid == "disputes"} | {
        "disputes.litigation_after.total": 2
    }
    origins = {cell: Origin(0, str(figure)) for cell, figure in cells.items()}
    items = (SourceRow(tuple(map(str, cells.values()))),)
    dialog = open_dialog(Reading(new_report(form, "某街道", 2024, cells), (), items, origins))
    assert dialog.counter.text() == "还有 1 处没看"
    assert "复议后起诉 总计" in dialog.card.why.text()
    press("0", KEY.Key_Return)
    assert dialog.counter.text() == "都看过了"
    dialog.list.stand_on(0)
    assert dialog.card.why.text() == "现在对上了。"


def test_an_empty_list_offers_just_the_import(form, open_dialog):
    dialog = open_dialog(Reading(new_report(form, "某街道", 2024), ()))
    assert dialog.counter.text() == "没有要看的地方"
    assert dialog.import_button.hasFocus()
    assert "没有原文" in dialog.source.empty.text()
    assert dialog.empty.isVisible()
    assert not dialog.card.isVisible()
    for act in (dialog.accept_item, dialog.accept_row, dialog.leave_blank, dialog.undo):
        act()
    dialog.choose(0)


def test_walking_through_the_rest_goes_on_line_by_line(dialog):
    dialog.list.stand_on(5)
    first = at(dialog)
    press(KEY.Key_Return)
    assert at(dialog) != first
    assert dialog._item.kind == "rest"


def ground(text, item, place):
    table, line, _ = text._lines[item]
    return table.cellAt(line, place).format().background().color()


def test_the_cell_is_marked_within_its_row(dialog):
    text = dialog.source.text
    assert ground(text, 2, 1) != ground(text, 2, 0)
    press(KEY.Key_Return)
    assert ground(text, 2, 1) == ground(text, 2, 0) == QColor("#ffffff")
    press(KEY.Key_Return)
    assert ground(text, 3, 2) != ground(text, 3, 1) == ground(text, 3, 0)


def test_the_place_is_in_view_as_soon_as_the_source_is_shown(qtbot):
    text = SourceText([SourceParagraph(f"第 {number} 段") for number in range(200)])
    qtbot.addWidget(text)
    text.resize(400, 300)
    text.mark([150], None)
    with qtbot.waitExposed(text):
        text.show()
    assert 0 <= text.cursorRect(text._ends(150)[0]).top() < 300


def test_no_figure_is_broken_in_two_in_a_narrow_view_and_a_merged_label_takes_little_room(qtbot):
    merged = [("三、本年度办理结果", "（三）不予公开"), *[("", "")] * 6]
    rows = [SourceRow((*outer, "4.保护第三方合法权益", *(["5317"] * 7))) for outer in merged]
    text = SourceText(rows)
    qtbot.addWidget(text)
    text.resize(460, 300)
    with qtbot.waitExposed(text):
        text.show()
    table, line, _ = text._lines[1]
    lines = [table.cellAt(line, column).firstCursorPosition().block().layout().lineCount() for column in range(10)]
    assert lines[3:] == [1] * 7
    left = [text.cursorRect(table.cellAt(line, column).firstCursorPosition()).left() for column in range(4)]
    assert left[1] - left[0] < left[3] - left[2]


def test_a_long_source_is_laid_out_around_the_place(qtbot):
    items = [SourceParagraph(f"第 {number} 段" + "长" * 4000) for number in range(2000)]
    text = SourceText(items)
    qtbot.addWidget(text)
    text.resize(400, 300)
    text.show()
    text.mark([1500, 3], None)
    assert "第 1500 段" in text.toPlainText()
    assert "第 3 段" not in text.toPlainText()
    assert 0 <= text.cursorRect(text._ends(1500)[0]).top() < 300


@pytest.fixture
def paged(form, open_dialog):
    """A source of pages: our own PDF, with made-up places."""
    content = render_file(new_report(form, "某街道", 2024), ".pdf")
    locations = [SourceLocation("", page, (0.1, 0.2, 0.9, 0.25)) for page in (0, 0, 1, 1)]
    read = reading(form, locations=locations)
    *before, row = read.items
    boxes = (None, (0.5, 0.2, 0.6, 0.25), (0.6, 0.2, 0.7, 0.25))
    read = read._replace(items=(*before, row._replace(boxes=boxes)))
    return open_dialog(read, source=Source("年报.pdf", content, ".pdf"))


def yellow(pages, *box):
    """How much less blue than red a part of the second page has in its middle."""
    area = pages._area(1, box)
    image = pages.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    inside = image.pixelColor(round(area.center().x() * ratio), round(area.center().y() * ratio))
    return inside.red() - inside.blue()


def test_the_place_is_marked_on_its_page(qtbot, paged):
    pages = paged.source.pages
    qtbot.waitUntil(lambda: pages.is_complete)
    assert paged.source.place.text() == "第 2 页"
    assert 1 in pages.seen
    assert yellow(pages, 0.8, 0.2, 0.9, 0.25) > 0


def test_the_cell_is_marked_on_its_page_more_than_its_row(qtbot, paged):
    pages = paged.source.pages
    qtbot.waitUntil(lambda: pages.is_complete)
    press(KEY.Key_Return)
    assert yellow(pages, 0.5, 0.2, 0.6, 0.25) > yellow(pages, 0.6, 0.2, 0.7, 0.25) > 0
    press(KEY.Key_Return)
    assert yellow(pages, 0.6, 0.2, 0.7, 0.25) > yellow(pages, 0.5, 0.2, 0.6, 0.25) > 0


def test_pages_get_larger_and_smaller(qtbot, paged):
    pages = paged.source.pages
    qtbot.waitUntil(lambda: pages.is_complete)
    before = pages.shown_zoom
    QTest.keyClick(paged.list, KEY.Key_Equal, HELD.ControlModifier)
    assert pages.shown_zoom > before
    qtbot.waitUntil(lambda: pages.is_complete)
    QTest.keyClick(paged.list, KEY.Key_Minus, HELD.ControlModifier)
    assert pages.shown_zoom <= before or pages.shown_zoom < 2


def test_pages_that_cannot_be_drawn_give_way_to_the_text(qtbot, form, open_dialog):
    locations = [SourceLocation("", 0, None)] * 4
    dialog = open_dialog(reading(form, locations=locations), source=Source("年报.pdf", b"%PDF-1.7 broken", ".pdf"))
    qtbot.waitUntil(dialog.source.text.isVisible)
    assert "页面画不出来" in dialog.source.note.text()


DISPUTES = [f"disputes.reconsideration.{column}" for column in ("upheld", "overturned", "other_result", "pending")]


def many(form):
    """Four cells with a stroke, three lines of a page, and a doubtful text."""
    items = (SourceParagraph("首页"), SourceParagraph("打印"), SourceRow(("/",) * 4), SourceParagraph("版权所有"))
    notes = [SourceNote("original", cell, "", "/", 2) for cell in DISPUTES]
    page = "这一行是页面、目录或者落款，不是正文，没有取用"
    notes += [SourceNote("unplaced", "", page, items[at].text, at) for at in (0, 1, 3)]
    notes.append(SourceNote("doubtful", PROBLEMS, "标题是旧的"))
    origins = {cell: Origin(2, "/", at) for at, cell in enumerate(DISPUTES)}
    report = new_report(form, "某街道", 2024, {}, (note.note for note in notes))
    return Reading(report, tuple(notes), items, origins, frozenset({*DISPUTES, PROBLEMS}))


def shown_lines(dialog):
    rows = map(dialog.list.item, range(dialog.list.count()))
    return [row.text().split("，")[0] for row in rows if not row.isHidden() and row.flags()]


def test_one_cause_is_one_line_and_one_key(form, open_dialog):
    dialog = open_dialog(many(form))

    assert dialog.counter.text() == "还有 3 处没看"
    assert shown_lines(dialog)[:3] == [
        "有 4 格写的是“/”这样的符号",
        "五、存在的主要问题及改进情况",
        "原文里有 3 行不是报告的正文（网页栏目、目录、页码、落款等）",
    ]
    assert "有 4 格写的是" in dialog.card.why.text()
    assert dialog.source.text._marked == (2,)
    press(KEY.Key_Return, KEY.Key_Return, KEY.Key_Return)
    assert (dialog.counter.text(), dialog.import_button.hasFocus()) == ("都看过了", True)
    assert dialog.review.step_count == 3


def test_a_head_opens_to_the_right_and_closes_to_the_left(form, open_dialog):
    dialog = open_dialog(many(form))
    press(KEY.Key_Right)
    assert at(dialog) == DISPUTES[0]
    assert dialog.card.why.text() == "这里不是数字，先空着"
    assert len(shown_lines(dialog)) == len(dialog.review.items) - 3
    press("7", KEY.Key_Return)
    assert (held_value(dialog, DISPUTES[0]), at(dialog)) == (7, DISPUTES[1])
    press(KEY.Key_Left)
    assert dialog._item.size == 4
    assert shown_lines(dialog)[1] == "五、存在的主要问题及改进情况"
    press(KEY.Key_Return)
    assert all(dialog.review.is_seen(item) for item in dialog.review.items if item.place in DISPUTES)
    assert held_value(dialog, DISPUTES[0]) == 7


def test_stepping_back_shows_what_was_decided_under_a_head(form, open_dialog):
    dialog = open_dialog(many(form))
    press(KEY.Key_Right, "7", KEY.Key_Return, KEY.Key_Left)
    press(KEY.Key_Z, held=HELD.ControlModifier)
    assert (at(dialog), held_value(dialog, DISPUTES[0])) == (DISPUTES[0], None)
    assert not dialog.list.item(2).isHidden()


def test_the_lines_of_a_page_are_looked_at_one_by_one_where_the_clerk_wants(form, open_dialog):
    dialog = open_dialog(many(form))
    press(KEY.Key_Return, KEY.Key_Return)
    assert dialog.card.accept_button.text() == "知道了，下一处"
    QTest.mouseClick(dialog.card.open_button, Qt.MouseButton.LeftButton)
    assert dialog.card.why.text() == "这一行是页面、目录或者落款，不是正文，没有取用：首页"
    assert dialog.source.text._marked == (0,)
    press(KEY.Key_Return, KEY.Key_Return, KEY.Key_Return)
    assert dialog.import_button.hasFocus()


def test_keys_that_are_for_places_do_nothing_to_a_head(form, open_dialog):
    dialog = open_dialog(many(form))
    press(KEY.Key_Delete, KEY.Key_F2, "5")
    assert (dialog.review.step_count, dialog._item.size, dialog.card.is_editing) == (0, 4, False)


def without_name(form, unit="", year=0, units=()):
    """Nothing doubtful but the name."""
    notes = [SourceNote("doubtful", "unit", "没有找到机关名称，请补上机关全称。")]
    others = {"unit": tuple(Origin(0, one) for one in units)} if units else {}
    report = new_report(form, unit, year, {PROBLEMS: "丁。"}, (note.note for note in notes))
    items = (SourceParagraph("丁。"),)
    return Reading(report, tuple(notes), items, {PROBLEMS: Origin(0, "丁。")}, frozenset({"unit"}), others)


def test_a_missing_name_is_asked_for_before_anything_else(form, open_dialog):
    dialog = open_dialog(without_name(form))
    confirmed = []
    dialog.confirmed.connect(confirmed.append)

    assert dialog.name_bar.isVisible()
    assert dialog.name_bar.unit.hasFocus()
    assert (dialog.name.text(), dialog.import_button.isEnabled()) == ("这份报告", False)
    assert dialog.name_bar.problem.text() == "请写机关全称。"
    press(KEY.Key_Return, held=HELD.ControlModifier)
    assert not confirmed
    QApplication.focusWidget().insert("我办")
    press(KEY.Key_Return)
    assert "是代称" in dialog.name_bar.problem.text()
    assert dialog.name_bar.unit.hasFocus()
    QApplication.focusWidget().insert("某区某街道办事处")
    press(KEY.Key_Return)
    assert dialog.name_bar.year.hasFocus()
    assert not dialog.import_button.isEnabled()
    press("2024", KEY.Key_Return)
    assert dialog.import_button.hasFocus()
    assert dialog.name.text() == form.report_title("某区某街道办事处", 2024)
    press(KEY.Key_Space)
    assert confirmed == [ImportTarget.DRAFT]
    report = dialog.review.result().report
    assert (report.unit, report.year, report.texts[PROBLEMS], report.notes) == ("某区某街道办事处", 2024, "丁。", ())


def test_a_doubtful_name_is_shown_with_the_others_that_the_source_names(form, open_dialog):
    dialog = open_dialog(without_name(form, "某区司法局", 2024, ("某区人民政府办公室", "某区统计局")))

    assert (dialog.name_bar.unit.text(), dialog.name_bar.year.value()) == ("某区司法局", 2024)
    assert [button.text() for button in dialog.name_bar.choices] == ["某区人民政府办公室", "某区统计局"]
    assert dialog.import_button.hasFocus()
    QTest.mouseClick(dialog.name_bar.choices[1], Qt.MouseButton.LeftButton)
    assert dialog.name.text() == form.report_title("某区统计局", 2024)
    dialog.take_in()
    assert [note.text for note in dialog.review.result().report.notes] == [
        "原文的机关名称是“某区司法局”，记作“某区统计局”"
    ]


def test_what_the_report_can_become_follows_the_year_that_is_typed(form, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    at_work = new_report(form, "某区司法局", 2025)
    review = ImportReview(without_name(form, "某区司法局"))
    source = Source("年报.txt", b"", ".txt")
    dialog = ReviewDialog(source, review, lambda report: import_targets(report, at_work), window)
    dialog.show()

    assert not dialog.as_last_year.isVisible()
    dialog.name_bar.year.setValue(2024)
    assert dialog.as_last_year.isVisible()
    assert dialog.as_last_year.isChecked()
    dialog.name_bar.year.setValue(2023)
    assert not dialog.as_last_year.isVisible()
    assert "不能当作去年的报告" in dialog.obstacle.text()
    dialog.done(0)


def test_a_name_that_the_title_tells_is_not_asked_for(dialog):
    assert not dialog.name_bar.isVisible()
    assert dialog.import_button.isEnabled()


def test_the_filled_button_is_the_next_step(form, open_dialog):
    dialog = open_dialog(many(form))
    assert (dialog.card.accept_button.objectName(), dialog.import_button.objectName()) == ("main", "plain")
    press(KEY.Key_Return, KEY.Key_Return, KEY.Key_Return)
    assert (dialog.card.accept_button.objectName(), dialog.import_button.objectName()) == ("small", "main")


def test_a_long_name_and_the_other_units_fit_a_small_window(form, open_dialog):
    long = "新疆维吾尔自治区某某哈萨克自治州某某蒙古自治县某某乡人民政府（某某乡退役军人服务站）"
    dialog = open_dialog(without_name(form, long, 2024, (long[:-13], f"{long[8:]}办公室", "某县统计局")))

    assert dialog.minimumSizeHint().width() <= 880
    assert len(dialog.name_bar.choices) == 2
    assert all(button.text().endswith("…") for button in dialog.name_bar.choices)
    assert dialog.name_bar.choices[0].toolTip() == long[:-13]
