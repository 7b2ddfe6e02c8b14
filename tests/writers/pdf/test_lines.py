"""Lines: nothing lost, nothing forbidden at an edge, every full line flush."""

from itertools import pairwise
from random import Random

import pytest
from example_count import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_desk.writers.pdf.atoms import NOT_AT_END, NOT_AT_START, atoms
from disclosure_desk.writers.pdf.font.chains import BUNDLED
from disclosure_desk.writers.pdf.lines import LineFormat, TextLine, set_lines

PITCH = 15.79
BODY_SETTING = LineFormat(16, 28 * PITCH, PITCH, indent=2 * PITCH)
NO_START = frozenset("，。、；：？！”’）》〉…")
NO_END = frozenset("“‘（《〈")

SIGNS = "街道办事处政务公开信息，。、；：？！”“（）《》〈〉…—0123456789.%abcXYZ  "
WORDS = ["街道", "公开政府信息", "2025 年", "12件", "（一）主动", "“公开”", "《条例》（节选）", "3.5%以上", "——即"]
STOPS = ["，", "。", "、", "；", "！", "？", "……", "", "：“是”"]


def signs(seed: int, length: int) -> str:
    """Any signs in any order."""
    return "".join(Random(seed).choices(SIGNS, k=length))  # noqa: S311 - an example, no secret


def clauses(seed: int, length: int) -> str:
    """Text of the kind that offices write: a line can always be broken within a few characters."""
    choose = Random(seed).choice  # noqa: S311 - an example, no secret
    return "".join(choose(WORDS) + choose(STOPS) for _ in range(length))


seeds = st.integers(min_value=0)
prose = st.builds(signs, seeds, st.integers(0, 400))
office_prose = st.builds(clauses, seeds, st.integers(0, 80))


def lines_of(text: str, setting: LineFormat = BODY_SETTING) -> list[TextLine]:
    return set_lines(atoms([(BUNDLED.body, text)]), setting)


def shown(line: TextLine) -> str:
    return "".join(glyph.character for _, glyph in line.glyphs)


@settings(max_examples=examples(150), deadline=None)
@given(prose)
def test_nothing_is_lost_not_even_the_blanks_between_lines_and_the_order_stays(text):
    assert "".join(shown(line) for line in lines_of(text)) == text.strip()


@settings(max_examples=examples(150), deadline=None)
@given(prose)
def test_every_full_line_is_flush_and_none_is_wider_than_the_measure(text):
    lines = lines_of(text)
    for line in lines[:-1]:
        alone = len(line.glyphs) == 1
        assert alone or line.width == pytest.approx(BODY_SETTING.measure, abs=0.5)
    for line in lines[-1:]:
        assert line.width <= BODY_SETTING.measure + 0.5


@settings(max_examples=examples(150), deadline=None)
@given(office_prose)
def test_no_line_starts_or_ends_with_a_forbidden_sign(text):
    lines = lines_of(text)
    assert not NO_START & {shown(line)[0] for line in lines[1:]}
    assert not NO_END & {shown(line)[-1] for line in lines[:-1]}


@pytest.mark.slow
def test_no_forbidden_sign_at_an_edge_of_any_line_of_ten_thousand_paragraphs():
    edges = [
        (shown(before)[-1], shown(after)[0])
        for seed in range(10_000)
        for before, after in pairwise(lines_of(clauses(seed, seed % 40)))
    ]
    assert len(edges) > 20_000
    assert not {last for last, _ in edges} & NOT_AT_END
    assert not {first for _, first in edges} & NOT_AT_START


@settings(max_examples=examples(100), deadline=None)
@given(prose)
def test_glyphs_stand_from_left_to_right(text):
    for line in lines_of(text):
        for (before, _), (after, glyph) in pairwise(line.glyphs):
            blank = 8 if glyph.character in NO_END else 0
            assert after >= before - blank


def test_line_of_chinese_characters_has_28_in_cells_of_equal_width():
    first, second = lines_of("公" * 54)[:2]
    assert (len(first.glyphs), len(second.glyphs)) == (26, 28)
    steps = {round(b[0] - a[0], 3) for a, b in pairwise(second.glyphs)}
    assert steps == {PITCH}


@pytest.mark.parametrize("sign", sorted(NO_START))
def test_sign_that_may_not_start_a_line_is_drawn_in_or_takes_a_character_along(sign):
    lines = lines_of("公" * 26 + sign + "开" * 40)
    assert shown(lines[0])[-1] == sign or shown(lines[1]).startswith("公" + sign)


@pytest.mark.parametrize("sign", sorted(NO_END))
def test_sign_that_may_not_end_a_line_goes_to_the_next(sign):
    assert shown(lines_of("公" * 25 + sign + "开" * 40)[1])[0] == sign


