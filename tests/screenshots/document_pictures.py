"""The few pictures that README and handbook show, each with a name that stays, of one office's report in two years."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from states import FORM, UNIT, YEAR, Desk, doubtful_import, start_empty

from disclosure_desk.core.report import Change, Report, new_report
from disclosure_desk.store.operators import pin_setting

COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_services", "other")
REQUESTS = {
    "received": ((128, 23, 4, 7, 2, 9), (117, 19, 3, 9, 2, 8)),
    "pending_at_start": ((7, 1, 0, 0, 0, 1), (4, 2, 0, 0, 0, 0)),
    "outcome.granted": ((65, 11, 2, 3, 1, 5), (58, 9, 2, 4, 1, 4)),
    "outcome.partially_granted": ((32, 6, 1, 1, 0, 2), (27, 6, 0, 2, 0, 2)),
    "outcome.denied.prohibited_by_law": ((9, 1, 1, 1, 0, 1), (6, 1, 0, 1, 0, 0)),
    "outcome.denied.internal_affairs": ((4, 1, 0, 0, 0, 0), (3, 0, 1, 0, 0, 0)),
    "outcome.denied.administrative_query": ((2, 0, 0, 0, 1, 0), (5, 0, 0, 1, 1, 0)),
    "outcome.unable.still_unclear": ((16, 3, 0, 1, 0, 1), (12, 4, 0, 1, 0, 1)),
    "outcome.not_processed.excessive": ((1, 0, 0, 0, 0, 0), (3, 0, 0, 0, 0, 0)),
    "outcome.not_processed.confirmation": ((1, 0, 0, 0, 0, 0), (0, 0, 0, 0, 0, 0)),
    "pending_at_end": ((5, 2, 0, 1, 0, 1), (7, 1, 0, 0, 0, 1)),
}
"""This year's figures of table three and last year's, which balance."""
OTHERS = {
    "proactive.normative_document.issued": (3, 2),
    "proactive.normative_document.repealed": (1, 0),
    "proactive.normative_document.in_force": (12, 10),
    "proactive.licence.decisions": (3456, 3310),
    "proactive.penalty.decisions": (78, 81),
    "proactive.compulsion.decisions": (5, 4),
    "disputes.reconsideration.upheld": (2, 1),
    "disputes.reconsideration.overturned": (1, 1),
    "disputes.litigation_direct.upheld": (1, 0),
}
SLIP = "requests.outcome.granted.natural_person"
"""Keyed one too few, where a picture shows what is found."""
PREFACE = (
    "本报告根据《中华人民共和国政府信息公开条例》编制，包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
    "政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分。"
    "统计期限自{year}年1月1日起至{year}年12月31日止。电子版可在区政府门户网站查阅，联系电话：0000-1234567。"
)
TEXTS = {
    "preface": (PREFACE, PREFACE),
    "overview.lead": (
        "{year}年，涿河区市场监督管理局把食品安全、特种设备和价格监管作为公开的重点，群众问得多的事先公开，来申请的事一次答清。",
        "{year}年，涿河区市场监督管理局围绕优化营商环境推进政务公开，把办事指南和监管结果放在同一个栏目，方便企业查找。",
    ),
    "overview.proactive": (
        "抽检结果在作出后七个工作日内公开，处罚决定随案公开，办事指南按季度核对。全年作出行政处罚决定78件，均按规定公开。",
        "抽检结果按月公开，处罚决定统一公开。新设“看得懂的抽检”栏目，逐项解释不合格的原因。",
    ),
    "overview.on_request": (
        "全年新收申请173件，主要集中在食品检验和商标注册，予以公开87件。建立专人对接制度，精准对接申请人需求，耐心做好政策解释工作。",
        "全年新收申请158件，均在法定期限内答复。建立专人对接制度，精准对接申请人需求，耐心做好政策解释工作。",
    ),
    "overview.management": (
        "公文起草时确定公开属性，发布前落实保密审查，对现行有效的规范性文件逐件清理并公布目录。",
        "修订信息发布审核办法，公文拟稿时同步填写公开属性，网站信息由专人每周巡查。",
    ),
    "overview.platform": (
        "局门户栏目按办事主题重排，政务新媒体集中到一个账号，内容与网站同步更新。",
        "网站完成适老化改造，查阅点配备打印设备，供群众免费使用。",
    ),
    "overview.supervision": (
        "公开工作列入科室年度考核，组织业务培训，请人大代表和企业代表评议，意见逐条答复。",
        "全年开展两次自查，对更新不及时的科室当面提醒，没有发生责任追究的情形。",
    ),
    "problems": (
        "一是专业术语解释不够，群众看不懂检验报告。二是基层所的公开目录更新偏慢。改进措施：重要文件与解读同步起草；基层所目录由办公室每月核对。",
        "一是解读形式单一。二是依申请公开答复文书不够规范。改进措施：增加图表解读；统一答复文书模板，由法规科逐件审核。",
    ),
    "other_matters": (
        "{year}年没有发出信息处理费收费通知，涉及金额0元，实际收取0元。",
        "{year}年没有发出信息处理费收费通知，涉及金额0元，实际收取0元。",
    ),
}
CLERK, PEOPLE = "赵敏", ("李小红", "王志强", "刘建国", "陈保民")
"""Who fills the report, and who agrees to it."""


def office_report(year: int = YEAR, *, has_slip: bool = False) -> Report:
    """The office's report on this year or the last."""
    which = YEAR - year
    figures = {cell: 0 for cell in FORM.cells if not FORM.cells[cell].is_sum}
    figures |= {cell: found[which] for cell, found in OTHERS.items()}
    for row, found in REQUESTS.items():
        figures |= {f"requests.{row}.{column}": found[which][place] for place, column in enumerate(COLUMNS)}
    figures[SLIP] -= has_slip
    texts = {place: words[which].format(year=year) for place, words in TEXTS.items()}
    report = new_report(FORM, UNIT, year, texts)
    report.apply([Change(cell, None, figure) for cell, figure in figures.items()])
    return report


