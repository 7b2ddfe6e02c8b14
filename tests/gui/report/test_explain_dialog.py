"""A finding is answered by keys: freely, from offered reasons, or by naming every source."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QLabel

from disclosure_desk.checks.finding import Finding
from disclosure_desk.core.report import new_report
from disclosure_desk.gui.report.explain_dialog import Background, ExplainDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

WARNING = Finding("Y-IN-FORCE", "warning", "proactive", (), "应当是 6。", "", key="explanation.Y.1", explainable=True)


@pytest.fixture
def opened(qtbot):
    def open_for(finding):
        dialog = ExplainDialog(finding)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return open_for


def test_a_sentence_is_typed_and_kept_by_keys(qtbot, opened):
    dialog = opened(WARNING)
    assert not dialog.accept_button.isEnabled()
    assert dialog.reasons == []
    dialog.edit.insertPlainText("属实")
    assert dialog.problem.text() == "2 字，至少 4 个字"
    dialog.edit.insertPlainText("，已经\n  核对。")
    assert dialog.accept_button.isEnabled()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.sentence == "属实，已经 核对。"


def test_an_offered_reason_fills_the_sentence(qtbot, opened):
    dialog = opened(WARNING._replace(reasons=("职能划转。", "统计口径调整。")))
    qtbot.keyClick(dialog.reasons[1], Qt.Key.Key_Space)
    assert dialog.sentence == "统计口径调整。"
    assert dialog.edit.hasFocus()
    qtbot.keyClicks(dialog.edit, "x")  # it can be gone on with
    assert dialog.accept_button.isEnabled()


def test_an_offered_reason_takes_nothing_away_that_cannot_be_brought_back(qtbot, opened):
    dialog = opened(WARNING._replace(reasons=("职能划转。",)))
    qtbot.keyClicks(dialog.edit, "own words")
    dialog.reasons[0].click()
    assert dialog.sentence == "职能划转。"
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.sentence == "own words"


def test_the_figures_of_a_row_stand_beside_last_years(qtbot, full_report, form):
    cells = tuple(f"requests.outcome.granted.{column}" for column in ("natural_person", "business"))
    before = new_report(form, full_report.unit, full_report.year - 1, {cells[0]: 58})
    finding = WARNING._replace(cells=cells)
    for previous, shown in ((before, True), (None, False)):
        dialog = ExplainDialog(finding, background=Background(full_report, previous))
        qtbot.addWidget(dialog)
        tables = [label.text() for label in dialog.findChildren(QLabel) if label.text().startswith("<table")]
        assert bool(tables) == shown
        if shown:
            assert "自然人" in tables[0]
            now = [full_report.value(cell) for cell in cells]
            for year, figures in (("今年", now), ("去年", (58, "–"))):  # blank last year is not 0
                row = "".join(f"<td align='right'>{figure}</td>" for figure in figures)
                assert f"<tr><td>{year}</td>{row}</tr>" in tables[0]


def test_it_leads_to_the_place_instead(qtbot, opened):
    dialog = opened(WARNING)
    with qtbot.waitSignals([dialog.rejected, dialog.go_wanted]):
        qtbot.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)


def test_a_zero_report_is_attested_by_ticking_every_source(qtbot, opened):
    dialog = opened(WARNING._replace(sources=("信件", "网站")))
    qtbot.keyClick(dialog.sources[0], Qt.Key.Key_Space)
    assert dialog.problem.text() == "还没有写查过：网站"
    assert not dialog.accept_button.isEnabled()
    qtbot.keyClick(dialog.sources[1], Qt.Key.Key_Space)
    assert dialog.sentence == "已逐一查过信件、网站，情况属实。"
    assert dialog.accept_button.isEnabled()
    qtbot.keyClick(dialog.sources[0], Qt.Key.Key_Space)
    qtbot.keyClick(dialog.sources[1], Qt.Key.Key_Space)
    assert dialog.sentence == ""


def test_what_was_said_can_be_withdrawn(qtbot, opened):
    assert opened(WARNING).withdraw_button.isHidden()
    dialog = opened(WARNING._replace(explanation="已经核实。"))
    assert dialog.sentence == "已经核实。"
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.withdraw_button, Qt.Key.Key_Space)
    assert dialog.sentence == ""


def test_escape_keeps_nothing(qtbot, opened):
    dialog = opened(WARNING)
    qtbot.keyClicks(dialog.edit, "xxxxxx")
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog.edit, Qt.Key.Key_Escape)


def test_what_is_pasted_comes_without_what_nobody_sees(opened):
    dialog = opened(WARNING)
    data = QMimeData()
    data.setText("职能\u200b已经划转。")
    dialog.edit.insertFromMimeData(data)
    assert dialog.sentence == "职能已经划转。"
    assert "已经去掉" in dialog.problem.text()
