import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from disclosure_desk.checks import check
from disclosure_desk.checks.finding import TextMark
from disclosure_desk.checks.stages import Gaps
from disclosure_desk.core.report import Change
from disclosure_desk.gui.report.finding_card import FindingCard
from disclosure_desk.gui.report.findings_list import FINDING, KIND, SHORT
from disclosure_desk.gui.report.findings_panel import FindingsPanel
from disclosure_desk.gui.widgets.palette import scheme
from disclosure_desk.gui.widgets.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


@pytest.fixture
def findings(full_report):
    wanted = {"proactive.fee.amount": 5000, "proactive.rule_document.issued": 3, "requests.received.total": 7}
    full_report.apply([Change(place, full_report.value(place), value) for place, value in wanted.items()])
    return check(full_report)


@pytest.fixture
def panel(qtbot, form, findings):
    panel = FindingsPanel(form)
    qtbot.addWidget(panel)
    panel.resize(300, 700)
    panel.show_findings(findings)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def texts(panel):
    return [panel.list.item(row).text() for row in range(panel.list.count())]


def test_findings_stand_under_their_section_errors_first(panel, findings):
    shown = texts(panel)
    assert shown[0] == "二、主动公开"
    assert shown[1].startswith("必须改：表二“规章”")
    assert shown[2].startswith("要说明：表二“行政事业性收费”")
    assert shown[3] == "三、申请办理"
    counted = [panel.filter.buttons[kind].count for kind in ("error", "warning")]
    assert counted == [sum(one.is_open and one.severity == kind for one in findings) for kind in ("error", "warning")]


def test_a_click_goes_to_the_finding(qtbot, panel):
    place = panel.list.visualItemRect(panel.list.item(2)).center()
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args[0].rule == "T2-FEE-UNIT"


def test_arrows_and_enter_go_to_the_finding(qtbot, panel):
    panel.list.setFocus()
    panel.list.setCurrentRow(1)
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert chosen.args[0].rule == "T2-FEE-UNIT"


def test_a_heading_cannot_be_chosen(qtbot, panel):
    place = panel.list.visualItemRect(panel.list.item(0)).center()
    with qtbot.assertNotEmitted(panel.chosen):
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_next_goes_through_all_findings_and_round(panel, findings):
    seen = []
    panel.chosen.connect(seen.append)
    for _ in range(len(findings) + 1):
        panel.choose_next()
    assert seen == [*findings, findings[0]]


def test_next_without_findings_goes_nowhere(qtbot, panel):
    panel.show_findings(())
    with qtbot.assertNotEmitted(panel.chosen):
        panel.choose_next()


def test_the_finding_stood_on_stays_current_when_others_go(panel, findings):
    panel.list.setCurrentRow(2)
    panel.show_findings(findings[1:])
    assert panel.current == findings[1]


def test_a_chosen_cell_marks_the_finding_about_it(panel):
    panel.show_place("proactive.fee.amount")
    assert panel.current.rule == "T2-FEE-UNIT"
    panel.show_place("proactive.licence.decisions")
    assert panel.current.rule == "T2-FEE-UNIT"  # calm: what is open stays so where nothing is about the new place


def test_a_finding_that_comes_up_about_the_chosen_cell_is_marked(panel, findings):
    panel.show_findings(())
    panel.show_place("proactive.fee.amount")
    panel.show_findings(findings)
    assert panel.current.rule == "T2-FEE-UNIT"


def test_a_cell_that_is_left_by_a_key_is_marked_with_what_the_key_has_changed(panel, findings):
    panel.show_place("requests.received.total")
    before = panel.current
    panel.expect_place("proactive.fee.amount")
    assert panel.current is before  # others are about to come: nothing is opened twice
    panel.show_findings(findings)
    assert panel.current.rule == "T2-FEE-UNIT"
    panel.expect_place("requests.received.total")
    panel.show_findings(tuple(one._replace(message=one.message + "再核对。") for one in findings))
    assert panel.current.key == before.key
    panel.expect_place("proactive.licence.decisions")
    panel.show_findings(findings)
    assert panel.current.key == before.key  # calm: as without a change


