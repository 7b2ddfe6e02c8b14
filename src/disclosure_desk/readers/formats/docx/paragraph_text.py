"""The text of a paragraph of Word as it is printed: fields by their results, without what is deleted or hidden."""

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import NamedTuple

from disclosure_desk.readers.formats.docx.run_style import DocxStyles, Ground, RunLook
from disclosure_desk.readers.formats.docx.word_xml import ALTERNATIVES, chosen, is_on, value, word
from disclosure_desk.readers.formats.office.safe_xml import XmlElement
from disclosure_desk.readers.model.styled_text import StyledRun, plain_text
from disclosure_desk.text.lazy_pattern import lazy_pattern

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TEXT_BOX = word("txbxContent")
_SHAPE_NAME = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_RUN = word("r")
_RUN_PROPERTIES = word("rPr")
_FIELD = word("fldChar")
_TEXTS = (word("t"), _MATH_TEXT)
_SYMBOL = word("sym")
_CHARACTERS = {
    word("tab"): "\t",
    word("ptab"): "\t",
    word("br"): "\n",
    word("cr"): "\n",
    word("noBreakHyphen"): "-",
}
_LEAVES = frozenset({*_TEXTS, *_CHARACTERS, _SYMBOL, _FIELD, _TEXT_BOX})
_NOT_PRINTED = frozenset(
    map(word, ("pPr", "rPr", "sdtPr", "del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "rubyPr"))
)
"""Properties, deleted text, the codes of fields, and how characters are pronounced."""

_UNKNOWN = "\ufffd"
_PICTURED = lazy_pattern(r"[!-~]")
"""What a font with pictures has a picture for; Chinese characters are of another font."""

_CIRCLED_FROM, _CIRCLED_UP_TO = 0x81, 0x8A
"""① to ⑩ in the font Wingdings, which Word may number by 0xF000 more."""


class ParagraphText(NamedTuple):
    """A text, with tabs and line breaks as characters, without that of text boxes.

    `hidden` are the words in it that nobody sees; `is_mixed`: the letters and digits that are seen do not all look
    alike.
    """

    text: str
    hidden: str = ""
    is_mixed: bool = False


def paragraph_text(paragraph: XmlElement, styles: DocxStyles, ground: Ground) -> ParagraphText:
    """The text of a paragraph that stands on some ground."""
    runs: list[StyledRun] = []
    hidden = ""
    looks: set[RunLook] = set()
    in_code: list[bool] = []  # for each open field, the outermost first, whether its code is being read
    look = RunLook()
    properties_before: XmlElement | None = paragraph  # that no run has
    for leaf in _leaves(paragraph):
        if leaf.tag == _FIELD:
            _track_field(in_code, leaf.get(word("fldCharType"), ""))
        elif leaf.tag != _TEXT_BOX and not any(in_code):
            properties = _properties(leaf)
            if properties is None or properties is not properties_before:
                look, properties_before = styles.look(properties, paragraph, ground), properties
            run = _styled_run(leaf, properties)
            if look.has_pictures and leaf.tag in _TEXTS:
                run = run._replace(text=_PICTURED.sub(_UNKNOWN, run.text))
            if look.is_hidden:
                hidden += run.text
            else:
                runs.append(run)
            if not look.is_hidden and any(map(str.isalnum, run.text)):
                looks.add(look)
    return ParagraphText(plain_text(runs), hidden.strip(), len(looks) > 1)


def text_boxes(paragraph: XmlElement) -> Iterator[XmlElement]:
    """Yield the text boxes that are anchored in a paragraph, each with paragraphs and tables of its own."""
    for leaf in _leaves(paragraph):
        if leaf.tag == _TEXT_BOX and not _is_shape_hidden(leaf, paragraph):
            yield leaf


def _leaves(holder: Iterable[XmlElement]) -> Iterator[XmlElement]:
    """Yield the elements that print something, in order."""
    for child in holder:
        if child.tag in _LEAVES:
            yield child
        elif child.tag == ALTERNATIVES:
            yield from _leaves(chosen(child))
        elif child.tag not in _NOT_PRINTED:
            yield from _leaves(child)


def _is_shape_hidden(box: XmlElement, paragraph: XmlElement) -> bool:
    """Whether the shape around a text box is not shown."""
    for holder in takewhile(lambda around: around is not paragraph, box.iterancestors()):
        style = "".join(holder.get("style", "").split()).lower()
        if "visibility:hidden" in style or "display:none" in style:
            return True
        names = (child for child in holder if child.tag == _SHAPE_NAME)
        if any(name.get("hidden") in ("1", "true") for name in names):
            return True
        if holder.tag == _RUN and len(holder) and is_on(holder, "rPr", "vanish"):
            return True
    return False


def _properties(leaf: XmlElement) -> XmlElement | None:
    """The properties of the run that something is in."""
    run = leaf.getparent()
    # They come first in a run, by Word's rules; to search a run of very many leaves would take forever.
    properties = None if run is None else run[0]
    return properties if properties is not None and properties.tag == _RUN_PROPERTIES else None


def _track_field(in_code: list[bool], mark: str) -> None:
    """Follow a field from its code to its result to its end; fields are nested."""
    if mark == "begin":
        in_code.append(True)
    elif in_code and mark == "separate":
        in_code[-1] = False
    elif in_code and mark == "end":
        in_code.pop()


def _styled_run(leaf: XmlElement, properties: XmlElement | None) -> StyledRun:
    if properties is None:
        return StyledRun(_printed(leaf))
    is_struck = is_on(properties, "strike") or is_on(properties, "dstrike")
    return StyledRun(_printed(leaf), is_struck, value(properties, "vertAlign") or "")


def _printed(leaf: XmlElement) -> str:
    if leaf.tag in _TEXTS:
        text = (leaf.text or "").replace("\n", " ")
        return text if leaf.get(_SPACE) == "preserve" else text.strip(" ")
    return _symbol(leaf) if leaf.tag == _SYMBOL else _CHARACTERS[str(leaf.tag)]


def _symbol(leaf: XmlElement) -> str:
    """Return a character by its number; one of a font's own is unknown, but not passed over."""
    try:
        number = int(leaf.get(word("char"), ""), 16)
        character = chr(number)
    except (ValueError, OverflowError):
        return _UNKNOWN
    if leaf.get(word("font"), "").lower() == "wingdings" and _CIRCLED_FROM <= number & 0xFF <= _CIRCLED_UP_TO:
        return chr(ord("①") + (number & 0xFF) - _CIRCLED_FROM)
    return character if character.isprintable() else _UNKNOWN