def test_squeezed_line_keeps_its_signs_and_gets_one_character_more():
    lines = lines_of("公、开、公、开、公、开、公、开、公、开、公、开、公、，开公开公开公开公开")
    assert len(lines[0].glyphs) in {26, 27}
    assert lines[0].width == pytest.approx(BODY_SETTING.measure, abs=0.01)


@pytest.mark.parametrize("word", ["2025", "1234567.89", "WPS", "15%"])
def test_figures_and_words_are_not_broken(word):
    for before in range(20, 29):
        assert any(word in shown(line) for line in lines_of("公" * before + word + "开" * 30))


def test_long_address_is_broken_rather_than_the_line_torn_apart():
    lines = lines_of("网址" + "http://www.example.gov.cn/" + "abcdefgh/" * 20)
    assert len(lines) > 2
    assert len(shown(lines[0])) > 40


def test_dashes_and_dots_stay_in_pairs():
    for before in range(22, 28):
        for pair in ("——", "……"):
            assert any(pair in shown(line) for line in lines_of("公" * before + pair + "开" * 30))


def test_lone_dash_and_odd_run_of_dots_are_kept():
    assert [shown(line) for line in lines_of("部门—办公室………。")] == ["部门—办公室………。"]
    assert [shown(line) for line in lines_of("公…—")] == ["公…—"]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("公”，开", 3.5),
        ("公：“开", 3.5),
        ("公（“开", 3.5),
        ("公”）。开", 4),
        ("公、开", 3),
        ("公？”开", 4),
        ("公“《（开", 4),
    ],
)
def test_blank_between_signs_that_meet_is_taken_away(text, cells):
    line = lines_of(text)[0]
    blanks = len(text) - cells
    assert line.width == pytest.approx(BODY_SETTING.indent + len(text) * PITCH - blanks * 16, abs=0.01)


def test_signs_that_meet_do_not_give_their_blank_twice():
    line = lines_of("公（“开”），" * 8)[0]
    assert all(after - before >= 16 / 2 - 0.5 for (before, _), (after, _) in pairwise(line.glyphs))


def test_air_between_chinese_and_latin_is_the_same_typed_or_not():
    typed, plain = lines_of("共 12 件")[0], lines_of("共12件")[0]
    assert typed.width == pytest.approx(plain.width)
    (first, _), (digit, _) = plain.glyphs[:2]
    assert digit - first == pytest.approx(PITCH + 2 - (PITCH - 16) / 2, abs=0.01)


def test_no_air_between_latin_and_punctuation():
    assert lines_of("12，")[0].width == pytest.approx(BODY_SETTING.indent + 16 + PITCH, abs=0.01)


def test_blank_between_words_of_latin_script_keeps_its_width():
    assert lines_of("a b")[0].width == pytest.approx(BODY_SETTING.indent + (0.444 + 0.25 + 0.5) * 16, abs=0.05)
    assert lines_of("公 开")[0].width == pytest.approx(BODY_SETTING.indent + 2 * PITCH + 4, abs=0.05)


def test_blank_at_the_end_is_dropped_and_text_of_blanks_has_no_line():
    assert lines_of("公开  ")[0].width == pytest.approx(BODY_SETTING.indent + 2 * PITCH)
    assert lines_of("  　 ") == []
    assert lines_of("") == []


def test_fonts_change_within_a_line():
    line, *_ = set_lines(atoms([(BUNDLED.subhead, "（一）主动公开："), (BUNDLED.body, "坚持")]), BODY_SETTING)
    assert [glyph.font for _, glyph in line.glyphs] == ["gkai00mp"] * 8 + ["ZhuqueFangsong-Regular"] * 2


def test_run_of_signs_no_line_may_start_with_is_broken_all_the_same():
    lines = lines_of("，" * 200)
    assert sum(len(line.glyphs) for line in lines) == 200
    assert all(line.width <= BODY_SETTING.measure + 0.5 for line in lines)


def test_character_wider_than_the_measure_has_a_line_of_its_own():
    assert [shown(line) for line in lines_of("公开", LineFormat(16, 10, 16))] == ["公", "开"]


def test_ragged_lines_are_not_spread():
    first, *_ = lines_of("公开12345" * 3, LineFormat(10, 48, 10, flush=False))
    assert (shown(first), first.width) == ("公开12345", pytest.approx(46.25))


def test_word_alone_on_a_full_line_has_its_letters_spread_over_the_measure():
    first, second = lines_of("disclosure government", LineFormat(10, 60, 10))
    assert (shown(first), shown(second)) == ("disclosure ", "government")
    gaps = [after - before - glyph.advance * 10 for (before, glyph), (after, _) in pairwise(first.glyphs[:-1])]
    assert min(gaps) > 1
    assert gaps == pytest.approx([gaps[0]] * 9)
    assert first.glyphs[0][0] == pytest.approx(0, abs=0.01)


def test_character_alone_on_a_full_line_stays_at_its_start():
    assert [line.glyphs[0][0] for line in lines_of("公开", LineFormat(16, 20, 16))] == [0, 0]
