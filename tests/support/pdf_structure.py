"""The structure of a tagged PDF as a screen reader has it: elements, their attributes and the text in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name


@dataclass
class Node:
    """An element: its type, name and attributes as a table's cell, what is told of or heard instead of it, its kids."""

    kind: str
    name: str = ""
    scope: str = ""
    rows: int = 1
    columns: int = 1
    heads: list[str] = field(default_factory=list)
    alternative: str = ""
    spoken: str = ""
    bounds: tuple[float, ...] = ()
    kids: list["Node | str"] = field(default_factory=list)

    @classmethod
    def of(cls, entry: Dictionary) -> "Node":
        told = entry.get("/A", Dictionary())
        return cls(
            str(entry.S)[1:],
            str(entry.get("/ID", "")),
            str(told.get("/Scope", ""))[1:],
            int(told.get("/RowSpan", 1)),
            int(told.get("/ColSpan", 1)),
            [str(head) for head in told.get("/Headers", ())],
            str(entry.get("/Alt", "")),
            str(entry.get("/ActualText", "")),
            tuple(map(float, told.get("/BBox", ()))),
        )

    @property
    def text(self) -> str:
        """All text in it, in the order of reading."""
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    @property
    def heard(self) -> str:
        """The same, with what is heard instead of a text that is drawn."""
        return self.spoken or "".join(kid if isinstance(kid, str) else kid.heard for kid in self.kids)

    def all(self, *kinds: str) -> Iterator["Node"]:
        """The elements of these types in it and itself, in the order of reading."""
        if self.kind in kinds:
            yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.all(*kinds)


class TaggedPdf:
    """A tagged PDF: its tree, and what its pages have beside that."""

    def __init__(self, content: bytes) -> None:
        with pikepdf.open(BytesIO(content)) as pdf:
            maps = {name: _map(font) for name, font in pdf.pages[0].Resources.Font.items()}
            self._pages = {page.objgen: _content(page, maps) for page in pdf.pages}
            self.artifacts = [content.pop(None, "") for content in self._pages.values()]
            self._told: list[tuple[tuple[int, int], int, tuple[int, int]]] = []
            """The page and the number of each piece of content, and the element that it lies in."""
            self.tree = self._node(pdf.Root.StructTreeRoot.K, None)
            self.parents_agree = self._parents(pdf)
            names = pdf.Root.StructTreeRoot.IDTree.get("/Names", Array())
            self.names = {str(name): str(element.ID) for name, element in zip(names[::2], names[1::2], strict=True)}
            assert list(self.names) == sorted(self.names)

    def _node(self, entry: Dictionary, page: Dictionary | None) -> Node:
        node = Node.of(entry)
        page = entry.get("/Pg", page)
        kids = entry.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int):
                node.kids.append(self._text(page, kid, entry))
            elif kid.get("/Type") == Name.MCR:
                node.kids.append(self._text(kid.Pg, kid.MCID, entry))
            else:
                assert kid.P.objgen == entry.objgen
                node.kids.append(self._node(kid, page))
        return node

    def _text(self, page: Dictionary, number: int, entry: Dictionary) -> str:
        self._told.append((page.objgen, number, entry.objgen))
        return self._pages[page.objgen][number]

    def _parents(self, pdf: pikepdf.Pdf) -> bool:
        """Whether each piece of content knows the element it belongs to, and no other has it."""
        listed = pdf.Root.StructTreeRoot.ParentTree.Nums
        known = {int(key): parents for key, parents in zip(listed[::2], listed[1::2], strict=True)}
        parents = {
            (page.objgen, number, parent.objgen)
            for page in pdf.pages
            for number, parent in enumerate(known[page.obj.StructParents])
        }
        shown = {(page, number) for page, content in self._pages.items() for number in content}
        return len(self._told) == len(shown) and {*self._told} == parents and {told[:2] for told in parents} == shown


def _content(page: pikepdf.Page, maps: dict[str, dict[bytes, str]]) -> dict[int | None, str]:
    """The text of each piece of a page by its number, of artifacts under None; all content is in one of them."""
    pieces: dict[int | None, str] = {}
    now: int | None = None
    depth, codes = 0, {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "BDC":
            depth += 1
            now = operands[1].get("/MCID") if operands[0] != Name.Artifact else None
            assert now is None or now not in pieces
            pieces.setdefault(now, "")
        elif str(operator) == "EMC":
            depth -= 1
        elif str(operator) == "Tf":
            codes = maps[str(operands[0])]
        elif str(operator) == "TJ":
            strings = (bytes(each) for each in operands[0] if isinstance(each, pikepdf.String))
            pieces[now] += "".join(codes[each[at : at + 2]] for each in strings for at in range(0, len(each), 2))
        assert depth == 1 or str(operator) == "EMC"
    return pieces


def _map(font: Dictionary) -> dict[bytes, str]:
    pairs = re.findall(r"<(\w{4})> <(\w+)>", font.ToUnicode.read_bytes().decode())
    return {bytes.fromhex(code): bytes.fromhex(letter).decode("utf-16-be") for code, letter in pairs}
