"""Somebody within replaces a file of a package and makes every digest anew: what follows from the rest still tells."""

import json
import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest
from raw_pdf import loosened

from disclosure_desk.archive import derivation
from disclosure_desk.archive.approving import correct
from disclosure_desk.archive.archive_records import change_records
from disclosure_desk.archive.bag import make_bag
from disclosure_desk.archive.sealing import SealCandidate, seal
from disclosure_desk.archive.verification import VerificationResult, verify
from disclosure_desk.checks import CheckContext, check
from disclosure_desk.core.report import Change, Report
from disclosure_desk.store.events.approvals import SealedVersion
from disclosure_desk.store.paths import PACKAGES
from disclosure_desk.store.store import Store
from disclosure_desk.writers import WriteError, render_file
from disclosure_desk.writers.archive_copy import SHEETS, archive_copy
from disclosure_desk.writers.archive_record import ArchiveRecord, Signature
from disclosure_desk.writers.page_settings import PageSettings

pytestmark = pytest.mark.slow

Files = dict[str, bytes]
AT = datetime.fromisoformat("2099-01-21T09:00:00+08:00")
PHONE = "联系电话：13800138000。"


def files_of(path: Path) -> Files:
    with ZipFile(path) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def files(sealed_desk: Store, sealed: SealedVersion) -> Files:
    return files_of(sealed_desk.path.parent / PACKAGES / sealed.file)


@pytest.fixture
def verdict_on(files: Files, tmp_path: Path) -> Callable[[Files], VerificationResult]:
    """What is said of the package with some files replaced and all its digests made anew."""

    def verified(changed: Files) -> VerificationResult:
        (tmp_path / "forged.zip").write_bytes(bagged({**files, **changed}))
        return verify(tmp_path / "forged.zip")

    return verified


def bagged(files: Files) -> bytes:
    """A package of these files with all digests made anew."""
    inside = {name[5:]: content for name, content in files.items() if name.startswith("data/")}
    made = ("data/", "manifest-", "tagmanifest-", "bagit.txt", "bag-info.txt")
    tags = {name: content for name, content in files.items() if not name.startswith(made)}
    info = dict(line.split(": ", 1) for line in files["bag-info.txt"].decode().splitlines())
    del info["Payload-Oxum"]
    return make_bag("annual-report-2025", inside, tags, info)


def test_nothing_replaced_is_no_fault(verdict_on) -> None:
    result = verdict_on({})
    assert (result.faults, result.remarks) == ((), ())


def with_checks(**changed: object) -> Callable[[Files], Files]:
    def forge(files: Files) -> Files:
        document = {**json.loads(files["data/checks.json"]), **changed}
        return {"data/checks.json": f"{json.dumps(document, ensure_ascii=False, indent=2)}\n".encode()}

    return forge


def with_version(**changed: object) -> Callable[[Files], Files]:
    def forge(files: Files) -> Files:
        document = {**json.loads(files["data/version.json"]), **changed}
        return {"data/version.json": f"{json.dumps(document, ensure_ascii=False, indent=2)}\n".encode()}

    return forge


FINDING = {
    "rule": "F-PRIVACY",
    "severity": "warning",
    "section": "preface",
    "message": "像是手机号码",
    "basis": "",
    "explanation": "",
    "follows_from": "",
}


