"""What a table leaves open is never guessed silently: figures are marked, shown beside others, or left and told."""

import pytest
from numbered import numbered

from disclosure_desk.readers.model.source_items import SourceParagraph, SourceRow
from disclosure_desk.readers.tables.labels import Labels
from disclosure_desk.readers.tables.row_repair import repair_rows
from disclosure_desk.readers.tables.table_reader import TableReader

ORGANISATIONS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
HEADS = [
    SourceRow(("", "申请人情况", "", "", "", "", "", "")),
    SourceRow(("", "自然人", "法人或其他组织", "", "", "", "", "总计")),
    SourceRow(("", "", *ORGANISATIONS, "")),
]
RECEIVED, GRANTED, DUPLICATE = "一、本年新收政府信息公开申请数量", "（一）予以公开", "2.重复申请"
TWO = SourceRow(("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"))
ONE = SourceRow(("信息内容", "本年处理决定数量"))
PARTS = ("1", "2", "3", "4", "5", "6")


@pytest.fixture
def read(form):
    """What the tables of a stream hold; lines of prose are left out."""

    def reader_of(*items):
        reader = TableReader(Labels(form, form.grids.values()))
        for row in repair_rows(Labels(form, form.grids.values()), items):
            if isinstance(row.item, SourceRow):
                reader.take(row.number, row.item, row.cell_items, is_sure=row.is_sure)
        reader.end_segment()
        return reader

    return reader_of


def texts(reader, row):
    return [found.text for cell, found in reader.placed.items() if cell.startswith(row)]


def sure(reader):
    return [cell for cell, found in reader.placed.items() if found.is_sure]


def reasons(reader):
    return [one.reason for one in reader.unplaced]


def test_second_row_with_other_figures_stands_among_the_candidates(read):
    reader = read(
        TWO, SourceRow(("规章", "1", "2", "3")), SourceRow(("规章", "1", "7", "3")), SourceRow(("规章", "1", "7", "3"))
    )

    assert texts(reader, "proactive.rule_document") == ["1", "2", "3"]
    assert sure(reader) == ["proactive.rule_document.issued", "proactive.rule_document.in_force"]
    assert {cell: [(one.text, one.item) for one in many] for cell, many in reader.others.items()} == {
        "proactive.rule_document.repealed": [("7", 2)]
    }


@pytest.mark.parametrize(
    ("first", "second", "others"),
    [
        ("1.5", "15", ["15"]),
        ("8", "-8", ["-8"]),
        ("8", "－8", ["－8"]),
        ("/", "0", ["0"]),
        ("1,2", "12", ["12"]),
        ("8", "8.0", []),
        ("1,234", "１２３４", []),
        ("8", "8件", []),
        ("/", "—", []),
    ],
)
def test_row_said_again_is_held_against_the_first_by_its_figures(read, first, second, others):
    reader = read(ONE, SourceRow(("行政许可", first)), SourceRow(("行政许可", second)))

    assert texts(reader, "proactive.licence") == [first]
    assert [one.text for many in reader.others.values() for one in many] == others
    assert bool(sure(reader)) == (not others)


def test_most_candidates_of_a_source_without_end_are_not_kept(read):
    reader = read(ONE, *(SourceRow(("行政许可", str(number))) for number in range(100)))

    assert len(reader.others["proactive.licence.decisions"]) == 9
    assert len(reader.unplaced) == 99


def test_figure_torn_into_two_cells_is_joined_where_only_that_adds_up(read):
    row = (RECEIVED, "20", "23", "1", "0", "0", "0", "0", "2024")

    reader = read(*HEADS, SourceRow(row))

    assert texts(reader, "requests.received") == ["20 23", "1", "0", "0", "0", "0", "2024"]
    assert not sure(reader)
    assert [one.text for one in reader.others["requests.received.natural_person"]] == ["20", "23"]
    assert reasons(reader) == ["这一行多出一个数，当作同一个数被拆成两格"]


@pytest.mark.parametrize(
    "figures",
    [
        ("20", "23", "1", "0", "0", "0", "0", "9"),
        ("0", "0", "0", "0", "0", "0", "0", "0"),
        ("1", "2", "3", "4", "5", "6", "21", "0", "0"),
    ],
)
def test_row_with_figures_too_many_that_no_joining_makes_right_is_left(read, figures):
    reader = read(*HEADS, SourceRow((RECEIVED, *figures)))

    assert not reader.placed
    assert reasons(reader) == [f"表三这一行有 {len(figures)} 个数，应当有 7 个，对不上各列"]


