"""Fees for information by keys: worked out while typed, and the year's sentence written into section six."""

import pytest
from PySide6.QtCore import Qt

from disclosure_desk.gui.prose.fee_dialog import FeeDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

NIL = "2025年，本机关发出信息处理费收费通知0件，涉及金额0元，实际收取0元。"


@pytest.fixture
def opened(qtbot):
    def open_for(text=""):
        dialog = FeeDialog(2025, text)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return open_for


def type_all(qtbot, dialog, *figures):
    for field, figure in zip((dialog.notices, dialog.charged, dialog.received), figures, strict=True):
        field.clear()
        qtbot.keyClicks(field, figure)


def test_the_empty_dialog_says_what_to_do_and_writes_nothing(opened):
    dialog = opened()
    assert dialog.outcome.text() == "把三个数填全，没有发生的填 0。"
    assert not dialog.accept_button.isEnabled()


def test_three_figures_typed_make_the_sentence(qtbot, opened):
    dialog = opened("其他无。")
    qtbot.keyClicks(dialog.notices, "0")
    qtbot.keyClick(dialog.notices, Qt.Key.Key_Tab)
    qtbot.keyClicks(dialog.charged, "0")
    qtbot.keyClick(dialog.charged, Qt.Key.Key_Tab)
    qtbot.keyClicks(dialog.received, "0")
    assert dialog.outcome.text() == f"加在第六部分末尾：\n{NIL}"
    with qtbot.waitSignal(dialog.wanted) as wanted:
        qtbot.keyClick(dialog.received, Qt.Key.Key_Return)
    assert wanted.args == [f"其他无。\n{NIL}"]


def test_more_received_than_charged_is_told_and_may_be_written(qtbot, opened):
    dialog = opened()
    type_all(qtbot, dialog, "1", "10", "20")
    assert dialog.outcome.text().endswith("只有收到上一年度通知的费用才会这样。")
    assert dialog.accept_button.isEnabled()


def test_the_sentence_that_stands_there_is_shown_and_replaced(qtbot, opened):
    dialog = opened("本年度未收取信息处理费。其他无。")
    type_all(qtbot, dialog, "2", "800.5", "800.5")
    new = "2025年，本机关发出信息处理费收费通知2件，涉及金额800.5元，实际收取800.5元。"
    assert dialog.outcome.text() == f"第六部分现在写着：\n本年度未收取信息处理费。\n改为：\n{new}"
    with qtbot.waitSignal(dialog.wanted) as wanted:
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert wanted.args == [f"{new}其他无。"]


def test_several_sentences_are_all_kept_and_shown(qtbot, opened):
    dialog = opened("本年度未收取信息处理费。收取信息处理费0元。")
    type_all(qtbot, dialog, "0", "0", "0")
    assert dialog.outcome.text().startswith("第六部分有 2 句写到信息处理费，都保留")


@pytest.mark.parametrize(
    ("figures", "problem"),
    [
        (("1", "0", "0"), "要么都是 0"),
        (("x", "0", "0"), "不是数字"),
        (("1", "2.345", "0"), "最多 2 位小数"),
        (("1", "2", ""), "把三个数填全"),
    ],
)
def test_what_makes_no_sentence_is_told_and_mended(qtbot, opened, figures, problem):
    dialog = opened()
    type_all(qtbot, dialog, *figures)
    assert problem in dialog.outcome.text()
    assert not dialog.accept_button.isEnabled()
    type_all(qtbot, dialog, "0", "0", "0")
    assert dialog.accept_button.isEnabled()


def test_fees_are_worked_out_while_they_are_typed(qtbot, opened):
    dialog = opened()
    requests, pages = dialog.counts["requests"], dialog.counts["pages"]
    qtbot.keyClicks(requests.field, "31")
    assert requests.outcome.text().splitlines()[1:] == [
        "第 11–30 件：20 件 × 100 元 ＝ 2000 元",
        "第 31 件：1 件 × 200 元 ＝ 200 元",
        "合计 2200 元",
    ]
    qtbot.keyClicks(pages.field, "250")
    assert pages.outcome.text().endswith("合计 4700 元")
    qtbot.keyClicks(requests.field, "0")
    assert len(requests.outcome.text().splitlines()) == 8
    assert "……" in requests.outcome.text()
    for typed, words in (("99999", "数量应当在"), ("1.5", "件数应当是整数。"), ("", "")):
        requests.field.setText(typed)
        assert words in requests.outcome.text()


def test_the_menu_writes_one_step_that_can_be_taken_back(qtbot, at_work):
    page = at_work.report_page
    before = page.document.report.texts["other_matters"]
    at_work.actions["fee"].trigger()
    dialog = next(one for one in page.findChildren(FeeDialog) if one.isVisible())
    type_all(qtbot, dialog, "0", "0", "0")
    qtbot.keyClick(dialog.received, Qt.Key.Key_Return)
    assert NIL in page.document.report.texts["other_matters"]
    assert page.current == "other_matters"
    page.undo()
    assert page.document.report.texts["other_matters"] == before


def test_nothing_opens_while_what_was_typed_cannot_be_stored(at_work, monkeypatch):
    page = at_work.report_page
    monkeypatch.setattr(page, "flush", lambda: False)
    page.ask_fee()
    assert not page.findChildren(FeeDialog)
