"""Verifying that a data folder, one of its files, or an archive package is as it was written."""

import errno
import json
import os
import runpy
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from zipfile import BadZipFile

from disclosure_desk.archive.derivation import DerivationResult, check_derived
from disclosure_desk.archive.excerpt import check_excerpt
from disclosure_desk.archive.four_properties import PropertyCheck, ReadFiles, check_four_properties, read_back
from disclosure_desk.archive.package import register_words
from disclosure_desk.archive.sealed_packages import sealed_versions
from disclosure_desk.archive.version import Version, sealed_endings
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Report
from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import FormError
from disclosure_desk.readers.formats.json import read_json
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.store.backup.packages import package_faults
from disclosure_desk.store.backup.targets import backup_folders
from disclosure_desk.store.errors import NotLookedIntoError, StoreError
from disclosure_desk.store.events.replay import ReplayState
from disclosure_desk.store.paths import DATA_FILE, JOURNAL, PACKAGES
from disclosure_desk.store.recovery.inspect import Inspection, inspect_data_file, inspect_folder, inspect_journal
from disclosure_desk.writers.page_settings import PageSettings

_SQLITE, _ZIP, _JOURNAL = b"SQLite format 3\0", b"PK", b'{"desk":'
_BAG = ("bagit.txt", "data/report.json")
"""A package in a folder has at least one of these, however much of it is gone."""
_PROVED_BY_DIGESTS = "真实性"
"""The property that digests, trail and approvals prove; the other three are checked again."""
_NOT_COMPARED = "摘要和修改记录前后一致，文件没有重新做出来比对；是不是当初定稿的那一份，要拿摘要和纸上登记的核对"
"""The verdict on a package which says that another version of the program made it."""


_DAMAGE = (BadZipFile, zlib.error, RuntimeError, ValueError, LookupError, OSError, TypeError, AttributeError, EOFError)
"""What reading a damaged package raises."""


_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}
"""What the system answers when the copy that is verified cannot be written; what is verified may be whole."""
_NO_TEMPORARY_FILES = "临时文件夹写不进去，可能是磁盘满了，所以什么都没有查。请腾出空间再查"


class UnreadableError(Exception):
    """There is nothing that could be verified; the message says why."""


class VerificationResult(NamedTuple):
    """What was verified, what is wrong with it, and what is not wrong but good to know, in sentences.

    digests: those of a package by what they are called; register: what is to be kept on paper of one without faults;
    whole: the verdict where nothing is wrong, which says no more
    than is so: who can write all files can make all that is in them agree, and only the digest on paper tells.
    """

    seen: str
    faults: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    digests: Mapping[str, str] = MappingProxyType({})
    whole: str = "前后一致"
    register: str = ""

    @property
    def verdict(self) -> str:
        """The outcome in one line."""
        if self.faults:
            return f"有 {len(self.faults)} 处不符，不可信"
        return f"{self.whole}{f'；有 {len(self.remarks)} 处请留意' if self.remarks else ''}"


def verify(path: Path, pdf: Path | None = None, expected: str | None = None) -> VerificationResult:
    """Verify what is at the path, and whether it has that PDF and that digest in hex; raises UnreadableError."""
    try:
        is_package = _is_package(path)
        if not is_package and pdf is not None:
            raise UnreadableError(f"{path} 不是档案包，没有可以和 PDF 对照的")
        if not is_package and expected is not None:
            raise UnreadableError(f"{path} 不是档案包，没有可以和登记的摘要对照的")
        return _package(path, pdf, expected) if is_package else _data(path)
    except StoreError as error:
        raise UnreadableError(error.brief) from error
    except OSError as error:
        if error.errno in _NO_ROOM or error.filename is None:
            raise UnreadableError(_NO_TEMPORARY_FILES) from error
        raise UnreadableError(f"读不出 {error.filename}") from error


def _is_package(path: Path) -> bool:
    return any((path / name).is_file() for name in _BAG) if path.is_dir() else _begins(path, _ZIP)


def _begins(path: Path, mark: bytes) -> bool:
    if not path.is_file():
        is_there = os.path.lexists(path)
        reason = "不是存好的文件，是设备、管道，或者断了的链接" if is_there else "这个文件或者文件夹没有"
        raise UnreadableError(f"{path} {reason}")
    with path.open("rb") as file:
        return file.read(len(mark)) == mark


def _data(path: Path) -> VerificationResult:
    if path.is_dir():
        return _folder(path)
    if path.suffix == Path(JOURNAL).suffix or _begins(path, _JOURNAL):
        return _result(inspect_journal(path))
    if not _begins(path, _SQLITE):
        raise UnreadableError(f"{path} 不是数据文件、第二份记录，也不是档案包")
    try:
        return _result(inspect_data_file(path))
    except StoreError as error:
        if error.__cause__ is None or isinstance(error, NotLookedIntoError):
            raise  # another program's, or a newer one's, or there is no room to look
        return VerificationResult(path.name, (error.brief,))


def _folder(folder: Path) -> VerificationResult:
    if not any((folder / name).is_file() for name in (DATA_FILE, JOURNAL)):
        raise UnreadableError(f"{folder} 里没有数据，也不是档案包")
    inspection = inspect_folder(folder)
    state = inspection.state
    inspection.faults += [
        fault for _, fault in package_faults(folder, state.packages, backup_folders(state.settings, folder))
    ]
    result = _result(inspection)
    return result._replace(remarks=(*result.remarks, *_strangers(folder, inspection)))


def _result(inspection: Inspection) -> VerificationResult:
    state = inspection.state
    sealed = sum(map(len, sealed_versions(inspection.events).values()))
    versions = f"，{sealed} 个定稿版本" if inspection.events else ""  # a second record alone is not asked for them
    seen = f"{len(state.drafts)} 份报告，{state.last} 条修改记录{versions}"
    return VerificationResult(seen, tuple(inspection.faults), tuple(_clocks(state)))


