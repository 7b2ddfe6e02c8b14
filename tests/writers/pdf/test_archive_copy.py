"""The archive copy, read back sheet by sheet."""

import hashlib
import json
import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pypdf
import pypdfium2
import pytest

from disclosure_desk.checks import check, rules_of
from disclosure_desk.checks.finding import Finding, Verdict
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import new_report
from disclosure_desk.writers import WriteError, render_file
from disclosure_desk.writers.archive_copy import SHEETS, archive_copy, chosen_sheets, sheet_names
from disclosure_desk.writers.archive_record import ArchiveRecord, ChangeRecordEntry, Signature, digest, short_digest
from disclosure_desk.writers.archive_words import wording
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.archive.blocks import TypeStyle, lines_of
from disclosure_desk.writers.pdf.archive.change_record import excerpts
from disclosure_desk.writers.pdf.archive.review import review
from disclosure_desk.writers.pdf.archive.sheet_context import SheetContext
from disclosure_desk.writers.pdf.flow import render
from disclosure_desk.writers.pdf.font.chains import BUNDLED
from disclosure_desk.writers.pdf.page import MM, PageGeometry

UNIT = "涿河区金牛山办事处"
LONG = "新疆维吾尔自治区伊犁哈萨克自治州霍尔果斯经济开发区兵团分区卡拉苏街道办事处"
SINGLE = PageSettings(double_sided=False)
_FOOT = re.compile(rf"核对报告{UNIT}2025年度摘要[0-9a-f]{{16}}第\d+页，共\d+页")


BEGUN = ChangeRecordEntry("2026-01-07T08:30:12.345+08:00", "新建", "整份报告", "", f"{UNIT}2025年年度报告")


def _records(changes):
    """The beginning of a report and so many changes."""
    days = [f"2026-01-{8 + number % 20:02d}T09:{number % 60:02d}:12.345+08:00" for number in range(changes)]
    return (BEGUN, *(ChangeRecordEntry(day, "填写", "表二", "", f"{7000 + number}") for number, day in enumerate(days)))


@pytest.fixture
def record(full_report):
    return ArchiveRecord(full_report, (), _records(3))


@pytest.fixture
def faulty(form):
    """A report with findings of two severities."""
    report = new_report(form, UNIT, 2025, dict.fromkeys(form.cells, 7))
    return ArchiveRecord(report, check(report))


@pytest.fixture
def sheet(solid):
    """The text of one sheet without blanks."""
    return lambda record, name, settings=None: solid(archive_copy(record, [name], settings))


def _bookmarks(pdf):
    def walk(items, level):
        for item in items:
            if isinstance(item, list):
                yield from walk(item, level + 1)
            else:
                yield level, item.title, reader.get_destination_page_number(item)

    reader = pypdf.PdfReader(BytesIO(pdf))
    return list(walk(reader.outline, 0))


def _pictures(pdf):
    document = pypdfium2.PdfDocument(pdf)
    yield from (bytes(page.render(scale=0.5).buffer) for page in document)
    document.close()


def test_digest_is_that_of_the_json_export(full_report):
    exported = render_file(full_report, ".json")
    assert json.loads(exported)["unit"] == UNIT
    assert digest(full_report) == hashlib.sha256(exported).hexdigest()
    assert short_digest(full_report).replace(" ", "") == digest(full_report)[:16]
    assert [len(group) for group in short_digest(full_report).split(" ")] == [4, 4, 4, 4]


def test_cover_is_left_out_where_the_office_wants_none():
    assert chosen_sheets(PageSettings()) == SHEETS
    assert chosen_sheets(PageSettings(cover=False)) == SHEETS[1:]


def test_sheets_come_in_their_order_whatever_the_order_of_asking(record):
    assert archive_copy(record, SHEETS[::-1]) == archive_copy(record, SHEETS)
    assert [title for level, title, _ in _bookmarks(archive_copy(record, SHEETS)) if level == 0] == [
        "封面",
        "报告",
        "审核流转单",
        "核对报告",
        "修改记录",
    ]
    assert [sheet_names()[sheet] for sheet in SHEETS] == ["封面", "报告", "审核流转单", "核对报告", "修改记录"]


def test_sections_lie_beneath_the_report_among_the_bookmarks(record, form):
    marks = _bookmarks(archive_copy(record, SHEETS))
    sections = [section.heading for section in form.sections if section.heading]
    assert [title for level, title, _ in marks if level == 1] == sections
    places = [title for _, title, _ in marks]
    assert places.index("报告") < places.index(sections[0]) < places.index(sections[-1]) < places.index("审核流转单")


