"""四性检测 (DA/T 70) of a version before it is sealed: is it genuine, whole, usable and safe, point by point."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from disclosure_desk.archive.content_scan import (
    has_foreign_parts,
    has_other_parts,
    is_active_page,
    is_active_pdf,
    pdf_fault,
)
from disclosure_desk.archive.excerpt import check_excerpt
from disclosure_desk.archive.version import Version
from disclosure_desk.checks import Verdict
from disclosure_desk.core.report import Report
from disclosure_desk.readers import read_content
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.draft import draft_of
from disclosure_desk.writers import WriteError, render_file
from disclosure_desk.writers.archive_record import digest

_BESIDE_REPORTS = ("archive-copy.pdf", "checks.json", "trail.jsonl", "version.json")
_CHAINED, _RETOLD = "修改记录首尾相接，每条的摘要都对得上", "修改记录从头重做一遍，就是这份报告"
_PRIVATE = ("F-PRIVACY", "F-SECRECY")


class PropertyCheck(NamedTuple):
    """One point that was checked: of which of the four properties, whether it holds, and what was found."""

    property: str
    point: str
    holds: bool
    seen: str


class ReadFiles:
    """What is different in the files of a version, each of which is read once, however often it is asked for."""

    def __init__(self) -> None:
        self._faults: dict[tuple[str, bytes], str] = {}

    def fault(self, version: Version, ending: str, content: bytes) -> str:
        """What is different in a file and in the report; a file as the program writes it now counts as the same."""
        fault = self._faults.get((ending, content))
        if fault is None:
            fault = read_back(version.report, content, ending)
            if fault and content == _written(version, ending):
                fault = ""
            self._faults[ending, content] = fault
        return fault


def check_four_properties(
    version: Version, files: Mapping[str, bytes], read_files: ReadFiles | None = None
) -> tuple[PropertyCheck, ...]:
    """Every point of the four properties of a version, which has these files.

    read_files: what was read of files of the same report before, so that they are not read again.
    """
    usable = _usable(version, files, read_files or ReadFiles())
    points = (_genuine(version), _whole(version, files), usable, _safe(version, files))
    names = ("真实性", "完整性", "可用性", "安全性")
    return tuple(PropertyCheck(name, *point) for name, found in zip(names, points, strict=True) for point in found)


_Point = tuple[str, bool, str]


def _genuine(version: Version) -> Iterator[_Point]:
    try:
        content = check_excerpt(version.trail)
    except StoreError as error:
        yield _CHAINED, False, str(error)
        yield _RETOLD, False, "修改记录读不下去"
    else:
        yield _CHAINED, True, f"{content.whole} 条，另有 {content.hidden} 条与本报告无关，只留摘要"
        draft = content.drafts.get(version.report_id)
        is_same = draft is not None and draft.stored_values() == draft_of(version.report).stored_values()
        yield _RETOLD, is_same, "相同" if is_same else "不同"
    given = [approval for approval in version.approvals if approval.digest == digest(version.report)]
    names = "、".join(approval.name for approval in given) or "没有"
    yield "审核意见都是对这份内容给出的", len(given) == len(version.approvals), f"审核人：{names}"
    missing = [name for step, name in version.steps.items() if step not in {approval.step for approval in given}]
    yield "本机关的审核步骤都做完了", not missing, f"缺{'、'.join(missing)}" if missing else f"{len(version.steps)} 步"
    verdict = Verdict.over(version.findings)
    yield "核对没有必须改的，要说明的都已说明", not verdict.errors and not verdict.warnings, verdict.sentence


def _whole(version: Version, files: Mapping[str, bytes]) -> Iterator[_Point]:
    report = version.report
    blank = [cell for cell, figure in report.figures().items() if figure is None]
    yield "每一格都有数", not blank, f"{len(report.cells) - len(blank)} 格有数，{len(blank)} 格空着"
    parts = {section.name: section.texts for section in report.form.sections if section.name and section.texts}
    blank_parts = {
        name: texts for name, texts in parts.items() if not any(report.texts[one.id].strip() for one in texts)
    }
    empty = [name for name, texts in blank_parts.items() if not all(text.optional for text in texts)]
    yield "每一部分都有文字", not empty, "、".join(empty) or f"{len(parts) - len(blank_parts)} 部分"
    wanted = {*(f"report{ending}" for ending in version.endings), *_BESIDE_REPORTS}
    missing = sorted(wanted - {name for name, content in files.items() if content})
    sizes = "，".join(f"{name} {len(content)} 字节" for name, content in files.items())
    yield "文件齐全，没有空文件", not missing, f"缺{'、'.join(missing)}" if missing else sizes


def _usable(version: Version, files: Mapping[str, bytes], read_files: ReadFiles) -> Iterator[_Point]:
    for ending in version.endings:
        fault = read_files.fault(version, ending, files.get(f"report{ending}", b""))
        yield f"data/report{ending} 读得回来，和报告相同", not fault, fault or "相同"
    faults = {name: pdf_fault(content) for name, content in files.items() if name.endswith(".pdf")}
    named = "，".join(f"{name} {fault}" for name, fault in faults.items() if fault)
    yield "PDF 是 PDF/A，字体都在里面", not named, named or "、".join(faults)


def read_back(report: Report, content: bytes, ending: str) -> str:
    """What is different in a file of that ending and in a report, "" if nothing is."""
    try:
        return _differences(read_content(report.form, content, ending).report, report)
    except ReadError as error:
        return str(error)


def _written(version: Version, ending: str) -> bytes | None:
    try:
        return render_file(version.report, ending, version.settings)
    except WriteError:
        return None


def _differences(read: Report, report: Report) -> str:
    figures = report.figures()
    cells = [cell for cell, figure in read.figures().items() if figure != figures[cell]]
    texts = [place for place, text in report.texts.items() if _bare(text) not in _bare(read.texts[place])]
    names = [report.form.place_name(place) for place in (*cells, *texts)]
    if (read.unit, read.year) != (report.unit, report.year):
        names.insert(0, "标题")
    return f"{len(names)} 处不同，例如{names[0]}" if names else ""


def _bare(text: str) -> str:
    """A text without its blanks, which each format sets in its own way."""
    return "".join(text.split())


def _safe(version: Version, files: Mapping[str, bytes]) -> Iterator[_Point]:
    active = [name for name, content in files.items() if name.endswith(".pdf") and is_active_pdf(content)]
    yield "PDF 里没有程序、附件和自动动作", not active, "、".join(active) or "没有"
    if ".ofd" in version.endings:
        attached = has_other_parts(files.get("report.ofd", b""))
        yield "OFD 里只有页面和字体，没有附件、动作和外部链接", not attached, "有" if attached else "没有"
    scripts = is_active_page(files.get("report.html", b""))
    yield "网页里没有程序，也不从别处取东西", not scripts, "有" if scripts else "没有"
    foreign = [name for name in ("report.docx", "report.xlsx") if has_foreign_parts(files.get(name, b""))]
    yield "Word、Excel 里没有宏、嵌入的东西和外部链接", not foreign, "、".join(foreign) or "没有"
    private = [finding for finding in version.findings if finding.rule in _PRIVATE and finding.is_open]
    yield "没有个人隐私和涉密标志，或者都已说明", not private, f"{len(private)} 处"
