"""A report of 临浦区人民政府 as an office prints it, and what must be read of it.

It is a PDF with a text layer, drawn as Word and WPS draw: paragraphs in lines across pages, a number at each page's
foot, table three torn by a page's end. （六）其他处理 is one row, one label is short of two words, and the number of
requests in the text is of the district's own office, so that it is smaller than the table's.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate

from drawn_pdf import LEFT, RIGHT, WIDTH, DrawnBox, Paper, Ruler, draw_table, strokes, wrapped

from disclosure_desk.core.form import Grid
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.layout import Box, Layout, lay_out

UNIT, YEAR = "泽川市临浦区人民政府", 2024
PROACTIVE = {
    "rule_document": {"issued": "0", "repealed": "0", "in_force": "0"},
    "normative_document": {"issued": "4", "repealed": "2", "in_force": "37"},
    "licence": {"decisions": "8213"},
    "penalty": {"decisions": "1946"},
    "compulsion": {"decisions": "57"},
    "fee": {"amount": "312.6"},
}
REQUESTS = {
    "received": (118, 9, 0, 0, 3, 1),
    "pending_at_start": (2, 0, 0, 0, 1, 0),
    "outcome.granted": (41, 3, 0, 0, 1, 0),
    "outcome.partially_granted": (12, 1, 0, 0, 0, 0),
    "outcome.denied.state_secret": (0, 0, 0, 0, 0, 0),
    "outcome.denied.prohibited_by_law": (1, 0, 0, 0, 0, 0),
    "outcome.denied.security_and_stability": (0, 0, 0, 0, 0, 0),
    "outcome.denied.third_party_rights": (2, 0, 0, 0, 0, 0),
    "outcome.denied.internal_affairs": (3, 0, 0, 0, 0, 0),
    "outcome.denied.deliberative": (2, 1, 0, 0, 0, 0),
    "outcome.denied.enforcement_file": (4, 0, 0, 0, 1, 0),
    "outcome.denied.administrative_query": (5, 0, 0, 0, 0, 0),
    "outcome.unable.not_held": (28, 2, 0, 0, 1, 0),
    "outcome.unable.not_compiled": (3, 0, 0, 0, 0, 0),
    "outcome.unable.still_unclear": (1, 0, 0, 0, 0, 0),
    "outcome.not_processed.petition": (6, 0, 0, 0, 0, 0),
    "outcome.not_processed.duplicate": (2, 0, 0, 0, 0, 0),
    "outcome.not_processed.publication": (0, 0, 0, 0, 0, 0),
    "outcome.not_processed.excessive": (0, 0, 0, 0, 0, 0),
    "outcome.not_processed.confirmation": (1, 0, 0, 0, 0, 0),
    "outcome.other.other": (5, 1, 0, 0, 1, 1),
    "outcome.total": (116, 8, 0, 0, 4, 1),
    "pending_at_end": (4, 1, 0, 0, 0, 0),
}
NOT_PRINTED = ("outcome.other.not_clarified", "outcome.other.fee_unpaid")
DISPUTES = {"reconsideration": (3, 1, 2, 1), "litigation_direct": (2, 0, 0, 1), "litigation_after": (1, 0, 1, 0)}
SLIPS = {"2.其他法律行政法规禁止公开": "2.其他法律法规禁止公开"}
"""Labels as this office prints them."""

TEXTS = {
    "preface": (
        "本报告按照《中华人民共和国政府信息公开条例》的要求编制，汇总了全区各街道、各部门的数据，统计期限自2024"
        "年1月1日起至2024年12月31日止。电子版登载在临浦区人民政府网站。对报告内容有疑问的，请与区政府办公室联系"
        "（地址：临浦区望湖路6号，邮编：000000，电话：0000-7654321）。"
    ),
    "overview.lead": (
        "2024年，临浦区把政府信息公开当作转变作风、改进服务的一件实事，围绕群众办事的全过程找短板、补漏项，公开"
        "的质量有了提高，群众查得到、看得懂、用得上的信息多了。"
    ),
    "overview.proactive": (
        "（一）主动公开情况。全区通过政府网站公开信息5210条，政务新媒体发布1830条，其中办事指南全部重新核对了一"
        "遍。召开区政府常务会议19次，会议议题随会随公开；出台的4件行政规范性文件都配有问答式解读。"
    ),
    "overview.on_request": (
        "（二）依申请公开情况。各单位统一了登记编号和答复格式，疑难件由区司法局牵头会商。全年由区政府办公室代表"
        "区政府受理政府信息公开申请23件，均在法定期限内答复。"
    ),
    "overview.management": (
        "（三）政府信息管理情况。凡是拟公开的文件，由起草科室提出意见，保密机构审查，分管负责同志签发，三步缺一"
        "不可。年底对历年文件作了一次清点，不再适用的都在网页上注明失效日期。"
    ),
    "overview.platform": (
        "（四）政府信息公开平台建设情况。区政府网站改版后，把原来分散的42个栏目并为26个，搜索结果按办事场景排列"
        "。档案馆、图书馆两处查阅点全年接待1260人次。"
    ),
    "overview.supervision": (
        "（五）监督保障情况。公开工作占年度绩效考核的4分，由第三方每季度评测一次，评测结果全区通报。办班培训3期"
        "，街道和部门的经办人员都轮训了一遍。没有发生需要追究责任的情形。"
    ),
    "problems": (
        "一年来的工作还有不足：一是个别单位答复申请时说理不充分，引起了本可避免的复议；二是惠企政策的公开偏重原"
        "文，企业要从中找出与自己有关的条款仍然费力。\n下一步，一是选取有代表性的答复书逐件点评，编成范本发到各"
        "单位；二是按行业和规模把惠企政策拆成清单，写明条件、标准和联系人，并在政策到期前一个月提醒。"
    ),
    "other_matters": ("本年度发出信息处理费收费通知2件，应收900元，实收900元。"),
}

_OUTCOMES = ("upheld", "overturned", "other_result", "pending", "total")
_ASKERS = ("natural_person", "business", "research", "public_interest", "legal_services", "other", "total")
_TOP, _BOTTOM, _PITCH, _SIZE, _SMALL = 80.0, 760.0, 28.0, 16.0, 9.0


def figures() -> dict[str, str]:
    """Return what is printed in each cell by its id; two rows of table three are not printed."""
    return {
        **{f"proactive.{row}.{column}": figure for row, cells in PROACTIVE.items() for column, figure in cells.items()},
        **_rows("requests", REQUESTS, _ASKERS),
        **_rows("disputes", DISPUTES, _OUTCOMES),
    }


def _rows(grid: str, rows: Mapping[str, tuple[int, ...]], columns: tuple[str, ...]) -> dict[str, str]:
    return {
        f"{grid}.{row}.{column}": str(count)
        for row, counts in rows.items()
        for column, count in zip(columns, (*counts, sum(counts)), strict=True)
    }


@cache
def printed_report() -> bytes:
    """Return the report as a PDF."""
    printer = _Printer()
    for line in (UNIT, f"{YEAR}年政府信息公开工作年度报告"):
        printer.print_title(line)
    for section in load_form("2021").sections:
        if section.heading:
            printer.print_paragraph(section.heading)
        for text in section.texts:
            for paragraph in TEXTS[text.id].split("\n"):
                printer.print_paragraph(paragraph)
        if section.grid:
            printer.print_table(lay_out(_with_one_row_of_other_handling(section.grid)))
    return printer.content()


def _with_one_row_of_other_handling(grid: Grid) -> Grid:
    """Table three without the rows that are not printed, and without 3.其他 before the one that is."""
    (block, *rest) = grid.blocks
    rows = (
        row._replace(label=row.label[:-1]) if row.id == "outcome.other.other" else row
        for row in block.rows
        if row.id not in NOT_PRINTED
    )
    return grid._replace(blocks=(block._replace(rows=tuple(rows)), *rest))


class _Printer:
    """Pages that are filled from top to bottom."""

    def __init__(self) -> None:
        self._paper, self._page, self._top = Paper(), 1, _TOP

    def content(self) -> bytes:
        self._number_page()
        return self._paper.content()

    def print_title(self, words: str) -> None:
        self._paper.middle(WIDTH / 2, self._line(34), words, 22)

    def print_paragraph(self, words: str) -> None:
        indent = 2 * _SIZE
        for line in wrapped(f"\u3000\u3000{words}", RIGHT - LEFT, _SIZE):
            self._paper.text(LEFT + indent, self._line(_PITCH), line.strip("\u3000"), _SIZE)
            indent = 0

    def print_table(self, layout: Layout) -> None:
        """Print as many rows as have room, and the others on the pages that follow."""
        scale = (RIGHT - LEFT) / sum(layout.grid.widths)
        across = tuple(accumulate((width * scale for width in layout.grid.widths), initial=LEFT))
        heights = [max(_height(box, across) for box in layout.row(row) if box.rows == 1) for row in range(layout.rows)]
        first = 0
        while first < layout.rows:
            if self._top + heights[first] > _BOTTOM:
                self._turn_page()
            down = [self._top, self._top + heights[first]]
            while first + len(down) <= layout.rows and down[-1] + heights[first + len(down) - 1] <= _BOTTOM:
                down.append(down[-1] + heights[first + len(down) - 1])
            last = first + len(down) - 1
            draw_table(self._paper, Ruler(across, down), list(_boxes(layout, first, last)), strokes, _SMALL)
            self._top, first = down[-1], last

    def _line(self, height: float) -> float:
        """Take room for a line, and return where its letters stand."""
        if self._top + height > _BOTTOM:
            self._turn_page()
        self._top += height
        return self._top - 0.3 * height

    def _turn_page(self) -> None:
        self._number_page()
        self._paper.turn_page()
        self._page, self._top = self._page + 1, _TOP

    def _number_page(self) -> None:
        self._paper.middle(WIDTH / 2, 800, f"- {self._page} -", 14)


def _boxes(layout: Layout, first: int, last: int) -> Iterator[DrawnBox]:
    """The boxes of some rows; of one that goes on overleaf, the words stand in its longer part."""
    for box in layout.boxes:
        start, end = max(box.row, first), min(box.row + box.rows, last)
        if start < end:
            words = _words(box) if 2 * (end - start) > box.rows else ""
            yield DrawnBox(start - first, box.column, end - start, box.columns, words)


def _words(box: Box) -> str:
    return figures()[box.cell] if box.cell else SLIPS.get(box.text, box.text)


def _height(box: Box, across: Sequence[float]) -> float:
    room = across[box.column + box.columns] - across[box.column] - 4
    return 1.1 * _SMALL * len(list(wrapped(_words(box), room, _SMALL))) + 10
