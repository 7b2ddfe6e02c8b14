"""The line at the foot of each page by which loose sheets find together again."""

from disclosure_desk.writers.archive_words import wording
from disclosure_desk.writers.pdf.archive.blocks import Type, lines_of, put_line
from disclosure_desk.writers.pdf.archive.front import Front
from disclosure_desk.writers.pdf.lines import Line
from disclosure_desk.writers.pdf.page import NUMBER_GAP, Sheet

_SIZE = 9.0
_ENDLESS = 1e6


def put_foot(target: Sheet, front: Front, sheet: str, page: int, pages: int) -> None:
    """What the page belongs to and which it is, counted from 1; a unit that is too long is cut."""
    kind = Type(front.faces.table, _SIZE, 2 * _SIZE)
    line = _set(front, kind, sheet, front.unit, (page, pages))
    over = line.width - front.measure
    if over > 0:
        kept = len(front.unit) - int(over / _SIZE) - 2
        line = _set(front, kind, sheet, front.unit[: max(0, kept)] + "…", (page, pages))
    put_line(target, line, kind, (front.measure - line.width) / 2, target.form.depth + NUMBER_GAP - _SIZE)


def _set(front: Front, kind: Type, sheet: str, unit: str, number: tuple[int, int]) -> Line:
    words, (page, pages) = wording(), number
    text = words.foot.format(
        sheet=words.names[sheet],
        unit=unit,
        year=front.dossier.report.year,
        digest=front.digest,
        page=page,
        pages=pages,
    )
    return lines_of(text, kind, _ENDLESS)[0]
