"""Lines of a Word file end where the PDF's do, tried on a plain program that fills lines."""

from collections.abc import Callable, Sequence
from itertools import accumulate

import pytest
from example_count import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_desk.core.report import Report, new_report
from disclosure_desk.writers.docx.line_ends import spans
from disclosure_desk.writers.outline import Paragraph, outline
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.atoms import atoms
from disclosure_desk.writers.pdf.cell_room import line_text, room_for
from disclosure_desk.writers.pdf.font.chains import BUNDLED, is_latin
from disclosure_desk.writers.pdf.lines import LineFormat, TextLine, set_lines
from disclosure_desk.writers.pdf.measured_pages import measure
from disclosure_desk.writers.pdf.page import PageGeometry

PAGE = PageGeometry()
NO_START, NO_END = "，。、；：？！”）》〉〕…", "“（《〈〔"
Width = tuple[float, float]
"""Of a character, and of the blank between it and a character of the other script."""
CLAUSES = (
    "本街道", "办理申请58件，", "其中自然人2件、商业企业13件；", "（国办函〔2020〕109号）", "“公开为常态”：",
    "《管理办法》", "依法、依规。", "全年——共2025条……", "群众满意率98.5%，", "对照“三公开”、“五规范”，", "公开",
)  # fmt: skip


def fill(widths: Sequence[Width], text: str, room: Callable[[int], float], *, hang: bool) -> list[int]:
    """Where a program ends the lines of a text: as much as fits, signs kept off the ends, one hung beyond the edge."""
    ends: list[int] = []
    start = 0
    while start < len(text):
        reached = [*accumulate(sum(width) for width in widths[start:])]
        limit = room(len(ends)) + 1e-6
        end = start + max(sum(far - gap <= limit for far, (_, gap) in zip(reached, widths[start:], strict=True)), 1)
        if hang and end < len(text) and text[end] in "，。、":
            end += 1
        while end < len(text) and not breaks(text[end - 1], text[end]):
            end -= 1
        ends.append(end)
        start = end
    return ends


def breaks(before: str, after: str) -> bool:
    """Whether a line may end between two characters."""
    if after in NO_START or before in NO_END:
        return False
    return not (is_latin(before) and is_latin(after)) and not before == after == "—"


def body_widths(text: str, lines: Sequence[TextLine], gap: float, pitch: float) -> list[Width]:
    """The characters of a paragraph in a program, with the spacing that the file asks for."""
    wider = [twips / 20 for start, end, twips in spans(text, lines) for _ in range(start, end)]
    glyphs = [glyph for line in lines for _, glyph in line.glyphs]
    widths = []
    for number, glyph in enumerate(glyphs):
        width = glyph.advance * (16 if is_latin(glyph.character) else pitch) + wider[number]
        after = glyphs[number + 1].character if number + 1 < len(glyphs) else "，"
        meets = glyph.character.isalnum() and after.isalnum() and is_latin(glyph.character) != is_latin(after)
        widths.append((width, gap * meets))
    return widths


PROGRAMS = [
    pytest.param(16 / 5, PAGE.pitch - 0.06, False, id="narrow"),
    pytest.param(16 / 4, PAGE.pitch, False, id="wide"),
    pytest.param(16 / 5, PAGE.pitch - 0.06, True, id="hanging"),
]


def assert_ends_agree(text: str, lines: Sequence[TextLine], gap: float, pitch: float, *, hang: bool) -> None:
    ends = [*accumulate(len(line.glyphs) for line in lines)]
    widths = body_widths(text, lines, gap, pitch)
    found = fill(widths, text, lambda line: PAGE.measure - (0 if line else 2 * PAGE.pitch), hang=hang)
    assert [text[a:b] for a, b in zip([0, *found], found, strict=False)] == [line_text(line) for line in lines], ends


