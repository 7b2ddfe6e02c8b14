"""Columns whose headers are broken, misspelt, blank or gone: what words, order and sums settle is placed and marked."""

from pathlib import Path

import pytest
from numbered import numbered
from pasted_text import read_text
from shared_cases import shared_case

from disclosure_desk.readers import read
from disclosure_desk.readers.model.source_items import SourceRow
from disclosure_desk.readers.tables.labels import Labels
from disclosure_desk.readers.tables.table_reader import TableReader

TABLES = Path(__file__).resolve().parents[2] / "data" / "reading" / "tables"
COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_services", "other", "total")
HEADS = {
    "自然人": "natural_person",
    "商业企业": "business",
    "科研机构": "research",
    "社会公益组织": "public_interest",
    "法律服务机构": "legal_services",
    "其他": "other",
    "总计": "total",
}
RECEIVED, GRANTED = "一、本年新收政府信息公开申请数量", "（一）予以公开"
ROWS = {
    "2.重复申请": ("5", "0", "0", "0", "0", "0", "5"),
    "3.要求提供公开出版物": ("0", "0", "2", "0", "0", "0", "2"),
    "8.属于行政查询事项": ("1", "2", "3", "0", "0", "4", "10"),
}


def rows_of(table):
    return [SourceRow(("", label, *figures), aligned=True) for label, figures in table.items()]


@pytest.fixture
def take(form):
    """The reader of tables after some rows."""

    def taken(*rows):
        reader = TableReader(Labels(form, form.grids.values()))
        for number, row in enumerate(rows):
            reader.take(number, row)
        reader.end_segment()
        return reader

    return taken


def placed(reader, row="requests"):
    return [found.text for cell, found in reader.placed.items() if cell.startswith(row)]


def unsure(reader):
    return {cell for cell, found in reader.placed.items() if not found.is_sure}


def table_three(form, head="", instead=""):
    """Table three with all its rows in true columns, and one header written otherwise."""
    figures = numbered(form)
    block = form.grids["requests"].blocks[0]
    heads = [
        ("", "申请人情况", "", "", "", "", "", ""),
        ("", "自然人", "法人或其他组织", "", "", "", "", "总计"),
        ("", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", ""),
    ]
    rows = [(row.label[-1], *(str(figures[f"requests.{row.id}.{one}"]) for one in COLUMNS)) for row in block.rows]
    spoilt = [tuple(instead if cell == head else cell for cell in row) for row in heads]
    return [SourceRow(row, aligned=True) for row in (*spoilt, *rows)]


def truth(form):
    return [str(figure) for cell, figure in numbered(form).items() if cell.startswith("requests")]


@pytest.mark.parametrize("instead", ["", "某某"])
@pytest.mark.parametrize("head", HEADS)
def test_column_whose_head_is_blank_or_unknown_is_what_is_left_over_and_it_alone_is_marked(form, take, head, instead):
    reader = take(*table_three(form, head, instead))

    assert placed(reader) == truth(form)
    assert {cell.rsplit(".", 1)[1] for cell in unsure(reader)} == {HEADS[head]}
    assert any(f"没有认出“{head}”" in one.reason for one in reader.unplaced)


@pytest.mark.parametrize(
    ("head", "instead"), [("科研机构", "商业企业"), ("法律服务机构", "商业企业"), ("其他", "科研机构")]
)
def test_head_of_another_column_once_more_leaves_the_order_to_the_sums(form, take, head, instead):
    reader = take(*table_three(form, head, instead))

    assert placed(reader) == truth(form)
    assert unsure(reader) == {*reader.placed}
    assert len(reader.unplaced) == 1


@pytest.mark.parametrize("instead", ["", "法人及组织等"])
def test_merged_head_that_is_gone_takes_nothing_from_the_heads_below_it(form, take, instead):
    reader = take(*table_three(form, "法人或其他组织", instead))

    assert placed(reader) == truth(form)
    assert not unsure(reader)


@pytest.mark.parametrize(
    ("head", "instead"),
    [
        ("自然人\t法人或其他组织", "法人或其他组织"),
        ("总计", "和"),
        ("科研机构\t", "\t"),
        ("商业企业\t科研机构", "某某"),
    ],
)
def test_heads_without_true_columns_leave_the_order_to_the_sums(form, head, instead):
    text = (TABLES / "blanks.txt").read_text("utf-8").replace("自然人 法人或其他组织", "自然人\t法人或其他组织")
    start = text.index("三、收到")
    three = text[start:].replace("商业企业 科研机构", "商业企业\t科研机构").replace(head, instead, 1)

    reading = read_text(form, text[:start] + three)

    assert dict(reading.report.cells) == dict(numbered(form))
    assert len(reading.unsure) == 175


@pytest.mark.parametrize("row", ["行政复议\t", "未经复议直接起诉", "结果维持", "尚未审结", "总计"])
def test_table_four_with_a_head_gone_is_in_the_form_s_order_where_its_three_sums_hold(form, row):
    text = (TABLES / "spans.txt").read_text("utf-8")
    start = text.index("四、政府信息公开行政复议")

    reading = read_text(form, text[:start] + text[start:].replace(row, "\t" * row.count("\t"), 1))

    assert dict(reading.report.cells) == dict(numbered(form))


@pytest.mark.parametrize("name", ["数量", "办事处"])
def test_row_of_table_four_with_a_name_of_the_office_s_own_is_read_and_marked(form, name):
    lines = (TABLES / "spans.txt").read_text("utf-8").rstrip("\n").splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("结果维持") or "\t结果维持" in line)
    figures = next(number for number in range(at, len(lines)) if lines[number].replace("\t", "").isdigit())
    lines[figures] = f"{name}\t{lines[figures]}"

    reading = read_text(form, "\n".join(lines))

    assert dict(reading.report.cells) == dict(numbered(form))
    assert {cell for cell in form.cells if cell.startswith("disputes.")} <= reading.unsure
    assert not any("没有填数" in remark.text for remark in reading.remarks)


