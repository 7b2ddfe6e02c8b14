import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.readers.formats.html.spans import at_true_columns
from disclosure_desk.readers.model.errors import ReadError


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        ([], []),
        ([[]], [()]),
        ([[("a", 1, 1), ("b", 1, 1)]], [("a", "b")]),
        ([[("a", 1, 3), ("b", 1, 1)]], [("a", "", "", "b")]),
        ([[("a", 2, 1), ("b", 1, 1)], [("c", 1, 1)]], [("a", "b"), ("", "c")]),
        ([[("a", 1, 1), ("b", 2, 1)], [("c", 1, 1)], [("d", 1, 1)]], [("a", "b"), ("c", ""), ("d",)]),
        ([[("a", 2, 2), ("b", 1, 1)], [("c", 1, 1)]], [("a", "", "b"), ("", "", "c")]),
        # Down to the end of the table, and figures that mean nothing.
        ([[("a", 0, 1)], [("b", 1, 1)], [("c", 1, 1)]], [("a",), ("", "b"), ("", "c")]),
        ([[("a", 1, 0), ("b", 1, -5)]], [("a", "b")]),
        ([[("a", -1, 1), ("b", 1, 1)], [("c", 1, 1)]], [("a", "b"), ("", "c")]),
        # A wide cell runs into one that reaches down: the longer of both rules.
        (
            [[("a", 1, 1), ("b", 3, 1)], [("c", 1, 2)], [("d", 1, 1), ("e", 1, 1)]],
            [("a", "b"), ("c", ""), ("d", "", "e")],
        ),
        # A row that is covered all over, and one that has nothing.
        ([[("a", 2, 2)], [], [("b", 1, 1)]], [("a", ""), ("", ""), ("b",)]),
        ([[("a", 1, 1), ("b", 1, 2)], [], [("c", 2, 1)]], [("a", "b", ""), (), ("c",)]),
    ],
)
def test_cells_stand_at_their_true_columns(rows, columns):
    assert [row.texts for row in at_true_columns(rows)] == columns


def test_absurd_width_is_cut_as_browsers_do():
    (row,) = at_true_columns([[("a", 1, 10**9), ("b", 1, 1)]])

    assert len(row.texts) == 1001
    assert row.texts[1000] == "b"
    assert row.starts == (0, 1000)


@pytest.mark.parametrize(
    "made",
    [
        lambda: [[("", 1, 10**6)] * 10**6],
        lambda: [[("", 10**9, 10**6)], *[[]] * 10**4],
        lambda: [[("1", 1, 1)] * 1000] * 1000,
    ],
)
def test_far_too_many_cells_are_refused_at_once(made):
    rows = made()
    with pytest.raises(ReadError, match="表格太大了"):
        list(at_true_columns(rows))


@given(st.lists(st.lists(st.tuples(st.just("x"), st.integers(-1, 4), st.integers(-1, 4)), max_size=6), max_size=6))
def test_no_cell_is_lost_and_order_is_kept(rows):
    numbered = [[(f"{at}.{place}", *cell[1:]) for place, cell in enumerate(row)] for at, row in enumerate(rows)]

    for cells, row in zip(at_true_columns(numbered), numbered, strict=True):
        assert [cell for cell in cells.texts if cell] == [text for text, _, _ in row]
        assert [cells.texts[start] for start in cells.starts] == [text for text, _, _ in row]