@pytest.mark.parametrize(("gap", "pitch", "hang"), PROGRAMS)
def test_lines_of_a_report_end_where_those_of_the_pdf_end(full_report: Report, gap, pitch, hang):
    parts = [*zip(outline(full_report), measure(full_report, PageSettings()).parts, strict=True)]
    prose = [(part.text, placed.lines) for part, placed in parts if isinstance(part, Paragraph)]
    for text, lines in prose:
        assert_ends_agree(text, lines, gap, pitch, hang=hang)
    assert sum(len(lines) for _, lines in prose) > 30


@pytest.mark.parametrize(("gap", "pitch", "hang"), PROGRAMS)
@given(clauses=st.lists(st.sampled_from(CLAUSES), min_size=3, max_size=30))
@settings(max_examples=examples(25))
def test_lines_of_any_paragraph_end_where_those_of_the_pdf_end(clauses, gap, pitch, hang):
    text = "".join(clauses)
    line_format = LineFormat(16, PAGE.measure, PAGE.pitch, indent=2 * PAGE.pitch)
    assert_ends_agree(text, set_lines(atoms([(BUNDLED.body, text)]), line_format), gap, pitch, hang=hang)


def test_spans_cover_a_text_with_signs_that_print_nothing():
    text = "甲\u200b乙\t丙 \u200b" * 30
    lines = set_lines(atoms([(BUNDLED.body, text)]), LineFormat(16, PAGE.measure, PAGE.pitch))
    found = spans(text, lines)

    assert "".join(text[start:end] for start, end, _ in found) == text
    assert len(lines) > 2
    assert spans("", []) == spans("", [TextLine((), 0.0)]) == [(0, 0, 0)]


def test_heads_and_labels_are_broken_as_in_the_pdf_by_their_room_alone(full_report: Report):
    """But for numbers on a line of their own, and 三、 in a column that is narrower."""
    by_hand = set()
    for table in (part.table for part in measure(full_report, PageSettings()).parts if part.table):
        for box, lines in zip(table.layout.boxes, table.lines, strict=True):
            width = table.edges[box.column + box.columns] - table.edges[box.column]
            room = room_for(lines, table.size, width - 1)
            if box.cell or not lines:
                continue
            if room is None:
                by_hand.add(box.text)
                continue
            widths = [(glyph.advance * table.size, 0.0) for line in lines for _, glyph in line.glyphs]
            ends = fill(widths, box.text, lambda _, room=room: room, hang=False)
            assert [box.text[a:b] for a, b in zip([0, *ends], ends, strict=False)] == [*map(line_text, lines)]
    assert by_hand == {"三、本年度办理结果", "（三）不予公开", "（四）无法提供", "（五）不予处理", "（六）其他处理"}


@pytest.mark.parametrize(
    ("text", "width", "widest", "room"),
    [
        ("结果维持", 20, 30, 25.0),
        ("结果维持", 20, 23, 22.25),
        ("结果维持", 20, 21, None),
        ("三、本年", 18, 30, None),
        ("总计", 20, 60, 40.75),
        ("", 20, 60, 30.75),
    ],
)
def test_a_room_is_safe_from_small_differences_on_both_sides(text, width, widest, room):
    lines = set_lines(atoms([(BUNDLED.table, text)]), LineFormat(10, width, 10, flush=False))
    assert room_for(lines, 10, widest) == room


def test_a_character_that_no_font_of_the_program_has_is_measured_all_the_same(form):
    report = new_report(form, "甲街道", 2025, {"problems": "𠮷\ue000ɐ\u200b" * 40})
    (*_, part, _), signature = (pages := measure(report, PageSettings(signed=True))).parts, pages.signature

    assert sum(len(line.glyphs) for line in part.lines) == 120
    assert {glyph.advance for line in part.lines for _, glyph in line.glyphs if glyph.character == "𠮷"} == {1.0}
    assert [line_text(line) for line, _ in signature] == ["", "甲街道", "年　　月　　日"]
