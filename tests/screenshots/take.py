"""Takes pictures of every page and state of the window, in light and dark, on screens of all sizes that offices have.

    .venv/bin/python tests/screenshots/take.py FOLDER [STATE ...] [--screens NAME ...] [--light]
    .venv/bin/python tests/screenshots/take.py --documents    # the few that README shows, into docs/pictures

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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

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
DOCUMENTS = ROOT / "docs" / "pictures"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, nargs="?", default=DOCUMENTS)
    parser.add_argument("states", nargs="*")
    parser.add_argument("--screens", nargs="*", default=list(SCREENS))
    parser.add_argument("--light", action="store_true")
    parser.add_argument("--documents", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    if wanted.one:
        take(wanted)
        return
    for screen in ["1366x768"] if wanted.documents else wanted.screens:
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
    from document_pictures import DOCUMENT_PICTURES  # noqa: PLC0415 - the same
    from states import STATES, Desk  # noqa: PLC0415 - the same

    desk = Desk()
    if wanted.documents:
        for name, (show, scheme) in DOCUMENT_PICTURES.items():
            if not wanted.states or name in wanted.states:
                keep_small(desk.picture(show, scheme), wanted.folder / f"{name}.png")
        return
    schemes = ("light",) if wanted.light else ("light", "dark")
    for name, show in {**STATES, **DIALOG_STATES}.items():
        if wanted.states and not any(word in name for word in wanted.states):
            continue
        for scheme in schemes:
            picture = desk.picture(show, scheme)
            picture.save(str(wanted.folder / f"{name}-{scheme}-{wanted.one}.png"))


def keep_small(picture: "QPixmap", path: Path) -> None:
    """Write a picture with 256 colours: flat grounds and small type lose nothing that is seen."""
    from PIL import Image  # noqa: PLC0415 - only these pictures go into the repository

    picture.save(str(path))
    with Image.open(path) as drawn:
        few = drawn.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


if __name__ == "__main__":
    main()
