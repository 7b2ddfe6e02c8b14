"""Columns fill the page in the official ratio, rows hold their texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.core.layout import lay_out
from disclosure_desk.gui.grid.grid_sizes import fit_heights, fit_widths

COLUMNS = st.lists(st.tuples(st.integers(1, 150), st.integers(0, 120)), min_size=1, max_size=15)


@pytest.mark.parametrize(
    ("ratio", "least", "available", "widths"),
    [
        ([1, 1], [0, 0], 100, [50, 50]),
        ([1, 3], [0, 0], 100, [25, 75]),
        ([1, 3], [40, 0], 100, [40, 60]),
        ([1, 1, 1], [0, 0, 0], 100, [33, 33, 34]),
        ([1, 1, 1], [0, 0, 0], 101, [33, 34, 34]),
        ([1, 1, 8], [20, 15, 0], 100, [20, 15, 65]),
        ([1, 1], [80, 70], 100, [80, 70]),
        ([1, 1], [80, 0], 60, [80, 0]),
    ],
)
def test_widths_follow_the_ratio_but_never_fall_below_the_least(ratio, least, available, widths):
    assert fit_widths(ratio, least, available) == widths


@given(columns=COLUMNS, available=st.integers(0, 2000))
def test_widths_fill_the_page_where_the_least_ones_fit(columns, available):
    ratio, least = [one for one, _ in columns], [one for _, one in columns]
    widths = fit_widths(ratio, least, available)
    assert all(width >= one for width, one in zip(widths, least, strict=True))
    assert sum(widths) == max(available, sum(least)) or sum(least) >= available


@pytest.mark.parametrize("grid", ["proactive", "requests", "disputes"])
def test_every_text_has_the_height_it_needs(form, grid):
    layout = lay_out(form.grids[grid])
    widths = [60] * layout.columns

    def measure(text, width):
        return 10 * -(-len(text) * 10 // width)

    heights = fit_heights(layout, widths, 20, measure)
    assert min(heights) >= 20
    for box in layout.boxes:
        assert sum(heights[box.row : box.row + box.rows]) >= measure(box.text, 60 * box.columns)
