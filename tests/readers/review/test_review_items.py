"""What of a reading wants a look, and in which order."""

from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Change, new_report
from disclosure_desk.readers.model.reading import Origin, Reading
from disclosure_desk.readers.model.remark import SourceNote
from disclosure_desk.readers.model.source_items import SourceParagraph, SourceRow
from disclosure_desk.readers.review.review_items import (
    ReadingChoice,
    broken_identities,
    cell_in_row,
    items_to_review,
    reason_of,
)

FORM = load_form("2021")
GRANTED, DENIED, TOTAL = (
    f"requests.{row}.business" for row in ("outcome.granted", "outcome.denied.state_secret", "received")
)


SOURCE = (SourceParagraph("原文"),)


def reading(values=None, notes=(), items=SOURCE, **more):
    report = new_report(FORM, "某街道", 2024, values or {}, (note.note for note in notes))
    return Reading(report, tuple(notes), tuple(items), **more)


def test_what_is_sure_comes_last_and_says_no_reason():
    items = (SourceParagraph("总述。"), SourceRow(("行政许可", "12")))
    places = {"overview.lead": Origin(0, "总述。"), "proactive.licence.decisions": Origin(1, "12")}
    items = items_to_review(
        reading({"overview.lead": "总述。", "proactive.licence.decisions": 12}, (), items, origins=places)
    )
    assert {item.kind for item in items} == {"rest"}
    assert not any(item.reasons for item in items)
    assert [item.place for item in items][:2] == ["overview.lead", "proactive.rule_document.issued"]
    assert len(items) == 11


def test_doubts_come_in_the_form_s_order_with_what_stood_there():
    notes = (
        SourceNote("doubtful", DENIED, "原文是“3件”，读作 3"),
        SourceNote("original", "proactive.licence.decisions", "", "/"),
    )
    items = items_to_review(
        reading(
            {DENIED: 3},
            notes,
            (SourceRow(("属于国家秘密", "3件")), SourceRow(("行政许可", "/"))),
            origins={DENIED: Origin(0, "3件"), "proactive.licence.decisions": Origin(1, "/")},
            unsure=frozenset({DENIED, "proactive.licence.decisions"}),
        )
    )
    assert [(item.place, item.reasons, item.source_items) for item in items[:2]] == [
        ("proactive.licence.decisions", ("这里不是数字，先空着",), (1,)),
        (DENIED, ("原文是“3件”，读作 3",), (0,)),
    ]
    assert items[0].choices == (ReadingChoice(None, "/", 1),)


def test_a_doubt_about_a_row_is_told_at_its_cells_and_not_again():
    row = SourceRow(("属于国家机密", "3"))
    notes = (SourceNote("doubtful", "", "名称不同，当作“1.属于国家秘密”", row.text, 0),)
    items = items_to_review(
        reading({DENIED: 3}, notes, (row,), origins={DENIED: Origin(0, "3")}, unsure=frozenset({DENIED}))
    )
    assert items[0].reasons == ("名称不同，当作“1.属于国家秘密”",)
    assert not [item for item in items if item.kind == "remark"]


def test_what_is_unsure_without_a_word_is_told_all_the_same():
    items = items_to_review(reading({DENIED: 3}, origins={DENIED: Origin(0, "3")}, unsure=frozenset({DENIED})))
    assert items[0].reasons == ("这一处读得没有把握",)


def test_other_ways_to_read_a_place_are_all_offered():
    others = {DENIED: (Origin(1, "31"), Origin(2, "约五")), "problems": (Origin(1, "另一段"),)}
    items = (SourceRow(("3",)), SourceRow(("31",)), SourceRow(("约五",)))
    items = items_to_review(reading({DENIED: 3}, (), items, origins={DENIED: Origin(0, "3")}, others=others))
    assert items[0].choices == (ReadingChoice(3, "3", 0), ReadingChoice(31, "31", 1), ReadingChoice(None, "约五", 2))
    assert items[0].source_items == (0, 1, 2)
    assert items[0].reasons == ("原文里有 3 种读法",)
    assert items[1].choices == (ReadingChoice("", "", None), ReadingChoice("另一段", "另一段", 1))


