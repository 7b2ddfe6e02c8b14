"""The acceptance sheet on paper: all that was found, long ones too, and a test page of true lengths."""

from datetime import datetime

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


def test_fonts_of_the_program_that_are_gone_are_told(monkeypatch):
    def gone(_):
        raise FileNotFoundError(2, "", "DeskSong.ttf")

    monkeypatch.setattr(acceptance, "render", gone)
    with pytest.raises(WriteError, match="重新安装"):
        acceptance_sheet(record(1))
