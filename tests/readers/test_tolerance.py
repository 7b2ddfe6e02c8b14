"""What real tables do to the official one, done to a pasted report: the same cells come out, and doubts are told."""

import pytest
from pasted_text import read_text

DIRECT = "requests.outcome.other.other"


@pytest.fixture
def pasted(pasted_path):
    return pasted_path.read_text(encoding="utf-8")


def rewritten(pasted, *pairs):
    for before, after in pairs:
        assert before in pasted
        pasted = pasted.replace(before, after, 1)
    return pasted


@pytest.mark.parametrize(
    ("before", "after", "sure"),
    [
        ("2.其他法律行政法规禁止公开", "2.其他法律行政止公开", False),
        ("5.要求行政机关确认或重新出具已获取信息", "5.要求行政机关确认或重新 出具", False),
        ("行政规范性文件", "规范性文件", False),
        ("(三) 不予公开\t1.属于国家秘密", "\t(三) 不予公开1.属于国家秘密", True),
        ("(四) 无法提供", "（四）无", True),
        ("\t\t2.没有现成", "\t法提供\t2.没有现成", True),
        ("\t\t3.补正后", "度\t供\t3.补正后", True),
        ("行政强制\t0", "行政强制\t0\n行政强制\t0", True),
    ],
)
def test_label_torn_or_mistyped_names_its_row(form, pasted, before, after, sure):
    plain = read_text(form, pasted)

    reading = read_text(form, rewritten(pasted, (before, after)))

    assert dict(reading.report.cells) == dict(plain.report.cells)
    assert (not reading.unsure) is sure
    assert any(note.kind == "doubtful" for note in reading.report.notes) is not sure


def test_row_of_another_edition_goes_to_the_row_that_takes_it(form, pasted):
    start, end = pasted.index("\t(六) 其他处理"), pasted.index("(七) 总计")
    one_row = pasted[:start] + "\t(六) 其他处理\t\t4\t0\t0\t0\t0\t0\t4\n" + pasted[end:]

    reading = read_text(form, one_row)

    assert reading.report.cells[f"{DIRECT}.natural_person"] == 4
    assert {place for place in reading.unsure if place.startswith(DIRECT)} == reading.unsure
    assert len(reading.unsure) == 7
    assert reading.report.cells["requests.outcome.other.fee_unpaid.total"] is None


def test_second_row_with_other_figures_is_shown_beside_the_first(form, pasted):
    reading = read_text(form, rewritten(pasted, ("行政许可\t0", "行政许可\t0\n行政许可\t5")))

    assert reading.report.cells["proactive.licence.decisions"] == 0
    assert reading.unsure == {"proactive.licence.decisions"}


def test_second_row_that_differs_in_many_cells_is_told_once(form, pasted):
    row = next(line for line in pasted.splitlines() if "本年新收" in line)
    other = "\t".join("7" if cell.strip() == "0" else cell for cell in row.split("\t"))

    reading = read_text(form, rewritten(pasted, (row, f"{row}\n{other}")))

    assert len(reading.unsure) > 1
    assert [note.kind for note in reading.report.notes].count("unplaced") == 1


def test_row_of_words_behind_a_number_is_no_row_of_a_table(form, pasted):
    reading = read_text(form, rewritten(pasted, ("行政许可\t0", "行政许可\t0\n1\t见附件\t见网站")))

    assert any("见网站" in note.text for note in reading.report.notes if note.kind == "unplaced")
    assert not reading.unsure


FIGURES = tuple(map(str, range(1, 16)))
LEAVES = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"
THREE_ROWS = (
    f"\t\t{LEAVES}\n行政复议\t\t" + "\t".join(FIGURES[:5]),
    "\n行政诉讼\t未经复议直接起诉\t" + "\t".join(FIGURES[5:10]) + "\n\t复议后起诉\t" + "\t".join(FIGURES[10:]),
)
THREE_TABLES = tuple(
    f"{name}\n{LEAVES}\n" + "\t".join(FIGURES[start : start + 5]) + "\n"
    for name, start in (("行政复议\t", 0), ("行政诉讼\t未经复议直接起诉", 5), ("行政诉讼\t复议后起诉", 10))
)


@pytest.mark.parametrize("table", [THREE_ROWS, THREE_TABLES])
def test_table_four_in_three_parts_is_one(form, pasted, table):
    start, end = pasted.index("行政复议\t"), pasted.index("五、存在")

    report = read_text(form, pasted[:start] + "".join(table) + "\n" + pasted[end:]).report

    cells = [cell for cell in form.cells if cell.startswith("disputes.")]
    assert [report.cells[cell] for cell in cells] == list(range(1, 16))


def test_part_of_table_four_that_leaves_open_which_is_left_and_told(form, pasted):
    start, end = pasted.index("行政复议\t"), pasted.index("五、存在")
    part = f"行政诉讼\n{LEAVES}\n" + "\t".join(FIGURES[:5]) + "\n"

    reading = read_text(form, pasted[:start] + part + pasted[end:])

    assert not [cell for cell, value in reading.report.cells.items() if cell.startswith("disputes.") and value]
    assert any(note.kind == "unplaced" and "1\t2\t3" in note.text for note in reading.report.notes)


def test_each_cell_and_text_says_where_it_comes_from(form, pasted):
    reading = read_text(form, pasted)

    assert {*reading.origins} == {*form.cells, *form.texts} - {"preface"}
    origin = reading.origins["requests.received.total"]
    assert "本年新收" in reading.items[origin.item].text
    assert origin.text == "3"