@pytest.mark.parametrize("findings", [0, 1, 8, 16])
def test_double_sided_every_sheet_begins_on_a_leaf_of_its_own(faulty, pages, findings):
    copy = archive_copy(ArchiveRecord(faulty.report, faulty.findings[:findings]), SHEETS)
    starts = [page for level, _, page in _bookmarks(copy) if level == 0]
    assert [page % 2 for page in starts] == [0] * 5
    text = pages(copy)
    assert all(text[start].strip() for start in starts)
    assert text[1] == ""


def test_single_sided_no_page_is_empty(faulty, pages):
    assert all(page.strip() for page in pages(archive_copy(faulty, SHEETS, SINGLE)))


@pytest.mark.parametrize("settings", [PageSettings(), SINGLE, PageSettings(signed=True, tint=False)])
def test_report_in_the_copy_looks_as_it_is_published(full_report, settings):
    published = list(_pictures(render(full_report, settings)))
    start = 2 if settings.double_sided else 1
    record = ArchiveRecord(full_report, ())
    assert list(_pictures(archive_copy(record, ["report"], settings))) == published
    whole = list(_pictures(archive_copy(record, SHEETS, settings)))
    assert whole[start : start + len(published)] == published


def test_published_pages_have_no_digest(record, pages):
    text = "".join(pages(archive_copy(record, ["report"])))
    assert short_digest(record.report) not in text
    assert "摘要" not in text


@pytest.mark.parametrize("name", ["cover", "review", "checks", "changes"])
def test_digest_unit_and_year_stand_on_every_other_sheet(record, sheet, name):
    text = sheet(record, name)
    assert short_digest(record.report).replace(" ", "") in text
    assert UNIT in text
    assert "2025" in text


@pytest.mark.parametrize("name", ["review", "checks", "changes"])
def test_foot_tells_sheet_and_page(record, pages, name):
    *_, foot = pages(archive_copy(record, [name], SINGLE))[0].splitlines()
    named = {"review": "审核流转单", "checks": "核对报告", "changes": "修改记录"}[name]
    words = f"{named}{UNIT}2025年度摘要{short_digest(record.report)}第1页，共1页"
    assert "".join(foot.split()) == words.replace(" ", "")


def test_cover_has_title_labels_and_how_many_pages_the_report_has(record, pages, sheet):
    published = len(pages(render(record.report)))
    text = sheet(record, "cover")
    assert text.startswith(f"{UNIT}2025年政府信息公开工作年度报告")
    for label in ("立档单位", "保管期限", "档号", "件号", f"报告页数{published}页", "SHA-256"):
        assert label in text
    assert not re.search(r"— \d+ —|第 1 页", pages(archive_copy(record, ["cover"]))[0])


def test_what_is_kept_on_paper_of_a_sealed_version_stands_on_cover_and_review_sheet(record, pages, sheet):
    line = f"某某报告，第 1 版，2026-01-20 定稿，SHA-256 {'0123 ' * 15}abcd，SM3 {'4567 ' * 15}ef01"
    sealed = replace(record, register=line)
    for name in ("cover", "review"):
        assert f"封存登记：{line}。".replace(" ", "") in sheet(sealed, name).replace(" ", "")
        assert len(pages(archive_copy(sealed, [name], SINGLE))) == 1
    assert "封存登记：整个档案包的SHA-256和SM3定稿时给出" in sheet(record, "cover").replace(" ", "")


@pytest.mark.parametrize("unit", ["", UNIT, LONG, "长" * 60], ids=len)
def test_cover_and_review_sheet_are_one_page_each(form, unit, pages):
    record = ArchiveRecord(new_report(form, unit, 2025), ())
    assert len(pages(archive_copy(record, ["cover"]))) == 1
    assert len(pages(archive_copy(record, ["review"]))) == 1


def test_very_long_names_are_set_small_enough_for_one_cover(form, pages):
    assert len(pages(archive_copy(ArchiveRecord(new_report(form, "长" * 90, 2025), ()), ["cover"]))) == 1


def test_title_of_any_length_is_set(form, sheet):
    assert sheet(ArchiveRecord(new_report(form, "长" * 300, 2025), ()), "cover").count("长") == 600


def test_report_without_unit_says_so(blank_report, sheet):
    blank_report.unit = " "
    assert "（未写单位名称）" in sheet(ArchiveRecord(blank_report, ()), "review")