@pytest.mark.parametrize("line", ["商业企业", "自然人", "结果维持", "行政复议\t"])
def test_line_of_heads_that_is_there_twice_counts_once(form, line):
    lines = (TABLES / "spans.txt").read_text("utf-8").splitlines()
    at = next(at for at, one in enumerate(lines) if line in one and "一、" not in one)

    reading = read_text(form, "\n".join([*lines[: at + 1], *lines[at:]]))

    assert dict(reading.report.cells) == dict(numbered(form))


def test_torn_row_of_a_table_without_heads_is_left_and_the_others_are_placed(take):
    reader = take(*rows_of(ROWS), SourceRow(("", GRANTED, "1", "2", "3"), aligned=True))

    assert len(reader.placed) == 21
    assert unsure(reader) == {*reader.placed}
    assert [one.reason for one in reader.unplaced] == [
        "表三的表头没有认全，各行的数加起来对得上，是按规定的次序放的",
        "表三这一行有 3 个数，应当有 7 个，对不上各列",
    ]


def test_row_that_does_not_add_up_among_many_that_do_is_the_office_s_slip(take):
    reader = take(*rows_of(ROWS), SourceRow(("", GRANTED, "1", "2", "3", "4", "5", "6", "20"), aligned=True))

    assert placed(reader, "requests.outcome.granted") == ["1", "2", "3", "4", "5", "6", "20"]
    assert unsure(reader) == {*reader.placed}


def test_row_that_does_not_add_up_among_rows_of_nothing_but_0_has_no_place(take):
    nil = dict.fromkeys(ROWS, ("0",) * 7)

    reader = take(*rows_of(nil), SourceRow(("", GRANTED, "5", "5", "0", "0", "0", "0", "0"), aligned=True))

    assert not placed(reader, "requests.outcome.granted")
    assert len(reader.placed) == 21
    assert reader.unplaced[-1].reason == "表三的表头没有认全，这一行加起来又和总计对不上"


