"""Every icon has its drawing, every drawing its use, and both licences are shipped with them."""

import tomllib
from xml.etree import ElementTree as ET

import pytest

from disclosure_desk.core.resources import resource
from disclosure_desk.gui.widgets.icons import action_icons, icon_pixmap, tinted_drawing

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
TABLE = tomllib.loads(resource("icons", "icons.toml").read_text(encoding="utf-8"))
DRAWINGS = {path.stem for path in resource("icons", "lucide").glob("*.svg")}


def test_each_icon_has_a_drawing_and_each_drawing_is_one_of_an_icon():
    assert set(TABLE["icons"].values()) == DRAWINGS


def test_actions_name_icons_that_there_are():
    assert set(action_icons().values()) <= set(TABLE["icons"])


@pytest.mark.parametrize("name", sorted(TABLE["icons"]))
def test_drawings_take_a_colour_and_a_size(name):
    root = ET.fromstring(tinted_drawing(name, "#112233", 40))  # noqa: S314 - our own drawing
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("40", "40", "0 0 24 24")
    assert root.get("stroke") == "#112233"
    assert "currentColor" not in ET.tostring(root, encoding="unicode")


@pytest.mark.usefixtures("qapp")
def test_a_picture_is_as_sharp_as_the_screen():
    pixmap = icon_pixmap("import", "ink2", 16, 1.5)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (24, 1.5)
    assert any(pixmap.toImage().pixelColor(x, y).alpha() for x in range(24) for y in range(24))


def test_both_licences_are_beside_the_drawings():
    words = resource("icons", "lucide", "LICENSE").read_text(encoding="utf-8")
    assert "ISC License" in words
    assert "The MIT License" in words
    assert "Cole Bemis" in words


def test_every_action_of_the_menus_has_an_icon_but_where_a_word_is_all(window):
    without = set()
    for menu in window.actions._menus.values():
        menu.aboutToShow.emit()
        without |= {action.text() for action in menu.actions() if not action.isSeparator() and action.icon().isNull()}
    assert without == {"外观"}