def test_unit_too_long_for_the_foot_is_cut(form, pages):
    text = pages(archive_copy(ArchiveRecord(new_report(form, LONG, 2025), ()), ["review"]))[0]
    *_, foot = text.splitlines()
    assert "新疆维吾尔自治区" in foot
    assert "…2025年度" in foot.replace(" ", "")
    assert foot.replace(" ", "").endswith("第1页，共1页")


def test_review_sheet_says_who_approved_when_and_why_themselves(record, sheet):
    given = (
        Signature("部门初核", "王某", "数据已核对", "2026-01-18T09:00:00+08:00"),
        Signature("分管领导终审", "李某", "同意", "2026-01-20T09:00:00+08:00", "只有两人"),
    )
    text = sheet(replace(record, signatures=given), "review")
    for words in ("数据已核对", "王某", "2026年1月18日", "同意", "填报人自己审核，原因：只有两人", "2026年1月20日"):
        assert words in text
    assert text.count("年月日") == 2


def test_review_sheet_says_which_step_the_office_does_without(record, sheet):
    text = sheet(replace(record, waived=("保密审查",)), "review")
    assert "保密审查按本机关设置不需要" in text
    assert text.count("年月日") == 3


def test_review_sheet_has_a_row_for_each_stage_and_room_for_a_seal(record, sheet):
    text = sheet(record, "review")
    for words in (
        "意见签名（盖章）日期",
        "部门初核",
        "办公室复核",
        "分管领导终审",
        "保密审查",
        "填报人：",
        "联系电话：",
    ):
        assert words in text
    blocks = review(SheetContext.of(record, BUNDLED, PageGeometry().measure), PageGeometry().depth)
    stages = [block.depth for block in blocks if block.head]
    assert len(stages) == 4
    assert min(stages) >= 42 * MM
    assert sum(block.depth for block in blocks) + blocks[-3].head.depth == pytest.approx(PageGeometry().depth)


def test_check_report_tells_verdict_counts_and_every_finding_with_its_basis(faulty, sheet):
    text = sheet(faulty, "checks", SINGLE)
    verdict = Verdict.over(faulty.findings)
    assert verdict.errors > 20 < len(faulty.findings)
    assert f"核对结论：{verdict.sentence}。".replace(" ", "") in text
    assert f"必须改{verdict.errors}处，要说明{verdict.warnings}处，提示{verdict.hints}处，已说明0处。" in text
    text = _FOOT.sub("", text)
    place = 0
    for number, finding in enumerate(faulty.findings, 1):
        words = f"{number}.{finding.label}{finding.message}依据：{finding.basis}"
        found = text.find("".join(words.split()), place)
        assert found >= place, words
        place = found


def test_findings_stand_under_their_sections(faulty, form, sheet):
    text = sheet(faulty, "checks")
    for section in form.sections:
        wanted = any(finding.section == section.id for finding in faulty.findings)
        assert (section.name in text.partition(f"共{len(rules_of(form))}条")[2]) == wanted


def test_what_has_to_be_explained_has_room_to_write(faulty, sheet):
    warnings = Verdict.over(faulty.findings).warnings
    assert warnings > 0
    assert sheet(faulty, "checks").count("说明：") == warnings


def test_what_was_explained_is_printed_with_its_explanation(faulty, sheet):
    warning = next(finding for finding in faulty.findings if finding.severity == "warning")
    others = [one for one in faulty.findings if one is not warning]
    explained = warning._replace(explanation="经逐件核对，数字属实。")
    follower = others[0]._replace(severity="warning", follows_from=warning.key)
    text = sheet(replace(faulty, findings=(explained, follower)), "checks")

    assert "1.已说明" in text
    assert "说明：经逐件核对，数字属实。" in text
    assert "2.随之而来" in text
    assert text.count("说明：") == 1


def test_a_finding_about_the_whole_report_stands_under_its_name(faulty, sheet):
    text = sheet(replace(faulty, findings=(faulty.findings[0]._replace(section=""),)), "checks")

    assert "整份报告1." in text


def test_finding_stands_whole_on_one_page(faulty, pages):
    text = pages(archive_copy(faulty, ["checks"], SINGLE))
    assert len(text) > 3
    for page in text:
        lines = page.splitlines()
        assert not lines[0].startswith("依据")
        assert sum(bool(re.match(r"\d+\. ?(必须改|要说明)", line)) for line in lines) == page.count("依据：")


