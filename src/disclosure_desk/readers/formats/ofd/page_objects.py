"""Everything that is drawn on a page of an OFD, in the order in which it is drawn, groups and templates unpacked.

Output: OfdObject, each with the map from its own coordinates to points of the page from the top left, what it is
clipped to, and its colours. Invariant: the number of objects has a limit, however often a group draws itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from disclosure_desk.readers.formats.ofd.drawing import Matrix, color_of, number, numbers, straight_paths
from disclosure_desk.readers.formats.ofd.package import OfdPageParts, children
from disclosure_desk.readers.formats.office.safe_xml import XmlElement, local_name
from disclosure_desk.readers.model.color import BLACK, Rgb
from disclosure_desk.readers.model.errors import ReadError

MOST_OBJECTS = 30_000
"""On a page; a full page of a report has 300."""

POINTS = 72 / 25.4
"""In a millimetre."""

_DEEPEST = 8
_OPAQUE = 255

Bounds = tuple[float, float, float, float]
"""Left, top, right and bottom in points."""

EVERYWHERE: Bounds = (-1e9, -1e9, 1e9, 1e9)


class Ink(NamedTuple):
    """How something is filled or stroked; `color` None: not in one colour."""

    color: Rgb | None = BLACK
    alpha: float = _OPAQUE


class OfdObject(NamedTuple):
    """A text, path or picture; `fill` and `stroke` are None where it is not filled or stroked, `alpha` is its own."""

    element: XmlElement
    matrix: Matrix
    clip: Bounds
    fill: Ink | None
    stroke: Ink | None
    alpha: float

    @property
    def kind(self) -> str:
        return local_name(self.element)


class _Look(NamedTuple):
    """The colours that an object has if it says none itself."""

    fill: Ink = Ink()
    stroke: Ink = Ink()


class _Place(NamedTuple):
    """Where a group of objects lies, and how deep in others."""

    matrix: Matrix
    clip: Bounds
    look: _Look
    alpha: float = _OPAQUE
    depth: int = 0


class PageObjects:
    """Yields what is drawn on the pages of one document."""

    def __init__(self, resources: Mapping[str, XmlElement]) -> None:
        self._resources = resources
        self._page = self._count = 0

    def on(self, page: OfdPageParts, number: int) -> Iterator[OfdObject]:
        """Yield what is drawn on a page. Raise ReadError for far more than a page of a report holds."""
        left, top, width, height = (value * POINTS for value in page.box)
        matrix = Matrix(POINTS, 0, 0, POINTS, -left, -top)
        place = _Place(matrix, (0.0, 0.0, width, height), _Look())
        self._page, self._count = number, 0
        yield from self._layers((*page.below, page.root, *page.above), place)

    def _note_one(self) -> None:
        self._count += 1
        if self._count > MOST_OBJECTS:
            raise ReadError(f"这份 OFD 的第 {self._page + 1} 页内容太多，不像是报告的一页。")

    def _layers(self, roots: Sequence[XmlElement], place: _Place) -> Iterator[OfdObject]:
        for root in roots:
            layers = [layer for content in children(root, "Content") for layer in children(content, "Layer")]
            for wanted in ("Background", "Body", "Foreground"):
                for layer in layers:
                    if (layer.get("Type") if layer.get("Type") in {"Background", "Foreground"} else "Body") == wanted:
                        yield from self._within(layer, place._replace(look=self._look(layer, place.look)))

    def _within(self, holder: XmlElement, place: _Place) -> Iterator[OfdObject]:
        for one in holder:
            self._note_one()
            kind = local_name(one)
            if kind == "PageBlock":
                yield from self._within(one, place)
            elif kind == "CompositeObject":
                yield from self._group(one, place)
            elif kind in {"TextObject", "PathObject", "ImageObject"} and one.get("Visible") != "false":
                yield self._object(one, place)

    def _group(self, one: XmlElement, place: _Place) -> Iterator[OfdObject]:
        resource = self._resources.get(one.get("ResourceID", ""))
        if resource is None or place.depth >= _DEEPEST or one.get("Visible") == "false":
            return
        matrix, clip = _placed(one, place)
        alpha = place.alpha * number(one.get("Alpha"), _OPAQUE) / _OPAQUE
        inner = _Place(matrix, clip, self._look(one, place.look), alpha, place.depth + 1)
        for content in children(resource, "Content"):
            yield from self._within(content, inner)

    def _object(self, one: XmlElement, place: _Place) -> OfdObject:
        matrix, clip = _placed(one, place)
        look = self._look(one, place.look)
        alpha = place.alpha * number(one.get("Alpha"), _OPAQUE) / _OPAQUE
        fill, stroke = (ink._replace(alpha=ink.alpha * alpha / _OPAQUE) for ink in look)
        is_text = local_name(one) == "TextObject"
        is_filled = one.get("Fill", "true" if is_text else "false") == "true"
        is_stroked = one.get("Stroke", "false" if is_text else "true") == "true"
        return OfdObject(one, matrix, clip, fill if is_filled else None, stroke if is_stroked else None, alpha)

    def _look(self, one: XmlElement, before: _Look) -> _Look:
        """Return the colours of an object or layer: its own, those of the look that it names, or those before."""
        holders, name = [one], one.get("DrawParam")
        for _ in range(_DEEPEST):
            holder = self._resources.get(name or "")
            if holder is None:
                break
            holders.append(holder)
            name = holder.get("Relative")
        fills = [ink for holder in holders for ink in children(holder, "FillColor")]
        strokes = [ink for holder in holders for ink in children(holder, "StrokeColor")]
        return _Look(_ink(fills, before.fill), _ink(strokes, before.stroke))


def _ink(colors: Sequence[XmlElement], before: Ink) -> Ink:
    """Return the ink by the first of some elements of colour, or the one before."""
    if not colors:
        return before
    value = colors[0].get("Value")
    color = color_of(value) if value or len(colors[0]) else BLACK
    return Ink(color, min(max(number(colors[0].get("Alpha"), _OPAQUE), 0), _OPAQUE))


def _placed(one: XmlElement, place: _Place) -> tuple[Matrix, Bounds]:
    """Return the map of an object's own coordinates to the page, and what it is clipped to."""
    left, top, width, height = numbers(one.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
    within = place.matrix.after(Matrix(e=left, f=top))
    clip = place.clip
    if width > 0 and height > 0:
        clip = overlap(clip, around([within.point(x, y) for x in (0, width) for y in (0, height)]))
    matrix = within.after(Matrix(*(numbers(one.get("CTM"), 6) or ())))
    for clips in children(one, "Clips"):
        own = within if clips.get("TransFlag") == "false" else matrix
        for area in clips.iter("{*}Area"):
            to_page = own.after(Matrix(*(numbers(area.get("CTM"), 6) or ())))
            for path in children(area, "Path"):
                clip = overlap(clip, _path_bounds(path, to_page))
    return matrix, clip


def _path_bounds(path: XmlElement, matrix: Matrix) -> Bounds:
    left, top, *_ = numbers(path.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
    own = matrix.after(Matrix(e=left, f=top)).after(Matrix(*(numbers(path.get("CTM"), 6) or ())))
    data = "".join(one.text or "" for one in children(path, "AbbreviatedData"))
    points = [own.point(*point) for part in straight_paths(data) for point in part]
    return around(points) if points else EVERYWHERE


def is_within(point: tuple[float, float], bounds: Bounds) -> bool:
    """Return whether a point lies in a box."""
    return bounds[0] <= point[0] <= bounds[2] and bounds[1] <= point[1] <= bounds[3]


def around(points: Sequence[tuple[float, float]]) -> Bounds:
    """Return the box around some points."""
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def overlap(one: Bounds, two: Bounds) -> Bounds:
    """Return the box that two share."""
    return max(one[0], two[0]), max(one[1], two[1]), min(one[2], two[2]), min(one[3], two[3])
