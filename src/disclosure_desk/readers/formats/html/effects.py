"""Effects of a page's style that may leave an element unseen or unlike itself: turned, masked, put behind, filtered.

Which of them do is known only to a browser: what they are on is read and told, except what is turned on its edge.
"""

from collections.abc import Mapping

from disclosure_desk.readers.model.picture_fonts import has_pictures
from disclosure_desk.text.lazy_pattern import lazy_pattern

_TURNED = lazy_pattern(r"rotate([xyz]|3d)?\(([^)]*)\)")
_ANGLE = lazy_pattern(r"(-?[0-9]*\.?[0-9]+)(deg|turn|rad|grad)?")
_DEGREES = {"deg": 1.0, "turn": 360.0, "rad": 57.29578, "grad": 0.9}
_WHOLE_TURN, _EDGE, _SLANT = 360, 90, 30
"""Degrees: a text turned by a quarter about its own line or height is a line; one that leans a little can be read."""

_PLAIN_MATRIX = lazy_pattern(r"matrix\(1,0,0,1,[^)]*\)")
_MIRRORED = lazy_pattern(r"scale[xy]?\([^)]*-|^-|\s-")
_DISTORTING = ("matrix", "skew", "perspective")
_FILTERS = ("blur(", "invert(", "brightness(", "contrast(")
_MASKS = ("mask", "mask-image", "-webkit-mask", "-webkit-mask-image", "mask-border")
_NOTHING = ("", "none", "normal", "auto", "initial", "unset", "inherit", "revert")


def is_on_edge(properties: Mapping[str, str]) -> bool:
    """Whether an element is turned so that only its edge could be seen."""
    return any(axis in ("x", "y") and round(angle) % 180 == _EDGE for axis, angle in _turns(properties))


def may_be_unseen(properties: Mapping[str, str]) -> bool:
    """Whether an element has an effect after which it may not be seen, or not as what it is."""
    transform = _PLAIN_MATRIX.sub("", "".join(properties.get("transform", "").split()))
    if any(_SLANT < round(angle) % _WHOLE_TURN < _WHOLE_TURN - _SLANT for _, angle in _turns(properties)):
        return True
    if any(name in transform for name in _DISTORTING) or _MIRRORED.search(properties.get("scale", "")):
        return True
    if _MIRRORED.match(transform) or any(properties.get(name, "") not in _NOTHING for name in _MASKS):
        return True
    is_behind = properties.get("z-index", "").startswith("-") and properties.get("position", "static") != "static"
    is_filtered = any(name in properties.get("filter", "") for name in _FILTERS)
    fonts = properties.get("font-family", "").lstrip("\"' ")
    return is_behind or is_filtered or has_pictures(fonts) or properties.get("mix-blend-mode", "") not in _NOTHING


def _turns(properties: Mapping[str, str]) -> list[tuple[str, float]]:
    """About which axes, x, y or z, an element is turned, and by how many degrees."""
    turns = [(axis or "z", text) for axis, text in _TURNED.findall(properties.get("transform", ""))]
    axis, _, text = properties.get("rotate", "").rpartition(" ")
    if text:
        turns.append((axis.strip() or "z", text))
    return [(axis, _degrees(text)) for axis, text in turns]


def _degrees(text: str) -> float:
    """An angle in degrees; the last part of several is the angle, and what is none is a slant."""
    found = _ANGLE.fullmatch(text.rpartition(",")[2].strip())
    if not found:
        return 0.0 if text in _NOTHING else float(_EDGE)
    return float(found[1]) * _DEGREES.get(found[2] or "", 0.0)