def test_remarks_on_the_source_come_after_the_doubts_and_lead_to_what_they_quote():
    notes = (
        SourceNote("unplaced", "", "没有地方放", "附件：二", 1),
        SourceNote("label", "", "表格缺失", "没有找到表二。"),
    )
    items = items_to_review(reading(notes=notes, items=(SourceParagraph("甲"), SourceParagraph("附件：二"))))
    assert [(item.kind, item.reasons, item.source_items) for item in items] == [
        ("remark", ("没有地方放：附件：二",), (1,)),
        ("remark", ("表格缺失：没有找到表二。",), ()),
    ]
    assert len({item.key for item in items}) == 2


def test_a_remark_about_the_name_is_one_on_the_source():
    items = items_to_review(reading(notes=(SourceNote("doubtful", "year", "年度从文件名得来"),)))
    assert [(item.kind, item.place) for item in items] == [("remark", "")]


def broken():
    """Two granted, three received: their column does not balance."""
    columns = ("natural_person", "business", "research", "public_interest", "legal_services", "other")
    inner = [cell.id for cell in FORM.cells.values() if cell.grid == "requests" and cell.column.id in columns]
    values = {cell: 0 for cell in inner if not FORM.cells[cell].is_sum} | {GRANTED: 2, TOTAL: 3}
    return {**values, "requests.outcome.total.business": 2}


def test_a_shift_is_seen_by_what_does_not_add_up():
    places = {GRANTED: Origin(1, "2"), TOTAL: Origin(0, "3"), "requests.outcome.total.business": Origin(2, "2")}
    items = items_to_review(
        reading(broken(), (), (SourceRow(("3",)), SourceRow(("2",)), SourceRow(("2",))), origins=places)
    )
    assert (items[0].kind, items[0].place, items[0].source_items) == ("identity", TOTAL, (0, 2))
    assert [item.place for item in items].count(TOTAL) == 1


def test_a_finding_is_told_with_the_likeliest_repair():
    findings = [
        one for found in broken_identities(new_report(FORM, "某街道", 2024, broken())).values() for one in found
    ]
    assert "不平衡" in reason_of(findings[0])
    assert "可能的改法" in reason_of(findings[0]) or not findings[0].repairs
    mended = new_report(FORM, "某街道", 2024, broken())
    mended.apply([Change(TOTAL, 3, 2)])
    assert not broken_identities(mended)


def test_our_own_file_has_only_its_remarks():
    note = SourceNote("original", DENIED, "", "/")
    items = items_to_review(reading(broken(), (note,), ()))
    assert [(item.kind, item.place) for item in items] == [("doubt", DENIED)]


def test_a_figure_is_marked_in_its_row_where_it_stands_there_also_as_a_part_of_what_was_read():
    row = SourceRow(("（一）", "3", " 3 ", "20", "23", ""))
    columns = {"natural_person": Origin(0, "3", 2), "business": Origin(0, "20 23", 3), "research": Origin(0, "", 5)}
    places = {f"requests.received.{column}": origin for column, origin in columns.items()}
    read = reading({}, (), (row,), origins=places)
    assert [cell_in_row(read, place) for place in places] == [2, 3, 5]


def test_no_cell_is_marked_where_it_is_not_sure_which():
    origins = {
        DENIED: Origin(0, "4", 1),
        "problems": Origin(0, "3"),
        "preface": Origin(1, "段", 0),
        TOTAL: Origin(0, "", 2),
    }
    read = reading({}, (), (SourceRow(("甲", "3")), SourceParagraph("段")), origins=origins)
    assert cell_in_row(read, DENIED) is None
    assert cell_in_row(read, "problems") is None
    assert cell_in_row(read, "preface") is None
    assert cell_in_row(read, GRANTED) is None
    assert cell_in_row(read, TOTAL) is None
