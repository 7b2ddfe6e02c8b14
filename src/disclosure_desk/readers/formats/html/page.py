"""Takes the tags and texts of a web page one by one, and keeps what it shows: lines and rows of tables.

Input: the calls `start`, `data`, `end` and `close` that lxml's parser makes on its target. Output: `contents`, the
lines and rows in reading order. Nothing is kept of what a browser does not show.

A line ends where an element breaks it; it goes to the innermost open cell, else to the page, so that a text within a
table but in none of its cells is shown before the table, as browsers do: `<table>外<tr><td>甲` is `外` and a row `甲`.
Rows and cells without a table, as a clipboard has them, begin an implied table that ends with the next other content:
`<tr><td>甲<td>1</tr>丙` is a row and the line `丙`.
"""

from collections.abc import Iterator, Mapping, Sequence

from disclosure_desk.readers.formats.html.computed_style import HtmlStyle, computed_style
from disclosure_desk.readers.formats.html.element import (
    HtmlElement,
    HtmlMark,
    article_title,
    element_of,
    field_value,
    is_chosen,
    leads_to_file,
    spans_of,
)
from disclosure_desk.readers.formats.html.selector import StyledNode
from disclosure_desk.readers.formats.html.style_sheet import StyleSheet
from disclosure_desk.readers.formats.html.table import HtmlCell, HtmlContent, HtmlLine, HtmlRow, HtmlTable
from disclosure_desk.readers.formats.text.reader import text_items
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.source_items import SourceRow
from disclosure_desk.readers.model.styled_text import StyledRun, plain_text
from disclosure_desk.text.lazy_pattern import lazy_pattern

_MOST_ELEMENTS, _MOST_OPEN, _MOST_NESTED, _MOST_TEXT = 100_000, 1_000, 20, 3_000_000
"""Elements in a page, those open at one time, tables within tables, and characters: no report has nearly as many."""

_SHIFTS: tuple[HtmlMark, ...] = ("superscript", "subscript")
_PICTURES = frozenset({"img", "svg", "canvas", "object", "embed", "iframe"})
_INVISIBLE = dict.fromkeys(
    (*range(9), *range(14, 32), *range(127, 160), 0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF), None
) | dict.fromkeys((0x0B, 0xA0, 0x2007, 0x202F), " ")
"""Characters that show nothing, and spaces that do not break a line: a figure with one of them in it is still one."""

_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff0f\uff1a-\uff20\u2014\u2018-\u201d\u2026]"
_BREAK_WITHIN_CHINESE = lazy_pattern(rf"(?<={_WIDE})[ \t\f]*[\r\n][ \t\r\n\f]*(?={_WIDE})")
"""A line of source that ends within Chinese: Word breaks it there, and no space is meant."""

_SPACES = lazy_pattern(r"[ \t\r\n\f]+")


