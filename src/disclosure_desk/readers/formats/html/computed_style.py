"""What the declarations of an element make of its text: whether it is seen, how large it is, and in which colour.

Input: what is declared of an element, and the computed style of the one around it. Output: HtmlStyle. What is inherited
in a browser is inherited here; what hides an element hides all in it, except `visibility`, which an inner element may
take back. What only a browser can tell (effects, a rule that looks into an element) hides nothing, and makes doubtful.
"""

from collections.abc import Mapping
from typing import NamedTuple

from disclosure_desk.readers.formats.html.effects import is_on_edge, may_be_unseen
from disclosure_desk.readers.formats.html.style_sheet import IF_IT_FITS
from disclosure_desk.readers.model.color import BLACK, WHITE, Rgb, look_alike, rgb_of_hex
from disclosure_desk.text.lazy_pattern import lazy_pattern

_USUAL_SIZE, _TINY = 16.0, 2.0
"""Pixels: the size of a text that nothing says, and one that cannot be read."""

_FAR_LEFT, _FAR, _FAR_MARGIN = -300.0, 4_000.0, -1_000.0
"""Pixels: what is placed so far from its place, or from the page, is off the screen.

A margin has to be larger: old pages centre themselves by half of the screen and a margin of minus half their width.
"""

_FAINT = 0.06
"""A text of which less than this share covers its ground is not seen."""

_LENGTH = lazy_pattern(r"(-?[0-9]*\.?[0-9]+)(px|pt|em|rem|%|cm|mm|in|vw|vh|ch|ex)?")
_FONT_SIZE = lazy_pattern(r"(?:^|\s)(0|[0-9.]+(?:px|pt|em|rem|%))(?=[\s/])")
"""The size in a font's shorthand, bold 14px/1.5 SimSun: weights have no unit."""

_PIXELS = {"px": 1.0, "pt": 4 / 3, "cm": 37.8, "mm": 3.78, "in": 96.0, "vw": 12.8, "vh": 7.2, "ch": 8.0, "ex": 8.0}
_FUNCTION = lazy_pattern(r"rgba?\(\s*([0-9.]+)[\s,]+([0-9.]+)[\s,]+([0-9.]+)(?:[\s,/]+([0-9.]+%?))?\s*\)")
_NAMED: Mapping[str, Rgb] = {
    "white": WHITE,
    "black": BLACK,
    "red": Rgb(255, 0, 0),
    "blue": Rgb(0, 0, 255),
    "green": Rgb(0, 128, 0),
    "yellow": Rgb(255, 255, 0),
    "gray": Rgb(128, 128, 128),
    "grey": Rgb(128, 128, 128),
    "silver": Rgb(192, 192, 192),
    "navy": Rgb(0, 0, 128),
    "snow": Rgb(255, 250, 250),
    "ivory": Rgb(255, 255, 240),
    "ghostwhite": Rgb(248, 248, 255),
    "whitesmoke": Rgb(245, 245, 245),
    "floralwhite": Rgb(255, 250, 240),
    "mintcream": Rgb(245, 255, 250),
    "azure": Rgb(240, 255, 255),
    "aliceblue": Rgb(240, 248, 255),
}
_CLIP = lazy_pattern(r"rect\(\s*(?:0(?:px)?|1px|auto)(?:[\s,]+(?:0(?:px)?|1px)){3}\s*\)")
_CLIP_PATH = lazy_pattern(
    r"inset\(\s*(?:50|100)%|circle\(\s*0|polygon\(\s*0(?:px|%)?\s+0(?:px|%)?\s*(?:,\s*0(?:px|%)?\s+0(?:px|%)?\s*)+\)"
)
_NOTHING_SCALED = lazy_pattern(r"scale[xyz]?\(\s*0(?:\.0+)?\s*[,)]|scale3d\(\s*0")
_NO_SCALE = lazy_pattern(r"0(?:\.0+)?%?(?:\s|$)")
_TRANSLATED = lazy_pattern(r"translate(?:x|y|3d)?\(([^)]*)\)")
_WORD = lazy_pattern(r"[^\s(]+(?:\([^)]*\))?")
_NO_COLORS = frozenset(
    {
        *("none", "inherit", "initial", "unset", "repeat", "no-repeat", "repeat-x", "repeat-y", "scroll", "fixed"),
        *("left", "right", "top", "bottom", "center", "cover", "contain", "border-box", "padding-box", "content-box"),
    }
)
"""Words of a background that name no colour."""

_SIZES_OF_TAGS = {"small": "smaller", "big": "larger", "rt": "50%"}
_OLD_SIZES = {"1": "10px", "2": "13px", "3": "16px", "4": "18px", "5": "24px", "6": "32px", "7": "48px"}
"""What a size of 1 to 7 of an old font element is."""

_STEPS_OF_SIZE = {"smaller": 1 / 1.2, "larger": 1.2}
_TELLING = ("display", "visibility", "opacity", "color", "font-size")
_COMPUTED = lazy_pattern(r"(?!rgba?\()[a-z-]+\(")
"""A value that only a browser works out: var(--x), calc(…), hsl(…)."""

