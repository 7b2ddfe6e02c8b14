import pytest

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Report, new_report
from disclosure_desk.writers.outline import Heading, Paragraph, Table, outline


def test_the_parts_come_in_the_order_of_the_form(full_report: Report):
    parts = list(outline(full_report))
    headings = [part.text for part in parts if isinstance(part, Heading)]

    assert headings == [section.heading for section in full_report.form.sections if section.heading]
    assert [part.layout.grid.id for part in parts if isinstance(part, Table)] == ["proactive", "requests", "disputes"]
    assert isinstance(parts[0], Paragraph)
    assert parts[0].place == "preface"


def test_a_blank_report_has_headings_and_tables_only(blank_report: Report):
    assert {type(part) for part in outline(blank_report)} == {Heading, Table}


@pytest.mark.parametrize(
    ("typed", "printed", "subhead"),
    [
        ("（一）主动公开：坚持公开。", "（一）主动公开：坚持公开。", "（一）主动公开："),
        ("(一) 主动公开情况。加强公开。", "(一) 主动公开情况。加强公开。", "(一) 主动公开情况。"),
        ("坚持公开。", "（一）主动公开：坚持公开。", "（一）主动公开："),
        ("（一）主动公开", "（一）主动公开", "（一）主动公开"),
    ],
)
def test_a_topic_has_its_subhead_as_typed_or_else_the_official_one(form: Form, typed, printed, subhead):
    report = new_report(form, "", 2025, {"overview.proactive": typed})
    paragraph = next(part for part in outline(report) if isinstance(part, Paragraph))

    assert paragraph.text == printed
    assert paragraph.text[: paragraph.subhead] == subhead


def test_paragraph_breaks_are_kept_and_blank_lines_are_not(form: Form):
    report = new_report(form, "", 2025, {"problems": "一是甲。\n\n  二是乙。  \r\n"})

    assert [part.text for part in outline(report) if isinstance(part, Paragraph)] == ["一是甲。", "二是乙。"]
