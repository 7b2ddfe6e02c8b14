"""What of a package follows from the rest of it, made anew: who replaces such a file has to replace its sources too."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import PurePath
from typing import Any, NamedTuple

from disclosure_desk import __version__
from disclosure_desk.archive.archive_records import change_records
from disclosure_desk.archive.bag import bag_files
from disclosure_desk.archive.excerpt import ExcerptContent
from disclosure_desk.archive.four_properties import ReadFiles, check_four_properties
from disclosure_desk.archive.office import Office
from disclosure_desk.archive.package import appraisal, bag_info, payload, rules_digest, tag_files
from disclosure_desk.archive.report_history import report_after
from disclosure_desk.archive.unpacked_content import unpacked
from disclosure_desk.archive.version import Version, libraries
from disclosure_desk.checks import Finding, Verdict, rules_of
from disclosure_desk.checks.check_settings import CheckSettings
from disclosure_desk.checks.rule import RuleContext
from disclosure_desk.core.report import Report
from disclosure_desk.store.events.replay import approval_state
from disclosure_desk.writers import WriteError
from disclosure_desk.writers.page_settings import PageSettings

_FONT = re.compile(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([^\s/<>\[\]()]+)|<ofd:Font [^>]*FontName=\"([^\"]+)\"")
_FINDING = ("rule", "severity", "section", "message", "basis", "explanation", "follows_from")


class DerivationResult(NamedTuple):
    """What is not as it follows from the rest, and what could not be compared here, in sentences.

    is_compared: whether the files were made anew at all, which another version of the program cannot do.
    """

    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    is_compared: bool = True


def check_derived(
    report: Report, content: ExcerptContent, files: Mapping[str, bytes], read_files: ReadFiles
) -> DerivationResult:
    """Make all files of a package anew that follow from its report and its record, and compare them byte by byte.

    Of what is compressed the bytes before that.

    The findings are those that the package lists: what the rules find in the report alone has to be among them.
    Raises what reading a damaged package raises.
    """
    about, checks = json.loads(files["data/version.json"]), json.loads(files["data/checks.json"])
    if about["program"] != f"disclosure-desk {__version__}" or about["rules"] != rules_digest():
        remark = "档案包是另一版程序或者另一套规则做的，其中能从报告和修改记录重新做出来的文件，这个程序没有逐个核对"
        return DerivationResult(remarks=(remark,), is_compared=False)
    findings = tuple(Finding(cells=(), **{name: finding[name] for name in _FINDING}) for finding in checks["findings"])
    version = _version(report, content, about, findings, files["data/trail.jsonl"])
    faults = [*_office_faults(version, content), *_check_faults(version, content, checks["verdict"])]
    moments = tuple(_moment_remarks(version, content))
    try:
        made = _made(version, files, read_files)
    except WriteError as error:
        remark = f"有的文件在这台电脑上做不出来，没有核对：{error}".rstrip("。")
        return DerivationResult(tuple(faults), (*moments, remark))
    faults += [f"{name} 不是定稿时做的文件，是后来加进去的" for name in sorted({*files} - {*made})]
    other = [name for name, one in made.items() if not _is_same(name, one, files.get(name, b""))]
    reasons = {name: _reason(name, version, made[name], files.get(name, b"")) for name in other}
    faults += [
        f"{name} 和用报告、核对结果、修改记录重新做出来的不一样：可能被换过"
        for name, reason in reasons.items()
        if not reason
    ]
    uncompared = [f"{name} {reason}，没有逐字节核对" for name, reason in reasons.items() if reason]
    return DerivationResult(tuple(faults), (*moments, *uncompared))


def _is_same(name: str, made: bytes, there: bytes) -> bool:
    """Whether a file is what is made here, but for how it is compressed, which is another computer's to choose."""
    ending = PurePath(name).suffix
    return made == there or unpacked(made, ending) == unpacked(there, ending)


def _reason(name: str, version: Version, made: bytes, there: bytes) -> str:
    """Why an honest file may be another than is made here, "" if there is no reason."""
    ending = PurePath(name).suffix
    if ending in {".pdf", ".ofd"}:
        fonts = _fonts(there, ending)
        if fonts and fonts != _fonts(made, ending):  # a file in which none is found is none of the program's
            return "用的字体和这台电脑上的不同"
    if ending == ".pdf" and version.libraries != libraries():
        return "是用另一版程序库做的"
    return ""