_OUT_OF_FLOW = ("absolute", "fixed")
_SIDES = ("left", "right", "top", "bottom")


class HtmlStyle(NamedTuple):
    """How the text of an element looks.

    `is_gone`: it takes no room; `is_unseen`: it is not seen, whatever inner elements say; `is_invisible`: nor is this
    one, but an inner one may be. `ground` is None where it cannot be told. `computed`: what is said of it by values
    that only a browser works out, so that it may be hidden. `cover`: which share of its ground it covers.
    `is_doubtful`: it may not be seen as it is read. `is_reversed`: its characters are shown from right to left. `zoom`:
    how often its size it is shown.
    """

    is_gone: bool = False
    is_unseen: bool = False
    is_invisible: bool = False
    size: float = _USUAL_SIZE
    color: Rgb | None = BLACK
    ground: Rgb | None = WHITE
    indent: float = 0.0
    computed: str = ""
    cover: float = 1.0
    is_doubtful: bool = False
    is_reversed: bool = False
    zoom: float = 1.0

    @property
    def is_hidden(self) -> bool:
        """Whether nobody sees the text; a colour of None has no ink."""
        if self.is_gone or self.is_unseen or self.is_invisible or self.indent < _FAR_LEFT:
            return True
        if self.size * self.zoom < _TINY:
            return True
        return self.color is None or (self.ground is not None and look_alike(self.color, self.ground))

    @property
    def look(self) -> tuple[int, Rgb | None, int, str]:
        """What tells two texts apart that are seen: size, colour and how faint they are, or what they may be."""
        return round(self.size * self.zoom), self.color, round(self.cover * 10), self.computed


def computed_style(
    tag: str, attributes: Mapping[str, str], declared: Mapping[str, str], around: HtmlStyle
) -> HtmlStyle:
    """The style of an element within another."""
    from_attributes = _of_attributes(tag, attributes)
    is_closed = "hidden" in attributes or (tag == "dialog" and "open" not in attributes)
    if not declared and not from_attributes and not is_closed:
        return around
    properties = {**from_attributes, **declared}
    display = properties.get("display", "none" if is_closed else "")
    visibility = properties.get("visibility", "")
    in_short = _FONT_SIZE.search(properties.get("font", ""))
    size = _size(properties.get("font-size", in_short[1] if in_short else ""), around.size)
    color = _color(properties.get("-webkit-text-fill-color", properties.get("color", "")), around.color)
    indent = properties.get("text-indent", "")
    cover = around.cover * min(1.0, _share(properties.get("opacity", "")))
    computed = " ".join(properties[name] for name in _TELLING if _COMPUTED.match(properties.get(name, "")))
    zoom = _share(properties.get("zoom", ""))
    reading = properties.get("unicode-bidi", ""), properties.get("direction", "")
    return HtmlStyle(
        is_gone=around.is_gone or _takes_no_room(properties, display),
        is_unseen=around.is_unseen or cover < _FAINT or _is_unseen(properties, size),
        is_invisible=visibility in ("hidden", "collapse") if visibility else around.is_invisible,
        size=size,
        color=color,
        ground=_ground(properties, around.ground),
        indent=_pixels(indent, size) if indent else around.indent,
        computed=computed or around.computed,
        cover=cover,
        is_doubtful=around.is_doubtful
        or not zoom
        or may_be_unseen(properties)
        or _hides_if_it_fits(tag, properties, around),
        is_reversed=reading[1] == "rtl" if reading[0].endswith("override") else around.is_reversed,
        zoom=around.zoom * (zoom or 1.0),
    )


def _hides_if_it_fits(tag: str, properties: Mapping[str, str], around: HtmlStyle) -> bool:
    """Return whether a rule would hide an element of which it is not known that it is about it."""
    more = {name.removeprefix(IF_IT_FITS): value for name, value in properties.items() if name.startswith(IF_IT_FITS)}
    return bool(more) and computed_style(tag, {}, more, around).is_hidden


def _takes_no_room(properties: Mapping[str, str], display: str) -> bool:
    """Return whether an element is as if it were not there; Word says so in its own words, too."""
    is_hidden = properties.get("content-visibility") == "hidden" or properties.get("mso-hide") in ("all", "screen")
    return is_hidden or display == "none"


def _of_attributes(tag: str, attributes: Mapping[str, str]) -> Mapping[str, str]:
    """What old pages declare by attributes."""
    properties = {"font-size": _SIZES_OF_TAGS[tag]} if tag in _SIZES_OF_TAGS else {}
    if not attributes:
        return properties
    if "bgcolor" in attributes:
        properties["background-color"] = attributes["bgcolor"].lower()
    if "background" in attributes:
        properties["background-image"] = "url"
    if tag == "font" and "color" in attributes:
        properties["color"] = attributes["color"].lower()
    if tag == "font" and attributes.get("size", "") in _OLD_SIZES:
        properties["font-size"] = _OLD_SIZES[attributes["size"]]
    if tag == "body" and "text" in attributes:
        properties["color"] = attributes["text"].lower()
    if tag == "bdo":
        properties |= {"unicode-bidi": "bidi-override", "direction": attributes.get("dir", "").lower()}
    return properties


