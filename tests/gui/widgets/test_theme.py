"""Light and dark: they follow the system while the program runs, unless one was chosen; icons change with them."""

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton

from disclosure_desk.gui.widgets import theme
from disclosure_desk.gui.widgets.icons import icon_pixmap, set_icon
from disclosure_desk.gui.widgets.palette import colours, scheme
from disclosure_desk.gui.widgets.theme import Appearance, Theme, points, style_sheet

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
LIGHT, DARK = scheme(is_dark=False), scheme(is_dark=True)


class Hints(QObject):
    """The system's hints, of which a test can change the scheme."""

    colorSchemeChanged = Signal(object)  # noqa: N815 - Qt's name

    def __init__(self):
        super().__init__()
        self.scheme = Qt.ColorScheme.Light

    def colorScheme(self):  # noqa: N802 - Qt's name
        return self.scheme

    def change(self, wanted):
        self.scheme = wanted
        self.colorSchemeChanged.emit(wanted)


@pytest.fixture
def look(look_kept):
    """A theme is the application's."""
    made = []

    def make(*chosen):
        made.append(Theme(look_kept, *chosen))
        return made[-1]

    yield make
    for one in made:
        one.setParent(None)
        one.deleteLater()


@pytest.fixture
def system(monkeypatch, qapp):
    hints = Hints()
    monkeypatch.setattr(type(qapp), "styleHints", lambda _self: hints)
    return hints


def test_the_scheme_follows_the_system_without_a_restart(system, look):
    look()
    assert colours() == LIGHT
    system.change(Qt.ColorScheme.Dark)
    assert colours() == DARK
    system.change(Qt.ColorScheme.Unknown)
    assert colours() == LIGHT


def test_a_chosen_scheme_stays_whatever_the_system_does(system, look):
    chosen = look(Appearance.DARK)
    assert colours() == DARK
    system.change(Qt.ColorScheme.Dark)
    system.change(Qt.ColorScheme.Light)
    assert colours() == DARK
    chosen.show(Appearance.SYSTEM)
    assert colours() == LIGHT


def test_icons_change_with_the_scheme_and_tell_what_cannot_be_used(qtbot, look):
    chosen = look(Appearance.LIGHT)
    button, action = QPushButton("导入"), QAction("导入")
    qtbot.addWidget(button)
    button.addAction(action)
    for holder in (button, action):
        set_icon(holder, "import")
    for tints, wanted in ((LIGHT, Appearance.LIGHT), (DARK, Appearance.DARK)):
        chosen.show(wanted)
        for holder in (button, action):
            shown = holder.icon().pixmap(16).toImage()
            assert shown == icon_pixmap("import", "ink2").toImage()
            assert tints.ink2.rgb() in {shown.pixel(x, y) for x in range(16) for y in range(16)}
    assert button.icon().pixmap(16, button.icon().Mode.Disabled).toImage() == icon_pixmap("import", "off").toImage()


@pytest.mark.parametrize("tints", [LIGHT, DARK])
def test_the_style_sheet_needs_no_picture(tints):
    assert "$" not in style_sheet(tints, {}).split("*/", 1)[1]


def test_pictures_of_controls_that_cannot_be_written_are_left_out(look, monkeypatch, tmp_path, qtbot):
    class NoFolder:
        def path(self):
            return str(tmp_path / "gone")

    monkeypatch.setattr(theme, "QTemporaryDir", NoFolder)
    look()
    box = QCheckBox("去年数")
    qtbot.addWidget(box)
    box.setChecked(True)
    assert not box.grab().isNull()


def test_a_ticked_box_shows_its_tick_in_both_schemes(look, qtbot):
    chosen = look(Appearance.LIGHT)
    box = QCheckBox()
    qtbot.addWidget(box)
    box.setChecked(True)
    for tints, wanted in ((LIGHT, Appearance.LIGHT), (DARK, Appearance.DARK)):
        chosen.show(wanted)
        image = box.grab().toImage()
        seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
        assert {tints.accent.name(), tints.on_accent.name()} <= seen


def test_a_button_with_the_keyboard_has_one_frame_and_none_inside_it(look, qtbot):
    look(Appearance.LIGHT)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    first, second = QPushButton(dialog), QPushButton(dialog)
    row = QHBoxLayout(dialog)
    row.addWidget(first)
    row.addWidget(second)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    image = second.grab().toImage()
    inside = {image.pixelColor(x, y).name() for x in range(4, image.width() - 4) for y in range(4, image.height() - 4)}
    assert inside == {LIGHT.raised.name()}


def test_figures_of_the_application_are_of_one_width(look, qapp):
    look()
    assert QFont.Tag("tnum") in qapp.font().featureTags()
    assert qapp.font().pointSizeF() == pytest.approx(9.75)


def test_the_qt_of_arm64_that_makes_no_tags_of_features_has_the_font_all_the_same(qapp, monkeypatch):
    class Older(QFont):
        def setFeature(self, *_tag_and_value: object) -> None:  # noqa: N802 - Qt's name
            raise TypeError("wrong argument types")

    before = qapp.font()
    monkeypatch.setattr(theme, "QFont", Older)
    theme.use_chinese_font(qapp)
    assert qapp.font().pointSizeF() == pytest.approx(9.75)
    qapp.setFont(before)


def test_all_type_is_larger_by_a_pixel_where_it_is_wanted_at_once(qapp, look):
    shown = look()
    usual, sheet = points(12), qapp.styleSheet()
    shown.show_larger(is_larger=True)
    assert qapp.font().pointSizeF() == points(13) == 10.5
    assert points(12) == usual + 0.75
    assert qapp.styleSheet() != sheet
    shown.show_larger(is_larger=True)
    shown.show_larger(is_larger=False)
    assert (points(12), qapp.styleSheet()) == (usual, sheet)
    assert look(Appearance.LIGHT)
