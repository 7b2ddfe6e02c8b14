"""The style sheets within a page: which tags and classes are shown as parts of tables, or lay out what is in them."""

import re
from collections.abc import Iterator, Mapping

_MOST = 500_000
"""Characters of style that are looked at; a page's own has some thousand."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?", re.IGNORECASE)
"""A tag, a class, or a tag with a class: what tells by itself which elements it is about."""

_DISPLAY = re.compile(r"(?:^|;)\s*display\s*:\s*([a-z-]+)", re.IGNORECASE)


class StyleSheet:
    """What simple selectors say of `display`; whatever depends on the medium or on what is around is left out."""

    def __init__(self) -> None:
        self._displays: dict[tuple[str, str], str] = {}
        self._left = _MOST

    def take(self, text: str) -> None:
        """Take the text of a style element in."""
        self._left -= len(text)
        if self._left < 0:
            return
        for selectors, declarations in _rules(_COMMENT.sub("", text)):
            *_, display = "", *_DISPLAY.findall(declarations)
            for selector in selectors.split(",") if display else ():
                found = _SIMPLE.fullmatch(selector.strip())
                if found and found[0]:
                    self._displays[(found[1] or "").lower(), found[2] or ""] = display.lower()

    def display(self, tag: str, attributes: Mapping[str, str]) -> str:
        """How an element is to be shown; "" if nothing is said, or if it is not shown: a script may show it."""
        if not self._displays:
            return ""
        classes = attributes.get("class", "").split()
        keys = (*((tag, name) for name in classes), *(("", name) for name in classes), (tag, ""))
        said = next((self._displays[key] for key in keys if key in self._displays), "")
        return "" if said == "none" else said


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations that stand within nothing else."""
    depth = start = 0
    selectors = ""
    for brace in _BRACE.finditer(text):
        between = text[start : brace.start()]
        if brace[0] == "{":
            selectors = between.rpartition(";")[2].strip() if not depth else "@"
            depth += 1
        elif depth:
            depth -= 1
            if not depth and not selectors.startswith("@"):
                yield selectors, between
        start = brace.end()
