"""Reports of the years before 2019 give their texts by their headings; what has no place is listed, no figure taken."""

from pathlib import Path

import pytest
from pasted_text import read_text

from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.toml_table import FormError
from disclosure_desk.readers import Reading, read
from disclosure_desk.readers.editions.pre_2019_format import load_pre_2019_format
from disclosure_desk.readers.model.errors import ReadError

EDITIONS = Path(__file__).resolve().parents[2] / "data" / "reading" / "editions"
FORM = load_form("2021")


def notes(reading: Reading, kind: str) -> list[tuple[str, str]]:
    return [(note.place, note.text) for note in reading.report.notes if note.kind == kind]


@pytest.fixture(scope="module")
def dongpu() -> Reading:
    return read(FORM, EDITIONS / "dongpu-2015.txt")


@pytest.fixture(scope="module")
def beitang() -> Reading:
    return read(FORM, EDITIONS / "beitang-2018.txt")


def test_an_earlier_report_gives_its_texts_by_their_headings(dongpu):
    lead = "2015年，本局把公开贯穿于水务管理全过程。\n（一）明确分工。办公室牵头，各科室配合。\n"
    fees = "四、政府信息公开的收费及减免情况\n全年没有收取费用。\n"
    disputes = "五、因政府信息公开申请行政复议、提起行政诉讼的情况\n全年发生行政复议1件，已经维持。"

    assert (dongpu.report.unit, dongpu.report.year) == ("东浦区水务局", 2015)
    assert {text: written for text, written in dongpu.report.texts.items() if written} == {
        "preface": "根据《中华人民共和国政府信息公开条例》，东浦区水务局编制了2015年度报告。\n"
        "本报告的数据自2015年1月1日起，至2015年12月31日止。",
        "overview.lead": lead + fees + disputes,
        "overview.proactive": "全年主动公开信息216条，其中通过网站公开180条。",
        "overview.on_request": "全年收到申请7件，均按时答复。\n没有不予公开的情形。",
        "problems": "（一）问题：更新不够快。\n（二）措施：明年每周检查一次。",
        "other_matters": "没有其他需要报告的事项。",
    }


@pytest.mark.parametrize("name", ["dongpu-2015", "beitang-2018"])
def test_no_figure_of_an_earlier_report_is_taken(name):
    reading = read(FORM, EDITIONS / f"{name}.txt")

    assert set(reading.report.cells.values()) == {None}
    ((_, told),) = notes(reading, "label")
    assert told.startswith("这是 2019 年以前格式的报告")


def test_what_an_earlier_report_has_beside_its_texts_is_listed(dongpu, beitang):
    assert notes(dongpu, "unplaced") == [
        ("", "标题前面的这一行没有地方放：首页 > 信息公开年报"),
        ("", "表格和附件没有读入：从“附表”到“单位负责人：张某 审核人：李某”，共 11 行"),
    ]
    assert notes(beitang, "unplaced") == [("", "表格和附件没有读入：从“指标 数量”到“新闻 83”，共 3 行")]


def test_parts_of_an_earlier_report_without_a_place_follow_another_and_are_marked(dongpu, beitang):
    assert dongpu.unsure == {"overview.lead"}
    assert beitang.unsure == {"overview.lead", "problems"}
    assert beitang.report.texts["problems"] == "公开内容还不丰富。\n七、存在问题的整改\n上年问题已经整改。"
    assert "“七、存在问题的整改”在现行格式里没有单独的地方" in dict(notes(beitang, "doubtful"))["problems"]
    ((place, told),) = notes(dongpu, "doubtful")
    assert place == "overview.lead"
    assert told.startswith(
        "“四、政府信息公开的收费及减免情况”“五、因政府信息公开申请行政复议、提起行政诉讼的情况”在现行格式里"
    )


def test_texts_of_an_earlier_report_say_where_they_come_from(beitang):
    assert {text for text, written in beitang.report.texts.items() if written} == beitang.origins.keys()
    assert beitang.items[beitang.origins["overview.platform"].item].text == "维护了政务微信1个，查阅点2处。"


EARLIER = "一、概述\n甲。\n二、依申请公开情况\n乙。\n三、政府信息公开的收费及减免情况\n丙。\n"


@pytest.mark.parametrize(
    ("year", "text"), [("2015", EARLIER.replace("三、政府信息公开的收费", "三、机构")), ("2021", EARLIER)]
)
def test_an_earlier_format_is_told_by_year_or_by_its_headings(year, text):
    report = read_text(FORM, f"某局{year}年政府信息公开工作年度报告\n{text}").report

    assert report.year == int(year)
    assert report.texts["overview.on_request"] == "乙。"


def test_a_later_report_with_headings_of_its_own_is_none_of_the_earlier():
    parts = "一、工作概述\n甲。\n二、主动公开情况\n乙。\n三、依申请公开情况\n丙。\n四、存在的问题\n丁。\n"

    reading = read_text(FORM, f"某局2021年政府信息公开工作年度报告\n{parts}")

    assert any("表格缺失" in note.text for note in reading.report.notes)
    assert not any("以前格式" in note.text for note in reading.report.notes)


def test_what_a_page_has_around_an_earlier_report_is_left_out_and_told():
    end = "打印本页\n本栏目的内容由区政府办公室提供，欢迎监督。\n关闭窗口\n"

    reading = read_text(FORM, f"某局2015年政府信息公开工作年度报告\n{EARLIER}－3－\n四、其他事项\n丁。\n{end}")

    assert reading.report.texts["other_matters"] == "丁。\n本栏目的内容由区政府办公室提供，欢迎监督。"
    assert "other_matters" in reading.unsure
    left_out = [text for _, text in notes(reading, "unplaced") if text.startswith("这一行是页面")]
    assert [text.rpartition("：")[2] for text in left_out] == ["－3－", "打印本页", "关闭窗口"]


@pytest.mark.parametrize("text", ["一、概述\n甲。\n", "甲。\n", "十、后记\n甲。\n"])
def test_a_title_alone_makes_no_earlier_report(text):
    with pytest.raises(ReadError, match="这不是政府信息公开工作年度报告"):
        read_text(FORM, f"某局2015年政府信息公开工作年度报告\n{text}")


def test_a_page_laid_out_in_rows_of_one_cell_is_prose():
    rows = "".join(f"\t{line}\t \n" for line in ("一、概述", "甲。", "二、主动公开情况", "乙。"))

    report = read_text(FORM, f"某局2015年政府信息公开工作年度报告\n{rows}").report

    assert report.texts["overview.proactive"] == "乙。"


@pytest.mark.parametrize(
    ("kept", "refused"),
    [
        ("lead", r"headings\[2\]\.text：没有这段文字：overview\.on_request"),
        ("none", r"lead：没有这段文字：overview\.lead"),
    ],
)
def test_a_format_with_an_absent_text_is_refused(kept, refused):
    text = FORM.sections[1].texts[0]._replace(id=f"overview.{kept}")
    sections = (FORM.sections[0], FORM.sections[1]._replace(texts=(text,)), *FORM.sections[2:])

    with pytest.raises(FormError, match=rf"before-2019\.toml：{refused}"):
        load_pre_2019_format(FORM._replace(sections=sections))
