"""The colours that a Word file names instead of saying them: those of its theme.

A colour may be named and said at once. Word shows the one that is named and keeps the other for older programs; a
template that was changed, or text from another program, often has two that differ.
"""

from collections.abc import Mapping

from disclosure_desk.readers.formats.docx.word_xml import word
from disclosure_desk.readers.formats.office.safe_xml import XmlElement, local_name
from disclosure_desk.readers.model.color import BLACK, WHITE, Rgb, rgb_of_hex

_NAMES: Mapping[str, tuple[str, ...]] = {
    "dk1": ("dark1", "text1", "tx1"),
    "lt1": ("light1", "background1", "bg1"),
    "dk2": ("dark2", "text2", "tx2"),
    "lt2": ("light2", "background2", "bg2"),
    "hlink": ("hyperlink",),
    "folHlink": ("followedHyperlink",),
}
"""What a document calls a colour that its theme calls otherwise."""

_USUAL: Mapping[str, Rgb] = {"dk1": BLACK, "lt1": WHITE}
_PARTS = {"color": ("themeColor", "themeTint", "themeShade"), "fill": ("themeFill", "themeFillTint", "themeFillShade")}
_BYTE = 2
"""Hexadecimal digits of how much of a colour is kept."""


def theme_colors(theme: XmlElement | None) -> Mapping[str, Rgb]:
    """The colours of a theme by all their names; without one only those of paper and text."""
    colors = dict(_USUAL)
    for scheme in () if theme is None else (one for one in theme.iter() if local_name(one) == "clrScheme"):
        for entry in scheme:
            stored = next((one.get("lastClr", "") or one.get("val", "") for one in entry), "")
            found = rgb_of_hex(stored)
            if found:
                colors[local_name(entry)] = found
    return colors | {other: colors[name] for name, others in _NAMES.items() if name in colors for other in others}


def named_color(element: XmlElement, kind: str, colors: Mapping[str, Rgb]) -> Rgb | None:
    """The colour that the `color` or `fill` of an element names; None if it names none that is known."""
    name, tint, shade = (element.get(word(one), "") for one in _PARTS[kind])
    found = colors.get(name)
    if found is None:
        return None
    lighter, darker = _share(tint), _share(shade)
    return Rgb(*(round((channel * lighter + 255 * (1 - lighter)) * darker) for channel in found))


def _share(text: str) -> float:
    """How much of a colour is left by a tint or shade."""
    if len(text) != _BYTE or not all(digit in "0123456789abcdefABCDEF" for digit in text):
        return 1.0
    return int(text, 16) / 255
