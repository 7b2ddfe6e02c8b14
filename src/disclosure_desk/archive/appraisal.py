"""四性检测 of a version before it is sealed: is it genuine, whole, usable and safe (DA/T 70), point by point."""

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from disclosure_desk.archive.excerpt import holds
from disclosure_desk.archive.version import Version
from disclosure_desk.checks import Verdict
from disclosure_desk.readers.errors import ReadError
from disclosure_desk.readers.json import read_json
from disclosure_desk.store.errors import StoreError
from disclosure_desk.writers.archive_copy import digest

_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|OpenAction|AA)\b")
_SCRIPT = re.compile(rb"<script|javascript:|<iframe|<object|\bon[a-z]+=", re.IGNORECASE)
_MACRO = re.compile(r"vbaProject|activeX|embeddings|externalLinks", re.IGNORECASE)
DAMAGE = (BadZipFile, zlib.error, RuntimeError, ValueError, LookupError, struct.error, EOFError, OSError)
"""What reading a zip raises that is none, or none any more."""
_CHAINED = "修改记录首尾相接，每条的摘要都对得上"
_PRIVATE = ("F-PRIVACY", "F-SECRECY")


class Point(NamedTuple):
    """One thing that was looked at: of which of the four properties, whether it holds, and what was seen."""

    property: str
    point: str
    holds: bool
    seen: str


def appraise(version: Version, files: Mapping[str, bytes]) -> tuple[Point, ...]:
    """What the four properties of a version come to, by its files."""
    points = (_genuine(version), _whole(version, files), _usable(version, files), _safe(version, files))
    names = ("真实性", "完整性", "可用性", "安全性")
    return tuple(Point(name, *point) for name, found in zip(names, points, strict=True) for point in found)


_Seen = tuple[str, bool, str]


def _genuine(version: Version) -> Iterator[_Seen]:
    try:
        held = holds(version.trail)
    except StoreError as error:
        yield _CHAINED, False, str(error)
    else:
        yield _CHAINED, True, f"{held.whole} 条，另有 {held.hidden} 条与本报告无关，只留摘要"
    given = [approval for approval in version.approvals if approval.digest == digest(version.report)]
    names = "、".join(approval.name for approval in given) or "没有"
    yield "审核意见都是对这份内容给出的", len(given) == len(version.approvals), f"审核人：{names}"
    verdict = Verdict.over(version.findings)
    yield "核对没有必须改的，要说明的都已说明", not verdict.errors and not verdict.warnings, verdict.sentence


def _whole(version: Version, files: Mapping[str, bytes]) -> Iterator[_Seen]:
    report = version.report
    blank = [cell for cell, figure in report.figures().items() if figure is None]
    yield "每一格都有数", not blank, f"{len(report.cells) - len(blank)} 格有数，{len(blank)} 格空着"
    required = [text for text in report.form.texts.values() if not text.optional]
    empty = [text.name for text in required if not report.texts[text.id].strip()]
    yield "每一部分都有文字", not empty, "、".join(empty) or f"{len(required)} 处"
    sizes = "，".join(f"{name} {len(content)} 字节" for name, content in files.items())
    yield "文件齐全，没有空文件", all(files.values()), sizes


def _usable(version: Version, files: Mapping[str, bytes]) -> Iterator[_Seen]:
    try:
        same = read_json(version.report.form, files["report.json"]).figures() == version.report.figures()
    except ReadError as error:
        yield "data/report.json 读得回来，和报告相同", False, str(error)
    else:
        yield "data/report.json 读得回来，和报告相同", same, f"{len(version.report.cells)} 格"
    pdf = files["report.pdf"]
    is_archival = pdf.startswith(b"%PDF-1.") and b"pdfaid" in pdf and pdf.rstrip().endswith(b"%%EOF")
    yield "data/report.pdf 是 PDF/A，字体都在里面", is_archival, pdf[:8].decode("ascii", "replace")
    for name in ("report.docx", "report.xlsx"):
        yield f"data/{name} 打得开", not _fault(files[name]), _fault(files[name]) or "完整"


def _safe(version: Version, files: Mapping[str, bytes]) -> Iterator[_Seen]:
    active = [name for name, content in files.items() if name.endswith(".pdf") and _ACTIVE.search(content)]
    yield "PDF 里没有程序、附件和自动动作", not active, "、".join(active) or "没有"
    scripts = bool(_SCRIPT.search(files["report.html"]))
    yield "网页里没有脚本", not scripts, "有" if scripts else "没有"
    macros = [name for name in ("report.docx", "report.xlsx") if _has_macros(files[name])]
    yield "Word、Excel 里没有宏和外部链接", not macros, "、".join(macros) or "没有"
    private = [finding for finding in version.findings if finding.rule in _PRIVATE and not finding.cause]
    yield "没有个人隐私和涉密标志", not private, f"{len(private)} 处"


def _fault(content: bytes) -> str:
    try:
        with ZipFile(BytesIO(content)) as archive:
            return archive.testzip() or ""
    except DAMAGE:
        return "不是完整的文件"


def _has_macros(content: bytes) -> bool:
    try:
        with ZipFile(BytesIO(content)) as archive:
            return any(_MACRO.search(name) for name in archive.namelist())
    except DAMAGE:
        return True