def test_two_figures_that_touch_are_parted_where_only_that_adds_up(read):
    row = (RECEIVED, "7812", "5702", "7666", "9926", "7842", "814547093")

    reader = read(*HEADS, SourceRow(row))

    assert texts(reader, "requests.received") == ["7812", "5702", "7666", "9926", "7842", "8145", "47093"]
    assert not sure(reader)
    assert [one.text for one in reader.others["requests.received.other"]] == ["814547093"]
    assert reasons(reader) == ["这一行少一个数，当作两个数连在了一起"]


@pytest.mark.parametrize(
    "figures",
    [
        pytest.param(("7812", "5702", "7666", "9926", "7842", "814547094"), id="no way adds up"),
        pytest.param(("11", "0", "0", "0", "0", "11"), id="two ways add up"),
        pytest.param(("10", "0", "0", "0", "0", "10020"), id="a figure that begins with 0"),
        pytest.param(("12", "0", "0", "0", "0", "1.2"), id="no plain digits"),
        pytest.param(("12", "0", "0", "0", "12"), id="two too few"),
    ],
)
def test_row_with_figures_too_few_that_no_parting_makes_right_is_left(read, figures):
    reader = read(*HEADS, SourceRow((RECEIVED, *figures)))

    assert not reader.placed
    assert reasons(reader) == [f"表三这一行有 {len(figures)} 个数，应当有 7 个，对不上各列"]


def test_single_figure_in_two_cells_is_shown_as_one_and_as_two(read):
    reader = read(ONE, SourceRow(("行政处罚", "20", "23")))

    assert texts(reader, "proactive") == ["20 23"]
    assert [one.text for one in reader.others["proactive.penalty.decisions"]] == ["20", "23"]


def test_single_figure_that_is_said_in_each_merged_cell_is_taken_once_and_marked(read):
    reader = read(ONE, SourceRow(("行政处罚", "20", "20", "20")))

    assert texts(reader, "proactive") == ["20"]
    assert not sure(reader)


def test_columns_without_heads_are_in_the_official_order_where_the_sums_hold_and_not_sure(read):
    reader = read(SourceRow((RECEIVED, *PARTS, "21")), SourceRow((GRANTED, *reversed(PARTS), "21")))

    assert texts(reader, "requests.received") == [*PARTS, "21"]
    assert not sure(reader)
    assert reasons(reader) == ["表三的表头没有认全，各行的数加起来对得上，是按规定的次序放的"]


@pytest.mark.parametrize(
    "rows",
    [
        [SourceRow((RECEIVED, *PARTS, "22"))],
        [SourceRow((RECEIVED, *PARTS, "21")), SourceRow((GRANTED, *PARTS, "20"))],
        [SourceRow((RECEIVED, *PARTS, "21")), SourceRow((GRANTED, *PARTS))],
        [SourceRow(("", "科研机构", "商业企业")), SourceRow((RECEIVED, *PARTS, "21"))],
    ],
)
def test_columns_without_heads_are_left_where_anything_speaks_against_the_official_order(read, rows):
    reader = read(*rows)

    assert not reader.placed
    assert reader.unplaced


def test_row_without_label_and_heads_is_that_of_table_four_where_its_sums_hold(read):
    four = ("1", "2", "3", "4", "10", "0", "0", "0", "5", "5", "0", "6", "0", "0", "6")

    reader = read(SourceRow(four))

    assert texts(reader, "disputes") == list(four)
    assert not sure(reader)


def test_sum_in_the_topmost_row_of_heads_in_a_line_may_be_first_or_last_and_the_figures_tell(read):
    heads = ("申请人情况", "总计", "自然人", "法人或其他组织", *ORGANISATIONS)
    lines = [*heads, RECEIVED, "21", *PARTS]

    reader = read(*map(SourceParagraph, lines))

    assert reader.placed["requests.received.total"].text == "21"
    assert len(sure(reader)) == 7

    reader = read(*map(SourceParagraph, [*heads, RECEIVED, *PARTS, "21"]))

    assert reader.placed["requests.received.total"].text == "21"
    assert len(sure(reader)) == 7


