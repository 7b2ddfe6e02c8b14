"""The package checks without our program: its own script finds every change, and the bag's makers find it valid."""

import ast
import hashlib
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import bagit
import pytest

from disclosure_desk.archive.bag import whole_digests, zip_folder
from disclosure_desk.archive.package import package
from disclosure_desk.archive.sealed_packages import report_in_package, sealed_versions
from disclosure_desk.archive.sealing import SealCandidate, seal
from disclosure_desk.archive.version import Version
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import NOTES, Change, Note, Report, notes_to_text
from disclosure_desk.core.resources import resource
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.approvals import SealedVersion
from disclosure_desk.store.paths import PACKAGES
from disclosure_desk.store.store import Store

SCRIPT = resource("archive", "verify.py")


@pytest.fixture
def path(sealed_desk: Store, sealed: SealedVersion) -> Path:
    return sealed_desk.path.parent / PACKAGES / sealed.file


@pytest.fixture
def files(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def verdict(*arguments: object) -> tuple[int, str]:
    """What the script says of a package, run as a stranger would: without our program."""
    run = subprocess.run(
        [sys.executable, "-I", "-S", SCRIPT, *map(str, arguments)], capture_output=True, check=False, text=True
    )
    assert run.stderr == ""
    return run.returncode, run.stdout


def sound(path: Path) -> str:
    """What is said of a package in which everything agrees: its digests, and that only paper tells the rest."""
    sha256, sm3 = whole_digests(path.read_bytes()).values()
    told = "结论：前后一致；是不是当初定稿的那一份，要拿摘要和纸上登记的核对。"
    return f"整个档案包的 SHA-256：{sha256}\n整个档案包的 SM3：{sm3}\n{told}\n"


@pytest.fixture(scope="module")
def script() -> dict[str, object]:
    return runpy.run_path(str(SCRIPT))


@pytest.fixture
def faults(script: dict[str, object], tmp_path: Path) -> Callable[[Mapping[str, bytes]], list[str]]:
    def found(files: Mapping[str, bytes]) -> list[str]:
        (tmp_path / "p.zip").write_bytes(zip_folder("p", files))
        return list(script["verify"](str(tmp_path / "p.zip")))  # type: ignore[operator]

    return found


def test_a_sound_package_is_called_whole_zipped_and_unpacked(path: Path, tmp_path: Path) -> None:
    assert verdict(path) == (0, sound(path))
    with ZipFile(path) as archive:
        archive.extractall(tmp_path)
    (folder,) = tmp_path.glob("annual-report-*")
    assert verdict(folder) == (0, sound(path))
    within = subprocess.run([sys.executable, folder / "verify.py"], capture_output=True, check=False, text=True)
    assert (within.returncode, within.stdout) == (0, sound(path))
    bagit.Bag(str(folder)).validate()


def test_a_package_of_a_report_that_another_file_updated_is_whole(
    desk: Store,
    full_report: Report,
    approve: Callable[[Store, Report], None],
    candidate: Callable[[Store, Report], SealCandidate],
    names: dict[str, str],
) -> None:
    full_report.notes = (Note("label", "", "原表的说明"),)
    desk.create(full_report, "import")
    notes = [Change(NOTES, notes_to_text(full_report.notes), notes_to_text([Note("label", "", "新表的说明")]))]
    desk.apply(1, notes, "update")
    full_report.apply(notes)
    approve(desk, full_report)
    made = seal(desk, 1, candidate(desk, full_report), names, datetime.fromisoformat("2026-01-20T17:30:00+08:00"))
    path = desk.path.parent / PACKAGES / made.file
    assert verdict(path) == (0, sound(path))


def test_the_scripts_are_short_and_written_for_old_desks() -> None:
    for name in ("verify.py", "package_file.py"):
        source = resource("archive", name).read_text("utf-8")
        assert len(source.splitlines()) <= 300
        ast.parse(source, feature_version=(3, 6))


def test_a_changed_byte_of_any_file_is_named(
    files: dict[str, bytes], faults: Callable[[Mapping[str, bytes]], list[str]]
) -> None:
    assert faults(files) == []
    for name, content in files.items():
        changed = bytearray(content)
        changed[len(changed) // 2] ^= 1
        found = faults({**files, name: bytes(changed)})
        assert found, name
        assert any(name in fault or name.startswith(("manifest", "bag")) for fault in found), (name, found)


def test_a_line_of_a_manifest_ends_only_where_a_line_ends(
    files: dict[str, bytes], faults: Callable[[Mapping[str, bytes]], list[str]]
) -> None:
    """Nothing has the digest of these manifests, and other characters break lines for Python too."""
    for name in ("tagmanifest-sha256.txt", "tagmanifest-sm3.txt"):
        assert faults({**files, name: files[name].replace(b"\n", b"\x0b", 1)})


def test_a_file_more_or_less_is_named(
    files: dict[str, bytes], faults: Callable[[Mapping[str, bytes]], list[str]]
) -> None:
    for name in files:
        if name not in {"data/report.json", "data/trail.jsonl"}:
            assert faults({path: content for path, content in files.items() if path != name}), name
    for name in ("data/more.txt", "more.txt", "tags.txt", "tag/更正.txt", "tagmanifest-md5.txt", "tagmanifest-.txt"):
        assert any("后来加进去" in fault and name in fault for fault in faults({**files, name: b"x"})), name


def resealed(files: dict[str, bytes]) -> dict[str, bytes]:
    """The manifests made anew by somebody who knows how: only the trail is left to tell."""
    from disclosure_desk.archive.bag import _manifest, digests  # noqa: PLC0415 - the forger's tools

    kept = {path: content for path, content in files.items() if not path.startswith(("manifest-", "tagmanifest-"))}
    inside = {path: content for path, content in kept.items() if path.startswith("data/")}
    tags = {path: content for path, content in kept.items() if not path.startswith("data/")}
    tags |= {f"manifest-{name}.txt": _manifest(inside, digest) for name, digest in digests().items()}
    return {
        **inside,
        **tags,
        **{f"tagmanifest-{name}.txt": _manifest(tags, digest) for name, digest in digests().items()},
    }


def forged_report(content: bytes) -> bytes:
    document = json.loads(content)
    document["cells"]["requests.received.business"] += 1
    return json.dumps(document).encode()


def told(name: str, value: object) -> Callable[[bytes], bytes]:
    """Makes the version say something else of itself."""
    return lambda content: json.dumps({**json.loads(content), name: value}, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("name", "forge", "named"),
    [
        ("data/report.json", forged_report, "表三“一、本年新收政府信息公开申请数量”“商业企业”：报告里是“"),
        ("data/report.json", lambda content: content.replace("一是".encode(), "二是".encode(), 1), "修改记录里是"),
        ("data/trail.jsonl", lambda content: content.replace(b'"by":"', b'"by":"x'), "从第 1 条起对不上"),
        ("data/trail.jsonl", lambda content: b"\n".join(content.split(b"\n")[:1]) + b"\n", "没有这份报告"),
        ("data/trail.jsonl", lambda content: b"[]\n" + content, "修改记录"),
        ("data/version.json", lambda content: content.replace(b'"report": 1', b'"report": 7'), "没有这份报告"),
        ("data/version.json", told("unit", "别的办事处\n结论：完整"), "data/version.json 里的 unit 不是“"),
        ("data/version.json", told("year", 2019), "data/version.json 里的 year 不是“"),
        ("data/version.json", told("form", "2019"), "data/version.json 里的 form 不是“2021”"),
        ("data/version.json", told("version", 9), "data/version.json 里的 version 不是“1”"),
        ("data/version.json", told("why", "换过的原因"), "data/version.json 里的 why 不是“空”"),
    ],
)
def test_what_a_forger_of_manifests_changed_the_trail_still_tells(
    files: dict[str, bytes],
    faults: Callable[[Mapping[str, bytes]], list[str]],
    name: str,
    forge: Callable[[bytes], bytes],
    named: str,
) -> None:
    forged = resealed({**files, name: forge(files[name])})
    info = forged["bag-info.txt"].decode().splitlines()
    inside = [content for path, content in forged.items() if path.startswith("data/")]
    oxum = f"Payload-Oxum: {sum(map(len, inside))}.{len(inside)}"
    forged["bag-info.txt"] = "".join(f"{oxum if line.startswith('Payload') else line}\n" for line in info).encode()
    found = faults(resealed(forged))
    assert any(named in fault for fault in found), found


@pytest.mark.parametrize("name", ["data/a\n结论：完整，没有被改过。", "data/\x1b[2J", "data/\u202ea", "a\r结论：完整"])
def test_what_a_file_is_called_forges_no_line_of_the_verdict(
    files: dict[str, bytes], tmp_path: Path, name: str
) -> None:
    (tmp_path / "a.zip").write_bytes(zip_folder("a", {**files, name: b"x"}))
    code, said = verdict(tmp_path / "a.zip")
    assert code == 1
    assert [line for line in said.splitlines() if line.startswith("结论")] == said.splitlines()[-1:]
    assert not set(said) & set("\x1b\u202e\r")
    assert said.endswith("这个档案包不可信。\n")


def test_another_pdf_is_told_from_the_sealed_one(path: Path, files: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "年报.pdf").write_bytes(files["data/report.pdf"])
    assert verdict(path, tmp_path / "年报.pdf")[0] == 0
    (tmp_path / "年报.pdf").write_bytes(files["data/report.pdf"] + b"\n")
    code, said = verdict(path, tmp_path / "年报.pdf")
    assert code == 1
    assert "不是档案包里的那份 PDF" in said


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7"])
def test_what_is_no_package_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    code, said = verdict(tmp_path / "a.zip")
    assert code == 2
    assert said.startswith("读不了")
    assert verdict(tmp_path / "b.zip")[0] == verdict(tmp_path)[0] == 2


# Python 3.13 loads no library written in C from a path that the language cannot write, as a Chinese one in C.
CAN_BE_WRITTEN = __file__.isascii()
ANOTHER_DESK = {
    "TZ": "Asia/Tokyo",
    "LC_ALL": "C",
    "LANG": "C",
    "PYTHONHASHSEED": "1",
    "PYTHONUTF8": "0" if CAN_BE_WRITTEN else "1",
}


@pytest.mark.slow
def test_the_same_version_gives_the_same_bytes_whatever_the_desk_is_set_to(
    sealed_desk: Store, sealed: SealedVersion, path: Path
) -> None:
    """Zone, language, order of hashes and rights of new files are another's; what was sealed here is made there."""
    folder = sealed_desk.path.parent
    sealed_desk.close()
    run = subprocess.run(
        # Without site, which reads its files in that language, and cannot where the checkout's path is Chinese.
        [sys.executable, "-S", Path(__file__).with_name("seal_again.py"), folder],
        env={**os.environ, **ANOTHER_DESK, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        check=False,
        text=True,
    )
    assert (run.stdout.strip(), run.stderr) == (hashlib.sha256(path.read_bytes()).hexdigest(), "")
    assert run.stdout.strip() == sealed.sha256


def test_a_version_with_faults_is_not_packed_and_told_why(blank_report: Report) -> None:
    with pytest.raises(
        StoreError, match=r"^还不能定稿：四性检测里.*“每一格都有数”（0 格有数，200 格空着）.*不合格"
    ) as told:
        package(Version(blank_report, 1, 1, "2026-01-20T00:00:00+08:00", b"no trail"))
    for point in ("修改记录首尾相接，每条的摘要都对得上", "修改记录从头重做一遍，就是这份报告", "每一部分都有文字"):
        assert f"“{point}”" in str(told.value)


@pytest.mark.parametrize("content", [b"", zip_folder("a", {"data/report.json": b"{"}), zip_folder("a", {"b": b""})])
def test_a_package_without_a_report_is_refused(form: Form, content: bytes) -> None:
    with pytest.raises(StoreError, match="读不出来"):
        report_in_package(content, form)


@pytest.mark.slow
def test_a_desk_without_the_national_digest_checks_with_its_own(
    files: dict[str, bytes], faults: Callable[[Mapping[str, bytes]], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    small = {name: content for name, content in files.items() if len(content) < 20_000}  # its own takes its time
    lines = files["manifest-sm3.txt"].decode().splitlines(keepends=True)
    small["manifest-sm3.txt"] = "".join(line for line in lines if line.split()[1] in small).encode()
    without_national_digest(monkeypatch)
    named = [fault for fault in faults(small) if "被改过" in fault and "sm3.txt 里的" in fault]
    assert named == ["manifest-sm3.txt 被改过：和 tagmanifest-sm3.txt 里的摘要不符"]
    small["data/version.json"] += b" "
    assert "data/version.json 被改过：和 manifest-sm3.txt 里的摘要不符" in faults(small)


def without_national_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    new = hashlib.new

    def known(name: str, content: bytes = b"") -> object:
        if name == "sm3":
            raise ValueError(name)
        return new(name, content)

    monkeypatch.setattr(hashlib, "new", known)


def test_the_digest_on_paper_tells_the_sealed_package_from_one_made_anew(
    path: Path, files: dict[str, bytes], tmp_path: Path
) -> None:
    """A copy of which somebody within made every digest anew agrees with itself; the paper does not agree with it."""
    forged = resealed({**files, "verify.py": files["verify.py"] + b"# mine\n"})
    (tmp_path / "forged.zip").write_bytes(zip_folder("annual-report-2025-v1", forged))
    assert verdict(tmp_path / "forged.zip") == (0, sound(tmp_path / "forged.zip"))
    for digest in whole_digests(path.read_bytes()).values():
        on_paper = f" {digest[:16].upper()} {digest[16:]}"
        code, said = verdict("--expect", on_paper, path)
        assert (code, said.splitlines()[-1]) == (0, "结论：前后一致，摘要和登记的相同。")
        code, said = verdict("--expect", on_paper, tmp_path / "forged.zip")
        assert code == 1
        assert "不符：摘要不是登记的那一个，这不是登记的那个档案包。" in said
    assert verdict("--expect", "", path)[0] == 1


def test_readme_and_verdicts_promise_no_more_than_is_so(files: dict[str, bytes]) -> None:
    readme = files["README.txt"].decode()
    assert "没有被改过" not in readme + SCRIPT.read_text("utf-8") + files["package_file.py"].decode()
    assert "登记在纸上的整个档案包的摘要" in readme


def test_what_is_sealed_is_told_by_report(sealed_desk: Store, sealed: SealedVersion) -> None:
    sealed_desk.put_settings({"a": "1"})
    assert sealed_versions(sealed_desk.events()) == {1: (sealed,), 2: ()}
