"""A first look at a page: its style sheets, wherever they stand, and how many siblings each element has.

A browser applies a sheet at the end of a page to all of it, and tells the last child of an element: so both are known
before the page is read.
"""

from collections.abc import Mapping

from disclosure_desk.readers.formats.html.style_sheet import StyleSheet

_UNUSED = frozenset({"noscript", "template"})


class PageStyles:
    """A target for a parser of HTML; once closed, `sheet` has the styles, `siblings` a number for each element."""

    def __init__(self) -> None:
        self.sheet = StyleSheet()
        self.siblings: list[int] = []
        self._open: list[list[int]] = [[]]  # for each open element, the numbers of its children
        self._style: str | None = None
        self._media = ""
        self._unused = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        self._open[-1].append(len(self.siblings))
        self.siblings.append(1)
        self._open.append([])
        self._unused += tag in _UNUSED
        if tag == "style" and not self._unused:
            self._style, self._media = "", (attributes or {}).get("media", "")

    def end(self, tag: str) -> None:
        """End the innermost element."""
        children = self._open.pop()
        for child in children:
            self.siblings[child] = len(children)
        self._unused -= tag in _UNUSED
        if self._style is not None:
            self.sheet.add(self._style, self._media)
            self._style = None

    def data(self, text: str) -> None:
        """Take a text, or a part of one."""
        if self._style is not None:
            self._style += text

    def close(self) -> "PageStyles":
        """End the page."""
        return self