def _clocks(state: ReplayState) -> Iterator[str]:
    for seq in state.set_back:
        yield f"第 {seq} 条修改记录的时间比前一条还早：电脑的时间被往回调过"
    for seq in state.slipped:
        yield f"第 {seq} 条修改记录的时间和电脑开机的时间对不上：电脑的时间可能被往回调过，或者换了一台电脑"
    if state.last and state.at > datetime.now().astimezone():
        yield f"最后一条修改记录的时间（{state.at:%Y-%m-%d %H:%M}）还没有到：那时或者现在电脑的时间不对"


def _strangers(folder: Path, inspection: Inspection) -> Iterator[str]:
    """Packages that no seal names: the computer stopped before the seal was recorded, or somebody put them there."""
    if not inspection.state.last:
        return  # there is no record to name any
    sealed = {package.file for package in inspection.state.packages}
    for path in sorted((folder / PACKAGES).glob("*.zip")):
        if path.name not in sealed:
            yield f"{path} 不是定稿的档案包，修改记录里没有它"


@lru_cache(maxsize=1)
def _script() -> Mapping[str, Any]:
    """The names in the package's own script, which is used so that it and this program never say different things."""
    return runpy.run_path(str(resource("archive", "verify.py")))


def _package(path: Path, pdf: Path | None, expected: str | None) -> VerificationResult:
    script = _script()
    whole_file = script["FILE"]
    if pdf is not None and not pdf.is_file():
        raise UnreadableError(f"没有 {pdf} 这个文件")
    try:
        found = list(script["verify"](str(path), None if pdf is None else str(pdf)))
        package = script["opened"](str(path))
        digests = script["whole_digests"](str(path))
    except script["Unreadable"] as error:
        raise UnreadableError(f"{path} {error}") from error
    found += whole_file["expected_faults"](digests, expected)
    try:
        files = {name: script["content"](package, name) for name in package.paths}
        read_files = ReadFiles()
        seen, more = _read(files, read_files)
        derived = DerivationResult() if found or more else _derived(files, read_files)
        other = pdf is not None and any(script["check_pdf"](package, str(pdf)))
        remarks = (*derived.remarks, *([_other_pdf_words(files, pdf)] if other and pdf else []))
    except _DAMAGE:
        return VerificationResult(path.name, tuple(found or ["里面的文件读不出来"]), digests=digests)
    # Who names another version in a forged package is spared the comparison, so the verdict says that there was none.
    alone = whole_file["ALONE"] if derived.is_compared else _NOT_COMPARED
    whole = alone if expected is None else whole_file["SAME"]
    faults = tuple(dict.fromkeys([*found, *more, *derived.faults]))
    return VerificationResult(seen, faults, remarks, digests, whole, "" if faults else _register(files, digests))


def _register(files: Mapping[str, bytes], digests: Mapping[str, str]) -> str:
    about = json.loads(files["data/version.json"])
    return register_words(_report(files["data/report.json"]), about["version"], about["sealed"], digests)


def _other_pdf_words(files: Mapping[str, bytes], pdf: Path) -> str:
    """How a PDF that is not in the package compares with the report: made again from it, or from something else."""
    try:
        differs = read_back(_report(files["data/report.json"]), pdf.read_bytes(), pdf.suffix)
    except (ReadError, FormError) as error:
        differs = _fault(error)
    return f"{pdf} 和定稿的报告比：{differs or '数和文字都相同，只是另外生成的文件'}".rstrip("。")


def _read(files: Mapping[str, bytes], read_files: ReadFiles) -> tuple[str, list[str]]:
    """What a package's files say of themselves, and what is wrong with that."""
    about = json.loads(files["data/version.json"])
    seen = f"“{about['unit']}”{about['year']} 年的报告第 {about['version']} 版，{about['sealed'][:10]} 定稿"
    trail = files["data/trail.jsonl"]
    try:
        check_excerpt(trail)
        report = _report(files["data/report.json"])
    except (StoreError, ReadError, FormError) as error:
        return seen, [_fault(error)]
    settings = PageSettings.from_stored(about.get("page", {}))
    endings = sealed_endings(about["program"])
    version = Version(
        report, about["report"], about["version"], about["sealed"], trail, settings=settings, endings=endings
    )
    inside = {name.partition("/")[2]: content for name, content in files.items() if name.startswith("data/")}
    return seen, list(_property_faults(version, inside, read_files))


def _derived(files: Mapping[str, bytes], read_files: ReadFiles) -> DerivationResult:
    """What follows from the report and its record, made anew; asked only where nothing else is wrong."""
    return check_derived(
        _report(files["data/report.json"]), check_excerpt(files["data/trail.jsonl"]), files, read_files
    )


def _report(content: bytes) -> Report:
    """The report, read by the edition of the form that it names."""
    return read_json(load_form(json.loads(content)["form"]), content)


def _fault(error: Exception) -> str:
    return error.brief if isinstance(error, StoreError) else f"data/report.json 和表样不符：{error}".rstrip("。")


def _property_faults(version: Version, files: Mapping[str, bytes], read_files: ReadFiles) -> Iterator[str]:
    then = [PropertyCheck(**point) for point in json.loads(files["appraisal.json"])]
    now = [point for point in check_four_properties(version, files, read_files) if point.property != _PROVED_BY_DIGESTS]
    failing = {(one.property, one.point): one.seen for one in (*then, *now) if not one.holds}
    for (name, point), seen in failing.items():
        yield f"四性检测里{name}的“{point}”不合格：{seen}".rstrip("。")
