"""Tables that only the page's own style sheet makes ones, and what is said to stand apart: read as they are shown."""

import pytest

from disclosure_desk.readers.formats.html.reader import html_items
from disclosure_desk.readers.formats.html.style_sheet import StyleSheet
from disclosure_desk.readers.model.source_items import SourceRow

TABLE = ".t{display:table}.r{display:table-row}.c{display:table-cell}"
CELLS = "".join(f'<span class="{name}">{text}</span>' for name, text in (("c", "行政许可"), ("c", ""), ("c a", "12")))
BODY = f'<div class="t"><p class="r">{CELLS}</p></div>'


def read(css, body=BODY, media=""):
    page = f"<html><head><style{media}>{css}</style></head><body>{body}</body></html>"
    return [item.cells if isinstance(item, SourceRow) else item.text for item in html_items(page.encode())]


@pytest.mark.parametrize(
    "css",
    [
        TABLE,
        "/* .r{} */ DIV.t { Display : TABLE }\np.r{color:red;display:table-row}.c{display:table-cell !important;}",
        "@charset 'utf-8'; .t,.u{display:table}p{display:table-row}.c{display:table-cell}",
        TABLE + "@media print{.r{display:block}.c{display:block}}",
        ".c{display:block}" + TABLE,
        TABLE + ".r .c{display:inline}.c:first-child{display:none}#c{display:block}",
    ],
)
def test_classes_and_tags_that_are_shown_as_parts_of_a_table_are_one(css):
    assert read(css) == [("行政许可", "", "12")]


@pytest.mark.parametrize(
    "css",
    [
        "",
        "@media print{" + TABLE + "}",
        ".r .c{display:table-cell}",
        "}.c{}",
        ".c{display:table-cell",
        ".c{display:none}",
        "x" * 500_001 + "{}" + TABLE,
    ],
)
def test_what_the_sheet_does_not_say_of_the_page_as_it_is_shown_makes_no_table(css):
    assert read(css) == ["行政许可12"]


def test_sheet_for_another_medium_is_not_looked_at():
    assert read(TABLE, media=' media="print"') == ["行政许可12"]


def test_own_style_of_an_element_is_stronger_than_the_sheet():
    assert read(
        TABLE, '<p class="r"><b class="c" style="display:inline">1</b><b class="c" style="display:inline">2</b></p>'
    ) == ["12"]


@pytest.mark.parametrize("display", ["flex", "inline-grid"])
def test_what_is_right_in_a_box_that_lays_out_stands_apart_and_never_runs_together(display):
    body = '<p class="r"><span>行政许可</span><span>1</span><span><b>2</b><i>3</i></span></p>'
    assert read(f".r{{display:{display}}}", body) == ["行政许可", "1", "23"]


def test_a_class_with_its_tag_says_more_than_the_class_and_that_more_than_the_tag():
    sheet = StyleSheet()
    sheet.add("td{display:block}.a{display:flex}td.a{display:table-cell}.hidden{display:none}")
    displays = [
        sheet.display(tag, {"class": name}) for tag, name in (("td", "a"), ("p", "b a"), ("td", ""), ("p", "hidden"))
    ]
    assert displays == ["table-cell", "flex", "block", ""]
