import pytest

from disclosure_desk.readers.clipboard_block import PastedBlock, read_block
from disclosure_desk.readers.model.errors import ReadError

BY_OTHER_ORDER = (
    "\t\t总计\t自然人\t法人或其他组织\n"
    '\t\t\t\t商业企业\t科研机构\t"社会\n公益组织"\t法律服务机构\t其他\n'
    '"（一）\n予以公开"\t\t28\t7\t6\t5\t4\t3\t3\n'
)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", ()),
        ("5", (("5",),)),
        ("1\t2\r\n3\t4\r\n", (("1", "2"), ("3", "4"))),
        ("1\t2\n3\n", (("1", "2"), ("3", ""))),
        ("1\t\n\n3\t\n\n\n", (("1", ""), ("", ""), ("3", ""))),
        ('"1\n2"\t3\n', (("1\n2", "3"),)),
        ('"1\t2\n3', (('"1', "2"), ("3", ""))),
        ("甲\t2", (("甲", "2"),)),
        ("自然人\t商业企业\n1\t2", (("自然人", "商业企业"), ("1", "2"))),
        ("9" * 200_000, (("9" * 200_000,),)),
        ("\n12", (("12",),)),
        ("\r\n\r\n12\r\n", (("12",),)),
        ("\n1\n2", (("1",), ("2",))),
        ("\n1\n2\n", (("",), ("1",), ("2",))),
        ("\t\n1\t2", (("", ""), ("1", "2"))),
    ],
)
def test_block_without_known_labels_is_a_rectangle_of_strings(form, text, rows):
    assert read_block(form, "requests", text) == PastedBlock(rows, {})


def test_block_with_labels_is_placed_by_them(form):
    block = read_block(form, "requests", BY_OTHER_ORDER)

    named = {"total": "28", "natural_person": "7", "business": "6", "research": "5"}
    named |= {"public_interest": "4", "legal_services": "3", "other": "3"}
    assert block == PastedBlock((), {f"requests.outcome.granted.{column}": text for column, text in named.items()})


def test_rows_without_heads_have_the_columns_of_the_form(form):
    block = read_block(form, "proactive", "行政规范性文件\t1\t/\t\n规章\t4\t5\t6\n规程\t7\t8\t9\n行政许可\t1\t2\n")

    assert block.placed == {
        "proactive.rule_document.issued": "4",
        "proactive.rule_document.repealed": "5",
        "proactive.rule_document.in_force": "6",
        "proactive.normative_document.issued": "1",
        "proactive.normative_document.repealed": "/",
        "proactive.normative_document.in_force": "",
    }
    assert block.unplaced == (("规程", "7", "8", "9"), ("行政许可", "1", "2", ""))


def test_far_too_many_cells_are_refused(form):
    with pytest.raises(ReadError, match="太大了"):
        read_block(form, "requests", "1\t" * 400 + "\n1" * 400)


def test_cell_longer_than_a_spreadsheet_holds_is_still_a_cell(form):
    assert read_block(form, "disputes", "1\t" + "x" * 200_000).rows == (("1", "x" * 200_000),)


def test_row_of_another_edition_that_the_table_has_not_stays_outside(form):
    block = read_block(form, "proactive", "行政许可\t3\n(六)其他处理\t4\n")

    assert block.placed == {"proactive.licence.decisions": "3"}
    assert block.unplaced == (("(六)其他处理", "4"),)
