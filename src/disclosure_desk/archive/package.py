"""A version -> its archive package: the report in every format, its audit trail, and what is needed to check them."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosure_desk import __version__
from disclosure_desk.archive.archive_records import signatures, waived
from disclosure_desk.archive.bag import day, make_bag
from disclosure_desk.archive.difference import as_text, differences
from disclosure_desk.archive.version import Version
from disclosure_desk.checks import Finding, Verdict
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import HEADER_NAMES, Report
from disclosure_desk.core.resources import resource, resources_folder
from disclosure_desk.store.errors import StoreError
from disclosure_desk.writers import render_file
from disclosure_desk.writers.archive_copy import SHEETS, archive_copy
from disclosure_desk.writers.archive_record import ArchiveRecord, grouped

if TYPE_CHECKING:
    from disclosure_desk.archive.four_properties import PropertyCheck

_RULES, _SCHEMAS = ("forms", "dictionaries"), ("report", "trail")
_SCRIPTS = ("verify.py", "package_file.py")


def package(version: Version) -> bytes:
    """The zip of a version; the same version gives the same bytes.

    Raises WriteError, and StoreError where something does not hold of the four properties.
    """
    files = payload(version)
    from disclosure_desk.archive.four_properties import (  # noqa: PLC0415 - what reads files back takes 100 ms
        check_four_properties,
    )

    points = check_four_properties(version, files)
    failing = [f"{one.property}的“{one.point}”（{one.seen}）" for one in points if not one.holds]
    if failing:
        raise StoreError(f"还不能定稿：四性检测里{'、'.join(failing)}不合格。报告还是原来的样子。")
    files["appraisal.json"] = appraisal(points)
    return make_bag(version.folder, files, tag_files(version), bag_info(version))


def appraisal(points: "Iterable[PropertyCheck]") -> bytes:
    """The record of the four properties."""
    return _json([point._asdict() for point in points])


def register_words(report: Report, number: int, at: str, content_digests: Mapping[str, str]) -> str:
    """The line that is to be kept on paper of a version's package with these digests; `at` is when it was sealed."""
    digests = "，".join(f"{name} {grouped(one, len(one))}" for name, one in content_digests.items())
    return f"{report.title}，第 {number} 版，{day(at)} 定稿，{digests}"


def payload(version: Version) -> dict[str, bytes]:
    """The files of a version by their names; raises WriteError."""
    report = version.report
    files = {f"report{ending}": render_file(report, ending, version.settings) for ending in version.endings}
    given, without = signatures(report.form, version.approvals), waived(report.form, version.steps)
    record = ArchiveRecord(report, version.findings, version.records, given, without, version.term)
    files["archive-copy.pdf"] = archive_copy(record, SHEETS, version.settings)
    files["checks.json"] = _json(
        {
            "verdict": Verdict.over(version.findings).sentence,
            "findings": [_finding(finding) for finding in version.findings],
        }
    )
    files["trail.jsonl"] = version.trail
    files["places.json"] = _json(_places(report.form))
    files["version.json"] = _json(_about(version, files["report.json"]))
    if version.before is not None:
        found = differences(version.before, report)
        files["difference.json"] = _json([one._asdict() for one in found])
        files["difference.txt"] = as_text(version.number, version.why, found).encode()
    return files


def _places(form: Form) -> dict[str, str]:
    """The name of every place of a report, because the trail and the report's JSON have only its id."""
    return {**HEADER_NAMES, **{place: form.place_name(place) for place in (*form.cells, *form.texts)}}


def _about(version: Version, report: bytes) -> dict[str, Any]:
    return {
        "report": version.report_id,
        "unit": version.report.unit,
        "year": version.report.year,
        "version": version.number,
        "why": version.why,
        "sealed": version.at,
        "term": version.term,
        "form": version.report.form.id,
        "rules": rules_digest(),
        "program": f"disclosure-desk {__version__}",
        **({"libraries": dict(version.libraries)} if version.libraries else {}),
        "digest": hashlib.sha256(report).hexdigest(),
        "page": version.settings.stored(),
        "steps": dict(version.steps),
        "approvals": [approval._asdict() for approval in version.approvals],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    values = finding._asdict()
    return {
        name: values[name]
        for name in ("rule", "severity", "section", "message", "basis", "explanation", "follows_from")
    }


def tag_files(version: Version) -> dict[str, bytes]:
    """The files about the package: how to read it, what checks it, and the form and rules that it was made by."""
    tags = {f"form/{path.name}": path.read_bytes() for path in _rule_files()}
    for name in _SCHEMAS:
        tags[f"schemas/{name}.schema.json"] = resource("schemas", f"{name}.schema.json").read_bytes()
    for name in _SCRIPTS:
        tags[name] = resource("archive", name).read_bytes()
    readme = resource("archive", "README.txt").read_text("utf-8")
    tags["README.txt"] = readme.format(
        title=version.report.title,
        version=version.number,
        sealed=day(version.at),
        term=version.term,
        why=f"本版更正的原因：{version.why}\n" if version.why else "",
    ).encode()
    return tags


def _rule_files() -> list[Path]:
    """The files of the forms, their rules and their dictionaries."""
    return [path for folder in _RULES for path in sorted((resources_folder() / folder).glob("*.toml"))]


def rules_digest() -> str:
    """The SHA-256 over all of these files: which rules a report was checked by."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in _rule_files())).hexdigest()


def bag_info(version: Version) -> Mapping[str, str]:
    """What the bag says of itself."""
    return {
        "Source-Organization": version.report.unit,
        "External-Description": f"{version.report.title} 第 {version.number} 版",
        "External-Identifier": f"{version.report.unit}-{version.report.year}-{version.number}",
        "Bagging-Date": day(version.at),
        "Bag-Software-Agent": f"disclosure-desk {__version__}",
    }


def _json(document: object) -> bytes:
    return f"{json.dumps(document, ensure_ascii=False, indent=2)}\n".encode()
