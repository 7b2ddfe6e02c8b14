"""Office files are packages: parts, a list of what kind each is, and for each part the others that it relates to.

They hold neither the hour they were made nor the program: the same report gives the same bytes.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from disclosure_desk.core.report import Report
from disclosure_desk.core.resources import resource
from disclosure_desk.writers.deterministic_zip import pack_without_dates
from disclosure_desk.writers.xml_text import document, element, words

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""The namespace in which a part names others, and where the names of the kinds of relation begin."""
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats"
_THEME = "theme"
"""The kind of the part with the colours that programs offer; the only one that is not in a language of its own."""
_REMARKS = re.compile(r"\s*<!--.*?-->\s*|(?<=>)\s+(?=<)", re.DOTALL)
"""What of a template is for who reads it: remarks, and the blanks between elements."""
_MOST_CHARACTERS = 255
"""How long a property of a file may be."""


class PackagePart(NamedTuple):
    """A part that the main one relates to: its place beside that, its kind, and what is in it."""

    place: str
    kind: str
    content: bytes


class MainPart(NamedTuple):
    """The part that a program opens: its folder and name, the kind of document it is, and what is in it.

    language: that of its XML, whose name its kind and those of the other parts begin with.
    """

    folder: str
    name: str
    language: str
    kind: str
    content: bytes


def relation(number: int) -> str:
    """The name by which the main part refers to the part of that number, from 0."""
    return f"rId{number + 1}"


@cache
def template(name: str) -> str:
    """A part that is the same in each file, but for little that is put into it."""
    return _REMARKS.sub("", resource("templates", name).read_text(encoding="utf-8"))


def office_package(report: Report, main: MainPart, parts: Sequence[PackagePart]) -> bytes:
    """The file of a report."""
    parts = [*parts, PackagePart("theme/theme1.xml", _THEME, template("office-theme.xml").encode())]
    types = {
        "docProps/core.xml": f"{_TYPES}-package.core-properties+xml",
        f"{main.folder}/{main.name}": _content_type(main.language, f"{main.kind}.main"),
        **{f"{main.folder}/{part.place}": _content_type(main.language, part.kind) for part in parts},
    }
    inner = [(f"{RELATIONS}/{part.kind}", part.place) for part in parts]
    outer = [
        (f"{RELATIONS}/officeDocument", f"{main.folder}/{main.name}"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ]
    return pack_without_dates(
        {
            "[Content_Types].xml": _content_types(types),
            "_rels/.rels": _relations(outer),
            "docProps/core.xml": _properties(report),
            f"{main.folder}/{main.name}": main.content,
            f"{main.folder}/_rels/{main.name}.rels": _relations(inner),
            **{f"{main.folder}/{part.place}": part.content for part in parts},
        }
    )


def _content_type(language: str, kind: str) -> str:
    return f"{_TYPES}-officedocument.{kind if kind == _THEME else f'{language}.{kind}'}+xml"


def _content_types(types: Mapping[str, str]) -> bytes:
    """What kind each part is, by its place."""
    defaults = {"rels": f"{_TYPES}-package.relationships+xml", "xml": "application/xml"}
    root = element(
        "Types",
        {"xmlns": f"{_PACKAGE}/content-types"},
        *(element("Default", {"Extension": ending, "ContentType": kind}) for ending, kind in defaults.items()),
        *(element("Override", {"PartName": f"/{place}", "ContentType": kind}) for place, kind in types.items()),
    )
    return document(root)


def _relations(targets: Iterable[tuple[str, str]]) -> bytes:
    """The parts that a part relates to: the kind of each relation, and the place of the other part."""
    listed = [
        element("Relationship", {"Id": relation(number), "Type": kind, "Target": place})
        for number, (kind, place) in enumerate(targets)
    ]
    return document(element("Relationships", {"xmlns": f"{_PACKAGE}/relationships"}, *listed))


def _properties(report: Report) -> bytes:
    """What the file says about itself; it is dated on the last day of the report's year, as the PDF is."""
    unit = words(report.unit[:_MOST_CHARACTERS])
    day = f"{report.year:04d}-12-31T00:00:00Z"
    root = element(
        "cp:coreProperties",
        {
            "xmlns:cp": f"{_PACKAGE}/metadata/core-properties",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:dcterms": "http://purl.org/dc/terms/",
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        },
        element("dc:title", {}, words(report.title[:_MOST_CHARACTERS])),
        element("dc:creator", {}, unit),
        element("cp:lastModifiedBy", {}, unit),
        *(element(f"dcterms:{name}", {"xsi:type": "dcterms:W3CDTF"}, day) for name in ("created", "modified")),
        element("dc:language", {}, "zh-CN"),
    )
    return document(root)
