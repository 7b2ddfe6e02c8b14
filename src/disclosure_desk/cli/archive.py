"""`disclosure-desk archive`: list what is sealed, export it, find it, and restore a backup."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from disclosure_desk.archive.retrieval import (
    ArchiveItem,
    SearchQuery,
    SearchResult,
    archive_items,
    export_item,
    export_path,
    find_item,
    record_search,
    search,
)
from disclosure_desk.archive.version import SEALED_ENDINGS
from disclosure_desk.cli.args import Command, CommandError, CommandLine, Option
from disclosure_desk.cli.data_folder import CLOSED, DATA, PERSON, folder_of, opened, opened_by_somebody
from disclosure_desk.cli.operator_login import log_in_to_restore
from disclosure_desk.cli.output import ExitCode, Output
from disclosure_desk.cli.report_data import JsonObject
from disclosure_desk.cli.targets import FORCE, Targets
from disclosure_desk.core.figure import FigureError, parse_number
from disclosure_desk.core.form_file import load_form
from disclosure_desk.store.recovery.restore import ReportDifference
from disclosure_desk.store.rollback import find_backup, roll_back

_MOST = 2
_SHOWN = 5
"""How many places of one report are listed."""

_FOR = Option("--for", "给谁、做什么用；登记在修改记录里。", value="谁、为什么")
_NAMES = """\
编号：archive list 列出的，例如 1-v2 是第 1 份报告的第 2 版；只写 1 就是最新的一版，没有定稿就是草稿。"""


def _list(args: CommandLine, output: Output) -> int:
    with opened(args, output) as store:
        there = archive_items(store)
    for one in there:
        output.print(*_columns(one))
    output.print(f"共 {len(there)} 份" if there else "还没有报告")
    return output.end(ExitCode.OK, {"items": [_data(one) for one in there]})


def _columns(one: ArchiveItem) -> Iterator[str]:
    yield from (one.name, f"{one.year}", one.unit)
    if one.sealing is None:
        yield from ("草稿", f"改于 {one.at[:10]}")
        return
    yield from (f"第 {one.sealing.version} 版", f"定稿于 {one.at[:10]}")
    if one.sealing.why:
        yield f"更正：{one.sealing.why}"
    if one.published[0]:
        yield f"{one.published[0]} 公开 {one.published[1]}"


def _data(one: ArchiveItem) -> JsonObject:
    sealing, (day, address) = one.sealing, one.published
    return {
        "name": one.name,
        "report": one.report,
        "unit": one.unit,
        "year": one.year,
        "at": one.at,
        "version": sealing and sealing.version,
        "form": one.form or None,
        "file": sealing and sealing.file,
        "sha256": sealing and sealing.sha256,
        "correction": (sealing and sealing.why) or None,
        "published": {"date": day, "address": address} if day else None,
    }


def _export(args: CommandLine, output: Output) -> int:
    name, target = _expect(args.places, _MOST)
    why = _why(args)
    with opened_by_somebody(args, output, "调取") as store:
        item = find_item(store, name)
        path = export_path(item, Path(target))
        checked = Targets([path], [store.path.parent], force=args.force)
        export_item(store, load_form, item, path, why, replace=checked.replaces(path))
    output.detail(f"已写好 {path}，已经登记")
    return output.end(ExitCode.OK, {"item": _data(item), "written": str(path)})


def _find(args: CommandLine, output: Output) -> int:
    query, why = _query(args), _why(args)
    with opened_by_somebody(args, output, "查找") as store:
        found = search(store, load_form, query)
        record_search(store, query, found, why)
    for one in found:
        _print_found(one, output)
    output.print(f"找到 {len(found)} 份，已经登记")
    results = [
        {
            "item": _data(one.item),
            "title": one.title,
            "fault": one.fault or None,
            "places": [{"name": name, "excerpt": excerpt} for name, excerpt in one.hits],
        }
        for one in found
    ]
    return output.end(ExitCode.OK, {"results": results})


def _print_found(found: SearchResult, output: Output) -> None:
    what = "草稿" if found.item.sealing is None else f"第 {found.item.sealing.version} 版"
    output.print(found.item.name, found.title, what)
    if found.fault:
        output.fail(f"  {found.fault}")
    for name, excerpt in found.hits[:_SHOWN]:
        output.detail(f"  {name}：{excerpt}")
    if len(found.hits) > _SHOWN:
        output.detail(f"  还有 {len(found.hits) - _SHOWN} 处")


def _query(args: CommandLine) -> SearchQuery:
    if not any((args.year, args.unit, args.words, args.figure)):
        raise CommandError("要写找什么：--year、--unit、--words、--figure 至少一个。")
    if args.year and not args.year.isdecimal():
        raise CommandError(f"“{args.year}”不是年份。")
    try:
        figure = parse_number(args.figure) if args.figure else None
    except FigureError as error:
        raise CommandError(str(error)) from error
    return SearchQuery(int(args.year) if args.year else None, args.unit or "", args.words or "", figure)


def _restore(args: CommandLine, output: Output) -> int:
    (name,) = _expect(args.places, 1)
    folder = folder_of(args)
    backup = find_backup(folder, name)
    actor = log_in_to_restore(folder, backup, args)
    gone = roll_back(folder, backup, replay=not args.as_it_was, actor=actor, accept_foreign=args.foreign)
    for one in gone.changed:
        what = {"gone": "现在没有了", "back": "又有了"}.get(_change(one), f"{len(one.changes)} 处和恢复前不同")
        output.print(f"“{one.unit}”{one.year} 年的报告{what}")
    output.print(f"已恢复，共 {gone.events} 条修改记录；换下来的文件都留在 {folder}")
    changed = [
        {"unit": one.unit, "year": one.year, "change": _change(one), "places": len(one.changes)} for one in gone.changed
    ]
    return output.end(ExitCode.OK, {"events": gone.events, "folder": str(folder), "changed": changed})


def _change(one: ReportDifference) -> str:
    """What going back did to a report."""
    if one.changes and one.is_listed == one.was_listed:
        return "changed"
    return "back" if one.was_listed or not one.is_there else "gone"


def _expect(places: Sequence[str], count: int) -> Sequence[str]:
    if len(places) != count:
        raise CommandError(f"这里要写 {count} 个名称，写了 {len(places)} 个。")
    return places


def _why(args: CommandLine) -> str:
    why = str(getattr(args, "for") or "").strip()
    if not why:
        raise CommandError("要用 --for 写明给谁、做什么用，好登记。")
    return why


LIST = Command(("[选项]",), _list, (DATA,), about=CLOSED, examples=("archive list",))
EXPORT = Command(
    ("编号 目标 --for 谁、为什么 [选项]",),
    _export,
    (_FOR, FORCE, *PERSON),
    most=_MOST,
    about=f"""\
{_NAMES}
目标：文件夹或者文件；.zip 是整个档案包，{" ".join(SEALED_ENDINGS)} 是定稿时的那份报告。
{CLOSED}""",
    examples=("archive export 1-v2 年报.pdf --for 审计组核对",),
)
FIND = Command(
    ("条件 [条件 …] --for 谁、为什么",),
    _find,
    (
        Option("--year", "哪一年度的报告。", value="年度"),
        Option("--unit", "单位名称里有的字。", value="单位"),
        Option("--words", "正文、说明里有的字。", value="词"),
        Option("--figure", "表里有的数。", value="数"),
        _FOR,
        *PERSON,
    ),
    about=f"在全部定稿版本和草稿里找；写几个条件，就要都符合。{CLOSED}",
    examples=("archive find --words 公开意识 --for 主任备查",),
)
RESTORE = Command(
    ("备份 [选项]",),
    _restore,
    (
        Option("--as-it-was", "回到备份那时的样子，不重做备份之后的修改。", is_flag=True),
        Option("--foreign", "备份是别处的（别的单位或者别的电脑的数据）也换上。", is_flag=True),
        *PERSON,
    ),
    most=1,
    about=f"""\
备份：文件名（在数据文件夹的 backups 里）或者路径。备份之后的修改会按第二份记录重做一遍，什么都不少。
换下来的文件都原样留着。{CLOSED}""",
    examples=("archive restore desk-20260120-173000.sqlite3",),
)
