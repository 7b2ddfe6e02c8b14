"""`sign`, `seal`, `correct`, `publish`: a report on its way to the public, by the rules of the window."""

from datetime import date, datetime

from disclosure_desk.archive.approving import (
    LEAST_REASON,
    ApprovalCandidate,
    Opinion,
    approve,
    correct,
    early_day_words,
    file_paper,
    hand_back,
    publish,
    submit,
)
from disclosure_desk.archive.office import TERMS, Office
from disclosure_desk.archive.sealing import SealCandidate, keep_term, refusal, register_line, seal
from disclosure_desk.checks import Finding
from disclosure_desk.cli.args import Command, CommandError, CommandLine, Option, one_line, read_day
from disclosure_desk.cli.data_folder import CLOSED, NUMBER, PERSON, expect_report, opened_by_somebody, read_report_id
from disclosure_desk.cli.output import ExitCode, Output
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Report
from disclosure_desk.store.paths import PACKAGES
from disclosure_desk.store.store import Store

_AGREED = "同意"


def _sign(args: CommandLine, output: Output) -> int:
    number = read_report_id(args.places)
    if getattr(args, "return") is not None and args.opinion:
        raise CommandError("--return 和 --opinion 只能写一个。")
    name = (args.operator or "").strip()
    with opened_by_somebody(args, output, "审核") as store:
        expect_report(store, number)
        office = Office.of(store)
        report = store.load(number, load_form)
        if getattr(args, "return") is None:
            opinion = Opinion(name, (args.opinion or _AGREED).strip(), one_line(args.why))
            candidate = ApprovalCandidate(number, report, _findings(store, office, number, report))
            step, act = approve(store, office, candidate, opinion), "approve"
        else:
            step, act = hand_back(store, office, number, name, one_line(getattr(args, "return"))), "return"
        state = store.approval_state(number)
        left = [words for one, words in office.steps.items() if one not in state.steps]
    output.print(f"{office.steps[step]}：{name}{'同意' if act == 'approve' else '退回'}了“{report.title}”")
    output.print(f"还差{'、'.join(left)}" if left else "审核都已完成，可以定稿")
    data = {"report": number, "act": act, "step": {"id": step, "name": office.steps[step]}, "by": name, "left": left}
    return output.end(ExitCode.OK, data)


def _seal(args: CommandLine, output: Output) -> int:
    number = read_report_id(args.places)
    if args.term is not None and args.term not in TERMS:
        raise CommandError(f"没有“{args.term}”这个保管期限，可以写 {'、'.join(TERMS)}。")
    now = datetime.now().astimezone()
    with opened_by_somebody(args, output, "定稿") as store:
        expect_report(store, number)
        office = Office.of(store)
        report = store.load(number, load_form)
        term = args.term or office.term
        candidate = SealCandidate(report, _findings(store, office, number, report), office.page_settings, term)
        if not refusal(candidate, store.approval_state(number), office.steps):
            keep_term(store, term)  # before, so that the record in the package has it
        version = seal(store, number, candidate, office.steps, now)
        path = store.path.parent / PACKAGES / version.file
        line = register_line(store, report, version)
    output.print(f"已定稿，第 {version.version} 版")
    output.detail(f"文件：{path}")
    output.detail(f"摘要（SHA-256）：{version.sha256}")
    output.detail(f"封存登记（请抄在登记簿上，或者打印出来签字存档；以后凭它用 verify --expect 核对）：{line}")
    sealed = {"version": version.version, "file": str(path), "sha256": version.sha256, "register": line}
    return output.end(ExitCode.OK, {"report": number, "sealed": sealed, "term": term})


def _findings(store: Store, office: Office, number: int, report: Report) -> tuple[Finding, ...]:
    return office.findings(store, number, report, datetime.now().astimezone().date())


def _correct(args: CommandLine, output: Output) -> int:
    number = read_report_id(args.places)
    why = one_line(args.why)
    with opened_by_somebody(args, output, "更正") as store:
        expect_report(store, number)
        correct(store, number, why)
        following = len(store.approval_state(number).versions) + 1
    output.print(f"可以修改了；改好、审核后，再定稿为第 {following} 版")
    return output.end(ExitCode.OK, {"report": number, "next_version": following, "why": why})


def _publish(args: CommandLine, output: Output) -> int:
    number = read_report_id(args.places)
    day, address = _past_day(args.date, "公布以后才登记"), one_line(args.address)
    with opened_by_somebody(args, output, "公布登记") as store:
        expect_report(store, number)
        publish(store, number, day, address)
        _warn_of_early_day(store, number, day, output)
    output.print(f"已登记：{day} 公布在 {address}")
    return output.end(ExitCode.OK, {"report": number, "date": day, "address": address})


