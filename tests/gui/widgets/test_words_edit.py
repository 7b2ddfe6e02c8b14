"""What is pasted into a dialog's field for words."""

from PySide6.QtCore import QMimeData

from disclosure_desk.gui.approval.reason_dialog import ReasonDialog
from disclosure_desk.gui.widgets.words_edit import WordsEdit


def pasted(text):
    data = QMimeData()
    data.setText(text)
    return data


def test_what_nobody_sees_is_taken_out_and_told(qtbot):
    edit = WordsEdit()
    qtbot.addWidget(edit)
    with qtbot.waitSignal(edit.cleaned) as told:
        edit.insertFromMimeData(pasted("职能\u200b划转\xad。"))
    assert edit.toPlainText() == "职能划转。"
    assert "零宽空格（U+200B） 1 个" in told.args[0]
    with qtbot.assertNotEmitted(edit.cleaned):
        edit.insertFromMimeData(pasted("\n已核对。"))
    assert edit.toPlainText() == "职能划转。\n已核对。"


def test_a_reason_is_kept_without_it(qtbot):
    dialog = ReasonDialog("更正", "为什么更正？", lambda _: None)
    qtbot.addWidget(dialog)
    dialog.edit.insertFromMimeData(pasted("表三\ufeff填错了一格。"))
    assert dialog.sentence == "表三填错了一格。"


def test_nothing_is_at_fault_before_a_reason_is_written(qtbot):
    dialog = ReasonDialog("更正", "为什么更正？", lambda _: None)
    qtbot.addWidget(dialog)
    shown = [(dialog.problem.text(), dialog.keep_button.isEnabled())]
    for words in ("  错 了\n", "数填错了"):
        dialog.edit.setPlainText(words)
        shown.append((dialog.problem.text(), dialog.keep_button.isEnabled()))
    assert shown == [("", False), ("", False), ("", True)]
