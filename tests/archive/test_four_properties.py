"""Each of the four properties is tested: break what it is about, and its statement no longer holds."""

import json
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from raw_pdf import loosened

from disclosure_desk.archive.excerpt import excerpt
from disclosure_desk.archive.four_properties import check_four_properties
from disclosure_desk.archive.package import payload
from disclosure_desk.archive.version import SEALED_ENDINGS, Version
from disclosure_desk.checks import Finding
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Change, Report, Value, new_report
from disclosure_desk.store.events.replay import approval_state
from disclosure_desk.store.store import Store
from disclosure_desk.writers import render_file

AT = "2026-01-20T17:30:00+08:00"
CELL = "requests.received.business"
Files = dict[str, bytes]


@pytest.fixture
def version(sealed_desk: Store, full_report: Report, names: dict[str, str]) -> Version:
    approvals = tuple(approval_state(sealed_desk.events(1)).approvals)
    return Version(full_report, 1, 1, AT, excerpt(sealed_desk.audit_trail(), 1), approvals=approvals, steps=names)


@pytest.fixture(scope="module")
def made(form: Form, full_places: Mapping[str, Value]) -> Files:
    """The files of a version of the full report, made once."""
    return payload(
        Version(new_report(form, "涿河区金牛山办事处", 2025, full_places), 1, 1, AT, b"{}", (privacy("确实要公布"),))
    )


def failing(version: Version, files: Files) -> dict[str, str]:
    return {point.point: point.seen for point in check_four_properties(version, files) if not point.holds}


def test_a_sound_version_has_all_four_properties(version: Version, made: Files) -> None:
    assert failing(version, made) == {}
    (finding,) = json.loads(made["checks.json"])["findings"]
    assert (finding["message"], finding["explanation"]) == ("像是手机号码", "确实要公布")


def privacy(explanation: str) -> Finding:
    return Finding("F-PRIVACY", "warning", "preface", ("preface",), "像是手机号码", "", explanation=explanation)


@pytest.mark.parametrize(
    ("change", "points"),
    [
        (
            lambda one: replace(one, trail=one.trail.replace(b'"by":"', b'"by":"x', 1)),
            {"修改记录首尾相接", "修改记录从头"},
        ),
        (lambda one: replace(one, trail=one.trail.splitlines()[0]), {"修改记录从头"}),
        (lambda one: replace(one, steps={**one.steps, "x": "法制审核"}), {"本机关的审核步骤"}),
        (lambda one: replace(one, approvals=one.approvals[:3]), {"本机关的审核步骤"}),
        (
            lambda one: replace(one, approvals=(one.approvals[0]._replace(digest="d"), *one.approvals[1:])),
            {"审核意见都是对这份内容", "本机关的审核步骤"},
        ),
        (lambda one: replace(one, findings=(privacy(""),)), {"核对没有", "没有个人隐私"}),
        (lambda one: replace(one, findings=(privacy("确实要公布"),)), set()),
    ],
)
def test_what_is_wrong_with_the_record_the_approvals_and_the_checks_is_seen(
    version: Version, made: Files, change: Callable[[Version], Version], points: set[str]
) -> None:
    found = failing(replace(change(version), endings=()), made)  # reading them back takes most of the time
    assert {point for point in points if any(one.startswith(point) for one in found)} == points
    assert len(found) == len(points)


def test_what_is_blank_is_seen_but_not_a_text_that_another_stands_for(version: Version, made: Files) -> None:
    version = replace(version, endings=())
    report = version.report
    report.apply([Change("overview.lead", report.texts["overview.lead"], "")])
    report.apply([Change("preface", report.texts["preface"], "")])  # the form lets it be left out
    assert "每一部分都有文字" not in failing(version, made)
    report.apply([Change("problems", report.texts["problems"], " "), Change(CELL, report.cells[CELL], None)])
    found = failing(version, made)
    assert found["每一部分都有文字"] == report.form.section("problems").name
    assert found["每一格都有数"] == "199 格有数，1 格空着"


def flipped(content: bytes) -> bytes:
    """A byte turned over in what the first page draws."""
    streams = re.finditer(rb"stream\r?\n(.*?)endstream", content, re.DOTALL)
    page = next(one for one in streams if b" Tf" in zlib.decompressobj().decompress(one[1]))
    middle = (page.start(1) + 2 * page.end(1)) // 3
    return content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]


def test_files_that_are_broken_are_seen_each_by_itself(version: Version, made: Files) -> None:
    harmed = {
        "report.pdf": flipped(made["report.pdf"]),
        "report.docx": made["report.docx"][:-99],
        "report.json": made["report.json"].replace("一是".encode(), "其一".encode(), 1),
        "report.html": b"",
        "archive-copy.pdf": loosened(made["archive-copy.pdf"]).replace(b"/FontFile", b"/FontFale"),
    }
    found = failing(version, {**made, **harmed})
    assert found.keys() == {
        *(f"data/report{ending} 读得回来，和报告相同" for ending in (".pdf", ".docx", ".json", ".html")),
        "文件齐全，没有空文件",
        "PDF 是 PDF/A，字体都在里面",
        "Word、Excel 里没有宏、嵌入的东西和外部链接",
    }
    assert found["文件齐全，没有空文件"] == "缺report.html"
    assert found["data/report.json 读得回来，和报告相同"].startswith("1 处不同，例如“五、")
    assert found["PDF 是 PDF/A，字体都在里面"].startswith("archive-copy.pdf 第 1、")


def test_files_that_do_something_are_seen(version: Version, made: Files) -> None:
    harmed = {
        "archive-copy.pdf": made["archive-copy.pdf"] + b"<< /OpenAction 3 0 R >>",
        "report.html": made["report.html"].replace(b"<article", b"<script>1</script><article"),
    }
    found = failing(version, {**made, **harmed})
    assert found == {"PDF 里没有程序、附件和自动动作": "archive-copy.pdf", "网页里没有程序，也不从别处取东西": "有"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("unit", "year", "figure", "told"),
    [("涿河区金牛山办事处", 2025, 7, ""), ("别处街道办事处", 2024, None, "标题")],
)
def test_files_of_another_report_are_seen_and_where_they_differ(  # noqa: PLR0913, PLR0917 - a row of the table
    version: Version, made: Files, form: Form, full_places: Mapping[str, Value], unit, year, figure, told
) -> None:
    changed = {} if figure is None else {CELL: figure}
    other = new_report(form, unit, year, {**full_places, **changed})
    found = failing(version, {**made, **{f"report{ending}": render_file(other, ending) for ending in SEALED_ENDINGS}})
    differs = f"1 处不同，例如{told or form.place_name(CELL)}"
    assert found == {f"data/report{ending} 读得回来，和报告相同": differs for ending in SEALED_ENDINGS}


@pytest.mark.slow
def test_what_no_reader_gets_back_is_sound_where_it_is_just_what_is_written(version: Version, made: Files) -> None:
    report = version.report
    confusing = "一、总体情况\n" * 3
    report.apply([Change("problems", report.texts["problems"], confusing)])
    written = {**made, **{f"report{ending}": render_file(report, ending) for ending in (".pdf", ".docx", ".json")}}
    found = failing(version, written)
    assert not any(f"data/report{ending} 读得回来，和报告相同" in found for ending in (".pdf", ".docx", ".json"))
    report.apply([Change("problems", confusing, "\ud800")])
    assert "data/report.json 读得回来，和报告相同" in failing(replace(version, approvals=()), written)
