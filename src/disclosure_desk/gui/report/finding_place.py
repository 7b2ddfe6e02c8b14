"""Where the clerk goes to mend a finding: a cell that is keyed, not a sum that the program works out."""

from collections.abc import Iterable

from disclosure_desk.checks.finding import Finding
from disclosure_desk.core.report import Report


def place_to_mend(report: Report, finding: Finding) -> str:
    """The place of a finding at which something can be mended; "" for one about the report as a whole.

    A figure typed on a computed sum would key that sum and leave the wrong part as it is: instead of it comes the
    first keyed cell that the finding names too, else the first keyed part of the sum.
    """
    first = finding.marks[0].text if finding.marks else next(iter(finding.cells), "")
    if not _is_computed(report, first):
        return first
    named = next((place for place in finding.cells if not _is_computed(report, place)), "")
    return named or _first_keyed(report, _parts(report, first)) or first


def first_to_mend(findings: Iterable[Finding]) -> Finding | None:
    """The first finding that is to be mended, where there is none the first that is to be explained."""
    still = [finding for finding in findings if finding.is_open]
    kinds = ("error", "warning")
    return next((one for kind in kinds for one in still if one.severity == kind), None)


def _is_computed(report: Report, place: str) -> bool:
    cell = report.form.cells.get(place)
    return cell is not None and cell.is_sum and report.cells[place] is None


def _parts(report: Report, place: str) -> tuple[str, ...]:
    cell = report.form.cells[place]
    return cell.row_parts or cell.column_parts


def _first_keyed(report: Report, places: Iterable[str]) -> str:
    for place in places:
        found = _first_keyed(report, _parts(report, place)) if _is_computed(report, place) else place
        if found:
            return found
    return ""
