"""Files in which a figure is easily taken for another: each such cell must be right, or marked, or blank and told."""

from collections.abc import Callable, Iterator

import markup
import portals
from case import Case, lacking, of_plan
from make_text import of_browser, one_by_one, spaced_out, tabbed, text_of
from markup import Style
from paper import Line, Plan, paper
from sheets import Cell, Manner, Table
from truth import FORM, Truth, truth

_ROW = "requests.outcome.denied.third_party_rights."
_CELL = "requests.outcome.granted.natural_person"
_OTHER = "disputes.reconsideration.overturned"
_COLUMNS = [column.id for column in FORM.grids["requests"].blocks[0].columns]


def cases() -> Iterator[Case]:
    """All traps."""
    yield from _in_cells()
    yield from _in_rows()
    yield from _beside()
    yield from _typed()


def page(name: str, seed: int, plan: Plan = Plan(topics="own"), style: Style = Style(), **more) -> Case:  # noqa: B008 - values
    """A page with the traps of its style."""
    said = of_plan(truth(seed, more.pop("figures", "distinct")), plan)
    more["printed"] = _without_one(said, is_lost=more.pop("lost", False))
    inside = more.pop("after", str)(markup.body(paper(said, plan), style))
    around = more.pop("around", portals.article)
    return Case(name, ".html", around(said, inside).encode(), more.pop("said", lambda one: one)(said), **more)


def _marked(name: str, seed: int, dress: Callable[[str], str], *, is_clear: bool = False, is_so: bool = False) -> Case:
    """Two cells dressed up.

    `is_clear`: a reader sees what they hold, so that it may be read without a mark; `is_so`: it may be taken as it
    stands, for the checks find that it is no count.
    """
    said = truth(seed)
    chosen = {said.cells[_CELL], said.cells[_OTHER]}
    plain = Style().inner

    def inner(cell: Cell) -> str:
        return dress(cell.text) if not cell.is_head and cell.text in chosen else plain(cell)

    kept = said if is_clear else lacking(said, [_CELL, _OTHER])
    if is_so:
        kept = said._replace(cells={**said.cells, **{cell: dress(said.cells[cell]) for cell in (_CELL, _OTHER)}})
    inside = markup.body(paper(said, Plan(topics="own")), Style(inner=inner))
    vague = frozenset() if is_clear or is_so else frozenset([_CELL, _OTHER])
    return Case(name, ".html", portals.article(said, inside).encode(), kept, vague=vague, printed=said.cells)


def _in_cells() -> Iterator[Case]:
    """Figures with other figures in the same cell."""
    yield _marked("trap-note-mark", 1001, lambda one: f"{one}①")
    yield _marked("trap-note-mark-raised", 1002, lambda one: f"{one}<sup>2</sup>")
    yield _marked("trap-struck-out", 1003, lambda one: f"<s>15</s>{one}")
    yield _marked("trap-deleted", 1004, lambda one: f"<del>15</del><ins>{one}</ins>")
    yield _marked("trap-hidden-span", 1005, lambda one: f'<span style="display:none">8</span>{one}', is_clear=True)
    yield _marked("trap-hidden-span-after", 1006, lambda one: f'{one}<i style="DISPLAY: none;">7</i>', is_clear=True)
    yield _marked("trap-comment-in-cell", 1007, lambda one: f"{one[:1]}<!-- 9 -->{one[1:]}", is_clear=True)
    yield _marked("trap-two-paragraphs", 1008, lambda one: f"<p>{one}</p><p>31</p>")
    yield _marked("trap-break-between-digits", 1009, lambda one: f"{one[:1]}<br>{one[1:]}")
    yield _marked("trap-last-year-in-brackets", 1010, lambda one: f"{one}（上年18）")
    yield _marked("trap-slash-of-two", 1011, lambda one: f"{one}/18")
    yield _marked("trap-range", 1012, lambda one: f"{one}-18")
    yield _marked("trap-percent", 1013, lambda one: f"{one}%")
    yield _marked("trap-letters", 1014, lambda one: f"{one[:-1]}O")
    yield _marked("trap-small-l", 1015, lambda one: f"l{one}")
    yield _marked("trap-negative", 1016, lambda one: f"-{one}", is_so=True)
    yield _marked("trap-decimals", 1017, lambda one: f"{one}.5", is_so=True)
    yield _marked("trap-superscript-unicode", 1018, lambda one: f"{one}²")
    yield _marked("trap-enclosed", 1019, lambda one: f"⑴{one}")
    yield _marked("trap-ten-thousands", 1020, lambda one: f"{one}万")
    yield _marked("trap-decimal-comma", 1021, lambda one: f"{one},5")
    yield _marked("trap-approximately", 1022, lambda one: f"约{one}")
    yield _marked("trap-input-fields", 1023, lambda one: f'<input type="text" value="{one}" readonly>', is_clear=True)
    yield _marked("trap-script-writes", 1024, lambda one: f"<script>document.write({one})</script>{one}", is_clear=True)
    yield _marked("trap-title-attribute", 1025, lambda one: f'<span title="19">{one}</span>', is_clear=True)


