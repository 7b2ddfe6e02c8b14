"""Paragraphs and runs as WordprocessingML, as text."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from disclosure_desk.writers.office_package import RELATIONS
from disclosure_desk.writers.xml_text import document, element, words

TWIPS = 20
"""Word counts distances in twentieths of a point."""
_NAMESPACES = {
    "xmlns:w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "xmlns:r": RELATIONS,
}


class Indent(NamedTuple):
    """By how many points a paragraph is moved in, and its first line further."""

    left: float = 0.0
    right: float = 0.0
    first: float = 0.0


class Spacing(NamedTuple):
    """The blank before and after a paragraph in points."""

    before: float = 0.0
    after: float = 0.0


class Keep(NamedTuple):
    """What of a paragraph stays on one page: its end and what comes next, two lines at its begin and at its end."""

    with_next: bool = False
    two_lines: bool = False


_ANYWHERE = Keep()


def word(name: str, *inside: str, **attributes: str | int) -> str:
    """An element of Word's namespace; names and attributes are given without the prefix."""
    return element(f"w:{name}", {f"w:{key}": value for key, value in attributes.items()}, *inside)


def word_part(name: str, *inside: str) -> bytes:
    """A part of a Word file with this element as its root."""
    return document(element(f"w:{name}", _NAMESPACES, *inside))


def run(text: str, style: str = "", *, wider: int = 0, scale: int = 100) -> str:
    """A run of text, its quotation marks and dashes in the Chinese font.

    wider: by how many twentieths of a point its characters stand further apart; scale: narrows them, in percent.
    """
    return f"<w:r>{_run_properties(style, wider, scale)}{''.join(_content(text))}</w:r>"


@lru_cache(maxsize=512)
def _run_properties(style: str, wider: int, scale: int) -> str:
    """How a run looks; nearly all of a file are alike."""
    properties = [word("rStyle", val=style)] if style else []
    properties.append(word("rFonts", hint="eastAsia"))
    if wider:
        properties.append(word("spacing", val=wider))
    if scale < 100:  # noqa: PLR2004 - percent
        properties.append(word("w", val=scale))
    return word("rPr", *properties)


def _content(text: str) -> Iterator[str]:
    """A text with its line breaks and tabs, which are elements of their own."""
    for number, line in enumerate(words(text).split("\n")):
        if number:
            yield "<w:br/>"
        for tab, part in enumerate(line.split("\t")):
            if tab:
                yield "<w:tab/>"
            if part:
                yield f'<w:t xml:space="preserve">{part}</w:t>'


def paragraph(
    style: str,
    *runs: str,
    align: str = "",
    keep: Keep = _ANYWHERE,
    indent: Indent | None = None,
    spacing: Spacing | None = None,
) -> str:
    """A paragraph in a style."""
    return f"<w:p>{_paragraph_properties(style, align, keep, indent, spacing)}{''.join(runs)}</w:p>"


@lru_cache(maxsize=1024)
def _paragraph_properties(style: str, align: str, keep: Keep, indent: Indent | None, spacing: Spacing | None) -> str:
    """How a paragraph is set; the heads and labels of most reports are alike."""
    properties = [word("pStyle", val=style), *[word("keepNext")] * keep.with_next]
    properties += [word("widowControl")] * keep.two_lines
    if spacing:
        before, after = (round(blank * TWIPS) for blank in spacing)
        properties.append(word("spacing", before=before, after=after))
    if indent:
        left, right, first = (round(blank * TWIPS) for blank in indent)
        properties.append(word("ind", left=left, right=right, firstLineChars=0, firstLine=first))
    if align:
        properties.append(word("jc", val=align))
    return word("pPr", *properties)
