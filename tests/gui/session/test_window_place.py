"""The window's place on every screen that offices have: never beyond the room there is, and back where it was."""

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QRect, QSize

from disclosure_desk.gui.session.window_place import LEAST, WindowPlace, first_place, kept_place, least_size

TASK_BAR = 40
SCREENS = {
    "1366x768": (1366, 768, 1),
    "1366x768 at 125 %": (1366, 768, 1.25),
    "1366x768 at 150 %": (1366, 768, 1.5),
    "1280x720": (1280, 720, 1),
    "1600x900": (1600, 900, 1),
    "1920x1080": (1920, 1080, 1),
    "1920x1080 at 125 %": (1920, 1080, 1.25),
    "1920x1080 at 150 %": (1920, 1080, 1.5),
    "2560x1440": (2560, 1440, 1),
    "3840x2160 at 150 %": (3840, 2160, 1.5),
    "3840x2160 at 200 %": (3840, 2160, 2),
    "1024x768": (1024, 768, 1),
    "800x600": (800, 600, 1),
}


def area(name, left=0):
    """What a screen leaves to windows beside the task bar, at its scale."""
    width, height, scale = SCREENS[name]
    return QRect(left, 0, int(width / scale), int(height / scale) - TASK_BAR)


@pytest.mark.parametrize("name", SCREENS)
def test_the_first_window_is_within_the_screen_with_its_title(name):
    place, room = first_place(area(name)), area(name)
    assert room.contains(place.rect)
    assert place.rect.top() > room.top()
    assert least_size([room]).width() <= place.rect.width()
    assert least_size([room]).height() <= place.rect.height()


@pytest.mark.parametrize(("name", "fills"), [("1366x768", True), ("1920x1080 at 150 %", True), ("1920x1080", False)])
def test_small_screens_are_filled(name, fills):
    assert first_place(area(name)).is_maximised == fills


def test_on_a_large_screen_the_first_window_is_centred():
    place = first_place(area("3840x2160 at 150 %"))
    assert place.rect.size() == QSize(1366, 860)
    assert abs(place.rect.center().x() - area("3840x2160 at 150 %").center().x()) <= 1


@pytest.mark.parametrize("name", SCREENS)
def test_the_least_size_fits_every_screen(name):
    least = least_size([area("2560x1440"), area(name)])
    assert least.width() <= area(name).width()
    assert least.height() < area(name).height()
    if name == "1366x768":
        assert least == LEAST


KEPT = [
    ("there", [("1920x1080", 0)], QRect(200, 100, 1200, 700), QRect(200, 100, 1200, 700)),
    (
        "the second screen",
        [("1366x768", 0), ("1920x1080", 1366)],
        QRect(1500, 90, 1300, 800),
        QRect(1500, 90, 1300, 800),
    ),
    ("the second screen is gone", [("1366x768", 0)], QRect(1500, 90, 1300, 800), QRect(66, 32, 1300, 696)),
    ("the screen at the left is gone", [("1920x1080", 0)], QRect(-1800, 90, 1200, 700), QRect(0, 90, 1200, 700)),
    ("the screen is smaller", [("1280x720", 0)], QRect(0, 30, 1900, 1000), QRect(0, 32, 1280, 648)),
    ("half beyond the edge", [("1920x1080", 0)], QRect(1500, 800, 1200, 700), QRect(720, 340, 1200, 700)),
    (
        "a strip is in sight",
        [("1920x1080", 0), ("1920x1080", 1920)],
        QRect(1850, 90, 1200, 700),
        QRect(1920, 90, 1200, 700),
    ),
    ("too small", [("1920x1080", 0)], QRect(100, 100, 300, 200), QRect(100, 100, 960, 600)),
    ("the title beyond the top", [("1920x1080", 0)], QRect(100, -200, 1200, 700), QRect(100, 32, 1200, 700)),
]


@pytest.mark.parametrize(("screens", "kept", "wanted"), [row[1:] for row in KEPT], ids=[row[0] for row in KEPT])
def test_the_window_is_back_where_it_was_as_far_as_that_is_there(screens, kept, wanted):
    areas = [area(name, left) for name, left in screens]
    assert kept_place(areas, WindowPlace(kept)) == WindowPlace(wanted)


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize("kept", [row[2] for row in KEPT])
def test_wherever_it_was_it_is_within_a_screen_now(name, kept):
    areas = [area(name), area(name, 5000)]
    place = kept_place(areas, WindowPlace(kept, is_maximised=True))
    assert any(room.contains(place.rect) for room in areas)
    assert place.is_maximised


OPEN = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from disclosure_desk.gui.frame import WindowFrame
application = QApplication([])
frame = WindowFrame(Path(sys.argv[1]), lambda _: None)
frame.show()
application.processEvents()
print(*frame.geometry().getRect(), frame.isMaximized(), *frame.screen().availableGeometry().getRect())
if len(sys.argv) > 2:
    frame.setGeometry(*map(int, sys.argv[2:]))
frame.close()
"""


def opened(folder, platform, *move):
    """The window's rectangle in a process of its own, whether it fills the screen, and the screen's area."""
    done = subprocess.run(
        [sys.executable, "-c", OPEN, str(folder), *map(str, move)],
        env=os.environ | {"QT_QPA_PLATFORM": platform},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    words = done.stdout.split()
    return QRect(*map(int, words[:4])), words[4] == "True", QRect(*map(int, words[5:]))


def offscreen(folder, *screens):
    """Screens for Qt's platform without a display: left edge, width, height of each."""
    path = folder / "screens.json"
    one = {"y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    drawn = [one | {"name": f"s{x}", "x": x, "width": width, "height": height} for x, width, height in screens]
    path.write_text(json.dumps({"screens": drawn}))
    return f"offscreen:configfile={path}"


@pytest.mark.slow
def test_the_window_itself_fills_a_small_screen_and_leaves_one_that_is_gone(tmp_path):
    desk, small, both = tmp_path, (0, 1366, 768), ((0, 1366, 768), (1366, 1920, 1080))
    rect, fills, room = opened(tmp_path / "new", offscreen(tmp_path, small))
    assert fills
    assert room.contains(rect)
    assert rect.width() > room.width() - 10
    rect, fills, _ = opened(desk, offscreen(tmp_path, (0, 1920, 1080)), 100, 100, 1200, 700)
    assert (rect.size(), fills) == (QSize(1366, 860), False)
    opened(desk, offscreen(tmp_path, *both), 1500, 90, 1300, 800)
    rect, _, _ = opened(desk, offscreen(tmp_path, *both))
    assert rect == QRect(1500, 90, 1300, 800)
    rect, fills, room = opened(desk, offscreen(tmp_path, small))
    assert room.contains(rect)
    assert fills  # Qt gives up a place of a screen that was much larger: the window begins anew
