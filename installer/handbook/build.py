"""Builds the handbook."""

from pathlib import Path

from handbook.chapters import chapters
from handbook.printed import pdf
from handbook.web_page import web_page


def build(folder: Path) -> list[Path]:
    """Write both files anew and return where they are."""
    page, printed = build_page(folder), folder / "handbook.pdf"
    printed.write_bytes(pdf(chapters()))
    return [page, printed]


def build_page(folder: Path) -> Path:
    """Write the web page anew: what packages have, since the PDF would take twice its room."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "handbook.html"
    page.write_text(web_page(chapters()), encoding="utf-8", newline="\n")
    return page