def _made(version: Version, files: Mapping[str, bytes], read_files: ReadFiles) -> Mapping[str, bytes]:
    """Every file of the package, made anew; those that tell of others tell of the others as they are there."""
    made = payload(version)
    there = {name: files.get(f"data/{name}", b"") for name in (*made, "appraisal.json")}
    bag = bag_files(there, tag_files(version), bag_info(version))
    del there["appraisal.json"]
    made["appraisal.json"] = appraisal(check_four_properties(version, there, read_files))
    return {**bag, **{f"data/{name}": one for name, one in made.items()}}


def _office_faults(version: Version, content: ExcerptContent) -> Iterator[str]:
    """What the package says of its office and what the office's own settings in the record say."""
    office = Office(content.settings, version.report.form)
    compared = {
        "审核步骤": (version.steps, office.steps),
        "保管期限": (version.term, office.term),
        "页面设置": (version.settings, office.page_settings),
    }
    for name, (in_package, in_record) in compared.items():
        if in_package != in_record:
            yield f"data/version.json 里的{name}和修改记录里的设置不符"
    for name in dict.fromkeys(content.strangers):
        yield f"修改记录里 {name} 审核了没有交给他的一步"


def _moment_remarks(version: Version, content: ExcerptContent) -> Iterator[str]:
    moments = [datetime.fromisoformat(event.at) for event in content.events[version.report_id]]
    if datetime.fromisoformat(version.at).astimezone() < max(moments).replace(microsecond=0):
        yield "定稿的时间比修改记录里的还早：电脑的时间被往回调过，或者定稿的时间被改过"


def _fonts(content: bytes, ending: str) -> set[bytes]:
    """The names of the fonts that a file of pages holds."""
    return {
        name for part in unpacked(content, ending) for found in _FONT.finditer(part) for name in found.groups() if name
    }


def _version(
    report: Report, content: ExcerptContent, about: Mapping[str, Any], findings: tuple[Finding, ...], trail: bytes
) -> Version:
    events = content.events[about["report"]]
    state, sealed = approval_state(events), [event.seq for event in events if event.action == "seal"]
    return Version(
        report,
        about["report"],
        len(state.versions) + 1,
        about["sealed"],
        trail,
        findings,
        change_records(report.form, events),
        tuple(state.approvals),
        state.correcting,
        report_after(events, sealed[-1], report.form) if sealed else None,
        about["term"],
        about["steps"],
        PageSettings.from_stored(about["page"]),
        about.get("libraries", {}),
    )


def _check_faults(version: Version, content: ExcerptContent, verdict: str) -> Iterator[str]:
    if verdict != Verdict.over(version.findings).sentence:
        yield "data/checks.json 的结论和它列出的核对结果不符"
    if any(finding.explanation not in ("", *version.report.explanations.values()) for finding in version.findings):
        yield "data/checks.json 里有报告里没有的说明"
    listed = {(one.rule, one.severity, one.section) for one in version.findings}
    for one in _found(version, content):
        if (one.rule, one.severity, one.section) not in listed:
            yield f"data/checks.json 里少了一处核对结果：{one.message}".rstrip("。")


class _LastYearAskedForError(Exception):
    """A rule looked at last year's report."""


class _WithoutLastYear(RuleContext):
    """The report alone: whether last year's was there when it was sealed, and what it said, no package tells."""

    @property
    def previous(self) -> Report | None:
        """No answer, because none and another one may make a rule find more or less."""
        raise _LastYearAskedForError

    @previous.setter
    def previous(self, given: Report | None) -> None:
        """Forget it."""


def _found(version: Version, content: ExcerptContent) -> Iterator[Finding]:
    """What the rules find that look at the report alone; which characters can be printed is another desk's too."""
    day = datetime.fromisoformat(version.at).date()
    given = CheckSettings.from_stored(content.settings).context(version.report, day)
    rules = rules_of(version.report.form)
    context = _WithoutLastYear(
        version.report,
        given._replace(approvals=tuple(approval.step for approval in version.approvals), is_draft=True),
        rules,
    )
    for rule in rules:
        with suppress(_LastYearAskedForError):
            yield from [finding for finding in rule.check(context) if finding.severity != "hint"]
