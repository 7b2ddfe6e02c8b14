"""Takes pictures of every page and state of the window, in light and dark, on screens of all sizes that offices have.

    .venv/bin/python tests/screenshots/take.py FOLDER [STATE ...] [--screens NAME ...] [--light]

Each screen is a process of its own, because Qt takes a screen's scale at its start. The pictures are looked at beside
those of the design; nothing is compared by itself.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SCREENS = {
    "1280x720": (1280, 720, 1.0),
    "1366x768": (1366, 768, 1.0),
    "1366x768-125": (1366, 768, 1.25),
    "1366x768-150": (1366, 768, 1.5),
    "1920x1080": (1920, 1080, 1.0),
    "3840x2160-200": (3840, 2160, 2.0),
    "960x600": (960, 600, 1.0),
}
"""Width and height in the screen's own pixels, and its scale."""
ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("states", nargs="*")
    parser.add_argument("--screens", nargs="*", default=list(SCREENS))
    parser.add_argument("--light", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    if wanted.one:
        take(wanted)
        return
    for screen in wanted.screens:
        width, height, scale = SCREENS[screen]
        with tempfile.TemporaryDirectory() as folder:
            described = Path(folder) / "screens.json"
            drawn = {"name": screen, "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
            described.write_text(json.dumps({"screens": [drawn | {"logicalDpi": 96, "logicalBaseDpi": 96}]}))
            look = {"QT_QPA_PLATFORM": f"offscreen:configfile={described}", "QT_SCALE_FACTOR": str(scale)}
            arguments = [*sys.argv[1:], "--one", screen]
            subprocess.run([sys.executable, __file__, *arguments], env=os.environ | look, check=True)


def take(wanted: argparse.Namespace) -> None:
    """Take the pictures of one screen, in a process that has it."""
    sys.path += [str(ROOT / "tests" / "support"), str(ROOT / "tests" / "screenshots")]
    from dialog_states import DIALOG_STATES  # noqa: PLC0415 - Qt is loaded with the screen's scale
    from states import STATES, Desk  # noqa: PLC0415 - the same

    desk = Desk()
    schemes = ("light",) if wanted.light else ("light", "dark")
    for name, show in {**STATES, **DIALOG_STATES}.items():
        if wanted.states and not any(word in name for word in wanted.states):
            continue
        for scheme in schemes:
            picture = desk.picture(show, scheme)
            picture.save(str(wanted.folder / f"{name}-{scheme}-{wanted.one}.png"))


if __name__ == "__main__":
    main()
