from contextlib import suppress
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QAbstractButton, QApplication

from disclosure_desk.gui.export.export_dialog import ExportDialog
from disclosure_desk.gui.session.session import Session
from disclosure_desk.gui.settings.page_settings_dialog import PageSettingsDialog
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.store import Store
from disclosure_desk.writers import render_file
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.font.chains import FontChoice
from disclosure_desk.writers.pdf.font.document_fonts import document_fonts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

DAY = date(2026, 1, 20)
OTHER = PageSettings(double_sided=False, tint=False, signed=True, signed_on=DAY, cover=False, office_fonts=False)
OWN = (
    FontChoice("标题", "方正小标宋简体", office=True),
    FontChoice("正文", "仿宋", office=True, skipped=("仿宋_GB2312 的授权不许嵌入，没有用",)),
)
BUNDLED = (FontChoice("标题", "Desk <小标宋>"), FontChoice("正文", "朱雀仿宋"))


@pytest.fixture
def kept():
    return []


@pytest.fixture
def ask(qtbot, kept):
    def show(settings=None, keep=kept.append):
        dialog = PageSettingsDialog(settings or PageSettings(), keep, lambda office: OWN if office else BUNDLED)
        qtbot.addWidget(dialog)
        dialog.open()
        dialog.activateWindow()
        QApplication.processEvents()
        return dialog

    return show


@pytest.mark.parametrize(
    "settings",
    [PageSettings(), OTHER, PageSettings(signed=True), PageSettings(signed=True, signed_on=DAY, tint=False)],
)
def test_what_is_shown_and_confirmed_is_kept_as_it_was(qtbot, ask, kept, settings):
    dialog = ask(settings)
    qtbot.keyClick(dialog.tint, Qt.Key.Key_Return)
    assert kept == [settings]
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ("I", PageSettings(double_sided=False)),
        ("ID", PageSettings()),
        ("T", PageSettings(tint=False)),
        ("S", PageSettings(signed=True, signed_on=date.today())),  # noqa: DTZ011 - the desk's own calendar
        ("SH", PageSettings(signed=True)),
        ("SHH", PageSettings(signed=True, signed_on=date.today())),  # noqa: DTZ011 - the desk's own calendar
        ("SS", PageSettings()),
        ("C", PageSettings(cover=False)),
        ("B", PageSettings(office_fonts=False)),
        ("BF", PageSettings()),
        ("ITSCBR", PageSettings()),
    ],
)
def test_each_choice_has_a_key(ask, press_alt, keys, chosen):
    dialog = ask()
    press_alt(dialog, keys)
    assert dialog.choices == chosen


def test_no_key_means_two_things(ask):
    keys = [one.text().partition("&")[2][:1] for one in ask().findChildren(QAbstractButton) if "&" in one.text()]
    assert sorted(keys) == sorted(set(keys))


def test_tab_goes_through_the_choices_from_top_to_bottom(qtbot, ask):
    dialog = ask(OTHER)
    way = (
        dialog.single_sided,
        dialog.tint,
        dialog.signed,
        *(dialog.day,) * 3,  # its year, its month, its day
        dialog.by_hand,
        dialog.cover,
        dialog.own_fonts,
        dialog.keep_button,
    )
    way[0].setFocus()
    for widget in way:
        assert QApplication.focusWidget() is widget
        qtbot.keyClick(widget, Qt.Key.Key_Tab)


def test_the_date_is_typed_as_it_is_printed(qtbot, ask):
    dialog = ask(OTHER)
    assert dialog.day.text() == "2026年1月20日"
    dialog.signed.setFocus()
    qtbot.keyClick(dialog.signed, Qt.Key.Key_Tab)
    qtbot.keyClicks(dialog.day, "2027")
    qtbot.keyClick(dialog.day, Qt.Key.Key_Tab)
    qtbot.keyClicks(dialog.day, "6")
    assert dialog.choices.signed_on == date(2027, 1, 6)


def test_a_date_is_offered_only_where_one_is_printed(ask, press_alt):
    dialog = ask()
    assert not dialog.day.isEnabled()
    assert not dialog.by_hand.isEnabled()
    press_alt(dialog, "S")
    assert dialog.day.isEnabled()
    press_alt(dialog, "H")
    assert not dialog.day.isEnabled()
    assert dialog.by_hand.isEnabled()


def shown(label):
    """A rich text as it is read, without its spaces."""
    return "".join(QTextDocumentFragment.fromHtml(label.text()).toPlainText().split())


def test_faces_are_told_with_what_was_passed_by(ask, press_alt):
    dialog = ask()
    own = "标题方正小标宋简体（本机字体）正文仿宋（本机字体）仿宋_GB2312的授权不许嵌入，没有用"
    assert shown(dialog.fonts) == own
    press_alt(dialog, "B")
    assert shown(dialog.fonts) == "标题Desk<小标宋>（自带）正文朱雀仿宋（自带）"
    assert dialog.fonts.accessibleName() == "标题：Desk <小标宋>（自带）\n正文：朱雀仿宋（自带）"
    press_alt(dialog, "R")
    assert shown(dialog.fonts) == own


