import pytest
from PySide6.QtCore import Qt

from disclosure_desk.gui.report.section_list import NARROW, WIDE, SectionList
from disclosure_desk.gui.session.section_status import SectionStatus
from disclosure_desk.gui.widgets.palette import scheme

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


def test_narrow_the_rail_shows_numerals_and_signs_and_is_as_high(sections):
    wide = [sections.visualItemRect(sections.item(row)).height() for row in range(7)]
    sections.fold(NARROW)
    sections.doItemsLayout()
    assert sections.is_narrow
    assert sections.width() == 52
    assert [sections.visualItemRect(sections.item(row)).height() for row in range(7)] == wide == [40] * 7
    sections.fold(WIDE)
    assert sections.width() == 168


@pytest.mark.parametrize("is_narrow", [False, True])
def test_counts_are_told_by_shape_and_colour(sections, form, is_narrow):
    sections.fold(NARROW if is_narrow else WIDE)
    before = sections.viewport().grab().toImage()
    states = {section.id: SectionStatus("3 处必须改", "error", (("error", "3"),)) for section in form.sections}
    sections.show_states(states)
    image = sections.viewport().grab().toImage()
    pixels = {image.pixelColor(x, 20).name() for x in range(image.width())}
    assert scheme(is_dark=False).error.name() in pixels
    assert image != before
