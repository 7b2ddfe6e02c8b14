"""The text of a paragraph of Word as it is printed: fields by their results, without what is deleted or hidden."""

from collections.abc import Iterable, Iterator

from disclosure_desk.readers.formats.office.safe_xml import XmlElement
from disclosure_desk.readers.model.styled_text import StyledRun, plain_text

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OFF = frozenset({"0", "false", "off"})


def word(name: str) -> str:
    """The full name of one of Word's elements or attributes."""
    return _WORD + name


def value(holder: XmlElement | None, *path: str) -> str | None:
    """The value of a property down a path of elements; "" if it has none, None if there is no such property."""
    for name in path:
        holder = None if holder is None else holder.find(word(name))
    return None if holder is None else holder.get(word("val"), "")


def is_on(holder: XmlElement, *path: str) -> bool:
    """Whether a property that is on or off is on: there, and not said to be off."""
    found = value(holder, *path)
    return found is not None and found not in _OFF


ALTERNATIVES = f"{_COMPATIBILITY}AlternateContent"
BOX = word("txbxContent")
_DRESS = word("rPr")
_FIELD = word("fldChar")
_TEXTS = (word("t"), f"{_MATH}t")
_SYMBOL = word("sym")
_SIGNS = {
    word("tab"): "\t",
    word("ptab"): "\t",
    word("br"): "\n",
    word("cr"): "\n",
    word("noBreakHyphen"): "-",
}
_LEAVES = frozenset({*_TEXTS, *_SIGNS, _SYMBOL, _FIELD, BOX})
_LEFT_OUT = frozenset(
    map(word, ("pPr", "rPr", "sdtPr", "del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "rubyPr"))
)
"""Beside properties: what is struck out, the codes of fields, and how characters are pronounced."""


def chosen(alternatives: XmlElement) -> Iterable[XmlElement]:
    """What the first of several ways to say the same says, of those that say anything."""
    return next((way for way in alternatives if len(way)), ())


def text_of(paragraph: XmlElement) -> str:
    """The text, with tabs and line breaks as characters; what stands in text boxes is not in it."""
    pieces: list[StyledRun] = []
    in_code: list[bool] = []
    for leaf in _leaves(paragraph):
        if leaf.tag == _FIELD:
            _step(in_code, leaf.get(word("fldCharType"), ""))
        elif leaf.tag != BOX and not any(in_code):
            pieces.append(_dressed(leaf))
    return plain_text(pieces)


def boxes(paragraph: XmlElement) -> Iterator[XmlElement]:
    """The text boxes that hang on a paragraph, each holding paragraphs and tables."""
    return (leaf for leaf in _leaves(paragraph) if leaf.tag == BOX)


def _leaves(holder: Iterable[XmlElement]) -> Iterator[XmlElement]:
    """The elements that print something, in order."""
    for child in holder:
        if child.tag in _LEAVES:
            yield child
        elif child.tag == ALTERNATIVES:
            yield from _leaves(chosen(child))
        elif child.tag not in _LEFT_OUT and not is_on(child, "rPr", "vanish"):
            yield from _leaves(child)


def _step(in_code: list[bool], kind: str) -> None:
    """A field begins, comes from its code to its result, or ends; fields stand within each other."""
    if kind == "begin":
        in_code.append(True)
    elif in_code and kind == "separate":
        in_code[-1] = False
    elif in_code and kind == "end":
        in_code.pop()


def _dressed(leaf: XmlElement) -> StyledRun:
    run = leaf.getparent()
    # By Word's rules they come first; to look further for each of very many leaves would take forever.
    properties = None if run is None else run[0]
    if properties is None or properties.tag != _DRESS:
        return StyledRun(_printed(leaf))
    is_struck = is_on(properties, "strike") or is_on(properties, "dstrike")
    return StyledRun(_printed(leaf), is_struck, value(properties, "vertAlign") or "")


def _printed(leaf: XmlElement) -> str:
    if leaf.tag in _TEXTS:
        text = (leaf.text or "").replace("\n", " ")
        return text if leaf.get(_SPACE) == "preserve" else text.strip(" ")
    return _symbol(leaf) if leaf.tag == _SYMBOL else _SIGNS[str(leaf.tag)]


def _symbol(leaf: XmlElement) -> str:
    """A character by its number; one of a font's own cannot be told, but is not passed over."""
    try:
        character = chr(int(leaf.get(word("char"), ""), 16))
    except (ValueError, OverflowError):
        return "\ufffd"
    return character if character.isprintable() else "\ufffd"
