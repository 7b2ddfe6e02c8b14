"""Tables that only the page's own style sheet makes ones, and what is said to stand apart: read as they are shown."""

import pytest

from disclosure_desk.readers.formats.html import style_sheet
from disclosure_desk.readers.formats.html.reader import html_items
from disclosure_desk.readers.formats.html.selector import StyledNode
from disclosure_desk.readers.formats.html.style_sheet import IF_IT_FITS, StyleSheet
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.source_items import SourceRemark, SourceRow

TABLE = ".t{display:table}.r{display:table-row}.c{display:table-cell}"
CELLS = "".join(f'<span class="{name}">{text}</span>' for name, text in (("c", "行政许可"), ("c", ""), ("c a", "12")))
BODY = f'<div class="t"><p class="r">{CELLS}</p></div>'


def read(css, body=BODY, media=""):
    page = f"<html><head><style{media}>{css}</style></head><body>{body}</body></html>"
    items = [item for item in html_items(page.encode()) if not isinstance(item, SourceRemark)]
    return [item.cells if isinstance(item, SourceRow) else item.text for item in items]


@pytest.mark.parametrize(
    "css",
    [
        TABLE,
        "/* .r{} */ DIV.t { Display : TABLE }\np.r{color:red;display:table-row}.c{display:table-cell !important;}",
        "@charset 'utf-8'; .t,.u{display:table}p{display:table-row}.c{display:table-cell}",
        TABLE + "@media print{.r{display:block}.c{display:block}}",
        ".c{display:block}" + TABLE,
        TABLE + ".t>.c{display:inline}.c:hover{display:none}#c{display:block}.r .c::before{display:none}",
        ".c{display:none}.r .c{display:table-cell}",
        "@supports (display:grid){@media screen and (min-width:600px){.r .c{display:table-cell}}}",
    ],
)
def test_classes_and_tags_that_are_shown_as_parts_of_a_table_are_one(css):
    assert read(css) == [("行政许可", "", "12")]


