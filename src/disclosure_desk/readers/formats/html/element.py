"""What an element of a web page means for its reader: a break of line, a part of a table, or nothing that is shown."""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

Role = Literal["", "table", "thead", "tbody", "tfoot", "row", "cell"]
Mark = Literal["gone", "unseen", "link", "as typed", "title", "struck", "superscript", "subscript"]


class Element(NamedTuple):
    """Its part in a table, and if by its style only; whether it breaks lines; what becomes of its text.

    `parts`: each element right in it stands apart from the others.
    """

    role: Role = ""
    styled: bool = False
    breaks: bool = False
    mark: Mark | None = None
    parts: bool = False


_TABLES: Mapping[str, Role] = {
    "table": "table",
    "thead": "thead",
    "tbody": "tbody",
    "tfoot": "tfoot",
    "tr": "row",
    "td": "cell",
    "th": "cell",
}
_DISPLAYS: Mapping[str, Role] = {
    "table": "table",
    "inline-table": "table",
    "table-header-group": "thead",
    "table-row-group": "tbody",
    "table-footer-group": "tfoot",
    "table-row": "row",
    "table-cell": "cell",
}
_PARTING_DISPLAYS = frozenset({"flex", "grid", "inline-flex", "inline-grid"})
_BREAKING_DISPLAYS = frozenset({"block", "list-item", "flex", "grid", "table-caption"})
_BREAKING = frozenset(
    {
        *("html", "head", "body", "title", "p", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "center", "pre"),
        *("ul", "ol", "li", "dl", "dt", "dd", "menu", "dir", "listing", "xmp", "blockquote", "address", "marquee"),
        *("article", "section", "aside", "header", "footer", "nav", "main", "hgroup", "search", "form", "fieldset"),
        *("legend", "figure", "figcaption", "details", "summary", "caption"),
    }
)
_GONE = frozenset(
    {
        *("script", "style", "noscript", "template", "xml", "svg", "math", "select", "option", "optgroup", "datalist"),
        *("button", "textarea", "progress", "meter", "rp", "iframe", "frame", "noframes", "embed", "object", "applet"),
        *("audio", "video", "canvas", "map"),
    }
)
_MARKS: Mapping[str, Mark] = {
    "a": "link",
    "pre": "as typed",
    "listing": "as typed",
    "xmp": "as typed",
    "title": "title",
    **dict.fromkeys(("s", "strike", "del"), "struck"),
    "sup": "superscript",
    "sub": "subscript",
    **dict.fromkeys(_GONE, "gone"),
}
_SHIFTS: Mapping[str, Mark] = {"super": "superscript", "sub": "subscript"}
_FRAMES = frozenset({"iframe", "frame", "embed", "object"})
_FILE = re.compile(r"[^?#]*\.(?:pdf|docx?|wps|ofd|xlsx?|et|zip|rar)(?:[?#]|$)", re.IGNORECASE)
_SPAN = re.compile(r"\s*\+?([0-9]{1,9})")


def element_of(tag: str, attributes: Mapping[str, str], in_sheet: str = "") -> Element:
    """What an element means, by its name, its own style, and how a style sheet displays it."""
    style = _declared(attributes["style"]) if "style" in attributes else {}
    display = style.get("display", in_sheet)
    if display == "none" or "hidden" in attributes:
        return Element(mark="gone")
    role = _TABLES.get(tag, "")
    styled: Role = "" if role else _DISPLAYS.get(display, "")
    breaks = bool(role or styled) or tag in _BREAKING or display in _BREAKING_DISPLAYS
    return Element(
        role or styled, bool(styled), breaks, _MARKS.get(tag) or _styled_mark(style), display in _PARTING_DISPLAYS
    )


def _declared(style: str) -> Mapping[str, str]:
    """The declarations of a style, the last of each name."""
    pairs = (declaration.lower().partition(":") for declaration in style.split(";"))
    return {name.strip(): value.partition("!")[0].strip() for name, _, value in pairs}


def _styled_mark(style: Mapping[str, str]) -> Mark | None:
    if style.get("visibility") in {"hidden", "collapse"}:
        return "unseen"
    if "line-through" in style.get("text-decoration", "") + style.get("text-decoration-line", ""):
        return "struck"
    return _SHIFTS.get(style.get("vertical-align", ""))


def spans_of(attributes: Mapping[str, str]) -> tuple[int, int]:
    """How many rows and columns a cell takes; 0 rows: all that follow."""
    rows, columns = (_SPAN.match(attributes.get(name, "")) for name in ("rowspan", "colspan"))
    return int(rows[1]) if rows else 1, int(columns[1]) if columns else 1


def leads_to_file(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether another file is shown here, or a document is linked."""
    return tag in _FRAMES or (tag == "a" and bool(_FILE.match(attributes.get("href", ""))))


def typed_in(tag: str, attributes: Mapping[str, str]) -> str:
    """What stands in a field of a form; "" for what is no field of words or figures."""
    is_field = tag == "input" and attributes.get("type", "text").lower() in {"text", "number"}
    return attributes.get("value", "") if is_field else ""


def article_title(tag: str, attributes: Mapping[str, str]) -> str:
    """The title of the article, as portals state it for search engines."""
    is_title = tag == "meta" and attributes.get("name", "").lower() == "articletitle"
    return attributes.get("content", "") if is_title else ""
