from decimal import Decimal

import pytest

from disclosure_desk.readers.vocabulary.cell_value import CellValue, is_cell_value, read_cell_value


@pytest.mark.parametrize(
    ("text", "unit", "figure"),
    [
        ("0", "件", 0),
        ("１２", "件", 12),
        ("1,234", "件", 1234),
        ("0.36", "万元", Decimal("0.36")),
        ("", "件", None),
        ("\xa0", "件", None),
        ("\u200b", "件", None),
        ("\u200b7\ufeff", "件", 7),
        ("1.0", "件", 1),
        ("3.50", "万元", Decimal("3.5")),
        ("7，545", "件", 7545),
        ("0\n", "件", 0),
    ],
)
def test_plain_figure_is_taken_without_a_doubt(text, unit, figure):
    assert read_cell_value(text, unit) == CellValue(figure, "")


@pytest.mark.parametrize(
    ("text", "unit", "figure"),
    [
        ("+19", "件", 19),
        ("＋19", "件", 19),
        ("22（其中修订16件）", "件", 22),
        ("5 件", "件", 5),
        ("5宗", "件", 5),
        ("1 2", "件", 12),
        ("251000元", "万元", Decimal("25.1")),
        ("25.1万元", "万元", Decimal("25.1")),
        ("2.5万元", "元", 25000),
        ("0件", "件", 0),
        ("1 234", "件", 1234),
        ("2\n3", "件", 23),
        ("5①", "件", 5),
        ("5*", "件", 5),
        ("5[1]", "件", 5),
        ("5〔注2〕", "件", 5),
        ("零", "件", 0),
        ("一", "件", 1),
        ("十二", "件", 12),
        ("二十", "件", 20),
        ("一百零三", "件", 103),
        ("两百一十", "件", 210),
        ("二〇", "件", 20),
        ("○", "件", 0),
        (" ◯ ", "", 0),
    ],
)
def test_figure_among_words_is_taken_with_a_doubt(text, unit, figure):
    value = read_cell_value(text, unit)

    assert value.figure == figure
    assert " ".join(text.split()) in value.doubt


@pytest.mark.parametrize(
    "text",
    [
        "/",
        "-",
        "—",
        "无",
        "5万元",
        "三百五六",
        "百",
        "十十",
        "9" * 20 + "件",
        "约5",
        "5-6",
        "9" * 20,
        "5公里",
        "12²",
        "1" * 61,
    ],
)
def test_what_is_no_figure_of_the_column_is_none(text):
    assert not read_cell_value(text, "件").is_figure


@pytest.mark.parametrize(
    ("text", "expected"), [("0", True), ("/", True), (" ", False), ("规章", False), ("3.其他", False)]
)
def test_figures_and_marks_for_none_are_told_from_labels(text, expected):
    assert is_cell_value(text) is expected