def _deliver(args: CommandLine, output: Output) -> int:
    number = read_report_id(args.places)
    to, place, receipt = one_line(args.to), one_line(args.place), one_line(args.receipt)
    if bool(to) == bool(place):
        raise CommandError("报送的写 --to 报到了哪里，纸质件存档的写 --place 存在哪里，两个写一个。")
    if receipt and not to:
        raise CommandError("回执号（--receipt）是报送的，要和 --to 一起写。")
    day = _past_day(args.date, "办了以后才登记")
    with opened_by_somebody(args, output, "交付登记") as store:
        expect_report(store, number)
        if to:
            submit(store, number, day, to, receipt)
        else:
            file_paper(store, number, day, place)
        _warn_of_early_day(store, number, day, output)
    output.print(f"已登记：{day} 报送到{to}" if to else f"已登记：{day} 纸质件存放在{place}")
    data = {"kind": "submit" if to else "paper", "date": day, "where": to or place, "receipt": receipt or None}
    return output.end(ExitCode.OK, {"report": number, **data})


def _warn_of_early_day(store: Store, number: int, day: str, output: Output) -> None:
    if words := early_day_words(store.approval_state(number), day):
        output.warn(f"{words}写错了，用对的日期再登记一次。")


def _past_day(typed: str | None, why: str) -> str:
    day = read_day("--date", typed or "")
    if day > date.today():  # noqa: DTZ011 - the computer's own calendar
        raise CommandError(f"{day} 还没有到，{why}。")
    return day.isoformat()


_WHY = Option("--why", f"为什么，至少 {LEAST_REASON} 个字，记在修改记录里。", value="原因")
SIGN = Command(
    ("编号 --operator 姓名 [--opinion 意见] [--why 原因]", "编号 --operator 姓名 --return 原因"),
    _sign,
    (
        Option("--opinion", "意见（不写就是“同意”）。", value="意见"),
        Option("--return", "退回，写明要改哪里、为什么；前面的审核都作废。", value="原因"),
        Option("--why", f"自己填的自己审核，为什么，至少 {LEAST_REASON} 个字，会印在审核流转单上。", value="原因"),
        *PERSON,
    ),
    most=1,
    about=f"{NUMBER}\n轮到哪一步就是哪一步，和窗口里一样：这一步由谁审核、填过的人审核要写原因，都照设好的来；有必须改的、还没有说明的，不能同意。{CLOSED}",
    examples=("sign 1 --operator 李某", "sign 1 --operator 王某 --return 表三的结转数和去年对不上"),
)
SEAL = Command(
    ("编号 [--term 保管期限] [--operator 姓名]",),
    _seal,
    (Option("--term", f"保管期限：{'、'.join(TERMS)}（不写就照本机关的）。", value="期限", words=TERMS), *PERSON),
    most=1,
    about=f"{NUMBER}\n没有必须改的、要说明的都说明了、审核都完成的，才能定稿；和窗口里一样。{CLOSED}",
    examples=("seal 1 --operator 李某",),
)
CORRECT = Command(
    ("编号 --why 原因 [--operator 姓名]",),
    _correct,
    (_WHY, *PERSON),
    most=1,
    about=f"{NUMBER}\n原来的一版原样留着。{CLOSED}",
    examples=("correct 1 --why 表三新收的数字写错 --operator 李某",),
)
PUBLISH = Command(
    ("编号 --date 日期 --address 地址 [--operator 姓名]",),
    _publish,
    (
        Option("--date", "哪一天公布的，年-月-日。", value="日期"),
        Option("--address", "公布在哪里，网页地址。", value="地址"),
        *PERSON,
    ),
    most=1,
    about=f"{NUMBER}\n{CLOSED}",
    examples=("publish 1 --date 2026-01-25 --address https://www.example.gov.cn/nb.html --operator 李某",),
)
DELIVER = Command(
    (
        "编号 --date 日期 --to 哪里 [--receipt 回执号] [--operator 姓名]",
        "编号 --date 日期 --place 哪里 [--operator 姓名]",
    ),
    _deliver,
    (
        Option("--date", "哪一天办的，年-月-日。", value="日期"),
        Option("--to", "报送到哪里。", value="机关"),
        Option("--receipt", "报送的回执号。", value="号"),
        Option("--place", "签字盖章的纸质件存放在哪里。", value="地方"),
        *PERSON,
    ),
    most=1,
    about=f"{NUMBER}\n{CLOSED}",
    examples=(
        "deliver 1 --date 2026-01-20 --to 区政府办公室 --receipt 2026-0137 --operator 李某",
        "deliver 1 --date 2026-01-21 --place 综合办档案柜 --operator 李某",
    ),
)
