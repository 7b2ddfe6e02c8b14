"""Maps a page's own coordinates to points as a reader of the page sees them: from the top left, turned upright."""

from typing import NamedTuple

from disclosure_desk.readers.model.source_items import Box

Point = tuple[float, float]


class PageTransform(NamedTuple):
    """A linear map from page coordinates to shares of the page as it is shown, and the page's size in points.

    `turns`: the text is turned on the page by so many quarters, clockwise; it is read as if turned back.
    `start` and `part`: only a part of the page is read as one, from so far on, so wide; 0: all of it.
    """

    origin: Point
    right: Point
    up: Point
    width: float
    height: float
    turns: int = 0
    start: float = 0.0
    part: float = 0.0

    def read_point(self, x: float, y: float) -> Point:
        """Return where a point of the page is read, in points from the top left."""
        across, down = self.shown_point(x, y)
        width, height = self.width, self.height
        return ((across, down), (down, width - across), (width - across, height - down), (height - down, across))[
            self.turns
        ]

    def shown_point(self, x: float, y: float) -> Point:
        """Return where a point of the page is shown, in points from the top left."""
        across = self.origin[0] + x * self.right[0] + y * self.up[0]
        down = self.origin[1] + x * self.right[1] + y * self.up[1]
        return across * self.width, down * self.height

    def shown_box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Return a rectangle as read in shares of the page as it is shown."""
        corners = self._shown_corner(left + self.start, top), self._shown_corner(right + self.start, bottom)
        across = sorted(min(max(x / self.width, 0.0), 1.0) for x, _ in corners)
        down = sorted(min(max(y / self.height, 0.0), 1.0) for _, y in corners)
        return across[0], down[0], across[1], down[1]

    @property
    def size(self) -> Point:
        """Width and height of the page as it is read."""
        width, height = (self.height, self.width) if self.turns % 2 else (self.width, self.height)
        return self.part or width, height

    def _shown_corner(self, x: float, y: float) -> Point:
        width, height = self.width, self.height
        return ((x, y), (width - y, x), (width - x, height - y), (y, height - x))[self.turns]