def test_finding_longer_than_a_page_is_cut_not_lost(blank_report, form, sheet):
    finding = Finding("long", "hint", form.sections[0].id, (), "很长的一句话，" * 400, "依据")
    assert _FOOT.sub("", sheet(ArchiveRecord(blank_report, (finding,)), "checks")).count("很长的一句话，") == 400


def test_check_report_without_findings_says_so(record, form, sheet):
    text = sheet(record, "checks")
    assert "核对结论：可以定稿。" in text
    assert "没有发现" in text
    assert form.basis in text
    assert f"共{len(rules_of(form))}条" in text


def test_change_record_tells_beginning_count_and_last(record, sheet):
    text = sheet(record, "changes")
    assert "这份报告2026-01-0708:30新建，此后共改动3次，最后一次在2026-01-1009:02。" in text
    assert "—2026-01-0708:30新建整份报告（空）" in text
    assert "12026-01-0809:00填写表二（空）7000" in text
    assert "32026-01-1009:02填写表二（空）7002" in text


def test_change_record_tells_who_did_what_and_why_and_counts_only_changes(full_report, sheet):
    at, address = "2026-01-19T10:00:00+08:00", "https://www.zhuohe.example.cn/xxgk/2026/annual-report/1234567890.html"
    returned = ChangeRecordEntry(at, "退回", "部门初核（王某）", "", "", "王某", "表三\n合不拢", is_act=True)
    published = ChangeRecordEntry(at, "公布登记", "整份报告", "", address, "李某", is_act=True)
    changed = ChangeRecordEntry(at, "填写", "表二", "1", "2", "李某")
    text = sheet(ArchiveRecord(full_report, (), (BEGUN, returned, changed, published)), "changes")
    assert "此后共改动1次" in text
    assert "王某退回部门初核（王某）原因：表三合不拢22026" in text
    assert "李某填写表二12" in text
    assert f"李某公布登记整份报告{address}" in text


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((), "填报人：填报日期：联系"),
        (("",), "填报人：填报日期：联系"),
        (("李某", "李某"), "填报人：李某填报日期：2026年1月8日联系"),
        (("李某", "阿卜杜热西提·买买提明江"), "填报人：李某、阿卜杜热西提·买买提明江填报日期：2026年1月8日"),
        (("名" * 40,), f"填报人：{'名' * 40}填报日期：2026年1月7日"),
        (("李某", "王某", "赵某"), "填报人：李某等3人填报日期：2026年1月9日"),
    ],
)
def test_review_sheet_says_who_filled_the_report_and_when_last(full_report, sheet, names, words):
    records = tuple(replace(entry, by=name) for entry, name in zip(_records(2), names, strict=False))
    seen = replace(BEGUN, at="2026-01-20T10:00:00+08:00", by="赵某", is_act=True)
    assert words in sheet(ArchiveRecord(full_report, (), (*records, seen)), "review")


def test_a_long_opinion_takes_its_room_from_the_others(record, pages):
    said = Signature("部门初核", "王某", "数据已经逐项核对过。\n" * 12, "2026-01-18T09:00:00+08:00", "只有两人")
    (text,) = pages(archive_copy(replace(record, signatures=(said,)), ["review"]))
    assert "U+" not in text


@pytest.mark.parametrize("word", ["gov.example/1", "https://gov.example/1", "1-2025-v1.zip" * 9])
def test_a_word_wider_than_its_box_is_broken(word):
    kind = TypeStyle(BUNDLED.table, 9.0, 12.5)
    for measure in (20.0, 70.0, 400.0):
        assert all(line.width <= measure for line in lines_of(word, kind, measure))


def test_an_opinion_too_long_for_a_page_stands_there_whole(record, sheet):
    said = Signature("部门初核", "王某", "赞" * 4000, "2026-01-18T09:00:00+08:00")
    assert sheet(replace(record, signatures=(said,)), "review").count("赞") == 4000
    entry = ChangeRecordEntry("2026-01-19T10:00:00+08:00", "同意", "部门初核（王某）", "", "赞" * 1800, is_act=True)
    assert sheet(replace(record, change_record=(BEGUN, entry)), "changes").count("赞") == 1800


def test_report_that_never_changed_says_so_under_its_beginning(full_report, sheet):
    text = sheet(ArchiveRecord(full_report, (), _records(0)), "changes")
    assert "这份报告2026-01-0708:30新建，此后没有改动过。" in text
    assert "—2026-01-0708:30新建" in text


