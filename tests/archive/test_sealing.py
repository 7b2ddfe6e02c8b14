"""定稿: what keeps a report from being sealed, what a seal is, and how a correction becomes a new version."""

import hashlib
import json
import stat
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from disclosure_desk.archive.approving import correct, file_paper, publish, submit
from disclosure_desk.archive.bag import whole_digests
from disclosure_desk.archive.difference import differences
from disclosure_desk.archive.sealed_packages import sealed_content, sealed_report, sizes_in
from disclosure_desk.archive.sealing import SealCandidate, keep, keep_term, prepare, refusal, register_line, seal
from disclosure_desk.archive.version import SEALED_ENDINGS
from disclosure_desk.checks import CheckContext, check
from disclosure_desk.core.form import Form
from disclosure_desk.core.pdfium import pypdfium2
from disclosure_desk.core.report import Change, Report
from disclosure_desk.core.resources import resources_folder
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.approvals import Delivery, SealedVersion
from disclosure_desk.store.events.replay import approval_state
from disclosure_desk.store.paths import PACKAGES
from disclosure_desk.store.store import Store
from disclosure_desk.writers.archive_record import digest

Made = Callable[[Store, Report], SealCandidate]
CELL, TEXT = "requests.received.business", "problems"
LATER = datetime.fromisoformat("2026-02-03T09:00:00+08:00")


def opened(desk: Store, sealing: SealedVersion) -> dict[str, bytes]:
    """The files of a package by their paths in its folder."""
    with ZipFile(BytesIO(sealed_content(desk.path.parent, sealing))) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def test_a_sealed_version_holds_everything(
    sealed_desk: Store, sealed: SealedVersion, full_report: Report, form: Form
) -> None:
    files = opened(sealed_desk, sealed)
    payload = {path.removeprefix("data/") for path in files if path.startswith("data/")}
    assert payload == {
        *(f"report{ending}" for ending in SEALED_ENDINGS),
        *("archive-copy.pdf", "checks.json", "version.json", "places.json", "trail.jsonl", "appraisal.json"),
    }
    assert {
        "README.txt",
        "verify.py",
        "schemas/report.schema.json",
        "form/2021.toml",
        "form/secrecy.toml",
    } <= files.keys()
    content = sealed_content(sealed_desk.path.parent, sealed)
    sizes = {ending: len(files[f"data/report{ending}"]) for ending in SEALED_ENDINGS}
    assert sizes_in(content) == {".zip": len(content), **sizes}
    with pytest.raises(StoreError, match="不是完整的 zip"):
        sizes_in(b"")
    rules = [*(resources_folder() / "forms").glob("*.toml"), *(resources_folder() / "dictionaries").glob("*.toml")]
    assert sum(path.startswith("form/") for path in files) == len(rules)
    assert sealed_report(sealed_desk.path.parent, sealed, form).figures() == full_report.figures()
    assert files["data/report.pdf"].startswith(b"%PDF-1.7")
    about = json.loads(files["data/version.json"])
    assert [one["name"] for one in about["approvals"]] == ["甲", "乙", "丙", "丁"]
    assert about["digest"] == sealed.digest == hashlib.sha256(files["data/report.json"]).hexdigest()
    assert "第 1 版，2099-01-20 定稿，保管期限：永久" in files["README.txt"].decode()


def test_the_review_sheet_of_a_version_says_what_the_office_does_without(
    desk: Store, full_report: Report, candidate: Made, names: dict[str, str]
) -> None:
    desk.create(full_report)
    office = {step: name for step, name in names.items() if step != "secrecy_review"}
    for step in office:
        desk.record_act(1, "approve", {"step": step, "name": step, "opinion": "同意", "digest": digest(full_report)})
    found = check(full_report, CheckContext(approvals=tuple(office), waived=("secrecy_review",)))
    made = seal(desk, 1, candidate(desk, full_report)._replace(findings=found), office, LATER)
    files = opened(desk, made)
    with pypdfium2.PdfDocument(files["data/archive-copy.pdf"]) as pdf:
        text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert "".join(text.split()).count("按本机关设置不需要") == 1
    assert "保管期限 永久" in text
    assert json.loads(files["data/version.json"])["steps"] == office


