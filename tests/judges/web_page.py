"""Has the web page of a report judged by Nu, the checker of the W3C, and photographed by Chromium.

    .venv/bin/python tests/judges/web_page.py VNU_JAR FOLDER [--chromium PROGRAM]

Needs Java with vnu.jar (npm's `vnu-jar`) and Chromium (`chromium` of Debian); the tests do not. The pictures, to be
looked at, are 390.png, as wide as a telephone, 200.png, enlarged to 200 % on a screen of 1280, and 100.png.
"""

import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

from disclosure_desk.core.form_file import load_form
from disclosure_desk.readers import read
from disclosure_desk.writers import render_file
from disclosure_desk.writers.html import fragment

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "tests" / "data" / "reading" / "jinniushan-2025.txt"
SIZES = {"390": ("390,4200", "1"), "200": ("640,3600", "2"), "100": ("1280,3000", "1")}
"""Width and height of the window, and how much it is enlarged."""


def main() -> int:
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("jar", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--chromium", default="chromium")
    parser.add_argument("--java", default="java")
    args = parser.parse_args()
    report = read(load_form("2021"), SOURCE).report
    page, part = args.folder / "page.html", args.folder / "fragment.html"
    page.write_bytes(render_file(report, ".html"))
    around = '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>报告</title></head><body>'
    part.write_text(f"{around}{fragment(report)}</body></html>", encoding="utf-8")
    strict = subprocess.run([args.java, "-jar", args.jar, "--Werror", page], check=False)
    # The old attributes of its tables are warned of, and meant.
    loose = subprocess.run([args.java, "-jar", args.jar, "--errors-only", part], check=False)
    for name, (size, scale) in SIZES.items():
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={size}"]
        target = args.folder / f"{name}.png"
        command = [args.chromium, *options, f"--force-device-scale-factor={scale}", f"--screenshot={target}"]
        subprocess.run([*command, page.resolve().as_uri()], check=True, stderr=subprocess.DEVNULL, timeout=120)
    sys.stdout.write(f"page: {strict.returncode or 'valid'}, fragment: {loose.returncode or 'valid'}\n")
    return strict.returncode or loose.returncode


if __name__ == "__main__":
    sys.exit(main())
