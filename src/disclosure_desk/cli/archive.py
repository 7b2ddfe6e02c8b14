"""`disclosure-desk archive`: list what is sealed, export it, find it, and restore a backup."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
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
from disclosure_desk.cli.args import CommandError, Option, option_lines, parse
from disclosure_desk.cli.output import ExitCode, say, warn
from disclosure_desk.cli.targets import FORCE, Targets
from disclosure_desk.core.figure import FigureError, parse_number
from disclosure_desk.core.form_file import load_form
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL, default_folder
from disclosure_desk.store.rollback import find_backup, roll_back
from disclosure_desk.store.store import Store

_MOST = 2
_SHOWN = 5
"""How many places of one report are listed."""

_OPTIONS = (
    Option("--data"),
    Option("--for", "给谁、做什么用；每次调取、查找都登记在修改记录里。"),
    Option("--year"),
    Option("--unit"),
    Option("--words"),
    Option("--figure"),
    Option("--as-it-was", is_flag=True),
    FORCE,
)

_HELP = f"""\
档案：看有哪些定稿和草稿，调取，查找，从备份恢复。窗口开着时不能用。

用法：disclosure-desk archive list    [--data 文件夹]
      disclosure-desk archive export  [--data 文件夹] 编号 目标 --for 谁、为什么 [--force]
      disclosure-desk archive find    [--data 文件夹] [--year 年] [--unit 单位] [--words 词] [--figure 数]
                               --for 谁、为什么
      disclosure-desk archive restore [--data 文件夹] 备份 [--as-it-was]
编号：list 列出的，例如 1-v2 是第 1 份报告的第 2 版；只写 1 就是最新的一版，没有定稿就是草稿。
目标：文件夹或者文件；.zip 是整个档案包，.pdf .docx .xlsx .html .json 是定稿时的那份报告。
{option_lines(_OPTIONS)}
find：在全部定稿版本和草稿里找；写几个条件，就要都符合。
restore：备份写文件名（在数据文件夹的 backups 里）或者路径。备份之后的修改会按第二份记录重做一遍，什么都不少；
  写 --as-it-was 就回到备份那时的样子。换下来的文件都原样留着。"""


def archive(arguments: Sequence[str]) -> int:
    """Carry out one of the four subcommands; the exit code is UNREADABLE where the data cannot be read."""
    args = parse(arguments, _OPTIONS, positions=1 + _MOST)
    command, *places = args.places or [""]
    if args.help:
        return say(_HELP)
    if command not in _COMMANDS:
        raise CommandError("archive 后面要写 list、export、find 或者 restore。")
    folder = Path(args.data) if args.data else default_folder()
    try:
        return _COMMANDS[command](folder, places, args)
    except StoreError as error:
        warn(str(error))
        return ExitCode.UNREADABLE


@contextmanager
def _opened(folder: Path) -> Iterator[Store]:
    """The store of a data folder that has one: a command that only reads must not make one."""
    if not any((folder / name).exists() for name in (DATA_FILE, JOURNAL, BACKUPS)):
        raise StoreError(f"{folder} 里没有数据。用 --data 写数据在哪个文件夹。")
    with Store.open(folder) as store:
        for sentence in store.startup_messages:
            warn(sentence)
        yield store


def _list(folder: Path, places: Sequence[str], _args: Namespace) -> int:
    _expect(places, 0)
    with _opened(folder) as store:
        there = archive_items(store)
    for one in there:
        say(_line(one))
    return say(f"共 {len(there)} 份" if there else "还没有报告")


def _line(one: ArchiveItem) -> str:
    if one.sealing is None:
        return f"{one.name}\t{one.year}\t{one.unit}\t草稿\t改于 {one.at[:10]}"
    reason = f"\t更正：{one.sealing.why}" if one.sealing.why else ""
    published = f"\t{one.published[0]} 公开 {one.published[1]}" if one.published[0] else ""
    return f"{one.name}\t{one.year}\t{one.unit}\t第 {one.sealing.version} 版\t定稿于 {one.at[:10]}{reason}{published}"


def _export(folder: Path, places: Sequence[str], args: Namespace) -> int:
    name, target = _expect(places, _MOST)
    why = _why(args)
    with _opened(folder) as store:
        item = find_item(store, name)
        path = export_path(item, Path(target))
        checked = Targets([path], [folder], force=args.force)
        export_item(store, load_form, item, path, why, replace=checked.replaces(path))
    return say(f"已写好 {path}，已经登记")


def _find(folder: Path, places: Sequence[str], args: Namespace) -> int:
    _expect(places, 0)
    query, why = _query(args), _why(args)
    with _opened(folder) as store:
        found = search(store, load_form, query)
        record_search(store, query, found, why)
    for one in found:
        _say_found(one)
    return say(f"找到 {len(found)} 份，已经登记")


def _say_found(found: SearchResult) -> None:
    what = "草稿" if found.item.sealing is None else f"第 {found.item.sealing.version} 版"
    say(f"{found.item.name}\t{found.title}\t{what}")
    if found.fault:
        warn(f"  {found.fault}")
    for name, excerpt in found.hits[:_SHOWN]:
        say(f"  {name}：{excerpt}")
    if len(found.hits) > _SHOWN:
        say(f"  还有 {len(found.hits) - _SHOWN} 处")


def _query(args: Namespace) -> SearchQuery:
    if not any((args.year, args.unit, args.words, args.figure)):
        raise CommandError("要写找什么：--year、--unit、--words、--figure 至少一个。")
    if args.year and not args.year.isdecimal():
        raise CommandError(f"“{args.year}”不是年份。")
    try:
        figure = parse_number(args.figure) if args.figure else None
    except FigureError as error:
        raise CommandError(str(error)) from error
    return SearchQuery(int(args.year) if args.year else None, args.unit or "", args.words or "", figure)


def _restore(folder: Path, places: Sequence[str], args: Namespace) -> int:
    (name,) = _expect(places, 1)
    gone = roll_back(folder, find_backup(folder, name), replay=not args.as_it_was)
    for one in gone.changed:
        change = f"{len(one.changes)} 处和恢复前不同" if one.changes else "现在没有了" if one.is_there else "又有了"
        say(f"“{one.unit}”{one.year} 年的报告{change}")
    return say(f"已恢复，共 {gone.events} 条修改记录；换下来的文件都留在 {folder}")


def _expect(places: Sequence[str], count: int) -> Sequence[str]:
    if len(places) != count:
        raise CommandError(f"这里要写 {count} 个名称，写了 {len(places)} 个。")
    return places


def _why(args: Namespace) -> str:
    why = str(getattr(args, "for") or "").strip()
    if not why:
        raise CommandError("要用 --for 写明给谁、做什么用，好登记。")
    return why


_COMMANDS: Mapping[str, Callable[[Path, Sequence[str], Namespace], int]] = {
    "list": _list,
    "export": _export,
    "find": _find,
    "restore": _restore,
}
