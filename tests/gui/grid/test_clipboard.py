"""Blocks of figures between a table page and WPS or Excel."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from disclosure_desk.core.report import Change
from disclosure_desk.gui.grid.paste_dialog import PasteDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
Key = Qt.Key
FIRST = "received.natural_person"


def paste(clerk, text):
    QGuiApplication.clipboard().setText(text)
    clerk.press(Key.Key_V, ctrl=True)


def copied(clerk):
    clerk.press(Key.Key_C, ctrl=True)
    return QGuiApplication.clipboard().text()


def test_a_single_figure_is_copied_plain(clerk_full):
    assert copied(clerk_full) == str(clerk_full.value("received.natural_person"))


def test_a_block_is_copied_as_lines_of_tabs_with_printed_sums_and_blanks(clerk):
    for figure in "123456":
        clerk.type_(figure)
        clerk.press(Key.Key_Right)
    clerk.go_to("received.legal_services")
    clerk.press(Key.Key_Right, Key.Key_Right, Key.Key_Down, shift=True)
    assert copied(clerk) == "5\t6\t21\n\t\t"


def test_headings_are_copied_where_they_are_selected(clerk_two):
    clerk_two.type_("3")
    clerk_two.press(Key.Key_Return)
    clerk_two.view.selectRow(1)
    assert copied(clerk_two) == "信息内容\t本年制发件数\t本年废止件数\t现行有效件数"
    clerk_two.view.clearSelection()
    clerk_two.view.selectRow(2)
    assert copied(clerk_two) == "规章\t3\t\t"


def test_a_merged_figure_is_one_place(clerk_two):
    clerk_two.go_to("licence.decisions")
    clerk_two.type_("9")
    clerk_two.press(Key.Key_Return, Key.Key_Up)
    assert copied(clerk_two) == "9"


def test_cut_copies_and_clears(clerk_full, saver):
    stood = str(clerk_full.value("received.natural_person"))
    clerk_full.press(Key.Key_X, ctrl=True)
    assert QGuiApplication.clipboard().text() == stood
    assert clerk_full.value("received.natural_person") is None
    assert [action for _, action in saver.batches] == ["clear"]


def test_a_copied_table_pasted_back_changes_nothing(clerk_full, saver):
    clerk_full.view.selectAll()
    text = copied(clerk_full)
    paste(clerk_full, text)
    assert clerk_full.said == ["粘贴的内容与表里的一样。"]
    assert saver.batches == []


def test_figures_are_pasted_without_what_nobody_sees(clerk):
    clerk.go_to("received.natural_person")
    paste(clerk, "\u202d1\u202c\t2\u200b")
    assert (clerk.value("received.natural_person"), clerk.value("received.business")) == (1, 2)
    assert "已去掉看不见的字符：文字方向标记（U+202D） 1 个" in clerk.said[-1]


def test_a_block_goes_rightwards_and_downwards_as_one_step(clerk, saver):
    clerk.go_to("received.other")
    paste(clerk, "1\t 2 \r\n３\t\r\n")
    assert saver.batches == [
        (
            (
                Change("requests.received.other", None, 1),
                Change("requests.received.total", None, 2),
                Change("requests.pending_at_start.other", None, 3),
            ),
            "paste",
        )
    ]
    assert clerk.said == ["已粘贴，改了 3 格，可以撤销。"]
    assert not clerk.page.model.state("requests.received.total").is_computed
    clerk.press(Key.Key_Z, ctrl=True)
    assert clerk.value("received.other") is None
    assert clerk.said[-1] == "已撤销：粘贴 3 格"


def test_a_pasted_blank_blanks(clerk_full):
    paste(clerk_full, "7\t\t8")
    cells = ("received.natural_person", "received.business", "received.research")
    assert [clerk_full.value(cell) for cell in cells] == [7, None, 8]


def test_one_figure_fills_the_selection(clerk, saver):
    clerk.press(Key.Key_Right, Key.Key_Down, shift=True)
    paste(clerk, "0")
    assert [len(changes) for changes, _ in saver.batches] == [4]
    assert clerk.value("pending_at_start.business") == 0


def test_a_block_starts_at_the_upper_left_of_the_selection(clerk):
    clerk.go_to("pending_at_start.business")
    clerk.press(Key.Key_Left, Key.Key_Up, shift=True)
    paste(clerk, "1\t2\n3\t4")
    assert clerk.value("received.natural_person") == 1
    assert clerk.value("pending_at_start.business") == 4


def test_figures_of_table_two_skip_its_heads(clerk_two):
    paste(clerk_two, "0\t0\t0\n1\t2\t3\n40\t\t\n50\n60\n7.25")
    cells = ("normative_document.in_force", "licence.decisions", "penalty.decisions", "compulsion.decisions")
    assert [clerk_two.value(cell) for cell in cells] == [3, 40, 50, 60]
    assert clerk_two.value("fee.amount") == Decimal("7.25")


@pytest.mark.parametrize(
    ("start", "text", "why"),
    [
        ("pending_at_end.total", "x\ty\nz\tw", "“x”不是数字"),
        ("received.business", "12 34", "“12 34”不是数字"),
        ("received.business", "1件2", "不是数字"),
        ("received.business", "1\tabc", "没有粘贴：表三“一、本年新收政府信息公开申请数量”“科研机构”：“abc”不是数字。"),
        ("received.business", "1\t/", "没有发生就填 0"),
        ("received.business", "1\n-3", "“-3”是负数"),
        ("received.business", "1\n2.5", "只能填整数"),
        ("received.business", "1\n12345678901234567890", "太长"),
        ("received.business", "", "没有粘贴：剪贴板里没有数字。"),
        ("received.business", "\t\n\t\n", "没有粘贴：剪贴板里没有数字。"),
        ("received.business", "\n".join(["\t" * 999] * 101 + ["1"]), "太大"),
    ],
)
def test_what_does_not_fit_or_is_no_figure_is_refused_whole(clerk, saver, start, text, why):
    clerk.go_to(start)
    paste(clerk, text)
    assert why in clerk.said[-1]
    assert saver.batches == []


def test_a_block_with_labels_is_placed_by_its_labels_wherever_the_clerk_stands(clerk):
    clerk.go_to("pending_at_end.other")
    paste(clerk, "二、上年结转政府信息公开申请数量\t1\t2\t3\t4\t5\t6\t21")
    assert clerk.value("pending_at_start.natural_person") == 1
    assert clerk.value("pending_at_start.total") == 21
    assert clerk.value("pending_at_end.other") is None


def test_rows_that_have_no_place_are_named(clerk, saver):
    paste(clerk, "二、上年结转政府信息公开申请数量\t1\t2\t3\t4\t5\t6\t21\n别的行\t9\t9\t9\t9\t9\t9\t9")
    assert clerk.said[-1].endswith("另有 1 行在本表里没有位置，没有粘贴，例如“别的行 9 9 9 9 9 9 9”。")
    assert [len(changes) for changes, _ in saver.batches] == [7]


def test_a_paste_that_cannot_be_stored_changes_nothing(clerk, saver):
    saver.broken = "磁盘满了。"
    paste(clerk, "1\t2")
    assert clerk.value("received.natural_person") is None
    assert clerk.said == []


def test_while_typing_the_clipboard_belongs_to_the_editor(clerk, saver):
    clerk.type_("1")
    paste(clerk, "23")
    assert clerk.editor.text() == "123"
    assert saver.batches == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        *(("12件", 12), (" 1 234 ", 1234), ("1,234", 1234), ("１２", 12)),
        *(("12 件", 12), ("\u00a07\u3000", 7), ("1，234件", 1234)),
    ],
)
def test_what_goes_with_a_figure_is_left_out(clerk, text, figure):
    paste(clerk, text)
    assert clerk.value("received.natural_person") == figure
    clerk.press(Key.Key_Delete, Key.Key_F2)
    paste(clerk, text)
    clerk.press(Key.Key_Return)
    assert clerk.value("received.natural_person") == figure


COLUMN = "\n".join(map(str, [23, 2, *range(1, 22), 4]))
"""Table three's column without its total: two, 21 outcomes, and what is carried over."""


