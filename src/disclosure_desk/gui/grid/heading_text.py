"""How the words of heads and labels stand in their boxes: in even lines, a number of its own line, in sight."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from disclosure_desk.core.form import Grid
from disclosure_desk.core.layout import Box

LABEL_PADDING = 7
"""At the sides of a label, in pixels."""
HEAD_PADDING = 3
"""At the sides of all other headings."""
CENTRE = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
LEFT = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignLeft.value | Qt.TextFlag.TextWordWrap.value


def heading_text(box: Box) -> str:
    """The words of a heading; the number of a label over several rows has a line of its own."""
    if box.kind == "label" and box.rows > 1 and box.text.startswith("（"):
        return box.text.replace("）", "）\n", 1)
    return box.text


def is_centred(grid: Grid, box: Box) -> bool:
    """All but the labels of single rows beside others, and the corner above them."""
    return not (grid.label_columns > 1 and ((box.kind == "label" and box.rows == 1) or box.kind == "corner"))


def inner_width(grid: Grid, box: Box, width: int) -> int:
    """The width that the words of a heading have in a box of that width."""
    return max(width - 2 * (HEAD_PADDING if is_centred(grid, box) else LABEL_PADDING), 1)


def wrapped_height(metrics: QFontMetrics, text: str, width: int) -> int:
    """The height of a text in lines of at most that width."""
    return metrics.boundingRect(QRect(0, 0, width, 10_000), CENTRE, text).height()


def even_width(metrics: QFontMetrics, text: str, width: int) -> int:
    """The least width that needs no more lines than the given one: two characters below two, not one below three."""
    height = wrapped_height(metrics, text, width)
    if height < 2 * metrics.height() or "\n" in text:
        return width
    narrow, wide = metrics.averageCharWidth(), width
    while wide - narrow > 1:
        middle = (narrow + wide) // 2
        if wrapped_height(metrics, text, middle) > height:
            narrow = middle
        else:
            wide = middle
    return wide


def in_sight(rect: QRect, window: QRect, needed: int) -> QRect:
    """The part of a high box that can be seen, but never less high than needed: there its text stands."""
    seen = rect & window
    if seen.height() < needed <= rect.height():
        seen = QRect(rect)
        if rect.top() < window.top():
            seen.setTop(rect.bottom() + 1 - needed)
        else:
            seen.setHeight(needed)
    return seen