@pytest.mark.parametrize(
    ("forge", "named"),
    [
        (lambda one: {"verify.py": one["verify.py"] + b"# mine\n"}, "verify.py 和用报告"),
        (lambda one: {"README.txt": one["README.txt"] + b"mine\n"}, "README.txt 和用报告"),
        (lambda one: {"form/2021.toml": one["form/2021.toml"] + b"# mine\n"}, "form/2021.toml 和用报告"),
        (lambda one: {"data/places.json": one["data/places.json"] + b"\n"}, "data/places.json 和用报告"),
        (
            lambda one: {"data/report.html": one["data/report.html"].replace(b"</title>", b"!</title>")},
            "data/report.html",
        ),
        (lambda one: {"data/report.pdf": one["data/report.pdf"] + b"\n"}, "data/report.pdf 和用报告"),
        (lambda one: {"data/report.ofd": one["data/report.ofd"][:-1] + b"x"}, "data/report.ofd 和用报告"),
        (with_checks(verdict="还有 9 处必须改"), "data/checks.json 的结论和它列出的核对结果不符"),
        (with_checks(findings=[FINDING]), "data/checks.json 的结论和它列出的核对结果不符"),
        (with_checks(findings=[{**FINDING, "explanation": "另写的"}]), "data/checks.json 里有报告里没有的说明"),
        (with_checks(more="x"), "data/checks.json 和用报告"),
        (with_version(steps={"office_review": "办公室复核"}), "data/version.json 里的审核步骤和修改记录里的设置不符"),
        (with_version(term="10年"), "data/version.json 里的保管期限和修改记录里的设置不符"),
        (with_version(page={"page.tint": "no"}), "data/version.json 里的页面设置和修改记录里的设置不符"),
        (with_version(more="x"), "data/version.json 和用报告"),
        (
            lambda one: {"data/appraisal.json": one["data/appraisal.json"].replace("审核人：甲".encode(), b"x")},
            "data/appraisal.json 和用报告",
        ),
        (lambda one: {"bag-info.txt": one["bag-info.txt"] + b"Contact-Name: x\n"}, "bag-info.txt 和用报告"),
        (lambda one: {"data/report-2.pdf": one["data/report.pdf"]}, "data/report-2.pdf 不是定稿时做的文件"),
        (lambda _: {"note.txt": b"x"}, "note.txt 不是定稿时做的文件，是后来加进去的"),
    ],
)
def test_a_file_that_follows_from_the_rest_is_named_when_replaced(files: Files, verdict_on, forge, named: str) -> None:
    result = verdict_on(forge(files))
    assert any(fault.startswith(named) for fault in result.faults), result
    assert result.verdict.endswith("不可信")


def test_another_name_on_the_review_sheet_is_named(
    sealed_desk: Store, full_report: Report, files: Files, verdict_on, names: dict[str, str]
) -> None:
    """The same sheets, only that 戊 signed: the chain says who it was."""
    events = sealed_desk.events(1)[:-1]
    told = json.loads(files["data/version.json"])["approvals"]
    given = tuple(Signature(names[one["step"]], one["name"], one["opinion"], one["at"]) for one in told)
    record = ArchiveRecord(full_report, (), change_records(full_report.form, events), given, (), "永久")
    assert archive_copy(record, SHEETS, PageSettings()) == files["data/archive-copy.pdf"]
    other = archive_copy(replace(record, signatures=(replace(given[0], name="戊"), *given[1:])), SHEETS, PageSettings())
    assert any(
        "data/archive-copy.pdf 和用报告" in fault for fault in verdict_on({"data/archive-copy.pdf": other}).faults
    )
    version = json.loads(files["data/version.json"])
    version["approvals"][0]["name"] = "戊"
    changed = {"data/version.json": json.dumps(version, ensure_ascii=False).encode(), "data/archive-copy.pdf": other}
    assert any("戊 的审核意见" in fault for fault in verdict_on(changed).faults)


def test_somebody_who_signs_for_another_and_a_seal_before_its_record_are_named(
    sealed_desk: Store, full_report: Report, approve, names: dict[str, str]
) -> None:
    correct(sealed_desk, 1, "文字写错了")
    sealed_desk.put_settings({"workflow.office_review": "戊"})
    approve(sealed_desk, full_report)  # by 甲乙丙丁, as a forger writes it who makes the chain anew
    early = datetime.fromisoformat("2026-01-20T17:30:00+08:00")
    seal(sealed_desk, 1, SealCandidate(full_report, (), PageSettings()), names, early)
    result = verify(sealed_desk.path.parent / PACKAGES / "1-2025-v2.zip")
    assert result.faults == ("修改记录里 乙 审核了没有交给他的一步",)
    assert "定稿的时间比修改记录里的还早" in result.remarks[0]


