"""Builds the handbook."""

import sys
from pathlib import Path

from handbook.chapters import ROOT, chapters
from handbook.printed import pdf
from handbook.web_page import web_page


def build(folder: Path) -> list[Path]:
    """Write both files anew and return where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    page, printed = folder / "handbook.html", folder / "handbook.pdf"
    page.write_text(web_page(chapters()), encoding="utf-8", newline="\n")
    printed.write_bytes(pdf(chapters()))
    return [page, printed]


if __name__ == "__main__":
    for path in build(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "resources" / "handbook"):
        print(f"{path}  {path.stat().st_size / 1e6:.1f} MB")
