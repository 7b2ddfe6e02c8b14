"""OFD files judged without the program that wrote them: their structure, their text, and their pages drawn.

The structure is that of the schemas in annex A of GB/T 33190-2016, as far as the elements that we write: which elements
lie in which, in which order and how often, which attributes each has to have and may have, and what their values are.
The table is in our own words, made from the published schemas, of which no copy was found that may be handed on with
this project; an element that is not in it is a fault.
"""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

_SPACE = "{http://www.ofdspec.org/2016}"
_DARK, _BLANK = 110, 225
"""Below the one a dot is surely drawn, from the other on there is nothing; edges are between."""
_NUMBER = r"-?\d+(?:\.\d+)?"
_KINDS = {
    "id": r"\d+",
    "number": _NUMBER,
    "numbers": rf"{_NUMBER}(?: {_NUMBER})*",
    "box": rf"{_NUMBER}(?: {_NUMBER}){{3}}",
    "matrix": rf"{_NUMBER}(?: {_NUMBER}){{5}}",
    "path": rf"(?:(?:[ML] {_NUMBER} {_NUMBER}|C)(?: |$))+",
    "colour": r"\d{1,3} \d{1,3} \d{1,3}",
    "day": r"\d{4}-\d\d-\d\d",
    "place": r"[\w./-]+",
    "words": r"(?s).*",
    "boolean": "true|false",
    "version": r"1\.0",
    "type": "OFD",
    "event": "DO|PO|CLICK",
    "way": "XYZ|Fit|FitH|FitV|FitR",
    "cap": "Butt|Round|Square",
    "tab": "DocTitle|FileName",
}


class Rule(NamedTuple):
    """What an element has: children in order (`?` at most one, `+` one at least, `*` any), attributes, its own text."""

    children: str = ""
    needed: Mapping[str, str] = {}
    allowed: Mapping[str, str] = {}
    text: str = ""


_UNIT = {"CTM": "matrix", "LineWidth": "number", "Cap": "cap", "Alpha": "id"}
RULES = {
    "OFD": Rule("DocBody+", {"Version": "version", "DocType": "type"}),
    "DocBody": Rule("DocInfo DocRoot"),
    "DocInfo": Rule("DocID Title? Author? Subject? Abstract? CreationDate? ModDate? Keywords? Creator? CustomDatas?"),
    **dict.fromkeys(("DocID", "Title", "Author", "Subject", "Abstract", "Keyword", "Creator"), Rule(text="words")),
    **dict.fromkeys(("CreationDate", "ModDate"), Rule(text="day")),
    "Keywords": Rule("Keyword+"),
    "CustomDatas": Rule("CustomData+"),
    "CustomData": Rule("", {"Name": "words"}, text="words"),
    **dict.fromkeys(("DocRoot", "PublicRes", "FontFile"), Rule(text="place")),
    "Document": Rule("CommonData Pages Outlines? VPreferences?"),
    "CommonData": Rule("MaxUnitID PageArea PublicRes*"),
    "MaxUnitID": Rule(text="id"),
    "PageArea": Rule("PhysicalBox ApplicationBox? ContentBox?"),
    "PhysicalBox": Rule(text="box"),
    "Pages": Rule("Page+"),
    "Pages/Page": Rule("", {"ID": "id", "BaseLoc": "place"}),
    "Outlines": Rule("OutlineElem+"),
    "OutlineElem": Rule("Actions? OutlineElem*", {"Title": "words"}),
    "Actions": Rule("Action+"),
    "Action": Rule("Goto", {"Event": "event"}),
    "Goto": Rule("Dest"),
    "Dest": Rule("", {"Type": "way", "PageID": "id"}, {"Left": "number", "Top": "number"}),
    "VPreferences": Rule("TabDisplay?"),
    "TabDisplay": Rule(text="tab"),
    "Page": Rule("Area? Content?"),
    "Content": Rule("Layer+"),
    "Layer": Rule("TextObject|PathObject*", {"ID": "id"}),
    "TextObject": Rule(
        "FillColor? TextCode+", {"ID": "id", "Boundary": "box", "Font": "id", "Size": "number"}, {"CTM": "matrix"}
    ),
    "TextCode": Rule("", {}, {"X": "number", "Y": "number", "DeltaX": "numbers"}, "words"),
    "PathObject": Rule(
        "StrokeColor? FillColor? AbbreviatedData",
        {"ID": "id", "Boundary": "box"},
        {**_UNIT, "Stroke": "boolean", "Fill": "boolean"},
    ),
    "FillColor": Rule("", {}, {"Value": "colour"}),
    "AbbreviatedData": Rule(text="path"),
    "Res": Rule("Fonts*", {"BaseLoc": "place"}),
    "Fonts": Rule("Font+"),
    "Font": Rule("FontFile?", {"ID": "id", "FontName": "words"}, {"FamilyName": "words"}),
}


