"""The packages of the sealed versions in a data folder, and the reports in them."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Report
from disclosure_desk.readers.formats.json import read_json
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.store.backup.packages import package_fault
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.approvals import SealedVersion
from disclosure_desk.store.events.event import Event
from disclosure_desk.store.events.replay import approval_state
from disclosure_desk.store.paths import PACKAGES


def sealed_versions(events: Iterable[Event]) -> Mapping[int, tuple[SealedVersion, ...]]:
    """Every sealed version by the id of its report."""
    by_report: dict[int, list[Event]] = {}
    for event in events:
        if event.report is not None:
            by_report.setdefault(event.report, []).append(event)
    return {report: tuple(approval_state(own).versions) for report, own in by_report.items()}


def sealed_content(folder: Path, sealing: SealedVersion) -> bytes:
    """The package of a version; raises StoreError where it is not as it was sealed."""
    path = folder / PACKAGES / sealing.file
    fault = package_fault(path, sealing.sha256)
    if fault:
        raise StoreError(f"{fault}。请从备份或者光盘上找回原来的档案包，放回原处再试。")
    return path.read_bytes()


def sizes_in(content: bytes) -> Mapping[str, int]:
    """How large the report is in a package, in each of its formats by ending; `.zip` for all; raises StoreError."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            sizes = {Path(one.filename): one.file_size for one in archive.infolist()}
    except BadZipFile as error:
        raise StoreError("档案包打不开，不是完整的 zip 文件。") from error
    return {".zip": len(content), **{path.suffix: size for path, size in sizes.items() if path.stem == "report"}}


def sealed_report(folder: Path, sealing: SealedVersion, form: Form) -> Report:
    """The report of a version; raises StoreError where its package is not as it was sealed."""
    return report_in_package(sealed_content(folder, sealing), form)


def report_in_package(content: bytes, form: Form) -> Report:
    """The report in the bytes of a package; raises StoreError."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            name = next(name for name in archive.namelist() if name.endswith("/data/report.json"))
            return read_json(form, archive.read(name))
    except (BadZipFile, StopIteration, ReadError) as error:
        raise StoreError("档案包里的 data/report.json 读不出来。") from error