def test_what_was_just_broken_goes_before_what_is_said_of_the_next_cell(panel, findings):
    fee = next(one for one in findings if one.rule == "T2-FEE-UNIT")
    panel.show_findings([one for one in findings if one is not fee])
    panel.expect_place("requests.received.total")
    panel.show_findings(findings, changed=fee.cells)
    assert panel.current == fee


def test_without_findings_it_says_so(panel):
    panel.show_findings(())
    words = panel.findChild(QLabel, "empty")
    assert words.isVisible()
    assert words.text() == "没有发现问题"


@pytest.mark.parametrize("width", [240, 300, 600])
def test_the_open_finding_has_the_room_that_its_whole_message_needs(panel, findings, width):
    panel.resize(width, 700)
    panel.show_finding(findings[0])
    QApplication.processEvents()
    item = panel.list.visualItemRect(panel.list.item(1))
    message = next(label for label in panel.card.findChildren(QLabel) if label.text() == findings[0].message)
    assert item.height() == panel.card.height()
    assert message.height() >= message.heightForWidth(message.width())
    assert message.width() <= panel.list.viewport().width()


def test_a_closed_finding_has_two_lines_whatever_its_message(panel, findings):
    heights = {panel.list.visualItemRect(panel.list.item(row)).height() for row in panel.list.rows()}
    long = [one._replace(message=one.message * 20) for one in findings]
    panel.show_findings(long)
    assert max(heights) == max(panel.list.visualItemRect(panel.list.item(row)).height() for row in panel.list.rows())


def test_findings_are_measured_anew_for_another_width_or_face(panel, findings):
    def height():
        QApplication.processEvents()
        return panel.list.visualItemRect(panel.list.item(1)).height()

    panel.show_finding(findings[0])
    narrow = height()
    panel.resize(600, 700)
    wide = height()
    assert wide < narrow
    font = panel.list.font()
    font.setPointSizeF(2 * font.pointSizeF())
    panel.list.setFont(font)
    assert height() > wide


def test_a_finding_shows_the_figures_that_would_mend_it_and_takes_them_over(qtbot, panel, findings):
    leader = next(finding for finding in findings if finding.repairs)
    change = leader.repairs[0].changes[0]
    panel.show_finding(leader)
    shown = [label.text() for label in panel.card.findChildren(QLabel)]
    assert str(change.before) in shown
    assert str(change.after) in shown
    button = panel.card.buttons[0]
    assert button.text().strip() == f"改为 {change.after}"
    with qtbot.waitSignal(panel.repair_wanted) as wanted:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted.args[0] == leader.repairs[0]


def test_less_likely_repairs_are_offered_in_small(qtbot, panel, findings):
    leader = next(finding for finding in findings if finding.repairs)
    other = leader.repairs[0]._replace(changes=(Change("requests.received.business", 3, 4),), sentence="另一处")
    panel.show_findings([leader._replace(repairs=(leader.repairs[0], other))])
    panel.show_finding(leader)
    words = [label.text() for label in panel.card.findChildren(QLabel)]
    assert "可能是" in words
    assert "应为" not in words
    assert any("商业企业 3 → 4" in word for word in words)
    with qtbot.waitSignal(panel.repair_wanted) as wanted:
        qtbot.mouseClick(panel.card.buttons[-1], Qt.MouseButton.LeftButton)
    assert wanted.args[0] == other


def test_buttons_say_what_can_be_done_with_each_kind(panel, findings):
    warning = next(one for one in findings if one.rule == "T2-FEE-UNIT")
    plain = warning._replace(severity="error", explainable=False, key="")
    for finding, words in (
        (warning, ["说明…", "去改"]),
        (warning._replace(explanation="已经核实。"), ["改说明…", "去改"]),
        (plain, ["去改"]),
    ):
        panel.show_findings([finding])
        panel.show_finding(finding)
        assert [button.text().strip() for button in panel.card.buttons] == words
        told = [f"{word}：二、行政事业性收费 · 本年收费金额（单位：万元）" for word in words]
        assert [button.accessibleName() for button in panel.card.buttons] == told


