"""Finds the parts of an office file in its zip by what the file itself says they are, and tells its type.

Word and Excel use fixed names, but other programs need not: `[Content_Types].xml` says which part is the document.
"""

import posixpath
from collections.abc import Mapping
from typing import Literal

from disclosure_desk.readers.formats.office.safe_xml import XmlElement, local_name, parse_xml
from disclosure_desk.readers.formats.office.safe_zip import SafeZip
from disclosure_desk.readers.model.errors import ReadError

OfficeType = Literal["docx", "xlsx", "ofd", "legacy"]
"""The types of office files that are a zip; `legacy`: the open formats, which LibreOffice must convert first."""

_CONTENT_TYPES = "[Content_Types].xml"
_MAIN = ".main+xml"
_MOST_LISTED = 1_000_000
"""Bytes that a list of parts may have."""

_MEMBERS: Mapping[OfficeType | Literal["slides"], tuple[str, ...]] = {
    "docx": ("word/document.xml",),
    "xlsx": ("xl/workbook.xml",),
    "ofd": ("OFD.xml",),
    "legacy": ("content.xml", "mimetype"),
    "slides": ("ppt/presentation.xml",),
}
"""The members that every file of a type has under their usual names."""

_BY_CONTENT_TYPE: Mapping[str, OfficeType] = {
    "wordprocessingml": "docx",
    "ms-word": "docx",
    "spreadsheetml": "xlsx",
    "ms-excel": "xlsx",
}


def office_type_of(archive: SafeZip) -> OfficeType | None:
    """Return the type of an office file, None for any other zip. Raise ReadError for slides."""
    for office_type, members in _MEMBERS.items():
        if all(member in archive for member in members):
            if office_type == "slides":
                raise ReadError("这是演示文稿，不是报告的文档。")
            return office_type
    if "xl/workbook.bin" in archive or "uof.xml" in archive:
        return "legacy"
    main = next((content_type for content_type in _content_types(archive) if content_type.endswith(_MAIN)), "")
    return next((office_type for word, office_type in _BY_CONTENT_TYPE.items() if word in main), None)


def part_name(archive: SafeZip, content_type: str, usual: str) -> str:
    """Return the name of the part whose content type ends so; else the usual name, even if there is no such part."""
    if usual in archive:
        return usual
    return next((name for ending, name in _content_types(archive).items() if ending.endswith(content_type)), usual)


def optional_part(archive: SafeZip, content_type: str, usual: str) -> XmlElement | None:
    """Return the root of a part that not every file has; None if it has none."""
    name = part_name(archive, content_type, usual)
    return parse_xml(archive.read(name)) if name in archive else None


def related_parts(archive: SafeZip, name: str) -> Mapping[str, str]:
    """Return the names of the parts that a part refers to, by the ids it uses for them."""
    folder, _, base = name.rpartition("/")
    relations = f"{folder}/_rels/{base}.rels"
    if relations not in archive:
        return {}
    entries = parse_xml(archive.read(relations, _MOST_LISTED))
    return {
        entry.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, entry.get("Target", ""))).lstrip("/")
        for entry in entries
        if local_name(entry) == "Relationship" and entry.get("TargetMode") != "External"
    }


def _content_types(archive: SafeZip) -> Mapping[str, str]:
    """Return for each content type the first part that has it."""
    names: dict[str, str] = {}
    if _CONTENT_TYPES in archive:
        for entry in parse_xml(archive.read(_CONTENT_TYPES, _MOST_LISTED)):
            names.setdefault(entry.get("ContentType", ""), entry.get("PartName", "").removeprefix("/"))
    return names