def opened(desk: Desk, section: str, *, has_slip: bool = True) -> QWidget:
    """The office's report with last year's beside it, and one of its people at work."""
    window = desk.at_report(office_report(has_slip=has_slip), section, office_report(YEAR - 1))
    session = window.session
    steps = {f"workflow.{step}": name for step, name in zip(session.steps, PEOPLE, strict=True)}
    session.keep({"operators": "\n".join((CLERK, *PEOPLE)), **steps})
    session.set_operator(CLERK)
    desk.wait()
    return window.frame


def table(desk: Desk) -> QWidget:
    frame = opened(desk, "requests")
    frame.content.actions["next_step"].trigger()
    return frame


def prose(desk: Desk) -> QWidget:
    frame = opened(desk, "overview")
    page = frame.content.report_page
    page.go_to("overview.on_request")
    page.workspace.show_last_year()
    return frame


def approvals(desk: Desk) -> QWidget:
    frame = opened(desk, "requests", has_slip=False)
    document, process = frame.content.report_page.document, frame.content.features.approval.process
    for one in document.findings:
        if one.explainable and one.is_open:
            document.explain(one, "已经核对，情况属实。")
    frame.content.session.keep(pin_setting(PEOPLE[1], "246810"))
    process.approve(PEOPLE[0], "同意")
    frame.content.actions["sign"].trigger()
    desk.wait(2)
    return frame


def delivered(desk: Desk) -> QWidget:
    frame = approvals(desk)
    process = frame.content.features.approval.process
    for name in PEOPLE[1:]:
        process.approve(name, "同意")
    desk.wait()
    frame.content.actions["next_step"].trigger()
    desk.wait()
    frame.content.report_page.stage_page.seal()
    while not process.state.is_sealed:
        desk.wait(0.1)
    process.submit(f"{YEAR + 1}-01-15", "区政府办公室", f"{YEAR + 1}-0137")
    desk.wait()
    name_folder(frame)
    return frame


def importing(desk: Desk) -> QWidget:
    frame = doubtful_import(desk)
    name_folder(frame)
    return frame


def name_folder(frame: QWidget) -> None:
    """Show as the data folder one that an office has, and not the one of these pictures."""
    fields: list[QLineEdit] = frame.findChildren(QLineEdit)
    for field in fields:
        if field.text() == str(Path.home()):
            field.blockSignals(True)  # noqa: FBT003 - Qt's own; that folder is on no disk here
            field.setText("D:\\上报")
    labels: list[QLabel] = frame.findChildren(QLabel)
    for label in labels:
        if str(frame.folder) in label.text():
            label.setText(label.text().replace(str(frame.folder), "D:\\年报").replace("/", "\\"))


def start(desk: Desk) -> QWidget:
    window = desk.window()
    for report in (office_report(has_slip=True), office_report(YEAR - 1)):
        window.session.take_in(report)
    for unit in ("青石区望江街道办事处", "涿河区金牛山办事处"):
        report = office_report()
        report.apply([Change("unit", report.unit, unit)])
        window.session.take_in(report)
    window.session.close_report()
    window.features.backups.service.make()
    about = {"step": "first_review", "name": PEOPLE[1], "opinion": "同意", "digest": "0"}
    window.session.store.record_act(3, "approve", about)
    window._refresh_list()
    today = date.today()  # noqa: DTZ011 - as the window counts
    own, law = today + timedelta(days=8), today + timedelta(days=19)
    window.list.show_due(((own, "本机关设定的报送日期"), (law, "法定公布期限")))
    desk.wait()
    window.frame.statusBar().showMessage("已备份")
    name_folder(window.frame)
    return window.frame


def first_start(desk: Desk) -> QWidget:
    frame = start_empty(desk)
    name_folder(frame)
    return frame


def asked(action: str, *, is_sealed: bool = False) -> "Callable[[Desk], QWidget]":
    """What an action asks, before the office's report or its sealed version."""

    def show(desk: Desk) -> QWidget:
        frame = delivered(desk) if is_sealed else opened(desk, "requests", has_slip=False)
        frame.content.features.backups.service.make()
        frame.content.actions[action].trigger()
        desk.wait()
        name_folder(frame)
        return frame

    return show


DOCUMENT_PICTURES: Mapping[str, "tuple[Callable[[Desk], QWidget], str]"] = {
    "start": (start, "light"),
    "table": (table, "light"),
    "table-dark": (table, "dark"),
    "prose": (prose, "light"),
    "import": (importing, "light"),
    "approvals": (approvals, "light"),
    "delivered": (delivered, "dark"),
    "first-start": (first_start, "light"),
    "archive": (asked("open_archive", is_sealed=True), "light"),
    "export": (asked("export"), "light"),
    "backups": (asked("backup"), "light"),
}
"""By the name of the file: what is shown, and in which scheme."""
