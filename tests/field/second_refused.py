"""What is handed over for a report in the second batch, and is none: pages around the report, and other papers."""

from collections.abc import Iterator

from case import Case
from paper import Line
from second_fashions import FASHIONS, by_place
from second_markup import UEDITOR, WORD, marked_up
from second_offices import office
from second_portals import hanweb, listed, noticed, trs
from second_report import blocks_of
from second_word import Habits, written


def cases() -> Iterator[Case]:
    """The files."""
    truth = office(500, "distinct")
    yield Case("2-refused-list-of-years", ".html", _list_of_years(), None)
    link = '<p>点击下载：<a href="P020.pdf">政府信息公开工作年度报告.pdf</a></p><p><img src="icon_pdf.gif"></p>'
    yield Case("2-refused-link-alone", ".html", hanweb(truth, link).encode(), None)
    framed = '<iframe src="/pdfjs/web/viewer.html?file=/upload/2024.pdf" width="100%" height="900"></iframe>'
    yield Case("2-refused-viewer", ".html", trs(truth, framed).encode(), None)
    yield Case("2-refused-guide", ".html", listed(truth, _guide()).encode(), None)
    empty = truth._replace(cells={}, unit="中华人民共和国", texts=dict.fromkeys(truth.texts, ""))
    form = marked_up(blocks_of(empty, FASHIONS["official"]._replace(title="年度报告格式", show=by_place(""))), WORD)
    yield Case("2-refused-notice-with-form", ".html", noticed(truth, _NOTICE + form).encode(), None)
    yield Case("2-refused-budget", ".docx", written(_BUDGET, Habits(running=True)), None)


def _list_of_years() -> bytes:
    rows = "".join(
        f'<li><a href="t{year}.html">清源县马店镇人民政府{year}年政府信息公开工作年度报告</a>'
        f"<span>{year + 1}-01-2{year % 9}</span></li>"
        for year in range(2015, 2026)
    )
    head = "<html><head><meta charset='utf-8'><title>政府信息公开年报</title></head><body><h2>政府信息公开年报</h2>"
    return f"{head}<ul>{rows}</ul><p>共11条 1/1页</p></body></html>".encode()


def _guide() -> str:
    lines = (
        Line("清源县马店镇政府信息公开指南", "title"),
        Line("一、主动公开", "heading"),
        Line("（一）公开范围。本机关主动公开的政府信息见目录，2024年更新。"),
        Line("二、依申请公开", "heading"),
        Line("（一）受理机构。党政综合办公室，工作日8:30至17:30。"),
        Line("（二）申请方式。当面、邮寄、网上提交，答复期限20个工作日。"),
        Line("三、监督方式", "heading"),
        Line("认为本机关未依法履行公开义务的，可以申请行政复议或者提起行政诉讼。"),
    )
    return marked_up(lines, UEDITOR)


_NOTICE = (
    "<p>各科室、各村（社区）：</p><p>请按照下列格式编制政府信息公开工作年度报告，于1月10日前报党政办公室。</p>"
    "<p>附件：年度报告格式</p>"
)
_BUDGET = [
    Line("清源县农业农村局2024年部门决算公开", "title"),
    Line("一、部门概况", "heading"),
    Line("本部门内设机构9个，编制42人，实有39人。"),
    Line("二、收入支出决算总体情况", "heading"),
    Line("2024年度收入总计1203.50万元，支出总计1188.20万元，结转下年15.30万元。"),
    Line("三、其他需要说明的事项", "heading"),
    Line("政府采购支出86.4万元，无国有资产转让。"),
]