class HtmlPage:
    """A target for a parser of HTML; once closed, `contents` are what the page shows, in reading order.

    `titles` are what its head calls the page; `prose` is how many characters are outside links; `has_file`: the page
    shows or links another file. `hidden` are the texts that stand apart and nobody sees, `hidden_cells` how many cells
    of tables are among them; `pictures` are cells with nothing but a picture. Raises ReadError for a page far larger
    than any with a report.
    """

    def __init__(self, sheet: StyleSheet, siblings: Sequence[int]) -> None:
        """With the sheet that styles the page, and how many siblings each element has, where that is known."""
        self.contents: list[HtmlContent] = []
        self.titles: list[str] = []
        self.hidden: list[str] = []
        self.prose, self.has_file, self.hidden_cells, self.pictures = 0, False, 0, 0
        self._sheet, self._siblings = sheet, siblings
        self._open: list[HtmlElement] = []
        self._nodes: list[StyledNode | None] = []
        self._looks: list[HtmlStyle | None] = []  # of each open element; None for one whose text is not the page's
        self._marks: dict[HtmlMark, int] = {}  # the marks in force, and the height at which each began
        self._tables: list[HtmlTable] = []
        self._line: list[StyledRun] = []
        self._hidden_line = ""
        self._elements, self._characters = 0, 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        attributes = attributes or {}  # the parser's own empty mapping is slow
        around = self._looks[-1] if self._looks else HtmlStyle()
        node = self._node(tag, attributes) if not self._sheet.is_empty or "style" in attributes else None
        declared = {} if node is None or around is None or around.is_gone else self._sheet.declared(node)
        element = element_of(tag, declared)
        look = None if around is None else computed_style(tag, attributes, declared, around)
        if element.mark == "gone" and not (self._cell and is_chosen(tag, attributes)):
            look = None
        if around is not None and tag in _PICTURES and self._cell:
            self._cell.pictures += 1
        if look is None or look.is_gone:
            self.hidden_cells += look is not None and element.role == "cell"
            element = HtmlElement()
        # In a flex box or grid, elements that are inline by themselves are shown side by side as cells.
        elif self._open and self._open[-1].parts and not element.breaks:
            element = element._replace(breaks=True)
        self._open.append(element)
        self._nodes.append(node)
        self._looks.append(look)
        self._elements += 1
        if self._elements > _MOST_ELEMENTS or len(self._open) > _MOST_OPEN:
            raise self._too_large()
        self.has_file |= around is not None and not around.is_gone and leads_to_file(tag, attributes)
        if not self._is_shown:
            return
        if element.mark:
            self._marks.setdefault(element.mark, len(self._open))
        self._begin(element, tag, attributes)

    def end(self, _: str) -> None:
        """End the innermost element."""
        if self._open[-1].breaks and self._is_shown:
            self._end_line()
        self._open.pop()
        self._nodes.pop()
        self._looks.pop()
        height = len(self._open)
        if self._marks:
            self._marks = {mark: began for mark, began in self._marks.items() if began <= height}
        while self._tables and self._tables[-1].height > height:
            self._end_table()
        if self._tables:
            self._tables[-1].end_above(height)

    def data(self, text: str) -> None:
        """Take a text, or a part of one."""
        look = self._looks[-1] if self._looks else HtmlStyle()
        if look is None:
            return
        self._characters += len(text)
        if self._characters > _MOST_TEXT:
            raise self._too_large()
        if "title" in self._marks:
            self.titles[-1] += text
        elif look.is_hidden:
            self._hidden_line += text
        else:
            self._take(text, look)

    def close(self) -> "HtmlPage":
        """End the page, and with it what is still open."""
        self._end_line()
        while self._tables:
            self._end_table()
        return self

    @property
    def _is_shown(self) -> bool:
        """Whether the innermost element takes room on the page."""
        return not self._looks or (self._looks[-1] is not None and not self._looks[-1].is_gone)

    @property
    def _cell(self) -> HtmlCell | None:
        """The innermost open cell."""
        return next((table.cell for table in reversed(self._tables) if table.cell), None)

    def _node(self, tag: str, attributes: Mapping[str, str]) -> StyledNode:
        """Return an element as selectors see it."""
        if self._sheet.is_empty:
            return StyledNode(tag, attributes)
        parent = self._nodes[-1] if self._nodes else None
        node = StyledNode(tag, attributes, parent, classes=attributes.get("class", "").split())
        if parent:
            parent.count += 1
            parent.counts[tag] = parent.counts.get(tag, 0) + 1
            node.before, parent.last = parent.last, node
            node.number, node.number_of_type = parent.count, parent.counts[tag]
        node.siblings = self._siblings[self._elements] if self._elements < len(self._siblings) else 0
        return node

    def _begin(self, element: HtmlElement, tag: str, attributes: Mapping[str, str]) -> None:
        if element.breaks:
            self._end_line()
        if element.role in ("", "table"):
            self._end_implied_table(len(self._open) - 1)
        if element.role:
            self._begin_table_part(element, attributes)
        elif element.mark == "title":
            self.titles.append("")
        elif title := article_title(tag, attributes):  # more exact than the title bar, so it comes first
            self.titles.insert(0, title)
        elif self._tables and self._tables[-1].cell and (value := field_value(tag, attributes)):
            self._take(value, self._looks[-1] or HtmlStyle())

    def _begin_table_part(self, element: HtmlElement, attributes: Mapping[str, str]) -> None:
        height = len(self._open)
        table = self._tables[-1] if self._tables else None
        if element.role == "table":
            if table and not table.cell:  # a table directly within a table: its cell was forgotten
                table.begin_cell(height, 1, 1)
            self._begin_table(HtmlTable(height))
            return
        if table is None or (element.styled and table.cell):
            table = self._begin_table(HtmlTable(height - 1, implied=True))
        if element.role == "row":
            table.begin_row(height)
        elif element.role == "cell":
            table.begin_cell(height, *spans_of(attributes))
        else:
            table.begin_group(element.role, height)

    def _begin_table(self, table: HtmlTable) -> HtmlTable:
        if len(self._tables) == _MOST_NESTED:
            raise self._too_large()
        self._tables.append(table)
        return table

    def _end_table(self) -> None:
        self._end_line()
        table = self._tables.pop()
        self._target().extend(table.contents())
        self.pictures += table.pictures

    def _end_implied_table(self, height: int) -> None:
        """End a table that only its rows made one, because something else follows them."""
        table = self._tables[-1] if self._tables else None
        if table and table.implied and not table.cell and table.height == height:
            self._end_table()

    def _take(self, text: str, look: HtmlStyle) -> None:
        filled = len(text.strip())
        if filled:
            self._end_implied_table(len(self._open))
        if filled or self._line:  # spaces at a line's start are not shown
            shift = next((mark for mark in _SHIFTS if mark in self._marks), "")
            if look.is_reversed:
                text = text[::-1]
            self._line.append(StyledRun(text, "struck" in self._marks, shift))
        cell = self._cell
        if cell and not self._marks.keys() & {*_SHIFTS} and any(map(str.isalnum, text)):
            cell.looks.add(look.look)
            cell.is_styled |= look.is_doubtful or look.is_reversed
        if "link" not in self._marks:
            self.prose += filled

    def _end_line(self) -> None:
        """Keep what was taken since the last break as a line."""
        text, hidden = plain_text(self._line), _visible_text(self._hidden_line)
        self._line.clear()
        self._hidden_line = ""
        lines = [*_lines_as_typed(text)] if "as typed" in self._marks else [HtmlLine(_visible_text(text), hidden)]
        shown = [line for line in lines if isinstance(line, HtmlRow) or line.text]
        self._target().extend(shown)
        if hidden and not (shown and isinstance(shown[0], HtmlLine) and shown[0].hidden):
            (self._cell.hidden if self._cell else self.hidden).append(hidden)

    def _target(self) -> list[HtmlContent]:
        """Return where lines go: the innermost open cell, else the page."""
        return self._cell.contents if self._cell else self.contents

    def _too_large(self) -> ReadError:
        """Return the error, and let go what was taken, because the parser closes its target even then."""
        self._line, self._tables = [], []
        return ReadError("这个网页太大、太复杂了，不像是一份报告；请只把报告那一页另存再导入。")


def _lines_as_typed(text: str) -> Iterator[HtmlContent]:
    """Yield the lines of a preformatted text, those with tabs as rows."""
    for number, item in enumerate(text_items(text), 1):
        if isinstance(item, SourceRow):
            yield HtmlRow(text, number, item.cells, aligned=False)
        elif line := _visible_text(item.text):
            yield HtmlLine(line)


def _visible_text(source: str) -> str:
    """Return a text as a browser shows it: without the spaces and breaks that only lay out its source."""
    return _SPACES.sub(" ", _BREAK_WITHIN_CHINESE.sub("", source)).translate(_INVISIBLE).strip()