class OfdFile:
    """An OFD that is read from its bytes alone; of each page the root element."""

    def __init__(self, content: bytes) -> None:
        with ZipFile(BytesIO(content)) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}
        self.roots = {
            name: ET.fromstring(one)  # noqa: S314 - what the test itself wrote
            for name, one in self.files.items()
            if name.endswith(".xml")
        }
        self.folder, _, self.main = self.roots["OFD.xml"].findtext(f".//{_SPACE}DocRoot").rpartition("/")
        document = self.roots[f"{self.folder}/{self.main}"]
        self.pages = [self.roots[f"{self.folder}/{one.get('BaseLoc')}"] for one in document.iter(f"{_SPACE}Page")]
        self.fonts = {}
        for place in document.iter(f"{_SPACE}PublicRes"):
            resources = self.roots[f"{self.folder}/{place.text}"]
            for font in resources.iter(f"{_SPACE}Font"):
                name = f"{self.folder}/{resources.get('BaseLoc')}/{font.findtext(f'{_SPACE}FontFile')}"
                self.fonts[font.get("ID")] = self.files[name]

    def texts(self, page: int) -> list[str]:
        """The texts of a page in the order in which they lie in the file."""
        return [code.text or "" for code in self.pages[page].iter(f"{_SPACE}TextCode")]

    def faults(self) -> list[str]:
        """Where the structure is another than GB/T 33190 has it."""
        found = [fault for name, root in self.roots.items() for fault in _faults(root, name)]
        numbers = [one.get("ID") for root in self.roots.values() for one in root.iter() if one.get("ID")]
        pages = [one for name, root in self.roots.items() if "Pages/" in name for one in root.iter()]
        # a page has its number in the document, not in its own file
        found += [f"{number} is given twice" for number in {*numbers} if numbers.count(number) > 1]
        most = int(self.roots[f"{self.folder}/{self.main}"].findtext(f".//{_SPACE}MaxUnitID"))
        found += [f"{number} is above MaxUnitID" for number in numbers if int(number) > most]
        found += [
            f"no font {one.get('Font')}" for one in pages if one.get("Font") and one.get("Font") not in self.fonts
        ]
        targets = {one.get("PageID") for root in self.roots.values() for one in root.iter(f"{_SPACE}Dest")}
        return [*found, *(f"no page {target}" for target in targets if target not in numbers)]

    def draw(self, page: int, dots: int) -> Image.Image:
        """A page in grey, with so many dots an inch, of what the file alone says."""
        area = self.roots[f"{self.folder}/{self.main}"].findtext(f".//{_SPACE}PhysicalBox")
        drawing = _Drawing(dots / 25.4, _numbers(area), self.fonts)
        for one in self.pages[page].iter():
            if one.tag == f"{_SPACE}PathObject":
                drawing.path(one)
            elif one.tag == f"{_SPACE}TextObject":
                drawing.text(one)
        return drawing.image


def outside(drawn: Image.Image, other: Image.Image) -> int:
    """How many dots are dark in one picture and have nothing within a dot of them in the other."""
    dark = drawn.point(lambda value: 255 if value < _DARK else 0)
    blank = other.filter(ImageFilter.MinFilter(3)).point(lambda value: 255 if value >= _BLANK else 0)
    return ImageChops.multiply(dark, blank).histogram()[255]


