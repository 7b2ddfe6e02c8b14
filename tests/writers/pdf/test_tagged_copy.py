"""What a screen reader hears of the archive copy: sheets with their names, tables and lists, and what is blank."""

from dataclasses import replace
from functools import partial

import pytest
from pdf_judges import broken, complaints
from pdf_structure import Node, TaggedPdf

from disclosure_desk.checks import check
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import new_report
from disclosure_desk.writers.archive_copy import SHEETS, archive_copy, sheet_names
from disclosure_desk.writers.archive_record import ArchiveRecord, ChangeRecordEntry, Signature, short_digest
from disclosure_desk.writers.archive_words import wording
from disclosure_desk.writers.pdf import file_body
from disclosure_desk.writers.pdf.page import PageGeometry

UNIT = "涿河区金牛山办事处"
BY_HAND = "留空，由人手写"
AT = "2026-01-{:02d}T09:{:02d}:12+08:00"
SIGNED = Signature("部门初核", "张三", "同意", AT.format(9, 0), why="只有一个人")


@pytest.fixture(scope="module")
def record(form: Form) -> ArchiveRecord:
    """A report with findings, one of them explained; changes on several pages, one too long for a row."""
    report = new_report(form, UNIT, 2025, dict.fromkeys(form.cells, 7))
    findings = check(report)
    entries = [
        ChangeRecordEntry(AT.format(8, number), "填写", f"表二第{number}格", "", str(number), "李四")
        for number in range(50)
    ]
    long = replace(entries[0], action="退回", place="很长的位置" * 60, why="原因", is_act=True)
    warnings = [one for one in findings if one.severity == "warning"]
    explained = warnings[0]._replace(explanation="情况属实")
    return ArchiveRecord(report, (explained, warnings[1], *findings[:9]), (*entries, long), (SIGNED,), (), "永久")


@pytest.fixture(scope="module")
def sheets(record: ArchiveRecord) -> dict[str, Node]:
    """The part of each sheet in a copy of all."""
    tagged = TaggedPdf(archive_copy(record, SHEETS))
    assert tagged.parents_agree
    assert tagged.names
    return dict(zip(SHEETS, tagged.tree.kids, strict=True))


def solid(text: str) -> str:
    return "".join(text.split())


def texts(node: Node, *kinds: str) -> list[str]:
    return [solid(one.text) for one in node.all(*kinds)]


def test_no_judge_has_anything_to_say_of_the_copy(record):
    assert complaints(archive_copy(record, SHEETS)) == set()


@pytest.mark.slow
def test_a_long_copy_has_its_structure_in_several_streams(record, monkeypatch):
    whole = archive_copy(record, SHEETS)
    monkeypatch.setattr(file_body, "_PER_STREAM", 300)
    several = archive_copy(record, SHEETS)
    assert whole.count(b"/ObjStm") < several.count(b"/ObjStm")
    assert complaints(several) == set()
    assert TaggedPdf(several).parents_agree


@pytest.mark.parametrize("sheet", SHEETS)
def test_each_sheet_alone_keeps_to_both_standards(record, sheet):
    copy = archive_copy(replace(record, change_record=record.change_record[:3]), [sheet])
    assert broken(copy, "2a") | broken(copy, "ua1") == set()


def test_each_sheet_is_a_part_with_its_name_above(record, sheets):
    titles = {**sheet_names(), "cover": record.report.title, "report": record.report.title}
    assert {sheet: (part.kind, texts(part, "H1")) for sheet, part in sheets.items()} == {
        sheet: ("Sect", [titles[sheet]]) for sheet in SHEETS
    }


@pytest.mark.parametrize("sheet", ["review", "checks", "changes"])
def test_the_rows_at_the_head_say_which_report_it_is(record, sheets, sheet):
    head = next(sheets[sheet].all("Table"))
    names = {cell.name: cell.heard for cell in head.all("TH")}
    assert {names[cell.heads[0]]: cell.text for cell in head.all("TD")} == {
        "报告名称": record.report.title,
        "单位": UNIT,
        "年度": "2025 年",
        "内容摘要": short_digest(record.report),
    }
    assert [cell.columns for cell in head.all("TD")] == [3, 3, 1, 1]


