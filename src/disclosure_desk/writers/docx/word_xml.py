"""Paragraphs and runs as WordprocessingML."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from docx.oxml.ns import qn as qualified_name
from lxml.etree import _Element

from disclosure_desk.writers.xml_builder import element

TWIPS = 20
"""Word counts distances in twentieths of a point."""
_PRESERVE = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}


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

qn = lru_cache(maxsize=512)(qualified_name)
"""The whole name of an element or attribute, taken apart once: a file has thirty thousand of a hundred."""


def word(name: str, *children: _Element | str, **attributes: str | int) -> _Element:
    """An element of Word's namespace; names and attributes are given without the prefix."""
    return element(qn(f"w:{name}"), {qn(f"w:{key}"): str(value) for key, value in attributes.items()}, *children)


def run(text: str, style: str = "", *, wider: int = 0, scale: int = 100) -> _Element:
    """A run of text, its quotation marks and dashes in the Chinese font.

    wider: by how many twentieths of a point its characters stand further apart; scale: narrows them, in percent.
    """
    properties = word("rPr", *([word("rStyle", val=style)] if style else []), word("rFonts", hint="eastAsia"))
    if wider:
        properties.append(word("spacing", val=wider))
    if scale < 100:  # noqa: PLR2004 - percent
        properties.append(word("w", val=scale))
    return word("r", properties, *_content(text))


def _content(text: str) -> Iterator[_Element]:
    """A text with its line breaks and tabs, which are elements of their own."""
    for number, line in enumerate(text.split("\n")):
        if number:
            yield word("br")
        for tab, part in enumerate(line.split("\t")):
            if tab:
                yield word("tab")
            if part:
                yield element(qn("w:t"), _PRESERVE, part)


def paragraph(
    style: str,
    *runs: _Element,
    align: str = "",
    keep: Keep = _ANYWHERE,
    indent: Indent | None = None,
    spacing: Spacing | None = None,
) -> _Element:
    """A paragraph in a style."""
    properties = word("pPr", word("pStyle", val=style))
    properties.extend([word("keepNext")] * keep.with_next + [word("widowControl")] * keep.two_lines)
    if spacing:
        before, after = (round(blank * TWIPS) for blank in spacing)
        properties.append(word("spacing", before=before, after=after))
    if indent:
        left, right, first = (round(blank * TWIPS) for blank in indent)
        properties.append(word("ind", left=left, right=right, firstLineChars=0, firstLine=first))
    if align:
        properties.append(word("jc", val=align))
    return word("p", properties, *runs)