def _faults(element: ET.Element, place: str, parent: str = "") -> Iterator[str]:
    name = element.tag.removeprefix(_SPACE)
    here = f"{place}/{name}"
    rule = RULES.get(f"{parent}/{name}") or RULES.get(name)
    if rule is None or not element.tag.startswith(_SPACE):
        yield f"{here} is not known"
        return
    children = "".join(f"{child.tag.removeprefix(_SPACE)} " for child in element)
    pattern = re.sub(r"([\w|]+)([?+*]?) ?", r"(?:(?:\1) )\2", rule.children)
    if not re.fullmatch(pattern, children):
        yield f"{here} holds {children}"
    values = {**rule.needed, **rule.allowed}
    yield from (f"{here} has no {one}" for one in rule.needed if one not in element.attrib)
    yield from (f"{here} has {one}" for one in element.attrib if one not in values)
    for one, value in element.items():
        if one in values and not re.fullmatch(_KINDS[values[one]], value):
            yield f"{here} has {one}={value}"
    if not re.fullmatch(_KINDS[rule.text] if rule.text else r"\s*", element.text or ""):
        yield f"{here} holds {element.text}"
    for child in element:
        yield from _faults(child, here, name)


def _numbers(text: str) -> list[float]:
    return [float(one) for one in text.split()]


class _Drawing:
    """A page while it is drawn; what an object draws outside its boundary is cut off."""

    def __init__(self, scale: float, area: list[float], fonts: Mapping[str, bytes]) -> None:
        self._scale, self._fonts = scale, fonts
        self._opened: dict[tuple[str, float], ImageFont.FreeTypeFont] = {}
        self.image = Image.new("L", (round(area[2] * scale), round(area[3] * scale)), 255)

    def path(self, one: ET.Element) -> None:
        left, top, *_ = _numbers(one.get("Boundary"))
        draw, points = ImageDraw.Draw(self.image), []
        data = one.findtext(f"{_SPACE}AbbreviatedData")
        for step, x, y in re.findall(rf"([ML]) ({_NUMBER}) ({_NUMBER})", data):
            point = (left + float(x)) * self._scale, (top + float(y)) * self._scale
            if step == "L" and one.get("Stroke") != "false":
                self._line(draw, points[-1], point, float(one.get("LineWidth")) * self._scale / 2)
            points.append(point)
        if one.get("Fill") == "true":
            colour = one.find(f"{_SPACE}FillColor").get("Value")
            draw.polygon(points, fill=int(colour.split()[0]))

    def _line(self, draw, start, end, half) -> None:
        """A straight line, which is a dot wide at least."""
        left, top = min(start[0], end[0]) - half, min(start[1], end[1]) - half
        right, low = max(start[0], end[0]) + half - 1, max(start[1], end[1]) + half - 1
        draw.rectangle((left, top, max(left, right), max(top, low)), fill=0)

    def text(self, one: ET.Element) -> None:
        left, top, width, depth = [value * self._scale for value in _numbers(one.get("Boundary"))]
        squeeze, *rest = _numbers(one.get("CTM", "1 0 0 1 0 0"))
        assert rest == [0, 0, 1, 0, 0]
        layer = Image.new("L", (round(width / squeeze) + 2, round(depth) + 2))
        draw = ImageDraw.Draw(layer)
        font = self._font(one.get("Font"), float(one.get("Size")) * self._scale)
        column, row = int(left), int(top)
        for code in one.iter(f"{_SPACE}TextCode"):
            x, y = float(code.get("X")), float(code.get("Y"))
            steps = [*_numbers(code.get("DeltaX", "")), 0.0]
            for character, step in zip(code.text, steps, strict=True):
                place = x * self._scale + (left - column) / squeeze, y * self._scale + top - row
                draw.text(place, character, fill=255, font=font, anchor="ls")
                x += step
        if squeeze != 1:
            layer = layer.resize((round(layer.width * squeeze), layer.height))
        self.image.paste(0, (column, row), layer)

    def _font(self, number: str, size: float) -> ImageFont.FreeTypeFont:
        known = self._opened.get((number, size))
        if known is None:
            content = BytesIO(self._fonts[number])
            known = ImageFont.truetype(content, size, layout_engine=ImageFont.Layout.BASIC)
            self._opened[number, size] = known
        return known
