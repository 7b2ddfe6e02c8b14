"""Unit and year of a reading from elsewhere than its source: the file's name, or what somebody says."""

from collections.abc import Iterable
from pathlib import PurePath

from disclosure_desk.core.report import UNIT, YEAR, Value, new_report
from disclosure_desk.readers.model.reading import Reading
from disclosure_desk.readers.model.remark import SourceNote


def with_file_name(reading: Reading, name: str) -> Reading:
    """The reading with the unit and year that its file's name has for those left open, each with a doubt."""
    report = reading.report
    if report.unit and report.year:
        return reading
    from disclosure_desk.readers.structure.mentions import read_file_name  # noqa: PLC0415 - most reports say both

    unit, year = read_file_name(PurePath(name).stem)
    taken = {UNIT: "" if report.unit else unit, YEAR: str(year) if year and not report.year else ""}
    notes = (
        note._replace(reason=f"原文没有写明，从文件名取了“{taken[note.place]}”，请核对。")
        if note.kind == "doubtful" and taken.get(note.place)
        else note
        for note in reading.notes
    )
    return _named(reading, report.unit or unit, report.year or year, notes)


def with_name(reading: Reading, unit: str | None, year: int | None) -> Reading:
    """The reading under the unit and year that somebody says, where not None; what was doubtful of them goes."""
    given = {place for place, value in ((UNIT, unit), (YEAR, year)) if value is not None}
    report = reading.report
    notes = [note for note in reading.notes if note.place not in given]
    if unit is not None and report.unit not in {"", unit}:
        notes.append(SourceNote("title", UNIT, f"原文的机关名称是“{report.unit}”，记作“{unit}”"))
    if year is not None and report.year not in {0, year}:
        notes.append(SourceNote("title", YEAR, f"原文的年份是 {report.year} 年，记作 {year} 年"))
    named = _named(reading, report.unit if unit is None else unit, report.year if year is None else year, notes)
    return named._replace(unsure=reading.unsure - given)


def _named(reading: Reading, unit: str, year: int, notes: Iterable[SourceNote]) -> Reading:
    report, kept = reading.report, tuple(dict.fromkeys(notes))
    values: dict[str, Value] = {**report.cells, **report.texts, **report.explanations}
    named = new_report(report.form, unit, year, values, (note.note for note in kept))
    return reading._replace(report=named, notes=kept)