def test_another_program_and_other_fonts_are_told_and_are_no_fault(files: Files, verdict_on) -> None:
    """Neither can be made anew here; that nothing was compared is said."""
    version = files["data/version.json"].replace(b'"program": "disclosure-desk ', b'"program": "disclosure-desk 9')
    result = verdict_on({"data/version.json": version})
    assert (result.faults, len(result.remarks)) == ((), 1)
    assert "另一版程序" in result.remarks[0]
    assert result.verdict.startswith("摘要和修改记录前后一致，文件没有重新做出来比对；")
    assert result.verdict.endswith("；有 1 处请留意")
    copy = files["data/archive-copy.pdf"]
    pdf = re.sub(rb"(/BaseFont\s*/[^\s/]+)[^\s/]", rb"\1X", loosened(copy))
    size = "archive-copy.pdf {} 字节".format
    told = files["data/appraisal.json"].replace(size(len(copy)).encode(), size(len(pdf)).encode())
    result = verdict_on({"data/archive-copy.pdf": pdf, "data/appraisal.json": told})
    assert result.faults == ()
    assert result.remarks == ("data/archive-copy.pdf 用的字体和这台电脑上的不同，没有逐字节核对",)


def test_an_ofd_in_other_fonts_is_told_and_is_no_fault(files: Files, verdict_on) -> None:
    there = BytesIO()
    with ZipFile(BytesIO(files["data/report.ofd"])) as archive, ZipFile(there, "w") as other:
        for name in archive.namelist():
            other.writestr(name, archive.read(name).replace(b'FontName="', b'FontName="X'))
    before, after = (f"report.ofd {len(one)} 字节".encode() for one in (files["data/report.ofd"], there.getvalue()))
    told = files["data/appraisal.json"].replace(before, after)
    result = verdict_on({"data/report.ofd": there.getvalue(), "data/appraisal.json": told})
    assert result.faults == ()
    assert result.remarks == ("data/report.ofd 用的字体和这台电脑上的不同，没有逐字节核对",)


def test_a_package_of_an_earlier_version_is_whole_without_an_ofd(files: Files, tmp_path: Path) -> None:
    version = re.sub(
        rb'"program": "disclosure-desk [^"]*"', b'"program": "disclosure-desk 0.2.0"', files["data/version.json"]
    )
    earlier = {**files, "data/version.json": version}
    del earlier["data/report.ofd"]
    (tmp_path / "earlier.zip").write_bytes(bagged(earlier))
    result = verify(tmp_path / "earlier.zip")
    assert result.faults == ()
    assert "另一版程序" in result.remarks[0]


def test_a_package_of_this_version_is_not_whole_without_an_ofd(files: Files, tmp_path: Path) -> None:
    (tmp_path / "less.zip").write_bytes(bagged({name: one for name, one in files.items() if name != "data/report.ofd"}))
    assert any("data/report.ofd" in fault for fault in verify(tmp_path / "less.zip").faults)


