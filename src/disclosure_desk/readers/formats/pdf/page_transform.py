"""How a page's own coordinates become points as its reader sees them: from the top left, turned upright."""

from typing import NamedTuple

from disclosure_desk.readers.model.source_items import Box

Point = tuple[float, float]


class Frame(NamedTuple):
    """A linear map from page coordinates to shares of the page as it is shown, and the page's size in points.

    `turns`: by so many quarters, clockwise, the text stands turned on the page; it is read as if turned back.
    """

    origin: Point
    right: Point
    up: Point
    width: float
    height: float
    turns: int = 0

    def point(self, x: float, y: float) -> Point:
        """Where a point of the page stands for who reads it, in points from the top left."""
        return self._upright(*self.shown(x, y))

    def shown(self, x: float, y: float) -> Point:
        """Where a point of the page is shown, in points from the top left."""
        across = self.origin[0] + x * self.right[0] + y * self.up[0]
        down = self.origin[1] + x * self.right[1] + y * self.up[1]
        return across * self.width, down * self.height

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """A rectangle as read -> shares of the page as it is shown."""
        (one, two), (three, four) = self._as_shown(left, top), self._as_shown(right, bottom)
        across = sorted(min(max(x / self.width, 0.0), 1.0) for x in (one, three))
        down = sorted(min(max(y / self.height, 0.0), 1.0) for y in (two, four))
        return across[0], down[0], across[1], down[1]

    @property
    def size(self) -> Point:
        """Width and height of the page as it is read."""
        return (self.height, self.width) if self.turns % 2 else (self.width, self.height)

    def _upright(self, x: float, y: float) -> Point:
        across, down = self.width, self.height
        return ((x, y), (y, across - x), (across - x, down - y), (down - y, x))[self.turns]

    def _as_shown(self, x: float, y: float) -> Point:
        across, down = self.width, self.height
        return ((x, y), (across - y, x), (across - x, down - y), (y, down - x))[self.turns]