@pytest.mark.parametrize(
    "css",
    [
        "",
        "@media print{" + TABLE + "}",
        ".t>.c{display:table-cell}",
        "@media (max-width:600px){.c{display:table-cell}}@media screen and (color){.c{display:table-cell}}",
        "@font-face{.c{display:table-cell}}@keyframes a{.c{display:table-cell}}.u{.c{display:table-cell}}",
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


def declared(css, *path):
    """What a sheet declares of the last of some elements, each in the one before it: (tag, attributes)."""
    sheet, node = StyleSheet(), None
    sheet.add(css)
    for tag, attributes in path:
        node = StyledNode(tag, attributes, node, classes=attributes.get("class", "").split())
    return sheet.declared(node)


@pytest.mark.parametrize(
    ("css", "element", "display"),
    [
        ("td{display:block}.a{display:flex}td.a{display:table-cell}", ("td", {"class": "a"}), "table-cell"),
        ("td{display:block}.a{display:flex}td.a{display:table-cell}", ("p", {"class": "b a"}), "flex"),
        ("td{display:block}.a{display:flex}", ("td", {}), "block"),
        ("td{display:block}td{display:none}", ("td", {}), "none"),
        ("#x{display:block}.a.a.a{display:none}", ("p", {"id": "x", "class": "a"}), "block"),
        (".a{display:none!important}#x{display:block}", ("p", {"id": "x", "class": "a"}), "none"),
        (".a{display:none}", ("p", {"class": "a", "style": "display:block"}), "block"),
        (".a{display:none ! important}", ("p", {"class": "a", "style": "display:block"}), "none"),
        (".a{display:none ! important}", ("p", {"class": "a", "style": "display:block!important"}), "block"),
        (".a:not(.b):is(p, i){display:none}", ("p", {"class": "a"}), "none"),
        (".a:not(.b){display:none}", ("p", {"class": "a b"}), None),
        (r".md\:hide{display:none}", ("p", {"class": "md:hide"}), "none"),
        ("[data-a='x, y'] {display:none}", ("p", {"data-a": "x, y"}), "none"),
        ("[class^=no][class$=ed][class*='t us'][class~=used][lang|=zh][lang]{display:none}",
         ("p", {"class": "not used", "lang": "zh-CN"}), "none"),
        ("p[lang=en],[hidden{display:none}", ("p", {"lang": "zh"}), None),
    ],
)  # fmt: skip
def test_the_strongest_rule_says_how_an_element_is_shown(css, element, display):
    assert declared(css, ("td", {}), element).get("display") == display


@pytest.mark.parametrize(
    "selector",
    [
        "> p",
        "p >",
        " ".join("p" * 30),
        "b > p",
        "i + p",
        "i ~ p",
        "p:nth-child(0n+3)",
        "p:nth-child(4)",
        "p:nth-child(x)",
        "p:hover",
        "p[=]",
        "p!",
        "a b",
        "",
    ],
)
def test_selectors_that_are_not_understood_hide_nothing(selector):
    assert declared(f"{selector}{{display:none}}", ("td", {}), ("p", {})) == {}


@pytest.mark.parametrize(
    "selector", ["p:has(b)", "p:not(:has(b))", "td p:is(:has(> b), i)", "td:has(b) p", "p:not(:hover)", "p:new(b)"]
)
def test_what_depends_on_the_inside_of_an_element_is_declared_as_a_guess(selector):
    assert declared(f"{selector}{{display:none}}", ("td", {}), ("p", {})) == {f"{IF_IT_FITS}display": "none"}
    assert declared(f"{selector}{{display:none!important}}", ("td", {}), ("a", {})) == {}


HIDES = "display:none"


@pytest.mark.parametrize(
    "css",
    [
        "td{ & .q{H} }",
        "td{color:red; .q{H}}",
        "td{ > .q{H} color:red }",
        "p{ color:red; &{ p&{H} } }",
        "tr,td{ i, & p{ &.q{H} } }",
        "td{ @media screen{ p{H} } }",
        "p{ @supports (display:grid){ H } }",
        "@layer a{@supports (display:grid){td{&>p{H}}}}",
        "td p{ td &{ &.q{H} } }",
    ],
)
def test_rules_within_rules_are_read_as_if_they_stood_alone(css):
    assert declared(css.replace("H", HIDES), ("tr", {}), ("td", {}), ("p", {"class": "q"})).get("display") == "none"


@pytest.mark.parametrize(
    "css",
    [
        "@media (prefers-contrast:more){p{H}}",
        "@media not print{@media screen{p{H}}}",
        "@supports not (display:grid){td{p{H}}}",
        "@container (width>1px){p{H}}",
        "p{ @scope (.a){ &{H} } }",
        "p{" + "&&{" * 9 + "H}",
        ",".join(["i"] * 7) + "{" + ",".join(["p"] * 7) + "{H}}",
    ],
)
def test_what_hides_under_a_condition_that_is_not_understood_is_a_guess(css):
    assert declared(css.replace("H", HIDES), ("td", {}), ("p", {})) == {f"{IF_IT_FITS}display": "none"}


@pytest.mark.parametrize(
    "css",
    [
        "@media print{p{&{H}}}",
        "@media (orientation: portrait){p{H}}",
        "@media (prefers-color-scheme: dark){p{H}}",
        "i{ & p{H} }",
        "td{ p:hover{H} }",
        "p{ &::before{H} }",
        "td{color:red}}p{}",
    ],
)
def test_rules_within_rules_for_something_else_hide_nothing(css):
    assert "none" not in declared(css.replace("H", HIDES), ("td", {}), ("p", {})).values()


def test_a_rule_within_a_rule_comes_behind_what_stands_before_it():
    assert declared("p{display:none; &{display:block} }", ("p", {}))["display"] == "block"


def test_a_figure_with_hidden_digits_in_nested_rules_is_read_without_them_and_one_in_doubt_is_told():
    body = "<table><tr><td>行政许可</td><td>2501<i class=q>99</i></td></tr></table>"
    items = [list(html_items(f"<style>{css}</style>{body}".encode())) for css in (
        "td{ & .q{display:none} }", "@container (width>1px){.q{display:none}}"
    )]  # fmt: skip
    rows = [next(one for one in own if isinstance(one, SourceRow)) for own in items]

    assert [row.cells[1] for row in rows] == ["2501", "250199"]
    assert [{doubt.cause for doubt in row.doubts} for row in rows] == [{"hidden"}, {"styled"}]


def test_style_element_for_a_medium_that_is_not_understood_is_a_guess():
    assert read(".c{display:none}", media=' media="(prefers-contrast:more)"') == ["行政许可12"]


def test_sheet_that_would_take_for_ever_is_refused(monkeypatch):
    monkeypatch.setattr(style_sheet, "_MOST_STEPS", 1_000)
    deep = "<div>" * 40

    with pytest.raises(ReadError, match="样式太复杂"):
        read("u * * * i{color:red}", f"{deep}<i>1</i>")
