"""A report as it stands, for whoever works on it beside the window."""

from disclosure_desk.core.report import Report, new_report


def snapshot(report: Report) -> Report:
    """The report as it stands, which no later change reaches."""
    values = {**report.texts, **report.explanations, **report.cells}
    return new_report(report.form, report.unit, report.year, values, report.notes)
