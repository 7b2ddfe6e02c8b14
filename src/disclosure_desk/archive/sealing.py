"""定稿: a report that is free of errors and approved becomes an immutable package, and an event with its digest."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from disclosure_desk.archive.archive_records import change_records
from disclosure_desk.archive.bag import whole_digests
from disclosure_desk.archive.excerpt import excerpt
from disclosure_desk.archive.office import ARCHIVE_TERM
from disclosure_desk.archive.package import package, register_words, rules_digest
from disclosure_desk.archive.sealed_packages import sealed_content, sealed_report
from disclosure_desk.archive.version import Version
from disclosure_desk.checks import Finding, Verdict
from disclosure_desk.core.atomic_file import make_folder, replace_file
from disclosure_desk.core.form import Form
from disclosure_desk.core.program_log import timed
from disclosure_desk.core.report import Report
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.approvals import ApprovalState, SealedVersion
from disclosure_desk.store.events.draft import JsonValue
from disclosure_desk.store.events.replay import approval_state
from disclosure_desk.store.old_files import rename_to_old
from disclosure_desk.store.paths import PACKAGES
from disclosure_desk.store.store import Store
from disclosure_desk.writers import WriteError
from disclosure_desk.writers.archive_record import digest
from disclosure_desk.writers.page_settings import PageSettings

_READ_ONLY = 0o444
"""A sealed file cannot be overwritten by mistake."""


class SealCandidate(NamedTuple):
    """What is to be sealed: the report, what the rules find in it, how it is printed, and how long it is kept."""

    report: Report
    findings: tuple[Finding, ...]
    settings: PageSettings
    term: str = "永久"


def refusal(candidate: SealCandidate, state: ApprovalState, steps: Mapping[str, str]) -> str:
    """Why the report cannot be sealed now, "" if it can; `steps` are the names of the office's steps by id."""
    if state.is_sealed:
        return "这份报告已经定稿；要改，请先选“更正”。"
    verdict = Verdict.over(candidate.findings)
    if verdict.errors or verdict.warnings:
        return f"还不能定稿：{verdict.sentence}。"
    missing = [name for step, name in steps.items() if step not in state.steps]
    if missing:
        return f"还不能定稿：还缺{'、'.join(missing)}。"
    wanted = digest(candidate.report)
    others = [steps.get(one.step, one.step) for one in state.approvals if one.digest != wanted]
    return f"还不能定稿：{'、'.join(others)}审核的不是现在这份内容，请重新审核。" if others else ""


def seal(
    store: Store, report_id: int, candidate: SealCandidate, steps: Mapping[str, str], now: datetime
) -> SealedVersion:
    """Write the package, then the event with its digest; where it raises StoreError or WriteError, nothing is sealed.

    A package of that name which no event names is kept under its old name: the computer stopped before the event was
    written, or the data folder was put back to an older backup.
    """
    with timed(__name__, "seal a version", StoreError, WriteError):
        version = prepare(store, report_id, candidate, steps, now)
        return keep(store, version, package(version))


def prepare(store: Store, report_id: int, candidate: SealCandidate, steps: Mapping[str, str], now: datetime) -> Version:
    """The first part of sealing: the version that `package` then makes files of; raises StoreError if it may not be."""
    store.verify()
    events = store.events(report_id)
    state = approval_state(events)
    reason = refusal(candidate, state, steps)
    if reason:
        raise StoreError(reason)
    return Version(
        candidate.report,
        report_id,
        len(state.versions) + 1,
        now.isoformat(timespec="seconds"),
        excerpt(store.audit_trail(), report_id),
        candidate.findings,
        change_records(candidate.report.form, events),
        tuple(state.approvals),
        state.correcting,
        previous_version(store, state, candidate.report.form),
        candidate.term,
        steps,
        candidate.settings,
    )


def keep(store: Store, version: Version, content: bytes) -> SealedVersion:
    """The last part: the package of a prepared version goes to its place, then the event is stored.

    Raises StoreError, also where something was done with the report while its package was made.
    """
    report, report_id = version.report, version.report_id
    events = store.events(report_id)
    if change_records(report.form, events) != version.records:
        raise StoreError("没有定稿：生成文件的时候，这份报告又有了改动。请再看一遍，重新定稿。")
    name = f"{report_id}-{report.year}-v{version.number}.zip"
    _write(store.path.parent / PACKAGES, name, content)
    about: dict[str, JsonValue] = {
        "version": version.number,
        "file": name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "digest": digest(report),
        "form": report.form.id,
        "rules": rules_digest(),
    }
    store.record_act(report_id, "seal", about, version.why)
    return approval_state(store.events(report_id)).versions[-1]


def register_line(store: Store, report: Report, version: SealedVersion) -> str:
    """What is to be kept on paper of a sealed version; raises StoreError.

    A package cannot hold its own digest, and who can write its files can write the desk's record too: only what stands
    outside the computer tells a package from one that was made anew.
    """
    digests = whole_digests(sealed_content(store.path.parent, version))
    return register_words(report, version.version, version.at, digests)


def keep_term(store: Store, term: str) -> None:
    """Keep for the office how long it keeps its reports; raises StoreError."""
    if store.settings().get(ARCHIVE_TERM) != term:
        store.put_settings({ARCHIVE_TERM: term})


def previous_version(store: Store, state: ApprovalState, form: Form) -> Report | None:
    """The report as its last sealed version has it, None before the first; raises StoreError."""
    return sealed_report(store.path.parent, state.versions[-1], form) if state.versions else None


def _write(folder: Path, name: str, content: bytes) -> None:
    try:
        make_folder(folder)
        for unfinished in folder.glob(".*.zip.*.tmp"):
            unfinished.unlink()  # the computer stopped while a package was written
        if (folder / name).exists():
            rename_to_old(folder / name)
        replace_file(folder / name, content)
        (folder / name).chmod(_READ_ONLY)
    except OSError as error:
        raise StoreError(f"没有定稿：档案包写不进 {folder}，请腾出空间或者检查磁盘。报告还是原来的样子。") from error
