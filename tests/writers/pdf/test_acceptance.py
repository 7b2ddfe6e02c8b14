"""The acceptance sheet on paper: all that was found, long ones too, and a test page of true lengths."""

from datetime import datetime
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from pdf_judges import complaints

from disclosure_desk.writers import WriteError
from disclosure_desk.writers.acceptance_record import AcceptanceItem, AcceptanceRecord, AcceptanceState
from disclosure_desk.writers.acceptance_sheet import acceptance_sheet
from disclosure_desk.writers.pdf import acceptance

NOW = datetime(2026, 12, 1, 9)  # noqa: DTZ001 - the computer's own time


def record(count):
    items = tuple(
        AcceptanceItem(f"项目{number}", "查到\n几样", [*AcceptanceState][number % 3], "这样办" * (number % 2))
        for number in range(count)
    )
    return AcceptanceRecord("电脑\x07𒀀", "C:\\李某\U0010fffe", NOW, items)


def pages(content):
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "") for page in document]


def test_a_sheet_has_what_was_found_and_a_test_page():
    content = acceptance_sheet(record(30))
    *sheets, test_page = pages(content)
    whole = "".join(sheets)
    assert len(sheets) == 3
    assert all(f"项目{number}" in whole for number in range(30))
    for word in ("电脑□□", "C:\\李某□", "2026-12-01 09:00:00", "办法：这样办", "不合格"):
        assert word in whole
    assert "100 毫米" in test_page
    assert "— 4 —" not in test_page
    assert complaints(content) == set()
    assert acceptance_sheet(record(30)) == content


def lines_of(content):
    """The lines of the last page in millimetres: the lower or left end of each, then the other."""
    with pikepdf.open(BytesIO(content)) as pdf:
        steps = [(str(one.operator), one.operands) for one in pikepdf.parse_content_stream(pdf.pages[-1])]
    drawn = [(*begin, *end) for (move, begin), (line, end) in pairwise(steps) if (move, line) == ("m", "l")]
    return [tuple(float(place) / 72 * 25.4 for place in line) for line in drawn]


def test_the_lengths_on_the_test_page_are_those_that_it_says():
    lines = lines_of(acceptance_sheet(record(1)))
    lengths = [(round(abs(right - left), 1), round(abs(high - low), 1)) for left, low, right, high in lines]
    across, up = [x for line in lines for x in line[::2]], [y for line in lines for y in line[1::2]]

    assert [lengths.count(size) for size in ((100, 0), (0, 80), (156, 0), (0, 225))] == [1, 1, 2, 2]
    assert [round(edge) for edge in (min(across), max(across), min(up), max(up))] == [28, 28 + 156, 35, 297 - 37]


@pytest.mark.parametrize("count", [10, 11, 12, 25])
def test_the_last_page_of_a_sheet_has_more_than_its_note(count):
    *_, last, _ = pages(acceptance_sheet(record(count)))
    assert ("只说明生成时的情况" in last, "验收人：" in last) == (True, True)


def test_fonts_of_the_program_that_are_gone_are_told(monkeypatch):
    def gone(_):
        raise FileNotFoundError(2, "", "DeskSong.ttf")

    monkeypatch.setattr(acceptance, "render", gone)
    with pytest.raises(WriteError, match="重新安装"):
        acceptance_sheet(record(1))