def _row_of(cells: tuple[Cell, ...], change: Callable[[list[Cell]], list[Cell]], label: str) -> tuple[Cell, ...]:
    is_meant = any(cell.text == label for cell in cells)
    return tuple(change(list(cells))) if is_meant else cells


def _changed(change: Callable[[list[Cell]], list[Cell]], label: str = "4.保护第三方合法权益"):
    """A way to write tables in which one row of table three is changed."""

    def table(table: Table, style: Style) -> str:
        return markup.spanned(tuple(_row_of(row, change, label) for row in table), style)

    return Style(table=table)


def _without_row(said: Truth) -> Truth:
    return lacking(said, [cell for cell in said.cells if cell.startswith(_ROW)])


def _without_one(said: Truth, *, is_lost: bool) -> dict[str, str]:
    """What is printed, where the third figure of the row may be lost."""
    return {**said.cells, f"{_ROW}research": ""} if is_lost else dict(said.cells)


_ROW_CELLS = frozenset(f"{_ROW}{column}" for column in _COLUMNS)


def _in_rows() -> Iterator[Case]:
    """Rows with a cell too few or too many: which figure is whose cannot be known."""
    fewer, more = (lambda row: [*row[:3], *row[4:]]), (lambda row: [*row[:3], Cell("15", is_head=False), *row[3:]])
    for name, change in (("trap-cell-too-few", fewer), ("trap-cell-too-many", more)):
        seed = 1031 + len(name)
        yield page(name, seed, style=_changed(change), said=_without_row, vague=_ROW_CELLS, lost=change is fewer)
        plan = Plan(topics="own")
        said = truth(seed)
        for way in (tabbed, of_browser, one_by_one, spaced_out):
            text = text_of(paper(said, plan), lambda table, change=change, way=way: way(_table(table, change)))
            kept = _without_row(said)
            whole_name = f"{name}-{way.__name__.replace('_', '-')}"
            yield Case(
                whole_name,
                ".txt",
                text.encode(),
                kept,
                vague=_ROW_CELLS,
                printed=_without_one(said, is_lost=change is fewer),
            )
    yield page("trap-row-twice", 1041, style=Style(table=_row_twice), said=_without_row, vague=_ROW_CELLS)
    yield page("trap-columns-swapped", 1042, style=Style(table=_swapped))
    yield page("trap-subtotal-column", 1043, style=Style(table=_subtotal))
    yield page("trap-rows-in-other-order", 1044, style=Style(table=_other_order))
    yield page("trap-column-missing", 1045, style=Style(table=_no_research), said=_without_research)


def _table(table: Table, change) -> Table:
    return tuple(_row_of(row, change, "4.保护第三方合法权益") for row in table)


def _row_twice(table: Table, style: Style) -> str:
    """A row that stands twice with other figures."""
    rows = []
    for row in table:
        rows.append(row)
        if any(cell.text == "4.保护第三方合法权益" for cell in row):
            rows.append((row[0], *(Cell(str(int(cell.text) + 1), is_head=False) for cell in row[1:])))
    return markup.spanned(tuple(_stretched(row) for row in rows), style)


