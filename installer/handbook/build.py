"""Builds the handbook."""

from pathlib import Path

from handbook.chapters import chapters
from handbook.printed import pdf
from handbook.web_page import web_page


def build(folder: Path) -> list[Path]:
    """Write both files anew and return where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    page, printed = folder / "handbook.html", folder / "handbook.pdf"
    page.write_text(web_page(chapters()), encoding="utf-8", newline="\n")
    printed.write_bytes(pdf(chapters()))
    return [page, printed]
