"""Tables in the forms of the field, each written anew with another figure in every cell: all two hundred are found."""

import re
from pathlib import Path

import pytest
from numbered import numbered
from pasted_text import read_text

TABLES = Path(__file__).resolve().parents[1] / "data" / "reading" / "tables"
FORMS = sorted(path.stem for path in TABLES.glob("*.txt"))


def read_table(form, name):
    return read_text(form, (TABLES / f"{name}.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FORMS)
def test_every_figure_is_in_its_cell_and_sure(form, name):
    reading = read_table(form, name)

    assert dict(reading.report.cells) == dict(numbered(form))
    assert not reading.unsure


@pytest.mark.parametrize("name", [name for name in FORMS if name != "heads_in_pieces"])
def test_nothing_is_told_of_a_table_that_only_looks_different(form, name):
    assert read_table(form, name).report.notes == ()


@pytest.mark.parametrize(
    ("official", "usual"),
    [
        ("总计", "合计"),
        ("总计", "合 计"),
        ("总计", "共计"),
        ("本年制发件数", "本年（2024）制发件数"),
        ("本年制发件数", "本年制作数量"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开"),
        ("本年处理决定数量", "本年（2024年）处理决定数量"),
        ("单位：万元", "万元"),
    ],
)
def test_words_that_offices_use_for_official_ones_are_sure(form, official, usual):
    text = (TABLES / "spans.txt").read_text(encoding="utf-8")
    assert official in text

    reading = read_text(form, text.replace(official, usual))

    assert dict(reading.report.cells) == dict(numbered(form))
    assert not reading.unsure


def test_rows_without_their_numbers_are_sure_but_for_those_named_like_a_column(form):
    text = (TABLES / "spans.txt").read_text(encoding="utf-8")
    table, numbers = re.subn(r"\t(?:[一二四]、|（[一二三四五六七]）|[1-8]\.)(?=\D)", "\t", text)

    reading = read_text(form, table)

    assert numbers > 25
    assert dict(reading.report.cells) == dict(numbered(form))
    assert {form.cells[place].row.label[-1] for place in reading.unsure} == {"3.其他", "（七）总计"}


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("one_per_line", "规范性文件"),
        ("one_per_line", "规范性\n文件"),
        ("pdf_copy", "规范性文件"),
        ("strokes", "规范性文件"),
    ],
)
def test_row_by_its_name_in_another_edition_is_taken_in_any_dress_and_marked(form, name, label):
    reading = read_text(form, (TABLES / f"{name}.txt").read_text("utf-8").replace("行政规范性文件", label))

    assert dict(reading.report.cells) == dict(numbered(form))
    assert reading.unsure == {f"proactive.normative_document.{column}" for column in ("issued", "repealed", "in_force")}


def test_number_alone_between_rows_is_told_once_and_taken_for_a_page_number(form):
    assert [note.text for note in read_table(form, "heads_in_pieces").report.notes] == [
        "表格中间单独的数，当作页码，没有取：5"
    ]


def test_each_figure_of_a_column_of_cells_has_its_own_line(form):
    reading = read_table(form, "one_per_line")

    for cell, figure in numbered(form).items():
        assert reading.items[reading.origins[cell].item].text == str(figure)


def test_table_within_one_line_is_read_and_what_is_no_part_of_it_is_told(form):
    text = (TABLES / "blanks.txt").read_text(encoding="utf-8")
    two = text[text.index("第二十条第（一）项") : text.index("三、收到")]

    reading = read_text(form, text.replace(two, f"{' '.join(two.split())} （数据来自办公室）\n"))

    assert dict(reading.report.cells) == dict(numbered(form))
    assert [note.text for note in reading.report.notes] == [
        "“二、主动公开政府信息情况”下面只有表格，这一行没有地方放：（数据来自办公室）"
    ]


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("表二　主动公开政府信息情况", False),
        ("附表2：主动公开政府信息情况", False),
        ("主动公开政府信息情况", True),
        ("表二　主动公开政府信息情况的说明", True),
    ],
)
def test_the_caption_over_a_table_says_nothing_that_is_lost(form, line, is_told):
    text = (TABLES / "blanks.txt").read_text(encoding="utf-8")
    reading = read_text(form, text.replace("第二十条第（一）项", f"{line}\n第二十条第（一）项"))

    assert dict(reading.report.cells) == dict(numbered(form))
    assert [note.words for note in reading.notes if note.kind == "unplaced"] == [line] * is_told


def rows_as(dress, text):
    """A text with each row of cells in another dress."""
    return "\n".join(
        dress([cell for cell in line.split("\t") if cell]) if "\t" in line else line for line in text.splitlines()
    )


STROKES = {
    "behind each cell": lambda cells: "\n".join(f"{cell} |" for cell in cells),
    "close behind each cell": lambda cells: "\n".join(f"{cell}｜" for cell in cells),
    "before each cell": lambda cells: "\n".join(f"| {cell}" for cell in cells),
    "around each cell": lambda cells: "\n".join(f"| {cell} |" for cell in cells),
}


