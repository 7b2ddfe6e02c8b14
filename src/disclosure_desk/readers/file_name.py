"""What a file's name tells of the report in it, where the report itself names no unit or no year."""

from pathlib import PurePath

from disclosure_desk.core.report import UNIT, YEAR, Value, new_report
from disclosure_desk.readers.model.reading import Reading
from disclosure_desk.readers.structure.mentions import read_file_name


def with_file_name(reading: Reading, name: str) -> Reading:
    """The reading with the unit and year that its file's name has for those left open, each with a doubt."""
    report = reading.report
    if report.unit and report.year:
        return reading
    unit, year = read_file_name(PurePath(name).stem)
    taken = {UNIT: unit if not report.unit else "", YEAR: str(year) if year and not report.year else ""}
    taken = {place: value for place, value in taken.items() if value}
    if not taken:
        return reading
    notes = tuple(
        note._replace(reason=f"原文没有写明，从文件名取了“{taken[note.place]}”，请核对。")
        if note.place in taken and note.kind == "doubtful"
        else note
        for note in reading.notes
    )
    values: dict[str, Value] = {**report.cells, **report.texts, **report.explanations}
    kept = (note.note for note in dict.fromkeys(notes))
    named = new_report(report.form, report.unit or unit, report.year or year, values, kept)
    return reading._replace(report=named, notes=notes)
