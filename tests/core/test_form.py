import re
from pathlib import Path

import pytest

from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import load_form, read_form_file
from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import FormError

TABLE_THREE = Path(__file__).parents[1] / "data" / "form" / "table-three.tsv"


def test_the_form_has_two_hundred_cells_of_which_thirty_four_are_sums(form: Form):
    sums = [cell for cell in form.cells.values() if cell.is_sum]

    assert len(form.cells) == 200
    assert len(sums) == 34
    assert {grid: sum(cell.grid == grid for cell in form.cells.values()) for grid in form.grids} == {
        "proactive": 10,
        "requests": 175,
        "disputes": 15,
    }


def test_headings_stand_in_the_official_order(form: Form):
    assert [section.heading for section in form.sections if section.heading] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]


def test_texts_have_the_binding_ids(form: Form):
    assert list(form.texts) == [
        "preface",
        "overview.lead",
        "overview.proactive",
        "overview.on_request",
        "overview.management",
        "overview.platform",
        "overview.supervision",
        "problems",
        "other_matters",
    ]


def test_rows_of_table_three_are_the_official_ones_letter_by_letter(form: Form):
    official = [line.split("\t") for line in TABLE_THREE.read_text(encoding="utf-8").splitlines()]

    assert [[row.id, " / ".join(row.label)] for row in form.grids["requests"].blocks[0].rows] == official


@pytest.mark.parametrize(
    ("cell", "name", "decimals"),
    [
        ("proactive.normative_document.issued", "表二“行政规范性文件”“本年制发件数”", 0),
        ("proactive.fee.amount", "表二“行政事业性收费”“本年收费金额（单位：万元）”", 6),
        ("requests.outcome.denied.state_secret.business", "表三“（三）不予公开 1.属于国家秘密”“商业企业”", 0),
        ("requests.received.total", "表三“一、本年新收政府信息公开申请数量”“总计”", 0),
        ("disputes.litigation_direct.upheld", "表四“未经复议直接起诉 结果维持”", 0),
    ],
)
def test_cells_are_called_by_table_row_and_column(form: Form, cell, name, decimals):
    assert form.place_name(cell) == name
    assert form.cells[cell].decimals == decimals


def test_sums_know_their_parts(form: Form):
    corner = form.cells["requests.outcome.total.total"]

    assert len(corner.column_parts) == 21
    assert len(corner.row_parts) == 6
    assert not form.cells["requests.received.business"].is_sum
    assert form.cells["disputes.litigation_after.total"].row_parts == (
        "disputes.litigation_after.upheld",
        "disputes.litigation_after.overturned",
        "disputes.litigation_after.other_result",
        "disputes.litigation_after.pending",
    )


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("涿河区金牛山办事处", "street"),
        ("望江街道办事处", "street"),
        ("青石镇人民政府", "town"),
        ("青石区人民政府", "government"),
        ("青石市", "government"),
        ("黔西自治州", "government"),
        ("青石区卫生健康局", "department"),
    ],
)
def test_the_kind_of_a_unit_is_told_from_its_name(form: Form, unit, kind):
    assert form.unit_kind(unit).id == kind


def test_the_title_names_unit_and_year_of_the_statistics(form: Form):
    assert form.report_title("青石区人民政府", 2025) == "青石区人民政府2025年政府信息公开工作年度报告"


def test_places_know_their_section(form: Form):
    assert form.section_of("requests.received.total").id == "requests"
    assert form.section_of("overview.platform").id == "overview"
    assert form.place_name("overview.platform") == "“（四）政府信息公开平台建设”"


def test_an_explanation_is_called_by_what_it_is_of(form: Form):
    assert form.place_name("explanation.F-LENGTH.0123456789ab") == "对“总体情况的字数”的说明"
    assert form.place_name("explanation.F-OLD.0123456789ab") == "对 F-OLD 的说明", "a rule of another version"


WRONG = {
    "unknown key": ('name = "表二"', 'name = "表二"\ncolour = "red"', "grids.proactive.colour：没有这个项目名"),
    "key at the top": ('form = "2021"', 'form = "2021"\nextra = 1', "extra：没有这个项目名"),
    "missing key": ('basis = "国办公开办函〔2021〕30号"', "", "basis：缺少这一项"),
    "wrong type": ("label_columns = 3", 'label_columns = "3"', "grids.requests.label_columns：类型不对"),
    "truth for a number": ("label_columns = 3", "label_columns = true", "grids.requests.label_columns：类型不对"),
    "title without unit": ('title = "{unit}', 'title = "', "title：标题里要有"),
    "double section": ('id = "problems"', 'id = "overview"', "sections：编号重复：overview"),
    "double row": ('id = "received"', 'id = "pending_at_end"', "编号重复：pending_at_end"),
    "double label": ("（一）予以公开", "（七）总计", "标签重复"),
    "double column": ('{ id = "business"', '{ id = "research"', "编号重复：research"),
    "double topic": ('{ id = "lead"', '{ id = "platform"', "topics：编号重复：overview.platform"),
    "double cell": ('{ id = "penalty"', '{ id = "licence"', "编号重复：proactive.licence.decisions"),
    "label that is no text": ('label = ["规章"]', "label = [1]", "label[0]：应当是文字"),
    "width of nothing": ("widths = [45, 37", "widths = [0, 37", "widths[0]：应当是正整数"),
    "too few widths": ("widths = [45, 37, 37, 37]", "widths = [45, 37]", "widths：应当有 4 个列宽"),
    "sum of nothing": ('sum_of = "outcome.*"', 'sum_of = "none.*"', "没有可加的项目：none.*"),
    "grid without section": (
        "[grids.disputes]",
        "[grids.unheard]\nname = ''\nlabel_columns = 1\nwidths = [1]\nblocks = []\n[grids.disputes]",
        "grids.unheard：没有同名的部分",
    ),
}