@pytest.mark.parametrize(
    ("start", "reach", "text", "ways", "taken"),
    [
        ("received.total", (), "1\t2", ["行和列对调", "只贴放得下的，1 个不贴"], {"pending_at_start.total": 2}),
        (
            "received.other",
            (),
            "1\t\t\n3\t9\t9\n",
            ["行和列对调", "只贴放得下的，1 个不贴"],
            {"pending_at_start.total": 9},
        ),
        (
            FIRST,
            (Key.Key_Right,),
            "1\n2\n3",
            ["从左上角照原样贴", "行和列对调"],
            {"pending_at_start.natural_person": 2},
        ),
        ("outcome.other.other.other", (), "1\n2\n3\n4\n", ["只贴放得下的，1 个不贴"], {"pending_at_end.other": 3}),
        (FIRST, (), COLUMN, ["跳过合计", "从左上角照原样贴"], {"pending_at_end.natural_person": 4}),
        (
            FIRST,
            (),
            "1\t2\t3\t4\t5\t6\t22\t\n1\t2\t3\t4\t5\t6\t21\t\n",
            ["从左上角照原样贴", "行和列对调"],
            {"received.total": 22},
        ),
        (
            FIRST,
            (),
            "\t1\t2\t3\t4\t5\t6\t22\n\t1\t2\t3\t4\t5\t6\t21\n",
            ["去掉左边的空列，照原样贴", "行和列对调", "只贴放得下的，2 个不贴"],
            {"received.total": 22},
        ),
        (FIRST, (), "1\t2\t3\t4\t5\t6\t21\t备注", ["只贴放得下的，1 个不贴"], {"received.total": 21}),
    ],
)
def test_a_block_of_another_shape_is_shown_before_it_is_taken(clerk, start, reach, text, ways, taken):  # noqa: PLR0913, PLR0917 - a row of the table
    clerk.go_to(start)
    clerk.press(*reach, shift=True)
    paste(clerk, text)
    dialog = clerk.view.findChild(PasteDialog)
    assert [choice.text() for choice in dialog.choices] == ways
    assert {cell: clerk.value(cell) for cell in taken} == dict.fromkeys(taken)
    assert f"改 {dialog.table.rowCount()} 格" in dialog.accept_button.text()
    dialog.accept_button.click()
    assert {cell: clerk.value(cell) for cell in taken} == taken
    clerk.view.setFocus()
    clerk.press(Key.Key_Z, ctrl=True)
    assert {cell: clerk.value(cell) for cell in taken} == dict.fromkeys(taken)