def test_f7_and_buttons_of_the_card_ask_for_an_answer(qtbot, panel, findings):
    warning = next(one for one in findings if one.explainable)
    panel.show_finding(warning)
    with qtbot.waitSignal(panel.explain_wanted) as wanted:
        qtbot.mouseClick(panel.card.buttons[0], Qt.MouseButton.LeftButton)
    assert wanted.args[0] == warning
    with qtbot.waitSignal(panel.chosen):
        qtbot.mouseClick(panel.card.buttons[1], Qt.MouseButton.LeftButton)


def test_with_keys_alone_a_finding_is_opened_and_its_buttons_are_pressed(qtbot, panel, findings):
    panel.list.setFocus()
    panel.show_finding(findings[0])
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    assert panel.current.rule == "T2-FEE-UNIT"
    for button in panel.card.buttons:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert button.hasFocus()
    with qtbot.waitSignal(panel.chosen):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert panel.list.hasFocus()


def test_what_changes_elsewhere_leaves_the_open_finding_and_the_keyboard_alone(panel, findings):
    panel.show_finding(findings[1])
    card = panel.card
    card.buttons[0].setFocus()
    others = [one._replace(message=f"{one.message}改了。") if one.section == "requests" else one for one in findings]
    for shown in (others, [*others, others[-1]._replace(section="disputes", key="new")], others[:2], findings):
        panel.show_findings(shown)
        assert panel.card is card
        assert card.buttons[0].hasFocus()
        assert [panel.list.item(row).data(FINDING) for row in panel.list.rows()] == list(shown)
    panel.show_findings([findings[0], *findings[2:]])
    assert panel.card is None
    assert panel.current is None  # its neighbour has not taken its place


def test_a_list_that_has_only_got_the_keyboard_has_no_current_finding_afterwards_either(panel, findings):
    panel.list.setFocus()  # Qt makes the first row the one of the keyboard, which is no choice of the clerk's
    panel.list.setCurrentRow(1, QItemSelectionModel.SelectionFlag.NoUpdate)
    assert panel.current is None
    panel.show_findings(findings[1:])
    assert panel.current is None


def test_words_that_are_proposed_are_shown_and_taken_over(qtbot, panel, findings):
    texts = {"overview.on_request": "严格依法办理。全年共收到政府信息公开申请1件，均按期办结。"}
    at = texts["overview.on_request"].index("1")
    mark = TextMark("overview.on_request", at, at + 1, "173", "requests.received.total")
    finding = findings[0]._replace(
        section="overview", cells=("overview.on_request",), marks=(mark,), message="写着很长的一句话。" * 9
    )
    panel.show_findings([finding], texts=texts)
    assert panel.list.item(1).data(SHORT) == (
        "写着“…到政府信息公开申请1件”，表中是 173：表三“一、本年新收政府信息公开申请数量”“总计”。"
    )
    panel.show_finding(finding)
    shown = [label.text() for label in panel.card.findChildren(QLabel)]
    assert {"文字里　现在", "1", "应为", "173"} <= {*shown}
    with qtbot.waitSignal(panel.words_wanted) as wanted:
        qtbot.mouseClick(panel.card.buttons[0], Qt.MouseButton.LeftButton)
    assert wanted.args[0] == finding


