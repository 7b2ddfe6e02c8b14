"""Office files are packages: parts, a list of what kind each is, and for each part the others that it relates to.

They hold neither the hour they were made nor the program: the same report gives the same bytes.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from disclosure_desk.core.report import Report
from disclosure_desk.writers.deterministic_zip import pack_without_dates
from disclosure_desk.writers.xml_text import document, element, words

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""The namespace in which a part names others, and where the names of the kinds of relation begin."""
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats"
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


def office_package(report: Report, main: MainPart, parts: Sequence[PackagePart]) -> bytes:
    """The file of a report."""
    kinds = {f"{main.folder}/{main.name}": f"{main.kind}.main"}
    kinds |= {f"{main.folder}/{part.place}": part.kind for part in parts}
    contents = {place: part.content for place, part in zip(list(kinds)[1:], parts, strict=True)}
    inner = [(f"{RELATIONS}/{part.kind}", part.place) for part in parts]
    outer = [
        (f"{RELATIONS}/officeDocument", f"{main.folder}/{main.name}"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ]
    return pack_without_dates(
        {
            "[Content_Types].xml": _content_types(main.language, kinds),
            "_rels/.rels": _relations(outer),
            "docProps/core.xml": _properties(report),
            f"{main.folder}/{main.name}": main.content,
            f"{main.folder}/_rels/{main.name}.rels": _relations(inner),
            **contents,
        }
    )


def _content_types(language: str, kinds: dict[str, str]) -> bytes:
    office = f"{_TYPES}-officedocument.{language}"
    listed = {"docProps/core.xml": f"{_TYPES}-package.core-properties+xml"}
    listed |= {place: f"{office}.{kind}+xml" for place, kind in kinds.items()}
    defaults = {"rels": f"{_TYPES}-package.relationships+xml", "xml": "application/xml"}
    root = element(
        "Types",
        {"xmlns": f"{_PACKAGE}/content-types"},
        *(element("Default", {"Extension": ending, "ContentType": kind}) for ending, kind in defaults.items()),
        *(element("Override", {"PartName": f"/{place}", "ContentType": kind}) for place, kind in listed.items()),
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
