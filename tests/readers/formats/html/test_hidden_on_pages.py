"""What a page's styles hide is in no figure, and what they show is in it."""

import pytest

from disclosure_desk.readers.formats.html.reader import html_items
from disclosure_desk.readers.model.source_items import ItemDoubt, SourceParagraph, SourceRemark, SourceRow


def row_of(css, cell, head=""):
    """The row with a cell on a page with this style."""
    page = f"<html><head><style>{css}</style>{head}</head><body><table id='t'><tr><td>行政许可{cell}</table></body>"
    (row,) = (item for item in html_items(page.encode()) if isinstance(item, SourceRow))
    return row


HIDDEN = {
    "a class": (".x{display:none}", "<td><span class='a x'>9</span>2501"),
    "an id": ("#x{display:none}", "<td>2501<b id=x>9</b>"),
    "an element": ("td i{display:none}", "<td>2501<i>9</i>"),
    "a child": ("#t td > span{display:none}", "<td>25<span>9</span>01"),
    "a sibling": ("b + b{display:none}", "<td><b>2501</b><b>9</b>"),
    "later siblings": ("b ~ i{display:none}", "<td><b>2501</b><u></u><i>9</i>"),
    "the last child": ("td span:last-child{visibility:hidden}", "<td><span>2501</span><span>9</span>"),
    "a counted child": ("td :nth-child(2n){display:none}", "<td><b>25</b><b>9</b><b>01</b>"),
    "not a class": ("span:not(.ok){display:none}", "<td><span class=ok>2501</span><span>9</span>"),
    "an attribute": ("[data-old]{display:none}", "<td>2501<span data-old=1>9</span>"),
    "a list of selectors": (".a, .b:hover, td .x {display:none}", "<td>2501<span class=x>9</span>"),
    "important": (".x{display:none!important}", "<td>2501<span class=x style='display:inline'>9</span>"),
    "a screen of today": ("@media screen and (min-width:800px){.x{display:none}}", "<td>2501<span class=x>9</span>"),
    "visibility": (".x{visibility:hidden}", "<td>2501<span class=x>9</span>"),
    "visibility in part": (".x{visibility:hidden}.y{visibility:visible}", "<td><p class=x>9<b class=y>2501</b></p>"),
    "opacity": (".x{opacity:0}", "<td>2501<span class=x>9</span>"),
    "opacity in percent": (".x{opacity:1%}", "<td>2501<span class=x><b>9</b></span>"),
    "opacity of an opacity": (".x,.x b{opacity:.2}", "<td>2501<span class=x><b>9</b></span>"),
    "a filter": (".x{filter:opacity(0)}", "<td>2501<span class=x>9</span>"),
    "no size": (".x{font-size:0}", "<td>2501<span class=x>9</span>"),
    "no size in short": (".x{font:0/0 a}", "<td>2501<span class=x>9</span>"),
    "a tiny size": (".x{font-size:1px}", "<td>2501<span class=x>9</span>"),
    "a share of a tiny size": (".x{font-size:2px}.x b{font-size:50%}", "<td><span class=x><b>9</b></span>2501"),
    "a clip": (".x{position:absolute;clip:rect(0 0 0 0)}", "<td>2501<span class=x>9</span>"),
    "a clip path": (".x{clip-path:inset(50%)}", "<td>2501<span class=x>9</span>"),
    "no height": (".x{display:inline-block;height:0;overflow:hidden}", "<td>2501<span class=x>9</span>"),
    "a box of a pixel": (".x{position:absolute;width:1px;overflow:hidden}", "<td>2501<span class=x>9</span>"),
    "off the left": (".x{position:absolute;left:-9999px}", "<td>2501<span class=x>9</span>"),
    "off the top": (".x{position:fixed;top:-100em}", "<td>2501<span class=x>9</span>"),
    "a far indent": (".x{display:inline-block;text-indent:-9999px}", "<td>2501<span class=x>9</span>"),
    "a far margin": (".x{margin-left:-5000px}", "<td>2501<span class=x>9</span>"),
    "moved away": (".x{transform:translateX(-9999px)}", "<td>2501<span class=x>9</span>"),
    "turned on its edge": (".x{transform:rotateY(90deg)}", "<td>2501<span class=x>9</span>"),
    "turned by itself": (".x{rotate:x -.25turn}", "<td>2501<span class=x>9</span>"),
    "scaled by itself": (".x{scale:0 1}", "<td>2501<span class=x>9</span>"),
    "moved by itself": (".x{translate:-9999px 0}", "<td>2501<span class=x>9</span>"),
    "zoomed to nothing": (".x{zoom:5%}", "<td>2501<span class=x>9</span>"),
    "a zoom of a zoom": ("td{zoom:.3}.x{zoom:.3}td b{zoom:4}", "<td><b>2501</b><span class=x>9</span>"),
    "scaled to nothing": (".x{transform:scale(0)}", "<td>2501<span class=x>9</span>"),
    "white on white": (".x{color:#fff}", "<td>2501<span class=x>9</span>"),
    "nearly white": (".x{color:rgb(250, 252, 255)}", "<td>2501<span class=x>9</span>"),
    "the colour of its cell": ("td{background:#1e50a2;color:#fff}.x{color:#1e50a2}", "<td>2501<span class=x>9</span>"),
    "no ink": (".x{color:transparent}", "<td>2501<span class=x>9</span>"),
    "hardly ink": (".x{color:rgba(0,0,0,.01)}", "<td>2501<span class=x>9</span>"),
    "an old font element": ("", "<td>2501<font color=white>9</font>"),
    "an old cell": ("", "<td bgcolor='#ccffff'>2501<font color='#CCFFFF'>9</font>"),
    "eight digits of a colour": (".x{color:#00000001}", "<td>2501<span class=x>9</span>"),
    "three digits of a colour": ("td{background:#abc}.x{color:#aabbcc}", "<td>2501<span class=x>9</span>"),
    "the attribute hidden": ("", "<td>2501<span hidden>9</span>"),
    "a dialog that is closed": ("", "<td>2501<dialog>9</dialog>"),
    "hidden in Word's words": (".x{mso-hide:all}", "<td>2501<span class=x>9</span>"),
    "all sides in short": (".x{position:absolute;inset:-9999px auto auto 0}", "<td>2501<span class=x>9</span>"),
    "its own style": ("", "<td>2501<span style='display:none'>9</span>"),
    "lines of its own": (".x{display:none}", "<td><p class=x>9</p><p>2501</p>"),
}  # fmt: skip