def test_no_line_is_cut_off_when_a_failure_is_told(qtbot, ask):
    def keep(_settings):
        raise StoreError("磁盘满了，写不进这个文件。" * 6)

    dialog = ask(keep=keep)
    qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert dialog.fonts.height() >= dialog.fonts.sizeHint().height()
    assert dialog.problem.height() >= dialog.problem.heightForWidth(dialog.problem.width())


def test_standard_is_shown_first_and_kept_only_when_confirmed(qtbot, ask, kept):
    dialog = ask(OTHER)
    qtbot.mouseClick(dialog.default_button, Qt.MouseButton.LeftButton)
    assert dialog.choices == PageSettings()
    assert dialog.isVisible()
    assert kept == []
    qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert kept == [PageSettings()]


def test_escape_keeps_nothing(qtbot, ask, kept):
    dialog = ask()
    dialog.tint.setChecked(False)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert kept == []
    assert not dialog.isVisible()


def test_what_cannot_be_kept_is_told_and_the_choices_stay(qtbot, ask, kept):
    answers = [StoreError("磁盘满了。刚才这一步没有保存。请腾出空间后再试一次。")]

    def keep(settings):
        if answers:
            raise answers.pop()
        kept.append(settings)

    dialog = ask(OTHER, keep)
    qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert dialog.problem.text() == "磁盘满了。刚才这一步没有保存。请腾出空间后再试一次。"
    assert dialog.problem.isVisible()
    assert dialog.choices == OTHER
    qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert kept == [OTHER]


@pytest.fixture
def in_window(qtbot):
    """The dialog that the window shows."""

    def find(window):
        window.actions["page_settings"].trigger()
        qtbot.waitUntil(lambda: any(one.isVisible() for one in window.frame.findChildren(PageSettingsDialog)))
        return next(one for one in window.frame.findChildren(PageSettingsDialog) if one.isVisible())

    return find


def test_menu_leads_to_the_dialog_and_the_window_tells_the_change(qtbot, window, in_window):
    dialog = in_window(window)
    assert [choice.kind in dialog.fonts.text() for choice in document_fonts().used] == [True] * 5
    dialog.tint.setChecked(False)
    with qtbot.waitSignal(window.session.page_settings_changed):
        qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert window.session.page_settings == PageSettings(tint=False)
    assert window.frame.statusBar().currentMessage() == "页面设置已保存。"
    assert not in_window(window).tint.isChecked()


def fill(session):
    """Leave no room for another row."""
    (pages,) = session.store.connection_for_tests.execute("PRAGMA page_count").fetchone()
    session.store.connection_for_tests.execute(f"PRAGMA max_page_count = {pages}").fetchone()
    with suppress(StoreError):
        for number in range(1000):
            session.remember(f"filling {number}", "满" * 30)


def write_protect(session):
    session.store.connection_for_tests.execute("PRAGMA query_only = ON")


@pytest.mark.parametrize(("spoil", "words"), [(write_protect, "不能写入"), (fill, "磁盘满了")])
def test_a_disk_that_takes_nothing_is_told_and_nothing_changes(qtbot, window, in_window, spoil, words):
    spoil(window.session)
    dialog = in_window(window)
    dialog.single_sided.setChecked(True)
    with qtbot.assertNotEmitted(window.session.page_settings_changed):
        qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert words in dialog.problem.text()
    assert dialog.single_sided.isChecked()
    assert window.session.page_settings == PageSettings()


def test_choices_outlive_the_program_and_each_office_has_its_own(tmp_path):
    for name, settings in (("一办", OTHER), ("二办", PageSettings(cover=False))):
        session = Session()
        session.open(Store.open(tmp_path / name))
        session.set_page_settings(settings)
        session.remember("print.printer", f"{name}打印机")
        session.close()
    for name, settings in (("一办", OTHER), ("二办", PageSettings(cover=False)), ("三办", PageSettings())):
        session = Session()
        session.open(Store.open(tmp_path / name))
        assert session.page_settings == settings
        assert session.remembered("print.printer") == (None if name == "三办" else f"{name}打印机")
        session.close()


def test_an_exported_pdf_follows_the_settings(qtbot, at_work, tmp_path):
    at_work.session.set_page_settings(OTHER)
    at_work.actions["export"].trigger()
    dialog = next(one for one in at_work.frame.findChildren(ExportDialog) if one.isVisible())
    dialog.folder.setText(str(tmp_path))
    dialog.boxes[".docx"].setChecked(False)
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    (target,) = dialog.targets
    report = at_work.report_page.document.report
    assert target.read_bytes() == render_file(report, ".pdf", OTHER) != render_file(report, ".pdf")


def test_without_data_there_is_nothing_to_set(start):
    def refuse(_folder):
        raise StoreError("数据打不开。")

    window = start(open_store=refuse).main_window
    assert not any(window.actions[name].isEnabled() for name in ("new", "import", "page_settings"))
