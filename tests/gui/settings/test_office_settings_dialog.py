"""What the office tells the checks, chosen by keys and kept."""

import pytest
from PySide6.QtCore import Qt

from disclosure_desk.checks.check_settings import CheckSettings
from disclosure_desk.gui.settings.office_settings_dialog import OfficeSettingsDialog
from disclosure_desk.store.errors import StoreError

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

ALL = CheckSettings(
    "town", (2, 29), 800, (("拆签", "拆迁"), ("绝无仅有", "")), has_secrecy=False, similar_warn=40, similar_refuse=80
)


@pytest.fixture
def opened(qtbot, form):
    def open_for(settings=ALL, keep=None):
        kept = []
        dialog = OfficeSettingsDialog(form, settings, keep or kept.append)
        dialog.kept = kept
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return open_for


@pytest.mark.parametrize("settings", [ALL, CheckSettings()])
def test_what_is_shown_is_what_is_kept(qtbot, opened, settings):
    dialog = opened(settings)
    qtbot.keyClick(dialog.limit, Qt.Key.Key_Return)
    assert dialog.kept == [settings]
    assert not dialog.isVisible()


def test_choices_are_made_by_keys(qtbot, opened):
    dialog = opened(CheckSettings())
    assert not dialog.day.isEnabled()
    dialog.kind.setFocus()
    qtbot.keyClick(dialog.kind, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.has_day, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.day, Qt.Key.Key_Up)
    dialog.limit.selectAll()
    qtbot.keyClicks(dialog.limit, "1500")
    for field, share in ((dialog.similar_warn, "35"), (dialog.similar_refuse, "60")):
        field.selectAll()
        qtbot.keyClicks(field, share)
    dialog.words.insertPlainText("甲乙\t丙丁\n\n 戊己 -> 庚辛 \n壬癸\n台帐→台帐")
    qtbot.keyClick(dialog.limit, Qt.Key.Key_Return)
    (kept,) = dialog.kept
    assert kept.kind == "street"
    assert kept.deadline == (2, 20)
    assert kept.length_limit == 1500
    assert (kept.similar_warn, kept.similar_refuse) == (35, 60)
    assert kept.words == (("甲乙", "丙丁"), ("戊己", "庚辛"), ("壬癸", ""), ("台帐", "台帐"))


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("→丙丁", "“→丙丁”前面少了错写的词。"),
        ("甲乙→丙\n甲乙", "“甲乙”写了 2 次，请留一个。"),
    ],
)
def test_words_that_tell_nothing_are_refused(opened, words, problem):
    dialog = opened()
    dialog.words.setPlainText(words)
    assert dialog.problem.text() == problem
    assert not dialog.keep_button.isEnabled()
    dialog.words.setPlainText("甲乙→丙")
    assert dialog.keep_button.isEnabled()


def test_a_share_of_nothing_is_shown_in_words_and_one_above_the_other_is_refused(qtbot, opened):
    dialog = opened(CheckSettings())
    assert dialog.similar_refuse.text() == "不限"
    for _ in range(5):
        qtbot.keyClick(dialog.similar_warn, Qt.Key.Key_PageDown)  # ten less each time
    assert dialog.similar_warn.text() == "不提醒"

    dialog.similar_warn.setValue(70)
    dialog.similar_refuse.setValue(60)
    assert dialog.problem.text().startswith("要说明的 70% 大于不能定稿的 60%")
    assert not dialog.keep_button.isEnabled()
    dialog.similar_refuse.setValue(70)
    assert dialog.keep_button.isEnabled()


def test_what_cannot_be_kept_is_told_and_stays(qtbot, opened):
    def fail(_):
        raise StoreError("磁盘满了。")

    dialog = opened(keep=fail)
    qtbot.keyClick(dialog.limit, Qt.Key.Key_Return)
    assert dialog.problem.text() == "磁盘满了。"
    assert dialog.isVisible()


def test_escape_keeps_nothing(qtbot, opened):
    dialog = opened()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.kept


def test_the_menu_opens_it_for_list_and_report(qtbot, window, full_report):
    for _ in range(2):
        window.actions["check_settings"].trigger()
        dialog = next(one for one in window.frame.findChildren(OfficeSettingsDialog) if one.isVisible())
        dialog.limit.setValue(dialog.limit.value() + 1)
        qtbot.keyClick(dialog.limit, Qt.Key.Key_Return)
        window.session.open_report(window.session.take_in(full_report)) if not window.report_page else None
    assert window.session.check_settings.length_limit == 1002
