"""A table is fitted when its room or type changes, and only then."""

import pytest
from PySide6.QtWidgets import QApplication

from disclosure_desk.gui.grid.grid_fitting import GridFitting

pytestmark = pytest.mark.qt_log_ignore("does not support")  # the offscreen platform has no size hints


@pytest.fixture
def fits(monkeypatch):
    """The widths for which tables were fitted."""
    widths, fit = [], GridFitting.fit

    def noted(fitting):
        widths.append(fitting._view.viewport().width())
        fit(fitting)

    monkeypatch.setattr(GridFitting, "fit", noted)
    return widths


def test_where_qt_places_its_own_headings_head_and_foot_keep_their_room_without_another_fit(clerk, fits):
    view = clerk.page.view
    margins = view.viewportMargins()
    assert margins.top()
    fits.clear()
    view.updateGeometries()
    QApplication.processEvents()
    assert view.viewportMargins() == margins
    assert fits == []


def test_another_width_is_fitted_once(clerk, fits):
    view = clerk.page.view
    fits.clear()
    clerk.page.resize(clerk.page.width() - 80, clerk.page.height())
    QApplication.processEvents()
    assert fits == [view.viewport().width()]
    assert sum(view.columnWidth(column) for column in range(view.model().columnCount())) <= fits[0]


def test_a_hidden_table_is_fitted_when_it_is_shown(clerk, fits):
    view = clerk.page.view
    clerk.page.hide()
    fits.clear()
    for larger in (1, 2, 3):
        font = view.font()
        font.setPointSizeF(font.pointSizeF() + larger)
        view.setFont(font)
    QApplication.processEvents()
    assert fits == []
    clerk.page.show()
    assert fits == [view.viewport().width()]
