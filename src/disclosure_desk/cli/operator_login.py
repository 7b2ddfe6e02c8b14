"""Who carries out a command on the office's data: a name of its list and, where that person has one, the PIN."""

import getpass
import sys
from contextlib import closing
from pathlib import Path

from disclosure_desk.cli.args import CommandError, CommandLine, Option
from disclosure_desk.readers import ReadError, content_of
from disclosure_desk.store.errors import BusyError, StoreError
from disclosure_desk.store.event_meta import Actor, system_user
from disclosure_desk.store.operators import Operators
from disclosure_desk.store.rollback import operators_in_backup
from disclosure_desk.store.store import Store

OPERATOR = Option(
    "--operator",
    "谁在操作，记在修改记录里；数据里设了操作人就要写。有口令的在终端里问，不在终端里时从标准输入读一行。",
    value="姓名",
)
PIN = Option("--pin-file", "口令在哪个文件里；不写就问。", value="文件")


def log_in(store: Store, args: CommandLine, purpose: str) -> None:
    """Let the store record under that name what is done; raises CommandError, ReadError and StoreError.

    Without a list of people everybody may, under any name; the system's user is recorded in any case.
    """
    operators = Operators.from_stored(store.settings(), ())
    name = (args.operator or "").strip()
    if operators.names:
        name = _known(operators, name)
        if not store.try_pin(name, _asked_pin(operators, name, args), purpose):
            raise StoreError("口令不对；已经记在修改记录里。")
    store.actor = store.actor._replace(operator=name)


def log_in_to_restore(folder: Path, backup: Path, args: CommandLine) -> Actor:
    """Who goes back to a backup; raises CommandError, ReadError and StoreError.

    A data folder that does not open knows nobody: then it is asked as the office was when the backup was made.
    """
    try:
        with closing(Store.open(folder)) as store:
            log_in(store, args, "从备份恢复")
            return store.actor
    except BusyError:
        raise
    except StoreError as error:
        if not error.ways:  # it was open: the PIN was refused
            raise
    operators, name = operators_in_backup(backup), (args.operator or "").strip()
    if operators.names:
        name = _known(operators, name)
        if not operators.pin_matches(name, _asked_pin(operators, name, args)):
            raise StoreError("口令不对。")
    return Actor(name, system_user())


def _known(operators: Operators, name: str) -> str:
    if name not in operators.names:
        raise CommandError(f"这份数据设了操作人，要用 --operator 写明是谁：{'、'.join(operators.names)}。")
    return name


def _asked_pin(operators: Operators, name: str, args: CommandLine) -> str:
    """The PIN of a person who has one: out of a file, the terminal, or a line of the standard input."""
    if not operators.needs_pin(name):
        return ""
    if args.pin_file:
        return _pin_in(Path(args.pin_file))
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(f"{name}的口令：")
    line = sys.stdin.readline() if sys.stdin is not None else ""
    if not line:
        raise CommandError(
            f"{name}有口令：在终端里会问，不在终端里时从标准输入读一行，或者用 --pin-file 写在哪个文件里。"
        )
    return line.rstrip("\r\n")


def _pin_in(path: Path) -> str:
    try:
        return content_of(path).decode("utf-8-sig").rstrip("\r\n")
    except (ReadError, UnicodeDecodeError) as error:
        raise ReadError(f"口令的文件读不出来：{path}。") from error
