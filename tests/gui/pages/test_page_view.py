"""Pages under the eye: about them by keys, larger and smaller, while they come, change and go."""

import pytest
from PySide6.QtCore import QPoint, QSizeF, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication, QMenu

from disclosure_desk.gui.pages.page_list import PageList
from disclosure_desk.gui.pages.page_view import PagePoint, PageView
from disclosure_desk.gui.pages.render_thread import ImageRequest

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

A4 = QSizeF(595, 842)
KEYS = Qt.Key


@pytest.fixture
def view(qtbot):
    shown = PageView(lambda point: f"第 {point.page + 1} 页的文字" if shown.boxes else "")
    shown.requests = []
    shown.wanted.connect(shown.requests.append)
    qtbot.addWidget(shown)
    shown.resize(500, 400)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.show_pages([A4] * 6)
    return shown


def draw(view):
    """Give the view what it asked for last."""
    for request in view.requests[-1]:
        view.show_image(request, QImage(8, 8, QImage.Format.Format_RGB32))


def test_keys_lead_through_the_pages(qtbot, view):
    bar = view.verticalScrollBar()
    qtbot.keyClick(view, KEYS.Key_PageDown)
    assert bar.value() == bar.pageStep() > 0
    qtbot.keyClick(view, KEYS.Key_Down)
    assert bar.value() == bar.pageStep() + bar.singleStep()
    qtbot.keyClick(view, KEYS.Key_Up)
    qtbot.keyClick(view, KEYS.Key_PageUp)
    assert bar.value() == 0
    qtbot.keyClick(view, KEYS.Key_End)
    assert bar.value() == bar.maximum()
    assert view.current_page == 5
    qtbot.keyClick(view, KEYS.Key_Home)
    assert (bar.value(), view.current_page) == (0, 0)


@pytest.mark.parametrize(
    ("keys", "zoom"),
    [
        ((KEYS.Key_Plus,), 1.25),
        ((KEYS.Key_Equal, KEYS.Key_Equal), 1.5),
        ((KEYS.Key_Minus,), 0.8),
        ((KEYS.Key_Plus,) * 20, 3.0),
        ((KEYS.Key_Minus,) * 20, 0.25),
    ],
)
def test_keys_make_the_pages_larger_and_smaller(qtbot, view, keys, zoom):
    view.set_zoom(1.0)
    for key in keys:
        qtbot.keyClick(view, key)
    assert view.shown_zoom == zoom


def test_what_stands_at_the_top_stays_there_in_another_size(view):
    view.show_point(PagePoint(3, 200))
    for zoom in (2.0, 0.5, 0.0, 1.0):
        view.set_zoom(zoom)
        assert view.point_at(QPoint()).page == 3
        assert view.point_at(QPoint()).height == pytest.approx(200, abs=3)


def test_a_wider_window_gives_larger_pages_that_fill_it(view):
    before = view.boxes[0].width()
    view.resize(700, 400)
    assert view.boxes[0].width() > before
    assert view.boxes[0].right() < view.viewport().width()
    view.resize(201, 400)
    assert view.boxes[0].width() > 50


def test_only_pages_that_are_seen_are_asked_for(view):
    assert {request.page for request in view.requests[-1]} == set(view.seen) == {0}
    draw(view)
    assert view.is_complete
    view.show_page(4)
    assert {request.page for request in view.requests[-1]} == set(view.seen)
    assert 4 in view.seen
    assert not view.is_complete


def test_an_image_in_a_size_of_the_past_is_not_taken(view):
    request = view.requests[-1][0]
    view.set_zoom(2.0)
    view.show_image(request, QImage(8, 8, QImage.Format.Format_RGB32))
    assert not view.is_complete


def test_a_new_document_with_fewer_pages_while_the_last_one_is_seen(qtbot, view):
    qtbot.keyClick(view, KEYS.Key_End)
    draw(view)
    late = ImageRequest(5, view.requests[-1][0].dots) if view.requests[-1] else ImageRequest(5, 0)
    view.show_pages([A4] * 2)
    assert view.current_page == 1
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    view.show_image(late, QImage(8, 8, QImage.Format.Format_RGB32))
    view.show_page(5)
    assert view.current_page == 1
    view.grab()


def test_a_new_document_leaves_the_eye_where_it_was(view):
    view.show_point(PagePoint(2, 300))
    draw(view)
    view.show_pages([A4] * 7)
    assert view.point_at(QPoint()).page == 2
    assert view.point_at(QPoint()).height == pytest.approx(300, abs=3)
    assert not view.is_complete
    draw(view)
    assert view.is_complete


def test_a_view_without_pages_takes_every_key_and_click(qtbot, view):
    view.show_pages([])
    for key in (KEYS.Key_PageDown, KEYS.Key_End, KEYS.Key_Home, KEYS.Key_Plus, KEYS.Key_Minus, KEYS.Key_Return):
        qtbot.keyClick(view, key)
    with qtbot.assertNotEmitted(view.chosen):
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    view.show_page(0)
    assert view.current_page == 0
    assert not view.is_complete
    view.grab()


def test_a_double_click_chooses_the_point_under_it(qtbot, view):
    view.show_page(2)
    place = view.box_seen(2).center()
    place.setY(200)
    with qtbot.waitSignal(view.chosen) as chosen:
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args[0] == view.point_at(place)
    assert chosen.args[0].page == 2
    with qtbot.assertNotEmitted(view.chosen):
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.RightButton, pos=place)


def test_enter_chooses_what_is_read(qtbot, view):
    view.show_page(3)
    with qtbot.waitSignal(view.chosen) as chosen:
        qtbot.keyClick(view, KEYS.Key_Return)
    assert chosen.args[0].page == 3


def test_the_list_of_pages_leads_to_each_and_follows(qtbot):
    pages = PageList()
    qtbot.addWidget(pages)
    with qtbot.waitSignal(pages.wanted) as wanted:
        pages.show_pages([A4] * 3)
    assert [request.page for request in wanted.args[0]] == [0, 1, 2]
    blank = pages.item(1).icon().cacheKey()
    pages.show_image(wanted.args[0][1], QImage(96, 136, QImage.Format.Format_RGB32))
    assert pages.item(1).icon().cacheKey() != blank
    pages.mark(0)
    chosen = []
    pages.page_chosen.connect(chosen.append)
    for key in (KEYS.Key_Down, KEYS.Key_Down, KEYS.Key_Up, KEYS.Key_End, KEYS.Key_Home):
        qtbot.keyClick(pages, key)
    assert chosen == [1, 2, 1, 2, 0]
    pages.mark(2)
    assert pages.currentRow() == 2
    assert chosen == [1, 2, 1, 2, 0]
    pages.show_pages([A4])
    pages.show_image(wanted.args[0][2], QImage(96, 136, QImage.Format.Format_RGB32))
    assert pages.count() == 1


@pytest.mark.qt_log_ignore("does not support")
def test_a_menu_names_what_can_be_filled_in_there(qtbot, view):
    place = view.box_seen(0).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    (menu,) = view.findChildren(QMenu)
    (action,) = menu.actions()
    assert action.text() == "去填：第 1 页的文字"
    with qtbot.waitSignal(view.chosen):
        action.trigger()
    menu.close()
