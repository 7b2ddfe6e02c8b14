"""Whatever becomes of a file's operators and numbers, reading it gives items or one refusal, never anything else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from raw_pdf import one_page, stream

from disclosure_desk.readers import ReadError
from disclosure_desk.readers.formats.pdf.reader import pdf_items
from disclosure_desk.readers.model.progress import ignore_progress
from disclosure_desk.readers.model.source_items import SourceRemark, SourceRow

_GRID = b"".join(
    b"%d 500 m %d 640 l S 80 %d m 360 %d l S\n" % (x, x, y, y)
    for x, y in zip(range(80, 361, 70), range(500, 641, 35), strict=True)
)
_CELLS = b"".join(
    b"BT /F 10 Tf 1 0 0 1 %d %d Tm (%d) Tj ET\n" % (90 + 70 * column, 510 + 35 * row, 1001 + 4 * row + column)
    for row in range(4)
    for column in range(4)
)
_PROSE = b"BT /F 16 Tf 80 720 Td (Report of the year 2024 on information) Tj 0 -28 Td (- 1 -) Tj ET\n"
_GROUP = stream(b"0 0 m 90 0 l S 5 5 9 1 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Matrix[2 0 0 2 0 0]")
SEED = one_page(_GRID + _CELLS + _PROSE + b"/X Do", b"/XObject<</X 6 0 R>>", [_GROUP])
PIECES = (*b"0 -1 1e38 9999999999 q Q ET BT re Tf Tm Do cm << ] ( BI /X endstream".split(), b" ", b"\xff")

changes = st.lists(
    st.tuples(st.integers(0, len(SEED)), st.integers(0, 12), st.sampled_from(PIECES) | st.binary(max_size=4)),
    min_size=1,
    max_size=12,
)


def mutated(made):
    content = SEED
    for place, length, piece in made:
        content = content[:place] + piece + content[place + length :]
    return content


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(changes)
def test_mutated_operators_give_items_or_one_refusal(made):
    try:
        found = list(pdf_items(mutated(made), ignore_progress))
    except ReadError as refused:
        assert str(refused).endswith("。")  # noqa: PT017 - both ends are allowed
        return
    for item in found:
        assert any(item.cells) if isinstance(item, SourceRow) else item.text.strip()
        assert (
            isinstance(item, SourceRemark)
            or item.location.box is None
            or all(0 <= side <= 1 for side in item.location.box)
        )


def test_file_that_is_mutated_is_read_as_it_is():
    rows = [item.cells for item in pdf_items(SEED, ignore_progress) if isinstance(item, SourceRow)]
    assert rows[0] == ("1013", "1014", "1015", "1016")
    assert len(rows) == 4
