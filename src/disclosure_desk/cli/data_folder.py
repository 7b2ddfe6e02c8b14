"""The data folder that a command works with, and who works with it: the same people and PINs as in the window."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from disclosure_desk.cli.args import CommandError, CommandLine, Option
from disclosure_desk.cli.operator_login import OPERATOR, PIN, log_in
from disclosure_desk.cli.output import Output
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL, default_folder
from disclosure_desk.store.store import Store

DATA = Option("--data", "数据在哪个文件夹（不写就是当前用户的数据目录）。", value="文件夹")
PERSON = (OPERATOR, PIN, DATA)
"""What a command takes that is recorded under somebody's name."""
CLOSED = "窗口开着时不能用。"
NUMBER = "编号：archive list 列出的第一个数，例如 1。"


def folder_of(args: CommandLine) -> Path:
    """The data folder that was typed, or the user's own."""
    return Path(args.data) if args.data else default_folder()


@contextmanager
def opened(args: CommandLine, output: Output, *, make: bool = False) -> Iterator[Store]:
    """The store of a data folder that has one, unless it may be made: a command that only reads makes none."""
    folder = folder_of(args)
    if not make and not has_data(folder):
        raise StoreError(f"{folder} 里没有数据。用 --data 写数据在哪个文件夹。")
    with Store.open(folder) as store:
        for sentence in store.startup_messages:
            output.warn(sentence)
        yield store
        for sentence in filter(None, (store.journal.warning, store.journal.note, store.disk_warning)):
            output.warn(sentence)


def has_data(folder: Path) -> bool:
    """Whether a folder has data; raises StoreError where that cannot be seen."""
    return any(_is_there(folder / name) for name in (DATA_FILE, JOURNAL, BACKUPS))


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise StoreError(f"打不开数据文件夹 {path.parent}：没有权限，或者路径太长。") from error
    return True


@contextmanager
def opened_by_somebody(args: CommandLine, output: Output, purpose: str, *, make: bool = False) -> Iterator[Store]:
    """The store, once it is known who does this, and the PIN was right where that person has one."""
    with opened(args, output, make=make) as store:
        log_in(store, args, purpose)
        yield store


def read_report_id(places: Sequence[str]) -> int:
    """The number of a report, which alone had to be typed; raises CommandError."""
    text = one_place(places, "一份报告的编号")
    if not (text.isascii() and text.isdigit()):
        raise CommandError(f"“{text}”不是编号。{NUMBER}")
    return int(text)


def expect_report(store: Store, number: int) -> None:
    """Raise StoreError unless the list has a report of that number; a deleted draft has none until it is back."""
    if all(one.id != number for one in store.reports()):
        raise StoreError(
            f"没有第 {number} 份报告。用 disclosure-desk archive list 看有哪些；删除的草稿，先在窗口里找回。"
        )


def one_place(places: Sequence[str], what: str) -> str:
    """The one thing that had to be typed; raises CommandError."""
    if len(places) != 1:
        raise CommandError(f"要写{what}。")
    return places[0]