def _is_unseen(properties: Mapping[str, str], size: float) -> bool:
    is_filtered = "opacity(0" in properties.get("filter", "").replace(" ", "")
    return is_filtered or _is_clipped(properties, size) or _is_far_off(properties, size)


def _is_clipped(properties: Mapping[str, str], size: float) -> bool:
    """Return whether an element is cut, or drawn together, to nothing."""
    if _CLIP_PATH.match(properties.get("clip-path", "")) or _NOTHING_SCALED.search(properties.get("transform", "")):
        return True
    if is_on_edge(properties) or _NO_SCALE.match(properties.get("scale", "")):
        return True
    if properties.get("position") in _OUT_OF_FLOW and _CLIP.match(properties.get("clip", "")):
        return True
    lengths = (properties.get(name, "") for name in ("height", "width", "max-height", "max-width"))
    is_cut = properties.get("overflow", "").startswith(("hidden", "clip"))
    return is_cut and any(length and _pixels(length, size, 100.0) < _TINY for length in lengths)


def _is_far_off(properties: Mapping[str, str], size: float) -> bool:
    """Return whether an element is moved off the screen."""
    moved = [part for found in _TRANSLATED.findall(properties.get("transform", "")) for part in found.split(",")]
    moved += properties.get("translate", "").split()
    is_moved = properties.get("position") in (*_OUT_OF_FLOW, "relative")
    sides = (*(properties.get(name, "") for name in _SIDES), *properties.get("inset", "").split()) if is_moved else ()
    if any(not _FAR_LEFT < _pixels(by, size) < _FAR for by in (*moved, *sides)):
        return True
    return any(_pixels(properties.get(name, ""), size) < _FAR_MARGIN for name in ("margin-left", "margin-top"))


def _share(text: str) -> float:
    found = _LENGTH.fullmatch(text)
    return 1.0 if not found else float(found[1]) / (100 if found[2] == "%" else 1)


def _size(text: str, around: float) -> float:
    found = _LENGTH.fullmatch(text)
    if text in _STEPS_OF_SIZE:
        return around * _STEPS_OF_SIZE[text]
    if not found:
        return around if text in ("", "inherit") or "(" in text else _USUAL_SIZE
    number, unit = float(found[1]), found[2] or ""
    if not unit:
        return around if number else 0.0  # only 0 needs no unit
    return number * {"em": around, "%": around / 100, "rem": _USUAL_SIZE}.get(unit, _PIXELS.get(unit, around))


def _pixels(text: str, size: float, otherwise: float = 0.0) -> float:
    """A length in pixels, a share as that of a screen; `otherwise` for what is none."""
    found = _LENGTH.fullmatch(text.strip())
    if not found:
        return otherwise
    number, unit = float(found[1]), found[2] or "px"
    return number * {"em": size, "rem": _USUAL_SIZE, "%": 12.8}.get(unit, _PIXELS.get(unit, 1.0))


def _color(text: str, around: Rgb | None) -> Rgb | None:
    """A colour; None for one without ink, that around for one that is not known."""
    if not text or text in ("inherit", "currentcolor"):
        return around
    found, alpha = _rgb(text)
    if alpha < _FAINT:
        return None
    return around if found is None else found


def _rgb(text: str) -> tuple[Rgb | None, float]:
    """A colour and how much of it covers what is behind; None for one that is not known."""
    if text == "transparent":
        return None, 0.0
    digits = text.removeprefix("#")
    if text.startswith("#") and len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    found = rgb_of_hex(digits[:6])
    if found and len(digits) in (6, 8):
        return found, int(digits[6:], 16) / 255 if len(digits) == 8 and _is_hex(digits[6:]) else 1.0  # noqa: PLR2004
    by_function = _FUNCTION.fullmatch(text)
    if by_function:
        red, green, blue = (min(round(float(part)), 255) for part in by_function.groups()[:3])
        return Rgb(red, green, blue), _share(by_function[4] or "1")
    return _NAMED.get(text), 1.0


def _is_hex(text: str) -> bool:
    return all(character in "0123456789abcdefABCDEF" for character in text)


def _ground(properties: Mapping[str, str], around: Rgb | None) -> Rgb | None:
    """The colour behind a text; None where it cannot be told."""
    shorthand = properties.get("background", "")
    image = shorthand + properties.get("background-image", "")
    if "url" in image or "gradient" in image:
        return None
    ground = around
    for text in (*_WORD.findall(shorthand), properties.get("background-color", "")):
        found, alpha = _rgb(text)
        if found is not None and alpha >= _FAINT:
            ground = found if alpha > 1 - _FAINT else None
        elif found is None and alpha >= _FAINT and text[:1].isalpha() and text not in _NO_COLORS:
            ground = None  # a colour that is not known may be any
    return ground