def test_head_that_is_missing_is_not_what_is_left_over_where_the_rows_do_not_add_up(take):
    heads = SourceRow(("", "", "自然人", "", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"), aligned=True)
    wrong = {label: (*figures[:-1], "99") for label, figures in ROWS.items()}

    assert not take(heads, *rows_of(wrong)).placed


def test_heads_that_moved_to_where_a_merged_one_was_are_none(form, take):
    heads = [
        SourceRow(("", "申请人情况", "", "", "", "", "", ""), aligned=True),
        SourceRow(("", "自然人", "总计", "", "", "", "", ""), aligned=True),
        SourceRow(("", "", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"), aligned=True),
    ]

    reader = take(*heads, *table_three(form)[3:])

    assert placed(reader) == truth(form)
    assert unsure(reader) == {*reader.placed}


def test_heads_in_an_order_in_which_no_row_adds_up_are_not_sure(take):
    heads = [
        SourceRow(("", "总计", "自然人", "法人或其他组织", "", "", "", ""), aligned=True),
        SourceRow(("", "", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"), aligned=True),
    ]

    reader = take(*heads, *rows_of(ROWS))

    assert reader.placed["requests.outcome.denied.administrative_query.total"].text == "1"
    assert unsure(reader) == {*reader.placed}
    assert [one.reason for one in reader.unplaced] == ["表三按表头的次序放，各行加起来和总计对不上"]


def test_figures_over_which_the_known_heads_changed_places_are_left(take):
    heads = [
        SourceRow(("", "", "自然人", "法人或其他组织", "", "", "", "", "总计"), aligned=True),
        SourceRow(("", "", "", "科研机构", "商业企业", "", "法律服务机构", "其他", ""), aligned=True),
    ]

    assert not take(*heads, *rows_of(ROWS)).placed


def test_head_that_is_missing_where_others_moved_up_names_no_figure(take):
    moved = SourceRow(("信息内容", "本年废止件数", "现行有效件数", ""), aligned=True)

    reader = take(moved, SourceRow(("规章", "1", "2", "3"), aligned=True))

    assert not reader.placed
    assert [one.reason for one in reader.unplaced] == ["表二的表头没有认出来"]


def test_strange_word_over_the_labels_is_no_head(take):
    reader = take(
        SourceRow(("信息种类", "本年制发件数", "本年废止件数", "现行有效件数")), SourceRow(("规章", "1", "2", "3"))
    )

    assert placed(reader, "proactive") == ["1", "2", "3"]
    assert not unsure(reader)


def test_strange_heads_without_rows_are_told(take):
    reader = take(SourceRow(("某某", "本年制发件数", "本年废止件数", "现行有效件数")))

    assert [(one.kind, one.reason) for one in reader.unplaced] == [("unplaced", "这一行表头里有的字认不出来")]


def test_slip_in_one_of_two_heads_marks_its_figure(take):
    reader = take(SourceRow(("信息内容", "本年处理决定数")), SourceRow(("行政许可", "4")))

    assert placed(reader, "proactive") == ["4"]
    assert unsure(reader) == {"proactive.licence.decisions"}


def test_only_column_of_a_block_whose_head_is_gone_is_left(take):
    assert not take(SourceRow(("第二十条第（五）项",)), SourceRow(("行政许可", "4"))).placed


def test_rows_of_table_two_without_any_head_are_placed_in_the_order_of_the_form_and_marked(take):
    reader = take(SourceRow(("规章", "1", "2", "3")), SourceRow(("行政规范性文件", "4", "5", "6")))

    assert placed(reader, "proactive") == ["1", "2", "3", "4", "5", "6"]
    assert unsure(reader) == {*reader.placed}
    assert [one.reason for one in reader.unplaced] == ["表二没有表头，每行的数不多不少，是按规定的次序放的"]


def test_rows_of_table_two_without_a_head_and_without_a_figure_are_left(take):
    assert not take(SourceRow(("规章", "1", "2", "3")), SourceRow(("行政规范性文件", "4", "5"))).placed


MOVED = (("4", "1", "1", "0", "1", "12"), ("0", "0", "0", "0", "0", "0"), ("3", "0", "0", "0", "2", "9"))


@pytest.mark.parametrize(
    ("figures", "have_moved"),
    [(MOVED, True), (MOVED[1:2] * 3, False), ((*MOVED[:2], ("9", "0", "0", "0", "0", "1")), False)],
    ids=["moved", "nothing", "no totals"],
)
def test_column_taken_out_of_a_sheet_leaves_the_last_blank_and_marks_all(take, figures, have_moved):
    rows = zip(ROWS, figures, strict=True)

    reader = take(
        SourceRow(("", "", *HEADS), aligned=True),
        *(SourceRow(("", label, *row, ""), aligned=True) for label, row in rows),
    )

    assert placed(reader) == [figure for row in figures for figure in (*row, "")]
    assert unsure(reader) == ({*reader.placed} if have_moved else set())
    assert any("可能少了一列" in one.reason for one in reader.unplaced) == have_moved


@pytest.mark.parametrize(
    ("behind", "is_told"), [("含网上申请", True), ("/", False), ("5", False)], ids=["words", "a mark", "a figure"]
)
def test_words_behind_all_figures_of_a_row_do_not_lose_it(take, behind, is_told):
    reader = take(
        SourceRow(("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")),
        SourceRow(("规章", "1", "2", "3", behind)),
        SourceRow(("行政规范性文件", "4", "若干", "6", "待定")),
    )

    assert placed(reader, "proactive.rule_document") == (["1", "2", "3"] if is_told else [])
    assert not placed(reader, "proactive.normative_document")
    assert ("这一行的数后面还有字，没有取" in [one.reason for one in reader.unplaced]) == is_told


def test_rows_that_moved_beside_the_headers_are_marked_unless_they_add_up(take):
    moved = (GRANTED, "四、结转下年度继续办理")
    heads = [head for head in HEADS if head != "其他"]
    some = [("", "", "", *heads), *(("", "", label, "1", "2", "3", "4", "5", "15") for label in (*ROWS, RECEIVED))]
    some += [("", label, "1", "2", "3", "4", "5", "15", "") for label in moved]
    whole = [("", "", "", *HEADS), *(("", "", label, *figures) for label, figures in ROWS.items())]
    whole += [("", label, "1", "2", "3", "4", "5", "0", "15", "") for label in moved]

    reader, other = (take(*(SourceRow(row, aligned=True) for row in rows)) for rows in (some, whole))

    assert placed(reader, "requests.outcome.granted") == ["1", "2", "3", "4", "5", "15"]
    rows = ("outcome.granted", "pending_at_end")
    assert unsure(reader) == {f"requests.{row}.{column}" for row in rows for column in COLUMNS if column != "other"}
    assert not unsure(other)


TWO = SourceRow(("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"), aligned=True)


def test_row_that_alone_ends_with_a_blank_may_lack_a_cell_and_is_marked(take):
    rows = [("规章", "1", "2", "3"), ("行政规范性文件", "5", "6", "")]

    reader = take(TWO, *(SourceRow(row, aligned=True) for row in rows))

    assert unsure(reader) == {f"proactive.normative_document.{one}" for one in ("issued", "repealed", "in_force")}
    assert [one.reason for one in reader.unplaced] == ["这一行最后一格是空的，可能是前面少了一格，数都往前移了"]


def test_rows_that_end_with_what_may_be_their_sum_are_marked_where_others_are_whole(take):
    short = {GRANTED: ("5", "3", "2", "0", "1", "12"), "四、结转下年度继续办理": ("1", "0", "0", "0", "0", "1")}
    blank = ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "9", "3", "2", "0", "1", "4", "")
    heads = ("", "", "", *HEADS)
    rows = [("", "", label, *figures, "") for label, figures in short.items()]
    whole = [("", "", RECEIVED, "1", "2", "3", "4", "5", "0", "15"), ("", "", *blank)]

    some, none = (take(*(SourceRow(row, aligned=True) for row in (heads, *rows, *more))) for more in (whole, whole[1:]))

    assert {one.rsplit(".", 1)[0] for one in unsure(some)} == {"requests.outcome.granted", "requests.pending_at_end"}
    assert not unsure(none)


def test_columns_of_a_group_without_its_first_are_marked_where_the_sums_are_wrong(take):
    four = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    over = ("行政复议", *[""] * 4, "行政诉讼", *[""] * 8)
    merged = (*four, "未经复议直接起诉", *[""] * 3, "复议后起诉", *[""] * 4)
    figures = [str(figure) for figure in (1, 6, 3, 7, 17, 2, 6, 5, 1, 14, 6, 7, 6, 1, 20)]
    without_first = (over, merged, (*[""] * 5, *four[1:], *four), (*figures[:5], *figures[6:]))
    merged = (*four, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 3)
    without_last = (over, merged, (*[""] * 5, *four, *four[:-1]), tuple(figures[:-1]))

    some, none = (take(*(SourceRow(row, aligned=True) for row in rows)) for rows in (without_first, without_last))

    assert len(unsure(some)) == 14
    assert placed(none, "disputes.litigation_after") == ["6", "7", "6", "1"]
    assert not unsure(none)


def test_rows_that_all_end_with_a_blank_lack_nothing(take):
    rows = [("规章", "1", "2", ""), ("行政规范性文件", "5", "6", "")]

    reader = take(TWO, *(SourceRow(row, aligned=True) for row in rows))

    assert placed(reader, "proactive") == ["1", "2", "", "5", "6", ""]
    assert not unsure(reader)


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        *shared_case("readers/01-head-half-recognised.txt", 175),
        *shared_case("readers/01b-head-missing-control.txt", 175),
        *shared_case("readers/01c-one-word-missing.txt", 175),
        *shared_case("readers/01d-one-word-slip.txt", 175),
    ],
)
def test_handed_inputs_with_heads_half_known_are_read_whole(form, path, marked):
    expected = read(form, path.with_name("00-control.txt")).report.cells

    reading = read(form, path)

    assert reading.report.cells == expected
    assert len(reading.unsure) == marked