@pytest.mark.parametrize(("old", "new", "told"), WRONG.values(), ids=WRONG)
def test_a_wrong_form_file_is_refused_by_naming_the_key(tmp_path, old, new, told):
    text = resource("forms", "2021.toml").read_text(encoding="utf-8")
    assert old in text
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(FormError, match=re.escape(told)) as refusal:
        read_form_file(wrong)
    assert str(refusal.value).startswith("wrong.toml：")


def test_a_section_with_a_grid_takes_no_topics(tmp_path):
    text = resource("forms", "2021.toml").read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.toml"
    topics = 'id = "requests"\ntopics = [{ id = "a", heading = "", name = "", help = "" }]'
    wrong.write_text(text.replace('id = "requests"', topics, 1), encoding="utf-8")

    with pytest.raises(FormError, match="有表格的部分不能再有文字"):
        read_form_file(wrong)


@pytest.mark.parametrize("content", [b"form = ", b"\xff\xfe", b"unit_kinds = [1]"])
def test_a_file_that_is_no_form_is_refused(tmp_path, content):
    (tmp_path / "no.toml").write_bytes(content)

    with pytest.raises(FormError, match=r"no\.toml"):
        read_form_file(tmp_path / "no.toml")


def test_an_entry_that_is_no_table_is_refused(tmp_path):
    text = resource("forms", "2021.toml").read_text(encoding="utf-8")
    start = text.index("[[unit_kinds]]")
    stop = text.index("[[sections]]", start)
    (tmp_path / "no.toml").write_text(text[:start] + "unit_kinds = [1]\n" + text[stop:], encoding="utf-8")

    with pytest.raises(FormError, match=re.escape("unit_kinds[0].：应当是一张表")):
        read_form_file(tmp_path / "no.toml")


def test_the_form_of_2019_is_whole_and_each_of_its_mappings_leads_to_the_form_in_force(form: Form):
    old = load_form("2019")
    assert old.edition_map

    assert {grid: sum(cell.grid == grid for cell in old.cells.values()) for grid in old.grids} == {
        "proactive": 22,
        "requests": 161,
        "disputes": 15,
    }
    assert old.sections[-2].heading == "五、政府信息公开工作存在的主要问题及改进情况"
    assert old.rule_files == ()
    assert old.texts.keys() == form.texts.keys()
    assert {mapping.target for mapping in old.edition_map.mappings if "*" not in mapping.target} <= {"", *form.cells}
    heads = {label for block in old.grids["proactive"].blocks for column in block.columns for label in column.label}
    assert {*old.edition_map.signs} <= heads


WRONG_MAPPINGS = {
    "unknown key": ('note = "这是', 'colour = "red"\nnote = "这是', "edition_map.colour：没有这个项目名"),
    "missing key": ('signs = ["', 'marks = ["', "edition_map.signs：缺少这一项"),
    "missing note": ('note = "这是', '# note = "这是', "edition_map.note：缺少这一项"),
    "absent cell": ('from = "disputes.*"', 'from = "none.*"', "没有这样的格子：none.*"),
    "unknown mode": ('mode = "hint"', 'mode = "guess"', "edition_map.mappings[1].mode：没有这种办法：guess"),
    "key of no mapping": ('mode = "hint"', 'mode = "hint", as = "x"', "edition_map.mappings[1].as：没有这个项目名"),
    "no table": ("[edition_map]", "[[edition_map]]", "edition_map：类型不对"),
}


@pytest.mark.parametrize(("old", "new", "told"), WRONG_MAPPINGS.values(), ids=WRONG_MAPPINGS)
def test_a_wrong_edition_map_is_refused_by_naming_the_key(tmp_path, old, new, told):
    text = resource("forms", "2019.toml").read_text(encoding="utf-8")
    assert old in text
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(FormError, match=re.escape(told)):
        read_form_file(wrong)


def test_a_missing_form_is_refused():
    with pytest.raises(FormError, match="1999"):
        load_form("1999")


def test_sections_have_a_numeral_and_a_short_name_for_where_there_is_little_room(form: Form):
    named = [(section.numeral, section.short_name) for section in form.sections]
    assert named[0] == ("前", "前言")
    assert [numeral for numeral, _ in named[1:]] == list("一二三四五六")
    assert all(2 <= len(short) <= 4 for _, short in named)
    older = form.sections[2]._replace(short_name="")
    assert older.numeral == "二"
