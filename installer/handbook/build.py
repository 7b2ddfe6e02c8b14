"""Builds the handbook."""

from pathlib import Path

from handbook.chapters import chapters
from handbook.printed import pdf
from handbook.web_page import PRINTED, web_page

PAGE = "handbook.html"
"""What F1 opens."""


def build(folder: Path) -> list[Path]:
    """Write both files anew, the page and beside it what it offers for printing, and return where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    page, printed = folder / PAGE, folder / PRINTED
    page.write_text(web_page(chapters()), encoding="utf-8", newline="\n")
    printed.write_bytes(pdf(chapters()))
    return [page, printed]
