"""Reports of other editions of the form: the trial form of 2019, and the free parts of the years before."""

from collections.abc import Iterator

import markup
import portals
from case import Case, of_plan
from make_docx import document_of, saved
from make_text import of_browser, one_by_one, tabbed, text_of
from paper import Block, Line, Plan, paper
from sheets import Cell, Manner, Table
from truth import Truth, truth

HEADINGS_2019 = {
    "overview": "一、总体情况",
    "proactive": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "disputes": "四、政府信息公开行政复议、行政诉讼情况",
    "problems": "五、政府信息公开工作存在的主要问题及改进情况",
    "other_matters": "六、其他需要报告的事项",
}
_BLOCKS_2019 = (
    ("第二十条第（一）项", ("本年新制作数量", "本年新公开数量", "对外公开总数量"), ("规章", "规范性文件")),
    ("第二十条第（五）项", ("上一年项目数量", "本年增/减", "处理决定数量"), ("行政许可", "其他对外管理服务事项")),
    ("第二十条第（六）项", ("上一年项目数量", "本年增/减", "处理决定数量"), ("行政处罚", "行政强制")),
    ("第二十条第（八）项", ("上一年项目数量", "本年增/减"), ("行政事业性收费",)),
    ("第二十条第（九）项", ("采购项目数量", "采购总金额"), ("政府集中采购",)),
)
_TAKEN = {
    ("规章", 0): "proactive.rule_document.issued",
    ("规范性文件", 0): "proactive.normative_document.issued",
    ("行政许可", 2): "proactive.licence.decisions",
    ("行政处罚", 2): "proactive.penalty.decisions",
    ("行政强制", 2): "proactive.compulsion.decisions",
}
"""Where a figure of 2019 may go, marked: the row and the column's place in its block."""


def proactive_2019(said: Truth) -> tuple[Table, dict[str, str]]:
    """Table two of 2019 with figures of its own, and what of it may stand in today's form."""
    rows: list[tuple[Cell, ...]] = []
    taken: dict[str, str] = {}
    number = 11 + said.year % 7
    for caption, columns, labels in _BLOCKS_2019:
        spans = [1] * (len(columns) - 1) + [4 - len(columns)]
        rows += [
            (Cell(caption, columns=4),),
            (Cell("信息内容"), *(Cell(one, columns=span) for one, span in zip(columns, spans, strict=True))),
        ]
        for label in labels:
            figures = []
            for place, (column, span) in enumerate(zip(columns, spans, strict=True)):
                number += 13
                figure = f"{'-' if number % 2 and '增' in column else ''}{number}"
                figures.append(Cell(figure, columns=span, is_head=False))
                if (label, place) in _TAKEN:
                    taken[_TAKEN[label, place]] = figure
            rows.append((Cell(label), *figures))
    return tuple(rows), taken


def report_2019(seed: int, year: int) -> tuple[Truth, list[Block]]:
    """A report in the trial form and its truth: what of table two may be taken, table three with one row of （六）."""
    plan = Plan(headings=HEADINGS_2019, manner=Manner(one_row_other=True), topics="own", preface=False)
    said = of_plan(truth(seed, year=year), plan)
    table, taken = proactive_2019(said)
    blocks = [table if _is_table_two(block) else block for block in paper(said, plan)]
    kept = {cell: figure for cell, figure in said.cells.items() if not cell.startswith("proactive.")}
    return said._replace(cells={**taken, **kept}), blocks


def _is_table_two(block: Block) -> bool:
    return not isinstance(block, Line) and block[0][0].text.startswith("第二十条")


_ONE_ROW = frozenset(
    f"requests.outcome.other.other.{column}"
    for column in ("natural_person", "business", "research", "public_interest", "legal_services", "other", "total")
)


def cases() -> Iterator[Case]:
    """All files of other editions."""
    marked = frozenset(_TAKEN.values()) | _ONE_ROW
    said, blocks = report_2019(701, 2020)
    yield Case("html-form-of-2019", ".html", portals.directory(said, markup.body(blocks)).encode(), said, must=marked)
    said, blocks = report_2019(702, 2019)
    yield Case("txt-form-of-2019", ".txt", text_of(blocks, tabbed).encode(), said, must=marked)
    said, blocks = report_2019(703, 2022)
    yield Case("txt-form-of-2019-browser", ".txt", text_of(blocks, of_browser).encode("gbk"), said, must=marked)
    said, blocks = report_2019(704, 2020)
    yield Case("docx-form-of-2019", ".docx", saved(document_of(blocks)), said, must=marked)
    said, blocks = report_2019(705, 2020)
    yield Case("txt-form-of-2019-cell-a-line", ".txt", text_of(blocks, one_by_one).encode(), said, must=marked)
    yield from _earlier()


def _earlier() -> Iterator[Case]:
    """Before 2019 every office had its own parts."""
    said = truth(711, year=2016)
    text = "\n".join(_PARTS_2016).format(unit=said.unit)
    yield Case("txt-before-2019", ".txt", text.encode(), None, is_earlier=True)
    lines: list[Block] = [Line(line.format(unit=said.unit)) for line in _PARTS_2016]
    page = portals.directory(said, markup.body([*lines, _STATISTICS]))
    yield Case("html-before-2019-with-statistics", ".html", page.encode(), None, is_earlier=True)


_PARTS_2016 = (
    "{unit}2016年政府信息公开工作年度报告",
    "根据《中华人民共和国政府信息公开条例》的规定，现公布2016年度报告。",
    "一、概述",
    "2016年，我单位推进政府信息公开，工作平稳有序。",
    "二、主动公开政府信息情况",
    "2016年共主动公开政府信息137条，其中公文类21条。",
    "三、依申请公开政府信息情况",
    "2016年受理申请5件，其中当面申请2件，网络申请3件，均已答复。",
    "四、政府信息公开的收费及减免情况",
    "2016年未收取费用。",
    "五、因政府信息公开申请行政复议、提起行政诉讼的情况",
    "2016年没有发生。",
    "六、存在的主要问题及改进情况",
    "公开的时效还需提高，明年将改进。",
)
_STATISTICS: Table = (
    (Cell("统 计 指 标"), Cell("单位"), Cell("统计数")),
    (Cell("一、主动公开情况"), Cell("——"), Cell("——")),
    (Cell("　（一）主动公开政府信息数"), Cell("条"), Cell("137")),
    (Cell("　　其中：主动公开规范性文件数"), Cell("件"), Cell("3")),
    (Cell("二、回应解读情况"), Cell("——"), Cell("——")),
    (Cell("三、依申请公开情况"), Cell("——"), Cell("——")),
    (Cell("　（一）收到申请数"), Cell("件"), Cell("5")),
    (Cell("　　1.当面申请数"), Cell("件"), Cell("2")),
    (Cell("　（三）申请答复数"), Cell("件"), Cell("5")),
    (Cell("　　7.不同意公开答复数"), Cell("件"), Cell("0")),
    (Cell("四、行政复议数量"), Cell("件"), Cell("0")),
    (Cell("　（一）维持具体行政行为数"), Cell("件"), Cell("0")),
    (Cell("七、政府信息公开收取的检索、复制、邮寄费用"), Cell("万元"), Cell("0")),
)
