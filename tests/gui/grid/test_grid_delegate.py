"""What can be seen of a table: marks, frames, merged labels in sight, the head that stays."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication

from disclosure_desk.gui.grid import grid_model
from disclosure_desk.gui.grid.cell_painter import CellAspect, paint_cell
from disclosure_desk.gui.grid.cell_state import CellState
from disclosure_desk.gui.grid.heading_text import even_width, in_sight, wrapped_height
from disclosure_desk.gui.widgets.palette import scheme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
Key = Qt.Key
LIGHT = scheme(is_dark=False)


@pytest.fixture
def metrics(qapp):
    return QFontMetrics(qapp.font())


@pytest.fixture(autouse=True)
def _nothing_is_fresh_for_long(monkeypatch):
    monkeypatch.setattr(grid_model, "_FRESH", 0)


@pytest.fixture
def clerk(sit_at, document):
    return sit_at(document, "requests")


@pytest.fixture
def clerk_two(sit_at, document):
    return sit_at(document, "proactive")


def picture(clerk, cell):
    """A cell as painted just now, in the colours of its pixels."""
    QApplication.processEvents()
    view = clerk.view
    rect = view.visualRect(clerk.page.model.index_of(clerk.page.model.boxes[f"{clerk.page.model.grid.id}.{cell}"]))
    return view.viewport().grab(rect).toImage()


def pixels(image):
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def ground(image):
    """The colour beside the figure, inside a frame."""
    return image.pixelColor(5, 5).name()


def test_blank_zero_computed_and_keyed_cells_look_different(clerk):
    cells = ("pending_at_start.business", "pending_at_start.other", "received.total")
    for cell, figure in zip(cells, (None, 0, None), strict=True):
        clerk.page.model.document.set_value(f"requests.{cell}", figure)
    clerk.go_to("pending_at_end.other")
    clerk.view.scrollToTop()
    blank, zero, computed = (picture(clerk, cell) for cell in cells)
    assert ground(blank) == LIGHT.open.name()
    assert ground(zero) == LIGHT.paper.name()
    assert len(pixels(blank)) < len(pixels(zero))
    assert LIGHT.sum_ink.name() in pixels(computed)


def test_a_wrong_total_is_marked_in_red_with_a_sign_and_its_parts_by_dashes(clerk):
    clerk.page.model.document.set_value("requests.pending_at_start.total", 7)
    clerk.go_to("outcome.granted.business")
    total, part = picture(clerk, "pending_at_start.total"), picture(clerk, "pending_at_start.business")
    assert ground(total) == LIGHT.error_cell.name()
    assert LIGHT.error.name() in pixels(total)
    assert total.pixelColor(total.width() - 3, 2).name() == LIGHT.error.name()
    assert ground(part) == LIGHT.error_soft.name()
    dashed = [part.pixelColor(x, 2).name() == LIGHT.error.name() for x in range(4, part.width() - 4)]
    assert any(dashed)
    assert not all(dashed)
    assert part.pixelColor(part.width() - 3, 1).name() != LIGHT.error.name()


def test_the_ground_and_the_ink_of_a_cell_say_what_it_is(sit_at, blank_document):
    clerk = sit_at(blank_document, "requests")
    for column, figure in (("business", 12), ("research", 0)):
        blank_document.set_value(f"requests.received.{column}", figure)
    figure, zero, blank = (picture(clerk, f"received.{column}") for column in ("business", "research", "other"))
    assert [ground(one) for one in (figure, zero, blank)] == [LIGHT.paper.name(), LIGHT.paper.name(), LIGHT.open.name()]
    assert LIGHT.ink.name() in pixels(figure)
    assert LIGHT.zero.name() in pixels(zero)
    assert LIGHT.ink.name() not in pixels(zero)
    blank_document.set_lock("已经定稿。")
    locked = picture(clerk, "received.business")
    assert ground(locked) == LIGHT.ground.name()
    assert LIGHT.ink3.name() in pixels(locked)
    assert LIGHT.ink.name() not in pixels(locked)


def ink_at(clerk, cell):
    """How far the ink of a figure is from the right edge of its cell, and how wide it is."""
    image = picture(clerk, cell)
    rows = range(image.height() // 2 - 4, image.height() // 2 + 5)
    plain = ground(image)
    columns = range(2, image.width() - 2)
    found = [x for x in columns if any(image.pixelColor(x, y).name() != plain for y in rows)]
    return image.width() - found[-1], found[-1] - found[0]


def test_figures_stand_at_the_right_in_one_size_and_never_cut(sit_at, blank_document):
    clerk = sit_at(blank_document, "requests")
    for column in ("natural_person", "business", "research", "public_interest", "legal_services", "other"):
        blank_document.set_value(f"requests.received.{column}", 1234567)
    blank_document.set_value("requests.pending_at_start.business", 12)
    right, width = ink_at(clerk, "pending_at_start.business")
    assert right in range(9, 13)
    whole = ink_at(clerk, "received.business")[1]
    assert whole > 40
    clerk.page.resize(640, 600)
    clerk.view.scrollToTop()
    assert ink_at(clerk, "received.business")[1] == whole  # nearer to its lines, before it is not shown
    clerk.page.resize(560, 600)
    clerk.go_to("pending_at_end.other")
    clerk.view.scrollToTop()
    assert ink_at(clerk, "pending_at_start.business")[1] == width  # a short figure keeps its size beside a long one
    assert ink_at(clerk, "received.business")[1] < 30
    assert clerk.view.horizontalScrollBar().maximum() == 0
    assert "1234567" in clerk.page.model.data(clerk.page.model.index(3, 4), Qt.ItemDataRole.ToolTipRole)


def test_a_sum_shows_what_is_there_and_says_that_parts_are_blank(sit_at, blank_document):
    clerk = sit_at(blank_document, "requests")
    total = clerk.page.model.state("requests.received.total")
    assert (total.text, total.is_partial) == ("", False)
    blank_document.set_value("requests.received.business", 12)
    total = clerk.page.model.state("requests.received.total")
    assert (total.text, total.is_partial) == ("12", True)
    image = picture(clerk, "received.total")
    assert LIGHT.ink2.name() in pixels(image)
    assert LIGHT.ink3.name() in pixels(image)


def test_the_head_and_the_label_of_the_current_cell_are_lit(clerk):
    def lit(row, column):
        QApplication.processEvents()
        return clerk.view.viewport().grab(clerk.view.visualRect(clerk.page.model.index(row, column))).toImage()

    clerk.go_to("outcome.granted.business")
    clerk.view.scrollToTop()
    label, head = lit(5, 1), clerk.view.head.grab().toImage()
    assert label.pixelColor(label.width() // 2, 3).name() == LIGHT.head_lit.name()
    assert label.pixelColor(label.width() - 3, 8).name() == LIGHT.accent.name()
    assert LIGHT.head_lit.name() in pixels(head)
    assert LIGHT.accent_deep.name() in pixels(lit(5, 0))
    clerk.go_to("received.business")
    assert ground(lit(5, 1)) == LIGHT.head.name()
    assert LIGHT.accent_deep.name() not in pixels(lit(5, 0))


def test_a_warning_is_amber(clerk):
    cell = "outcome.denied.state_secret.business"
    clerk.page.model.document.set_value(f"requests.{cell}", 1)
    assert ground(picture(clerk, cell)) == LIGHT.warning_cell.name()


def test_the_current_cell_has_a_frame_and_the_selected_ones_a_tint(clerk):
    clerk.press(Key.Key_Right, shift=True)
    assert LIGHT.accent.name() in pixels(picture(clerk, "received.business"))
    tinted = picture(clerk, "received.natural_person")
    assert ground(tinted) not in {LIGHT.paper.name(), LIGHT.accent.name()}


def test_a_current_heading_has_a_frame_too(clerk):
    clerk.click(3, 0)
    QApplication.processEvents()
    label = clerk.view.visualRect(clerk.page.model.index(3, 0))
    assert label.width() > clerk.view.columnWidth(0)
    assert LIGHT.accent.name() in pixels(clerk.view.viewport().grab(label).toImage())


def test_lines_run_around_the_table_and_between_its_cells(clerk_two):
    view = clerk_two.view
    image = view.viewport().grab().toImage()
    right, bottom = (
        sum(view.columnWidth(column) for column in range(4)) - 1,
        sum(view.rowHeight(row) for row in range(14)) - 1,
    )
    rule = LIGHT.rule.name()
    assert all(image.pixelColor(x, y).name() == rule for x in range(right + 1) for y in (0, bottom))
    assert all(image.pixelColor(x, y).name() == rule for y in range(bottom + 1) for x in (0, right))


@pytest.mark.parametrize(("text", "lines"), [("结果维持", ("结果", "维持")), ("法律服务机构", ("法律服", "务机构"))])
def test_a_wrapped_heading_breaks_into_even_lines(metrics, text, lines):
    width = even_width(metrics, text, metrics.horizontalAdvance(text[:-1]))
    assert metrics.horizontalAdvance(lines[0]) <= width < metrics.horizontalAdvance(text[: len(lines[0]) + 1])
    assert even_width(metrics, text, 500) == 500


def test_a_box_is_as_high_as_its_lines(metrics):
    one, two = (wrapped_height(metrics, "结果维持", width) for width in (200, 45))
    assert two > one


@pytest.mark.parametrize(
    ("rect", "seen"),
    [
        (QRect(0, 10, 20, 50), QRect(0, 10, 20, 50)),
        (QRect(0, -100, 20, 300), QRect(0, 0, 20, 100)),
        (QRect(0, -100, 20, 110), QRect(0, -30, 20, 40)),
        (QRect(0, 90, 20, 200), QRect(0, 90, 20, 40)),
        (QRect(0, 90, 20, 30), QRect(0, 90, 20, 10)),
    ],
)
def test_the_text_of_a_high_box_stays_in_sight_until_there_is_no_room(rect, seen):
    assert in_sight(rect, QRect(0, 0, 50, 100), 40) == seen


def test_the_head_stays_while_the_rows_scroll(clerk):
    head = clerk.view.head
    at_rest = head.grab().toImage()
    assert LIGHT.head.name() in pixels(at_rest)
    clerk.go_to("pending_at_end.natural_person")
    assert clerk.view.verticalScrollBar().value() > 0
    assert head.isVisible()
    assert head.geometry().bottom() + 1 == clerk.view.viewport().geometry().top()
    assert head.grab().toImage() == at_rest


def test_the_head_has_the_columns_of_the_rows_below(clerk):
    clerk.page.resize(600, 600)
    clerk.view.horizontalScrollBar().setValue(40)
    QApplication.processEvents()
    line = clerk.view.columnViewportPosition(4) - 1
    for widget in (clerk.view.head, clerk.view.viewport()):
        image = widget.grab().toImage()
        assert image.pixelColor(line, image.height() - 5).name() == LIGHT.rule.name()


def test_scrolling_paints_the_new_rows_and_the_merged_labels_only(clerk, monkeypatch):
    painted = note_painted(clerk, monkeypatch)
    clerk.view.verticalScrollBar().setValue(60)
    QApplication.processEvents()
    assert {box.text for box in painted} > {"三、本年度办理结果"}
    assert sum(bool(box.cell) for box in painted) <= 21


def test_a_low_window_keeps_its_room_for_the_rows(clerk):
    clerk.page.resize(900, 200)
    clerk.go_to("pending_at_end.other")
    assert not clerk.view.head.isVisible()
    clerk.view.verticalScrollBar().setValue(0)
    clerk.click(0, 0)
    assert clerk.at.startswith("（本列数据的勾稽关系为")


def test_a_table_that_fits_needs_no_head_of_its_own(sit_at, document):
    clerk = sit_at(document, "disputes")
    assert not clerk.view.head.isVisible()
    assert not clerk.view.isRowHidden(0)


def test_a_table_of_several_blocks_has_no_head_to_stay(clerk_two):
    page = clerk_two.page
    page.resize(900, 330)
    page.go_to("proactive.fee.amount")
    assert page.view.verticalScrollBar().value() > 0
    assert not page.view.head.isVisible()


@pytest.mark.parametrize("grid", ["proactive", "requests", "disputes"])
def test_the_tables_fit_the_page_beside_both_panels_on_a_small_screen(sit_at, document, grid):
    clerk = sit_at(document, grid)
    clerk.page.resize(838, 560)
    QApplication.processEvents()
    assert clerk.view.horizontalScrollBar().maximum() == 0
    del clerk


def test_only_what_changed_is_painted_again(clerk, monkeypatch):
    painted = note_painted(clerk, monkeypatch)
    clerk.page.model.document.set_value("requests.received.research", None)
    QApplication.processEvents()
    assert 1 <= len(painted) <= 12


def test_a_key_that_goes_on_to_a_row_out_of_sight_does_not_paint_the_whole_table(clerk, monkeypatch):
    while clerk.view.verticalScrollBar().value() == 0:
        clerk.press(Key.Key_Down)
    clerk.type_("7")
    painted = note_painted(clerk, monkeypatch)
    clerk.press(Key.Key_Return)
    QApplication.processEvents()
    assert sum(bool(box.cell) for box in painted) <= 60


def note_painted(clerk, monkeypatch):
    """The boxes that are painted from now on."""
    painted = []
    delegate = type(clerk.view.itemDelegate())
    original = delegate.paint

    def note(self, painter, option, index):
        painted.append(clerk.page.model.covering(index.row(), index.column()))
        original(self, painter, option, index)

    QApplication.processEvents()
    monkeypatch.setattr(delegate, "paint", note)
    return painted


@pytest.mark.parametrize(
    ("expected", "is_current", "is_locked", "is_seen"),
    [("", True, False, True), ("", False, True, True), ("", True, True, False), ("6", False, False, False)],
)
def test_last_years_figure_gives_way_to_a_lock_and_to_the_sign_of_a_wrong_total(
    clerk, expected, is_current, is_locked, is_seen
):
    state = CellState("5", False, bool(expected), False, False, expected, "", False)  # noqa: FBT003 - as it has them
    images = []
    for before in ("1", ""):
        images.append(QImage(80, 24, QImage.Format.Format_RGB32))
        images[-1].fill(Qt.GlobalColor.white)
        painter = QPainter(images[-1])
        look = CellAspect(is_current=is_current, is_locked=is_locked, before=before)
        paint_cell(painter, images[-1].rect(), state, look, clerk.view.table_style.fonts)
        painter.end()
    assert (images[0] != images[1]) is is_seen


def test_what_was_just_changed_stands_on_the_ground_of_a_hint(clerk):
    image = QImage(80, 24, QImage.Format.Format_RGB32)
    state = CellState("0", False, False, False, False, "", "error", True)  # noqa: FBT003 - as it has them
    painter = QPainter(image)
    paint_cell(painter, image.rect(), state, CellAspect(is_fresh=True, before="7"), clerk.view.table_style.fonts)
    painter.end()
    assert image.pixelColor(40, 12) == LIGHT.hint_cell
