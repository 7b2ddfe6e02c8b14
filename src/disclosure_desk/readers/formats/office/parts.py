"""Finds the parts of an office file in its zip by what the file itself says they are, and tells whose file it is."""

import posixpath
from collections.abc import Mapping

from disclosure_desk.readers.formats.office.safe_xml import local_name, parse
from disclosure_desk.readers.formats.office.safe_zip import Zipped
from disclosure_desk.readers.model.errors import ReadError

_TYPES = "[Content_Types].xml"
_MAIN = ".main+xml"
_MOST_LISTED = 1_000_000
"""How large a list of parts may be."""

_USUAL: Mapping[str, tuple[str, ...]] = {
    "docx": ("word/document.xml",),
    "xlsx": ("xl/workbook.xml",),
    "ofd": ("OFD.xml",),
    "office": ("content.xml", "mimetype"),
    "slides": ("ppt/presentation.xml",),
}
"""What members every file of a kind has; `office`: the open formats, which an office program must turn into others."""

_IN_TYPES = {"wordprocessingml": "docx", "ms-word": "docx", "spreadsheetml": "xlsx", "ms-excel": "xlsx"}


def kind_of_zip(archive: Zipped) -> str:
    """The kind: docx, xlsx, ofd, office, or package for any other zip; raises ReadError for slides."""
    kind = _kind(archive)
    if kind == "slides":
        raise ReadError("这是演示文稿，不是报告的文档。")
    return kind


def _kind(archive: Zipped) -> str:
    for kind, members in _USUAL.items():
        if all(member in archive for member in members):
            return kind
    if "xl/workbook.bin" in archive or "uof.xml" in archive:
        return "office"
    said = next((said for said in _said(archive) if said.endswith(_MAIN)), "")
    return next((kind for word, kind in _IN_TYPES.items() if word in said), "package")


def part(archive: Zipped, said: str, usual: str) -> str:
    """The name of the part of which the file says such a thing; else the usual name, be there such a part or not."""
    if usual in archive:
        return usual
    return next((name for ending, name in _said(archive).items() if ending.endswith(said)), usual)


def _said(archive: Zipped) -> Mapping[str, str]:
    """What the file says its parts are -> the first part it says that of."""
    said: dict[str, str] = {}
    if _TYPES in archive:
        for entry in parse(archive.read(_TYPES, _MOST_LISTED)):
            said.setdefault(entry.get("ContentType", ""), entry.get("PartName", "").removeprefix("/"))
    return said


def related(archive: Zipped, name: str) -> Mapping[str, str]:
    """The parts that a part refers to, by the ids it uses for them."""
    folder, _, base = name.rpartition("/")
    relations = f"{folder}/_rels/{base}.rels"
    if relations not in archive:
        return {}
    entries = [entry for entry in parse(archive.read(relations, _MOST_LISTED)) if local_name(entry) == "Relationship"]
    return {
        entry.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, entry.get("Target", ""))).lstrip("/")
        for entry in entries
        if entry.get("TargetMode") != "External"
    }
