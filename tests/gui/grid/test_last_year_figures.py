"""Last year's figure in the corner of a cell: where it has room beside this year's, and where it is wanted."""

import pytest
from PySide6.QtWidgets import QApplication

from disclosure_desk.checks import CheckContext
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import new_report
from disclosure_desk.gui.grid.grid_page import GridPage
from disclosure_desk.gui.grid.table_choices import TableChoices
from disclosure_desk.gui.session.document import Document
from disclosure_desk.gui.widgets.palette import colours

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
OWN, OTHER = "requests.received.business", "requests.received.other"


@pytest.fixture
def compared(qapp, saver, form):
    """A blank report and one of last year."""
    before = new_report(form, "甲局", 2024, {OWN: 58, OTHER: 0, "requests.pending_at_start.business": 1234567})
    document = Document(saver, 1, new_report(form, "甲局", 2025), lambda _: CheckContext(previous=before))
    yield document
    qapp.processEvents()


def test_last_years_figures_are_shown_where_a_whole_column_has_room(sit_at, compared):
    clerk = sit_at(compared, "requests")
    style = clerk.view.table_style
    assert (style.before(OWN), style.before(OTHER), style.before("requests.received.research")) == ("58", "0", "")
    compared.set_value(OTHER, 0)
    assert style.before(OTHER) == ""  # a 0 that was a 0 says nothing
    compared.set_value("requests.pending_at_start.business", 12345678)
    clerk.page.resize(700, 600)
    QApplication.processEvents()
    assert style.before(OWN) == style.before("requests.pending_at_start.business") == ""
    clerk.page.resize(1600, 600)
    QApplication.processEvents()
    assert style.before(OWN) == "58"


def test_a_sum_that_lacks_parts_hides_only_its_own(sit_at, qapp, saver, form):
    first = "requests.outcome.granted.business"
    total = "requests.outcome.total.business"
    before = new_report(form, "甲局", 2024, {OWN: 58, first: 7, total: 7})
    document = Document(saver, 1, new_report(form, "甲局", 2025), lambda _: CheckContext(previous=before))
    clerk = sit_at(document, "requests")
    document.set_value(OWN, 60)
    document.set_value(first, 8)
    assert clerk.page.model.state(total).is_partial
    assert [clerk.view.table_style.before(cell) for cell in (OWN, first, total)] == ["58", "7", ""]
    qapp.processEvents()


def test_they_never_take_a_columns_room(sit_at, compared):
    clerk = sit_at(compared, "requests")
    shown = [clerk.view.columnWidth(column) for column in range(10)]
    clerk.page.last_year_button.click()
    assert clerk.view.table_style.before(OWN) == ""
    assert [clerk.view.columnWidth(column) for column in range(10)] == shown
    clerk.page.last_year_button.click()
    assert clerk.view.table_style.before(OWN) == "58"


def test_the_button_of_every_table_shows_what_is_wanted(qtbot, compared):
    choices = TableChoices()
    pages = [GridPage(compared, grid, choices=choices) for grid in ("requests", "proactive")]
    for page in pages:
        qtbot.addWidget(page)
    pages[0].last_year_button.click()
    assert [page.last_year_button.isChecked() for page in pages] == [False, False]


def test_the_line_above_the_table_and_the_tip_have_it_always(sit_at, compared):
    clerk = sit_at(compared, "requests")
    clerk.page.last_year_button.click()
    clerk.go_to("received.business")
    assert "58" in clerk.page.where.before.text()
    assert "去年 58" in clerk.page.model.data(clerk.view.currentIndex(), 3)
    clerk.go_to("received.research")
    assert "空着" in clerk.page.where.before.text()


def test_of_a_cell_that_last_years_form_had_not_nothing_is_said(sit_at, saver, form):
    before = new_report(load_form("2019"), "甲局", 2024, {OWN: 58})
    document = Document(saver, 1, new_report(form, "甲局", 2025), lambda _: CheckContext(previous=before))
    clerk = sit_at(document, "requests")
    told = []
    for cell in ("received.business", "received.other", "outcome.other.not_clarified.business"):
        clerk.go_to(cell)
        told.append(clerk.page.where.before.text())
    assert told == ["去年 <b>58</b>", "去年 <b>空着</b>", ""]


def test_without_a_report_of_last_year_nothing_is_offered_and_one_that_comes_is(sit_at, saver, form):
    given = [None]
    document = Document(saver, 1, new_report(form, "甲局", 2025), lambda _: CheckContext(previous=given[0]))
    clerk = sit_at(document, "requests")
    assert clerk.page.last_year_button.isHidden()
    assert clerk.page.where.before.text() == ""
    given[0] = new_report(form, "甲局", 2024, {OWN: 58})
    document.check_again()
    QApplication.processEvents()
    assert not clerk.page.last_year_button.isHidden()
    assert clerk.view.table_style.before(OWN) == "58"
    assert "空着" in clerk.page.where.before.text()


def test_whether_they_are_wanted_is_remembered(tmp_path):
    first = TableChoices(tmp_path)
    assert first.is_last_year_shown
    first.show_last_year(is_wanted=True)
    first.show_last_year(is_wanted=False)
    assert not TableChoices(tmp_path).is_last_year_shown
    first.show_last_year(is_wanted=True)
    assert TableChoices(tmp_path).is_last_year_shown


def test_a_table_of_one_line_has_them_in_a_second_line(sit_at, qapp, saver, form):
    cell = "disputes.reconsideration.upheld"
    before = new_report(form, "甲局", 2024, {cell: 98_765_432})
    document = Document(saver, 1, new_report(form, "甲局", 2025, {cell: 12_345_678}), lambda _: CheckContext(before))
    clerk = sit_at(document, "disputes")
    line, view = clerk.view.foot, clerk.view
    assert (line.isVisible(), line.words) == (True, "第二行是 2024 年的数")
    assert f"{form.place_name(cell)} 98765432" in line.accessibleDescription()
    assert line.geometry().top() == view.viewport().geometry().bottom() + 1 or view.viewport().height() > 100
    assert view.table_style.before(cell) == ""  # not in the corner, too
    end = clerk.page.table_end
    assert colours().last_year.name() in {
        line.grab().toImage().pixelColor(x, y).name() for x in range(view.columnWidth(0)) for y in range(4, 20)
    }
    clerk.page.last_year_button.click()
    assert not line.isVisible()
    assert clerk.page.table_end < end
    qapp.processEvents()
