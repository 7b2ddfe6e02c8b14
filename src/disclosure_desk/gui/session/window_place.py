"""Where the window stands on the screens there are: at first, and again where it stood before."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize

LEAST = QSize(960, 600)
"""The window is made to be worked in from this size on; a screen that has less room gets a smaller one."""
_ROOMY = QSize(1440, 900)
"""A screen with less room than that is filled."""
_FIRST = QSize(1366, 860)
_TITLE = 32
"""The height that the system's own title takes above the window, about: known only once the window is shown."""
_GRIP = 120
"""So much of a window must be seen across for it to stand where it stood."""


class WindowPlace(NamedTuple):
    """The inside of the window, without the system's frame, and whether it fills its screen."""

    rect: QRect
    is_maximised: bool = False


def least_size(areas: Sequence[QRect]) -> QSize:
    """The least size of the window, which must fit on each screen; `areas` are without the bars of the system."""
    least = QSize(LEAST)
    for area in areas:
        least = least.boundedTo(QSize(area.width(), area.height() - _TITLE))
    return least


def first_place(area: QRect) -> WindowPlace:
    """Where the window stands when it is opened for the first time, on the screen of this area."""
    inner = area.adjusted(0, _TITLE, 0, 0)
    if area.width() < _ROOMY.width() or area.height() < _ROOMY.height():
        return WindowPlace(inner, is_maximised=True)
    rect = QRect(inner.topLeft(), _FIRST.boundedTo(inner.size()))
    rect.moveCenter(inner.center())
    return WindowPlace(rect)


def kept_place(areas: Sequence[QRect], kept: WindowPlace) -> WindowPlace:
    """Where the window stands that stood at `kept`: there as far as it can, else on the first screen."""
    seen = [(area & kept.rect).width() * (area & kept.rect).height() for area in areas]
    widths = [(area & kept.rect).width() for area in areas]
    found = seen.index(max(seen)) if max(widths) >= _GRIP else 0
    inner = areas[found].adjusted(0, _TITLE, 0, 0)
    size = kept.rect.size().expandedTo(least_size(areas)).boundedTo(inner.size())
    left = min(max(kept.rect.left(), inner.left()), inner.right() + 1 - size.width())
    top = min(max(kept.rect.top(), inner.top()), inner.bottom() + 1 - size.height())
    return WindowPlace(QRect(left, top, size.width(), size.height()), kept.is_maximised)
