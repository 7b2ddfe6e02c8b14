"""The structure of a tagged document: what its pages say in the order of reading, apart from how they look.

A document is a tree of elements: headings, paragraphs, tables. Each piece of a page's content is marked with the one
that it belongs to, or as an artifact, which readers pass over: rules, tints, page numbers, heads that are repeated.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

from disclosure_desk.writers.pdf.written_text import text_string


class Artifact(Enum):
    """What stands on a page and says nothing of its own; the value begins such content."""

    LAYOUT = "/Artifact<</Type/Layout>>BDC"
    FOOT = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC"
    REPEATED = "/Artifact<</Type/Pagination/Subtype/Header>>BDC"


class StructureElement:
    """An element of a document's structure, and what lies in it: other elements, and content of the pages.

    kind: its type by ISO 32000-1, 14.8.4; attributes: further entries in their written form.
    """

    __slots__ = ("attributes", "bounds", "content", "elements", "kind", "number", "parent", "spoken")

    def __init__(self, kind: str, parent: "StructureElement | None" = None, attributes: bytes = b"") -> None:
        self.kind, self.attributes = kind, attributes
        self.parent = parent
        self.content: tuple[tuple[int, int], ...] = ()
        """What lies in it itself, before other elements: the page from 0, and the number of the piece there."""
        self.elements: list[StructureElement] | tuple[()] = ()
        self.bounds = b""
        """Where it lies in its written form, of a table or a drawing that lies on one page."""
        self.spoken = b""
        """What is heard instead of the text that is drawn, in its written form."""
        self.number = 0
        """Of its object in the file."""
        if parent is not None:
            self.move(parent)

    def set_spoken_text(self, text: str) -> None:
        """Let a text be heard instead of the one that is drawn, which is spaced out or has signs in its place."""
        self.spoken = b"/ActualText%b" % text_string(text)

    def move(self, parent: "StructureElement") -> None:
        """Put an element that lies nowhere at the end of another one."""
        self.parent = parent
        if parent.elements:
            parent.elements.append(self)
        else:
            parent.elements = [self]

    def entries(self) -> bytes:
        """What is written of it beside its type, its place and its content; the numbers of all elements are known."""
        return self.attributes + self.bounds


class RowElement(StructureElement):
    """A row of a table."""

    __slots__ = ()

    def __init__(self, table: StructureElement | None = None) -> None:
        super().__init__("TR", table)

    @property
    def cells(self) -> "list[CellElement]":
        """The cells in it."""
        return [one for one in self.elements if isinstance(one, CellElement)]


class CellElement(StructureElement):
    """A cell of a table; one that is a head has a name, by which the cells under and beside it name it.

    scope: `Row` or `Column`, whichever it is the head of, or nothing; attributes: others of a cell, as its spans.
    """

    __slots__ = ("among", "heads", "scope")

    def __init__(self, row: RowElement, scope: str = "", attributes: bytes = b"") -> None:
        super().__init__("TH" if scope else "TD", row, attributes)
        self.scope = scope
        self.heads: Sequence[int] = ()
        """The heads that tell what it is, by their numbers among the cells of its table."""
        self.among: Sequence[CellElement] = ()

    def entries(self) -> bytes:
        """The attributes of a cell, and the name of a head."""
        if self.scope:
            return b"/ID(%d)/A<</O/Table/Scope/%b%b>>" % (self.number, self.scope.encode(), self.attributes)
        heads = b"".join([b"(%d)" % self.among[head].number for head in self.heads])
        return b"/A<</O/Table%b/Headers[%b]>>" % (self.attributes, heads)


Mark = StructureElement | Artifact
"""What a piece of content is."""


def alternative(text: str) -> bytes:
    """The entry that says in words what a drawing tells."""
    return b"/Alt%b" % text_string(text)


OBJECTS_BEFORE = 3
"""The objects before the elements: the root, the elements by page and number, the elements by name."""


class StructureTree:
    """The elements of one document, and to which of them the content of its pages belongs."""

    def __init__(self) -> None:
        self.document = StructureElement("Document")
        self.section = self.document
        """The element in which those lie that are shown before they were put anywhere."""
        self._pages: list[list[StructureElement]] = [[]]

    def begin_section(self) -> None:
        """Begin a part of the document that could stand for itself."""
        self.section = StructureElement("Sect", self.document)

    def beginning(self, mark: Mark) -> str:
        """The operator that begins content of this page; `EMC` ends it."""
        if isinstance(mark, Artifact):
            return mark.value
        self._place(mark)
        page = self._pages[-1]
        number = len(page)
        page.append(mark)
        mark.content += ((len(self._pages) - 1, number),)
        return f"/{mark.kind}<</MCID {number}>>BDC"

    def _place(self, element: StructureElement) -> None:
        """Put an element, and those that it lies in, at the end of the section, unless it is somewhere."""
        while element.parent is not None:
            element = element.parent
        if element is not self.document:
            element.move(self.section)

    def end_page(self) -> None:
        """Go on to the next page."""
        self._pages.append([])

    def elements(self) -> list[StructureElement]:
        """All elements in the order of reading."""
        return [*_all(self.document)]

    def take_apart(self, elements: Iterable[StructureElement]) -> None:
        """Let elements name each other no more: such ones wait for the garbage collector, which takes its time."""
        for element in elements:
            element.parent = None
            if isinstance(element, CellElement):
                element.among = ()

    def objects(self, elements: Sequence[StructureElement], first: int, pages: Sequence[int]) -> list[bytes]:
        """The objects of the tree in their written form, its root first, numbered from `first` on.

        elements: all of the tree; pages: the numbers of the pages' objects.
        """
        for number, element in enumerate(elements, first + OBJECTS_BEFORE):
            element.number = number
        heads = sorted(b"%d" % one.number for one in elements if isinstance(one, CellElement) and one.scope)
        names = b" ".join([b"(%b)%b 0 R" % (name, name) for name in heads])
        parents = b" ".join(
            b"%d[%b]" % (page, b" ".join([b"%d 0 R" % element.number for element in listed]))
            for page, listed in enumerate(self._pages[: len(pages)])
        )
        root = b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d/IDTree %d 0 R>>"
        return [
            root % (first + OBJECTS_BEFORE, first + 1, len(pages), first + 2),
            b"<</Nums[%b]>>" % parents,
            b"<</Names[%b]>>" % names,
            *[_written(element, first, pages) for element in elements],
        ]


def _all(element: StructureElement) -> Iterator[StructureElement]:
    waiting = [element]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += element.elements[::-1]


def _written(element: StructureElement, root: int, pages: Sequence[int]) -> bytes:
    """An element in its written form; nearly all have one piece of content and nothing else."""
    parent = element.parent.number if element.parent else root
    inside = b""
    if len(element.content) == 1 and not element.elements:
        page, number = element.content[0]
        inside = b"/Pg %d 0 R/K %d" % (pages[page], number)
    elif element.content or element.elements:
        content = [b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (pages[page], number) for page, number in element.content]
        inside = b"/K[%b]" % b" ".join([*content, *(b"%d 0 R" % one.number for one in element.elements)])
    entries = element.entries() + element.spoken
    return b"<</Type/StructElem/S/%b/P %d 0 R%b%b>>" % (element.kind.encode(), parent, inside, entries)
