"""What an element of a web page means for its reader: a break of line, a part of a table, or nothing that is shown."""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from disclosure_desk.text.lazy_pattern import lazy_pattern

HtmlRole = Literal["", "table", "thead", "tbody", "tfoot", "row", "cell"]
HtmlMark = Literal["gone", "link", "as typed", "title", "struck", "superscript", "subscript"]
"""What is done to the text of an element. `gone`: it is no text of the page; `as typed`: line breaks and tabs in it
count."""


class HtmlElement(NamedTuple):
    """What an element does to its content.

    `role`: its part in a table; `styled`: it has that part by its style only; `breaks`: it begins and ends a line;
    `parts`: each element directly in it stands apart from the others.
    """

    role: HtmlRole = ""
    styled: bool = False
    breaks: bool = False
    mark: HtmlMark | None = None
    parts: bool = False


_TABLE_TAGS: Mapping[str, HtmlRole] = {
    "table": "table",
    "thead": "thead",
    "tbody": "tbody",
    "tfoot": "tfoot",
    "tr": "row",
    "td": "cell",
    "th": "cell",
}
_TABLE_DISPLAYS: Mapping[str, HtmlRole] = {
    "table": "table",
    "inline-table": "table",
    "table-header-group": "thead",
    "table-row-group": "tbody",
    "table-footer-group": "tfoot",
    "table-row": "row",
    "table-cell": "cell",
}
_SEPARATING_DISPLAYS = frozenset({"flex", "grid", "inline-flex", "inline-grid"})
_BLOCK_DISPLAYS = frozenset({"block", "list-item", "flex", "grid", "table-caption"})
_BLOCK_TAGS = frozenset(
    {
        *("html", "head", "body", "title", "p", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "center", "pre"),
        *("ul", "ol", "li", "dl", "dt", "dd", "menu", "dir", "listing", "xmp", "blockquote", "address", "marquee"),
        *("article", "section", "aside", "header", "footer", "nav", "main", "hgroup", "search", "form", "fieldset"),
        *("legend", "figure", "figcaption", "details", "summary", "caption"),
    }
)
_UNREAD_TAGS = frozenset(
    {
        *("script", "style", "noscript", "template", "xml", "svg", "math", "option", "datalist", "button", "textarea"),
        *("progress", "meter", "rp", "iframe", "frame", "noframes", "embed", "object", "applet"),
        *("audio", "video", "canvas", "map"),
    }
)
_MARKS: Mapping[str, HtmlMark] = {
    "a": "link",
    "pre": "as typed",
    "listing": "as typed",
    "xmp": "as typed",
    "title": "title",
    **dict.fromkeys(("s", "strike", "del"), "struck"),
    "sup": "superscript",
    "sub": "subscript",
    **dict.fromkeys(_UNREAD_TAGS, "gone"),
}
_VERTICAL_ALIGNS: Mapping[str, HtmlMark] = {"super": "superscript", "sub": "subscript"}
_FRAME_TAGS = frozenset({"iframe", "frame", "embed", "object"})
_FILE = lazy_pattern(r"[^?#]*\.(?:pdf|docx?|wps|ofd|xlsx?|et|zip|rar)(?:[?#]|$)", re.IGNORECASE)
_SPAN = lazy_pattern(r"\s*\+?([0-9]{1,9})")


def element_of(tag: str, declared: Mapping[str, str]) -> HtmlElement:
    """Return what an element that is shown means, by its name and what its style declares."""
    display = declared.get("display", "")
    role = _TABLE_TAGS.get(tag, "")
    styled: HtmlRole = "" if role else _TABLE_DISPLAYS.get(display, "")
    breaks = bool(role or styled) or tag in _BLOCK_TAGS or display in _BLOCK_DISPLAYS
    mark = _MARKS.get(tag) or _styled_mark(declared)
    return HtmlElement(role or styled, bool(styled), breaks, mark, display in _SEPARATING_DISPLAYS)


def _styled_mark(declared: Mapping[str, str]) -> HtmlMark | None:
    if "line-through" in declared.get("text-decoration", "") + declared.get("text-decoration-line", ""):
        return "struck"
    return _VERTICAL_ALIGNS.get(declared.get("vertical-align", ""))


def is_chosen(tag: str, attributes: Mapping[str, str]) -> bool:
    """Return whether an element shows what was chosen or typed, as others of its kind do not."""
    return tag == "textarea" or (tag == "option" and "selected" in attributes)


def spans_of(attributes: Mapping[str, str]) -> tuple[int, int]:
    """Return how many rows and columns a cell takes; 0 rows: all that follow."""
    rows, columns = (_SPAN.match(attributes.get(name, "")) for name in ("rowspan", "colspan"))
    return int(rows[1]) if rows else 1, int(columns[1]) if columns else 1


def leads_to_file(tag: str, attributes: Mapping[str, str]) -> bool:
    """Return whether an element shows another file, or links a document."""
    return tag in _FRAME_TAGS or (tag == "a" and bool(_FILE.match(attributes.get("href", ""))))


def field_value(tag: str, attributes: Mapping[str, str]) -> str:
    """Return what was typed into a field for words or figures; "" for any other element."""
    is_field = tag == "input" and attributes.get("type", "text").lower() in {"text", "number"}
    return attributes.get("value", "") if is_field else ""


def article_title(tag: str, attributes: Mapping[str, str]) -> str:
    """Return the title of the article, which portals state for search engines; "" for any other element."""
    is_title = tag == "meta" and attributes.get("name", "").lower() == "articletitle"
    return attributes.get("content", "") if is_title else ""
