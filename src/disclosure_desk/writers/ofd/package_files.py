"""The files of an OFD: what the document is, its pages, the fonts that they use, and the way to its sections."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from disclosure_desk.writers.deterministic_zip import pack_without_dates
from disclosure_desk.writers.ofd.font_program import font_program
from disclosure_desk.writers.ofd.ofd_xml import document, element, number, numbers, words
from disclosure_desk.writers.pdf.written_text import plain
from disclosure_desk.writers.pdf.xmp import TOOL, DocumentInfo

_FOLDER = "Doc_0"
_RESOURCES = "Res"
_LEVEL = 4
"""How close the files are packed: most are fonts, and of these the usual 6 saves a fiftieth in half as long again."""
_FONTS_NOTE = "字体"
"""The name of the note that says which fonts the document is printed in."""


class OfdPage(NamedTuple):
    """A page: its number and that of its only layer, and the objects in that in their written form."""

    number: int
    layer: int
    objects: str


class UsedFont(NamedTuple):
    """A font of the document: its number, and the glyph of each character that it prints."""

    number: int
    glyphs: dict[str, int]


class OfdBookmark(NamedTuple):
    """The way to a section: its title, the number of its page, how far down it stands in millimetres, its level."""

    title: str
    page: int
    top: float
    level: int


class OfdContent(NamedTuple):
    """All that an OFD holds; the width and height of its pages in millimetres, its fonts by their keys.

    last: the number that was given last to an object.
    """

    info: DocumentInfo
    area: tuple[float, float]
    pages: Sequence[OfdPage]
    fonts: Mapping[str, UsedFont]
    bookmarks: Sequence[OfdBookmark]
    last: int


def package(content: OfdContent) -> bytes:
    """The finished file."""
    inside = {
        "Document.xml": _document(content),
        "PublicRes.xml": _fonts(content.fonts),
        **{_page_place(place): _page(page) for place, page in enumerate(content.pages)},
        **{f"{_RESOURCES}/{_font_file(key)}": font_program(key, font.glyphs) for key, font in content.fonts.items()},
    }
    digest = hashlib.sha256(b"".join(inside.values())).hexdigest()
    files = {f"{_FOLDER}/{name}": one for name, one in inside.items()}
    return pack_without_dates({"OFD.xml": _entry(content.info, digest[:32]), **files}, _LEVEL)


def _entry(info: DocumentInfo, identifier: str) -> bytes:
    """What the document says about itself; it is dated on the last day of the report's year, as the PDF is."""
    day = f"{info.year:04d}-12-31"
    keywords = [element("Keyword", None, words(one)) for one in info.keywords.split("；") if one]
    entries = {"DocID": identifier, "Title": info.title, "Author": info.author, "CreationDate": day, "ModDate": day}
    parts = [element(name, None, words(text)) for name, text in entries.items() if text]
    if keywords:
        parts.append(element("Keywords", None, *keywords))
    parts.append(element("Creator", None, TOOL))
    if info.fonts:
        parts.append(element("CustomDatas", None, element("CustomData", {"Name": _FONTS_NOTE}, words(info.fonts))))
    body = element(
        "DocBody", None, element("DocInfo", None, *parts), element("DocRoot", None, f"{_FOLDER}/Document.xml")
    )
    return document("OFD", {"Version": "1.0", "DocType": "OFD"}, body)


def _document(content: OfdContent) -> bytes:
    common = (
        element("MaxUnitID", None, str(content.last)),
        element("PageArea", None, element("PhysicalBox", None, numbers(0, 0, *content.area))),
        element("PublicRes", None, "PublicRes.xml"),
    )
    pages = (
        element("Page", {"ID": page.number, "BaseLoc": _page_place(place)}) for place, page in enumerate(content.pages)
    )
    parts = [element("CommonData", None, *common), element("Pages", None, *pages)]
    if content.bookmarks:
        parts.append(element("Outlines", None, *_outline(content.bookmarks)))
    parts.append(element("VPreferences", None, element("TabDisplay", None, "DocTitle")))
    return document("Document", {}, *parts)


def _outline(bookmarks: Sequence[OfdBookmark]) -> Iterator[str]:
    """The bookmarks; those of a deeper level lie in the one before."""
    while bookmarks:
        one, *after = bookmarks
        end = next((place for place, other in enumerate(after) if other.level <= one.level), len(after))
        target = element("Dest", {"Type": "XYZ", "PageID": one.page, "Left": 0, "Top": number(one.top)})
        action = element("Action", {"Event": "CLICK"}, element("Goto", None, target))
        yield element(
            "OutlineElem", {"Title": plain(one.title)}, element("Actions", None, action), *_outline(after[:end])
        )
        bookmarks = after[end:]


def _page_place(place: int) -> str:
    return f"Pages/Page_{place}/Content.xml"


def _page(page: OfdPage) -> bytes:
    return document("Page", {}, element("Content", None, element("Layer", {"ID": page.layer}, page.objects)))


def _fonts(fonts: Mapping[str, UsedFont]) -> bytes:
    """The fonts, each with its file; they lie in the same folder."""
    listed = [
        element(
            "Font",
            {"ID": font.number, "FontName": key, "FamilyName": key},
            element("FontFile", None, _font_file(key)),
        )
        for key, font in fonts.items()
    ]
    return document("Res", {"BaseLoc": _RESOURCES}, *([element("Fonts", None, *listed)] if listed else ()))


def _font_file(key: str) -> str:
    """The name of a font's file: that of the font, by which some readers look for it."""
    return f"{key}.ttf"