def test_the_cover_says_what_is_known_and_what_is_to_be_written(record, sheets):
    fields = {row.kids[0].heard: row.kids[1] for row in sheets["cover"].all("TR")}
    assert {name: cell.text for name, cell in fields.items()} == {
        "立档单位": UNIT,
        "年度": "2025",
        "保管期限": "永久",
        "档号": "",
        "件号": "",
        "报告页数": "3 页",
        "内容摘要": short_digest(record.report),
    }
    to_write = {name: [one.alternative for one in cell.all("Figure")] for name, cell in fields.items()}
    assert {name: told for name, told in to_write.items() if told} == {"档号": [BY_HAND], "件号": [BY_HAND]}
    area = PageGeometry()
    for one in sheets["cover"].all("Figure", "Table"):
        left, low, right, high = one.bounds
        assert round(area.left, 2) <= left < right <= round(area.left + area.measure, 2)
        assert 0 < high - low < (area.depth if one.kind == "Table" else 1)


def test_the_review_sheet_is_a_table_of_steps_by_columns(sheets):
    _, steps = sheets["review"].all("Table")
    assert [cell.scope for cell in steps.kids[0].all("TH")] == ["Column"] * 4
    names = {cell.name: cell.heard for cell in steps.all("TH")}
    assert len(names) == 8
    told = {tuple(names[head] for head in cell.heads): solid(cell.text) for cell in steps.all("TD")}
    assert told["意见", "部门初核"] == "同意（填报人自己审核，原因：只有一个人）"
    assert told["签名（盖章）", "部门初核"] == "张三"
    assert told["意见", "保密审查"] == ""
    assert told["日期", "保密审查"] == "年月日"
    filled, day, telephone = [one for one in sheets["review"].kids if one.kind == "P"]
    assert filled.heard == "填报人：李四"
    assert [one.alternative for part in (filled, day, telephone) for one in part.all("Figure")] == [BY_HAND]


def test_the_check_report_lists_each_finding_under_its_section(record, sheets):
    items = list(sheets["checks"].all("LI"))
    assert texts(sheets["checks"], "Lbl") == [
        solid(f"{number}. {finding.label}") for number, finding in enumerate(record.findings, 1)
    ]
    words = wording().checks
    for item, finding in zip(items, record.findings, strict=True):
        message, basis, *explained = next(item.all("LBody")).kids
        assert solid(message.text) == solid(finding.message)
        assert solid(basis.text) == solid(words.basis.format(basis=finding.basis))
        needs_one = finding.severity == "warning" and finding.is_open
        told = [(solid(one.text), [figure.alternative for figure in one.all("Figure")]) for one in explained]
        filled = [(f"说明：{finding.explanation}", [])] if finding.explanation else []
        assert told == ([("说明：", [BY_HAND])] if needs_one else filled)
    assert len(list(sheets["checks"].all("H2"))) == len(list(sheets["checks"].all("L"))) > 1


def test_a_change_is_one_row_however_long_and_the_head_is_told_once(record, sheets):
    head, table = sheets["changes"].all("Table")
    assert head.bounds
    assert table.bounds == ()
    head, *rows = table.all("TR")
    assert texts(head, "TH") == wording().changes.columns
    names = {cell.name: solid(cell.text) for cell in table.all("TH")}
    told = [{names[cell.heads[0]]: solid(cell.text) for cell in row.all("TD")} for row in rows]
    assert len(rows) == len(record.change_record)
    assert [row["位置"] for row in told] == [
        solid(entry.place + (f"原因：{entry.why}" if entry.why else "")) for entry in record.change_record
    ]
    assert texts(table, "TH")[7:] == ["—", *map(str, range(1, len(rows)))]


def test_a_character_that_no_font_has_is_heard_as_it_is(record):
    odd = "甲\U0010fffd乙"
    entries = [replace(entry, before=odd, by=odd) for entry in record.change_record[:2]]
    tagged = TaggedPdf(archive_copy(replace(record, change_record=tuple(entries)), ["review", "changes"]))
    (*_, foot, _, _), changes = (sheet.kids for sheet in tagged.tree.kids)
    assert (foot.text.split("：")[1], foot.heard) == ("甲〔U+10FFFD〕乙", f"填报人：{odd}")
    told = [(solid(cell.text), cell.spoken) for cell in changes[-1].all("TD") if cell.spoken]
    assert told == [("甲〔U+10FFFD〕乙", odd)] * 4


def test_the_foot_of_a_sheet_and_heads_once_more_are_passed_over(record):
    tagged = TaggedPdf(archive_copy(record, ["changes"]))
    repeated = "".join(wording().changes.columns)
    feet = [solid(text) for text in tagged.artifacts]
    assert len(feet) > 2
    foot = partial("修改记录{unit}2025年度摘要{digest}第{page}页，共{pages}页".format, unit=UNIT, pages=len(feet))
    digest = solid(short_digest(record.report))
    assert feet == [(repeated if page > 1 else "") + foot(digest=digest, page=page) for page in range(1, len(feet) + 1)]
