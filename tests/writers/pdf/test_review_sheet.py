"""Where the words of the review sheet stand on the page."""

from contextlib import closing

import pypdfium2

from disclosure_desk.writers.archive_copy import archive_copy
from disclosure_desk.writers.archive_record import ArchiveRecord, Signature
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.page import PageGeometry

NAME, DAY = "欧阳", "2026年1月20日"
GIVEN = tuple(Signature(step, NAME, "同意", "2026-01-20T09:00:00+08:00") for step in ("部门初核", "办公室复核"))


def places(pdf, words):
    """Left and right, foot and top of each place on the first page where the words stand, in points from below."""
    with closing(pypdfium2.PdfDocument(pdf)) as document, closing(document[0].get_textpage()) as text:
        searcher = text.search(words)
        while (found := searcher.get_next()) is not None:
            start, count = found
            boxes = [text.get_charbox(number) for number in range(start, start + count)]
            lefts, feet, rights, tops = zip(*boxes, strict=True)
            yield min(lefts), max(rights), min(feet), max(tops)
        searcher.close()


def test_the_day_of_an_approval_stands_in_the_corner_of_its_row(full_report):
    """At the right edge and at the foot: the seal goes over the name, in the middle of the row."""
    record = ArchiveRecord(full_report, (), (), signatures=GIVEN)
    pdf = archive_copy(record, ["review"], PageSettings(double_sided=False))
    days, names = list(places(pdf, DAY)), list(places(pdf, NAME))

    assert len(days) == len(names) == 2
    for (_, edge, _, top), (_, _, foot, _) in zip(days, names, strict=True):
        assert 4 < PageGeometry().left + PageGeometry().measure - edge < 9  # the row's own margin, and a part of 日's
        assert top < foot - 20