@pytest.mark.parametrize("dress", STROKES)
def test_cell_on_each_line_may_keep_its_strokes(form, dress):
    text = rows_as(STROKES[dress], (TABLES / "spans.txt").read_text("utf-8"))

    reading = read_text(form, text.replace("\n|\n", "\n"))

    assert dict(reading.report.cells) == dict(numbered(form))
    assert not reading.unsure


def test_labels_of_a_row_in_one_are_its_path(form):
    reading = read_text(form, rows_as(" ".join, (TABLES / "spans.txt").read_text("utf-8")))

    assert dict(reading.report.cells) == dict(numbered(form))


def in_one_line(text, start, end, between, *, with_heading=False):
    before, behind = text.index(start), text.index(end)
    words = text[before:behind].split()
    glue = " " if with_heading else "\n"
    return f"{text[:before].rstrip()}{glue}{between.join(words)}\n{text[behind:]}"


FOUR = ("行政复议\t", "五、存在的主要问题")


@pytest.mark.parametrize("between", [" ", "\t", " | ", "　　"])
def test_table_four_in_one_line_is_its_heads_and_its_figures(form, between):
    reading = read_text(form, in_one_line((TABLES / "spans.txt").read_text("utf-8"), *FOUR, between))

    assert dict(reading.report.cells) == dict(numbered(form))
    assert not reading.unsure
    assert not reading.remarks


def test_table_in_the_line_of_its_heading_is_not_lost(form):
    reading = read_text(form, in_one_line((TABLES / "spans.txt").read_text("utf-8"), *FOUR, " ", with_heading=True))

    assert dict(reading.report.cells) == dict(numbered(form))


def test_rows_of_table_three_in_one_line_come_apart_at_their_labels(form):
    text = (TABLES / "blanks.txt").read_text("utf-8")

    reading = read_text(form, in_one_line(text, "一、本年新收", "四、政府信息公开行政", " "))

    assert dict(reading.report.cells) == dict(numbered(form))


@pytest.mark.parametrize("gone", ["结果维持\t", "行政复议\t行政诉讼\t"])
def test_table_four_in_one_line_with_a_head_gone_is_marked(form, gone):
    text = in_one_line((TABLES / "spans.txt").read_text("utf-8"), *FOUR, "\t")
    assert gone in text

    reading = read_text(form, text.replace(gone, "", 1))

    assert dict(reading.report.cells) == dict(numbered(form))
    assert {cell for cell in numbered(form) if cell.startswith("disputes")} == reading.unsure


def test_figures_behind_too_few_heads_of_table_four_are_listed(form):
    text = in_one_line((TABLES / "spans.txt").read_text("utf-8"), *FOUR, "\t")
    start = text.index("行政复议\t")

    reading = read_text(form, text[:start] + "总计\t" + text[text.index("255", start) :])

    assert not any(cell.startswith("disputes") for cell in reading.origins)
    assert any("255" in note.text for note in reading.report.notes)


@pytest.mark.parametrize("name", ["one_per_line"])
def test_figures_whose_label_is_gone_are_not_those_of_the_next_row(form, name):
    text = (TABLES / f"{name}.txt").read_text("utf-8")
    assert "\n（一）予以公开\n" in text

    reading = read_text(form, text.replace("\n（一）予以公开\n", "\n", 1))

    read = {cell: figure for cell, figure in reading.report.cells.items() if figure is not None}
    assert read.items() <= numbered(form).items()
    assert {cell for cell in numbered(form) if ".granted." in cell} == {*numbered(form)} - {*read}


@pytest.mark.parametrize("name", ["small_tables", "strokes", "markdown", "spans", "blanks", "one_per_line"])
def test_first_of_three_rows_without_its_own_label_is_not_the_one_row_of_2019(form, name):
    text = (TABLES / f"{name}.txt").read_text("utf-8")
    label = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    assert label in text

    reading = read_text(form, text.replace(label, ""))

    read = {cell: figure for cell, figure in reading.report.cells.items() if figure is not None}
    assert read == {cell: figure for cell, figure in numbered(form).items() if ".not_clarified." not in cell}
    assert any(label in note.text and "没有找到" in note.text for note in reading.report.notes)
    assert any("231" in note.text for note in reading.report.notes if note.kind == "unplaced")
    assert not any("分三行填写" in note.text for note in reading.report.notes)


@pytest.mark.parametrize("line", ["行政强制 *109", "行政强制 l09", "行政强制*109"])
def test_figure_with_a_sign_that_is_none_is_not_what_is_left_of_it(form, line):
    text = (TABLES / "blanks.txt").read_text("utf-8")
    assert "行政强制 109" in text

    reading = read_text(form, text.replace("行政强制 109", line))

    assert reading.report.cells["proactive.compulsion.decisions"] is None
    assert any("09" in note.text for note in reading.report.notes)


def test_line_of_heads_that_came_one_by_one_twice_counts_once(form):
    text = (TABLES / "one_per_line.txt").read_text("utf-8")
    organisations = "商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n"
    assert organisations in text

    reading = read_text(form, text.replace(organisations, organisations * 2, 1))

    assert dict(reading.report.cells) == dict(numbered(form))
