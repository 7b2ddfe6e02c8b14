"""The files of an OFD: which are its pages, and what pages refer to by number: templates, groups, looks, pictures.

Input: the bytes of the zip. Invariant: a file that the document names is looked for in the zip alone, and all that is
read of one document together has a limit.
"""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from disclosure_desk.readers.formats.ofd.drawing import numbers
from disclosure_desk.readers.formats.office.safe_xml import XmlElement, local_name, parse_xml
from disclosure_desk.readers.formats.office.safe_zip import SafeZip
from disclosure_desk.readers.model.errors import ReadError

_ENTRY = "OFD.xml"
_MOST_IN_PART, _MOST_IN_ALL = 8_000_000, 48_000_000
"""Bytes of XML: a page of a report has up to 200,000."""

_MOST_PAGES = 200
_A4 = (0.0, 0.0, 210.0, 297.0)
_SMALLEST, _LARGEST = 1.0, 5_000.0
"""Millimetres that a page may be wide or high."""

DAMAGED = "这份 OFD 不完整或者已经损坏，打不开；请用阅读软件打开它，重新另存一份再导入。"
_LOCKED = "这份 OFD 加了密，打不开；请用密码打开它，另存成不加密的再导入。"

PageBox = tuple[float, float, float, float]
"""Left and upper edge, width and height of the paper in millimetres."""


class OfdPageParts(NamedTuple):
    """A page: its own root and those of the templates it is laid over and under, and its box."""

    root: XmlElement
    below: Sequence[XmlElement]
    above: Sequence[XmlElement]
    box: PageBox


class OfdPackage:
    """The document in an OFD, the first if there are several."""

    def __init__(self, content: bytes) -> None:
        """Open the zip. Raise ReadError if it is none, or made to do harm, or holds no document of pages."""
        self._zip = SafeZip(content)
        self._names = {name.strip("/").lower(): name for name in self._zip.names}
        self._left = _MOST_IN_ALL
        entry = self.part(_ENTRY)
        bodies = children(entry, "DocBody")
        if next(entry.iter("{*}Encryptions"), None) is not None:
            raise ReadError(_LOCKED)
        if not bodies:
            raise ReadError(DAMAGED)
        self.documents = len(bodies)
        self._root_name = self._resolved(_ENTRY, text_in(bodies[0], "DocRoot"))
        self._document = self.part(self._root_name)
        self.pages = [one.get("BaseLoc", "") for pages in children(self._document, "Pages") for one in pages]
        if not self.pages:
            raise ReadError(DAMAGED)
        if len(self.pages) > _MOST_PAGES:
            raise ReadError(f"这份 OFD 有 {len(self.pages)} 页，不像是一份报告；请只留下报告的那几页再导入。")

    def part(self, name: str) -> XmlElement:
        """Return the root of a file in the zip. Raise ReadError if it is missing, damaged, or too large."""
        known = self._names.get(name.lower())
        content = self._zip.read(known or name, _MOST_IN_PART)
        self._left -= len(content)
        if self._left < 0:
            raise ReadError("这份 OFD 的内容太多，不像是一份报告。")
        return parse_xml(content, DAMAGED)

    def page(self, number: int) -> OfdPageParts:
        """Return a page by its number from 0."""
        name = self._named(self.pages[number])
        root = self.part(name)
        self.resources.update(self._resources_in(root, "PageRes", name))
        templates = {"Background": list[XmlElement](), "Foreground": list[XmlElement]()}
        for one in children(root, "Template"):
            order, template = self._templates.get(one.get("TemplateID", ""), ("", None))
            if template is not None:
                templates.get(one.get("ZOrder") or order, templates["Background"]).append(template)
        areas = [*children(root, "Area"), *(area for one in self._common for area in children(one, "PageArea"))]
        return OfdPageParts(root, templates["Background"], templates["Foreground"], _box(areas))

    def plain_text(self) -> str:
        """Return all text of the pages as it lies in the files."""
        roots = (self.part(self._named(place)) for place in self.pages)
        return "".join(code.text or "" for root in roots for code in root.iter("{*}TextCode"))

    def annotations(self) -> Iterator[XmlElement]:
        """Yield the roots of the files of what was put on the pages afterwards; those that are missing are not."""
        for place in children(self._document, "Annotations"):
            listed = self._named(place.text)
            if listed.lower() not in self._names:
                continue
            for one in self.part(listed).iter("{*}FileLoc"):
                name = self._resolved(listed, (one.text or "").strip())
                if name.lower() in self._names:
                    yield self.part(name)

    @cached_property
    def resources(self) -> dict[str, XmlElement]:
        """What the files of resources hold, by number; those of single pages as well, once these are read."""
        return {
            number: one
            for common in self._common
            for kind in ("PublicRes", "DocumentRes")
            for number, one in self._resources_in(common, kind, self._root_name)
        }

    def _resources_in(self, holder: XmlElement, kind: str, base: str) -> Iterator[tuple[str, XmlElement]]:
        for place in children(holder, kind):
            name = self._resolved(base, (place.text or "").strip())
            if name.lower() in self._names:
                yield from ((one.get("ID", ""), one) for group in self.part(name) for one in group)

    @cached_property
    def _common(self) -> Sequence[XmlElement]:
        return children(self._document, "CommonData")

    @cached_property
    def _templates(self) -> Mapping[str, tuple[str, XmlElement]]:
        listed = [one for common in self._common for one in children(common, "TemplatePage")]
        return {
            one.get("ID", ""): (one.get("ZOrder", ""), self.part(self._named(one.get("BaseLoc"))))
            for one in listed[:_MOST_PAGES]
        }

    def _named(self, place: str | None) -> str:
        """Return the name in the zip of a place that the document names."""
        return self._resolved(self._root_name, (place or "").strip())

    def _resolved(self, base: str, place: str) -> str:
        """Return the name in the zip of a place that a file names, from the top or from where the file lies."""
        near = posixpath.normpath(posixpath.join("/", posixpath.dirname(base), place)).lstrip("/")
        # Some programs write places from the top without the stroke that says so.
        from_top = posixpath.normpath(posixpath.join("/", place)).lstrip("/")
        return near if near.lower() in self._names or from_top.lower() not in self._names else from_top


def children(element: XmlElement, name: str) -> list[XmlElement]:
    """Return the elements of that name that lie in one, whatever the file calls its namespace."""
    return [one for one in element if local_name(one) == name]


def text_in(element: XmlElement, name: str) -> str:
    """Return the text of the first element of that name that lies in one, "" if there is none."""
    return next(((one.text or "").strip() for one in children(element, name)), "")


def _box(areas: Sequence[XmlElement]) -> PageBox:
    for area in areas:
        box = numbers(text_in(area, "PhysicalBox"), 4)
        if box and all(_SMALLEST <= side <= _LARGEST for side in box[2:]):
            return box[0], box[1], box[2], box[3]
    return _A4