def test_the_appraisal_finds_all_four_properties(sealed_desk: Store, sealed: SealedVersion) -> None:
    points = json.loads(opened(sealed_desk, sealed)["data/appraisal.json"])
    assert [*dict.fromkeys(point["property"] for point in points)] == ["真实性", "完整性", "可用性", "安全性"]
    assert [point for point in points if not point["holds"]] == []


def test_the_seal_is_told_in_the_trail_and_the_file_is_read_only(sealed_desk: Store, sealed: SealedVersion) -> None:
    path = sealed_desk.path.parent / PACKAGES / sealed.file
    event = sealed_desk.events(1)[-1]
    assert event.action == "seal"
    assert event.about["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert not path.stat().st_mode & stat.S_IWUSR
    assert sealed_desk.package_faults() == ()


def test_what_is_wrong_unexplained_or_not_approved_is_not_sealed(
    desk: Store, full_report: Report, candidate: Made, names: dict[str, str]
) -> None:
    desk.create(full_report)
    now = approval_state(desk.events(1))
    assert "还有 1 处必须改" in refusal(candidate(desk, full_report), now, names)
    unasked = candidate(desk, full_report)._replace(findings=())
    assert "还缺部门初核、办公室复核、分管领导终审、保密审查" in refusal(unasked, now, names)
    assert refusal(unasked, now, {}) == ""


def test_approvals_of_other_words_do_not_count(
    desk: Store, full_report: Report, candidate: Made, approve: Callable[[Store, Report], None], names: dict[str, str]
) -> None:
    desk.create(full_report)
    approve(desk, full_report)
    full_report.apply([Change(CELL, full_report.cells[CELL], 7)])
    now = approval_state(desk.events(1))
    reason = refusal(candidate(desk, full_report)._replace(findings=()), now, names)
    assert "部门初核、办公室复核、分管领导终审、保密审查审核的不是现在这份内容" in reason


def test_a_sealed_report_is_not_sealed_again(
    sealed_desk: Store, sealed: SealedVersion, full_report: Report, candidate: Made, names: dict[str, str]
) -> None:
    assert sealed.version == 1
    with pytest.raises(StoreError, match="已经定稿"):
        seal(sealed_desk, 1, candidate(sealed_desk, full_report), names, LATER)


def test_a_package_that_was_not_finished_goes_with_the_next(
    desk: Store, full_report: Report, candidate: Made, approve: Callable[[Store, Report], None], names: dict[str, str]
) -> None:
    desk.create(full_report)
    approve(desk, full_report)
    (desk.path.parent / PACKAGES).mkdir()
    (desk.path.parent / PACKAGES / ".1-2025-v1.zip.abc123.tmp").touch()
    made = seal(desk, 1, candidate(desk, full_report), names, LATER)
    assert [path.name for path in (desk.path.parent / PACKAGES).iterdir()] == [made.file]


def test_a_package_that_no_event_tells_of_is_put_aside(
    desk: Store, full_report: Report, candidate: Made, approve: Callable[[Store, Report], None], names: dict[str, str]
) -> None:
    """It was sealed before the desk went back to an older copy, and may have been published."""
    desk.create(full_report)
    approve(desk, full_report)
    place = desk.path.parent / PACKAGES
    place.mkdir()
    (place / "1-2025-v1.zip").write_bytes(b"published")
    made = seal(desk, 1, candidate(desk, full_report), names, LATER)
    kept = {path.name: path.read_bytes() for path in place.iterdir() if path.name != made.file}
    assert list(kept.values()) == [b"published"]
    assert next(iter(kept)).startswith(made.file)


def test_nothing_is_sealed_on_a_record_that_does_not_hold(
    desk: Store, full_report: Report, candidate: Made, approve: Callable[[Store, Report], None], names: dict[str, str]
) -> None:
    desk.create(full_report)
    approve(desk, full_report)
    with desk.connection_for_tests as db:
        db.execute("UPDATE figures SET figure = '9' WHERE place = ?", [CELL])
    with pytest.raises(StoreError, match="和修改记录里的不一样"):
        seal(desk, 1, candidate(desk, full_report), names, LATER)
    assert not (desk.path.parent / PACKAGES).exists()


def test_a_correction_is_a_new_version_with_its_reason_and_difference(
    sealed_desk: Store,
    sealed: SealedVersion,
    full_report: Report,
    candidate: Made,
    approve: Callable[[Store, Report], None],
) -> None:
    first = sealed_content(sealed_desk.path.parent, sealed)
    sealed_desk.record_act(1, "correct", {}, why="措施写漏了一条")
    change = Change(TEXT, full_report.texts[TEXT], full_report.texts[TEXT] + "三是每月抽查一次，建立台账，逐条销号。")
    sealed_desk.apply(1, [change], "edit", why="措施写漏了一条")
    full_report.apply([change])
    approve(sealed_desk, full_report)
    second = seal(sealed_desk, 1, candidate(sealed_desk, full_report), {}, LATER)
    assert (second.version, second.why) == (2, "措施写漏了一条")
    (only,) = json.loads(opened(sealed_desk, second)["data/difference.json"])
    assert (only["place"], only["before"], only["after"]) == (TEXT, "", "三是每月抽查一次，建立台账，逐条销号。")
    assert opened(sealed_desk, second)["data/difference.txt"].decode() == (
        "第 2 版和第 1 版的不同\n更正的原因：措施写漏了一条\n\n"
        "“五、存在的主要问题及改进情况”\n原来：（没有）\n现在：三是每月抽查一次，建立台账，逐条销号。\n"
    )
    assert "本版更正的原因：措施写漏了一条" in opened(sealed_desk, second)["README.txt"].decode()
    assert sealed_content(sealed_desk.path.parent, sealed) == first


def test_a_full_disk_seals_nothing(
    desk: Store,
    full_report: Report,
    candidate: Made,
    approve: Callable[[Store, Report], None],
    names: dict[str, str],
) -> None:
    desk.create(full_report)
    approve(desk, full_report)
    (desk.path.parent / PACKAGES).write_text("in the way")
    with pytest.raises(StoreError, match=r"没有定稿.*报告还是原来的样子"):
        seal(desk, 1, candidate(desk, full_report), names, LATER)
    assert not approval_state(desk.events(1)).is_sealed


@pytest.mark.parametrize(
    ("harm", "named"),
    [
        (lambda path: path.unlink(), "不见了"),
        (lambda path: path.write_bytes(path.read_bytes()[:-1]), "被改过"),
    ],
)
def test_a_sealed_file_that_is_not_as_it_was_is_named(
    sealed_desk: Store, sealed: SealedVersion, harm: Callable[[Path], object], named: str
) -> None:
    path = sealed_desk.path.parent / PACKAGES / sealed.file
    path.chmod(0o644)
    harm(path)
    (fault,) = sealed_desk.package_faults()
    assert named in fault
    with pytest.raises(StoreError, match=r"请从备份或者光盘上找回"):
        sealed_content(sealed_desk.path.parent, sealed)


def test_versions_differ_by_cell_sentence_and_header(full_report: Report, blank_report: Report) -> None:
    assert differences(full_report, full_report) == ()
    found = {one.place: one for one in differences(blank_report, full_report)}
    assert found.keys() >= {CELL, TEXT}
    assert (found[CELL].before, found[CELL].after) == ("", str(full_report.cells[CELL]))
    blank_report.unit, blank_report.year = "别处", 2024
    header = differences(blank_report, full_report)[:2]
    assert [(one.name, one.before) for one in header] == [("机关全称", "别处"), ("统计年度", "2024")]


def test_what_is_kept_on_paper_has_both_digests_of_the_package_whole(
    sealed_desk: Store, sealed: SealedVersion, full_report: Report
) -> None:
    line = register_line(sealed_desk, full_report, sealed)
    assert line.startswith(f"{full_report.title}，第 1 版，{sealed.at[:10]} 定稿，SHA-256 ")
    content = (sealed_desk.path.parent / PACKAGES / sealed.file).read_bytes()
    for whole in (sealed.sha256, whole_digests(content)["SM3"]):
        assert whole in line.replace(" ", "")


def test_the_term_is_kept_once(sealed_desk: Store) -> None:
    keep_term(sealed_desk, "30 年")
    kept = sealed_desk.events()
    keep_term(sealed_desk, "30 年")
    assert sealed_desk.events() == kept
    assert "30 年" in sealed_desk.settings().values()


def test_a_sealed_report_is_handed_in_and_its_paper_filed(sealed_desk: Store) -> None:
    submit(sealed_desk, 1, "2026-01-15", "区政府办公室", "2026-0137")
    file_paper(sealed_desk, 1, "2026-01-16", "档案室")
    state = sealed_desk.approval_state(1)
    assert state.delivered == {
        "submit": Delivery("2026-01-15", "区政府办公室", "2026-0137"),
        "paper": Delivery("2026-01-16", "档案室"),
    }
    assert state == approval_state(sealed_desk.events(1))
    for act, words in ((submit, "没有写报送到哪里"), (file_paper, "没有写纸质件存放在哪里")):
        with pytest.raises(StoreError, match=words):
            act(sealed_desk, 1, "2026-01-15", "")
    correct(sealed_desk, 1, "措施写漏了一条")
    assert sealed_desk.approval_state(1).delivered == {}
    with pytest.raises(StoreError, match="定稿以后才登记交付"):
        submit(sealed_desk, 1, "2026-01-15", "区政府办公室")


@pytest.mark.parametrize(
    ("address", "is_taken"),
    [
        ("http", False),
        ("HTTPS", False),
        ("https://", False),
        ("http:www.gov.cn", False),
        ("http：//www.gov.cn/nb.html", False),
        ("https//www.gov.cn", False),
        ("https:// www.gov.cn", False),
        ("www", False),
        ("www.", False),
        ("http://www", False),
        ("https://www.gov.cn/nb.html", True),
        ("http://10.1.1.1:8080/nb", True),
        ("http://[2001:db8::1]/nb", True),
        ("https://政府.中国/nb", True),
        ("www.gov.cn", True),
        ("gov.example/1", True),
        ("httpd.gov.cn", True),
        ("街道公告栏", True),
    ],
)
def test_a_web_address_that_leads_nowhere_is_not_registered(
    sealed_desk: Store, address: str, *, is_taken: bool
) -> None:
    if is_taken:
        publish(sealed_desk, 1, "2026-01-25", address)
    else:
        with pytest.raises(StoreError, match="不是完整的网址"):
            publish(sealed_desk, 1, "2026-01-25", address)
    assert sealed_desk.approval_state(1).published == (("2026-01-25", address) if is_taken else ("", ""))


def test_what_was_changed_while_its_files_were_made_is_not_sealed(
    desk: Store, full_report: Report, candidate: Made, approve: Callable[[Store, Report], None], names: dict[str, str]
) -> None:
    report_id = desk.create(full_report)
    approve(desk, full_report)
    version = prepare(desk, report_id, candidate(desk, full_report), names, LATER)
    desk.apply(report_id, [Change(TEXT, full_report.texts[TEXT], "另有问题。")], "edit", "漏了一条")
    with pytest.raises(StoreError, match="又有了改动"):
        keep(desk, version, b"")
    assert not (desk.path.parent / PACKAGES).exists()
