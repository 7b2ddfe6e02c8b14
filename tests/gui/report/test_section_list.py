import pytest
from PySide6.QtCore import Qt

from disclosure_desk.gui.report.section_list import SectionList
from disclosure_desk.gui.session.section_status import SectionStatus

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


@pytest.fixture
def sections(qtbot, form):
    sections = SectionList(form)
    qtbot.addWidget(sections)
    sections.resize(232, 620)
    sections.show_states({section.id: SectionStatus("未写", "missing") for section in form.sections})
    with qtbot.waitExposed(sections):
        sections.show()
    return sections


def test_every_section_is_named_with_its_state(sections, form):
    for row, section in enumerate(form.sections):
        assert sections.item(row).text() == f"{section.name}，未写"


def test_arrow_keys_choose_the_next_section(qtbot, sections):
    sections.choose("overview")
    with qtbot.waitSignal(sections.chosen) as chosen:
        qtbot.keyClick(sections, Qt.Key.Key_Down)
    assert chosen.args == ["proactive"]


def test_a_click_chooses_a_section(qtbot, sections):
    place = sections.visualItemRect(sections.item(3)).center()
    with qtbot.waitSignal(sections.chosen) as chosen:
        qtbot.mouseClick(sections.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["requests"]


def test_long_names_and_states_wrap_inside_the_list(sections, form):
    short = sections.visualItemRect(sections.item(0)).height()
    states = {
        section.id: SectionStatus("缺 12 格 · 2 处必须改 · 1 处要说明 · 还有更多", "error") for section in form.sections
    }
    sections.show_states(states)
    sections.resize(180, 620)
    sections.doItemsLayout()
    assert sections.visualItemRect(sections.item(3)).height() > short
    assert sections.visualItemRect(sections.item(3)).width() <= sections.viewport().width()
