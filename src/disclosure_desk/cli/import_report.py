"""`import` and `backup`: a report comes into the data folder, and what is there is copied."""

from datetime import datetime
from pathlib import Path

from disclosure_desk.archive.approving import LEAST_REASON
from disclosure_desk.archive.office import find_report
from disclosure_desk.cli.args import Command, CommandError, CommandLine, Option, one_line
from disclosure_desk.cli.data_folder import CLOSED, DATA, PERSON, one_place, opened, opened_by_somebody
from disclosure_desk.cli.name_options import NAME_OPTIONS, read_named_source
from disclosure_desk.cli.output import ExitCode, Output
from disclosure_desk.cli.report_data import remarks_data, report_data
from disclosure_desk.cli.source import print_remarks
from disclosure_desk.core.form_file import EDITION, load_form
from disclosure_desk.readers.review.import_review import ImportResult, ImportReview
from disclosure_desk.store.backup.targets import SECOND_FOLDER
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.approvals import change_needs_reason
from disclosure_desk.store.store import Store


def _import(args: CommandLine, output: Output) -> int:
    reading = read_named_source(load_form(EDITION), one_place(args.places, "一份报告"), args, output)
    print_remarks(reading, output)
    if not reading.report.unit:
        raise StoreError("没有写明机关全称，没有存；请加上 --unit 机关全称。")
    review = ImportReview(reading)
    waiting = review.waiting_count + review.needs_name
    if waiting and not args.as_read:
        raise StoreError(
            f"读入时有 {waiting} 处没有把握，没有存。请在窗口里导入，一处一处看过；看过了、要照读到的存，写 --as-read。"
        )
    result, why = ImportResult(reading.report), one_line(args.why)
    with opened_by_somebody(args, output, "导入", make=True) as store:
        number, change = _take(store, result, args, why)
    words = {"new": "已存入", "updated": "已更新", "same": "列表里已经有同样的一份，没有改动"}[change]
    output.print(f"{words}：第 {number} 份，“{result.report.title}”")
    data = {"report": number, **report_data(result.report), "change": change}
    return output.end(ExitCode.OK, {**data, "remarks": remarks_data(reading.remarks)})


def _take(store: Store, result: ImportResult, args: CommandLine, why: str) -> tuple[int, str]:
    """Store a report: the number it has, and whether it is new, updates another, or is there already."""
    there = find_report(store, result.report.unit, result.report.year)
    if there is None:
        return store.create(result.report, "import"), "new"
    changes = result.changes_to(store.load(there, load_form))
    if not changes:
        return there, "same"
    if not args.update:
        count = result.count_differences(store.load(there, load_form))
        raise StoreError(
            f"列表里已经有这份报告（第 {there} 份），有 {count} 处不同，没有存；要用文件更新它，写 --update。"
        )
    needs = change_needs_reason(store.approval_state(there)) and not store.is_sealed(there)
    if needs and len(why) < LEAST_REASON:
        raise CommandError(
            f"这份报告已经有人审核过，改动后审核作废；要用 --why 写明为什么改，至少 {LEAST_REASON} 个字。"
        )
    store.apply(there, changes, "update", why if needs else "")
    return there, "updated"


def _back_up(args: CommandLine, output: Output) -> int:
    with opened(args, output) as store:
        second = store.settings().get(SECOND_FOLDER, "")
        backup = store.back_up(datetime.now().astimezone(), Path(second) if second else None, is_asked=True)
    path = None if backup is None else str(backup.path)
    output.print("上次备份以后没有改动，不用再备份" if path is None else f"已备份：{path}")
    return output.end(ExitCode.OK, {"written": path})


IMPORT = Command(
    ("来源 [选项]",),
    _import,
    (
        Option("--as-read", "没有把握的也照读到的存，提示留在报告里。", is_flag=True),
        Option("--update", "列表里已经有的，用文件的内容更新它；原来的内容留在修改记录里。", is_flag=True),
        Option("--why", f"更新审核过的报告，为什么，至少 {LEAST_REASON} 个字；审核作废。", value="原因"),
        *NAME_OPTIONS,
        *PERSON,
    ),
    most=1,
    about=f"来源：和 convert 一样；写 - 就从标准输入读。数据文件夹没有就新建。{CLOSED}",
    examples=("import 年报.json --operator 李某",),
)
BACKUP = Command(
    ("[选项]",),
    _back_up,
    (DATA,),
    about=f"备份在数据文件夹的 backups 里，设了第二处的也备份到那里。{CLOSED}",
    examples=("backup",),
)