def test_sum_in_the_topmost_row_is_last_but_not_sure_where_the_figures_leave_it_open(read):
    heads = ("申请人情况", "总计", "自然人", "法人或其他组织", *ORGANISATIONS)

    reader = read(*map(SourceParagraph, [*heads, RECEIVED, "1", "0", "0", "0", "0", "0", "1"]))

    assert texts(reader, "requests.received") == ["1", "0", "0", "0", "0", "0", "1"]
    assert not sure(reader)


def test_slip_in_a_head_marks_its_column(read):
    heads = [*HEADS[:2], SourceRow(("", "", "商业企业", "科研机构", "社会公溢组织", "法律服务机构", "其他", ""))]

    reader = read(*heads, SourceRow((RECEIVED, *PARTS, "21")))

    assert texts(reader, "requests.received") == [*PARTS, "21"]
    assert {*reader.placed} - {*sure(reader)} == {"requests.received.public_interest"}
    assert reasons(reader) == ["表头“社会公溢组织”与规定的不同，当作“社会公益组织”"]


def test_slip_in_a_head_marks_what_is_read_in_parts(read):
    heads = SourceRow(("", "结果维持", "结果纠正", "其他结果", "尚末审结", "总计"))

    reader = read(heads, SourceRow(("行政复议", "1", "2", "3", "4", "10")))

    assert texts(reader, "disputes") == ["1", "2", "3", "4", "10"]
    assert not sure(reader)