def _stretched(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(cell._replace(rows=cell.rows + 1) if cell.rows in {8, 22} else cell for cell in row)


def _is_three(table: Table) -> bool:
    return table[0][0].rows == 3


def _swapped(table: Table, style: Style) -> str:
    """自然人 behind 总计, its label with it."""
    if not _is_three(table):
        return markup.spanned(table, style)
    corner, natural, names, *body = table
    rows = [corner, (*natural[1:], natural[0]), names, *[(*row[:-7], *row[-6:], row[-7]) for row in body]]
    return markup.spanned(tuple(rows), style)


def _subtotal(table: Table, style: Style) -> str:
    """A column 小计 behind the five organisations."""
    if not _is_three(table):
        return markup.spanned(table, style)
    corner, natural, names, *body = table
    rows = [
        (corner[0], corner[1]._replace(columns=8)),
        (natural[0], natural[1]._replace(columns=6), natural[2]),
        (*names, Cell("小计")),
        *[(*row[:-1], Cell(str(sum(int(cell.text) for cell in row[-6:-1]))), row[-1]) for row in body],
    ]
    return markup.spanned(tuple(rows), style)


def _other_order(table: Table, style: Style) -> str:
    """The rows within （三） the other way round."""
    if not _is_three(table):
        return markup.spanned(table, style)
    rows = list(table)
    first = next(number for number, row in enumerate(rows) if any(cell.text.startswith("1.属于国家") for cell in row))
    denied = rows[first : first + 8]
    group = denied[0][0]
    turned = [denied[0][1:], *denied[1:]][::-1]
    rows[first : first + 8] = [(group, *turned[0]), *turned[1:]]
    return markup.spanned(tuple(rows), style)


def _no_research(table: Table, style: Style) -> str:
    """The office has left out a column."""
    if not _is_three(table):
        return markup.spanned(table, style)
    corner, natural, names, *body = table
    rows = [
        (corner[0], corner[1]._replace(columns=6)),
        (natural[0], natural[1]._replace(columns=4), natural[2]),
        (names[0], *names[2:]),
        *[(*row[:-5], *row[-4:]) for row in body],
    ]
    return markup.spanned(tuple(rows), style)


def _without_research(said: Truth) -> Truth:
    return lacking(said, [cell for cell in said.cells if cell.endswith(".research")])


def _beside() -> Iterator[Case]:
    """Other tables, and figures beside tables."""
    yield page("trap-comparison-table", 1051, after=lambda text: text.replace("<table", f"{_COMPARISON}<table", 1))
    yield page("trap-last-years-tables", 1052, after=_with_last_year, around=portals.directory)
    yield page("trap-headings-in-tables", 1053, style=Style(table=_headed))
    yield page("trap-table-four-in-three", 1054, style=Style(table=_three_parts))
    yield page("trap-explained-labels", 1055, Plan(manner=Manner(label=_explained), topics="own"))
    yield page("trap-more-rows-in-table-two", 1056, style=Style(table=_more_rows))
    yield page("trap-thead-and-caption", 1057, style=Style(table=_proper))
    yield page("trap-tables-swapped", 1058, after=_four_before_three)
    yield page("trap-charts-between", 1059, after=lambda text: text.replace("</table>", f"</table>{_CHART}"))
    yield page("trap-notes-below-tables", 1060, after=lambda text: text.replace("</table>", f"</table>{_NOTE}"))


_COMPARISON = (
    "<table><tr><td>项目</td><td>上年</td><td>本年</td></tr><tr><td>行政处罚</td><td>51</td><td>62</td></tr>"
    "<tr><td>本年新收政府信息公开申请数量</td><td>7</td><td>9</td></tr></table>"
)
_CHART = "<p>图1　政府信息公开申请情况</p><p>自然人 83%</p><p>其他 17%</p><p>0 20 40 60 80 100</p>"
_NOTE = "<p>注：1.以上数据由各科室提供；2.第四列含2023年结转的3件。</p>"


def _with_last_year(text: str) -> str:
    """Behind the report somebody has put last year's tables, under a heading of their own."""
    old = truth(1099)
    tables = markup.body([block for block in paper(old) if not isinstance(block, Line)])
    return f"{text}<p><b>附：上年度数据</b></p>{tables}"


def _headed(table: Table, style: Style) -> str:
    """The section's heading as the table's first row."""
    width = sum(cell.columns for cell in table[0])
    name = {
        4: "表二 主动公开政府信息情况",
        10: "表三 收到和处理政府信息公开申请情况",
        15: "表四 行政复议、行政诉讼情况",
    }[width]
    return markup.spanned(((Cell(name, columns=width),), *table), style)


def _three_parts(table: Table, style: Style) -> str:
    """Table four as three tables of five columns under their names."""
    if len(table[-1]) != 15:
        return markup.spanned(table, style)
    names = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
    leaves = table[1][:5]
    parts = [
        ((Cell(name, columns=5),), tuple(leaf._replace(rows=1) for leaf in leaves), table[-1][start : start + 5])
        for name, start in zip(names, (0, 5, 10), strict=True)
    ]
    return "<p></p>".join(markup.spanned(part, style) for part in parts)


_EXPLANATIONS = {
    "规章": "规章（设区的市人民政府填写）",
    "行政规范性文件": "行政规范性文件（以本单位名义印发、标题为“办法”“细则”等的文件）",
    "行政许可": "行政许可（含委托办理的）",
    "本年处理决定数量": "本年处理决定数量（指办件量）",
    "现行有效件数": "现行有效件数（截至12月31日）",
    "自然人": "自然人（公民）",
    "3.其他": "3.其他（请注明）",
}


def _explained(text: str) -> str:
    return _EXPLANATIONS.get(text, text)


def _more_rows(table: Table, style: Style) -> str:
    """Rows of the office's own in table two."""
    rows: list[tuple[Cell, ...]] = []
    for row in table:
        rows.append(row)
        if row[0].text == "行政规范性文件":
            rows.append((Cell("其他主动公开文件"), *(Cell(one, is_head=False) for one in ("41", "5", "77"))))
        if row[0].text == "行政许可":
            rows.append((Cell("其他对外管理服务事项"), Cell("913", columns=3, is_head=False)))
    return markup.spanned(tuple(rows), style)


def _proper(table: Table, style: Style) -> str:
    """Heads in thead with th, feet in tfoot, a caption."""
    text = markup.spanned(table, style).replace("<tbody>", "<caption>单位：件</caption><thead>", 1)
    head, _, rest = text.partition("</tr>")
    return f"{head.replace('<td', '<th').replace('</td>', '</th>')}</tr></thead><tbody>{rest}"


def _four_before_three(text: str) -> str:
    """Section four before section three, headings and all."""
    three, four, five = (
        text.index(heading) for heading in ("三、收到和处理", "四、政府信息公开行政", "五、存在的主要")
    )
    return text[:three] + text[four:five] + text[three:four] + text[five:]


def _typed() -> Iterator[Case]:
    """Blank cells in texts that lose them: what stands behind moves to the left."""
    plan = Plan(topics="own", manner=Manner(show=lambda cell, figure: "" if cell in _GONE else figure))
    for number, way in enumerate((one_by_one, spaced_out)):
        said = truth(1061 + number)
        text = text_of(paper(said, plan), lambda table, way=way: [line for line in way(table) if line.strip()])
        row = frozenset(cell for cell in said.cells if cell.startswith(_GONE_ROWS))
        name = f"trap-blanks-lost-{way.__name__.replace('_', '-')}"
        yield Case(
            name,
            ".txt",
            text.encode(),
            lacking(said, row),
            vague=row,
            printed={**said.cells, **dict.fromkeys(_GONE, "")},
        )


_GONE = frozenset(("requests.outcome.unable.not_held.research", "disputes.reconsideration.other_result"))
_GONE_ROWS = ("requests.outcome.unable.not_held.", "disputes.")