@pytest.mark.parametrize("last", ["", "7", "备注"])
def test_a_text_that_is_no_figure_is_told_with_its_place_in_the_block_as_it_was_copied(clerk, saver, last):
    paste(clerk, f"1\t2\t3\t4\t5\t6\t21\t{last}\n1\t2\tx\t4\t5\t6\t21\t\n")
    assert clerk.view.findChild(PasteDialog) is None
    assert "上年结转" in clerk.said[-1]
    assert "科研机构" in clerk.said[-1]
    assert saver.batches == []


def test_another_way_may_be_chosen_or_none(clerk, saver):
    clerk.press(Key.Key_Right, shift=True)
    paste(clerk, "1\n2\n3")
    dialog = clerk.view.findChild(PasteDialog)
    dialog.choices[1].click()
    assert [dialog.table.item(row, 2).text() for row in range(3)] == ["1", "2", "3"]
    assert "科研机构" in dialog.table.item(2, 0).text()
    dialog.cancel_button.click()
    assert saver.batches == []


def test_a_column_with_a_total_that_adds_up_goes_straight_in(clerk):
    paste(clerk, "\n".join(map(str, [23, 2, *[1] * 21, 21, 4])))
    assert clerk.view.findChild(PasteDialog) is None
    assert clerk.value("outcome.total.natural_person") == 21


def test_a_block_that_is_pasted_on_a_heading_is_shown_with_what_has_a_place(clerk_two, saver):
    clerk_two.click(0, 0)
    QGuiApplication.clipboard().setText("1\t2\t3\t4\t5")
    clerk_two.press(Key.Key_V, ctrl=True)
    choices = clerk_two.view.findChild(PasteDialog).choices
    assert [choice.text() for choice in choices] == ["行和列对调", "只贴放得下的，2 个不贴"]
    assert saver.batches == []


def test_nothing_is_pasted_into_a_locked_report(clerk, saver):
    clerk.page.model.document.set_lock("已经定稿。")
    paste(clerk, "1\t2")
    assert clerk.said == ["已经定稿。"]
    assert saver.batches == []
