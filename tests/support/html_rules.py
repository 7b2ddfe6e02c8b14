"""Whether a page is HTML as the standard has it, as far as our own pages go: a strict check that needs no Java.

Only elements and attributes that a report needs are known, so that whatever else comes into a page is a fault.
"""

from collections import Counter
from html.parser import HTMLParser

import lxml.html

_VOID = frozenset({"meta", "col", "wbr"})
_PARENTS = {
    "html": {""}, "head": {"html"}, "body": {"html"}, "main": {"body"}, "article": {"main", ""},
    "meta": {"head"}, "title": {"head"}, "style": {"head"},
    "h1": {"article"}, "h2": {"article"}, "p": {"article"}, "div": {"article"}, "span": {"h1", "p"},
    "table": {"div"}, "caption": {"table"}, "colgroup": {"table"}, "col": {"colgroup"},
    "thead": {"table"}, "tbody": {"table"}, "tr": {"thead", "tbody"}, "th": {"tr"}, "td": {"tr"}, "wbr": {"th"},
}  # fmt: skip
"""In which elements each may be."""
_GLOBAL = frozenset({"class", "id", "lang", "style", "role", "tabindex", "aria-label"})
_OWN = {
    "meta": {"charset", "name", "content"},
    "th": {"colspan", "rowspan", "scope", "headers"},
    "td": {"colspan", "rowspan", "headers"},
}
_SCOPES = {"col", "colgroup", "row", "rowgroup"}


class _Tags(HTMLParser):
    """Takes the tags of a page and notes what is wrong with them."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self._open = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if self._open[-1] not in _PARENTS.get(tag, set()):
            self.faults.append(f"{tag} in {self._open[-1]}")
        self.faults += [f"{name} of {tag}" for name in names if name not in _GLOBAL | _OWN.get(tag, set())]
        if len(names) > len({*names}):
            self.faults.append(f"twice in {tag}")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.faults.append(f"{tag} with {len(attrs)} attributes closes itself")

    def handle_endtag(self, tag: str) -> None:
        if self._open.pop() != tag:
            self.faults.append(f"stray end of {tag}")

    def faults_at_end(self) -> list[str]:
        self.close()
        return self.faults + [f"{tag} is open" for tag in self._open[1:]]


def html_faults(page: str) -> list[str]:
    """What is wrong with a page, or with an article of its own."""
    tags = _Tags()
    tags.feed(page.removeprefix("<!DOCTYPE html>\n"))
    root = lxml.html.fromstring(page)
    ids = Counter(root.xpath("//@id"))
    faults = [*tags.faults_at_end(), *(f"id {one} twice" for one, count in ids.items() if count > 1)]
    faults += [f"scope {scope}" for scope in root.xpath("//@scope") if scope not in _SCOPES]
    faults += [f"{len(root.xpath('//h1'))} h1"] * (len(root.xpath("//h1")) != 1)
    faults += ["th without scope"] * bool(root.xpath("//th[not(@scope)]"))
    for table in root.xpath("//table"):
        faults += _table_faults(table)
    if root.tag == "html":
        faults += ["no lang"] * (not root.get("lang")) + ["no title"] * (not root.xpath("string(//title)").strip())
        faults += ["no charset"] * (root.xpath("//meta[1]/@charset") != ["utf-8"])
    return faults


def _table_faults(table: lxml.html.HtmlElement) -> list[str]:
    """What is wrong with a table: its captions, its cells' places, the heads that they name."""
    faults = ["no caption"] * (table[0].tag != "caption" or not table[0].text_content().strip())
    heads = {*table.xpath(".//th/@id")}
    faults += [f"no head {name}" for names in table.xpath(".//@headers") for name in names.split() if name not in heads]
    columns = len(table.xpath("colgroup/col"))
    for group in table.xpath("thead|tbody"):
        taken = Counter(place for cell in _places(group) for place in cell)
        every = {(row, column) for row in range(len(group)) for column in range(columns)}
        faults += ["cells overlap or lack"] * (set(taken) != every or any(count > 1 for count in taken.values()))
    return faults


def _places(group: lxml.html.HtmlElement) -> list[list[tuple[int, int]]]:
    """The places that each cell of a row group takes."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for row, line in enumerate(group):
        column = 0
        for cell in line:
            while (row, column) in taken:
                column += 1
            high, wide = (int(cell.get(name, "1")) for name in ("rowspan", "colspan"))
            cells.append([(row + down, column + right) for down in range(high) for right in range(wide)])
            taken |= {*cells[-1]}
    return cells