def test_merged_heads_in_one_cell_are_both_there(read):
    heads = SourceRow(("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))

    reader = read(SourceRow(("行政诉讼（未经复议直接起诉）",)), heads, SourceRow(("1", "2", "3", "4", "10")))

    assert texts(reader, "disputes.litigation_direct") == ["1", "2", "3", "4", "10"]
    assert not reader.unplaced


def test_head_that_counts_in_another_unit_is_no_slip_of_the_official_one(read):
    reader = read(SourceRow(("信息内容", "本年收费金额（单位：元）")), SourceRow(("行政事业性收费", "1")))

    assert not reader.placed
    assert reasons(reader) == ["表二的表头没有认出来", "这一行表头里有的字认不出来"]


def test_remarks_behind_labels_and_heads_are_looked_over_and_told(read):
    heads = SourceRow(("信息内容", "本年制发件数", "本年废止件数", "现行有效件数（截至12月31日）"))

    reader = read(heads, SourceRow(("规章（政府填写）", "1", "2", "3")))

    assert texts(reader, "proactive") == ["1", "2", "3"]
    assert not sure(reader)
    assert len(reader.unplaced) == 2


def test_row_with_figures_where_no_other_has_them_is_not_sure(read):
    full = [SourceRow(("", *line, *PARTS, "21", ""), aligned=True) for line in [(RECEIVED,), (GRANTED,), ("3.其他",)]]
    shifted = SourceRow(("", DUPLICATE, "", *PARTS, "21"), aligned=True)

    reader = read(*HEADS, *full, shifted)

    assert {cell for cell, found in reader.placed.items() if not found.is_sure} == {
        cell for cell in reader.placed if "duplicate" in cell
    }
    assert reasons(reader) == ["这一行的数和其他各行没有对齐"]


def test_row_with_a_blank_that_ends_where_the_others_do_is_sure(read):
    full = SourceRow(("", RECEIVED, *PARTS, "21"), aligned=True)
    others = [SourceRow(("", line, "", *PARTS[1:], "20"), aligned=True) for line in (GRANTED, "3.其他", DUPLICATE)]
    blank = SourceRow(("", "3.要求提供公开出版物", *PARTS[:2], "", *PARTS[3:], "18"), aligned=True)

    reader = read(*HEADS, full, *others, blank)

    assert reasons(reader) == []


def test_row_with_a_blank_that_does_not_add_up_may_have_moved_and_is_not_sure(read):
    rows = [SourceRow((RECEIVED, *PARTS, "21")), SourceRow((GRANTED, "1", "2", "3", "4", "5", "15", ""))]

    reader = read(*HEADS, *rows)

    assert {cell.split(".")[1] for cell in sure(reader)} == {"received"}
    assert reasons(reader) == ["这一行有空格或者是一格一格收起来的，加起来和总计对不上，可能串了格"]


def test_row_with_a_blank_in_true_columns_has_its_figures_in_them(read):
    rows = [
        SourceRow((RECEIVED, *PARTS, "21"), aligned=True),
        SourceRow((GRANTED, "", "2", "", "4", "5", "6", "17"), aligned=True),
    ]

    reader = read(*HEADS, *rows)

    assert texts(reader, "requests.outcome.granted") == ["", "2", "", "4", "5", "6", "17"]
    assert len(sure(reader)) == 14


def test_cells_that_came_one_by_one_and_do_not_add_up_are_not_sure(read):
    heads = ("自然人", "法人或其他组织", "总计", *ORGANISATIONS)

    reader = read(*map(SourceParagraph, [*heads, RECEIVED, *PARTS, "20"]))

    assert texts(reader, "requests") == [*PARTS, "20"]
    assert not sure(reader)


def test_words_in_a_cell_for_figures_are_kept_as_they_stand(read):
    reader = read(
        *HEADS, SourceRow((RECEIVED, "5-6", *PARTS[1:], "21")), SourceRow((GRANTED, "零", "一", *PARTS[2:], "19"))
    )

    assert texts(reader, "requests.received") == ["5-6", *PARTS[1:], "21"]
    assert texts(reader, "requests.outcome.granted") == ["零", "一", *PARTS[2:], "19"]


def test_blank_row_with_a_slip_in_its_label_is_not_taken_for_it(read):
    reader = read(TWO, SourceRow(("行政規范文件", "", "", "")))

    assert ("proactive", "normative_document") in {row.id for row in reader.missing_rows()}


def test_blank_rows_are_there_and_nothing_is_said_of_their_heads(read):
    reader = read(SourceRow((RECEIVED, "", "", "")))

    assert not reader.unplaced
    assert ("requests", "received") not in {row.id for row in reader.missing_rows()}


def test_sum_of_a_table_with_rows_is_no_column_of_a_turned_one(read):
    reader = read(*HEADS, SourceRow(("总计", "5")))

    assert not reader.placed
    assert reasons(reader)[-1] == "表三这一行有 1 个数，应当有 7 个，对不上各列"


def test_after_hundreds_of_strange_labels_no_more_are_looked_at_for_slips(read):
    rows = [SourceRow((f"行政许{number:03}可决定", "1")) for number in range(300)]

    reader = read(ONE, *rows, SourceRow(("行政处罚罚", "5")), SourceRow(("行政处罚", "6")))

    assert texts(reader, "proactive.penalty") == ["6"]


def test_turned_table_that_is_not_whole_is_left(read):
    reader = read(SourceRow(("行政复议", "结果维持", "1")), SourceRow(("", "结果纠正", "2")))

    assert not reader.placed
    assert reasons(reader) == ["表四竖着写的这一行，上下各行凑不齐规定的各列"] * 2


def test_turned_table_with_its_merged_heads_said_in_each_row_is_read(read, form):
    columns = form.grids["disputes"].blocks[0].columns
    figures = numbered(form)
    rows = [SourceRow((*column.label, str(figures[f"disputes.{column.id}"]))) for column in columns]

    assert texts(read(*rows), "disputes") == [str(figures[f"disputes.{column.id}"]) for column in columns]
    assert not read(*rows[:3], rows[2], *rows[3:]).placed
    assert not read(*rows[5:], *rows[:4], SourceRow(("行政复议", "未经复议直接起诉", "5"))).placed


def test_heads_said_again_in_each_cell_that_they_span_are_one(read):
    heads = [
        SourceRow(("申请人情况",) * 7),
        SourceRow(("自然人", *["法人或其他组织"] * 5, "总计")),
        SourceRow(("自然人", *ORGANISATIONS, "总计")),
    ]

    reader = read(*heads, SourceRow((RECEIVED, RECEIVED, RECEIVED, *PARTS, "21")))

    assert texts(reader, "requests") == [*PARTS, "21"]


def test_heads_without_end_are_none(read):
    reader = read(*[SourceRow(("自然人", "总计"))] * 100, SourceRow((RECEIVED, *PARTS, "22")))

    assert reasons(reader) == ["表三的表头没有认出来"]


def test_slip_in_a_label_that_is_there_twice_names_its_row_twice(read):
    reader = read(ONE, SourceRow(("行政处罚罚", "5")), SourceRow(("行政处罚罚", "6")))

    assert texts(reader, "proactive.penalty") == ["5"]
    assert [one.text for one in reader.others["proactive.penalty.decisions"]] == ["6"]
