"""One HTML file of all chapters: pictures inside, no script, nothing from elsewhere, to be read on a phone, too.

Its one link to another file is to the PDF beside it, for who wants the handbook on paper.
"""

from base64 import b64encode
from collections.abc import Iterable
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from handbook.chapters import FOLDER, NAME, Chapter
from handbook.parsing import parser

PRINTED = "handbook.pdf"
"""The PDF beside the page."""
_STYLE = Path(__file__).with_name("style.css")


def web_page(chapters: Iterable[Chapter]) -> str:
    """The whole file."""
    told = list(chapters)
    markdown = parser()
    contents = "".join(f'<li><a href="#{one.name}">{escape(one.title)}</a></li>' for one in told)
    body = "\n".join(f'<section id="{one.name}">\n{_html(markdown, one)}</section>' for one in told)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{NAME}</title>\n<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n"
        f"<header><h1>{NAME}</h1></header>\n"
        f'<p class="printed"><a href="{PRINTED}">要印在纸上，打开 PDF（A4，有页码和目录）</a></p>\n'
        f"<nav><ol>{contents}</ol></nav>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _html(markdown: MarkdownIt, chapter: Chapter) -> str:
    tokens = markdown.parse(chapter.text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{int(token.tag[1:]) + 1}"
        for part in token.children or ():
            _make_local(part)
    html: str = markdown.renderer.render(tokens, markdown.options, {})
    return html.replace("<table>", '<div class="table"><table>').replace("</table>", "</table></div>")


def _make_local(part: Token) -> None:
    """Put a picture into the file, and let a link to a chapter lead to it here."""
    if part.type == "image":
        content = (FOLDER / str(part.attrs["src"])).resolve().read_bytes()
        part.attrs["src"] = f"data:image/png;base64,{b64encode(content).decode('ascii')}"
    elif part.type == "link_open" and str(part.attrs["href"]).endswith(".md"):
        part.attrs["href"] = "#" + str(part.attrs["href"]).removesuffix(".md")
