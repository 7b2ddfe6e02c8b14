"""How wide the columns and how high the rows of a table are: official widths fitted to the page, wrapped texts."""

from collections.abc import Callable, Sequence

from disclosure_desk.layout import Layout, Placed

Measure = Callable[[str, int], int]
"""The height of a text wrapped to a width."""


def fit_widths(ratio: Sequence[int], least: Sequence[int], available: int) -> list[int]:
    """Whole column widths that fill what is available in the given ratio, none below its least width.

    Where the least widths do not fit together, they are the answer.
    """
    fixed: set[int] = set()
    while True:
        free = [number for number in range(len(ratio)) if number not in fixed]
        rest = available - sum(least[number] for number in fixed)
        whole = sum(ratio[number] for number in free)
        narrow = {number for number in free if rest * ratio[number] < least[number] * whole}
        if not narrow:
            break
        fixed |= narrow
    widths = [least[number] if number in fixed else rest * ratio[number] // whole for number in range(len(ratio))]
    if free:
        widths[free[-1]] += max(available - sum(widths), 0)
    return widths


def fit_heights(layout: Layout, widths: Sequence[int], least: int, measure: Measure) -> list[int]:
    """Row heights in which every wrapped heading fits; what a merged one lacks goes to its rows in equal parts."""
    heights = [least] * layout.rows
    for box in sorted(layout.placed, key=lambda box: box.rows):
        lacking = _height(box, widths, measure) - sum(heights[box.row : box.row + box.rows])
        for number in range(box.rows):
            heights[box.row + number] += max(0, lacking + box.rows - 1 - number) // box.rows
    return heights


def _height(box: Placed, widths: Sequence[int], measure: Measure) -> int:
    return measure(box.text, sum(widths[box.column : box.column + box.columns])) if box.text else 0
