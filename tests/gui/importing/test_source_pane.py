"""The source beside a review: the place of a doubt marked in its text, and on its page."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from review_readings import HELD, KEY, press, reading

from disclosure_desk.core.report import new_report
from disclosure_desk.gui.importing.source_pane import Source
from disclosure_desk.gui.importing.source_text import SourceText
from disclosure_desk.readers.model.source_items import SourceLocation, SourceParagraph, SourceRow
from disclosure_desk.writers import render_file

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


def ground(text, item, place):
    table, line, _ = text._lines[item]
    return table.cellAt(line, place).format().background().color()


def test_the_cell_is_marked_within_its_row(dialog):
    text = dialog.source.text
    assert ground(text, 2, 1) != ground(text, 2, 0)
    press(KEY.Key_Return)
    assert ground(text, 2, 1) == ground(text, 2, 0) == QColor("#ffffff")
    press(KEY.Key_Return)
    assert ground(text, 3, 2) != ground(text, 3, 1) == ground(text, 3, 0)


def test_the_place_is_in_view_as_soon_as_the_source_is_shown(qtbot):
    text = SourceText([SourceParagraph(f"第 {number} 段") for number in range(200)])
    qtbot.addWidget(text)
    text.resize(400, 300)
    text.mark([150], None)
    with qtbot.waitExposed(text):
        text.show()
    assert 0 <= text.cursorRect(text._ends(150)[0]).top() < 300


def test_no_figure_is_broken_in_two_in_a_narrow_view_and_a_merged_label_takes_little_room(qtbot):
    merged = [("三、本年度办理结果", "（三）不予公开"), *[("", "")] * 6]
    rows = [SourceRow((*outer, "4.保护第三方合法权益", *(["5317"] * 7))) for outer in merged]
    text = SourceText(rows)
    qtbot.addWidget(text)
    text.resize(460, 300)
    with qtbot.waitExposed(text):
        text.show()
    table, line, _ = text._lines[1]
    lines = [table.cellAt(line, column).firstCursorPosition().block().layout().lineCount() for column in range(10)]
    assert lines[3:] == [1] * 7
    left = [text.cursorRect(table.cellAt(line, column).firstCursorPosition()).left() for column in range(4)]
    assert left[1] - left[0] < left[3] - left[2]


@pytest.mark.slow
def test_a_long_source_is_laid_out_around_the_place(qtbot):
    items = [SourceParagraph(f"第 {number} 段" + "长" * 4000) for number in range(2000)]
    text = SourceText(items)
    qtbot.addWidget(text)
    text.resize(400, 300)
    text.show()
    text.mark([1500, 3], None)
    assert "第 1500 段" in text.toPlainText()
    assert "第 3 段" not in text.toPlainText()
    assert 0 <= text.cursorRect(text._ends(1500)[0]).top() < 300


@pytest.fixture
def paged(form, open_dialog):
    """A source of pages: our own PDF, with made-up places."""
    content = render_file(new_report(form, "某街道", 2024), ".pdf")
    locations = [SourceLocation("", page, (0.1, 0.2, 0.9, 0.25)) for page in (0, 0, 1, 1)]
    read = reading(form, locations=locations)
    *before, row = read.items
    boxes = (None, (0.5, 0.2, 0.6, 0.25), (0.6, 0.2, 0.7, 0.25))
    read = read._replace(items=(*before, row._replace(boxes=boxes)))
    return open_dialog(read, source=Source("年报.pdf", content, ".pdf"))


def yellow(pages, *box):
    """How much less blue than red a part of the second page has in its middle."""
    area = pages._area(1, box)
    image = pages.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    inside = image.pixelColor(round(area.center().x() * ratio), round(area.center().y() * ratio))
    return inside.red() - inside.blue()


def test_the_place_is_marked_on_its_page(qtbot, paged):
    pages = paged.source.pages
    qtbot.waitUntil(lambda: pages.is_complete)
    assert paged.source.place.text() == "第 2 页"
    assert 1 in pages.seen
    assert yellow(pages, 0.8, 0.2, 0.9, 0.25) > 0


def test_the_cell_is_marked_on_its_page_more_than_its_row(qtbot, paged):
    pages = paged.source.pages
    qtbot.waitUntil(lambda: pages.is_complete)
    press(KEY.Key_Return)
    assert yellow(pages, 0.5, 0.2, 0.6, 0.25) > yellow(pages, 0.6, 0.2, 0.7, 0.25) > 0
    press(KEY.Key_Return)
    assert yellow(pages, 0.6, 0.2, 0.7, 0.25) > yellow(pages, 0.5, 0.2, 0.6, 0.25) > 0


def test_pages_get_larger_and_smaller(qtbot, paged):
    pages = paged.source.pages
    qtbot.waitUntil(lambda: pages.is_complete)
    before = pages.shown_zoom
    QTest.keyClick(paged.list, KEY.Key_Equal, HELD.ControlModifier)
    assert pages.shown_zoom > before
    qtbot.waitUntil(lambda: pages.is_complete)
    QTest.keyClick(paged.list, KEY.Key_Minus, HELD.ControlModifier)
    assert pages.shown_zoom <= before or pages.shown_zoom < 2


def test_pages_that_cannot_be_drawn_give_way_to_the_text(qtbot, form, open_dialog):
    locations = [SourceLocation("", 0, None)] * 4
    dialog = open_dialog(reading(form, locations=locations), source=Source("年报.pdf", b"%PDF-1.7 broken", ".pdf"))
    qtbot.waitUntil(dialog.source.text.isVisible)
    assert "页面画不出来" in dialog.source.note.text()
