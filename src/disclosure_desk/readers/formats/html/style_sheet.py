"""The style sheets within a page: which tags and classes are shown as parts of tables, or as blocks."""

import re
from collections.abc import Iterator, Mapping

_MOST_CHARACTERS = 500_000
"""Characters of style that are read; a page's own has some thousand."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_SIMPLE_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?", re.IGNORECASE)
"""A tag, a class, or a tag with a class: these say by themselves which elements they are about."""

_DISPLAY = re.compile(r"(?:^|;)\s*display\s*:\s*([a-z-]+)", re.IGNORECASE)


class StyleSheet:
    """What simple selectors say of `display`; rules that depend on the medium or on other elements are left out."""

    def __init__(self) -> None:
        self._displays: dict[tuple[str, str], str] = {}
        self._characters_left = _MOST_CHARACTERS

    def add(self, text: str) -> None:
        """Add the text of a style element."""
        self._characters_left -= len(text)
        if self._characters_left < 0:
            return
        for selectors, declarations in _rules(_COMMENT.sub("", text)):
            *_, display = "", *_DISPLAY.findall(declarations)
            for selector in selectors.split(",") if display else ():
                found = _SIMPLE_SELECTOR.fullmatch(selector.strip())
                if found and found[0]:
                    self._displays[(found[1] or "").lower(), found[2] or ""] = display.lower()

    def display(self, tag: str, attributes: Mapping[str, str]) -> str:
        """Return how an element is displayed; "" if nothing says so.

        "none" counts as nothing, because what a sheet hides a script may show.
        """
        if not self._displays:
            return ""
        classes = attributes.get("class", "").split()
        keys = (*((tag, name) for name in classes), *(("", name) for name in classes), (tag, ""))
        display = next((self._displays[key] for key in keys if key in self._displays), "")
        return "" if display == "none" else display


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and declarations that are in no other braces."""
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
