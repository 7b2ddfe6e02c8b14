"""The table pages as a clerk uses them: keys, mouse and input method."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from disclosure_desk.core.form import Form

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
Key = Qt.Key


def test_the_first_figure_is_current_at_the_start(clerk):
    assert clerk.at == "received.natural_person"
    assert clerk.keyboard is clerk.view


@pytest.mark.parametrize(
    ("start", "keys", "end"),
    [
        ("received.natural_person", [Key.Key_Right], "received.business"),
        ("received.natural_person", [Key.Key_Left], "received.natural_person"),
        ("received.natural_person", [Key.Key_Up], "received.natural_person"),
        ("received.other", [Key.Key_Right, Key.Key_Right], "received.total"),
        ("received.business", [Key.Key_Down, Key.Key_Down], "outcome.granted.business"),
        ("received.business", [Key.Key_Return], "pending_at_start.business"),
        ("received.business", [Key.Key_Enter], "pending_at_start.business"),
        ("received.business", [Key.Key_End], "received.total"),
        ("received.business", [Key.Key_Home], "received.natural_person"),
        ("pending_at_end.total", [Key.Key_Down], "pending_at_end.total"),
        ("received.business", [Key.Key_Tab], "pending_at_start.business"),
        ("pending_at_end.natural_person", [Key.Key_Tab], "received.business"),
        ("pending_at_end.natural_person", [Key.Key_Return], "received.business"),
        ("received.business", [Key.Key_Backtab], "pending_at_end.natural_person"),
        ("outcome.other.other.business", [Key.Key_Return], "pending_at_end.business"),
    ],
)
def test_keys_go_from_figure_to_figure(clerk, start, keys, end):
    clerk.go_to(start)
    clerk.press(*keys)
    assert clerk.at == end


def test_ctrl_home_and_end_go_to_the_corners(clerk):
    clerk.press(Key.Key_End, ctrl=True)
    assert clerk.at == "pending_at_end.total"
    clerk.press(Key.Key_Home, ctrl=True)
    assert clerk.at == "received.natural_person"


def test_shift_enter_goes_up(clerk):
    clerk.go_to("pending_at_start.business")
    clerk.press(Key.Key_Return, shift=True)
    assert clerk.at == "received.business"


def test_page_keys_go_by_what_is_seen(clerk):
    clerk.press(Key.Key_PageDown)
    below = clerk.at
    assert below.startswith("outcome.")
    clerk.press(Key.Key_PageUp)
    assert clerk.at == "received.natural_person"


def test_down_through_a_merged_figure_keeps_its_column(clerk_two):
    clerk_two.go_to("normative_document.in_force")
    clerk_two.press(Key.Key_Down)
    assert clerk_two.at == "licence.decisions"
    clerk_two.press(Key.Key_Up)
    assert clerk_two.at == "normative_document.in_force"


def test_from_a_clicked_heading_the_keys_go_to_figures(clerk):
    clerk.click(3, 0)
    assert clerk.at == "一、本年新收政府信息公开申请数量"
    clerk.press(Key.Key_Right)
    assert clerk.at == "received.natural_person"


def test_a_figure_cannot_be_typed_into_a_heading(clerk, saver):
    clerk.click(3, 0)
    clerk.type_("1")
    assert not clerk.editor.is_open
    assert clerk.said == ["这里是表头，不能填数。"]
    assert saver.batches == []
    clerk.press(Key.Key_F2)
    assert not clerk.editor.is_open


def test_going_to_a_cell_brings_it_into_view_with_the_keyboard(qtbot, clerk):
    chosen = []
    clerk.page.cell_chosen.connect(chosen.append)
    clerk.page.zero_button.setFocus()
    clerk.page.go_to("requests.pending_at_end.other")
    assert clerk.keyboard is clerk.view
    assert clerk.view.viewport().rect().contains(clerk.view.visualRect(clerk.view.currentIndex()))
    assert chosen == ["requests.pending_at_end.other"]
    assert "四、结转下年度继续办理" in clerk.page.where.place.text()
    del qtbot


def test_where_says_nothing_of_a_heading(clerk):
    clerk.click(3, 0)
    assert clerk.page.where.place.text() == ""


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace])
def test_delete_clears_the_selection_as_one_step(clerk_full, saver, key):
    clerk_full.press(Key.Key_Right, Key.Key_Down, shift=True)
    clerk_full.press(key)
    cells = [f"{row}.{column}" for row in ("received", "pending_at_start") for column in ("natural_person", "business")]
    assert [clerk_full.value(cell) for cell in cells] == [None] * 4
    assert [(len(changes), action) for changes, action in saver.batches] == [(4, "clear")]
    clerk_full.press(Key.Key_Z, ctrl=True)
    assert clerk_full.value("received.business") is not None


def test_delete_on_blank_cells_is_no_step(clerk, saver):
    clerk.press(Key.Key_Delete)
    assert saver.batches == []
    assert clerk.said == []


def test_a_total_may_be_keyed_and_cleared_back_to_the_program(clerk_full):
    model, cell = clerk_full.page.model, "requests.received.total"
    computed = clerk_full.value("received.total")
    clerk_full.go_to("received.total")
    clerk_full.type_("5")
    clerk_full.press(Key.Key_Return, Key.Key_Up)
    assert (model.state(cell).text, model.state(cell).is_computed) == ("5", False)
    assert model.state(cell).expected == str(computed)
    clerk_full.press(Key.Key_Delete)
    assert (model.state(cell).text, model.state(cell).is_computed) == (str(computed), True)


def test_fill_zero_fills_every_open_blank_once_and_leaves_sums_to_the_program(clerk, saver, form: Form):
    clerk.type_("5")
    clerk.press(Key.Key_Return)
    clerk.page.zero_button.click()
    open_cells = [cell for cell in form.cells.values() if cell.grid == "requests" and not cell.is_sum]
    assert len(open_cells) == 144
    assert [clerk.page.model.document.report.cells[cell.id] for cell in open_cells] == [5, *[0] * 143]
    assert clerk.value("received.total") is None
    assert clerk.page.model.state("requests.received.total").text == "5"
    assert (len(saver.batches[-1][0]), saver.batches[-1][1]) == (143, "fill_zero")
    assert clerk.said[-1] == "已把本表 143 个空格填为 0，可以撤销。"
    clerk.page.edits.fill_zero()
    assert clerk.said[-1] == "本表没有空格。"
    clerk.page.setFocus()
    clerk.press(Key.Key_Z, ctrl=True)
    assert clerk.value("pending_at_end.other") is None


def test_fill_zero_that_cannot_be_stored_changes_nothing(clerk, saver):
    saver.broken = "磁盘满了。"
    clerk.page.edits.fill_zero()
    assert clerk.value("received.natural_person") is None
    assert clerk.said == []


def test_fill_zero_waits_for_a_refused_text(clerk, saver):
    clerk.type_("1x")
    clerk.page.edits.fill_zero()
    assert saver.batches == []


def test_undo_and_redo_keys_go_through_the_document_and_show_where(clerk, saver):
    clerk.type_("5")
    clerk.press(Key.Key_Return)
    clerk.go_to("pending_at_end.other")
    clerk.press(Key.Key_Z, ctrl=True)
    assert clerk.at == "received.natural_person"
    assert clerk.value("received.natural_person") is None
    for shift, key in ((False, Key.Key_Y), (True, Key.Key_Z)):
        clerk.press(key, ctrl=True, shift=shift)
        assert clerk.value("received.natural_person") == 5
        clerk.press(Key.Key_Z, ctrl=True)
    assert [action for _, action in saver.batches] == ["edit", "undo", "redo", "undo", "redo", "undo"]
    words = "填写表三“一、本年新收政府信息公开申请数量”“自然人”"
    assert clerk.said == [f"{done}：{words}" for done in ("已撤销", "已重做", "已撤销", "已重做", "已撤销")]


def test_undo_of_something_on_another_page_stays_here(clerk):
    document = clerk.page.model.document
    document.set_value("problems", "一")
    clerk.go_to("received.other")
    clerk.press(Key.Key_Z, ctrl=True)
    assert document.report.value("problems") == ""
    assert clerk.at == "received.other"
    clerk.press(Key.Key_Z, ctrl=True)
    assert clerk.said == ["已撤销：填写“五、存在的主要问题及改进情况”"]


@pytest.mark.parametrize(
    "act",
    [
        lambda clerk: clerk.type_("5"),
        lambda clerk: clerk.press(Key.Key_F2),
        lambda clerk: clerk.press(Key.Key_Return),
        lambda clerk: clerk.press(Key.Key_Delete),
        lambda clerk: clerk.press(Key.Key_Tab),
    ],
)
def test_the_first_key_on_a_locked_cell_says_below_it_why_it_is_locked(clerk_full, saver, act):
    clerk_full.go_to("pending_at_end.business")
    clerk_full.page.model.document.set_lock("报告已送审，不能改。")
    before = clerk_full.value("pending_at_end.business")
    act(clerk_full)
    bubble, cell = clerk_full.editor.bubble, clerk_full.view.visualRect(clerk_full.view.currentIndex())
    assert bubble.isVisible()
    assert bubble.text() == "报告已送审，不能改。"
    assert clerk_full.view.viewport().rect().contains(bubble.geometry())
    assert not bubble.geometry().intersects(cell)
    assert not clerk_full.editor.is_open
    assert clerk_full.value("pending_at_end.business") == before
    assert saver.batches == []


@pytest.mark.parametrize(
    "act",
    [
        lambda clerk: clerk.press(Key.Key_Right),
        lambda clerk: clerk.press(Key.Key_Escape),
        lambda clerk: clerk.click(4, 4),
        lambda clerk: next(iter(clerk.page.order_buttons.values())).setFocus(),
        lambda clerk: clerk.view.verticalScrollBar().setValue(40),
        lambda clerk: clerk.page.resize(800, 500),
        lambda clerk: clerk.page.go_to("requests.pending_at_end.other"),
    ],
)
def test_what_is_said_at_a_cell_goes_when_the_clerk_goes_on(clerk, act):
    document = clerk.page.model.document
    document.set_lock("报告已送审，不能改。")
    clerk.type_("5")
    assert clerk.editor.bubble.isVisible()
    act(clerk)
    assert not clerk.editor.bubble.isVisible()


def test_what_is_said_at_a_cell_does_not_stay_over_what_is_typed_next(clerk):
    clerk.page.model.document.set_lock("报告已送审，不能改。")
    clerk.type_("5")
    clerk.page.model.document.set_lock("")
    assert not clerk.editor.bubble.isVisible()
    clerk.type_("6")
    clerk.press(Key.Key_Return)
    assert clerk.value("received.natural_person") == 6
    assert not clerk.editor.bubble.isVisible()


def test_a_refused_paste_says_so_at_the_cell(clerk, saver):
    QApplication.clipboard().setText("一二三")
    clerk.go_to("pending_at_start.business")
    clerk.press(Key.Key_V, ctrl=True)
    assert clerk.editor.bubble.isVisible()
    assert clerk.editor.bubble.text().startswith("没有粘贴：")
    assert saver.batches == []