@pytest.mark.parametrize("name", HIDDEN)
def test_what_is_hidden_in_a_cell_is_left_out_and_told(name):
    row = row_of(*HIDDEN[name])

    assert row.cells == ("行政许可", "2501")
    assert row.doubts == (ItemDoubt("hidden", "9", 1),)


SHOWN = {
    "white on a colour": (".x{color:#fff;background-color:#1e50a2}", "<td><b class=x>2501</b>"),
    "white in a coloured row": ("tr{background:teal}.x{color:#fff}", "<td><b class=x>2501</b>"),
    "white on a picture": ("table{background:url(a.png) no-repeat}.x{color:#fff}", "<td><b class=x>2501</b>"),
    "shown again": (".x{display:none}#t .x{display:inline}", "<td><b class=x>2501</b>"),
    "for print": ("@media print{.x{display:none}}", "<td><b class=x>2501</b>"),
    "for a telephone": ("@media (max-width:600px){.x{display:none}}", "<td><b class=x>2501</b>"),
    "under the pointer": (".x:hover{display:none}", "<td><b class=x>2501</b>"),
    "beside it": ("td+td+td .x{display:none}", "<td><b class=x>2501</b>"),
    "a gap closed by size": ("td+td{font-size:0}.x{font-size:14px}", "<td><b class=x>2501</b>"),
    "centred by half a screen": ("table{position:absolute;left:50%;margin-left:-490px}", "<td>2501"),
    "a font in short": (".x{font:700 14px/1.5 SimSun}", "<td><b class=x>2501</b>"),
    "grey": (".x{color:#777;opacity:.6}", "<td><b class=x>2501</b>"),
    "a class not used": (".y{display:none}", "<td class=x>2501"),
    "an animated box": ("@keyframes a{from{opacity:0}to{opacity:1}}.x{animation:a 1s}", "<td class=x>2501"),
    "no effect": (
        ".x{transform:matrix(1, 0, 0, 1, 4, 0) rotate(5deg);rotate:none;zoom:1;mask:none}",
        "<td><b class=x style='z-index:-1;filter:grayscale(1)'>2501</b>",
    ),
    "coloured if it has something": ("td:has(b){color:red}", "<td><b>2501</b>"),
    "an element as wide as its text": ("", "<td><bdo dir=ltr>2501</bdo>"),
    "a comment": ("/* .x{display:none} */", "<td class=x>2501"),
    "what was chosen": ("", "<td><select><option>1<option selected>2501</select>"),
    "what was typed": ("", "<td><textarea>2501</textarea>"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_shown_in_a_cell_is_read_without_a_doubt(name):
    row = row_of(*SHOWN[name])

    assert row.cells == ("行政许可", "2501")
    assert not row.doubts


@pytest.mark.parametrize(
    "style", ["color:red", "font-size:22px", "color:#999;font-size:.8em"], ids=["colour", "size", "both"]
)
def test_a_figure_of_parts_that_look_different_is_in_doubt(style):
    assert row_of("", f"<td>1532<span style='{style}'>2025</span>").doubts == (ItemDoubt("mixed", "15322025", 1),)
    assert not row_of("", f"<td>件数<span style='{style}'>2025</span>").doubts
    assert not row_of("", f"<td style='{style}'>15<b>32</b>").doubts


@pytest.mark.parametrize(
    "second",
    [
        "<small>2025</small>",
        "<big>2025</big>",
        "<font size=1>2025</font>",
        "<ruby><rt>2025</rt></ruby>",
        "<span style='opacity:.1'><b>2025</b></span>",
        "<span style='font-size:smaller'>2025</span>",
        "<span style='color:var(--paper)'>2025</span>",
        "<span style='display:var(--shown)'><b>2025</b></span>",
        "<span style='color:hsl(0,0%,100%)'>2025</span>",
    ],
)
def test_a_part_of_another_size_or_of_a_look_that_only_a_browser_works_out_is_in_doubt(second):
    assert row_of("", f"<td>1532{second}").doubts == (ItemDoubt("mixed", "15322025", 1),)
    assert not row_of("", f"<td>{second}").doubts


EFFECTS = {
    "a mask": "mask-image:linear-gradient(transparent,transparent)",
    "behind the others": "position:relative;z-index:-1",
    "a filter": "filter:blur(9px)",
    "a blend": "mix-blend-mode:screen",
    "turned around": "transform:rotate(180deg)",
    "turned in space": "transform:rotate3d(0,1,0,90deg)",
    "mirrored": "transform:scaleX(-1)",
    "mirrored by itself": "scale:-1 1",
    "slanted": "transform:skewX(80deg)",
    "a matrix": "transform:matrix(0,0,0,0,0,0)",
    "a strange angle": "rotate:var(--angle)",
    "no zoom": "zoom:0",
    "a font of pictures": "font-family:'Wingdings 2'",
}


@pytest.mark.parametrize("name", EFFECTS)
def test_a_figure_with_an_effect_that_only_a_browser_knows_is_in_doubt(name):
    row = row_of(f".x{{{EFFECTS[name]}}}", "<td><b class=x>2501</b>")

    assert (row.cells, row.doubts) == (("行政许可", "2501"), (ItemDoubt("styled", "2501", 1),))
    assert not row_of(f".x{{{EFFECTS[name]}}}", "<td><b class=x>若干</b>").doubts


def test_a_figure_that_a_rule_hides_if_it_has_something_is_in_doubt():
    row = row_of("td:has(i){display:none}td:not(:has(b)){opacity:0!important}", "<td>2501<td><b>9</b>")

    assert row.cells == ("行政许可", "2501", "9")
    assert [doubt.cause for doubt in row.doubts] == ["styled", "styled"]


@pytest.mark.parametrize(
    "cell", ["<bdo dir=rtl>1052</bdo>", "<i style='unicode-bidi:isolate-override;direction:rtl'><b>1052</b></i>"]
)
def test_a_figure_that_is_shown_from_right_to_left_is_read_so_and_is_in_doubt(cell):
    row = row_of("", f"<td>{cell}")

    assert (row.cells, row.doubts) == (("行政许可", "2501"), (ItemDoubt("styled", "2501", 1),))


def test_a_sheet_at_the_end_of_the_page_counts_and_one_that_no_browser_applies_does_not():
    cell = "<td>2501<i class=x>9</i>"

    assert row_of("", f"{cell}</table><style>.x{{display:none}}</style><table>").cells[1] == "2501"
    assert row_of("", cell, "<noscript><style>.x{display:none}</style></noscript>").cells[1] == "25019"
    assert row_of("", cell, "<style media=print>.x{display:none}</style>").cells[1] == "25019"


def test_colours_and_pictures_that_old_pages_name_by_attributes_count():
    table = "<table><tr><td>行政许可<td bgcolor=black>2501<td>9</table>"
    items = html_items(f"<body text=white bgcolor=white>{table}".encode())
    on_picture = html_items(f"<body text=white background=a.png>{table}".encode())

    assert [item.text for item in items if not isinstance(item, SourceRemark)] == ["2501"]
    assert [row.cells for row in on_picture if isinstance(row, SourceRow)] == [("行政许可", "2501", "9")]


def test_hidden_words_within_a_line_are_told_and_hidden_menus_are_not():
    page = "<style>.x{display:none}</style><p>全年<b class=x>没有</b>公开。</p><ul class=x><li>首页<li>年报</ul>"
    assert html_items(page.encode()) == (
        SourceParagraph("全年公开。", ("第 1 段", None, None), (ItemDoubt("hidden", "没有"),)),
    )


def test_hidden_tables_and_texts_are_told_once():
    table = "<table class=x><tr><td>行政许可<td>77<tr><td>行政处罚<td>78</table>"
    page = f"<style>.x{{display:none}}</style>{table}<table><tr><td>行政许可<td>2501</table><p class=x>另有说明。</p>"
    row, told = html_items(page.encode())

    assert row.cells == ("行政许可", "2501")
    assert told == SourceRemark("网页里有 2 处文字或者表格是藏着的，看不见，没有取：行政许可77行政处罚78；另有说明。")


def test_report_that_its_page_shows_only_by_a_script_is_read_and_that_is_told():
    table = "<table class=x><tr><td>行政许可<td>2501</table>"
    page = f"<style>#all{{visibility:hidden}}.x{{display:none}}</style><div id=all>{table}"
    row, told = html_items(page.encode())

    assert row.cells == ("行政许可", "2501")
    assert "等脚本才显示" in told.text


@pytest.mark.slow
def test_sheet_of_far_too_many_rules_counts_only_at_its_start():
    many = "".join(f".r{number}{{color:red}}" for number in range(20_000))

    assert (
        row_of(f".x{{display:none}}{many}.y{{display:none}}", "<td>2501<b class=x>9</b><b class=y>8</b>").cells[1]
        == "25018"
    )


def test_pictures_in_the_place_of_figures_are_counted():
    drawn = "<svg><text>2</text></svg>"
    rows = f"<tr><td>行政许可<td><img src=1.png><tr><td>行政处罚<td>{drawn}<tr><td>甲<img><td>3"

    assert html_items(f"<table>{rows}</table>".encode())[-1] == SourceRemark(
        "网页的表格里有 2 格是图片，里面的字没有读。"
    )


def test_row_that_lacks_a_cell_has_no_true_columns_and_is_in_doubt():
    heads = "<tr><td colspan=2>办理结果" + "<td>数" * 7
    full = "".join(f"<tr><td colspan=2>（{number}）" + "<td>1" * 7 for number in "一二三")
    short = "<tr><td colspan=2>（四）" + "<td>1" * 6
    with_words = "<tr><td colspan=2>（五）<td>若干" + "<td>1" * 6
    taken_apart = "<tr><td>（六）<td>" + "<td>1" * 7
    rows = html_items(f"<table>{heads}{full}{short}{with_words}{taken_apart}</table>".encode())

    assert [len(row.cells) for row in rows] == [9, 9, 9, 9, 7, 9, 9]
    assert [row.aligned for row in rows] == [True, True, True, True, False, True, True]
    assert [row.doubts for row in rows if row.doubts] == [(ItemDoubt("ragged"),)]