def test_a_count_shows_only_its_kind_and_pressed_again_all(qtbot, panel, findings):
    every = len(panel.list.rows())
    qtbot.mouseClick(panel.filter.buttons["warning"], Qt.MouseButton.LeftButton)
    assert {panel.list.item(row).data(KIND) for row in panel.list.rows()} == {"warning"}
    qtbot.keyClick(panel.filter.buttons["warning"], Qt.Key.Key_Space)
    assert len(panel.list.rows()) == every
    qtbot.mouseClick(panel.filter.buttons["warning"], Qt.MouseButton.LeftButton)
    panel.show_findings([one for one in findings if one.severity == "error"])
    assert panel.filter.kind == ""  # none of that kind is left: an empty list would look as if all were right
    assert panel.list.rows()


def test_the_section_in_sight_comes_first_and_the_others_follow_in_their_order(panel):
    def heads():
        return [words for words in texts(panel) if "：" not in words]

    assert heads() == ["二、主动公开", "三、申请办理"]
    panel.show_section("requests")
    assert heads() == ["三、申请办理", "二、主动公开"]
    panel.show_section("overview")
    assert heads() == ["二、主动公开", "三、申请办理"]
    head = panel.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert head == "二、主动公开，必须改 1，要说明 1"


def test_what_has_just_broken_opens_without_taking_the_keyboard(panel, findings):
    panel.show_findings(findings[:1])
    panel.show_finding(findings[0])
    panel.filter.buttons["error"].setFocus()
    keyboard = QApplication.focusWidget()
    panel.show_findings(findings, changed={"requests.received.total"})
    assert panel.current.section == "requests"
    assert panel.current.is_open
    assert QApplication.focusWidget() is keyboard is not None
    panel.show_findings(findings[:2], changed={"requests.received.total"})
    assert panel.current is None


def test_what_has_just_broken_is_shown_whatever_is_filtered(qtbot, panel, findings):
    panel.show_findings(findings[:2])
    qtbot.mouseClick(panel.filter.buttons["warning"], Qt.MouseButton.LeftButton)
    panel.show_findings(findings, changed={"requests.received.total"})
    assert (panel.filter.kind, panel.current.section) == ("", "requests")
    assert len(panel.list.rows()) == len(findings)


def test_pointing_at_a_closed_finding_offers_its_buttons(qtbot, panel, findings):
    warning = next(one for one in findings if one.explainable)
    row = next(row for row in panel.list.rows() if panel.list.item(row).data(FINDING) == warning)
    at = panel.list.visualItemRect(panel.list.item(row)).center()
    QTest.mouseMove(panel.list.viewport(), at - QPoint(1, 0))
    QTest.mouseMove(panel.list.viewport(), at)
    assert [button.text() for button in panel.pointed.buttons] == ["说明…"]
    assert panel.pointed.isVisible()
    with qtbot.waitSignal(panel.explain_wanted) as wanted:
        qtbot.mouseClick(panel.pointed.buttons[0], Qt.MouseButton.LeftButton)
    assert wanted.args[0] == warning
    panel.list.pointed.emit(None)
    assert not panel.pointed.isVisible()


def test_a_screen_reader_hears_kind_place_sentence_and_basis(panel, findings):
    item = panel.list.item(panel.list.rows()[0])
    told = item.data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == f"必须改，二、规章 · 本年制发件数，{findings[0].message}"
    assert item.data(Qt.ItemDataRole.AccessibleDescriptionRole) == f"依据：{findings[0].basis}"


def test_what_is_explained_is_told_with_its_explanation_and_no_longer_counted(panel, findings):
    explained = [one._replace(explanation="已经核实。") if one.severity == "warning" else one for one in findings]
    panel.show_findings(explained)
    assert any(words.startswith("已说明：") and words.endswith("说明：已经核实。") for words in texts(panel))
    assert panel.filter.buttons["warning"].count == 0
    assert panel.filter.buttons["done"].text() == f"已说明 {sum(bool(one.explanation) for one in explained)}"
    panel.grab()


def test_a_finding_about_the_whole_report_stands_under_its_name(panel, findings):
    panel.show_findings([findings[0]._replace(section="", cells=())])
    assert texts(panel)[0] == "整份报告"


