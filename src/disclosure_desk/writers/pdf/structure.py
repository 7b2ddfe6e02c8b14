"""The structure of a tagged document: what its pages say in the order of reading, apart from how they look.

A document is a tree of elements: headings, paragraphs, tables. Each piece of a page's content is marked with the one
that it belongs to, or as an artifact, which readers pass over: rules, tints, page numbers, heads that are repeated.
"""

from collections.abc import Sequence
from enum import Enum

from disclosure_desk.writers.pdf.objects import text_string


class Artifact(Enum):
    """What stands on a page and says nothing of its own; the value begins such content."""

    LAYOUT = "/Artifact<</Type/Layout>>BDC"
    FOOT = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC"
    REPEATED = "/Artifact<</Type/Pagination/Subtype/Header>>BDC"


class StructureElement:
    """An element of a document's structure, and what lies in it: other elements, and content of the pages.

    kind: its type by ISO 32000-1, 14.8.4; attributes: further entries in their written form.
    """

    __slots__ = ("attributes", "bounds", "kids", "kind", "number", "parent")

    def __init__(self, kind: str, parent: "StructureElement | None" = None, attributes: bytes = b"") -> None:
        self.kind, self.attributes = kind, attributes
        self.parent = parent
        self.kids: list[StructureElement | tuple[int, int]] = []
        """Elements, and content: the page from 0, and the number of the piece there."""
        self.bounds = b""
        """Where it lies in its written form, of a table or a drawing that lies on one page."""
        self.number = 0
        """Of its object in the file."""
        if parent is not None:
            parent.kids.append(self)

    def move(self, parent: "StructureElement") -> None:
        """Put an element that lies nowhere at the end of another one."""
        self.parent = parent
        parent.kids.append(self)

    def entries(self) -> bytes:
        """What is written of it beside its type, its place and its content; the numbers of all elements are known."""
        return self.attributes + self.bounds


class RowElement(StructureElement):
    """A row of a table."""

    __slots__ = ("cells",)

    def __init__(self, table: StructureElement | None = None) -> None:
        super().__init__("TR", table)
        self.cells: list[CellElement] = []


class CellElement(StructureElement):
    """A cell of a table; one that is a head has a name, by which the cells under and beside it name it.

    scope: `Row` or `Column`, whichever it is the head of, or nothing; attributes: others of a cell, as its spans.
    """

    __slots__ = ("heads", "scope")

    def __init__(self, row: RowElement, scope: str = "", attributes: bytes = b"") -> None:
        super().__init__("TH" if scope else "TD", row, attributes)
        row.cells.append(self)
        self.scope = scope
        self.heads: Sequence[CellElement] = ()
        """The heads that tell what it is."""

    def entries(self) -> bytes:
        """The attributes of a cell, and the name of a head."""
        if self.scope:
            return b"/ID(%d)/A<</O/Table/Scope/%b%b>>" % (self.number, self.scope.encode(), self.attributes)
        heads = b"".join([b"(%d)" % head.number for head in self.heads])
        return b"/A<</O/Table%b/Headers[%b]>>" % (self.attributes, heads)


Mark = StructureElement | Artifact
"""What a piece of content is."""


def alternative(text: str) -> bytes:
    """The entry that says in words what a drawing tells."""
    return b"/Alt%b" % text_string(text)


_BEFORE = 3
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
        mark.kids.append((len(self._pages) - 1, number))
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

    def count(self) -> int:
        """How many objects the tree takes."""
        return _BEFORE + len(_all(self.document))

    def objects(self, first: int, pages: Sequence[int]) -> list[bytes]:
        """The objects of the tree in their written form, its root first, numbered from `first` on.

        pages: the numbers of the pages' objects.
        """
        elements = _all(self.document)
        for number, element in enumerate(elements, first + _BEFORE):
            element.number = number
        heads = sorted(b"%d" % one.number for one in elements if isinstance(one, CellElement) and one.scope)
        names = b" ".join([b"(%b)%b 0 R" % (name, name) for name in heads])
        parents = b" ".join(
            b"%d[%b]" % (page, b" ".join([b"%d 0 R" % element.number for element in listed]))
            for page, listed in enumerate(self._pages[: len(pages)])
        )
        root = b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d/IDTree %d 0 R>>"
        return [
            root % (first + _BEFORE, first + 1, len(pages), first + 2),
            b"<</Nums[%b]>>" % parents,
            b"<</Names[%b]>>" % names,
            *[_written(element, first, pages) for element in elements],
        ]


def _all(element: StructureElement) -> list[StructureElement]:
    """An element and those in it, in the order of reading."""
    found = [element]
    for kid in element.kids:
        if not isinstance(kid, tuple):
            found += _all(kid) if kid.kids else [kid]
    return found


def _written(element: StructureElement, root: int, pages: Sequence[int]) -> bytes:
    """An element in its written form; nearly all have one piece of content and nothing else."""
    parent = element.parent.number if element.parent else root
    kids = element.kids
    if len(kids) == 1 and isinstance(kids[0], tuple):
        page, number = kids[0]
        inside = b"/Pg %d 0 R/K %d" % (pages[page], number)
    else:
        inside = b"/K[%b]" % b" ".join([_kid(kid, pages) for kid in kids]) if kids else b""
    return b"<</Type/StructElem/S/%b/P %d 0 R%b%b>>" % (element.kind.encode(), parent, inside, element.entries())


def _kid(kid: StructureElement | tuple[int, int], pages: Sequence[int]) -> bytes:
    if isinstance(kid, tuple):
        return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (pages[kid[0]], kid[1])
    return b"%d 0 R" % kid.number