def test_what_another_computer_compresses_in_another_way_is_the_same(
    files: Files, verdict_on, full_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    compress = zlib.compress
    monkeypatch.setattr("disclosure_desk.writers.pdf.objects.zlib.compress", lambda one, _level: compress(one, 1))
    changed = {"data/report.pdf": render_file(full_report, ".pdf", PageSettings())}
    monkeypatch.undo()
    for name in ("data/report.docx", "data/report.xlsx", "data/report.ofd"):
        packed = BytesIO()
        with ZipFile(BytesIO(files[name])) as old, ZipFile(packed, "w") as new:
            for one in old.namelist():
                new.writestr(ZipInfo(one), old.read(one))
        changed[name] = packed.getvalue()
    assert all(content != files[name] for name, content in changed.items())
    assert [fault.partition(" ")[0] for fault in verdict_on(changed).faults] == ["data/appraisal.json"]  # has the sizes
    result = verdict_on(with_sizes(files, changed))
    assert (result.faults, result.remarks) == ((), ())


def with_sizes(files: Files, changed: Files) -> Files:
    """The changed files, and their sizes in the record of the four properties."""
    content = files["data/appraisal.json"].decode()
    for name, one in changed.items():
        content = re.sub(rf"({name.partition('/')[2]}) \d+ 字节", rf"\1 {len(one)} 字节", content)
    return {**changed, "data/appraisal.json": content.encode()}


def test_what_other_libraries_write_is_told_and_is_no_fault(files: Files, verdict_on) -> None:
    changed = {
        "data/report.pdf": files["data/report.pdf"] + b"\n",
        "data/version.json": files["data/version.json"].replace(b'"reportlab": "', b'"reportlab": "0.'),
    }
    result = verdict_on(with_sizes(files, changed))
    assert (result.faults, result.remarks) == ((), ("data/report.pdf 是用另一版程序库做的，没有逐字节核对",))
    other = {"data/report.html": files["data/report.html"] + b"\n"}  # which no library writes
    faults = verdict_on(with_sizes(files, {**changed, **other})).faults
    assert [fault.partition(" ")[0] for fault in faults] == ["data/report.html"]
    version = re.sub(rb'  "libraries": \{[^}]*\},\n', b"", files["data/version.json"])  # as it was before
    assert verdict_on(with_sizes(files, {"data/version.json": version})).faults == ()


def test_what_cannot_be_printed_here_is_told(verdict_on, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise WriteError("缺字体。")

    monkeypatch.setattr(derivation, "payload", refuse)
    assert verdict_on({}).remarks == ("有的文件在这台电脑上做不出来，没有核对：缺字体",)


@pytest.fixture
def second(sealed_desk: Store, full_report: Report, approve) -> Callable[[str], tuple[Report, Path]]:
    """Begin a correction that tells a mobile number, which has to be explained; the explanation may be blank."""

    def corrected(explanation: str) -> tuple[Report, Path]:
        correct(sealed_desk, 1, "电话写错了")
        changes = [Change("preface", full_report.texts["preface"], full_report.texts["preface"] + PHONE)]
        full_report.apply(changes)
        (open_one,) = [one for one in check(full_report, CheckContext()) if one.severity == "warning"]
        if explanation:
            changes.append(Change(open_one.key, "", explanation))
            full_report.apply(changes[1:])
        sealed_desk.apply(1, changes, "edit")
        approve(sealed_desk, full_report)
        return full_report, sealed_desk.path.parent / PACKAGES / "1-2025-v2.zip"

    return corrected


def test_a_corrected_and_explained_report_follows_from_its_record(
    sealed_desk: Store, second, candidate: Callable[[Store, Report], SealCandidate], names: dict[str, str]
) -> None:
    report, path = second("确实要公布手机号码")
    seal(sealed_desk, 1, candidate(sealed_desk, report), names, AT)
    result = verify(path)
    assert (result.faults, result.remarks) == ((), ())
    files = files_of(path)
    assert "确实要公布" in files["data/checks.json"].decode()
    for name in ("data/difference.json", "data/difference.txt"):
        changed = {**files, name: files[name].replace(b"13800138000", b"13800138001")}
        path.with_name("forged.zip").write_bytes(bagged(changed))
        assert any(fault.startswith(f"{name} 和用报告") for fault in verify(path.with_name("forged.zip")).faults)


def test_a_finding_that_was_left_out_is_named(sealed_desk: Store, second, names: dict[str, str]) -> None:
    report, path = second("")
    seal(sealed_desk, 1, SealCandidate(report, (), PageSettings()), names, AT)
    assert any(fault.startswith("data/checks.json 里少了一处核对结果：") for fault in verify(path).faults)


def test_what_last_years_report_may_have_answered_is_not_asked_for(
    sealed_desk: Store, full_report: Report, approve, names: dict[str, str]
) -> None:
    """Notices of fees may stand in last year's text, which no package has: whether they had to be is left open."""
    correct(sealed_desk, 1, "文字写错了")
    text, unpaid = full_report.texts["other_matters"], "requests.outcome.other.fee_unpaid.total"
    changes = [
        Change("other_matters", text, "本年度没有收取信息处理费。"),
        Change(unpaid, full_report.cells[unpaid], 1),
    ]
    full_report.apply(changes)
    assert "T3-FEE-UNPAID" in {one.rule for one in check(full_report, CheckContext())}
    sealed_desk.apply(1, changes, "edit")
    approve(sealed_desk, full_report)
    seal(sealed_desk, 1, SealCandidate(full_report, (), PageSettings()), names, AT)
    result = verify(sealed_desk.path.parent / PACKAGES / "1-2025-v2.zip")
    assert not [fault for fault in result.faults if "没有写发出过收费通知" in fault]