def test_only_what_can_be_answered_offers_an_explanation(qtbot, panel):
    assert panel.menu_for(panel.list.item(0)) is None
    assert panel.menu_for(None) is None
    menus = {panel.list.item(row).text()[:3]: panel.menu_for(panel.list.item(row)) for row in (2, 4)}
    assert [action.text() for action in menus["要说明"].actions()] == ["去改", "说明…"]
    assert [action.text() for action in menus["必须改"].actions()][1:] == [
        "改：表三“一、本年新收政府信息公开申请数量”“总计”由 7 改为 86898321"
    ]
    with qtbot.waitSignal(panel.chosen):
        menus["要说明"].actions()[0].trigger()
    with qtbot.waitSignal(panel.explain_wanted) as wanted:
        menus["要说明"].actions()[1].trigger()
    assert wanted.args[0].rule == "T2-FEE-UNIT"


def test_the_likeliest_repair_is_told_and_any_can_be_taken_over(qtbot, panel, findings):
    leader = next(finding for finding in findings if finding.repairs)
    row = next(row for row, words in enumerate(texts(panel)) if "可能的改法" in words)
    assert texts(panel)[row].endswith(f"可能的改法：{leader.repairs[0].sentence}")
    with qtbot.waitSignal(panel.repair_wanted) as wanted:
        panel.menu_for(panel.list.item(row)).actions()[1].trigger()
    assert wanted.args[0] == leader.repairs[0]


@pytest.mark.qt_log_ignore("propagateSizeHints", "raise", "grabbing the keyboard")
def test_the_menu_opens_where_the_clerk_points(qtbot, panel):
    place = panel.list.visualItemRect(panel.list.item(2)).center()
    panel.list.customContextMenuRequested.emit(place)
    menu = QApplication.activePopupWidget()
    assert [action.text() for action in menu.actions()] == ["去改", "说明…"]
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    panel.list.customContextMenuRequested.emit(panel.list.visualItemRect(panel.list.item(0)).center())
    assert QApplication.activePopupWidget() is None


def test_what_is_only_blank_is_no_fault(panel, blank_report):
    found = check(blank_report)
    panel.show_findings(found, Gaps(blank_report))
    labels = {panel.list.item(row).text().partition("：")[0] for row in range(panel.list.count())}
    assert "必须改" not in labels
    assert "还没填" in labels
    image = panel.list.viewport().grab().toImage()
    pixels = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert scheme(is_dark=False).error.name() not in pixels


@pytest.mark.parametrize("compared", [0, 200], ids=["all replaced", "row by row"])
def test_rows_come_and_go_in_their_places(panel, findings, monkeypatch, compared):
    monkeypatch.setattr("disclosure_desk.gui.report.findings_panel._COMPARED", compared)
    for shown in (findings[1:], findings[:2], findings[::-1], (), findings):
        panel.show_findings(shown)
        alone = FindingsPanel(panel._form)
        alone.show_findings(shown)
        assert texts(panel) == texts(alone)
        alone.deleteLater()


@pytest.mark.usefixtures("look_kept")
def test_the_words_that_a_repair_replaces_are_never_cut(qtbot, form, full_report):
    """A heading of eleven characters, as large as a figure, lost its last two in the panel."""
    Theme(QApplication.instance())
    full_report.apply([Change("problems", full_report.value("problems"), "六、其他需要报告的事项\n没有。")])
    (finding,) = [one for one in check(full_report) if one.rule == "F-HEADINGS"]
    card = FindingCard(form, finding, "error", full_report.texts)
    qtbot.addWidget(card)
    card.setFixedWidth(292)  # as the panel gives it
    with qtbot.waitExposed(card):
        card.show()
    labels = [one for one in card.findChildren(QLabel) if one.text()]

    assert {"六、其他需要报告的事项", "删去"} <= {one.text() for one in labels}
    assert [one.text() for one in labels if not one.wordWrap() and one.width() < one.sizeHint().width()] == []