def test_change_record_without_records_says_why(full_report, sheet):
    text = sheet(ArchiveRecord(full_report, ()), "changes")
    assert "不是从本机的报告库里打印的" in text
    assert "序号" not in text


def test_every_one_of_many_records_stands_once_under_the_heads(full_report, pages):
    text = pages(archive_copy(ArchiveRecord(full_report, (), _records(1000)), ["changes"], SINGLE))
    numbers = [int(value) for page in text for value in re.findall(r"（空） ?(7\d{3}|8000)$", page, re.MULTILINE)]
    assert numbers == list(range(7000, 8000))
    assert len(text) > 20
    assert all("改为" in page for page in text)
    assert all(f"共 {len(text)} 页" in page or f"共{len(text)}页" in page for page in text)


SENTENCE = "本年度共办理申请十二件，按时答复率百分之百，群众满意。"


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("", "12", ("", "12")),
        ("甲\n乙", "甲", ("甲 乙", "甲")),
        (SENTENCE[:20], "", (SENTENCE[:20], "")),
        ("", SENTENCE, ("", "本年度共办理申请十二件，按时答复率百分之…")),
        (
            SENTENCE,
            SENTENCE[:24] + "不满。",
            ("…请十二件，按时答复率百分之百，群众满意。", "…请十二件，按时答复率百分之百，群众不满。"),
        ),
        (
            SENTENCE * 2,
            f"{SENTENCE}改{SENTENCE}",
            ("…众满意。本年度共办理申请十二件，按时答复…", "…众满意。改本年度共办理申请十二件，按时答…"),
        ),
    ],
)
def test_long_texts_are_cut_to_where_they_differ(before, after, shown):
    assert excerpts(before, after) == shown


def test_character_that_once_stood_there_is_printed_as_its_code(full_report, sheet):
    gone = ChangeRecordEntry("2026-01-08T09:00:00+08:00", "填写", "“总述”", "字\U0010fffd\u200b", "字")
    assert "字〔U+10FFFD〕" in sheet(ArchiveRecord(full_report, (), (BEGUN, gone)), "changes")


@pytest.mark.parametrize("name", SHEETS)
def test_character_missing_in_the_unit_is_named_on_every_sheet(form, name):
    with pytest.raises(WriteError, match=r"标题里有.*U\+10FFFD"):
        archive_copy(ArchiveRecord(new_report(form, "\U0010fffd街道", 2025), ()), [name])


def test_character_missing_in_a_finding_is_named(full_report, form):
    finding = Finding("x", "hint", form.sections[0].id, (), "字\U0010fffd", "依据")
    with pytest.raises(WriteError, match="核对报告里有"):
        archive_copy(ArchiveRecord(full_report, (finding,)), ["checks"])


def test_broken_installation_is_reported(record, monkeypatch, tmp_path):
    monkeypatch.setattr("disclosure_desk.writers.archive_words.resource", lambda *_parts: tmp_path / "gone.toml")
    wording.cache_clear()
    with pytest.raises(WriteError, match="请重新安装程序"):
        archive_copy(record, ["cover"])
    wording.cache_clear()


@pytest.mark.parametrize("sheets", [[], ["cover", "poster"]])
def test_sheets_that_are_none_are_refused(record, sheets):
    with pytest.raises(ValueError, match="no such sheets"):
        archive_copy(record, sheets)


def test_same_dossier_gives_the_same_bytes(faulty):
    again = ArchiveRecord(new_report(load_form("2021"), UNIT, 2025, dict(faulty.report.cells)), faulty.findings)
    assert archive_copy(faulty, SHEETS) == archive_copy(again, SHEETS)


def test_title_of_the_document_says_that_it_is_an_archive_copy(record):
    about = pypdf.PdfReader(BytesIO(archive_copy(record, SHEETS))).metadata
    assert about.title == f"{record.report.title}（纸质存档）"


def test_sheets_follow_each_other_without_overlap(faulty):
    starts = [page for level, _, page in _bookmarks(archive_copy(faulty, SHEETS, SINGLE)) if level == 0]
    assert all(one < other for one, other in pairwise(starts))


def test_a_title_too_long_for_any_size_stands_whole_on_the_cover(form, solid):
    report = new_report(form, "长" * 400, 2025)
    assert solid(archive_copy(ArchiveRecord(report, ()), ("cover",))).count("长") >= 400
